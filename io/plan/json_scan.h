/* json_scan.h - strict JSON (RFC 8259) checked over the bytes, with the place of every value. Done
 * before cJSON sees the text, because cJSON knows no lines and lets 01, 1., control characters and
 * \u0000 through. */
#ifndef LG_JSON_SCAN_H
#define LG_JSON_SCAN_H

#include "io/words/report.h"

/* A value in document order (a container before what it holds). */
typedef struct {
  size_t start, length; /* its text, without the key */
  int line;             /* of the key where it has one */
  guint16
      bad_escape; /* has_bad: 0 or the lone surrogate written as \uXXXX in the key or the text */
  bool has_bad;
  bool is_long; /* a number of more than LG_JSON_NUMBER_BYTES */
} lg_json_span;

/* cJSON copies a number into 64 bytes and would stop in the middle of a longer one. */
#define LG_JSON_NUMBER_BYTES 63

/* Why a text is no JSON: a message with its texts. */
typedef struct {
  lg_message message;
  int line;
  char *found, *expected; /* owned; expected may be NULL */
} lg_json_fault;

/* Scans `text` (NUL-terminated at `length`, valid or not as UTF-8, no byte-order mark).
 *   text     changed in place: \u0000 and lone surrogates are replaced by \ufffd, so that cJSON
 *            neither cuts nor refuses, and a number that is too long becomes 0; the span tells
 *   spans    GArray of lg_json_span, filled
 *   returns  false, and *fault, at the first fault
 *   cost     linear */
bool lg_json_scan(char *text, size_t length, GArray *spans, lg_json_fault *fault);

#endif
