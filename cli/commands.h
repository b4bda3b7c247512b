/* commands.h - every command, option and exit status of lungang, once. Reading the command line
 * (args.c), --help (help.c), the manual pages, docs/reference.md and the completion of bash
 * (reference.c) are made from these tables; a new option is a row here and a member of lg_args. */
#ifndef LG_COMMANDS_H
#define LG_COMMANDS_H

#include <stddef.h>

#include "cli.h"

/* A command's place in lg_commands; 1 << place in the masks of lg_cli_option_use. */
typedef enum {
  LG_SOLVE,
  LG_CHECK,
  LG_VERIFY,
  LG_COMPARE,
  LG_EXPLAIN,
  LG_WHATIF,
  LG_REPLAN,
  LG_REHEARSE,
  LG_LETTERS,
  LG_CONVERT,
  LG_NEXT,
  LG_EXPORT,
  LG_TEMPLATE,
  LG_COMMAND_COUNT
} lg_command_id;

/* What else a command does. */
enum {
  LG_ENDS_EARLY = 1, /* the first Ctrl-C ends it well, with what it has */
  LG_DRAWS_KEY = 2   /* --anonymous makes the key where its file is not there */
};

typedef struct {
  const char *name;
  const char *operands; /* "PLAN ROSTER" (translatable): all are needed */
  const char *purpose;  /* one line */
  const char *detail;   /* what --help adds */
  lg_exit (*run)(const lg_args *args);
  unsigned traits;
} lg_command;

extern const lg_command lg_commands[LG_COMMAND_COUNT];
const lg_command *lg_command_find(const char *name); /* NULL where there is none */

/* What follows an option, and the type of its member in lg_args. */
typedef enum {
  LG_TAKES_NOTHING, /* bool */
  LG_TAKES_TEXT,    /* const char * */
  LG_TAKES_PATH,    /* the same, never empty */
  LG_TAKES_WORD,    /* the same, one of those that `value` lists: "mps|lp" */
  LG_TAKES_GOAL,    /* the same; whether the plan has the goal is seen later */
  LG_TAKES_SECONDS, /* double, 0 to `most` */
  LG_TAKES_SHARE,   /* lg_share */
  LG_TAKES_WHOLE,   /* int64_t, 0 to `most` */
  LG_TAKES_TEXTS    /* const char **: may be given again and again */
} lg_cli_option_kind;

typedef enum { LG_MAY, LG_MUST, LG_ONE_OF_TWO } lg_cli_option_need;

/* What an option means to some commands. */
typedef struct {
  unsigned commands;       /* mask; 0 ends a list of uses */
  const char *help;        /* one line */
  const char *detail;      /* what the manual adds: sentences, `code` in backticks; NULL: nothing */
  lg_cli_option_need need; /* of the two that say LG_ONE_OF_TWO at least one is needed */
  const char *value;       /* where these commands take something else than the others */
  bool once;               /* of an option that may be repeated: here the last one alone counts */
} lg_cli_option_use;

enum { LG_CLI_OPTION_USES = 9 };

typedef struct {
  char letter;       /* "-o"; 0: none */
  const char *name;  /* "--lang" without its dashes; NULL: the letter alone */
  const char *value; /* the word for what it takes (translatable); NULL: nothing */
  lg_cli_option_kind kind;
  bool common;        /* every command takes it; help lists it where a use says something of it */
  size_t at;          /* its member of lg_args */
  size_t given;       /* a bool there that tells a number that was given; of texts, their count */
  int64_t most;       /* the largest number */
  const char *wrong;  /* the message: %1$s is the value, %2$s the largest number */
  const char *beyond; /* the message above `most`, where it is another one */
  lg_cli_option_use uses[LG_CLI_OPTION_USES + 1];
} lg_cli_option;

/* In the order of usage lines and lists; the last row has neither letter nor name. */
extern const lg_cli_option lg_cli_options[];

/* "--lang", "-o". g_free. */
char *lg_cli_option_word(const lg_cli_option *option);
/* What `option` means to `command`, to the first of all where that is NULL; NULL where it is not
 * listed there. */
const lg_cli_option_use *lg_cli_option_use_of(const lg_cli_option *option,
                                              const lg_command *command);
/* Does it mean more to be given again and again? */
bool lg_cli_option_repeats(const lg_cli_option *option, const lg_cli_option_use *use);
/* The word for what it takes, untranslated; NULL: nothing. */
const char *lg_cli_option_value(const lg_cli_option *option, const lg_cli_option_use *use);
bool lg_command_takes(const lg_command *command, const lg_cli_option *option);
/* Does the command (NULL: none is known) read another row's option by this name? `--proof` writes
 * certificates in one command and names their folder in another. */
bool lg_cli_option_is_hidden(const lg_cli_option *option, const lg_command *command);

typedef struct {
  lg_exit status;
  const char *meaning;
  const char *detail; /* what the manual adds, or NULL */
} lg_exit_meaning;

extern const lg_exit_meaning lg_exit_meanings[]; /* the last has meaning NULL */

#endif
