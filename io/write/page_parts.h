/* page_parts.h - the parts of report.html, one function each; page.c puts them in order. Internal.
 */
#ifndef LG_PAGE_PARTS_H
#define LG_PAGE_PARTS_H

#include "html.h"
#include "io/words/output_text.h"

void lg_page_quotas(GString *page, const lg_output *out);
void lg_page_balance(GString *page, const lg_output *out);
void lg_page_flows(GString *page, const lg_output *out); /* between tiers and groups, the map */
void lg_page_flexible(GString *page, const lg_output *out);
void lg_page_ways(GString *page, const lg_output *out); /* commute */
void lg_page_wishes(GString *page, const lg_output *out);
void lg_page_stayers(GString *page, const lg_output *out);
void lg_page_notes(GString *page, const lg_output *out);

/* A heading of the second level that a link of the contents may name. */
void lg_page_heading(GString *page, const lg_output *out, const char *text);
/* A paragraph of quiet text. */
void lg_page_note(GString *page, const char *text);
/* A list (io/views/lists.h) with these columns; caption NULL: none. */
void lg_page_list(GString *page, const lg_output *out, const char *list, const char *keys,
                  const char *caption);
/* The same, sortable and with `most` rows; before it is told that `file` has all. */
void lg_page_long_list(GString *page, const lg_output *out, const char *list, const char *keys,
                       const char *caption, int most, const char *file);
/* "Shown: 2,000 of 3,112; FILE has all." Nothing where all are shown. */
void lg_page_cut(GString *page, const lg_output *out, int shown, int all, const char *file);
/* Frees the texts of a row. */
void lg_cells_free(char **cells, int count);

#endif
