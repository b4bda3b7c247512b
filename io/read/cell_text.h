/* cell_text.h - what offices write into cells beside values: blanks that only align, marks for
 * "as above" and "nothing", units, guards. Folding is table.h's. */
#ifndef LG_CELL_TEXT_H
#define LG_CELL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Folded, without zero-width characters and without blanks between Chinese characters: how names of
 * schools, subjects, groups, ranks and tags are compared. g_free. */
char *lg_squeeze(const char *text);
/* The same without folding: how such a name is shown. g_free. */
char *lg_squeeze_given(const char *text);

/* A heading without what offices add to one: blanks, line breaks, `*`, a bracketed note; ASCII in
 * lower case. g_free. */
char *lg_heading_key(const char *text, size_t length);
/* The same with its notes. g_free. */
char *lg_heading_whole_key(const char *text);

/* 合计, 填表人 and the like at the beginning of a row: it is no record. */
bool lg_is_no_record(const char *text, size_t length);

/* 同上, 〃, ": the value of the row above, which nobody can sort or check. */
bool lg_is_ditto(const char *text, size_t length);
/* 必填, 选填，如 1975-03, required, optional, e.g. 1975-03: what a form asks for. */
bool lg_is_form_hint(const char *text, size_t length);

/* 无, 暂无, /, -, —; of dates also 至今. The text is folded. */
bool lg_is_nothing(const char *text, bool date);

/* A whole or decimal number with a thousands sign or one of the units (NULL-terminated), as digits
 * alone; NULL where the text is no such thing. g_free. */
char *lg_number_bare(const char *text, const char *const *units);

/* 3.2E+17: what a spreadsheet makes of a long number. */
bool lg_is_scientific(const char *text);

#endif
