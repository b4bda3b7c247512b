/* test_sheets.c - conditions in words both ways, and cells that only a workbook has: percent and date
 * formats, errors, merges (SHEET_CELL, SHEET_BOUND_DATE, SHEET_PERCENT_SHOWN); a folder as the plan
 * (PLAN_FOLDER_NONE). */
#include <glib/gstdio.h>
#include <string.h>

#include "io/plan/condition.h"
#include "io/plan/plan.h"
#include "io/plan/sheets.h"
#include "io/read.h"
#include "runner.h"
#include "table_help.h"

/* ---- conditions ---- */

static const lg_condition_route routes[] = {{"支教帮扶", "support"}};
static const lg_condition_names names = {routes, 1};

/* The filters of a condition, " | " between; what is wrong where it is none. g_free. */
static char *parsed(const char *text)
{
  lg_condition_fault fault;
  GPtrArray *filters = lg_condition_parse(text, &names, LG_CONDITION_LIST, &fault);
  if (!filters) {
    lg_condition_fault_clear(&fault);
    return g_strdup(lg_message_name(fault.message));
  }
  g_ptr_array_add(filters, NULL);
  char *all = g_strjoinv(" | ", (char **)filters->pdata);
  g_ptr_array_set_size(filters, (int)filters->len - 1);
  g_ptr_array_unref(filters);
  return all;
}

static char *written(const char *json, bool chinese)
{
  lg_report *report = lg_report_new();
  lg_json_doc *doc = lg_json_parse(json, strlen(json), "", report);
  char *text = lg_condition_text(lg_json_root(doc), chinese, NULL, &names);
  lg_json_doc_free(doc);
  lg_report_free(report);
  return text;
}

/* Each is written as it is read. */
static void test_both_ways(void)
{
  static const struct {
    const char *chinese, *english, *json;
  } rows[] = {
      {"", "", "{}"},
      {"交流 且 骨干", "moved and backbone", "{\"moved\": true, \"backbone\": true}"},
      {"非 交流", "not moved", "{\"moved\": false}"},
      {"专任=是/否", "full_time=yes/no", "{\"full_time\": [true, false]}"},
      {"交流≠是", "moved≠yes", "{\"moved\": {\"not\": true}}"},
      {"派出层次=优质/普通 且 接收层次=薄弱", "from.tier=strong/ordinary and to.tier=weak",
       "{\"from.tier\": [\"strong\", \"ordinary\"], \"to.tier\": \"weak\"}"},
      {"职称≠高级教师", "title≠高级教师", "{\"title\": {\"not\": \"高级教师\"}}"},
      {"年龄=30-45", "age=30-45", "{\"age\": {\"min\": 30, \"max\": 45}}"},
      {"非 年龄≥50", "not age≥50", "{\"age\": {\"not\": {\"min\": 50}}}"},
      {"本校年限≤6", "years≤6", "{\"years\": {\"max\": 6}}"},
      {"志愿=1/2", "wish=1/2", "{\"wish\": [1, 2]}"},
      {"标签=“毕业班/班主任”", "tag=“毕业班/班主任”", "{\"tag\": \"毕业班/班主任\"}"},
      {"标签=“说“好””的”", "tag=“说“好””的”", "{\"tag\": \"说“好”的\"}"},
      {"标签=“”", "tag=“”", "{\"tag\": []}"},
      {"派出学校=“苟且小学（东）”", NULL, "{\"from.school\": \"苟且小学(东)\"}"},
      {"交流形式=支教帮扶/人工指定", "route=支教帮扶/“by lock”",
       "{\"route\": [\"support\", \"lock\"]}"},
  };
  for (size_t k = 0; k < G_N_ELEMENTS(rows); k++) {
    const char *const texts[] = {rows[k].english, rows[k].chinese};
    for (int zh = 0; zh < 2; zh++) {
      if (!texts[zh]) continue;
      g_autofree char *json = parsed(texts[zh]);
      LG_EQUAL_TEXT(json, rows[k].json, texts[zh]);
      g_autofree char *text = written(rows[k].json, zh);
      g_autofree char *again = parsed(text);
      LG_EQUAL_TEXT(again, rows[k].json, text);
      if (!strstr(rows[k].json, "(东)")) LG_EQUAL_TEXT(text, texts[zh], rows[k].json);
    }
  }
}

/* What offices type is the same. */
static void test_other_signs(void)
{
  static const char *const rows[][2] = {
      {"交流且骨干", "{\"moved\": true, \"backbone\": true}"},
      {"非骨干", "{\"backbone\": false}"},
      {"年龄＞＝50", "{\"age\": {\"min\": 50}}"},
      {"年龄>=30 且 年龄<=45岁", "{\"age\": {\"min\": 30, \"max\": 45}}"},
      {"职称!=高级教师", "{\"title\": {\"not\": \"高级教师\"}}"},
      {"非 职称＝高级教师", "{\"title\": {\"not\": \"高级教师\"}}"},
      {"学段＝小学／初中", "{\"stage\": [\"primary\", \"junior\"]}"},
      {"年龄=30至45", "{\"age\": {\"min\": 30, \"max\": 45}}"},
      {"性别=女", "{\"gender\": \"F\"}"},
      {"交流 且 骨干 或 专任", "{\"moved\": true, \"backbone\": true} | {\"full_time\": true}"},
      {"Moved AND Not Backbone", "{\"moved\": true, \"backbone\": false}"},
      {"年龄≥30 且 年龄≥40", "CONDITION_TWICE"},
      {"学科=语文 且 学科=数学", "CONDITION_TWICE"},
      {"交流 且 非 交流", "CONDITION_TWICE"},
      {"标签=班主任 且 标签=毕业班", "{\"tag\": \"班主任\", \"any\": [{\"tag\": \"毕业班\"}]}"},
      {"年龄≥30 且 非 年龄≤40",
       "{\"age\": {\"min\": 30}, \"any\": [{\"age\": {\"not\": {\"max\": 40}}}]}"},
      {"标签=a 且 标签=b 且 标签=c", "CONDITION_TWICE"},
      {"交流 且 (骨干 或 专任)", "CONDITION_BRACKET"},
      {"学段=小学、初中", "CONDITION_SIGN"},
  };
  for (size_t k = 0; k < G_N_ELEMENTS(rows); k++) {
    g_autofree char *json = parsed(rows[k][0]);
    LG_EQUAL_TEXT(json, rows[k][1], rows[k][0]);
  }
}

/* `any` is multiplied out with what stands beside it. */
static void test_any(void)
{
  const char *json =
      "{\"backbone\": true, \"any\": [{\"moved\": true}, {\"from\": {\"tier\": \"weak\"}}]}";
  g_autofree char *text = written(json, true);
  LG_EQUAL_TEXT(text, "骨干 且 交流 或 骨干 且 派出层次=薄弱", json);
  static const char twice[] =
      "{\"stage\": \"primary\", \"any\": [{\"stage\": \"primary\"}, {\"stage\": \"junior\"}]}";
  g_autofree char *wide = written(twice, true);
  LG_EQUAL_TEXT(wide, "学段=小学/小学 或 学段=小学/小学 且 学段=初中", twice);
}

/* ---- cells ---- */

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

/* A workbook with the sheets 方案 and 指标; cells of style 1 are 0%, of 2 dates. */
static char *book(const char *quota_rows, const char *merges, size_t *size)
{
  static const char types[] =
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
  static const char rels[] =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      "<Relationship Id=\"r1\" "
      "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
      "Target=\"xl/workbook.xml\"/></Relationships>";
  static const char sheets[] =
      "<workbook xmlns=\"" MAIN
      "\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
      "<sheet name=\"方案\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"指标\" sheetId=\"2\" "
      "r:id=\"r2\"/></sheets></workbook>";
  static const char parts[] =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      "<Relationship Id=\"r1\" "
      "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
      "Target=\"worksheets/a.xml\"/>"
      "<Relationship Id=\"r2\" "
      "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
      "Target=\"worksheets/b.xml\"/>"
      "<Relationship Id=\"r3\" "
      "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" "
      "Target=\"styles.xml\"/></Relationships>";
  static const char styles[] = "<styleSheet xmlns=\"" MAIN
                               "\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf "
                               "numFmtId=\"14\"/></cellXfs></styleSheet>";
#define TEXT(place, text) "<c r=\"" place "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
  static const char items[] =
      "<worksheet xmlns=\"" MAIN "\"><sheetData>"
      "<row r=\"1\">" TEXT("A1", "轮岗方案（试行）") "</row>"
      "<row r=\"3\">" TEXT("A3", "项 目") TEXT("B3", "内容") "</row>"
      "<row r=\"4\">" TEXT("A4", "日期") "<c r=\"B4\" s=\"2\"><v>45901</v></c></row>"
      "<row r=\"5\">" TEXT("A5", "教师表") TEXT("B5", "t.csv") "</row>"
      "<row r=\"6\">" TEXT("A6", "学校表") TEXT("B6", "s.csv") "</row>"
      "<row r=\"7\">" TEXT("A7", "不参加交流*") TEXT("B7", "已交流") "</row>"
      "<row r=\"8\">" TEXT("B8", "年龄≥55") "</row>"
      "</sheetData><mergeCells><mergeCell ref=\"A7:A8\"/></mergeCells></worksheet>";
  g_autofree char *quotas = g_strdup_printf(
      "<worksheet xmlns=\"" MAIN "\"><sheetData><row r=\"1\">" TEXT("A1", "指标") TEXT("B1", "统计")
          TEXT("C1", "不少于") "</row>%s</sheetData>%s</worksheet>",
      quota_rows, merges);
  return lg_help_zip(size, "[Content_Types].xml", types, "_rels/.rels", rels, "xl/workbook.xml",
                     sheets, "xl/_rels/workbook.xml.rels", parts, "xl/styles.xml", styles,
                     "xl/worksheets/a.xml", items, "xl/worksheets/b.xml", quotas, NULL);
}

/* The findings and what a text of the JSON is. */
static void check_book(const char *rows, const char *findings, const char *holds)
{
  size_t size;
  g_autofree char *bytes = book(rows, "", &size);
  lg_report *report = lg_report_new();
  lg_places *places;
  g_autofree char *json = lg_sheets_to_json(bytes, size, "plan.xlsx", &places, report);
  g_autofree char *found = lg_help_findings(report);
  LG_EQUAL_TEXT(found, findings, rows);
  LG_TRUE(json && strstr(json, holds), json ? json : "none");
  lg_places_unref(places);
  lg_report_free(report);
}

#define ROW(cell) "<row r=\"2\">" TEXT("A2", "比例") TEXT("B2", "交流") cell "</row>"

static void test_cells(void)
{
  check_book(ROW("<c r=\"C2\" s=\"1\"><v>0.37</v></c>"), "", "\"min\": \"37%\"");
  check_book(ROW("<c r=\"C2\" s=\"1\"><v>0.375</v></c>"), "SHEET_PERCENT_SHOWN:0",
             "\"min\": \"37.5%\"");
  check_book(ROW("<c r=\"C2\" s=\"2\"><v>45724</v></c>"), "SHEET_BOUND_DATE:0", "\"id\": \"q1\"");
  check_book(ROW("<c r=\"C2\" t=\"e\"><v>#N/A</v></c>"), "SHEET_CELL:0", "\"id\": \"q1\"");
  check_book(ROW(TEXT("C2", "５７０人")), "", "\"min\": 570");
  check_book(ROW(TEXT("C2", "３／８")), "", "\"min\": \"3/8\"");
  /* a title above the heading, a date cell, and an item merged over two rows */
  check_book("", "", "\"date\": \"2025-09-01\"");
  check_book("", "", "{\"rotated\": true},\n{\"age\": {\"min\": 55}}");
  check_book("", "", "\"quotas\": [\n]");
}

/* ---- a folder ---- */

static void put(const char *folder, const char *name, const char *bytes, size_t size)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  LG_TRUE(g_file_set_contents(path, bytes, (gssize)size, NULL), path);
}

static void expect_found(const char *folder, const char *wanted, const char *names_wanted)
{
  char *several;
  g_autofree char *found = lg_plan_search(folder, &several);
  g_autofree char *name = found ? g_path_get_basename(found) : g_strdup("(none)");
  LG_EQUAL_TEXT(name, wanted, folder);
  LG_EQUAL_TEXT(several ? several : "", names_wanted, folder);
  g_free(several);
}

static void test_folder(void)
{
  g_autofree char *folder = g_dir_make_tmp("lungang-XXXXXX", NULL);
  g_autofree char *own = g_path_get_basename(folder);
  size_t size;
  g_autofree char *bytes = book("", "", &size);
  lg_report *report = lg_report_new();
  lg_plan *plan = lg_plan_open(folder, &(lg_coding){0}, report);
  LG_TRUE(plan == NULL, folder);
  LG_EQUAL_TEXT(lg_message_name(lg_report_message(report, LG_DEFECT, 0)), "PLAN_FOLDER_NONE",
                folder);
  lg_report_free(report);
  expect_found(folder, own, "");
  put(folder, "~$a.xlsx", bytes, size);
  put(folder, "notes.xlsx", "PK", 2);
  expect_found(folder, own, "");
  put(folder, "b.xlsx", bytes, size);
  expect_found(folder, "b.xlsx", "");
  put(folder, "a.xlsx", bytes, size);
  expect_found(folder, "(none)", "a.xlsx, b.xlsx");
  put(folder, "plan.json", "{}", 2);
  expect_found(folder, "plan.json", "");
  static const char *const files[] = {"~$a.xlsx", "notes.xlsx", "b.xlsx", "a.xlsx", "plan.json"};
  for (size_t k = 0; k < G_N_ELEMENTS(files); k++) {
    g_autofree char *path = g_build_filename(folder, files[k], NULL);
    g_unlink(path);
  }
  g_rmdir(folder);
}

int main(void)
{
  static const lg_case cases[] = {{"conditions both ways", test_both_ways},
                                  {"other signs", test_other_signs},
                                  {"any", test_any},
                                  {"cells", test_cells},
                                  {"a folder", test_folder},
                                  {NULL, NULL}};
  return lg_run("sheets", cases);
}
