/* plan_items.c - see plan_items.h. */
#include "plan_items.h"

#include <glib.h>
#include <string.h>

/* ---- sheets ---- */

static const char *const sheet_names[LG_PLAN_SHEET_COUNT][2] = {
    [LG_PLAN_SHEET_ITEMS] = {"plan", "方案"},
    [LG_PLAN_SHEET_QUOTAS] = {"quotas", "指标"},
    [LG_PLAN_SHEET_ROUTES] = {"routes", "交流形式"},
    [LG_PLAN_SHEET_GOALS] = {"goals", "目标"},
};

const char *lg_plan_sheet_name(lg_plan_sheet sheet, bool chinese)
{
  return sheet_names[sheet][chinese];
}

#define NO_KEY LG_OBJECT_COUNT, NULL

static const lg_plan_head_word item_heads[LG_ITEM_HEADS] = {
    [LG_ITEM_NAME] = {"item", "项目", NO_KEY, NULL},
    [LG_ITEM_VALUE] = {"value", "内容", NO_KEY, NULL},
    [LG_ITEM_NOTE] = {"note", "说明", NO_KEY, NULL},
};
static const lg_plan_head_word quota_heads[LG_QUOTA_HEADS] = {
    [LG_QUOTA_NAME] = {"name", "指标", LG_OBJECT_QUOTA, "name", NULL},
    [LG_QUOTA_ID] = {"id", "编号", LG_OBJECT_QUOTA, "id", N_("empty: q1, q2 and so on by row")},
    [LG_QUOTA_COUNT] = {"count", "统计", LG_OBJECT_QUOTA, "count",
                        N_("a condition; empty: everybody")},
    [LG_QUOTA_OF] = {"of", "基数", LG_OBJECT_QUOTA, "of", N_("a condition; empty: everybody")},
    [LG_QUOTA_MIN] = {"min", "不少于", LG_OBJECT_QUOTA, "min",
                      N_("a share such as 3/8 or 37%, or heads such as 570 heads")},
    [LG_QUOTA_MAX] = {"max", "不多于", LG_OBJECT_QUOTA, "max",
                      N_("a share such as 3/8 or 37%, or heads such as 570 heads")},
    [LG_QUOTA_PER] = {"per", "每个", LG_OBJECT_QUOTA, "per",
                      N_("empty: the district as a whole; two keys have a comma between")},
    [LG_QUOTA_ROTATED] = {"include_rotated", "含此前已交流", LG_OBJECT_QUOTA, "include_rotated",
                          N_("yes or no")},
    [LG_QUOTA_SOFT] = {"soft", "刚性/弹性", LG_OBJECT_QUOTA, "soft",
                       N_("hard, or soft: it may fall short at a price")},
    [LG_QUOTA_WEIGHT] = {"weight", "权重", LG_OBJECT_QUOTA, "weight", NULL},
    [LG_QUOTA_WITHDRAWALS] = {"withdrawals", "预留退出人数", LG_OBJECT_QUOTA, "withdrawals", NULL},
};
static const lg_plan_head_word route_heads[LG_ROUTE_HEADS] = {
    [LG_ROUTE_NAME] = {"name", "形式", LG_OBJECT_ROUTE, "name", NULL},
    [LG_ROUTE_ID] = {"id", "编号", LG_OBJECT_ROUTE, "id", N_("empty: the name")},
    [LG_ROUTE_WHEN] = {"when", "条件", NO_KEY, N_("a condition; empty: every move")},
    [LG_ROUTE_TEAM] = {"team", "每校至少几人", LG_OBJECT_TEAM, "min", NULL},
    [LG_ROUTE_TERM] = {"term", "期限年", LG_OBJECT_ROUTE, "term", NULL},
    [LG_ROUTE_THEN] = {"then", "期满去向", LG_OBJECT_ROUTE, "then", N_("return or stay")},
    [LG_ROUTE_PERSONNEL] = {"personnel", "是否调动人事关系", LG_OBJECT_ROUTE, "personnel",
                            N_("yes or no")},
    [LG_ROUTE_FLEXIBLE] = {"flexible", "柔性流动", LG_OBJECT_FLEXIBLE, "routes",
                           N_("yes: a route of flexible service, to the guest school")},
};
static const lg_plan_head_word goal_heads[LG_GOAL_HEADS] = {
    [LG_GOAL_ORDER] = {"order", "顺序", NO_KEY, N_("1, 2, 3; all empty: as the rows stand")},
    [LG_GOAL_NAME] = {"goal", "目标", LG_OBJECT_GOAL, "id", NULL},
    [LG_GOAL_TOLERANCE] = {"tolerance", "允许让步", LG_OBJECT_GOAL, "tolerance", NULL},
    [LG_GOAL_POINTS] = {"points", "分值", LG_OBJECT_GOAL, "points", NULL},
    [LG_GOAL_SEED] = {"seed", "种子", LG_OBJECT_GOAL, "seed", NULL},
};
static const struct {
  const lg_plan_head_word *heads;
  int count;
} sheet_heads[LG_PLAN_SHEET_COUNT] = {
    [LG_PLAN_SHEET_ITEMS] = {item_heads, LG_ITEM_HEADS},
    [LG_PLAN_SHEET_QUOTAS] = {quota_heads, LG_QUOTA_HEADS},
    [LG_PLAN_SHEET_ROUTES] = {route_heads, LG_ROUTE_HEADS},
    [LG_PLAN_SHEET_GOALS] = {goal_heads, LG_GOAL_HEADS},
};

const lg_plan_head_word *lg_plan_sheet_heads(lg_plan_sheet sheet, int *count)
{
  *count = sheet_heads[sheet].count;
  return sheet_heads[sheet].heads;
}

/* ---- items ---- */

#define ROOT(name, chinese, kind)                    \
  {                                                  \
    name, chinese, kind, false, LG_OBJECT_PLAN, name \
  }
#define OF(path, chinese, kind, o, k) \
  {                                   \
    path, chinese, kind, false, o, k  \
  }
#define MANY(path, chinese, kind, o, k) \
  {                                     \
    path, chinese, kind, true, o, k     \
  }

static const lg_plan_item items[] = {
    ROOT("title", "方案名称", LG_ITEM_TEXT),
    ROOT("date", "日期", LG_ITEM_DATE),
    ROOT("term", "交流起止时间", LG_ITEM_TEXT),
    OF("period.from", "统计期起", LG_ITEM_DATE, LG_OBJECT_PERIOD, "from"),
    ROOT("lang", "语言", LG_ITEM_LANG),
    ROOT("backbone", "骨干称号", LG_ITEM_RANKS),
    OF("eligibility.min_years", "最少本校年限", LG_ITEM_WHOLE, LG_OBJECT_ELIGIBILITY, "min_years"),
    OF("eligibility.max_age.M", "男最大年龄", LG_ITEM_WHOLE, LG_OBJECT_AGES, "M"),
    OF("eligibility.max_age.F", "女最大年龄", LG_ITEM_WHOLE, LG_OBJECT_AGES, "F"),
    OF("eligibility.retirement_age.M", "男退休年龄", LG_ITEM_AGE, LG_OBJECT_ELIGIBILITY,
       "retirement_age"),
    OF("eligibility.retirement_age.F", "女退休年龄", LG_ITEM_AGE, LG_OBJECT_ELIGIBILITY,
       "retirement_age"),
    OF("eligibility.retirement_margin_years", "距退休不足几年不交流", LG_ITEM_WHOLE,
       LG_OBJECT_ELIGIBILITY, "retirement_margin_years"),
    OF("eligibility.retirement_senior_titles", "按男性年龄退休的职称", LG_ITEM_TEXTS,
       LG_OBJECT_ELIGIBILITY, "retirement_senior_titles"),
    OF("eligibility.rest_years", "交流后间隔年限", LG_ITEM_WHOLE, LG_OBJECT_ELIGIBILITY,
       "rest_years"),
    OF("eligibility.exempt_tags", "免交流标签", LG_ITEM_TEXTS, LG_OBJECT_ELIGIBILITY,
       "exempt_tags"),
    MANY("eligibility.exclude", "不参加交流", LG_ITEM_CONDITION, LG_OBJECT_ELIGIBILITY, "exclude"),
    OF("commute.max_km", "通勤上限公里", LG_ITEM_KM, LG_OBJECT_COMMUTE, "max_km"),
    OF("commute.max_extra_km", "通勤增加上限公里", LG_ITEM_KM, LG_OBJECT_COMMUTE, "max_extra_km"),
    OF("flexible.unit", "柔性单位", LG_ITEM_TEXT, LG_OBJECT_FLEXIBLE, "unit"),
    OF("flexible.units", "每人每周单位", LG_ITEM_UNITS, LG_OBJECT_FLEXIBLE, "units"),
    OF("flexible.who", "柔性人员", LG_ITEM_FILTER, LG_OBJECT_FLEXIBLE, "who"),
    OF("flexible.max_km", "柔性公里上限", LG_ITEM_KM, LG_OBJECT_FLEXIBLE, "max_km"),
    OF("flexible.eligible", "柔性须符合条件", LG_ITEM_YES, LG_OBJECT_FLEXIBLE, "eligible"),
    OF("staffing.subject_band", "学科人数增减", LG_ITEM_BAND, LG_OBJECT_STAFFING, "subject_band"),
    OF("staffing.headcount_band", "学校人数增减", LG_ITEM_BAND, LG_OBJECT_STAFFING,
       "headcount_band"),
    OF("backbone_per_100.min", "每百名学生骨干教师不少于", LG_ITEM_FRACTION, LG_OBJECT_DENSITY,
       "min"),
    OF("backbone_per_100.soft", "每百名学生骨干教师刚性/弹性", LG_ITEM_SOFT, LG_OBJECT_DENSITY,
       "soft"),
    OF("backbone_per_100.weight", "每百名学生骨干教师权重", LG_ITEM_WHOLE, LG_OBJECT_DENSITY,
       "weight"),
    OF("limits.time_seconds", "时间上限秒", LG_ITEM_SECONDS, LG_OBJECT_LIMITS, "time_seconds"),
    OF("limits.gap", "允许差距", LG_ITEM_SHARE, LG_OBJECT_LIMITS, "gap"),
    ROOT("teacher_id", "工号由各列组成", LG_ITEM_FIELDS),
    ROOT("copy_columns", "随名单复制的列", LG_ITEM_TEXTS),
    ROOT("teachers", "教师表", LG_ITEM_TABLE),
    ROOT("schools", "学校表", LG_ITEM_TABLE),
    ROOT("wishes", "志愿表", LG_ITEM_TABLE),
    ROOT("locks", "锁定表", LG_ITEM_TABLE),
    ROOT("demand", "学科余缺表", LG_ITEM_TABLE),
    ROOT("flexible_demand", "柔性需求表", LG_ITEM_TABLE),
    ROOT("distances", "距离表", LG_ITEM_TABLE),
    ROOT("pairs", "教师关联表", LG_ITEM_TABLE),
    ROOT("service", "交流记录表", LG_ITEM_TABLE),
    ROOT("baseline", "原方案表", LG_ITEM_TABLE),
    MANY("columns", "列名", LG_ITEM_HEADING, LG_OBJECT_PLAN, "columns"),
    MANY("relax", "放宽", LG_ITEM_RELAX, LG_OBJECT_PLAN, "relax"),
    MANY("repair.never", "修复不动", LG_ITEM_NEVER, LG_OBJECT_REPAIR, "never"),
    MANY("repair.weights", "修复权重", LG_ITEM_WEIGHT, LG_OBJECT_REPAIR, "weights"),
    {"lungang", "格式版本", LG_ITEM_WHOLE, false, LG_OBJECT_PLAN, "lungang"},
};

const lg_plan_item *lg_plan_items(int *count)
{
  *count = (int)G_N_ELEMENTS(items);
  return items;
}

const char *lg_item_kind_how(lg_item_kind kind)
{
  switch (kind) {
    case LG_ITEM_DATE:
      return N_("as 2025-09-01");
    case LG_ITEM_LANG:
      return N_("en or zh");
    case LG_ITEM_BAND:
      return N_("such as -1 to 1, or no limit");
    case LG_ITEM_AGE:
      return N_("years, or statutory-2025 in both rows");
    case LG_ITEM_TEXTS:
    case LG_ITEM_FIELDS:
      return N_("several have a comma between");
    case LG_ITEM_RANKS:
      return N_("several have a comma between; *leader is every rank that ends with leader");
    case LG_ITEM_SOFT:
      return N_("hard, or soft: it may fall short at a price");
    case LG_ITEM_TABLE:
      return N_(
          "a sheet of this workbook or a file, several with a comma between, a folder or a pattern "
          "such as sent/*.xlsx; empty: the sheet of that name");
    case LG_ITEM_UNITS:
      return N_("such as 2 to 4");
    case LG_ITEM_YES:
      return N_("yes or no");
    case LG_ITEM_CONDITION:
    case LG_ITEM_FILTER:
      return N_("a condition, such as: rotated, or age≥50 and not backbone");
    case LG_ITEM_HEADING:
      return N_("as teachers.joined=here since");
    case LG_ITEM_WEIGHT:
      return N_("as R6=5");
    case LG_ITEM_SHARE:
      return N_("0, or a share such as 1%");
    default:
      return NULL;
  }
}

/* Keys that stand in a part of an item or cell: the words of conditions and the like. */
static const char *part_of_item(const lg_plan_key *key, bool chinese)
{
  switch (key->object) {
    case LG_OBJECT_BACKBONE:
      return chinese ? "骨干称号：*学科带头人" : "backbone: *leader";
    case LG_OBJECT_RELAX:
      return chinese ? "放宽" : "relax";
    case LG_OBJECT_RANGE:
      return strcmp(key->name, "not") == 0 ? "≠" : strcmp(key->name, "min") == 0 ? "≥" : "≤";
    case LG_OBJECT_NOT:
      return "≠";
    case LG_OBJECT_FILTER: /* of its keys only `any` has no word of its own */
      return chinese ? "或" : "or";
    case LG_OBJECT_FLEXIBLE_ROUTE:
      return chinese ? "交流形式：柔性流动" : "routes: flexible";
    case LG_OBJECT_TEAM:
      return chinese ? "交流形式：形式" : "routes: name";
    default:
      break;
  }
  if (key->object != LG_OBJECT_PLAN) return NULL;
  for (int sheet = LG_PLAN_SHEET_QUOTAS; sheet < LG_PLAN_SHEET_COUNT; sheet++)
    if (strcmp(key->name, sheet_names[sheet][0]) == 0) return sheet_names[sheet][chinese];
  if (strcmp(key->name, "teams") == 0) return chinese ? "交流形式：每校至少几人" : "routes: team";
  return NULL;
}

/* The object as a whole, by the beginning that its items share: "eligibility.*". */
static char *object_item(const lg_plan_key *key, bool chinese)
{
  g_autofree char *start = g_strconcat(key->name, ".", NULL);
  for (size_t k = 0; k < G_N_ELEMENTS(items); k++)
    if (g_str_has_prefix(items[k].path, start) || strstr(items[k].path, start))
      return g_strdup_printf("%s…", chinese ? items[k].chinese : items[k].path);
  return NULL;
}

char *lg_plan_item_of_key(const lg_plan_key *key, bool chinese)
{
  for (size_t k = 0; k < G_N_ELEMENTS(items); k++)
    if (items[k].object == key->object && strcmp(items[k].key, key->name) == 0)
      return g_strdup_printf("%s%s", chinese ? items[k].chinese : items[k].path,
                             items[k].repeats ? "*" : "");
  for (int sheet = LG_PLAN_SHEET_QUOTAS; sheet < LG_PLAN_SHEET_COUNT; sheet++)
    for (int h = 0; h < sheet_heads[sheet].count; h++) {
      const lg_plan_head_word *head = &sheet_heads[sheet].heads[h];
      if (head->object != key->object || strcmp(head->key, key->name) != 0) continue;
      return g_strdup_printf(chinese ? "%s：%s" : "%s: %s", sheet_names[sheet][chinese],
                             chinese ? head->chinese : head->english);
    }
  if (key->object == LG_OBJECT_FILTER)
    for (const lg_value_word *word = lg_condition_words; word->english; word++)
      if (strcmp(word->english, key->name) == 0)
        return g_strdup(chinese ? word->chinese : word->english);
  const char *part = part_of_item(key, chinese);
  if (part) return g_strdup(part);
  return key->type == LG_TYPE_OBJECT ? object_item(key, chinese) : NULL;
}

static const char *const table_sheets[LG_TABLE_COUNT][2][4] = {
    [LG_TABLE_TEACHERS] = {{"Teachers"}, {"教师"}},
    [LG_TABLE_SCHOOLS] = {{"Schools"}, {"学校"}},
    [LG_TABLE_DEMAND] = {{"Demand"}, {"学科余缺"}},
    [LG_TABLE_WISHES] = {{"Wishes"}, {"志愿"}},
    [LG_TABLE_LOCKS] = {{"Locks"}, {"人工指定", "锁定"}},
    [LG_TABLE_DISTANCES] = {{"Distances"}, {"距离"}},
    [LG_TABLE_PAIRS] = {{"Pairs"}, {"教师关联", "结对"}},
    [LG_TABLE_SERVICE] = {{"Service"}, {"交流记录"}},
    [LG_TABLE_FLEXIBLE] = {{"Flexible demand"}, {"柔性需求"}},
    [LG_TABLE_ROSTER] = {{"Baseline"}, {"原方案"}},
};

const char *const *lg_plan_table_sheets(int kind, bool chinese)
{
  return table_sheets[kind][chinese];
}

/* ---- values ---- */

const lg_value_word lg_per_words[] = {
    {"学校", "from.school", false},    {"派出学校", "from.school", true},
    {"接收学校", "to.school", false},  {"派出协作体", "from.group", false},
    {"接收协作体", "to.group", false}, {"派出层次", "from.tier", false},
    {"接收层次", "to.tier", false},    {"学段", "stage", false},
    {"学科", "subject", false},        {NULL, NULL, false}};

const lg_value_word lg_condition_words[] = {{"交流", "moved", false},
                                            {"符合条件", "eligible", false},
                                            {"骨干", "backbone", false},
                                            {"专任", "full_time", false},
                                            {"已交流", "rotated", false},
                                            {"同协作体", "same_group", false},
                                            {"返回", "returns", false},
                                            {"柔性", "flexible", false},
                                            {"骨干级别", "rank", false},
                                            {"标签", "tag", false},
                                            {"学科", "subject", false},
                                            {"职称", "title", false},
                                            {"学段", "stage", false},
                                            {"性别", "gender", false},
                                            {"交流形式", "route", false},
                                            {"年龄", "age", false},
                                            {"本校年限", "years", false},
                                            {"志愿", "wish", false},
                                            {"派出学校", "from.school", false},
                                            {"派出层次", "from.tier", false},
                                            {"派出协作体", "from.group", false},
                                            {"派出学段", "from.stage", false},
                                            {"接收学校", "to.school", false},
                                            {"接收层次", "to.tier", false},
                                            {"接收协作体", "to.group", false},
                                            {"柔性学校", "guest.school", false},
                                            {"柔性层次", "guest.tier", false},
                                            {"柔性协作体", "guest.group", false},
                                            {"柔性同协作体", "guest.same_group", false},
                                            {NULL, NULL, false}};
