/* elastic.h - the program of a plan in which limits give way by heads and locks and pairs may be
 * dropped, each at its price (QUESTIONS W10, W11, W14): least changes that make a plan possible.
 *
 * R2 to R5 hold; a teacher whose `must` lock is dropped is bound by them again. What may not give
 * way stands as it is. */
#ifndef LG_ELASTIC_H
#define LG_ELASTIC_H

#include "model/answer.h"
#include "model/formulate.h"

/* What may give way: a column of heads (of a drop 0 or 1). */
typedef struct {
  lg_element element; /* owned */
  lg_side side;
  int weight;
  int column;
} lg_way;

typedef struct {
  lg_options *options;
  lg_formulation *f; /* of `policy`, which is the caller's */
  lg_way *ways;
  int way_count;
  bool open; /* the placement that is forced is one that R2 to R5 and the locks leave */
} lg_elastic;

/* barred  sets of ways (GArray of int, in an array): no answer uses all of one of them */
lg_elastic *lg_elastic_new(const lg_district *district, const lg_policy *policy, lg_forced forced,
                           const GPtrArray *barred);
void lg_elastic_free(lg_elastic *elastic);

#endif
