/* test_xlsx.c - workbooks: saved by other programs (tests/data/tables), and made by hand, good and
 * bad. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "io/read/xlsx_format.h"
#include "io/read/xlsx_number.h"
#include "io/words/shapes.h"
#include "runner.h"
#include "table_help.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define REL  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS \
  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define ROOT_RELS                           \
  RELS "<Relationship Id=\"r\" Type=\"" REL \
       "/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>"
#define BOOK_RELS                                    \
  RELS "<Relationship Id=\"r1\" Type=\"" REL         \
       "/worksheet\" Target=\"worksheets/s1.xml\"/>" \
       "<Relationship Id=\"r2\" Type=\"" REL         \
       "/sharedStrings\" Target=\"/xl/sst.xml\"/>"   \
       "<Relationship Id=\"r3\" Type=\"" REL         \
       "/styles\" Target=\"../xl/./st.xml\"/></Relationships>"
#define BOOK_HEAD   "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" REL "\">"
#define BOOK_SHEETS "<sheets><sheet name=\"P\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
#define BOOK        BOOK_HEAD BOOK_SHEETS
#define SST                                                                                    \
  "<sst xmlns=\"" MAIN                                                                         \
  "\"><si><t>a</t></si><si><t>b</t></si><si><t>rule</t></si>"                                  \
  "<si><r><rPr><b/></rPr><t xml:space=\"preserve\">同</t></r><r><t>校</t></r><rPh sb=\"0\" " \
  "eb=\"1\"><t>tong</t></rPh></si>"                                                            \
  "<si/><si><t>x_x0041_y_x005F_</t></si><si><t>_x0007_</t></si></sst>"
#define STYLES                                                                                    \
  "<styleSheet xmlns=\"" MAIN                                                                     \
  "\"><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"     \
  "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf " \
  "numFmtId=\"14\"/>"                                                                             \
  "<xf numFmtId=\"170\"/><xf numFmtId=\"48\"/><xf numFmtId=\"49\"/><xf numFmtId=\"47\"/>"         \
  "<xf numFmtId=\"50\"/></cellXfs></styleSheet>"
#define HEAD                                                                                  \
  "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" " \
  "t=\"s\"><v>2</v></c></row>"
#define SHEET(rows) "<worksheet xmlns=\"" MAIN "\"><sheetData>" rows "</sheetData></worksheet>"

static void check_book(const char *what, const char *name, const char *book, const char *sheet,
                       const char *sst, const char *rows, const char *findings)
{
  size_t size;
  g_autofree char *zip = lg_help_zip(
      &size, "_rels/.rels", ROOT_RELS, "xl/workbook.xml", book, "xl/_rels/workbook.xml.rels",
      BOOK_RELS, "xl/worksheets/s1.xml", sheet, "xl/sst.xml", sst, "xl/st.xml", STYLES, NULL);
  lg_help_check(what, name, zip, size, LG_TABLE_PAIRS, rows, findings);
}

struct sheet_case {
  const char *what, *sheet, *rows, *findings;
};

static void test_cells(void)
{
  static const struct sheet_case cases[] = {
      {"shared texts, runs, no phonetic ones",
       SHEET(HEAD "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>3</v></c><c r=\"B2\" t=\"s\"><v>4</v></c><c "
                  "r=\"C2\" t=\"s\"><v>5</v></c></row>"),
       "2:同校||xAy_", ""},
      {"inline texts",
       SHEET(
           HEAD
           "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>T</t></is></c><c r=\"C2\" "
           "t=\"inlineStr\"><is><r><t>x</t></r><r><t>y</t></r><rPh><t>z</t></rPh></is></c></row>"),
       "2:T||xy", ""},
      {"a value beside an inline text, in either order",
       SHEET(HEAD "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><v>1.0</v><is><t>1</t></is></c><c "
                  "r=\"B2\" t=\"inlineStr\"><is><r><t>x</t></r><r><t>y</t></r></is><v>z</v></c>"
                  "<c r=\"C2\" t=\"inlineStr\"><v>7</v></c></row>"),
       "2:1|xy|", ""},
      {"a formula whose result is an inline text, also an empty one",
       SHEET(HEAD "<row r=\"2\"><c r=\"A2\" "
                  "t=\"inlineStr\"><f>B1</f><v>1.0</v><is><t>1</t></is></c><c r=\"B2\" "
                  "t=\"inlineStr\"><f>\"\"</f><is><t/></is></c></row>"),
       "2:1||", ""},
      {"an inline text beside the value of another kind",
       SHEET(HEAD "<row r=\"2\"><c r=\"A2\"><is><t>9</t></is><v>1</v></c><c r=\"B2\" "
                  "t=\"s\"><v>0</v><is><t>9</t></is></c><c r=\"C2\" "
                  "t=\"str\"><v>x</v><is><r><t>9</t></r></is></c></row>"),
       "2:1|a|x", ""},
      {"no references at all",
       SHEET("<row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>b</v></c><c "
             "t=\"str\"><v>rule</v></c></row><row><c><v>1</v></c><c/><c><v>2</v></c></row><row/"
             "><row><c><v>3</v></c></row>"),
       "2:1||2 4:3||", ""},
      {"sparse rows and cells", SHEET(HEAD "<row r=\"1000\"><c r=\"C1000\"><v>7</v></c></row>"),
       "1000:||7", ""},
      {"cells out of order",
       SHEET(HEAD "<row r=\"2\"><c r=\"C2\"><v>3</v></c><c r=\"A2\"><v>1</v></c></row>"), "2:1||3",
       ""},
      {"numbers",
       SHEET(HEAD "<row r=\"2\"><c r=\"A2\"><v>1001</v></c><c r=\"B2\"><v>1.001E3</v></c><c "
                  "r=\"C2\"><v>0.30000000000000004</v></c></row>"),
       "2:1001|1001|0.3", ""},
      {"dates",
       SHEET(HEAD
             "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>28554</v></c><c r=\"B2\" "
             "s=\"2\"><v>61.75</v></c><c r=\"C2\" t=\"d\"><v>2010-09-01T00:00:00</v></c></row>"),
       "2:1978-03-05|1900-03-01|2010-09-01", ""},
      {"numbers in the formats 48 and 49, which are no dates, as they were typed",
       SHEET(HEAD "<row r=\"2\"><c r=\"A2\" s=\"4\"><v>1001</v></c><c r=\"B2\" "
                  "s=\"3\"><v>12345.6</v></c><c r=\"C2\" s=\"4\"><v>0.5</v></c></row>"),
       "2:1001|12345.6|0.5", ""},
      {"dates in the formats 47 and 50",
       SHEET(HEAD "<row r=\"2\"><c r=\"A2\" s=\"5\"><v>28554</v></c><c r=\"B2\" "
                  "s=\"6\"><v>28554</v></c></row>"),
       "2:1978-03-05|1978-03-05|", ""},
      {"a number with a date's format that is no day",
       SHEET(HEAD "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>-5</v></c></row>"), "2:-5||", ""},
      {"booleans",
       SHEET(HEAD
             "<row r=\"2\"><c r=\"A2\" t=\"b\"><v>1</v></c><c r=\"B2\" t=\"b\"><v>0</v></c></row>"),
       "2:TRUE|FALSE|", ""},
      {"formulas by their stored result",
       SHEET(HEAD "<row r=\"2\"><c r=\"A2\"><f>1+1</f><v>2</v></c><c r=\"B2\" "
                  "t=\"str\"><f>A1&amp;\"\"</f><v>T</v></c><c r=\"C2\" "
                  "t=\"str\"><f>\"\"</f><v></v></c></row>"),
       "2:2|T|", ""},
      {"the heading further down",
       SHEET("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>名单</t></is></c><c r=\"B1\" "
             "t=\"e\"><v>#REF!</v></c></row>"
             "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>0</v></c><c r=\"C3\" t=\"s\"><v>1</v></c><c "
             "r=\"D3\" t=\"s\"><v>2</v></c></row><row r=\"4\"><c r=\"B4\"><v>1</v></c></row>"),
       "4:|1||", "HEADING_BELOW:3"},
      {"a prefix for the namespace",
       "<x:worksheet xmlns:x=\"" MAIN
       "\"><x:sheetData><x:row r=\"1\"><x:c t=\"s\"><x:v>0</x:v></x:c><x:c "
       "t=\"s\"><x:v>1</x:v></x:c><x:c t=\"s\"><x:v>2</x:v></x:c></x:row><x:row "
       "r=\"2\"><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>",
       "2:5||", ""},
      {"blank rows",
       SHEET(HEAD "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>4</v></c><c r=\"ZZ2\"/></row><row "
                  "r=\"3\"><c r=\"A3\"><v>1</v></c></row>"),
       "3:1||", ""},
      {"an error value", SHEET(HEAD "<row r=\"2\"><c r=\"A2\" t=\"e\"><v>#N/A</v></c></row>"), "",
       "CELL_ERROR:2"},
      {"a formula never calculated",
       SHEET(HEAD "<row r=\"2\"><c r=\"A2\"><f>1+1</f></c><c r=\"B2\"><f>1+1</f><v></v></c></row>"),
       "", "CELL_NO_VALUE:2 CELL_NO_VALUE:2"},
      {"a shared text that is not there",
       SHEET(
           HEAD
           "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>7</v></c><c r=\"B2\" t=\"s\"><v>-1</v></c></row>"),
       "", "CELL_NO_STRING:2 CELL_NO_STRING:2"},
      {"a number that is none",
       SHEET(HEAD "<row r=\"2\"><c r=\"A2\"><v>1,5</v></c><c r=\"B2\"><v>1e999</v></c><c "
                  "r=\"C2\"><v>0x10</v></c></row>"),
       "", "CELL_BAD_NUMBER:2 CELL_BAD_NUMBER:2 CELL_BAD_NUMBER:2"},
      {"a control character, each time",
       SHEET(HEAD "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>6</v></c></row><row r=\"3\"><c r=\"A3\" "
                  "t=\"s\"><v>6</v></c></row>"),
       "", "CELL_CONTROL:2 CELL_CONTROL:3"},
      {"a cell without a heading",
       SHEET(HEAD "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"E2\"><v>2</v></c></row>"), "2:1||",
       "HEADING_BLANK:2"},
      {"a cell twice", SHEET(HEAD "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"A2\"/></row>"),
       "(none)", "XLSX_CELL_TWICE:2"},
      {"a row twice", SHEET(HEAD "<row r=\"2\"/><row r=\"2\"/>"), "(none)", "XLSX_ROW_ORDER:2"},
      {"rows out of order", SHEET("<row r=\"5\"/>" HEAD), "(none)", "XLSX_ROW_ORDER:1"},
      {"a cell of another row", SHEET(HEAD "<row r=\"2\"><c r=\"A3\"><v>1</v></c></row>"), "(none)",
       "XLSX_REFERENCE:2"},
      {"a column beyond the sheet", SHEET(HEAD "<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>"),
       "(none)", "XLSX_REFERENCE:2"},
      {"a reference that overflows",
       SHEET(HEAD "<row r=\"2\"><c r=\"AAAAAAAAAAAAAAAA99999999999999\"><v>1</v></c></row>"),
       "(none)", "XLSX_REFERENCE:2"},
      {"a row beyond the sheet", SHEET(HEAD "<row r=\"1048577\"/>"), "(none)", "XLSX_REFERENCE:1"},
      {"a row behind the last", SHEET(HEAD "<row r=\"1048576\"/><row/>"), "(none)",
       "XLSX_REFERENCE:1048576"},
      {"no heading", SHEET("<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c></row>"), "(none)",
       "HEADING_MISSING:3 HEADING_MISSING:3"},
      {"an empty sheet", SHEET(""), "(none)", "XLSX_SHEET_EMPTY:0"},
      {"a sheet that is none", "<chartsheet xmlns=\"" MAIN "\"/>", "(none)", "XLSX_NO_SHEET:0"},
      {"broken XML", "<worksheet xmlns=\"" MAIN "\"><sheetData>" HEAD, "(none)", "XLSX_XML:0"},
      {"an empty part", "", "(none)", "XLSX_XML:0"},
      {"a document type", "<!DOCTYPE w [<!ENTITY e \"x\">]>" SHEET(HEAD), "(none)",
       "XLSX_DOCTYPE:0"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    check_book(cases[i].what, "t.xlsx", BOOK, cases[i].sheet, SST, cases[i].rows,
               cases[i].findings);
}

static void test_books(void)
{
  static const char sheet[] = SHEET(HEAD "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>60</v></c></row>");
  check_book("1900 and its leap year", "t.xlsx", BOOK, sheet, SST, "2:1900-02-29||", "");
  check_book("since 1904", "t.xlsx", BOOK_HEAD "<workbookPr date1904=\"1\"/>" BOOK_SHEETS, sheet,
             SST, "2:1904-03-01||", "");
  for (int late = 0; late < 2; late++) { /* what day an unformatted number means */
    size_t size;
    g_autofree char *book =
        g_strconcat(BOOK_HEAD, late ? "<workbookPr date1904=\"true\"/>" : "", BOOK_SHEETS, NULL);
    g_autofree char *zip =
        lg_help_zip(&size, "xl/workbook.xml", book, "xl/_rels/workbook.xml.rels", BOOK_RELS,
                    "xl/worksheets/s1.xml", sheet, "xl/sst.xml", SST, "xl/st.xml", STYLES, NULL);
    lg_report *report = lg_report_new();
    lg_table *table = lg_help_read("t.xlsx", zip, size, LG_TABLE_PAIRS, report);
    LG_EQUAL_INT(table ? table->since_1904 : -1, late, "the workbook's first day");
    lg_table_free(table);
    lg_report_free(report);
  }
  check_book("by its bytes, whatever the name", "t.csv", BOOK, sheet, SST, "2:1900-02-29||", "");
  check_book("by the sheet's name", "t.xlsx#p", BOOK, sheet, SST, "2:1900-02-29||", "");
  check_book("another sheet", "t.xlsx#Q", BOOK, sheet, SST, "(none)", "XLSX_SHEET:0");
  check_book("a misspelt sheet", "t.xlsx#PP", BOOK, sheet, SST, "(none)", "XLSX_SHEET_NEAR:0");
  check_book("no sheet at all", "t.xlsx", BOOK_HEAD "<sheets/></workbook>", sheet, SST, "(none)",
             "XLSX_NO_SHEET:0");
  check_book("a chart first", "t.xlsx",
             BOOK_HEAD
             "<sheets><sheet name=\"C\" sheetId=\"2\" r:id=\"r3\"/><sheet name=\"P\" sheetId=\"1\" "
             "r:id=\"r1\"/></sheets></workbook>",
             sheet, SST, "2:1900-02-29||", "");
  check_book("a missing part", "t.xlsx", BOOK, sheet, "<sst", "(none)", "XLSX_XML:0");
  GString *deep = g_string_new("<worksheet xmlns=\"" MAIN "\">");
  for (int i = 0; i < 1000; i++) g_string_append(deep, "<a>");
  check_book("deep nesting", "t.xlsx", BOOK, deep->str, SST, "(none)", "XLSX_DEEP:0");
  g_string_free(deep, TRUE);
}

static void test_packages(void)
{
  size_t size;
  g_autofree char *other =
      lg_help_zip(&size, "mimetype", "application/vnd.oasis.opendocument.text", NULL);
  lg_help_check("another kind of document", "t.xlsx", other, size, LG_TABLE_PAIRS, "(none)",
                "XLSX_NO_BOOK:0");
  g_autofree char *open = lg_help_zip(
      &size, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "", NULL);
  lg_help_check("an OpenDocument spreadsheet", "t.ods", open, size, LG_TABLE_PAIRS, "(none)",
                "TABLE_ODS:0");
  g_autofree char *twice =
      lg_help_zip(&size, "xl/workbook.xml", BOOK, "XL\\Workbook.xml", BOOK, NULL);
  lg_help_check("a part twice", "t.xlsx", twice, size, LG_TABLE_PAIRS, "(none)",
                "XLSX_PART_TWICE:0");
  g_autofree char *missing =
      lg_help_zip(&size, "xl/workbook.xml", BOOK, "xl/_rels/workbook.xml.rels", BOOK_RELS, NULL);
  lg_help_check("a part missing", "t.xlsx", missing, size, LG_TABLE_PAIRS, "(none)",
                "XLSX_PART_MISSING:0");
  for (size_t cut = 4; cut < size; cut += 37)
    lg_help_check("cut off", "t.xlsx", missing, size - cut, LG_TABLE_PAIRS, "(none)",
                  size - cut >= 4 ? "XLSX_ZIP:0" : "XLSX_NONE:0");
  /* A changed byte of the content no longer agrees with its sum. */
  char *content = memmem(missing, size, "workbook.xml", 12);
  CU_ASSERT_FATAL(content != NULL);
  content[40] ^= 0x55;
  lg_help_check("a damaged part", "t.xlsx", missing, size, LG_TABLE_PAIRS, "(none)",
                "XLSX_PART_DAMAGED:0");
  content[40] ^= 0x55;
  /* Bit 0 of the flags says: encrypted. In the local header at 6, in the directory's at 8. */
  missing[6] |= 1;
  for (char *p = missing; (p = memmem(p, size - (size_t)(p - missing), "PK\1\2", 4)); p++)
    p[8] |= 1;
  lg_help_check("an encrypted part", "t.xlsx", missing, size, LG_TABLE_PAIRS, "(none)",
                "XLSX_ENCRYPTED:0");
  lg_help_check("a CSV called xlsx", "t.xlsx", "a,b,rule\n", 9, LG_TABLE_PAIRS, "(none)",
                "XLSX_NONE:0");
  lg_help_check("an old Excel file", "t.xlsx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1zz", 10,
                LG_TABLE_PAIRS, "(none)", "TABLE_OLD_EXCEL:0");
}

#define STRICT     "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define STRICT_REL "http://purl.oclc.org/ooxml/officeDocument/relationships"

/* What the standard allows and Excel does not write: the strict form, part names in another case,
 * absolute ones, byte-order marks, carriage returns as _x000D_. */
static void test_other_writers(void)
{
  static const char *const marks[] = {"", "\xEF\xBB\xBF"};
  size_t size;
  for (size_t k = 0; k < G_N_ELEMENTS(marks); k++) {
    g_autofree char *book = g_strconcat(
        marks[k],
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><workbook xmlns=\"" STRICT
        "\" xmlns:q=\"" STRICT_REL
        "\" conformance=\"strict\"><sheets><sheet name=\"P\" sheetId=\"1\" "
        "q:id=\"r1\"/></sheets></workbook>",
        NULL);
    g_autofree char *rels = g_strconcat(
        marks[k],
        RELS
        "<Relationship Id=\"r1\" Type=\"" STRICT_REL
        "/worksheet\" Target=\"/XL/Worksheets/Sheet1.XML\"/><Relationship Id=\"r2\" "
        "Type=\"" STRICT_REL
        "/sharedStrings\" Target=\"sharedstrings.xml\"/><Relationship Id=\"r3\" Type=\"" STRICT_REL
        "/styles\" Target=\"/xl/Styles.xml\"/></Relationships>",
        NULL);
    g_autofree char *sheet = g_strconcat(marks[k],
                                         "<worksheet xmlns=\"" STRICT "\"><sheetData>" HEAD
                                         "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>3</v></c><c r=\"B2\" "
                                         "t=\"d\" s=\"1\"><v>2010-09-01T00:00:00.000</v></c><c "
                                         "r=\"C2\" s=\"1\"><v>40422</v></c></row>"
                                         "</sheetData></worksheet>",
                                         NULL);
    g_autofree char *texts = g_strconcat(
        marks[k],
        "<sst xmlns=\"" STRICT
        "\"><si><t>a</t></si><si><t>b</t></si><si><t>rule</t></si>"
        "<si><r><t>上_x000D_\n</t></r><r><t>下_x000D_</t></r><phoneticPr fontId=\"1\"/></si></sst>",
        NULL);
    g_autofree char *styles =
        g_strconcat(marks[k],
                    "<styleSheet xmlns=\"" STRICT
                    "\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
                    NULL);
    g_autofree char *zip = lg_help_zip(
        &size, "_RELS/.rels",
        RELS "<Relationship Id=\"r\" Type=\"" STRICT_REL
             "/officeDocument\" Target=\"xl/WorkBook.xml\"/></Relationships>",
        "xl/workbook.xml", book, "xl/_rels/Workbook.xml.rels", rels, "xl/worksheets/sheet1.xml",
        sheet, "XL/SharedStrings.xml", texts, "xl/styles.xml", styles, NULL);
    lg_help_check("strict", "t.xlsx", zip, size, LG_TABLE_PAIRS, "2:上\r\n下|2010-09-01|2010-09-01",
                  "");
  }
  g_autofree char *binary =
      lg_help_zip(&size, "_rels/.rels",
                  RELS "<Relationship Id=\"r\" Type=\"" REL
                       "/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>",
                  "xl/workbook.bin", "\1\2", NULL);
  lg_help_check("a binary workbook", "t.xlsb", binary, size, LG_TABLE_PAIRS, "(none)",
                "XLSX_BINARY:0");
}

#define TEXT(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define TEXTS_HEAD "<row>" TEXT("a") TEXT("b") TEXT("rule") "</row>"

/* A workbook whose sheet is called `part`, with further relationships and no other part. */
static void check_parts(const char *what, const char *part, const char *target,
                        const char *relations, const char *rows, const char *findings,
                        const char *sheet)
{
  size_t size;
  g_autofree char *rels =
      g_strconcat(RELS "<Relationship Id=\"r1\" Type=\"" REL "/worksheet\" Target=\"", target,
                  "\"/>", relations, "</Relationships>", NULL);
  g_autofree char *zip = lg_help_zip(&size, "_rels/.rels", ROOT_RELS, "xl/workbook.xml", BOOK,
                                     "xl/_rels/workbook.xml.rels", rels, part, sheet, NULL);
  lg_help_check(what, "t.xlsx", zip, size, LG_TABLE_PAIRS, rows, findings);
}

/* Names of parts with blanks and Chinese signs, written in either form; relationships that lead
 * nowhere, which are a defect only where a cell needs what they should lead to. */
static void test_parts(void)
{
  static const char *const names[] = {"xl/worksheets/sheet%201.xml", "xl/worksheets/sheet 1.xml",
                                      "xl/worksheets/%E8%A1%A8.xml", "xl/worksheets/表.xml",
                                      "xl/worksheets/100%.xml"};
  static const char *const targets[] = {"worksheets/sheet%201.xml", "/xl/worksheets/sheet 1.xml",
                                        "worksheets/%e8%a1%a8.xml", "worksheets/表.xml",
                                        "worksheets/100%.xml"};
  static const char good[] = SHEET(TEXTS_HEAD "<row>" TEXT("T1") TEXT("T2") TEXT("x") "</row>");
  for (size_t n = 0; n < G_N_ELEMENTS(names); n++)
    for (size_t t = 0; t < G_N_ELEMENTS(targets); t++) {
      bool same = n / 2 == t / 2;
      check_parts(names[n], names[n], targets[t], "", same ? "2:T1|T2|x" : "(none)",
                  same ? "" : "XLSX_PART_MISSING:0", good);
    }
  static const char nowhere[] =
      "<Relationship Id=\"r2\" Type=\"" REL
      "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
      "<Relationship Id=\"r3\" Type=\"" REL
      "/styles\" Target=\"styles.xml\"/>"
      "<Relationship Id=\"r4\" Type=\"" REL "/theme\" Target=\"theme/theme1.xml\"/>";
  check_parts("relationships that lead nowhere", "xl/s.xml", "s.xml", nowhere, "2:T1|T2|x", "",
              good);
  check_parts("a text that nobody has", "xl/s.xml", "s.xml", nowhere, "", "CELL_NO_STRING:2",
              SHEET(TEXTS_HEAD "<row>" TEXT("T1") TEXT("T2") "<c t=\"s\"><v>0</v></c></row>"));
  check_parts("a number of a format that nobody has", "xl/s.xml", "s.xml", nowhere, "",
              "CELL_NO_FORMAT:2",
              SHEET(TEXTS_HEAD "<row>" TEXT("T1") TEXT("T2") "<c s=\"1\"><v>36526</v></c></row>"));
  check_parts("texts, and numbers of no format", "xl/s.xml", "s.xml", nowhere, "2:T1|T2|7", "",
              SHEET(TEXTS_HEAD "<row><c s=\"1\" t=\"str\"><v>T1</v></c>" TEXT(
                  "T2") "<c s=\"0\"><v>7</v></c></row>"));
}

/* What stands in columns that nobody reads, and formulas filled down below the table. */
static void test_unread(void)
{
  static const char head[] =
      "<row r=\"1\">" TEXT("a") TEXT("b") TEXT("rule") TEXT("备注") TEXT("年龄") "</row>";
  static const char who[] = TEXT("T1") TEXT("T2") TEXT("x");
  g_autofree char *sheet =
      g_strconcat("<worksheet xmlns=\"" MAIN "\"><sheetData>", head, "<row r=\"2\">", who,
                  "<c t=\"e\"><v>#N/A</v></c><c><f>A1</f></c></row><row r=\"3\">", who,
                  "<c t=\"s\"><v>6</v></c><c><f>A2</f></c><c t=\"e\"><v>#REF!</v></c></row>"
                  "<row r=\"4\"><c r=\"D4\" t=\"e\"><v>#N/A</v></c><c><f>A3</f></c></row>"
                  "</sheetData></worksheet>",
                  NULL);
  check_book("in columns that nobody reads", "t.xlsx", BOOK, sheet, SST, "2:T1|T2|x|| 3:T1|T2|x||",
             "COLUMNS_UNREAD:1 CELLS_UNREAD:2 CELLS_UNREAD:2 CELLS_UNREAD:3");
  g_autofree char *read =
      g_strconcat("<worksheet xmlns=\"" MAIN "\"><sheetData>", head, "<row r=\"2\">", who,
                  "<c t=\"s\"><v>6</v></c></row><row r=\"3\">" TEXT("T1")
                      TEXT("T2") "<c t=\"s\"><v>6</v></c></row><row r=\"4\">" TEXT("T1") TEXT("T2"),
                  "<c t=\"e\"><v>#N/A</v></c></row></sheetData></worksheet>", NULL);
  check_book("the same text where it is read", "t.xlsx", BOOK, read, SST, "2:T1|T2|x||",
             "CELL_CONTROL:3 CELL_ERROR:4 COLUMNS_UNREAD:1 CELLS_UNREAD:2");
  g_autofree char *damaged =
      g_strconcat("<worksheet xmlns=\"" MAIN "\"><sheetData>", head, "<row r=\"2\">", who,
                  "<c t=\"s\"><v>99</v></c><c><v>x</v></c></row></sheetData></worksheet>", NULL);
  check_book("a damaged file is a defect whatever the column", "t.xlsx", BOOK, damaged, SST, "",
             "CELL_NO_STRING:2 CELL_BAD_NUMBER:2 COLUMNS_UNREAD:1");
}

#define STRUCK "<rPr><b/><strike/></rPr>"

/* Rows struck out: by the font of their cells, or by the runs of their texts. */
static void test_struck(void)
{
  static const char styles[] =
      "<styleSheet xmlns=\"" MAIN
      "\"><fonts><font/><font><b/><strike/></font><font><strike val=\"0\"/></font><font><strike "
      "val=\"true\"/></font></fonts><cellXfs><xf fontId=\"0\"/><xf fontId=\"1\"/><xf "
      "fontId=\"2\"/><xf fontId=\"3\"/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs>"
      "</styleSheet>";
  static const char texts[] =
      "<sst xmlns=\"" MAIN "\"><si><r>" STRUCK "<t>T</t></r><r>" STRUCK
      "<t>3</t></r></si><si><r>" STRUCK "<t>T</t></r><r><t>4</t></r></si></sst>";
#define STYLED(n, text) "<c s=\"" n "\" t=\"str\"><v>" text "</v></c>"
  static const char *const rows[] = {
      STYLED("1", "T1") STYLED("3", "T2") STYLED("1", "x"),         /* struck */
      STYLED("1", "T1") STYLED("1", "T2") STYLED("2", "x"),         /* one is not */
      STYLED("1", "T1") "<c s=\"0\"/>" STYLED("1", "x"),            /* but for an empty one */
      STYLED("1", "T1") STYLED("0", " ") "<c s=\"1\"><v>7</v></c>", /* and a blank one */
      "<c t=\"s\"><v>0</v></c>" STYLED("1", "T2") STYLED("1", "x"), /* by its runs */
      "<c t=\"s\"><v>1</v></c>" STYLED("1", "T2") STYLED("1", "x"), /* one run is not */
      "<c t=\"inlineStr\"><is><r>" STRUCK "<t>T1</t></r></is></c>", /* an inline text */
      "<c t=\"inlineStr\"><is><r><t>T1</t></r></is></c>",
      "<c s=\"1\" t=\"inlineStr\"><is><t>合计</t></is></c>", /* no record: not counted */
  };
  GString *sheet = g_string_new("<worksheet xmlns=\"" MAIN "\"><sheetData>" TEXTS_HEAD);
  for (size_t k = 0; k < G_N_ELEMENTS(rows); k++)
    g_string_append_printf(sheet, "<row>%s</row>", rows[k]);
  g_string_append(sheet, "</sheetData></worksheet>");
  size_t size;
  g_autofree char *zip = lg_help_zip(&size, "xl/workbook.xml", BOOK, "xl/_rels/workbook.xml.rels",
                                     BOOK_RELS, "xl/worksheets/s1.xml", sheet->str, "xl/sst.xml",
                                     texts, "xl/st.xml", styles, NULL);
  lg_report *report = lg_report_new();
  lg_table *table = lg_help_read("t.xlsx", zip, size, LG_TABLE_PAIRS, report);
  g_autofree char *lines = lg_report_text(report, LG_NOTE, NULL);
  LG_TRUE(table && table->row_count == 8, "struck-out rows are read");
  LG_EQUAL_TEXT(lg_message_name(lg_report_message(report, LG_NOTE, 0)), "ROWS_STRUCK", lines);
  LG_TRUE(strstr(lines, "t.xlsx:2: rows that are struck out are read like all others (rows: 5,"),
          lines);
  lg_table_free(table);
  lg_report_free(report);
  g_string_free(sheet, TRUE);
}

/* Little in the file, much when unpacked. */
static void test_bombs(void)
{
  GString *part = g_string_sized_new(257 * 1024 * 1024);
  g_string_append(part, "<worksheet xmlns=\"" MAIN "\">");
  gsize head = part->len;
  g_string_set_size(part, 257 * 1024 * 1024);
  memset(part->str + head, ' ', part->len - head);
  check_book("more than 256 MiB", "t.xlsx", BOOK, part->str, SST, "(none)", "XLSX_UNPACKED:0");
  g_string_free(part, TRUE);
}

/* A sheet whose rows 2 to `count` + 1 hold the text number 3 of `sst` in the column `column`. */
static void check_shared(const char *what, int count, const char *column, const char *merge,
                         int rows, const char *expected)
{
  GString *sheet = g_string_new("<worksheet xmlns=\"" MAIN "\"><sheetData>");
  g_string_append(sheet, "<row r=\"1\">" TEXT("a") TEXT("b") TEXT("rule") TEXT("备注") "</row>");
  for (int r = 2; r < count + 2; r++) {
    g_string_append_printf(sheet, "<row r=\"%d\">" TEXT("T1"), r);
    if (!*merge || r == 2)
      g_string_append_printf(sheet, "<c r=\"%s%d\" t=\"s\"><v>3</v></c>", column, r);
    g_string_append(sheet, "</row>");
  }
  g_string_append_printf(sheet, "</sheetData><mergeCells>%s</mergeCells></worksheet>", merge);
  GString *sst = g_string_new("<sst xmlns=\"" MAIN "\"><si/><si/><si/><si><t>");
  for (int i = 0; i < 1000 * 1024; i++) g_string_append_c(sst, 'x');
  g_string_append(sst, "</t></si></sst>");
  size_t size;
  g_autofree char *zip = lg_help_zip(&size, "xl/workbook.xml", BOOK, "xl/_rels/workbook.xml.rels",
                                     BOOK_RELS, "xl/worksheets/s1.xml", sheet->str, "xl/sst.xml",
                                     sst->str, "xl/st.xml", STYLES, NULL);
  lg_report *report = lg_report_new();
  lg_table *table = lg_help_read("t.xlsx", zip, size, LG_TABLE_PAIRS, report);
  g_autofree char *findings = lg_help_findings(report);
  LG_EQUAL_INT(table ? table->row_count : 0, rows, what);
  LG_EQUAL_TEXT(findings, expected, what);
  lg_table_free(table);
  lg_report_free(report);
  g_string_free(sheet, TRUE);
  g_string_free(sst, TRUE);
}

/* One text of 1000 KiB in many cells. */
static void test_shared(void)
{
  check_shared("as much as is read", 260, "B", "", 260, "COLUMNS_UNREAD:1");
  check_shared("more than is read", 20000, "B", "", 0, "TABLE_TEXTS:264 COLUMNS_UNREAD:1");
  check_shared("a column that nobody reads", 20000, "D", "", 20000, "COLUMNS_UNREAD:1");
  check_shared("merged over some rows", 260, "B", "<mergeCell ref=\"B2:B200\"/>", 260,
               "COLUMNS_UNREAD:1 CELLS_MERGED:3");
  check_shared("merged over too many", 300, "B", "<mergeCell ref=\"B2:B301\"/>", 0,
               "TABLE_TEXTS:2 COLUMNS_UNREAD:1 CELLS_MERGED:3");
  check_shared("merged in a column that nobody reads", 20000, "D", "<mergeCell ref=\"D2:D20001\"/>",
               20000, "COLUMNS_UNREAD:1");
}

static void check_saved(const char *name, lg_table_kind kind, const char *rows,
                        const char *findings)
{
  lg_report *report = lg_report_new();
  static const char *const copied[] = {"备注"};
  static const lg_naming naming = {.copied = copied, .copied_count = 1};
  lg_table *table = lg_table_read(LG_TEST_DATA "/tables", name, kind, &naming, NULL, report);
  g_autofree char *found = lg_help_rows(table);
  g_autofree char *messages = lg_help_findings(report);
  LG_EQUAL_TEXT(found, rows, name);
  LG_EQUAL_TEXT(messages, findings, name);
  lg_table_free(table);
  lg_report_free(report);
}

static void test_saved(void)
{
  check_saved(
      "openpyxl.xlsx", LG_TABLE_TEACHERS,
      "4:1001|张三|S1|语文|1978-03-05|120.25|TRUE|数字工号 5:T2|李四|S1|语文|1979.10|0.3|FALSE| "
      "7:T3|王五|S2|数学|1979-02-14|-0.5||110108197001011000",
      "SHEET_READ:0 HEADING_BELOW:3");
  check_saved("openpyxl.xlsx#学校", LG_TABLE_SCHOOLS, "2:S1|第一小学|小学|优质|620", "");
  check_saved("openpyxl.xlsx#公式", LG_TABLE_WISHES, "", "CELL_NO_VALUE:2");
  check_saved("libreoffice.xlsx", LG_TABLE_TEACHERS, "2:1001|S1|语文|2001-09-01|9", "CELL_ERROR:5");
  lg_report *report = lg_report_new();
  lg_table *table =
      lg_table_read(LG_TEST_DATA "/tables", "openpyxl.xlsx", LG_TABLE_TEACHERS, NULL, NULL, report);
  CU_ASSERT_FATAL(table != NULL);
  LG_EQUAL_INT(lg_table_cell_kind(table, 0, LG_T_ID), LG_CELL_NUMBER, "number");
  LG_EQUAL_INT(lg_table_cell_kind(table, 0, LG_T_BIRTH), LG_CELL_DATE, "date");
  LG_EQUAL_INT(lg_table_cell_kind(table, 1, LG_T_BIRTH), LG_CELL_TEXT, "text");
  LG_EQUAL_TEXT(table->sheet, "教师", "sheet");
  LG_EQUAL_INT(table->encoding, LG_ENC_XLSX, "encoding");
  lg_table_free(table);
  lg_report_free(report);
}

static void test_numbers(void)
{
  static const struct {
    double value;
    const char *text;
  } numbers[] = {{0, "0"},
                 {-0.0, "0"},
                 {1001, "1001"},
                 {-37.5, "-37.5"},
                 {0.1 + 0.2, "0.3"},
                 {1e15, "1000000000000000"},
                 {110108197001011234.0, "110108197001011000"},
                 {0.000012, "0.000012"},
                 {9.99999999999999999, "10"},
                 {123456.789, "123456.789"},
                 {1e300, "1e+300"},
                 {1e-300, "1e-300"},
                 {0.5, "0.5"},
                 {100, "100"}};
  for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
    g_autofree char *text = lg_number_text(numbers[i].value);
    LG_EQUAL_TEXT(text, numbers[i].text, "number");
  }
  static const struct {
    double serial;
    bool since_1904;
    const char *text;
  } days[] = {{1, false, "1900-01-01"},
              {59, false, "1900-02-28"},
              {60, false, "1900-02-29"},
              {61, false, "1900-03-01"},
              {0.5, false, NULL},
              {0, true, "1904-01-01"},
              {40422, false, "2010-09-01"},
              {38960, true, "2010-09-01"},
              {2958465.9, false, "9999-12-31"},
              {2958466, false, NULL},
              {-1, true, NULL},
              {NAN, false, NULL},
              {40421.9999999, false, "2010-09-01"}};
  for (size_t i = 0; i < G_N_ELEMENTS(days); i++) {
    g_autofree char *text = lg_serial_text(days[i].serial, days[i].since_1904);
    LG_EQUAL_TEXT(text, days[i].text, "day");
  }
  static const struct {
    const char *code;
    bool date;
  } codes[] = {{"yyyy-mm-dd", true},
               {"General", false},
               {"0.00", false},
               {"yyyy\"年\"m\"月\"", true},
               {"[$-804]yyyy/m/d;@", true},
               {"h:mm", false},
               {"[h]:mm:ss", false},
               {"[Red]0", false},
               {"\"day\"0", false},
               {"0\"年\"", false},
               {"yyyy年m月", true},
               {"\\d0", false},
               {"mmm", true},
               {"m/d h:mm", true},
               {"", false},
               {"@", false},
               {"\"open", false},
               {"0;yyyy", false}};
  for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
    LG_EQUAL_INT(lg_format_of(170, codes[i].code).is_date, codes[i].date, codes[i].code);
  static const int built_in[] = {14, 15, 16, 17, 22, 27, 31, 36, 45, 47, 50, 58},
                   none[] = {-1, 0, 1, 13, 18, 21, 23, 26, 32, 35, 37, 44, 48, 49, 59, 164};
  for (size_t i = 0; i < G_N_ELEMENTS(built_in); i++)
    LG_TRUE(lg_format_of(built_in[i], NULL).is_date, "date");
  for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
    LG_TRUE(!lg_format_of(none[i], NULL).is_date, "no date");
}

int main(void)
{
  static const lg_case cases[] = {{"cells", test_cells},
                                  {"books", test_books},
                                  {"packages", test_packages},
                                  {"bombs", test_bombs},
                                  {"shared texts", test_shared},
                                  {"unread columns", test_unread},
                                  {"struck out", test_struck},
                                  {"saved by others", test_saved},
                                  {"numbers and dates", test_numbers},
                                  {"other writers", test_other_writers},
                                  {"parts", test_parts},
                                  {NULL, NULL}};
  return lg_run("xlsx", cases);
}
