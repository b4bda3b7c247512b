/* solver.h - the door of the solver: a plan that was read and turned into options is answered, with
 * bounds and proofs; what cannot be had is explained.
 *
 *   lg_solve_settings settings = lg_solve_defaults(policy);
 *   lg_answer *answer = lg_solve(district, policy, options, &settings, &fault);
 *   ... answer->status, answer->roster, answer->goals ...
 *   lg_answer_free(answer);
 *
 * District, policy and options are borrowed for the call. Nothing here prints or exits. Each answer
 * says what was proved; where the deadline of `settings` comes first it holds what was found.
 * Source: docs/method.md. */
#ifndef LG_SOLVER_H
#define LG_SOLVER_H

#include <signal.h>

#include "model/answer.h"
#include "model/audit/audit.h"
#include "model/formulate.h"
#include "model/options.h"
#include "model/teacher_card.h"

/* ---- settings ---- */

/* What goes on, for a live line: data, not text. */
typedef struct {
  int goal; /* index in the policy; goal_count while the last face is searched */
  bool has_best, has_bound;
  double best, bound;
  double seconds; /* since lg_solve began */
} lg_progress;

/* What one solve learned for solves of similar plans: where each one ended is where the next one
 * starts. It speeds and decides nothing: status, best, bound and proved are those of a solve
 * without it (a solve that may stop with a gap leaves it aside for that). Plans that have nothing
 * in common do no harm. One thread at a time.
 *
 *   settings.warm_start = lg_warm_start_new();
 *   for (each variant of the plan) answer = lg_solve(district, variant, options, &settings, NULL);
 *   lg_warm_start_free(settings.warm_start); */
typedef struct lg_warm_start lg_warm_start;

lg_warm_start *lg_warm_start_new(void);
lg_warm_start *lg_warm_start_copy(const lg_warm_start *warm_start); /* for another thread */
void lg_warm_start_free(lg_warm_start *warm_start);

typedef struct {
  double deadline_s;         /* on the monotonic clock (lg_now_s); 0: none */
  lg_share gap;              /* a goal may stop when |found - bound| <= floor(gap * |found|) */
  bool limits;               /* a plan that can be met: its limits too */
  lg_warm_start *warm_start; /* read and updated; NULL: every solve for itself */
  bool verdict_only;         /* an infeasible plan is not explained */
  struct lg_certificates
      *certificates;              /* NULL, or to be filled: the goals' proofs for others to check */
  const struct lg_tuning *tuning; /* solver/options.h; borrowed; NULL: its defaults */
  const volatile sig_atomic_t *interrupted;                  /* NULL: never */
  void (*progress)(const lg_progress *progress, void *user); /* NULL: silent */
  void *user;
} lg_solve_settings;

lg_solve_settings lg_solve_defaults(const lg_policy *policy);

/* ---- the answer ---- */

/* The goals in order, each with value, bound and proof; a plan that cannot be met with its
 * explanation.
 *   returns  never NULL; every roster in it has passed the audit
 *   fault    a roster failed its audit inside: the status is LG_UNKNOWN and *fault names the rule
 *            (g_free)
 *   cost     docs/benchmark.md
 *   source   SPEC 3, 4, 7 */
lg_answer *lg_solve(const lg_district *district, const lg_policy *policy, const lg_options *options,
                    const lg_solve_settings *settings, char **fault);

/* Is there any roster at all? LG_OPTIMAL: yes; LG_INFEASIBLE: proved that there is none;
 * LG_UNKNOWN: the deadline came first. */
lg_status lg_can_be_met(const lg_district *district, const lg_policy *policy,
                        const lg_options *options, const lg_solve_settings *settings);

/* ---- why not, how far, what would help (QUESTIONS W5, W8, W10-W14) ---- */

/* Rules that cannot all hold beside R1, R4 and the placement `forced`. */
lg_conflict lg_conflict_find(const lg_district *district, const lg_policy *policy, lg_forced forced,
                             const lg_solve_settings *settings);

/* Up to `most` smallest changes that make the plan possible with the placement `forced`, each
 * verified by an audited roster of the changed plan. */
lg_repairs lg_repairs_find(const lg_district *district, const lg_policy *policy, lg_forced forced,
                           int most, const lg_solve_settings *settings);

/* How far each hard quota can go: one row a quota, class and side. */
lg_limits lg_limits_find(const lg_district *district, const lg_policy *policy,
                         const lg_solve_settings *settings);

/* ---- one teacher: why here, why not there, at what price (QUESTIONS W22-W26) ---- */

typedef struct {
  int teacher;
  lg_assignment present; /* in the roster */
  int to;                /* the one school asked about, or LG_MISSING: all */
  int threads;           /* 0: one a processor */
  /* places done, of how many that need a solve; from the calling thread; or NULL */
  void (*progress)(int done, int all, void *user);
  void *user;
} lg_explain_question;

/* Every other place of the teacher: what bars it, or what each goal would lose by it, by full
 * solves with the placement forced, side by side on the processors that there are.
 *   settings  deadline, interrupt and, for the plan itself, the progress; the gap is not used, so
 *             that prices are exact
 *   returns   what time did not reach is LG_PLACE_UNKNOWN, LG_ALWAYS_UNKNOWN or without a repair;
 *             where the plan cannot be met, card->plan says why and there are no places
 *   fault     as lg_solve
 *   cost      a solve a school that is open to the teacher, each from where the plan's ended */
lg_teacher_card *lg_explain(const lg_district *district, const lg_policy *policy,
                            const lg_options *options, const lg_explain_question *question,
                            const lg_solve_settings *settings, char **fault);

/* ---- the last value of a limit (QUESTIONS W20) ---- */

/* The limit that varies. */
typedef struct {
  int quota; /* index in the policy */
  bool is_max;
  lg_bound_kind kind; /* LG_BOUND_HEADS or LG_BOUND_SHARE */
} lg_breakpoint_key;

/* What is known beforehand; heads as p/1. Values that a roster meets and that none meets. */
typedef struct {
  bool has_met, has_unmet;
  lg_share met, unmet;
  bool has_ceiling; /* nothing stricter than it can be met, itself perhaps */
  lg_share ceiling;
} lg_breakpoint_range;

typedef struct {
  bool known; /* the search was not stopped */
  bool has;   /* some value can be met; false of a soft quota */
  lg_share value;
  int64_t of; /* the base of a share's one class, where it does not depend on the roster; else 0 */
} lg_breakpoint;

/* What a roster meets of the limit: the value of its tightest class, within what the plan may
 * write. */
lg_share lg_breakpoint_met(const lg_policy *policy, const lg_breakpoint_key *key,
                           const lg_audit *audit);

/* The last value of a hard quota's limit with which the plan can be met: exact, by rosters and
 * proofs, with feasibility alone at stake. */
lg_breakpoint lg_breakpoint_find(const lg_district *district, const lg_policy *policy,
                                 const lg_options *options, const lg_breakpoint_key *key,
                                 const lg_breakpoint_range *range,
                                 const lg_solve_settings *settings);

/* ---- many plans side by side (QUESTIONS W15-W21) ---- */

typedef struct {
  const lg_district *district;
  const lg_policy *policy; /* its time limit and gap hold */
  int options;             /* rows of one number share who may go where */
  int family;              /* rows of one number differ in limits of hard quotas alone */
} lg_sweep_row;

/* One row's answer, borrowed for the call. */
typedef struct {
  int row;
  const lg_options *options;
  const lg_answer *answer;
  const lg_audit *audit; /* NULL without a roster */
  double seconds;
  const char *fault; /* a roster that fails its audit: the rule; else NULL */
} lg_sweep_result;

/* A breakpoint to be found, with everything else as in a row. */
typedef struct {
  int row;
  lg_breakpoint_key key;
  /* what the rows showed already: a value that can be met, one that cannot */
  lg_breakpoint_range range;
  lg_breakpoint found; /* filled */
} lg_sweep_breakpoint;

typedef struct {
  int threads;  /* 0: a processor each */
  bool explain; /* infeasible rows with their conflict */
  const volatile sig_atomic_t *interrupted;
  const struct lg_tuning *tuning; /* as in lg_solve_settings */
  /* One call at a time, from the thread that solved the row. Rows that the interrupt stopped are
   * not told. */
  void (*finished)(const lg_sweep_result *result, void *user);
  void *user;
} lg_sweep_settings;

/* Solves many plans on the processors that there are: rows that stand together go to one thread,
 * which takes what one solve learned into the next. Each row comes out as lg_solve alone would
 * answer it.
 *   returns  rows finished */
int lg_sweep_run(const lg_sweep_row *rows, int count, const lg_sweep_settings *settings);

/* Fills the breakpoints; those that the interrupt stopped stay unknown. */
void lg_sweep_find_breakpoints(const lg_sweep_row *rows, lg_sweep_breakpoint *breakpoints,
                               int count, const lg_sweep_settings *settings);

/* ---- the model itself (SPEC 1, 7 `export`) ---- */

/* What a name of the written model stands for. */
typedef struct {
  char *name; /* by positions from 1 in the order of ids: "x_17_3", "R8_2_5" */
  bool is_row;
  const char *what;    /* "place", "backbone", ...: English word */
  char *id, *class_id; /* as the elements of rule.h; of a place: teacher, school */
} lg_export_name;

typedef enum {
  LG_EXPORT_DONE,
  LG_EXPORT_INFEASIBLE,
  LG_EXPORT_NO_TIME,
  LG_EXPORT_FAILED
} lg_export_end;

/* Writes goal `goal` (or no objective where the policy has no goals) under all hard rules; the
 * goals before it are solved first and held at their best plus tolerance.
 *   mps    else CPLEX LP
 *   names  lg_export_name are appended: columns, then rows, as they stand in the file; clear
 *          function set */
lg_export_end lg_export(const lg_district *district, const lg_policy *policy,
                        const lg_options *options, const lg_solve_settings *settings, int goal,
                        bool mps, const char *path, GArray *names);

/* ---- proofs for others to check (PROOF P2) ---- */

/* Certificates in the format VIPR 1.0, one a goal of the policy; of a plan that cannot be met one alone,
 * texts[0]. */
typedef struct lg_certificates {
  GString **texts; /* [count] NULL: no certificate of that goal */
  int count;
  GArray *names; /* lg_export_name of all columns and rows that stand in them */
} lg_certificates;

void lg_certificates_clear(lg_certificates *certificates);

/* A certificate that is to be tied to a plan. */
typedef struct {
  const char *text; /* its beginning, up to its derivations at least; NULL: there is none */
  int line;         /* out: 0, or the first line that this plan and roster do not have so */
  char *due;        /* out: that line as it has to be; NULL: it shows another roster; g_free */
} lg_certificate_head;

/* Do certificates speak of this plan and this roster? Their problems and claims are made anew and
 * compared letter by letter. Whether the derivations hold is not looked at: lungang-recheck does that.
 *   best    [goal_count] as answers tell it; NULL: of a plan that cannot be met, heads[0] alone
 *   heads   [goal_count]
 *   names   lg_export_name are appended, as lg_certificates has them; clear function set
 *   cost    O(entries) a goal */
void lg_certificates_tie(const lg_district *district, const lg_policy *policy,
                         const lg_options *options, const lg_roster *roster, const int64_t *best,
                         lg_certificate_head *heads, GArray *names);

/* Threads left behind by a deadline that still run. Then a program must not leave by exit(), which
 * takes the libraries down under them, but by _exit(). */
int lg_worker_left_count(void);

#endif
