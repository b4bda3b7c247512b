/* help.c - the commands of this version and what --help says of them. */
#include <string.h>

#include "args.h"
#include "io/write.h"

const lg_command lg_commands[] = {
    {"solve", N_("PLAN.json"), 1, "-o --limits --anonymous",
     N_(" [-o DIR] [--limits] [--anonymous KEYFILE]"),
     N_("read, check, solve, audit, write the rosters"),
     N_("Decides who moves where, proves how good the decision is, recounts every rule and writes\n"
        "roster.csv, placements.csv, figures.csv, schools.csv, roster.xlsx, report.html and\n"
        "summary.json into a new folder.\n"
        "Where no roster can meet the hard rules, explanation.txt and explanation.json say why.")},
    {"check", N_("PLAN.json"), 1, "--limits --json", " [--limits] [--json]",
     N_("the input check alone, without solving"),
     N_("Reads the plan and its tables and prints either every defect with its place, or what was\n"
        "understood: files, schools, teachers, who may move and why others may not, and for each\n"
        "quota the heads that it asks and the teachers who could serve. With --limits it solves "
        "how\n"
        "far each hard quota can go. Writes no file.")},
    {"verify", N_("PLAN.json ROSTER.csv"), 2, "--anonymous", N_(" [--anonymous KEYFILE]"),
     N_("recount every rule and goal of a roster, without a solver"),
     N_("Takes roster.csv or placements.csv, as written by solve or changed by hand, recounts "
        "every\n"
        "rule and goal from the files alone and names each broken rule.")},
    {"compare", N_("PLAN.json A.csv B.csv"), 3, "--json --anonymous",
     N_(" [--json] [--anonymous KEYFILE]"),
     N_("two rosters, teacher by teacher, school by school, rule by rule"),
     N_("Recounts two rosters (roster.csv or placements.csv) from the files alone, without a "
        "solver,\n"
        "says which one is better and why, and lists what differs: goals, quotas, schools, "
        "teachers.")},
    {"explain", N_("PLAN.json ROSTER.csv"), 2, "--teacher --to --json --anonymous",
     N_(" --teacher ID [--to SCHOOL] [--json] [--anonymous KEYFILE]"),
     N_("why a teacher is here and not there, and what that would cost"),
     N_("For every school (with --to that one alone): the rule that bars the teacher from it, or "
        "what\n"
        "each goal would lose by it, proved by solving the plan again with the placement forced; "
        "also\n"
        "whether all best plans agree, and the smallest change that would grant a missed wish.")},
    {"whatif", N_("PLAN.json"), 1, "-o --vary --scenario --rosters --anonymous",
     N_(" [--vary KEY=FROM:TO:STEP]... [--scenario FILE.json]... [--rosters] [-o DIR] [--anonymous "
        "KEYFILE]"),
     N_("many variants of the plan at once"),
     N_("Solves the plan as it stands, then every scenario (a JSON merge patch of the plan) with "
        "every\n"
        "point of the grid of varied values, on all processors, and writes whatif.csv (a row "
        "each) and\n"
        "whatif.html (plots, tables) into a new folder. Of a quota's min or max it also finds the "
        "last\n"
        "value with which the plan can still be met, exactly. The time limit holds for each row.")},
    {"replan", N_("PLAN.json ROSTER.csv"), 2, "-o --max-changes --limits --anonymous",
     N_(" [-o DIR] [--max-changes N] [--limits] [--anonymous KEYFILE]"),
     N_("the least change from a published roster"),
     N_("Solves the plan as it stands today so that as few teachers as possible are placed\n"
        "otherwise than in ROSTER.csv (roster.csv or placements.csv), writes all files of solve\n"
        "and changes.csv: who changes, by which rule, and whose change it follows.")},
    {"letters", N_("PLAN.json ROSTER.csv"), 2, "-o --template --anonymous",
     N_(" [--template FILE] [-o DIR] [--anonymous KEYFILE]"),
     N_("a notice for each mover and a list for each school"),
     N_("Writes notices.html and lists.html, a page each when printed, from a small text with\n"
        "placeholders that the office can edit (template writes the shipped one as letters.txt).\n"
        "A roster that breaks a rule gets no letters (exit 6).")},
    {"export", N_("PLAN.json"), 1, "-o --format --goal",
     N_(" --format mps|lp -o FILE [--goal GOAL]"),
     N_("write the model itself, for any other solver"),
     N_("Writes the first goal of the plan as objective (of a goal to maximise: the negated "
        "value)\n"
        "with all hard rules. With --goal the objective is that goal, the earlier ones held at\n"
        "their best values.")},
    {"template", N_("DIR"), 1, "--csv", " [--csv]",
     N_("write empty input tables and a plan with notes"),
     N_("Makes the folder with tables.xlsx, a sheet a table with headings, notes and drop-down\n"
        "lists (with --csv a CSV file each), a plan that shows every key, and the text of "
        "letters.")},
    {NULL, NULL, 0, NULL, NULL, NULL, NULL}};

typedef struct {
  const char *option, *value, *meaning;
  const char *commands; /* that take it; NULL: all */
} option_help;

static const option_help own_options[] = {
    {"-o", N_("DIR"),
     N_("the folder to write (default: the plan's name plus -out, beside the plan)"), "solve"},
    {"-o", N_("DIR"),
     N_("the folder to write (default: the plan's name plus -whatif, beside the plan)"), "whatif"},
    {"--vary", N_("KEY=FROM:TO:STEP"),
     N_("vary a value of the plan, as quotas.rotation.min=30%:45%:1%; several make a grid"),
     "whatif"},
    {"--scenario", N_("FILE.json"),
     N_("what is otherwise in a plan (RFC 7396); several: a row each"), "whatif"},
    {"--time-limit", N_("SECONDS"), N_("end each row after this time with the best roster found"),
     "whatif"},
    {"--rosters", "", N_("also write the rosters of row N, in rosters/N"), "whatif"},
    {"-o", N_("DIR"),
     N_("the folder to write (default: the plan's name plus -replan, beside the plan)"), "replan"},
    {"--max-changes", "N", N_("a roster that needs more changes is refused (exit 4)"), "replan"},
    {"-o", N_("DIR"),
     N_("the folder to write (default: the plan's name plus -letters, beside the plan)"),
     "letters"},
    {"--template", N_("FILE"), N_("the text of the letters (default: the shipped one)"), "letters"},
    {"--anonymous", N_("KEYFILE"),
     N_("codes in the place of names and ids; the key is made where the file is not there"),
     "solve replan whatif"},
    {"--anonymous", N_("KEYFILE"), N_("the key of a roster that was published with codes"),
     "verify compare explain"},
    {"--anonymous", N_("KEYFILE"),
     N_("the roster may hold codes; notices tell each teacher the own one, figures.csv all"),
     "letters"},
    {"--csv", "", N_("the tables as CSV files instead of a workbook"), "template"},
    {"-o", N_("FILE"), N_("the file to write"), "export"},
    {"--format", "mps|lp", N_("MPS (free form) or CPLEX LP"), "export"},
    {"--goal", N_("GOAL"), N_("the goal to write as objective"), "export"},
    {"--teacher", N_("ID"), N_("the teacher to explain"), "explain"},
    {"--to", N_("SCHOOL"), N_("one school alone, by id or name"), "explain"},
    {"--json", "", N_("print one JSON object instead of text"), "check compare explain"},
    {"--limits", "",
     N_("how far each hard quota can go, beside all other rules and without any other quota"),
     "solve check replan"},
};

/* All but `template`, which solves nothing. */
#define LG_SOLVING "solve check verify compare explain whatif replan letters export"

static const option_help common_options[] = {
    {"--lang", "zh|en",
     N_("language of files and messages (default: the plan's, else the system's)"), NULL},
    {"--time-limit", N_("SECONDS"),
     N_("end the whole run after this time with the best roster found"),
     "solve check verify compare explain replan letters export"}, /* of `whatif` above */
    {"--gap", N_("SHARE"), N_("a goal may stop this near to its bound: 0 or a share such as 1%"),
     LG_SOLVING},
    {"--quiet", "", N_("no progress and no warnings on stderr; results are printed all the same"),
     NULL},
    {"--verbose", "",
     N_("tell on stderr how each goal was solved, what took how long, and the memory"), LG_SOLVING},
    {"--force", "", N_("take the place of an existing output of lungang"), NULL},
    {"--version", "", N_("print the version"), NULL},
    {"--help", "", N_("print this help, or that of a command"), NULL},
};

static const char *const exit_codes[][2] = {
    {"0", N_("done; of solve: a roster was written, proved optimal or with a stated gap")},
    {"2", N_("the command line is wrong, or the output is in the way")},
    {"3", N_("the input is wrong")},
    {"4", N_("no roster can meet the hard rules; an explanation was written")},
    {"5", N_("the time ran out before any roster was found")},
    {"6", N_("verify or letters found a broken rule")},
    {"70", N_("internal error, or the output could not be written")},
};

const lg_command *lg_command_find(const char *name)
{
  for (const lg_command *c = lg_commands; c->name; c++)
    if (strcmp(c->name, name) == 0) return c;
  return NULL;
}

/* Is `word` one of the words of `list`? */
static bool is_word_of(const char *word, const char *list)
{
  char **words = g_strsplit(list, " ", -1);
  bool found = g_strv_contains((const char *const *)words, word);
  g_strfreev(words);
  return found;
}

static bool is_taken(const option_help *help, const lg_command *command)
{
  return !command || !help->commands || is_word_of(command->name, help->commands);
}

static void add_option(lg_text_table *columns, const option_help *help, const lg_lang *lang)
{
  const char *value = *help->value ? lg_tr(lang, help->value) : "";
  char *left = g_strdup_printf("%s%s%s", help->option, *value ? " " : "", value);
  lg_text_table_row(columns, left, lg_tr(lang, help->meaning), NULL);
  g_free(left);
}

static void add_commands(GString *text, const lg_lang *lang)
{
  g_string_append_printf(text, "%s\n\n", lg_tr(lang, N_("Usage: lungang COMMAND ... [OPTIONS]")));
  g_string_append_printf(
      text, "%s\n\n",
      lg_tr(lang, N_("Plans teacher rotation and exchange for a district education bureau.")));
  g_string_append_printf(text, "%s\n", lg_tr(lang, N_("Commands:")));
  lg_text_table *columns = lg_text_table_new("ll");
  for (const lg_command *c = lg_commands; c->name; c++) {
    char *left = g_strdup_printf("%s %s", c->name, lg_tr(lang, c->operands));
    lg_text_table_row(columns, left, lg_tr(lang, c->purpose), NULL);
    g_free(left);
  }
  lg_text_table_add_to(columns, text, "  ");
}

static void add_command(GString *text, const lg_command *command, const lg_lang *lang)
{
  const char *usage = *command->usage ? lg_tr(lang, command->usage) : "";
  g_string_append_printf(text, lg_tr(lang, N_("Usage: lungang %1$s %2$s%3$s [OPTIONS]")),
                         command->name, lg_tr(lang, command->operands), usage);
  g_string_append_printf(text, "\n\n%s\n", lg_tr(lang, command->detail));
  if (!*command->options) return;
  g_string_append_printf(text, "\n%s\n", lg_tr(lang, N_("Options of this command:")));
  lg_text_table *columns = lg_text_table_new("ll");
  for (size_t k = 0; k < G_N_ELEMENTS(own_options); k++)
    if (is_taken(&own_options[k], command)) add_option(columns, &own_options[k], lang);
  lg_text_table_add_to(columns, text, "  ");
}

char *lg_help_text(const char *name, const lg_lang *lang)
{
  GString *text = g_string_new(NULL);
  const lg_command *command = name ? lg_command_find(name) : NULL;
  if (command)
    add_command(text, command, lang);
  else
    add_commands(text, lang);
  g_string_append_printf(text, "\n%s\n", lg_tr(lang, N_("Options of every command:")));
  lg_text_table *columns = lg_text_table_new("ll");
  for (size_t k = 0; k < G_N_ELEMENTS(common_options); k++)
    if (is_taken(&common_options[k], command)) add_option(columns, &common_options[k], lang);
  lg_text_table_add_to(columns, text, "  ");
  g_string_append_printf(text, "\n%s\n", lg_tr(lang, N_("Exit status:")));
  columns = lg_text_table_new("rl");
  for (size_t k = 0; k < G_N_ELEMENTS(exit_codes); k++)
    lg_text_table_row(columns, exit_codes[k][0], lg_tr(lang, exit_codes[k][1]), NULL);
  lg_text_table_add_to(columns, text, "  ");
  return g_string_free(text, FALSE);
}
