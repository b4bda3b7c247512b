/* proof.h - certificates of the solver as the files of proof/, and whether such files are of a plan:
 * option --proof of solve and of verify. */
#ifndef LG_CLI_PROOF_H
#define LG_CLI_PROOF_H

#include "cli.h"
#include "io/write.h"
#include "solver/solver.h"

/* Names in the words of proof/names.csv: columns and rows, and the teachers who have one place left.
 *   names    lg_proof_name are put there; strings that are not borrowed go to `strings`
 *   returns  what lg_output takes; `names` and `strings` must outlive it */
lg_proof_files lg_cli_proof(const lg_certificates *certificates, const lg_input *input,
                            const lg_options *options, GArray *names, GStringChunk *strings);

/* Do the certificates of --proof DIR speak of this plan and this roster? Says on stdout what does not
 * belong together.
 *   roster   NULL: of a plan that cannot be met
 *   returns  LG_EXIT_OK, LG_EXIT_BROKEN, or LG_EXIT_INPUT where the folder is none */
lg_exit lg_cli_proof_tie(const lg_args *args, const lg_input *input, const lg_roster *roster,
                         const lg_lang *lang);

#endif
