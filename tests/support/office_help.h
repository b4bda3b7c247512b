/* office_help.h - a small district solved from clean and from messy tables: the rosters must be the
 * same, byte for byte. */
#ifndef LG_OFFICE_HELP_H
#define LG_OFFICE_HELP_H

#include <stddef.h>

typedef struct {
  const char *what;
  const char *plan, *teachers, *schools, *wishes, *locks; /* NULL: the clean one */
  const char *says[4];                                    /* on stderr, NULL-terminated */
} lg_office_case;

extern const lg_office_case lg_office_clean;

/* Solves `clean` and every case, compares the rosters and looks for what is to be said. */
void lg_office_compare(const lg_office_case *clean, const lg_office_case *cases, size_t count);

/* A folder of its own for files of a case. */
void lg_office_begin(void);
void lg_office_end(void);
const char *lg_office_folder(void);
void lg_office_write(const char *name, const char *text);

#endif
