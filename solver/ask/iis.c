/* iis.c - finds an irreducible infeasible set (IIS) of a plan's elements, a conflict: rules that
 * cannot all hold, while without any one of them the others can. Certificates of a relaxation leave
 * most elements out, a deletion filter the rest (Chinneck, Dravnieks 1991). docs/method.md, 7,
 * "Conflicts"; QUESTIONS W1-W5, W28. */
#include <stdlib.h>
#include <string.h>

#include "ask_internal.h"
#include "iis_verdict.h"

/* Which elements a pass of the filter tries. */
enum tried { LG_TRY_ALL, LG_TRY_MUSTS, LG_TRY_OTHERS };

/* ---- the filter ---- */

/* Lists the kept elements that a pass tries to leave out, the last ones first.
 *   returns  their number */
static int list_tried(const lg_iis_search *s, enum tried tried, int *list)
{
  int listed = 0;
  for (int k = s->elements->count - 1; k >= 0; k--)
    if (s->kept[k] && k != s->limit && !lg_iis_is_held(s, k) &&
        (tried == LG_TRY_ALL || lg_iis_is_must(s, k) == (tried == LG_TRY_MUSTS)))
      list[listed++] = k;
  return listed;
}

/* Can the kept elements hold without `changes`? `kept` stays as it is. */
static lg_iis_verdict verdict_unlimited(lg_iis_search *s)
{
  size_t size = (size_t)s->elements->count * sizeof *s->kept;
  bool *kept = g_memdup2(s->kept, size);
  s->kept[s->limit] = false;
  lg_iis_verdict verdict = lg_iis_verdict_of(s, true);
  memcpy(s->kept, kept, size);
  g_free(kept);
  return verdict;
}

/* Asks whether the kept elements still conflict after some were left out; where `changes` has to
 * stay, whether they do so by it. Where they do not, `kept` becomes `before` again.
 *   single  just one element was left out, so that the answer has to be right */
static lg_iis_verdict verdict_in_pass(lg_iis_search *s, const bool *before, bool single)
{
  size_t size = (size_t)s->elements->count * sizeof *before;
  lg_iis_verdict verdict = lg_iis_verdict_of(s, single || s->whole);
  if (verdict == LG_CANNOT_HOLD && s->limit >= 0 && s->lost_must) {
    lg_iis_verdict unlimited = verdict_unlimited(s);
    if (unlimited == LG_CAN_HOLD) return LG_CANNOT_HOLD;
    verdict = single && unlimited == LG_CANNOT_HOLD ? LG_CAN_HOLD : LG_NOT_KNOWN;
    s->stuck |= single;
  }
  if (verdict != LG_CANNOT_HOLD) memcpy(s->kept, before, size);
  return verdict;
}

/* One pass of the filter: leaves out runs of `size` elements, wherever the rest still conflicts.
 *   returns  whether all were tried before the time ended */
static bool filter_pass(lg_iis_search *s, enum tried tried, int size)
{
  int count = s->elements->count, *list = g_new(int, count + 1);
  int listed = list_tried(s, tried, list);
  bool *before = g_new(bool, count + 1), all = true, lost = false;
  for (int at = 0; at < listed && all; at += size) {
    bool any = false;
    if ((int64_t)lg_iis_kept_count(s) * s->tuning->iis_rebuild < s->aggregated_for)
      lg_iis_aggregate(s);
    memcpy(before, s->kept, (size_t)count * sizeof *before);
    s->lost_must = false;
    for (int q = at; q < MIN(at + size, listed); q++) {
      any |= s->kept[list[q]];
      s->lost_must |= s->kept[list[q]] && lg_iis_is_must(s, list[q]);
      s->kept[list[q]] = false;
    }
    if (!any) continue;
    lg_iis_verdict verdict = verdict_in_pass(s, before, size == 1);
    lost |= verdict == LG_CANNOT_HOLD && s->lost_must;
    if (verdict == LG_NOT_KNOWN && size == 1) s->certain = false;
    all = verdict == LG_CANNOT_HOLD || !lg_deadline_is_over(&s->deadline);
  }
  s->lost_must = lost;
  g_free(list);
  g_free(before);
  return all;
}

/* Passes with runs that shrink down to single elements; these again as long as `must` locks are
 * left out: without its lock R2, R3 and R5 hold for a teacher again, so what was needed before may
 * not be needed any more.
 *   returns  whether the set is shown to be minimal */
static bool filter_passes(lg_iis_search *s)
{
  enum tried tried = s->limit >= 0 ? LG_TRY_OTHERS : LG_TRY_ALL;
  int size =
      s->whole ? lg_iis_kept_count(s) : MAX(lg_iis_kept_count(s) / s->tuning->iis_first_runs, 1);
  for (; size > 1; size /= s->tuning->iis_run_shrinks)
    if (!filter_pass(s, tried, size)) return false;
  do {
    s->certain = true;
    s->stuck = false;
    if (!filter_pass(s, tried, 1)) return false;
    if (s->limit >= 0 && !filter_pass(s, LG_TRY_MUSTS, 1)) return false;
  } while (s->lost_must);
  return s->certain;
}

/* Filters, beginning with every element.
 *   first    R2, R3 and R5 up to this number are tried first of all
 *   returns  whether the set is shown to be minimal */
static bool filter_from_all(lg_iis_search *s, int first)
{
  for (int k = 0; k < s->elements->count; k++) s->kept[k] = true;
  lg_iis_aggregate(s);
  lg_iis_verdict verdict = lg_iis_verdict_of(s, false);
  s->whole = verdict == LG_CAN_HOLD;
  if (first == 0) return verdict != LG_NOT_KNOWN && filter_passes(s);
  bool *before = g_new(bool, s->elements->count + 1);
  for (int k = 0; k < s->elements->count; k++) s->kept[k] = true;
  for (int k = LG_ELEMENT_R2; k < first; k++) {
    memcpy(before, s->kept, (size_t)s->elements->count * sizeof *before);
    s->kept[k] = s->lost_must = false;
    verdict_in_pass(s, before, true);
  }
  g_free(before);
  return filter_passes(s);
}

/* Finds a minimal set, with `changes` in it where the plan limits them and that can be had
 * (QUESTIONS W28). While `changes` has to stay, no `must` lock is left out without which the others
 * would conflict among themselves. That may keep a lock that a minimal set does not need (W5). Then
 * a second try begins by leaving out R2, R3 and R5, which locks override. Where that does not help,
 * or the plan conflicts without `changes` anyway, `changes` need not stay.
 *   returns  whether the set is shown to be minimal */
static bool run_filter(lg_iis_search *s)
{
  bool minimal = filter_from_all(s, 0);
  if (s->limit < 0 || lg_deadline_is_over(&s->deadline)) return minimal;
  lg_iis_verdict unlimited = verdict_unlimited(s);
  if (unlimited != LG_CANNOT_HOLD && s->stuck) minimal = filter_from_all(s, LG_FIRST_RETURN);
  if (unlimited != LG_CANNOT_HOLD && !s->stuck) return minimal && unlimited == LG_CAN_HOLD;
  s->limit = -1;
  return filter_from_all(s, 0);
}

/* ---- beside all `must` locks ---- */

/* Is the set a conflict beside all `must` locks of the plan, too? A lock that is not in the set may
 * waive a rule that the conflict rests on; then it would say nothing of the plan, whose locks
 * stand. */
static bool stays_beside_locks(lg_iis_search *s)
{
  int count = s->elements->count;
  bool *found = g_memdup2(s->kept, (size_t)count * sizeof *found), waives = false;
  for (int k = s->elements->first_lock; k < s->elements->first_own; k++)
    if (!found[k] && lg_iis_is_must(s, k)) {
      waives |= lg_elements_waives(s->elements, found, k);
      s->kept[k] = true;
    }
  bool stays = !waives;
  if (waives) {
    lg_iis_aggregate(s);
    stays = lg_iis_verdict_of(s, true) == LG_CANNOT_HOLD;
  }
  memcpy(s->kept, found, (size_t)count * sizeof *found);
  g_free(found);
  return stays;
}

/* Can the others hold without any one of the elements that are not held? */
static bool others_are_needed(lg_iis_search *s)
{
  size_t size = (size_t)s->elements->count * sizeof *s->kept;
  bool *kept = g_memdup2(s->kept, size), needed = true;
  for (int k = 0; k < s->elements->count && needed; k++) {
    if (!kept[k] || lg_iis_is_held(s, k)) continue;
    s->kept[k] = false;
    needed = lg_iis_verdict_of(s, true) == LG_CAN_HOLD;
    memcpy(s->kept, kept, size);
  }
  g_free(kept);
  return needed;
}

enum locks_end { LG_LOCKS_LEFT, LG_LOCKS_NEEDED, LG_LOCKS_STUCK };

/* Leaves out a run of held locks.
 *   returns  LEFT: they are out; NEEDED: without them the rest can hold; STUCK: the rest conflicts
 *            without them, but then not all of it is needed. With these two they stay */
static enum locks_end leave_run(lg_iis_search *s, const int *run, int size)
{
  size_t bytes = (size_t)s->elements->count * sizeof *s->kept;
  bool *before = g_memdup2(s->kept, bytes), *without, any = false;
  for (int q = 0; q < size; q++) {
    any |= s->kept[run[q]];
    s->kept[run[q]] = false;
  }
  without = g_memdup2(s->kept, bytes);
  lg_iis_verdict verdict = any ? lg_iis_verdict_of(s, true) : LG_CAN_HOLD;
  memcpy(s->kept, without, bytes);
  enum locks_end end = LG_LOCKS_STUCK;
  if (verdict == LG_CAN_HOLD)
    end = LG_LOCKS_NEEDED;
  else if (verdict == LG_CANNOT_HOLD && others_are_needed(s))
    end = LG_LOCKS_LEFT;
  if (end != LG_LOCKS_LEFT) memcpy(s->kept, before, bytes);
  g_free(before);
  g_free(without);
  return end;
}

/* Leaves out the held locks that are not needed, unless others would be needed no more without
 * them: in runs that shrink, then one by one, and again while some go.
 *   returns  whether the elements kept are a minimal conflict then */
static bool leave_locks(lg_iis_search *s)
{
  int *list = g_new(int, s->elements->count + 1), listed = 0;
  for (int k = s->elements->first_own - 1; k >= s->elements->first_lock; k--)
    if (s->kept[k] && lg_iis_is_held(s, k)) list[listed++] = k;
  for (int size = listed; size > 1; size /= s->tuning->iis_run_shrinks)
    for (int at = 0; at < listed; at += size) leave_run(s, list + at, MIN(size, listed - at));
  bool minimal, lost;
  do {
    minimal = true;
    lost = false;
    for (int q = 0; q < listed; q++) {
      enum locks_end end = leave_run(s, list + q, 1);
      minimal &= end != LG_LOCKS_STUCK;
      lost |= end == LG_LOCKS_LEFT;
    }
  } while (lost && !lg_deadline_is_over(&s->deadline));
  g_free(list);
  return minimal;
}

/* Filters, beginning without R2, R3, R5 and R13: then no lock waives anything, so any conflict found
 * stays one beside all locks.
 *   returns  whether the rest conflicts, and the set is shown to be minimal */
static bool filter_without_waived(lg_iis_search *s)
{
  for (int k = 0; k < s->elements->count; k++) s->kept[k] = k >= s->elements->first_lock;
  lg_iis_aggregate(s);
  lg_iis_verdict verdict = lg_iis_verdict_of(s, false);
  s->whole = verdict == LG_CAN_HOLD;
  if (s->whole) verdict = lg_iis_verdict_of(s, true);
  return verdict == LG_CANNOT_HOLD && filter_passes(s);
}

/* Looks for a minimal conflict that stays one beside all `must` locks. Held locks are in it at
 * first, the others are filtered, then the held ones are left out where that is possible. Three
 * orders are tried, as not every one leads there.
 *   returns  whether it was found */
static bool filter_beside_locks(lg_iis_search *s)
{
  bool found = (filter_from_all(s, 0) && leave_locks(s)) ||
               (filter_without_waived(s) && leave_locks(s)) ||
               (filter_from_all(s, LG_FIRST_RETURN) && leave_locks(s));
  return found && !lg_deadline_is_over(&s->deadline);
}

/* Replaces a conflict that rests on a rule which some lock waives by one that does not, if there is
 * one (QUESTIONS W5). First the locks that waive something are held, then all `must` locks. */
static bool prefer_beside_locks(lg_iis_search *s)
{
  int count = s->elements->count;
  bool *found = g_memdup2(s->kept, (size_t)count * sizeof *found), better = false;
  bool *held = g_new0(bool, count + 1), *all = g_new(bool, count + 1);
  for (int k = 0; k < count; k++) all[k] = true;
  s->limit = -1;
  s->held = held;
  for (int every = 0; every < 2 && !better; every++) {
    for (int k = s->elements->first_lock; k < s->elements->first_own; k++)
      held[k] = lg_iis_is_must(s, k) && (every || lg_elements_waives(s->elements, all, k));
    better = filter_beside_locks(s);
  }
  if (!better) memcpy(s->kept, found, (size_t)count * sizeof *found);
  s->held = NULL;
  g_free(found);
  g_free(held);
  g_free(all);
  return better;
}

static int by_element(const void *x, const void *y, void *user)
{
  const lg_elements *elements = user;
  return lg_element_order(elements->district, elements->policy, *(const lg_element *)x,
                          *(const lg_element *)y);
}

struct lg_conflict_probe {
  lg_iis_search search;
  bool
      *musts; /* [elements->count] held, since a conflict that lacks one proves nothing beside it */
};

lg_conflict_probe *lg_conflict_probe_new(const lg_elements *elements,
                                         const lg_solve_settings *settings)
{
  lg_conflict_probe *probe = g_new0(lg_conflict_probe, 1);
  probe->search = lg_iis_begin(elements, settings);
  probe->musts = g_new0(bool, elements->count + 1);
  for (int k = 0; k < elements->count; k++) probe->musts[k] = lg_elements_is_must(elements, k);
  probe->search.held = probe->musts;
  lg_iis_aggregate(&probe->search);
  probe->search.hasty = true;
  return probe;
}

void lg_conflict_probe_free(lg_conflict_probe *probe)
{
  if (!probe) return;
  lg_iis_drop(&probe->search);
  g_free(probe->search.kept);
  g_free(probe->musts);
  g_free(probe);
}

void lg_conflict_probe_spare(lg_conflict_probe *probe, bool *needed)
{
  lg_iis_search *s = &probe->search;
  bool inside = s->inside;
  double worth;
  for (int k = 0; k < s->elements->count; k++) s->kept[k] = true;
  if (lg_elements_contradiction(s->elements, s->kept) < 0) {
    lg_aggregated_bounds(s->aggregated, s->kept, true, s->lower, s->upper);
    if (lg_iis_certify(s, &worth) == LG_CANNOT_HOLD) {
      double *loss = g_new0(double, s->elements->count + 1);
      lg_iis_losses(s, loss);
      for (int k = s->elements->first_own; k < s->elements->count; k++)
        needed[k] &= loss[k] >= s->tuning->iis_spared * worth;
      g_free(loss);
    }
  }
  s->inside = inside;
}

bool lg_conflict_probe_is_over(const lg_conflict_probe *probe)
{
  return lg_deadline_is_over(&probe->search.deadline);
}

const bool *lg_conflict_probe_without(lg_conflict_probe *probe, const bool *left_out)
{
  lg_iis_search *s = &probe->search;
  bool inside = s->inside;
  for (int k = 0; k < s->elements->count; k++) s->kept[k] = !left_out[k];
  lg_iis_verdict verdict = lg_iis_verdict_of(s, false);
  s->inside = inside;
  return verdict == LG_CANNOT_HOLD ? s->kept : NULL;
}

lg_conflict lg_conflict_find(const lg_district *district, const lg_policy *policy, lg_forced forced,
                             const lg_solve_settings *settings)
{
  lg_elements *elements = lg_elements_new(district, policy, forced);
  lg_iis_search s = lg_iis_begin(elements, settings);
  for (int k = elements->first_own; k < elements->count; k++)
    if (elements->f->program->elements[k - elements->first_own].rule == LG_R_CHANGES) s.limit = k;
  lg_conflict conflict = {.minimal = run_filter(&s)};
  conflict.beside_locks = stays_beside_locks(&s);
  if (!conflict.beside_locks && !lg_deadline_is_over(&s.deadline) && prefer_beside_locks(&s))
    conflict.minimal = conflict.beside_locks = true;
  GArray *found = g_array_new(FALSE, FALSE, sizeof(lg_element));
  for (int k = 0; k < elements->count; k++) {
    if (!s.kept[k]) continue;
    lg_element element = lg_elements_at(elements, k);
    g_array_append_val(found, element);
  }
  g_array_sort_with_data(found, by_element, elements);
  conflict.count = (int)found->len;
  conflict.elements = (lg_element *)(void *)g_array_free(found, FALSE);
  lg_iis_drop(&s);
  g_free(s.kept);
  lg_elements_free(elements);
  return conflict;
}
