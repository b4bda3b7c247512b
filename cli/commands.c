/* commands.c - the tables of commands, options and exit statuses. */
#include "commands.h"

#include <string.h>

#include "model/input_limits.h"

const lg_command lg_commands[LG_COMMAND_COUNT] = {
    [LG_SOLVE] =
        {"solve", N_("PLAN"), N_("read, check, solve, audit, write the rosters"),
         N_("Decides who moves where, proves how good the decision is, recounts every rule and "
            "writes\n"
            "roster.csv, placements.csv, figures.csv, schools.csv, roster.xlsx, report.html and\n"
            "summary.json into a new folder.\n"
            "Where no roster can meet the hard rules, explanation.txt and explanation.json say "
            "why."),
         lg_cmd_solve, LG_ENDS_EARLY | LG_DRAWS_KEY},
    [LG_CHECK] = {"check", N_("PLAN"), N_("the input check alone, without solving"),
                  N_("Reads the plan and its tables and prints either every defect with its place, "
                     "or what was\n"
                     "understood: files, schools, teachers, who may move and why others may not, "
                     "and for each\n"
                     "quota the heads that it asks and the teachers who could serve. With --limits "
                     "it solves how\n"
                     "far each hard quota can go. Writes no file but that of --mark."),
                  lg_cmd_check, 0},
    [LG_VERIFY] = {"verify", N_("PLAN ROSTER"),
                   N_("recount every rule and goal of a roster, without a solver"),
                   N_("Takes roster.xlsx, roster.csv or placements.csv, as written by solve or "
                      "changed by hand,\n"
                      "recounts every rule and goal from the files alone and names each broken "
                      "rule. With -o it\n"
                      "writes all files of solve for that roster, if it keeps the rules."),
                   lg_cmd_verify, 0},
    [LG_COMPARE] = {"compare", N_("PLAN A B"),
                    N_("two rosters, teacher by teacher, school by school, rule by rule"),
                    N_("Recounts two rosters (roster.xlsx, roster.csv or placements.csv) from the "
                       "files alone, without\n"
                       "a solver, says which one is better and why, and lists what differs: goals, "
                       "quotas, schools,\n"
                       "teachers."),
                    lg_cmd_compare, 0},
    [LG_EXPLAIN] = {"explain", N_("PLAN ROSTER"),
                    N_("why a teacher is here and not there, and what that would cost"),
                    N_("For every school (with --to that one alone): the rule that bars the "
                       "teacher from it, or what\n"
                       "each goal would lose by it, proved by solving the plan again with the "
                       "placement forced; also\n"
                       "whether all best plans agree, and the smallest change that would grant a "
                       "missed wish."),
                    lg_cmd_explain, LG_ENDS_EARLY},
    [LG_WHATIF] = {"whatif", N_("PLAN"), N_("many variants of the plan at once"),
                   N_("Solves the plan as it stands, then every scenario (a JSON merge patch of "
                      "the plan) with every\n"
                      "point of the grid of varied values, on all processors, and writes "
                      "whatif.csv (a row each) and\n"
                      "whatif.html (plots, tables) into a new folder. Of a quota's min or max it "
                      "also finds the last\n"
                      "value with which the plan can still be met, exactly. The time limit holds "
                      "for each row."),
                   lg_cmd_whatif, LG_ENDS_EARLY | LG_DRAWS_KEY},
    [LG_REPLAN] =
        {"replan", N_("PLAN ROSTER"), N_("the least change from a published roster"),
         N_("Solves the plan as it stands today so that as few teachers as possible are placed\n"
            "otherwise than in ROSTER (roster.xlsx, roster.csv or placements.csv), writes all "
            "files of "
            "solve\n"
            "and changes.csv: who changes, by which rule, and whose change it follows."),
         lg_cmd_replan, LG_ENDS_EARLY | LG_DRAWS_KEY},
    [LG_REHEARSE] =
        {"rehearse", N_("PLAN ROSTER"), N_("what each refusal would cost, before it happens"),
         N_("For every teacher whom ROSTER.csv moves (with --teacher for those alone): as if he "
            "stayed at home\n"
            "after all, how many others have to be placed otherwise, who takes the place, and what "
            "each goal\n"
            "loses, all proved; or the rules that stand against it. Writes rehearsal.csv (a row "
            "each) and\n"
            "rehearsal.html (who is hardest to spare, the quotas that tip first) into a new "
            "folder."),
         lg_cmd_rehearse, LG_ENDS_EARLY},
    [LG_LETTERS] =
        {"letters", N_("PLAN ROSTER"), N_("a notice for each mover and a list for each school"),
         N_("Writes notices.html and lists.html, a page each when printed, from a small text with\n"
            "placeholders that the office can edit (template writes the shipped one as "
            "letters.txt).\n"
            "A roster that breaks a rule gets no letters (exit 6)."),
         lg_cmd_letters, 0},
    [LG_CONVERT] =
        {"convert", N_("PLAN"), N_("turn a plan into a workbook, or into JSON"),
         N_("Reads and checks the plan with its tables and writes it anew: as a workbook whose "
            "sheets are the\n"
            "plan and its tables, or as JSON that names the tables where they are. The answers are "
            "the same."),
         lg_cmd_convert, 0},
    [LG_NEXT] = {"next", N_("PLAN ROSTER"),
                 N_("next year's input: every table with what the roster changed"),
                 N_("Writes every table of the plan as CSV and a plan a year on: who moved or went "
                    "back is at\n"
                    "the new school, the ledger of services has a row for each move. Wishes, locks "
                    "and pairs are\n"
                    "headings alone. A roster that breaks a rule gives nothing (exit 6)."),
                 lg_cmd_next, 0},
    [LG_EXPORT] = {"export", N_("PLAN"), N_("write the model itself, for any other solver"),
                   N_("Writes the first goal of the plan as objective (of a goal to maximise: the "
                      "negated value)\n"
                      "with all hard rules. With --goal the objective is that goal, the earlier "
                      "ones held at\n"
                      "their best values."),
                   lg_cmd_export, LG_ENDS_EARLY},
    [LG_TEMPLATE] = {"template", N_("DIR"), N_("write a workbook to be filled in"),
                     N_("Makes the folder with a workbook whose sheets are the plan, with every "
                        "item and a note, and the\n"
                        "tables, with headings, notes and drop-down lists, and with the text of "
                        "letters. With --json\n"
                        "the plan is plan.json and the tables are tables.xlsx, with --csv CSV "
                        "files."),
                     lg_cmd_template, 0},
};

enum {
  SOLVE = 1 << LG_SOLVE,
  CHECK = 1 << LG_CHECK,
  VERIFY = 1 << LG_VERIFY,
  COMPARE = 1 << LG_COMPARE,
  EXPLAIN = 1 << LG_EXPLAIN,
  WHATIF = 1 << LG_WHATIF,
  REPLAN = 1 << LG_REPLAN,
  REHEARSE = 1 << LG_REHEARSE,
  LETTERS = 1 << LG_LETTERS,
  CONVERT = 1 << LG_CONVERT,
  NEXT = 1 << LG_NEXT,
  EXPORT = 1 << LG_EXPORT,
  TEMPLATE = 1 << LG_TEMPLATE,
  ALL = (1 << LG_COMMAND_COUNT) - 1,
  WRITING = SOLVE | VERIFY | EXPLAIN | WHATIF | REPLAN | REHEARSE | LETTERS | CONVERT | NEXT |
            EXPORT | TEMPLATE,
  SOLVING = ALL & ~TEMPLATE & ~CONVERT /* or reading a roster that was solved */
};

#define AT(member) offsetof(lg_args, member)

const lg_cli_option lg_cli_options[] =
    {{.name = "teacher",
      .value = N_("ID"),
      .kind = LG_TAKES_TEXTS,
      .at = AT(teachers),
      .given = AT(teacher_count),
      .uses = {{EXPLAIN, N_("the teacher to explain; several: one after another"),
                .need = LG_ONE_OF_TWO},
               {REHEARSE, N_("only the refusal of this teacher; several: a row each"),
                N_("Without it every teacher is rehearsed whom the roster moves.")}}},
     {.name = "unmet",
      .at = AT(unmet),
      .uses = {{EXPLAIN, N_("every teacher with wishes of which none was granted"),
                .need = LG_ONE_OF_TWO}}},
     {.name = "to",
      .value = N_("SCHOOL"),
      .kind = LG_TAKES_TEXT,
      .at = AT(to),
      .uses = {{EXPLAIN, N_("one school alone, by id or name")}}},
     {.name = "vary",
      .value = N_("KEY=FROM:TO:STEP"),
      .kind = LG_TAKES_TEXTS,
      .at = AT(varies),
      .given = AT(vary_count),
      .uses = {{WHATIF,
                N_("vary a value of the plan, as quotas.rotation.min=30%:45%:1%; several make a "
                   "grid"),
                N_("Elements of lists stand by their id, of other lists by their 0-based position. "
                   "The three numbers are all percentages, fractions, decimals or whole numbers, "
                   "and the steps are exact. A grid has at most 10,000 rows."),
                LG_ONE_OF_TWO}}},
     {.name = "scenario",
      .value = N_("FILE.json"),
      .kind = LG_TAKES_TEXTS,
      .at = AT(scenarios),
      .given = AT(scenario_count),
      .uses = {{WHATIF, N_("what is otherwise in a plan (RFC 7396); several: a row each"),
                N_("A JSON merge patch of the plan: elements of `quotas`, `routes` and `teams` are "
                   "merged by their id, `null` removes. With `--vary` each scenario has a grid."),
                LG_ONE_OF_TWO}}},
     {.name = "rosters",
      .at = AT(rosters),
      .uses = {{WHATIF, N_("also write the rosters of row N, in rosters/N"),
                N_("They are all that `solve` would write of the row.")}}},
     {.name = "template",
      .value = N_("FILE"),
      .kind = LG_TAKES_TEXT,
      .at = AT(template),
      .uses = {{LETTERS, N_("the text of the letters (default: the shipped one)")}}},
     {.name = "issued",
      .value = N_("DATE"),
      .kind = LG_TAKES_TEXT,
      .at = AT(issued),
      .uses = {{LETTERS, N_("the date of issue (default: left to be filled in by hand)"),
                N_("Written as 2026-09-01.")}}},
     {.name = "reasons",
      .at = AT(reasons),
      .uses = {{LETTERS, N_("also print the reasons of locks"),
                N_("They are written for the office; without it letters leave them out.")}}},
     {.name = "mark",
      .value = N_("FILE.xlsx"),
      .kind = LG_TAKES_PATH,
      .at = AT(mark),
      .wrong = N_("--mark needs the name of a file, not an empty text"),
      .uses = {{CHECK,
                N_("write the tables as a workbook with defects in red and warnings in yellow"),
                N_("The message is the cell's note, and a first sheet lists all with links. The "
                   "values are "
                   "those of the tables, without their formats; the tables themselves are never "
                   "touched.")}}},
     {.name = "format",
      .value = "mps|lp",
      .kind = LG_TAKES_WORD,
      .at = AT(format),
      .wrong = N_("--format: \"%s\" is not a format; allowed are mps and lp"),
      .uses = {{EXPORT, N_("MPS (free form) or CPLEX LP"), .need = LG_MUST}}},
     {.letter = 'o',
      .value = N_("DIR"),
      .kind = LG_TAKES_PATH,
      .at = AT(output),
      .wrong = N_("-o needs the name of a file or folder, not an empty text"),
      .uses =
          {{SOLVE, N_("the folder to write (default: the plan's name plus -out, beside the plan)")},
           {VERIFY, N_("also write all files of solve for the roster, if it passes"),
            N_("The status of the summary is `checked` then, and nothing is proved of the goals.")},
           {EXPLAIN, N_("write explain.html, a page to print for each teacher, into this folder"),
            N_("Nothing but where it is stands on the terminal then.")},
           {WHATIF,
            N_("the folder to write (default: the plan's name plus -whatif, beside the plan)")},
           {REPLAN,
            N_("the folder to write (default: the plan's name plus -replan, beside the plan)")},
           {REHEARSE,
            N_("the folder to write (default: the plan's name plus -rehearse, beside the plan)")},
           {LETTERS,
            N_("the folder to write (default: the plan's name plus -letters, beside the plan)")},
           {NEXT, N_("the folder to write (default: the plan's name plus -next, beside the plan)"),
            N_("A folder that is there is never overwritten, also not with `--force`.")},
           {CONVERT, N_("the file to write, FILE.json or FILE.xlsx"), NULL, LG_MUST, N_("FILE")},
           {EXPORT, N_("the file to write"),
            N_("What the names in it stand for is written beside it, as `FILE.names.csv`."),
            LG_MUST, N_("FILE")}}},
     {.name = "proof",
      .at = AT(proof),
      .uses = {{SOLVE, N_("also write a certificate of each goal, into proof/"),
                N_("`lungang-recheck` checks them, in exact arithmetic and without the solver; so "
                   "does any "
                   "other checker of the format VIPR 1.0.")}}},
     {.name = "proof",
      .value = N_("DIR"),
      .kind = LG_TAKES_PATH,
      .at = AT(proof_folder),
      .wrong = N_("--proof needs the name of a folder, not an empty text"),
      .uses = {{VERIFY, N_("also tell whether the certificates in DIR are of this plan and roster"),
                N_("Makes the problem of every certificate anew from the tables and compares it, "
                   "with the inputs, the names and the roster. Of a plan that cannot be met there "
                   "is no ROSTER to be named. Whether what a certificate derives holds is checked "
                   "by `lungang-recheck`.")}}},
     {.name = "date",
      .value = N_("DATE"),
      .kind = LG_TAKES_TEXT,
      .at = AT(date),
      .uses = {{NEXT, N_("the date of next year's plan (default: a year after this one)"),
                N_("Written as 2026-09-01; it lies in a later month.")}}},
     {.name = "goal",
      .value = N_("GOAL"),
      .kind = LG_TAKES_GOAL,
      .at = AT(goal),
      .uses = {{EXPORT, N_("the goal to write as objective"),
                N_("The earlier goals are held at their best values (plus tolerance).")}}},
     {.name = "max-changes",
      .value = "N",
      .kind = LG_TAKES_WHOLE,
      .at = AT(max_changes),
      .given = AT(has_max_changes),
      .most = LG_MAX_WHOLE,
      .wrong = N_("--max-changes: \"%s\" is not a whole number, 0 or more"),
      .beyond = N_("--max-changes: \"%1$s\" is not a whole number from 0 to %2$s"),
      .uses = {{REPLAN, N_("a roster that needs more changes is refused (exit 4)"),
                N_("It is a limit alone: it never makes the least number of changes larger.")}}},
     {.name = "limits",
      .at = AT(limits),
      .uses = {{SOLVE | CHECK | REPLAN,
                N_("how far each hard quota can go, beside all other rules and without any other "
                   "quota"),
                N_("The best count of every hard quota, class and side is printed as a table. "
                   "`check` with `--json` has the key `limits` instead; `solve` and `replan` add "
                   "`limits` to `summary.json`.")}}},
     {.name = "json",
      .at = AT(json),
      .uses = {{CHECK | COMPARE | EXPLAIN, N_("print one JSON object instead of text"),
                N_("Its keys and code words are English in every language.")},
               {TEMPLATE, N_("the plan as plan.json, the tables as tables.xlsx")}}},
     {.name = "csv",
      .at = AT(csv),
      .uses = {{TEMPLATE, N_("the plan as plan.json, the tables as CSV files")}}},
     {.name = "anonymous",
      .value = N_("KEYFILE"),
      .kind = LG_TAKES_PATH,
      .at = AT(anonymous),
      .wrong = N_("--anonymous needs the name of a key file, not an empty text"),
      .uses =
          {{SOLVE | WHATIF | REPLAN,
            N_("codes in the place of names and ids; the key is made where the file is not "
               "there"),
            N_("A code is made by HMAC-SHA256 of the id under the key. Codes stand in all files "
               "and messages; texts written by hand and copied columns are left out, ways are "
               "in whole kilometres, and the value of the lottery is withheld. A new key is "
               "readable by its owner alone; keep it, and "
               "keep it secret.")},
           {VERIFY | COMPARE | EXPLAIN | REHEARSE,
            N_("the key of a roster that was published with codes")},
           {LETTERS, N_("the roster may hold codes; notices tell each teacher the own one, "
                        "figures.csv all")}}},
     {.name = "coarse",
      .at = AT(coarse),
      .uses = {{SOLVE | WHATIF | REPLAN | EXPLAIN | COMPARE | VERIFY | REHEARSE,
                N_("with --anonymous: age and years in bands of five, of a rank whether it makes a "
                   "backbone teacher, no title"),
                N_("More teachers are alike then in what is shown; `solve` and `replan` tell how "
                   "many are not.")}}},
     {.name = "lang",
      .value = "zh|en",
      .kind = LG_TAKES_WORD,
      .common = true,
      .at = AT(lang),
      .wrong = N_("--lang: \"%s\" is not a language of lungang; allowed are zh and en"),
      .uses =
          {{ALL, N_("language of files and messages (default: the plan's, else the system's)"),
            N_("The plan's is its key `lang`, the system's the locale's; where that is neither, "
               "English.")}}},
     {.name = "time-limit",
      .value = N_("SECONDS"),
      .kind = LG_TAKES_SECONDS,
      .common = true,
      .at = AT(time_limit_s),
      .given = AT(has_time_limit),
      .most = 1000000000,
      .wrong = N_("--time-limit: \"%1$s\" is not a number of seconds between 0 and %2$s"),
      .uses = {{SOLVING & ~WHATIF,
                N_("end the whole run after this time with the best roster found"),
                N_("It overrides the plan's `limits`.")},
               {WHATIF, N_("end each row after this time with the best roster found")}}},
     {.name = "gap",
      .value = N_("SHARE"),
      .kind = LG_TAKES_SHARE,
      .common = true,
      .at = AT(gap),
      .given = AT(has_gap),
      .wrong = N_("--gap: \"%s\" is not a share such as 0, 1%%, 0.5%% or 1/200"),
      .uses = {{SOLVING, N_("a goal may stop this near to its bound: 0 or a share such as 1%"),
                N_("Shares are written as `1%`, `0.5%`, `0.01` or `1/200`; without the option and "
                   "the plan's `limits` it is 0.")}}},
     {.name = "quiet",
      .common = true,
      .at = AT(quiet),
      .uses = {{ALL,
                N_("no progress and no warnings on stderr; results are printed all the same")}}},
     {.name = "verbose",
      .common = true,
      .at = AT(verbose),
      .uses = {{SOLVING,
                N_("tell on stderr how each goal was solved, what took how long, and the memory"),
                N_("Not together with `--quiet`.")}}},
     {.name = "force",
      .common = true,
      .at = AT(force),
      .uses =
          {{ALL, N_("take the place of an existing output of lungang"),
            N_("A folder in which files were added or edited is set aside whole as "
               "DIR.old-1, -2, ...; a result without a roster goes to DIR-explanation where DIR "
               "has one. Nothing else is ever overwritten.")}}},
     {.name = "umask",
      .at = AT(by_umask),
      .uses = {{WRITING, N_("let others read the output as far as the umask does"),
                N_("Without it folders and files are the owner's alone (700, 600), or have the "
                   "permissions of those that they replace.")}}},
     {.name = "version",
      .common = true,
      .at = AT(version),
      .uses = {{ALL, N_("print the version")}}},
     {.letter = 'h',
      .name = "help",
      .common = true,
      .at = AT(help),
      .uses = {{ALL, N_("print this help, or that of a command")}}},
     {0}};

const lg_exit_meaning lg_exit_meanings[] = {
    {LG_EXIT_OK, N_("done; of solve: a roster was written, proved optimal or with a stated gap"),
     N_("The summary says which.")},
    {LG_EXIT_USAGE, N_("the command line is wrong, or the output is in the way"), NULL},
    {LG_EXIT_INPUT, N_("the input is wrong"), NULL},
    {LG_EXIT_INFEASIBLE, N_("no roster can meet the hard rules; an explanation was written"), NULL},
    {LG_EXIT_NO_TIME, N_("the time ran out before any roster was found"),
     N_("Of `explain`: before the plan was solved; what is known without it was printed.")},
    {LG_EXIT_BROKEN, N_("verify, letters or next found a broken rule"), NULL},
    {LG_EXIT_INTERNAL, N_("internal error, or the output could not be written"), NULL},
    {LG_EXIT_OK, NULL, NULL}};

const lg_command *lg_command_find(const char *name)
{
  for (int c = 0; c < LG_COMMAND_COUNT; c++)
    if (strcmp(lg_commands[c].name, name) == 0) return &lg_commands[c];
  return NULL;
}

char *lg_cli_option_word(const lg_cli_option *option)
{
  return option->name ? g_strconcat("--", option->name, NULL)
                      : g_strdup_printf("-%c", option->letter);
}

const lg_cli_option_use *lg_cli_option_use_of(const lg_cli_option *option,
                                              const lg_command *command)
{
  unsigned mask = command ? 1U << (command - lg_commands) : ALL;
  for (const lg_cli_option_use *use = option->uses; use->commands; use++)
    if (use->commands & mask) return use;
  return NULL;
}

bool lg_cli_option_repeats(const lg_cli_option *option, const lg_cli_option_use *use)
{
  return option->kind == LG_TAKES_TEXTS && !(use && use->once);
}

const char *lg_cli_option_value(const lg_cli_option *option, const lg_cli_option_use *use)
{
  return use->value ? use->value : option->value;
}

bool lg_command_takes(const lg_command *command, const lg_cli_option *option)
{
  return option->common || lg_cli_option_use_of(option, command);
}

bool lg_cli_option_is_hidden(const lg_cli_option *option, const lg_command *command)
{
  bool taken = command && lg_command_takes(command, option);
  for (const lg_cli_option *o = lg_cli_options; o->letter || o->name; o++) {
    if (o == option || !o->name || !option->name || strcmp(o->name, option->name) != 0) continue;
    if ((command && lg_command_takes(command, o)) || (!taken && o < option)) return true;
  }
  return false;
}
