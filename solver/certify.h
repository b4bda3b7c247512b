/* certify.h - the certificates of a solved plan (lg_certificates). */
#ifndef LG_CERTIFY_H
#define LG_CERTIFY_H

#include "solver/mip/lexicographic.h"

/* Writes what result->proof proves. A goal without a proof, or whose roster could not be shown in whole
 * numbers, gets none. */
void lg_certify(const lg_formulation *f, const lg_lexicographic_result *result,
                const lg_deadline *deadline, lg_certificates *certificates);

#endif
