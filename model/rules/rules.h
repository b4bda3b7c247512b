/* rules.h - the rules that limit a count of heads, or lock or tie teachers: one descriptor a rule,
 * one table of them. Formulation, limits, repairs, changes, reading and words go through the table;
 * only the audit writes each rule a second time. What a new rule needs: docs/architecture.md. */
#ifndef LG_RULES_H
#define LG_RULES_H

#include "model/options.h"

struct lg_formulation_builder;

/* Heads that a side allows; INT64_MIN, INT64_MAX where it is open. */
typedef struct {
  int64_t lo, hi;
} lg_heads_range;

/* What one teacher at one place adds to the count N of an element, and to its base D. */
typedef struct {
  lg_element element;
  int n, d;
} lg_part;

typedef struct {
  lg_rule rule;

  /* The element in text (QUESTIONS W1), borrowed and to be freed by g_free; NULL: "". */
  const char *(*id)(const lg_district *district, const lg_policy *policy, int a);
  char *(*class_id)(const lg_district *district, const lg_policy *policy, lg_element element);
  /* Fills the parts that it has; NULL: none. */
  void (*parts)(const lg_district *district, lg_element element, lg_element_parts *parts);

  /* Appends (int) the references of its elements that this plan has: with a LG_MISSING every `a`,
   * else every `b` of this `a`. */
  void (*list)(const lg_district *district, const lg_policy *policy, int a, GArray *references);
  /* Is it a wish, no limit? NULL: never. */
  bool (*is_soft)(const lg_policy *policy, int a);
  /* The sides that the element has. */
  void (*sides)(const lg_district *district, const lg_policy *policy, lg_element element,
                bool has[LG_SIDE_COUNT]);

  /* The rest is NULL for rules that count no heads. */

  /* Appends what the teacher adds at this place (lg_part), of elements with a limit or without.
   *   a  may leave out the elements of other ids; LG_MISSING: all are wanted */
  void (*count)(const lg_district *district, const lg_policy *policy, const lg_options *options,
                int a, int teacher, const lg_option *place, GArray *parts);
  /* The heads that the element allows, `relax` not counted; open both ways where the plan has no such
   * rule, as `count` names its elements then too.
   *   now  N before the plan (lg_element_before)
   *   of   D; LG_MISSING: not known */
  lg_heads_range (*range)(const lg_district *district, const lg_policy *policy, lg_element element,
                          int64_t now, int64_t of);
  /* Does D depend on the roster? NULL: no. */
  bool (*base_varies)(const lg_policy *policy, int a);
  /* N and D are the least and the most of what the roster's teachers can give, and the element holds
   * where a number between the two is allowed. */
  bool is_span;
  /* Is this N good although it is outside the range? NULL: no. */
  bool (*is_exempt)(const lg_policy *policy, lg_element element, int64_t n, int64_t of);

  /* Adds the rows, columns and elements of the rule to the program. */
  void (*formulate)(struct lg_formulation_builder *b);
} lg_rule_type;

/* The rule's descriptor, or NULL: R1 to R5 and `file` have none. */
const lg_rule_type *lg_rule_type_of(lg_rule rule);
/* The table, in the order in which programs are written. */
extern const lg_rule_type *const lg_rule_types[];
enum { LG_RULE_TYPE_COUNT = 10 };

/* Of elements that are a cell of a school: school, stage and subject (lg_cell_code). */
const char *lg_cell_school(const lg_district *district, const lg_policy *policy, int school);
char *lg_cell_class(const lg_district *district, const lg_policy *policy, lg_element element);
void lg_cell_parts(const lg_district *district, lg_element element, lg_element_parts *parts);

/* The heads that an element allows, `relax` counted; see `range`. */
lg_heads_range lg_element_range(const lg_district *district, const lg_policy *policy,
                                lg_element element, int64_t now, int64_t of);
/* Does the element hold with N = n and D = of? broken: the side that does not. */
bool lg_element_holds(const lg_district *district, const lg_policy *policy, lg_element element,
                      int64_t now, int64_t n, int64_t of, lg_side *broken);

/* The limit of this side, `relax` counted: heads at the school, of a quota those asked, of a team
 * its least, of `changes` their number.
 *   heads    out; 0 where there is none
 *   returns  false where there is none: no such side, a drop, or a share whose base depends on the
 *            roster
 *   cost     O(teachers) */
bool lg_allowed_heads(const lg_district *district, const lg_policy *policy,
                      const lg_options *options, lg_element element, lg_side side, int64_t *heads);
/* N and D of an element before the plan: everybody where the post stands. Cost: O(teachers). */
lg_part lg_element_before(const lg_district *district, const lg_policy *policy,
                          const lg_options *options, lg_element element);

#endif
