/* render.h - writes a list (io/views/view.h): one function a format. What a kind of cell looks like
 * in each format is decided here and nowhere else. Internal to io/. */
#ifndef LG_RENDER_H
#define LG_RENDER_H

#include "html.h"
#include "io/views/view.h"
#include "json_out.h"
#include "xlsx_writer.h"

GString *lg_render_csv(const lg_view *view); /* g_string_free */
/* The same into folder/name; frees `view`. */
bool lg_write_list_csv(lg_view *view, const char *folder, const char *name, char **error);
/* Headings into `row` and the rows below them, as a table with filters where `filters`.
 *   returns  the row behind the last one */
int lg_render_sheet(lg_sheet *sheet, int row, const lg_view *view, bool filters);
/* A table; caption NULL: none. */
void lg_render_page(GString *page, const lg_view *view, const char *caption, bool sortable);
/* An object a row, into `array`. */
void lg_render_json(cJSON *array, const lg_view *view);
/* A table for the terminal, each line after `indent`. */
void lg_render_text(GString *text, const lg_view *view, const char *indent, bool headed);

/* One cell as a page shows it. g_free. */
char *lg_render_page_cell(const lg_view *view, int column, const lg_list_cell *cell);

#endif
