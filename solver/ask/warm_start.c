/* warm_start.c - what solves of similar plans learn from each other: the last rosters, and row
 * prices by goal, kept by what the rows stand for. docs/method.md, 6. */
#include "warm_start_internal.h"

#include <string.h>

/* Row prices of one relaxation, each with the key of what its row stands for. */
struct prices {
  uint64_t *key;
  double *price;
  int count;
};

struct lg_warm_start {
  GPtrArray *rosters;                    /* lg_roster, the last one at the end */
  GPtrArray *prices[LG_WARM_PROOFS + 1]; /* prices, the most useful at the end */
  const lg_program *program;
  uint64_t *key;      /* [program->row_count], 0 for posts */
  GHashTable *row_of; /* key to row + 1 */
};

static void roster_drop(gpointer roster)
{
  lg_roster_free(roster);
}

static void prices_drop(gpointer data)
{
  struct prices *prices = data;
  g_free(prices->key);
  g_free(prices->price);
  g_free(prices);
}

lg_warm_start *lg_warm_start_new(void)
{
  lg_warm_start *w = g_new0(lg_warm_start, 1);
  w->rosters = g_ptr_array_new_with_free_func(roster_drop);
  for (int k = 0; k <= LG_WARM_PROOFS; k++)
    w->prices[k] = g_ptr_array_new_with_free_func(prices_drop);
  w->row_of = g_hash_table_new(g_int64_hash, g_int64_equal);
  return w;
}

lg_warm_start *lg_warm_start_copy(const lg_warm_start *w)
{
  lg_warm_start *copy = lg_warm_start_new();
  for (guint k = 0; k < w->rosters->len; k++)
    g_ptr_array_add(copy->rosters, lg_roster_copy(g_ptr_array_index(w->rosters, k)));
  for (int goal = 0; goal <= LG_WARM_PROOFS; goal++)
    for (guint k = 0; k < w->prices[goal]->len; k++) {
      const struct prices *of = g_ptr_array_index(w->prices[goal], k);
      struct prices *prices = g_new0(struct prices, 1);
      *prices =
          (struct prices){g_memdup2(of->key, (gsize)of->count * sizeof *of->key),
                          g_memdup2(of->price, (gsize)of->count * sizeof *of->price), of->count};
      g_ptr_array_add(copy->prices[goal], prices);
    }
  return copy;
}

void lg_warm_start_free(lg_warm_start *w)
{
  if (!w) return;
  g_ptr_array_unref(w->rosters);
  for (int k = 0; k <= LG_WARM_PROOFS; k++) g_ptr_array_unref(w->prices[k]);
  g_hash_table_unref(w->row_of);
  g_free(w->key);
  g_free(w);
}

/* The key of what a row stands for; rows that stand for the same get different keys by their
 * order. */
static uint64_t row_key(const lg_warm_start *w, const lg_row *row)
{
  uint64_t key = 1 + (uint64_t)row->rule + ((uint64_t)(unsigned)row->a << 44) +
                 ((uint64_t)(unsigned)row->b << 24) + ((uint64_t)(unsigned)row->c << 5);
  while (key == 0 || g_hash_table_contains(w->row_of, &key))
    key = key * UINT64_C(6364136223846793005) + 1;
  return key;
}

void lg_warm_start_open(lg_warm_start *w, const lg_program *program)
{
  g_hash_table_remove_all(w->row_of);
  g_free(w->key);
  w->program = program;
  w->key = g_new0(uint64_t, program->row_count + 1);
  for (int i = 0; i < program->row_count; i++) {
    if (program->rows[i].rule == LG_R1_POST) continue;
    w->key[i] = row_key(w, &program->rows[i]);
    g_hash_table_insert(w->row_of, &w->key[i], GINT_TO_POINTER(i + 1));
  }
}

const lg_roster *lg_warm_start_roster(const lg_warm_start *w, int k)
{
  int at = (int)w->rosters->len - 1 - k;
  return at < 0 ? NULL : g_ptr_array_index(w->rosters, (guint)at);
}

void lg_warm_start_keep_roster(lg_warm_start *w, const lg_roster *roster, int most)
{
  if (!roster) return;
  for (guint k = 0; k < w->rosters->len; k++)
    if (lg_roster_same(g_ptr_array_index(w->rosters, k), roster)) {
      g_ptr_array_remove_index(w->rosters, k);
      break;
    }
  while ((int)w->rosters->len >= most) g_ptr_array_remove_index(w->rosters, 0);
  g_ptr_array_add(w->rosters, lg_roster_copy(roster));
}

bool lg_warm_start_dual(const lg_warm_start *w, int goal, int k, double *dual)
{
  int at = (int)w->prices[goal]->len - 1 - k;
  if (at < 0) return false;
  const struct prices *prices = g_ptr_array_index(w->prices[goal], (guint)at);
  memset(dual, 0, (size_t)w->program->row_count * sizeof(double));
  for (int r = 0; r < prices->count; r++) {
    int row = GPOINTER_TO_INT(g_hash_table_lookup(w->row_of, &prices->key[r]));
    if (row > 0) dual[row - 1] = prices->price[r];
  }
  return true;
}

void lg_warm_start_praise(lg_warm_start *w, int goal, int k)
{
  guint at = w->prices[goal]->len - 1 - (guint)k;
  g_ptr_array_add(w->prices[goal], g_ptr_array_steal_index(w->prices[goal], at));
}

void lg_warm_start_keep_dual(lg_warm_start *w, int goal, const double *dual, int most)
{
  int rows = w->program->row_count;
  struct prices *prices = g_new0(struct prices, 1);
  prices->key = g_new(uint64_t, rows + 1);
  prices->price = g_new(double, rows + 1);
  for (int i = 0; i < rows; i++) {
    if (w->key[i] == 0 || dual[i] == 0) continue;
    prices->key[prices->count] = w->key[i];
    prices->price[prices->count++] = dual[i];
  }
  while ((int)w->prices[goal]->len >= most) g_ptr_array_remove_index(w->prices[goal], 0);
  g_ptr_array_add(w->prices[goal], prices);
}
