/* random_draw.h - the inside of random_district: dice, and the plan drawn for a district. */
#ifndef LG_RANDOM_DRAW_H
#define LG_RANDOM_DRAW_H

#include "random_district.h"

typedef struct {
  GRand *dice;
  lg_district *d;
  lg_policy *p;
} lg_draw;

static inline int lg_pick(const lg_draw *draw, int lo, int hi)
{
  return g_rand_int_range(draw->dice, lo, hi + 1);
}

static inline bool lg_chance(const lg_draw *draw, int percent)
{
  return g_rand_int_range(draw->dice, 0, 100) < percent;
}

/* MIN and MAX would throw the dice twice. */
static inline int lg_smaller(int a, int b)
{
  return a < b ? a : b;
}

static inline int lg_larger(int a, int b)
{
  return a > b ? a : b;
}

/* Into draw->p, for the finished draw->d. */
void lg_draw_policy(const lg_draw *draw);
/* What the plan says of services, and the forms of quotas that came with them. */
/* The key `flexible`; then the quotas and the goal that see it. */
void lg_draw_flexible(const lg_draw *r);
void lg_draw_policy_of_flexible(const lg_draw *r);
void lg_draw_policy_of_services(const lg_draw *draw);
/* p/q in lowest terms, and as a plan writes it. */
lg_bound lg_draw_share(lg_policy *policy, int64_t p, int64_t q);
lg_bound lg_draw_heads(lg_policy *policy, int64_t heads);

#endif
