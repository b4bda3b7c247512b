/* hand.h - districts made by hand: a plain start that a test changes where it matters.
 *
 *   lg_hand *h = lg_hand_new(3, 2);          schools s1.., teachers t1..; all teach math in primary
 * schools lg_hand_lock(h, 0, 1, LG_LOCK_MUST); lg_hand_free(h);
 *
 * One route `any` that always holds, no bands, no quotas, no goals, 100 students a school, everyone
 * eligible; teacher i is at school i modulo the schools. Rows must be added in the order that
 * district.h wants. */
#ifndef LG_HAND_H
#define LG_HAND_H

#include "model/policy.h"

typedef struct {
  lg_district *d;
  lg_policy *p;
} lg_hand;

lg_hand *lg_hand_new(int schools, int teachers);
void lg_hand_free(lg_hand *hand);
void lg_hand_lock(lg_hand *hand, int teacher, int school, lg_lock_kind kind);
void lg_hand_distance(lg_hand *hand, bool from_teacher, int from, int to, int metres);
void lg_hand_demand(lg_hand *hand, int school, int min, int max, int target);
void lg_hand_wish(lg_hand *hand, int teacher, int school, int rank);
void lg_hand_pair(lg_hand *hand, int a, int b, lg_pair_rule rule);
/* A key of a filter that must be one of the codes lo..hi. */
void lg_hand_condition(lg_hand *hand, lg_filter *filter, lg_key key, int lo, int hi);
/* Counts movers of all; bounds are to be set by the test. */
lg_quota *lg_hand_quota(lg_hand *hand, const char *id);
void lg_hand_goal(lg_hand *hand, lg_goal_kind kind);

#endif
