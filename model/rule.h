/* rule.h - the rules of SPEC 3 and their elements, the things that a conflict, a repair or a broken
 * roster names. Inside an element is a reference by indexes; its text ids are made here alone. */
#ifndef LG_RULE_H
#define LG_RULE_H

#include "district.h"

struct lg_policy;

/* Every rule, its word, and its place in the order of QUESTIONS W2. */
#define LG_RULES(X)                                                                           \
  X(LG_R_FILE, "file", 0) /* `verify` only: a row of the file that differs from the input */  \
  X(LG_R1_POST, "R1", 1)                                                                      \
  X(LG_R2_ELIGIBLE, "R2", 2)                                                                  \
  X(LG_R13_RETURN, "R13", 3)                                                                  \
  X(LG_R14_UNITS, "R14", 16) /* no element of a plan; `verify`, and why one cannot go back */ \
  X(LG_R3_ROUTE, "R3", 4)                                                                     \
  X(LG_R4_SUBJECT, "R4", 5)                                                                   \
  X(LG_R5_COMMUTE, "R5", 6)                                                                   \
  X(LG_R6_STAFFING, "R6", 8)                                                                  \
  X(LG_R7_HEADCOUNT, "R7", 9)                                                                 \
  X(LG_R8_QUOTA, "R8", 11)                                                                    \
  X(LG_R9_LOCK, "R9", 7)                                                                      \
  X(LG_R10_TEAM, "R10", 12)                                                                   \
  X(LG_R11_PAIR, "R11", 13)                                                                   \
  X(LG_R12_DENSITY, "R12", 14)                                                                \
  X(LG_R15_DEMAND, "R15", 10)                                                                 \
  X(LG_R_CHANGES, "changes", 15) /* `replan --max-changes` */

typedef enum {
#define LG_RULE_ITEM(rule, word, place) rule,
  LG_RULES(LG_RULE_ITEM)
#undef LG_RULE_ITEM
      LG_RULE_COUNT
} lg_rule;

const char *lg_rule_word(lg_rule rule);

/* An element of the rules (QUESTIONS W1). What `a` and `b` refer to, and the id and class that they
 * are in text:
 *   R6        a school "S01", b a cell of it "primary/math" (lg_cell_code)
 *   R7        a school "S01"
 *   R8        a quota "rotation", b the code of a class (classes.h)
 *   R9        a teacher "T0001", b a lock "must/S02" (lg_lock_code)
 *   R10       a team, by its route "support", b school "S02"
 *   R11       a teacher "T0001", b a pair "same_school/T0002" (lg_pair_code)
 *   R12       a 0 "backbone_per_100", b school and stage "S01/primary" (lg_place_code)
 *   R13       a teacher "T0001"; class ""
 *   R15       a school "S01", b a cell of it "primary/math", as R6
 *   others    0, 0; "", "" */
typedef struct {
  lg_rule rule;
  int a, b;
} lg_element;

int lg_cell_code(const lg_district *district, int stage, int subject);
int lg_lock_code(const lg_district *district, lg_lock_kind kind, int school);
int lg_pair_code(const lg_district *district, lg_pair_rule rule, int teacher);
int lg_place_code(int school, int stage);
lg_element lg_element_of_lock(const lg_district *district, const lg_lock *lock);
lg_element lg_element_of_pair(const lg_district *district, const lg_pair *pair);

/* The parts of an element whose rule has them; LG_MISSING where it has not. */
typedef struct {
  int school, stage, subject;
  int other; /* the second teacher of a pair */
  int kind;  /* lg_lock_kind, lg_pair_rule */
} lg_element_parts;
lg_element_parts lg_element_parts_of(const lg_district *district, lg_element element);

bool lg_element_same(lg_element x, lg_element y);
/* The order of the references, for looking up. */
int lg_element_compare(lg_element x, lg_element y);

/* The text ids, English words and ids, never names. Borrowed from district and policy; g_free. */
const char *lg_element_id(const lg_district *district, const struct lg_policy *policy,
                          lg_element element);
char *lg_element_class(const lg_district *district, const struct lg_policy *policy,
                       lg_element element);
/* All three: "R6 S01 primary/math". g_free. */
char *lg_element_name(const lg_district *district, const struct lg_policy *policy,
                      lg_element element);
/* The order of QUESTIONS W2: by rule, then the bytes of id and class. */
int lg_element_order(const lg_district *district, const struct lg_policy *policy, lg_element x,
                     lg_element y);
/* Is the first rule before the other in that order? Negative, 0, positive. */
int lg_rule_order(lg_rule x, lg_rule y);

/* The limit of an element that a change moves (QUESTIONS W12); drop: of locks and pairs. */
typedef enum { LG_SIDE_MIN, LG_SIDE_MAX, LG_SIDE_DROP, LG_SIDE_COUNT } lg_side;
const char *lg_side_word(lg_side side);  /* "min", "max", "drop" */
int lg_side_order(lg_side a, lg_side b); /* of QUESTIONS W2, by the bytes of the words: max first */

#endif
