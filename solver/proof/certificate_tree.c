/* certificate_tree.c - proofs by a tree of branches (certificate.h): what a node says follows from what its
 * two children say, under one assumption each; a leaf is prices over the columns that the root leaves
 * open. */
#include <string.h>

#include "certificate_internal.h"

/* Fixes what rows leave no choice, as the prover did, with a derivation each. */
static void derive_propagated(lg_writer *w, lg_writer_tree *t)
{
  GArray *fixed = g_array_new(FALSE, FALSE, sizeof(lg_whole_fixed));
  lg_whole_propagate(w->whole, t->lower, t->upper, fixed);
  for (guint k = 0; k < fixed->len; k++) {
    const lg_whole_fixed *f = &g_array_index(fixed, lg_whole_fixed, k);
    lg_writer_bound_by_row(w, f->row, f->column, !f->up);
  }
  g_array_unref(fixed);
}

int lg_writer_open_row(lg_writer *w, lg_writer_tree *t, int i, bool at_least)
{
  int *known = &t->row_at[at_least][i];
  if (*known >= 0) return *known;
  const lg_program *p = w->program;
  char sense = at_least ? 'G' : 'L';
  int k = i - p->row_count;
  lg_i128 rhs = k < 0 ? w->whole->rhs[i] : w->whole->goals[k].limit - w->whole->goals[k].constant;
  GString *entries = g_string_new(NULL);
  int count = 0;
  lg_writer_add(w, k < 0 ? i : w->held_row + k, 1, 1);
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
    lg_writer_take_out(w, sense, j, a, 1);
    rhs -= (lg_i128)a * t->lower[j];
  }
  GString *text = lg_writer_head(w, sense, rhs, 1);
  g_string_append_printf(text, "%d%s", count, entries->str);
  g_string_free(entries, TRUE);
  return *known = lg_writer_derive(w, text, "lin");
}

/* The fixed columns' part of the goal, with the constant: at least what it is. */
static int derive_fixed_goal(lg_writer *w, const lg_writer_tree *t)
{
  const lg_whole_goal *g = &w->whole->goals[w->goal];
  lg_i128 sum = g->constant;
  GString *entries = g_string_new(NULL);
  int count = 0;
  for (int j = 0; j < w->program->column_count; j++) {
    if (t->open[j] || g->cost[j] == 0) continue;
    sum += (lg_i128)g->cost[j] * t->lower[j];
    lg_writer_add(w, lg_writer_bound_row(w, j, g->cost[j] < 0), g->cost[j], 1);
    g_string_append_printf(entries, " %d %" G_GINT64_FORMAT, j, g->cost[j]);
    count++;
  }
  lg_writer_add(w, w->constant_row, g->constant, 1);
  if (g->constant) {
    g_string_append_printf(entries, " %d %" G_GINT64_FORMAT, w->one, g->constant);
    count++;
  }
  GString *text = lg_writer_head(w, 'G', sum, 1);
  g_string_append_printf(text, "%d%s", count, entries->str);
  g_string_free(entries, TRUE);
  return lg_writer_derive(w, text, "lin");
}

/* A leaf: its prices over the open columns, whose bounds are those of the root or the assumptions on
 * the way.
 *   returns  "the goal is at least its value", or a contradiction */
static int derive_leaf(lg_writer *w, lg_writer_tree *t, int node)
{
  const lg_proof_node *leaf = &g_array_index(t->nodes, lg_proof_node, node);
  const lg_program *p = w->program;
  const GArray *cuts = w->proof->goals[MAX(w->goal, 0)].cuts;
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
    if (leaf->prices.row[i]) lg_writer_open_row(w, t, i, leaf->prices.row[i] > 0);
  for (int k = 0; k < held; k++)
    if (leaf->prices.goal[k]) lg_writer_open_row(w, t, p->row_count + k, false);
  lg_i128 *d = g_new0(lg_i128, n + 1);
  for (int k = 0; k < leaf->prices.cut_count; k++) {
    const lg_whole_cut *cut = leaf->prices.cut[k] ? &g_array_index(cuts, lg_whole_cut, k) : NULL;
    for (int e = 0; cut && e < cut->count; e++)
      d[cut->column[e]] += (lg_i128)leaf->prices.cut[k] * cut->value[e];
  }
  for (int j = 0; j < n; j++) {
    if (!t->open[j]) continue;
    d[j] += lg_whole_reduced(w->whole, goal, &leaf->prices, j);
    if (d[j]) lg_writer_bound_row(w, j, d[j] < 0);
  }
  if (goal >= 0) {
    lg_writer_add(w, t->fixed_goal, 1, 1);
    lg_i128 fixed = w->whole->goals[goal].constant;
    for (int j = 0; j < n; j++)
      if (!t->open[j]) fixed += (lg_i128)w->whole->goals[goal].cost[j] * t->lower[j];
    sum += fixed * unit;
  }
  for (int i = 0; i < p->row_count; i++) {
    lg_i128 price = leaf->prices.row[i];
    if (price == 0) continue;
    lg_writer_add(w, lg_writer_open_row(w, t, i, price > 0), price, unit);
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
    lg_writer_add(w, lg_writer_open_row(w, t, p->row_count + k, false), -price, unit);
    lg_i128 rhs = w->whole->goals[k].limit - w->whole->goals[k].constant;
    for (int j = 0; j < n; j++)
      if (!t->open[j]) rhs -= (lg_i128)w->whole->goals[k].cost[j] * t->lower[j];
    sum -= price * rhs;
  }
  for (int k = 0; k < leaf->prices.cut_count; k++) {
    lg_i128 price = leaf->prices.cut[k];
    if (price == 0) continue;
    lg_writer_add(w, t->cut_row[k], -price, unit);
    sum -= price * g_array_index(cuts, lg_whole_cut, k).limit;
  }
  for (int j = 0; j < n; j++) {
    if (d[j] == 0) continue;
    lg_writer_add(w, lg_writer_bound_row(w, j, d[j] < 0), d[j], unit);
    sum += d[j] * (d[j] < 0 ? w->at_upper[j] : w->at_lower[j]);
  }
  g_free(d);
  int row;
  if (goal < 0) {
    GString *text = lg_writer_head(w, 'G', sum, unit);
    g_string_append_c(text, '0');
    row = lg_writer_derive(w, text, "lin");
  } else {
    row = lg_writer_round_goal(w, lg_writer_derive(w, lg_writer_goal_head(w, sum, unit), "lin"),
                               w->proof->goals[goal].value);
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

static int derive_node(lg_writer *w, lg_writer_tree *t, int node)
{
  const lg_proof_node *mine = &g_array_index(t->nodes, lg_proof_node, node);
  if (mine->leaf) return derive_leaf(w, t, node);
  int child[2] = {t->child[node], t->child[node] + 1}, row[2];
  for (int side = 0; side < 2; side++) {
    const lg_proof_node *on = &g_array_index(t->nodes, lg_proof_node, child[side]);
    t->assumed[child[side]] =
        lg_writer_derive(w, lg_writer_bound_head(w, on->column, !on->up, on->bound), "asm");
  }
  for (int side = 0; side < 2; side++) row[side] = derive_node(w, t, child[side]);
  for (int side = 0; side < 2; side++) {
    lg_writer_use(w, row[side]);
    lg_writer_use(w, t->assumed[child[side]]);
  }
  char *reason = g_strdup_printf("uns %d %d %d %d", row[0], t->assumed[child[0]], row[1],
                                 t->assumed[child[1]]);
  GString *text;
  if (w->goal >= 0) {
    text = lg_writer_goal_head(w, w->proof->goals[w->goal].value, 1);
  } else {
    text = lg_writer_head(w, 'G', 1, 1);
    g_string_append_c(text, '0');
  }
  int both = lg_writer_derive(w, text, reason);
  g_free(reason);
  return both;
}

/* Notes what this goal fixes where it is at most the limit. */
static void fix_below(lg_writer *w, int64_t limit)
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

void lg_writer_derive_tree(lg_writer *w)
{
  int n = w->program->column_count, m = w->program->row_count, goals = w->proof->goal_count;
  int g = MAX(w->goal, 0), below = -1, above = -1;
  const lg_goal_proof *proof = &w->proof->goals[g];
  lg_writer_tree t = {.nodes = proof->nodes};
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
    lg_writer_bound_row(w, j, false);
    lg_writer_bound_row(w, j, true);
  }
  if (w->goal >= 0) { /* only what is better than the value is looked at */
    GString *text = lg_writer_head(w, 'L', proof->value - 1, 1);
    g_string_append(text, "OBJ");
    below = lg_writer_derive(w, text, "asm");
    above = lg_writer_derive(w, lg_writer_goal_head(w, proof->value, 1), "asm");
    fix_below(w, proof->value - 1);
    lg_writer_derive_fixed(w, w->goal, below, proof->value - 1);
    int *list = g_new(int, n + 1);
    for (int k = 0; k <= w->goal; k++) {
      int count = 0;
      for (int j = 0; j < n; j++)
        if (w->fixed_by[j] == k) list[count++] = j;
      if (count) lg_writer_split_fixed(w, w->fixed_row[k], list, count);
    }
    g_free(list);
    for (int j = 0; j < n; j++)
      if (w->fixed_by[j] >= 0) t.lower[j] = t.upper[j] = w->fixed_at[j];
  }
  derive_propagated(w, &t);
  for (int j = 0; j < n; j++) t.open[j] = t.lower[j] != t.upper[j];
  if (w->goal >= 0) t.fixed_goal = derive_fixed_goal(w, &t);
  lg_writer_derive_cuts(w, &t);
  int root = derive_node(w, &t, 0);
  if (w->goal >= 0) {
    lg_writer_use(w, root);
    lg_writer_use(w, below);
    lg_writer_use(w, above);
    char *reason = g_strdup_printf("uns %d %d %d %d", root, below, above, above);
    lg_writer_derive(w, lg_writer_goal_head(w, proof->value, 1), reason);
    g_free(reason);
  }
  g_free(t.lower);
  g_free(t.upper);
  g_free(t.open);
  g_free(t.assumed);
  g_free(t.child);
  g_free(t.row_at[0]);
  g_free(t.row_at[1]);
  g_free(t.cut_row);
}
