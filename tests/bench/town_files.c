/* town_files.c - the invented district as the tables of SPEC 2, in Chinese or English. */
#include <string.h>

#include "town.h"

static const char *const subject_word[TOWN_SUBJECTS][2] = {
    {"语文", "Chinese"},         {"数学", "Mathematics"},
    {"英语", "English"},         {"科学", "Science"},
    {"道德与法治", "Civics"},    {"体育", "Sport"},
    {"音乐", "Music"},           {"美术", "Art"},
    {"信息技术", "Computing"},   {"综合实践", "Projects"},
    {"心理健康", "Counselling"}, {"物理", "Physics"},
    {"化学", "Chemistry"},       {"生物", "Biology"},
    {"历史", "History"},         {"地理", "Geography"}};
static const char *const stage_word[TOWN_STAGES + 1][2] = {
    {"小学", "primary"}, {"初中", "junior"}, {"九年一贯", "both"}};
static const char *const tier_word[3][2] = {
    {"优质", "strong"}, {"普通", "ordinary"}, {"相对薄弱", "weak"}};
static const char *const rank_word[5][2] = {{"", ""},
                                            {"特级教师", "special grade"},
                                            {"学科带头人", "subject leader"},
                                            {"教学能手", "teaching expert"},
                                            {"教学新秀", "teaching newcomer"}};
static const char *const title_word[4][2] = {{"高级教师", "senior"},
                                             {"一级教师", "first grade"},
                                             {"二级教师", "second grade"},
                                             {"三级教师", "third grade"}};
/* Until the reform of 2015 primary and junior schools had titles of their own. */
static const char *const old_title[TOWN_STAGES][4] = {
    {"中学高级教师", "小学高级教师", "小学一级教师", "小学二级教师"},
    {"中学高级教师", "中学一级教师", "中学二级教师", "中学三级教师"}};
static const char *const exempt_word[9][2] = {{"", ""},
                                              {"孕期", "pregnant"},
                                              {"哺乳期", "nursing"},
                                              {"产假", "on maternity leave"},
                                              {"重大疾病", "serious illness"},
                                              {"支教在外", "teaching aid elsewhere"},
                                              {"借调教育局", "seconded to the bureau"},
                                              {"长期病假", "long sick leave"},
                                              {"脱产进修", "on study leave"}};
static const char *const surnames[24][2] = {
    {"赵", "Zhao"}, {"钱", "Qian"},  {"孙", "Sun"},   {"李", "Li"},   {"周", "Zhou"},
    {"吴", "Wu"},   {"郑", "Zheng"}, {"王", "Wang"},  {"冯", "Feng"}, {"陈", "Chen"},
    {"褚", "Chu"},  {"卫", "Wei"},   {"蒋", "Jiang"}, {"沈", "Shen"}, {"韩", "Han"},
    {"杨", "Yang"}, {"朱", "Zhu"},   {"秦", "Qin"},   {"尤", "You"},  {"许", "Xu"},
    {"何", "He"},   {"吕", "Lyu"},   {"施", "Shi"},   {"张", "Zhang"}};

const char *town_rank_word(int rank, int lang)
{
  return rank_word[rank][lang];
}

static const char *subject_of(const town *place, int stage, int subject, int lang)
{
  /* The subject has had its present name in both stages since 2016. */
  if (subject == 4 && lang == TOWN_ZH && place->size.year < 2016)
    return stage == TOWN_PRIMARY ? "品德与社会" : "思想品德";
  return subject_word[subject][lang];
}

static const char *title_of(const town *place, const town_teacher *teacher, int lang)
{
  if (lang == TOWN_ZH && place->size.year < 2015) return old_title[teacher->stage][teacher->title];
  return title_word[teacher->title][lang];
}

static int digits(int count)
{
  int width = 1;
  for (; count >= 10; count /= 10) width++;
  return MAX(width, 2);
}

static void school_id(const town *place, int school, GString *out)
{
  g_string_append_printf(out, "S%0*d", digits(place->size.schools), place->schools[school].number);
}

static void teacher_id(const town *place, int teacher, GString *out)
{
  g_string_append_printf(out, "T%0*d", MAX(4, digits(place->teacher_count)), teacher + 1);
}

static int school_stage(const town_school *school)
{
  if (school->has_stage[TOWN_PRIMARY] && school->has_stage[TOWN_JUNIOR]) return TOWN_STAGES;
  return school->has_stage[TOWN_PRIMARY] ? TOWN_PRIMARY : TOWN_JUNIOR;
}

static void school_name(const town *place, int k, int lang, GString *out)
{
  static const char *const kind[TOWN_STAGES + 1][2] = {
      {"样例%0*d小学", "Sample Primary School %0*d"},
      {"样例%0*d初级中学", "Sample Junior School %0*d"},
      {"样例%0*d学校", "Sample Nine-Year School %0*d"}};
  const town_school *school = &place->schools[k];
  char *parts = g_strdup_printf("%0*d", digits(place->size.schools), school->number);
  const char *form = kind[school_stage(school)][lang];
  const char *place_of_number = strstr(form, "%0*d");
  g_string_append_len(out, form, place_of_number - form);
  g_string_append(out, parts);
  g_string_append(out, place_of_number + 4);
  g_free(parts);
}

/* Metres from the corner to decimal degrees, in whole numbers. */
static void degrees(const town_corner *corner, int x_m, int y_m, GString *out)
{
  enum { M_PER_LAT = 111195 };
  int64_t lon = corner->lon + (int64_t)x_m * 1000000 / corner->m_per_lon;
  int64_t lat = corner->lat + (int64_t)y_m * 1000000 / M_PER_LAT;
  g_string_append_printf(out, ",%d.%05d,%d.%05d", (int)(lon / 1000000), (int)(lon % 1000000 / 10),
                         (int)(lat / 1000000), (int)(lat % 1000000 / 10));
}

static GString *schools_text(const town *place, const town_style *style)
{
  int lang = style->lang;
  GString *out = g_string_new(
      lang == TOWN_ZH ? "学校代码,学校名称,学段,办学层次,协作体,学生数,小学学生数,初中学生数"
                      : "id,name,stage,tier,group,students,students_primary,students_junior");
  if (style->coordinates) g_string_append(out, lang == TOWN_ZH ? ",经度,纬度" : ",lon,lat");
  g_string_append(out, "\r\n");
  for (int k = 0; k < place->size.schools; k++) {
    const town_school *school = &place->schools[k];
    int stage = school_stage(school);
    school_id(place, k, out);
    g_string_append_c(out, ',');
    school_name(place, k, lang, out);
    g_string_append_printf(out, ",%s,%s,", stage_word[stage][lang], tier_word[school->tier][lang]);
    if (school->group >= 0)
      g_string_append_printf(out, lang == TOWN_ZH ? "第%02d协作体" : "Partners %02d",
                             school->group + 1);
    g_string_append_printf(out, ",%d,", school->students[0] + school->students[1]);
    if (stage == TOWN_STAGES)
      g_string_append_printf(out, "%d,%d", school->students[0], school->students[1]);
    else
      g_string_append_c(out, ',');
    if (style->coordinates) degrees(&style->corner, school->x_m, school->y_m, out);
    g_string_append(out, "\r\n");
  }
  return out;
}

static void tags_append(const town_teacher *teacher, int lang, GString *out)
{
  static const char *const tag[3][2] = {
      {"班主任", "class head"}, {"、", ";"}, {"毕业班", "leaving year"}};
  if (teacher->class_head) g_string_append(out, tag[0][lang]);
  if (teacher->class_head && teacher->graduating) g_string_append(out, tag[1][lang]);
  if (teacher->graduating) g_string_append(out, tag[2][lang]);
}

static void teacher_row(const town *place, const town_style *style, int i, GString *out)
{
  static const char *const gender[2][2] = {{"男", "M"}, {"女", "F"}};
  static const char *const yes[2] = {"是", "yes"}, *const no[2] = {"否", "no"};
  const town_teacher *teacher = &place->teachers[i];
  int lang = style->lang;
  int number = i + 1;
  const char *surname = surnames[((int64_t)number * 7919) % 24][lang];
  teacher_id(place, i, out);
  g_string_append_printf(out,
                         lang == TOWN_ZH ? ",%s某%0*d,%s,%d-%02d," : ",Sample %s %0*d,%s,%d-%02d,",
                         surname, MAX(4, digits(place->teacher_count)), number,
                         gender[teacher->female][lang], teacher->birth_year, teacher->birth_month);
  school_name(place, teacher->school, lang, out);
  g_string_append_printf(out, ",%s,%s,%s,%s,%d-%02d,%s,%s,", stage_word[teacher->stage][lang],
                         subject_of(place, teacher->stage, teacher->subject, lang),
                         title_of(place, teacher, lang), rank_word[teacher->rank][lang],
                         teacher->joined_year, teacher->joined_month,
                         exempt_word[teacher->exempt][lang], teacher->rotated ? yes[lang] : "");
  tags_append(teacher, lang, out);
  g_string_append_printf(out, ",%s,000-%07d", teacher->full_time ? yes[lang] : no[lang], number);
  if (style->coordinates && teacher->has_home)
    degrees(&style->corner, teacher->x_m, teacher->y_m, out);
  else if (style->coordinates)
    g_string_append(out, ",,");
  g_string_append(out, "\r\n");
}

static GString *teachers_text(const town *place, const town_style *style)
{
  GString *out =
      g_string_new(style->lang == TOWN_ZH ? "工号,姓名,性别,出生年月,学校,学段,学科,职称,骨干级别,"
                                            "到本校时间,免交流原因,已交流,标签,专任,电话"
                                          : "id,name,gender,birth,school,stage,subject,title,rank,"
                                            "joined,exempt,rotated,tags,full_time,phone");
  if (style->coordinates)
    g_string_append(out, style->lang == TOWN_ZH ? ",住址经度,住址纬度" : ",lon,lat");
  g_string_append(out, "\r\n");
  for (int i = 0; i < place->teacher_count; i++) teacher_row(place, style, i, out);
  return out;
}

static GString *wishes_text(const town *place, const town_style *style)
{
  GString *out =
      g_string_new(style->lang == TOWN_ZH ? "教师,学校,志愿顺序\r\n" : "teacher,school,rank\r\n");
  for (guint k = 0; k < place->wishes->len; k++) {
    const town_wish *wish = &g_array_index(place->wishes, town_wish, k);
    teacher_id(place, wish->teacher, out);
    g_string_append_c(out, ',');
    school_name(place, wish->school, style->lang, out);
    g_string_append_printf(out, ",%d\r\n", wish->rank);
  }
  return out;
}

static GString *locks_text(const town *place, const town_style *style)
{
  static const char *const kind[3][2] = {{"必须", "must"}, {"必须", "must"}, {"禁止", "forbid"}};
  static const char *const reason[3][2] = {{"新任年级组长，留任", "newly head of a grade"},
                                           {"协作体结对任务", "task of the partner body"},
                                           {"亲属在该校任职，回避", "a relative works there"}};
  static const char *const by[2] = {"人事科", "personnel office"};
  int lang = style->lang;
  GString *out = g_string_new(lang == TOWN_ZH ? "教师,学校,类型,原因,决定人\r\n"
                                              : "teacher,school,kind,reason,by\r\n");
  for (guint k = 0; k < place->locks->len; k++) {
    const town_lock *lock = &g_array_index(place->locks, town_lock, k);
    teacher_id(place, lock->teacher, out);
    g_string_append_c(out, ',');
    if (lock->kind == TOWN_LOCK_STAY)
      g_string_append(out, lang == TOWN_ZH ? "留任" : "stay");
    else
      school_name(place, lock->school, lang, out);
    g_string_append_printf(out, ",%s,%s,%s\r\n", kind[lock->kind][lang], reason[lock->kind][lang],
                           by[lang]);
  }
  return out;
}

static GString *pairs_text(const town *place, const town_style *style)
{
  static const char *const rule[3][2] = {
      {"同校", "same_school"}, {"同协作体", "same_group"}, {"不同时交流", "not_both_move"}};
  GString *out = g_string_new(style->lang == TOWN_ZH ? "甲,乙,规则\r\n" : "a,b,rule\r\n");
  for (guint k = 0; k < place->pairs->len; k++) {
    const town_pair *pair = &g_array_index(place->pairs, town_pair, k);
    teacher_id(place, pair->a, out);
    g_string_append_c(out, ',');
    teacher_id(place, pair->b, out);
    g_string_append_printf(out, ",%s\r\n", rule[pair->rule][style->lang]);
  }
  return out;
}

static GString *demand_text(const town *place, const town_style *style)
{
  GString *out = g_string_new(style->lang == TOWN_ZH ? "学校,学段,学科,核定\r\n"
                                                     : "school,stage,subject,target\r\n");
  for (guint k = 0; k < place->demand->len; k++) {
    const town_demand *row = &g_array_index(place->demand, town_demand, k);
    school_id(place, row->school, out);
    g_string_append_printf(out, ",%s,%s,%d\r\n", stage_word[row->stage][style->lang],
                           subject_of(place, row->stage, row->subject, style->lang), row->target);
  }
  return out;
}

/* Forty rows, those of weak schools first; what they ask differs from row to row. */
static GString *flexible_text(const town *place, const town_style *style)
{
  enum { ROWS = 40 };
  GString *out = g_string_new(style->lang == TOWN_ZH ? "学校,学段,学科,最少,最多,应有\r\n"
                                                     : "school,stage,subject,min,max,target\r\n");
  int rows = 0;
  for (int tier = TOWN_WEAK; tier >= TOWN_STRONG; tier--)
    for (guint k = 0; k < place->demand->len && rows < ROWS; k++) {
      const town_demand *row = &g_array_index(place->demand, town_demand, k);
      if (place->schools[row->school].tier != tier || (row->school + row->subject) % 3) continue;
      int target = 3 + 5 * rows % 8;
      school_id(place, row->school, out);
      g_string_append_printf(out, ",%s,%s,%s,%d,%d\r\n", stage_word[row->stage][style->lang],
                             subject_of(place, row->stage, row->subject, style->lang),
                             row->subject < 3 ? "2" : "", target + 3, target);
      rows++;
    }
  return out;
}

static bool text_write(const char *folder, const char *file, GString *text, bool gbk,
                       GError **error)
{
  char *path = g_build_filename(folder, file, NULL);
  bool good;
  if (gbk) {
    gsize length = 0;
    char *bytes = g_convert(text->str, (gssize)text->len, "GB18030", "UTF-8", NULL, &length, error);
    good = bytes != NULL && g_file_set_contents(path, bytes, (gssize)length, error);
    g_free(bytes);
  } else {
    good = g_file_set_contents(path, text->str, (gssize)text->len, error);
  }
  g_free(path);
  g_string_free(text, TRUE);
  return good;
}

bool town_write(const town *place, const town_style *style, const char *folder, GError **error)
{
  char *plan = town_plan_text(place, style);
  bool demand = strstr(plan, "\"demand.csv\"") != NULL,
       pairs = strstr(plan, "\"pairs.csv\"") != NULL;
  bool good =
      text_write(folder, "plan.json", g_string_new(plan), false, error) &&
      text_write(folder, "teachers.csv", teachers_text(place, style), style->gbk_teachers, error) &&
      text_write(folder, "schools.csv", schools_text(place, style), false, error) &&
      text_write(folder, "wishes.csv", wishes_text(place, style), false, error) &&
      text_write(folder, "locks.csv", locks_text(place, style), false, error);
  if (demand)
    good = good && text_write(folder, "demand.csv", demand_text(place, style), false, error);
  if (strstr(plan, "flexible_demand.csv") != NULL)
    good = good &&
           text_write(folder, "flexible_demand.csv", flexible_text(place, style), false, error);
  if (pairs) good = good && text_write(folder, "pairs.csv", pairs_text(place, style), false, error);
  g_free(plan);
  return good;
}
