/* certificate_cuts.c - cuts in a certificate (whole_cut.h): each side of the split is assumed, the cut
 * follows on both as a combination, and so without an assumption; then it is weakened to whole numbers. */
#include "certificate_internal.h"

struct cut_writer {
  lg_writer *w;
  lg_writer_tree *t;
  const lg_whole_face *face; /* of the tree's root */
  const GArray *cuts;
  const lg_whole_cut *cut;
};

/* sum entry x, with the sense and the right-hand side before it. */
static GString *dense_head(const struct cut_writer *c, char sense, lg_i128 limit,
                           const lg_i128 *entry)
{
  GString *text = lg_writer_head(c->w, sense, limit, 1), *entries = g_string_new(NULL);
  int count = 0;
  for (int o = 0; o < c->face->open_count; o++) {
    int j = c->face->open[o];
    if (entry[j] == 0) continue;
    g_string_append_printf(entries, " %d ", j);
    lg_put_i128(entries, entry[j]);
    count++;
  }
  g_string_append_printf(text, "%d%s", count, entries->str);
  g_string_free(entries, TRUE);
  return text;
}

/* The constraint of a row of the sum, as <=, or as >= where that is asked of an equation. */
static int row_of(const struct cut_writer *c, int row, bool at_least)
{
  return row < 0 ? c->t->cut_row[-1 - row] : lg_writer_open_row(c->w, c->t, row, at_least);
}

/* Subtracts so many times a term, which is at least 0, from a combination of the sense <=. */
static void subtract_term(const struct cut_writer *c, const lg_rounded_term *term, lg_i128 times)
{
  int j = term->column;
  if (j < 0)
    lg_writer_add(c->w, row_of(c, c->cut->row[-1 - j], false), times, 1);
  else
    lg_writer_add(c->w, lg_writer_bound_row(c->w, j, term->flipped), term->flipped ? times : -times,
                  1);
}

/* The cut, as the rounding gives it, on both sides of the split. */
static int derive_rounded(const struct cut_writer *c, const lg_whole_rounding *r)
{
  lg_writer *w = c->w;
  int rows = w->program->row_count,
      below = lg_writer_derive(w, dense_head(c, 'L', r->split_limit, r->split), "asm"),
      above = lg_writer_derive(w, dense_head(c, 'G', r->split_limit + 1, r->split), "asm");
  lg_writer_add(w, below, r->unit - r->part, 1);
  for (int k = 0; k < r->term_count; k++)
    if (r->terms[k].part > r->part) subtract_term(c, &r->terms[k], r->unit - r->terms[k].part);
  int from_below = lg_writer_derive(w, dense_head(c, 'L', r->limit, r->entry), "lin");
  for (int k = 0; k < c->cut->row_count; k++) {
    int row = c->cut->row[k];
    if (row >= 0 && row < rows)
      lg_writer_add(w, row_of(c, row, c->cut->times[k] < 0), c->cut->times[k], 1);
  }
  lg_writer_add(w, above, -r->part, 1);
  for (int k = 0; k < r->term_count; k++)
    if (r->terms[k].part <= r->part) subtract_term(c, &r->terms[k], r->terms[k].part);
  int from_above = lg_writer_derive(w, dense_head(c, 'L', r->limit, r->entry), "lin");
  for (int k = 0; k < 2; k++) {
    lg_writer_use(w, k ? above : below);
    lg_writer_use(w, k ? from_above : from_below);
  }
  char *reason = g_strdup_printf("uns %d %d %d %d", from_below, below, from_above, above);
  int both = lg_writer_derive(w, dense_head(c, 'L', r->limit, r->entry), reason);
  g_free(reason);
  return both;
}

/* The cut in its own whole numbers. */
static int derive_weakened(const struct cut_writer *c, const lg_whole_rounding *r, int rounded)
{
  lg_writer *w = c->w;
  lg_i128 *rest = g_new(lg_i128, w->program->column_count + 1), sum;
  lg_i128 unit = (r->unit - r->part) * ((lg_i128)1 << c->cut->scale_shift);
  lg_whole_cut_weaken(c->face, c->cut, r, rest, &sum);
  lg_writer_add(w, rounded, c->cut->scale, unit);
  for (int o = 0; o < c->face->open_count; o++) {
    int j = c->face->open[o];
    if (rest[j]) lg_writer_add(w, lg_writer_bound_row(w, j, rest[j] > 0), rest[j], unit);
  }
  g_free(rest);
  GString *entries = g_string_new(NULL);
  for (int e = 0; e < c->cut->count; e++)
    g_string_append_printf(entries, " %d %" G_GINT64_FORMAT, c->cut->column[e], c->cut->value[e]);
  GString *text = lg_writer_head(w, 'L', sum, unit);
  g_string_append_printf(text, "%d%s", c->cut->count, entries->str);
  int row = lg_writer_derive(w, text, "lin");
  if (sum % unit != 0) {
    lg_writer_add(w, row, 1, 1);
    text = lg_writer_head(w, 'L', c->cut->limit, 1);
    g_string_append_printf(text, "%d%s", c->cut->count, entries->str);
    row = lg_writer_derive(w, text, "rnd");
  }
  g_string_free(entries, TRUE);
  return row;
}

static int derive_cut(const struct cut_writer *c)
{
  lg_whole_rounding *r = lg_whole_round(c->face, c->cuts, c->cut);
  for (int k = 0; k < c->cut->row_count; k++) /* derivations of their own come before the sums */
    row_of(c, c->cut->row[k], c->cut->times[k] < 0 && c->cut->row[k] < c->w->program->row_count);
  int row = derive_weakened(c, r, derive_rounded(c, r));
  lg_whole_rounding_free(r);
  return row;
}

/* Marks the cuts that are needed. Each follows from earlier ones. */
static bool *cuts_needed(const lg_writer_tree *t, const GArray *cuts)
{
  bool *needed = g_new0(bool, cuts->len + 1);
  for (guint q = 0; q < t->nodes->len; q++) {
    const lg_proof_node *node = &g_array_index(t->nodes, lg_proof_node, q);
    for (int k = 0; node->leaf && k < node->prices.cut_count; k++)
      needed[k] |= node->prices.cut[k] != 0;
  }
  for (int k = (int)cuts->len; k-- > 0;) {
    const lg_whole_cut *cut = &g_array_index(cuts, lg_whole_cut, k);
    for (int e = 0; needed[k] && e < cut->row_count; e++)
      if (cut->row[e] < 0) needed[-1 - cut->row[e]] = true;
  }
  return needed;
}

void lg_writer_derive_cuts(lg_writer *w, lg_writer_tree *t)
{
  const GArray *cuts = w->proof->goals[MAX(w->goal, 0)].cuts;
  lg_whole_face *face = lg_whole_face_new(w->whole, t->lower, t->upper);
  bool *needed = cuts_needed(t, cuts);
  t->cut_row = g_new(int, cuts->len + 1);
  for (int k = 0; k < (int)cuts->len; k++) {
    struct cut_writer c = {w, t, face, cuts, &g_array_index(cuts, lg_whole_cut, k)};
    t->cut_row[k] = needed[k] ? derive_cut(&c) : -1;
  }
  g_free(needed);
  lg_whole_face_free(face);
}
