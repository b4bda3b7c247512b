/* cli.h - what the commands share: options, exit codes, languages. One small file a command. */
#ifndef LG_CLI_H
#define LG_CLI_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

#include "io/read.h"
#include "io/write.h"
#include "model/clock.h"
#include "print.h"

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

/* The command line, read and checked (args.h). Strings are borrowed from argv. */
typedef struct {
  const char *command; /* NULL: none given (only with --help and --version) */
  const char *lang;    /* --lang, or NULL */
  const char *output;  /* -o, or NULL; export: always given */
  const char *format;  /* export --format: "mps" or "lp", always given */
  const char *goal;    /* export --goal, or NULL */
  bool has_time_limit, has_gap, has_max_changes;
  double time_limit_s;   /* >= 0 */
  lg_share gap;          /* 0..1 */
  const char *date;      /* next --date, or NULL */
  const char *to;        /* explain --to, or NULL */
  const char **teachers; /* [teacher_count] --teacher, as given; those explained */
  int64_t max_changes;   /* >= 0 */
  bool quiet, verbose, force, help, version;
  bool rosters;             /* --rosters */
  bool proof;               /* solve --proof */
  const char *proof_folder; /* verify --proof DIR, or NULL */
  bool csv;                 /* --csv */
  const char *template;     /* --template, or NULL */
  const char *issued;       /* letters --issued, or NULL */
  bool reasons;             /* letters --reasons */
  bool unmet;               /* explain --unmet */
  const char *mark;         /* check --mark, or NULL */
  const char *anonymous;    /* --anonymous: the key file, or NULL */
  bool coarse;              /* --coarse */
  const char **varies;      /* [vary_count] --vary, as given */
  const char **scenarios;   /* [scenario_count] --scenario */
  int vary_count, scenario_count, teacher_count;
  bool by_umask; /* --umask */
  mode_t mask;   /* the umask that the program was started with */
  bool json;     /* --json: one JSON object on stdout instead of text */
  bool limits;   /* --limits: how far the hard quotas can go */
  const char **
      arguments; /* [argument_count] what stands beside the options, as many as the command takes */
  int argument_count;
  double started_s; /* monotonic clock at the start of the program: the time limit covers the whole
                       run */
} lg_args;

/* Set by the first Ctrl-C. Beside the temporary folders that a stop must remove (io/write/scratch.h)
 * the one piece of global state. */
extern volatile sig_atomic_t lg_interrupted;
/* Ctrl-C and its like end the program, its temporary folders removed; where it `ends_early`, the first
 * of each kind is noted alone. */
void lg_catch_interrupts(bool ends_early);

/* Reads the input of a command, settles its language, and puts --time-limit and --gap over the
 * plan's `limits`. Warnings go to stderr unless --quiet or `check`.
 *   check    the report is this command's result: defects go to stdout, warnings are left to the
 *            caller
 *   lang     out: lg_lang_free
 *   returns  the input without defects, or NULL (and *lang NULL) after its defects were printed:
 *            LG_EXIT_INPUT */
lg_input *lg_cli_input(const lg_args *args, const char *plan_path, bool check, lg_lang **lang);
/* The same with the roster at `roster_path` as the baseline, NULL: the plan's own. */
lg_input *lg_cli_input_against(const lg_args *args, const char *plan_path, const char *roster_path,
                               bool check, lg_lang **lang);

/* Writes the workbook of --mark, where that is given; LG_EXIT_OK, or the code of what was said. */
lg_exit lg_cli_mark(const lg_args *args, const lg_input *input, const lg_lang *lang);

/* Reads a roster back; its defects go to stderr, its warnings too unless --quiet.
 *   returns  NULL where it cannot be understood, after that was said: LG_EXIT_INPUT */
lg_roster_file *lg_cli_roster(const lg_args *args, const char *path, const lg_input *input,
                              const lg_lang *lang);

/* Says so where the key file is an input of the run, by whatever name: of the command line's, and of the
 * tables of `inputs` [count]. */
bool lg_cli_key_is_input(const lg_args *args, const lg_input *const *inputs, int count,
                         const lg_lang *lang);
/* The key of --anonymous, drawn where a command that publishes finds none (*is_new); NULL after
 * what is wrong with it was said. g_free. */
char *lg_cli_key(const lg_args *args, bool *is_new);
/* Begins the folder at `path` for what the command writes. No input of the run may lie in it: what the
 * command line names, and the tables of `inputs` [count].
 *   new_key  as of lg_cli_keep_key
 *   returns  NULL and *code after what is wrong was said */
lg_folder *lg_cli_folder(const lg_args *args, const char *path, const lg_input *const *inputs,
                         int count, const char *new_key, const lg_lang *lang, lg_exit *code);
/* Paths of those inputs, NULL-terminated; g_strfreev. */
char **lg_cli_input_paths(const lg_args *args, const lg_input *const *inputs, int count);
/* May --force overwrite what stands there? A folder and the like never. */
bool lg_cli_is_in_the_way(const char *path, bool force);
/* An input of the run that the file would overwrite; NULL: none. g_free. */
char *lg_cli_overwritten_input(const lg_args *args, const lg_input *input, const char *file);
/* Gives a file its place and its permissions. */
bool lg_cli_put_file(const lg_args *args, const char *from, const char *to);
/* YYYY-MM-DD, a day that there is; else that is said of the option. */
bool lg_cli_date(const lg_lang *lang, const char *option, const char *text, lg_date *date);
/* Says that the error, or writing, failed; takes `error`. Returns `code`. */
lg_exit lg_cli_fail(const lg_lang *lang, lg_exit code, char *error);

/* Writes a key that was drawn for this run (NULL: none was) before anything is published under it,
 * and never into `folder`; *error and *usage as of lg_folder_begin. */
bool lg_cli_keep_key(const lg_args *args, const char *new_key, const char *folder,
                     const lg_lang *lang, bool *usage, char **error);

lg_exit lg_cmd_solve(const lg_args *args);
lg_exit lg_cmd_check(const lg_args *args);
lg_exit lg_cmd_verify(const lg_args *args);
lg_exit lg_cmd_replan(const lg_args *args);
lg_exit lg_cmd_compare(const lg_args *args);
lg_exit lg_cmd_explain(const lg_args *args);
lg_exit lg_cmd_whatif(const lg_args *args);
lg_exit lg_cmd_rehearse(const lg_args *args);
lg_exit lg_cmd_convert(const lg_args *args);
lg_exit lg_cmd_next(const lg_args *args);
lg_exit lg_cmd_export(const lg_args *args);
lg_exit lg_cmd_letters(const lg_args *args);
lg_exit lg_cmd_template(const lg_args *args);

#endif
