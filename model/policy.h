/* policy.h - the question's rules as data: eligibility, routes, quotas, bands, goals (SPEC 2.4).
 * Exact throughout: shares are fractions of whole numbers, distances whole metres. */
#ifndef LG_POLICY_H
#define LG_POLICY_H

#include "district.h"
#include "rule.h"

/* p/q in lowest terms, q >= 1. */
typedef struct {
  int64_t p, q;
} lg_share;

/* Whether a <, =, > b: -1, 0, 1. Exact. */
int lg_share_order(lg_share a, lg_share b);

/* The keys of filters (SPEC 2.4), each with the kind of value it compares. */
typedef enum {
  LG_KEY_MOVED, /* true/false: codes 0 and 1 */
  LG_KEY_ELIGIBLE,
  LG_KEY_BACKBONE,
  LG_KEY_FULL_TIME,
  LG_KEY_ROTATED,
  LG_KEY_SAME_GROUP,
  LG_KEY_RETURNS,  /* goes back to the school that the ledger names */
  LG_KEY_FLEXIBLE, /* has a guest school */
  LG_KEY_RANK,     /* codes of the district's words; several a teacher */
  LG_KEY_TAG,
  LG_KEY_SUBJECT,
  LG_KEY_TITLE,
  LG_KEY_STAGE,  /* lg_stage */
  LG_KEY_GENDER, /* lg_gender */
  LG_KEY_ROUTE,  /* index of the route; route_count = `lock`; missing for one who stays */
  LG_KEY_AGE,    /* whole numbers */
  LG_KEY_YEARS,
  LG_KEY_WISH,        /* the rank of the wish that the place fulfils */
  LG_KEY_FROM_SCHOOL, /* school index */
  LG_KEY_FROM_TIER,
  LG_KEY_FROM_GROUP, /* code, missing where the school has no group */
  LG_KEY_FROM_STAGE, /* the school's: lg_stage or LG_STAGE_BOTH */
  LG_KEY_TO_SCHOOL,
  LG_KEY_TO_TIER,
  LG_KEY_TO_GROUP,
  LG_KEY_GUEST_SCHOOL, /* these four are missing for one who has no guest school */
  LG_KEY_GUEST_TIER,
  LG_KEY_GUEST_GROUP,
  LG_KEY_GUEST_SAME_GROUP, /* true/false: in one group with the home school */
  LG_KEY_ANY,              /* one of several filters holds */
  LG_KEY_COUNT
} lg_key;

/* The key as the plan writes it: "from.tier". */
const char *lg_key_word(lg_key key);

/* One key of a filter. Holds when the value is one of `codes` or, where `is_range`, lies in lo..hi;
 * `negated` turns the answer round. A missing value is in no list and no range, so only `negated`
 * holds. Words that the district does not have are left out of `codes`: nothing equals them. */
typedef struct {
  lg_key key;
  bool negated, is_range;
  int lo, hi;       /* inclusive; INT_MIN, INT_MAX where open */
  const int *codes; /* [code_count] ascending */
  int code_count;
  const struct lg_filter *any; /* [any_count] of LG_KEY_ANY: filters without that key */
  int any_count;
} lg_condition;

/* Every condition must hold; none: holds always. */
typedef struct lg_filter {
  lg_condition *conditions;
  int count;
} lg_filter;

typedef enum { LG_RETIRE_NONE, LG_RETIRE_FIXED, LG_RETIRE_STATUTORY_2025 } lg_retire_kind;

typedef struct {
  int min_years;  /* LG_MISSING: not given, as below */
  int rest_years; /* after a service */
  int max_age[LG_GENDER_COUNT];
  int retirement_margin_years;
  lg_retire_kind retirement;           /* LG_RETIRE_NONE exactly where the margin is not given */
  int retirement_age[LG_GENDER_COUNT]; /* of LG_RETIRE_FIXED */
  const int *senior_titles;            /* codes of titles: women with one retire as men */
  int senior_title_count;
  const int *exempt_tags; /* codes of tags, ascending */
  int exempt_tag_count;
  lg_filter *exclude;
  int exclude_count;
} lg_eligibility;

typedef struct {
  const char *id, *name; /* name: what the roster shows */
  lg_filter filter;
  int term;       /* years; 0: without a term */
  lg_back then;   /* what the term leads to */
  bool personnel; /* the post moves with the person */
} lg_route;

/* Flexible service: teachers who stay may give some units a week at a guest school. */
typedef struct {
  bool given;
  const char *unit; /* what is counted: lessons, half days */
  int least, most;  /* units of a service a week, 1 <= least <= most */
  lg_filter who;    /* of the teacher */
  lg_route *routes; /* from the home school to the guest school */
  int route_count;
  int max_m;     /* from school to school; LG_MISSING: no limit */
  bool eligible; /* R2 has to hold */
} lg_flexible;

typedef struct {
  bool given;
  int lo, hi; /* lo <= 0 <= hi */
} lg_band;

typedef enum {
  LG_PER_DISTRICT,
  LG_PER_FROM_SCHOOL,
  LG_PER_TO_SCHOOL,
  LG_PER_FROM_GROUP,
  LG_PER_TO_GROUP,
  LG_PER_FROM_TIER,
  LG_PER_TO_TIER,
  LG_PER_STAGE,
  LG_PER_SUBJECT
} lg_per;
const char *lg_per_word(lg_per per); /* "from.school"; "" for the district */
enum { LG_PER_KEYS = 2 };            /* that a quota may have */

typedef enum { LG_BOUND_NONE, LG_BOUND_HEADS, LG_BOUND_SHARE } lg_bound_kind;
typedef struct {
  lg_bound_kind kind;
  int64_t heads;    /* LG_BOUND_HEADS */
  lg_share share;   /* LG_BOUND_SHARE, 0..1 */
  const char *text; /* as the plan writes it, without quotes: "37%", "12" */
} lg_bound;

typedef struct {
  const char *id, *name;
  lg_filter count, of;
  lg_bound min, max;
  lg_per per[LG_PER_KEYS]; /* a class for each value, or pair of values; LG_PER_DISTRICT: not
                              given, and none of it: the district as one class */
  bool include_rotated, soft;
  int weight;
  int withdrawals; /* heads of `count` that may drop out and the minimum still hold */
} lg_quota;

typedef struct {
  int route;
  int min; /* movers, >= 1 */
} lg_team;

/* R12: backbone teachers per 100 students. */
typedef struct {
  bool given, soft;
  lg_share min;
  const char *text;
  int weight;
} lg_density;

typedef enum {
  LG_GOAL_SHORTFALL,
  LG_GOAL_STAFFING,
  LG_GOAL_FLEXIBLE,
  LG_GOAL_EQUITY,
  LG_GOAL_WISHES,
  LG_GOAL_COMMUTE,
  LG_GOAL_TENURE,
  LG_GOAL_MOVES,
  LG_GOAL_CHANGES,
  LG_GOAL_LOTTERY,
  LG_GOAL_KIND_COUNT,
  LG_GOAL_ASKED = LG_GOAL_KIND_COUNT, /* of lg_asked_goals; no plan can name it */
  LG_GOAL_ALL_KINDS
} lg_goal_kind;
const char *lg_goal_word(lg_goal_kind kind);
bool lg_goal_is_max(lg_goal_kind kind); /* wishes and tenure */

typedef struct {
  lg_goal_kind kind;
  lg_share tolerance;
  const int *points; /* of wishes: [point_count] by rank, beyond it 0 */
  int point_count;
  const char *seed; /* of the lottery */
} lg_goal;

/* How far later goals may move a goal from its best value: floor(tolerance * |best|). */
int64_t lg_goal_tolerance(const lg_goal *goal, int64_t best);

/* A rule's limit given way by heads (QUESTIONS W11, the plan's key `relax`). Locks and pairs that
 * are dropped are gone from the district already; they stand here to be told. */
typedef struct {
  lg_element element;
  lg_side side;
  int heads; /* >= 1 */
} lg_relax;
/* The order in which a policy keeps them: by reference, then side; for qsort. */
int lg_relax_compare(const void *a, const void *b);

/* What repairs may do, and at what price (QUESTIONS W14, the plan's key `repair`). */
typedef struct {
  bool never[LG_RULE_COUNT]; /* of R6 ... R12 and `changes` */
  int weight[LG_RULE_COUNT]; /* >= 1 */
  bool *quota_never;         /* [quota_count] the quota by its own id, or NULL */
  int *quota_weight;         /* [quota_count] likewise; 0: as the rule says; or NULL */
} lg_repair_terms;

typedef struct lg_policy {
  GStringChunk *texts; /* owns every text */
  GPtrArray *arrays;   /* owns every array (g_free) */

  const char *title, *term; /* term "" where not given */
  lg_date date;
  lg_date period_from; /* services that begin since then count as rotated; year 0: not given */
  lg_eligibility eligibility;
  lg_route *routes;
  int route_count;
  int max_m, max_extra_m; /* LG_MISSING: no limit */
  lg_flexible flexible;
  lg_band subject_band, headcount_band;
  lg_quota *quotas;
  int quota_count;
  lg_team *teams;
  int team_count;
  lg_density density;
  lg_goal *goals; /* in the order of the plan */
  int goal_count;
  lg_relax *relax; /* in the order of lg_relax_compare */
  int relax_count;
  lg_repair_terms repair;
  int64_t max_changes; /* the element `changes`, or LG_MISSING */
  double time_limit_s;
  lg_share gap;
} lg_policy;

lg_policy *lg_policy_new(void); /* empty: nothing given, no routes, no goals */
void lg_policy_free(lg_policy *policy);

/* The most units a week that this teacher may give at a guest school. */
int lg_flexible_most(const lg_policy *policy, const lg_teacher *teacher);

/* Heads that `relax` gives this side of an element, 0 where it has none. Cost: logarithmic. */
int lg_policy_given(const lg_policy *policy, lg_element element, lg_side side);
/* Does the condition's answer depend on where the teacher works after the plan? */
bool lg_condition_needs_place(const lg_condition *condition);
bool lg_filter_needs_place(const lg_filter *filter);
/* Does a condition of the filter, or of one inside it, look at this key? */
bool lg_filter_has_key(const lg_filter *filter, lg_key key);

/* Takes the locks and pairs that `relax` drops out of the district; reading the input does it.
 * Cost: O(locks + pairs) lookups. */
void lg_policy_drop(const lg_policy *policy, lg_district *district);
/* May repairs touch this element, and at what weight a head? */
bool lg_policy_may_give(const lg_policy *policy, lg_element element, int *weight);
/* Memory that lives as long as the policy. */
void *lg_policy_array(lg_policy *policy, size_t count, size_t size);

#endif
