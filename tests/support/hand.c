#include "hand.h"

enum { MOST_ROWS = 32 };

lg_hand *lg_hand_new(int schools, int teachers)
{
  static const char *const math[] = {"math"};
  lg_hand *h = g_new0(lg_hand, 1);
  lg_district *d = h->d = lg_district_new();
  h->p = lg_policy_new();
  h->p->date = (lg_date){2010, 9, 1};
  d->subjects.text = g_memdup2(math, sizeof math);
  d->subjects.count = 1;
  d->schools = g_new0(lg_school, (size_t)schools);
  d->teachers = g_new0(lg_teacher, (size_t)teachers);
  char id[16];
  for (; d->school_count < schools; d->school_count++) {
    g_snprintf(id, sizeof id, "s%d", d->school_count + 1);
    lg_school *s = &d->schools[d->school_count];
    *s = (lg_school){.has_stage = {true, false},
                     .students = {100, 0},
                     .tier = LG_ORDINARY,
                     .group = LG_MISSING,
                     .max_staff = LG_MISSING};
    s->id = s->name = g_string_chunk_insert(d->texts, id);
  }
  for (; d->teacher_count < teachers; d->teacher_count++) {
    g_snprintf(id, sizeof id, teachers > 9 ? "t%02d" : "t%d", d->teacher_count + 1);
    lg_teacher *t = &d->teachers[d->teacher_count];
    *t = (lg_teacher){.school = d->teacher_count % schools,
                      .gender = LG_FEMALE,
                      .rank = "",
                      .title = LG_MISSING,
                      .years_given = LG_MISSING,
                      .full_time = true,
                      .flexible_units = LG_MISSING};
    t->id = t->name = g_string_chunk_insert(d->texts, id);
  }
  d->locks = g_new0(lg_lock, MOST_ROWS);
  d->distances = g_new0(lg_distance, MOST_ROWS);
  d->demands = g_new0(lg_demand, MOST_ROWS);
  d->wishes = g_new0(lg_wish, MOST_ROWS);
  d->pairs = g_new0(lg_pair, MOST_ROWS);
  h->p->routes = lg_policy_array(h->p, 1, sizeof(lg_route));
  h->p->routes[0].id = h->p->routes[0].name = "any";
  h->p->route_count = 1;
  h->p->quotas = lg_policy_array(h->p, MOST_ROWS, sizeof(lg_quota));
  h->p->goals = lg_policy_array(h->p, MOST_ROWS, sizeof(lg_goal));
  return h;
}

void lg_hand_free(lg_hand *h)
{
  lg_district_free(h->d);
  lg_policy_free(h->p);
  g_free(h);
}

void lg_hand_lock(lg_hand *h, int teacher, int school, lg_lock_kind kind)
{
  h->d->locks[h->d->lock_count++] = (lg_lock){teacher, school, kind, false, "", ""};
}

void lg_hand_distance(lg_hand *h, bool from_teacher, int from, int to, int metres)
{
  h->d->distances[h->d->distance_count++] = (lg_distance){from_teacher, from, to, metres};
}

void lg_hand_demand(lg_hand *h, int school, int min, int max, int target)
{
  h->d->demands[h->d->demand_count++] = (lg_demand){school, LG_PRIMARY, 0, min, max, target};
}

void lg_hand_wish(lg_hand *h, int teacher, int school, int rank)
{
  h->d->has_wishes = true;
  h->d->wishes[h->d->wish_count++] = (lg_wish){teacher, school, rank};
}

void lg_hand_pair(lg_hand *h, int a, int b, lg_pair_rule rule)
{
  h->d->pairs[h->d->pair_count++] = (lg_pair){a, b, rule};
}

void lg_hand_condition(lg_hand *h, lg_filter *filter, lg_key key, int lo, int hi)
{
  if (!filter->conditions) filter->conditions = lg_policy_array(h->p, 8, sizeof(lg_condition));
  lg_condition *c = &filter->conditions[filter->count++];
  int *codes = lg_policy_array(h->p, (size_t)(hi - lo + 1), sizeof(int));
  for (int k = lo; k <= hi; k++) codes[k - lo] = k;
  *c = (lg_condition){.key = key, .codes = codes, .code_count = hi - lo + 1};
}

lg_quota *lg_hand_quota(lg_hand *h, const char *id)
{
  lg_quota *q = &h->p->quotas[h->p->quota_count++];
  q->id = q->name = id;
  q->weight = 1;
  q->min.text = q->max.text = "";
  lg_hand_condition(h, &q->count, LG_KEY_MOVED, 1, 1);
  return q;
}

void lg_hand_goal(lg_hand *h, lg_goal_kind kind)
{
  static const int points[] = {3, 2, 1};
  h->p->goals[h->p->goal_count++] = (lg_goal){
      .kind = kind, .tolerance = {0, 1}, .points = points, .point_count = 3, .seed = "2010"};
}
