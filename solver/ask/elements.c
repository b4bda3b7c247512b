/* elements.c - numbers the elements of a plan, and says which places are allowed while some of them
 * stand. */
#include "elements.h"

lg_elements *lg_elements_new(const lg_district *district, const lg_policy *policy, lg_forced forced)
{
  lg_elements *e = g_new0(lg_elements, 1);
  *e = (lg_elements){.district = district, .policy = policy, .forced = forced};
  e->open = lg_options_new_open(district, policy);
  e->f = lg_formulation_new(district, policy, e->open);
  e->lock_first = g_new0(int, district->teacher_count + 2);
  for (int k = 0; k < district->lock_count; k++) e->lock_first[district->locks[k].teacher + 1]++;
  for (int i = 0; i < district->teacher_count; i++) e->lock_first[i + 1] += e->lock_first[i];
  e->return_of = g_new(int, district->teacher_count + 1);
  e->first_lock = LG_FIRST_RETURN;
  for (int i = 0; i < district->teacher_count; i++)
    e->return_of[i] = lg_due_back(district, i) != LG_MISSING ? e->first_lock++ : -1;
  e->first_own = e->first_lock + district->lock_count;
  e->count = e->first_own + e->f->program->element_count;
  const lg_program *p = e->f->program;
  e->contradicts = g_new0(bool, p->element_count + 1);
  for (int j = 0; j < p->column_count; j++)
    if (p->columns[j].element >= 0 && p->columns[j].lower > p->columns[j].upper)
      e->contradicts[p->columns[j].element] = true;
  return e;
}

void lg_elements_free(lg_elements *e)
{
  if (!e) return;
  lg_formulation_free(e->f);
  lg_options_free(e->open);
  g_free(e->return_of);
  g_free(e->lock_first);
  g_free(e->contradicts);
  g_free(e);
}

lg_element lg_elements_at(const lg_elements *e, int k)
{
  static const lg_rule whole[] = {LG_R2_ELIGIBLE, LG_R3_ROUTE, LG_R5_COMMUTE};
  if (k < LG_FIRST_RETURN) return (lg_element){whole[k], 0, 0};
  if (k < e->first_lock) return (lg_element){LG_R13_RETURN, lg_elements_teacher(e, k), 0};
  if (k < e->first_own)
    return lg_element_of_lock(e->district, &e->district->locks[k - e->first_lock]);
  return e->f->program->elements[k - e->first_own];
}

/* By element number, LG_ELEMENT_R2 to LG_ELEMENT_R5. */
static const unsigned char bars[] = {LG_BAR_ELIGIBLE, LG_BAR_ROUTE, LG_BAR_COMMUTE};

int lg_elements_teacher(const lg_elements *e, int k)
{
  if (k < LG_FIRST_RETURN || k >= e->first_own) return -1;
  if (k >= e->first_lock) return e->district->locks[k - e->first_lock].teacher;
  int teacher = 0;
  while (e->return_of[teacher] != k) teacher++;
  return teacher;
}

bool lg_elements_is_must(const lg_elements *e, int k)
{
  return k >= e->first_lock && k < e->first_own &&
         e->district->locks[k - e->first_lock].kind == LG_LOCK_MUST;
}

bool lg_elements_waives(const lg_elements *e, const bool *kept, int k)
{
  const lg_lock *lock = &e->district->locks[k - e->first_lock];
  const lg_candidate *candidate = &e->open->candidates[lock->teacher];
  int returns = e->return_of[lock->teacher];
  if (returns >= 0 && kept[returns] && lock->school != lg_due_back(e->district, lock->teacher))
    return true;
  if (lock->school == e->district->teachers[lock->teacher].school) return false;
  for (int c = candidate->first; c < candidate->first + candidate->count; c++) {
    const lg_option *pair = &e->open->pairs[c];
    if (pair->assignment.school != lock->school || lg_assignment_is_guest(pair->assignment))
      continue;
    if (pair->bars & LG_BAR_LOCK_ONLY) return true;
    for (int r = LG_ELEMENT_R2; r < LG_FIRST_RETURN; r++)
      if (kept[r] && (pair->bars & bars[r])) return true;
  }
  return false;
}

bool lg_elements_allow(const lg_elements *e, const bool *kept, int column, int *by)
{
  const lg_column *place = &e->f->program->columns[column];
  const lg_option *pair = &e->open->pairs[place->c];
  int school = pair->assignment.school, guest = pair->assignment.guest;
  bool moves = lg_assignment_moves(e->district, place->a, pair->assignment), must = false;
  *by = -1;
  if (place->a == e->forced.teacher && !lg_assignment_same(pair->assignment, e->forced.assignment))
    return false;
  for (int k = e->lock_first[place->a]; k < e->lock_first[place->a + 1]; k++) {
    const lg_lock *lock = &e->district->locks[k];
    if (!kept[e->first_lock + k]) continue;
    *by = e->first_lock + k;
    if (lock->kind == LG_LOCK_FORBID && (lock->school == school || lock->school == guest))
      return false;
    if (lock->kind == LG_LOCK_MUST && lock->school != school) return false;
    must |= lock->kind == LG_LOCK_MUST;
    /* a move that only the lock allows, along no route, has a column of its own
     * (LG_BAR_LOCK_ONLY) */
    if (must && moves && pair->route == LG_MISSING) return false;
  }
  *by = -1;
  if (pair->bars & LG_BAR_LOCK_ONLY) return must;
  if (must && guest == LG_MISSING) return true; /* `stay` waives nothing for a guest */
  int returns = e->return_of[place->a];
  if ((pair->bars & LG_BAR_RETURN) && kept[returns]) {
    *by = returns;
    return false;
  }
  if (!moves && guest == LG_MISSING) return true;
  for (int k = LG_ELEMENT_R2; k < LG_FIRST_RETURN; k++)
    if ((pair->bars & bars[k]) && kept[k]) {
      *by = k;
      return false;
    }
  return true;
}

int lg_elements_contradiction(const lg_elements *e, const bool *kept)
{
  for (int k = e->first_own; k < e->count; k++)
    if (e->contradicts[k - e->first_own] && kept[k]) return k;
  return -1;
}
