/* audit.h - recounts a roster, rule by rule and goal by goal, from district, policy and roster
 * alone, in integers. Eligibility, routes, distances, filters and classes are worked out here a
 * second time on purpose: nothing of options, program, formulate or solver is used, so that a fault
 * there cannot hide here (SPEC 6). */
#ifndef LG_AUDIT_H
#define LG_AUDIT_H

#include "model/policy.h"
#include "model/roster.h"
#include "model/rule.h"

/* One broken rule: an element, the heads found and allowed where the rule counts heads, the
 * teachers concerned. */
typedef struct {
  lg_element element;
  bool has_heads;
  int64_t found, lo, hi; /* lo, hi: INT64_MIN, INT64_MAX where open */
  int *teachers;         /* [teacher_count] owned, ascending */
  int teacher_count;
} lg_breach;

/* A class of a quota, or an element of another rule that is counted like one (quota = quota_count).
 * SPEC 5, `quotas` of summary.json. */
typedef struct {
  lg_element element;
  int quota;
  bool soft;
  int weight;        /* price of a head, where soft */
  char *class_id;    /* "" = the district; owned */
  int64_t count, of; /* N_c, D_c */
  int64_t shortfall; /* heads, of a hard quota too; 0 where it holds */
  bool holds;
  /* the heads that min and max ask of N_c given D_c: ceil(p D / q), floor(p D / q) or the
   * head-count; -1 where not given */
  int64_t min_heads, max_heads;
} lg_quota_count;

typedef struct {
  bool occurs; /* some school has the stage */
  bool given;  /* the stage has a backbone teacher; else the figures mean nothing */
  /* mean: backbone teachers per 100 students; cv: its coefficient of variation over the schools */
  double mean_before, cv_before, mean_after, cv_after;
} lg_equity;

typedef struct {
  int school;
  lg_stage stage;
  int students;
  /* all teachers, full-time or not: only filters see full_time (SPEC 7) */
  int staff_before, staff_out, staff_in, staff_after;
  int backbone_before, backbone_out, backbone_in, backbone_after;
} lg_school_count;

/* How one teacher is placed, for the rosters. */
typedef struct {
  int route; /* index; route_count: `lock`; LG_MISSING for one who stays or follows none */
  int before_m, after_m; /* metres, LG_MISSING where unknown */
  int wish;              /* rank, or LG_MISSING */
  int guest_route; /* of a guest: index in flexible.routes, LG_MISSING for a service that the ledger
                      fixes, or where none leads there */
  int guest_m;     /* of a guest: from the home school to the guest school */
} lg_placement;

/* What a row of the flexible demand gets. */
typedef struct {
  int64_t units;
  int teachers;
} lg_flexible_count;

typedef struct lg_audit {
  lg_breach *breaches; /* in the order of QUESTIONS W2 */
  int breach_count;
  int rules_checked;      /* elements looked at */
  int moved;              /* teachers whose school changes, full-time or not; not who goes back */
  int returned;           /* teachers who go back as R13 asks */
  bool *eligible;         /* [teacher_count] R2's conditions, whatever locks */
  int64_t *goals;         /* [policy->goal_count] values */
  lg_quota_count *quotas; /* in the order of the plan, then class (schools by id, groups and
                             subjects by bytes, tiers strong, ordinary, weak, stages primary,
                             junior), then others by school and stage */
  int quota_count;
  lg_equity equity[LG_STAGE_COUNT];
  lg_school_count *schools; /* by school and stage, one for each stage that the school has */
  int school_count;
  lg_placement *placements;    /* [teacher_count] */
  int unknown_distance_count;  /* movers and guests whose distance is unknown, counted as 0 */
  int *units;                  /* [teacher_count] a week at the guest school; 0 without one */
  int guests;                  /* teachers with a guest school */
  int64_t guest_units;         /* and their units */
  lg_flexible_count *flexible; /* [flexible_demand_count] */
} lg_audit;

/* Recounts a roster.
 *   returns  never NULL; lg_audit_free
 *   cost     O(teachers x (routes + quotas) + schools x subjects)
 *   source   SPEC 3, 4, 7 */
lg_audit *lg_audit_new(const lg_district *district, const lg_policy *policy,
                       const lg_roster *roster);
void lg_audit_free(lg_audit *audit);

/* What one mover adds to the goal `commute`, in hundreds of metres. */
int64_t lg_audit_commute(const lg_placement *placement);
/* What one mover adds to `lottery`: the first 20 bits of SHA-256 of "seed|teacher id|school id". */
int64_t lg_audit_draw(const char *seed, const char *teacher, const char *school);
/* What one guest adds: of "seed|teacher id|guest school id|guest". */
int64_t lg_audit_draw_guest(const char *seed, const char *teacher, const char *school);

#endif
