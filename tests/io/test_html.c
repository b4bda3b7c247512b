/* test_html.c - the skeleton of pages and the charts: well-formed, everything escaped, numbers as
 * people write them. */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "io/words/output_text.h"
#include "io/write/html.h"
#include "io/write/svg.h"
#include "page_check.h"
#include "runner.h"

#define LG_EVIL "<script>alert(\"1\")</script>&' onload=x ]]> \x01\x7F\xFF"

static void take(char *found, const char *expected, const char *what)
{
  LG_EQUAL_TEXT(found, expected, what);
  g_free(found);
}

static void test_numbers(void)
{
  take(lg_show_whole(0), "0", "zero");
  take(lg_show_whole(999), "999", "three digits");
  take(lg_show_whole(-1234567), "-1,234,567", "negative");
  take(lg_show_whole(-123), "-123", "no comma behind the sign");
  take(lg_html_number(1234.5, 1), "1,234.5", "a fraction");
  take(lg_html_number(-0.0001, 2), "0.00", "no minus nought");
  take(lg_html_number(0.125, 2), "0.13", "half away from zero");
  take(lg_html_number(NAN, 2), "", "no value");
  take(lg_html_percent(0.3704, 2), "37.04%", "a share");
  take(lg_html_percent(NAN, 2), "", "no share");
  if (setlocale(LC_NUMERIC, "de_DE.UTF-8")) take(lg_html_number(0.5, 1), "0.5", "any locale");
  setlocale(LC_NUMERIC, "C");
}

static void test_escape(void)
{
  GString *text = g_string_new(NULL);
  lg_html_escape(text,
                 "a<b>&\"'\x01\xFF"
                 "教\xEF\xBF\xBE\t");
  LG_EQUAL_TEXT(text->str, "a&lt;b&gt;&amp;&quot;&#39;\xEF\xBF\xBD\xEF\xBF\xBD教\xEF\xBF\xBD\t",
                "escaped");
  g_string_free(text, TRUE);
}

static void test_page(void)
{
  static const lg_html_column columns[] = {{LG_EVIL, false}, {"n", true}};
  const lg_html_table table = {LG_EVIL, columns, 2, true};
  const char *cells[] = {LG_EVIL, NULL};
  lg_lang *lang = lg_lang_new("zh");
  GString *page = lg_html_begin(LG_EVIL, lang);
  lg_html_table_begin(page, &table);
  lg_html_row(page, &table, cells, true);
  lg_html_table_end(page);
  lg_html_end(page);
  lg_page *read = lg_page_read(page->str, "a page");
  LG_HAS_PART(page->str, "lang=\"zh-CN\"", "its language");
  LG_HAS_PART(read->text->str, "<script>alert(\"1\")</script>&' onload=x ]]>", "as a text");
  LG_EQUAL_INT(lg_page_elements(read, "td"), 2, "cells");
  LG_EQUAL_INT(lg_page_elements(read, "h1"), 1, "one title");
  lg_page_free(read);
  g_string_free(page, TRUE);
  lg_lang_free(lang);
}

static lg_page *charts_read(GString *page, const char *what)
{
  lg_html_end(page);
  lg_page *read = lg_page_read(page->str, what);
  LG_HAS_PART(page->str, "role=\"img\"", "a picture for screen readers");
  LG_TRUE(lg_page_elements(read, "desc") >= 1, "that is described");
  g_string_free(page, TRUE);
  return read;
}

static int count_of(const char *text, const char *part)
{
  int count = 0;
  for (const char *at = text; (at = strstr(at, part)); at++) count++;
  return count;
}

static void test_line(void)
{
  const double places[] = {0.30, 0.31, 0.32, 0.33}, first[] = {5, NAN, 7, NAN},
               second[] = {1, 2, 3, NAN};
  const lg_svg_series series[] = {{LG_EVIL, first}, {"second", second}};
  const lg_svg_mark mark = {0.325, LG_EVIL};
  lg_svg_line chart = {.title = LG_EVIL,
                       .description = LG_EVIL,
                       .x = {LG_EVIL, true},
                       .y = {LG_EVIL, false},
                       .places = places,
                       .count = 4,
                       .series = series,
                       .series_count = 2,
                       .marks = &mark,
                       .mark_count = 1,
                       .gap = "no roster"};
  GString *page = lg_html_begin("t", NULL);
  lg_svg_write_line(page, &chart);
  /* 0.31 breaks the first line only; 0.33 has no value at all. */
  LG_HAS_PART(page->str, "class=\"line s0\" d=\"M0 0M", "a line");
  const char *line = strstr(page->str, "class=\"line s0\"");
  char *path = g_strndup(line, (gsize)(strstr(line, "/>") - line));
  LG_EQUAL_INT(count_of(path, "L"), 0, "broken at the gap");
  g_free(path);
  LG_EQUAL_INT(count_of(page->str, "class=\"gap\""), 2, "the missing place and its key");
  LG_HAS_PART(page->str, ">32.0%<", "a share on the axis");
  lg_page *read = charts_read(page, "line");
  LG_HAS_PART(read->text->str, "31.00%: 2.00", "a point says its value");
  lg_page_free(read);
}

/* One place, one value, all values alike, none at all: no chart may divide by nought. */
static void test_line_degenerate(void)
{
  const double places[] = {3, 3}, same[] = {7, 7}, none[] = {NAN, NAN}, zero[] = {0, 0};
  const double *const cases[] = {same, none, zero};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++)
    for (int count = 0; count <= 2; count++) {
      const lg_svg_series series = {"s", cases[k]};
      lg_svg_line chart = {.title = "t",
                           .description = "d",
                           .places = places,
                           .count = count,
                           .series = &series,
                           .series_count = 1,
                           .gap = "none"};
      GString *page = lg_html_begin("t", NULL);
      lg_svg_write_line(page, &chart);
      LG_TRUE(!strstr(page->str, "nan") && !strstr(page->str, "inf"), "numbers all of them");
      lg_page_free(charts_read(page, "line"));
    }
}

static void test_heat(void)
{
  static const char *const columns[] = {LG_EVIL, "b"}, *const rows[] = {"r", "s", LG_EVIL};
  const double values[] = {0, 1, 2, NAN, 0.5, 0.25};
  lg_svg_heat chart = {.title = LG_EVIL,
                       .description = LG_EVIL,
                       .x_title = LG_EVIL,
                       .y_title = LG_EVIL,
                       .columns = columns,
                       .column_count = 2,
                       .rows = rows,
                       .row_count = 3,
                       .values = values,
                       .decimals = 2,
                       .gap = "no roster"};
  GString *page = lg_html_begin("t", NULL);
  lg_svg_write_heat(page, &chart);
  LG_EQUAL_INT(count_of(page->str, "class=\"heat\""), 5, "shaded cells");
  LG_TRUE(!strstr(page->str, "nan"), "numbers all of them");
  lg_page *read = charts_read(page, "heat");
  LG_HAS_PART(read->text->str, "s / b: no roster", "a hint of a missing value");
  lg_page_free(read);
  /* Sums are not shaded, nor do they pale the others. */
  const double sums[] = {1, 5000, 2, 6000, 3, 7000};
  chart.rest = 2;
  chart.values = sums;
  page = lg_html_begin("t", NULL);
  lg_svg_write_heat(page, &chart);
  LG_EQUAL_INT(count_of(page->str, "class=\"heat\""), 2, "shaded cells beside sums");
  LG_EQUAL_INT(count_of(page->str, "fill-opacity=\"0.55\""), 1, "the most beside the sums");
  lg_page_free(charts_read(page, "heat with sums"));
}

static void test_bars(void)
{
  const lg_svg_bar bars[] = {{LG_EVIL, 0.4, 0.2, 0.37, NULL},
                             {"plain", 0, NAN, NAN, LG_EVIL},
                             {"none", NAN, NAN, NAN, NULL}};
  const lg_svg_mark mark = {0.5, LG_EVIL};
  for (int dots = 0; dots < 2; dots++) {
    lg_svg_bars chart = {.title = LG_EVIL,
                         .description = LG_EVIL,
                         .axis = {LG_EVIL, true},
                         .bars = bars,
                         .count = 3,
                         .decimals = 1,
                         .dots = dots,
                         .value_name = LG_EVIL,
                         .before_name = LG_EVIL,
                         .target_name = LG_EVIL,
                         .marks = &mark,
                         .mark_count = 1};
    GString *page = lg_html_begin("t", NULL);
    lg_svg_write_bars(page, &chart);
    LG_TRUE(!strstr(page->str, "nan"), "numbers all of them");
    LG_HAS_PART(page->str, dots ? "40.0%" : "20.0% → 40.0%", "the value, beside the one before");
    lg_page_free(charts_read(page, dots ? "dots" : "bars"));
  }
}

/* Heads are counted whole: no tick stands at half a teacher, and both counts stand behind a bar. */
static void test_bars_heads(void)
{
  const lg_svg_bar bars[] = {{"near", 0, 2, NAN, NULL}, {"far", 1, 0, NAN, NULL}};
  lg_svg_bars chart = {.title = "t", .description = "d", .bars = bars, .count = 2};
  GString *page = g_string_new(NULL);
  lg_svg_write_bars(page, &chart);
  LG_HAS_PART(page->str, "2 → 0<", "before and after");
  LG_HAS_PART(page->str, ">1<", "a tick");
  LG_TRUE(!strstr(page->str, ">0.5<") && !strstr(page->str, ">1.0<"), "whole heads");
  g_string_free(page, true);
}

int main(void)
{
  static const lg_case cases[] = {{"numbers", test_numbers},
                                  {"escape", test_escape},
                                  {"page", test_page},
                                  {"line chart", test_line},
                                  {"line chart, degenerate", test_line_degenerate},
                                  {"heat map", test_heat},
                                  {"bars and dots", test_bars},
                                  {"bars of heads", test_bars_heads},
                                  {NULL, NULL}};
  return lg_run("html", cases);
}
