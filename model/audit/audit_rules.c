/* audit_rules.c - R2-R7, R9-R11 and R13: the rules that look at a teacher, a cell, a school, a team or a
 * pair. */

#include "audit_internal.h"

/* ---- R2-R5: rules that bar one teacher's move; each is one element for the whole district ---- */

/* R2: who is not eligible stays, unless a `must` lock says otherwise. */
static bool breaks_eligible(const lg_recount *recount, int i)
{
  if (lg_recount_guest_ineligible(recount, i)) return true;
  return lg_recount_moved(recount, i) && recount->must[i] == LG_MISSING && !recount->fit[i];
}

/* R3: a move follows a route. */
static bool breaks_route(const lg_recount *recount, int i)
{
  if (lg_recount_guest_routeless(recount, i)) return true;
  return lg_recount_moved(recount, i) && recount->must[i] == LG_MISSING &&
         recount->audit->placements[i].route == LG_MISSING;
}

/* R4: the receiving school has the teacher's stage. */
static bool breaks_subject(const lg_recount *recount, int i)
{
  const lg_school *school = &recount->district->schools[recount->to[i].school];
  return !school->has_stage[recount->district->teachers[i].stage] ||
         lg_recount_guest_stageless(recount, i);
}

/* R5: new <= max_km and new - old <= max_extra_km, each where given; unknown counts as 0. */
static bool breaks_commute(const lg_recount *recount, int i)
{
  if (lg_recount_guest_far(recount, i)) return true;
  if (!lg_recount_moved(recount, i) || recount->must[i] != LG_MISSING) return false;
  const lg_policy *policy = recount->policy;
  const lg_placement *placement = &recount->audit->placements[i];
  int after = MAX(placement->after_m, 0), before = MAX(placement->before_m, 0);
  if (policy->max_m != LG_MISSING && after > policy->max_m) return true;
  return policy->max_extra_m != LG_MISSING && after - before > policy->max_extra_m;
}

static void check_each(lg_recount *recount, lg_rule rule, bool (*breaks)(const lg_recount *, int))
{
  lg_breach_draft *draft = NULL;
  recount->audit->rules_checked++;
  for (int i = 0; i < recount->district->teacher_count; i++) {
    if (!breaks(recount, i)) continue;
    if (!draft) draft = lg_recount_break(recount, (lg_element){rule, 0, 0});
    lg_breach_draft_teacher(draft, i);
  }
}

/* ---- R13: who is due back goes there, unless a `must` lock says otherwise ---- */

static void check_returns(lg_recount *recount)
{
  for (int i = 0; i < recount->district->teacher_count; i++) {
    if (recount->due_back[i] == LG_MISSING) continue;
    recount->audit->rules_checked++;
    bool guest = recount->to[i].guest != LG_MISSING; /* whatever a lock says */
    if (lg_recount_returned(recount, i) || (recount->must[i] != LG_MISSING && !guest)) continue;
    lg_breach_draft_teacher(lg_recount_break(recount, (lg_element){LG_R13_RETURN, i, 0}), i);
  }
}

/* ---- R9 ---- */

static void check_locks(lg_recount *recount)
{
  const lg_district *district = recount->district;
  for (int k = 0; k < district->lock_count; k++) {
    const lg_lock *lock = &district->locks[k];
    const lg_lock *last = k ? lock - 1 : NULL;
    /* `stay` and the home school by name are the same lock */
    if (last && last->teacher == lock->teacher && last->school == lock->school &&
        last->kind == lock->kind)
      continue;
    recount->audit->rules_checked++;
    lg_assignment to = recount->to[lock->teacher];
    bool is_there =
        to.school == lock->school || (lock->kind == LG_LOCK_FORBID && to.guest == lock->school);
    if (is_there == (lock->kind == LG_LOCK_MUST)) continue;
    lg_breach_draft_teacher(lg_recount_break(recount, lg_element_of_lock(district, lock)),
                            lock->teacher);
  }
}

/* ---- R6: cells are (school, stage, subject) that somebody leaves or enters or that a row of
 * `demand` names ---- */

struct cell_entry {
  int64_t cell;
  int teacher; /* or LG_MISSING: a row of demand */
  int demand;  /* or LG_MISSING */
  int before, after;
};

static int cell_entry_order(const void *a, const void *b)
{
  const struct cell_entry *left = a, *right = b;
  if (left->cell != right->cell) return left->cell < right->cell ? -1 : 1;
  return (left->teacher > right->teacher) - (left->teacher < right->teacher);
}

static int64_t cell_of(const lg_recount *recount, int school, lg_stage stage, int subject)
{
  int64_t subjects = MAX(recount->district->subjects.count, 1);
  return ((int64_t)school * LG_STAGE_COUNT + (int64_t)stage) * subjects + subject;
}

/* The entries of all teachers and demand rows: one for who stays at the post, two, with both cells,
 * for who does not. */
static GArray *cell_entries(const lg_recount *recount)
{
  const lg_district *district = recount->district;
  GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct cell_entry));
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *teacher = &district->teachers[i];
    int post = lg_recount_post(recount, i);
    bool leaves = recount->to[i].school != post;
    struct cell_entry entry = {cell_of(recount, post, teacher->stage, teacher->subject), i,
                               LG_MISSING, 1, !leaves};
    g_array_append_val(entries, entry);
    if (!leaves) continue;
    entry.cell = cell_of(recount, recount->to[i].school, teacher->stage, teacher->subject);
    entry.before = 0;
    entry.after = 1;
    g_array_append_val(entries, entry);
  }
  for (int k = 0; k < district->demand_count; k++) {
    const lg_demand *row = &district->demands[k];
    struct cell_entry entry = {cell_of(recount, row->school, row->stage, row->subject), LG_MISSING,
                               k, 0, 0};
    g_array_append_val(entries, entry);
  }
  g_array_sort(entries, cell_entry_order);
  return entries;
}

/* The heads that R6 allows in a cell: the band, and what a row of `demand` puts in its place; a
 * limit of the row beyond the band's other end moves that end. */
static void cell_limits(const lg_recount *recount, int before, int demand, int64_t *lo, int64_t *hi)
{
  const lg_band *band = &recount->policy->subject_band;
  *lo = band->given ? (int64_t)before + band->lo : INT64_MIN;
  *hi = band->given ? (int64_t)before + band->hi : INT64_MAX;
  if (demand == LG_MISSING) return;
  const lg_demand *row = &recount->district->demands[demand];
  if (row->min != LG_MISSING) *lo = row->min;
  if (row->max != LG_MISSING) *hi = row->max;
  if (row->min != LG_MISSING && row->max == LG_MISSING) *hi = MAX(*hi, *lo);
  if (row->max != LG_MISSING && row->min == LG_MISSING) *lo = MIN(*lo, *hi);
}

/* Widens both limits by the heads that `relax` gives. */
static void widen(const lg_recount *recount, lg_element element, int64_t *lo, int64_t *hi)
{
  if (*lo != INT64_MIN) *lo -= lg_recount_given(recount, element, LG_SIDE_MIN);
  if (*hi != INT64_MAX) *hi += lg_recount_given(recount, element, LG_SIDE_MAX);
}

/* Checks one cell, whose entries are given. */
static void check_cell(lg_recount *recount, const struct cell_entry *entries, int count)
{
  const lg_district *district = recount->district;
  int before = 0, after = 0, demand = LG_MISSING;
  for (int k = 0; k < count; k++) {
    before += entries[k].before;
    after += entries[k].after;
    if (entries[k].demand != LG_MISSING) demand = entries[k].demand;
  }
  if (demand != LG_MISSING) recount->demand_after[demand] = after;
  int64_t lo, hi;
  cell_limits(recount, before, demand, &lo, &hi);
  if (lo == INT64_MIN && hi == INT64_MAX) return;
  recount->audit->rules_checked++;
  if (after >= lo && after <= hi) return;

  int64_t subjects = MAX(district->subjects.count, 1), place = entries->cell / subjects;
  int code = lg_cell_code(district, (int)(place % LG_STAGE_COUNT), (int)(entries->cell % subjects));
  const lg_element element = {LG_R6_STAFFING, (int)(place / LG_STAGE_COUNT), code};
  widen(recount, element, &lo, &hi);
  if (after >= lo && after <= hi) return;
  lg_breach_draft *draft = lg_recount_break(recount, element);
  lg_breach_draft_heads(draft, after, lo, hi);
  for (int k = 0; k < count; k++)
    if (entries[k].before != entries[k].after) lg_breach_draft_teacher(draft, entries[k].teacher);
}

static void check_staffing(lg_recount *recount)
{
  GArray *entries = cell_entries(recount);
  for (guint first = 0, next; first < entries->len; first = next) {
    const struct cell_entry *entry = &g_array_index(entries, struct cell_entry, first);
    for (next = first + 1; next < entries->len; next++)
      if (g_array_index(entries, struct cell_entry, next).cell != entry->cell) break;
    check_cell(recount, entry, (int)(next - first));
  }
  g_array_free(entries, TRUE);
}

/* ---- R7: after - before inside the band; after <= max_staff, or not more than before where it was
 * above already ---- */

static void school_limits(const lg_recount *recount, int school, int before, int64_t *lo,
                          int64_t *hi)
{
  const lg_band *band = &recount->policy->headcount_band;
  int max_staff = recount->district->schools[school].max_staff;
  *lo = band->given ? (int64_t)before + band->lo : INT64_MIN;
  *hi = band->given ? (int64_t)before + band->hi : INT64_MAX;
  if (max_staff != LG_MISSING) *hi = MIN(*hi, MAX(max_staff, before));
  widen(recount, (lg_element){LG_R7_HEADCOUNT, school, 0}, lo, hi);
}

static void check_headcount(lg_recount *recount)
{
  const lg_district *district = recount->district;
  int *before = g_new0(int, (size_t)MAX(district->school_count, 1));
  int *after = g_new0(int, (size_t)MAX(district->school_count, 1));
  int *number = g_new(int, (size_t)MAX(district->school_count, 1)); /* of the school's draft */
  bool broken = false;
  for (int i = 0; i < district->teacher_count; i++) {
    before[lg_recount_post(recount, i)]++;
    after[recount->to[i].school]++;
  }
  for (int j = 0; j < district->school_count; j++) {
    int64_t lo, hi;
    number[j] = LG_MISSING;
    school_limits(recount, j, before[j], &lo, &hi);
    if (lo == INT64_MIN && hi == INT64_MAX) continue;
    recount->audit->rules_checked++;
    if (after[j] >= lo && after[j] <= hi) continue;
    broken = true;
    number[j] = (int)recount->drafts->len;
    lg_breach_draft *draft = lg_recount_break(recount, (lg_element){LG_R7_HEADCOUNT, j, 0});
    lg_breach_draft_heads(draft, after[j], lo, hi);
  }
  for (int i = 0; broken && i < district->teacher_count; i++) {
    int post = lg_recount_post(recount, i), to = recount->to[i].school;
    if (post == to) continue;
    if (number[post] != LG_MISSING)
      lg_breach_draft_teacher(lg_recount_draft(recount, number[post]), i);
    if (number[to] != LG_MISSING) lg_breach_draft_teacher(lg_recount_draft(recount, number[to]), i);
  }
  g_free(before);
  g_free(after);
  g_free(number);
}

/* ---- R10: a receiving school gets nobody or at least `min` movers named by the route ---- */

static void check_team(lg_recount *recount, int index)
{
  const lg_team *team = &recount->policy->teams[index];
  const lg_district *district = recount->district;
  int *movers = g_new0(int, (size_t)MAX(district->school_count, 1));
  int *number = g_new(int, (size_t)MAX(district->school_count, 1));
  bool broken = false;
  for (int i = 0; i < district->teacher_count; i++)
    if (recount->audit->placements[i].route == team->route) movers[recount->to[i].school]++;
  for (int j = 0; j < district->school_count; j++) {
    const lg_element element = {LG_R10_TEAM, index, j};
    number[j] = LG_MISSING;
    recount->audit->rules_checked++;
    if (movers[j] == 0 || movers[j] >= team->min) continue;
    int64_t min = team->min - lg_recount_given(recount, element, LG_SIDE_MIN);
    if (movers[j] >= min) continue;
    broken = true;
    number[j] = (int)recount->drafts->len;
    lg_breach_draft_heads(lg_recount_break(recount, element), movers[j], min, INT64_MAX);
  }
  for (int i = 0; broken && i < district->teacher_count; i++) {
    int to = recount->to[i].school;
    if (recount->audit->placements[i].route == team->route && number[to] != LG_MISSING)
      lg_breach_draft_teacher(lg_recount_draft(recount, number[to]), i);
  }
  g_free(movers);
  g_free(number);
}

/* ---- R11 ---- */

static bool pair_holds(const lg_recount *recount, const lg_pair *pair)
{
  int a = recount->to[pair->a].school, b = recount->to[pair->b].school;
  if (pair->rule == LG_NOT_BOTH_MOVE)
    return !lg_recount_moved(recount, pair->a) || !lg_recount_moved(recount, pair->b);
  if (a == b) return true;
  int group = recount->district->schools[a].group;
  return pair->rule == LG_SAME_GROUP && group != LG_MISSING &&
         group == recount->district->schools[b].group;
}

static void check_pairs(lg_recount *recount)
{
  const lg_district *district = recount->district;
  for (int k = 0; k < district->pair_count; k++) {
    const lg_pair *pair = &district->pairs[k];
    recount->audit->rules_checked++;
    if (pair_holds(recount, pair)) continue;
    lg_breach_draft *draft = lg_recount_break(recount, lg_element_of_pair(district, pair));
    lg_breach_draft_teacher(draft, pair->a);
    lg_breach_draft_teacher(draft, pair->b);
  }
}

/* ---- `changes` ---- */

static void check_changes(lg_recount *recount)
{
  const lg_element element = {LG_R_CHANGES, 0, 0};
  int64_t most = recount->policy->max_changes, found = 0;
  if (most == LG_MISSING) return;
  most += lg_recount_given(recount, element, LG_SIDE_MAX);
  recount->audit->rules_checked++;
  for (int i = 0; i < recount->district->teacher_count; i++)
    found += lg_recount_changed(recount, i);
  if (found <= most) return;
  lg_breach_draft *draft = lg_recount_break(recount, element);
  lg_breach_draft_heads(draft, found, INT64_MIN, most);
  for (int i = 0; i < recount->district->teacher_count; i++)
    if (lg_recount_changed(recount, i)) lg_breach_draft_teacher(draft, i);
}

void lg_recount_rules(lg_recount *recount)
{
  check_each(recount, LG_R2_ELIGIBLE, breaks_eligible);
  check_returns(recount);
  check_each(recount, LG_R3_ROUTE, breaks_route);
  check_each(recount, LG_R4_SUBJECT, breaks_subject);
  check_each(recount, LG_R5_COMMUTE, breaks_commute);
  check_locks(recount);
  check_staffing(recount);
  check_headcount(recount);
  for (int k = 0; k < recount->policy->team_count; k++) check_team(recount, k);
  check_pairs(recount);
  check_changes(recount);
  lg_recount_check_units(recount);
}
