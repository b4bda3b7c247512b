/* school_names.h - schools by what tables and filters call them: id, name, short name (SPEC 7,
 * OFFICE). Names are compared squeezed (cell_text.h). */
#ifndef LG_SCHOOL_NAMES_H
#define LG_SCHOOL_NAMES_H

#include "model/district.h"

typedef struct lg_school_names lg_school_names;

/* Cost: linear in the schools, whose ids are in order. The district outlives the names. */
lg_school_names *lg_school_names_new(const lg_district *district);
void lg_school_names_free(lg_school_names *names);

/* The school with this id (folded), else with this name or short name (squeezed), or LG_MISSING.
 *   namesake  another school that the name fits, too: nobody can tell which one is meant; else
 *             LG_MISSING */
int lg_school_names_find(const lg_school_names *names, const char *id, const char *name,
                         int *namesake);
/* The same of a text as it was written. */
int lg_school_names_called(const lg_school_names *names, const char *text, int *namesake);

/* The id, name or short name nearest to a text that is none: a misspelt one, one written short
 * (南师附小 for 南京师范大学附属小学) or with more before it (南昌市育才小学). NULL: none is near.
 */
const char *lg_school_names_nearest(lg_school_names *names, const char *text);

#endif
