#include "shapes.h"

#include <glib.h>
#include <string.h>

#include "model/district.h"

#define LG_END     \
  {                \
    NULL, 0, false \
  }
#define LG_NAMES(...)   ((const char *const[]){__VA_ARGS__, NULL})
#define LG_FIELDS(list) list, G_N_ELEMENTS(list)

/* In every list the English word of a code stands first and the Chinese one that we write second.
 */
const lg_word_code lg_words_stage[] = {{"primary", LG_PRIMARY, false},
                                       {"小学", LG_PRIMARY, false},
                                       {"junior", LG_JUNIOR, false},
                                       {"初中", LG_JUNIOR, false},
                                       {"both", LG_STAGE_BOTH, false},
                                       {"九年一贯制", LG_STAGE_BOTH, false},
                                       {"九年一贯", LG_STAGE_BOTH, false},
                                       {"九年一贯制学校", LG_STAGE_BOTH, true},
                                       {"小学部", LG_PRIMARY, true},
                                       {"完全小学", LG_PRIMARY, true},
                                       {"初级中学", LG_JUNIOR, true},
                                       {"初中部", LG_JUNIOR, true},
                                       LG_END};
const lg_word_code lg_words_tier[] = {{"strong", LG_STRONG, false},
                                      {"优质", LG_STRONG, false},
                                      {"ordinary", LG_ORDINARY, false},
                                      {"普通", LG_ORDINARY, false},
                                      {"一般", LG_ORDINARY, false},
                                      {"weak", LG_WEAK, false},
                                      {"薄弱", LG_WEAK, false},
                                      {"相对薄弱", LG_WEAK, false},
                                      {"优质校", LG_STRONG, true},
                                      {"普通校", LG_ORDINARY, true},
                                      {"一般校", LG_ORDINARY, true},
                                      {"薄弱校", LG_WEAK, true},
                                      {"薄弱学校", LG_WEAK, true},
                                      {"相对薄弱学校", LG_WEAK, true},
                                      LG_END};
const lg_word_code lg_words_gender[] = {{"M", LG_MALE, false},
                                        {"男", LG_MALE, false},
                                        {"F", LG_FEMALE, false},
                                        {"女", LG_FEMALE, false},
                                        {"男性", LG_MALE, true},
                                        {"女性", LG_FEMALE, true},
                                        {"1", LG_MALE, true},
                                        {"2", LG_FEMALE, true},
                                        {"1-男", LG_MALE, true},
                                        {"2-女", LG_FEMALE, true},
                                        LG_END};
const lg_word_code lg_words_yes_no[] = {{"yes", 1, false},  {"是", 1, false},    {"y", 1, false},
                                        {"true", 1, false}, {"1", 1, false},     {"有", 1, false},
                                        {"√", 1, false},    {"no", 0, false},    {"否", 0, false},
                                        {"n", 0, false},    {"false", 0, false}, {"0", 0, false},
                                        {"无", 0, false},   {"×", 0, false},     {"✓", 1, true},
                                        {"✔", 1, true},     {"☑", 1, true},      LG_END};

const lg_word_code lg_words_back[] = {{"return", LG_BACK_RETURN, false},
                                      {"返回", LG_BACK_RETURN, false},
                                      {"stay", LG_BACK_STAY, false},
                                      {"留任", LG_BACK_STAY, false},
                                      LG_END};

/* A teacher works in one stage. */
static const lg_word_code words_one_stage[] = {
    {"primary", LG_PRIMARY, false}, {"小学", LG_PRIMARY, false},  {"junior", LG_JUNIOR, false},
    {"初中", LG_JUNIOR, false},     {"小学部", LG_PRIMARY, true}, {"完全小学", LG_PRIMARY, true},
    {"初级中学", LG_JUNIOR, true},  {"初中部", LG_JUNIOR, true},  LG_END};
static const lg_word_code words_lock[] = {{"must", LG_LOCK_MUST, false},
                                          {"必须", LG_LOCK_MUST, false},
                                          {"forbid", LG_LOCK_FORBID, false},
                                          {"禁止", LG_LOCK_FORBID, false},
                                          LG_END};
static const lg_word_code words_pair[] = {{"same_school", LG_SAME_SCHOOL, false},
                                          {"同校", LG_SAME_SCHOOL, false},
                                          {"same_group", LG_SAME_GROUP, false},
                                          {"同协作体", LG_SAME_GROUP, false},
                                          {"not_both_move", LG_NOT_BOTH_MOVE, false},
                                          {"不同时交流", LG_NOT_BOTH_MOVE, false},
                                          LG_END};

_Static_assert((int)LG_T_COUNT <= LG_MOST_FIELDS && (int)LG_W_COUNT <= LG_MOST_FIELDS &&
                   (int)LG_S_COUNT <= LG_MOST_FIELDS && (int)LG_SV_COUNT <= LG_MOST_FIELDS &&
                   (int)LG_D_COUNT <= LG_MOST_FIELDS,
               "arrays by field have room for every table");

static const lg_field teacher_fields[LG_T_COUNT] = {
    [LG_T_ID] = {LG_NAMES("id", "工号", "教师编号", "编号", "身份证号"), NULL, true, false},
    [LG_T_NAME] = {LG_NAMES("name", "姓名"), NULL, false, false},
    [LG_T_SCHOOL] = {LG_NAMES("school", "学校", "现任教学校", "所在学校", "现工作单位", "任教学校",
                              "单位"),
                     NULL, true, false},
    [LG_T_SUBJECT] = {LG_NAMES("subject", "学科", "任教学科", "主教学科", "所教学科", "现任教学科"),
                      NULL, true, false},
    [LG_T_STAGE] = {LG_NAMES("stage", "学段"), words_one_stage, false, false},
    [LG_T_RANK] = {LG_NAMES("rank", "骨干级别", "骨干类别", "骨干称号", "最高骨干教师级别",
                            "骨干教师级别", "骨干教师称号"),
                   NULL, false, false},
    [LG_T_GENDER] = {LG_NAMES("gender", "性别"), lg_words_gender, false, false},
    [LG_T_BIRTH] = {LG_NAMES("birth", "出生年月", "出生日期"), NULL, false, false},
    [LG_T_JOINED] = {LG_NAMES("joined", "到本校时间", "进校时间", "进入现单位任教时间", "调入时间",
                              "到校时间", "任现校时间"),
                     NULL, false, false},
    [LG_T_YEARS] = {LG_NAMES("years", "本校任教年限", "本校教龄"), NULL, false, false},
    [LG_T_TITLE] = {LG_NAMES("title", "职称", "专业技术职称", "现任职称"), NULL, false, false},
    [LG_T_EXEMPT] = {LG_NAMES("exempt", "免交流原因", "不交流原因"), NULL, false, false},
    [LG_T_ROTATED] = {LG_NAMES("rotated", "已交流", "近年已交流"), lg_words_yes_no, false, false},
    [LG_T_TAGS] = {LG_NAMES("tags", "标签"), NULL, false, false},
    [LG_T_LON] = {LG_NAMES("lon", "住址经度"), NULL, false, false},
    [LG_T_LAT] = {LG_NAMES("lat", "住址纬度"), NULL, false, false},
    [LG_T_FULL_TIME] = {LG_NAMES("full_time", "专任"), lg_words_yes_no, false, false},
    [LG_T_FLEXIBLE_UNITS] = {LG_NAMES("flexible_units", "可柔性单位"), NULL, false, true},
};

static const lg_field school_fields[LG_S_COUNT] = {
    [LG_S_ID] = {LG_NAMES("id", "学校代码"), NULL, true, false},
    [LG_S_NAME] = {LG_NAMES("name", "学校名称", "学校", "学校全称", "单位全称", "单位名称"), NULL,
                   true, false},
    [LG_S_STAGE] = {LG_NAMES("stage", "学段"), lg_words_stage, true, false},
    [LG_S_TIER] = {LG_NAMES("tier", "办学层次", "类别"), lg_words_tier, true, false},
    [LG_S_GROUP] = {LG_NAMES("group", "协作体", "集团", "学区", "共同体", "集团校", "教育集团",
                             "协作片"),
                    NULL, false, false},
    [LG_S_STUDENTS] = {LG_NAMES("students", "学生数", "在校生数", "在校学生数", "学生总数"), NULL,
                       true, false},
    [LG_S_STUDENTS_PRIMARY] = {LG_NAMES("students_primary", "小学学生数"), NULL, false, false},
    [LG_S_STUDENTS_JUNIOR] = {LG_NAMES("students_junior", "初中学生数"), NULL, false, false},
    [LG_S_LON] = {LG_NAMES("lon", "经度"), NULL, false, false},
    [LG_S_LAT] = {LG_NAMES("lat", "纬度"), NULL, false, false},
    [LG_S_MAX_STAFF] = {LG_NAMES("max_staff", "编制", "编制数"), NULL, false, false},
    [LG_S_SHORT_NAME] = {LG_NAMES("short_name", "简称"), NULL, false, true},
};

static const lg_field demand_fields[LG_D_COUNT] = {
    [LG_D_SCHOOL] = {LG_NAMES("school", "学校"), NULL, true, false},
    [LG_D_STAGE] = {LG_NAMES("stage", "学段"), words_one_stage, false, false},
    [LG_D_SUBJECT] = {LG_NAMES("subject", "学科"), NULL, true, false},
    [LG_D_MIN] = {LG_NAMES("min", "最少"), NULL, false, false},
    [LG_D_MAX] = {LG_NAMES("max", "最多"), NULL, false, false},
    [LG_D_TARGET] = {LG_NAMES("target", "应有", "核定"), NULL, false, false},
};

/* The school of this rank. */
#define WISH(number, chinese, english)                                                  \
  {                                                                                     \
    LG_NAMES("wish_" number, "第" chinese "志愿", "第" number "志愿", "志愿" number,    \
             "志愿" chinese, "第" chinese "志愿学校", "wish " number, english " wish"), \
        NULL, false, true                                                               \
  }
static const lg_field flexible_fields[LG_D_COUNT] = {
    [LG_D_SCHOOL] = {LG_NAMES("school", "学校"), NULL, true, false},
    [LG_D_STAGE] = {LG_NAMES("stage", "学段"), words_one_stage, false, false},
    [LG_D_SUBJECT] = {LG_NAMES("subject", "学科"), NULL, true, false},
    [LG_D_MIN] = {LG_NAMES("min", "最少"), NULL, false, false},
    [LG_D_MAX] = {LG_NAMES("max", "最多"), NULL, false, false},
    [LG_D_TARGET] = {LG_NAMES("target", "应有"), NULL, false, false},
};

static const lg_field wish_fields[LG_W_COUNT] = {
    [LG_W_TEACHER] = {LG_NAMES("teacher", "教师", "工号", "姓名", "教师姓名"), NULL, true, false},
    [LG_W_SCHOOL] = {LG_NAMES("school", "学校"), NULL, true, false},
    [LG_W_RANK] = {LG_NAMES("rank", "志愿顺序", "志愿"), NULL, true, false},
    [LG_W_FIRST] = WISH("1", "一", "first"),
    [LG_W_FIRST + 1] = WISH("2", "二", "second"),
    [LG_W_FIRST + 2] = WISH("3", "三", "third"),
    [LG_W_FIRST + 3] = WISH("4", "四", "fourth"),
    [LG_W_FIRST + 4] = WISH("5", "五", "fifth"),
    [LG_W_FIRST + 5] = WISH("6", "六", "sixth"),
    [LG_W_FIRST + 6] = WISH("7", "七", "seventh"),
    [LG_W_FIRST + 7] = WISH("8", "八", "eighth"),
    [LG_W_FIRST + 8] = WISH("9", "九", "ninth"),
    [LG_W_FIRST + 9] = WISH("10", "十", "tenth"),
    [LG_W_FIRST + 10] = WISH("11", "十一", "eleventh"),
    [LG_W_FIRST + 11] = WISH("12", "十二", "twelfth"),
    [LG_W_FIRST + 12] = WISH("13", "十三", "thirteenth"),
    [LG_W_FIRST + 13] = WISH("14", "十四", "fourteenth"),
};

static const lg_field lock_fields[LG_L_COUNT] = {
    [LG_L_TEACHER] = {LG_NAMES("teacher", "教师", "工号", "姓名", "教师姓名"), NULL, true, false},
    [LG_L_SCHOOL] = {LG_NAMES("school", "学校"), NULL, true, false},
    [LG_L_KIND] = {LG_NAMES("kind", "类型"), words_lock, true, false},
    [LG_L_REASON] = {LG_NAMES("reason", "原因"), NULL, false, false},
    [LG_L_BY] = {LG_NAMES("by", "决定人"), NULL, false, false},
};

static const lg_field distance_fields[LG_DIST_COUNT] = {
    [LG_DIST_FROM] = {LG_NAMES("from", "起点"), NULL, true, false},
    [LG_DIST_TO] = {LG_NAMES("to", "终点"), NULL, true, false},
    [LG_DIST_KM] = {LG_NAMES("km", "公里"), NULL, true, false},
};

static const lg_field pair_fields[LG_P_COUNT] = {
    [LG_P_A] = {LG_NAMES("a", "甲"), NULL, true, false},
    [LG_P_B] = {LG_NAMES("b", "乙"), NULL, true, false},
    [LG_P_RULE] = {LG_NAMES("rule", "规则"), words_pair, true, false},
};

static const lg_field service_fields[LG_SV_COUNT] = {
    [LG_SV_TEACHER] = {LG_NAMES("teacher", "工号", "教师", "姓名", "教师姓名"), NULL, true, false},
    [LG_SV_FORM] = {LG_NAMES("form", "交流轮岗类型", "交流形式"), NULL, false, false},
    [LG_SV_PERSONNEL] = {LG_NAMES("personnel", "是否调动人事关系"), lg_words_yes_no, false, false},
    [LG_SV_BEGIN] = {LG_NAMES("begin", "开始年月"), NULL, true, false},
    [LG_SV_END] = {LG_NAMES("end", "结束年月"), NULL, false, false},
    [LG_SV_FROM] = {LG_NAMES("from", "原单位名称"), NULL, false, false},
    [LG_SV_TO] = {LG_NAMES("to", "交流轮岗单位名称"), NULL, true, false},
    [LG_SV_UNITS] = {LG_NAMES("units", "每周单位"), NULL, false, false},
    [LG_SV_BACK] = {LG_NAMES("back", "期满去向"), lg_words_back, false, false},
};

static const lg_field roster_fields[LG_RO_COUNT] = {
    [LG_RO_TEACHER_ID] = {LG_NAMES("teacher_id", "工号", "Teacher id"), NULL, true, false},
    [LG_RO_NAME] = {LG_NAMES("name", "姓名"), NULL, false, false},
    [LG_RO_GENDER] = {LG_NAMES("gender", "性别"), NULL, false, false},
    [LG_RO_SUBJECT] = {LG_NAMES("subject", "学科"), NULL, false, false},
    [LG_RO_STAGE] = {LG_NAMES("stage", "学段"), NULL, false, false},
    [LG_RO_RANK] = {LG_NAMES("rank", "骨干级别"), NULL, false, false},
    [LG_RO_TITLE] = {LG_NAMES("title", "职称"), NULL, false, false},
    [LG_RO_FROM_ID] = {LG_NAMES("from_id", "派出学校代码"), NULL, false, false},
    [LG_RO_FROM_SCHOOL] = {LG_NAMES("from_school", "派出学校", "From school"), NULL, false, false},
    [LG_RO_TO_ID] = {LG_NAMES("to_id", "接收学校代码", "To school id"), NULL, true, false},
    [LG_RO_TO_SCHOOL] = {LG_NAMES("to_school", "接收学校", "To school"), NULL, false, false},
    [LG_RO_ROUTE] = {LG_NAMES("route", "交流形式", "Form of exchange"), NULL, false, false},
    [LG_RO_DISTANCE_BEFORE] = {LG_NAMES("distance_before_km", "原通勤公里", "Distance before"),
                               NULL, false, false},
    [LG_RO_DISTANCE_AFTER] = {LG_NAMES("distance_after_km", "新通勤公里", "Distance after"), NULL,
                              false, false},
    [LG_RO_WISH_RANK] = {LG_NAMES("wish_rank", "志愿顺序", "Wish"), NULL, false, false},
    [LG_RO_GUEST_ID] = {LG_NAMES("guest_id", "柔性学校代码"), NULL, false, false},
    [LG_RO_GUEST_SCHOOL] = {LG_NAMES("guest_school", "柔性学校"), NULL, false, false},
    [LG_RO_UNITS] = {LG_NAMES("units", "每周单位"), NULL, false, false},
    [LG_RO_REASON] = {LG_NAMES("reason", "原因"), NULL, false, false},
};

static const lg_shape shapes[LG_TABLE_COUNT] = {
    [LG_TABLE_TEACHERS] = {"teachers", LG_FIELDS(teacher_fields)},
    [LG_TABLE_SCHOOLS] = {"schools", LG_FIELDS(school_fields)},
    [LG_TABLE_DEMAND] = {"demand", LG_FIELDS(demand_fields)},
    [LG_TABLE_WISHES] = {"wishes", LG_FIELDS(wish_fields)},
    [LG_TABLE_LOCKS] = {"locks", LG_FIELDS(lock_fields)},
    [LG_TABLE_DISTANCES] = {"distances", LG_FIELDS(distance_fields)},
    [LG_TABLE_PAIRS] = {"pairs", LG_FIELDS(pair_fields)},
    [LG_TABLE_FLEXIBLE] = {"flexible_demand", LG_FIELDS(flexible_fields)},
    [LG_TABLE_SERVICE] = {"service", LG_FIELDS(service_fields)},
    [LG_TABLE_ROSTER] = {"roster", LG_FIELDS(roster_fields)},
};

const lg_shape *lg_shape_of(lg_table_kind kind)
{
  return &shapes[kind];
}

int lg_word_code_of(const lg_word_code *words, const char *text)
{
  for (const lg_word_code *w = words; w->word; w++)
    if (g_ascii_strcasecmp(w->word, text) == 0) return w->code;
  return -1;
}
