/* generate.c - lg_generate: writes the folder of an invented district, the same for the same
 * options everywhere.
 *
 *   lg_generate --seed 7 --teachers 1540 --schools 40 -o /tmp/seven
 *   lg_generate --example nanchang-2010 -o examples/nanchang-2010
 */
#include <glib.h>
#include <string.h>

#include "town.h"

typedef struct {
  int64_t seed;
  int teachers, schools, others, year;
  char *folder, *lang, *plan, *example, *rotated;
  gboolean no_coordinates, gbk_teachers;
} request;

/* The district of examples/nanchang-2010; README.md there says what is published and what is
 * invented. It lies where the one that published its figures lies, in Wuxi. */
static void example_set(town_size *size, town_style *style)
{
  *size = (town_size){.seed = 2010,
                      .teachers = 1540,
                      .others = 38,
                      .schools = 40,
                      .backbone_permille = 305, /* 470 */
                      .rotated_permille = 180,  /* 277 */
                      .wish_percent = 12,
                      .year = 2010};
  *style = (town_style){.lang = TOWN_ZH,
                        .plan = "default",
                        .coordinates = true,
                        .gbk_teachers = true,
                        .corner = {120280000, 31540000, 94733}};
}

static bool fail(const char *text, const char *value)
{
  g_printerr("lg_generate: %s%s%s\n", text, value != NULL ? ": " : "", value != NULL ? value : "");
  return false;
}

static bool plan_is_known(const char *name)
{
  for (int k = 0; town_plan_name(k) != NULL; k++)
    if (strcmp(town_plan_name(k), name) == 0) return true;
  return false;
}

static bool request_read(const request *ask, town_size *size, town_style *style)
{
  if (ask->example != NULL) {
    if (strcmp(ask->example, "nanchang-2010") != 0) return fail("unknown example", ask->example);
    example_set(size, style);
    return true;
  }
  if (ask->schools < 1 || ask->schools > 10000 || ask->teachers < ask->schools ||
      ask->teachers > 500000 || ask->others > 500000)
    return fail("1 to 10,000 schools, at least one teacher a school, at most 500,000", NULL);
  if (strcmp(ask->lang, "zh") != 0 && strcmp(ask->lang, "en") != 0)
    return fail("zh or en", ask->lang);
  if (!plan_is_known(ask->plan)) return fail("unknown plan", ask->plan);
  if (ask->year < 1990 || ask->year > 2090) return fail("a year from 1990 to 2090", NULL);
  int64_t rotated = g_ascii_strtoll(ask->rotated, NULL, 10);
  if (rotated < 0 || rotated > 100) return fail("a whole percentage", ask->rotated);
  *size = (town_size){.seed = (uint64_t)ask->seed,
                      .teachers = ask->teachers,
                      .others = ask->others < 0 ? ask->teachers / 40 : ask->others,
                      .schools = ask->schools,
                      .backbone_permille = 305,
                      .rotated_permille = (int)rotated * 10,
                      .wish_percent = 26, /* about 15 % of all */
                      .year = ask->year};
  *style = (town_style){.lang = strcmp(ask->lang, "zh") == 0 ? TOWN_ZH : TOWN_EN,
                        .plan = ask->plan,
                        .coordinates = !ask->no_coordinates,
                        .gbk_teachers = ask->gbk_teachers,
                        .corner = {115880000, 28640000, 97553}};
  return true;
}

static int district_write(const request *ask)
{
  town_size size;
  town_style style;
  if (ask->folder == NULL) {
    fail("-o DIR is missing", NULL);
    return 2;
  }
  if (!request_read(ask, &size, &style)) return 2;
  GError *error = NULL;
  town *place = town_new(&size);
  bool good = g_mkdir_with_parents(ask->folder, 0777) == 0;
  if (good)
    good = town_write(place, &style, ask->folder, &error);
  else
    fail("cannot make the folder", ask->folder);
  if (error != NULL) fail(error->message, NULL);
  g_clear_error(&error);
  town_free(place);
  return good ? 0 : 1;
}

int main(int argc, char **argv)
{
  request ask = {.seed = 1, .teachers = 1540, .schools = 40, .others = -1, .year = 2026};
  const GOptionEntry entries[] = {
      {"seed", 0, 0, G_OPTION_ARG_INT64, &ask.seed, "seed of all draws (1)", "N"},
      {"teachers", 0, 0, G_OPTION_ARG_INT, &ask.teachers, "full-time teachers (1540)", "N"},
      {"schools", 0, 0, G_OPTION_ARG_INT, &ask.schools, "schools (40)", "N"},
      {"others", 0, 0, G_OPTION_ARG_INT, &ask.others, "teachers who are not full-time (a fortieth)",
       "N"},
      {"rotated", 0, 0, G_OPTION_ARG_STRING, &ask.rotated,
       "full-time teachers rotated already (18%)", "P%"},
      {"year", 0, 0, G_OPTION_ARG_INT, &ask.year, "the plan's date is 1 September of it (2026)",
       "YEAR"},
      {"lang", 0, 0, G_OPTION_ARG_STRING, &ask.lang, "zh or en (zh)", "LANG"},
      {"plan", 0, 0, G_OPTION_ARG_STRING, &ask.plan, "variant of the plan (default)", "NAME"},
      {"no-coordinates", 0, 0, G_OPTION_ARG_NONE, &ask.no_coordinates,
       "no places of schools and homes", NULL},
      {"gbk-teachers", 0, 0, G_OPTION_ARG_NONE, &ask.gbk_teachers, "teachers.csv in GBK", NULL},
      {"example", 0, 0, G_OPTION_ARG_STRING, &ask.example,
       "nanchang-2010: the district of examples/", "NAME"},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &ask.folder, "folder to write", "DIR"},
      {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
  GOptionContext *context = g_option_context_new("- writes an invented district");
  g_option_context_add_main_entries(context, entries, NULL);
  GString *summary = g_string_new("Plans:");
  for (int k = 0; town_plan_name(k) != NULL; k++)
    g_string_append_printf(summary, " %s", town_plan_name(k));
  g_option_context_set_summary(context, summary->str);
  GError *error = NULL;
  int status = 2;
  if (g_option_context_parse(context, &argc, &argv, &error) && argc == 1) {
    /* Only now: GOption does not free what an option replaces. */
    if (ask.lang == NULL) ask.lang = g_strdup("zh");
    if (ask.plan == NULL) ask.plan = g_strdup("default");
    if (ask.rotated == NULL) ask.rotated = g_strdup("18%");
    status = district_write(&ask);
  } else {
    fail(error != NULL ? error->message : "unexpected argument", error != NULL ? NULL : argv[1]);
  }
  g_clear_error(&error);
  g_option_context_free(context);
  g_string_free(summary, TRUE);
  g_free(ask.lang);
  g_free(ask.plan);
  g_free(ask.rotated);
  g_free(ask.example);
  g_free(ask.folder);
  return status;
}
