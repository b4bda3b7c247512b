/* letters.c - notices to those who move or go back, and a list for each school that gives or takes. */
#include "files.h"
#include "io/views/lists.h"
#include "io/words/letter.h"
#include "io/words/output_text.h"
#include "io/words/shapes.h"
#include "render.h"

/* What a letter is about: a mover, or a school with its movers. */
struct letter {
  const lg_output *out;
  lg_view *flows;            /* the list of that name */
  int teacher, school;       /* LG_MISSING of the other kind */
  const lg_list_cell *cells; /* the teacher's */
};

static char *teacher_value(const struct letter *letter, int field)
{
  /* A move by lock is called so in words; who has no name is called by the id before it. */
  const char *key =
      field == LG_RO_ROUTE ? "form" : lg_shape_of(LG_TABLE_ROSTER)->fields[field].headings[0];
  int column = lg_view_column(letter->flows, key);
  bool name = field == LG_RO_NAME || field == LG_RO_FROM_SCHOOL || field == LG_RO_TO_SCHOOL;
  if (name && !*letter->cells[column].text) return teacher_value(letter, field - 1);
  return lg_render_page_cell(letter->flows, column, &letter->cells[column]);
}

static char *letter_value(const struct letter *letter, int field)
{
  const lg_output *out = letter->out;
  const lg_district *district = out->input->district;
  const lg_policy *policy = out->input->policy;
  const lg_school *s = letter->school == LG_MISSING ? NULL : &district->schools[letter->school];
  if (field < LG_RO_COUNT) return teacher_value(letter, field);
  if (field >= LG_LETTER_COPIED)
    return g_strdup(district->teachers[letter->teacher].copied[field - LG_LETTER_COPIED]);
  switch ((lg_letter_field)field) {
    case LG_LETTER_PLAN:
      return g_strdup(policy->title);
    case LG_LETTER_DATE:
      return lg_show_day(out->lang, policy->date);
    case LG_LETTER_TERM:
      return letter->teacher == LG_MISSING ? g_strdup(policy->term)
                                           : lg_show_term_of(out, letter->teacher);
    case LG_LETTER_SCHOOL_ID:
      return g_strdup(s->id);
    case LG_LETTER_SCHOOL:
      return g_strdup(*s->name ? s->name : s->id);
    case LG_LETTER_TIER:
      return g_strdup(lg_show_tier(out->lang, (int)s->tier));
    case LG_LETTER_GROUP:
      return g_strdup(s->group == LG_MISSING ? "" : district->groups.text[s->group]);
    case LG_LETTER_OUT:
      return lg_show_whole(lg_view_group(letter->flows, lg_flow(letter->school, true)));
    case LG_LETTER_IN:
      return lg_show_whole(lg_view_group(letter->flows, lg_flow(letter->school, false)));
    case LG_LETTER_CODE: {
      const char *code = district->teachers[letter->teacher].code;
      return g_strdup(code ? code : "");
    }
    case LG_LETTER_OUT_LIST:
    case LG_LETTER_IN_LIST:
    case LG_LETTER_COPIED:
      break;
  }
  return g_strdup("");
}

static void letter_list(GString *page, const struct letter *letter, bool leaves)
{
  int count = lg_view_group(letter->flows, lg_flow(letter->school, leaves));
  char *caption =
      g_strdup_printf(lg_tr(letter->out->lang, leaves ? N_("Moving out: %u") : N_("Moving in: %u")),
                      (unsigned)count);
  lg_view_pick(letter->flows,
               leaves ? "teacher_id name gender stage subject title rank to_school form"
                      : "teacher_id name gender stage subject title rank from_school form");
  if (count > 0) lg_render_page(page, letter->flows, caption, false);
  g_free(caption);
}

/* One line of the text; left out where all its placeholders are empty. */
static void letter_line_write(GString *page, const struct letter *letter,
                              const lg_letter_line *line)
{
  static const char *const elements[] = {
      [LG_LETTER_TEXT] = "p", [LG_LETTER_HEADING] = "h1", [LG_LETTER_RIGHT] = "p"};
  GString *text = g_string_new(NULL);
  int fields = 0, filled = 0;
  for (guint k = 0; k < line->parts->len; k++) {
    const lg_letter_part *part = &g_array_index(line->parts, lg_letter_part, k);
    if (part->field == LG_LETTER_OUT_LIST || part->field == LG_LETTER_IN_LIST) {
      letter_list(page, letter, part->field == LG_LETTER_OUT_LIST);
      g_string_free(text, TRUE);
      return;
    }
    char *value = part->text ? NULL : letter_value(letter, part->field);
    fields += value != NULL;
    filled += value && *value;
    g_string_append(text, part->text ? part->text : value);
    g_free(value);
  }
  if (fields == 0 || filled > 0)
    lg_html_text(page, elements[line->style], line->style == LG_LETTER_RIGHT ? "right" : NULL,
                 text->str);
  g_string_free(text, TRUE);
}

static void letter_write(GString *page, const struct letter *letter, const GArray *lines)
{
  g_string_append(page, "<section class=\"letter\">\n");
  for (guint k = 0; k < lines->len; k++)
    letter_line_write(page, letter, &g_array_index(lines, lg_letter_line, k));
  g_string_append(page, "</section>\n");
}

bool lg_write_notices(const lg_output *out, const lg_letter_text *text, const char *folder,
                      char **error)
{
  lg_view *flows = lg_list(out, "flows", NULL);
  lg_list_cell *cells = lg_view_cells_new(flows);
  int teacher = lg_view_column(flows, "teacher_id");
  GString *page = lg_html_begin_bare(out->input->policy->title, out->lang);
  for (int j = 0; j < out->input->district->school_count; j++) {
    int first = lg_view_group_first(flows, lg_flow(j, true)),
        count = lg_view_group(flows, lg_flow(j, true));
    for (int row = first; row < first + count; row++) {
      lg_view_fill(flows, row, cells);
      struct letter letter = {out, flows,
                              lg_district_teacher(out->input->district, cells[teacher].text),
                              LG_MISSING, cells};
      letter_write(page, &letter, text->teacher);
    }
  }
  lg_html_end(page);
  bool written = lg_write_file(folder, "notices.html", page, out->lang, error);
  g_string_free(page, TRUE);
  lg_view_cells_free(flows, cells);
  lg_view_free(flows);
  return written;
}

bool lg_write_school_lists(const lg_output *out, const lg_letter_text *text, const char *folder,
                           char **error)
{
  lg_view *flows = lg_list(out, "flows", NULL);
  GString *page = lg_html_begin_bare(out->input->policy->title, out->lang);
  for (int j = 0; j < out->input->district->school_count; j++) {
    struct letter letter = {out, flows, LG_MISSING, j, NULL};
    if (lg_view_group_first(flows, lg_flow(j, true)) <
        lg_view_group_first(flows, lg_flow(j + 1, true)))
      letter_write(page, &letter, text->school);
  }
  lg_html_end(page);
  bool written = lg_write_file(folder, "lists.html", page, out->lang, error);
  g_string_free(page, TRUE);
  lg_view_free(flows);
  return written;
}
