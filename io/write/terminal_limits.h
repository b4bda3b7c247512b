/* terminal_limits.h - how far the hard quotas can go, as a table for the terminal. */
#ifndef LG_TERMINAL_LIMITS_H
#define LG_TERMINAL_LIMITS_H

#include "output.h"

/* A row a limit. g_free. */
char *lg_limits_table(const lg_output *out, const lg_limits *limits);

#endif
