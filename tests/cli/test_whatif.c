/* test_whatif.c - scenarios, grids and the command `whatif` from the outside: every case of
 * QUESTIONS W15-W21 that is not in test_breakpoint.c. */
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "child.h"
#include "io/plan/json_draft.h"
#include "io/read.h"
#include "runner.h"

/* ---- values ---- */

static void test_values(void)
{
  static const struct {
    const char *text, *values; /* NULL: refused */
  } cases[] = {{"k=30%:33%:1%", "30% 31% 32% 33%"},
               {"k=30%:33%:2%", "30% 32%"},
               {"k=0.0%:1%:0.25%", "0% 0.25% 0.5% 0.75% 1%"},
               {"k=1/3:2/3:1/6", "1/3 1/2 2/3"},
               {"k=0/4:1/1:1/2", "0/1 1/2 1/1"},
               {"k=0.1:0.4:0.1", "0.1 0.2 0.3 0.4"},
               {"k=7.50:10.00:1.25", "7.5 8.75 10"},
               {"k=8:12:2", "8 10 12"},
               {"k=008:8:1", "8"},
               {"k = 30 % : 31％ : 1%", "30% 31%"},
               {"a.b=c=1:2:1", "1 2"},
               {"k=999999999.000000001:999999999.000000002:0.000000001",
                "999999999.000000001 999999999.000000002"},
               {"k=1:2", NULL},
               {"k=1:2:1:1", NULL},
               {"k", NULL},
               {"=1:2:1", NULL},
               {"k=1:2:0", NULL},
               {"k=2:1:1", NULL},
               {"k=-1:2:1", NULL},
               {"k=+1:2:1", NULL},
               {"k=1e1:20:1", NULL},
               {"k=30%:0.4:1%", NULL},
               {"k=1:2.0:1", NULL},
               {"k=1/0:1/1:1/2", NULL},
               {"k=1%/2:1:1", NULL},
               {"k=.5:1.5:0.5", NULL},
               {"k=1234567890:1234567890:1", NULL},
               {"k=1:100000:1", NULL},
               {"k=x:y:z", NULL}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    char *error = NULL;
    lg_vary *vary = lg_vary_parse(cases[k].text, NULL, &error);
    LG_EQUAL_INT(vary != NULL, cases[k].values != NULL, cases[k].text);
    LG_EQUAL_INT(error != NULL, cases[k].values == NULL, cases[k].text);
    if (vary && cases[k].values) {
      char *values = g_strjoinv(" ", vary->values);
      LG_EQUAL_TEXT(values, cases[k].values, cases[k].text);
      g_free(values);
    }
    lg_vary_free(vary);
    g_free(error);
  }
}

/* ---- patches ---- */

static lg_json_doc *parse(const char *text)
{
  lg_report *report = lg_report_new();
  lg_json_doc *doc = lg_json_parse(text, strlen(text), "t", report);
  lg_report_free(report);
  if (!doc) abort();
  return doc;
}

static void test_patch(void)
{
  static const struct {
    const char *plan, *patch, *merged;
  } cases[] = {
      /* RFC 7396 */
      {"{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
      {"{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}"},
      {"{\"a\":\"b\"}", "{\"a\":null}", "{}"},
      {"{\"a\":\"b\",\"b\":1}", "{\"a\":null}", "{\"b\":1}"},
      {"{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
      {"{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}"},
      {"{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}"},
      {"{\"a\":[1,2]}", "{\"a\":[{\"c\":null}]}", "{\"a\":[{\"c\":null}]}"},
      {"{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}"},
      {"{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}"},
      {"{\"a\":1}", "{\"a\":{\"b\":2}}", "{\"a\":{\"b\":2}}"},
      /* lists by id */
      {"{\"quotas\":[{\"id\":\"x\",\"min\":1},{\"id\":\"y\",\"min\":2}]}",
       "{\"quotas\":[{\"id\":\"y\",\"min\":3,\"max\":4},{\"id\":\"z\",\"min\":5,\"max\":null}]}",
       "{\"quotas\":[{\"id\":\"x\",\"min\":1},{\"id\":\"y\",\"min\":3,\"max\":4},{\"id\":\"z\","
       "\"min\":5}]}"},
      {"{\"quotas\":[{\"id\":\"x\",\"min\":1},{\"id\":\"y\",\"min\":2}]}",
       "{\"quotas\":{\"x\":null,\"y\":{\"min\":null,\"max\":7},\"z\":{\"max\":8},\"//\":\"note\"}}",
       "{\"quotas\":[{\"id\":\"y\",\"max\":7},{\"id\":\"z\",\"max\":8}]}"},
      {"{\"quotas\":[{\"id\":\"ｘ\",\"min\":1}]}", "{\"quotas\":{\"x\":{\"min\":2}}}",
       "{\"quotas\":[{\"id\":\"ｘ\",\"min\":2}]}"},
      {"{\"teams\":[{\"route\":\"r\",\"min\":2}]}", "{\"teams\":[{\"route\":\"r\",\"min\":3}]}",
       "{\"teams\":[{\"route\":\"r\",\"min\":3}]}"},
      {"{}", "{\"teams\":{\"r\":{\"min\":3}}}", "{\"teams\":[{\"route\":\"r\",\"min\":3}]}"},
      {"{\"routes\":[{\"id\":\"r\"}]}", "{\"routes\":{\"r\":null}}", "{\"routes\":[]}"},
      {"{\"routes\":[{\"id\":\"r\"}]}", "{\"routes\":null}", "{}"},
      {"{}", "{\"routes\":{\"r\":null}}", "{}"},
      /* every other list replaces */
      {"{\"goals\":[{\"id\":\"moves\"}]}", "{\"goals\":[{\"id\":\"equity\"}]}",
       "{\"goals\":[{\"id\":\"equity\"}]}"},
      {"{\"a\":{\"quotas\":[{\"id\":\"x\"}]}}", "{\"a\":{\"quotas\":[{\"id\":\"y\"}]}}",
       "{\"a\":{\"quotas\":[{\"id\":\"y\"}]}}"},
      {"{\"//\":\"old\",\"a\":1}", "{\"//\":\"new\"}", "{\"a\":1}"}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_json_doc *plan = parse(cases[k].plan), *patch = parse(cases[k].patch);
    lg_json_draft *draft = lg_json_draft_new(lg_json_root(plan));
    lg_json_draft_patch(draft, lg_json_root(patch));
    GString *text = g_string_new(NULL);
    lg_json_print(text, lg_json_draft_root(draft), NULL);
    LG_EQUAL_TEXT(text->str, cases[k].merged, cases[k].patch);
    g_string_free(text, TRUE);
    lg_json_draft_free(draft);
    lg_json_doc_free(plan);
    lg_json_doc_free(patch);
  }
}

static void test_paths(void)
{
  static const char plan[] =
      "{\"quotas\":[{\"id\":\"a\",\"min\":1,\"count\":{\"from.tier\":\"weak\"}},"
      "{\"id\":\"a.min\",\"max\":2}],\"teams\":[{\"route\":\"r\",\"min\":3}],"
      "\"goals\":[\"moves\",{\"id\":\"commute\",\"tolerance\":\"1%\"}],"
      "\"staffing\":{\"subject_band\":[-1,1]}}";
  static const struct {
    const char *path, *found; /* NULL: nothing there; "": made */
  } cases[] = {{"quotas.a.min", "1"},
               {"quotas.a.min.max", "2"},
               {"quotas.a.max", ""},
               {"quotas.a.count.from.tier", "\"weak\""},
               {"quotas.b.min", NULL},
               {"quotas.0.min", NULL},
               {"teams.r.min", "3"},
               {"goals.commute.tolerance", "\"1%\""},
               {"goals.moves.tolerance", ""},
               {"goals.equity.tolerance", NULL},
               {"staffing.subject_band.1", "1"},
               {"staffing.subject_band.2", NULL},
               {"staffing.headcount_band", ""},
               {"commute.max_km", ""},
               {"commute..max_km", NULL},
               {"quotas.a.", NULL}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_json_doc *doc = parse(plan);
    lg_json_draft *draft = lg_json_draft_new(lg_json_root(doc));
    bool made = false;
    const lg_json *value = lg_json_draft_find(draft, cases[k].path, &made);
    LG_EQUAL_INT(value != NULL, cases[k].found != NULL, cases[k].path);
    if (value && cases[k].found) {
      LG_EQUAL_INT(made, !*cases[k].found, cases[k].path);
      char *path = lg_json_path(value), *raw = g_strndup(value->raw, value->raw_length);
      LG_EQUAL_TEXT(path, cases[k].path, "a path names what it finds");
      if (!made) LG_EQUAL_TEXT(raw, cases[k].found, cases[k].path);
      g_free(path);
      g_free(raw);
    }
    lg_json_draft_free(draft);
    lg_json_doc_free(doc);
  }
}

/* ---- the command ---- */

static char *work;

static void work_begin(void)
{
  work = g_dir_make_tmp("lungang-whatif-XXXXXX", NULL);
  if (!work) abort();
  char *line =
      g_strdup_printf("cp %s/tests/data/cli/small/*.* %s && chmod u+w %s/*", LG_SOURCE, work, work);
  if (system(line) != 0) abort();
  g_free(line);
}

static void work_end(void)
{
  char *argv[] = {"rm", "-rf", work, NULL};
  g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free(work);
}

static void work_write(const char *name, const char *text)
{
  char *path = g_build_filename(work, name, NULL), *folder = g_path_get_dirname(path);
  g_mkdir_with_parents(folder, 0777);
  if (!g_file_set_contents(path, text, -1, NULL)) abort();
  g_free(folder);
  g_free(path);
}

static char *work_read(const char *name)
{
  char *path = g_build_filename(work, name, NULL), *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, NULL)) text = g_strdup("");
  g_free(path);
  return text;
}

/* Writes `to`: `from` with one text in the place of another. */
static void work_change(const char *from, const char *old, const char *to, const char *new)
{
  char *text = work_read(from), **parts = g_strsplit(text, old, -1);
  if (g_strv_length(parts) != 2) abort();
  char *changed = g_strjoinv(new, parts);
  work_write(to, changed);
  g_free(changed);
  g_strfreev(parts);
  g_free(text);
}

static bool work_has(const char *name)
{
  char *path = g_build_filename(work, name, NULL);
  bool has = g_file_test(path, G_FILE_TEST_EXISTS);
  g_free(path);
  return has;
}

/* Words of one line, parted by blanks. */
static lg_child run(const char *line)
{
  lg_child_order order = {.folder = work};
  char **words = g_strsplit(line, " ", -1);
  for (int k = 0; words[k]; k++) order.arguments[k] = words[k];
  lg_child child = lg_child_run(&order);
  g_strfreev(words);
  return child;
}

/* Runs a line: its exit status, and a part of stderr (NULL: not asked). */
static void check_run(const char *line, int exit, const char *err)
{
  lg_child child = run(line);
  LG_EQUAL_INT(child.exit, exit, line);
  if (err) LG_HAS_PART(child.err, err, line);
  lg_child_clear(&child);
}

static void test_refused(void)
{
  static const struct {
    const char *options;
    int exit;
    const char *err;
  } cases[] = {
      {"", 2, "needs --vary or --scenario"},
      {"--vary quotas.rotation.min", 2, "is not KEY=FROM:TO:STEP"},
      {"--vary quotas.rotation.min=30%:40%:0%", 2, "the step is zero"},
      {"--vary quotas.rotation.min=40%:30%:1%", 2, "FROM lies above TO"},
      {"--vary quotas.rotation.min=30%:0.4:1%", 2, "not written alike"},
      {"--vary quotas.rotation.min=-1:2:1", 2, "without signs"},
      {"--vary quotas.rotaton.min=30%:40%:1%", 2, "did you mean quotas.rotation.min?"},
      {"--vary quotas.rotation.mn=30%:40%:1%", 2, "the key \"mn\" is not known here"},
      {"--vary commute.max_kn=1:2:1", 2, "did you mean \"max_km\"?"},
      {"--vary nothing.like.it=1:2:1", 2, "the key \"nothing\" is not known here"},
      {"--vary quotas.rotation=1:2:1", 2, "no single value"},
      {"--vary goals.9=1:2:1", 2, "the plan has no key goals.9"},
      {"--vary repair.never.0=1:2:1", 2, "the plan has no key repair.never.0\n"},
      {"--vary staffing.subject_band.0=0:1:1", 2, "the plan has no key staffing.subject_band.0"},
      {"--vary quotas.rotation.min=1:2:1 --vary quotas.rotation.min=1:3:1", 2, "stands twice"},
      {"--vary quotas.rotation.min=0%:100%:1% --vary quotas.outflow.max=0%:100%:1%", 2,
       "more than 10,000 rows"},
      {"--vary quotas.rotation.min=0:10000:1", 2, "more than 10,000"},
      {"--scenario a.json --scenario b/a.json", 2, "two rows have the name a"},
      {"--scenario b/plan.json", 2, "two rows have the name plan"},
      {"--scenario none.json", 3, "none: none.json: the scenario is no file that is there"},
      {"--scenario b", 3, "b: b: the scenario is no file that is there"},
      {"--scenario bad.json", 3, "bad: bad.json:1: "},
      {"--scenario list.json", 3, "list: list.json:1: [1] is not an object"},
      {"--scenario twice.json", 3, "twice: twice.json:2: quotas: the key stands twice"},
      {"--vary quotas.rotation.min=90%:110%:20%", 3,
       "quotas.rotation.min=110%: plan.json: quotas.rotation.min: \"110%\" is not a share"},
      /* a whole number is a head-count, a decimal a share where the key takes shares */
      {"--vary quotas.rotation.min=0.5:1.5:1.0", 3, "quotas.rotation.min=1.5: plan.json"},
      {"--scenario band.json --vary staffing.subject_band.0=1:1:1", 3,
       "staffing.subject_band: [1,1] is not a band"},
      {"--vary eligibility.min_years=0.5:1.5:0.5", 3, "eligibility.min_years=0.5: plan.json"},
      {"--scenario unknown.json", 3, "unknown: plan.json: quota: the key \"quota\" is not known"},
      {"--scenario tables.json", 3, "tables: nobody.csv"},
      {"--scenario gone.json", 3,
       "gone: gone.json:2: staffng: the key \"staffng\" is not known here; did you mean "
       "\"staffing\"?"},
      {"--scenario gone.json", 3, "gone: gone.json:3: commute.max_kn: the key \"max_kn\""},
      {"--scenario gone.json", 3, "gone: gone.json:4: quotas.rotation.mn: the key \"mn\""},
      {"--scenario gone.json", 3,
       "gone: gone.json:5: quotas.rotaton: \"rotaton\" cannot be taken out: the plan's \"quotas\" "
       "has no such element; did you mean \"rotation\"?"},
      {"--scenario gone.json", 3,
       "gone: gone.json:6: teams.x: \"x\" cannot be taken out: the plan's \"teams\" has no such "
       "element\n"},
      {"--scenario again.json", 3,
       "again: again.json:2: quotas.r\303\257: the id \"r\303\257\" is given twice"},
      {"--scenario again.json", 3, "again: again.json:3: teams.support: the id \"support\""},
      {"--scenario same.json", 3, "same: same.json:1: quotas.Ｘ: the id \"X\" is given twice"},
      {"--scenario edits.json", 3,
       "edits: edits.json:1: edits.0.table: \"schols\" is no table that a scenario can edit; did "
       "you "
       "mean \"schools\"?\n"},
      {"--scenario edits.json", 3,
       "edits: edits.json:2: edits.1.table: \"pairs\" is no table that a scenario can edit; "
       "allowed: "
       "teachers, schools, demand, wishes, locks\n"},
      {"--scenario edits.json", 3,
       "edits: edits.json:3: edits.2: the table schools has no row \"S11\"; did you mean "
       "\"S1\"?\n"},
      {"--scenario edits.json", 3,
       "edits: edits.json:4: edits.3: the table locks has no row \"T04/must/S1\"\n"},
      {"--scenario edits.json", 3,
       "edits: edits.json:5: edits.4.field: \"grup\" is no field of the table schools; did you "
       "mean "
       "\"group\"?\n"},
      {"--scenario edits.json", 3,
       "edits: edits.json:6: edits.5.add.zz: \"zz\" is no field of the table wishes that may be "
       "edited\n"},
      {"--scenario edits.json", 3,
       "edits: edits.json:7: edits.6: \"-3\" is out of range; allowed: 1 to 100000\n"},
      {"--scenario edits.json", 3,
       "edits: edits.json:8: edits.7: \"S9\" is neither the id nor the name of a school"},
      {"--scenario edits.json", 3,
       "edits: edits.json:9: edits.8.drop: false is not true; a row that stays needs no edit\n"},
      {"--scenario edits.json", 3,
       "edits: edits.json:10: edits.9.add.school: the cell is empty; every row needs a value "
       "here\n"},
      {"--scenario edits.json", 3,
       "edits: edits.json:11: edits.10.value: null is neither a text nor a number, as a cell would "
       "hold it\n"},
      {"--scenario edits.json", 3,
       "edits: edits.json:12: edits.11.tabel: the key \"tabel\" does not belong here: an edit has "
       "\"table\" and either"},
      {"--scenario edits.json", 3, "edits: edits.json:13: edits.12.value: the cell holds"},
      {"--scenario edits.json", 3, "Defects of the input: 13."},
      {"--scenario no_edits.json", 3, "no_edits: no_edits.json:1: edits: {} is not a list"},
  };
  work_begin();
  work_write("a.json", "{}");
  work_write("b/a.json", "{}");
  work_write("b/plan.json", "{}");
  work_write("band.json", "{\"staffing\": {\"subject_band\": [-1, 1]}}");
  work_write("bad.json", "{\"a\":");
  work_write("list.json", "[1]");
  work_write("twice.json", "{\"quotas\": {},\n \"quotas\": {}}");
  work_write("unknown.json", "{\"quota\": []}");
  work_write("gone.json",
             "{\"//\": null,\n\"staffng\": null,\n\"commute\": {\"max_kn\": null, \"max_km\": "
             "null},\n\"quotas\": {\"rotation\": {\"mn\": null, \"max\": null},\n\"rotaton\": "
             "null},\n\"teams\": {\"x\": null}, \"title\": null}");
  work_write("again.json",
             "{\"quotas\": [{\"id\": \"rï\", \"min\": 2},\n{\"id\": \"rï\", \"min\": 0}],\n"
             "\"teams\": [{\"route\": \"support\", \"min\": 2}, {\"route\": \"support\", \"min\": "
             "3}]}");
  work_write("same.json", "{\"quotas\": {\"X\": {\"min\": 1}, \"Ｘ\": {\"min\": 2}}}");
  work_write(
      "edits.json",
      "{\"edits\": [{\"table\": \"schols\", \"id\": \"S1\", \"drop\": true},\n"
      "{\"table\": \"pairs\", \"id\": \"a\", \"drop\": true},\n"
      "{\"table\": \"schools\", \"id\": \"S11\", \"drop\": true},\n"
      "{\"table\": \"locks\", \"id\": \"T04/must/S1\", \"drop\": true},\n"
      "{\"table\": \"schools\", \"id\": \"S1\", \"field\": \"grup\", \"value\": 1},\n"
      "{\"table\": \"wishes\", \"add\": {\"zz\": 1}},\n"
      "{\"table\": \"schools\", \"id\": \"S1\", \"field\": \"students\", \"value\": -3},\n"
      "{\"table\": \"teachers\", \"id\": \"T04\", \"field\": \"school\", \"value\": \"S9\"},\n"
      "{\"table\": \"teachers\", \"id\": \"T04\", \"drop\": false},\n"
      "{\"table\": \"teachers\", \"add\": {\"id\": \"N1\", \"name\": \"n\", \"subject\": "
      "\"语文\"}},\n"
      "{\"table\": \"teachers\", \"id\": \"T04\", \"field\": \"name\", \"value\": null},\n"
      "{\"tabel\": 1},\n"
      "{\"table\": \"teachers\", \"id\": \"T04\", \"field\": \"name\", \"value\": \"\\u0001\"}]}");
  work_write("no_edits.json", "{\"edits\": {}}");
  work_write("tables.json", "{\"teachers\": \"nobody.csv\"}");
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    char *line = g_strdup_printf("whatif plan.json --lang en -o out %s", cases[k].options);
    g_strchomp(line);
    check_run(line, cases[k].exit, cases[k].err);
    LG_TRUE(!work_has("out"), "nothing was written");
    g_free(line);
  }
  lg_child child = run("whatif plan.json --scenario none.json");
  LG_HAS_PART(child.err, lg_message_text(LG_MSG_SCENARIO_NOT_FOUND), "a missing scenario");
  /* SCENARIO_ELEMENT and SCENARIO_ELEMENT_NEAR are among the cases above, and EDIT_TABLE,
   * EDIT_TABLE_NEAR, EDIT_FIELD, EDIT_FIELD_NEAR, EDIT_ID, EDIT_ID_NEAR, EDIT_VALUE, EDIT_DROP,
   * EDIT_FORM */
  lg_child_clear(&child);
  /* all defects of all rows, before anything is solved */
  child = run("whatif plan.json --vary quotas.rotation.min=100%:120%:10% -o out");
  LG_HAS_PART(child.err, "quotas.rotation.min=110%: ", "the first defect");
  LG_HAS_PART(child.err, "quotas.rotation.min=120%: ", "the second one");
  LG_HAS_PART(child.err, "Defects of the input: 2.", "their number");
  LG_EQUAL_TEXT(child.out, "", "no result");
  lg_child_clear(&child);
  work_end();
}

/* The lines of whatif.csv without the last cell, which is a time. */
static char **csv_lines(const char *name)
{
  char *text = work_read(name);
  LG_TRUE(g_str_has_prefix(text, "\xEF\xBB\xBF"), "a byte-order mark");
  char **lines = g_strsplit(text + (*text ? 3 : 0), "\r\n", -1);
  for (int k = 0; lines[k]; k++) {
    char *comma = strrchr(lines[k], ',');
    if (comma) *comma = '\0';
  }
  g_free(text);
  return lines;
}

static int parts_count(const char *text, const char *part)
{
  int count = 0;
  for (const char *at = text; (at = strstr(at, part)); at += strlen(part)) count++;
  return count;
}

static void check_csv(const char *name, const char *const *expected)
{
  char **lines = csv_lines(name);
  int count = 0;
  for (; expected[count]; count++)
    LG_EQUAL_TEXT(lines[MIN(count, (int)g_strv_length(lines))] ? lines[count] : "(end)",
                  expected[count], name);
  LG_EQUAL_INT(g_strv_length(lines), count + 1, "rows");
  g_strfreev(lines);
}

static void test_csv(void)
{
#define GOALS_EN                                                                            \
  "goal.equity.best,goal.equity.value,goal.equity.bound,goal.equity.proved,"                \
  "goal.commute.best,goal.commute.value,goal.commute.bound,goal.commute.proved,"            \
  "goal.lottery.best,goal.lottery.value,goal.lottery.bound,goal.lottery.proved,cv.primary," \
  "quota.rotation.count,quota.rotation.of,quota.rotation.share,"                            \
  "quota.outflow.count,quota.outflow.of,quota.outflow.share"
  static const char *const english[] = {
      "n,name,quotas.rotation.min,quotas.rotation.min.last,status,moved," GOALS_EN,
      "0,plan,20%,1/2,optimal,2,215054,215054,215054,yes,44,44,44,yes,696525,696525,696525,yes,"
      "0.463739,2,8,0.250000,2,8,0.250000",
      "1,quotas.rotation.min=0%,0%,1/2,optimal,0,215054,215054,215054,yes,0,0,0,yes,0,0,0,yes,"
      "0.463739,0,8,0.000000,0,8,0.000000",
      "2,quotas.rotation.min=50%,50%,1/2,optimal,4,215054,215054,215054,yes,88,88,88,yes,1716940,"
      "1716940,1716940,yes,0.463739,4,8,0.500000,4,8,0.500000",
      "3,quotas.rotation.min=100%,100%,1/2,infeasible,,,,,,,,,,,,,,,,,,,,",
      NULL};
  static const char *const chinese[] = {
      "序号,情景,quotas.rotation.min,quotas.rotation.min.末值,状态,交流人数,目标.equity.最优,"
      "目标.equity.值,目标.equity.界,目标.equity.已证,目标.commute.最优,目标.commute.值,"
      "目标.commute.界,目标.commute.已证,目标.lottery.最优,目标.lottery.值,目标.lottery.界,"
      "目标.lottery.已证,差异系数.小学,指标.rotation.人数,指标.rotation.基数,指标.rotation.比例,"
      "指标.outflow.人数,指标.outflow.基数,指标.outflow.比例",
      "0,plan,20%,4,最优,2,215054,215054,215054,是,44,44,44,是,696525,696525,696525,是,"
      "0.463739,2,8,0.250000,2,8,0.250000",
      "1,quotas.rotation.min=5,5,4,无解,,,,,,,,,,,,,,,,,,,,", NULL};
  work_begin();
  check_run("whatif plan.json --vary quotas.rotation.min=0%:100%:50% -o out --lang en", 0, NULL);
  check_csv("out/whatif.csv", english);
  char *page = work_read("out/whatif.html");
  LG_EQUAL_INT(parts_count(page, ", at least</td>"), 1, "a tipping point is told once, by a name");
  LG_HAS_PART(page, "the highest possible is 1/2 = 50.00% (4 heads).</p>",
              "what follows comes first");
  LG_EQUAL_INT(parts_count(page, "100%: the highest possible is 1/2 = 50.00% (4 heads)"), 2,
               "why a row cannot be met: as a step, and in the table of rows");
  LG_HAS_PART(page, "The same in all rows: imbalance between schools", "flat goals in a line");
  LG_EQUAL_INT(parts_count(page, "public draw"), 0, "the draw is left out");
  g_free(page);
  check_run("whatif plan.json --vary quotas.rotation.min=5:5:1 -o zh --lang zh", 0, NULL);
  check_csv("zh/whatif.csv", chinese);
  work_end();
#undef GOALS_EN
}

/* Scenarios that change goals and quotas: what a row has not stays empty. */
static void test_scenarios(void)
{
  static const char *const rows[] = {
      "n,name,commute.max_km,status,moved,goal.moves.best,goal.moves.value,goal.moves.bound,"
      "goal.moves.proved,goal.tenure.best,goal.tenure.value,goal.tenure.bound,goal.tenure.proved,"
      "cv.primary,quota.rotation.count,quota.rotation.of,quota.rotation.share,quota.outflow.count,"
      "quota.outflow.of,quota.outflow.share,quota.heads.count,quota.heads.of,quota.heads.share",
      "0,plan,,optimal,2,2,2,2,yes,,,,,"};
  work_begin();
  work_change("plan.json", "\"equity\", \"commute\", {\"id\": \"lottery\", \"seed\": \"2020\"}",
              "plan.json", "\"moves\"");
  work_write("long.json",
             "{\"goals\": [\"tenure\"], \"quotas\": {\"rotation\": null, \"heads\": "
             "{\"count\": {\"moved\": true}, \"of\": {\"backbone\": true}, \"min\": "
             "1}}}");
  work_write("s/idle.json", "{\"quotas\": [{\"id\": \"rotation\", \"min\": \"0%\"}]}");
  check_run(
      "whatif plan.json --scenario long.json --scenario s/idle.json --vary "
      "commute.max_km=1.0:30.0:29.0 -o out --lang en",
      0, NULL);
  char **lines = csv_lines("out/whatif.csv");
  LG_EQUAL_INT(g_strv_length(lines), 7, "heading, five rows, end");
  if (g_strv_length(lines) == 7) {
    LG_EQUAL_TEXT(lines[0], rows[0], "goals and quotas of all rows");
    LG_TRUE(g_str_has_prefix(lines[1], rows[1]), lines[1]);
    LG_TRUE(g_str_has_suffix(lines[1], ",2,8,0.250000,2,8,0.250000,,,"), lines[1]);
    LG_TRUE(g_str_has_prefix(lines[2], "1,long;commute.max_km=1,1,infeasible,,"), lines[2]);
    LG_TRUE(g_str_has_prefix(lines[3], "2,long;commute.max_km=30,30,optimal,4,,,,,"), lines[3]);
    LG_TRUE(g_str_has_suffix(lines[3], ",,,,4,8,0.500000,4,3,1.333333"), lines[3]);
    LG_TRUE(g_str_has_prefix(lines[4], "3,idle;commute.max_km=1,1,optimal,0,0,0,0,yes,,,,"),
            lines[4]);
    LG_TRUE(g_str_has_prefix(lines[5], "4,idle;commute.max_km=30,30,optimal,0,"), lines[5]);
  }
  g_strfreev(lines);
  check_run("whatif plan.json --scenario s/idle.json -o bare --lang en", 0, NULL);
  lines = csv_lines("bare/whatif.csv");
  LG_TRUE(lines[0] && g_str_has_prefix(lines[0], "n,name,status,moved,"), "no keys");
  LG_TRUE(lines[0] && lines[1] && lines[2] && g_str_has_prefix(lines[2], "1,idle,optimal,0,"),
          "a scenario's row");
  g_strfreev(lines);
  work_end();
}

/* rosters/N is what solve writes for that plan. */
static void test_rosters(void)
{
  static const char *const files[] = {"roster.csv", "placements.csv", "schools.csv"};
  work_begin();
  check_run("whatif plan.json --vary quotas.rotation.min=50%:100%:50% --rosters -o out --lang en",
            0, NULL);
  work_change("plan.json", "20%", "half.json", "50%");
  check_run("solve half.json -o half --lang en", 0, NULL);
  check_run("solve plan.json -o whole --lang en", 0, NULL);
  for (size_t k = 0; k < G_N_ELEMENTS(files); k++)
    for (int row = 0; row < 2; row++) {
      char *one = g_strdup_printf("out/rosters/%d/%s", row, files[k]);
      char *other = g_strdup_printf("%s/%s", row ? "half" : "whole", files[k]);
      char *a = work_read(one), *b = work_read(other);
      LG_TRUE(*a && strcmp(a, b) == 0, one);
      g_free(one);
      g_free(other);
      g_free(a);
      g_free(b);
    }
  LG_TRUE(work_has("out/rosters/1/summary.json") && work_has("out/rosters/1/roster.xlsx"),
          "all files");
  LG_TRUE(work_has("out/rosters/2/explanation.json") && !work_has("out/rosters/2/roster.csv"),
          "a row without a roster is explained");
  work_end();
}

/* W7: the default folder, and what stands in the way. */
static void test_folder(void)
{
  work_begin();
  const char *line = "whatif plan.json --vary quotas.rotation.min=0%:10%:10%";
  char *forced = g_strconcat(line, " --force", NULL);
  check_run(line, 0, NULL);
  LG_TRUE(work_has("plan-whatif/whatif.csv"), "the plan's name and -whatif");
  check_run(line, 2, "exists");
  check_run(forced, 0, NULL);
  LG_TRUE(work_has("plan-whatif/files.json"), "by which lungang knows it");
  char *path = g_build_filename(work, "plan-whatif", "whatif.csv", NULL),
       *list = g_build_filename(work, "plan-whatif", "files.json", NULL);
  g_remove(path);
  g_remove(list);
  check_run(forced, 2, "was not written by lungang");
  g_free(list);
  g_free(path);
  g_free(forced);
  work_end();
}

/* W21: the limit holds for each row; rows without a roster are unknown. */
static void test_time_limit(void)
{
  work_begin();
  check_run(
      "whatif plan.json --vary quotas.rotation.min=60%:90%:30% --time-limit 0 -o out "
      "--lang en",
      0, NULL);
  char **lines = csv_lines("out/whatif.csv");
  LG_EQUAL_INT(g_strv_length(lines), 5, "every row is told");
  if (g_strv_length(lines) == 5)
    LG_TRUE(g_str_has_prefix(lines[2], "1,quotas.rotation.min=60%,60%,,unknown,,,,"), lines[2]);
  g_strfreev(lines);
  work_end();
}

/* Ctrl-C: the rows that are finished stand in the files. */
static void test_interrupt(void)
{
  work_begin();
  lg_child child = {.exit = 5};
  /* later and later, until a row is finished by then */
  for (double mark_s = 0.2; child.exit != 0 && mark_s < 60; mark_s *= 1.5) {
    lg_child_clear(&child);
    LG_TRUE(!work_has("out"), "no row, no files");
    child = lg_child_run(&(lg_child_order){
        .folder = work,
        .arguments = {"whatif", "plan.json", "--vary", "commute.max_km=1.000:10.998:0.001", "-o",
                      "out", "--lang", "en"},
        .mark_s = mark_s,
        .interrupt = true});
    LG_TRUE(child.exit == 0 || child.exit == 5 || child.exit == -SIGINT, "finished rows or none");
  }
  char **lines = csv_lines("out/whatif.csv");
  int rows = (int)g_strv_length(lines) - 2;
  LG_EQUAL_INT(child.exit, 0, "finished rows are written");
  LG_TRUE(rows > 0 && rows < 10000, "some rows, not all");
  char *count = g_strdup_printf("Rows solved: %d of 10000", rows);
  LG_HAS_PART(child.out, count, "as many as it says");
  g_free(count);
  g_strfreev(lines);
  lg_child_clear(&child);
  work_end();
}

int main(void)
{
  static const lg_case cases[] = {{"values of --vary", test_values},
                                  {"merge patches", test_patch},
                                  {"paths", test_paths},
                                  {"what is refused", test_refused},
                                  {"whatif.csv", test_csv},
                                  {"scenarios", test_scenarios},
                                  {"--rosters", test_rosters},
                                  {"the folder", test_folder},
                                  {"time limit", test_time_limit},
                                  {"Ctrl-C", test_interrupt},
                                  {NULL, NULL}};
  return lg_run("whatif", cases);
}
