/* changes_count.c - heads of cells and schools, movers of teams, parts of quotas: what a change
 * touches. */
#include <string.h>

#include "changes_internal.h"
#include "classes.h"

static gpointer cell_key(const lg_weighing *w, int school, int i)
{
  const lg_teacher *t = &w->district->teachers[i];
  gsize cell =
      ((gsize)school * LG_STAGE_COUNT + (gsize)t->stage) * (gsize)w->district->subjects.count +
      (gsize)t->subject;
  return (gpointer)(cell + 1);
}

lg_heads *lg_cell_at(const lg_weighing *w, int school, int i)
{
  return g_hash_table_lookup(w->cells, cell_key(w, school, i));
}

static void count_cells(lg_weighing *w)
{
  w->cells = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  for (int k = 0; k < w->changes->count; k++) {
    const lg_placed_otherwise *c = &w->changes->list[k];
    const int both[] = {c->was.school, c->now.school};
    for (int side = 0; side < 2; side++)
      if (!lg_cell_at(w, both[side], c->teacher))
        g_hash_table_insert(w->cells, cell_key(w, both[side], c->teacher), g_new0(lg_heads, 1));
  }
  for (int i = 0; i < w->district->teacher_count; i++) {
    int home = w->district->teachers[i].school, to = w->to[i].school;
    lg_heads *from = lg_cell_at(w, home, i), *at = lg_cell_at(w, to, i);
    if (from) from->before++;
    if (at) at->after++;
    w->heads_before[home]++;
    w->heads_after[to]++;
  }
}

/* Items by a number that each has: first[number] .. first[number + 1) in `list`. */
static void sort_by(const int *number, int count, int numbers, int **first, int **list)
{
  *first = g_new0(int, (size_t)numbers + 2);
  *list = g_new(int, (size_t)count + 1);
  int *next = *first + 1;
  for (int k = 0; k < count; k++) next[number[k] + 1]++;
  for (int k = 0; k < numbers; k++) next[k + 1] += next[k];
  for (int k = 0; k < count; k++) (*list)[next[number[k]]++] = k;
}

static void sort_changes(lg_weighing *w)
{
  int count = w->changes->count, schools = w->district->school_count;
  int *was = g_new(int, (size_t)count + 1), *now = g_new(int, (size_t)count + 1);
  for (int k = 0; k < count; k++) {
    was[k] = w->changes->list[k].was.school;
    now[k] = w->changes->list[k].now.school;
  }
  sort_by(was, count, schools, &w->left_first, &w->left);
  sort_by(now, count, schools, &w->came_first, &w->came);
  g_free(was);
  g_free(now);
}

static void sort_pairs(lg_weighing *w)
{
  const lg_district *d = w->district;
  int *teacher = g_new(int, 2 * (size_t)d->pair_count + 1);
  for (int k = 0; k < d->pair_count; k++) {
    teacher[2 * k] = d->pairs[k].a;
    teacher[2 * k + 1] = d->pairs[k].b;
  }
  sort_by(teacher, 2 * d->pair_count, d->teacher_count, &w->pair_first, &w->pairs);
  g_free(teacher);
}

static void count_teams(lg_weighing *w)
{
  const lg_policy *p = w->policy;
  int schools = w->district->school_count;
  w->team_of = g_new(int, (size_t)p->route_count + 2);
  for (int r = 0; r <= p->route_count; r++) w->team_of[r] = LG_MISSING;
  for (int t = 0; t < p->team_count; t++) w->team_of[p->teams[t].route] = t;
  w->movers = g_new0(int, (size_t)p->team_count *(size_t)schools + 1);
  for (int i = 0; i < w->district->teacher_count; i++) {
    int route = w->audit->placements[i].route, team = route < 0 ? LG_MISSING : w->team_of[route];
    if (team != LG_MISSING) w->movers[team * schools + w->to[i].school]++;
  }
}

static int by_quota_id(const void *a, const void *b, void *policy)
{
  const lg_quota *quotas = ((const lg_policy *)policy)->quotas;
  return strcmp(quotas[*(const int *)a].id, quotas[*(const int *)b].id);
}

/* What teacher i adds to quota q by an assignment that an audit has seen. */
static lg_part part_of(const lg_weighing *w, int q, int i, lg_assignment assignment,
                       const lg_placement *placement)
{
  const lg_quota *quota = &w->policy->quotas[q];
  lg_option place = {assignment,         placement->route, placement->before_m,
                     placement->after_m, placement->wish,  0};
  lg_part part = {.code = lg_class_of(w->district, quota, i, assignment.school)};
  part.d = lg_options_match(w->options, w->district, w->policy, &quota->of, i, &place);
  part.n = lg_options_match(w->options, w->district, w->policy, &quota->count, i, &place) ||
           (quota->include_rotated && w->district->teachers[i].rotated && part.d);
  return part;
}

lg_part *lg_parts_at(const lg_weighing *w, int change, int q)
{
  return &w->parts[((size_t)change * (size_t)w->policy->quota_count + (size_t)q) * 2];
}

static void count_quotas(lg_weighing *w)
{
  const lg_policy *p = w->policy;
  w->by_id = g_new(int, (size_t)p->quota_count + 1);
  w->row_of = g_new0(int *, (size_t)p->quota_count + 1);
  for (int q = 0; q < p->quota_count; q++) {
    int classes = lg_class_count(w->district, &p->quotas[q]);
    w->by_id[q] = q;
    w->row_of[q] = g_new(int, (size_t)classes + 1);
    for (int c = 0; c < classes; c++) w->row_of[q][c] = LG_MISSING;
  }
  g_qsort_with_data(w->by_id, p->quota_count, sizeof *w->by_id, by_quota_id, (gpointer)(gsize)p);
  for (int k = 0; k < w->audit->quota_count; k++) {
    const lg_quota_count *row = &w->audit->quotas[k];
    if (row->quota >= p->quota_count) continue;
    int code = lg_class_find(w->district, &p->quotas[row->quota], row->class_id);
    if (code != LG_MISSING) w->row_of[row->quota][code] = k;
  }
  w->parts = g_new0(lg_part, (size_t)w->changes->count * (size_t)p->quota_count * 2 + 1);
  for (int k = 0; k < w->changes->count; k++)
    for (int q = 0; q < p->quota_count; q++) {
      const lg_placed_otherwise *c = &w->changes->list[k];
      lg_part *parts = lg_parts_at(w, k, q);
      parts[0] = part_of(w, q, c->teacher, c->was, &w->before->placements[c->teacher]);
      parts[1] = part_of(w, q, c->teacher, c->now, &w->audit->placements[c->teacher]);
    }
}

void lg_weighing_count(lg_weighing *w)
{
  w->heads_before = g_new0(int, (size_t)w->district->school_count + 1);
  w->heads_after = g_new0(int, (size_t)w->district->school_count + 1);
  count_cells(w);
  sort_changes(w);
  sort_pairs(w);
  count_teams(w);
  count_quotas(w);
}

void lg_weighing_clear(lg_weighing *w)
{
  for (int q = 0; q < w->policy->quota_count; q++) g_free(w->row_of[q]);
  void *const owned[] = {w->heads_before, w->heads_after, w->left_first, w->left,  w->came_first,
                         w->came,         w->row_of,      w->by_id,      w->parts, w->team_of,
                         w->movers,       w->pair_first,  w->pairs};
  for (size_t k = 0; k < G_N_ELEMENTS(owned); k++) g_free(owned[k]);
  g_hash_table_destroy(w->cells);
}
