/* proof.c - proofs as data (proof.h). */
#include "proof.h"

static void node_clear(void *data)
{
  lg_proof_node *node = data;
  lg_prices_clear(&node->prices);
}

lg_proof *lg_proof_new(lg_whole *whole)
{
  lg_proof *p = g_new0(lg_proof, 1);
  int columns = whole->program->column_count;
  p->whole = whole;
  p->goal_count = whole->goal_count;
  p->goals = g_new0(lg_goal_proof, whole->goal_count + 1);
  for (int k = 0; k <= whole->goal_count; k++) {
    p->goals[k].nodes = g_array_new(FALSE, TRUE, sizeof(lg_proof_node));
    g_array_set_clear_func(p->goals[k].nodes, node_clear);
    p->goals[k].cuts = g_array_new(FALSE, TRUE, sizeof(lg_whole_cut));
    g_array_set_clear_func(p->goals[k].cuts, lg_whole_cut_clear);
  }
  p->fixed_by = g_new(int, columns + 1);
  p->fixed_at = g_new0(int64_t, columns + 1);
  for (int j = 0; j <= columns; j++) p->fixed_by[j] = -1;
  return p;
}

void lg_proof_free(lg_proof *p)
{
  if (!p) return;
  for (int k = 0; k <= p->goal_count; k++) {
    lg_prices_clear(&p->goals[k].prices);
    g_array_unref(p->goals[k].nodes);
    g_array_unref(p->goals[k].cuts);
  }
  g_free(p->goals);
  g_free(p->fixed_by);
  g_free(p->fixed_at);
  lg_whole_free(p->whole);
  g_free(p);
}
