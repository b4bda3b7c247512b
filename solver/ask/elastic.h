/* elastic.h - the elastic program of a plan: limits give way by heads, locks and pairs may be
 * dropped, each at a price, so that its cheapest roster tells the least changes that make the plan
 * possible (QUESTIONS W10, W11, W14; docs/method.md, 7, "Repairs").
 *
 * R2 to R5 hold; a teacher whose `must` lock is dropped is bound by them again. What the plan's
 * `repair` says may not give way stands as it is. */
#ifndef LG_ELASTIC_H
#define LG_ELASTIC_H

#include "model/answer.h"
#include "model/formulate.h"

/* One way to give: a side of an element. */
typedef struct {
  lg_element element;
  lg_side side;
  int weight; /* price of a head, or of the drop */
  int column; /* heads by which it gives; of a drop 0 or 1 */
} lg_way;

typedef struct {
  lg_options *options;
  lg_formulation *f; /* of `policy`, which is the caller's */
  lg_way *ways;
  int way_count;
  bool open; /* the placement that is forced is one that R2 to R5 and the locks leave */
} lg_elastic;

/* Borrows district and policy.
 *   forced   a placement that has to stand, or lg_nothing_forced
 *   barred   GArray of int each: sets of ways by index, of each of which one has to stay unused */
lg_elastic *lg_elastic_new(const lg_district *district, const lg_policy *policy, lg_forced forced,
                           const GPtrArray *barred);
void lg_elastic_free(lg_elastic *elastic);

#endif
