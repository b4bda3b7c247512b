/* cli.h - what the commands share: options, exit codes, languages. One small file a command. */
#ifndef LG_CLI_H
#define LG_CLI_H

#include <signal.h>
#include <stdbool.h>

#include "../io/input.h"

/* SPEC 1. 1 is never used on purpose. */
typedef enum {
  LG_EXIT_OK = 0,
  LG_EXIT_USAGE = 2,
  LG_EXIT_INPUT = 3,
  LG_EXIT_INFEASIBLE = 4,
  LG_EXIT_NO_TIME = 5,
  LG_EXIT_BROKEN = 6,
  LG_EXIT_INTERNAL = 70
} lg_exit;

/* The command line, read. Strings are borrowed from argv. */
typedef struct {
  const char *command;
  const char *lang;        /* --lang, or NULL */
  const char *output;      /* -o, or NULL */
  const char *format;      /* export --format */
  const char *goal;        /* export --goal */
  bool has_time_limit, has_gap;
  double time_limit_s;
  lg_share gap;
  bool quiet, verbose, force, json;
  const char *const *arguments; /* [argument_count] what stands beside the options */
  int argument_count;
  double started_s; /* monotonic clock at the start of the program: the time limit covers the whole run */
} lg_args;

/* Set by the first Ctrl-C; the second one ends the program by the default action. The one piece of global state. */
extern volatile sig_atomic_t lg_interrupted;

/* Seconds on the monotonic clock. */
double lg_now_s(void);

/* Reads the input of a command and settles the language.
 *   returns  the input, or NULL after its defects were printed (`defects_to_stdout`: check); exit LG_EXIT_INPUT */
lg_input *lg_cli_input(const lg_args *args, const char *plan_path, bool defects_to_stdout, lg_lang **lang);

lg_exit lg_cmd_solve(const lg_args *args);
lg_exit lg_cmd_check(const lg_args *args);
lg_exit lg_cmd_verify(const lg_args *args);
lg_exit lg_cmd_export(const lg_args *args);
lg_exit lg_cmd_template(const lg_args *args);


#endif
