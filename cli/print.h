/* print.h - all that the commands print goes through here, so that no text of a file, no file name
 * and no argument can command the terminal or hide what stands in it. */
#ifndef LG_PRINT_H
#define LG_PRINT_H

#include <glib.h>
#include <stdio.h>

/* `text` with control characters but line feeds and tabs, direction controls, line separators and
 * tag characters as \u001B: so they stand in JSON, too. What is no UTF-8 comes as U+FFFD. g_free. */
char *lg_printable(const char *text);

void lg_print(FILE *out, const char *text);
void lg_printf(FILE *out, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
