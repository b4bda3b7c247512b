/* letters.c - notices to those who move, go back or give a flexible service, as pages and as the rows of a
 * mail merge, and a list for each school that gives or takes. */
#include "files.h"
#include "io/views/lists.h"
#include "io/words/letter.h"
#include "io/words/output_text.h"
#include "io/words/shapes.h"
#include "render.h"
#include "xlsx_writer.h"

#include <string.h>

/* What a letter is about: a mover, or a school with its movers. */
struct letter {
  const lg_output *out;
  const lg_letter_wishes *wishes;
  lg_view *flows;            /* the list of that name */
  int teacher, school;       /* LG_MISSING of the other kind */
  const lg_list_cell *cells; /* the teacher's */
};

static char *teacher_value(const struct letter *letter, int field)
{
  if (field == LG_RO_REASON && !letter->wishes->reasons) return g_strdup("");
  /* A move by lock is called so in words; who has no name is called by the id before it. */
  const char *key =
      field == LG_RO_ROUTE ? "form" : lg_shape_of(LG_TABLE_ROSTER)->fields[field].headings[0];
  int column = lg_view_column(letter->flows, key);
  bool name = field == LG_RO_NAME || field == LG_RO_FROM_SCHOOL || field == LG_RO_TO_SCHOOL ||
              (field == LG_RO_GUEST_SCHOOL && letter->cells[column].given);
  if (!letter->cells[column].given) return g_strdup("");
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
    case LG_LETTER_ISSUED:
      return letter->wishes->has_issued ? lg_show_day(out->lang, letter->wishes->issued)
                                        : g_strdup(lg_tr(out->lang, N_("Date: ______________")));
    case LG_LETTER_UNIT:
      return g_strdup(policy->flexible.given ? policy->flexible.unit : "");
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
  g_string_append_printf(page, "<section class=\"letter%s\">\n",
                         letter->school == LG_MISSING ? "" : " list");
  for (guint k = 0; k < lines->len; k++)
    letter_line_write(page, letter, &g_array_index(lines, lg_letter_line, k));
  g_string_append(page, "</section>\n");
}

/* ---- notices ---- */

/* Calls `write` for each notice of a mover, by school and id. */
static void each_notice(struct letter *letter, void (*write)(struct letter *letter, void *user),
                        void *user)
{
  const lg_output *out = letter->out;
  lg_list_cell *cells = lg_view_cells_new(letter->flows);
  int teacher = lg_view_column(letter->flows, "teacher_id");
  letter->cells = cells;
  for (int j = 0; j < out->input->district->school_count; j++) {
    int first = lg_view_group_first(letter->flows, lg_flow(j, true)),
        count = lg_view_group(letter->flows, lg_flow(j, true));
    for (int row = first; row < first + count; row++) {
      lg_view_fill(letter->flows, row, cells);
      letter->teacher = lg_district_teacher(out->input->district, cells[teacher].text);
      write(letter, user);
    }
  }
  lg_view_cells_free(letter->flows, cells);
}

/* The same for each flexible service, by teacher; letter->flows is the list `guests`. */
static void each_guest(struct letter *letter, void (*write)(struct letter *letter, void *user),
                       void *user)
{
  lg_list_cell *cells = lg_view_cells_new(letter->flows);
  int teacher = lg_view_column(letter->flows, "teacher_id");
  letter->cells = cells;
  for (int row = 0; row < letter->flows->row_count; row++) {
    lg_view_fill(letter->flows, row, cells);
    letter->teacher = lg_district_teacher(letter->out->input->district, cells[teacher].text);
    write(letter, user);
  }
  lg_view_cells_free(letter->flows, cells);
}

/* A letter about the rows of the list of this name; its view is freed by the caller. */
static struct letter letter_of(const lg_output *out, const lg_letter_wishes *wishes,
                               const char *list)
{
  return (struct letter){out, wishes, lg_list(out, list, NULL), LG_MISSING, LG_MISSING, NULL};
}

struct notice_page {
  GString *page;
  const GArray *lines;
};

static void notice_write(struct letter *letter, void *user)
{
  struct notice_page *notices = user;
  letter_write(notices->page, letter, notices->lines);
}

bool lg_write_notices(const lg_output *out, const lg_letter_text *text,
                      const lg_letter_wishes *wishes, const char *folder, char **error)
{
  struct letter letter = letter_of(out, wishes, "flows"), guest = letter_of(out, wishes, "guests");
  struct notice_page notices = {lg_html_begin_bare(out->input->policy->title, out->lang),
                                text->teacher};
  each_notice(&letter, notice_write, &notices);
  notices.lines = text->guest;
  each_guest(&guest, notice_write, &notices);
  lg_html_end(notices.page);
  bool written = lg_write_file(folder, "notices.html", notices.page, out->lang, error);
  g_string_free(notices.page, TRUE);
  lg_view_free(letter.flows);
  lg_view_free(guest.flows);
  return written;
}

/* ---- the source of a mail merge ---- */

struct merge {
  lg_sheet *sheet;
  int row;
  GArray *fields; /* int */
};

static void merge_row(struct letter *letter, void *user)
{
  struct merge *merge = user;
  merge->row++;
  for (guint k = 0; k < merge->fields->len; k++) {
    g_autofree char *value = letter_value(letter, g_array_index(merge->fields, int, k));
    if (*value) lg_sheet_text(merge->sheet, merge->row, (int)k, value, LG_STYLE_TEXT);
  }
}

/* The fields of a notice, with their headings: whatever its text may name. */
static void merge_fields(const lg_output *out, bool reasons, GArray *fields, GPtrArray *heads)
{
  const lg_shape *shape = lg_shape_of(LG_TABLE_ROSTER);
  const lg_district *district = out->input->district;
  bool flexible = out->input->policy->flexible.given;
  for (int f = 0; f < LG_RO_COUNT; f++) {
    bool of_guest = f == LG_RO_GUEST_ID || f == LG_RO_GUEST_SCHOOL || f == LG_RO_UNITS;
    if ((f == LG_RO_REASON && !reasons) || (of_guest && !flexible)) continue;
    g_array_append_val(fields, f);
    g_ptr_array_add(heads, (gpointer)shape->fields[f].headings[out->lang ? 1 : 0]);
  }
  for (const lg_letter_name *name = lg_letter_names; name->english; name++) {
    bool coded = district->teacher_count > 0 && district->teachers[0].code;
    if (!(name->where & LG_FOR_TEACHER) || (name->field == LG_LETTER_CODE && !coded)) continue;
    if (name->field == LG_LETTER_UNIT && !flexible) continue;
    g_array_append_val(fields, name->field);
    g_ptr_array_add(heads, (gpointer)(out->lang ? name->chinese : name->english));
  }
  for (int k = 0; k < district->copied_count; k++) {
    int field = LG_LETTER_COPIED + k;
    g_array_append_val(fields, field);
    g_ptr_array_add(heads, (gpointer)district->copied_names[k]);
  }
}

bool lg_write_merge(const lg_output *out, const lg_letter_wishes *wishes, const char *folder,
                    char **error)
{
  g_autofree char *path = g_build_filename(folder, "letters.xlsx", NULL);
  lg_book *book = lg_book_new(path, out->input->policy->title, out->input->policy->date, out->lang);
  struct merge merge = {lg_book_sheet(book, lg_tr(out->lang, N_("Notices"))), 0,
                        g_array_new(FALSE, FALSE, sizeof(int))};
  GPtrArray *heads = g_ptr_array_new();
  merge_fields(out, wishes->reasons, merge.fields, heads);
  lg_sheet_heads(merge.sheet, 0, (const char *const *)heads->pdata, (int)heads->len);
  struct letter letter = letter_of(out, wishes, "flows"), guest = letter_of(out, wishes, "guests");
  each_notice(&letter, merge_row, &merge);
  each_guest(&guest, merge_row, &merge);
  lg_sheet_freeze(merge.sheet, 0, 1, 0);
  lg_view_free(letter.flows);
  lg_view_free(guest.flows);
  g_array_unref(merge.fields);
  g_ptr_array_unref(heads);
  int failed = lg_book_close(book);
  if (failed) *error = lg_write_error(out->lang, "letters.xlsx", failed);
  return !failed;
}

/* ---- lists of schools ---- */

bool lg_write_school_lists(const lg_output *out, const lg_letter_text *text,
                           const lg_letter_wishes *wishes, const char *folder, char **error)
{
  lg_view *flows = lg_list(out, "flows", NULL);
  GString *page = lg_html_begin_bare(out->input->policy->title, out->lang);
  for (int j = 0; j < out->input->district->school_count; j++) {
    struct letter letter = {out, wishes, flows, LG_MISSING, j, NULL};
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
