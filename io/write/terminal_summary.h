/* terminal_summary.h - what `solve` says at the end: the decision, its proof and its price, fit to be
 * read aloud. */
#ifndef LG_TERMINAL_SUMMARY_H
#define LG_TERMINAL_SUMMARY_H

#include "output.h"

/* The summary of a run, in the language of `out`; also of an infeasible plan or one without a
 * roster yet. returns  lines that end with a line feed, for stdout; g_free */
char *lg_summary_text(const lg_output *out);

#endif
