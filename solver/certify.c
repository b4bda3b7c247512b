/* certify.c - proofs as certificates: names, the rosters as solutions of the program, and the files' texts
 * (certify.h). */
#include "certify.h"

#include <math.h>
#include <string.h>

#include "export.h"
#include "solver/proof/certificate.h"

/* Is this a solution of the program, within its bounds, with the goals before `goal` at their limits and
 * the goal itself at `value`? In whole numbers. */
static bool is_solution(const lg_whole *w, const int64_t *x, int goal, int64_t value)
{
  bool good = lg_whole_holds(w, x);
  for (int k = 0; k <= goal; k++) {
    lg_i128 cost = w->goals[k].constant;
    for (int j = 0; j < w->program->column_count; j++) cost += (lg_i128)w->goals[k].cost[j] * x[j];
    good &= k < goal ? cost <= w->goals[k].limit : cost == value;
  }
  return good;
}

/* The roster as a solution of the program: places from the roster; the columns that count, and those
 * that goals ask for, as cheap as they can be.
 *   returns  [column_count], rounded; NULL where the solver finds none; g_free */
static int64_t *solution_of(const lg_formulation *f, const lg_whole *w, const lg_roster *roster,
                            const lg_deadline *deadline)
{
  const lg_program *p = f->program;
  size_t n = (size_t)p->column_count + 1;
  double *lower = lg_formulation_values(f, roster), *upper = g_new(double, n),
         *cost = g_new0(double, n), *value = g_new0(double, n), bound;
  for (int j = 0; j < p->column_count; j++) {
    upper[j] = lower[j];
    if (p->columns[j].kind == LG_COL_ASSIGNMENT) continue;
    lower[j] = w->lower[j] == LG_NO_LOWER ? -LG_INFINITE : (double)w->lower[j];
    upper[j] = w->upper[j] == LG_NO_UPPER ? LG_INFINITE : (double)w->upper[j];
    for (int k = 0; k < w->goal_count; k++) cost[j] += (double)w->goals[k].cost[j];
  }
  lg_lp_status status = lg_mip_solve(deadline, p, lower, upper, cost, NULL, 0, G_MAXINT, G_MAXINT,
                                     LG_INFINITE, NULL, NULL, value, &bound);
  int64_t *x = NULL;
  if (status == LG_LP_OPTIMAL || status == LG_LP_FEASIBLE) {
    x = g_new0(int64_t, n);
    for (int j = 0; j < p->column_count; j++) x[j] = (int64_t)floor(value[j] + 0.5);
  }
  g_free(lower);
  g_free(upper);
  g_free(cost);
  g_free(value);
  return x;
}

/* The names that a goal's file uses, of all that there are. */
static void pick_names(const GArray *names, int columns, int rows, int goal,
                       const char **of_columns, const char **of_rows)
{
  for (int j = 0; j <= columns; j++) of_columns[j] = g_array_index(names, lg_export_name, j).name;
  for (int i = 0; i < rows + goal; i++)
    of_rows[i] = g_array_index(names, lg_export_name, columns + 1 + i).name;
  of_rows[rows + goal] = g_array_index(names, lg_export_name, names->len - 1).name;
}

static void certify_goal(const lg_formulation *f, const lg_lexicographic_result *result, int goal,
                         const int64_t *roster, const lg_deadline *deadline,
                         lg_certificates *certificates)
{
  const lg_proof *proof = result->proof;
  int columns = f->program->column_count, rows = f->program->row_count, held = MAX(goal, 0);
  const lg_goal_proof *g = &proof->goals[held];
  if (!g->proved) return;
  lg_certificate_solution shown[2] = {{"roster", roster}, {"best", NULL}};
  int count = 0;
  int64_t *best = NULL;
  if (goal >= 0) {
    bool good = roster && is_solution(proof->whole, roster, goal, g->value);
    if (!good && result->shown[goal]) {
      best = solution_of(f, proof->whole, result->shown[goal], deadline);
      good = best && is_solution(proof->whole, best, goal, g->value);
      shown[1].value = best;
    }
    count = !good ? 0 : best ? 2 : 1;
  }
  if (goal < 0 || count > 0) {
    const char **of_columns = g_new(const char *, columns + 2),
               **of_rows = g_new(const char *, rows + held + 2);
    pick_names(certificates->names, columns, rows, held, of_columns, of_rows);
    lg_certificate certificate = {proof, held, of_columns, of_rows, shown, count};
    certificates->texts[held] = lg_certificate_write(&certificate);
    g_free(of_columns);
    g_free(of_rows);
  }
  g_free(best);
}

void lg_certify(const lg_formulation *f, const lg_lexicographic_result *result,
                const lg_deadline *deadline, lg_certificates *certificates)
{
  const lg_proof *proof = result->proof;
  int goals = proof ? proof->goal_count : 0;
  certificates->count = MAX(f->policy->goal_count, 1);
  certificates->texts = g_new0(GString *, certificates->count + 1);
  certificates->names = g_array_new(FALSE, TRUE, sizeof(lg_export_name));
  lg_export_names(f, f->policy->goal_count, certificates->names);
  if (!proof) return;
  if (result->end == LG_LEXICOGRAPHIC_INFEASIBLE) {
    certify_goal(f, result, -1, NULL, deadline, certificates);
    return;
  }
  int64_t *roster = solution_of(f, proof->whole, result->roster, deadline);
  for (int k = 0; k < goals; k++) certify_goal(f, result, k, roster, deadline, certificates);
  g_free(roster);
}

/* ---- tying certificates to a plan ---- */

/* The first line in which a text does not begin as it has to: 0: none; *due: that line. */
static int first_difference(const char *text, const GString *statement, char **due)
{
  size_t at = 0;
  while (at < statement->len && text[at] == statement->str[at]) at++;
  if (at == statement->len) return 0;
  int line = 1;
  size_t start = 0;
  for (size_t k = 0; k < at; k++) {
    if (statement->str[k] != '\n') continue;
    line++;
    start = k + 1;
  }
  *due = g_strndup(statement->str + start, strcspn(statement->str + start, "\n"));
  return line;
}

/* Does the solution "roster", behind the statement, place everybody as the roster does? */
static bool shows_roster(const lg_formulation *f, const char *text, const double *places)
{
  const lg_program *p = f->program;
  const char *name = "roster ", *line = strchr(text, '\n'); /* behind "SOL count" */
  if (!line || !g_str_has_prefix(line + 1, name)) return false;
  char *at = (char *)line + 1 + strlen(name);
  int64_t *value = g_new0(int64_t, p->column_count + 1);
  bool good = true;
  for (int64_t left = g_ascii_strtoll(at, &at, 10); left > 0 && good; left--) {
    int64_t column = g_ascii_strtoll(at, &at, 10);
    good = column >= 0 && column <= p->column_count && *at == ' ';
    if (good) value[column] = g_ascii_strtoll(at, &at, 10);
  }
  for (int j = 0; j < p->column_count && good; j++)
    if (p->columns[j].kind == LG_COL_ASSIGNMENT) good = value[j] == (int64_t)places[j];
  g_free(value);
  return good;
}

/* The problem of a goal and what is claimed of it, as a proof that has yet to be found. */
static lg_proof *claim_new(const lg_formulation *f, const int64_t *best)
{
  lg_whole *whole = lg_whole_new(f->program, best ? f->policy->goal_count : 0);
  if (!whole) return NULL;
  lg_proof *proof = lg_proof_new(whole);
  for (int k = 0; k < whole->goal_count; k++) {
    const lg_goal *goal = &f->policy->goals[k];
    int64_t value = lg_goal_is_max(goal->kind) ? -best[k] : best[k];
    whole->goals[k].constant = lg_formulation_goal(f, k, NULL, whole->goals[k].cost);
    whole->goals[k].limit = value + lg_goal_tolerance(goal, value);
    proof->goals[k].value = value;
  }
  return proof;
}

static void tie_head(const lg_formulation *f, const lg_proof *claim, int goal, const double *places,
                     const GArray *names, lg_certificate_head *head)
{
  int columns = f->program->column_count, rows = f->program->row_count;
  const char **of_columns = g_new(const char *, columns + 2),
             **of_rows = g_new(const char *, rows + goal + 2);
  pick_names(names, columns, rows, goal, of_columns, of_rows);
  lg_certificate certificate = {claim, goal, of_columns, of_rows, NULL, 0};
  GString *statement = lg_certificate_statement(&certificate);
  head->line = first_difference(head->text, statement, &head->due);
  if (head->line == 0 && places && !shows_roster(f, head->text + statement->len, places)) {
    head->line = 2; /* its own line, behind the statement's and "SOL count" */
    for (size_t k = 0; k < statement->len; k++) head->line += statement->str[k] == '\n';
  }
  g_string_free(statement, TRUE);
  g_free(of_columns);
  g_free(of_rows);
}

void lg_certificates_tie(const lg_district *district, const lg_policy *policy,
                         const lg_options *options, const lg_roster *roster, const int64_t *best,
                         lg_certificate_head *heads, GArray *names)
{
  lg_formulation *f = lg_formulation_new(district, policy, options);
  lg_export_names(f, policy->goal_count, names);
  lg_proof *claim = claim_new(f, best);
  double *places = roster ? lg_formulation_values(f, roster) : NULL;
  for (int k = 0; k < (best ? policy->goal_count : 1); k++) {
    if (!heads[k].text) continue;
    if (claim) {
      tie_head(f, claim, k, places, names, &heads[k]);
    } else { /* a program that is not one of whole numbers has no certificate */
      heads[k].line = 1;
      heads[k].due = g_strdup("");
    }
  }
  g_free(places);
  lg_proof_free(claim);
  lg_formulation_free(f);
}

/* ---- clearing ---- */

void lg_certificates_clear(lg_certificates *certificates)
{
  for (int k = 0; k < certificates->count; k++)
    if (certificates->texts[k]) g_string_free(certificates->texts[k], TRUE);
  g_free(certificates->texts);
  if (certificates->names) g_array_unref(certificates->names);
  *certificates = (lg_certificates){0};
}
