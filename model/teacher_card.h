/* teacher_card.h - all that there is to say of one teacher's place: what bars every other one, or
 * what it would cost (QUESTIONS W22-W25). */
#ifndef LG_TEACHER_CARD_H
#define LG_TEACHER_CARD_H

#include "answer.h"
#include "options.h"

typedef enum {
  LG_PLACE_OPEN,
  LG_PLACE_BARRED,
  LG_PLACE_IMPOSSIBLE,
  LG_PLACE_UNKNOWN
} lg_place_status;
const char *lg_place_word(lg_place_status status); /* "open", "barred", "impossible", "unknown" */

/* The teacher at one school. */
typedef struct {
  lg_option option; /* the assignment, its route, distances and wish, whatever bars it */
  lg_place_status status;
  lg_rule rule;         /* of a barred place: the first that bars it (W4) */
  lg_conflict conflict; /* barred: that one element; impossible: a minimal set beside R1, R4 and
                           this placement */
  int64_t *price; /* [goal_count] of an open place: each goal's best with it less the plan's; else
                     NULL */
  lg_repairs repair; /* at most one: what would grant the wish that this place missed */
} lg_place;

typedef enum { LG_ALWAYS_NO, LG_ALWAYS_YES, LG_ALWAYS_UNKNOWN } lg_always;

typedef struct lg_teacher_card {
  int teacher;
  lg_assignment present; /* in the roster asked about */
  lg_answer *plan;       /* the plan itself */
  lg_always always;      /* does every best roster have the teacher at `present` (W24)? */
  lg_place *places;      /* by school */
  int place_count;
} lg_teacher_card;
void lg_teacher_card_free(lg_teacher_card *card);

/* Was a wish for this place missed (W25): is it wished before the present place, or is that not
 * wished? `present` is the rank of the present place's wish, or LG_MISSING. */
bool lg_wish_is_missed(int rank, int present);

#endif
