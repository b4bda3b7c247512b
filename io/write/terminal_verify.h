/* terminal_verify.h - a recount in the words of a personnel office. */
#ifndef LG_TERMINAL_VERIFY_H
#define LG_TERMINAL_VERIFY_H

#include "io/words/lang.h"
#include "model/audit/audit.h"

/* What was recounted; everything is borrowed. */
typedef struct {
  const lg_district *district;
  const lg_policy *policy;
  const lg_roster *roster;
  const lg_audit *audit;
  const GArray *differences; /* lg_file_difference */
  const lg_lang *lang;
} lg_recounted;

/* One broken rule in words, as a line after two blanks. */
void lg_breach_text(GString *text, const lg_recounted *recounted, const lg_breach *breach);

/* The whole text of `verify`: counts, then every broken rule. Free with g_free. */
char *lg_verify_text(const lg_recounted *recounted, const char *path);

#endif
