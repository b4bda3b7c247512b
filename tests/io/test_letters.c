/* test_letters.c - notices and lists: one page each, from the office's own text, harmless whatever
 * the tables say; every defect of the text has a message. */
#include <string.h>

#include "io/read.h"
#include "io/write.h"
#include "io/write/files.h"
#include "output_case.h"
#include "page_check.h"
#include "runner.h"

#define LG_EVIL "\"><script>alert(1)</script>&amp;"

static char *path_of(const lg_output_case *c, const char *text)
{
  char *path = g_build_filename(c->folder, "text.txt", NULL);
  LG_TRUE(g_file_set_contents(path, text, -1, NULL), "the text is there");
  return path;
}

static lg_letter_wishes wishes; /* of the case at hand */

/* Writes all files by `text` (NULL: the shipped one) and returns the one of this name. */
static char *write_letters(lg_output_case *c, const char *text, const char *name)
{
  char *error = NULL, *path = text ? path_of(c, text) : NULL;
  lg_letter_text *letters = lg_letter_text_read(path, c->build->district, c->out.lang, &error);
  if (!LG_EQUAL_TEXT(error, NULL, "the text is good")) return g_strdup("");
  LG_TRUE(lg_write_notices(&c->out, letters, &wishes, c->folder, &error), "notices");
  LG_TRUE(lg_write_school_lists(&c->out, letters, &wishes, c->folder, &error), "lists");
  LG_TRUE(lg_write_merge(&c->out, &wishes, c->folder, &error), "the source of a mail merge");
  lg_letter_text_free(letters);
  g_free(path);
  return lg_output_case_read(c, name);
}

static void test_shipped(void)
{
  static const char *const codes[] = {"en", "zh"};
  for (size_t k = 0; k < G_N_ELEMENTS(codes); k++) {
    lg_output_case *c = lg_output_case_new(codes[k]);
    char *bytes = write_letters(c, NULL, "notices.html");
    lg_page *page = lg_page_read(bytes, "notices");
    LG_EQUAL_INT(lg_page_elements(page, "section"), 4, "one a mover");
    LG_EQUAL_INT(lg_page_elements(page, "h1"), 4, "each with its heading");
    LG_HAS_PART(page->text->str, k ? "张\"三老师（工号 t1）" : "张\"三 (t1):", "by name");
    LG_HAS_PART(page->text->str, k ? "　　年　　月　　日" : "Date: ____", "a date to be filled in");
    LG_TRUE(!strstr(page->text->str, "=why"), "what a lock says of its reason stays in the office");
    if (k) LG_HAS_PART(page->text->str, "根据《=2025 轮岗》", "a title");
    LG_TRUE(!strchr(page->text->str, '{'), "every placeholder is filled");
    lg_page_free(page);
    g_free(bytes);
    bytes = lg_output_case_read(c, "lists.html");
    page = lg_page_read(bytes, "lists");
    LG_EQUAL_INT(lg_page_elements(page, "section"), 3, "one a school");
    LG_EQUAL_INT(lg_page_elements(page, "table"), 6, "lists that hold somebody");
    lg_page_free(page);
    g_free(bytes);
    lg_output_case_free(c);
  }
}

/* A row a notice, headings in the first; the date of issue and the reasons where they are wanted. */
static void test_merge(void)
{
  wishes = (lg_letter_wishes){true, {2025, 8, 20}, true};
  lg_output_case *c = lg_output_case_new("zh");
  char *bytes = write_letters(c, NULL, "notices.html");
  LG_HAS_PART(bytes, "2025年8月20日", "issued");
  LG_HAS_PART(bytes, "=why", "a lock's reason");
  g_free(bytes);
  g_autofree char *strings = lg_output_case_part(c, "letters.xlsx", "xl/sharedStrings.xml"),
                  *sheet = lg_output_case_part(c, "letters.xlsx", "xl/worksheets/sheet1.xml");
  static const char *const texts[] = {"工号",  "姓名",     "接收学校",      "方案",
                                      "日期",  "签发日期", "交流起止时间",  "原因",
                                      "@电话", "=why",     "2025年8月20日", "=2025 轮岗"};
  for (size_t k = 0; k < G_N_ELEMENTS(texts); k++) {
    g_autofree char *cell = g_strdup_printf(">%s<", texts[k]);
    LG_HAS_PART(strings, cell, "in the workbook");
  }
  LG_HAS_PART(sheet, "<row r=\"5\"", "a row a notice");
  LG_TRUE(!strstr(sheet, "<row r=\"6\""), "and no more");
  lg_output_case_free(c);
  wishes = (lg_letter_wishes){0};
}

static void test_own_text(void)
{
  wishes.reasons = true;
  lg_output_case *c = lg_output_case_new("zh");
  char *bytes =
      write_letters(c,
                    "\xEF\xBB\xBF[teacher]\r\n# A {{x} {姓名}\r\n\r\n{ wish_rank } {原通勤公里}\n"
                    "> {@电话}|{原因}{reason}\n[school]\n{school}: {out}/{in}\n{in_list}\n",
                    "notices.html");
  LG_HAS_PART(bytes, "<h1>A {x} 张&quot;三</h1>", "a brace, a Chinese name");
  LG_HAS_PART(bytes, "<p>2 1.5</p>", "a wish and a distance");
  LG_HAS_PART(bytes, "<p class=\"right\">+8613800000000|</p>", "a copied column, to the right");
  LG_HAS_PART(bytes, "<p class=\"right\">|=why=why</p>", "the reason of a lock");
  /* t3 has neither: the line of wish and distance goes, as the others have one or are empty. */
  LG_TRUE(!strstr(bytes, "<p> </p>"), "a line without any value is left out");
  g_free(bytes);
  bytes = lg_output_case_read(c, "lists.html");
  LG_HAS_PART(bytes, ": 2/1</p>", "heads out and in");
  g_free(bytes);
  lg_output_case_free(c);
  wishes.reasons = false;
}

static void test_defects(void)
{
  static const struct {
    const char *text, *message;
  } cases[] = {{"[teacher]\n{nmae}\n[school]\nx\n",
                "text.txt:2: {nmae} is no placeholder here; did you "
                "mean {name}?"},
               {"[teacher]\nx\n[school]\n{title}\n", "text.txt:4: {title} is no placeholder here"},
               {"[teacher]\n{name\n[school]\nx\n", "text.txt:2: a { without its }"},
               {"x\n", "text.txt:1: the text begins with"},
               {"[teacher]\nx\n", "text.txt:1: the text needs a part"},
               {"", "text.txt:1: the text needs a part"},
               {"[teacher]\nx\n[school]\nList: {out_list}\n", "text.txt:4: a list stands alone"},
               {"[teacher]\n{a}\n{b}\n[school]\nx\n", "text.txt:3: {b}"},
               {"\xB9\xA4\n\xBA\n", ":2: neither UTF-8 nor GB18030"},
               {"\x81", "neither UTF-8 nor GB18030"}};
  lg_output_case *c = lg_output_case_new("en");
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    char *path = path_of(c, cases[k].text), *error = NULL;
    LG_TRUE(!lg_letter_text_read(path, c->build->district, NULL, &error), cases[k].message);
    LG_HAS_PART(error ? error : "", cases[k].message, "told with its line");
    g_free(error);
    g_free(path);
  }
  char *error = NULL;
  LG_TRUE(!lg_letter_text_read("nowhere.txt", c->build->district, NULL, &error), "no file");
  LG_HAS_PART(error ? error : "", "nowhere.txt", "named");
  g_free(error);
  lg_output_case_free(c);
}

static void test_gbk(void)
{
  lg_output_case *c = lg_output_case_new("zh");
  gsize size = 0;
  char *gbk = g_convert("[teacher]\n通知：{姓名}\n[school]\n{学校}\n", -1, "GB18030", "UTF-8", NULL,
                        &size, NULL);
  LG_TRUE(gbk != NULL, "a text in GBK");
  char *bytes = write_letters(c, gbk, "notices.html");
  LG_HAS_PART(bytes, "<p>通知：张&quot;三</p>", "read");
  g_free(bytes);
  g_free(gbk);
  lg_output_case_free(c);
}

static void test_injection(void)
{
  lg_output_case *c = lg_output_case_new("en");
  lg_district *district = c->build->district;
  for (int i = 0; i < district->teacher_count; i++) {
    lg_teacher *t = &district->teachers[i];
    t->id = t->name = t->rank = LG_EVIL;
    t->copied[0] = LG_EVIL;
  }
  for (int j = 0; j < district->school_count; j++) district->schools[j].name = LG_EVIL;
  for (int w = 0; w < district->subjects.count; w++) district->subjects.text[w] = LG_EVIL;
  c->build->policy->title = c->build->policy->term = LG_EVIL;
  char *bytes =
      write_letters(c,
                    "[teacher]\n# {name}<b>\n{teacher_id}{rank}{@电话}{subject}{term}{plan}\n"
                    "[school]\n{school}\n{out_list}\n{in_list}\n",
                    "notices.html");
  lg_page *page = lg_page_read(bytes, "notices");
  LG_EQUAL_INT(lg_page_elements(page, "b"), 0, "the text is a text too");
  LG_HAS_PART(page->text->str, LG_EVIL, "shown as it is");
  lg_page_free(page);
  g_free(bytes);
  bytes = lg_output_case_read(c, "lists.html");
  lg_page_free(lg_page_read(bytes, "lists"));
  g_free(bytes);
  lg_output_case_free(c);
}

int main(void)
{
  static const lg_case cases[] = {{"the shipped text", test_shipped},
                                  {"the office's own text", test_own_text},
                                  {"the source of a mail merge", test_merge},
                                  {"defects of the text", test_defects},
                                  {"a text in GBK", test_gbk},
                                  {"injection", test_injection},
                                  {NULL, NULL}};
  return lg_run("letters", cases);
}
