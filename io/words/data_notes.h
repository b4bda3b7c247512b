/* data_notes.h - what the tables lack, counted, for the workbook and the report. Internal. */
#ifndef LG_DATA_NOTES_H
#define LG_DATA_NOTES_H

#include "output.h"

enum { LG_LACKS = 5 };
typedef struct {
  const char *what; /* in the language */
  int count;
} lg_lack;
/* `lacks` [LG_LACKS] is filled: teachers without a date of birth, ..., moves without a distance. */
void lg_data_lacks(const lg_output *out, lg_lack *lacks);

/* "must", "never". */
const char *lg_show_lock_kind(const lg_lang *lang, lg_lock_kind kind);
/* The school of a lock by name, or "the home school". g_free. */
char *lg_show_lock_school(const lg_output *out, const lg_lock *lock);

#endif
