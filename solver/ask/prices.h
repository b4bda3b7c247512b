/* prices.h - why a teacher is where a roster has him, and what every other place would cost: full
 * solves with the placement forced, side by side on the cores that there are (SPEC 5; QUESTIONS
 * W22-W26).
 *
 *   lg_explain_question question = {.teacher = i, .present = roster->school[i], .to = LG_MISSING};
 *   lg_teacher_card *card = lg_explain(district, policy, options, &question, &settings, &fault);
 */
#ifndef LG_PRICES_H
#define LG_PRICES_H

#include "model/teacher_card.h"
#include "solver/solve.h"

typedef struct {
  int teacher;
  int present; /* the school that the roster gives */
  int to;      /* the one school asked about, or LG_MISSING: all */
  int threads; /* 0: one a processor */
  /* places done, of how many that need a solve; from the calling thread; or NULL */
  void (*progress)(int done, int all, void *user);
  void *user;
} lg_explain_question;

/* The clock, the interrupt, and for the plan itself the progress, are those of `settings`; its gap
 * is not used, so that prices are exact. What time did not reach is LG_PLACE_UNKNOWN,
 * LG_ALWAYS_UNKNOWN or without a repair. Where the plan cannot be met, card->plan says why and
 * there are no places. fault    as lg_solve cost     a solve a school that is open to the teacher,
 * each from where the plan's ended */
lg_teacher_card *lg_explain(const lg_district *district, const lg_policy *policy,
                            const lg_options *options, const lg_explain_question *question,
                            const lg_solve_settings *settings, char **fault);

#endif
