/* random_policy.c - the plan: eligibility, routes, bands, quotas, goals, for a district drawn
 * before. */
#include <limits.h>

#include "brute.h"
#include "random_draw.h"

/* Which keys a filter may have (SPEC 7). */
typedef enum { KEYS_TEACHER, KEYS_ROUTE, KEYS_ALL, KEYS_STATIC } key_set;

static const lg_key teacher_keys[] = {
    LG_KEY_BACKBONE, LG_KEY_FULL_TIME,   LG_KEY_ROTATED,   LG_KEY_RANK,       LG_KEY_TAG,
    LG_KEY_SUBJECT,  LG_KEY_TITLE,       LG_KEY_STAGE,     LG_KEY_GENDER,     LG_KEY_AGE,
    LG_KEY_YEARS,    LG_KEY_FROM_SCHOOL, LG_KEY_FROM_TIER, LG_KEY_FROM_GROUP, LG_KEY_FROM_STAGE};
static const lg_key place_keys[] = {LG_KEY_SAME_GROUP, LG_KEY_WISH, LG_KEY_TO_SCHOOL,
                                    LG_KEY_TO_TIER, LG_KEY_TO_GROUP};
static const lg_key other_keys[] = {LG_KEY_ELIGIBLE, LG_KEY_ROUTE, LG_KEY_MOVED};

static lg_key draw_key(const lg_draw *r, key_set set)
{
  int teachers = (int)G_N_ELEMENTS(teacher_keys), places = (int)G_N_ELEMENTS(place_keys);
  int dice = lg_pick(r, 0, 99);
  if (set == KEYS_STATIC && dice < 10) return LG_KEY_ELIGIBLE;
  if (set == KEYS_ROUTE && dice < 50) return place_keys[lg_pick(r, 0, places - 1)];
  if (set == KEYS_ALL && dice < 40) return place_keys[lg_pick(r, 0, places - 1)];
  if (set == KEYS_ALL && dice < 60) return other_keys[lg_pick(r, 0, 2)];
  return teacher_keys[lg_pick(r, 0, teachers - 1)];
}

/* How many codes a key has; 0 for the ranges. */
static int code_count(const lg_draw *r, lg_key key)
{
  switch (key) {
    case LG_KEY_RANK:
      return r->d->ranks.count;
    case LG_KEY_TAG:
      return r->d->tags.count;
    case LG_KEY_SUBJECT:
      return r->d->subjects.count;
    case LG_KEY_TITLE:
      return r->d->titles.count;
    case LG_KEY_ROUTE:
      return r->p->route_count + 1;
    case LG_KEY_FROM_SCHOOL:
    case LG_KEY_TO_SCHOOL:
    case LG_KEY_GUEST_SCHOOL:
      return r->d->school_count;
    case LG_KEY_FROM_TIER:
    case LG_KEY_TO_TIER:
    case LG_KEY_GUEST_TIER:
    case LG_KEY_FROM_STAGE:
      return 3;
    case LG_KEY_FROM_GROUP:
    case LG_KEY_TO_GROUP:
    case LG_KEY_GUEST_GROUP:
      return r->d->groups.count;
    case LG_KEY_AGE:
    case LG_KEY_YEARS:
    case LG_KEY_WISH:
      return 0;
    default:
      return 2;
  }
}

static void draw_range(const lg_draw *r, lg_condition *c)
{
  c->is_range = true;
  c->lo = INT_MIN;
  c->hi = INT_MAX;
  int most = c->key == LG_KEY_AGE ? 60 : c->key == LG_KEY_YEARS ? 15 : 3;
  int cut = lg_pick(r, c->key == LG_KEY_AGE ? 25 : 1, most);
  int sides = lg_pick(r, 0, 2);
  if (sides != 1) c->lo = cut;
  if (sides != 0) c->hi = sides == 1 ? cut : lg_smaller(most, cut + lg_pick(r, 0, 10));
}

static lg_condition draw_condition(const lg_draw *r, lg_key key)
{
  lg_condition c = {.key = key, .negated = lg_chance(r, 20)};
  int codes = code_count(r, key);
  bool number = key == LG_KEY_AGE || key == LG_KEY_YEARS || key == LG_KEY_WISH;
  if (number && lg_chance(r, 75)) {
    draw_range(r, &c);
    return c;
  }
  int *list = lg_policy_array(r->p, 8, sizeof(int));
  int base = key == LG_KEY_AGE ? 40 : key == LG_KEY_YEARS ? 3 : number ? 1 : 0;
  if (number) codes = 3;
  for (int code = 0; code < codes; code++) {
    bool yes_no = key < LG_KEY_RANK || key == LG_KEY_GUEST_SAME_GROUP;
    if (yes_no ? code == 1 : lg_chance(r, 55)) list[c.code_count++] = base + code;
  }
  if (codes && !c.code_count) list[c.code_count++] = base + lg_pick(r, 0, codes - 1);
  c.codes = list;
  return c;
}

static void draw_filter(const lg_draw *r, lg_filter *filter, key_set set, int lo, int hi)
{
  int count = lg_pick(r, lo, hi);
  filter->conditions = lg_policy_array(r->p, (size_t)count + 2, sizeof(lg_condition));
  while (filter->count < count) {
    lg_key key = draw_key(r, set);
    bool twice = false; /* a key stands once in an object */
    for (int k = 0; k < filter->count; k++) twice = twice || filter->conditions[k].key == key;
    if (!twice) filter->conditions[filter->count++] = draw_condition(r, key);
  }
}

static void add_yes(lg_filter *filter, lg_policy *p, lg_key key)
{
  static const int yes[] = {1};
  (void)p;
  for (int k = 0; k < filter->count; k++)
    if (filter->conditions[k].key == key) return;
  filter->conditions[filter->count++] = (lg_condition){.key = key, .codes = yes, .code_count = 1};
}

static void draw_eligibility(const lg_draw *r)
{
  static const int code[] = {0, 1};
  lg_eligibility *e = &r->p->eligibility;
  if (lg_chance(r, 40)) e->min_years = lg_pick(r, 1, 6);
  for (int g = 0; g < LG_GENDER_COUNT; g++)
    if (lg_chance(r, 25)) e->max_age[g] = lg_pick(r, 40, 56);
  if (lg_chance(r, 35)) {
    e->retirement_margin_years = lg_pick(r, 0, 5);
    e->retirement = lg_chance(r, 50) ? LG_RETIRE_FIXED : LG_RETIRE_STATUTORY_2025;
    e->retirement_age[LG_MALE] = 60;
    e->retirement_age[LG_FEMALE] = 55;
    e->senior_titles = code + 1;
    e->senior_title_count = lg_pick(r, 0, 1);
  }
  if (lg_chance(r, 25)) {
    e->exempt_tags = code;
    e->exempt_tag_count = 1;
  }
  e->exclude_count = lg_chance(r, 25) ? lg_pick(r, 1, 2) : 0;
  e->exclude = lg_policy_array(r->p, 2, sizeof(lg_filter));
  for (int k = 0; k < e->exclude_count; k++) draw_filter(r, &e->exclude[k], KEYS_TEACHER, 2, 3);
}

static void draw_routes(const lg_draw *r)
{
  static const char *const ids[] = {"partner", "support", "learn", "any"};
  lg_policy *p = r->p;
  int some = lg_pick(r, 0, 2);
  p->route_count = some + (lg_chance(r, 70) || (some == 0 && lg_chance(r, 80)));
  p->routes = lg_policy_array(p, 4, sizeof(lg_route));
  for (int k = 0; k < p->route_count; k++) {
    p->routes[k].id = p->routes[k].name = ids[k < some ? k : 3];
    draw_filter(r, &p->routes[k].filter, KEYS_ROUTE, 1, k < some ? 2 : 1);
    if (k == some) p->routes[k].filter.count = 0; /* holds always */
  }
}

lg_bound lg_draw_share(lg_policy *policy, int64_t p, int64_t q)
{
  int64_t a = p, b = q;
  while (b) {
    int64_t rest = a % b;
    a = b;
    b = rest;
  }
  lg_bound bound = {.kind = LG_BOUND_SHARE, .share = {p / a, q / a}};
  char text[64];
  g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, p / a, q / a);
  bound.text = g_string_chunk_insert(policy->texts, text);
  return bound;
}

lg_bound lg_draw_heads(lg_policy *policy, int64_t heads)
{
  lg_bound bound = {.kind = LG_BOUND_HEADS, .heads = heads};
  char text[64];
  g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, heads);
  bound.text = g_string_chunk_insert(policy->texts, text);
  return bound;
}

static void draw_bounds(const lg_draw *r, lg_quota *quota)
{
  bool heads = lg_chance(r, 35), split = quota->per[0] != LG_PER_DISTRICT;
  int kind = lg_pick(r, 0, 9); /* mostly min, then max, then both */
  quota->min = quota->max = (lg_bound){.kind = LG_BOUND_NONE, .text = ""};
  int least = lg_pick(r, 1, split ? 5 : 9), most = lg_pick(r, least, 18);
  if (kind != 5 && kind != 6 && kind != 7)
    quota->min = heads ? lg_draw_heads(r->p, lg_smaller(lg_pick(r, 0, split ? 1 : 3), 3))
                       : lg_draw_share(r->p, least, 20);
  if (kind >= 5)
    quota->max = heads ? lg_draw_heads(r->p, lg_pick(r, kind > 7 ? 3 : 0, 4))
                       : lg_draw_share(r->p, most, 20);
  if (kind == 9 && heads) quota->max = lg_draw_share(r->p, most, 20); /* one of each */
}

static void draw_quota(const lg_draw *r, lg_quota *quota, int index)
{
  static const char *const ids[] = {"rotation", "backbone", "外流", "q4"};
  quota->id = quota->name = ids[index];
  draw_filter(r, &quota->count, KEYS_ALL, 0, 2);
  if (lg_chance(r, 70)) add_yes(&quota->count, r->p, LG_KEY_MOVED);
  quota->include_rotated = lg_chance(r, 30);
  draw_filter(r, &quota->of, quota->include_rotated ? KEYS_STATIC : KEYS_ALL, 0, 1);
  if (!quota->include_rotated && lg_chance(r, 35)) add_yes(&quota->of, r->p, LG_KEY_MOVED);
  quota->per[0] = lg_chance(r, 45) ? LG_PER_DISTRICT : (lg_per)lg_pick(r, 1, LG_PER_SUBJECT);
  draw_bounds(r, quota);
  quota->soft = lg_chance(r, 50);
  quota->weight = quota->soft ? lg_pick(r, 1, 4) : 1;
}

static void draw_bands(const lg_draw *r)
{
  lg_policy *p = r->p;
  if (lg_chance(r, 60)) p->subject_band = (lg_band){true, -lg_pick(r, 0, 2), lg_pick(r, 0, 2)};
  if (lg_chance(r, 40)) p->headcount_band = (lg_band){true, -lg_pick(r, 0, 2), lg_pick(r, 0, 2)};
  if (lg_chance(r, 25)) p->max_m = lg_pick(r, 2000, 18000);
  if (lg_chance(r, 25)) p->max_extra_m = lg_pick(r, 0, 12000);
  p->teams = lg_policy_array(p, 4, sizeof(lg_team));
  for (int k = 0; k < p->route_count; k++)
    if (lg_chance(r, 25)) p->teams[p->team_count++] = (lg_team){k, lg_pick(r, 1, 3)};
  if (lg_chance(r, 25)) {
    lg_bound min = lg_draw_share(p, lg_pick(r, 1, 12), 10 * lg_pick(r, 1, 3));
    p->density = (lg_density){true, lg_chance(r, 70), min.share, min.text, lg_pick(r, 1, 3)};
    if (!p->density.soft) p->density.weight = 1;
  }
}

static void draw_goals(const lg_draw *r, bool soft)
{
  static const int some_points[][3] = {{3, 2, 1}, {1, 1, 0}, {5, 0, 2}};
  lg_policy *p = r->p;
  p->goals = lg_policy_array(p, LG_GOAL_KIND_COUNT, sizeof(lg_goal));
  for (int kind = 0; kind < LG_GOAL_KIND_COUNT; kind++) {
    if (kind == LG_GOAL_FLEXIBLE) continue; /* drawn with flexible service */
    bool wanted = lg_chance(r, 60) || (soft && kind == LG_GOAL_SHORTFALL);
    if (kind == LG_GOAL_CHANGES && !r->d->baseline) wanted = false;
    if (kind == LG_GOAL_WISHES && !r->d->has_wishes) wanted = false;
    if (!wanted) continue;
    int at = lg_pick(r, 0, p->goal_count);
    for (int k = p->goal_count++; k > at; k--) p->goals[k] = p->goals[k - 1];
    p->goals[at] = (lg_goal){.kind = (lg_goal_kind)kind, .tolerance = {0, 1}, .seed = "摇号 2010"};
    if (lg_chance(r, 30)) p->goals[at].tolerance = (lg_share){1, lg_pick(r, 1, 10)};
    p->goals[at].points = some_points[lg_pick(r, 0, 2)];
    p->goals[at].point_count = lg_pick(r, 1, 3);
  }
}

static void draw_second_key(const lg_draw *r, lg_quota *quota)
{
  if (quota->per[0] == LG_PER_DISTRICT || !lg_chance(r, 30)) return;
  lg_per key = (lg_per)lg_pick(r, 1, LG_PER_SUBJECT - 1); /* any other one */
  quota->per[1] = key < quota->per[0] ? key : key + 1;
}

void lg_draw_policy(const lg_draw *r)
{
  static const lg_date dates[] = {{2010, 9, 1}, {2012, 2, 29}, {2011, 8, 31}};
  lg_policy *p = r->p;
  p->title = "brute";
  p->date = dates[lg_pick(r, 0, 2)];
  draw_eligibility(r);
  draw_routes(r);
  draw_bands(r);
  p->quota_count = lg_pick(r, 0, 3);
  p->quotas = lg_policy_array(p, 4, sizeof(lg_quota));
  bool soft = p->density.given && p->density.soft;
  for (int k = 0; k < p->quota_count; k++) {
    draw_quota(r, &p->quotas[k], k);
    soft = soft || p->quotas[k].soft;
  }
  draw_goals(r, soft);
  /* after all else, so that the cases before this was drawn are the same but for it */
  for (int k = 0; k < p->quota_count; k++) draw_second_key(r, &p->quotas[k]);
}

/* Two filters in a list; a third of the time one of them asks who goes back. */
static void draw_any(const lg_draw *r, lg_filter *filter, key_set set)
{
  lg_filter *any = lg_policy_array(r->p, 2, sizeof(lg_filter));
  for (int a = 0; a < 2; a++) draw_filter(r, &any[a], set, 1, 2);
  if (set == KEYS_ALL && lg_chance(r, 40)) {
    any[1].count = 0;
    add_yes(&any[1], r->p, LG_KEY_RETURNS);
  }
  lg_condition *grown = lg_policy_array(r->p, (size_t)filter->count + 2, sizeof(lg_condition));
  for (int k = 0; k < filter->count; k++) grown[k] = filter->conditions[k];
  grown[filter->count] = (lg_condition){.key = LG_KEY_ANY, .any = any, .any_count = 2};
  filter->conditions = grown;
  filter->count++;
}

static void draw_withdrawals(const lg_draw *r, lg_quota *quota)
{
  bool known = quota->min.kind == LG_BOUND_HEADS ||
               (quota->min.kind == LG_BOUND_SHARE && !lg_brute_variable(quota));
  if (known && quota->per[0] == LG_PER_DISTRICT && lg_chance(r, 40))
    quota->withdrawals = lg_pick(r, 1, 2);
}

void lg_draw_policy_of_services(const lg_draw *r)
{
  lg_policy *p = r->p;
  for (int k = 0; k < p->route_count; k++) {
    p->routes[k].term = lg_chance(r, 40) ? lg_pick(r, 1, 3) : 0;
    p->routes[k].then = lg_chance(r, 50) ? LG_BACK_RETURN : LG_BACK_STAY;
    p->routes[k].personnel = lg_chance(r, 40);
  }
  if (r->d->has_services && lg_chance(r, 40)) p->period_from = (lg_date){2007, 9, 1};
  if (lg_chance(r, 40)) p->eligibility.rest_years = lg_pick(r, 0, 4);
  for (int k = 0; k < p->quota_count; k++) {
    lg_quota *quota = &p->quotas[k];
    if (lg_chance(r, 25)) draw_any(r, &quota->count, KEYS_ALL);
    if (lg_chance(r, 10)) draw_any(r, &quota->of, quota->include_rotated ? KEYS_STATIC : KEYS_ALL);
    if (r->d->has_services && lg_chance(r, 15)) {
      quota->count.count = 0;
      quota->count.conditions = lg_policy_array(p, 2, sizeof(lg_condition));
      add_yes(&quota->count, p, LG_KEY_RETURNS);
    }
    draw_withdrawals(r, quota);
  }
  for (int k = 0; k < p->eligibility.exclude_count; k++)
    if (lg_chance(r, 20)) draw_any(r, &p->eligibility.exclude[k], KEYS_TEACHER);
}

void lg_draw_flexible(const lg_draw *r)
{
  static const char *const ids[] = {"guest", "more"};
  lg_flexible *f = &r->p->flexible;
  int least = lg_pick(r, 1, 3), units = lg_chance(r, 30) ? 0 : lg_pick(r, 0, 3);
  *f = (lg_flexible){.given = true,
                     .unit = "课时",
                     .least = least,
                     .most = least + units,
                     .max_m = lg_chance(r, 20) ? lg_pick(r, 2000, 15000) : LG_MISSING,
                     .eligible = lg_chance(r, 50)};
  draw_filter(r, &f->who, KEYS_STATIC, lg_chance(r, 30) ? 0 : 1, 1);
  f->route_count = lg_pick(r, 1, 2);
  f->routes = lg_policy_array(r->p, 2, sizeof(lg_route));
  for (int k = 0; k < f->route_count; k++) {
    f->routes[k].id = f->routes[k].name = ids[k];
    draw_filter(r, &f->routes[k].filter, KEYS_ROUTE, lg_chance(r, 50) ? 0 : 1, 1);
  }
}

/* The quota counts guests too, or guests of some kind alone. */
static void draw_guests(const lg_draw *r, lg_quota *quota)
{
  static const lg_key keys[] = {LG_KEY_FLEXIBLE, LG_KEY_GUEST_SCHOOL, LG_KEY_GUEST_TIER,
                                LG_KEY_GUEST_GROUP, LG_KEY_GUEST_SAME_GROUP};
  bool moved = lg_chance(r, 50);
  lg_filter *any = lg_policy_array(r->p, 2, sizeof(lg_filter)), *guests = &any[1];
  for (int a = 0; a < 2; a++) any[a].conditions = lg_policy_array(r->p, 2, sizeof(lg_condition));
  add_yes(&any[0], r->p, LG_KEY_MOVED);
  lg_condition *own = lg_policy_array(r->p, 2, sizeof(lg_condition));
  *own = draw_condition(r, keys[lg_pick(r, 0, 4)]);
  if (own->key == LG_KEY_GUEST_GROUP && r->d->groups.count == 0) own->key = LG_KEY_FLEXIBLE;
  if (own->key == LG_KEY_FLEXIBLE)
    guests->count = 0, add_yes(guests, r->p, LG_KEY_FLEXIBLE);
  else
    guests->conditions[guests->count++] = *own;
  quota->count = *guests;
  if (!moved) return;
  *own = (lg_condition){.key = LG_KEY_ANY, .any = any, .any_count = 2};
  quota->count = (lg_filter){own, 1};
}

void lg_draw_policy_of_flexible(const lg_draw *r)
{
  lg_policy *p = r->p;
  for (int k = 0; k < p->quota_count; k++)
    if (lg_chance(r, 50)) draw_guests(r, &p->quotas[k]);
  if (!lg_chance(r, 70)) return;
  int at = lg_pick(r, 0, p->goal_count);
  for (int k = p->goal_count++; k > at; k--) p->goals[k] = p->goals[k - 1];
  p->goals[at] = (lg_goal){.kind = LG_GOAL_FLEXIBLE, .tolerance = {0, 1}, .seed = ""};
  if (lg_chance(r, 20)) p->goals[at].tolerance = (lg_share){1, lg_pick(r, 2, 5)};
}
