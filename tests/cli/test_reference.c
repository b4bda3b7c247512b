/* test_reference.c - every row of the table of options arrives everywhere: in what is read, in the
 * help of its commands, in both manual pages, in docs/reference.md, in the completion of bash. */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "child.h"
#include "cli/args.h"
#include "runner.h"

#define COMPLETION LG_SOURCE "/packaging/completion/lungang.bash"

/* Calls `check` with every command and every option. */
static void each_pair(void (*check)(const lg_command *command, const lg_cli_option *option))
{
  int pairs = 0;
  for (const lg_command *c = lg_commands; c < lg_commands + LG_COMMAND_COUNT; c++)
    for (const lg_cli_option *o = lg_cli_options; o->letter || o->name; o++, pairs++) check(c, o);
  LG_TRUE(pairs > 100, "the tables have rows");
}

static char *file_text(const char *path)
{
  char *full = g_build_filename(LG_SOURCE, path, NULL), *text = NULL;
  LG_TRUE(g_file_get_contents(full, &text, NULL, NULL), path);
  g_free(full);
  return text ? text : g_strdup("");
}

/* A value that the option takes. */
static const char *good_value(const lg_cli_option *option)
{
  switch (option->kind) {
    case LG_TAKES_NOTHING:
      return NULL;
    case LG_TAKES_WORD:
      return strrchr(option->value, '|') + 1;
    case LG_TAKES_SECONDS:
    case LG_TAKES_WHOLE:
      return "7";
    case LG_TAKES_SHARE:
      return "1%";
    default:
      return "text";
  }
}

/* The option alone after its command: taken, or refused by name. */
static void check_reading(const lg_command *command, const lg_cli_option *option)
{
  if (lg_cli_option_is_hidden(option, command)) return; /* its name means another option there */
  g_autofree char *word = lg_cli_option_word(option);
  const char *argv[] = {"lungang", command->name, word, good_value(option), NULL};
  lg_args args;
  char *message;
  lg_args_read(argv[3] ? 4 : 3, (char *const *)argv, &args, &message);
  g_autofree char *refused =
      g_strdup_printf("the command %s does not take the option %s", command->name, word);
  bool shows_ids = strcmp(command->name, "export") == 0 && strcmp(word, "--anonymous") == 0;
  if (shows_ids) /* the one refusal that says why */
    LG_HAS_PART(message ? message : "", "export shows ids and draws", word);
  else
    LG_EQUAL_INT(message && strcmp(message, refused) == 0, !lg_command_takes(command, option),
                 refused);
  const char *base = (const char *)&args;
  bool given = option->kind == LG_TAKES_TEXTS ? *(const int *)(base + option->given) == 1
               : option->given                ? *(const bool *)(base + option->given)
               : argv[3]                      ? *(char *const *)(base + option->at) == argv[3]
                                              : *(const bool *)(base + option->at);
  LG_TRUE(given, word);
  g_free(message);
  lg_args_clear(&args);
}

/* Two rows may have one name where no command takes both. */
static bool names_differ(const lg_cli_option *a, const lg_cli_option *b)
{
  if (!a->name || !b->name || strcmp(a->name, b->name) != 0) return true;
  bool both = false;
  for (int c = 0; c < LG_COMMAND_COUNT; c++)
    both = both || (lg_command_takes(&lg_commands[c], a) && lg_command_takes(&lg_commands[c], b));
  return !both;
}

static void test_reading(void)
{
  each_pair(check_reading);
  for (const lg_cli_option *o = lg_cli_options; o->letter || o->name; o++) {
    bool judged = o->kind == LG_TAKES_WORD || o->kind == LG_TAKES_SECONDS ||
                  o->kind == LG_TAKES_SHARE || o->kind == LG_TAKES_WHOLE ||
                  o->kind == LG_TAKES_PATH;
    g_autofree char *word = lg_cli_option_word(o);
    LG_EQUAL_INT(o->wrong != NULL, judged, word);
    LG_EQUAL_INT(o->value != NULL, o->kind != LG_TAKES_NOTHING, word);
    for (const lg_cli_option *p = lg_cli_options; p < o; p++)
      LG_TRUE(p->at != o->at && (!p->letter || p->letter != o->letter) && names_differ(p, o), word);
  }
}

/* Listed where the option says something of the command, and nowhere else. */
static void check_help(const lg_command *command, const lg_cli_option *option)
{
  const lg_cli_option_use *use = lg_cli_option_use_of(option, command);
  for (int k = 0; k < 2; k++) {
    lg_lang *lang = lg_lang_new(k ? "zh" : "en");
    g_autofree char *help = lg_help_text(command->name, lang);
    g_autofree char *shown = lg_cli_option_shown(option, use ? use : option->uses, lang);
    g_autofree char *listed = g_strconcat("\n  ", shown, "  ", NULL);
    g_autofree char *name = g_strdup_printf("%s --help: %s", command->name, shown);
    const char *line = strstr(help, listed);
    LG_EQUAL_INT(line != NULL, use != NULL, name);
    if (use) LG_HAS_PART(help, lg_tr(lang, use->help), name);
    lg_lang_free(lang);
  }
}

static void test_help(void)
{
  each_pair(check_help);
}

/* The part of `text` from `begin` to `end`. g_free. */
static char *section(const char *text, const char *begin, const char *end)
{
  const char *from = strstr(text, begin);
  LG_TRUE(from != NULL, begin);
  if (!from) return g_strdup("");
  const char *to = strstr(from + strlen(begin), end);
  return to ? g_strndup(from, (gsize)(to - from)) : g_strdup(from);
}

static void check_man(const lg_command *command, const lg_cli_option *option)
{
  static const struct {
    const char *lang, *path, *options, *after;
  } pages[] = {{"en", "man/lungang.1", ".SH OPTIONS\n", ".SH EXIT"},
               {"zh", "man/zh_CN/lungang.1", ".SH 选项\n", ".SH 退出状态"}};
  const lg_cli_option_use *use = lg_cli_option_use_of(option, command);
  if (lg_cli_option_is_hidden(option, command)) return;
  g_autofree char *word = lg_cli_option_word(option);
  char **parts = g_strsplit(word, "-", -1);
  g_autofree char *escaped = g_strjoinv("\\-", parts), *bold = NULL;
  bold = g_strdup_printf("\\fB%s\\fR", escaped);
  for (size_t k = 0; k < G_N_ELEMENTS(pages); k++) {
    g_autofree char *text = file_text(pages[k].path);
    g_autofree char *begin = g_strdup_printf("\n\\fBlungang %s\\fR", command->name);
    g_autofree char *synopsis = section(text, begin, "]\n");
    LG_EQUAL_INT(strstr(synopsis, bold) != NULL, use && !option->common, synopsis);
    g_autofree char *list = section(text, pages[k].options, pages[k].after);
    g_autofree char *head = g_strconcat("\n.TP\n", bold, NULL);
    LG_HAS_PART(list, head, pages[k].path);
    lg_lang *lang = lg_lang_new(pages[k].lang);
    const char *value = use ? lg_cli_option_value(option, use) : NULL;
    if (value && option->kind != LG_TAKES_WORD) LG_HAS_PART(list, lg_tr(lang, value), word);
    lg_lang_free(lang);
  }
  g_strfreev(parts);
}

static void test_man(void)
{
  each_pair(check_man);
}

static void check_document(const lg_command *command, const lg_cli_option *option)
{
  const lg_cli_option_use *use = lg_cli_option_use_of(option, command);
  g_autofree char *text = file_text("docs/reference.md");
  g_autofree char *begin = g_strdup_printf("\n### %s\n", command->name);
  g_autofree char *own = section(text, begin, "\n##");
  g_autofree char *common = section(text, "\n## Options of every command\n", "\n## ");
  g_autofree char *word = lg_cli_option_word(option);
  g_autofree char *row = g_strdup_printf("\n| `%s%s", word, option->value ? " " : "`");
  LG_EQUAL_INT(strstr(own, row) != NULL, use && !option->common, word);
  LG_EQUAL_INT(strstr(common, row) != NULL, option->common, word);
}

static void test_document(void)
{
  each_pair(check_document);
  g_autofree char *text = file_text("docs/reference.md");
  for (const lg_exit_meaning *e = lg_exit_meanings; e->meaning; e++) {
    g_autofree char *row = g_strdup_printf("\n| %d | ", e->status);
    LG_HAS_PART(text, row, "exit statuses");
  }
}

/* What the completion offers for the last word of `line` in `folder`: sorted, a line each. g_free. */
static char *completed(const char *folder, const char *line)
{
  lg_child_order order = {
      .folder = folder,
      .program = "bash",
      .arguments = {"-c",
                    "source \"$1\" && shift && COMP_WORDS=(\"$@\") && COMP_CWORD=$(($# - 1)) && "
                    "_lungang && printf '%s\\n' \"${COMPREPLY[@]}\" | sort",
                    "bash", COMPLETION}};
  char **words = g_strsplit(line, " ", -1);
  for (int k = 0; words[k] && k + 4 < LG_CHILD_MOST_ARGUMENTS; k++)
    order.arguments[k + 4] = words[k];
  lg_child c = lg_child_run(&order);
  LG_EQUAL_INT(c.exit, 0, line);
  LG_EQUAL_TEXT(c.err, "", line);
  char *offers = g_strdup(g_strstrip(c.out));
  g_strfreev(words);
  lg_child_clear(&c);
  return offers;
}

static int by_text(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* For each command exactly the options that help lists. */
static void test_completed_options(void)
{
  for (const lg_command *c = lg_commands; c < lg_commands + LG_COMMAND_COUNT; c++) {
    GPtrArray *wanted = g_ptr_array_new_with_free_func(g_free);
    for (const lg_cli_option *o = lg_cli_options; o->letter || o->name; o++) {
      if (!lg_cli_option_use_of(o, c)) continue;
      g_ptr_array_add(wanted, lg_cli_option_word(o));
      if (o->letter && o->name) g_ptr_array_add(wanted, g_strdup_printf("-%c", o->letter));
    }
    g_ptr_array_sort(wanted, by_text);
    g_ptr_array_add(wanted, NULL);
    g_autofree char *all = g_strjoinv("\n", (char **)wanted->pdata);
    g_autofree char *line = g_strdup_printf("lungang %s -", c->name), *found = completed("/", line);
    LG_EQUAL_TEXT(found, all, line);
    g_ptr_array_free(wanted, TRUE);
  }
}

static void test_completed_words(void)
{
  static const char *const files[] = {"plan.json", "other.json", "roster.csv", "letters.txt",
                                      "codes.key"};
  char *folder = g_dir_make_tmp("lungang-completion-XXXXXX", NULL);
  if (!folder) abort();
  for (size_t k = 0; k < G_N_ELEMENTS(files); k++) {
    g_autofree char *path = g_build_filename(folder, files[k], NULL);
    if (!g_file_set_contents(path, "", 0, NULL)) abort();
  }
  g_autofree char *out = g_build_filename(folder, "my out", NULL);
  if (g_mkdir(out, 0700) != 0) abort();
  static const char *const everything =
      "codes.key\nletters.txt\nmy out\nother.json\nplan.json\nroster.csv";
  const struct {
    const char *line, *offers;
  } cases[] = {
      {"lungang ",
       "check\ncompare\nconvert\nexplain\nexport\nletters\nnext\nreplan\nsolve\ntemplate\nverify\nw"
       "hati"
       "f"},
      {"lungang ex", "explain\nexport"},
      {"lungang --la", "--lang"},
      {"lungang --lang zh so", "solve"},
      {"lungang --quiet so", "solve"},
      {"lungang --teacher", ""},
      {"lungang solve ", "my out\nother.json\nplan.json"},
      {"lungang solve p", "plan.json"},
      {"lungang solve --force p", "plan.json"},
      {"lungang solve --gap 1% p", "plan.json"},
      {"lungang solve --gap = 1% p", "plan.json"},
      {"lungang solve plan.json ", ""},
      {"lungang solve plan.json --l", "--lang\n--limits"},
      {"lungang solve plan.json -- --l", ""},
      {"lungang solve plan.json -o ", "my out"},
      {"lungang export plan.json -o ", everything},
      {"lungang solve plan.json --anonymous c", "codes.key"},
      {"lungang verify plan.json ", "my out\nroster.csv"},
      {"lungang compare plan.json roster.csv r", "roster.csv"},
      {"lungang letters plan.json roster.csv --template l", "letters.txt"},
      {"lungang whatif plan.json --scenario o", "other.json"},
      {"lungang whatif plan.json --vary ", ""},
      {"lungang template ", "my out"},
      {"lungang solve --lang ", "en\nzh"},
      {"lungang solve --lang =", "en\nzh"},
      {"lungang solve --lang = z", "zh"},
      {"lungang export plan.json --format ", "lp\nmps"},
      {"lungang export plan.json --goal m", "moves"},
      {"lungang frobnicate p", ""},
  };
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    g_autofree char *found = completed(folder, cases[k].line);
    LG_EQUAL_TEXT(found, cases[k].offers, cases[k].line);
  }
  g_autofree char *goals = completed(folder, "lungang export plan.json --goal ");
  for (int kind = 0; kind < LG_GOAL_KIND_COUNT; kind++)
    LG_HAS_PART(goals, lg_goal_word((lg_goal_kind)kind), "every goal");
  g_rmdir(out);
  for (size_t k = 0; k < G_N_ELEMENTS(files); k++) {
    g_autofree char *path = g_build_filename(folder, files[k], NULL);
    g_unlink(path);
  }
  g_rmdir(folder);
  g_free(folder);
}

int main(void)
{
  static const lg_case cases[] = {{"reading", test_reading},
                                  {"help", test_help},
                                  {"manual pages", test_man},
                                  {"docs/reference.md", test_document},
                                  {"completed options", test_completed_options},
                                  {"completed words", test_completed_words},
                                  {NULL, NULL}};
  g_setenv("LC_ALL", "C", TRUE);
  return lg_run("reference", cases);
}
