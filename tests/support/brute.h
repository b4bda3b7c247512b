/* brute.h - counts every rule and every goal straight from the words of SPEC, and tries every
 * roster.
 *
 * A third opinion beside the formulation and the audit: it shares nothing with options, audit,
 * formulate or the solver, recounts everything from scratch for each roster, and is only good for
 * tiny districts. Simple and obviously right goes before fast.
 *
 *   lg_brute *brute = lg_brute_new(district, policy);
 *   if (lg_brute_enumerate(brute)) { lg_brute_best(brute, &(lg_brute_drop){.goal = -1}, &best); ...
 * } lg_brute_free(brute); */
#ifndef LG_BRUTE_H
#define LG_BRUTE_H

#include "model/answer.h"

enum { LG_BRUTE_GOALS = 16, LG_BRUTE_QUOTAS = 16 };
enum { LG_BRUTE_VALUES = 1000 }; /* more than any key of a tiny district has */

/* What the plan's date, locks and lists make of a teacher. */
typedef struct {
  bool eligible, fit; /* fit: but for being due back */
  int due_back;       /* school, or LG_MISSING */
  bool serving, rests, rotated;
  int age, years;   /* LG_MISSING where not known */
  int must;         /* school of the `must` lock, or LG_MISSING */
  int fixed, units; /* a flexible service that goes on: its guest school, or LG_MISSING */
} lg_brute_teacher;

/* One teacher at one place, whether that is allowed or not. A place is a school by its index, or,
 * beyond them, the home school with a guest school: school_count + its index. */
typedef struct {
  bool moved, returns;
  bool breaks_r2, breaks_r3, breaks_r4, breaks_r5, breaks_r13, breaks_r14;
  int least, most; /* units a week that a guest may give */
  int route;       /* index; route_count: `lock`; LG_MISSING */
  int wish;
  int before_m, after_m; /* LG_MISSING where unknown */
} lg_brute_place;

/* An element of the rules (QUESTIONS W1); x, y, z are the indexes behind it. */
typedef struct {
  lg_rule rule;
  int x, y, z; /* R6: school, stage, subject; R7: school; R8: quota, class; R9: lock; R10: team,
                  school; R11: pair; R12: school, stage; R13: teacher; R15: row */
  bool soft;
  char *id, *class_id;
} lg_brute_element;

/* The element that a brute one stands for, as the program refers to it. */
lg_element lg_brute_reference(const lg_district *district, const lg_policy *policy,
                              const lg_brute_element *e);
/* Is it the element that the program means, by its texts? */
bool lg_brute_is(const lg_district *district, const lg_policy *policy, const lg_brute_element *e,
                 lg_element element);

/* N and D of a class and what is missing from it. */
typedef struct {
  int64_t count, of, shortfall;
  int64_t min_heads, max_heads; /* what min and max ask of N given D; -1 where not given */
  bool holds;
} lg_brute_quota;

typedef struct lg_brute {
  const lg_district *district;
  const lg_policy *policy;
  lg_brute_teacher *teachers;
  int place_count;                                         /* 2 x school_count */
  lg_brute_place *places;                                  /* [teacher * place_count + place] */
  bool *counted[LG_BRUTE_QUOTAS], *based[LG_BRUTE_QUOTAS]; /* does the place match `count`, `of` */
  int64_t *drawn[LG_BRUTE_GOALS]; /* the numbers of the place in each lottery; else NULL */
  lg_brute_element *elements;     /* R2, R13, R3, R4, R5, then R9, R6, R7, R8, R10, R11, R12 */
  int element_count;
  GArray *rows; /* int64_t, of lg_brute_enumerate */
  int level; /* what lg_brute_enumerate tried: 0 every school, 1 only R4's, 2 only R2-R5's and R9's
              */
} lg_brute;

lg_brute *lg_brute_new(const lg_district *district, const lg_policy *policy);
void lg_brute_free(lg_brute *brute);

/* The school where a place has the teacher, and its guest school or LG_MISSING. */
int lg_brute_at(const lg_brute *brute, int teacher, int place);
int lg_brute_guest(const lg_brute *brute, int place);
lg_assignment lg_brute_assignment(const lg_brute *brute, int teacher, int place);
int lg_brute_place_for(const lg_brute *brute, lg_assignment assignment);
/* What a row of the flexible demand gets: the sum nearest its target, and its guests. */
int64_t lg_brute_units(const lg_brute *brute, int row, const int *roster, int *guests);
/* How many rosters keep R1, R4 and R14, at most LG_BRUTE_CAP + 1. */
int64_t lg_brute_rosters_at_most(const lg_brute *brute);

const lg_brute_place *lg_brute_place_of(const lg_brute *brute, int teacher, int school);
/* Does `filter` hold for this teacher at this school? */
bool lg_brute_match(const lg_brute *brute, const lg_filter *filter, int teacher, int school);
/* The first rule that bars the place (QUESTIONS W4), or LG_R1_POST. */
lg_rule lg_brute_bar(const lg_brute *brute, int teacher, int school);
/* The class of a place in quota `quota`, or LG_MISSING; of two keys LG_BRUTE_VALUES times the
 * first's value and the second's. */
int lg_brute_class(const lg_brute *brute, int quota, int teacher, int school);

/* The places of a roster, as the functions below take them; g_free. */
int *lg_brute_schools(const lg_district *district, const lg_roster *roster);
/* The other way round; lg_roster_free. */
lg_roster *lg_brute_roster(const lg_district *district, const int *schools);

/* `roster`: [teacher_count] places. */
bool lg_brute_broken(const lg_brute *brute, const lg_brute_element *element, const int *roster);
lg_brute_quota lg_brute_count(const lg_brute *brute, int quota, int class, const int *roster);
/* Backbone teachers after, and the heads that R12 asks there. */
lg_brute_quota lg_brute_density(const lg_brute *brute, int school, int stage, const int *roster);
/* Teachers placed otherwise than in the baseline; who is not listed there was at home. */
int64_t lg_brute_changes(const lg_brute *brute, const int *roster);
/* The lottery's number of a school, of a guest school with the `end` "|guest"; 20 bits. */
int64_t lg_brute_draw(const char *seed, const char *teacher, const char *school, const char *end);
int64_t lg_brute_goal(const lg_brute *brute, int goal, const int *roster);
/* Does the quota's denominator or class depend on where teachers are placed? */
bool lg_brute_variable(const lg_quota *quota);

/* Tries every roster and keeps those that break nothing or one rule alone. false: more than
 * LG_BRUTE_CAP. */
enum { LG_BRUTE_WIDE_CAP = 12000, LG_BRUTE_CAP = 200000 };
bool lg_brute_enumerate(lg_brute *brute);

/* What to leave out: rules (bits 1 << lg_rule, one of them at a time; not R9, whose locks change
 * other rules: take a district without locks), quotas (bits 1 << index), a goal (index or -1), the
 * tolerances, rosters without a placement. */
typedef struct {
  unsigned rules, quotas;
  int goal;
  bool no_tolerance;
  const lg_forced *forced; /* only rosters with this placement; NULL: all */
} lg_brute_drop;

typedef struct {
  bool feasible;
  int64_t best[LG_BRUTE_GOALS], limit[LG_BRUTE_GOALS]; /* limit: best and its tolerance */
  int count;                                           /* rosters that are best in all goals */
  const int64_t *first; /* [teacher_count] the schools of one of them; of the brute */
} lg_brute_result;

/* Of the rosters kept: the goals in order with their tolerances. Needs lg_brute_enumerate. */
void lg_brute_best(const lg_brute *brute, const lg_brute_drop *drop, lg_brute_result *result);

/* The rosters that lg_brute_best chooses from: int, [teacher_count] each. Free with g_array_free.
 */
GArray *lg_brute_rosters(const lg_brute *brute, const lg_brute_drop *drop);

typedef enum {
  LG_BRUTE_NO,
  LG_BRUTE_YES,
  LG_BRUTE_TOO_MANY,
  LG_BRUTE_NO_SUCH_ELEMENT
} lg_brute_answer;

/* Is there a roster that keeps these elements, R1 and R4, whatever else it breaks (QUESTIONS W3,
 * W5)? skip: the index of an element to leave out, or -1. */
lg_brute_answer lg_brute_satisfiable(const lg_district *district, const lg_policy *policy,
                                     const lg_element *elements, int count, int skip);
/* The greatest `worth` of a roster that keeps the elements which `skip` does not leave out, R1 and
 * R4. LG_BRUTE_NO: there is no such roster. */
typedef int64_t (*lg_brute_worth)(const lg_brute *brute, const int *roster, void *user);
lg_brute_answer lg_brute_most(const lg_district *district, const lg_policy *policy,
                              const lg_element *elements, int count, const bool *skip,
                              lg_brute_worth worth, void *user, int64_t *most);
/* The same beside a placement. */
lg_brute_answer lg_brute_satisfiable_with(const lg_district *district, const lg_policy *policy,
                                          lg_forced forced, const lg_element *elements, int count,
                                          int skip);

#endif
