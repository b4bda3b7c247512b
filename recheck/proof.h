/* proof.h - the folder proof/: which certificate belongs to which goal, and that all of them speak
 * of one program and of one roster. docs/certificates.md has the meaning. */
#ifndef LG_PROOF_H
#define LG_PROOF_H

#include "text.h"

typedef struct lg_proof lg_proof;

/* Reads manifest.json, names.csv and the roster.
 *   folder   borrowed
 *   roster   its path; NULL: roster.csv in the folder around `folder`
 *   returns  NULL after a fault; lg_proof_free */
lg_proof *lg_proof_open(const char *folder, const char *roster, lg_fault *fault);
void lg_proof_free(lg_proof *proof);

int lg_proof_goal_count(const lg_proof *proof);
const char *lg_proof_goal_id(const lg_proof *proof, int goal);
/* Checks the goal's certificate. Goals are asked for in order, each once.
 *   returns  what was proved, a line in words (g_free); NULL after a fault */
char *lg_proof_check(lg_proof *proof, int goal, lg_fault *fault);

#endif
