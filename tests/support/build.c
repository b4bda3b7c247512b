#include "build.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/classes.h"

/* ---- words ---- */

static int text_order(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All the texts as a sorted list without repeats; the texts are put into the district's chunk. */
static lg_words words_of(lg_district *district, GPtrArray *texts)
{
  lg_words words = {g_new0(const char *, MAX(texts->len, 1)), 0};
  g_ptr_array_sort(texts, text_order);
  for (guint k = 0; k < texts->len; k++) {
    const char *text = g_ptr_array_index(texts, k);
    if (k && strcmp(text, g_ptr_array_index(texts, k - 1)) == 0) continue;
    words.text[words.count++] = g_string_chunk_insert_const(district->texts, text);
  }
  return words;
}

/* The value of "key=value" in a row, or NULL. */
static const char *option_value(char *const *cells, const char *key)
{
  for (; *cells; cells++) {
    size_t length = strlen(key);
    if (strncmp(*cells, key, length) == 0 && (*cells)[length] == '=') return *cells + length + 1;
  }
  return NULL;
}

static bool option_flag(char *const *cells, const char *flag)
{
  return g_strv_contains((const char *const *)cells, flag);
}

static char *cut(const char *const *rows, int row, int cell)
{
  char **cells = g_strsplit(rows[row], " ", -1);
  char *text = g_strdup(cells[cell]);
  g_strfreev(cells);
  return text;
}

/* Collects the values of a key, split at `;`, from all rows. */
static lg_words collect(lg_district *district, char **rows, const char *key, int cell)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  for (int k = 0; rows[k] && *rows[k]; k++) {
    char **cells = g_strsplit(rows[k], " ", -1);
    const char *value = key ? option_value(cells, key) : NULL;
    char **parts = g_strsplit(value ? value : "", ";", -1);
    for (int p = 0; parts[p]; p++) g_ptr_array_add(texts, g_strdup(parts[p]));
    if (!key) g_ptr_array_add(texts, cut((const char *const *)rows, k, cell));
    g_strfreev(parts);
    g_strfreev(cells);
  }
  lg_words words = words_of(district, texts);
  g_ptr_array_free(texts, TRUE);
  return words;
}

static int code_of(const lg_words *words, const char *text)
{
  return text ? lg_words_find(words, text) : LG_MISSING;
}

static int number(const char *text)
{
  return text ? atoi(text) : LG_MISSING;
}

static int word_of(const char *text, const char *(*word)(int), int count)
{
  for (int k = 0; k < count; k++)
    if (text && strcmp(text, word(k)) == 0) return k;
  return LG_MISSING;
}

static const char *tier_text(int tier)
{
  return lg_tier_word((lg_tier)tier);
}

static const char *pair_text(int rule)
{
  return lg_pair_word((lg_pair_rule)rule);
}

static lg_date date_of(const char *text)
{
  lg_date date = {0, 0, 1};
  if (!text || sscanf(text, "%d-%d-%d", &date.year, &date.month, &date.day) < 2)
    return (lg_date){0};
  return date;
}

static bool place_of(const char *text, double *lon, double *lat)
{
  return text && sscanf(text, "%lf,%lf", lon, lat) == 2;
}

/* ---- tables ---- */

static int row_order(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static char **rows_of(const char *text)
{
  char **rows = g_strsplit(text, "\n", -1);
  guint count = g_strv_length(rows);
  if (count && !*rows[count - 1]) g_free(rows[--count]), rows[count] = NULL;
  qsort(rows, count, sizeof *rows, row_order); /* ids are the first cells */
  return rows;
}

static void add_school(lg_district *district, const char *row)
{
  char **cells = g_strsplit(row, " ", -1);
  lg_school *school = &district->schools[district->school_count++];
  *school = (lg_school){.max_staff = number(option_value(cells, "max"))};
  const char *name = option_value(cells, "name");
  school->id = g_string_chunk_insert(district->texts, cells[0]);
  school->name = name ? g_string_chunk_insert(district->texts, name) : school->id;
  school->tier = (lg_tier)word_of(cells[1], tier_text, LG_TIER_COUNT);
  school->group = code_of(&district->groups, option_value(cells, "group"));
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
    const char *students = option_value(cells, lg_stage_word(stage));
    school->has_stage[stage] = students != NULL;
    school->students[stage] = students ? atoi(students) : 0;
  }
  school->has_place = place_of(option_value(cells, "at"), &school->lon, &school->lat);
  g_strfreev(cells);
}

/* Codes of a `;` list, kept by the policy (a district's own codes grow and move). */
static const int *codes_of(lg_policy *policy, const lg_words *words, const char *text, int *count)
{
  char **parts = g_strsplit(text ? text : "", ";", -1);
  int *codes = lg_policy_array(policy, g_strv_length(parts), sizeof(int));
  *count = 0;
  for (int k = 0; parts[k]; k++) codes[(*count)++] = lg_words_find(words, parts[k]);
  g_strfreev(parts);
  return codes;
}

static void add_teacher(lg_build *build, const char *row)
{
  lg_district *district = build->district;
  char **cells = g_strsplit(row, " ", -1);
  lg_teacher *t = &district->teachers[district->teacher_count++];
  const char *exempt = option_value(cells, "exempt"), *gender = option_value(cells, "gender");
  const char *name = option_value(cells, "name"), *rank = option_value(cells, "rank");
  *t = (lg_teacher){.school = lg_district_school(district, cells[1])};
  t->id = g_string_chunk_insert(district->texts, cells[0]);
  t->name = g_string_chunk_insert(district->texts, name ? name : "");
  int stage = word_of(option_value(cells, "stage"), lg_stage_word, LG_STAGE_COUNT);
  bool primary = district->schools[t->school].has_stage[LG_PRIMARY];
  t->stage = stage == LG_MISSING ? (primary ? LG_PRIMARY : LG_JUNIOR) : (lg_stage)stage;
  t->subject = lg_words_find(&district->subjects, cells[2]);
  t->gender = !gender ? LG_GENDER_MISSING : *gender == 'M' ? LG_MALE : LG_FEMALE;
  t->ranks = codes_of(build->policy, &district->ranks, rank, &t->rank_count);
  t->rank = g_string_chunk_insert(district->texts, rank ? rank : "");
  t->tags = codes_of(build->policy, &district->tags, option_value(cells, "tags"), &t->tag_count);
  t->title = code_of(&district->titles, option_value(cells, "title"));
  t->backbone = option_flag(cells, "backbone");
  t->birth = date_of(option_value(cells, "birth"));
  t->joined = date_of(option_value(cells, "joined"));
  t->years_given = number(option_value(cells, "years"));
  t->exempt = exempt ? g_string_chunk_insert(district->texts, exempt) : NULL;
  t->rotated = option_flag(cells, "rotated");
  t->full_time = !option_flag(cells, "part");
  const char *units = option_value(cells, "units");
  t->flexible_units = units ? atoi(units) : LG_MISSING;
  t->has_home = place_of(option_value(cells, "home"), &t->lon, &t->lat);
  g_strfreev(cells);
}

lg_build *lg_build_new(const char *date, const char *schools, const char *teachers)
{
  lg_build *build = g_new0(lg_build, 1);
  lg_district *district = build->district = lg_district_new();
  build->policy = lg_policy_new();
  build->policy->date = date_of(date);
  char **school_rows = rows_of(schools), **teacher_rows = rows_of(teachers);
  district->groups = collect(district, school_rows, "group", 0);
  district->subjects = collect(district, teacher_rows, NULL, 2);
  district->ranks = collect(district, teacher_rows, "rank", 0);
  district->titles = collect(district, teacher_rows, "title", 0);
  district->tags = collect(district, teacher_rows, "tags", 0);
  district->schools = g_new0(lg_school, g_strv_length(school_rows) + 1);
  district->teachers = g_new0(lg_teacher, g_strv_length(teacher_rows) + 1);
  for (int k = 0; school_rows[k]; k++) add_school(district, school_rows[k]);
  for (int k = 0; teacher_rows[k]; k++) add_teacher(build, teacher_rows[k]);
  g_strfreev(school_rows);
  g_strfreev(teacher_rows);
  build->roster = lg_roster_new(district);
  return build;
}

void lg_build_free(lg_build *build)
{
  lg_audit_free(build->audit);
  lg_roster_free(build->roster);
  lg_policy_free(build->policy);
  lg_district_free(build->district);
  g_free(build);
}

/* ---- filters ---- */

/* The code of a word under a key, LG_MISSING where the district lacks it. */
static int filter_code(const lg_build *build, lg_key key, const char *word)
{
  const lg_district *d = build->district;
  switch (key) {
    case LG_KEY_RANK:
      return lg_words_find(&d->ranks, word);
    case LG_KEY_TAG:
      return lg_words_find(&d->tags, word);
    case LG_KEY_SUBJECT:
      return lg_words_find(&d->subjects, word);
    case LG_KEY_TITLE:
      return lg_words_find(&d->titles, word);
    case LG_KEY_STAGE:
    case LG_KEY_FROM_STAGE:
      return word_of(word, lg_stage_word, LG_STAGE_COUNT + 1);
    case LG_KEY_GENDER:
      return *word == 'M' ? LG_MALE : LG_FEMALE;
    case LG_KEY_FROM_SCHOOL:
    case LG_KEY_TO_SCHOOL:
      return lg_district_school(d, word);
    case LG_KEY_FROM_TIER:
    case LG_KEY_TO_TIER:
      return word_of(word, tier_text, LG_TIER_COUNT);
    case LG_KEY_FROM_GROUP:
    case LG_KEY_TO_GROUP:
      return lg_words_find(&d->groups, word);
    case LG_KEY_ROUTE:
      for (int k = 0; k < build->policy->route_count; k++)
        if (strcmp(build->policy->routes[k].id, word) == 0) return k;
      return build->policy->route_count; /* lock */
    default:
      return atoi(word);
  }
}

static int int_order(const void *a, const void *b)
{
  return *(const int *)a - *(const int *)b;
}

static void condition_value(lg_build *build, lg_condition *condition, const char *value)
{
  const char *dots = strstr(value, "..");
  if (condition->key <= LG_KEY_SAME_GROUP) {
    int *code = lg_policy_array(build->policy, 1, sizeof(int));
    *code = strcmp(value, "no") != 0;
    condition->codes = code;
    condition->code_count = 1;
  } else if (dots) {
    condition->is_range = true;
    condition->lo = dots == value ? INT_MIN : atoi(value);
    condition->hi = dots[2] ? atoi(dots + 2) : INT_MAX;
  } else {
    char **words = g_strsplit(value, ",", -1);
    int *codes = lg_policy_array(build->policy, g_strv_length(words), sizeof(int));
    for (int k = 0; words[k]; k++) {
      int code = filter_code(build, condition->key, words[k]);
      if (code != LG_MISSING) codes[condition->code_count++] = code;
    }
    qsort(codes, (size_t)condition->code_count, sizeof(int), int_order);
    condition->codes = codes;
    g_strfreev(words);
  }
}

lg_filter lg_build_filter(lg_build *build, const char *text)
{
  char **cells = g_strsplit(text, " ", -1);
  lg_filter filter = {lg_policy_array(build->policy, g_strv_length(cells), sizeof(lg_condition)),
                      0};
  for (int k = 0; cells[k] && *cells[k]; k++) {
    lg_condition *condition = &filter.conditions[filter.count++];
    char *equals = strchr(cells[k], '=');
    if (equals) *equals = '\0';
    if (equals && equals[-1] == '!') {
      equals[-1] = '\0';
      condition->negated = true;
    }
    int key = 0;
    while (key < LG_KEY_COUNT && strcmp(cells[k], lg_key_word((lg_key)key)) != 0) key++;
    g_assert(key < LG_KEY_COUNT);
    condition->key = (lg_key)key;
    condition_value(build, condition, equals ? equals + 1 : "yes");
  }
  g_strfreev(cells);
  return filter;
}

/* A list of the policy with room for one more; old memory stays with the policy. */
static void *grown(lg_policy *policy, const void *list, int count, size_t size)
{
  void *copy = lg_policy_array(policy, (size_t)count + 1, size);
  if (count) memcpy(copy, list, (size_t)count * size);
  return copy;
}

void lg_build_route(lg_build *build, const char *id, const char *filter)
{
  lg_policy *policy = build->policy;
  lg_route route = {.id = id, .name = id, .filter = lg_build_filter(build, filter)};
  policy->routes = grown(policy, policy->routes, policy->route_count, sizeof route);
  policy->routes[policy->route_count++] = route;
}

static lg_bound bound_of(const char *text)
{
  lg_bound bound = {.kind = LG_BOUND_NONE, .text = text};
  if (!text) return bound;
  bool share = strchr(text, '%') != NULL;
  bound.kind = share ? LG_BOUND_SHARE : LG_BOUND_HEADS;
  bound.heads = atoi(text);
  bound.share = (lg_share){atoi(text), 100};
  return bound;
}

lg_quota *lg_build_quota(lg_build *build, const char *id, const char *count, const char *of,
                         const char *min, const char *max)
{
  lg_policy *policy = build->policy;
  lg_quota quota = {.id = id, .name = id, .weight = 1};
  quota.count = lg_build_filter(build, count);
  quota.of = lg_build_filter(build, of);
  quota.min = bound_of(min);
  quota.max = bound_of(max);
  policy->quotas = grown(policy, policy->quotas, policy->quota_count, sizeof quota);
  policy->quotas[policy->quota_count] = quota;
  return &policy->quotas[policy->quota_count++];
}

lg_goal *lg_build_goal(lg_build *build, lg_goal_kind kind)
{
  static const int points[] = {3, 2, 1};
  lg_policy *policy = build->policy;
  policy->goals = grown(policy, policy->goals, policy->goal_count, sizeof(lg_goal));
  lg_goal *goal = &policy->goals[policy->goal_count++];
  *goal = (lg_goal){
      .kind = kind, .tolerance = {0, 1}, .points = points, .point_count = 3, .seed = "2010"};
  return goal;
}

void lg_build_exclude(lg_build *build, const char *filter)
{
  lg_eligibility *rules = &build->policy->eligibility;
  lg_filter added = lg_build_filter(build, filter);
  rules->exclude = grown(build->policy, rules->exclude, rules->exclude_count, sizeof added);
  rules->exclude[rules->exclude_count++] = added;
}

/* ---- optional tables: rows are kept in the order that district.h asks for ---- */

static int wish_order(const void *a, const void *b)
{
  const lg_wish *l = a, *r = b;
  if (l->teacher != r->teacher) return l->teacher - r->teacher;
  return l->rank != r->rank ? l->rank - r->rank : l->school - r->school;
}

static int lock_order(const void *a, const void *b)
{
  const lg_lock *l = a, *r = b;
  if (l->teacher != r->teacher) return l->teacher - r->teacher;
  return l->school != r->school ? l->school - r->school : (int)l->kind - (int)r->kind;
}

static int distance_order(const void *a, const void *b)
{
  const lg_distance *l = a, *r = b;
  if (l->from_teacher != r->from_teacher) return l->from_teacher - r->from_teacher;
  return l->from != r->from ? l->from - r->from : l->to - r->to;
}

typedef int (*compare)(const void *, const void *);

/* The list with one more element, sorted where an order is given; the new count goes to *count. */
static void *with(void *list, int *count, const void *element, size_t size, compare order)
{
  size_t old = (size_t)*count;
  char *longer = g_realloc_n(list, old + 1, size);
  memcpy(longer + old * size, element, size);
  if (order) qsort(longer, old + 1, size, order);
  ++*count;
  return longer;
}

void lg_build_wish(lg_build *build, const char *row)
{
  char **cells = g_strsplit(row, " ", -1);
  lg_wish wish = {lg_district_teacher(build->district, cells[0]),
                  lg_district_school(build->district, cells[1]), atoi(cells[2])};
  lg_district *d = build->district;
  d->wishes = with(d->wishes, &d->wish_count, &wish, sizeof wish, wish_order);
  build->district->has_wishes = true;
  g_strfreev(cells);
}

void lg_build_lock(lg_build *build, const char *row)
{
  char **cells = g_strsplit(row, " ", -1);
  lg_lock lock = {
      .teacher = lg_district_teacher(build->district, cells[0]), .reason = "", .by = ""};
  lock.stay = strcmp(cells[1], "stay") == 0;
  lock.school = lock.stay ? build->district->teachers[lock.teacher].school
                          : lg_district_school(build->district, cells[1]);
  lock.kind = strcmp(cells[2], "must") == 0 ? LG_LOCK_MUST : LG_LOCK_FORBID;
  lg_district *d = build->district;
  d->locks = with(d->locks, &d->lock_count, &lock, sizeof lock, lock_order);
  g_strfreev(cells);
}

void lg_build_distance(lg_build *build, const char *row)
{
  char **cells = g_strsplit(row, " ", -1);
  int teacher = lg_district_teacher(build->district, cells[0]);
  bool is_teacher = teacher != LG_MISSING;
  lg_distance distance = {is_teacher,
                          is_teacher ? teacher : lg_district_school(build->district, cells[0]),
                          lg_district_school(build->district, cells[1]), atoi(cells[2])};
  lg_district *d = build->district;
  d->distances = with(d->distances, &d->distance_count, &distance, sizeof distance, distance_order);
  g_strfreev(cells);
}

void lg_build_pair(lg_build *build, const char *row)
{
  char **cells = g_strsplit(row, " ", -1);
  lg_pair pair = {lg_district_teacher(build->district, cells[0]),
                  lg_district_teacher(build->district, cells[1]),
                  (lg_pair_rule)word_of(cells[2], pair_text, LG_PAIR_RULE_COUNT)};
  lg_district *d = build->district;
  d->pairs = with(d->pairs, &d->pair_count, &pair, sizeof pair, NULL);
  g_strfreev(cells);
}

void lg_build_demand(lg_build *build, const char *row)
{
  char **cells = g_strsplit(row, " ", -1);
  lg_demand demand = {.school = lg_district_school(build->district, cells[0]),
                      .stage = (lg_stage)word_of(cells[1], lg_stage_word, LG_STAGE_COUNT),
                      .subject = lg_words_find(&build->district->subjects, cells[2]),
                      .min = number(option_value(cells, "min")),
                      .max = number(option_value(cells, "max")),
                      .target = number(option_value(cells, "target"))};
  lg_district *d = build->district;
  d->demands = with(d->demands, &d->demand_count, &demand, sizeof demand, NULL);
  g_strfreev(cells);
}

/* ---- the roster ---- */

void lg_build_move(lg_build *build, const char *teacher, const char *school)
{
  int i = lg_district_teacher(build->district, teacher),
      j = lg_district_school(build->district, school);
  g_assert(i != LG_MISSING && j != LG_MISSING);
  build->roster->assignments[i].school = j;
}

const lg_audit *lg_build_audit(lg_build *build)
{
  lg_audit_free(build->audit);
  build->audit = lg_audit_new(build->district, build->policy, build->roster);
  return build->audit;
}

int lg_build_class(const lg_district *district, const lg_quota *quota, const char *class_id)
{
  bool *are = lg_classes_that_are(district, quota);
  int found = LG_MISSING;
  for (int code = 0; code < lg_class_count(district, quota) && found == LG_MISSING; code++) {
    g_autofree char *text = lg_class_id(district, quota, code);
    if (are[code] && strcmp(text, class_id) == 0) found = code;
  }
  g_free(are);
  return found;
}

static int stage_of(const char *word)
{
  int stage = 0;
  while (stage < LG_STAGE_COUNT - 1 && !g_str_has_prefix(word, lg_stage_word(stage))) stage++;
  return stage;
}

lg_element lg_build_element(const lg_build *build, lg_rule rule, const char *id,
                            const char *class_id)
{
  const lg_district *d = build->district;
  const lg_policy *p = build->policy;
  const char *slash = strchr(class_id, '/'), *part = slash ? slash + 1 : class_id;
  g_autofree char *first = slash ? g_strndup(class_id, (gsize)(slash - class_id)) : g_strdup("");
  lg_element e = {rule, 0, 0};
  int kind = 0;
  switch (rule) {
    case LG_R6_STAFFING:
      e.a = lg_district_school(d, id);
      e.b = lg_cell_code(d, stage_of(first), lg_words_find(&d->subjects, part));
      break;
    case LG_R7_HEADCOUNT:
      e.a = lg_district_school(d, id);
      break;
    case LG_R8_QUOTA:
      while (e.a < p->quota_count - 1 && strcmp(p->quotas[e.a].id, id) != 0) e.a++;
      e.b = lg_build_class(d, &p->quotas[e.a], class_id);
      break;
    case LG_R9_LOCK:
      e.a = lg_district_teacher(d, id);
      e.b = lg_lock_code(d, strcmp(first, "must") == 0 ? LG_LOCK_MUST : LG_LOCK_FORBID,
                         lg_district_school(d, part));
      break;
    case LG_R10_TEAM:
      while (e.a < p->team_count - 1 && strcmp(p->routes[p->teams[e.a].route].id, id) != 0) e.a++;
      e.b = lg_district_school(d, class_id);
      break;
    case LG_R11_PAIR:
      while (strcmp(lg_pair_word((lg_pair_rule)kind), first) != 0) kind++;
      e.a = lg_district_teacher(d, id);
      e.b = lg_pair_code(d, (lg_pair_rule)kind, lg_district_teacher(d, part));
      break;
    case LG_R12_DENSITY:
      e.b = lg_place_code(lg_district_school(d, first), stage_of(part));
      break;
    default:
      break;
  }
  return e;
}

char *lg_build_breaches(lg_build *build)
{
  const lg_audit *audit = lg_build_audit(build);
  GString *text = g_string_new(NULL);
  for (int k = 0; k < audit->breach_count; k++) {
    char *name = lg_element_name(build->district, build->policy, audit->breaches[k].element);
    g_string_append_printf(text, "%s%s", k ? "; " : "", g_strchomp(name));
    g_free(name);
  }
  return g_string_free(text, FALSE);
}
