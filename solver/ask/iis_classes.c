/* iis_classes.c - which quota classes may help a plan that cannot be met: those that are in every
 * conflict found (lg_conflicts). So their limits alone need a search (reach.c). */
#include <string.h>

#include "ask_internal.h"

void lg_conflicts_clear(lg_conflicts *c)
{
  lg_conflict_probe_free(c->probe);
  lg_elements_free(c->elements);
  g_free(c->all);
  g_free(c->left_out);
}

/* Asks whether leaving out any of these elements may help. All at once first: where the rest still
 * conflicts without them, none of them helps; else the halves are asked, down to one.
 *   elements  numbers, ascending */
static void conflicts_ask(lg_conflicts *c, const int *elements, int count)
{
  bool any = false;
  for (int k = 0; k < count; k++) {
    c->left_out[elements[k]] = c->all[elements[k]];
    any |= c->all[elements[k]];
  }
  if (!any || lg_conflict_probe_is_over(c->probe)) {
    for (int k = 0; k < count; k++) c->left_out[elements[k]] = false;
    return;
  }
  const bool *found = lg_conflict_probe_without(c->probe, c->left_out);
  for (int k = 0; found && k < c->elements->count; k++) c->all[k] &= found[k];
  for (int k = 0; k < count; k++) c->left_out[elements[k]] = false;
  if (found || count == 1) return;
  conflicts_ask(c, elements, count / 2);
  conflicts_ask(c, elements + count / 2, count - count / 2);
}

/* Asks for all classes, quota by quota, the last quotas first. */
static void conflicts_narrow(lg_conflicts *c, const lg_policy *policy)
{
  const lg_program *p = c->elements->f->program;
  int *list = g_new(int, p->element_count + 1);
  for (int q = policy->quota_count - 1; q >= 0; q--) {
    int count = 0;
    for (int k = 0; k < p->element_count; k++)
      if (p->elements[k].rule == LG_R8_QUOTA && p->elements[k].a == q)
        list[count++] = c->elements->first_own + k;
    if (count) conflicts_ask(c, list, count);
  }
  g_free(list);
}

void lg_conflicts_begin(lg_conflicts *c, const lg_district *district, const lg_policy *policy,
                        const lg_conflict *given, const lg_solve_settings *settings)
{
  c->elements = lg_elements_new(district, policy, lg_nothing_forced);
  c->probe = lg_conflict_probe_new(c->elements, settings);
  c->all = g_new(bool, c->elements->count + 1);
  c->left_out = g_new0(bool, c->elements->count + 1);
  /* a conflict that a `must` lock outside of it would end says nothing of the plan, which has it */
  bool known = given && given->count > 0 && given->beside_locks;
  for (int k = 0; k < c->elements->count; k++) {
    c->all[k] = !known; /* nothing is known */
    for (int q = 0; known && q < given->count; q++)
      c->all[k] |= lg_element_same(lg_elements_at(c->elements, k), given->elements[q]);
  }
  lg_conflict_probe_spare(c->probe, c->all);
  conflicts_narrow(c, policy);
}

bool lg_still_conflicts(const lg_conflicts *c, lg_element class)
{
  if (!c->elements) return false;
  const lg_program *p = c->elements->f->program;
  for (int k = 0; k < p->element_count; k++)
    if (lg_element_same(p->elements[k], class)) return !c->all[c->elements->first_own + k];
  return true;
}
