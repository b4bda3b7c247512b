/* town_plan.c - plan.json for an invented district: the plan of SPEC 2.4 and its variants. */
#include <string.h>

#include "town.h"

#define GOALS_USUAL "\"shortfall\", \"equity\", " GOALS_LATER
#define GOALS_LATER                                                                            \
  "{\"id\": \"wishes\", \"points\": [3, 2, 1]}, \"commute\", {\"id\": \"lottery\", \"seed\": " \
  "\"2010\"}"

/* What a variant says in the place of the default; NULL: as the default. */
typedef struct {
  const char *name;
  const char *goals;
  const char *rotation, *backbone; /* min of the two targets */
  const char *teams;
  const char *density;    /* backbone_per_100 */
  const char *bands;      /* the object `staffing` */
  const char *retirement; /* retirement_age */
  const char *more_quotas;
  bool share_hard, demand, pairs, few_rules, no_locks, flexible;
} variant;

static const variant variants[] = {
    {.name = "default"},
    {.name = "hard", .rotation = "44%", .backbone = "27%", .share_hard = true},
    {.name = "zero",
     .no_locks = true,
     .rotation = "28%",
     .backbone = "12%",
     .bands = "{\"subject_band\": [0, 0], \"headcount_band\": [0, 0]}"},
    {.name = "weighted",
     .density = "{\"min\": \"3\", \"soft\": true, \"weight\": 5}",
     .more_quotas =
         "{\"id\": \"by_subject\", \"count\": {\"moved\": true, \"backbone\": true}, \"of\": "
         "{\"moved\": true}, \"min\": \"60%\", \"per\": \"subject\", \"soft\": true, \"weight\": "
         "3},\n    {\"id\": \"men\", \"count\": {\"moved\": true, \"gender\": \"M\"}, \"of\": "
         "{\"moved\": true}, \"min\": \"40%\", \"per\": \"to.school\", \"soft\": true, \"weight\": "
         "2}"},
    {.name = "staffing",
     .goals = "\"shortfall\", \"staffing\", \"equity\", " GOALS_LATER,
     .demand = true},
    {.name = "tenure", .goals = "\"shortfall\", \"tenure\", \"equity\", \"lottery\""},
    {.name = "moves", .goals = "\"shortfall\", \"moves\", \"equity\", \"commute\", \"lottery\""},
    {.name = "tolerances",
     .goals = "\"shortfall\", {\"id\": \"equity\", \"tolerance\": \"2%\"}, {\"id\": \"wishes\", "
              "\"tolerance\": \"5%\"}, {\"id\": \"commute\", \"tolerance\": \"1%\"}, \"moves\", "
              "\"lottery\""},
    {.name = "teams",
     .teams = "{\"route\": \"support\", \"min\": 3}, {\"route\": \"learn\", \"min\": 2}"},
    {.name = "density", .density = "{\"min\": \"1.5\", \"soft\": true, \"weight\": 2}"},
    {.name = "flexible",
     .goals = "\"shortfall\", \"flexible\", \"equity\", " GOALS_LATER,
     .flexible = true},
    {.name = "pairs", .pairs = true},
    {.name = "wide", .bands = "{\"subject_band\": [-2, 2]}"},
    {.name = "statutory", .retirement = "\"statutory-2025\""},
    {.name = "subjects",
     .more_quotas =
         "{\"id\": \"by_subject\", \"count\": {\"moved\": true, \"backbone\": true}, \"of\": "
         "{\"moved\": true}, \"min\": \"15%\", \"per\": \"subject\", \"soft\": true, \"weight\": "
         "2}"},
    {.name = "few", .goals = "\"equity\", \"commute\"", .few_rules = true},
    {.name = "impossible", .rotation = "60%", .backbone = "45%"},
};

const char *town_plan_name(int k)
{
  return k < (int)G_N_ELEMENTS(variants) ? variants[k].name : NULL;
}

static const variant *variant_find(const char *name)
{
  for (size_t k = 0; k < G_N_ELEMENTS(variants); k++)
    if (strcmp(name, variants[k].name) == 0) return &variants[k];
  return NULL;
}

static const char *or_else(const char *text, const char *other)
{
  return text != NULL ? text : other;
}

static void head_append(const town *place, const town_style *style, const variant *form,
                        GString *out)
{
  bool zh = style->lang == TOWN_ZH;
  g_string_append_printf(
      out, "{\n  \"//\": \"%s\",\n  \"lungang\": 1,\n",
      zh ? "合成数据：学校、教师、住址、电话均为虚构，由 lg_generate "
           "生成，不对应任何真实的人或单位。"
         : "Synthetic data: schools, teachers, homes and numbers are invented by lg_generate.");
  g_string_append_printf(out,
                         zh ? "  \"title\": \"%d 学年教师轮岗交流（合成示例）\",\n"
                            : "  \"title\": \"Teacher rotation %d (synthetic)\",\n",
                         place->size.year);
  g_string_append_printf(out, "  \"date\": \"%d-09-01\",\n  \"lang\": \"%s\",\n", place->size.year,
                         zh ? "zh" : "en");
  g_string_append(out,
                  "  \"teachers\": \"teachers.csv\", \"schools\": \"schools.csv\",\n"
                  "  \"wishes\": \"wishes.csv\"");
  g_string_append(out, form->no_locks ? ",\n" : ", \"locks\": \"locks.csv\",\n");
  if (form->demand) g_string_append(out, "  \"demand\": \"demand.csv\",\n");
  if (form->flexible)
    g_string_append(out,
                    "  \"flexible_demand\": \"flexible_demand.csv\",\n  \"flexible\": "
                    "{\"units\": [2, 4], \"max_km\": 12},\n");
  if (form->pairs) g_string_append(out, "  \"pairs\": \"pairs.csv\",\n");
  g_string_append_printf(
      out, "  \"backbone\": [\"%s\", \"%s\", \"%s\", \"%s\"],\n",
      town_rank_word(TOWN_SPECIAL, style->lang), town_rank_word(TOWN_LEADER, style->lang),
      town_rank_word(TOWN_EXPERT, style->lang), town_rank_word(TOWN_NEWCOMER, style->lang));
}

static void rules_append(const town_style *style, const variant *form, GString *out)
{
  bool zh = style->lang == TOWN_ZH;
  g_string_append_printf(
      out,
      "  \"eligibility\": {\n"
      "    \"min_years\": 3, \"max_age\": {\"M\": 54, \"F\": 49}, \"retirement_margin_years\": 5,\n"
      "    \"retirement_age\": %s,\n"
      "    \"exempt_tags\": [\"%s\"], \"exclude\": [{\"rotated\": true}]\n  },\n",
      or_else(form->retirement, "{\"M\": 60, \"F\": 55}"), zh ? "毕业班" : "leaving year");
  g_string_append_printf(
      out,
      "  \"routes\": [\n"
      "    {\"id\": \"partner\", \"name\": \"%s\", \"same_group\": true},\n"
      "    {\"id\": \"support\", \"name\": \"%s\",\n"
      "     \"from\": {\"tier\": [\"strong\", \"ordinary\"]}, \"to\": {\"tier\": \"weak\"}},\n"
      "    {\"id\": \"learn\", \"name\": \"%s\",\n"
      "     \"from\": {\"tier\": \"weak\"}, \"to\": {\"tier\": [\"strong\", \"ordinary\"]}}\n  "
      "],\n",
      zh ? "结对互助交流" : "exchange of partners", zh ? "支教帮扶" : "support of weak schools",
      zh ? "跟岗学习" : "learning at a strong school");
  g_string_append(out, "  \"commute\": {\"max_km\": 15, \"max_extra_km\": 10},\n");
  g_string_append_printf(
      out, "  \"staffing\": %s,\n",
      or_else(form->bands, "{\"subject_band\": [-1, 1], \"headcount_band\": [-2, 2]}"));
}

static void quotas_append(const town_style *style, const variant *form, GString *out)
{
  bool zh = style->lang == TOWN_ZH;
  const char *share_end = form->share_hard ? "" : ", \"soft\": true, \"weight\": 1";
  g_string_append_printf(
      out,
      "  \"quotas\": [\n"
      "    {\"id\": \"rotation\", \"name\": \"%s\",\n"
      "     \"count\": {\"moved\": true, \"full_time\": true},\n"
      "     \"of\": {\"full_time\": true}, \"min\": \"%s\", \"include_rotated\": true}",
      zh ? "专任教师交流轮岗比例" : "full-time teachers rotated", or_else(form->rotation, "37%"));
  if (!form->few_rules) {
    g_string_append_printf(
        out,
        ",\n    {\"id\": \"backbone_to_weak\", \"name\": \"%s\",\n"
        "     \"count\": {\"moved\": true, \"backbone\": true,\n"
        "               \"from.tier\": [\"strong\", \"ordinary\"], \"to.tier\": \"weak\"},\n"
        "     \"of\": {\"backbone\": true}, \"min\": \"%s\"},\n"
        "    {\"id\": \"backbone_share\", \"name\": \"%s\",\n"
        "     \"count\": {\"moved\": true, \"backbone\": true},\n"
        "     \"of\": {\"moved\": true}, \"min\": \"20%%\"%s},\n"
        "    {\"id\": \"keep_backbone\", \"name\": \"%s\",\n"
        "     \"count\": {\"moved\": true, \"backbone\": true},\n"
        "     \"of\": {\"backbone\": true}, \"max\": \"50%%\", \"per\": \"from.school\"},\n"
        "    {\"id\": \"outflow\", \"name\": \"%s\",\n"
        "     \"count\": {\"moved\": true}, \"of\": {}, \"max\": \"30%%\", \"per\": "
        "\"from.school\"}",
        zh ? "骨干教师到相对薄弱学校比例" : "backbone teachers to weak schools",
        or_else(form->backbone, "22%"),
        zh ? "交流教师中骨干教师比例" : "backbone teachers among those who move", share_end,
        zh ? "每校派出骨干教师比例" : "backbone teachers who leave a school",
        zh ? "每校派出教师比例" : "teachers who leave a school");
  }
  if (form->more_quotas != NULL) g_string_append_printf(out, ",\n    %s", form->more_quotas);
  g_string_append(out, "\n  ],\n");
}

char *town_plan_text(const town *place, const town_style *style)
{
  const variant *form = variant_find(style->plan);
  if (form == NULL) return NULL;
  GString *out = g_string_new(NULL);
  head_append(place, style, form, out);
  rules_append(style, form, out);
  quotas_append(style, form, out);
  if (!form->few_rules)
    g_string_append_printf(out, "  \"teams\": [%s],\n",
                           or_else(form->teams, "{\"route\": \"support\", \"min\": 2}"));
  if (form->density != NULL)
    g_string_append_printf(out, "  \"backbone_per_100\": %s,\n", form->density);
  g_string_append_printf(out, "  \"goals\": [%s],\n", or_else(form->goals, GOALS_USUAL));
  g_string_append_printf(out, "  \"copy_columns\": [\"%s\"],\n",
                         style->lang == TOWN_ZH ? "电话" : "phone");
  g_string_append(out, "  \"limits\": {\"time_seconds\": 60, \"gap\": 0}\n}\n");
  return g_string_free(out, FALSE);
}
