/* test_relations.c - the whole program on files: what must stay equal, what must double, and brute
 * force's answers. */
#include <cjson/cJSON.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "brute.h"
#include "case_files.h"
#include "runner.h"

enum { EXIT_SOLVED = 0, EXIT_NO_ROSTER = 4 };

static const char *const rosters[] = {"roster.csv", "placements.csv", "schools.csv", "roster.xlsx"};

static char *in_folder(const char *folder, const char *name)
{
  return g_build_filename(folder, name, NULL);
}

/* Removes a folder of files and folders. */
static void remove_folder(const char *folder)
{
  GDir *dir = g_dir_open(folder, 0, NULL);
  const char *name;
  while (dir && (name = g_dir_read_name(dir)) != NULL) {
    char *path = in_folder(folder, name);
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
      remove_folder(path);
    else
      g_remove(path);
    g_free(path);
  }
  if (dir) g_dir_close(dir);
  g_rmdir(folder);
}

/* Writes the case into a new folder and solves it into its folder `out`; -> the exit status. The
 * caller frees and removes *folder. */
static int solve_files(const lg_random_case *random, guint32 shuffle, const char *what,
                       char **folder)
{
  *folder = g_dir_make_tmp("lungang-XXXXXX", NULL);
  lg_case_write(random, *folder, shuffle);
  char *plan = in_folder(*folder, "plan.json"), *out = in_folder(*folder, "out"), *errors = NULL;
  const char *const argv[] = {LG_PROGRAM, "solve",  plan, "-o", out,
                              "--quiet",  "--lang", "en", NULL};
  int status = -1;
  GError *error = NULL;
  bool ran = g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                          &errors, &status, &error);
  LG_TRUE(ran, what);
  if (ran && !g_spawn_check_wait_status(status, NULL))
    status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  if (status != EXIT_SOLVED && status != EXIT_NO_ROSTER) printf("\n    %s: %s", what, errors);
  g_clear_error(&error);
  g_free(errors);
  g_free(plan);
  g_free(out);
  return status;
}

static char *read_out(const char *folder, const char *name, gsize *size)
{
  char *path = g_build_filename(folder, "out", name, NULL), *text = NULL;
  *size = 0;
  LG_TRUE(g_file_get_contents(path, &text, size, NULL), path);
  g_free(path);
  return text;
}

static void check_same_file(const char *a, const char *b, const char *name, const char *what)
{
  gsize a_size, b_size;
  char *one = read_out(a, name, &a_size), *other = read_out(b, name, &b_size);
  char text[100];
  g_snprintf(text, sizeof text, "%s: %s is the same", what, name);
  LG_TRUE(one && other && a_size == b_size && memcmp(one, other, a_size) == 0, text);
  g_free(one);
  g_free(other);
}

static cJSON *summary_of(const char *folder)
{
  gsize size;
  char *text = read_out(folder, "summary.json", &size);
  cJSON *summary = text ? cJSON_Parse(text) : NULL;
  g_free(text);
  return summary;
}

/* `key` of the goal number `at` of a summary. */
static int64_t goal_figure(const cJSON *summary, int at, const char *key)
{
  const cJSON *goal = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(summary, "goals"), at);
  return (int64_t)cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(goal, key));
}

static void drop_folder(char *folder)
{
  remove_folder(folder);
  g_free(folder);
}

/* Files in, files out: the same answers as brute force on the case that the files tell. */
static void check_answers(const lg_random_case *random, int status, const char *folder,
                          const char *what)
{
  lg_brute *b = lg_brute_new(random->district, random->policy);
  lg_brute_result best;
  lg_brute_enumerate(b);
  lg_brute_best(b, &(lg_brute_drop){.goal = -1}, &best);
  LG_EQUAL_INT(status, best.feasible ? EXIT_SOLVED : EXIT_NO_ROSTER, what);
  cJSON *summary = summary_of(folder);
  const char *word = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(summary, "status"));
  LG_EQUAL_TEXT(word, best.feasible ? "optimal" : "infeasible", what);
  for (int g = 0; best.feasible && g < random->policy->goal_count; g++)
    LG_EQUAL_INT(goal_figure(summary, g, "best"), best.best[g], what);
  cJSON_Delete(summary);
  lg_brute_free(b);
}

struct names {
  const lg_district *district;
  const lg_policy *policy;
};

/* The order of QUESTIONS W2: max before min. */
static int by_names(const void *x, const void *y, void *user)
{
  const struct names *n = user;
  const lg_relax *a = x, *b = y;
  int order = lg_element_order(n->district, n->policy, a->element, b->element);
  return order ? order : strcmp(lg_side_word(a->side), lg_side_word(b->side));
}

/* The summary repeats every change of `relax`, with limits that lie its heads apart. */
static void check_relaxed(const lg_district *d, const lg_policy *p, const char *folder,
                          const char *what)
{
  cJSON *summary = summary_of(folder);
  const cJSON *relaxed = cJSON_GetObjectItemCaseSensitive(summary, "relaxed");
  LG_EQUAL_INT(relaxed ? cJSON_GetArraySize(relaxed) : 0, p->relax_count, what);
  lg_relax *in_order = g_memdup2(p->relax, (size_t)p->relax_count * sizeof *p->relax);
  const struct names names = {d, p};
  if (p->relax_count)
    g_qsort_with_data(in_order, p->relax_count, sizeof *in_order, by_names, (gpointer)&names);
  for (int k = 0; relaxed && k < p->relax_count; k++) {
    const cJSON *row = cJSON_GetArrayItem(relaxed, k);
    const cJSON *from = cJSON_GetObjectItemCaseSensitive(row, "from");
    const cJSON *to = cJSON_GetObjectItemCaseSensitive(row, "to");
    const lg_relax *relax = &in_order[k];
    g_autofree char *class_id = lg_element_class(d, p, relax->element);
    const char *const keys[] = {"rule", "id", "class", "side"};
    const char *const right[] = {lg_rule_word(relax->element.rule),
                                 lg_element_id(d, p, relax->element), class_id,
                                 lg_side_word(relax->side)};
    for (size_t n = 0; n < G_N_ELEMENTS(keys); n++)
      LG_EQUAL_TEXT(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(row, keys[n])), right[n],
                    what);
    if (!cJSON_IsNumber(from)) continue;
    int apart = (int)(cJSON_GetNumberValue(to) - cJSON_GetNumberValue(from));
    LG_EQUAL_INT(apart, relax->side == LG_SIDE_MIN ? -relax->heads : relax->heads, what);
  }
  g_free(in_order);
  cJSON_Delete(summary);
}

static void test_files(void)
{
  const char *many = g_getenv("LG_SEEDS");
  int count = many ? CLAMP(atoi(many), 40, 1000) : 40;
  for (int seed = 1; seed <= count; seed++) {
    lg_random_case *random = lg_random_case_new((guint32)seed);
    if (seed % 3) lg_random_case_tighten(random, (guint32)seed, seed % 3 == 2);
    if (seed % 2) lg_random_case_relax(random, (guint32)seed);
    random->policy->max_changes = LG_MISSING; /* an option of replan, not of the plan */
    char what[40], *folder, *shuffled;
    g_snprintf(what, sizeof what, "seed %d", seed);
    int status = solve_files(random, 0, what, &folder);
    check_relaxed(random->district, random->policy, folder, what);
    lg_random_case dropped = *random; /* written, the locks and pairs stand with what drops them */
    lg_district district = *random->district;
    district.locks = g_memdup2(district.locks, sizeof(lg_lock) * (size_t)district.lock_count);
    district.pairs = g_memdup2(district.pairs, sizeof(lg_pair) * (size_t)district.pair_count);
    dropped.district = &district;
    lg_policy_drop(random->policy, &district);
    check_answers(&dropped, status, folder, what);
    g_free(district.locks);
    g_free(district.pairs);
    int again = solve_files(random, (guint32)seed, what, &shuffled);
    LG_EQUAL_INT(again, status, what);
    for (size_t k = 0; k < G_N_ELEMENTS(rosters) && status == EXIT_SOLVED && again == status; k++)
      check_same_file(folder, shuffled, rosters[k], what);
    if (status == EXIT_NO_ROSTER) check_same_file(folder, shuffled, "explanation.json", what);
    drop_folder(folder);
    drop_folder(shuffled);
    lg_random_case_free(random);
  }
}

/* The next case from *seed on that has a roster and the goal, with the lottery last so that one
 * roster is best. */
static lg_random_case *next_case(int *seed, lg_goal_kind kind, int *at)
{
  for (;; (*seed)++) {
    lg_random_case *random = lg_random_case_new((guint32)*seed);
    const lg_policy *p = random->policy;
    lg_brute *b = lg_brute_new(random->district, p);
    lg_brute_result best;
    lg_brute_enumerate(b);
    lg_brute_best(b, &(lg_brute_drop){.goal = -1}, &best);
    *at = -1;
    for (int g = 0; g < p->goal_count; g++)
      if (p->goals[g].kind == kind) *at = g;
    bool good = best.feasible && best.count == 1 && *at >= 0 &&
                p->goals[p->goal_count - 1].kind == LG_GOAL_LOTTERY;
    if (good && kind == LG_GOAL_WISHES) good = best.best[*at] > 0;
    lg_brute_free(b);
    if (good) return random;
    lg_random_case_free(random);
  }
}

static void add_eligible(lg_policy *p, lg_filter *filter)
{
  static const int yes[] = {1};
  for (int k = 0; k < filter->count; k++)
    if (filter->conditions[k].key == LG_KEY_ELIGIBLE) return;
  lg_condition *conditions = lg_policy_array(p, (size_t)filter->count + 1, sizeof *conditions);
  if (filter->count)
    memcpy(conditions, filter->conditions, (size_t)filter->count * sizeof *conditions);
  conditions[filter->count++] =
      (lg_condition){.key = LG_KEY_ELIGIBLE, .codes = yes, .code_count = 1};
  filter->conditions = conditions;
}

/* One who stays anyway, in nobody's figures: quotas count the eligible, the new cell has no demand,
 * posts are free. */
static void make_room(lg_random_case *random, int school, lg_stage stage, int subject)
{
  lg_district *d = random->district;
  lg_policy *p = random->policy;
  for (int q = 0; q < p->quota_count; q++) {
    add_eligible(p, &p->quotas[q].count);
    add_eligible(p, &p->quotas[q].of);
  }
  d->schools[school].max_staff = LG_MISSING;
  int kept = 0;
  for (int k = 0; k < d->demand_count; k++) {
    const lg_demand *row = &d->demands[k];
    if (row->school != school || row->stage != stage || row->subject != subject)
      d->demands[kept++] = *row;
  }
  d->demand_count = kept;
}

static void test_exempt_teacher(void)
{
  for (int seed = 1000, done = 0; done < 8; seed++, done++) {
    int at;
    lg_random_case *random = next_case(&seed, LG_GOAL_LOTTERY, &at);
    lg_district *d = random->district;
    lg_teacher extra = d->teachers[d->teacher_count - 1];
    make_room(random, extra.school, extra.stage, extra.subject);
    char what[40], *before, *after;
    g_snprintf(what, sizeof what, "seed %d", seed);
    int status = solve_files(random, 0, what, &before);
    extra.id = extra.name = "t99";
    extra.exempt = "病假";
    extra.rank = "";
    extra.ranks = NULL;
    extra.rank_count = 0;
    extra.backbone = false;
    d->teachers = g_renew(lg_teacher, d->teachers, (gsize)d->teacher_count + 1);
    d->teachers[d->teacher_count] = extra;
    if (d->baseline) {
      d->baseline = g_renew(lg_assignment, d->baseline, (gsize)d->teacher_count + 1);
      d->baseline[d->teacher_count] = lg_assignment_at(extra.school);
    }
    d->teacher_count++;
    LG_EQUAL_INT(solve_files(random, 0, what, &after), status, what);
    if (status == EXIT_SOLVED) check_same_file(before, after, "roster.csv", what);
    drop_folder(before);
    drop_folder(after);
    lg_random_case_free(random);
  }
}

static void test_doubled_points(void)
{
  for (int seed = 2000, done = 0; done < 8; seed++, done++) {
    int at, points[8];
    lg_random_case *random = next_case(&seed, LG_GOAL_WISHES, &at);
    lg_goal *goal = &random->policy->goals[at];
    char what[40], *once, *twice;
    g_snprintf(what, sizeof what, "seed %d", seed);
    LG_EQUAL_INT(solve_files(random, 0, what, &once), EXIT_SOLVED, what);
    for (int k = 0; k < goal->point_count; k++) points[k] = 2 * goal->points[k];
    goal->points = points;
    LG_EQUAL_INT(solve_files(random, 0, what, &twice), EXIT_SOLVED, what);
    cJSON *a = summary_of(once), *b = summary_of(twice);
    LG_TRUE(goal_figure(a, at, "best") > 0, what);
    LG_EQUAL_INT(goal_figure(b, at, "best"), 2 * goal_figure(a, at, "best"), what);
    cJSON_Delete(a);
    cJSON_Delete(b);
    drop_folder(once);
    drop_folder(twice);
    lg_random_case_free(random);
  }
}

int main(void)
{
  static const lg_case cases[] = {{"brute force's answers, shuffled rows", test_files},
                                  {"an exempt teacher more", test_exempt_teacher},
                                  {"doubled points", test_doubled_points},
                                  {NULL, NULL}};
  return lg_run("relations", cases);
}
