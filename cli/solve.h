/* solve.h - what solve and replan share: an input that was read is answered, and the answer written
 * as a folder. */
#ifndef LG_CLI_SOLVE_H
#define LG_CLI_SOLVE_H

#include "cli.h"

/* Solves, recounts, writes the folder that --output names (else the plan's name plus `suffix`) and
 * says what was found.
 *   against  the baseline is a published roster: the changes are told, first of all */
lg_exit lg_solve_input(const lg_args *args, const lg_input *input, const lg_lang *lang,
                       const char *suffix, bool against);

#endif
