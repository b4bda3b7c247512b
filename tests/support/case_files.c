#include "case_files.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>

#include "model/assignment.h"
#include "runner.h"

/* ---- tables ---- */

typedef struct {
  const char *folder;
  GRand *dice; /* NULL: no shuffling */
  GPtrArray *rows;
} table;

static void write_file(const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename(folder, name, NULL);
  LG_TRUE(g_file_set_contents(path, text, -1, NULL), path);
  g_free(path);
}

G_GNUC_PRINTF(2, 3) static void add_row(table *t, const char *format, ...)
{
  va_list list;
  va_start(list, format);
  g_ptr_array_add(t->rows, g_strdup_vprintf(format, list));
  va_end(list);
}

static void write_table(table *t, const char *name, const char *heading)
{
  GString *text = g_string_new(heading);
  g_string_append(text, "\r\n");
  for (guint k = t->rows->len; t->dice && k > 1; k--) {
    guint other = (guint)g_rand_int_range(t->dice, 0, (gint32)k);
    gpointer row = t->rows->pdata[k - 1];
    t->rows->pdata[k - 1] = t->rows->pdata[other];
    t->rows->pdata[other] = row;
  }
  for (guint k = 0; k < t->rows->len; k++)
    g_string_append_printf(text, "%s\r\n", (char *)t->rows->pdata[k]);
  write_file(t->folder, name, text->str);
  g_string_free(text, TRUE);
  g_ptr_array_set_size(t->rows, 0);
}

/* A number, or nothing where it is missing; good until eight more are asked for. */
static const char *cell(char (*space)[16], int value)
{
  if (value == LG_MISSING) return "";
  g_snprintf(*space, sizeof *space, "%d", value);
  return *space;
}

static void date_cell(char *text, size_t size, lg_date date)
{
  if (date.year)
    g_snprintf(text, size, "%04d-%02d-%02d", date.year, date.month, date.day);
  else
    text[0] = '\0';
}

static void place_cells(char *text, size_t size, bool given, double lon, double lat)
{
  if (given)
    g_snprintf(text, size, "%.3f,%.3f", lon, lat);
  else
    g_snprintf(text, size, ",");
}

static void write_teachers(table *t, const lg_district *d)
{
  for (int i = 0; i < d->teacher_count; i++) {
    const lg_teacher *teacher = &d->teachers[i];
    char birth[16], joined[16], place[64], years[16];
    date_cell(birth, sizeof birth, teacher->birth);
    date_cell(joined, sizeof joined, teacher->joined);
    place_cells(place, sizeof place, teacher->has_home, teacher->lon, teacher->lat);
    GString *tags = g_string_new(NULL);
    for (int k = 0; k < teacher->tag_count; k++)
      g_string_append_printf(tags, "%s%s", k ? "、" : "", d->tags.text[teacher->tags[k]]);
    add_row(t, "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s", teacher->id, teacher->name,
            d->schools[teacher->school].id, d->subjects.text[teacher->subject],
            lg_stage_word((int)teacher->stage), teacher->rank, lg_gender_word(teacher->gender),
            birth, joined, cell(&years, teacher->years_given),
            teacher->title == LG_MISSING ? "" : d->titles.text[teacher->title],
            teacher->exempt ? teacher->exempt : "", teacher->rotated ? "是" : "", tags->str,
            teacher->full_time ? "" : "no", place);
    g_string_free(tags, TRUE);
  }
  write_table(t, "teachers.csv",
              "id,name,school,subject,stage,rank,gender,birth,joined,years,title,exempt,rotated,"
              "tags,full_time,lon,lat");
}

static void write_schools(table *t, const lg_district *d)
{
  for (int j = 0; j < d->school_count; j++) {
    const lg_school *s = &d->schools[j];
    bool both = s->has_stage[LG_PRIMARY] && s->has_stage[LG_JUNIOR];
    int stage = both ? LG_STAGE_BOTH : s->has_stage[LG_PRIMARY] ? LG_PRIMARY : LG_JUNIOR;
    char students[16], primary[16], junior[16], max[16], place[64];
    place_cells(place, sizeof place, s->has_place, s->lon, s->lat);
    add_row(t, "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s", s->id, s->name, lg_stage_word(stage),
            lg_tier_word(s->tier), s->group == LG_MISSING ? "" : d->groups.text[s->group],
            cell(&students, both ? LG_MISSING : s->students[stage]),
            cell(&primary, both ? s->students[0] : LG_MISSING),
            cell(&junior, both ? s->students[1] : LG_MISSING), cell(&max, s->max_staff), place);
  }
  write_table(
      t, "schools.csv",
      "id,name,stage,tier,group,students,students_primary,students_junior,max_staff,lon,lat");
}

static const char *place_cell(const lg_district *d, int school)
{
  return school == LG_OUTSIDE ? "教育局" : school == LG_MISSING ? "" : d->schools[school].id;
}

static void add_service(table *t, const lg_district *d, const lg_service *row)
{
  static const char *const backs[] = {"", "返回", "stay"};
  char begin[16], end[16];
  date_cell(begin, sizeof begin, row->begin);
  date_cell(end, sizeof end, row->end);
  bool both_outside = row->from == LG_OUTSIDE && row->to == LG_OUTSIDE;
  add_row(t, "%s,%s,%s,%s,%s,%s,%s,,%s", d->teachers[row->teacher].id, row->form,
          row->personnel ? "yes" : "", begin, end, both_outside ? "省厅" : place_cell(d, row->from),
          place_cell(d, row->to), backs[row->back]);
}

static void write_others(table *t, const lg_district *d)
{
  char a[16], b[16], c[16];
  for (int k = 0; k < d->wish_count; k++)
    add_row(t, "%s,%s,%d", d->teachers[d->wishes[k].teacher].id, d->schools[d->wishes[k].school].id,
            d->wishes[k].rank);
  write_table(t, "wishes.csv", "teacher,school,rank");
  for (int k = 0; k < d->lock_count; k++) {
    const lg_lock *lock = &d->locks[k];
    add_row(t, "%s,%s,%s,,", d->teachers[lock->teacher].id,
            lock->stay ? "stay" : d->schools[lock->school].id,
            lock->kind == LG_LOCK_MUST ? "must" : "禁止");
  }
  write_table(t, "locks.csv", "teacher,school,kind,reason,by");
  for (int k = 0; k < d->distance_count; k++) {
    const lg_distance *row = &d->distances[k];
    add_row(t, "%s,%s,%d.%03d",
            row->from_teacher ? d->teachers[row->from].id : d->schools[row->from].id,
            d->schools[row->to].id, row->metres / 1000, row->metres % 1000);
  }
  write_table(t, "distances.csv", "from,to,km");
  for (int k = 0; k < d->pair_count; k++)
    add_row(t, "%s,%s,%s", d->teachers[d->pairs[k].a].id, d->teachers[d->pairs[k].b].id,
            lg_pair_word(d->pairs[k].rule));
  write_table(t, "pairs.csv", "a,b,rule");
  for (int k = 0; k < d->demand_count; k++) {
    const lg_demand *row = &d->demands[k];
    add_row(t, "%s,%s,%s,%s,%s,%s", d->schools[row->school].id, lg_stage_word((int)row->stage),
            d->subjects.text[row->subject], cell(&a, row->min), cell(&b, row->max),
            cell(&c, row->target));
  }
  write_table(t, "demand.csv", "school,stage,subject,min,max,target");
  for (int k = 0; k < d->service_count; k++) add_service(t, d, &d->services[k]);
  if (d->has_services)
    write_table(t, "service.csv", "teacher,form,personnel,begin,end,from,to,units,back");
  for (int i = 0; d->baseline && i < d->teacher_count; i++)
    add_row(t, "%s,%s", d->teachers[i].id, d->schools[d->baseline[i].school].id);
  if (d->baseline) write_table(t, "baseline.csv", "teacher_id,to_id");
}

/* ---- the plan ---- */

static void add_text(GString *json, const char *text)
{
  g_string_append_printf(json, "\"%s\"", text);
}

static void add_code(GString *json, const lg_random_case *r, lg_key key, int code)
{
  const lg_district *d = r->district;
  switch (key) {
    case LG_KEY_RANK:
      add_text(json, d->ranks.text[code]);
      break;
    case LG_KEY_TAG:
      add_text(json, d->tags.text[code]);
      break;
    case LG_KEY_SUBJECT:
      add_text(json, d->subjects.text[code]);
      break;
    case LG_KEY_TITLE:
      add_text(json, d->titles.text[code]);
      break;
    case LG_KEY_STAGE:
    case LG_KEY_FROM_STAGE:
      add_text(json, lg_stage_word(code));
      break;
    case LG_KEY_GENDER:
      add_text(json, lg_gender_word((lg_gender)code));
      break;
    case LG_KEY_ROUTE:
      add_text(json, code == r->policy->route_count ? "lock" : r->policy->routes[code].id);
      break;
    case LG_KEY_FROM_SCHOOL:
    case LG_KEY_TO_SCHOOL:
      add_text(json, d->schools[code].id);
      break;
    case LG_KEY_FROM_TIER:
    case LG_KEY_TO_TIER:
      add_text(json, lg_tier_word((lg_tier)code));
      break;
    case LG_KEY_FROM_GROUP:
    case LG_KEY_TO_GROUP:
      add_text(json, d->groups.text[code]);
      break;
    case LG_KEY_AGE:
    case LG_KEY_YEARS:
    case LG_KEY_WISH:
      g_string_append_printf(json, "%d", code);
      break;
    default:
      g_string_append(json, code ? "true" : "false");
  }
}

static void add_conditions(GString *json, const lg_random_case *r, const lg_filter *filter,
                           const char *before);

static void add_condition(GString *json, const lg_random_case *r, const lg_condition *c)
{
  if (c->key == LG_KEY_ANY) {
    g_string_append(json, "\"any\": [");
    for (int a = 0; a < c->any_count; a++) {
      g_string_append(json, a ? ", {" : "{");
      add_conditions(json, r, &c->any[a], "");
      g_string_append(json, "}");
    }
    g_string_append(json, "]");
    return;
  }
  g_string_append_printf(json, "\"%s\": %s", lg_key_word(c->key), c->negated ? "{\"not\": " : "");
  if (c->is_range) {
    g_string_append(json, "{");
    if (c->lo != INT_MIN)
      g_string_append_printf(json, "\"min\": %d%s", c->lo, c->hi != INT_MAX ? ", " : "");
    if (c->hi != INT_MAX) g_string_append_printf(json, "\"max\": %d", c->hi);
    g_string_append(json, "}");
  } else if (c->code_count == 0) {
    g_string_append(json, "\"nowhere\"");
  } else {
    g_string_append(json, c->code_count > 1 ? "[" : "");
    for (int k = 0; k < c->code_count; k++) {
      g_string_append(json, k ? ", " : "");
      add_code(json, r, c->key, c->codes[k]);
    }
    g_string_append(json, c->code_count > 1 ? "]" : "");
  }
  g_string_append(json, c->negated ? "}" : "");
}

static void add_conditions(GString *json, const lg_random_case *r, const lg_filter *filter,
                           const char *before)
{
  for (int k = 0; k < filter->count; k++) {
    g_string_append(json, k ? ", " : before);
    add_condition(json, r, &filter->conditions[k]);
  }
}

static void add_eligibility(GString *json, const lg_random_case *r)
{
  const lg_eligibility *e = &r->policy->eligibility;
  const lg_district *d = r->district;
  g_string_append(json, "  \"eligibility\": {\"//\": \"drawn\"");
  if (e->min_years != LG_MISSING) g_string_append_printf(json, ", \"min_years\": %d", e->min_years);
  if (e->rest_years != LG_MISSING)
    g_string_append_printf(json, ", \"rest_years\": %d", e->rest_years);
  bool m = e->max_age[LG_MALE] != LG_MISSING, f = e->max_age[LG_FEMALE] != LG_MISSING;
  if (m || f) g_string_append(json, ", \"max_age\": {");
  if (m) g_string_append_printf(json, "\"M\": %d%s", e->max_age[LG_MALE], f ? ", " : "");
  if (f) g_string_append_printf(json, "\"F\": %d", e->max_age[LG_FEMALE]);
  if (m || f) g_string_append(json, "}");
  if (e->retirement != LG_RETIRE_NONE)
    g_string_append_printf(json, ", \"retirement_margin_years\": %d", e->retirement_margin_years);
  if (e->retirement == LG_RETIRE_FIXED)
    g_string_append_printf(json, ", \"retirement_age\": {\"M\": %d, \"F\": %d}",
                           e->retirement_age[LG_MALE], e->retirement_age[LG_FEMALE]);
  if (e->retirement == LG_RETIRE_STATUTORY_2025)
    g_string_append(json, ", \"retirement_age\": \"statutory-2025\"");
  if (e->senior_title_count)
    g_string_append_printf(json, ", \"retirement_senior_titles\": [\"%s\"]",
                           d->titles.text[e->senior_titles[0]]);
  if (e->exempt_tag_count)
    g_string_append_printf(json, ", \"exempt_tags\": [\"%s\"]", d->tags.text[e->exempt_tags[0]]);
  for (int k = 0; k < e->exclude_count; k++) {
    g_string_append(json, k ? ", {" : ", \"exclude\": [{");
    add_conditions(json, r, &e->exclude[k], "");
    g_string_append(json, "}");
  }
  g_string_append(json, e->exclude_count ? "]},\n" : "},\n");
}

static void add_bound(GString *json, const char *key, const lg_bound *bound)
{
  const char *quote = bound->kind == LG_BOUND_SHARE ? "\"" : "";
  if (bound->kind != LG_BOUND_NONE)
    g_string_append_printf(json, ", \"%s\": %s%s%s", key, quote, bound->text, quote);
}

static void add_per(GString *json, const lg_per *per)
{
  if (per[1] == LG_PER_DISTRICT)
    g_string_append_printf(json, ", \"per\": \"%s\"", lg_per_word(per[0]));
  else
    g_string_append_printf(json, ", \"per\": [\"%s\", \"%s\"]", lg_per_word(per[0]),
                           lg_per_word(per[1]));
}

static void add_quotas(GString *json, const lg_random_case *r)
{
  g_string_append(json, "  \"quotas\": [");
  for (int k = 0; k < r->policy->quota_count; k++) {
    const lg_quota *quota = &r->policy->quotas[k];
    g_string_append_printf(json, "%s\n    {\"id\": \"%s\", \"count\": {", k ? "," : "", quota->id);
    add_conditions(json, r, &quota->count, "");
    g_string_append(json, "}, \"of\": {");
    add_conditions(json, r, &quota->of, "");
    g_string_append(json, "}");
    add_bound(json, "min", &quota->min);
    add_bound(json, "max", &quota->max);
    if (quota->per[0] != LG_PER_DISTRICT) add_per(json, quota->per);
    if (quota->withdrawals)
      g_string_append_printf(json, ", \"withdrawals\": %d", quota->withdrawals);
    if (quota->include_rotated) g_string_append(json, ", \"include_rotated\": true");
    if (quota->soft)
      g_string_append_printf(json, ", \"soft\": true, \"weight\": %d", quota->weight);
    g_string_append(json, "}");
  }
  g_string_append(json, "],\n");
}

static void add_goals(GString *json, const lg_policy *p)
{
  g_string_append(json, "  \"goals\": [");
  for (int g = 0; g < p->goal_count; g++) {
    const lg_goal *goal = &p->goals[g];
    g_string_append_printf(json, "%s{\"id\": \"%s\"", g ? ", " : "", lg_goal_word(goal->kind));
    if (goal->tolerance.p)
      g_string_append_printf(json, ", \"tolerance\": \"%d/%d\"", (int)goal->tolerance.p,
                             (int)goal->tolerance.q);
    if (goal->kind == LG_GOAL_LOTTERY)
      g_string_append_printf(json, ", \"seed\": \"%s\"", goal->seed);
    for (int k = 0; goal->kind == LG_GOAL_WISHES && k < goal->point_count; k++)
      g_string_append_printf(json, "%s%d", k ? ", " : ", \"points\": [", goal->points[k]);
    g_string_append(json, goal->kind == LG_GOAL_WISHES ? "]}" : "}");
  }
  g_string_append(json, "]\n");
}

static void add_band(GString *json, const char *key, lg_band band)
{
  if (band.given)
    g_string_append_printf(json, "\"%s\": [%d, %d]", key, band.lo, band.hi);
  else
    g_string_append_printf(json, "\"%s\": null", key);
}

static void add_limits(GString *json, const lg_policy *p)
{
  g_string_append(json, "  \"commute\": {\"//\": \"\"");
  if (p->max_m != LG_MISSING)
    g_string_append_printf(json, ", \"max_km\": %d.%03d", p->max_m / 1000, p->max_m % 1000);
  if (p->max_extra_m != LG_MISSING)
    g_string_append_printf(json, ", \"max_extra_km\": %d.%03d", p->max_extra_m / 1000,
                           p->max_extra_m % 1000);
  g_string_append(json, "},\n  \"staffing\": {");
  add_band(json, "subject_band", p->subject_band);
  g_string_append(json, ", ");
  add_band(json, "headcount_band", p->headcount_band);
  g_string_append(json, "},\n  \"teams\": [");
  for (int k = 0; k < p->team_count; k++)
    g_string_append_printf(json, "%s{\"route\": \"%s\", \"min\": %d}", k ? ", " : "",
                           p->routes[p->teams[k].route].id, p->teams[k].min);
  g_string_append(json, "],\n");
  if (!p->density.given) return;
  g_string_append_printf(json, "  \"backbone_per_100\": {\"min\": \"%s\"", p->density.text);
  if (p->density.soft)
    g_string_append_printf(json, ", \"soft\": true, \"weight\": %d", p->density.weight);
  g_string_append(json, "},\n");
}

static void add_relax(GString *json, const lg_district *d, const lg_policy *p)
{
  if (p->relax_count == 0) return;
  g_string_append(json, "  \"relax\": [");
  for (int k = p->relax_count - 1; k >= 0; k--) { /* not in the order of QUESTIONS W2 */
    const lg_relax *relax = &p->relax[k];
    char *class_id = lg_element_class(d, p, relax->element);
    g_string_append_printf(json,
                           "{\"rule\": \"%s\", \"id\": \"%s\", \"class\": \"%s\", \"side\": "
                           "\"%s\", \"heads\": %d, \"from\": null}%s",
                           lg_rule_word(relax->element.rule), lg_element_id(d, p, relax->element),
                           class_id, lg_side_word(relax->side), relax->heads,
                           k ? ",\n    " : "],\n");
    g_free(class_id);
  }
}

static void write_plan(const lg_random_case *r, const char *folder)
{
  const lg_policy *p = r->policy;
  GString *json = g_string_new("{\n  \"lungang\": 1, \"title\": \"brute\",\n");
  g_string_append_printf(json, "  \"date\": \"%04d-%02d-%02d\",\n", p->date.year, p->date.month,
                         p->date.day);
  g_string_append(
      json,
      "  \"teachers\": \"teachers.csv\", \"schools\": \"schools.csv\", \"locks\": \"locks.csv\",\n"
      "  \"distances\": \"distances.csv\", \"pairs\": \"pairs.csv\", \"demand\": "
      "\"demand.csv\",\n");
  if (r->district->has_wishes) g_string_append(json, "  \"wishes\": \"wishes.csv\",\n");
  if (r->district->baseline) g_string_append(json, "  \"baseline\": \"baseline.csv\",\n");
  if (r->district->has_services) g_string_append(json, "  \"service\": \"service.csv\",\n");
  if (p->period_from.year)
    g_string_append_printf(json, "  \"period\": {\"from\": \"%04d-%02d-%02d\"},\n",
                           p->period_from.year, p->period_from.month, p->period_from.day);
  g_string_append(json, "  \"backbone\": [\"特级教师\", \"学科带头人\"],\n");
  add_eligibility(json, r);
  g_string_append(json, "  \"routes\": [");
  for (int k = 0; k < p->route_count; k++) {
    g_string_append_printf(json, "%s{\"id\": \"%s\", \"then\": \"%s\", \"personnel\": %s",
                           k ? ", " : "", p->routes[k].id,
                           p->routes[k].then == LG_BACK_RETURN ? "return" : "stay",
                           p->routes[k].personnel ? "true" : "false");
    if (p->routes[k].term) g_string_append_printf(json, ", \"term\": %d", p->routes[k].term);
    add_conditions(json, r, &p->routes[k].filter, ", ");
    g_string_append(json, "}");
  }
  g_string_append(json, "],\n");
  add_limits(json, p);
  add_quotas(json, r);
  add_relax(json, r->district, p);
  add_goals(json, p);
  g_string_append(json, "}\n");
  write_file(folder, "plan.json", json->str);
  g_string_free(json, TRUE);
}

void lg_case_write(const lg_random_case *r, const char *folder, guint32 shuffle)
{
  table t = {folder, shuffle ? g_rand_new_with_seed(shuffle) : NULL,
             g_ptr_array_new_with_free_func(g_free)};
  write_teachers(&t, r->district);
  write_schools(&t, r->district);
  write_others(&t, r->district);
  write_plan(r, folder);
  g_ptr_array_free(t.rows, TRUE);
  if (t.dice) g_rand_free(t.dice);
}
