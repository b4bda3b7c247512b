/* normal_equations.c - assembles the Schur complement of the rows R1 clique by clique, and leaves
 * the factorisation to CHOLMOD. docs/method.md, 3, has the formula. */
#include "normal_equations.h"

#include <string.h>
#include <suitesparse/cholmod.h>

#include "blas.h"

/* The columns of one teacher, or one column that belongs to none. Any two counts that they touch
 * have an entry in the matrix, so these counts form a clique of its graph. */
struct clique {
  int post;                       /* row of R1, or -1 */
  int first_column, column_count; /* in `columns` */
  int first_row, row_count;       /* in `rows`: counts touched, ascending */
  size_t first_place;             /* in `places`: upper triangle by columns */
};

struct lg_normal_equations {
  const lg_program *program;
  int *reduced; /* [row_count] row of the factorised matrix, or -1 for R1 */
  int reduced_count;
  struct clique *cliques;
  int clique_count;
  int *columns; /* of the cliques */
  int *rows;
  int *places; /* positions in the matrix of each pair of rows of a clique */
  int *own;    /* [reduced_count] positions of the diagonal */
  int *local;  /* [entries of the program] position of the row in its clique, -1 for R1 */
  int widest;  /* most rows of a clique */
  const double *diagonal; /* of the last factorisation */
  double *pivot;          /* [clique_count] of the rows R1 */
  double *sum;            /* [widest] scratch: sum of theta * leg over a teacher's columns */
  double *leg;            /* scratch: the entries of a_j - a_base of one column, */
  int *at;                /* and their positions in the clique, ascending */
  double *block;          /* scratch: a clique's part of the matrix, ordered as `places` */
  bool has_blas;          /* space of the BLAS is set aside */
  cholmod_common common;
  cholmod_sparse *matrix;
  cholmod_factor *factor;
  cholmod_dense *rhs;
};

/* What a run out of memory leaves of CHOLMOD's work is of no use to anybody. */
static void must_have_memory(const lg_normal_equations *n)
{
  if (n->common.status == CHOLMOD_OUT_OF_MEMORY) g_error("CHOLMOD: out of memory");
}

/* ---- structure ---- */

/* Sorts the columns into cliques: those of each teacher, then each other column alone. */
static void normal_equations_cliques(lg_normal_equations *n)
{
  const lg_program *p = n->program;
  int *post_of = g_new(int, p->column_count + 1), *of_row = g_new(int, p->row_count + 1);
  int posts = 0, others = 0;
  n->reduced = g_new(int, p->row_count + 1);
  for (int i = 0; i < p->row_count; i++) {
    bool post = p->rows[i].rule == LG_R1_POST;
    of_row[i] = post ? posts++ : -1;
    n->reduced[i] = post ? -1 : n->reduced_count++;
  }
  int *count = g_new0(int, posts + 1);
  for (int j = 0; j < p->column_count; j++) {
    post_of[j] = -1;
    for (int e = p->start[j]; e < p->start[j + 1]; e++)
      if (of_row[p->row[e]] >= 0) post_of[j] = of_row[p->row[e]];
    if (post_of[j] >= 0)
      count[post_of[j]]++;
    else
      others++;
  }
  n->cliques = g_new0(struct clique, posts + others + 1);
  n->columns = g_new(int, p->column_count + 1);
  n->clique_count = posts + others;
  int at = 0;
  for (int k = 0; k < posts; k++) {
    n->cliques[k].first_column = at;
    at += count[k];
  }
  for (int i = 0; i < p->row_count; i++)
    if (of_row[i] >= 0) n->cliques[of_row[i]].post = i;
  int next = posts;
  for (int j = 0; j < p->column_count; j++) {
    int k = post_of[j];
    if (k < 0) {
      k = next++;
      n->cliques[k].post = -1;
      n->cliques[k].first_column = at++;
    }
    struct clique *clique = &n->cliques[k];
    n->columns[clique->first_column + clique->column_count++] = j;
  }
  g_free(count);
  g_free(post_of);
  g_free(of_row);
}

static int int_order(const void *a, const void *b)
{
  int x = *(const int *)a, y = *(const int *)b;
  return x < y ? -1 : x > y;
}

/* Lists the counts that each clique touches, and the position in that list of each entry of the
 * program. */
static void normal_equations_rows(lg_normal_equations *n)
{
  const lg_program *p = n->program;
  int *seen = g_new(int, n->reduced_count + 1), *at = g_new(int, n->reduced_count + 1);
  for (int i = 0; i < n->reduced_count; i++) seen[i] = -1;
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(int));
  n->local = g_new(int, p->start[p->column_count] + 1);
  for (int k = 0; k < n->clique_count; k++) {
    struct clique *clique = &n->cliques[k];
    const int *columns = n->columns + clique->first_column;
    clique->first_row = (int)rows->len;
    for (int c = 0; c < clique->column_count; c++)
      for (int e = p->start[columns[c]]; e < p->start[columns[c] + 1]; e++) {
        int r = n->reduced[p->row[e]];
        if (r < 0 || seen[r] == k) continue;
        seen[r] = k;
        g_array_append_val(rows, r);
      }
    clique->row_count = (int)rows->len - clique->first_row;
    n->widest = MAX(n->widest, clique->row_count);
    int *mine = &g_array_index(rows, int, clique->first_row);
    if (clique->row_count) qsort(mine, (size_t)clique->row_count, sizeof(int), int_order);
    for (int q = 0; q < clique->row_count; q++) at[mine[q]] = q;
    for (int c = 0; c < clique->column_count; c++)
      for (int e = p->start[columns[c]]; e < p->start[columns[c] + 1]; e++) {
        int r = n->reduced[p->row[e]];
        n->local[e] = r < 0 ? -1 : at[r];
      }
  }
  n->rows = (int *)(void *)g_array_free(rows, FALSE);
  g_free(seen);
  g_free(at);
}

/* Builds the pattern of the upper triangle, column by column, and notes the position in it of each
 * pair of rows of each clique. */
static void normal_equations_pattern(lg_normal_equations *n)
{
  int m = n->reduced_count;
  int *first = g_new0(int, m + 2);
  size_t places = 0;
  for (int k = 0; k < n->clique_count; k++) {
    struct clique *clique = &n->cliques[k];
    clique->first_place = places;
    places += (size_t)clique->row_count * ((size_t)clique->row_count + 1) / 2;
    for (int q = 0; q < clique->row_count; q++) first[n->rows[clique->first_row + q] + 2]++;
  }
  for (int r = 0; r < m; r++) first[r + 2] += first[r + 1];
  int *which = g_new(int, first[m + 1] + 1), *where = g_new(int, first[m + 1] + 1);
  for (int k = 0; k < n->clique_count; k++)
    for (int q = 0; q < n->cliques[k].row_count; q++) {
      int slot = first[n->rows[n->cliques[k].first_row + q] + 1]++;
      which[slot] = k;
      where[slot] = q;
    }
  n->places = g_new(int, places + 1);
  n->own = g_new(int, m + 1);
  GArray *index = g_array_new(FALSE, FALSE, sizeof(int));
  int *start = g_new(int, m + 1), *at = g_new(int, m + 1);
  for (int r = 0; r < m; r++) at[r] = -1;
  for (int r = 0; r < m; r++) {
    start[r] = (int)index->len;
    for (int slot = first[r]; slot < first[r + 1]; slot++) {
      const struct clique *clique = &n->cliques[which[slot]];
      const int *rows = n->rows + clique->first_row;
      size_t q = (size_t)where[slot];
      int *place = n->places + clique->first_place + q * (q + 1) / 2;
      for (size_t t = 0; t <= q; t++) {
        if (at[rows[t]] < start[r]) {
          at[rows[t]] = (int)index->len;
          g_array_append_val(index, rows[t]);
        }
        place[t] = at[rows[t]];
      }
    }
    if (at[r] < start[r]) {
      at[r] = (int)index->len;
      g_array_append_val(index, r);
    }
    n->own[r] = at[r];
  }
  start[m] = (int)index->len;
  n->matrix = cholmod_allocate_sparse((size_t)m, (size_t)m, index->len + 1, 0, 1, 1, CHOLMOD_REAL,
                                      &n->common);
  must_have_memory(n);
  if (n->matrix) {
    memcpy(n->matrix->p, start, ((size_t)m + 1) * sizeof(int));
    if (m) memcpy(n->matrix->i, index->data, index->len * sizeof(int));
  }
  g_array_unref(index);
  g_free(start);
  g_free(at);
  g_free(which);
  g_free(where);
  g_free(first);
}

/* Settles the order and the form of the factor. Supernodes are for the BLAS alone; where that has no
 * memory to work in, the factor is made without them, more slowly. */
static void normal_equations_analyse(lg_normal_equations *n)
{
  if (!n->matrix) return;
  n->factor = cholmod_analyze(n->matrix, &n->common);
  must_have_memory(n);
  if (!n->factor || !n->factor->is_super) return;
  n->has_blas = lg_blas_enter();
  if (n->has_blas) return;
  cholmod_free_factor(&n->factor, &n->common);
  n->common.supernodal = CHOLMOD_SIMPLICIAL;
  n->factor = cholmod_analyze(n->matrix, &n->common);
  must_have_memory(n);
}

lg_normal_equations *lg_normal_equations_new(const lg_program *program, int dissection_rows)
{
  lg_normal_equations *n = g_new0(lg_normal_equations, 1);
  n->program = program;
  lg_blas_one_thread();
  cholmod_start(&n->common);
  n->common.print = 0;
  n->common.quick_return_if_not_posdef = 1;
  n->common.nmethods = 1;
  normal_equations_cliques(n);
  n->common.method[0].ordering = n->reduced_count < dissection_rows ? CHOLMOD_AMD : CHOLMOD_NESDIS;
  normal_equations_rows(n);
  normal_equations_pattern(n);
  n->pivot = g_new0(double, n->clique_count + 1);
  n->sum = g_new0(double, n->widest + 1);
  n->leg = g_new0(double, n->widest + 1);
  n->at = g_new0(int, n->widest + 1);
  n->block = g_new0(double, (size_t)n->widest *((size_t)n->widest + 1) / 2 + 1);
  n->rhs = cholmod_zeros((size_t)n->reduced_count, 1, CHOLMOD_REAL, &n->common);
  must_have_memory(n);
  normal_equations_analyse(n);
  return n;
}

void lg_normal_equations_free(lg_normal_equations *n)
{
  if (!n) return;
  cholmod_free_sparse(&n->matrix, &n->common);
  cholmod_free_factor(&n->factor, &n->common);
  cholmod_free_dense(&n->rhs, &n->common);
  cholmod_finish(&n->common);
  if (n->has_blas) lg_blas_leave();
  g_free(n->reduced);
  g_free(n->cliques);
  g_free(n->columns);
  g_free(n->rows);
  g_free(n->places);
  g_free(n->own);
  g_free(n->local);
  g_free(n->pivot);
  g_free(n->sum);
  g_free(n->leg);
  g_free(n->at);
  g_free(n->block);
  g_free(n);
}

/* ---- numbers ---- */

/* Adds theta v v' to the block of a clique; v has `count` entries at `at`, ascending. */
static void add_square(double *block, double theta, const int *at, const double *v, int count)
{
  for (int t = 0; t < count; t++) {
    double *row = block + (size_t)at[t] * ((size_t)at[t] + 1) / 2, share = theta * v[t];
    for (int q = 0; q <= t; q++) row[at[q]] += share * v[q];
  }
}

/* Adds a clique's block, less sum sum' / pivot (pivot 0: less nothing), to the matrix. The block is
 * added up apart first, because the matrix is scattered in memory: so each position is met once. */
static void add_block(const lg_normal_equations *n, const struct clique *clique, double pivot)
{
  double *x = n->matrix->x;
  const double *block = n->block;
  const int *place = n->places + clique->first_place;
  for (int r = 0; r < clique->row_count; r++) {
    double share = pivot > 0 ? n->sum[r] / pivot : 0;
    for (int q = 0; q <= r; q++) x[*place++] += *block++ - share * n->sum[q];
  }
}

/* The teacher's likeliest place: the one with the largest theta. */
static int base_column(const lg_normal_equations *n, const struct clique *clique)
{
  const int *columns = n->columns + clique->first_column;
  int base = columns[0];
  for (int c = 1; c < clique->column_count; c++)
    if (n->diagonal[columns[c]] > n->diagonal[base]) base = columns[c];
  return base;
}

/* Puts a_j - a_base into n->leg and n->at.
 *   returns  the number of entries */
static int leg_of(lg_normal_equations *n, int j, int base)
{
  const lg_program *p = n->program;
  int e = p->start[j], f = p->start[base], count = 0;
  while (true) {
    while (e < p->start[j + 1] && n->local[e] < 0) e++;
    while (f < p->start[base + 1] && n->local[f] < 0) f++;
    bool mine = e < p->start[j + 1], its = f < p->start[base + 1];
    if (!mine && !its) return count;
    int x = mine ? n->local[e] : n->widest, y = its ? n->local[f] : n->widest;
    double value = 0;
    n->at[count] = MIN(x, y);
    if (x <= y) value += p->value[e++];
    if (y <= x) value -= p->value[f++];
    if (value != 0) n->leg[count++] = value;
  }
}

/* What one teacher adds to the Schur complement, with t = theta, over all his columns j:
 *   sum t_j a_j a_j' - (sum t_j a_j)(sum t_j a_j)' / sum t_j
 * It is the same matrix with a_j - a_base for a_j, and then nothing large cancels. */
static void post_block(lg_normal_equations *n, const struct clique *clique, size_t k)
{
  const int *columns = n->columns + clique->first_column;
  size_t s = (size_t)clique->row_count;
  n->pivot[k] = 1;
  if (!clique->column_count) return;
  int base = base_column(n, clique);
  double pivot = n->diagonal[base];
  memset(n->sum, 0, s * sizeof(double));
  memset(n->block, 0, s * (s + 1) / 2 * sizeof(double));
  for (int c = 0; c < clique->column_count; c++) {
    double theta = n->diagonal[columns[c]];
    if (columns[c] == base) continue;
    pivot += theta;
    int count = leg_of(n, columns[c], base);
    add_square(n->block, theta, n->at, n->leg, count);
    for (int x = 0; x < count; x++) n->sum[n->at[x]] += theta * n->leg[x];
  }
  n->pivot[k] = pivot;
  add_block(n, clique, pivot);
}

/* What a column that belongs to no teacher adds: theta a_j a_j'. */
static void column_block(lg_normal_equations *n, const struct clique *clique)
{
  const lg_program *p = n->program;
  int j = n->columns[clique->first_column];
  size_t s = (size_t)clique->row_count;
  memset(n->block, 0, s * (s + 1) / 2 * sizeof(double));
  add_square(n->block, n->diagonal[j], n->local + p->start[j], p->value + p->start[j],
             p->start[j + 1] - p->start[j]);
  add_block(n, clique, 0);
}

bool lg_normal_equations_factorise(lg_normal_equations *n, const double *diagonal, double give,
                                   double regular)
{
  if (!n->matrix || !n->factor || !n->rhs) return false;
  double *x = n->matrix->x;
  const int *start = n->matrix->p;
  n->diagonal = diagonal;
  memset(x, 0, (size_t)start[n->reduced_count] * sizeof(double));
  for (int k = 0; k < n->clique_count; k++) {
    const struct clique *clique = &n->cliques[k];
    if (clique->post >= 0)
      post_block(n, clique, (size_t)k);
    else
      column_block(n, clique);
  }
  for (int r = 0; r < n->reduced_count; r++) x[n->own[r]] += give + regular * (1 + x[n->own[r]]);
  bool done = cholmod_factorize(n->matrix, n->factor, &n->common);
  must_have_memory(n);
  return done && n->common.status == CHOLMOD_OK;
}

void lg_normal_equations_solve(lg_normal_equations *n, const double *rhs, double *solution)
{
  const lg_program *p = n->program;
  double *b = n->rhs->x;
  for (int i = 0; i < p->row_count; i++)
    if (n->reduced[i] >= 0) b[n->reduced[i]] = rhs[i];
  for (int k = 0; k < n->clique_count && n->cliques[k].post >= 0; k++) {
    const struct clique *clique = &n->cliques[k];
    const int *rows = n->rows + clique->first_row;
    double share = rhs[clique->post] / n->pivot[k];
    for (int c = 0; c < clique->column_count; c++) {
      int j = n->columns[clique->first_column + c];
      for (int e = p->start[j]; e < p->start[j + 1]; e++)
        if (n->local[e] >= 0) b[rows[n->local[e]]] -= share * n->diagonal[j] * p->value[e];
    }
  }
  cholmod_dense *y = cholmod_solve(CHOLMOD_A, n->factor, n->rhs, &n->common);
  must_have_memory(n);
  memset(solution, 0, (size_t)p->row_count * sizeof(double));
  if (!y) return;
  const double *of = y->x;
  for (int i = 0; i < p->row_count; i++)
    if (n->reduced[i] >= 0) solution[i] = of[n->reduced[i]];
  for (int k = 0; k < n->clique_count && n->cliques[k].post >= 0; k++) {
    const struct clique *clique = &n->cliques[k];
    const int *rows = n->rows + clique->first_row;
    double left = rhs[clique->post];
    for (int c = 0; c < clique->column_count; c++) {
      int j = n->columns[clique->first_column + c];
      for (int e = p->start[j]; e < p->start[j + 1]; e++)
        if (n->local[e] >= 0) left -= n->diagonal[j] * p->value[e] * of[rows[n->local[e]]];
    }
    solution[clique->post] = left / n->pivot[k];
  }
  cholmod_free_dense(&y, &n->common);
}

void lg_normal_equations_apply(const lg_normal_equations *n, const double *y, double *out)
{
  const lg_program *p = n->program;
  memset(out, 0, (size_t)p->row_count * sizeof(double));
  for (int j = 0; j < p->column_count; j++) {
    double sum = 0;
    for (int e = p->start[j]; e < p->start[j + 1]; e++) sum += p->value[e] * y[p->row[e]];
    sum *= n->diagonal[j];
    for (int e = p->start[j]; e < p->start[j + 1]; e++) out[p->row[e]] += sum * p->value[e];
  }
}
