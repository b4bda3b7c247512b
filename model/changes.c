/* changes.c - see changes.h. Going back is weighed on counts: of the cell, the school, the quota
 * classes, the teams and pairs that the two places of one teacher touch. */
#include "changes_internal.h"

#include <string.h>

#include "classes.h"
#include "element_limits.h"

/* ---- the element that breaks ---- */

static void set_element(lg_placed_otherwise *c, lg_rule rule, const char *id, char *class_id,
                        lg_side side)
{
  c->has_element = true;
  c->element = (lg_element){rule, g_strdup(id), class_id};
  c->side = side;
}

static void add_cause(lg_placed_otherwise *c, int cause)
{
  if (!c->causes) c->causes = g_new(int, LG_CAUSES);
  if (c->cause_count < LG_CAUSES)
    c->causes[c->cause_count++] = cause;
  else
    c->more_causes++;
}

/* Does the one who left since fill the same cell as teacher i, or (`whole`) the same school? */
static bool departed_counts(const lg_weighing *w, const lg_departed *gone, int i, bool whole)
{
  const lg_teacher *t = &w->district->teachers[i];
  return whole || ((gone->stage == LG_MISSING || gone->stage == (int)t->stage) &&
                   (gone->subject == LG_MISSING || gone->subject == t->subject));
}

/* Those who made the gap or took the place: others who left the school (came to it, `max`), of the
 * same cell unless `whole`; backbone teachers alone, where wanted. */
static void find_causes(const lg_weighing *w, lg_placed_otherwise *c, int school, bool max,
                        bool whole, bool backbone)
{
  const lg_district *d = w->district;
  const lg_teacher *own = &d->teachers[c->teacher];
  const int *first = max ? w->came_first : w->left_first, *list = max ? w->came : w->left;
  for (int k = 0; k < d->departed_count && !max; k++)
    if (d->departed[k].to == school &&
        departed_counts(w, &d->departed[k], c->teacher, whole || backbone))
      add_cause(c, -1 - k);
  for (int k = first[school]; k < first[school + 1]; k++) {
    int i = w->changes->list[list[k]].teacher;
    const lg_teacher *t = &d->teachers[i];
    bool same = whole || (t->stage == own->stage && (backbone || t->subject == own->subject));
    if (i != c->teacher && same && (t->backbone || !backbone)) add_cause(c, i);
  }
}

/* R2-R5, R9: the rule that bars the old place. */
static bool is_barred(const lg_weighing *w, lg_placed_otherwise *c)
{
  lg_rule rule = lg_options_bar(w->options, w->district, w->policy, c->teacher, c->was);
  if (rule == LG_R1_POST) return false;
  if (rule != LG_R9_LOCK) {
    set_element(c, rule, "", g_strdup(""), LG_SIDE_DROP);
    return true;
  }
  int must = w->options->candidates[c->teacher].must;
  lg_lock_kind kind = must == LG_MISSING ? LG_LOCK_FORBID : LG_LOCK_MUST;
  int school = must == LG_MISSING ? c->was.school : must;
  set_element(c, LG_R9_LOCK, w->district->teachers[c->teacher].id,
              g_strdup_printf("%s/%s", lg_lock_word(kind), w->district->schools[school].id),
              LG_SIDE_DROP);
  return true;
}

/* The two places in the order of their ids; schools stand in it. */
static void both_places(const lg_placed_otherwise *c, int places[2])
{
  places[0] = MIN(c->was.school, c->now.school);
  places[1] = MAX(c->was.school, c->now.school);
}

/* R6 of both cells. */
static bool breaks_staffing(const lg_weighing *w, lg_placed_otherwise *c)
{
  const lg_teacher *t = &w->district->teachers[c->teacher];
  int places[2];
  both_places(c, places);
  for (int k = 0; k < 2; k++) {
    int school = places[k];
    const lg_heads *heads = lg_cell_at(w, school, c->teacher);
    lg_heads_range range =
        lg_cell_range(w->district, w->policy, school, (int)t->stage, t->subject, heads->before);
    bool max = school == c->was.school;
    int64_t after = heads->after + (max ? 1 : -1);
    if (max ? after <= range.hi : after >= range.lo) continue;
    set_element(c, LG_R6_STAFFING, w->district->schools[school].id,
                g_strdup_printf("%s/%s", lg_stage_word((int)t->stage),
                                w->district->subjects.text[t->subject]),
                max ? LG_SIDE_MAX : LG_SIDE_MIN);
    find_causes(w, c, school, max, false, false);
    return true;
  }
  return false;
}

/* R7 of both schools. */
static bool breaks_headcount(const lg_weighing *w, lg_placed_otherwise *c)
{
  int places[2];
  both_places(c, places);
  for (int k = 0; k < 2; k++) {
    int school = places[k];
    lg_heads_range range = lg_school_range(w->district, w->policy, school, w->heads_before[school]);
    bool max = school == c->was.school;
    int64_t after = w->heads_after[school] + (max ? 1 : -1);
    if (max ? after <= range.hi : after >= range.lo) continue;
    set_element(c, LG_R7_HEADCOUNT, w->district->schools[school].id, g_strdup(""),
                max ? LG_SIDE_MAX : LG_SIDE_MIN);
    find_causes(w, c, school, max, true, false);
    return true;
  }
  return false;
}

/* What a change does to q N - p D (min) or p D - q N (max) of a class. */
static int64_t push_of(const lg_weighing *w, int change, int q, int code, lg_side side)
{
  const lg_quota *quota = &w->policy->quotas[q];
  const lg_bound *bound = side == LG_SIDE_MAX ? &quota->max : &quota->min;
  int64_t over = bound->kind == LG_BOUND_SHARE ? bound->share.p : 0;
  int64_t under = bound->kind == LG_BOUND_SHARE ? bound->share.q : 1, push = 0;
  const lg_part *parts = lg_parts_at(w, change, q);
  for (int k = 0; k < 2; k++)
    if (parts[k].code == code) push += (k ? 1 : -1) * (under * parts[k].n - over * parts[k].d);
  return side == LG_SIDE_MAX ? -push : push;
}

/* Those whose change pushes the class the other way; of who left nothing is known but that they
 * moved. */
static void find_pushers(const lg_weighing *w, lg_placed_otherwise *c, int q, int code)
{
  const lg_district *d = w->district;
  for (int k = 0; k < d->departed_count && c->side == LG_SIDE_MIN; k++)
    if (d->departed[k].from != d->departed[k].to) add_cause(c, -1 - k);
  for (int k = 0; k < w->changes->count; k++)
    if (push_of(w, k, q, code, c->side) < 0) add_cause(c, w->changes->list[k].teacher);
}

/* The order of two classes as elements (W2): by the bytes of their texts. */
static int class_order(const lg_weighing *w, int q, int a, int b)
{
  char *first = lg_class_id(w->district, &w->policy->quotas[q], a);
  char *second = lg_class_id(w->district, &w->policy->quotas[q], b);
  int order = strcmp(first, second);
  g_free(first);
  g_free(second);
  return order;
}

/* R8: the classes of every hard quota that going back touches. */
static bool breaks_quota(const lg_weighing *w, lg_placed_otherwise *c, int change)
{
  const lg_policy *p = w->policy;
  for (int k = 0; k < p->quota_count; k++) {
    int q = w->by_id[k];
    if (p->quotas[q].soft) continue;
    const lg_part *parts = lg_parts_at(w, change, q);
    int codes[] = {parts[0].code, parts[1].code};
    bool swapped = codes[0] != LG_MISSING && codes[1] != LG_MISSING && codes[0] != codes[1] &&
                   class_order(w, q, codes[0], codes[1]) > 0;
    for (int side = 0; side < 2; side++) {
      int code = codes[swapped ? 1 - side : side];
      if (code == LG_MISSING || (side == 1 && codes[0] == codes[1])) continue;
      if (w->row_of[q][code] == LG_MISSING) continue; /* no class: nobody may be in it (R4) */
      const lg_quota_count *row = &w->audit->quotas[w->row_of[q][code]];
      int64_t n = row->count, d = row->of;
      for (int part = 0; part < 2; part++)
        if (parts[part].code == code) {
          n += part ? -parts[part].n : parts[part].n;
          d += part ? -parts[part].d : parts[part].d;
        }
      lg_side broken = LG_SIDE_MIN;
      if (lg_class_holds(w->district, p, q, code, n, d, &broken)) continue;
      set_element(c, LG_R8_QUOTA, p->quotas[q].id, lg_class_id(w->district, &p->quotas[q], code),
                  broken);
      find_pushers(w, c, q, code);
      return true;
    }
  }
  return false;
}

/* Does a team at a school break with one mover more or fewer? */
static bool team_would_break(const lg_weighing *w, int route, int school, int by)
{
  int team = route < 0 ? LG_MISSING : w->team_of[route];
  if (team == LG_MISSING) return false;
  int after = w->movers[team * w->district->school_count + school] + by;
  return after > 0 && after < lg_team_asked(w->district, w->policy, team, school);
}

/* R10: the team that the teacher would leave, and the one that he would join. */
static bool breaks_team(const lg_weighing *w, lg_placed_otherwise *c)
{
  const lg_policy *p = w->policy;
  int routes[] = {w->before->placements[c->teacher].route, w->audit->placements[c->teacher].route};
  int schools[] = {c->was.school, c->now.school}, found = LG_MISSING;
  for (int k = 0; k < 2; k++) {
    if (!team_would_break(w, routes[k], schools[k], k ? -1 : 1)) continue;
    int order =
        found == LG_MISSING ? -1 : strcmp(p->routes[routes[k]].id, p->routes[routes[found]].id);
    if (order == 0) order = schools[k] - schools[found];
    if (order < 0) found = k;
  }
  if (found == LG_MISSING) return false;
  set_element(c, LG_R10_TEAM, p->routes[routes[found]].id,
              g_strdup(w->district->schools[schools[found]].id), LG_SIDE_MIN);
  find_causes(w, c, schools[found], false, true, false);
  return true;
}

static bool pair_would_break(const lg_weighing *w, const lg_pair *pair, int teacher,
                             lg_assignment assignment)
{
  const lg_district *d = w->district;
  lg_assignment of_a = pair->a == teacher ? assignment : w->to[pair->a];
  lg_assignment of_b = pair->b == teacher ? assignment : w->to[pair->b];
  if (pair->rule == LG_NOT_BOTH_MOVE)
    return lg_assignment_moves(d, pair->a, of_a) && lg_assignment_moves(d, pair->b, of_b);
  int a = of_a.school, b = of_b.school;
  if (a == b) return false;
  int group = d->schools[a].group;
  return pair->rule == LG_SAME_SCHOOL || group == LG_MISSING || group != d->schools[b].group;
}

/* R11: the first by its element. */
static bool breaks_pair(const lg_weighing *w, lg_placed_otherwise *c)
{
  const lg_district *d = w->district;
  int other = LG_MISSING;
  for (int k = w->pair_first[c->teacher]; k < w->pair_first[c->teacher + 1]; k++) {
    const lg_pair *pair = &d->pairs[w->pairs[k] / 2];
    if (!pair_would_break(w, pair, c->teacher, c->was)) continue;
    lg_element element = {
        LG_R11_PAIR, g_strdup(d->teachers[pair->a].id),
        g_strdup_printf("%s/%s", lg_pair_word(pair->rule), d->teachers[pair->b].id)};
    bool first = !c->has_element || lg_element_order(&element, &c->element) < 0;
    lg_element spare = first ? c->element : element;
    if (first) {
      c->element = element;
      c->has_element = true;
      other = pair->a == c->teacher ? pair->b : pair->a;
    }
    g_free(spare.id);
    g_free(spare.class_id);
  }
  if (!c->has_element) return false;
  c->side = LG_SIDE_DROP;
  if (!lg_assignment_same(w->to[other], lg_assignment_published(d, other))) add_cause(c, other);
  return true;
}

/* R12: the new school would have a backbone teacher fewer. */
static bool breaks_density(const lg_weighing *w, lg_placed_otherwise *c)
{
  const lg_teacher *t = &w->district->teachers[c->teacher];
  const lg_density *density = &w->policy->density;
  if (!density->given || density->soft || !t->backbone) return false;
  int stage = (int)t->stage, low = 0, high = w->audit->school_count;
  while (low < high) { /* by school and stage */
    int middle = low + (high - low) / 2;
    const lg_school_count *row = &w->audit->schools[middle];
    if (row->school < c->now.school || (row->school == c->now.school && (int)row->stage < stage))
      low = middle + 1;
    else
      high = middle;
  }
  int64_t after = w->audit->schools[low].backbone_after - 1;
  if (after >= lg_density_asked(w->district, w->policy, c->now.school, stage)) return false;
  set_element(
      c, LG_R12_DENSITY, "backbone_per_100",
      g_strdup_printf("%s/%s", w->district->schools[c->now.school].id, lg_stage_word(stage)),
      LG_SIDE_MIN);
  find_causes(w, c, c->now.school, false, false, true);
  return true;
}

/* W2: the rules that bar places, then R6, R7, R8, R10, R11, R12. */
static void find_element(const lg_weighing *w, int change)
{
  lg_placed_otherwise *c = &w->changes->list[change];
  bool found = is_barred(w, c) || breaks_staffing(w, c) || breaks_headcount(w, c) ||
               breaks_quota(w, c, change) || breaks_team(w, c) || breaks_pair(w, c) ||
               breaks_density(w, c);
  (void)found;
}

/* ---- all of them ---- */

static void list_changes(lg_weighing *w)
{
  const lg_district *d = w->district;
  GArray *list = g_array_new(FALSE, TRUE, sizeof(lg_placed_otherwise));
  for (int i = 0; i < d->teacher_count; i++) {
    lg_placed_otherwise one = {.teacher = i, .was = lg_assignment_published(d, i), .now = w->to[i]};
    if (!lg_assignment_same(one.was, one.now)) g_array_append_val(list, one);
  }
  w->changes->count = (int)list->len;
  w->changes->list = (lg_placed_otherwise *)(void *)g_array_free(list, FALSE);
}

static lg_audit *audit_of_baseline(const lg_district *district, const lg_policy *policy)
{
  lg_roster *old = lg_roster_new_published(district);
  lg_audit *audit = lg_audit_new(district, policy, old);
  lg_roster_free(old);
  return audit;
}

lg_changes *lg_changes_new(const lg_district *district, const lg_policy *policy,
                           const lg_options *options, const lg_audit *audit,
                           const lg_roster *roster)
{
  lg_weighing w = {.district = district,
                   .policy = policy,
                   .options = options,
                   .audit = audit,
                   .to = roster->assignments,
                   .changes = g_new0(lg_changes, 1)};
  list_changes(&w);
  if (w.changes->count == 0) return w.changes;
  lg_audit *before = audit_of_baseline(district, policy);
  w.before = before;
  lg_weighing_count(&w);
  for (int k = 0; k < w.changes->count; k++) find_element(&w, k);
  lg_weighing_clear(&w);
  lg_audit_free(before);
  return w.changes;
}

void lg_changes_free(lg_changes *changes)
{
  if (!changes) return;
  for (int k = 0; k < changes->count; k++) {
    lg_placed_otherwise *c = &changes->list[k];
    g_free(c->element.id);
    g_free(c->element.class_id);
    g_free(c->causes);
  }
  g_free(changes->list);
  g_free(changes);
}
