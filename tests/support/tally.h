/* tally.h - how often each rule, quota form and goal was decisive: leaving it out changed what
 * brute force found. */
#ifndef LG_TALLY_H
#define LG_TALLY_H

#include "brute.h"

typedef enum {
  LG_FORM_HARD,
  LG_FORM_SOFT,
  LG_FORM_MIN,
  LG_FORM_MAX,
  LG_FORM_BOTH,
  LG_FORM_HEADS,
  LG_FORM_SHARE,
  LG_FORM_VARIABLE,
  LG_FORM_ROTATED,
  LG_FORM_SOFT_PER,
  LG_FORM_TWO_KEYS,
  LG_FORM_TWO_PLACES, /* two keys, and one at least of the school after the plan */
  LG_FORM_WITHDRAWALS,
  LG_FORM_COUNT
} lg_form;

typedef enum {
  LG_LEDGER_SERVING,
  LG_LEDGER_RESTS,
  LG_LEDGER_ROTATED,
  LG_LEDGER_WAIVED, /* due back, but for a `must` lock */
  LG_LEDGER_COUNT
} lg_ledger;

typedef struct {
  int cases, infeasible, unique;
  int rules[LG_RULE_COUNT],
      alone[LG_RULE_COUNT]; /* alone: without it an infeasible case has a roster */
  int forms[LG_FORM_COUNT], pers[LG_PER_SUBJECT + 1], keys[LG_KEY_COUNT], pairs[LG_PAIR_RULE_COUNT];
  int ledger[LG_LEDGER_COUNT];
  int goals[LG_GOAL_KIND_COUNT], tolerance, soft_density, hard_density;
} lg_tally;

/* `base`: the result with nothing left out. */
void lg_tally_add(lg_tally *tally, const lg_brute *brute, const lg_brute_result *base);
void lg_tally_print(const lg_tally *tally);
/* Fails where something never was decisive. */
void lg_tally_check(const lg_tally *tally);

#endif
