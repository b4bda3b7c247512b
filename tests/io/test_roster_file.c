/* test_roster_file.c - rosters read back: what is understood, what is refused, what differs from
 * the input. */
#include "io/read.h"
#include "io/write.h"

#include <glib/gstdio.h>
#include <string.h>

#include "build.h"
#include "io/write/files.h"
#include "runner.h"

struct desk {
  lg_build *build;
  lg_input input;
  lg_report *report;
  lg_roster_file *file;
  char *folder, *path;
};

static bool write_roster(const lg_output *out, const char *folder, char **error)
{
  return lg_write_table(out, "roster.csv", folder, error);
}

static bool write_placements(const lg_output *out, const char *folder, char **error)
{
  return lg_write_table(out, "placements.csv", folder, error);
}

/* t1 moves by the route "partner", t3 by a lock; the distance of t1 is known, that of t3 is not. */
static struct desk desk_new(void)
{
  struct desk desk = {0};
  desk.build = lg_build_new("2025-09-01",
                            "=S strong group=G primary=620 name=东校\n"
                            "B weak group=G primary=310 name=西校\n"
                            "C weak primary=900 name=南校\n"
                            "D weak primary=900 name=南校\n",
                            "-t2 B math\nt1 =S math\nt3 C math\n");
  lg_build_route(desk.build, "partner", "same_group");
  lg_build_lock(desk.build, "t3 B must");
  lg_build_wish(desk.build, "t1 B 2");
  lg_build_distance(desk.build, "t1 B 1500");
  desk.input.district = desk.build->district;
  desk.input.policy = desk.build->policy;
  desk.folder = g_dir_make_tmp("lungang-XXXXXX", NULL);
  desk.path = g_build_filename(desk.folder, "roster.csv", NULL);
  return desk;
}

static void desk_clear(struct desk *desk)
{
  lg_roster_file_free(desk->file);
  lg_report_free(desk->report);
  desk->file = NULL;
  desk->report = NULL;
}

static void desk_free(struct desk *desk)
{
  desk_clear(desk);
  lg_build_free(desk->build);
  g_unlink(desk->path);
  g_rmdir(desk->folder);
  g_free(desk->path);
  g_free(desk->folder);
}

static void desk_read(struct desk *desk, const char *text)
{
  desk_clear(desk);
  LG_TRUE(g_file_set_contents(desk->path, text, -1, NULL), "the test's file is written");
  desk->report = lg_report_new();
  desk->file = lg_roster_file_read(desk->path, &desk->input, desk->report);
}

/* The schools of -t2, t1, t3: "B B C". */
static void reads(struct desk *desk, const char *text, const char *expected, const char *what)
{
  desk_read(desk, text);
  LG_EQUAL_INT(lg_report_defects(desk->report), 0, what);
  if (!LG_TRUE(desk->file->roster, what)) return;
  GString *found = g_string_new(NULL);
  for (int i = 0; i < 3; i++)
    g_string_append_printf(
        found, "%s%s", i ? " " : "",
        desk->input.district->schools[desk->file->roster->assignments[i].school].id);
  LG_EQUAL_TEXT(found->str, expected, what);
  g_string_free(found, TRUE);
}

static void refuses(struct desk *desk, const char *text, const char *message, const char *what)
{
  desk_read(desk, text);
  LG_TRUE(!desk->file->roster, what);
  if (!LG_EQUAL_INT(lg_report_defects(desk->report), 1, what)) return;
  LG_EQUAL_TEXT(lg_message_name(lg_report_message(desk->report, LG_DEFECT, 0)), message, what);
  char *line = lg_report_line(desk->report, LG_DEFECT, 0, NULL);
  LG_HAS_PART(line, desk->path, "the message names the file");
  g_free(line);
}

static void test_read(void)
{
  struct desk desk = desk_new();
  reads(&desk, "teacher_id,to_id\r\nt1,B\r\n", "B B C", "who is not listed stays");
  reads(&desk, "teacher_id,to_id\r\n", "B =S C", "nobody moves");
  reads(&desk, "to_id;x;teacher_id\n'=S;1;'-t2\n", "=S =S C", "any order, guards off");
  reads(&desk, "\xEF\xBB\xBF工号,接收学校代码\r\nt3,B\r\nt1,'=S\r\n", "B =S B",
        "Chinese headings and a mark");
  reads(&desk, "teacher_id,to_id\nｔ１,Ｂ\n", "B B C", "folded");
  reads(&desk, "teacher_id,to_id\nt1,西校\n", "B B C", "a school by its name");
  desk_free(&desk);
}

/* A changed name with an unchanged id is read, but said. */
static void test_names(void)
{
  static const char *const right[] = {
      "teacher_id,name,to_id,to_school\nt1,n1,B,西校\n", "teacher_id,to_id,to_school\nt1,B,B\n",
      "teacher_id,name,to_id,to_school\nt1,,B,\n",       "teacher_id,to_id\nt1,B\n",
      "teacher_id,to_id,to_school\nt1,,西校\n",          "teacher_id,to_school\nt1,西校\n"};
  static const struct {
    const char *text, *message, *part;
  } wrong[] = {{"teacher_id,name,to_id\nt1,n2,B\n", "ROSTER_OTHER_NAME", ":2: name: "},
               {"teacher_id,to_id,to_school\nt1,B,老西校\n", "ROSTER_OTHER_SCHOOL",
                "\"老西校\" stands beside the id of the school \"西校\""}};
  struct desk desk = desk_new();
  desk.build->district->teachers[1].name = "n1";
  for (size_t k = 0; k < G_N_ELEMENTS(right); k++) {
    reads(&desk, right[k], "B B C", right[k]);
    LG_EQUAL_INT(lg_report_warnings(desk.report), 0, right[k]);
  }
  for (size_t k = 0; k < G_N_ELEMENTS(wrong); k++) {
    reads(&desk, wrong[k].text, "B B C", wrong[k].text);
    if (!LG_EQUAL_INT(lg_report_warnings(desk.report), 1, wrong[k].text)) continue;
    LG_EQUAL_TEXT(lg_message_name(lg_report_message(desk.report, LG_WARNING, 0)), wrong[k].message,
                  wrong[k].text);
    char *line = lg_report_line(desk.report, LG_WARNING, 0, NULL);
    LG_HAS_PART(line, wrong[k].part, wrong[k].text);
    g_free(line);
  }
  desk_free(&desk);
}

/* Who left since, as the file has them: "id name from to". */
static void leaves(struct desk *desk, const char *text, const char *expected, const char *what)
{
  reads(desk, text, "B B C", what);
  GString *found = g_string_new(NULL);
  for (guint k = 0; k < desk->file->departed->len; k++) {
    const lg_departed *gone = &g_array_index(desk->file->departed, lg_departed, k);
    const lg_school *schools = desk->input.district->schools;
    g_string_append_printf(found, "%s%s %s %s %s", k ? "; " : "", gone->id, gone->name,
                           gone->from == LG_MISSING ? "-" : schools[gone->from].id,
                           gone->to == LG_MISSING ? "-" : schools[gone->to].id);
  }
  LG_EQUAL_TEXT(found->str, expected, what);
  g_string_free(found, TRUE);
  int told = 0;
  for (int k = 0; k < lg_report_notes(desk->report); k++)
    told += lg_report_message(desk->report, LG_NOTE, k) == LG_MSG_ROSTER_LEFT;
  LG_EQUAL_INT(told, desk->file->departed->len, "ROSTER_LEFT");
}

static void test_left(void)
{
  struct desk desk = desk_new();
  desk.build->district->teachers[1].name = "甲";
  desk.build->district->teachers[2].name = "乙";
  leaves(&desk, "teacher_id,name,from_id,to_id\nt1,甲,,B\nt9,丙,B,C\n", "t9 丙 B C", "one left");
  leaves(&desk, "teacher_id,name,to_id\nt1,甲,B\nt9,丙,X\n", "t9 丙 - -",
         "to a school of the past");
  leaves(&desk, "teacher_id,name,to_id\nt1,甲,B\nt9,甲,C\n", "t9 甲 - C",
         "the namesake has a row of his own");
  leaves(&desk, "teacher_id,name,from_id,to_id\nt1,甲,,B\nt9,乙,B,C\n", "t9 乙 B C",
         "the namesake is at another school");
  refuses(&desk, "teacher_id,name,to_id\nt1,甲,B\nt9,乙,C\n", "ROSTER_NO_TEACHER_NEAR",
          "the name of somebody who is missed: the id is misspelt");
  refuses(&desk, "teacher_id,name,to_id\nt9,丙,C\n", "ROSTER_NO_TEACHER_NEAR",
          "nobody of today: another district");
  refuses(&desk, "teacher_id,name,to_id\nt1,甲,B\nt9,,C\n", "ROSTER_NO_TEACHER_NEAR",
          "without a name nobody can tell");
  desk_free(&desk);
}

static void test_refuse(void)
{
  struct desk desk = desk_new();
  refuses(&desk, "teacher_id,to_id\nt1,B\nt9,B\n", "ROSTER_NO_TEACHER_NEAR", "unknown teacher");
  refuses(&desk, "teacher_id,to_id\nC7QKM3RD2XA,B\n", "ROSTER_NO_TEACHER_CODE", "a code");
  refuses(&desk, "teacher_id,to_id\nzzzzz,B\n", "ROSTER_NO_TEACHER",
          "unknown teacher, nothing near");
  refuses(&desk, "teacher_id,to_id\nt1,X1234567\n", "ROSTER_NO_SCHOOL", "unknown school");
  refuses(&desk, "teacher_id,to_id\nt1,西小校\n", "ROSTER_NO_SCHOOL_NEAR", "misspelt school");
  refuses(&desk, "teacher_id,to_id\nt1,南校\n", "ROSTER_SCHOOL_NAME_TWICE",
          "two schools of a name");
  refuses(&desk, "teacher_id,to_id\nt1,B\nt1,B\n", "ROSTER_TEACHER_TWICE", "a teacher twice");
  refuses(&desk, "teacher_id,to_id,guest_id,units\nt1,B,C,x\n", "ROSTER_UNITS", "units of a guest");
  refuses(&desk, "teacher_id,to_id,guest_id\nt1,A,X1234567\n", "ROSTER_NO_SCHOOL",
          "no guest school");
  refuses(&desk, "teacher_id,to_id\n,B\n", "ROSTER_CELL_EMPTY", "no teacher");
  refuses(&desk, "teacher_id,to_id\nt1,\n", "ROSTER_CELL_EMPTY", "no school");
  refuses(&desk, "teacher_id,to_school\nt1,\n", "ROSTER_SCHOOL_EMPTY", "no school, no code");
  refuses(&desk, "teacher_id,to_id,to_school\nt1,B,东校\n", "ROSTER_TWO_SCHOOLS", "two schools");
  refuses(&desk, "teacher_id,to_id,to_school\nt1,B,南校\n", "ROSTER_TWO_SCHOOLS",
          "another school, one of two of a name");
  refuses(&desk, "teacher_id,to_id\nt1,B,1\n", "ROW_LONG", "ragged");
  refuses(&desk, "teacher_id,place\nt1,B\n", "HEADING_MISSING", "without to_id");
  desk_read(&desk, "teacher_id,to_id\nt8,B\nt1,X\nt1,B\n");
  LG_EQUAL_INT(lg_report_defects(desk.report), 3, "all defects at once");
  desk_clear(&desk);
  desk.report = lg_report_new();
  desk.file = lg_roster_file_read("no/such/roster.csv", &desk.input, desk.report);
  LG_TRUE(!desk.file->roster, "a missing file is no roster");
  LG_EQUAL_TEXT(lg_message_name(lg_report_message(desk.report, LG_DEFECT, 0)), "ROSTER_NO_FILE",
                "missing");
  desk_free(&desk);
}

/* What differs: "row column found|expected; ...". */
static void differs(struct desk *desk, const char *text, const char *expected, const char *what)
{
  desk_read(desk, text);
  if (!LG_TRUE(desk->file->roster, what)) return;
  lg_audit *audit = lg_audit_new(desk->input.district, desk->input.policy, desk->file->roster);
  GArray *differences = lg_roster_file_compare(desk->file, &desk->input, audit);
  GString *found = g_string_new(NULL);
  for (guint k = 0; k < differences->len; k++) {
    const lg_file_difference *d = &g_array_index(differences, lg_file_difference, k);
    g_string_append_printf(found, "%s%d %s %s|%s%s", k ? "; " : "", d->row, d->column, d->found,
                           d->expected, d->broken ? " BROKEN" : "");
  }
  LG_EQUAL_TEXT(found->str, expected, what);
  g_string_free(found, TRUE);
  g_array_free(differences, TRUE);
  lg_audit_free(audit);
}

static void test_compare(void)
{
  struct desk desk = desk_new();
  const char *english =
      "teacher_id,from_id,from_school,to_id,route,distance_before_km,distance_after_km,wish_rank\n";
  struct {
    const char *rows, *expected, *what;
  } cases[] = {
      {"t1,'=S,东校,B,partner,0.000,1.500,2\nt3,C,南校,B,lock,0.000,,\n", "", "as written"},
      {"t1,东校,'=S,B,partner,0,1.5,2.0\nt3,C,C,B,锁定,0,,\n", "",
       "numbers as numbers, id or name, either language"},
      {"'-t2,B,西校,B,,0.000,0.000,\n", "", "one who stays"},
      {"t1,B,西校,B,partner,0,1.5,2\n", "2 from_id B|=S BROKEN; 2 from_school 西校|东校", "from"},
      {"t1,'=S,东校,B,lock,0,1.5,2\n", "2 route lock|partner", "route"},
      {"t3,C,南校,B,,0,,\n", "", "route left out"},
      {"t1,'=S,东校,B,partner,0.1,1.501,2\n",
       "2 distance_before_km 0.1|0.000; 2 distance_after_km 1.501|1.500", "distances"},
      {"t1,'=S,东校,B,partner,0,,2\nt3,C,南校,B,lock,0,7,\n", "3 distance_after_km 7|",
       "a known distance left out, an unknown one given"},
      {"t1,'=S,东校,B,partner,0,1.5km,2\n", "2 distance_after_km 1.5km|1.500", "no number"},
      {"t1,'=S,东校,B,partner,0,1.5,1\nt3,C,南校,B,lock,0,,1\n", "2 wish_rank 1|2; 3 wish_rank 1|",
       "wishes"},
      {"t1,'=S,东校,B,partner,0,1.5,\n", "", "wish left out"},
      {"t1,'=S,东校,C,,0,,\n", "", "a broken rule is not this rule's business"}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    char *text = g_strconcat(english, cases[k].rows, NULL);
    differs(&desk, text, cases[k].expected, cases[k].what);
    g_free(text);
  }
  differs(&desk, "teacher_id,to_id\nt1,B\n", "", "columns that are not there are not compared");
  differs(&desk, "工号,接收学校代码,交流形式\nt3,B,x\n", "2 交流形式 x|lock",
          "the heading as the file has it");
  desk_free(&desk);
}

/* What lungang writes it understands, in both languages, and finds nothing changed. */
static void round_trip(struct desk *desk, const char *code, const char *name,
                       bool (*write)(const lg_output *, const char *, char **))
{
  lg_lang *lang = lg_lang_new(code);
  lg_answer answer = {.status = LG_FEASIBLE, .roster = desk->build->roster};
  lg_output out = {.input = &desk->input, .answer = &answer, .lang = lang};
  lg_options *options = lg_options_new(desk->input.district, desk->input.policy);
  char *error = NULL, *path = g_build_filename(desk->folder, name, NULL), *text = NULL;
  out.audit = lg_build_audit(desk->build);
  out.options = options;
  LG_TRUE(write(&out, desk->folder, &error), name);
  LG_TRUE(g_file_get_contents(path, &text, NULL, NULL), name);
  differs(desk, text ? text : "", "", name);
  for (int i = 0; desk->file->roster && i < answer.roster->teacher_count; i++)
    LG_EQUAL_INT(desk->file->roster->assignments[i].school, answer.roster->assignments[i].school,
                 name);
  g_unlink(path);
  g_free(path);
  g_free(text);
  g_free(error);
  lg_options_free(options);
  lg_lang_free(lang);
}

/* The movers' sheet of a workbook, whose receiving school decides. */
static void reads_sheet(struct desk *desk, const char *rows, const char *expected,
                        const char *message, const char *what)
{
  static const char *const heads[] = {"工号", "姓名", "接收学校", "接收学校代码"};
  lg_plan_book *book = lg_plan_book_new();
  lg_plain_sheet *other = lg_plan_book_add(book, "汇总");
  lg_plan_book_text(book, other, 0, 0, "汇总");
  lg_plain_sheet *sheet = lg_plan_book_add(book, "交流轮岗人员汇总表");
  other->table = sheet->table = LG_TABLE_TEACHERS; /* as they stand */
  for (int c = 0; c < (int)G_N_ELEMENTS(heads); c++) lg_plan_book_text(book, sheet, 3, c, heads[c]);
  g_auto(GStrv) lines = g_strsplit(rows, "\n", -1);
  for (int r = 0; lines[r]; r++) {
    g_auto(GStrv) cells = g_strsplit(lines[r], ",", -1);
    for (int c = 0; cells[c]; c++) lg_plan_book_text(book, sheet, 4 + r, c, cells[c]);
  }
  book->title = g_strdup("");
  g_autofree char *path = g_build_filename(desk->folder, "roster.xlsx", NULL);
  LG_EQUAL_INT(lg_write_plan_book(path, book, (lg_date){2010, 9, 1}, NULL), 0, what);
  lg_plan_book_free(book);
  desk_clear(desk);
  desk->report = lg_report_new();
  desk->file = lg_roster_file_read(path, &desk->input, desk->report);
  g_unlink(path);
  GString *found = g_string_new(NULL);
  for (int i = 0; desk->file->roster && i < 3; i++)
    g_string_append_printf(
        found, "%s%s", i ? " " : "",
        desk->input.district->schools[desk->file->roster->assignments[i].school].id);
  LG_EQUAL_TEXT(found->str, expected, what);
  g_string_free(found, TRUE);
  lg_severity severity = *expected ? LG_NOTE : LG_DEFECT;
  int count = *expected ? lg_report_notes(desk->report) : lg_report_defects(desk->report);
  bool told = !message;
  for (int k = 0; k < count && message; k++)
    told |= strcmp(lg_message_name(lg_report_message(desk->report, severity, k)), message) == 0;
  LG_TRUE(told, what);
}

static void test_sheet(void)
{
  struct desk desk = desk_new();
  reads_sheet(&desk, "t1,n1,西校,B", "B B C", "SHEET_READ", "as written");
  reads_sheet(&desk, "t1,n1,西校,B\n制表：王,,审核：李", "B B C", "ROWS_SKIPPED",
              "signatures below");
  reads_sheet(&desk, "t1,n1,西校,C\nt3,n3,西校,C", "B B B", "ROSTER_CODES_STALE",
              "the name decides");
  reads_sheet(&desk, "t1,n1,B,", "B B C", NULL, "a code in its place");
  reads_sheet(&desk, "t1,n1,南校,C", "B C C", NULL, "the code tells two of a name apart");
  reads_sheet(&desk, "t1,n1,南校,B", "", "ROSTER_SCHOOL_NAME_TWICE", "but not a stale one");
  reads_sheet(&desk, "t1,n1,,B", "", "ROSTER_SCHOOL_EMPTY", "a school that was deleted");
  reads_sheet(&desk, "t1,n1,西小校,B", "", "ROSTER_NO_SCHOOL_NEAR", "misspelt");
  desk_free(&desk);
}

static void test_round_trip(void)
{
  struct desk desk = desk_new();
  lg_build_move(desk.build, "t1", "B");
  lg_build_move(desk.build, "-t2", "=S");
  lg_build_move(desk.build, "t3", "B");
  for (int zh = 0; zh < 2; zh++) {
    round_trip(&desk, zh ? "zh" : "en", "roster.csv", write_roster);
    round_trip(&desk, zh ? "zh" : "en", "placements.csv", write_placements);
  }
  lg_build_move(desk.build, "-t2", "B");
  round_trip(&desk, "zh", "placements.csv", write_placements);
  desk_free(&desk);
}

int main(void)
{
  static const lg_case cases[] = {{"read", test_read},
                                  {"names beside the ids", test_names},
                                  {"refuse", test_refuse},
                                  {"left since", test_left},
                                  {"compare", test_compare},
                                  {"sheet", test_sheet},
                                  {"round trip", test_round_trip},
                                  {NULL, NULL}};
  return lg_run("roster_file", cases);
}
