/* args.c - reads the command line with getopt_long; every usage error in the user's language. */
#include "args.h"

#include <getopt.h>
#include <string.h>

#include "model/input_limits.h"

#define LG_MAX_TIME_S 1000000000

enum {
  OPT_LANG = 256,
  OPT_TIME_LIMIT,
  OPT_GAP,
  OPT_QUIET,
  OPT_VERBOSE,
  OPT_FORCE,
  OPT_VERSION,
  OPT_HELP,
  OPT_FORMAT,
  OPT_GOAL,
  OPT_JSON,
  OPT_TEACHER,
  OPT_TO,
  OPT_VARY,
  OPT_SCENARIO,
  OPT_ROSTERS,
  OPT_LIMITS,
  OPT_MAX_CHANGES,
  OPT_TEMPLATE,
  OPT_CSV,
  OPT_ANONYMOUS
};

static const struct option options[] = {{"lang", required_argument, NULL, OPT_LANG},
                                        {"time-limit", required_argument, NULL, OPT_TIME_LIMIT},
                                        {"gap", required_argument, NULL, OPT_GAP},
                                        {"quiet", no_argument, NULL, OPT_QUIET},
                                        {"verbose", no_argument, NULL, OPT_VERBOSE},
                                        {"force", no_argument, NULL, OPT_FORCE},
                                        {"version", no_argument, NULL, OPT_VERSION},
                                        {"help", no_argument, NULL, OPT_HELP},
                                        {"format", required_argument, NULL, OPT_FORMAT},
                                        {"goal", required_argument, NULL, OPT_GOAL},
                                        {"json", no_argument, NULL, OPT_JSON},
                                        {"teacher", required_argument, NULL, OPT_TEACHER},
                                        {"to", required_argument, NULL, OPT_TO},
                                        {"vary", required_argument, NULL, OPT_VARY},
                                        {"scenario", required_argument, NULL, OPT_SCENARIO},
                                        {"rosters", no_argument, NULL, OPT_ROSTERS},
                                        {"limits", no_argument, NULL, OPT_LIMITS},
                                        {"max-changes", required_argument, NULL, OPT_MAX_CHANGES},
                                        {"template", required_argument, NULL, OPT_TEMPLATE},
                                        {"csv", no_argument, NULL, OPT_CSV},
                                        {"anonymous", required_argument, NULL, OPT_ANONYMOUS},
                                        {NULL, 0, NULL, 0}};

/* What was read so far. The first error alone is kept: later ones often follow from it. */
typedef struct {
  lg_args *args;
  bool help, version;
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
  const char *names[G_N_ELEMENTS(options)];
  int count = 0;
  for (const struct option *o = options; o->name; o++) names[count++] = o->name;
  const char *near = lg_nearest(name, names, count);
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

/* Seconds: digits and one point, so that neither "nan" nor "1e9" nor "0x1" slips through. */
static void read_time_limit(reading *r, const char *value)
{
  char *end;
  double seconds = g_ascii_strtod(value, &end);
  bool plain = *value && strspn(value, "0123456789.") == strlen(value) && *end == '\0';
  if (!plain || seconds > LG_MAX_TIME_S) {
    reading_fail(r, N_("--time-limit: \"%1$s\" is not a number of seconds between 0 and %2$s"),
                 value, G_STRINGIFY(LG_MAX_TIME_S), NULL);
    return;
  }
  r->args->has_time_limit = true;
  r->args->time_limit_s = seconds;
}

static void read_gap(reading *r, const char *value)
{
  if (lg_share_parse(value, &r->args->gap))
    r->args->has_gap = true;
  else
    reading_fail(r, N_("--gap: \"%s\" is not a share such as 0, 1%%, 0.5%% or 1/200"), value, NULL,
                 NULL);
}

static void read_max_changes(reading *r, const char *value)
{
  bool digits = *value && strspn(value, "0123456789") == strlen(value);
  int64_t most = digits ? g_ascii_strtoll(value, NULL, 10) : -1;
  if (most < 0)
    reading_fail(r, N_("--max-changes: \"%s\" is not a whole number, 0 or more"), value, NULL,
                 NULL);
  if (most > LG_MAX_WHOLE)
    reading_fail(r, N_("--max-changes: \"%1$s\" is not a whole number from 0 to %2$s"), value,
                 G_STRINGIFY(1000000000), NULL);
  r->args->has_max_changes = true;
  r->args->max_changes = most;
}

static void read_option(reading *r, int code, const char *value)
{
  lg_args *args = r->args;
  switch (code) {
    case 'o':
      args->output = value;
      if (!*value)
        reading_fail(r, N_("-o needs the name of a file or folder, not an empty text"), NULL, NULL,
                     NULL);
      break;
    case OPT_LANG:
      if (strcmp(value, "zh") == 0 || strcmp(value, "en") == 0)
        args->lang = value;
      else
        reading_fail(r, N_("--lang: \"%s\" is not a language of lungang; allowed are zh and en"),
                     value, NULL, NULL);
      break;
    case OPT_TIME_LIMIT:
      read_time_limit(r, value);
      break;
    case OPT_GAP:
      read_gap(r, value);
      break;
    case OPT_QUIET:
      args->quiet = true;
      break;
    case OPT_VERBOSE:
      args->verbose = true;
      break;
    case OPT_FORCE:
      args->force = true;
      break;
    case OPT_VERSION:
      r->version = true;
      break;
    case OPT_HELP:
    case 'h':
      r->help = true;
      break;
    case OPT_FORMAT:
      args->format = value;
      if (strcmp(value, "mps") != 0 && strcmp(value, "lp") != 0)
        reading_fail(r, N_("--format: \"%s\" is not a format; allowed are mps and lp"), value, NULL,
                     NULL);
      break;
    case OPT_GOAL:
      args->goal = value;
      break;
    case OPT_TEACHER:
      args->teacher = value;
      break;
    case OPT_TO:
      args->to = value;
      break;
    case OPT_VARY:
      args->varies[args->vary_count++] = value;
      break;
    case OPT_SCENARIO:
      args->scenarios[args->scenario_count++] = value;
      break;
    case OPT_ROSTERS:
      args->rosters = true;
      break;
    case OPT_MAX_CHANGES:
      read_max_changes(r, value);
      break;
    case OPT_TEMPLATE:
      args->template = value;
      break;
    case OPT_ANONYMOUS:
      args->anonymous = value;
      if (!*value)
        reading_fail(r, N_("--anonymous needs the name of a key file, not an empty text"), NULL,
                     NULL, NULL);
      break;
    case OPT_CSV:
      args->csv = true;
      break;
    case OPT_JSON:
      args->json = true;
      break;
    case OPT_LIMITS:
      args->limits = true;
      break;
    default:
      g_assert_not_reached();
  }
}

/* The leading '-' of the option string gives operands in their order as code 1, whatever
 * POSIXLY_CORRECT says. */
static void read_words(reading *r, int argc, char *const *argv)
{
  int code;
  optind = 0; /* glibc: start afresh, the tests read many lines in one process */
  opterr = 0;
  for (int at = 1; (code = getopt_long(argc, argv, "-:ho:", options, NULL)) != -1; at = optind) {
    if (code == 1)
      r->args->arguments[r->args->argument_count++] = optarg;
    else if (code == ':')
      reading_fail(r, N_("option %s needs a value"), argv[at], NULL, NULL);
    else if (code == '?')
      fail_unknown(r, argv[at], optopt);
    else
      read_option(r, code, optarg);
  }
  while (optind < argc)
    r->args->arguments[r->args->argument_count++] = argv[optind++]; /* after -- */
}

static void check_command(reading *r, const char *name)
{
  GPtrArray *names = g_ptr_array_new();
  for (const lg_command *c = lg_commands; c->name; c++) g_ptr_array_add(names, (void *)c->name);
  int count = (int)names->len;
  g_ptr_array_add(names, NULL);
  char *all = g_strjoinv(", ", (char **)names->pdata);
  const char *near = lg_nearest(name, (const char *const *)names->pdata, count);
  if (near)
    reading_fail(r, N_("unknown command \"%1$s\"; did you mean %2$s?"), name, near, NULL);
  else
    reading_fail(r, N_("unknown command \"%1$s\"; there are: %2$s"), name, all, NULL);
  g_free(all);
  g_ptr_array_free(names, TRUE);
}

/* An option that this command would silently pass over is an error: the user meant something by it.
 * Those common to all commands are taken by all. */
static void check_option(reading *r, const lg_command *command, const char *option, bool given)
{
  if (!given || strstr(command->options, option)) return;
  reading_fail(r, N_("the command %1$s does not take the option %2$s"), command->name, option,
               NULL);
}

static void check_rest(reading *r, const lg_command *command)
{
  lg_args *args = r->args;
  check_option(r, command, "-o", args->output);
  check_option(r, command, "--format", args->format);
  check_option(r, command, "--goal", args->goal);
  check_option(r, command, "--json", args->json);
  check_option(r, command, "--teacher", args->teacher);
  check_option(r, command, "--to", args->to);
  check_option(r, command, "--vary", args->vary_count > 0);
  check_option(r, command, "--scenario", args->scenario_count > 0);
  check_option(r, command, "--rosters", args->rosters);
  check_option(r, command, "--limits", args->limits);
  check_option(r, command, "--max-changes", args->has_max_changes);
  check_option(r, command, "--template", args->template);
  check_option(r, command, "--csv", args->csv);
  check_option(r, command, "--anonymous", args->anonymous);
  if (args->quiet && args->verbose)
    reading_fail(r, N_("--quiet and --verbose contradict each other"), NULL, NULL, NULL);
  if (r->help || r->version) return; /* these need no operands */
  if (args->argument_count < command->operand_count)
    reading_fail(r, N_("missing argument: lungang %1$s needs %2$s"), command->name,
                 command->operands, NULL);
  if (args->argument_count > command->operand_count)
    reading_fail(r, N_("\"%1$s\" is one argument too many: lungang %2$s takes %3$s"),
                 args->arguments[command->operand_count], command->name, command->operands);
  if (strstr(command->options, "--teacher") && !args->teacher)
    reading_fail(r, N_("missing option: lungang %1$s needs %2$s"), command->name, "--teacher",
                 NULL);
  if (strstr(command->options, "--format") && !args->format)
    reading_fail(r, N_("missing option: lungang %1$s needs %2$s"), command->name, "--format mps|lp",
                 NULL);
  if (strstr(command->options, "--vary") && !args->vary_count && !args->scenario_count)
    reading_fail(r, N_("missing option: lungang %1$s needs %2$s"), command->name,
                 N_("--vary or --scenario"), NULL);
  if (strstr(command->options, "--format") && !args->output)
    reading_fail(r, N_("missing option: lungang %1$s needs %2$s"), command->name, "-o", NULL);
}

lg_asked lg_args_read(int argc, char *const *argv, lg_args *args, char **message)
{
  *message = NULL;
  size_t words = (size_t)argc + 1;
  *args = (lg_args){.arguments = g_new0(const char *, words),
                    .varies = g_new0(const char *, words),
                    .scenarios = g_new0(const char *, words)};
  reading r = {.args = args};
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
  } else if (!r.help && !r.version) {
    reading_fail(&r, N_("no command given"), NULL, NULL, NULL);
  }
  if (!r.error) return r.help ? LG_ASKED_HELP : r.version ? LG_ASKED_VERSION : LG_ASKED_RUN;

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
  g_free((void *)args->varies);
  g_free((void *)args->scenarios);
  *args = (lg_args){0};
}
