/* check_quotas.h - what arithmetic alone says of the quotas, before any solving. */
#ifndef LG_CHECK_QUOTAS_H
#define LG_CHECK_QUOTAS_H

#include "check_places.h"
#include "io/words/lang.h"

/* Appends a table of the quotas: the heads that each class asks and the teachers who could serve,
 * and a sentence for each quota that no choice of places can meet. Other rules are not looked at: a
 * quota that passes here may still fail with them. cost  O(kinds of places x quotas) */
void lg_check_add_quotas(GString *text, const lg_district *district, const lg_policy *policy,
                         const lg_places *places, const lg_lang *lang);

#endif
