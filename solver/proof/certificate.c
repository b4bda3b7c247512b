/* certificate.c - a proof as a certificate (certificate.h). What is added up below, term by term, is
 * what lg_whole_price adds up: rows times prices, and for each column left over the bound that it
 * stands at. */
#include "certificate.h"

#include <string.h>

/* A derivation; its last use is known only once all are made. */
struct derivation {
  char *text;
  int last; /* the last one that refers to it, -1: none */
};

struct writer {
  const lg_certificate *of;
  const lg_proof *proof;
  const lg_whole *whole;
  const lg_program *program;
  int goal;           /* -1: none */
  int one;            /* the constant's column */
  int given;          /* constraints of the problem */
  int *lower, *upper; /* [column_count + 1] the constraint that bounds a column now, -1: none yet */
  int64_t *at_lower, *at_upper; /* [column_count] those bounds */
  int *row_start, *row_entry;   /* the rows' entries: positions in the program's arrays, */
  int *entry_column;            /* and the column of each */
  int held_row, constant_row;   /* the first goal held, and the constant */
  int *fixed_row;      /* [goal_count + 1] what goal k fixes, as one constraint; -1: nothing */
  int *fixed_by;       /* [column_count] as in the proof, of goals before this one, and in a */
  int64_t *fixed_at;   /* tree of this one too */
  GArray *derivations; /* struct derivation */
  /* the combination at hand */
  GString *terms;
  int term_count;
};

/* ---- numbers and lists ---- */

static void put_i128(GString *text, lg_i128 x)
{
  char digits[48];
  int at = sizeof digits;
  bool minus = x < 0;
  digits[--at] = 0;
  do {
    int digit = (int)(x % 10);
    digits[--at] = (char)('0' + (digit < 0 ? -digit : digit));
    x /= 10;
  } while (x);
  if (minus) digits[--at] = '-';
  g_string_append(text, digits + at);
}

/* numerator / denominator, which is above 0, in lowest terms. */
static void put_fraction(GString *text, lg_i128 numerator, lg_i128 denominator)
{
  lg_i128 common = lg_common_divisor(numerator < 0 ? -numerator : numerator, denominator);
  put_i128(text, numerator / common);
  if (denominator == common) return;
  g_string_append_c(text, '/');
  put_i128(text, denominator / common);
}

/* ---- combinations ---- */

static void use(struct writer *w, int constraint)
{
  if (constraint >= w->given)
    g_array_index(w->derivations, struct derivation, constraint - w->given).last =
        w->given + (int)w->derivations->len;
}

/* Adds a constraint, numerator / denominator times, to the combination at hand. */
static void add(struct writer *w, int constraint, lg_i128 numerator, lg_i128 denominator)
{
  if (numerator == 0) return;
  use(w, constraint);
  g_string_append_printf(w->terms, " %d ", constraint);
  put_fraction(w->terms, numerator, denominator);
  w->term_count++;
}

/* Ends a derivation: what it says stands in `text`, the reason follows.
 *   returns  its number as a constraint; text is taken */
static int derive(struct writer *w, GString *text, const char *reason)
{
  int number = w->given + (int)w->derivations->len;
  if (strcmp(reason, "lin") == 0 || strcmp(reason, "rnd") == 0)
    g_string_append_printf(text, " { %s %d%s }", reason, w->term_count, w->terms->str);
  else
    g_string_append_printf(text, " { %s }", reason);
  g_string_truncate(w->terms, 0);
  w->term_count = 0;
  struct derivation d = {g_string_free(text, FALSE), -1};
  g_array_append_val(w->derivations, d);
  return number;
}

/* The head of a derivation: a name, the sense, the right-hand side. */
static GString *head(const struct writer *w, char sense, lg_i128 numerator, lg_i128 denominator)
{
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "d%d %c ", (int)w->derivations->len, sense);
  put_fraction(text, numerator, denominator);
  g_string_append_c(text, ' ');
  return text;
}

/* x_j <= value or x_j >= value. */
static GString *bound_head(const struct writer *w, int j, bool is_upper, int64_t value)
{
  GString *text = head(w, is_upper ? 'L' : 'G', value, 1);
  g_string_append_printf(text, "1 %d 1", j);
  return text;
}

/* ---- bounds of columns ---- */

static int bound_row(struct writer *w, int j, bool is_upper);

/* In a sum that is to be a constraint of this sense: takes out a column, whose entry there is
 * coefficient / denominator, by the bound that weakens the sum least. */
static void take_out(struct writer *w, char sense, int j, lg_i128 coefficient, lg_i128 denominator)
{
  if (coefficient == 0) return;
  bool is_upper = (coefficient < 0) == (sense == 'L');
  add(w, bound_row(w, j, is_upper), -coefficient, denominator);
}

/* The bound that row i implies for column j, by the bounds of the row's other columns. */
static int bound_by_row(struct writer *w, int i, int j, bool is_upper)
{
  char sense = is_upper ? 'L' : 'G';
  int64_t at = 0;
  lg_i128 rest = w->whole->rhs[i];
  for (int q = w->row_start[i]; q < w->row_start[i + 1]; q++) {
    int e = w->row_entry[q];
    if (w->entry_column[e] == j) at = w->whole->value[e];
  }
  lg_i128 size = at > 0 ? at : -at, sign = at > 0 ? 1 : -1;
  /* the bounds first, since they may be derivations of their own */
  for (int q = w->row_start[i]; q < w->row_start[i + 1]; q++) {
    int k = w->entry_column[w->row_entry[q]];
    if (k == j) continue;
    bound_row(w, k, true);
    bound_row(w, k, false);
  }
  add(w, i, sign, size);
  for (int q = w->row_start[i]; q < w->row_start[i + 1]; q++) {
    int e = w->row_entry[q], k = w->entry_column[e];
    if (k == j) continue;
    lg_i128 a = sign * w->whole->value[e]; /* over size */
    take_out(w, sense, k, a, size);
    bool by_upper = (a < 0) == (sense == 'L');
    rest -= sign * a * (by_upper ? w->at_upper[k] : w->at_lower[k]);
  }
  rest *= sign; /* over size */
  int64_t value = (int64_t)(is_upper ? lg_floor_div(rest, size) : -lg_floor_div(-rest, size));
  GString *text = head(w, sense, rest, size);
  g_string_append_printf(text, "1 %d 1", j);
  int row = derive(w, text, "lin");
  if (rest != (lg_i128)value * size) {
    add(w, row, 1, 1);
    row = derive(w, bound_head(w, j, is_upper, value), "rnd");
  }
  (is_upper ? w->at_upper : w->at_lower)[j] = value;
  (is_upper ? w->upper : w->lower)[j] = row;
  return row;
}

/* The constraint that bounds a column now. A bound that only a row implies is derived when it is
 * first wanted; -1 where there is none. */
static int bound_row(struct writer *w, int j, bool is_upper)
{
  int *known = is_upper ? &w->upper[j] : &w->lower[j];
  if (*known >= 0 || j == w->one) return *known;
  int by = is_upper ? w->whole->upper_row[j] : w->whole->lower_row[j];
  return by < 0 ? -1 : bound_by_row(w, by, j, is_upper);
}

/* ---- what a goal fixes ---- */

/* Is the column fixed at its lower bound? (Else at its upper one.) */
static bool is_fixed_low(const struct writer *w, int j)
{
  return w->fixed_at[j] == w->whole->lower[j];
}

/* How often the constraint of each earlier goal's fixed columns has to be added, so that the reduced cost
 * of every one of them points to the bound where it stands.
 *   d       [column_count] reduced costs, changed accordingly
 *   before  goals before this one count
 *   times   [goal_count + 1] filled */
static void balance(const struct writer *w, lg_i128 *d, int before, lg_i128 *times)
{
  for (int k = 0; k <= w->proof->goal_count; k++) times[k] = 0;
  for (int j = 0; j < w->program->column_count; j++) {
    int by = w->fixed_by[j];
    if (by < 0 || by >= before) continue;
    lg_i128 wrong = is_fixed_low(w, j) ? -d[j] : d[j];
    if (wrong > times[by]) times[by] = wrong;
  }
  for (int j = 0; j < w->program->column_count; j++) {
    int by = w->fixed_by[j];
    if (by >= 0 && by < before) d[j] += is_fixed_low(w, j) ? times[by] : -times[by];
  }
}

/* Adds the rows and held goals with these prices, times sign.
 *   unit  what the prices are multiples of is 1 / unit of what is added up */
static void add_prices(struct writer *w, const lg_prices *prices, int held, int sign, lg_i128 unit)
{
  for (int i = 0; i < w->program->row_count; i++) add(w, i, (lg_i128)sign * prices->row[i], unit);
  for (int k = 0; k < held; k++) add(w, w->held_row + k, (lg_i128)-sign * prices->goal[k], unit);
}

/* Derives, as one constraint, that the columns which goal k fixes stand at their bounds: the sum of
 * their distances is at most 0. It follows from "goal k is at most its limit" (constraint `limit_row`,
 * with the constant's column where k is the certificate's own goal) by rounding down. */
static void derive_fixed(struct writer *w, int k, int limit_row, int64_t limit)
{
  const lg_goal_proof *g = &w->proof->goals[k];
  int n = w->program->column_count;
  lg_i128 unit = (lg_i128)1 << g->root.shift, least = limit * unit - g->root.value + 1;
  lg_i128 *d = g_new0(lg_i128, n + 1), *times = g_new0(lg_i128, w->proof->goal_count + 1), sum = 0;
  int count = 0;
  for (int j = 0; j < n; j++) {
    d[j] = lg_whole_reduced(w->whole, k, &g->prices, j);
    if (w->fixed_by[j] != k) continue;
    count++;
    sum += is_fixed_low(w, j) ? w->fixed_at[j] : -(lg_i128)w->fixed_at[j];
  }
  w->fixed_row[k] = -1;
  if (count > 0) {
    balance(w, d, k, times);
    for (int j = 0; j < n; j++) { /* derivations of bounds come before the sum */
      if (d[j] > 0) bound_row(w, j, false);
      if (d[j] < 0) bound_row(w, j, true);
    }
    add(w, limit_row, unit, 1);
    if (k == w->goal) add(w, w->constant_row, -(lg_i128)w->whole->goals[k].constant * unit, 1);
    add_prices(w, &g->prices, k, -1, 1);
    for (int q = 0; q < k; q++) add(w, w->fixed_row[q], times[q], 1);
    GString *entries = g_string_new(NULL), *ones = g_string_new(NULL);
    for (int j = 0; j < n; j++) {
      bool mine = w->fixed_by[j] == k, low = mine && is_fixed_low(w, j);
      lg_i128 kept = !mine ? 0 : low ? least : -least;
      take_out(w, 'L', j, d[j] - kept, 1);
      if (!mine) continue;
      g_string_append_printf(entries, " %d ", j);
      put_i128(entries, kept);
      g_string_append_printf(ones, " %d %d", j, low ? 1 : -1);
    }
    GString *text = head(w, 'L', sum * least + least - 1, 1);
    g_string_append_printf(text, "%d%s", count, entries->str);
    int row = derive(w, text, "lin");
    add(w, row, 1, least);
    text = head(w, 'L', sum, 1);
    g_string_append_printf(text, "%d%s", count, ones->str);
    w->fixed_row[k] = derive(w, text, "rnd");
    g_string_free(entries, TRUE);
    g_string_free(ones, TRUE);
  }
  g_free(d);
  g_free(times);
}

/* Splits a constraint of fixed columns (derive_fixed) in two, until each column has its own. */
static void split_fixed(struct writer *w, int row, const int *columns, int count)
{
  if (count == 1) {
    int j = columns[0];
    bool low = is_fixed_low(w, j);
    int64_t at = w->fixed_at[j];
    if (!low) { /* it says -x <= -at */
      add(w, row, -1, 1);
      row = derive(w, bound_head(w, j, false, at), "lin");
    }
    (low ? w->upper : w->lower)[j] = row;
    (low ? w->at_upper : w->at_lower)[j] = at;
    return;
  }
  int half[2] = {count / 2, count - count / 2};
  for (int side = 0; side < 2; side++) {
    const int *mine = columns + (side ? half[0] : 0), *others = columns + (side ? 0 : half[0]);
    lg_i128 sum = 0;
    add(w, row, 1, 1);
    for (int q = 0; q < half[!side]; q++)
      take_out(w, 'L', others[q], is_fixed_low(w, others[q]) ? 1 : -1, 1);
    GString *entries = g_string_new(NULL);
    for (int q = 0; q < half[side]; q++) {
      bool low = is_fixed_low(w, mine[q]);
      sum += low ? w->fixed_at[mine[q]] : -(lg_i128)w->fixed_at[mine[q]];
      g_string_append_printf(entries, " %d %d", mine[q], low ? 1 : -1);
    }
    GString *text = head(w, 'L', sum, 1);
    g_string_append_printf(text, "%d%s", half[side], entries->str);
    g_string_free(entries, TRUE);
    int part = derive(w, text, "lin");
    split_fixed(w, part, mine, half[side]);
  }
}

/* ---- the bound by prices alone ---- */

static GString *goal_head(const struct writer *w, lg_i128 numerator, lg_i128 denominator)
{
  GString *text = head(w, 'G', numerator, denominator);
  g_string_append(text, "OBJ");
  return text;
}

/* Rounds "the goal is at least value / unit" up to the whole value that is claimed. */
static int round_goal(struct writer *w, int row, int64_t claimed)
{
  add(w, row, 1, 1);
  return derive(w, goal_head(w, claimed, 1), "rnd");
}

static void derive_by_prices(struct writer *w)
{
  const lg_goal_proof *g = &w->proof->goals[w->goal];
  int n = w->program->column_count;
  lg_i128 unit = (lg_i128)1 << g->root.shift;
  lg_i128 *d = g_new0(lg_i128, n + 1), *times = g_new0(lg_i128, w->proof->goal_count + 1);
  for (int j = 0; j < n; j++) d[j] = lg_whole_reduced(w->whole, w->goal, &g->prices, j);
  balance(w, d, w->goal, times);
  for (int j = 0; j < n; j++) {
    if (d[j] > 0) bound_row(w, j, false);
    if (d[j] < 0) bound_row(w, j, true);
  }
  add(w, w->constant_row, w->whole->goals[w->goal].constant, 1);
  add_prices(w, &g->prices, w->goal, 1, unit);
  for (int k = 0; k < w->goal; k++)
    if (times[k]) add(w, w->fixed_row[k], -times[k], unit);
  /* the sum is the goal less the columns' reduced costs: their bounds bring those back */
  for (int j = 0; j < n; j++)
    if (d[j] != 0) add(w, bound_row(w, j, d[j] < 0), d[j], unit);
  int row = derive(w, goal_head(w, g->root.value, unit), "lin");
  round_goal(w, row, g->value);
  g_free(d);
  g_free(times);
}

/* ---- trees ---- */

struct tree {
  const GArray *nodes;
  int64_t *lower, *upper; /* [column_count] of the tree's root */
  bool *open;             /* [column_count] not fixed there */
  int *row_at[2]; /* [row_count + goal_count] the rows without fixed columns, as <= and as >=;
                             -1: not derived yet */
  int fixed_goal; /* the part of the goal that is fixed, as >= */
  int *child;     /* [nodes] the first of a node's two children, which follow each other */
  int *assumed;   /* [nodes] the assumption of each node */
};

/* Fixes what rows leave no choice, as the prover did, with a derivation each. */
static void derive_propagated(struct writer *w, struct tree *t)
{
  GArray *fixed = g_array_new(FALSE, FALSE, sizeof(lg_whole_fixed));
  lg_whole_propagate(w->whole, t->lower, t->upper, fixed);
  for (guint k = 0; k < fixed->len; k++) {
    const lg_whole_fixed *f = &g_array_index(fixed, lg_whole_fixed, k);
    bound_by_row(w, f->row, f->column, !f->up);
  }
  g_array_unref(fixed);
}

/* A row (a held goal behind the rows) with the fixed columns put in, as <= or as >=. */
static int open_row(struct writer *w, struct tree *t, int i, bool at_least)
{
  int *known = &t->row_at[at_least][i];
  if (*known >= 0) return *known;
  const lg_program *p = w->program;
  char sense = at_least ? 'G' : 'L';
  int k = i - p->row_count;
  lg_i128 rhs = k < 0 ? w->whole->rhs[i] : w->whole->goals[k].limit - w->whole->goals[k].constant;
  GString *entries = g_string_new(NULL);
  int count = 0;
  add(w, k < 0 ? i : w->held_row + k, 1, 1);
  int from = k < 0 ? w->row_start[i] : 0, to = k < 0 ? w->row_start[i + 1] : p->column_count;
  for (int q = from; q < to; q++) {
    int j = k < 0 ? w->entry_column[w->row_entry[q]] : q;
    int64_t a = k < 0 ? w->whole->value[w->row_entry[q]] : w->whole->goals[k].cost[j];
    if (a == 0) continue;
    if (t->open[j]) {
      g_string_append_printf(entries, " %d %" G_GINT64_FORMAT, j, a);
      count++;
      continue;
    }
    take_out(w, sense, j, a, 1);
    rhs -= (lg_i128)a * t->lower[j];
  }
  GString *text = head(w, sense, rhs, 1);
  g_string_append_printf(text, "%d%s", count, entries->str);
  g_string_free(entries, TRUE);
  return *known = derive(w, text, "lin");
}

/* The fixed columns' part of the goal, with the constant: at least what it is. */
static int derive_fixed_goal(struct writer *w, const struct tree *t)
{
  const lg_whole_goal *g = &w->whole->goals[w->goal];
  lg_i128 sum = g->constant;
  GString *entries = g_string_new(NULL);
  int count = 0;
  for (int j = 0; j < w->program->column_count; j++) {
    if (t->open[j] || g->cost[j] == 0) continue;
    sum += (lg_i128)g->cost[j] * t->lower[j];
    add(w, bound_row(w, j, g->cost[j] < 0), g->cost[j], 1);
    g_string_append_printf(entries, " %d %" G_GINT64_FORMAT, j, g->cost[j]);
    count++;
  }
  add(w, w->constant_row, g->constant, 1);
  if (g->constant) {
    g_string_append_printf(entries, " %d %" G_GINT64_FORMAT, w->one, g->constant);
    count++;
  }
  GString *text = head(w, 'G', sum, 1);
  g_string_append_printf(text, "%d%s", count, entries->str);
  g_string_free(entries, TRUE);
  return derive(w, text, "lin");
}

/* A leaf: its prices over the open columns, whose bounds are those of the root or the assumptions on
 * the way.
 *   returns  "the goal is at least its value", or a contradiction */
static int derive_leaf(struct writer *w, struct tree *t, int node)
{
  const lg_proof_node *leaf = &g_array_index(t->nodes, lg_proof_node, node);
  const lg_program *p = w->program;
  int n = p->column_count, goal = leaf->empty ? -1 : w->goal, held = w->goal < 0 ? 0 : w->goal;
  GArray *kept = g_array_new(FALSE, FALSE, sizeof(int)); /* column, lower, upper before */
  for (int k = node; k > 0; k = g_array_index(t->nodes, lg_proof_node, k).parent) {
    const lg_proof_node *on = &g_array_index(t->nodes, lg_proof_node, k);
    int j = on->column, was[] = {j, w->lower[j], w->upper[j]};
    int64_t *at = on->up ? &w->at_lower[j] : &w->at_upper[j];
    g_array_append_vals(kept, was, 3);
    bool tighter = on->up ? on->bound > *at : on->bound < *at;
    if (!tighter) continue;
    *at = on->bound;
    (on->up ? w->lower : w->upper)[j] = t->assumed[k];
  }
  lg_i128 unit = (lg_i128)1 << leaf->prices.shift, sum = 0;
  for (int i = 0; i < p->row_count; i++)
    if (leaf->prices.row[i]) open_row(w, t, i, leaf->prices.row[i] > 0);
  for (int k = 0; k < held; k++)
    if (leaf->prices.goal[k]) open_row(w, t, p->row_count + k, false);
  lg_i128 *d = g_new0(lg_i128, n + 1);
  for (int j = 0; j < n; j++) {
    if (!t->open[j]) continue;
    d[j] = lg_whole_reduced(w->whole, goal, &leaf->prices, j);
    if (d[j]) bound_row(w, j, d[j] < 0);
  }
  if (goal >= 0) {
    add(w, t->fixed_goal, 1, 1);
    lg_i128 fixed = w->whole->goals[goal].constant;
    for (int j = 0; j < n; j++)
      if (!t->open[j]) fixed += (lg_i128)w->whole->goals[goal].cost[j] * t->lower[j];
    sum += fixed * unit;
  }
  for (int i = 0; i < p->row_count; i++) {
    lg_i128 price = leaf->prices.row[i];
    if (price == 0) continue;
    add(w, open_row(w, t, i, price > 0), price, unit);
    lg_i128 rhs = w->whole->rhs[i];
    for (int q = w->row_start[i]; q < w->row_start[i + 1]; q++) {
      int j = w->entry_column[w->row_entry[q]];
      if (!t->open[j]) rhs -= (lg_i128)w->whole->value[w->row_entry[q]] * t->lower[j];
    }
    sum += price * rhs;
  }
  for (int k = 0; k < held; k++) {
    lg_i128 price = leaf->prices.goal[k];
    if (price == 0) continue;
    add(w, open_row(w, t, p->row_count + k, false), -price, unit);
    lg_i128 rhs = w->whole->goals[k].limit - w->whole->goals[k].constant;
    for (int j = 0; j < n; j++)
      if (!t->open[j]) rhs -= (lg_i128)w->whole->goals[k].cost[j] * t->lower[j];
    sum -= price * rhs;
  }
  for (int j = 0; j < n; j++) {
    if (d[j] == 0) continue;
    add(w, bound_row(w, j, d[j] < 0), d[j], unit);
    sum += d[j] * (d[j] < 0 ? w->at_upper[j] : w->at_lower[j]);
  }
  g_free(d);
  int row;
  if (goal < 0) {
    GString *text = head(w, 'G', sum, unit);
    g_string_append_c(text, '0');
    row = derive(w, text, "lin");
  } else {
    row = round_goal(w, derive(w, goal_head(w, sum, unit), "lin"), w->proof->goals[goal].value);
  }
  /* back to the bounds of the root: the first note of a column is theirs */
  for (int q = (int)kept->len / 3 - 1; q >= 0; q--) {
    const int *was = &g_array_index(kept, int, 3 * q);
    w->lower[was[0]] = was[1];
    w->upper[was[0]] = was[2];
    w->at_lower[was[0]] = t->lower[was[0]];
    w->at_upper[was[0]] = t->upper[was[0]];
  }
  g_array_unref(kept);
  return row;
}

static int derive_node(struct writer *w, struct tree *t, int node)
{
  const lg_proof_node *mine = &g_array_index(t->nodes, lg_proof_node, node);
  if (mine->leaf) return derive_leaf(w, t, node);
  int child[2] = {t->child[node], t->child[node] + 1}, row[2];
  for (int side = 0; side < 2; side++) {
    const lg_proof_node *on = &g_array_index(t->nodes, lg_proof_node, child[side]);
    t->assumed[child[side]] = derive(w, bound_head(w, on->column, !on->up, on->bound), "asm");
  }
  for (int side = 0; side < 2; side++) row[side] = derive_node(w, t, child[side]);
  for (int side = 0; side < 2; side++) {
    use(w, row[side]);
    use(w, t->assumed[child[side]]);
  }
  char *reason = g_strdup_printf("uns %d %d %d %d", row[0], t->assumed[child[0]], row[1],
                                 t->assumed[child[1]]);
  GString *text;
  if (w->goal >= 0) {
    text = goal_head(w, w->proof->goals[w->goal].value, 1);
  } else {
    text = head(w, 'G', 1, 1);
    g_string_append_c(text, '0');
  }
  int both = derive(w, text, reason);
  g_free(reason);
  return both;
}

/* Notes what this goal fixes where it is at most the limit. */
static void fix_below(struct writer *w, int64_t limit)
{
  const lg_goal_proof *g = &w->proof->goals[w->goal];
  lg_i128 room = limit * ((lg_i128)1 << g->root.shift) - g->root.value;
  for (int j = 0; j < w->program->column_count; j++) {
    if (w->fixed_by[j] >= 0 || w->whole->lower[j] == w->whole->upper[j]) continue;
    lg_i128 d = lg_whole_reduced(w->whole, w->goal, &g->prices, j);
    if ((d < 0 ? -d : d) <= room) continue;
    w->fixed_by[j] = w->goal;
    w->fixed_at[j] = d > 0 ? w->whole->lower[j] : w->whole->upper[j];
  }
}

static void derive_tree(struct writer *w)
{
  int n = w->program->column_count, m = w->program->row_count, goals = w->proof->goal_count;
  int g = MAX(w->goal, 0), below = -1, above = -1;
  const lg_goal_proof *proof = &w->proof->goals[g];
  struct tree t = {.nodes = proof->nodes};
  t.lower = g_memdup2(w->whole->lower, ((size_t)n + 1) * sizeof(int64_t));
  t.upper = g_memdup2(w->whole->upper, ((size_t)n + 1) * sizeof(int64_t));
  t.open = g_new0(bool, n + 1);
  t.assumed = g_new(int, t.nodes->len + 1);
  t.child = g_new0(int, t.nodes->len + 1);
  for (guint k = t.nodes->len; k-- > 1;)
    t.child[g_array_index(t.nodes, lg_proof_node, k).parent] = (int)k;
  for (int side = 0; side < 2; side++) {
    t.row_at[side] = g_new(int, m + goals + 1);
    for (int i = 0; i <= m + goals; i++) t.row_at[side][i] = -1;
  }
  for (int j = 0; j < n; j++) { /* bounds that rows imply: before any assumption is made */
    bound_row(w, j, false);
    bound_row(w, j, true);
  }
  if (w->goal >= 0) { /* only what is better than the value is looked at */
    GString *text = head(w, 'L', proof->value - 1, 1);
    g_string_append(text, "OBJ");
    below = derive(w, text, "asm");
    above = derive(w, goal_head(w, proof->value, 1), "asm");
    fix_below(w, proof->value - 1);
    derive_fixed(w, w->goal, below, proof->value - 1);
    int *list = g_new(int, n + 1);
    for (int k = 0; k <= w->goal; k++) {
      int count = 0;
      for (int j = 0; j < n; j++)
        if (w->fixed_by[j] == k) list[count++] = j;
      if (count) split_fixed(w, w->fixed_row[k], list, count);
    }
    g_free(list);
    for (int j = 0; j < n; j++)
      if (w->fixed_by[j] >= 0) t.lower[j] = t.upper[j] = w->fixed_at[j];
  }
  derive_propagated(w, &t);
  for (int j = 0; j < n; j++) t.open[j] = t.lower[j] != t.upper[j];
  if (w->goal >= 0) t.fixed_goal = derive_fixed_goal(w, &t);
  int root = derive_node(w, &t, 0);
  if (w->goal >= 0) {
    use(w, root);
    use(w, below);
    use(w, above);
    char *reason = g_strdup_printf("uns %d %d %d %d", root, below, above, above);
    derive(w, goal_head(w, proof->value, 1), reason);
    g_free(reason);
  }
  g_free(t.lower);
  g_free(t.upper);
  g_free(t.open);
  g_free(t.assumed);
  g_free(t.child);
  g_free(t.row_at[0]);
  g_free(t.row_at[1]);
}

/* ---- the problem ---- */

static void transpose(struct writer *w)
{
  const lg_program *p = w->program;
  int entries = p->start[p->column_count];
  w->row_start = g_new0(int, p->row_count + 2);
  w->row_entry = g_new(int, entries + 1);
  w->entry_column = g_new(int, entries + 1);
  for (int e = 0; e < entries; e++) w->row_start[p->row[e] + 1]++;
  for (int i = 0; i < p->row_count; i++) w->row_start[i + 1] += w->row_start[i];
  int *next = g_memdup2(w->row_start, ((size_t)p->row_count + 1) * sizeof(int));
  for (int j = 0; j < p->column_count; j++)
    for (int e = p->start[j]; e < p->start[j + 1]; e++) {
      w->row_entry[next[p->row[e]]++] = e;
      w->entry_column[e] = j;
    }
  g_free(next);
}

static void put_costs(const struct writer *w, GString *text, const lg_whole_goal *g, bool constant)
{
  int count = 0, n = w->program->column_count;
  for (int j = 0; j < n; j++) count += g->cost[j] != 0;
  constant = constant && g->constant != 0;
  g_string_append_printf(text, "%d", count + constant);
  for (int j = 0; j < n; j++)
    if (g->cost[j]) g_string_append_printf(text, " %d %" G_GINT64_FORMAT, j, g->cost[j]);
  if (constant) g_string_append_printf(text, " %d %" G_GINT64_FORMAT, n, g->constant);
}

/* The bounds of the columns as the program has them, one constraint each. */
static void put_bounds(struct writer *w, GString *text)
{
  for (int j = 0; j < w->program->column_count; j++) {
    if (w->whole->lower[j] != LG_NO_LOWER && w->whole->lower_row[j] < 0) {
      w->lower[j] = w->given++;
      g_string_append_printf(text, "l%d G %" G_GINT64_FORMAT " 1 %d 1\n", j, w->whole->lower[j], j);
    }
    if (w->whole->upper[j] != LG_NO_UPPER && w->whole->upper_row[j] < 0) {
      w->upper[j] = w->given++;
      g_string_append_printf(text, "u%d L %" G_GINT64_FORMAT " 1 %d 1\n", j, w->whole->upper[j], j);
    }
  }
}

static void put_problem(struct writer *w, GString *out)
{
  const lg_program *p = w->program;
  int n = p->column_count, m = p->row_count, held = MAX(w->goal, 0);
  g_string_append_printf(out, "VER 1.0\nVAR %d\n", n + 1);
  for (int j = 0; j <= n; j++) g_string_append_printf(out, "%s\n", w->of->column_names[j]);
  g_string_append_printf(out, "INT %d\n", n + 1);
  for (int j = 0; j <= n; j++) g_string_append_printf(out, "%d%c", j, j < n ? ' ' : '\n');
  g_string_append(out, "OBJ min\n");
  if (w->goal >= 0)
    put_costs(w, out, &w->whole->goals[w->goal], true);
  else
    g_string_append_c(out, '0');
  GString *text = g_string_new(NULL);
  for (int i = 0; i < m; i++) {
    g_string_append_printf(text, "%s E %" G_GINT64_FORMAT " %d", w->of->row_names[i],
                           w->whole->rhs[i], w->row_start[i + 1] - w->row_start[i]);
    for (int q = w->row_start[i]; q < w->row_start[i + 1]; q++) {
      int e = w->row_entry[q];
      g_string_append_printf(text, " %d %" G_GINT64_FORMAT, w->entry_column[e], w->whole->value[e]);
    }
    g_string_append_c(text, '\n');
  }
  w->held_row = m;
  for (int k = 0; k < held; k++) {
    const lg_whole_goal *g = &w->whole->goals[k];
    g_string_append_printf(text, "%s L %" G_GINT64_FORMAT " ", w->of->row_names[m + k],
                           g->limit - g->constant);
    put_costs(w, text, g, false);
    g_string_append_c(text, '\n');
  }
  w->constant_row = m + held;
  g_string_append_printf(text, "%s E 1 1 %d 1\n", w->of->row_names[m + held], n);
  w->given = m + held + 1;
  put_bounds(w, text);
  g_string_append_printf(out, "\nCON %d %d\n", w->given, w->given - m - held - 1);
  g_string_append_len(out, text->str, (gssize)text->len);
  g_string_free(text, TRUE);
}

/* What is to be proved. */
static void put_claim(const struct writer *w, GString *out)
{
  if (w->goal >= 0)
    g_string_append_printf(out, "RTP range %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                           w->proof->goals[w->goal].value, w->proof->goals[w->goal].value);
  else
    g_string_append(out, "RTP infeas\n");
}

static void put_solutions(const struct writer *w, GString *out)
{
  int n = w->program->column_count;
  g_string_append_printf(out, "SOL %d\n", w->of->solution_count);
  for (int s = 0; s < w->of->solution_count; s++) {
    const lg_certificate_solution *solution = &w->of->solutions[s];
    int count = 1;
    for (int j = 0; j < n; j++) count += solution->value[j] != 0;
    g_string_append_printf(out, "%s %d", solution->name, count);
    for (int j = 0; j < n; j++)
      if (solution->value[j])
        g_string_append_printf(out, " %d %" G_GINT64_FORMAT, j, solution->value[j]);
    g_string_append_printf(out, " %d 1\n", n);
  }
}

static void put_derivations(struct writer *w, GString *out)
{
  g_string_append_printf(out, "DER %u\n", w->derivations->len);
  for (guint k = 0; k < w->derivations->len; k++) {
    struct derivation *d = &g_array_index(w->derivations, struct derivation, k);
    g_string_append_printf(out, "%s %d\n", d->text, d->last);
    g_free(d->text);
  }
}

static void writer_init(struct writer *w, const lg_certificate *of)
{
  size_t n = (size_t)of->proof->whole->program->column_count + 1;
  *w = (struct writer){.of = of, .proof = of->proof, .whole = of->proof->whole};
  w->program = w->whole->program;
  w->goal = of->proof->goal_count ? of->goal : -1;
  w->one = (int)n - 1;
  w->lower = g_new(int, n);
  w->upper = g_new(int, n);
  for (size_t j = 0; j < n; j++) w->lower[j] = w->upper[j] = -1;
  w->at_lower = g_memdup2(w->whole->lower, n * sizeof(int64_t));
  w->at_upper = g_memdup2(w->whole->upper, n * sizeof(int64_t));
  w->fixed_row = g_new0(int, of->proof->goal_count + 1);
  w->fixed_by = g_memdup2(of->proof->fixed_by, n * sizeof(int));
  w->fixed_at = g_memdup2(of->proof->fixed_at, n * sizeof(int64_t));
  w->derivations = g_array_new(FALSE, FALSE, sizeof(struct derivation));
  w->terms = g_string_new(NULL);
  transpose(w);
  for (size_t j = 0; j + 1 < n; j++) /* later goals have not fixed anything yet */
    if (w->fixed_by[j] >= MAX(w->goal, 0)) w->fixed_by[j] = -1;
}

static void writer_clear(struct writer *w)
{
  g_free(w->lower);
  g_free(w->upper);
  g_free(w->at_lower);
  g_free(w->at_upper);
  g_free(w->fixed_row);
  g_free(w->fixed_by);
  g_free(w->fixed_at);
  g_free(w->row_start);
  g_free(w->row_entry);
  g_free(w->entry_column);
  g_array_unref(w->derivations);
  g_string_free(w->terms, TRUE);
}

/* The bounds that cross, or prices that prove the program's own bounds to leave nothing. */
static void derive_empty(struct writer *w)
{
  const lg_goal_proof *g = &w->proof->goals[0];
  int n = w->program->column_count;
  lg_i128 unit = (lg_i128)1 << g->prices.shift, sum = 0;
  if (!g->prices.row) {
    for (int j = 0; j < n; j++) {
      if (w->whole->lower[j] <= w->whole->upper[j]) continue;
      int lower = bound_row(w, j, false), upper = bound_row(w, j, true);
      add(w, lower, 1, 1);
      add(w, upper, -1, 1);
      sum = (lg_i128)w->whole->lower[j] - w->whole->upper[j];
      unit = 1;
      break;
    }
  } else {
    lg_i128 *d = g_new0(lg_i128, n + 1);
    for (int j = 0; j < n; j++) {
      d[j] = lg_whole_reduced(w->whole, -1, &g->prices, j);
      if (d[j]) bound_row(w, j, d[j] < 0);
    }
    add_prices(w, &g->prices, 0, 1, unit);
    for (int i = 0; i < w->program->row_count; i++)
      sum += (lg_i128)g->prices.row[i] * w->whole->rhs[i];
    for (int j = 0; j < n; j++) {
      if (d[j] == 0) continue;
      add(w, bound_row(w, j, d[j] < 0), d[j], unit);
      sum += d[j] * (d[j] < 0 ? w->at_upper[j] : w->at_lower[j]);
    }
    g_free(d);
  }
  GString *text = head(w, 'G', sum, unit);
  g_string_append_c(text, '0');
  derive(w, text, "lin");
}

GString *lg_certificate_statement(const lg_certificate *of)
{
  struct writer w;
  writer_init(&w, of);
  GString *out = g_string_new(NULL);
  put_problem(&w, out);
  put_claim(&w, out);
  writer_clear(&w);
  return out;
}

GString *lg_certificate_write(const lg_certificate *of)
{
  struct writer w;
  writer_init(&w, of);
  GString *out = g_string_new(NULL);
  put_problem(&w, out);
  put_claim(&w, out);
  put_solutions(&w, out);
  for (int k = 0; k < w.goal; k++) derive_fixed(&w, k, w.held_row + k, w.whole->goals[k].limit);
  if (of->proof->goals[MAX(w.goal, 0)].nodes->len > 0)
    derive_tree(&w);
  else if (w.goal >= 0)
    derive_by_prices(&w);
  else
    derive_empty(&w);
  put_derivations(&w, out);
  writer_clear(&w);
  return out;
}
