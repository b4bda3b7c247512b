/* test_tables.c - tables without defects: what the district says of them. (What is wrong in tables:
 * test_defects.c.) */
#include <math.h>
#include <string.h>

#include "case_folder.h"
#include "model/assignment.h"
#include "runner.h"
#include "table_help.h"

struct tables_reading {
  lg_case_folder *folder;
  lg_plan_head *head;
  lg_report *report;
  GArray *files;
  lg_district *district;
};

static void input_file_clear(void *data)
{
  lg_input_file *file = data;
  g_free(file->file);
  g_free(file->sheet);
}

static const char schools_of[] =
    "id,name,stage,tier,group,students,students_primary,students_junior,lon,lat,max_staff\n"
    "S2,二小,小学,薄弱,东片,300,,,114.25,22.5,40\n"
    "S1,一小,primary,strong,东片,600,600,,,,\n"
    "S3,实验学校,九年一贯,普通,西片,600,400,200,114.5,22.75,\n"
    "S10,同名,初中,一般,,500,0,500,,,\n"
    "S11,同名,junior,相对薄弱,,400,,,,,0\n";

/* Names and contents of files in turn, then NULL. */
static struct tables_reading reading_of(const char *const *files)
{
  struct tables_reading reading = {.folder = lg_case_folder_new()};
  for (; *files; files += 2)
    lg_case_folder_write(reading.folder, files[0], files[1], strlen(files[1]));
  return reading;
}

static void reading_run(struct tables_reading *reading, const char *what)
{
  static const char *const joined[] = {"班主任/毕业班"}; /* a word of the plan */
  reading->head = lg_case_folder_head(reading->folder);
  reading->head->joined = joined;
  reading->head->joined_count = G_N_ELEMENTS(joined);
  reading->report = lg_report_new();
  reading->files = g_array_new(FALSE, FALSE, sizeof(lg_input_file));
  g_array_set_clear_func(reading->files, input_file_clear);
  reading->district = lg_tables_read(reading->head, reading->report, reading->files);
  g_autofree char *text = lg_report_text(reading->report, LG_DEFECT, NULL);
  LG_EQUAL_TEXT(text, "", what);
  LG_TRUE(reading->district != NULL, what);
}

static void reading_clear(struct tables_reading *reading)
{
  lg_district_free(reading->district);
  g_array_free(reading->files, TRUE);
  lg_report_free(reading->report);
  g_free(reading->head);
  lg_case_folder_free(reading->folder);
}

static void test_schools(void)
{
  const char *files[] = {"schools.csv", schools_of, "teachers.csv",
                         "id,school,subject\nT1,S1,语文\n", NULL};
  struct tables_reading reading = reading_of(files);
  reading_run(&reading, "schools");
  const lg_district *d = reading.district;
  if (d) {
    LG_EQUAL_INT(d->school_count, 5, "count");
    LG_EQUAL_TEXT(d->schools[0].id, "S1", "byte order");
    LG_EQUAL_TEXT(d->schools[1].id, "S10", "byte order");
    LG_EQUAL_INT(lg_district_school(d, "S2"), 3, "found by id");
    const lg_school *s2 = &d->schools[3], *s3 = &d->schools[4];
    LG_EQUAL_TEXT(s2->name, "二小", "name");
    LG_TRUE(s2->has_stage[LG_PRIMARY] && !s2->has_stage[LG_JUNIOR], "one stage");
    LG_EQUAL_INT(s2->students[LG_PRIMARY], 300, "students");
    LG_EQUAL_INT(s2->tier, LG_WEAK, "tier");
    LG_EQUAL_INT(s2->max_staff, 40, "max_staff");
    LG_EQUAL_INT(d->schools[2].max_staff, 0, "max_staff may be 0");
    LG_EQUAL_INT(s3->max_staff, LG_MISSING, "no max_staff");
    LG_TRUE(s2->has_place && fabs(s2->lon - 114.25) < 1e-12 && fabs(s2->lat - 22.5) < 1e-12,
            "coordinates");
    LG_TRUE(!d->schools[0].has_place, "no coordinates");
    LG_EQUAL_INT(s3->students[LG_PRIMARY], 400, "primary part");
    LG_EQUAL_INT(s3->students[LG_JUNIOR], 200, "junior part");
    LG_EQUAL_INT(d->groups.count, 2, "groups");
    LG_EQUAL_INT(s2->group, lg_words_find(&d->groups, "东片"), "group");
    LG_EQUAL_INT(d->schools[1].group, LG_MISSING, "no group");
    LG_TRUE(d->baseline == NULL && !d->has_wishes, "tables that are not named");
    LG_EQUAL_INT(reading.files->len, 2, "files read");
    LG_EQUAL_INT(g_array_index(reading.files, lg_input_file, 1).rows, 5, "rows of schools.csv");
  }
  reading_clear(&reading);
}

/* A table may give all students by stage: then those of one stage count for one-stage schools too.
 */
static void test_students_apart(void)
{
  const char *files[] = {"schools.csv",
                         "id,name,stage,tier,students_primary,students_junior\n"
                         "S1,一小,primary,strong,600,\nS2,二中,junior,weak,0,300\n"
                         "S3,三校,both,weak,20,10\n",
                         "teachers.csv", "id,school,subject\nT1,S1,语文\n", NULL};
  struct tables_reading reading = reading_of(files);
  reading_run(&reading, "students apart");
  if (reading.district) {
    const lg_school *schools = reading.district->schools;
    LG_EQUAL_INT(schools[0].students[LG_PRIMARY], 600, "primary");
    LG_EQUAL_INT(schools[0].students[LG_JUNIOR], 0, "primary");
    LG_EQUAL_INT(schools[1].students[LG_JUNIOR], 300, "junior");
    LG_EQUAL_INT(schools[2].students[LG_PRIMARY] + schools[2].students[LG_JUNIOR], 30, "both");
  }
  reading_clear(&reading);
}

static void test_teachers(void)
{
  const char *files[] = {"schools.csv", schools_of, "teachers.csv",
                         "工号,姓名,学校,学科,学段,骨干级别,性别,出生年月,到本校时间,本校教龄,职称,"
                         "免交流原因,近年已交流,标签,住址经度,"
                         "住址纬度,专任,电话\n"
                         "'=T2,李　四,实验学校,数学,初中,骨干；其他、骨干,女,1978年3月,,5.9,一级,"
                         "无,是,班主任;毕业班,114.1,22.4,否,139\n"
                         "Ｔ１, 张 三 ,Ｓ１,语文,,,M,1970.3.5,2005-09,5,,产 假,,,,,,\n",
                         NULL};
  struct tables_reading reading = reading_of(files);
  g_ptr_array_add(reading.folder->copy_columns, g_strdup("电话"));
  g_ptr_array_add(reading.folder->copy_columns, g_strdup("姓名"));
  reading_run(&reading, "teachers");
  const lg_district *d = reading.district;
  if (d) {
    LG_EQUAL_INT(d->teacher_count, 2, "count");
    const lg_teacher *a = &d->teachers[0], *b = &d->teachers[1];
    LG_EQUAL_TEXT(a->id, "=T2", "a guard is taken off an id");
    LG_EQUAL_TEXT(b->id, "T1", "an id is folded");
    LG_EQUAL_INT(lg_district_teacher(d, "T1"), 1, "found by id");
    LG_EQUAL_TEXT(a->name, "李　四", "a name is not folded");
    LG_EQUAL_TEXT(d->schools[a->school].id, "S3", "a school by its name");
    LG_EQUAL_TEXT(d->schools[b->school].id, "S1", "a school by its folded id");
    LG_EQUAL_INT(a->stage, LG_JUNIOR, "stage given");
    LG_EQUAL_INT(b->stage, LG_PRIMARY, "stage of the school");
    LG_TRUE(a->backbone && !b->backbone, "one backbone rank in the list is enough");
    LG_EQUAL_INT(a->rank_count, 2, "a rank counts once");
    LG_EQUAL_TEXT(d->ranks.text[a->ranks[0]], "骨干", "ranks in the cell's order");
    LG_EQUAL_TEXT(a->rank, "骨干;其他、骨干", "the rank as the roster shows it");
    LG_EQUAL_TEXT(b->rank, "", "no rank");
    LG_EQUAL_INT(a->gender, LG_FEMALE, "gender");
    LG_EQUAL_INT(b->gender, LG_MALE, "gender");
    LG_EQUAL_INT(a->birth.month, 3, "month of birth");
    LG_EQUAL_INT(a->birth.day, 1, "a date without a day");
    LG_EQUAL_INT(b->birth.day, 5, "day of birth");
    LG_EQUAL_INT(a->joined.year, 0, "not joined");
    LG_EQUAL_INT(a->years_given, 5, "a fraction of years is cut off");
    LG_EQUAL_INT(b->joined.year, 2005, "joined");
    LG_EQUAL_TEXT(d->titles.text[a->title], "一级", "title");
    LG_EQUAL_INT(b->title, LG_MISSING, "no title");
    LG_TRUE(a->exempt == NULL, "无 is no reason");
    LG_EQUAL_TEXT(b->exempt, "产 假", "reason as given");
    LG_TRUE(a->rotated && !b->rotated, "rotated");
    LG_TRUE(!a->full_time && b->full_time, "full time");
    LG_EQUAL_INT(a->tag_count, 2, "tags");
    LG_EQUAL_TEXT(d->tags.text[a->tags[1]], "毕业班", "second tag");
    LG_TRUE(a->has_home && !b->has_home, "home");
    LG_EQUAL_INT(d->copied_count, 2, "copied columns");
    LG_EQUAL_TEXT(a->copied[0], "139", "copied");
    LG_EQUAL_TEXT(b->copied[1], "张 三", "a known column may be copied too");
    LG_EQUAL_INT(lg_report_warnings(reading.report), 1, "a rank that is no backbone rank");
  }
  reading_clear(&reading);
}

/* Yes/no and exempt words of SPEC 7, one row each. */
static void test_words(void)
{
  static const struct {
    const char *word;
    int yes; /* -1: no yes/no word */
    bool exempt;
  } words[] = {{"yes", 1, true}, {"Y", 1, true},     {"TRUE", 1, true}, {"1", 1, true},
               {"是", 1, true},  {"有", 1, true},    {"√", 1, true},    {"no", 0, false},
               {"N", 0, true},   {"False", 0, true}, {"0", 0, false},   {"否", 0, false},
               {"无", 0, false}, {"×", 0, true},     {"", 0, false},    {"No", 0, false},
               {"-", -1, false}, {"－", -1, false},  {"０", 0, false},  {"无 ", 0, false}};
  GString *teachers = g_string_new("id,school,subject,exempt,rotated,full_time\n");
  for (size_t k = 0; k < G_N_ELEMENTS(words); k++) {
    const char *yes = words[k].yes < 0 ? "" : words[k].word;
    g_string_append_printf(teachers, "T%02d,S1,语文,%s,%s,%s\n", (int)k, words[k].word, yes, yes);
  }
  const char *files[] = {"schools.csv", schools_of, "teachers.csv", teachers->str, NULL};
  struct tables_reading reading = reading_of(files);
  reading_run(&reading, "words");
  for (int k = 0; reading.district && k < (int)G_N_ELEMENTS(words); k++) {
    const lg_teacher *teacher = &reading.district->teachers[k];
    bool given = *words[k].word && words[k].yes >= 0;
    LG_EQUAL_INT(teacher->rotated, words[k].yes > 0, words[k].word);
    LG_EQUAL_INT(teacher->full_time, given ? words[k].yes > 0 : 1, words[k].word);
    LG_EQUAL_INT(teacher->exempt != NULL, words[k].exempt, words[k].word);
  }
  reading_clear(&reading);
  g_string_free(teachers, TRUE);
}

static const char small_teachers[] =
    "id,school,subject,stage\n"
    "T1,S1,语文,\nT2,S2,语文,\nT3,S3,数学,junior\nT4,S10,英语,\n";

static void test_optional(void)
{
  const char *files[] = {
      "schools.csv",
      schools_of,
      "teachers.csv",
      small_teachers,
      "wishes.csv",
      "teacher,school,rank\nT2,S3,2\nT2,一小,1\nT1,二小,1\n",
      "locks.csv",
      "teacher,school,kind,reason,by\nT2,留任,必须, 返聘 ,局长\nT1,stay,forbid,,\nT1,二小,must,,\n",
      "distances.csv",
      "from,to,km\nT1,二小,3.0005\n一小,S2,2.5\nS2,S1,0\n",
      "pairs.csv",
      "a,b,rule\nT2,T1,不同时交流\nT2,T1,同协作体\n",
      "demand.csv",
      "school,stage,subject,min,max,target\nS3,初中,数学,1,,2\nS2,,语文,,3,\n",
      "baseline.csv",
      "teacher_id,to_id\nT1,S2\nT9,S1\n",
      NULL};
  struct tables_reading reading = reading_of(files);
  reading_run(&reading, "optional tables");
  const lg_district *d = reading.district;
  if (d) {
    LG_TRUE(d->has_wishes && d->wish_count == 3, "wishes");
    LG_EQUAL_INT(d->wishes[1].teacher, 1, "wishes by teacher");
    LG_EQUAL_INT(d->wishes[1].rank, 1, "then by rank");
    LG_EQUAL_INT(d->wishes[1].school, lg_district_school(d, "S1"), "wish by name");
    LG_EQUAL_INT(d->lock_count, 3, "locks");
    LG_TRUE(d->locks[0].stay && d->locks[0].kind == LG_LOCK_FORBID, "has to leave");
    LG_EQUAL_INT(d->locks[0].school, 0, "stay is the home school");
    LG_EQUAL_INT(d->locks[1].kind, LG_LOCK_MUST, "must");
    LG_EQUAL_TEXT(d->locks[2].reason, "返聘", "reason");
    LG_EQUAL_TEXT(d->locks[2].by, "局长", "by");
    LG_EQUAL_INT(d->distance_count, 3, "distances");
    LG_TRUE(!d->distances[0].from_teacher && d->distances[2].from_teacher, "schools first");
    LG_EQUAL_INT(d->distances[0].metres, 2500, "metres");
    LG_EQUAL_INT(d->distances[2].metres, 3001, "half a metre up");
    LG_EQUAL_INT(d->pair_count, 2, "pairs");
    LG_EQUAL_INT(d->pairs[0].rule, LG_SAME_GROUP, "pairs by rule");
    LG_TRUE(d->pairs[0].a == 1 && d->pairs[0].b == 0, "a and b as the row has them");
    LG_EQUAL_INT(d->demand_count, 2, "demand");
    LG_EQUAL_INT(d->demands[0].school, lg_district_school(d, "S2"), "demand by school");
    LG_EQUAL_INT(d->demands[0].stage, LG_PRIMARY, "stage left out");
    LG_EQUAL_INT(d->demands[0].min, LG_MISSING, "no min");
    LG_EQUAL_INT(d->demands[0].max, 3, "max");
    LG_EQUAL_INT(d->demands[1].target, 2, "target");
    LG_EQUAL_TEXT(d->subjects.text[d->demands[1].subject], "数学", "subject");
    LG_EQUAL_INT(d->baseline[0].school, lg_district_school(d, "S2"), "baseline");
    LG_EQUAL_INT(d->baseline[1].school, d->teachers[1].school, "who is not listed is at home");
    LG_EQUAL_INT(lg_report_warnings(reading.report), 1, "a teacher who left");
  }
  reading_clear(&reading);
}

/* Signs between several ranks and tags, and such a sign in a word of the plan. */
static void test_several_words(void)
{
  const char *files[] = {"schools.csv", schools_of, "teachers.csv",
                         "id,school,subject,tags,rank\n"
                         "T1,S1,语文,a/b,市级、区级\nT2,S1,语文,\"a，c,d；e\",\"市级,区级/校级\"\n"
                         "T3,S1,语文,班主任/毕业班,\nT4,S1,语文,班主任/毕业班/a,/\n",
                         NULL};
  static const int tags[] = {2, 4, 1, 3}, ranks[] = {2, 3, 0, 0};
  struct tables_reading reading = reading_of(files);
  reading_run(&reading, "several words in a cell");
  for (int i = 0; reading.district && i < 4; i++) {
    LG_EQUAL_INT(reading.district->teachers[i].tag_count, tags[i], "tags");
    LG_EQUAL_INT(reading.district->teachers[i].rank_count, ranks[i], "ranks");
  }
  reading_clear(&reading);
}

static void test_empty_optional(void)
{
  const char *files[] = {"schools.csv",
                         schools_of,
                         "teachers.csv",
                         small_teachers,
                         "wishes.csv",
                         "teacher,school,rank\n",
                         "locks.csv",
                         "teacher,school,kind\n",
                         "pairs.csv",
                         "a,b,rule\n",
                         "distances.csv",
                         "from,to,km\n",
                         "demand.csv",
                         "school,subject\n",
                         "baseline.csv",
                         "teacher_id,to_id\n",
                         NULL};
  struct tables_reading reading = reading_of(files);
  reading_run(&reading, "optional tables without rows");
  const lg_district *d = reading.district;
  if (d) {
    LG_TRUE(d->has_wishes, "the table of wishes is named");
    LG_EQUAL_INT(
        d->wish_count + d->lock_count + d->pair_count + d->distance_count + d->demand_count, 0,
        "no rows");
    LG_EQUAL_INT(d->baseline[3].school, d->teachers[3].school, "all at home");
  }
  reading_clear(&reading);
}

/* The same district whatever the order of rows: every field that depends on codes and indexes, as
 * text. */
static char *district_text(const lg_district *d)
{
  GString *text = g_string_new(NULL);
  const lg_words *lists[] = {&d->subjects, &d->groups, &d->ranks, &d->titles, &d->tags};
  for (size_t l = 0; l < G_N_ELEMENTS(lists); l++)
    for (int k = 0; k < lists[l]->count; k++)
      g_string_append_printf(text, "%s,", lists[l]->text[k]);
  for (int j = 0; j < d->school_count; j++)
    g_string_append_printf(text, "\n%s %d", d->schools[j].id, d->schools[j].group);
  for (int i = 0; i < d->teacher_count; i++) {
    const lg_teacher *t = &d->teachers[i];
    g_string_append_printf(text, "\n%s %d %d %d:", t->id, t->school, t->subject, t->title);
    for (int k = 0; k < t->rank_count; k++) g_string_append_printf(text, " r%d", t->ranks[k]);
    for (int k = 0; k < t->tag_count; k++) g_string_append_printf(text, " t%d", t->tags[k]);
  }
  for (int k = 0; k < d->lock_count; k++)
    g_string_append_printf(text, "\nlock %d %d %d %s %s", d->locks[k].teacher, d->locks[k].school,
                           (int)d->locks[k].kind, d->locks[k].reason, d->locks[k].by);
  for (int k = 0; k < d->wish_count; k++)
    g_string_append_printf(text, "\nwish %d %d %d", d->wishes[k].teacher, d->wishes[k].school,
                           d->wishes[k].rank);
  return g_string_free(text, FALSE);
}

/* The table with its rows the other way round. */
static char *rows_reversed(const char *table)
{
  g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
  GString *text = g_string_new(lines[0]);
  g_string_append_c(text, '\n');
  for (guint k = g_strv_length(lines) - 1; k >= 1; k--)
    if (*lines[k]) g_string_append_printf(text, "%s\n", lines[k]);
  return g_string_free(text, FALSE);
}

static void test_order_of_rows(void)
{
  static const char teachers[] =
      "id,school,subject,rank,title,tags\n"
      "B,S1,语文,带头人,高级,乙;甲\nA,S2,数学,骨干;新秀,一级,甲\na,S1,英语,,二级,丙\nC,S2,体育,,,"
      "\n";
  static const char locks[] =
      "teacher,school,kind,reason,by\n"
      "A,stay,must,,\nA,S2,must,乙,\nA,二小,must,甲,张\nA,二小,must,甲,李\nB,S2,forbid,,\n";
  static const char wishes[] = "teacher,school,rank\nB,S2,1\nA,S1,1\nA,S3,1\n";
  char *texts[2];
  for (int reversed = 0; reversed < 2; reversed++) {
    g_autofree char *a = reversed ? rows_reversed(schools_of) : g_strdup(schools_of);
    g_autofree char *b = reversed ? rows_reversed(teachers) : g_strdup(teachers);
    g_autofree char *c = reversed ? rows_reversed(locks) : g_strdup(locks);
    g_autofree char *e = reversed ? rows_reversed(wishes) : g_strdup(wishes);
    const char *files[] = {"schools.csv", a, "teachers.csv", b, "locks.csv", c, "wishes.csv", e,
                           NULL};
    struct tables_reading reading = reading_of(files);
    reading_run(&reading, reversed ? "rows reversed" : "rows as they stand");
    texts[reversed] = reading.district ? district_text(reading.district) : g_strdup("");
    reading_clear(&reading);
  }
  LG_EQUAL_TEXT(texts[1], texts[0], "the order of rows decides nothing");
  LG_HAS_PART(texts[0], "lock 0 3 0 乙 \n", "of equal locks one with a reason is kept");
  g_free(texts[0]);
  g_free(texts[1]);
}

/* Enough rows that a quadratic step would be felt as a test that does not end. */
static void test_many(void)
{
  enum { LG_MANY = 100000 };
  GString *schools = g_string_new("id,name,stage,tier,students\n");
  GString *teachers = g_string_new("id,school,subject,rank,tags,birth,joined\n");
  GString *distances = g_string_new("from,to,km\n");
  for (int j = 0; j < 500; j++)
    g_string_append_printf(schools, "S%d,校%d,primary,weak,100\n", j, j);
  for (int i = 0; i < LG_MANY; i++)
    g_string_append_printf(teachers, "T%d,校%d,科%d,骨干,甲;乙;丙,1978-03,2001-09\n", i, i % 500,
                           i % 11);
  for (int i = 0; i < LG_MANY; i++)
    g_string_append_printf(distances, "T%d,S%d,1.5\n", LG_MANY - 1 - i, i % 500);
  const char *files[] = {"schools.csv", schools->str,    "teachers.csv",
                         teachers->str, "distances.csv", distances->str,
                         NULL};
  struct tables_reading reading = reading_of(files);
  gint64 start = g_get_monotonic_time();
  reading_run(&reading, "100,000 teachers");
  printf("\n    %d teachers: %.2f s", LG_MANY, (double)(g_get_monotonic_time() - start) / 1e6);
  if (reading.district) {
    LG_EQUAL_INT(reading.district->teacher_count, LG_MANY, "all of them");
    LG_EQUAL_INT(reading.district->distance_count, LG_MANY, "all distances");
    LG_EQUAL_INT(reading.district->teachers[LG_MANY - 1].tag_count, 3, "tags of the last");
  }
  reading_clear(&reading);
  g_string_free(schools, TRUE);
  g_string_free(teachers, TRUE);
  g_string_free(distances, TRUE);
}

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define REL  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS \
  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define TEXT(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define SHARED     "<c t=\"s\"><v>0</v></c>"
#define MERGED     "<mergeCells><mergeCell ref=\"G2:G3\"/></mergeCells>"
#define LONG_TEXT \
  "长　文，长　文，长　文，长　文，长　文，长　文，长　文，长　文，长　文，长　文，长　文"
#define PERSON(id) TEXT(id) TEXT("S1") TEXT("语文") SHARED SHARED SHARED
#define SHEET_HEAD TEXT("工号") TEXT("学校") TEXT("学科") TEXT("姓名") TEXT("骨干级别") TEXT("电话")
#define REASON     "<c t=\"inlineStr\"><is><t>" LONG_TEXT "</t></is></c>"
#define SHEET_ROWS                                                        \
  "<row>" SHEET_HEAD TEXT("免交流原因") "</row><row>" PERSON("T1") REASON \
      "</row><row>" PERSON("T2") "</row>"

/* What many cells of a workbook share, or a merge gives to many, the district has once. */
static void test_shared(void)
{
  size_t size;
  g_autofree char *zip = lg_help_zip(
      &size, "xl/workbook.xml",
      "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" REL
      "\"><sheets><sheet name=\"P\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
      "xl/_rels/workbook.xml.rels",
      RELS "<Relationship Id=\"r1\" Type=\"" REL
           "/worksheet\" Target=\"s.xml\"/><Relationship Id=\"r2\" Type=\"" REL
           "/sharedStrings\" Target=\"t.xml\"/></Relationships>",
      "xl/s.xml",
      "<worksheet xmlns=\"" MAIN "\"><sheetData>" SHEET_ROWS "</sheetData>" MERGED "</worksheet>",
      "xl/t.xml", "<sst xmlns=\"" MAIN "\"><si><t>" LONG_TEXT "</t></si></sst>", NULL);
  const char *files[] = {"schools.csv", schools_of, NULL};
  struct tables_reading reading = reading_of(files);
  lg_case_folder_write(reading.folder, "teachers.csv", zip, size);
  g_ptr_array_add(reading.folder->copy_columns, g_strdup("电话"));
  reading_run(&reading, "shared texts");
  if (reading.district && LG_EQUAL_INT(reading.district->teacher_count, 2, "count")) {
    const lg_teacher *a = &reading.district->teachers[0], *b = &reading.district->teachers[1];
    LG_EQUAL_TEXT(b->name, LONG_TEXT, "a name as it is given");
    LG_TRUE(strstr(b->rank, "长文,") != NULL, "a rank in its folded form");
    LG_TRUE(a->name == b->name && a->rank == b->rank, "a shared text");
    LG_TRUE(a->copied[0] == b->copied[0] && a->copied[0] == a->name, "in another column");
    LG_TRUE(a->exempt && a->exempt == b->exempt, "a merged text");
  }
  reading_clear(&reading);
}

int main(void)
{
  static const lg_case cases[] = {{"schools", test_schools},
                                  {"students by stage", test_students_apart},
                                  {"several words in a cell", test_several_words},
                                  {"teachers", test_teachers},
                                  {"yes, no and none", test_words},
                                  {"optional tables", test_optional},
                                  {"optional tables without rows", test_empty_optional},
                                  {"the order of rows", test_order_of_rows},
                                  {"many rows", test_many},
                                  {"shared texts", test_shared},
                                  {NULL, NULL}};
  return lg_run("tables", cases);
}
