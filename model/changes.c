/* changes.c - see changes.h. Going back is weighed on the counts of the elements that the two
 * places of a teacher touch: what the rules of rules/ count of them. */
#include "changes.h"

#include <stdlib.h>

#include "rules/rules.h"

/* What a change adds to an element: at the new place, less at the old one. */
struct push {
  int change;
  int64_t n, d;
};

/* An element that some change touches. */
struct tally {
  lg_element element; /* first, as it is the key */
  int64_t now;        /* N before the plan */
  int64_t n, d;       /* N and D of the new roster */
  GArray *pushes;     /* struct push, by change */
};

struct weighing {
  const lg_district *district;
  const lg_policy *policy;
  const lg_options *options;
  const lg_audit *audit,
      *before;             /* of the new roster; of the baseline, or NULL: then what was asked
                                     is no roster, and no change is the cause of another one */
  const lg_assignment *to; /* [teacher_count] in the new roster */
  lg_changes *changes;
  GHashTable *tallies;     /* struct tally */
  GPtrArray **touched;     /* [change] struct tally, in the order of W2 */
  int *pair_first, *pairs; /* pairs by teacher */
};

/* ---- counting ---- */

static guint element_hash(gconstpointer key)
{
  const lg_element *e = key;
  guint hash = 2166136261u;
  const int all[] = {(int)e->rule, e->a, e->b};
  for (int k = 0; k < 3; k++) hash = (hash ^ (guint)all[k]) * 16777619u;
  return hash ^ hash >> 15;
}

static gboolean element_equal(gconstpointer x, gconstpointer y)
{
  return lg_element_same(*(const lg_element *)x, *(const lg_element *)y);
}

static void tally_free(gpointer data)
{
  struct tally *tally = data;
  g_array_unref(tally->pushes);
  g_free(tally);
}

/* Fills `parts` with what teacher i adds at a place that an audit has seen, to elements that are no
 * wish. */
static void parts_at(const struct weighing *w, int i, lg_assignment assignment,
                     const lg_placement *seen, GArray *parts)
{
  const lg_option place = {assignment, seen->route, seen->before_m, seen->after_m,
                           seen->wish, 0,           LG_MISSING};
  g_array_set_size(parts, 0);
  for (int k = 0; k < LG_RULE_TYPE_COUNT; k++) {
    const lg_rule_type *type = lg_rule_types[k];
    if (type->count && type->rule != LG_R_CHANGES)
      type->count(w->district, w->policy, w->options, LG_MISSING, i, &place, parts);
  }
  guint count = 0;
  for (guint k = 0; k < parts->len; k++) {
    lg_part part = g_array_index(parts, lg_part, k);
    const lg_rule_type *type = lg_rule_type_of(part.element.rule);
    if (type->is_soft && type->is_soft(w->policy, part.element.a)) continue;
    g_array_index(parts, lg_part, count++) = part;
  }
  g_array_set_size(parts, count);
}

/* Notes what a change adds to the elements of these parts, +1 at the new place, -1 at the old. */
static void note_pushes(struct weighing *w, int change, const GArray *parts, int sign)
{
  for (guint k = 0; k < parts->len; k++) {
    const lg_part *part = &g_array_index(parts, lg_part, k);
    struct tally *tally = g_hash_table_lookup(w->tallies, &part->element);
    if (!tally) {
      tally = g_new0(struct tally, 1);
      tally->element = part->element;
      tally->pushes = g_array_new(FALSE, FALSE, sizeof(struct push));
      g_hash_table_insert(w->tallies, tally, tally);
    }
    GArray *pushes = tally->pushes;
    if (pushes->len == 0 || g_array_index(pushes, struct push, pushes->len - 1).change != change) {
      struct push none = {change, 0, 0};
      g_array_append_val(pushes, none);
      g_ptr_array_add(w->touched[change], tally);
    }
    struct push *push = &g_array_index(pushes, struct push, pushes->len - 1);
    push->n += sign * part->n;
    push->d += sign * part->d;
  }
}

static int tally_order(const void *x, const void *y, void *user)
{
  const struct weighing *w = user;
  return lg_element_order(w->district, w->policy, (*(struct tally *const *)x)->element,
                          (*(struct tally *const *)y)->element);
}

/* Adds a teacher's parts to those tallies that there are. */
static void add_parts(const struct weighing *w, const GArray *parts, bool before)
{
  for (guint k = 0; k < parts->len; k++) {
    const lg_part *part = &g_array_index(parts, lg_part, k);
    struct tally *tally = g_hash_table_lookup(w->tallies, &part->element);
    if (!tally) continue;
    if (before) {
      tally->now += part->n;
    } else {
      tally->n += part->n;
      tally->d += part->d;
    }
  }
}

/* How the teacher was placed by the baseline, or would be at the place asked about. */
static lg_placement placement_before(const struct weighing *w, const lg_placed_otherwise *c)
{
  if (w->before) return w->before->placements[c->teacher];
  lg_option at = lg_options_place(w->options, w->district, w->policy, c->teacher, c->was);
  return (lg_placement){at.route, at.before_m, at.after_m, at.wish, LG_MISSING, LG_MISSING};
}

static void count_all(struct weighing *w)
{
  static const lg_placement unplaced = {LG_MISSING, LG_MISSING, LG_MISSING,
                                        LG_MISSING, LG_MISSING, LG_MISSING};
  GArray *parts = g_array_new(FALSE, FALSE, sizeof(lg_part));
  w->tallies = g_hash_table_new_full(element_hash, element_equal, NULL, tally_free);
  w->touched = g_new0(GPtrArray *, w->changes->count + 1);
  for (int k = 0; k < w->changes->count; k++) {
    const lg_placed_otherwise *c = &w->changes->list[k];
    w->touched[k] = g_ptr_array_new();
    lg_placement was = placement_before(w, c);
    parts_at(w, c->teacher, c->was, &was, parts);
    note_pushes(w, k, parts, -1);
    parts_at(w, c->teacher, c->now, &w->audit->placements[c->teacher], parts);
    note_pushes(w, k, parts, 1);
    g_ptr_array_sort_with_data(w->touched[k], tally_order, w);
  }
  for (int i = 0; i < w->district->teacher_count; i++) {
    parts_at(w, i, lg_options_post(w->district, i).assignment, &unplaced, parts);
    add_parts(w, parts, true);
    parts_at(w, i, w->to[i], &w->audit->placements[i], parts);
    add_parts(w, parts, false);
  }
  g_array_unref(parts);
}

/* Sorts the pairs by teacher: those of teacher i are pairs[pair_first[i] .. pair_first[i + 1]). */
static void sort_pairs(struct weighing *w)
{
  const lg_district *d = w->district;
  w->pair_first = g_new0(int, (size_t)d->teacher_count + 2);
  w->pairs = g_new(int, 2 * (size_t)d->pair_count + 1);
  int *next = w->pair_first + 1;
  for (int k = 0; k < 2 * d->pair_count; k++)
    next[(k % 2 ? d->pairs[k / 2].b : d->pairs[k / 2].a) + 1]++;
  for (int i = 0; i < d->teacher_count; i++) next[i + 1] += next[i];
  for (int k = 0; k < 2 * d->pair_count; k++)
    w->pairs[next[k % 2 ? d->pairs[k / 2].b : d->pairs[k / 2].a]++] = k / 2;
}

/* ---- whose change makes it so ---- */

static void add_cause(lg_placed_otherwise *c, int cause)
{
  if (!c->causes) c->causes = g_new(int, LG_CAUSES);
  if (c->cause_count < LG_CAUSES)
    c->causes[c->cause_count++] = cause;
  else
    c->more_causes++;
}

/* Is one who left since missed in the element? Of a quota nothing is known but that he moved. */
static bool is_missed(const lg_departed *gone, lg_element_parts of)
{
  if (of.school == LG_MISSING) return gone->from != gone->to;
  return gone->to == of.school &&
         (of.stage == LG_MISSING || gone->stage == LG_MISSING || gone->stage == of.stage) &&
         (of.subject == LG_MISSING || gone->subject == LG_MISSING || gone->subject == of.subject);
}

/* Those whose change pushes the broken side the other way: q N - p D of a min, p D - q N of a
 * max. */
static void find_causes(const struct weighing *w, lg_placed_otherwise *c, const struct tally *tally)
{
  const lg_district *d = w->district;
  lg_element_parts parts = lg_element_parts_of(d, tally->element);
  lg_share share = {0, 1};
  const lg_rule_type *type = lg_rule_type_of(tally->element.rule);
  bool by_most = type->is_span && c->side == LG_SIDE_MIN; /* too few though each gives the most */
  if (tally->element.rule == LG_R8_QUOTA) {
    const lg_quota *quota = &w->policy->quotas[tally->element.a];
    const lg_bound *bound = c->side == LG_SIDE_MAX ? &quota->max : &quota->min;
    if (bound->kind == LG_BOUND_SHARE) share = bound->share;
  }
  for (int k = 0; k < d->departed_count && c->side == LG_SIDE_MIN; k++)
    if (is_missed(&d->departed[k], parts)) add_cause(c, -1 - k);
  for (guint k = 0; k < tally->pushes->len; k++) {
    const struct push *push = &g_array_index(tally->pushes, struct push, k);
    int teacher = w->changes->list[push->change].teacher;
    int64_t by = by_most ? push->d : share.q * push->n - share.p * push->d;
    if (teacher != c->teacher && (c->side == LG_SIDE_MAX ? by > 0 : by < 0)) add_cause(c, teacher);
  }
}

/* ---- the element that breaks ---- */

static void set_element(lg_placed_otherwise *c, lg_element element, lg_side side)
{
  c->has_element = true;
  c->element = element;
  c->side = side;
}

/* R2-R5, R9: the rule that bars the old place. */
static bool is_barred(const struct weighing *w, lg_placed_otherwise *c)
{
  lg_element bar = lg_options_bar(w->options, w->district, w->policy, c->teacher, c->was);
  if (bar.rule == LG_R1_POST) return false;
  set_element(c, bar, LG_SIDE_DROP);
  return true;
}

/* A push against a change's number. */
static int push_order(const void *change, const void *push)
{
  return *(const int *)change - ((const struct push *)push)->change;
}

/* The first element that breaks of those with a count whose rule stands before `before`, or after
 * it. */
static bool breaks_count(const struct weighing *w, lg_placed_otherwise *c, int change, bool before,
                         lg_rule rule)
{
  const GPtrArray *touched = w->touched[change];
  for (guint k = 0; k < touched->len; k++) {
    const struct tally *tally = touched->pdata[k];
    if ((lg_rule_order(tally->element.rule, rule) < 0) != before) continue;
    const struct push *push =
        bsearch(&change, tally->pushes->data, tally->pushes->len, sizeof(struct push), push_order);
    lg_side broken;
    if (lg_element_holds(w->district, w->policy, tally->element, tally->now, tally->n - push->n,
                         tally->d - push->d, &broken))
      continue;
    set_element(c, tally->element, broken);
    if (w->before) find_causes(w, c, tally);
    return true;
  }
  return false;
}

static bool pair_would_break(const struct weighing *w, const lg_pair *pair, int teacher,
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
static bool breaks_pair(const struct weighing *w, lg_placed_otherwise *c)
{
  const lg_district *d = w->district;
  int other = LG_MISSING;
  for (int k = w->pair_first[c->teacher]; k < w->pair_first[c->teacher + 1]; k++) {
    const lg_pair *pair = &d->pairs[w->pairs[k]];
    lg_element element = lg_element_of_pair(d, pair);
    if (!pair_would_break(w, pair, c->teacher, c->was) ||
        (c->has_element && lg_element_order(d, w->policy, element, c->element) >= 0))
      continue;
    set_element(c, element, LG_SIDE_DROP);
    other = pair->a == c->teacher ? pair->b : pair->a;
  }
  if (!c->has_element) return false;
  if (w->before && !lg_assignment_same(w->to[other], lg_assignment_published(d, other)))
    add_cause(c, other);
  return true;
}

/* W2: the rules that bar places, those that count heads, with R11 among them. */
static void find_element(const struct weighing *w, int change)
{
  lg_placed_otherwise *c = &w->changes->list[change];
  bool found = is_barred(w, c) || breaks_count(w, c, change, true, LG_R11_PAIR) ||
               breaks_pair(w, c) || breaks_count(w, c, change, false, LG_R11_PAIR);
  (void)found;
}

/* ---- all of them ---- */

static void list_changes(struct weighing *w)
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

static void weigh(struct weighing *w)
{
  count_all(w);
  sort_pairs(w);
  for (int k = 0; k < w->changes->count; k++) find_element(w, k);
  for (int k = 0; k < w->changes->count; k++) g_ptr_array_unref(w->touched[k]);
  g_free(w->touched);
  g_hash_table_destroy(w->tallies);
  g_free(w->pair_first);
  g_free(w->pairs);
}

lg_changes *lg_changes_new(const lg_district *district, const lg_policy *policy,
                           const lg_options *options, const lg_audit *audit,
                           const lg_roster *roster)
{
  struct weighing w = {.district = district,
                       .policy = policy,
                       .options = options,
                       .audit = audit,
                       .to = roster->assignments,
                       .changes = g_new0(lg_changes, 1)};
  list_changes(&w);
  if (w.changes->count == 0) return w.changes;
  lg_audit *before = audit_of_baseline(district, policy);
  w.before = before;
  weigh(&w);
  lg_audit_free(before);
  return w.changes;
}

lg_changes *lg_changes_asked(const lg_district *district, const lg_policy *policy,
                             const lg_options *options, const lg_audit *audit,
                             const lg_roster *roster, const lg_placed_otherwise *asked, int count)
{
  struct weighing w = {.district = district,
                       .policy = policy,
                       .options = options,
                       .audit = audit,
                       .to = roster->assignments,
                       .changes = g_new0(lg_changes, 1)};
  w.changes->list = g_new0(lg_placed_otherwise, count + 1);
  w.changes->count = count;
  for (int k = 0; k < count; k++)
    w.changes->list[k] = (lg_placed_otherwise){
        .teacher = asked[k].teacher, .was = asked[k].was, .now = w.to[asked[k].teacher]};
  if (count > 0) weigh(&w);
  return w.changes;
}

void lg_changes_free(lg_changes *changes)
{
  if (!changes) return;
  for (int k = 0; k < changes->count; k++) g_free(changes->list[k].causes);
  g_free(changes->list);
  g_free(changes);
}
