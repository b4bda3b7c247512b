/* test_local_search.c - the first plan by local search: never one that the audit refutes, nearly always
 * one where there is one. */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "brute.h"
#include "io/read.h"
#include "model/audit/audit.h"
#include "random_district.h"
#include "runner.h"
#include "solver/mip/local_search.h"

enum { SEEDS = 3000, EFFORT = 20000 };

typedef struct {
  int exist, found; /* districts with a plan, and those where it was found */
  int best[LG_BRUTE_GOALS], goals[LG_BRUTE_GOALS]; /* goals at their optimum, and goals */
} tally;

static lg_deadline deadline;
static char what[160];
static char *scratch; /* a folder for this run */

static const char *name_of(int seed, const char *thing)
{
  g_snprintf(what, sizeof what, "seed %d: %s", seed, thing);
  return what;
}

static lg_local_search_settings settings_of(const lg_formulation *f)
{
  lg_local_search_settings settings = lg_local_search_defaults(f, lg_tuning_defaults());
  settings.effort = settings.improvement = EFFORT;
  return settings;
}

/* What the search says of its roster is what the audit says. */
static lg_audit *check_plan(const lg_formulation *f, const lg_roster *roster, bool feasible,
                            const char *name)
{
  if (!roster) {
    LG_TRUE(!feasible, name);
    return NULL;
  }
  lg_audit *audit = lg_audit_new(f->district, f->policy, roster);
  LG_EQUAL_INT(feasible, audit->breach_count == 0, name);
  return audit;
}

/* How many goals, from the first on, are as good as they can be. */
static void count_goals(tally *all, const lg_audit *audit, const lg_policy *policy,
                        const lg_brute_result *base)
{
  for (int g = 0; g < policy->goal_count; g++) {
    all->goals[g]++;
    if (audit->goals[g] != base->best[g]) return;
    all->best[g]++;
  }
}

static void check_same(const lg_roster *roster, const int64_t *schools, const char *name)
{
  for (int i = 0; roster && i < roster->teacher_count; i++)
    LG_EQUAL_INT(roster->assignments[i].school, schools[i], name);
}

/* A face that holds one plan alone: it is found from a start of zeros. With that plan as start and
 * nothing to improve it is the answer. */
static void check_face(const lg_formulation *f, const int64_t *schools, int seed)
{
  size_t n = (size_t)f->program->column_count + 1;
  double *lower = g_new0(double, n), *upper = g_new0(double, n), *start = g_new0(double, n);
  for (int j = 0; j < f->program->column_count; j++) {
    const lg_column *column = &f->program->columns[j];
    bool place = column->kind == LG_COL_ASSIGNMENT,
         there = place && lg_formulation_assignment(f, column).school == schools[column->a];
    lower[j] = place ? there && seed % 2 : column->lower;
    upper[j] = place ? there : column->upper;
  }
  lg_local_search_settings settings = settings_of(f);
  settings.start = start;
  settings.lower = lower;
  settings.upper = upper;
  bool feasible;
  lg_roster *roster = lg_local_search_run(f, &deadline, &settings, &feasible);
  LG_TRUE(feasible, name_of(seed, "the only plan of a face"));
  check_same(roster, schools, name_of(seed, "a place in the face"));
  lg_roster_free(roster);
  settings = settings_of(f);
  settings.start = upper;
  settings.improvement = 0;
  roster = lg_local_search_run(f, &deadline, &settings, &feasible);
  LG_TRUE(feasible, name_of(seed, "a start that is a plan"));
  check_same(roster, schools, name_of(seed, "a place of the start"));
  lg_roster_free(roster);
  g_free(lower);
  g_free(upper);
  g_free(start);
}

/* An interruption ends the search, and nothing is claimed. */
static void check_stop(const lg_formulation *f, int seed)
{
  static const volatile sig_atomic_t now = 1;
  lg_deadline stopped = {.interrupted = &now};
  lg_local_search_settings settings = settings_of(f);
  bool feasible;
  lg_roster *roster = lg_local_search_run(f, &stopped, &settings, &feasible);
  lg_audit_free(check_plan(f, roster, feasible, name_of(seed, "audit after an interruption")));
  lg_roster_free(roster);
}

/* The same plan a second time. */
static void check_again(const lg_formulation *f, const lg_roster *roster, int seed)
{
  lg_local_search_settings settings = settings_of(f);
  bool feasible;
  lg_roster *again = lg_local_search_run(f, &deadline, &settings, &feasible);
  LG_EQUAL_INT(again != NULL, roster != NULL, name_of(seed, "a second time"));
  if (again && roster) LG_TRUE(lg_roster_same(again, roster), name_of(seed, "the same plan twice"));
  lg_roster_free(again);
}

static void try_seed(int seed, tally *all)
{
  lg_random_case *random = lg_random_case_new((guint32)seed);
  if (seed % 3) lg_random_case_tighten(random, (guint32)seed, seed % 3 == 2);
  lg_brute *brute = lg_brute_new(random->district, random->policy);
  lg_brute_result base;
  lg_brute_enumerate(brute);
  lg_brute_best(brute, &(lg_brute_drop){.goal = -1}, &base);
  lg_options *options = lg_options_new(random->district, random->policy);
  lg_formulation *f = lg_formulation_new(random->district, random->policy, options);
  lg_local_search_settings settings = settings_of(f);
  bool feasible;
  lg_roster *roster = lg_local_search_run(f, &deadline, &settings, &feasible);
  lg_audit *audit = check_plan(f, roster, feasible, name_of(seed, "audit"));
  LG_TRUE(base.feasible || !feasible, name_of(seed, "a plan where there is none"));
  all->exist += base.feasible;
  all->found += feasible;
  if (feasible) count_goals(all, audit, random->policy, &base);
  if (base.feasible) check_face(f, base.first, seed);
  if (seed % 10 == 0) check_again(f, roster, seed);
  if (seed % 10 == 1) check_stop(f, seed);
  lg_audit_free(audit);
  lg_roster_free(roster);
  lg_formulation_free(f);
  lg_options_free(options);
  lg_brute_free(brute);
  lg_random_case_free(random);
}

static void test_seeds(void)
{
  tally all = {0};
  for (int seed = 1; seed <= SEEDS; seed++) try_seed(seed, &all);
  printf("\n    plans found: %d of %d; goals at their best:", all.found, all.exist);
  for (int g = 0; g < LG_BRUTE_GOALS && all.goals[g]; g++)
    printf(" %d of %d", all.best[g], all.goals[g]);
  printf("\n");
  LG_TRUE(all.exist > SEEDS / 4, "districts with a plan");
  LG_TRUE(all.found * 100 >= all.exist * 95, "plans found");
  LG_TRUE(all.best[0] * 100 >= all.goals[0] * 80, "first goals at their best");
}

/* Every variant of the generator, small. */
static void try_variant(const char *name)
{
  char *folder = g_build_filename(scratch, name, NULL), *status = NULL, *out = NULL;
  char *line = g_strdup_printf("'%s' --seed 3 --teachers 300 --schools 8 --plan %s -o '%s'",
                               LG_GENERATE, name, folder);
  LG_TRUE(g_spawn_command_line_sync(line, &out, &status, NULL, NULL), name);
  char *path = g_build_filename(folder, "plan.json", NULL);
  lg_input *input = lg_input_read(path);
  if (LG_TRUE(input->district != NULL, name)) {
    lg_options *options = lg_options_new(input->district, input->policy);
    lg_formulation *f = lg_formulation_new(input->district, input->policy, options);
    lg_local_search_settings settings = settings_of(f);
    bool feasible;
    lg_roster *roster = lg_local_search_run(f, &deadline, &settings, &feasible);
    lg_audit_free(check_plan(f, roster, feasible, name));
    LG_EQUAL_INT(feasible, strcmp(name, "impossible") != 0, name);
    lg_roster_free(roster);
    lg_formulation_free(f);
    lg_options_free(options);
  }
  lg_input_free(input);
  g_free(path);
  g_free(line);
  g_free(out);
  g_free(status);
  g_free(folder);
}

static void test_variants(void)
{
  static const char *const names[] = {"default",    "hard",  "staffing", "tenure",    "moves",
                                      "tolerances", "teams", "density",  "pairs",     "wide",
                                      "statutory",  "few",   "subjects", "impossible"};
  for (size_t k = 0; k < G_N_ELEMENTS(names); k++) try_variant(names[k]);
}

int main(void)
{
  static const lg_case cases[] = {{"tiny districts against brute force", test_seeds},
                                  {"every variant of the plan", test_variants},
                                  {NULL, NULL}};
  scratch = g_dir_make_tmp("lungang-first-XXXXXX", NULL);
  if (scratch == NULL) return 1;
  int status = lg_run("first", cases);
  char *line = g_strdup_printf("rm -r '%s'", scratch);
  if (!g_spawn_command_line_sync(line, NULL, NULL, NULL, NULL)) status = 1;
  g_free(line);
  g_free(scratch);
  return status;
}
