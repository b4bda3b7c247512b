/* test_tuning.c - the table of solver/options.h: its entries, the page made from it, and that no
 * option changes an answer: tiny districts solved with each option at both ends of its range. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "random_district.h"
#include "runner.h"
#include "solver/mip/local_search_state.h"
#include "solver/options.h"
#include "solver/solver.h"

/* ---- the table ---- */

static void test_entries(void)
{
  int count, options = 0, groups = 0;
  const lg_tuning_option *entries = lg_tuning_options(&count);
  GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (int k = 0; k < count; k++) {
    const lg_tuning_option *o = &entries[k];
    if (!o->name) {
      groups++;
      LG_TRUE(o->group && *o->group && k + 1 < count && entries[k + 1].name, "a group has options");
      continue;
    }
    options++;
    LG_TRUE(g_hash_table_add(seen, (gpointer)(gsize)o->name), o->name);
    LG_TRUE(o->low <= o->normal && o->normal <= o->high && o->low < o->high, o->name);
    LG_TRUE(strlen(o->help) > 10, o->name);
    LG_TRUE(lg_tuning_get(lg_tuning_defaults(), o) == o->normal, o->name);
    bool whole = o->low == floor(o->low) && o->normal == floor(o->normal);
    LG_TRUE(o->type == LG_TUNING_double || (whole && o->high <= G_MAXINT), o->name);
  }
  g_hash_table_destroy(seen);
  LG_TRUE(options > 100 && groups > 10, "a table");
}

static void test_set_one(void)
{
  int count;
  const lg_tuning_option *entries = lg_tuning_options(&count);
  for (int k = 0; k < count; k++) {
    if (!entries[k].name) continue;
    lg_tuning tuning = *lg_tuning_defaults();
    double value = entries[k].high == entries[k].normal ? entries[k].low : entries[k].high;
    lg_tuning_set(&tuning, &entries[k], value);
    for (int q = 0; q < count; q++)
      if (entries[q].name)
        LG_TRUE(lg_tuning_get(&tuning, &entries[q]) == (q == k ? value : entries[q].normal),
                entries[q].name);
  }
}

/* ---- the page ---- */

/* What is made stands between these lines. */
static const char page_begin[] = "<!-- made from solver/options.h -->\n",
                  page_end[] = "<!-- end -->\n";

static void append_number(GString *page, double value)
{
  if (value == G_MAXINT)
    g_string_append(page, "any");
  else
    g_string_append_printf(page, value == floor(value) && value < 1e9 ? "%.0f" : "%g", value);
}

/* The table as docs/tuning.md has it. */
static char *render(void)
{
  int count;
  const lg_tuning_option *entries = lg_tuning_options(&count);
  GString *page = g_string_new(page_begin);
  for (int k = 0; k < count; k++) {
    const lg_tuning_option *o = &entries[k];
    if (!o->name) {
      g_string_append_printf(
          page, "\n### %s\n\n| option | default | range | what it does |\n|---|---|---|---|\n",
          o->group);
      continue;
    }
    g_string_append_printf(page, "| `%s` | ", o->name);
    append_number(page, o->normal);
    g_string_append(page, " | ");
    append_number(page, o->low);
    g_string_append(page, " to ");
    append_number(page, o->high);
    g_string_append_printf(page, " | %s |\n", o->help);
  }
  g_string_append_c(page, '\n');
  g_string_append(page, page_end);
  return g_string_free(page, FALSE);
}

/* With LG_UPDATE set it writes the page anew. */
static void test_page(void)
{
  const char *path = LG_SOURCE "/docs/tuning.md";
  char *page = NULL, *made = render();
  if (!LG_TRUE(g_file_get_contents(path, &page, NULL, NULL), path)) return;
  char *begin = strstr(page, page_begin), *end = strstr(page, page_end);
  if (LG_TRUE(begin && end && begin < end, "the page has its marks")) {
    end += strlen(page_end);
    char *found = g_strndup(begin, (gsize)(end - begin));
    if (g_getenv("LG_UPDATE")) {
      char *all = g_strdup_printf("%.*s%s%s", (int)(begin - page), page, made, end);
      LG_TRUE(g_file_set_contents(path, all, -1, NULL), path);
      g_free(all);
    } else {
      LG_EQUAL_TEXT(found, made, "docs/tuning.md; LG_UPDATE=1 test_tuning makes it");
    }
    g_free(found);
  }
  g_free(page);
  g_free(made);
}

/* ---- answers ---- */

enum { GOALS = 16, LIMITS = 32, ENOUGH = 20 /* failures to stop at */ };

/* What may not depend on an option, and how much was done for it. */
typedef struct {
  lg_status status;
  int goal_count, limit_count;
  lg_goal_answer goals[GOALS];
  lg_reach together[LIMITS], alone[LIMITS];
  bool minimal, limits_proved, repairs_proved;
  int64_t smallest; /* repair; 0: none */
  bool fault;
  int64_t work;
} outcome;

/* One district, and what its answers have to be. */
typedef struct {
  int seed;
  bool asked; /* its limits or, of an infeasible plan, the explanation too */
  lg_random_case *random;
  lg_options *options;
  outcome expected; /* by the defaults */
  int64_t work;     /* by those of tuning_of */
} subject;

typedef struct {
  const subject *subject;
  const char *option; /* that was set, or NULL */
  double value;
  lg_tuning tuning;
  outcome found;
} job;

/* Calls of linear programs and shifts of local search, in the thread that solves; the linker puts
 * these between. */
static _Thread_local int64_t worked;

bool __real_lg_worker_call(lg_worker **worker, const lg_deadline *deadline,
                           void (*work)(void *state, const lg_deadline *deadline),
                           void (*look)(void *user), void *user);
bool __wrap_lg_worker_call(lg_worker **worker, const lg_deadline *deadline,
                           void (*work)(void *state, const lg_deadline *deadline),
                           void (*look)(void *user), void *user);
bool __wrap_lg_worker_call(lg_worker **worker, const lg_deadline *deadline,
                           void (*work)(void *state, const lg_deadline *deadline),
                           void (*look)(void *user), void *user)
{
  worked += 1000000;
  return __real_lg_worker_call(worker, deadline, work, look, user);
}

void __real_lg_local_search_shift(lg_local_search *s, int seat, int to);
void __wrap_lg_local_search_shift(lg_local_search *s, int seat, int to);
void __wrap_lg_local_search_shift(lg_local_search *s, int seat, int to)
{
  worked++;
  __real_lg_local_search_shift(s, seat, to);
}

static outcome outcome_of(const lg_answer *a)
{
  outcome o = {.status = a->status,
               .goal_count = MIN(a->goal_count, GOALS),
               .limit_count = MIN(a->limits.count, LIMITS),
               .minimal = a->conflict.minimal,
               .limits_proved = a->limits.proved,
               .repairs_proved = a->repairs.proved};
  for (int g = 0; g < o.goal_count; g++) o.goals[g] = a->goals[g];
  for (int k = 0; k < o.limit_count; k++) {
    o.together[k] = a->limits.limits[k].together;
    o.alone[k] = a->limits.limits[k].alone;
  }
  if (a->repairs.count) o.smallest = a->repairs.repairs[0].size;
  return o;
}

static outcome solve(const subject *s, const lg_tuning *tuning)
{
  lg_solve_settings settings = lg_solve_defaults(s->random->policy);
  settings.tuning = tuning;
  settings.limits = s->asked;
  settings.verdict_only = !s->asked;
  char *fault = NULL;
  worked = 0;
  lg_answer *a = lg_solve(s->random->district, s->random->policy, s->options, &settings, &fault);
  outcome found = outcome_of(a);
  found.work = worked;
  found.fault = fault != NULL;
  g_free(fault);
  lg_answer_free(a);
  return found;
}

/* Options with which a tiny program gets to what is meant for large ones, from district to district
 * another part; every eighth has the defaults. */
static lg_tuning tuning_of(int seed)
{
  lg_tuning t = *lg_tuning_defaults();
  if (seed % 8 == 0) return t;
  t.cut_columns = 1;
  t.near_nodes = 0;  /* GLPK alone would be done at once */
  t.width_least = 2; /* subproblems that are not the whole face */
  if (seed % 2) t.interior_columns = t.iis_interior_columns = 0;
  if (seed % 3) t.first_effort = t.face_effort = 0; /* the tree finds the rosters */
  if (seed % 5 < 3) t.sift_columns = t.sift_held_columns = 0;
  if (seed % 7 < 4) t.near_columns = t.early_columns = t.raise_columns = t.dive_large_columns = 0;
  if (seed % 11 < 3) t.cut_large_columns = 0;
  if (seed % 13 < 2) t.own_tree_columns = 0;
  if (seed % 17 < 2) t.tree_probed_rows = 0;
  return t;
}

static subject *subject_new(int seed, bool asked)
{
  subject *s = g_new0(subject, 1);
  *s = (subject){.seed = seed, .asked = asked, .random = lg_random_case_new((guint32)seed)};
  if (seed % 3) lg_random_case_tighten(s->random, (guint32)seed, seed % 3 == 2);
  lg_policy_drop(s->random->policy, s->random->district);
  s->options = lg_options_new(s->random->district, s->random->policy);
  s->expected = solve(s, NULL);
  return s;
}

static void subject_free(gpointer data)
{
  subject *s = data;
  lg_options_free(s->options);
  lg_random_case_free(s->random);
  g_free(s);
}

static bool is_same_reach(const lg_reach *a, const lg_reach *b)
{
  return a->has == b->has && (!a->has || (a->count == b->count && a->of == b->of));
}

static void check_goals(const outcome *found, const outcome *expected, const char *what)
{
  LG_EQUAL_INT(found->fault, false, what);
  LG_EQUAL_TEXT(lg_status_word(found->status), lg_status_word(expected->status), what);
  LG_EQUAL_INT(found->goal_count, expected->goal_count, what);
  for (int g = 0; g < expected->goal_count; g++) {
    LG_EQUAL_INT(found->goals[g].proved, expected->goals[g].proved, what);
    LG_EQUAL_INT(found->goals[g].best, expected->goals[g].best, what);
    LG_EQUAL_INT(found->goals[g].bound, expected->goals[g].bound, what);
  }
}

static void check_asked(const outcome *found, const outcome *expected, const char *what)
{
  LG_EQUAL_INT(found->minimal, expected->minimal, what);
  LG_EQUAL_INT(found->limits_proved, expected->limits_proved, what);
  LG_EQUAL_INT(found->limit_count, expected->limit_count, what);
  for (int k = 0; k < expected->limit_count; k++)
    LG_TRUE(is_same_reach(&found->together[k], &expected->together[k]) &&
                is_same_reach(&found->alone[k], &expected->alone[k]),
            what);
  LG_EQUAL_INT(found->repairs_proved, expected->repairs_proved, what);
  LG_EQUAL_INT(found->smallest, expected->smallest, what);
}

/* Jobs that threads take in turn. */
typedef struct {
  job *jobs;
  gint count, next; /* next: atomic */
} job_list;

static gpointer run_jobs(gpointer data)
{
  job_list *list = data;
  for (gint k; (k = g_atomic_int_add(&list->next, 1)) < list->count;)
    list->jobs[k].found = solve(list->jobs[k].subject, &list->jobs[k].tuning);
  return NULL;
}

/* Every subject with the options of tuning_of, and if `option` is not NULL that one set.
 *   returns  whether the way to some answer was another one than without it */
static bool try_option(const GPtrArray *subjects, const lg_tuning_option *option, double value)
{
  job *jobs = g_new0(job, subjects->len);
  for (guint k = 0; k < subjects->len; k++) {
    subject *s = g_ptr_array_index(subjects, k);
    jobs[k] = (job){.subject = s, .tuning = tuning_of(s->seed), .value = value};
    if (option) {
      jobs[k].option = option->name;
      lg_tuning_set(&jobs[k].tuning, option, value);
    }
  }
  job_list list = {jobs, (gint)subjects->len, 0};
  GThread *other_thread = g_thread_new("tuning", run_jobs, &list);
  run_jobs(&list);
  g_thread_join(other_thread);
  bool other = false;
  for (guint k = 0; k < subjects->len; k++) {
    subject *s = g_ptr_array_index(subjects, k);
    char *what = g_strdup_printf("seed %d%s, %s = %g", s->seed, s->asked ? " asked" : "",
                                 option ? option->name : "no option", value);
    check_goals(&jobs[k].found, &s->expected, what);
    if (s->asked) check_asked(&jobs[k].found, &s->expected, what);
    if (!option) s->work = jobs[k].found.work;
    other |= jobs[k].found.work != s->work;
    g_free(what);
  }
  g_free(jobs);
  return other;
}

/* Tries both ends of the options from `first` to the title of the next group.
 *   changed  those whose ends lead another way are added */
static void try_group(const GPtrArray *subjects, const char *group, int *changed)
{
  int count;
  const lg_tuning_option *entries = lg_tuning_options(&count);
  bool in = group == NULL;
  for (int k = 0; k < count && CU_get_number_of_failures() < ENOUGH; k++) {
    const lg_tuning_option *o = &entries[k];
    if (!o->name) {
      in = !group || strcmp(o->group, group) == 0;
      continue;
    }
    if (!in) continue;
    bool other = o->low < o->normal && try_option(subjects, o, o->low);
    other |= o->high > o->normal && try_option(subjects, o, o->high);
    *changed += other;
    if (!other && g_getenv("LG_VERBOSE")) g_print("%s: the same way\n", o->name);
  }
}

static GPtrArray *subjects_of(const int *seeds, size_t count, bool asked)
{
  GPtrArray *subjects = g_ptr_array_new_with_free_func(subject_free);
  size_t step = g_getenv("LG_SEEDS") ? 5 : 1; /* under the sanitizers all takes much longer */
  for (size_t k = 0; k < count; k += step) g_ptr_array_add(subjects, subject_new(seeds[k], asked));
  return subjects;
}

/* ---- goals, by every option ---- */

/* Fifty, drawn from the first 1,800 for what they reach: relaxations with cuts, dives, the tree. */
static const int seeds[] = {3,    8,    16,   24,   43,   52,   57,   64,   79,   104,
                            193,  228,  229,  240,  265,  313,  339,  409,  415,  427,
                            435,  465,  467,  487,  509,  607,  609,  642,  675,  713,
                            737,  777,  797,  865,  1003, 1146, 1195, 1265, 1301, 1311,
                            1431, 1487, 1531, 1539, 1601, 1641, 1665, 1697, 1761, 1773};
/* A third can be met, the others not. */
static const int asked_seeds[] = {2, 5, 8, 11, 14, 3, 6, 9, 62, 145};

static void test_goals(void)
{
  GPtrArray *subjects = subjects_of(seeds, G_N_ELEMENTS(seeds), false);
  int changed = 0;
  try_option(subjects, NULL, 0);
  try_group(subjects, NULL, &changed);
  g_print("%d options led another way at one of their ends\n", changed);
  LG_TRUE(changed > 80, "the options are of effect here");
  g_ptr_array_unref(subjects);
}

/* ---- limits, conflicts and repairs, by the options of these ---- */

static void test_asked(void)
{
  static const char *const groups[] = {"Local search", "Conflicts (IIS)", "Reach of limits",
                                       "Repairs"};
  GPtrArray *subjects = subjects_of(asked_seeds, G_N_ELEMENTS(asked_seeds), true);
  int changed = 0;
  try_option(subjects, NULL, 0);
  for (size_t k = 0; k < G_N_ELEMENTS(groups); k++) try_group(subjects, groups[k], &changed);
  g_print("%d options led another way at one of their ends\n", changed);
  LG_TRUE(changed >= (int)subjects->len, "the options are of effect here");
  g_ptr_array_unref(subjects);
}

/* ---- many plans, by what is remembered ---- */

enum { VARIANTS = 8 };

static void take_row(const lg_sweep_result *result, void *user)
{
  outcome *rows = user;
  rows[result->row] = outcome_of(result->answer);
  rows[result->row].fault = result->fault != NULL;
}

/* A district with one limit of its first quota at different shares. */
static void check_sweep(int seed)
{
  int count;
  const lg_tuning_option *entries = lg_tuning_options(&count);
  lg_random_case *variants[VARIANTS];
  lg_sweep_row rows[VARIANTS];
  outcome alone[VARIANTS], found[VARIANTS];
  for (int k = 0; k < VARIANTS; k++) {
    variants[k] = lg_random_case_new((guint32)seed);
    lg_policy *policy = variants[k]->policy;
    bool hard = policy->quota_count && !policy->quotas[0].soft;
    if (hard)
      policy->quotas[0].min = (lg_bound){.kind = LG_BOUND_SHARE, .share = {k, 10}, .text = ""};
    rows[k] = (lg_sweep_row){variants[0]->district, policy, 0, hard ? 0 : k};
    lg_options *options = lg_options_new(variants[0]->district, policy);
    lg_solve_settings settings = lg_solve_defaults(policy);
    settings.verdict_only = true;
    lg_answer *a = lg_solve(variants[0]->district, policy, options, &settings, NULL);
    alone[k] = outcome_of(a);
    lg_answer_free(a);
    lg_options_free(options);
  }
  for (int k = 0; k < count; k++) {
    if (!entries[k].name || !g_str_has_prefix(entries[k].name, "warm_")) {
      if (!entries[k].name || strcmp(entries[k].name, "sweep_answers") != 0) continue;
    }
    for (int end = 0; end < 2; end++) {
      lg_tuning tuning = tuning_of(seed);
      lg_tuning_set(&tuning, &entries[k], end ? entries[k].high : entries[k].low);
      memset(found, 0, sizeof found);
      lg_sweep_run(rows, VARIANTS,
                   &(lg_sweep_settings){
                       .threads = 1, .tuning = &tuning, .finished = take_row, .user = found});
      char *what = g_strdup_printf("rows of seed %d, %s", seed, entries[k].name);
      for (int v = 0; v < VARIANTS; v++) check_goals(&found[v], &alone[v], what);
      g_free(what);
    }
  }
  for (int k = 0; k < VARIANTS; k++) lg_random_case_free(variants[k]);
}

static void test_sweep(void)
{
  for (int seed = 1; seed <= (g_getenv("LG_SEEDS") ? 10 : 50); seed++) check_sweep(seed);
}

int main(void)
{
  static const lg_case cases[] = {{"entries of the table", test_entries},
                                  {"one option set", test_set_one},
                                  {"docs/tuning.md", test_page},
                                  {"goals at both ends of every option", test_goals},
                                  {"limits, conflicts, repairs at both ends", test_asked},
                                  {"many plans at both ends", test_sweep},
                                  {NULL, NULL}};
  return lg_run("tuning", cases);
}
