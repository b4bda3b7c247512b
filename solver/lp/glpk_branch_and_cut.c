/* glpk_branch_and_cut.c - mixed-integer programs by GLPK's branch and cut, in a worker thread:
 * lp.h, lg_mip_solve. */
#include "glpk_internal.h"

/* A mixed-integer program as its worker thread owns it. */
struct mip {
  lg_glpk_program *draft;
  int nodes_left;
  int pivot_limit, pivots; /* pivots: GLPK's count after the first relaxation, -1 before */
  double cutoff;
  const lg_deadline *deadline; /* of the call */
  _Atomic double news;         /* the bound now, which the calling thread reads meanwhile */
  double bound;
  bool exhausted; /* every open node is at or above the cutoff */
  lg_lp_status status;
  double *value; /* [draft->column_count + 1], from [1] on */
};

/* GLPK calls this at many points of its search: notes the bound, and ends the search at the cutoff,
 * at a limit, and when the time is over. */
static void tree_callback(glp_tree *tree, void *info)
{
  struct mip *mip = info;
  int node = glp_ios_best_node(tree);
  if (node) {
    mip->bound = glp_ios_node_bound(tree, node);
    if (glp_ios_reason(tree) == GLP_ISELECT && mip->bound >= mip->cutoff) {
      mip->exhausted = true;
      glp_ios_terminate(tree);
      return;
    }
    if (glp_ios_reason(tree) == GLP_IROWGEN) mip->news = mip->bound;
  }
  if (glp_ios_reason(tree) == GLP_IPREPRO) mip->nodes_left--;
  int pivots = glp_get_it_cnt(glp_ios_get_prob(tree));
  if (mip->pivots < 0) mip->pivots = pivots;
  bool tired = mip->nodes_left < 0 || pivots - mip->pivots > mip->pivot_limit;
  if (tired || lg_deadline_is_over(mip->deadline)) glp_ios_terminate(tree);
}

/* Solves the relaxation alone. Its presolver, unlike the one for mixed-integer programs, does not
 * round bounds.
 *   returns  LG_LP_OPTIMAL, LG_LP_INFEASIBLE or LG_LP_FAILED */
static lg_lp_status mip_relax(const struct mip *mip, glp_prob *problem)
{
  glp_smcp options;
  glp_init_smcp(&options);
  options.msg_lev = GLP_MSG_ALL;
  options.presolve = GLP_ON;
  options.meth = GLP_DUALP;
  options.it_lim = lg_tuning_of(mip->deadline)->second_opinion_pivots;
  options.tm_lim = lg_slice_ms(mip->deadline, 1000000000);
  options.out_dly = 0;
  int code = glp_simplex(problem, &options);
  if (code == GLP_ENOPFS) return LG_LP_INFEASIBLE;
  int status = glp_get_status(problem);
  return code                   ? LG_LP_FAILED
         : status == GLP_OPT    ? LG_LP_OPTIMAL
         : status == GLP_NOFEAS ? LG_LP_INFEASIBLE
                                : LG_LP_FAILED;
}

static lg_lp_status mip_run(struct mip *mip, glp_prob *problem)
{
  glp_iocp options;
  glp_init_iocp(&options);
  options.msg_lev = GLP_MSG_ALL;
  options.presolve = GLP_ON;
  options.br_tech = GLP_BR_DTH;
  options.bt_tech = GLP_BT_BLB;
  options.mir_cuts = GLP_ON;
  options.gmi_cuts = GLP_ON;
  options.tol_obj = 1e-11;
  options.tm_lim = lg_slice_ms(mip->deadline, 1000000000);
  options.out_dly = 0;
  options.out_frq = 100;
  options.cb_func = tree_callback;
  options.cb_info = mip;
  int code = glp_intopt(problem, &options);
  /* where the presolver says that there is no solution, the relaxation and a search without
   * presolving have to agree: it was seen to err (docs/method.md, 5) */
  if (code == GLP_ENOPFS) {
    if (mip->draft->column_count > lg_tuning_of(mip->deadline)->presolve_doubted_columns)
      return LG_LP_INFEASIBLE;
    lg_lp_status relaxed = mip_relax(mip, problem);
    if (relaxed != LG_LP_OPTIMAL) return relaxed;
    options.presolve = GLP_OFF;
    code = glp_intopt(problem, &options);
  }
  int status = glp_mip_status(problem);
  if (mip->exhausted) return status == GLP_FEAS ? LG_LP_OPTIMAL : LG_LP_INFEASIBLE;
  if (code == 0)
    return status == GLP_OPT      ? LG_LP_OPTIMAL
           : status == GLP_NOFEAS ? LG_LP_INFEASIBLE
                                  : LG_LP_FAILED;
  if (code == GLP_ETMLIM || code == GLP_ESTOP || code == GLP_EMIPGAP)
    return status == GLP_FEAS || status == GLP_OPT ? LG_LP_FEASIBLE : LG_LP_STOPPED;
  return LG_LP_FAILED;
}

static lg_lp_status mip_guarded(void *state)
{
  struct mip *mip = state;
  glp_prob *problem = lg_problem_new(mip->draft);
  lg_lp_status status = mip_run(mip, problem);
  for (int j = 1; j <= mip->draft->column_count; j++) mip->value[j] = glp_mip_col_val(problem, j);
  if (status == LG_LP_OPTIMAL) mip->bound = glp_mip_obj_val(problem);
  glp_delete_prob(problem);
  return status;
}

static void mip_call(void *state, const lg_deadline *deadline)
{
  struct mip *mip = state;
  bool jumped;
  mip->deadline = deadline;
  mip->status = lg_run_guarded(deadline, mip_guarded, mip, &jumped);
}

static void mip_close(void *state)
{
  struct mip *mip = state;
  lg_glpk_thread_end();
  lg_glpk_program_free(mip->draft);
  g_free(mip->value);
  g_free(mip);
}

struct mip_watch {
  const struct mip *mip;
  void (*progress)(double bound, void *user);
  void *user;
};

/* Tells the bound while the worker searches; runs in the calling thread. */
static void mip_look(void *user)
{
  const struct mip_watch *watch = user;
  double news = watch->mip->news;
  if (watch->progress && news > -LG_INFINITE) watch->progress(news, watch->user);
}

lg_lp_status lg_mip_solve(const lg_deadline *deadline, const lg_program *program,
                          const double *lower, const double *upper, const double *cost,
                          const lg_cut *cuts, int cut_count, int node_limit, int pivot_limit,
                          double cutoff, void (*progress)(double bound, void *user), void *user,
                          double *value, double *bound)
{
  struct mip *mip = g_new0(struct mip, 1);
  int *column_at = g_new(int, program->column_count + 1);
  *mip = (struct mip){
      .nodes_left = node_limit,
      .pivot_limit = pivot_limit,
      .pivots = -1,
      .cutoff = cutoff,
      .news = -LG_INFINITE,
      .bound = -LG_INFINITE,
      .draft = lg_glpk_program_new(program, lower, upper, cost, cuts, cut_count, column_at)};
  mip->value = g_new0(double, mip->draft->column_count + 1);
  struct mip_watch watch = {mip, progress, user};
  lg_worker *worker = lg_worker_new(mip, mip_close);
  lg_lp_status status = LG_LP_STOPPED;
  *bound = -LG_INFINITE;
  if (lg_worker_call(&worker, deadline, mip_call, mip_look, &watch)) {
    status = mip->status;
    *bound = mip->bound;
    bool found = status == LG_LP_OPTIMAL || status == LG_LP_FEASIBLE;
    for (int j = 0; found && j < program->column_count; j++)
      value[j] = column_at[j] ? mip->value[column_at[j]] : lower[j];
  }
  lg_worker_free(worker);
  g_free(column_at);
  return status;
}
