/* fold.h - texts compared as SPEC 7 folds them. */
#ifndef LG_FOLD_H
#define LG_FOLD_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Characters of which nothing is seen, and which come along with copied text: U+00AD, U+200B-200D,
 * U+2060, U+FEFF, variation selectors. */
bool lg_is_unseen(gunichar c);
/* The character that a Kangxi radical (U+2F00-2FD5) or a compatibility ideograph (U+F900-FAFF,
 * U+2F800-2FA1F) stands for; PDF files give such ones. Any other character itself. */
gunichar lg_meant_character(gunichar c);

/* SPEC 7's folding: U+FF01-FF5E to ASCII, U+3000 and U+00A0 to a blank, unseen characters left out,
 * others by what they stand for, ends trimmed. Free with g_free. */
char *lg_fold(const char *text);
/* The same for an id: also takes the guard ' off where ', =, +, -, @, tab or CR follows, and the
 * guard of ="T01". Free with g_free. */
char *lg_fold_id(const char *text);

/* `text` without the blanks at its ends, U+3000 and U+00A0 among them. */
const char *lg_trim(const char *text, size_t *length);

#endif
