/* proof.h - certificates of the solver as the files of proof/: option --proof. */
#ifndef LG_CLI_PROOF_H
#define LG_CLI_PROOF_H

#include "io/write.h"
#include "solver/solver.h"

/* Names in the words of proof/names.csv: columns and rows, and the teachers who have one place left.
 *   names    lg_proof_name are put there; strings that are not borrowed go to `strings`
 *   returns  what lg_output takes; `names` and `strings` must outlive it */
lg_proof_files lg_cli_proof(const lg_certificates *certificates, const lg_input *input,
                            const lg_options *options, GArray *names, GStringChunk *strings);

#endif
