/* aggregated.c - builds the aggregated program: which rows the elements need, which places and
 * teachers cannot be told apart. */
#include "aggregated.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- rows that the elements need ---- */

/* The program while it is built. */
struct merging {
  lg_aggregated *m;
  const lg_elements *e;
  const lg_program *open;
  const bool *kept;
  const int *group; /* or NULL */
  bool *needed;     /* [rows of the open program] */
  int *row_at;      /* [rows of the open program] row of the aggregated one, or -1 */
  /* [rows of the aggregated program] range of what stands in a row beside the count it defines */
  double *least, *most;
};

static int element_at(const struct merging *g, int column)
{
  int own = g->open->columns[column].element;
  return own < 0 ? -1 : g->e->first_own + own;
}

/* The row that defines a count or slack: its first one. */
static int own_row(const struct merging *g, int column)
{
  return g->open->row[g->open->start[column]];
}

/* Finds the rows that the kept elements need: R1, those that define limited counts, and what these
 * are made of. */
static void find_needed(struct merging *g)
{
  const lg_program *p = g->open;
  g->needed = g_new0(bool, p->row_count + 1);
  for (int i = 0; i < p->row_count; i++) g->needed[i] = p->rows[i].rule == LG_R1_POST;
  for (int j = 0; j < p->column_count; j++) {
    int k = element_at(g, j);
    if (k >= 0 && g->kept[k]) g->needed[own_row(g, j)] = true;
  }
  /* a needed row needs the definitions of the counts in it; those stand before it */
  for (int j = 0; j < p->column_count; j++)
    for (int a = p->start[j]; lg_column_is_count(p->columns[j].kind) && a < p->start[j + 1]; a++)
      if (g->needed[p->row[a]]) g->needed[own_row(g, j)] = true;
}

/* ---- teachers who cannot be told apart ---- */

/* A list of whole numbers as the key of a table. */
struct key_list {
  const int *at;
  int count;
};

static guint list_hash(gconstpointer key)
{
  const struct key_list *list = key;
  uint32_t hash = 2166136261u;
  for (int k = 0; k < list->count; k++) hash = (hash ^ (uint32_t)list->at[k]) * 16777619u;
  return hash ^ hash >> 15;
}

static gboolean list_equal(gconstpointer x, gconstpointer y)
{
  const struct key_list *a = x, *b = y;
  return a->count == b->count &&
         (a->count == 0 || memcmp(a->at, b->at, (size_t)a->count * sizeof(int)) == 0);
}

/* The number of a list of integers: equal lists have one number, a new one gets the next. */
static int number_of(GHashTable *table, const GArray *list)
{
  struct key_list key = {(const int *)(void *)list->data, (int)list->len};
  gpointer number = g_hash_table_lookup(table, &key);
  if (number) return GPOINTER_TO_INT(number) - 1;
  struct key_list *copy = g_malloc(sizeof *copy + list->len * sizeof(int));
  if (list->len > 0) memcpy(copy + 1, list->data, list->len * sizeof(int));
  *copy = (struct key_list){(const int *)(copy + 1), (int)list->len};
  g_hash_table_insert(table, copy, GINT_TO_POINTER((int)g_hash_table_size(table) + 1));
  return (int)g_hash_table_size(table) - 1;
}

/* A place of the teacher at hand; those that agree in `touches` and `bars` cannot be told apart. */
struct kind_of_place {
  int touches; /* number of the list of rows that it touches */
  int bars;    /* which of R2, R3, R5, if kept, bar it: LG_BAR_... */
  int column;  /* of the open program */
};

static int kind_order(const void *x, const void *y)
{
  const struct kind_of_place *a = x, *b = y;
  if (a->touches != b->touches) return a->touches < b->touches ? -1 : 1;
  if (a->bars != b->bars) return a->bars < b->bars ? -1 : 1;
  return a->column < b->column ? -1 : a->column > b->column;
}

/* Is there a kept element that concerns this teacher alone: a lock, or R13? */
static bool has_kept_own(const struct merging *g, int teacher)
{
  int returns = g->e->return_of[teacher];
  if (returns >= 0 && g->kept[returns]) return true;
  for (int k = g->e->lock_first[teacher]; k < g->e->lock_first[teacher + 1]; k++)
    if (g->kept[g->e->first_lock + k]) return true;
  return false;
}

/* Fills the list by which places are told apart: the rows that the place touches, and its group.
 *   alone  the teacher has a kept element of his own: the place is like no other */
static void describe(const struct merging *g, int column, bool alone, GArray *list)
{
  const lg_program *p = g->open;
  g_array_set_size(list, 0);
  if (alone) g_array_append_val(list, column);
  if (g->group && g->group[column] >= 0) {
    int entry[] = {-1, g->group[column]};
    g_array_append_vals(list, entry, 2);
  }
  for (int a = p->start[column]; a < p->start[column + 1]; a++) {
    if (g->row_at[p->row[a]] < 0 || p->rows[p->row[a]].rule == LG_R1_POST) continue;
    int entry[] = {p->row[a], (int)p->value[a]};
    g_array_append_vals(list, entry, 2);
  }
}

static int kept_bars(const struct merging *g, int column)
{
  int mask = (g->kept[LG_ELEMENT_R2] ? LG_BAR_ELIGIBLE : 0) |
             (g->kept[LG_ELEMENT_R3] ? LG_BAR_ROUTE : 0) |
             (g->kept[LG_ELEMENT_R5] ? LG_BAR_COMMUTE : 0);
  return g->e->open->pairs[g->open->columns[column].c].bars & mask;
}

/* Fills `places` with those places of teacher i that differ. One that touches the same rows as
 * another and is barred by the same elements and more is of no use. */
static void places_of(const struct merging *g, int i, GHashTable *touches, GArray *list,
                      GArray *places)
{
  const lg_candidate *candidate = &g->e->open->candidates[i];
  bool alone = has_kept_own(g, i);
  g_array_set_size(places, 0);
  for (int k = candidate->first; k < candidate->first + candidate->count; k++) {
    const lg_option *pair = &g->e->open->pairs[k];
    if (i == g->e->forced.teacher && !lg_assignment_same(pair->assignment, g->e->forced.assignment))
      continue;
    if (!alone && (pair->bars & LG_BAR_LOCK_ONLY)) continue;
    int column = g->e->f->column_of[k];
    describe(g, column, alone, list);
    struct kind_of_place place = {number_of(touches, list), alone ? 0 : kept_bars(g, column),
                                  column};
    g_array_append_val(places, place);
  }
  g_array_sort(places, kind_order);
  guint count = 0;
  for (guint k = 0; k < places->len; k++) {
    struct kind_of_place place = g_array_index(places, struct kind_of_place, k);
    bool worse = false;
    for (guint q = count; q-- > 0 && !worse;) {
      const struct kind_of_place *other = &g_array_index(places, struct kind_of_place, q);
      if (other->touches != place.touches) break;
      worse = (other->bars & ~place.bars) == 0;
    }
    if (!worse) g_array_index(places, struct kind_of_place, count++) = place;
  }
  g_array_set_size(places, count);
}

/* ---- the program ---- */

/* Adds a column.
 *   whole   column of the open program that it stands for, or -1
 *   limits  element that limits it, or -1 */
static int aggregated_column(struct merging *g, GArray *of, GArray *element, lg_column column,
                             int whole, int limits)
{
  g_array_append_val(of, whole);
  g_array_append_val(element, limits);
  return lg_program_add_column(g->m->program, column);
}

/* Adds one row R1 for each kind of teacher, with the places of the first such teacher, and a column
 * for those who are nowhere. */
static void merge_teachers(struct merging *g, GArray *of, GArray *element)
{
  GHashTable *touches = g_hash_table_new_full(list_hash, list_equal, g_free, NULL),
             *kinds = g_hash_table_new_full(list_hash, list_equal, g_free, NULL);
  GArray *list = g_array_new(FALSE, FALSE, sizeof(int)),
         *places = g_array_new(FALSE, FALSE, sizeof(struct kind_of_place)),
         *row_of = g_array_new(FALSE, FALSE, sizeof(int));
  int *count = g_new0(int, g->e->district->teacher_count + 1);
  const lg_program *p = g->open;
  for (int i = 0; i < g->e->district->teacher_count; i++) {
    places_of(g, i, touches, list, places);
    g_array_set_size(list, 0);
    if (i == g->e->forced.teacher) g_array_append_val(list, i);
    for (guint k = 0; k < places->len; k++) {
      const struct kind_of_place *place = &g_array_index(places, struct kind_of_place, k);
      int entry[] = {place->touches, place->bars};
      g_array_append_vals(list, entry, 2);
    }
    int kind = number_of(kinds, list);
    if (count[kind]++ > 0) continue;
    int row = lg_program_add_row(g->m->program, (lg_row){LG_R1_POST, kind, 0, 0, 0});
    g_array_append_val(row_of, row);
    for (guint k = 0; k < places->len; k++) {
      int whole = g_array_index(places, struct kind_of_place, k).column;
      lg_column column = p->columns[whole];
      int at = aggregated_column(g, of, element, column, whole, -1);
      lg_program_add_entry(g->m->program, row, at, 1);
      for (int a = p->start[whole]; a < p->start[whole + 1]; a++)
        if (p->rows[p->row[a]].rule != LG_R1_POST && g->row_at[p->row[a]] >= 0)
          lg_program_add_entry(g->m->program, g->row_at[p->row[a]], at, p->value[a]);
    }
    int nowhere = aggregated_column(
        g, of, element, (lg_column){LG_COL_ASSIGNMENT, kind, -1, -1, -1, true, 0, 1, 0, 1}, -1, -1);
    lg_program_add_entry(g->m->program, row, nowhere, 1);
  }
  for (guint k = 0; k < row_of->len; k++)
    g->m->program->rows[g_array_index(row_of, int, k)].rhs = count[k];
  g_free(count);
  g_array_unref(list);
  g_array_unref(places);
  g_array_unref(row_of);
  g_hash_table_unref(touches);
  g_hash_table_unref(kinds);
}

/* Adds the counts and slacks whose rows are needed. */
static void merge_counts(struct merging *g, GArray *of, GArray *element)
{
  const lg_program *p = g->open;
  for (int j = 0; j < p->column_count; j++) {
    if (p->columns[j].kind == LG_COL_ASSIGNMENT) continue;
    bool own = g->row_at[own_row(g, j)] >= 0;
    if (!own) continue;
    int at = aggregated_column(g, of, element, p->columns[j], j, element_at(g, j));
    for (int a = p->start[j]; a < p->start[j + 1]; a++)
      if (g->row_at[p->row[a]] >= 0)
        lg_program_add_entry(g->m->program, g->row_at[p->row[a]], at, p->value[a]);
  }
}

/* Gives every column finite free bounds: for a count, what the row that defines it can add up to.
 * The other columns of that row come before it, so they have their bounds already. */
static void bound_counts(struct merging *g)
{
  lg_aggregated *m = g->m;
  const lg_program *p = m->program;
  g->least = g_new0(double, p->row_count + 1);
  g->most = g_new0(double, p->row_count + 1);
  for (int j = 0; j < p->column_count; j++) {
    const lg_column *column = &p->columns[j];
    double lower = column->lower, upper = column->upper;
    int first = p->start[j];
    if (column->kind == LG_COL_ASSIGNMENT) {
      lower = 0;
      for (int a = first; a < p->start[j + 1]; a++)
        if (p->rows[p->row[a]].rule == LG_R1_POST) upper = p->rows[p->row[a]].rhs;
    } else if (column->kind == LG_COL_TEAM) {
      lower = 0;
      upper = 1;
    } else if (first < p->start[j + 1]) { /* a count: what the others in its own row add up to */
      int row = p->row[first];
      lower = g->least[row] - p->rows[row].rhs;
      upper = g->most[row] - p->rows[row].rhs;
      first++;
    }
    m->free_lower[j] = lower;
    m->free_upper[j] = upper;
    /* where the limit is out of reach, the count takes the limit's value and its row is missed; so
     * the rows that use the count have to reckon with that value */
    double limits[] = {column->lower, column->upper};
    for (int side = 0; m->element[j] >= 0 && side < 2; side++) {
      if (fabs(limits[side]) >= LG_INFINITE) continue;
      lower = MIN(lower, limits[side]);
      upper = MAX(upper, limits[side]);
    }
    for (int a = first; a < p->start[j + 1]; a++) {
      double v = p->value[a];
      g->least[p->row[a]] += v * (v > 0 ? lower : upper);
      g->most[p->row[a]] += v * (v > 0 ? upper : lower);
    }
  }
}

/* Adds two columns to the row of each limited count, which say by how many heads it is missed to
 * either side. In the row of a share a head weighs q. */
static void add_missed(struct merging *g, GArray *of, GArray *element)
{
  lg_program *p = g->m->program;
  int count = (int)element->len;
  for (int j = 0; j < count; j++) {
    int k = g_array_index(element, int, j), whole = g_array_index(of, int, j);
    if (k < 0 || !g->kept[k] || p->columns[j].kind == LG_COL_TEAM) continue;
    const lg_column *column = &g->open->columns[whole];
    double head = column->kind == LG_COL_MARGIN
                      ? (double)(column->c ? g->e->policy->quotas[column->a].max.share.q
                                           : g->e->policy->quotas[column->a].min.share.q)
                      : 1;
    int row = g->row_at[own_row(g, whole)];
    for (int side = -1; side <= 1; side += 2) {
      int at = aggregated_column(
          g, of, element,
          (lg_column){LG_COL_SHORTFALL, j, side, 0, -1, true, 0, LG_INFINITE, 0, LG_INFINITE}, -1,
          -1);
      lg_program_add_entry(p, row, at, side * head);
    }
  }
}

/* Sets cost and bounds of those columns: how far each limit can be missed, in heads. */
static void bound_missed(lg_aggregated *m)
{
  const lg_program *p = m->program;
  for (int j = 0; j < p->column_count; j++) {
    const lg_column *missed = &p->columns[j];
    if (m->of[j] >= 0) continue;
    m->cost[j] = 1;
    if (missed->kind == LG_COL_ASSIGNMENT) continue;
    const lg_column *count = &p->columns[missed->a];
    double head = fabs(p->value[p->start[j]]);
    double by = missed->b > 0 ? count->lower - m->free_lower[missed->a]
                              : m->free_upper[missed->a] - count->upper;
    m->free_lower[j] = 0;
    m->free_upper[j] = by > 0 ? ceil(by / head) + 1 : 0;
  }
}

lg_aggregated *lg_aggregated_new(const lg_elements *elements, const bool *kept, const int *group)
{
  lg_aggregated *m = g_new0(lg_aggregated, 1);
  *m = (lg_aggregated){.elements = elements, .program = lg_program_new()};
  struct merging g = {
      .m = m, .e = elements, .open = elements->f->program, .kept = kept, .group = group};
  find_needed(&g);
  GArray *of = g_array_new(FALSE, FALSE, sizeof(int)),
         *element = g_array_new(FALSE, FALSE, sizeof(int));
  g.row_at = g_new(int, g.open->row_count + 1);
  for (int i = 0; i < g.open->row_count; i++)
    g.row_at[i] = g.needed[i] && g.open->rows[i].rule != LG_R1_POST
                      ? lg_program_add_row(m->program, g.open->rows[i])
                      : -1;
  merge_teachers(&g, of, element);
  merge_counts(&g, of, element);
  add_missed(&g, of, element);
  lg_program_finish(m->program);
  size_t n = (size_t)m->program->column_count + 1;
  m->of = (int *)(void *)g_array_free(of, FALSE);
  m->element = (int *)(void *)g_array_free(element, FALSE);
  m->cost = g_new0(double, n);
  m->free_lower = g_new0(double, n);
  m->free_upper = g_new0(double, n);
  bound_counts(&g);
  bound_missed(m);
  g_free(g.needed);
  g_free(g.row_at);
  g_free(g.least);
  g_free(g.most);
  return m;
}

void lg_aggregated_free(lg_aggregated *m)
{
  if (!m) return;
  lg_program_free(m->program);
  g_free(m->of);
  g_free(m->element);
  g_free(m->cost);
  g_free(m->free_lower);
  g_free(m->free_upper);
  g_free(m);
}

void lg_aggregated_bounds(const lg_aggregated *m, const bool *kept, bool missed, double *lower,
                          double *upper)
{
  const lg_program *p = m->program;
  int by;
  for (int j = 0; j < p->column_count; j++) {
    const lg_column *column = &p->columns[j];
    lower[j] = m->free_lower[j];
    upper[j] = m->free_upper[j];
    if (m->of[j] < 0) {
      if (!missed) upper[j] = 0;
    } else if (column->kind == LG_COL_ASSIGNMENT) {
      if (!lg_elements_allow(m->elements, kept, m->of[j], &by)) upper[j] = 0;
    } else if (m->element[j] >= 0 && kept[m->element[j]]) {
      bool low = column->lower > -LG_INFINITE, high = column->upper < LG_INFINITE;
      lower[j] = low ? column->lower : MIN(lower[j], column->upper);
      upper[j] = high ? column->upper : MAX(upper[j], column->lower);
    }
  }
}
