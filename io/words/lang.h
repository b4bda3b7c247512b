/* lang.h - texts in the user's language. English is the source; translations are GNU gettext
 * catalogues (po/) that are built into the program, so that Chinese needs no locale of the system
 * (nor LANG, nor installed files). */
#ifndef LG_LANG_H
#define LG_LANG_H

/* Marks a text for xgettext where it is not translated on the spot. */
#define N_(text) text

/* What a roster calls the way back of one who is due back (R13). */
#define LG_RETURN_ROUTE N_("return")

typedef struct lg_lang lg_lang; /* NULL means English everywhere */

/* "zh" gives the Chinese catalogue, everything else NULL. Free with lg_lang_free. */
lg_lang *lg_lang_new(const char *code);
void lg_lang_free(lg_lang *lang);

/* "zh" or "en". */
const char *lg_lang_code(const lg_lang *lang);

/* The translation of `text`, or `text` itself. Lives as long as `lang`. */
const char *lg_tr(const lg_lang *lang, const char *text);

/* The language to use: `option` (--lang) if not NULL, else `plan` (its key `lang`) if not NULL,
 * else the environment's (LC_ALL, LC_MESSAGES, LANG beginning with zh), else "en". */
const char *lg_lang_choose(const char *option, const char *plan);

#endif
