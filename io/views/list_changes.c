/* list_changes.c - who is placed otherwise than in the published roster, and why (QUESTIONS W29); who
 * left since stands between. */
#include <string.h>

#include "io/words/element_text.h"
#include "io/words/output_text.h"
#include "lists.h"

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
  lg_assignment old = change->was;
  char *was = lg_show_school(out, lg_assignment_is_guest(old) ? old.guest : old.school), *text,
       *why;
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

enum { ID, NAME, WAS_ID, WAS, NOW_ID, NOW, RULE, RULE_ID, CLASS, REASON };
enum { WAS_GUEST = REASON + 1, NOW_GUEST, COLUMNS };
static const lg_list_column columns[COLUMNS] = {
    [ID] = {"teacher_id", "工号", N_("Teacher id")},
    [NAME] = {"name", "姓名", N_("Name")},
    [WAS_ID] = {"was_id", "原定学校代码", N_("Published school id")},
    [WAS] = {"was_school", "原定学校", N_("Published school")},
    [NOW_ID] = {"now_id", "现定学校代码", N_("New school id")},
    [NOW] = {"now_school", "现定学校", N_("New school")},
    [RULE] = {"rule", "规则", N_("Rule")},
    [RULE_ID] = {"id", "规则编号", N_("Rule id")},
    [CLASS] = {"class", "类别", N_("Class")},
    [REASON] = {"reason", "原因", N_("Reason")},
    [WAS_GUEST] = {"was_guest_id", "原柔性学校代码", N_("Published guest school id")},
    [NOW_GUEST] = {"now_guest_id", "现柔性学校代码", N_("New guest school id")}};

static gint departed_order(gconstpointer a, gconstpointer b, gpointer user)
{
  const lg_departed *departed = user;
  return strcmp(departed[*(const int *)a].id, departed[*(const int *)b].id);
}

/* The rows in the order of ids: a change, or -1 - k of one who left since. */
static int *rows_by_id(const lg_output *out, int *count)
{
  const lg_district *district = out->input->district;
  int changes = out->changes ? out->changes->count : 0;
  int gone = out->changes ? district->departed_count : 0;
  int *rows = g_new(int, (size_t)(changes + gone) + 1), *order = g_new(int, (size_t)gone + 1);
  for (int k = 0; k < gone; k++) order[k] = k; /* as the rows of the roster stand */
  g_qsort_with_data(order, gone, sizeof *order, departed_order, district->departed);
  *count = 0;
  for (int c = 0, g = 0; c < changes || g < gone;) {
    bool left = c == changes ||
                (g < gone && strcmp(district->departed[order[g]].id,
                                    district->teachers[out->changes->list[c].teacher].id) < 0);
    rows[(*count)++] = left ? -1 - order[g++] : c++;
  }
  g_free(order);
  return rows;
}

static void fill_departed(const lg_view *view, const lg_departed *gone, lg_list_cell *cells)
{
  const lg_district *district = view->out->input->district;
  lg_put_text(&cells[ID], gone->id);
  lg_put_text(&cells[NAME], gone->name);
  lg_put_text(&cells[WAS_ID], district->schools[gone->to].id);
  lg_put_text(&cells[WAS], district->schools[gone->to].name);
  lg_put_text(&cells[REASON], lg_tr(view->lang, N_("withdrawn: in the table of teachers no more")));
}

static void fill(const lg_view *view, int row, lg_list_cell *cells)
{
  const lg_district *district = view->out->input->district;
  if (view->rows[row] < 0) {
    fill_departed(view, &district->departed[-1 - view->rows[row]], cells);
    return;
  }
  const lg_placed_otherwise *change = &view->out->changes->list[view->rows[row]];
  const lg_teacher *teacher = &district->teachers[change->teacher];
  lg_put_text(&cells[ID], teacher->id);
  lg_put_text(&cells[NAME], teacher->name);
  lg_put_text(&cells[WAS_ID], district->schools[change->was.school].id);
  lg_put_text(&cells[WAS], district->schools[change->was.school].name);
  lg_put_text(&cells[NOW_ID], district->schools[change->now.school].id);
  lg_put_text(&cells[NOW], district->schools[change->now.school].name);
  if (lg_assignment_is_guest(change->was))
    lg_put_text(&cells[WAS_GUEST], district->schools[change->was.guest].id);
  if (lg_assignment_is_guest(change->now))
    lg_put_text(&cells[NOW_GUEST], district->schools[change->now.guest].id);
  lg_put_take(&cells[REASON], change_reason(view->out, view->data, change));
  if (!change->has_element) return;
  lg_put_text(&cells[RULE], lg_rule_word(change->element.rule));
  const lg_policy *policy = view->out->input->policy;
  lg_put_text(&cells[RULE_ID], lg_element_id(district, policy, change->element));
  lg_put_take(&cells[CLASS], lg_element_class(district, policy, change->element));
}

static lg_view *changes(const lg_output *out)
{
  int count, *rows = rows_by_id(out, &count);
  lg_view *view = lg_view_new(out, out->lang, columns, COLUMNS, count, fill);
  view->rows = rows;
  bool flexible = out->input->policy->flexible.given;
  lg_view_pick(view, flexible ? "teacher_id name was_id was_school now_id now_school was_guest_id "
                                "now_guest_id rule id class reason"
                              : "teacher_id name was_id was_school now_id now_school rule id class "
                                "reason");
  view->data = lg_element_facts_new(out);
  view->free_data = (GDestroyNotify)(void (*)(void))lg_element_facts_free;
  return view;
}

const lg_list_entry lg_lists_changes[] = {{"changes", changes}, {NULL, NULL}};
