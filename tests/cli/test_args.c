/* test_args.c - the command line: what is read, and a message for every way to get it wrong. */
#include <stdlib.h>
#include <string.h>

#include "cli/args.h"
#include "io/write.h"
#include "runner.h"

typedef struct {
  lg_args args;
  lg_asked asked;
  char *message;
  char **argv;
} line;

static line line_read(const char *text)
{
  line l = {0};
  int argc;
  char *whole = g_strconcat("lungang ", text, NULL);
  if (!g_shell_parse_argv(whole, &argc, &l.argv, NULL)) abort();
  l.asked = lg_args_read(argc, l.argv, &l.args, &l.message);
  g_free(whole);
  return l;
}

static void line_clear(line *l)
{
  lg_args_clear(&l->args);
  g_free(l->message);
  g_strfreev(l->argv);
}

static void test_good(void)
{
  line l =
      line_read("--lang=zh solve --time-limit 2.5 plan.json -o out --gap 37.5% --force --quiet");
  LG_EQUAL_INT(l.asked, LG_ASKED_RUN, "asked");
  LG_EQUAL_TEXT(l.args.command, "solve", "command");
  LG_EQUAL_TEXT(l.args.lang, "zh", "lang");
  LG_EQUAL_TEXT(l.args.output, "out", "output");
  LG_EQUAL_INT(l.args.argument_count, 1, "operands");
  LG_EQUAL_TEXT(l.args.arguments[0], "plan.json", "operand");
  LG_TRUE(l.args.has_time_limit && l.args.time_limit_s == 2.5, "time limit");
  LG_TRUE(l.args.has_gap && l.args.gap.p == 3 && l.args.gap.q == 8, "gap is 3/8 exactly");
  LG_TRUE(l.args.force && l.args.quiet && !l.args.verbose, "flags");
  line_clear(&l);

  l = line_read("solve -- -plan.json");
  LG_EQUAL_TEXT(l.args.arguments[0], "-plan.json", "operand after --");
  LG_TRUE(!l.args.has_gap && !l.args.has_time_limit && !l.args.lang, "nothing given");
  line_clear(&l);

  l = line_read("template d --time-limit 3 --gap 1% --verbose");
  LG_EQUAL_INT(l.asked, LG_ASKED_RUN, "every command takes the common options");
  line_clear(&l);

  l = line_read("export p.json --goal equity --format mps -o m.mps");
  LG_EQUAL_TEXT(l.args.format, "mps", "format");
  LG_EQUAL_TEXT(l.args.goal, "equity", "goal");
  line_clear(&l);

  l = line_read("letters p.json r.csv --template t.txt -o d");
  LG_EQUAL_TEXT(l.args.template, "t.txt", "template");
  line_clear(&l);

  l = line_read("compare p.json a.csv --json b.csv");
  LG_TRUE(l.asked == LG_ASKED_RUN && l.args.json, "compare --json");
  LG_EQUAL_TEXT(l.args.arguments[2], "b.csv", "the third");
  line_clear(&l);

  l = line_read("explain p.json r.csv --teacher t1 --to 'East 1' --json");
  LG_EQUAL_INT(l.args.teacher_count, 1, "teachers");
  LG_EQUAL_TEXT(l.args.teachers[0], "t1", "teacher");
  LG_EQUAL_TEXT(l.args.to, "East 1", "school");
  LG_TRUE(l.args.json, "explain --json");
  line_clear(&l);

  l = line_read("verify p.json r.csv --verbose");
  LG_EQUAL_INT(l.args.argument_count, 2, "two operands");
  LG_EQUAL_TEXT(l.args.arguments[1], "r.csv", "the second");
  LG_TRUE(l.args.verbose, "verbose");
  line_clear(&l);
}

static void test_gaps(void)
{
  static const struct {
    const char *text;
    int64_t p, q;
  } good[] = {{"0", 0, 1},    {"1", 1, 1},      {"1%", 1, 100},  {"0.05%", 1, 2000},
              {"3/8", 3, 8},  {"6/16", 3, 8},   {"0.375", 3, 8}, {"0/5", 0, 1},
              {"100%", 1, 1}, {"１％", 1, 100}, {"1 / 2", 1, 2}, {"999999999/999999999", 1, 1}};
  for (size_t k = 0; k < G_N_ELEMENTS(good); k++) {
    char *text = g_strdup_printf("solve p --gap '%s'", good[k].text);
    line l = line_read(text);
    LG_TRUE(l.asked == LG_ASKED_RUN && l.args.has_gap, text);
    LG_EQUAL_INT(l.args.gap.p, good[k].p, text);
    LG_EQUAL_INT(l.args.gap.q, good[k].q, text);
    line_clear(&l);
    g_free(text);
  }
  static const char *const bad[] = {"-1%", "101%", "9/8",   "1/0",  "1e-3", "x",
                                    "''",  "1%%",  "1.2.3", "1/2%", "+1%",  "0.0000000001",
                                    "1/",  "/2",   ".",     "%",    "nan",  "0x1"};
  for (size_t k = 0; k < G_N_ELEMENTS(bad); k++) {
    char *text = g_strdup_printf("solve p --gap=%s", bad[k]);
    line l = line_read(text);
    LG_EQUAL_INT(l.asked, LG_ASKED_WRONG, text);
    if (l.message) LG_HAS_PART(l.message, "is not a share", text);
    line_clear(&l);
    g_free(text);
  }
}

static void test_wrong(void)
{
  static const char *const table[][2] = {
      {"", "no command given"},
      {"solv p", "unknown command \"solv\"; did you mean solve?"},
      {"frobnicate p",
       "unknown command \"frobnicate\"; there are: solve, check, verify, compare, explain, whatif, "
       "replan, rehearse, letters, convert, next, export, template"},
      {"whatif p", "missing option: lungang whatif needs --vary or --scenario"},
      {"solve p --vary a=1:2:1", "the command solve does not take the option --vary"},
      {"solve p --scenario a.json", "the command solve does not take the option --scenario"},
      {"check p --rosters", "the command check does not take the option --rosters"},
      {"replan p", "missing argument: lungang replan needs PLAN ROSTER"},
      {"replan p r --max-changes x", "--max-changes: \"x\" is not a whole number, 0 or more"},
      {"replan p r --max-changes 1000000001",
       "--max-changes: \"1000000001\" is not a whole number from 0 to 1000000000"},
      {"solve p --max-changes 1", "the command solve does not take the option --max-changes"},
      {"solve", "missing argument: lungang solve needs PLAN"},
      {"verify p", "missing argument: lungang verify needs PLAN ROSTER"},
      {"solve p q", "\"q\" is one argument too many: lungang solve takes PLAN"},
      {"solve p --forse", "unknown option --forse; did you mean --force?"},
      {"solve p --forse=1", "unknown option --forse; did you mean --force?"},
      {"solve p --xyzzyplugh", "unknown option --xyzzyplugh"},
      {"solve p -x", "unknown option -x"},
      {"solve p -轮", "unknown option -轮"},
      {"compare p a b --limits", "the command compare does not take the option --limits"},
      {"verify p r --json", "the command verify does not take the option --json"},
      {"explain p r", "missing option: lungang explain needs --teacher"},
      {"explain p --teacher t", "missing argument: lungang explain needs PLAN ROSTER"},
      {"explain p r --teacher", "option --teacher needs a value"},
      {"explain p r --teacher t --goal x", "the command explain does not take the option --goal"},
      {"solve p --teacher t", "the command solve does not take the option --teacher"},
      {"solve p --template t", "the command solve does not take the option --template"},
      {"letters p", "missing argument: lungang letters needs PLAN ROSTER"},
      {"compare p a b --to x", "the command compare does not take the option --to"},
      {"compare p a", "missing argument: lungang compare needs PLAN A B"},
      {"compare p a b --json=1", "option --json takes no value"},
      {"solve p --force=yes", "option --force takes no value"},
      {"solve p --gap", "option --gap needs a value"},
      {"solve p -o", "option -o needs a value"},
      {"solve p -o ''", "-o needs the name"},
      {"solve p --lang fr", "--lang: \"fr\" is not a language"},
      {"solve p --time-limit soon",
       "--time-limit: \"soon\" is not a number of seconds between 0 and 1000000000"},
      {"solve p --time-limit -1", "\"-1\" is not a number of seconds"},
      {"solve p --time-limit 1e3", "\"1e3\" is not a number of seconds"},
      {"solve p --time-limit nan", "\"nan\" is not a number of seconds"},
      {"solve p --time-limit .", "\".\" is not a number of seconds"},
      {"solve p --time-limit ''", "\"\" is not a number of seconds"},
      {"solve p --time-limit 1000000001", "is not a number of seconds"},
      {"check p -o out", "the command check does not take the option -o"},
      {"solve p --format mps", "the command solve does not take the option --format"},
      {"solve p --goal equity", "the command solve does not take the option --goal"},
      {"export p -o m", "missing option: lungang export needs --format mps|lp"},
      {"export p --format lp", "missing option: lungang export needs -o"},
      {"export p --format xls -o m", "--format: \"xls\" is not a format; allowed are mps and lp"},
      {"solve p --quiet --verbose", "--quiet and --verbose contradict each other"},
      {"--help nonsense", "unknown command \"nonsense\""},
  };
  for (size_t k = 0; k < G_N_ELEMENTS(table); k++) {
    line l = line_read(table[k][0]);
    LG_EQUAL_INT(l.asked, LG_ASKED_WRONG, table[k][0]);
    LG_HAS_PART(l.message ? l.message : "", table[k][1], table[k][0]);
    line_clear(&l);
  }
}

/* The language holds for errors that stand before it. */
static void test_language(void)
{
  line l = line_read("solve p --forse --lang zh");
  LG_EQUAL_TEXT(l.message, "没有 --forse 这个选项；是否应为 --force？", "zh after the error");
  line_clear(&l);
  g_setenv("LC_ALL", "zh_CN.UTF-8", TRUE);
  l = line_read("solve");
  LG_EQUAL_TEXT(l.message, "缺少参数：lungang solve 后面须写 方案", "zh by the environment");
  line_clear(&l);
  l = line_read("solve --lang en");
  LG_HAS_PART(l.message, "missing argument", "the option is stronger");
  line_clear(&l);
  g_setenv("LC_ALL", "C", TRUE);
}

static void test_help(void)
{
  static const struct {
    const char *text;
    lg_asked asked;
  } table[] = {{"--help", LG_ASKED_HELP},
               {"-h", LG_ASKED_HELP},
               {"solve --help", LG_ASKED_HELP},
               {"--version", LG_ASKED_VERSION},
               {"--version solve", LG_ASKED_VERSION}};
  for (size_t k = 0; k < G_N_ELEMENTS(table); k++) {
    line l = line_read(table[k].text);
    LG_EQUAL_INT(l.asked, table[k].asked, table[k].text);
    line_clear(&l);
  }
  for (const lg_command *c = lg_commands; c < lg_commands + LG_COMMAND_COUNT; c++) {
    char *text = lg_help_text(c->name, NULL),
         *usage = g_strconcat("Usage: lungang ", c->name, " ", NULL);
    LG_TRUE(g_str_has_prefix(text, usage), c->name);
    LG_HAS_PART(text, c->detail, c->name);
    LG_EQUAL_INT(strstr(text, "--time-limit") == NULL,
                 strcmp(c->name, "template") == 0 || strcmp(c->name, "convert") == 0,
                 "common options are listed where they say something");
    LG_EQUAL_INT(strstr(text, "end each row after this time") != NULL,
                 strcmp(c->name, "whatif") == 0 && !strstr(text, "the whole run"),
                 "the time limit of whatif holds for each row");
    g_free(text);
    g_free(usage);
  }
}

static void test_columns(void)
{
  lg_text_table *columns = lg_text_table_new("lr");
  lg_text_table_row(columns, "甲校", "7", NULL);
  lg_text_table_row(columns, "a", "12", NULL);
  lg_text_table_row(columns, "b and more", NULL);
  GString *text = g_string_new("x\n");
  lg_text_table_add_to(columns, text, "  ");
  LG_EQUAL_TEXT(text->str, "x\n  甲校   7\n  a     12\n  b and more\n",
                "a Chinese character is two columns wide, a remark that ends its row none");
  g_string_free(text, TRUE);
  LG_EQUAL_INT(lg_text_table_width("轮a岗"), 5, "width");
}

int main(void)
{
  static const lg_case cases[] = {{"good lines", test_good},
                                  {"gaps", test_gaps},
                                  {"wrong lines", test_wrong},
                                  {"language", test_language},
                                  {"help", test_help},
                                  {"columns", test_columns},
                                  {NULL, NULL}};
  g_setenv("LC_ALL", "C", TRUE);
  return lg_run("args", cases);
}
