/* options_open.c - open options: every pair that R1 and R4 leave, each with the rules that bar it,
 * for conflicts and questions (lg_options_new_open). */
#include "options_internal.h"

static unsigned char pair_bars(const lg_options_builder *b, const lg_candidate *candidate,
                               const lg_option *pair)
{
  unsigned char bars = 0;
  if (candidate->stays) bars |= LG_BAR_ELIGIBLE;
  if (pair->route == LG_MISSING) bars |= LG_BAR_ROUTE;
  if (!lg_commute_allows(b->policy, pair->before_m, pair->after_m)) bars |= LG_BAR_COMMUTE;
  return bars;
}

static void open_guests(const lg_options_builder *b, GArray *pairs, bool due_back)
{
  for (guint k = 0; k < b->guests->len; k++) {
    lg_option guest = g_array_index(b->guests, lg_option, k);
    if (due_back) guest.bars |= LG_BAR_RETURN;
    g_array_append_val(pairs, guest);
  }
}

static void open_teacher(lg_options_builder *b, lg_options *options, GArray *pairs, int i,
                         int *scratch)
{
  const lg_district *district = b->district;
  const lg_teacher *teacher = &district->teachers[i];
  const lg_candidate *candidate = &options->candidates[i];
  const GArray *schools = b->at_stage[teacher->stage];
  bool by_wish, has_rows = lg_has_distance_rows(district, i);
  int open_count = lg_open_routes(b, candidate, i, scratch, &by_wish);
  int before_m = lg_teacher_distance_m(district, i, teacher->school, has_rows, 0);
  lg_circle circle = lg_circle_of(district, b->policy, i, has_rows, before_m);
  lg_guest_list(b, candidate, i, b->guests);
  if (lg_fixed_guest(district, i) != LG_MISSING) { /* bound by the ledger, as by R1 and R4 */
    g_array_append_vals(pairs, b->guests->data, 1);
    return;
  }
  for (guint k = 0; k < schools->len; k++) {
    int j = g_array_index(schools, int, k);
    lg_option pair = {lg_assignment_at(j), LG_MISSING, before_m,  before_m,
                      LG_MISSING,          0,          LG_MISSING};
    bool due_back = lg_due_back(district, i) != LG_MISSING;
    bool returns = lg_assignment_returns(district, i, pair.assignment);
    if (j != teacher->school) {
      if (!returns) {
        pair.wish = lg_wish_rank(b, i, j);
        pair.route = lg_first_route(b, scratch, open_count, i, j, pair.wish);
      }
      pair.after_m = lg_chord_m(lg_chord_square(&circle, b->direction, j));
      if (pair.after_m == LG_UNSETTLED)
        pair.after_m = lg_teacher_distance_m(district, i, j, has_rows, LG_UNSETTLED);
      if (!returns) pair.bars = pair_bars(b, candidate, &pair);
    }
    if (due_back && !returns) pair.bars |= LG_BAR_RETURN;
    g_array_append_val(pairs, pair);
    if (j == teacher->school) open_guests(b, pairs, due_back);
    if (j != candidate->must || j == teacher->school || returns || pair.route != LG_MISSING)
      continue;
    /* a move along no route: only the lock allows it */
    pair.route = b->policy->route_count;
    pair.bars = LG_BAR_LOCK_ONLY;
    g_array_append_val(pairs, pair);
  }
}

lg_options *lg_options_new_open(const lg_district *district, const lg_policy *policy)
{
  lg_options *options = g_new0(lg_options, 1);
  options->open = true;
  options->candidates = g_new0(lg_candidate, (size_t)district->teacher_count + 1);
  GArray *pairs = g_array_new(FALSE, FALSE, sizeof(lg_option));
  lg_options_builder builder;
  lg_builder_init(&builder, district, policy);
  int *scratch = g_new(int, (size_t)policy->route_count + 2);
  for (int i = 0; i < district->teacher_count; i++)
    lg_candidate_fill(district, policy, i, &options->candidates[i]);
  for (int k = 0; k < district->lock_count; k++)
    if (district->locks[k].kind == LG_LOCK_MUST)
      options->candidates[district->locks[k].teacher].must = district->locks[k].school;
  for (int i = 0; i < district->teacher_count; i++) {
    options->candidates[i].first = (int)pairs->len;
    open_teacher(&builder, options, pairs, i, scratch);
    options->candidates[i].count = (int)pairs->len - options->candidates[i].first;
    options->eligible_count += options->candidates[i].why == LG_WHY_ELIGIBLE;
  }
  g_free(scratch);
  lg_builder_clear(&builder);
  options->pair_count = (int)pairs->len;
  options->pairs = (lg_option *)(void *)g_array_free(pairs, FALSE);
  return options;
}
