/* rule.h - the rules of SPEC 3 and their elements, the things that a conflict or a broken roster
 * names. */
#ifndef LG_RULE_H
#define LG_RULE_H

typedef enum {
  LG_R_FILE, /* `verify` only: a row of the roster file that differs from the input */
  LG_R1_POST,
  LG_R2_ELIGIBLE,
  LG_R3_ROUTE,
  LG_R4_SUBJECT,
  LG_R5_COMMUTE,
  LG_R6_STAFFING,
  LG_R7_HEADCOUNT,
  LG_R8_QUOTA,
  LG_R9_LOCK,
  LG_R10_TEAM,
  LG_R11_PAIR,
  LG_R12_DENSITY,
  LG_R_CHANGES, /* `replan --max-changes` */
  LG_RULE_COUNT
} lg_rule;

/* "file", "R1", ..., "R12", "changes". */
const char *lg_rule_word(lg_rule rule);

/* An element of the rules by name (QUESTIONS W1): R2, R3, R5: "", ""; R6: school, "stage/subject";
 * R7: school, ""; R8: quota, class; R9: teacher, "must/SCHOOL" or "forbid/SCHOOL" (`stay` = the
 * home school); R10: route, school; R11: a, "RULE/B"; R12: "backbone_per_100", "school/stage";
 * `changes`: "", "". Ids and English words, never names. */
typedef struct {
  lg_rule rule;
  char *id, *class_id; /* owned */
} lg_element;

/* The order of QUESTIONS W2: by rule, then the bytes of id and class. */
int lg_element_order(const lg_element *a, const lg_element *b);

/* The limit of an element that a change moves (QUESTIONS W12); drop: of locks and pairs. */
typedef enum { LG_SIDE_MIN, LG_SIDE_MAX, LG_SIDE_DROP, LG_SIDE_COUNT } lg_side;
const char *lg_side_word(lg_side side);  /* "min", "max", "drop" */
int lg_side_order(lg_side a, lg_side b); /* of QUESTIONS W2, by the bytes of the words: max first */

#endif
