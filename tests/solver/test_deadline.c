/* Work aside: done, obeying the end, or left behind; and the solvers that are run so. */
#include "solver/deadline.h"
#include "solver/solver.h"

#include <string.h>

#include "runner.h"
#include "solver/lp/interior_point.h"
#include "solver/lp/lp.h"

/* A call that should return "at once" may take this long on a busy machine. */
static const double at_once_s = 0.5;

/* ---- the thread ---- */

typedef struct {
  gint *closed; /* atomic; the test's */
  gint *release;
  bool obeys;
  int runs;
  GThread *ran_in;
} job;

static job *job_new(gint *closed, gint *release, bool obeys)
{
  job *j = g_new0(job, 1);
  *j = (job){.closed = closed, .release = release, .obeys = obeys};
  return j;
}

static void job_close(void *state)
{
  job *j = state;
  g_atomic_int_inc(j->closed);
  g_free(j);
}

static void short_work(void *state, const lg_deadline *deadline)
{
  job *j = state;
  (void)deadline;
  j->runs++;
  j->ran_in = g_thread_self();
}

/* Ends when it is released, or, where it obeys, when it sees that it should. */
static void long_work(void *state, const lg_deadline *deadline)
{
  job *j = state;
  while (!g_atomic_int_get(j->release) && !(j->obeys && lg_deadline_is_over(deadline)))
    g_usleep(1000);
}

static volatile sig_atomic_t interrupted;

static void interrupt_at_third_look(void *user)
{
  int *looks = user;
  if (++*looks == 3) interrupted = 1;
}

static void wait_for(gint *value, gint wanted)
{
  for (int k = 0; k < 5000 && g_atomic_int_get(value) != wanted; k++) g_usleep(1000);
}

static void wait_for_the_left(void)
{
  for (int k = 0; k < 30000 && lg_worker_left_count(); k++) g_usleep(1000);
  LG_EQUAL_INT(lg_worker_left_count(), 0, "who was left behind has ended");
}

static void test_done(void)
{
  gint closed = 0;
  lg_deadline deadline = {0};
  job *j = job_new(&closed, NULL, true);
  lg_worker *worker = lg_worker_new(j, job_close);
  for (int k = 1; k <= 3; k++) {
    LG_TRUE(lg_worker_call(&worker, &deadline, short_work, NULL, NULL), "done");
    LG_EQUAL_INT(j->runs, k, "once a call");
    LG_TRUE(j->ran_in != g_thread_self(), "in a thread of its own");
  }
  LG_EQUAL_INT(closed, 0, "what it left can be read");
  lg_worker_free(worker);
  LG_EQUAL_INT(closed, 1, "closed");
  lg_worker_free(NULL);
}

static void test_over_before(void)
{
  gint closed = 0;
  lg_deadline deadline = {.deadline_s = lg_now_s() - 1};
  job *j = job_new(&closed, NULL, true);
  lg_worker *worker = lg_worker_new(j, job_close);
  LG_TRUE(!lg_worker_call(&worker, &deadline, short_work, NULL, NULL), "not begun");
  LG_EQUAL_INT(j->runs, 0, "not begun");
  lg_worker_free(worker);
  LG_EQUAL_INT(closed, 1, "closed");
}

static void test_obeys(void)
{
  gint closed = 0, release = 0;
  int looks = 0;
  interrupted = 0;
  lg_deadline deadline = {.interrupted = &interrupted};
  lg_worker *worker = lg_worker_new(job_new(&closed, &release, true), job_close);
  LG_TRUE(lg_worker_call(&worker, &deadline, long_work, interrupt_at_third_look, &looks),
          "an end that is seen");
  LG_TRUE(worker != NULL, "nothing is left behind");
  LG_TRUE(!lg_worker_call(&worker, &deadline, short_work, NULL, NULL), "it stays over");
  lg_worker_free(worker);
  LG_EQUAL_INT(closed, 1, "closed");
}

/* by_clock  else by a signal */
static void check_left(bool by_clock)
{
  gint closed = 0, release = 0;
  int looks = 0;
  interrupted = 0;
  double began_s = lg_now_s();
  lg_deadline deadline = {.deadline_s = by_clock ? began_s + 0.1 : 0, .interrupted = &interrupted};
  lg_worker *worker = lg_worker_new(job_new(&closed, &release, false), job_close);
  bool done = lg_worker_call(&worker, &deadline, long_work,
                             by_clock ? NULL : interrupt_at_third_look, &looks);
  double took_s = lg_now_s() - began_s;
  LG_TRUE(!done, "not done");
  LG_TRUE(took_s < 0.1 + at_once_s, "left at once");
  LG_TRUE(worker == NULL, "left behind");
  LG_EQUAL_INT(lg_worker_left_count(), 1, "it still runs");
  LG_EQUAL_INT(g_atomic_int_get(&closed), 0, "and has its state");
  LG_TRUE(!lg_worker_call(&worker, &deadline, short_work, NULL, NULL), "nothing more is done");
  lg_worker_free(worker);
  g_atomic_int_set(&release, 1);
  wait_for(&closed, 1);
  LG_EQUAL_INT(g_atomic_int_get(&closed), 1, "closed by itself");
  wait_for_the_left();
}

static void test_left(void)
{
  check_left(false);
  check_left(true);
}

/* ---- the solvers ---- */

/* Choices of 0 or 1 that each count in `density` rows drawn at random; each row asks
 * what every second choice makes. */
static lg_program *draw_tangle(int rows, int columns, int density)
{
  GRand *dice = g_rand_new_with_seed(1);
  lg_program *p = lg_program_new();
  for (int i = 0; i < rows; i++) lg_program_add_row(p, (lg_row){LG_R8_QUOTA, i, 0, 0, 0});
  bool *has = g_new(bool, rows);
  for (int j = 0; j < columns; j++) {
    lg_program_add_column(p, (lg_column){LG_COL_ASSIGNMENT, j, 0, 0, -1, true, 0, 1, 0, 1});
    memset(has, 0, (size_t)rows * sizeof(bool));
    for (int k = 0; k < density; k++) {
      int i = g_rand_int_range(dice, 0, rows), value = g_rand_int_range(dice, 1, 10);
      if (has[i]) continue;
      has[i] = true;
      lg_program_add_entry(p, i, j, value);
      if (j % 2) p->rows[i].rhs += value;
    }
  }
  lg_program_finish(p);
  g_free(has);
  g_rand_free(dice);
  return p;
}

typedef struct {
  lg_program *program;
  double *lower, *upper, *cost, *value, *dual;
} tangle;

static tangle tangle_new(int rows, int columns, int density)
{
  size_t n = (size_t)columns;
  tangle t = {.program = draw_tangle(rows, columns, density)};
  t.lower = g_new0(double, n);
  t.upper = g_new0(double, n);
  t.cost = g_new0(double, n);
  t.value = g_new0(double, n);
  t.dual = g_new0(double, rows);
  for (int j = 0; j < columns; j++) {
    t.upper[j] = 1;
    t.cost[j] = j % 7 - 3;
  }
  return t;
}

static void tangle_clear(tangle *t)
{
  lg_program_free(t->program);
  g_free(t->lower);
  g_free(t->upper);
  g_free(t->cost);
  g_free(t->value);
  g_free(t->dual);
}

/* Factorisations of seconds. */
static void test_interior(void)
{
  tangle t = tangle_new(6000, 20000, 5);
  lg_interior_point point = {t.value, t.dual, 0};
  lg_deadline deadline = {.deadline_s = lg_now_s() + 0.3};
  lg_lp_status status =
      lg_interior_solve(&deadline, t.program, t.lower, t.upper, t.cost, LG_FROM_NOWHERE, 0, &point);
  double late_s = lg_now_s() - deadline.deadline_s;
  printf(" %.3f s late", late_s);
  LG_EQUAL_INT(status, LG_LP_STOPPED, "stopped");
  LG_TRUE(late_s < at_once_s, "at once");
  tangle_clear(&t); /* the thread has its own */
  wait_for_the_left();
}

static void test_no_time(void)
{
  tangle t = tangle_new(3, 20, 2);
  double bound = 0;
  lg_deadline deadline = {.deadline_s = lg_now_s() - 1};
  LG_EQUAL_INT(lg_mip_solve(&deadline, t.program, t.lower, t.upper, t.cost, NULL, 0, 100, G_MAXINT,
                            LG_INFINITE, NULL, NULL, t.value, &bound),
               LG_LP_STOPPED, "branch and cut");
  LG_TRUE(bound <= -LG_INFINITE, "nothing is claimed");
  lg_lp *lp = lg_lp_new(&deadline, t.program, t.lower, t.upper);
  lg_lp_set_costs(lp, t.cost);
  lg_lp_set_bounds(lp, 0, 0, 0);
  LG_EQUAL_INT(lg_lp_solve(lp), LG_LP_STOPPED, "simplex method");
  LG_EQUAL_INT(lg_lp_resolve(lp, 0), LG_LP_STOPPED, "once more");
  lg_lp_free(lp);
  tangle_clear(&t);
}

int main(void)
{
  static const lg_case cases[] = {{"work that is done", test_done},
                                  {"over before it began", test_over_before},
                                  {"work that sees the end", test_obeys},
                                  {"work that looks at no clock", test_left},
                                  {"the interior point", test_interior},
                                  {"no time at all", test_no_time},
                                  {NULL, NULL}};
  return lg_run("engine", cases);
}
