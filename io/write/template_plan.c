#include "template_plan.h"

#include <string.h>

#include "io/words/shapes.h"
#include "template_book.h"

/* Lines that are put together. */
#define LG_TABLES_HERE "tables"
#define LG_RANKS_HERE  "ranks"

/* A line of the plan. `note`: the text of a "//" key, put into `json` in the place of %s. */
struct plan_line {
  const char *json, *note;
};

static const struct plan_line plan_lines[] = {
    {"{", NULL},
    {"  \"//\": \"%s\",",
     N_("Notes like this one are ignored. Only lungang, date, teachers and "
        "schools are required. Tables without rows may "
        "stay. baseline (not here) names a roster.csv of a former run, for "
        "the goal changes; it cannot be empty. Words of the tables: stage primary, "
        "junior (of a school also both); tier strong, ordinary, weak; dates "
        "as 1978-03; yes or no; wishes 1, 2, 3; kind of a lock must, forbid "
        "(school may be stay); rule of a pair same_school, same_group, "
        "not_both_move.")},
    {"  \"lungang\": 1,", NULL},
    {"  \"title\": \"%s\",", N_("Teacher rotation")},
    {"  \"date\": \"2025-09-01\",", NULL},
    {"  \"term\": \"\",", NULL},
    {"  \"lang\": \"%s\",", NULL},
    {LG_TABLES_HERE, NULL},
    {LG_RANKS_HERE, NULL},
    {"  \"eligibility\": {", NULL},
    {"    \"//\": \"%s\",", N_("Who may move: years at this school, age by gender, years left to "
                               "retirement (or \\\"statutory-2025\\\" in place "
                               "of the ages), tags and groups of teachers that stay.")},
    {"    \"min_years\": 3,", NULL},
    {"    \"max_age\": {\"M\": 54, \"F\": 49},", NULL},
    {"    \"retirement_margin_years\": 5,", NULL},
    {"    \"retirement_age\": {\"M\": 60, \"F\": 55},", NULL},
    {"    \"retirement_senior_titles\": [],", NULL},
    {"    \"exempt_tags\": [\"%s\"],", N_("graduating class")},
    {"    \"exclude\": [{\"rotated\": true}]", NULL},
    {"  },", NULL},
    {"  \"routes\": [", NULL},
    {"    {\"id\": \"partner\", \"name\": \"%s\", \"same_group\": true,",
     N_("Between partner schools")},
    {"      \"//\": \"%s\"},",
     N_("A move follows the first route whose keys hold; name is what the roster shows.")},
    {"    {\"id\": \"support\", \"name\": \"%s\", \"from\": {\"tier\": [\"strong\", "
     "\"ordinary\"]}, \"to\": {\"tier\": \"weak\"}},",
     N_("Support of weaker schools")},
    {"    {\"id\": \"learn\", \"name\": \"%s\", \"from\": {\"tier\": \"weak\"}, \"to\": {\"tier\": "
     "[\"strong\", \"ordinary\"]}}",
     N_("Learning at a strong school")},
    {"  ],", NULL},
    {"  \"commute\": {\"max_km\": 15, \"max_extra_km\": 10,", NULL},
    {"    \"//\": \"%s\"},",
     N_("New distance from home, and how much longer than the old one it may be.")},
    {"  \"staffing\": {\"subject_band\": [-1, 1], \"headcount_band\": [-2, 2],", NULL},
    {"    \"//\": \"%s\"},", N_("How many teachers a subject of a school and a school as a whole "
                                "may lose and gain; null: no limit.")},
    {"  \"quotas\": [", NULL},
    {"    {\"id\": \"rotation\", \"name\": \"%s\",", N_("Rotation of those eligible")},
    {"      \"//\": \"%s\",", N_("min and max: a share in quotes, or a number of heads. Take soft "
                                 "and weight away to make a quota binding.")},
    {"      \"count\": {\"moved\": true}, \"of\": {\"eligible\": true}, \"min\": \"10%%\", "
     "\"soft\": true, \"weight\": 1},",
     NULL},
    {"    {\"id\": \"backbone_share\", \"name\": \"%s\",",
     N_("Backbone teachers among those who move")},
    {"      \"count\": {\"moved\": true, \"backbone\": true}, \"of\": {\"moved\": true}, \"min\": "
     "\"20%%\", \"soft\": true, \"weight\": 1},",
     NULL},
    {"    {\"id\": \"outflow\", \"name\": \"%s\",", N_("Moves out of one school")},
    {"      \"count\": {\"moved\": true}, \"of\": {}, \"max\": \"30%%\", \"per\": \"from.school\", "
     "\"include_rotated\": false}",
     NULL},
    {"  ],", NULL},
    {"  \"teams\": [{\"route\": \"support\", \"min\": 1,", NULL},
    {"    \"//\": \"%s\"}],",
     N_("A school that receives teachers by this route receives at least so many.")},
    {"  \"backbone_per_100\": {\"min\": \"1\", \"soft\": true, \"weight\": 1,", NULL},
    {"    \"//\": \"%s\"},", N_("Backbone teachers per 100 students of each school and stage.")},
    {"  \"goals\": [", NULL},
    {"    \"shortfall\", \"staffing\", \"equity\",", NULL},
    {"    {\"id\": \"wishes\", \"points\": [3, 2, 1],", NULL},
    {"      \"//\": \"%s\"},", N_("Goals are strict: a later one never worsens an earlier one "
                                  "beyond its tolerance. Also: tenure, moves, changes.")},
    {"    {\"id\": \"commute\", \"tolerance\": \"0%%\"},", NULL},
    {"    {\"id\": \"lottery\", \"seed\": \"2025\"}", NULL},
    {"  ],", NULL},
    {"  \"copy_columns\": [],", NULL},
    {"  \"columns\": {},", NULL},
    {"  \"teacher_id\": [],", NULL},
    {"  \"//\": \"%s\",",
     N_("columns: headings of your own, by table and field, as in {\\\"teachers\\\": "
        "{\\\"joined\\\": \\\"here since\\\"}}. teacher_id: fields that ids are made of where the "
        "table has none, as in [\\\"name\\\", \\\"school\\\"]. backbone also takes ends of ranks, "
        "as "
        "in {\\\"ends_with\\\": \\\"leader\\\"}. Schools may have a column short_name.")},
    {"  \"limits\": {\"time_seconds\": 300, \"gap\": 0,", NULL},
    {"    \"//\": \"%s\"},", N_("The whole run ends in this time. gap: 0 proves the roster best.")},
    {"  \"relax\": [],", NULL},
    {"  \"//\": \"%s\",",
     N_("relax: limits that give way by heads, each written as explanation.json "
        "proposes it; summary.json repeats them.")},
    {"  \"repair\": {\"never\": [], \"weights\": {\"R6\": 1},", NULL},
    {"    \"//\": \"%s\"}", N_("What such proposals may touch, and the price of a head: R6 to R12, "
                               "changes, or the id of a quota.")},
    {"}", NULL},
};

static void plan_tables(GString *plan, const lg_lang *lang, bool csv)
{
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++) {
    if (kind == LG_TABLE_ROSTER) continue;
    const char *key = lg_shape_of((lg_table_kind)kind)->name;
    if (csv)
      g_string_append_printf(plan, "  \"%s\": \"%s.csv\",\n", key, key);
    else
      g_string_append_printf(plan, "  \"%s\": \"%s#%s\",\n", key, LG_TEMPLATE_BOOK,
                             lg_template_sheet((lg_table_kind)kind, lang));
  }
}

static void plan_ranks(GString *plan, const lg_lang *lang)
{
  g_string_append(plan, "  \"backbone\": [");
  for (int k = 0; lg_template_rank(k, lang); k++)
    g_string_append_printf(plan, "%s\"%s\"", k ? ", " : "", lg_template_rank(k, lang));
  g_string_append(plan, "],\n");
}

GString *lg_template_plan(const lg_lang *lang, bool csv)
{
  GString *plan = g_string_new(NULL);
  for (size_t k = 0; k < G_N_ELEMENTS(plan_lines); k++) {
    const struct plan_line *line = &plan_lines[k];
    if (strcmp(line->json, LG_TABLES_HERE) == 0) {
      plan_tables(plan, lang, csv);
    } else if (strcmp(line->json, LG_RANKS_HERE) == 0) {
      plan_ranks(plan, lang);
    } else {
      const char *note = line->note ? lg_tr(lang, line->note) : lg_lang_code(lang);
      g_string_append_printf(plan, line->json, note);
      g_string_append_c(plan, '\n');
    }
  }
  return plan;
}
