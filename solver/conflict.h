/* conflict.h - for a plan that cannot be met: rules that cannot all hold (SPEC 5, 7 and QUESTIONS
 * W1-W5). */
#ifndef LG_CONFLICT_H
#define LG_CONFLICT_H

#include "../model/answer.h"
#include "../model/formulate.h"
#include "lp.h"

/* Fills answer->conflict with elements that cannot all hold beside R1 and R4, and
 * answer->conflict.minimal. */
void lg_conflict_find(const lg_formulation *formulation, lg_engine *engine, lg_answer *answer);

#endif
