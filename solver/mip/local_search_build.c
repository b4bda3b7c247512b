/* local_search_build.c - builds the state of local search from a program: each count becomes a
 * measure over places alone, definitions put into each other; counts that nothing limits are left
 * out. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "local_search_state.h"

/* What the columns and rows of the program become; used while the state is built. */
struct local_search_build {
  lg_local_search *s;
  GArray *measures; /* lg_measure; value: the constant */
  int *defined_by;  /* [row_count] the count that the row defines, or -1 */
  int *measure_of;  /* [column_count] of a count, or -1 */
  int *row_measure; /* [row_count] of a row over several counts or of a team, or -1 */
  int *row_first;   /* [row_count + 1] in row_column and row_value */
  int *row_column;  /* the columns of a row that are no places */
  double *row_value;
};

/* Rounds; numbers too large become LG_FAR. */
static int64_t whole(double x)
{
  if (x >= (double)LG_FAR) return LG_FAR;
  if (x <= -(double)LG_FAR) return -LG_FAR;
  return (int64_t)floor(x + 0.5);
}

/* The least whole value within a column's bounds, which on a face need not be whole; most_of: the
 * largest. */
static int64_t least_of(const lg_local_search *s, int column)
{
  return whole(ceil(s->lower[column] - 1e-6));
}

static int64_t most_of(const lg_local_search *s, int column)
{
  return whole(floor(s->upper[column] + 1e-6));
}

/* Lists the columns of each row that are no places, and notes which count each row defines: the
 * first row of a count is its definition. */
static void sort_rows(struct local_search_build *b)
{
  const lg_program *p = b->s->p;
  b->row_first = g_new0(int, p->row_count + 2);
  for (int j = 0; j < p->column_count; j++)
    for (int e = p->start[j]; p->columns[j].kind != LG_COL_ASSIGNMENT && e < p->start[j + 1]; e++)
      b->row_first[p->row[e] + 2]++;
  for (int i = 0; i < p->row_count; i++) b->row_first[i + 2] += b->row_first[i + 1];
  b->row_column = g_new(int, b->row_first[p->row_count + 1] + 1);
  b->row_value = g_new(double, b->row_first[p->row_count + 1] + 1);
  for (int i = 0; i < p->row_count; i++) b->defined_by[i] = b->row_measure[i] = -1;
  for (int j = 0; j < p->column_count; j++) {
    b->measure_of[j] = -1;
    if (p->columns[j].kind == LG_COL_ASSIGNMENT) continue;
    for (int e = p->start[j]; e < p->start[j + 1]; e++) {
      int at = b->row_first[p->row[e] + 1]++;
      b->row_column[at] = j;
      b->row_value[at] = p->value[e];
    }
    if (lg_column_is_count(p->columns[j].kind)) b->defined_by[p->row[p->start[j]]] = j;
  }
}

static int add_measure(struct local_search_build *b, int64_t constant, int64_t lo, int64_t hi,
                       int64_t gap)
{
  lg_measure m = {.value = constant, .lo = lo, .hi = hi, .gap = gap, .weight = 1, .shape = -1};
  g_array_append_val(b->measures, m);
  return (int)b->measures->len - 1;
}

static lg_measure *measure_in(const struct local_search_build *b, int measure)
{
  return &g_array_index(b->measures, lg_measure, measure);
}

/* Adds a measure for each count: what its definition counts, less the right-hand side. A head-count
 * is defined by cells; its constant is the sum of theirs. */
static void add_counts(struct local_search_build *b)
{
  const lg_local_search *s = b->s;
  for (int j = 0; j < s->p->column_count; j++) {
    if (!lg_column_is_count(s->p->columns[j].kind)) continue;
    int row = s->p->row[s->p->start[j]];
    int64_t constant = -whole(s->p->rows[row].rhs);
    for (int e = b->row_first[row]; e < b->row_first[row + 1]; e++)
      if (b->row_column[e] != j) constant += measure_in(b, b->measure_of[b->row_column[e]])->value;
    b->measure_of[j] = add_measure(b, constant, least_of(s, j), most_of(s, j), 0);
  }
}

/* Adds the measure of an R10 team: nobody, or heads between the least and the most. It stands for
 * both rows of the team.
 *   row  the first one */
static void add_team(struct local_search_build *b, int row)
{
  const lg_local_search *s = b->s;
  int64_t lo = 0, hi = LG_FAR, gap = 0;
  bool nobody = true, some = true;
  for (int k = row; k < row + 2; k++) {
    int64_t factor = 0, least = 0, most = 0;
    for (int e = b->row_first[k]; e < b->row_first[k + 1]; e++) {
      int j = b->row_column[e];
      if (s->p->columns[j].kind == LG_COL_TEAM) {
        factor = whole(b->row_value[e]);
        nobody = least_of(s, j) <= 0;
        some = most_of(s, j) >= 1;
      } else if (s->p->columns[j].kind == LG_COL_TEAM_SLACK) {
        least = least_of(s, j);
        most = most_of(s, j);
      }
    }
    lo = MAX(lo, k == row ? least - factor : factor - most);
    hi = MIN(hi, k == row ? most - factor : factor - least);
  }
  if (nobody) gap = lo;
  if (nobody) lo = 0;
  if (!some) hi = 0;
  b->row_measure[row] = add_measure(b, -whole(s->p->rows[row].rhs), lo, hi, gap);
}

/* The shape of a row over counts.
 *   count  the last of them, or the only one */
static lg_local_search_shape shape_of(const struct local_search_build *b, int row, int count)
{
  const lg_local_search *s = b->s;
  lg_local_search_shape shape = {.kind = LG_SHAPE_STEPS,
                                 .next = -1,
                                 .rhs = whole(s->p->rows[row].rhs),
                                 .unit = 1,
                                 .column = -1,
                                 .other = -1};
  int64_t steps = (int64_t)s->step_column->len;
  shape.first = (int)steps + (int)s->shapes->len; /* a row has a sum more than steps */
  for (int e = b->row_first[row]; e < b->row_first[row + 1]; e++) {
    int j = b->row_column[e];
    int64_t lower = least_of(s, j), upper = most_of(s, j);
    lg_column_kind kind = s->p->columns[j].kind;
    if (kind == LG_COL_STEP) {
      shape.lo += lower;
      shape.hi += upper;
      g_array_append_val(s->step_column, j);
    } else if (kind == LG_COL_MARGIN) {
      shape.kind = LG_SHAPE_MARGIN;
      shape.lo = lower;
      shape.hi = upper;
    } else if (kind == LG_COL_SHORTFALL) {
      shape.column = j;
      shape.from = lower;
      shape.upto = upper;
    } else if (kind == LG_COL_OVER) {
      shape.kind = LG_SHAPE_TARGET;
      shape.column = j;
      shape.from = lower;
      shape.hi += upper;
      shape.lo += lower;
    } else if (kind == LG_COL_UNDER) {
      shape.other = j;
      shape.upto = lower;
      shape.hi -= lower;
      shape.lo -= upper;
    } else if (kind == LG_COL_COUNT || (kind != LG_COL_BASE && j == count)) {
      shape.factor = shape.unit = whole(b->row_value[e]);
    }
  }
  shape.unit = ABS(shape.unit);
  if (shape.kind == LG_SHAPE_STEPS) {
    shape.from = steps;
    shape.upto = (int64_t)s->step_column->len - steps;
  }
  return shape;
}

static void add_shape(struct local_search_build *b, int measure, lg_local_search_shape shape)
{
  shape.next = measure_in(b, measure)->shape;
  measure_in(b, measure)->shape = (int)b->s->shapes->len;
  g_array_append_val(b->s->shapes, shape);
}

/* Adds the rows that define nothing: over one count they are shapes of its measure, over several
 * they get a measure of their own. */
static void add_rows(struct local_search_build *b)
{
  const lg_program *p = b->s->p;
  for (int i = 0; i < p->row_count; i++) {
    if (b->defined_by[i] >= 0 || p->rows[i].rule == LG_R1_POST) continue;
    /* what rounding adds is nothing to whole numbers */
    if (p->rows[i].rule == LG_R15_DEMAND && p->rows[i].c >= 4) continue;
    if (p->rows[i].rule == LG_R10_TEAM) {
      if (p->rows[i].c == 0) add_team(b, i);
      continue;
    }
    int counts = 0, count = -1;
    int64_t constant = 0;
    for (int e = b->row_first[i]; e < b->row_first[i + 1]; e++) {
      if (!lg_column_is_count(p->columns[b->row_column[e]].kind)) continue;
      counts++;
      count = b->row_column[e];
      constant += whole(b->row_value[e]) * measure_in(b, b->measure_of[b->row_column[e]])->value;
    }
    if (counts == 0) continue;
    lg_local_search_shape shape = shape_of(b, i, count);
    if (counts > 1) {
      b->row_measure[i] = add_measure(b, constant, -LG_FAR, LG_FAR, 0);
      shape.factor = 1;
    }
    add_shape(b, counts > 1 ? b->row_measure[i] : b->measure_of[count], shape);
  }
}

/* Does nothing limit the count, and no goal look at it? */
static bool is_idle(const struct local_search_build *b, int column)
{
  const lg_column *c = &b->s->p->columns[column];
  const lg_measure *m = measure_in(b, b->measure_of[column]);
  return m->shape < 0 && c->free_lower > -LG_INFINITE && c->free_upper < LG_INFINITE &&
         m->lo <= whole(c->free_lower) && m->hi >= whole(c->free_upper) && c->kind != LG_COL_PAIR;
}

/* Adds `by` to what a place does to a measure.
 *   first  where the place's touches begin */
static void add_touch(GArray *touches, guint first, int measure, int by)
{
  for (guint k = first; k < touches->len; k++)
    if (g_array_index(touches, lg_touch, k).measure == measure) {
      g_array_index(touches, lg_touch, k).by += by;
      return;
    }
  lg_touch touch = {measure, by};
  g_array_append_val(touches, touch);
}

static int by_measure(const void *x, const void *y)
{
  return ((const lg_touch *)x)->measure - ((const lg_touch *)y)->measure;
}

/* Appends what a place adds to each measure, measures ascending.
 *   idle  [column_count] counts to be left out */
static void touch_place(const struct local_search_build *b, const bool *idle, int place,
                        GArray *touches)
{
  const lg_program *p = b->s->p;
  guint first = touches->len;
  for (int e = p->start[place]; e < p->start[place + 1]; e++) {
    int row = p->row[e], count = b->defined_by[row];
    int by = (int)p->value[e];
    if (count < 0 && b->row_measure[row] >= 0) add_touch(touches, first, b->row_measure[row], by);
    if (count < 0) continue;
    if (!idle[count]) add_touch(touches, first, b->measure_of[count], by);
    for (int k = p->start[count] + 1; k < p->start[count + 1]; k++) {
      int other = p->row[k], sum = b->defined_by[other];
      int measure = sum >= 0 ? b->measure_of[sum] : b->row_measure[other];
      if (measure >= 0) add_touch(touches, first, measure, by * (int)p->value[k]);
    }
  }
  guint kept = first;
  for (guint k = first; k < touches->len; k++) {
    lg_touch touch = g_array_index(touches, lg_touch, k);
    if (touch.by != 0) g_array_index(touches, lg_touch, kept++) = touch;
  }
  g_array_set_size(touches, kept);
  if (kept > first)
    qsort(&g_array_index(touches, lg_touch, first), kept - first, sizeof(lg_touch), by_measure);
}

/* Fills the touches by place, and the same by measure. */
static void touch_all(struct local_search_build *b)
{
  lg_local_search *s = b->s;
  int n = s->p->column_count;
  GArray *touches = g_array_new(FALSE, FALSE, sizeof(lg_touch));
  bool *idle = g_new0(bool, n + 1);
  for (int j = 0; j < n; j++) idle[j] = b->measure_of[j] >= 0 && is_idle(b, j);
  s->touch_first = g_new0(int, n + 1);
  for (int j = 0; j < n; j++) {
    if (s->p->columns[j].kind == LG_COL_ASSIGNMENT && s->upper[j] > 0.5)
      touch_place(b, idle, j, touches);
    s->touch_first[j + 1] = (int)touches->len;
  }
  g_free(idle);
  s->list_first = g_new0(int, s->measure_count + 2);
  s->list = g_new(lg_touch, touches->len + 1);
  for (guint k = 0; k < touches->len; k++)
    s->list_first[g_array_index(touches, lg_touch, k).measure + 2]++;
  for (int k = 0; k < s->measure_count; k++) s->list_first[k + 2] += s->list_first[k + 1];
  s->touches = (lg_touch *)(void *)g_array_free(touches, FALSE);
  for (int j = 0; j < n; j++)
    for (int k = s->touch_first[j]; k < s->touch_first[j + 1]; k++)
      s->list[s->list_first[s->touches[k].measure + 1]++] = (lg_touch){j, s->touches[k].by};
}

/* Fills the seats with the places that may be used: of a teacher who is fixed, that place alone. */
static void add_seats(lg_local_search *s)
{
  const lg_program *p = s->p;
  int count = 0, teacher = -1, posts = 0;
  bool fixed = false;
  s->seat_of = g_new(int, p->column_count + 1);
  s->places = g_new(int, p->column_count + 1);
  s->seat_first = g_new0(int, p->row_count + 2);
  for (int j = 0; j < p->column_count; j++) {
    s->seat_of[j] = -1;
    if (p->columns[j].kind != LG_COL_ASSIGNMENT || s->upper[j] < 0.5) continue;
    if (p->columns[j].a != teacher) s->seat_first[s->seat_count++] = count;
    fixed = p->columns[j].a == teacher && fixed;
    teacher = p->columns[j].a;
    bool must = s->lower[j] > 0.5;
    if (fixed && !must) continue;
    if (must) count = s->seat_first[s->seat_count - 1];
    fixed = must;
    s->places[count++] = j;
  }
  s->seat_first[s->seat_count] = count;
  for (int k = 0; k < s->seat_count; k++)
    for (int e = s->seat_first[k]; e < s->seat_first[k + 1]; e++) s->seat_of[s->places[e]] = k;
  for (int i = 0; i < p->row_count; i++) posts += p->rows[i].rule == LG_R1_POST;
  s->open = s->open && posts == s->seat_count;
}

/* Takes the bounds to keep, and notes whether they leave anything. */
static void take_bounds(lg_local_search *s, const lg_local_search_settings *settings)
{
  const lg_program *p = s->p;
  s->lower = g_new(double, p->column_count + 1);
  s->upper = g_new(double, p->column_count + 1);
  s->open = true;
  for (int j = 0; j < p->column_count; j++) {
    s->lower[j] = settings->lower ? settings->lower[j] : p->columns[j].lower;
    s->upper[j] = settings->upper ? settings->upper[j] : p->columns[j].upper;
    s->open = s->open && least_of(s, j) <= most_of(s, j);
  }
}

static void build_measures(lg_local_search *s)
{
  const lg_program *p = s->p;
  struct local_search_build b = {.s = s, .measures = g_array_new(FALSE, FALSE, sizeof(lg_measure))};
  b.defined_by = g_new(int, p->row_count + 1);
  b.row_measure = g_new(int, p->row_count + 1);
  b.measure_of = g_new(int, p->column_count + 1);
  sort_rows(&b);
  add_counts(&b);
  add_rows(&b);
  s->measure_count = (int)b.measures->len;
  touch_all(&b);
  s->measures = (lg_measure *)(void *)g_array_free(b.measures, FALSE);
  g_free(b.defined_by);
  g_free(b.row_measure);
  g_free(b.measure_of);
  g_free(b.row_first);
  g_free(b.row_column);
  g_free(b.row_value);
}

lg_local_search *lg_local_search_new(const lg_formulation *f, const lg_deadline *deadline,
                                     const lg_local_search_settings *settings)
{
  lg_local_search *s = g_new0(lg_local_search, 1);
  *s = (lg_local_search){
      .f = f, .p = f->program, .deadline = deadline, .tuning = lg_tuning_of(deadline), .dice = 1};
  take_bounds(s, settings);
  s->shapes = g_array_new(FALSE, FALSE, sizeof(lg_local_search_shape));
  s->step = g_array_new(FALSE, FALSE, sizeof(lg_price));
  s->step_column = g_array_new(FALSE, FALSE, sizeof(int));
  s->lexicographic = g_array_new(FALSE, FALSE, sizeof(lg_shift));
  s->broken = g_array_new(FALSE, FALSE, sizeof(lg_broken));
  s->price = g_new0(lg_price, s->p->column_count + 1);
  build_measures(s);
  add_seats(s);
  s->at = g_new(int, s->seat_count + 1);
  s->violated = g_new(int, s->measure_count + 1);
  s->violated_at = g_new(int, s->measure_count + 1);
  s->mark = g_new0(int, s->measure_count + 1);
  s->stamp = g_new0(int, s->seat_count + 1);
  return s;
}

void lg_local_search_free(lg_local_search *s)
{
  g_free(s->seat_first);
  g_free(s->places);
  g_free(s->seat_of);
  g_free(s->at);
  g_free(s->measures);
  g_array_unref(s->shapes);
  g_array_unref(s->step);
  g_array_unref(s->step_column);
  g_free(s->touch_first);
  g_free(s->touches);
  g_free(s->list_first);
  g_free(s->list);
  g_free(s->price);
  g_free(s->violated);
  g_free(s->violated_at);
  g_array_unref(s->lexicographic);
  g_array_unref(s->broken);
  g_free(s->mark);
  g_free(s->stamp);
  g_free(s->lower);
  g_free(s->upper);
  g_free(s);
}
