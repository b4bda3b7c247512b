/* published.h - how far a publication under codes lets people be told apart. */
#ifndef LG_PUBLISHED_H
#define LG_PUBLISHED_H

#include "io/words/output.h"

/* Two teachers are alike where everything that the files show of them is the same but the code. */
typedef struct {
  int rows, unique;          /* teachers, and those to whom nobody is alike */
  int movers, unique_movers; /* the same of those who move */
  int smallest_group;        /* of teachers who are alike; 0 where there are none */
} lg_published;

/* Needs input, options, audit and the answer's roster of `out`. Cost: linear in what is shown. */
lg_published lg_published_count(const lg_output *out);

#endif
