/* test_table.c - tables as files: CSV, encodings, headings. A good or a bad case for every message.
 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/read/fold.h"
#include "io/words/shapes.h"
#include "runner.h"
#include "table_help.h"

struct csv_case {
  const char *what, *bytes;
  lg_table_kind kind;
  const char *rows, *findings;
};

static void run_cases(const struct csv_case *cases, size_t count)
{
  for (size_t i = 0; i < count; i++)
    lg_help_check(cases[i].what, "t.csv", cases[i].bytes, strlen(cases[i].bytes), cases[i].kind,
                  cases[i].rows, cases[i].findings);
}

static void test_good(void)
{
  static const struct csv_case cases[] = {
      {"plain", "a,b,rule\nT1,T2,same_school\n", LG_TABLE_PAIRS, "2:T1|T2|same_school", ""},
      {"no line end at the end", "a,b,rule\nT1,T2,x", LG_TABLE_PAIRS, "2:T1|T2|x", ""},
      {"semicolon", "a;b;rule\nT1;T2,5;x\n", LG_TABLE_PAIRS, "2:T1|T2,5|x", ""},
      {"tab, with empty cells", "a\tb\trule\nT1\t\tx\n\tT2\t\n", LG_TABLE_PAIRS, "2:T1||x 3:|T2|",
       ""},
      {"CRLF", "a,b,rule\r\nT1,T2,x\r\n\r\nT3,T4,y\r\n", LG_TABLE_PAIRS, "2:T1|T2|x 4:T3|T4|y", ""},
      {"CR alone", "a,b,rule\rT1,T2,x\r\rT3,T4,y\r", LG_TABLE_PAIRS, "2:T1|T2|x 4:T3|T4|y", ""},
      {"line breaks in quotes", "a,b,rule\n\"T\n1\",T2,\"x\r\n\n\"\nT3,T4,y\n", LG_TABLE_PAIRS,
       "2:T\n1|T2|x 6:T3|T4|y", ""},
      {"a row that begins behind a quoted line break", "\"a\",\"b\n\",rule\nT1,T2,x\n",
       LG_TABLE_PAIRS, "3:T1|T2|x", ""},
      {"quotes", "a,b,rule\n\"T \"\"1\"\"\",\"x,y\",  z  \n", LG_TABLE_PAIRS, "2:T \"1\"|x,y|z",
       ""},
      {"blanks around quotes", "a,b,rule\n \"T1\" , \" T2 \",x\n", LG_TABLE_PAIRS, "2:T1|T2|x", ""},
      {"blank rows", "a,b,rule\n,,\n   \n\"\",,\n\xE3\x80\x80,,\nT1,T2,x\n,\n,,,,,\n",
       LG_TABLE_PAIRS, "6:T1|T2|x", ""},
      {"a tab inside a cell", "a,b,rule\nT\t1,T2,x\n", LG_TABLE_PAIRS, "2:T\t1|T2|x", ""},
      {"Chinese, any order", "规则,乙,甲\n同校,T2,T1\n", LG_TABLE_PAIRS, "2:同校|T2|T1", ""},
      {"case, full width and blanks of headings",
       " A ,\xEF\xBC\xA2,\xE3\x80\x80Rule\xC2\xA0\nT1,T2,x\n", LG_TABLE_PAIRS, "2:T1|T2|x", ""},
      {"a full-width delimiter is none", "a,b,rule,一；二；三\nT1,T2,x,y\n", LG_TABLE_PAIRS,
       "2:T1|T2|x|", "COLUMNS_UNREAD:1"},
      {"blanks at the ends, not folded",
       "a,b,rule\n\xE3\x80\x80\xEF\xBC\xB4\xEF\xBC\x91\xC2\xA0,\" T\xE3\x80\x80 2 \",x\n",
       LG_TABLE_PAIRS, "2:\xEF\xBC\xB4\xEF\xBC\x91|T\xE3\x80\x80 2|x", ""},
      {"characters whose ends look like blanks",
       "a,b,rule\n\xE7\xA7\x80\xE3\x80\x80,\xE5\xA0\xA0,x\n", LG_TABLE_PAIRS,
       "2:\xE7\xA7\x80|\xE5\xA0\xA0|x", ""},
      {"empty cells beyond the heading", "a,b,rule\nT1,T2,x,,,\n", LG_TABLE_PAIRS, "2:T1|T2|x", ""},
      {"blank headings of empty columns", "a,b,rule,,\nT1,T2,x,,\nT1,T2,x\n", LG_TABLE_PAIRS,
       "2:T1|T2|x 3:T1|T2|x", ""},
      {"delimiters at the end of every line", "名单,,,,\na,b,rule,,\nT1,T2,x,,\n,,,,\nT3,T4,y,,\n",
       LG_TABLE_PAIRS, "3:T1|T2|x 5:T3|T4|y", "HEADING_BELOW:2"},
      {"a declared delimiter", "sep=;\r\na;b;rule\r\nT1;T2,a;x\r\n", LG_TABLE_PAIRS, "3:T1|T2,a|x",
       ""},
      {"a declared delimiter that no heading would show",
       "\xEF\xBB\xBF\"SEP=|\"\na|b|rule|电话\n\"T1\"|T2|x|1;2\n", LG_TABLE_PAIRS, "3:T1|T2|x|",
       "COLUMNS_UNREAD:2"},
      {"a declared tab", "sep=\t\na\tb\trule\nT1\t\tx\n", LG_TABLE_PAIRS, "3:T1||x", ""},
      {"declared, as wide as the table, and a title", "sep=;;;\n名单;;\na;b;rule\nT1;T2;x\n",
       LG_TABLE_PAIRS, "4:T1|T2|x", "HEADING_BELOW:3"},
      {"no declaration", "sep=\na,b,rule\nT1,T2,x\n", LG_TABLE_PAIRS, "3:T1|T2|x",
       "HEADING_BELOW:2"},
      {"a blank heading between", "a,,b,rule\nT1,,T2,x\n", LG_TABLE_PAIRS, "2:T1||T2|x", ""},
      {"of unknown columns nothing is kept", "a,电话,b,rule\nT1,138,T2,x\n", LG_TABLE_PAIRS,
       "2:T1||T2|x", "COLUMNS_UNREAD:1"},
      {"heading without rows", "a,b,rule\n", LG_TABLE_PAIRS, "", ""},
      {"a school table for nine-year schools",
       "id,name,stage,tier,students_primary,students_junior\nS,n,both,weak,1,2\n", LG_TABLE_SCHOOLS,
       "2:S|n|both|weak|1|2", ""},
      {"a roster may repeat a heading", "teacher_id,to_id,name,name\nT1,S1,x,y\n", LG_TABLE_ROSTER,
       "2:T1|S1|x|", ""},
      {"headings broken for a narrow column", "\"id\",\"scho\r\nol\",\"任教\n学科\"\nT1,S1,x\n",
       LG_TABLE_TEACHERS, "4:T1|S1|x", ""},
      {"a BOM before a quoted heading", "\xEF\xBB\xBF\"a\",b,rule\nT1,T2,x\n", LG_TABLE_PAIRS,
       "2:T1|T2|x", ""},
  };
  run_cases(cases, G_N_ELEMENTS(cases));
}

static void test_bad(void)
{
  static const struct csv_case cases[] = {
      {"only a BOM", "\xEF\xBB\xBF", LG_TABLE_PAIRS, "(none)", "TABLE_EMPTY:0"},
      {"only blank lines", "\n  \n", LG_TABLE_PAIRS, "(none)", "TABLE_EMPTY:0"},
      {"a blank first line", "\na,b,rule\nT1,T2,x\n", LG_TABLE_PAIRS, "3:T1|T2|x", ""},
      {"a first line of delimiters", ",,\na,b,rule\n", LG_TABLE_PAIRS, "", ""},
      {"a title and a note above the heading", "名单\n\n制表：人事科,,\na,b,rule\nT1,T2,x\n",
       LG_TABLE_PAIRS, "5:T1|T2|x", "HEADING_BELOW:4"},
      {"the heading in row 20", "x\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\na,b,rule\nT1,T2,x\n",
       LG_TABLE_PAIRS, "21:T1|T2|x", "HEADING_BELOW:20"},
      {"the heading in row 21", "x\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\na,b,rule\nT1,T2,x\n",
       LG_TABLE_PAIRS, "(none)", "HEADING_MISSING:1 HEADING_MISSING:1 HEADING_MISSING:1"},
      {"a delimiter told by the heading, not by the title", "甲,乙，,\na;b;rule\nT1;T2;x\n",
       LG_TABLE_PAIRS, "3:T1|T2|x", "HEADING_BELOW:2"},
      {"a heading of two lines",
       "学校代码,学校名称,学段,类别,学生数,,编制\n,,,,小学,初中,\nS,s,both,weak,1,2,3\n",
       LG_TABLE_SCHOOLS, "3:S|s|both|weak|1|2|3", "HEADING_TWO_READ:1"},
      {"parents that only gather", "基本信息,,任教,,\n工号,姓名,学校,学科,学段\nT1,x,S,语文,\n",
       LG_TABLE_TEACHERS, "3:T1|x|S|语文|", "HEADING_BELOW:2"},
      {"a name above a blank cell (merged down), parents above the others",
       "序号,基本信息,,任教情况,,备注\n,工号,姓名,学校,学科,\n1,T1,x,S,语文,y\n", LG_TABLE_TEACHERS,
       "3:|T1|x|S|语文|", "HEADING_TWO_READ:1 COLUMNS_UNREAD:2"},
      {"a field above a blank cell, and a parent that a field needs",
       "名单,,,,,,\n性别,工号,基本信息,,住址,,说明\n,,学校,学科,经度,纬度,\n男,T1,S,语文,116,39,"
       "y\n",
       LG_TABLE_TEACHERS, "4:男|T1|S|语文|116|39|",
       "HEADING_TWO_READ:2 HEADING_BELOW:3 COLUMNS_UNREAD:3"},
      {"a field above a blank cell; the line below is a heading by itself",
       "性别,人员,,单位,住址,,\n,工号,电话,学校,学科,经度,纬度\n男,T1,1,S,语文,116,39\n",
       LG_TABLE_TEACHERS, "3:男|T1||S|语文|116|39", "HEADING_TWO_READ:1 COLUMNS_UNREAD:2"},
      {"a single text above a blank cell is a title", "名单,,,\n,a,b,rule\n,T1,T2,x\n",
       LG_TABLE_PAIRS, "3:|T1|T2|x", "HEADING_BELOW:2"},
      {"what stands beside the heading is no part of it", "单位,,,制表日期\na,b,rule\nT1,T2,x\n",
       LG_TABLE_PAIRS, "3:T1|T2|x", "HEADING_BELOW:2"},
      {"another name of the parent, and both lines again at a page break",
       "名单,,,,,,\n学校代码,学校名称,学段,类别,在校 "
       "学生数,,编制\n,,,,小学,初中,\nS,s,both,weak,1,2,3\n"
       "名单,,,,,,\n学校代码,学校名称,学段,类别,在校 学生数,,编制\n,,,,小学,初中,\n"
       "T,t,both,weak,1,2,3\n",
       LG_TABLE_SCHOOLS, "4:S|s|both|weak|1|2|3 8:T|t|both|weak|1|2|3",
       "HEADING_TWO_READ:2 HEADING_BELOW:3 ROWS_SKIPPED:5"},
      {"two lines that cannot be joined",
       "学校代码,学校名称,学段,类别,学生数,\n,,,,男,女\nS,s,primary,weak,1,2\n", LG_TABLE_SCHOOLS,
       "(none)", "HEADING_TWO_LINES:1 HEADING_BLANK:3"},
      {"rows that are no record",
       "工号,学校,学科\n必填,必填,选填\nT1,S1,语文\n小 计,,1\n工号,学校,学科\nT2,S1,语文\n"
       "合计（人）,,2\n,备注：无,\n填表人：王,,审核：李\n说明,S1,语文\n",
       LG_TABLE_TEACHERS, "3:T1|S1|语文 6:T2|S1|语文", "ROWS_SKIPPED:2"},
      {"what a form asks for, in English",
       "1,id,school,subject\n,required,\"required, e.g. S1\",optional\n1,T1,S1,required at home\n",
       LG_TABLE_TEACHERS, "3:|T1|S1|required at home", "COLUMNS_UNREAD:1"},
      {"what a form asks for, half written over",
       "id,school,subject\nT1,必填,语文\nrequired,T2,S1\n", LG_TABLE_TEACHERS, "",
       "CELL_HINT:2 CELL_HINT:3"},
      {"a record that begins like none", "姓名,工号,学校,学科\n审核,T1,S1,语文\n说明,,S1,语文\n",
       LG_TABLE_TEACHERS, "2:审核|T1|S1|语文", "ROWS_SKIPPED:3"},
      {"a quote inside a field", "a,b,rule\nT1,T\"2,x\nT3,T4,y\n", LG_TABLE_PAIRS, "(none)",
       "CSV_QUOTE_INSIDE:2"},
      {"text after a closing quote", "a,b,rule\nT1,\"T2\"x,x\n", LG_TABLE_PAIRS, "(none)",
       "CSV_AFTER_QUOTE:2"},
      {"a quote after a closing quote", "a,b,rule\nT1,\"T2\" \"x\",x\n", LG_TABLE_PAIRS, "(none)",
       "CSV_AFTER_QUOTE:2"},
      {"the line on which the row begins", "a,b,rule\nT1,\"T\n2\"x,x\n", LG_TABLE_PAIRS, "(none)",
       "CSV_AFTER_QUOTE:2"},
      {"an open quote", "a,b,rule\nT1,T2,x\nT1,\"T2,x\nT3,T4,y\n", LG_TABLE_PAIRS, "(none)",
       "CSV_OPEN_QUOTE:3"},
      {"ragged rows", "a,b,rule\nT1,T2\nT1,T2,x\nT1,T2,x,4,,\n", LG_TABLE_PAIRS, "3:T1|T2|x",
       "ROW_SHORT:2 ROW_LONG:4"},
      {"all defects, never stop at first", "a,b,rule\nT1\n\x01,T2,x\nT1,T2,x,4\nT3,T\"4,y\n",
       LG_TABLE_PAIRS, "(none)", "ROW_SHORT:2 CELL_CONTROL:3 ROW_LONG:4 CSV_QUOTE_INSIDE:5"},
      {"a control character", "a,b,rule\nT1,T\x02,x\n", LG_TABLE_PAIRS, "", "CELL_CONTROL:2"},
      {"a control character in Latin 1", "a,b,rule\nT1,T\xC2\x85,x\n", LG_TABLE_PAIRS, "",
       "CELL_CONTROL:2"},
      {"DEL", "a,b,rule\nT1,T\x7F,x\n", LG_TABLE_PAIRS, "", "CELL_CONTROL:2"},
      {"noncharacters",
       "a,b,rule\nT1,\xEF\xBF\xBF,x\nT1,\xEF\xB7\x90,x\nT1,\xF0\x9F\xBF\xBE,x\nT1,\xEF\xBF\xBD,x\n",
       LG_TABLE_PAIRS, "5:T1|\xEF\xBF\xBD|x", "CELL_CONTROL:2 CELL_CONTROL:3 CELL_CONTROL:4"},
      {"a control character in a heading that nobody reads", "a,b,rule,\x02\n", LG_TABLE_PAIRS, "",
       "COLUMNS_UNREAD:1 CELLS_UNREAD:1"},
      {"a control character in one that would be read", "a,b,ru\x02le\n", LG_TABLE_PAIRS, "(none)",
       "HEADING_MISSING_NEAR:1 COLUMNS_UNREAD:1 CELLS_UNREAD:1"},
      {"missing headings", "a,x\n1,2\n", LG_TABLE_PAIRS, "(none)",
       "HEADING_MISSING:1 HEADING_MISSING:1 COLUMNS_UNREAD:1"},
      {"a misspelt heading, and rows are read on", "a,b,ruel\n1,2\n", LG_TABLE_PAIRS, "(none)",
       "HEADING_MISSING_NEAR:1 ROW_SHORT:2 COLUMNS_UNREAD:1"},
      {"a school table without students", "id,name,stage,tier,students_primary\n", LG_TABLE_SCHOOLS,
       "(none)", "HEADING_MISSING:1"},
      {"two columns of one field", "a,b,rule,甲\nT1,T2,x,y\n", LG_TABLE_PAIRS, "2:T1|T2|x|",
       "HEADING_TWO:1"},
      {"a heading twice", "a,b,rule,B\nT1,T2,x,y\n", LG_TABLE_PAIRS, "2:T1|T2|x|", "HEADING_TWO:1"},
      {"a roster's teacher twice", "teacher_id,to_id,工号\nT1,S1,x\n", LG_TABLE_ROSTER, "2:T1|S1|",
       "HEADING_TWO:1"},
      {"an unknown heading twice", "a,b,rule,备注,备注\nT1,T2,x,y,z\n", LG_TABLE_PAIRS,
       "2:T1|T2|x||", "HEADING_TWICE:1 COLUMNS_UNREAD:1"},
      {"a cell without a heading, told once", "a,b,rule,\nT1,T2,x,1\nT1,T2,x,2\n", LG_TABLE_PAIRS,
       "2:T1|T2|x 3:T1|T2|x", "HEADING_BLANK:2"},
      {"a cell without a heading between", "a,,b,rule\nT1,9,T2,x\n", LG_TABLE_PAIRS, "2:T1||T2|x",
       "HEADING_BLANK:2"},
      {"an optional heading misspelt", "id,school,subject,gendr,学历\nT1,S,x,M,y\n",
       LG_TABLE_TEACHERS, "2:T1|S|x||", "HEADING_NEAR:1 COLUMNS_UNREAD:1"},
      {"an old Excel file", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1zzzz", LG_TABLE_PAIRS, "(none)",
       "TABLE_OLD_EXCEL:0"},
      {"a bad byte behind a BOM",
       "\xEF\xBB\xBF"
       "a,b,rule\r\nT1,\xFF,x\n",
       LG_TABLE_PAIRS, "(none)", "TABLE_BAD_UTF8:2"},
      {"a bad byte", "a,b,rule\r\rT1,\xE5\xAD\xA6\xFF,x\n", LG_TABLE_PAIRS, "(none)",
       "TABLE_BAD_BYTE:3"},
      {"UTF-8 with a broken byte that passes for GB18030", "工号,学校,学科\nT1,\xE5\xAD,x\n",
       LG_TABLE_TEACHERS, "(none)",
       "HEADING_MISSING:1 HEADING_MISSING:1 HEADING_MISSING:1 TABLE_READ_AS_GB18030:0"},
  };
  run_cases(cases, G_N_ELEMENTS(cases));
}

/* What no spreadsheet program should have called .csv or .xlsx: each has its own message, whatever
 * the name. */
static void test_other_kinds(void)
{
  static const char compound[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  static const char package[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  static const char workbook[] = "W\0o\0r\0k\0b\0o\0o\0k";
  char password[512] = {0}, old[512] = {0};
  memcpy(password, compound, 8);
  memcpy(password + 300, package, sizeof package);
  memcpy(old, compound, 8);
  memcpy(old + 300, workbook, sizeof workbook);
  static const struct {
    const char *text, *findings;
  } markup[] = {
      {"<html>", "TABLE_HTML:0"},
      {" \n<!DOCTYPE HTML PUBLIC \"x\">", "TABLE_HTML:0"},
      {"<?xml version=\"1.0\"?><html>", "TABLE_HTML:0"},
      {"<Table border=1>", "TABLE_HTML:0"},
      {"MIME-Version: 1.0\nX: y", "TABLE_HTML:0"},
      {"<!-- x --><html>", "TABLE_HTML:0"},
      {"\xEF\xBB\xBF<?xml version=\"1.0\"?><Workbook/>", "TABLE_XML_2003:0"},
      {"<?xml version=\"1.0\"?><!-- <table> --><ss:Workbook><ss:Table>", "TABLE_XML_2003:0"},
      {"<?xml version=\"1.0\"?><rows><table/></rows>", "TABLE_XML:0"},
      {"<?xml version=\"1.0\"?><office:document office:version=\"1.2\">", "TABLE_ODS:0"}};
  static const char *const names[] = {"t.xls", "t.csv", "t.xlsx", "t.xlsx#s"};
  for (size_t n = 0; n < G_N_ELEMENTS(names); n++) {
    const char *name = names[n];
    lg_help_check("old", name, old, sizeof old, LG_TABLE_PAIRS, "(none)", "TABLE_OLD_EXCEL:0");
    lg_help_check("password", name, password, sizeof password, LG_TABLE_PAIRS, "(none)",
                  "XLSX_ENCRYPTED:0");
    lg_help_check("UTF-16", name, "\xFF\xFEi\0d\0", 6, LG_TABLE_PAIRS, "(none)", "TABLE_UTF16:0");
    lg_help_check("UTF-32", name, "\xFF\xFE\0\0i\0\0\0d\0\0\0", 12, LG_TABLE_PAIRS, "(none)",
                  "TABLE_UTF32:0");
    lg_help_check("UTF-32, the other way round", name, "\0\0\xFE\xFF\0\0\0i", 8, LG_TABLE_PAIRS,
                  "(none)", "TABLE_UTF32:0");
    lg_help_check("empty", name, "", 0, LG_TABLE_PAIRS, "(none)", "TABLE_EMPTY:0");
    for (size_t k = 0; k < G_N_ELEMENTS(markup); k++)
      lg_help_check(markup[k].text, name, markup[k].text, strlen(markup[k].text), LG_TABLE_PAIRS,
                    "(none)", markup[k].findings);
  }
  static const char *const office[] = {"t.et", "T.ET", "t.ett"};
  for (size_t n = 0; n < G_N_ELEMENTS(office); n++)
    lg_help_check("WPS", office[n], old, sizeof old, LG_TABLE_PAIRS, "(none)", "TABLE_ET:0");
  static const char wide[] = "i\0\0\0d\0\0\0,\0\0\0\xE5]\0\0";
  lg_help_check("UTF-32 without its mark", "t.csv", wide, 16, LG_TABLE_PAIRS, "(none)",
                "TABLE_UTF32:0");
  lg_help_check("a title in brackets", "t.csv", "<2010>\na,b,rule\nT1,T2,x\n", 24, LG_TABLE_PAIRS,
                "3:T1|T2|x", "HEADING_BELOW:2");
  static const char *const locks[] = {"~$t.xlsx", "~$t.csv", ".~lock.t.xlsx#", "~$t.xlsx#s"};
  for (size_t n = 0; n < G_N_ELEMENTS(locks); n++)
    lg_help_check("lock", locks[n], "\4user", n == 1 ? 0 : 5, LG_TABLE_PAIRS, "(none)",
                  "TABLE_LOCK_FILE:0");
}

/* Bytes that hold a NUL, or are made. */
static void test_bytes(void)
{
  static const char nul[] = "a,b,rule\nT1,T\0,x\n";
  lg_help_check("a NUL byte", "t.csv", nul, sizeof nul - 1, LG_TABLE_PAIRS, "(none)",
                "TABLE_NUL:2");
  lg_help_check("no bytes", "t.csv", "", 0, LG_TABLE_PAIRS, "(none)", "TABLE_EMPTY:0");
  /* U+4E00 has a byte 0 where ASCII has none */
  static const char *const encodings[] = {"UTF-16", "UTF-16LE", "UTF-16BE"};
  for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++) {
    gsize size;
    g_autofree char *bytes =
        g_convert("甲,乙,规则\r\nT1,一二三,同校\r\n", -1, encodings[i], "UTF-8", NULL, &size, NULL);
    lg_help_check(encodings[i], "t.csv", bytes, size, LG_TABLE_PAIRS, "(none)", "TABLE_UTF16:0");
  }
  GString *text = g_string_new("a,b,rule\nT1,");
  for (int i = 0; i < 1024 * 1024; i++) g_string_append_c(text, 'x');
  g_string_append(text, ",y\n");
  lg_report *report = lg_report_new();
  lg_table *table = lg_help_read("t.csv", text->str, text->len, LG_TABLE_PAIRS, report);
  LG_TRUE(table && table->row_count == 1 && lg_report_defects(report) == 0,
          "a cell of 1 MiB is read");
  lg_table_free(table);
  lg_report_free(report);
  g_string_insert_c(text, 15, 'x');
  lg_help_check("a cell beyond 1 MiB", "t.csv", text->str, text->len, LG_TABLE_PAIRS, "",
                "CELL_LONG:2");
  g_string_assign(text, "a,b,rule");
  for (int i = 0; i < 16384; i++) g_string_append(text, ",x");
  lg_help_check("too many columns", "t.csv", text->str, text->len, LG_TABLE_PAIRS, "(none)",
                "TABLE_COLUMNS:1");
  g_string_assign(text, "a,b,rule\nT1,T2,x");
  for (int i = 0; i < 20000; i++) g_string_append_c(text, ',');
  g_string_append_c(text, 'z');
  lg_help_check("a cell far beyond the heading", "t.csv", text->str, text->len, LG_TABLE_PAIRS, "",
                "ROW_LONG:2");
  g_string_free(text, TRUE);
}

struct gb_case {
  const char *what, *text; /* UTF-8, written as GB18030 */
  lg_table_kind kind;
  lg_encoding encoding;
  const char *rows;
};

static void test_encodings(void)
{
  static const struct gb_case cases[] = {
      {"ASCII", "a,b,rule\nT1,T2,x\n", LG_TABLE_PAIRS, LG_ENC_UTF8, "2:T1|T2|x"},
      {"Chinese", "工号,姓名,学校,学科\nT1,张三,S1,语文\n", LG_TABLE_TEACHERS, LG_ENC_GB18030,
       "2:T1|张三|S1|语文"},
      {"a code word whose bytes are UTF-8 too", "a,b,rule\nT1,T2,同校\n", LG_TABLE_PAIRS,
       LG_ENC_GB18030, "2:T1|T2|同校"},
      {"such a word below a declared delimiter", "sep=|\na|b|rule\nT1|T2|同校\n", LG_TABLE_PAIRS,
       LG_ENC_GB18030, "3:T1|T2|同校"},
      {"such a word in quotes, behind a semicolon", "a;b;rule\r\n\"T\r\n1\";T2;\"同校\"\r\n",
       LG_TABLE_PAIRS, LG_ENC_GB18030, "2:T\r\n1|T2|同校"},
      {"four bytes a character", "工号,姓名,学校,学科\nT1,\xF0\xA0\xAE\xB7,S1,语文\n",
       LG_TABLE_TEACHERS, LG_ENC_GB18030, "2:T1|\xF0\xA0\xAE\xB7|S1|语文"},
      {"with its byte-order mark",
       "\xEF\xBB\xBF"
       "甲,乙,规则\nT1,T2,同校\n",
       LG_TABLE_PAIRS, LG_ENC_GB18030, "2:T1|T2|同校"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    gsize size;
    g_autofree char *bytes = g_convert(cases[i].text, -1, "GB18030", "UTF-8", NULL, &size, NULL);
    lg_report *report = lg_report_new();
    lg_table *table = lg_help_read("t.csv", bytes, size, cases[i].kind, report);
    g_autofree char *rows = lg_help_rows(table);
    LG_EQUAL_TEXT(rows, cases[i].rows, cases[i].what);
    LG_EQUAL_INT(table ? (int)table->encoding : -1, cases[i].encoding, cases[i].what);
    LG_EQUAL_INT(lg_report_defects(report) + lg_report_warnings(report), 0, cases[i].what);
    lg_table_free(table);
    lg_report_free(report);
  }
  /* An unknown column or word alone does not make UTF-8 GB18030. */
  static const char *const utf8[] = {"a,b,rule,电话\nT1,T2,同校,1\n", "a,b,rule\nT1,T2,同学校\n"};
  for (size_t i = 0; i < G_N_ELEMENTS(utf8); i++) {
    lg_report *report = lg_report_new();
    lg_table *table = lg_help_read("t.csv", utf8[i], strlen(utf8[i]), LG_TABLE_PAIRS, report);
    LG_EQUAL_INT(table ? (int)table->encoding : -1, LG_ENC_UTF8, utf8[i]);
    lg_table_free(table);
    lg_report_free(report);
  }
}

static void check_path(const char *folder, const char *file, const char *findings)
{
  lg_report *report = lg_report_new();
  lg_table *table = lg_table_read(folder, file, LG_TABLE_PAIRS, NULL, NULL, report);
  g_autofree char *found = lg_help_findings(report);
  LG_TRUE(!table, file);
  LG_EQUAL_TEXT(found, findings, file);
  lg_report_free(report);
}

static void test_files(void)
{
  g_autofree char *folder = g_dir_make_tmp("lungang-XXXXXX", NULL);
  g_autofree char *pairs = g_build_filename(folder, "pairs.csv", NULL);
  g_autofree char *pipe = g_build_filename(folder, "pipe", NULL);
  g_autofree char *large = g_build_filename(folder, "large", NULL);
  LG_TRUE(g_file_set_contents(pairs, "a,b,rule\n", -1, NULL), "written");
  LG_TRUE(mkfifo(pipe, 0600) == 0, "a pipe");
  LG_TRUE(g_file_set_contents(large, "", 0, NULL) && truncate(large, 256 * 1024 * 1024 + 1) == 0,
          "a large file");
  check_path(folder, "nothing.csv", "TABLE_FILE_MISSING:0");
  check_path(folder, "pair.csv", "TABLE_FILE_MISSING_NEAR:0");
  g_autofree char *lock = g_build_filename(folder, "~$books.csv", NULL);
  LG_TRUE(g_file_set_contents(lock, "", 0, NULL), "a lock file");
  check_path(folder, "books.csv", "TABLE_FILE_MISSING:0"); /* its lock is not proposed */
  g_unlink(lock);
  check_path(folder, "pairs.csv/x", "TABLE_FILE_MISSING:0");
  check_path(folder, "", "TABLE_FILE_KIND:0");
  check_path(folder, "pipe", "TABLE_FILE_KIND:0");
  check_path(folder, "large", "TABLE_FILE_LARGE:0");
  if (geteuid() != 0) {
    g_chmod(pairs, 0);
    check_path(folder, "pairs.csv", "TABLE_FILE_DENIED:0");
  }
  g_chmod(pairs, 0600);
  lg_report *report = lg_report_new();
  lg_table *table = lg_table_read("/nowhere", pairs, LG_TABLE_PAIRS, NULL, NULL, report);
  LG_EQUAL_TEXT(table ? table->sha256 : "",
                "fcc7a3ddbe4c09cfbc71a37a846f56d7ac0648f991dbdbfc366d84a8d7b70cf1", "SHA-256");
  lg_table_free(table);
  lg_report_free(report);
  g_unlink(pairs);
  g_unlink(pipe);
  g_unlink(large);
  g_rmdir(folder);
}

static void test_access(void)
{
  static const char text[] = "学校,工号, 学科 ,电话\nS1,\xEF\xBC\xB4\xEF\xBC\x91,语文,1\n";
  lg_report *report = lg_report_new();
  lg_table *table = lg_help_read("t.csv", text, strlen(text), LG_TABLE_TEACHERS, report);
  CU_ASSERT_FATAL(table != NULL);
  LG_EQUAL_TEXT(lg_table_cell(table, 0, LG_T_SCHOOL), "S1", "cell");
  LG_EQUAL_TEXT(lg_table_cell(table, 0, LG_T_GENDER), "", "a column that the table lacks");
  LG_EQUAL_TEXT(lg_table_heading(table, LG_T_SUBJECT), "学科", "heading of the file");
  LG_EQUAL_TEXT(lg_table_heading(table, LG_T_GENDER), "gender", "heading that the file lacks");
  LG_EQUAL_TEXT(table->heading[3], "电话", "unknown heading");
  LG_EQUAL_INT(lg_table_cell_kind(table, 0, LG_T_ID), LG_CELL_TEXT, "kind");
  LG_EQUAL_INT(table->delimiter, ',', "delimiter");
  LG_EQUAL_TEXT(lg_encoding_word(table->encoding), "utf-8", "encoding");
  lg_table_free(table);
  lg_report_free(report);
}

static void test_fold(void)
{
  static const struct {
    const char *text, *folded, *id;
  } cases[] = {
      {"", "", ""},
      {" x ", "x", "x"},
      {"\xE3\x80\x80\xC2\xA0 a\xE3\x80\x80"
       "b\t",
       "a b", "a b"},
      {"\xEF\xBC\x81\xEF\xBC\xBF\xEF\xBD\x80\xEF\xBD\x9E", "!_`~", "!_`~"},
      {"\xEF\xBC\x80\xEF\xBD\x9F", "\xEF\xBC\x80\xEF\xBD\x9F",
       "\xEF\xBC\x80\xEF\xBD\x9F"}, /* just outside */
      {"'=1", "'=1", "=1"},
      {"''=1", "''=1", "'=1"},
      {"'x", "'x", "'x"},
      {"'", "'", "'"},
      {"\xEF\xBC\x87\xEF\xBC\x9D"
       "1",
       "'=1", "=1"},
      {"'\tx", "'\tx", "\tx"},
      {"张三", "张三", "张三"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *folded = lg_fold(cases[i].text);
    g_autofree char *id = lg_fold_id(cases[i].text);
    LG_EQUAL_TEXT(folded, cases[i].folded, cases[i].text);
    LG_EQUAL_TEXT(id, cases[i].id, cases[i].text);
  }
}

/* Every table has English headings first, no heading means two things, required ones exist. */
static void test_shapes(void)
{
  for (int k = 0; k < LG_TABLE_COUNT; k++) {
    const lg_shape *shape = lg_shape_of((lg_table_kind)k);
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    int required = 0;
    for (int f = 0; f < shape->field_count; f++) {
      const lg_field *field = &shape->fields[f];
      required += field->required;
      LG_TRUE(g_str_is_ascii(field->headings[0]) && !g_str_is_ascii(field->headings[1]),
              field->headings[0]);
      for (const char *const *h = field->headings; *h; h++)
        LG_TRUE(g_hash_table_add(seen, (void *)(uintptr_t)*h), *h);
    }
    LG_TRUE(required >= 2, shape->name);
    g_hash_table_destroy(seen);
  }
  LG_EQUAL_INT(lg_word_code_of(lg_words_yes_no, "YES"), 1, "YES");
  LG_EQUAL_INT(lg_word_code_of(lg_words_yes_no, "×"), 0, "×");
  LG_EQUAL_INT(lg_word_code_of(lg_words_yes_no, ""), -1, "empty");
  LG_EQUAL_INT(lg_word_code_of(lg_words_tier, "相对薄弱"), 2, "相对薄弱");
  LG_EQUAL_INT(lg_word_code_of(lg_words_stage, "九年一贯"), 2, "九年一贯");
}

/* 100,000 rows take a time that nothing quadratic could keep. */
static void test_large(void)
{
  GString *text = g_string_new("工号,姓名,学校,学科,备注\n");
  for (int i = 0; i < 100000; i++)
    g_string_append_printf(text, "T%d,张三,S%d,语文,\"一,二\"\n", i, i % 300);
  lg_report *report = lg_report_new();
  gint64 begin = g_get_monotonic_time();
  lg_table *table = lg_help_read("t.csv", text->str, text->len, LG_TABLE_TEACHERS, report);
  LG_TRUE(g_get_monotonic_time() - begin < 20 * G_USEC_PER_SEC, "linear");
  LG_EQUAL_INT(table ? table->row_count : 0, 100000, "rows");
  LG_EQUAL_INT(lg_report_defects(report), 0, "defects");
  lg_table_free(table);
  lg_report_free(report);
  g_string_free(text, TRUE);
}

int main(void)
{
  static const lg_case cases[] = {{"good tables", test_good},
                                  {"bad tables", test_bad},
                                  {"bytes", test_bytes},
                                  {"other kinds of file", test_other_kinds},
                                  {"encodings", test_encodings},
                                  {"files", test_files},
                                  {"access", test_access},
                                  {"folding", test_fold},
                                  {"shapes", test_shapes},
                                  {"large table", test_large},
                                  {NULL, NULL}};
  return lg_run("table", cases);
}
