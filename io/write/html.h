/* html.h - a page that stands alone: style sheet and the small sorting script inside, no reference
 * to anything outside, well-formed as XML, Chinese or English, for the screen (light and dark) and
 * for A4. Nothing on it needs the script. Every text given is escaped here. Charts: svg.h.
 *
 *   GString *page = lg_html_begin("A title", lang);
 *   lg_html_text(page, "h2", NULL, "A heading");
 *   lg_html_table_begin(page, &table);
 *   lg_html_row(page, cells, 3);
 *   lg_html_table_end(page);
 *   lg_html_end(page);
 */
#ifndef LG_HTML_H
#define LG_HTML_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "io/words/lang.h"

/* Up to and with the title as <h1>, inside <main>. The caller frees the string. */
GString *lg_html_begin(const char *title, const lg_lang *lang);
/* Without the title in the page itself. */
GString *lg_html_begin_bare(const char *title, const lg_lang *lang);
void lg_html_end(GString *page);
/* Puts links to every heading of the second level behind `at` there. */
void lg_html_contents(GString *page, gsize at, const char *title);

/* `text` for the inside of an element or of a quoted attribute; what XML cannot hold becomes
 * U+FFFD. */
void lg_html_escape(GString *page, const char *text);
/* An element with a text: <element class="name">text</element>. */
void lg_html_text(GString *page, const char *element, const char *class_name, const char *text);

typedef struct {
  const char *head;
  bool number; /* to the right; sorted as a number */
} lg_html_column;

typedef struct {
  const char *caption;
  const lg_html_column *columns;
  int column_count;
  bool sortable; /* by a click on a heading, where scripts run */
} lg_html_table;
void lg_html_table_begin(GString *page, const lg_html_table *table);
/* One row; the cells of number columns stand to the right. A cell NULL is empty; a row that must be
 * seen is marked. */
void lg_html_row(GString *page, const lg_html_table *table, const char *const *cells, bool marked);
void lg_html_table_end(GString *page);

/* A number as both languages write it, 1,234.5, half away from zero; NAN gives "". g_free. */
char *lg_html_number(double value, int decimals);
/* A share as a percentage, 0.3704 with 2 decimals: "37.04%". g_free. */
char *lg_html_percent(double share, int decimals);

#endif
