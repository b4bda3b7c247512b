/* fold.h - texts compared as SPEC 7 folds them. */
#ifndef LG_FOLD_H
#define LG_FOLD_H

#include <stddef.h>

/* SPEC 7's folding: U+FF01-FF5E to ASCII, U+3000 and U+00A0 to a blank, ends trimmed. Free with
 * g_free. */
char *lg_fold(const char *text);
/* The same for an id: also takes the guard ' off where ', =, +, -, @, tab or CR follows, and the
 * guard of ="T01". Free with g_free. */
char *lg_fold_id(const char *text);

/* `text` without the blanks at its ends, U+3000 and U+00A0 among them. */
const char *lg_trim(const char *text, size_t *length);

#endif
