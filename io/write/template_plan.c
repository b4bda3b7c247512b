#include "template_plan.h"

#include <string.h>

#include "io/words/plan_keys.h"
#include "io/words/shapes.h"
#include "template_book.h"

/* Lines that are put together. */
#define LG_TABLES_HERE "tables"
#define LG_RANKS_HERE  "ranks"

/* A line of the plan: `json` with a text in the place of %s, `text`, or the note of an object. */
struct plan_line {
  const char *json, *text;
  lg_key_object note_of; /* LG_OBJECT_COUNT: no note */
};
#define LINE(json, text)        \
  {                             \
    json, text, LG_OBJECT_COUNT \
  }
#define NOTE(json, object) \
  {                        \
    json, NULL, object     \
  }

static const struct plan_line plan_lines[] = {
    LINE("{", NULL),
    NOTE("  \"//\": \"%s\",", LG_OBJECT_PLAN),
    LINE("  \"lungang\": 1,", NULL),
    LINE("  \"title\": \"%s\",", N_("Teacher rotation")),
    LINE("  \"date\": \"2025-09-01\",", NULL),
    LINE("  \"term\": \"\",", NULL),
    LINE("  \"lang\": \"%s\",", NULL),
    LINE(LG_TABLES_HERE, NULL),
    LINE(LG_RANKS_HERE, NULL),
    LINE("  \"eligibility\": {", NULL),
    NOTE("    \"//\": \"%s\",", LG_OBJECT_ELIGIBILITY),
    LINE("    \"min_years\": 3,", NULL),
    LINE("    \"max_age\": {\"M\": 54, \"F\": 49},", NULL),
    LINE("    \"retirement_margin_years\": 5,", NULL),
    LINE("    \"retirement_age\": {\"M\": 60, \"F\": 55},", NULL),
    LINE("    \"retirement_senior_titles\": [],", NULL),
    LINE("    \"exempt_tags\": [\"%s\"],", N_("graduating class")),
    LINE("    \"exclude\": [{\"rotated\": true}]", NULL),
    LINE("  },", NULL),
    LINE("  \"routes\": [", NULL),
    LINE("    {\"id\": \"partner\", \"name\": \"%s\", \"same_group\": true,",
         N_("Between partner schools")),
    NOTE("      \"//\": \"%s\"},", LG_OBJECT_ROUTE),
    LINE("    {\"id\": \"support\", \"name\": \"%s\", \"from\": {\"tier\": [\"strong\", "
         "\"ordinary\"]}, \"to\": {\"tier\": \"weak\"}},",
         N_("Support of weaker schools")),
    LINE("    {\"id\": \"learn\", \"name\": \"%s\", \"from\": {\"tier\": \"weak\"}, \"to\": "
         "{\"tier\": "
         "[\"strong\", \"ordinary\"]}}",
         N_("Learning at a strong school")),
    LINE("  ],", NULL),
    LINE("  \"commute\": {\"max_km\": 15, \"max_extra_km\": 10,", NULL),
    NOTE("    \"//\": \"%s\"},", LG_OBJECT_COMMUTE),
    LINE("  \"staffing\": {\"subject_band\": [-1, 1], \"headcount_band\": [-2, 2],", NULL),
    NOTE("    \"//\": \"%s\"},", LG_OBJECT_STAFFING),
    LINE("  \"quotas\": [", NULL),
    LINE("    {\"id\": \"rotation\", \"name\": \"%s\",", N_("Rotation of those eligible")),
    NOTE("      \"//\": \"%s\",", LG_OBJECT_QUOTA),
    LINE("      \"count\": {\"moved\": true}, \"of\": {\"eligible\": true}, \"min\": \"10%%\", "
         "\"soft\": true, \"weight\": 1},",
         NULL),
    LINE("    {\"id\": \"backbone_share\", \"name\": \"%s\",",
         N_("Backbone teachers among those who move")),
    LINE("      \"count\": {\"moved\": true, \"backbone\": true}, \"of\": {\"moved\": true}, "
         "\"min\": "
         "\"20%%\", \"soft\": true, \"weight\": 1},",
         NULL),
    LINE("    {\"id\": \"outflow\", \"name\": \"%s\",", N_("Moves out of one school")),
    LINE("      \"count\": {\"moved\": true}, \"of\": {}, \"max\": \"30%%\", \"per\": "
         "\"from.school\", "
         "\"include_rotated\": false}",
         NULL),
    LINE("  ],", NULL),
    LINE("  \"teams\": [{\"route\": \"support\", \"min\": 1,", NULL),
    NOTE("    \"//\": \"%s\"}],", LG_OBJECT_TEAM),
    LINE("  \"backbone_per_100\": {\"min\": \"1\", \"soft\": true, \"weight\": 1,", NULL),
    NOTE("    \"//\": \"%s\"},", LG_OBJECT_DENSITY),
    LINE("  \"goals\": [", NULL),
    LINE("    \"shortfall\", \"staffing\", \"equity\",", NULL),
    LINE("    {\"id\": \"wishes\", \"points\": [3, 2, 1],", NULL),
    NOTE("      \"//\": \"%s\"},", LG_OBJECT_GOAL),
    LINE("    {\"id\": \"commute\", \"tolerance\": \"0%%\"},", NULL),
    LINE("    {\"id\": \"lottery\", \"seed\": \"2025\"}", NULL),
    LINE("  ],", NULL),
    LINE("  \"copy_columns\": [],", NULL),
    LINE("  \"columns\": {},", NULL),
    LINE("  \"teacher_id\": [],", NULL),
    NOTE("  \"//\": \"%s\",", LG_OBJECT_COLUMNS),
    LINE("  \"limits\": {\"time_seconds\": 300, \"gap\": 0,", NULL),
    NOTE("    \"//\": \"%s\"},", LG_OBJECT_LIMITS),
    LINE("  \"relax\": [],", NULL),
    NOTE("  \"//\": \"%s\",", LG_OBJECT_RELAX),
    LINE("  \"repair\": {\"never\": [], \"weights\": {\"R6\": 1},", NULL),
    NOTE("    \"//\": \"%s\"}", LG_OBJECT_REPAIR),
    LINE("}", NULL),
};

static void plan_tables(GString *plan, const lg_lang *lang, bool csv)
{
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++) {
    if (kind == LG_TABLE_ROSTER || kind == LG_TABLE_FLEXIBLE) continue;
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
      const char *text = line->text;
      if (line->note_of != LG_OBJECT_COUNT) text = lg_key_object_note(line->note_of);
      g_string_append_printf(plan, line->json, text ? lg_tr(lang, text) : lg_lang_code(lang));
      g_string_append_c(plan, '\n');
    }
  }
  return plan;
}
