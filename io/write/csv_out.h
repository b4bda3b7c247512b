/* csv_out.h - CSV as this program writes it: UTF-8 with a byte-order mark, CRLF, RFC 4180 quotes
 * where needed, and texts that a spreadsheet could take for a formula guarded with a leading '
 * (SPEC 5, 7). */
#ifndef LG_CSV_OUT_H
#define LG_CSV_OUT_H

#include <glib.h>

GString *lg_csv_new(void); /* holds the byte-order mark */
/* Appends one cell; the first of a row needs no care. Texts are guarded, numbers (made by us)
 * never. */
void lg_csv_text(GString *csv, const char *text);
/* The text as it is, without a guard. */
void lg_csv_cell(GString *csv, const char *text);
void lg_csv_number(GString *csv, const char *number);
void lg_csv_end_row(GString *csv);

#endif
