#include "files.h"

#include <stdlib.h>
#include <string.h>

#include "html.h"
#include "io/words/letter.h"
#include "io/words/output_text.h"
#include "io/words/shapes.h"

/* What a letter is about: a mover, or a school with its movers. */
struct letter {
  const lg_output *out;
  int teacher, school;
  const int *leaving, *coming; /* teachers */
  int leaving_count, coming_count;
};

static char *teacher_value(const struct letter *letter, int field)
{
  const lg_output *out = letter->out;
  const lg_district *district = out->input->district;
  const lg_teacher *t = &district->teachers[letter->teacher];
  const lg_placement *placement = &out->audit->placements[letter->teacher];
  const lg_school *from = &district->schools[t->school],
                  *to =
                      &district->schools[out->answer->roster->assignments[letter->teacher].school];
  switch ((lg_roster_field)field) {
    case LG_RO_TEACHER_ID:
      return g_strdup(t->id);
    case LG_RO_NAME:
      return g_strdup(*t->name ? t->name : t->id);
    case LG_RO_GENDER:
      return g_strdup(lg_show_gender(out->lang, t->gender));
    case LG_RO_SUBJECT:
      return g_strdup(district->subjects.text[t->subject]);
    case LG_RO_STAGE:
      return g_strdup(lg_show_stage(out->lang, (int)t->stage));
    case LG_RO_RANK:
      return g_strdup(t->rank);
    case LG_RO_TITLE:
      return g_strdup(lg_show_title(out, t));
    case LG_RO_FROM_ID:
      return g_strdup(from->id);
    case LG_RO_FROM_SCHOOL:
      return g_strdup(*from->name ? from->name : from->id);
    case LG_RO_TO_ID:
      return g_strdup(to->id);
    case LG_RO_TO_SCHOOL:
      return g_strdup(*to->name ? to->name : to->id);
    case LG_RO_ROUTE:
      return g_strdup(lg_show_form(out, placement->route));
    case LG_RO_DISTANCE_BEFORE:
      return placement->before_m == LG_MISSING ? g_strdup("")
                                               : lg_html_number(placement->before_m / 1000.0, 1);
    case LG_RO_DISTANCE_AFTER:
      return placement->after_m == LG_MISSING ? g_strdup("")
                                              : lg_html_number(placement->after_m / 1000.0, 1);
    case LG_RO_WISH_RANK:
      return placement->wish == LG_MISSING ? g_strdup("") : lg_html_whole(placement->wish);
    case LG_RO_REASON:
      return lg_output_reason(out, letter->teacher);
    case LG_RO_COUNT:
      break;
  }
  return g_strdup("");
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
      return g_strdup(policy->term);
    case LG_LETTER_SCHOOL_ID:
      return g_strdup(s->id);
    case LG_LETTER_SCHOOL:
      return g_strdup(*s->name ? s->name : s->id);
    case LG_LETTER_TIER:
      return g_strdup(lg_show_tier(out->lang, (int)s->tier));
    case LG_LETTER_GROUP:
      return g_strdup(s->group == LG_MISSING ? "" : district->groups.text[s->group]);
    case LG_LETTER_OUT:
      return lg_html_whole(letter->leaving_count);
    case LG_LETTER_IN:
      return lg_html_whole(letter->coming_count);
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
  static const char *const english[] = {
      N_("Teacher id"), N_("Name"),          N_("Gender"), N_("Stage"),           N_("Subject"),
      N_("Title"),      N_("Backbone rank"), "",           N_("Form of exchange")};
  enum { COLUMNS = G_N_ELEMENTS(english), OTHER = 7 };
  const lg_output *out = letter->out;
  const lg_district *district = out->input->district;
  lg_html_column columns[COLUMNS];
  for (int k = 0; k < COLUMNS; k++)
    columns[k] = (lg_html_column){*english[k] ? lg_tr(out->lang, english[k]) : "", false};
  columns[OTHER].head = lg_tr(out->lang, leaves ? N_("To school") : N_("From school"));
  int count = leaves ? letter->leaving_count : letter->coming_count;
  char *caption = g_strdup_printf(
      lg_tr(out->lang, leaves ? N_("Moving out: %u") : N_("Moving in: %u")), (unsigned)count);
  const lg_html_table table = {caption, columns, COLUMNS, false};
  if (count > 0) lg_html_table_begin(page, &table);
  for (int k = 0; k < count; k++) {
    int teacher = leaves ? letter->leaving[k] : letter->coming[k];
    const lg_teacher *t = &district->teachers[teacher];
    int other = leaves ? out->answer->roster->assignments[teacher].school : t->school;
    const char *cells[COLUMNS] = {t->id,
                                  t->name,
                                  lg_show_gender(out->lang, t->gender),
                                  lg_show_stage(out->lang, (int)t->stage),
                                  district->subjects.text[t->subject],
                                  lg_show_title(out, t),
                                  t->rank,
                                  district->schools[other].name,
                                  lg_show_form(out, out->audit->placements[teacher].route)};
    lg_html_row(page, &table, cells, false);
  }
  if (count > 0) lg_html_table_end(page);
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

/* The movers, those of a school together; teachers keep the order of ids. */
static int *movers_by(const lg_output *out, bool to, int *first)
{
  const lg_district *district = out->input->district;
  int schools = district->school_count;
  int *movers = g_new(int, MAX(out->audit->moved, 1));
  for (int i = 0; i < district->teacher_count; i++)
    if (lg_output_moves(out, i))
      first[(to ? out->answer->roster->assignments[i].school : district->teachers[i].school) + 1]++;
  for (int j = 0; j < schools; j++) first[j + 1] += first[j];
  int *next = g_memdup2(first, sizeof *first * ((size_t)schools + 1));
  for (int i = 0; i < district->teacher_count; i++)
    if (lg_output_moves(out, i))
      movers[next[to ? out->answer->roster->assignments[i].school
                     : district->teachers[i].school]++] = i;
  g_free(next);
  return movers;
}

bool lg_write_notices(const lg_output *out, const lg_letter_text *text, const char *folder,
                      char **error)
{
  int *first = g_new0(int, out->input->district->school_count + 1);
  int *movers = movers_by(out, false, first);
  GString *page = lg_html_begin_bare(out->input->policy->title, out->lang);
  for (int k = 0; k < out->audit->moved; k++) {
    struct letter letter = {.out = out, .teacher = movers[k], .school = LG_MISSING};
    letter_write(page, &letter, text->teacher);
  }
  lg_html_end(page);
  bool written = lg_write_file(folder, "notices.html", page, out->lang, error);
  g_string_free(page, TRUE);
  g_free(movers);
  g_free(first);
  return written;
}

bool lg_write_school_lists(const lg_output *out, const lg_letter_text *text, const char *folder,
                           char **error)
{
  int schools = out->input->district->school_count;
  int *first_out = g_new0(int, schools + 1), *first_in = g_new0(int, schools + 1);
  int *leaving = movers_by(out, false, first_out), *coming = movers_by(out, true, first_in);
  GString *page = lg_html_begin_bare(out->input->policy->title, out->lang);
  for (int j = 0; j < schools; j++) {
    struct letter letter = {.out = out,
                            .teacher = LG_MISSING,
                            .school = j,
                            .leaving = leaving + first_out[j],
                            .coming = coming + first_in[j],
                            .leaving_count = first_out[j + 1] - first_out[j],
                            .coming_count = first_in[j + 1] - first_in[j]};
    if (letter.leaving_count + letter.coming_count > 0) letter_write(page, &letter, text->school);
  }
  lg_html_end(page);
  bool written = lg_write_file(folder, "lists.html", page, out->lang, error);
  g_string_free(page, TRUE);
  g_free(coming);
  g_free(leaving);
  g_free(first_in);
  g_free(first_out);
  return written;
}
