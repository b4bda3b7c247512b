/* text.h - files, their words with the line of each, and why something does not hold. */
#ifndef LG_TEXT_H
#define LG_TEXT_H

#include <glib.h>
#include <gmp.h>
#include <stdbool.h>

#include "po/lang.h"

enum { LG_MOST_BYTES = 1 << 30, LG_MOST_DIGITS = 10000 }; /* of a file, unpacked; of a number */

/* The first thing that does not hold is kept: what follows often follows from it. */
typedef struct {
  const lg_lang *lang;
  bool alien; /* what was read is no certificate at all */
  char *file; /* NULL: there is no fault */
  int line;   /* from 1; 0: of the file as a whole */
  char *why;
} lg_fault;

/* `format` is marked with N_(), and translated here. Returns false, so that a check can end with
 * it. */
bool lg_fault_set(lg_fault *fault, const char *file, int line, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
void lg_fault_clear(lg_fault *fault);

typedef struct {
  const char *file; /* its name, for faults */
  lg_fault *fault;
  const char *at, *end; /* what was not read yet; a NUL stands behind it */
  int line;
  const char *word; /* the one read last */
  size_t length;
  char shown[44]; /* its beginning, for faults */
} lg_text;

#define LG_FAIL(text, ...) lg_fault_set((text)->fault, (text)->file, (text)->line, __VA_ARGS__)

/* The bytes of a file, a NUL behind them; NULL after a fault. g_free.
 *   name    for faults; what is called *.gz is unpacked
 *   wanted  its SHA-256, as it lies there; NULL: any */
char *lg_file_read(const char *path, const char *name, const char *wanted, size_t *size,
                   lg_fault *fault);

/* Each reads the next word: any one, this one, an index from `least` to `most`, a count of
 * things of which each takes `bytes` at least of the rest, a whole number or fraction. false
 * after a fault. */
bool lg_word(lg_text *text);
bool lg_word_must_be(lg_text *text, const char *word);
bool lg_word_index(lg_text *text, int least, int most, int *index);
bool lg_word_count(lg_text *text, int bytes, int *count);
bool lg_word_number(lg_text *text, mpq_t number); /* initialised */
/* Is the word read last this one? */
bool lg_word_is(const lg_text *text, const char *word);
/* Nothing but blanks is left. */
bool lg_text_ends(lg_text *text);

/* "-12" or "5/3", in lowest terms or not; no plus sign, no decimals, no denominator 0. */
bool lg_number_read(mpq_t number, const char *word, size_t length);

#endif
