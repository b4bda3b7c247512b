/* certificate.c - a proof as a certificate (certificate.h). What is added up below, term by term, is
 * what lg_whole_price adds up: rows times prices, and for each column left over the bound that it
 * stands at. */
#include "certificate_internal.h"

#include <string.h>

/* ---- numbers and lists ---- */

void lg_put_i128(GString *text, lg_i128 x)
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
void lg_put_fraction(GString *text, lg_i128 numerator, lg_i128 denominator)
{
  lg_i128 common = lg_common_divisor(numerator < 0 ? -numerator : numerator, denominator);
  lg_put_i128(text, numerator / common);
  if (denominator == common) return;
  g_string_append_c(text, '/');
  lg_put_i128(text, denominator / common);
}

/* ---- combinations ---- */

void lg_writer_use(lg_writer *w, int constraint)
{
  if (constraint >= w->given)
    g_array_index(w->derivations, lg_derivation, constraint - w->given).last =
        w->given + (int)w->derivations->len;
}

/* Adds a constraint, numerator / denominator times, to the combination at hand. */
void lg_writer_add(lg_writer *w, int constraint, lg_i128 numerator, lg_i128 denominator)
{
  if (numerator == 0) return;
  lg_writer_use(w, constraint);
  g_string_append_printf(w->terms, " %d ", constraint);
  lg_put_fraction(w->terms, numerator, denominator);
  w->term_count++;
}

/* Ends a derivation: what it says stands in `text`, the reason follows.
 *   returns  its number as a constraint; text is taken */
int lg_writer_derive(lg_writer *w, GString *text, const char *reason)
{
  int number = w->given + (int)w->derivations->len;
  if (strcmp(reason, "lin") == 0 || strcmp(reason, "rnd") == 0)
    g_string_append_printf(text, " { %s %d%s }", reason, w->term_count, w->terms->str);
  else
    g_string_append_printf(text, " { %s }", reason);
  g_string_truncate(w->terms, 0);
  w->term_count = 0;
  lg_derivation d = {g_string_free(text, FALSE), -1};
  g_array_append_val(w->derivations, d);
  return number;
}

/* The head of a derivation: a name, the sense, the right-hand side. */
GString *lg_writer_head(const lg_writer *w, char sense, lg_i128 numerator, lg_i128 denominator)
{
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "d%d %c ", (int)w->derivations->len, sense);
  lg_put_fraction(text, numerator, denominator);
  g_string_append_c(text, ' ');
  return text;
}

/* x_j <= value or x_j >= value. */
GString *lg_writer_bound_head(const lg_writer *w, int j, bool is_upper, int64_t value)
{
  GString *text = lg_writer_head(w, is_upper ? 'L' : 'G', value, 1);
  g_string_append_printf(text, "1 %d 1", j);
  return text;
}

/* ---- bounds of columns ---- */

/* In a sum that is to be a constraint of this sense: takes out a column, whose entry there is
 * coefficient / denominator, by the bound that weakens the sum least. */
void lg_writer_take_out(lg_writer *w, char sense, int j, lg_i128 coefficient, lg_i128 denominator)
{
  if (coefficient == 0) return;
  bool is_upper = (coefficient < 0) == (sense == 'L');
  lg_writer_add(w, lg_writer_bound_row(w, j, is_upper), -coefficient, denominator);
}

/* The bound that row i implies for column j, by the bounds of the row's other columns. */
int lg_writer_bound_by_row(lg_writer *w, int i, int j, bool is_upper)
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
    lg_writer_bound_row(w, k, true);
    lg_writer_bound_row(w, k, false);
  }
  lg_writer_add(w, i, sign, size);
  for (int q = w->row_start[i]; q < w->row_start[i + 1]; q++) {
    int e = w->row_entry[q], k = w->entry_column[e];
    if (k == j) continue;
    lg_i128 a = sign * w->whole->value[e]; /* over size */
    lg_writer_take_out(w, sense, k, a, size);
    bool by_upper = (a < 0) == (sense == 'L');
    rest -= sign * a * (by_upper ? w->at_upper[k] : w->at_lower[k]);
  }
  rest *= sign; /* over size */
  int64_t value = (int64_t)(is_upper ? lg_floor_div(rest, size) : -lg_floor_div(-rest, size));
  GString *text = lg_writer_head(w, sense, rest, size);
  g_string_append_printf(text, "1 %d 1", j);
  int row = lg_writer_derive(w, text, "lin");
  if (rest != (lg_i128)value * size) {
    lg_writer_add(w, row, 1, 1);
    row = lg_writer_derive(w, lg_writer_bound_head(w, j, is_upper, value), "rnd");
  }
  (is_upper ? w->at_upper : w->at_lower)[j] = value;
  (is_upper ? w->upper : w->lower)[j] = row;
  return row;
}

/* The constraint that bounds a column now. A bound that only a row implies is derived when it is
 * first wanted; -1 where there is none. */
int lg_writer_bound_row(lg_writer *w, int j, bool is_upper)
{
  int *known = is_upper ? &w->upper[j] : &w->lower[j];
  if (*known >= 0 || j == w->one) return *known;
  int by = is_upper ? w->whole->upper_row[j] : w->whole->lower_row[j];
  return by < 0 ? -1 : lg_writer_bound_by_row(w, by, j, is_upper);
}

/* ---- what a goal fixes ---- */

/* Is the column fixed at its lower bound? (Else at its upper one.) */
static bool is_fixed_low(const lg_writer *w, int j)
{
  return w->fixed_at[j] == w->whole->lower[j];
}

/* How often the constraint of each earlier goal's fixed columns has to be added, so that the reduced cost
 * of every one of them points to the bound where it stands.
 *   d       [column_count] reduced costs, changed accordingly
 *   before  goals before this one count
 *   times   [goal_count + 1] filled */
static void balance(const lg_writer *w, lg_i128 *d, int before, lg_i128 *times)
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
static void add_prices(lg_writer *w, const lg_prices *prices, int held, int sign, lg_i128 unit)
{
  for (int i = 0; i < w->program->row_count; i++)
    lg_writer_add(w, i, (lg_i128)sign * prices->row[i], unit);
  for (int k = 0; k < held; k++)
    lg_writer_add(w, w->held_row + k, (lg_i128)-sign * prices->goal[k], unit);
}

/* Derives, as one constraint, that the columns which goal k fixes stand at their bounds: the sum of
 * their distances is at most 0. It follows from "goal k is at most its limit" (constraint `limit_row`,
 * with the constant's column where k is the certificate's own goal) by rounding down. */
void lg_writer_derive_fixed(lg_writer *w, int k, int limit_row, int64_t limit)
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
      if (d[j] > 0) lg_writer_bound_row(w, j, false);
      if (d[j] < 0) lg_writer_bound_row(w, j, true);
    }
    lg_writer_add(w, limit_row, unit, 1);
    if (k == w->goal)
      lg_writer_add(w, w->constant_row, -(lg_i128)w->whole->goals[k].constant * unit, 1);
    add_prices(w, &g->prices, k, -1, 1);
    for (int q = 0; q < k; q++) lg_writer_add(w, w->fixed_row[q], times[q], 1);
    GString *entries = g_string_new(NULL), *ones = g_string_new(NULL);
    for (int j = 0; j < n; j++) {
      bool mine = w->fixed_by[j] == k, low = mine && is_fixed_low(w, j);
      lg_i128 kept = !mine ? 0 : low ? least : -least;
      lg_writer_take_out(w, 'L', j, d[j] - kept, 1);
      if (!mine) continue;
      g_string_append_printf(entries, " %d ", j);
      lg_put_i128(entries, kept);
      g_string_append_printf(ones, " %d %d", j, low ? 1 : -1);
    }
    GString *text = lg_writer_head(w, 'L', sum * least + least - 1, 1);
    g_string_append_printf(text, "%d%s", count, entries->str);
    int row = lg_writer_derive(w, text, "lin");
    lg_writer_add(w, row, 1, least);
    text = lg_writer_head(w, 'L', sum, 1);
    g_string_append_printf(text, "%d%s", count, ones->str);
    w->fixed_row[k] = lg_writer_derive(w, text, "rnd");
    g_string_free(entries, TRUE);
    g_string_free(ones, TRUE);
  }
  g_free(d);
  g_free(times);
}

/* Splits a constraint of fixed columns (derive_fixed) in two, until each column has its own. */
void lg_writer_split_fixed(lg_writer *w, int row, const int *columns, int count)
{
  if (count == 1) {
    int j = columns[0];
    bool low = is_fixed_low(w, j);
    int64_t at = w->fixed_at[j];
    if (!low) { /* it says -x <= -at */
      lg_writer_add(w, row, -1, 1);
      row = lg_writer_derive(w, lg_writer_bound_head(w, j, false, at), "lin");
    }
    (low ? w->upper : w->lower)[j] = row;
    (low ? w->at_upper : w->at_lower)[j] = at;
    return;
  }
  int half[2] = {count / 2, count - count / 2};
  for (int side = 0; side < 2; side++) {
    const int *mine = columns + (side ? half[0] : 0), *others = columns + (side ? 0 : half[0]);
    lg_i128 sum = 0;
    lg_writer_add(w, row, 1, 1);
    for (int q = 0; q < half[!side]; q++)
      lg_writer_take_out(w, 'L', others[q], is_fixed_low(w, others[q]) ? 1 : -1, 1);
    GString *entries = g_string_new(NULL);
    for (int q = 0; q < half[side]; q++) {
      bool low = is_fixed_low(w, mine[q]);
      sum += low ? w->fixed_at[mine[q]] : -(lg_i128)w->fixed_at[mine[q]];
      g_string_append_printf(entries, " %d %d", mine[q], low ? 1 : -1);
    }
    GString *text = lg_writer_head(w, 'L', sum, 1);
    g_string_append_printf(text, "%d%s", half[side], entries->str);
    g_string_free(entries, TRUE);
    int part = lg_writer_derive(w, text, "lin");
    lg_writer_split_fixed(w, part, mine, half[side]);
  }
}

/* ---- the bound by prices alone ---- */

GString *lg_writer_goal_head(const lg_writer *w, lg_i128 numerator, lg_i128 denominator)
{
  GString *text = lg_writer_head(w, 'G', numerator, denominator);
  g_string_append(text, "OBJ");
  return text;
}

/* Rounds "the goal is at least value / unit" up to the whole value that is claimed. */
int lg_writer_round_goal(lg_writer *w, int row, int64_t claimed)
{
  lg_writer_add(w, row, 1, 1);
  return lg_writer_derive(w, lg_writer_goal_head(w, claimed, 1), "rnd");
}

static void derive_by_prices(lg_writer *w)
{
  const lg_goal_proof *g = &w->proof->goals[w->goal];
  int n = w->program->column_count;
  lg_i128 unit = (lg_i128)1 << g->root.shift;
  lg_i128 *d = g_new0(lg_i128, n + 1), *times = g_new0(lg_i128, w->proof->goal_count + 1);
  for (int j = 0; j < n; j++) d[j] = lg_whole_reduced(w->whole, w->goal, &g->prices, j);
  balance(w, d, w->goal, times);
  for (int j = 0; j < n; j++) {
    if (d[j] > 0) lg_writer_bound_row(w, j, false);
    if (d[j] < 0) lg_writer_bound_row(w, j, true);
  }
  lg_writer_add(w, w->constant_row, w->whole->goals[w->goal].constant, 1);
  add_prices(w, &g->prices, w->goal, 1, unit);
  for (int k = 0; k < w->goal; k++)
    if (times[k]) lg_writer_add(w, w->fixed_row[k], -times[k], unit);
  /* the sum is the goal less the columns' reduced costs: their bounds bring those back */
  for (int j = 0; j < n; j++)
    if (d[j] != 0) lg_writer_add(w, lg_writer_bound_row(w, j, d[j] < 0), d[j], unit);
  int row = lg_writer_derive(w, lg_writer_goal_head(w, g->root.value, unit), "lin");
  lg_writer_round_goal(w, row, g->value);
  g_free(d);
  g_free(times);
}

/* ---- the problem ---- */

static void transpose(lg_writer *w)
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

static void put_costs(const lg_writer *w, GString *text, const lg_whole_goal *g, bool constant)
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
static void put_bounds(lg_writer *w, GString *text)
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

static void put_problem(lg_writer *w, GString *out)
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
static void put_claim(const lg_writer *w, GString *out)
{
  if (w->goal >= 0)
    g_string_append_printf(out, "RTP range %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                           w->proof->goals[w->goal].value, w->proof->goals[w->goal].value);
  else
    g_string_append(out, "RTP infeas\n");
}

static void put_solutions(const lg_writer *w, GString *out)
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

static void put_derivations(lg_writer *w, GString *out)
{
  g_string_append_printf(out, "DER %u\n", w->derivations->len);
  for (guint k = 0; k < w->derivations->len; k++) {
    lg_derivation *d = &g_array_index(w->derivations, lg_derivation, k);
    g_string_append_printf(out, "%s %d\n", d->text, d->last);
    g_free(d->text);
  }
}

static void writer_init(lg_writer *w, const lg_certificate *of)
{
  size_t n = (size_t)of->proof->whole->program->column_count + 1;
  *w = (lg_writer){.of = of, .proof = of->proof, .whole = of->proof->whole};
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
  w->derivations = g_array_new(FALSE, FALSE, sizeof(lg_derivation));
  w->terms = g_string_new(NULL);
  transpose(w);
  for (size_t j = 0; j + 1 < n; j++) /* later goals have not fixed anything yet */
    if (w->fixed_by[j] >= MAX(w->goal, 0)) w->fixed_by[j] = -1;
}

static void writer_clear(lg_writer *w)
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
static void derive_empty(lg_writer *w)
{
  const lg_goal_proof *g = &w->proof->goals[0];
  int n = w->program->column_count;
  lg_i128 unit = (lg_i128)1 << g->prices.shift, sum = 0;
  if (!g->prices.row) {
    for (int j = 0; j < n; j++) {
      if (w->whole->lower[j] <= w->whole->upper[j]) continue;
      int lower = lg_writer_bound_row(w, j, false), upper = lg_writer_bound_row(w, j, true);
      lg_writer_add(w, lower, 1, 1);
      lg_writer_add(w, upper, -1, 1);
      sum = (lg_i128)w->whole->lower[j] - w->whole->upper[j];
      unit = 1;
      break;
    }
  } else {
    lg_i128 *d = g_new0(lg_i128, n + 1);
    for (int j = 0; j < n; j++) {
      d[j] = lg_whole_reduced(w->whole, -1, &g->prices, j);
      if (d[j]) lg_writer_bound_row(w, j, d[j] < 0);
    }
    add_prices(w, &g->prices, 0, 1, unit);
    for (int i = 0; i < w->program->row_count; i++)
      sum += (lg_i128)g->prices.row[i] * w->whole->rhs[i];
    for (int j = 0; j < n; j++) {
      if (d[j] == 0) continue;
      lg_writer_add(w, lg_writer_bound_row(w, j, d[j] < 0), d[j], unit);
      sum += d[j] * (d[j] < 0 ? w->at_upper[j] : w->at_lower[j]);
    }
    g_free(d);
  }
  GString *text = lg_writer_head(w, 'G', sum, unit);
  g_string_append_c(text, '0');
  lg_writer_derive(w, text, "lin");
}

GString *lg_certificate_statement(const lg_certificate *of)
{
  lg_writer w;
  writer_init(&w, of);
  GString *out = g_string_new(NULL);
  put_problem(&w, out);
  put_claim(&w, out);
  writer_clear(&w);
  return out;
}

GString *lg_certificate_write(const lg_certificate *of)
{
  lg_writer w;
  writer_init(&w, of);
  GString *out = g_string_new(NULL);
  put_problem(&w, out);
  put_claim(&w, out);
  put_solutions(&w, out);
  for (int k = 0; k < w.goal; k++)
    lg_writer_derive_fixed(&w, k, w.held_row + k, w.whole->goals[k].limit);
  if (of->proof->goals[MAX(w.goal, 0)].nodes->len > 0)
    lg_writer_derive_tree(&w);
  else if (w.goal >= 0)
    derive_by_prices(&w);
  else
    derive_empty(&w);
  put_derivations(&w, out);
  writer_clear(&w);
  return out;
}
