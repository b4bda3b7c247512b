/* args.h - the command line as data, and the help that tells of it. Nothing here prints or
 * exits. */
#ifndef LG_ARGS_H
#define LG_ARGS_H

#include "commands.h"

/* What the command line asks for. */
typedef enum { LG_ASKED_RUN, LG_ASKED_HELP, LG_ASKED_VERSION, LG_ASKED_WRONG } lg_asked;

/* Reads argv. Options may stand anywhere; all of it is read before the first error is told, so that
 * --lang counts wherever it stands.
 *   args     filled; lg_args_clear also after LG_ASKED_WRONG
 *   message  of LG_ASKED_WRONG: what is wrong, in the user's language, without a line end;
 *            g_free */
lg_asked lg_args_read(int argc, char *const *argv, lg_args *args, char **message);
void lg_args_clear(lg_args *args);

/* The help of a command, or of the program where `command` is NULL. g_free. */
char *lg_help_text(const char *command, const lg_lang *lang);
/* " [-o DIR] [--limits]": a command's own options in its usage line. g_free. */
char *lg_usage_options(const lg_command *command, const lg_lang *lang);
/* "-o DIR". g_free. */
char *lg_cli_option_shown(const lg_cli_option *option, const lg_cli_option_use *use,
                          const lg_lang *lang);

#endif
