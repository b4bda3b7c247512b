/* args.c - reads the command line with getopt_long, by the table of options; every usage error in the
 * user's language. */
#include "args.h"

#include <getopt.h>
#include <string.h>

#include "commands.h"

/* getopt_long's code of the option at index 0 of the table. */
enum { FIRST_CODE = 256 };

/* What was read so far. The first error alone is kept: later ones often follow from it. */
typedef struct {
  lg_args *args;
  int option_count;
  bool *given;       /* [option_count] */
  const char *error; /* English, takes at most the three texts; NULL: none yet */
  char *text[3];
} reading;

static void reading_fail(reading *r, const char *error, const char *a, const char *b, const char *c)
{
  if (r->error) return;
  r->error = error;
  r->text[0] = g_strdup(a);
  r->text[1] = g_strdup(b);
  r->text[2] = g_strdup(c);
}

/* "--fourmat=mps" -> "--format"; NULL where nothing is near. g_free. */
static char *nearest_option(const char *name)
{
  GPtrArray *names = g_ptr_array_new();
  for (const lg_cli_option *o = lg_cli_options; o->letter || o->name; o++)
    if (o->name) g_ptr_array_add(names, (void *)o->name);
  const char *near = lg_nearest(name, (const char *const *)names->pdata, (int)names->len);
  g_ptr_array_free(names, TRUE);
  return near ? g_strconcat("--", near, NULL) : NULL;
}

/* `word` is the element of argv as typed; getopt leaves in `code` the option that takes no value,
 * or the short one. */
static void fail_unknown(reading *r, const char *word, int code)
{
  if (!g_str_has_prefix(word, "--")) {
    char letter[] = {'-', (char)code, '\0'};
    bool plain = code > ' ' && code < 127; /* else a byte of a character: show the whole word */
    reading_fail(r, N_("unknown option %s"), plain ? letter : word, NULL, NULL);
    return;
  }
  char *name = g_strndup(word + 2, strcspn(word + 2, "="));
  char *shown = g_strconcat("--", name, NULL);
  if (code) {
    reading_fail(r, N_("option %s takes no value"), shown, NULL, NULL);
  } else {
    char *near = nearest_option(name);
    reading_fail(r, near ? N_("unknown option %1$s; did you mean %2$s?") : N_("unknown option %s"),
                 shown, near, NULL);
    g_free(near);
  }
  g_free(shown);
  g_free(name);
}

/* Digits and one point, so that neither "nan" nor "1e9" nor "0x1" slips through. */
static bool read_seconds(const char *value, double *seconds)
{
  char *end;
  *seconds = g_ascii_strtod(value, &end);
  return *value && strspn(value, "0123456789.") == strlen(value) && *end == '\0';
}

static bool read_whole(const char *value, int64_t *whole)
{
  *whole = g_ascii_strtoll(value, NULL, 10); /* the largest where it is larger still */
  return *value && strspn(value, "0123456789") == strlen(value);
}

/* Is `value` one of "mps|lp"? */
static bool is_word_of(const char *value, const char *words)
{
  char **list = g_strsplit(words, "|", -1);
  bool found = g_strv_contains((const char *const *)list, value);
  g_strfreev(list);
  return found;
}

/* The value goes where the table says; its type is that of the kind. */
static void read_option(reading *r, const lg_cli_option *option, const char *value)
{
  char *base = (char *)r->args;
  void *at = base + option->at;
  bool sound = true, within = true;
  switch (option->kind) {
    case LG_TAKES_NOTHING:
      *(bool *)at = true;
      break;
    case LG_TAKES_PATH:
      sound = *value != '\0';
      *(const char **)at = value;
      break;
    case LG_TAKES_WORD:
      sound = is_word_of(value, option->value);
      if (sound) *(const char **)at = value;
      break;
    case LG_TAKES_TEXT:
    case LG_TAKES_GOAL:
      *(const char **)at = value;
      break;
    case LG_TAKES_SECONDS:
      sound = read_seconds(value, at);
      within = *(double *)at <= (double)option->most;
      break;
    case LG_TAKES_SHARE:
      sound = lg_share_parse(value, at);
      break;
    case LG_TAKES_WHOLE:
      sound = read_whole(value, at);
      within = *(int64_t *)at <= option->most;
      break;
    case LG_TAKES_TEXTS:
      (*(const char ***)at)[(*(int *)(base + option->given))++] = value;
      break;
  }
  r->given[option - lg_cli_options] = true;
  if (option->given && option->kind != LG_TAKES_TEXTS) *(bool *)(base + option->given) = true;
  if (sound && within) return;
  char *most = g_strdup_printf("%" G_GINT64_FORMAT, option->most);
  reading_fail(r, sound && option->beyond ? option->beyond : option->wrong, value, most, NULL);
  g_free(most);
}

/* The option of a code of getopt_long: its letter, or its place in the table. */
static const lg_cli_option *option_of(int code)
{
  const lg_cli_option *o = lg_cli_options;
  if (code >= FIRST_CODE) return o + (code - FIRST_CODE);
  while (o->letter != code) o++;
  return o;
}

/* The command, before the options are read: the first word that is one. */
static const lg_command *command_ahead(int argc, char *const *argv)
{
  const lg_command *command = NULL;
  for (int k = 1; k < argc && !command; k++) command = lg_command_find(argv[k]);
  return command;
}

/* The leading '-' of the letters gives operands in their order as code 1, whatever POSIXLY_CORRECT
 * says; ':' tells a missing value from an unknown option. */
static void read_words(reading *r, int argc, char *const *argv)
{
  struct option *names = g_new0(struct option, r->option_count + 1);
  const lg_command *command = command_ahead(argc, argv);
  GString *letters = g_string_new("-:");
  for (int k = 0, n = 0; k < r->option_count; k++) {
    const lg_cli_option *o = &lg_cli_options[k];
    bool bare = o->kind == LG_TAKES_NOTHING;
    if (o->letter) g_string_append_printf(letters, "%c%s", o->letter, bare ? "" : ":");
    if (o->name && !lg_cli_option_is_hidden(o, command))
      names[n++] =
          (struct option){o->name, bare ? no_argument : required_argument, NULL, FIRST_CODE + k};
  }
  int code;
  optind = 0; /* glibc: start afresh, the tests read many lines in one process */
  opterr = 0;
  for (int at = 1; (code = getopt_long(argc, argv, letters->str, names, NULL)) != -1; at = optind) {
    if (code == 1)
      r->args->arguments[r->args->argument_count++] = optarg;
    else if (code == ':')
      reading_fail(r, N_("option %s needs a value"), argv[at], NULL, NULL);
    else if (code == '?')
      fail_unknown(r, argv[at], optopt);
    else
      read_option(r, option_of(code), optarg);
  }
  while (optind < argc)
    r->args->arguments[r->args->argument_count++] = argv[optind++]; /* after -- */
  g_string_free(letters, TRUE);
  g_free(names);
}

static void check_command(reading *r, const char *name)
{
  const char *names[LG_COMMAND_COUNT + 1] = {NULL};
  for (int c = 0; c < LG_COMMAND_COUNT; c++) names[c] = lg_commands[c].name;
  char *all = g_strjoinv(", ", (char **)names);
  const char *near = lg_nearest(name, names, LG_COMMAND_COUNT);
  if (near)
    reading_fail(r, N_("unknown command \"%1$s\"; did you mean %2$s?"), name, near, NULL);
  else
    reading_fail(r, N_("unknown command \"%1$s\"; there are: %2$s"), name, all, NULL);
  g_free(all);
}

static void check_operands(reading *r, const lg_command *command)
{
  int wanted = 1;
  for (const char *c = command->operands; *c; c++) wanted += *c == ' ';
  int least =
      wanted - (r->args->proof_folder != NULL); /* a plan that cannot be met has no roster */
  if (r->args->argument_count < least)
    reading_fail(r, N_("missing argument: lungang %1$s needs %2$s"), command->name,
                 command->operands, NULL);
  if (r->args->argument_count > wanted)
    reading_fail(r, N_("\"%1$s\" is one argument too many: lungang %2$s takes %3$s"),
                 r->args->arguments[wanted], command->name, command->operands);
}

/* An option that this command would silently pass over is an error: the user meant something by it.
 * Those common to all commands are taken by all. */
static void check_taken(reading *r, const lg_command *command)
{
  for (int k = 0; k < r->option_count; k++) {
    if (!r->given[k] || lg_command_takes(command, &lg_cli_options[k])) continue;
    char *word = lg_cli_option_word(&lg_cli_options[k]);
    reading_fail(r, N_("the command %1$s does not take the option %2$s"), command->name, word,
                 NULL);
    g_free(word);
  }
}

static void check_needed(reading *r, const lg_command *command)
{
  char *either = NULL;
  bool any = false;
  for (int k = 0; k < r->option_count; k++) {
    const lg_cli_option *o = &lg_cli_options[k];
    const lg_cli_option_use *use = lg_cli_option_use_of(o, command);
    if (!use || use->need == LG_MAY) continue;
    char *word = lg_cli_option_word(o);
    if (use->need == LG_MUST && !r->given[k]) {
      char *shown = o->kind == LG_TAKES_WORD ? g_strconcat(word, " ", o->value, NULL) : NULL;
      reading_fail(r, N_("missing option: lungang %1$s needs %2$s"), command->name,
                   shown ? shown : word, NULL);
      g_free(shown);
    }
    if (use->need == LG_ONE_OF_TWO) {
      any = any || r->given[k];
      if (either && !any)
        reading_fail(r, N_("missing option: lungang %1$s needs %2$s or %3$s"), command->name,
                     either, word);
      g_free(either);
      either = g_strdup(word);
    }
    g_free(word);
  }
  g_free(either);
}

/* What shows ids whatever is done: it is for those who may see the tables. NULL: nothing does. */
static const char *what_shows_ids(const lg_command *command, const lg_args *args)
{
  bool proof = args->proof || args->proof_folder;
  return strcmp(command->name, "export") == 0 ? "export" : proof ? "--proof" : NULL;
}

static void check_codes(reading *r, const lg_command *command)
{
  const char *shows = what_shows_ids(command, r->args);
  if (r->args->anonymous && shows)
    reading_fail(r,
                 N_("%s shows ids and draws, by which everybody can be found out, and has no form "
                    "under codes (--anonymous)"),
                 shows, NULL, NULL);
}

static void check_rest(reading *r, const lg_command *command)
{
  const lg_args *args = r->args;
  check_codes(r, command);
  check_taken(r, command);
  if (args->quiet && args->verbose)
    reading_fail(r, N_("--quiet and --verbose contradict each other"), NULL, NULL, NULL);
  if (args->coarse && !args->anonymous)
    reading_fail(r, N_("--coarse is of a publication under codes: it goes with --anonymous alone"),
                 NULL, NULL, NULL);
  if (args->help || args->version) return; /* these need no operands */
  check_operands(r, command);
  check_needed(r, command);
}

/* Room for as many texts as there are words. */
static void lists_new(lg_args *args, size_t words)
{
  args->arguments = g_new0(const char *, words);
  for (const lg_cli_option *o = lg_cli_options; o->letter || o->name; o++)
    if (o->kind == LG_TAKES_TEXTS)
      *(const char ***)((char *)args + o->at) = g_new0(const char *, words);
}

lg_asked lg_args_read(int argc, char *const *argv, lg_args *args, char **message)
{
  *message = NULL;
  *args = (lg_args){0};
  lists_new(args, (size_t)argc + 1);
  reading r = {.args = args};
  while (lg_cli_options[r.option_count].letter || lg_cli_options[r.option_count].name)
    r.option_count++;
  r.given = g_new0(bool, r.option_count);
  read_words(&r, argc, argv);
  if (args->argument_count > 0) { /* the first operand is the command */
    args->command = args->arguments[0];
    args->argument_count--;
    memmove(args->arguments, args->arguments + 1, sizeof(char *) * (size_t)args->argument_count);
    const lg_command *command = lg_command_find(args->command);
    if (command)
      check_rest(&r, command);
    else
      check_command(&r, args->command);
  } else if (!args->help && !args->version) {
    reading_fail(&r, N_("no command given"), NULL, NULL, NULL);
  }
  g_free(r.given);
  if (!r.error) return args->help ? LG_ASKED_HELP : args->version ? LG_ASKED_VERSION : LG_ASKED_RUN;

  lg_lang *lang = lg_lang_new(lg_lang_choose(args->lang, NULL));
  /* operands and the like are marked texts themselves */
  *message =
      g_strdup_printf(lg_tr(lang, r.error), r.text[0], r.text[1] ? lg_tr(lang, r.text[1]) : "",
                      r.text[2] ? lg_tr(lang, r.text[2]) : "");
  lg_lang_free(lang);
  for (size_t k = 0; k < G_N_ELEMENTS(r.text); k++) g_free(r.text[k]);
  return LG_ASKED_WRONG;
}

void lg_args_clear(lg_args *args)
{
  g_free((void *)args->arguments);
  for (const lg_cli_option *o = lg_cli_options; o->letter || o->name; o++)
    if (o->kind == LG_TAKES_TEXTS) g_free((void *)*(const char ***)((char *)args + o->at));
  *args = (lg_args){0};
}
