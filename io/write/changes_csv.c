/* changes_csv.c - changes.csv: who is placed otherwise than in the published roster, and why
 * (QUESTIONS W29). */
#include <string.h>

#include "csv_out.h"
#include "files.h"
#include "io/words/element_text.h"
#include "io/words/output_text.h"

enum { LG_NAMES_SHOWN = 5 };

/* A teacher of today, or one who left since. g_free. */
static char *cause_name(const lg_output *out, int cause)
{
  if (cause >= 0) return lg_show_teacher(out, cause);
  const lg_departed *gone = &out->input->district->departed[-1 - cause];
  return lg_show_named(out->lang, gone->name, gone->id);
}

/* "A (T1), B (T2) and 3 more"; NULL without causes. g_free. */
static char *cause_names(const lg_output *out, const lg_placed_otherwise *change)
{
  if (change->cause_count == 0) return NULL;
  GString *names = g_string_new(NULL);
  int shown = MIN(change->cause_count, LG_NAMES_SHOWN);
  for (int k = 0; k < shown; k++) {
    char *name = cause_name(out, change->causes[k]);
    if (k) g_string_append(names, lg_tr(out->lang, ", "));
    g_string_append(names, name);
    g_free(name);
  }
  int more = change->cause_count - shown + change->more_causes;
  if (more) g_string_append_printf(names, lg_tr(out->lang, N_(" and %d more")), more);
  return g_string_free(names, FALSE);
}

/* Why the old place is no longer open. g_free. */
static char *barred_text(const lg_output *out, lg_element_facts *facts,
                         const lg_placed_otherwise *change)
{
  char *was = lg_show_school(out, change->was.school), *text, *why;
  switch (change->element.rule) {
    case LG_R2_ELIGIBLE:
      why = lg_output_reason(out, change->teacher);
      text = g_strdup_printf(lg_tr(out->lang, N_("withdrawn: not eligible to move any more (%s)")),
                             why);
      g_free(why);
      break;
    case LG_R3_ROUTE:
      text = g_strdup_printf(
          lg_tr(out->lang, N_("rule changed: no route of the plan leads to %s any more")), was);
      break;
    case LG_R4_SUBJECT:
      text = g_strdup_printf(
          lg_tr(out->lang, N_("rule changed: %s does not have the teacher's stage")), was);
      break;
    case LG_R5_COMMUTE:
      why = lg_element_text(out, facts, change->element);
      text = g_strdup_printf(
          lg_tr(out->lang, N_("rule changed: the way to %1$s is too long: %2$s")), was, why);
      g_free(why);
      break;
    default:
      text = lg_element_text(out, facts, change->element); /* a lock, with its reason */
  }
  g_free(was);
  return text;
}

/* What would be missing or too many, and whose change makes it so. g_free. */
static char *counted_text(const lg_output *out, lg_element_facts *facts,
                          const lg_placed_otherwise *change)
{
  bool place = lg_element_parts_of(out->input->district, change->element).school != LG_MISSING;
  char *names = cause_names(out, change);
  char *asked = lg_element_text(out, facts, change->element);
  const char *form = N_("rule changed: %1$s");
  if (names && change->element.rule == LG_R11_PAIR)
    form = N_("follows %2$s: %1$s");
  else if (names && place)
    form = change->side == LG_SIDE_MAX ? N_("makes room for %2$s: %1$s")
                                       : N_("fills the gap left by %2$s: %1$s");
  else if (names)
    form = N_("makes up for the changes of %2$s: %1$s");
  char *text = g_strdup_printf(lg_tr(out->lang, form), asked, names ? names : "");
  g_free(names);
  g_free(asked);
  return text;
}

static char *change_reason(const lg_output *out, lg_element_facts *facts,
                           const lg_placed_otherwise *change)
{
  if (!change->has_element)
    return g_strdup(lg_tr(out->lang, N_("time ran out before the least change was found")));
  return change->element.rule <= LG_R5_COMMUTE || change->element.rule == LG_R9_LOCK
             ? barred_text(out, facts, change)
             : counted_text(out, facts, change);
}

static void changes_row(GString *csv, const lg_output *out, lg_element_facts *facts,
                        const lg_placed_otherwise *change)
{
  const lg_district *district = out->input->district;
  const lg_teacher *teacher = &district->teachers[change->teacher];
  const lg_school *was = &district->schools[change->was.school],
                  *now = &district->schools[change->now.school];
  const lg_input *input = out->input;
  char *class_id = lg_element_class(district, input->policy, change->element);
  char *reason = change_reason(out, facts, change);
  const char *const cells[] = {teacher->id,
                               teacher->name,
                               was->id,
                               was->name,
                               now->id,
                               now->name,
                               change->has_element ? lg_rule_word(change->element.rule) : "",
                               lg_element_id(district, input->policy, change->element),
                               class_id,
                               reason};
  for (size_t k = 0; k < G_N_ELEMENTS(cells); k++) lg_csv_text(csv, cells[k]);
  lg_csv_end_row(csv);
  g_free(class_id);
  g_free(reason);
}

bool lg_write_changes_csv(const lg_output *out, const char *folder, char **error)
{
  /* Fixed by the format, so no business of the catalogue. */
  static const char *const headings[][2] = {{"teacher_id", "工号"},     {"name", "姓名"},
                                            {"was_id", "原定学校代码"}, {"was_school", "原定学校"},
                                            {"now_id", "现定学校代码"}, {"now_school", "现定学校"},
                                            {"rule", "规则"},           {"id", "规则编号"},
                                            {"class", "类别"},          {"reason", "原因"}};
  GString *csv = lg_csv_new();
  for (size_t k = 0; k < G_N_ELEMENTS(headings); k++)
    lg_csv_text(csv, headings[k][out->lang ? 1 : 0]);
  lg_csv_end_row(csv);
  lg_element_facts *facts = lg_element_facts_new(out);
  for (int k = 0; k < out->changes->count; k++)
    changes_row(csv, out, facts, &out->changes->list[k]);
  lg_element_facts_free(facts);
  bool written = lg_write_file(folder, "changes.csv", csv, out->lang, error);
  g_string_free(csv, TRUE);
  return written;
}
