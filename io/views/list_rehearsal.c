/* list_rehearsal.c - what each refusal of a roster costs, and which quotas tip first (SERVICE 4).
 * "refusals" is the file, by teacher; "refusals_hardest" is for readers, the hardest to spare first. */
#include <stdlib.h>
#include <string.h>

#include "io/words/counted_text.h"
#include "io/words/element_text.h"
#include "io/words/output_text.h"
#include "lists.h"

enum { LG_AFFECTED_SHOWN = 20 };

/* ---- the order ---- */

/* A worsening of the goal is positive. */
static int64_t worse_by(const lg_rehearsal *rehearsal, const lg_refusal *refusal, int goal)
{
  if (!refusal->has_cost[goal]) return 0;
  return lg_goal_is_max(rehearsal->goals[goal].kind) ? -refusal->cost[goal] : refusal->cost[goal];
}

/* Impossible ones, then unknown ones, then those with the most changes; then by what the goals lose, in
 * their order. The draw tells nothing. */
static int harder(const lg_rehearsal *rehearsal, int a, int b)
{
  static const int rank[] = {
      [LG_REFUSAL_IMPOSSIBLE] = 0, [LG_REFUSAL_UNKNOWN] = 1, [LG_REFUSAL_POSSIBLE] = 2};
  const lg_refusal *x = &rehearsal->refusals[a], *y = &rehearsal->refusals[b];
  if (x->status != y->status) return rank[x->status] - rank[y->status];
  if (x->changes != y->changes) return x->changes > y->changes ? -1 : 1;
  for (int g = 0; g < rehearsal->goal_count; g++) {
    if (rehearsal->goals[g].kind == LG_GOAL_LOTTERY) continue;
    int64_t of_x = worse_by(rehearsal, x, g), of_y = worse_by(rehearsal, y, g);
    if (of_x != of_y) return of_x > of_y ? -1 : 1;
  }
  return a - b;
}

static gint row_order(gconstpointer a, gconstpointer b, gpointer rehearsal)
{
  return harder(rehearsal, *(const int *)a, *(const int *)b);
}

/* Numbers of the finished refusals. */
static int *rows_of(const lg_rehearsal *rehearsal, bool hardest_first, int *count)
{
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(int));
  for (int k = 0; rehearsal && k < rehearsal->count; k++)
    if (rehearsal->refusals[k].finished) g_array_append_val(rows, k);
  if (hardest_first) g_array_sort_with_data(rows, row_order, (gpointer)rehearsal);
  *count = (int)rows->len;
  return (int *)(void *)g_array_free(rows, FALSE);
}

/* ---- cells ---- */

struct refusals {
  GStringChunk *texts; /* headings */
  lg_element_facts *facts;
};

static void refusals_free(gpointer data)
{
  struct refusals *refusals = data;
  g_string_chunk_free(refusals->texts);
  lg_element_facts_free(refusals->facts);
  g_free(refusals);
}

/* In the language of the file; JSON has the word. */
static const char *status_text(const lg_lang *lang, lg_refusal_status status)
{
  static const char *const words[] = {[LG_REFUSAL_POSSIBLE] = N_("possible"),
                                      [LG_REFUSAL_IMPOSSIBLE] = N_("impossible"),
                                      [LG_REFUSAL_UNKNOWN] = N_("unknown")};
  return lg_tr(lang, words[status]);
}

/* Ids, the first of them. g_free. */
static char *affected_ids(const lg_output *out, const lg_refusal *refusal)
{
  GString *ids = g_string_new(NULL);
  for (int k = 0; k < MIN(refusal->changes, LG_AFFECTED_SHOWN); k++)
    g_string_append_printf(ids, "%s%s", k ? ";" : "",
                           out->input->district->teachers[refusal->affected[k]].id);
  return g_string_free(ids, FALSE);
}

/* "R8/rotation/;R6/S01/primary/math". g_free. */
static char *conflict_ids(const lg_output *out, const lg_conflict *conflict)
{
  const lg_district *district = out->input->district;
  const lg_policy *policy = out->input->policy;
  GString *ids = g_string_new(NULL);
  for (int k = 0; k < conflict->count; k++) {
    lg_element element = conflict->elements[k];
    g_autofree char *class_id = lg_element_class(district, policy, element);
    g_string_append_printf(ids, "%s%s/%s/%s", k ? ";" : "", lg_rule_word(element.rule),
                           lg_element_id(district, policy, element), class_id);
  }
  return g_string_free(ids, FALSE);
}

/* The same in words. g_free. */
static char *conflict_words(const lg_output *out, lg_element_facts *facts,
                            const lg_conflict *conflict)
{
  GString *words = g_string_new(NULL);
  for (int k = 0; k < conflict->count; k++) {
    g_autofree char *text = lg_element_text(out, facts, conflict->elements[k]);
    g_string_append_printf(words, "%s%s", k ? lg_tr(out->lang, "; ") : "", text);
  }
  return g_string_free(words, FALSE);
}

enum { ID, NAME, STATUS, CHANGES, AFFECTED, REPLACEMENT_ID, REPLACEMENT, CONFLICT, FILE_COLUMNS };
static const lg_list_column file_columns[FILE_COLUMNS] = {
    [ID] = {"teacher_id", "工号"},
    [NAME] = {"name", "姓名"},
    [STATUS] = {"status", "结论"},
    [CHANGES] = {"changes", "变动人数", .kind = LG_KIND_WHOLE},
    [AFFECTED] = {"affected", "涉及教师"},
    [REPLACEMENT_ID] = {"replacement_id", "顶替工号"},
    [REPLACEMENT] = {"replacement", "顶替教师"},
    [CONFLICT] = {"conflict", "冲突"}};

enum { WHO, PLACE, FOUND, OTHERS, WHOM, INSTEAD, WHY, PAGE_COLUMNS };
static const lg_list_column page_columns[PAGE_COLUMNS] = {
    [WHO] = {"who", .heading = N_("teacher")},
    [PLACE] = {"place", .heading = N_("place refused")},
    [FOUND] = {"found", .heading = N_("conclusion")},
    [OTHERS] = {"others", .heading = N_("others to change"), .kind = LG_KIND_WHOLE},
    [WHOM] = {"whom", .heading = N_("who they are")},
    [INSTEAD] = {"instead", .heading = N_("takes the place")},
    [WHY] = {"why", .heading = N_("what stands against it")}};

/* Readers are not shown the draw, which says nothing of what a refusal costs. */
static bool is_goal_shown(const lg_rehearsal *rehearsal, int goal, bool page)
{
  return !page || rehearsal->goals[goal].kind != LG_GOAL_LOTTERY;
}

static void fill_goals(const lg_view *view, const lg_refusal *refusal, bool page,
                       lg_list_cell *cells)
{
  const lg_district *district = view->out->input->district;
  const lg_rehearsal *rehearsal = view->out->rehearsal;
  for (int g = 0, at = 0; g < rehearsal->goal_count; g++) {
    lg_goal_kind kind = rehearsal->goals[g].kind;
    if (!is_goal_shown(rehearsal, g, page)) continue;
    if (refusal->status == LG_REFUSAL_POSSIBLE && refusal->has_cost[g] &&
        !lg_goal_is_withheld(district, kind))
      lg_put_whole(&cells[at], lg_goal_shown(district, kind, refusal->cost[g]));
    at++;
  }
}

static void fill_file(const lg_view *view, int row, lg_list_cell *cells)
{
  const lg_output *out = view->out;
  const lg_district *district = out->input->district;
  const lg_refusal *refusal = &out->rehearsal->refusals[view->rows[row]];
  lg_put_text(&cells[ID], district->teachers[refusal->teacher].id);
  lg_put_text(&cells[NAME], district->teachers[refusal->teacher].name);
  lg_put_word(&cells[STATUS], status_text(view->lang, refusal->status),
              lg_refusal_word(refusal->status));
  if (refusal->status == LG_REFUSAL_IMPOSSIBLE)
    lg_put_take(&cells[CONFLICT], conflict_ids(out, &refusal->conflict));
  if (refusal->status != LG_REFUSAL_POSSIBLE) return;
  lg_put_whole(&cells[CHANGES], refusal->changes);
  lg_put_take(&cells[AFFECTED], affected_ids(out, refusal));
  if (refusal->replacement != LG_MISSING) {
    lg_put_text(&cells[REPLACEMENT_ID], district->teachers[refusal->replacement].id);
    lg_put_text(&cells[REPLACEMENT], district->teachers[refusal->replacement].name);
  }
  fill_goals(view, refusal, false, cells + FILE_COLUMNS);
}

/* "A (T1), B (T2) and 3 more". g_free. */
static char *affected_names(const lg_output *out, const lg_refusal *refusal)
{
  enum { NAMES_SHOWN = 5 };
  GString *names = g_string_new(NULL);
  for (int k = 0; k < MIN(refusal->changes, NAMES_SHOWN); k++) {
    g_autofree char *name = lg_show_teacher(out, refusal->affected[k]);
    g_string_append_printf(names, "%s%s", k ? lg_tr(out->lang, ", ") : "", name);
  }
  if (refusal->changes > NAMES_SHOWN)
    g_string_append_printf(names, lg_tr(out->lang, " and %d more"),
                           (int)refusal->changes - NAMES_SHOWN);
  return g_string_free(names, FALSE);
}

static void fill_page(const lg_view *view, int row, lg_list_cell *cells)
{
  const lg_output *out = view->out;
  const struct refusals *refusals = view->data;
  const lg_refusal *refusal = &out->rehearsal->refusals[view->rows[row]];
  int to = out->answer->roster->assignments[refusal->teacher].school;
  lg_put_take(&cells[WHO], lg_show_teacher(out, refusal->teacher));
  lg_put_take(&cells[PLACE], lg_show_school(out, to));
  lg_put_text(&cells[FOUND], status_text(view->lang, refusal->status));
  cells[FOUND].marked = refusal->status != LG_REFUSAL_POSSIBLE;
  if (refusal->status == LG_REFUSAL_IMPOSSIBLE)
    lg_put_take(&cells[WHY], conflict_words(out, refusals->facts, &refusal->conflict));
  if (refusal->status != LG_REFUSAL_POSSIBLE) return;
  lg_put_whole(&cells[OTHERS], refusal->changes);
  lg_put_take(&cells[WHOM], affected_names(out, refusal));
  if (refusal->replacement != LG_MISSING)
    lg_put_take(&cells[INSTEAD], lg_show_teacher(out, refusal->replacement));
  fill_goals(view, refusal, true, cells + PAGE_COLUMNS);
}

/* ---- the lists ---- */

static const char *goal_text(struct refusals *refusals, const char *form, lg_goal_kind kind)
{
  g_autofree char *text = g_strdup_printf(form, lg_goal_word(kind));
  return g_string_chunk_insert(refusals->texts, text);
}

static lg_view *refusals_view(const lg_output *out, bool page)
{
  const lg_rehearsal *rehearsal = out->rehearsal;
  int count = page ? PAGE_COLUMNS : FILE_COLUMNS, rows;
  int goals = rehearsal ? rehearsal->goal_count : 0;
  struct refusals *refusals = g_new(struct refusals, 1);
  *refusals = (struct refusals){g_string_chunk_new(256), lg_element_facts_new(out)};
  lg_list_column *own = g_new0(lg_list_column, count + goals + 1);
  memcpy(own, page ? page_columns : file_columns, sizeof *own * (size_t)count);
  for (int g = 0; g < goals; g++) {
    lg_goal_kind kind = rehearsal->goals[g].kind;
    if (!is_goal_shown(rehearsal, g, page)) continue;
    own[count++] = (lg_list_column){.key = goal_text(refusals, "goal.%s.change", kind),
                                    .chinese = goal_text(refusals, "目标.%s.变化", kind),
                                    .heading = page ? lg_goal_words_of(kind)->brief : NULL,
                                    .kind = LG_KIND_WHOLE};
  }
  int *numbers = rows_of(rehearsal, page, &rows);
  lg_view *view = lg_view_new(out, out->lang, own, count, rows, page ? fill_page : fill_file);
  view->own_columns = own;
  view->rows = numbers;
  view->data = refusals;
  view->free_data = refusals_free;
  return view;
}

static lg_view *refusals(const lg_output *out)
{
  return refusals_view(out, false);
}

static lg_view *refusals_hardest(const lg_output *out)
{
  return refusals_view(out, true);
}

/* ---- quotas ---- */

/* How many of the finished refusals break the quota where nobody else changes. */
static int breaking_count(const lg_rehearsal *rehearsal, int quota)
{
  int count = 0;
  for (int k = 0; rehearsal && k < rehearsal->count; k++) {
    const lg_refusal *refusal = &rehearsal->refusals[k];
    for (int b = 0; refusal->finished && b < refusal->broken_count; b++)
      count += refusal->broken[b] == quota;
  }
  return count;
}

/* The heads by which a class is above its minimum. */
static int64_t spare_of(const lg_quota_count *count)
{
  return count->count - count->min_heads;
}

struct tipping {
  int row; /* of the audit: the class with the least room */
  int breaking;
};

static gint tipping_order(gconstpointer a, gconstpointer b, gpointer audit)
{
  const struct tipping *x = a, *y = b;
  const lg_quota_count *quotas = ((const lg_audit *)audit)->quotas;
  int64_t of_x = spare_of(&quotas[x->row]), of_y = spare_of(&quotas[y->row]);
  if (of_x != of_y) return of_x < of_y ? -1 : 1;
  if (x->breaking != y->breaking) return y->breaking - x->breaking;
  return x->row - y->row;
}

/* One a hard quota with a minimum, the one with the least room first. */
static GArray *tippings_of(const lg_output *out)
{
  const lg_audit *audit = out->audit;
  GArray *list = g_array_new(FALSE, FALSE, sizeof(struct tipping));
  for (int first = 0, last; out->rehearsal && first < audit->quota_count; first = last + 1) {
    last = lg_counted_last(audit, first);
    int least = LG_MISSING;
    for (int k = first; k <= last; k++)
      if (audit->quotas[k].element.rule == LG_R8_QUOTA && !audit->quotas[k].soft &&
          audit->quotas[k].min_heads >= 0 &&
          (least == LG_MISSING || spare_of(&audit->quotas[k]) < spare_of(&audit->quotas[least])))
        least = k;
    struct tipping tipping = {
        least,
        least == LG_MISSING ? 0 : breaking_count(out->rehearsal, audit->quotas[least].quota)};
    if (least != LG_MISSING) g_array_append_val(list, tipping);
  }
  g_array_sort_with_data(list, tipping_order, (gpointer)audit);
  return list;
}

enum { LABEL, QUOTA, CLASS, COUNT, ASKED, SPARE, BREAKING, QUOTA_COLUMNS };
static const lg_list_column quota_columns[QUOTA_COLUMNS] = {
    [LABEL] = {"label", .heading = N_("quota")},
    [QUOTA] = {"quota", .heading = N_("quota")},
    [CLASS] = {"class", .heading = N_("class")},
    [COUNT] = {"count", .heading = N_("count"), .kind = LG_KIND_WHOLE},
    [ASKED] = {"asked", .heading = N_("asked, heads"), .kind = LG_KIND_WHOLE},
    [SPARE] = {"spare", .heading = N_("heads to spare"), .kind = LG_KIND_WHOLE},
    [BREAKING] = {"breaking", .heading = N_("refusals that break it"), .kind = LG_KIND_WHOLE}};

static void fill_quota(const lg_view *view, int row, lg_list_cell *cells)
{
  const lg_output *out = view->out;
  const struct tipping *tipping = &((const struct tipping *)view->data)[row];
  const lg_quota_count *count = &out->audit->quotas[tipping->row];
  lg_counted counted = lg_counted_of(out->lang, out->input->policy, count);
  char *class_name = lg_show_class(out, count->element);
  lg_put_take(&cells[LABEL], counted.of_district ? g_strdup(counted.name)
                                                 : g_strdup_printf(lg_tr(out->lang, "%1$s, %2$s"),
                                                                   counted.name, class_name));
  lg_put_text(&cells[QUOTA], counted.name);
  lg_put_take(&cells[CLASS], class_name);
  lg_put_whole(&cells[COUNT], count->count);
  lg_put_whole(&cells[ASKED], count->min_heads);
  lg_put_whole(&cells[SPARE], spare_of(count));
  cells[SPARE].marked = spare_of(count) <= 0;
  lg_put_whole(&cells[BREAKING], tipping->breaking);
}

static lg_view *tipping_quotas(const lg_output *out)
{
  GArray *list = tippings_of(out);
  lg_view *view =
      lg_view_new(out, out->lang, quota_columns, QUOTA_COLUMNS, (int)list->len, fill_quota);
  view->data = g_array_free(list, FALSE);
  return view;
}

const lg_list_entry lg_lists_rehearsal[] = {{"refusals", refusals},
                                            {"refusals_hardest", refusals_hardest},
                                            {"tipping_quotas", tipping_quotas},
                                            {NULL, NULL}};
