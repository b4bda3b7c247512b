/* random_relax.c - the plan's key `relax` and the limit of changes, for a case drawn before. */
#include <stdlib.h>

#include "brute.h"
#include "random_draw.h"

/* Has the element a limit on this side? */
static bool has_side(const lg_random_case *r, const lg_brute_element *e, lg_side side)
{
  const lg_policy *p = r->policy;
  const lg_district *d = r->district;
  bool min = side == LG_SIDE_MIN;
  switch (e->rule) {
    case LG_R6_STAFFING:
      for (int k = 0; k < d->demand_count; k++) {
        const lg_demand *row = &d->demands[k];
        if (row->school == e->x && (int)row->stage == e->y && row->subject == e->z &&
            (min ? row->min : row->max) != LG_MISSING)
          return true;
      }
      return p->subject_band.given;
    case LG_R15_DEMAND:
      return min ? d->flexible_demands[e->x].min > 0 : d->flexible_demands[e->x].max != LG_MISSING;
    case LG_R7_HEADCOUNT:
      return p->headcount_band.given || (!min && d->schools[e->x].max_staff != LG_MISSING);
    case LG_R8_QUOTA:
      return (min ? p->quotas[e->x].min.kind : p->quotas[e->x].max.kind) != LG_BOUND_NONE;
    case LG_R10_TEAM:
    case LG_R12_DENSITY:
      return min;
    case LG_R_CHANGES:
      return !min;
    default:
      return false;
  }
}

void lg_random_case_relax(lg_random_case *random, guint32 seed)
{
  lg_policy *p = random->policy;
  lg_draw draw = {g_rand_new_with_seed(seed), random->district, p};
  if (lg_chance(&draw, 30)) p->max_changes = lg_pick(&draw, 0, 2);
  lg_brute *b = lg_brute_new(random->district, p);
  p->relax = lg_policy_array(p, 2 * (size_t)b->element_count + 1, sizeof(lg_relax));
  int percent = lg_pick(&draw, 5, 60);
  for (int k = 0; k < b->element_count; k++) {
    const lg_brute_element *e = &b->elements[k];
    bool drop = e->rule == LG_R9_LOCK || e->rule == LG_R11_PAIR;
    for (int side = 0; side < LG_SIDE_COUNT && !e->soft; side++) {
      bool there = side == LG_SIDE_DROP ? drop : has_side(random, e, (lg_side)side);
      if (!there || !lg_chance(&draw, percent)) continue;
      lg_relax relax = {lg_brute_reference(random->district, p, e), (lg_side)side,
                        lg_pick(&draw, 1, 2)};
      if (drop) relax.heads = 1;
      p->relax[p->relax_count++] = relax;
    }
  }
  qsort(p->relax, (size_t)p->relax_count, sizeof *p->relax, lg_relax_compare);
  lg_brute_free(b);
  g_rand_free(draw.dice);
}
