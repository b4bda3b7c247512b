/* reference.c - lg_reference, for whoever changes the sources: writes what the manual pages,
 * docs/reference.md and the completion of bash say of commands and options, from commands.c.
 *
 *   lg_reference FILE...
 *
 * rewrites in each file what stands between two lines like these, whatever marks a comment there:
 *
 *   <!-- lg_reference: markdown-options en -->
 *   <!-- lg_reference: end --> */
#include <stdio.h>
#include <string.h>

#include "args.h"

#define MARK "lg_reference: "

/* Texts of the tables mark code by backticks; here they become what the format has for it. */
typedef struct {
  const char *code, *code_end;
  const char *dash, *bar;
} manner;

static const manner man = {"\\fB", "\\fR", "\\-", "|"}, markdown = {"`", "`", "-", "\\|"};

static void add_text(GString *to, const manner *as, const char *text)
{
  bool code = false;
  for (const char *c = text; *c; c++) {
    if (*c == '`')
      g_string_append(to, (code = !code) ? as->code : as->code_end);
    else if (*c == '-')
      g_string_append(to, as->dash);
    else if (*c == '|')
      g_string_append(to, as->bar);
    else
      g_string_append_c(to, *c == '\n' ? ' ' : *c);
  }
}

/* "Done" of "done"; the name of a command stays. g_free. */
static char *begin_sentence(const char *text)
{
  g_autofree char *word = g_strndup(text, strcspn(text, " "));
  char *sentence = g_strdup(text);
  if (!lg_command_find(word)) *sentence = g_ascii_toupper(*sentence);
  return sentence;
}

/* "`solve`, `replan` and `whatif`". g_free. */
static char *commands_of(const lg_cli_option_use *use, const lg_lang *lang)
{
  char *text = NULL;
  for (int c = LG_COMMAND_COUNT - 1, n = 0; c >= 0; c--) {
    if (!(use->commands >> c & 1)) continue;
    g_autofree char *word = g_strconcat("`", lg_commands[c].name, "`", NULL), *rest = text;
    text = !rest    ? g_steal_pointer(&word)
           : n == 1 ? g_strdup_printf(lg_tr(lang, N_("%1$s and %2$s")), word, rest)
                    : g_strconcat(word, lg_tr(lang, N_(", ")), rest, NULL);
    n++;
  }
  return text;
}

/* The line of --help as a sentence, and those that the manual adds. g_free. */
static char *sentences(const char *help, const char *detail, const lg_lang *lang)
{
  g_autofree char *begun = begin_sentence(lg_tr(lang, help));
  if (!detail) return g_strdup_printf(lg_tr(lang, N_("%s.")), begun);
  return g_strdup_printf(lg_tr(lang, N_("%1$s. %2$s")), begun, lg_tr(lang, detail));
}

/* What an option means to some commands; `named` begins with these. g_free. */
static char *use_text(const lg_cli_option *option, const lg_cli_option_use *use, bool named,
                      const lg_lang *lang)
{
  char *text = NULL;
  if (named) {
    g_autofree char *commands = commands_of(use, lang);
    g_autofree char *help =
        g_strdup_printf(lg_tr(lang, N_("Of %1$s: %2$s")), commands, lg_tr(lang, use->help));
    text = sentences(help, use->detail, lang);
  } else {
    text = sentences(use->help, use->detail, lang);
  }
  if (!option->most || use > option->uses) return text;
  g_autofree char *most = g_strdup_printf("%" G_GINT64_FORMAT, option->most), *rest = text;
  g_autofree char *range = g_strdup_printf(lg_tr(lang, N_("It is a number from 0 to %s.")), most);
  return g_strdup_printf(lg_tr(lang, N_("%1$s %2$s")), rest, range);
}

/* \fB--format\fR \fBmps\fR|\fBlp\fR: what is typed as it stands is bold. */
static void add_man_option(GString *to, const lg_cli_option *option, const lg_cli_option_use *use,
                           const lg_lang *lang)
{
  g_autofree char *word = lg_cli_option_word(option);
  GString *text = g_string_new(NULL);
  g_string_printf(text, "`%s`", word);
  if (use->value || option->value) {
    const char *value = lg_tr(lang, lg_cli_option_value(option, use));
    bool typed = option->kind == LG_TAKES_WORD;
    char **words = g_strsplit(value, "|", -1);
    g_autofree char *typed_words = g_strjoinv("`|`", words);
    if (typed)
      g_string_append_printf(text, " `%s`", typed_words);
    else
      g_string_append_printf(text, " \\fI%s\\fR", value);
    g_strfreev(words);
  }
  if (option->letter && option->name) g_string_append_printf(text, ", `-%c`", option->letter);
  add_text(to, &man, text->str);
  g_string_free(text, TRUE);
}

static void add_man_synopsis(GString *to, const lg_lang *lang)
{
  for (const lg_command *c = lg_commands; c < lg_commands + LG_COMMAND_COUNT; c++) {
    g_string_append_printf(to, "\\fBlungang %s\\fR", c->name);
    char **operands = g_strsplit(lg_tr(lang, c->operands), " ", -1);
    for (char **operand = operands; *operand; operand++)
      g_string_append_printf(to, " \\fI%s\\fR", *operand);
    g_strfreev(operands);
    for (const lg_cli_option *o = lg_cli_options; o->letter || o->name; o++) {
      const lg_cli_option_use *use = lg_cli_option_use_of(o, c);
      if (!use || o->common) continue;
      g_string_append(to, use->need == LG_MUST ? " " : " [");
      add_man_option(to, o, use, lang);
      g_string_append(to, use->need == LG_MUST ? "" : "]");
      if (lg_cli_option_repeats(o, use)) g_string_append(to, "...");
    }
    g_string_append_printf(to, " [\\fI%s\\fR]\n", lg_tr(lang, N_("OPTIONS")));
  }
}

static void add_man_options(GString *to, const lg_lang *lang)
{
  for (int k = 0; k < 2; k++)
    for (const lg_cli_option *o = lg_cli_options; o->letter || o->name; o++) {
      if (o->common != (k == 0)) continue;
      const char *value = NULL;
      for (const lg_cli_option_use *use = o->uses; use->commands; use++) {
        if (use > o->uses && lg_cli_option_value(o, use) == value) continue;
        value = lg_cli_option_value(o, use);
        g_string_append(to, use == o->uses ? ".TP\n" : ".TQ\n");
        add_man_option(to, o, use, lang);
        g_string_append_c(to, '\n');
      }
      for (const lg_cli_option_use *use = o->uses; use->commands; use++) {
        g_autofree char *text = use_text(o, use, !o->common || use > o->uses, lang);
        if (use > o->uses) g_string_append(to, ".br\n");
        add_text(to, &man, text);
        g_string_append_c(to, '\n');
      }
    }
}

static void add_man_status(GString *to, const lg_lang *lang)
{
  for (const lg_exit_meaning *e = lg_exit_meanings; e->meaning; e++) {
    g_autofree char *text = sentences(e->meaning, e->detail, lang);
    g_string_append_printf(to, ".TP\n.B %d\n", e->status);
    add_text(to, &man, text);
    g_string_append_c(to, '\n');
  }
}

/* That it must be given, itself or its pair; NULL where it need not. g_free. */
static char *need_text(const lg_cli_option *option, const lg_cli_option_use *use,
                       const lg_lang *lang)
{
  if (use->need == LG_MUST) return g_strdup(lg_tr(lang, N_("It must be given.")));
  for (const lg_cli_option *o = lg_cli_options; o->letter || o->name; o++) {
    if (use->need != LG_ONE_OF_TWO || o == option || o->uses->need != LG_ONE_OF_TWO) continue;
    g_autofree char *word = lg_cli_option_word(o);
    return g_strdup_printf(lg_tr(lang, N_("It or `%s` must be given.")), word);
  }
  return NULL;
}

/* A row of a table of options; a line each where it means several things. */
static void add_markdown_option(GString *to, const lg_cli_option *option,
                                const lg_cli_option_use *use, const lg_lang *lang)
{
  g_autofree char *shown = lg_cli_option_shown(option, use, lang);
  g_string_append(to, "| `");
  add_text(to, &markdown, shown);
  g_string_append_c(to, '`');
  if (option->letter && option->name) g_string_append_printf(to, ", `-%c`", option->letter);
  g_string_append(to, " | ");
  bool all = option->common;
  for (const lg_cli_option_use *u = use; u->commands && (all || u == use); u++) {
    g_autofree char *text = use_text(option, u, u > use, lang);
    if (u > use) g_string_append_c(to, ' ');
    add_text(to, &markdown, text);
    g_autofree char *need = need_text(option, u, lang);
    if (need) g_string_append(to, " ");
    if (need) add_text(to, &markdown, need);
  }
  g_string_append(to, " |\n");
}

/* Those of `command`; NULL: of every command. */
static void add_markdown_options(GString *to, const lg_command *command, const lg_lang *lang)
{
  g_string_append_printf(to, "| %s | %s |\n|---|---|\n", lg_tr(lang, N_("option")),
                         lg_tr(lang, N_("meaning")));
  for (const lg_cli_option *o = lg_cli_options; o->letter || o->name; o++) {
    const lg_cli_option_use *use = lg_cli_option_use_of(o, command);
    if (use && o->common == !command) add_markdown_option(to, o, use, lang);
  }
}

static void add_markdown_commands(GString *to, const lg_lang *lang)
{
  for (const lg_command *c = lg_commands; c < lg_commands + LG_COMMAND_COUNT; c++) {
    g_autofree char *usage = lg_usage_options(c, lang);
    g_string_append_printf(to, "### %s\n\n    lungang %s %s%s [%s]\n\n", c->name, c->name,
                           lg_tr(lang, c->operands), usage, lg_tr(lang, N_("OPTIONS")));
    g_autofree char *purpose = sentences(c->purpose, NULL, lang);
    add_text(to, &markdown, purpose);
    g_string_append(to, "\n\n");
    g_string_append_printf(to, "%s\n\n", lg_tr(lang, c->detail));
    add_markdown_options(to, c, lang);
    if (c + 1 < lg_commands + LG_COMMAND_COUNT) g_string_append_c(to, '\n');
  }
}

static void add_markdown_every(GString *to, const lg_lang *lang)
{
  add_markdown_options(to, NULL, lang);
}

static void add_markdown_status(GString *to, const lg_lang *lang)
{
  g_string_append_printf(to, "| %s | %s |\n|---|---|\n", lg_tr(lang, N_("status")),
                         lg_tr(lang, N_("meaning")));
  for (const lg_exit_meaning *e = lg_exit_meanings; e->meaning; e++) {
    g_autofree char *text = sentences(e->meaning, e->detail, lang);
    g_string_append_printf(to, "| %d | ", e->status);
    add_text(to, &markdown, text);
    g_string_append(to, " |\n");
  }
}

/* How bash completes what a word such as "PLAN", "ROSTER" or "DIR" stands for. g_free. */
static char *completion_of(const char *value)
{
  const char *end = strrchr(value, '.');
  if (strcmp(value, "PLAN") == 0) return g_strdup("file [jx][sl]*"); /* json, xlsx */
  bool roster = strcmp(value, "ROSTER") == 0 || strcmp(value, "A") == 0 || strcmp(value, "B") == 0;
  if (roster) return g_strdup("file [cx][sl]*"); /* csv, xlsx */
  if (end) return g_strconcat("file ", end + 1, NULL);
  if (strcmp(value, "DIR") == 0) return g_strdup("folder");
  return g_strdup(g_str_has_suffix(value, "FILE") ? "file" : "text");
}

static char *value_completion(const lg_cli_option *option, const lg_cli_option_use *use)
{
  if (option->kind == LG_TAKES_WORD) {
    char **words = g_strsplit(option->value, "|", -1);
    g_autofree char *list = g_strjoinv(" ", words);
    g_strfreev(words);
    return g_strconcat("words ", list, NULL);
  }
  if (option->kind != LG_TAKES_GOAL) return completion_of(lg_cli_option_value(option, use));
  GString *goals = g_string_new("words");
  for (int kind = 0; kind < LG_GOAL_KIND_COUNT; kind++)
    g_string_append_printf(goals, " %s", lg_goal_word((lg_goal_kind)kind));
  return g_string_free(goals, FALSE);
}

/* The options that help lists for `command`; NULL: those of every command. */
static void add_bash_words(GString *to, const lg_command *command)
{
  for (const lg_cli_option *o = lg_cli_options; o->letter || o->name; o++) {
    if (command ? !lg_cli_option_use_of(o, command) : !o->common) continue;
    g_autofree char *word = lg_cli_option_word(o);
    g_string_append_printf(to, " %s", word);
    if (o->letter && o->name) g_string_append_printf(to, " -%c", o->letter);
  }
}

/* A function of bash that prints one of several lines: its head, then "  pattern) echo line ;;". */
static void begin_bash_case(GString *to, const char *remark, const char *name, const char *subject)
{
  g_string_append_printf(to, "\n# %s\n%s() {\n  case %s in\n", remark, name, subject);
}

static void end_bash_case(GString *to)
{
  g_string_append(to, "  esac\n}\n");
}

static void add_bash_values(GString *to)
{
  begin_bash_case(to, "COMMAND:OPTION -> what follows it; nothing where the option takes no value",
                  "_lungang_value", "$1");
  for (const lg_cli_option *o = lg_cli_options; o->letter || o->name; o++) {
    if (o->kind == LG_TAKES_NOTHING) continue;
    g_autofree char *word = lg_cli_option_word(o), *usual = value_completion(o, o->uses);
    for (const lg_cli_option_use *use = o->uses; use->commands; use++) {
      g_autofree char *own = value_completion(o, use);
      for (int c = 0; strcmp(own, usual) != 0 && c < LG_COMMAND_COUNT; c++)
        if (use->commands >> c & 1)
          g_string_append_printf(to, "    %s:%s) echo \"%s\" ;;\n", lg_commands[c].name, word, own);
    }
    g_string_append_printf(to, "    *:%s) echo \"%s\" ;;\n", word, usual);
  }
  end_bash_case(to);
}

static void add_bash(GString *to, const lg_lang *lang)
{
  (void)lang; /* words of the command line are the same in every language */
  g_string_append(to, "_lungang_commands=\"");
  for (int c = 0; c < LG_COMMAND_COUNT; c++)
    g_string_append_printf(to, "%s%s", c ? " " : "", lg_commands[c].name);
  g_string_append(to, "\"\n");
  begin_bash_case(to, "COMMAND -> its options; without a command those of every command",
                  "_lungang_options", "$1");
  for (int c = 0; c <= LG_COMMAND_COUNT; c++) {
    bool last = c == LG_COMMAND_COUNT;
    g_string_append_printf(to, "    %s) echo \"", last ? "*" : lg_commands[c].name);
    gsize begin = to->len;
    add_bash_words(to, last ? NULL : &lg_commands[c]);
    g_string_erase(to, (gssize)begin, 1);
    g_string_append(to, "\" ;;\n");
  }
  end_bash_case(to);
  begin_bash_case(to, "COMMAND:PLACE -> what its argument is, counted from 0", "_lungang_operand",
                  "$1");
  for (int c = 0; c < LG_COMMAND_COUNT; c++) {
    char **operands = g_strsplit(lg_commands[c].operands, " ", -1);
    for (int k = 0; operands[k]; k++) {
      g_autofree char *completion = completion_of(operands[k]);
      g_string_append_printf(to, "    %s:%d) echo \"%s\" ;;\n", lg_commands[c].name, k, completion);
    }
    g_strfreev(operands);
  }
  end_bash_case(to);
  add_bash_values(to);
}

static const struct {
  const char *name;
  void (*add)(GString *to, const lg_lang *lang);
} parts[] = {
    {"man-synopsis", add_man_synopsis},
    {"man-options", add_man_options},
    {"man-status", add_man_status},
    {"markdown-commands", add_markdown_commands},
    {"markdown-options", add_markdown_every},
    {"markdown-status", add_markdown_status},
    {"bash", add_bash},
};

/* `mark` is "man-options zh -->"; false where it names no part. */
static bool add_part(GString *to, const char *mark)
{
  char **words = g_strsplit(mark, " ", -1);
  bool known = false;
  for (size_t k = 0; k < G_N_ELEMENTS(parts) && words[0] && words[1]; k++) {
    if (strcmp(words[0], parts[k].name) != 0) continue;
    lg_lang *lang = lg_lang_new(words[1]);
    parts[k].add(to, lang);
    lg_lang_free(lang);
    known = true;
  }
  g_strfreev(words);
  return known;
}

/* The text with its parts made anew; NULL where a mark is not understood. g_free. */
static char *made_anew(const char *text)
{
  GString *made = g_string_new(NULL);
  bool inside = false, sound = true;
  int count = 0;
  char **lines = g_strsplit(text, "\n", -1);
  for (char **line = lines; *line && sound; line++) {
    const char *mark = strstr(*line, MARK);
    bool end = mark && g_str_has_prefix(mark + strlen(MARK), "end");
    if (mark && end != inside) sound = false;
    if (end) inside = false;
    if (!inside) g_string_append_printf(made, "%s%s", *line, line[1] ? "\n" : "");
    if (!mark || end) continue;
    inside = true;
    count++;
    sound = sound && add_part(made, mark + strlen(MARK));
  }
  g_strfreev(lines);
  return g_string_free(made, !sound || inside || count == 0);
}

int main(int argc, char **argv)
{
  int failed = 0;
  for (int k = 1; k < argc; k++) {
    g_autofree char *text = NULL, *made = NULL;
    if (g_file_get_contents(argv[k], &text, NULL, NULL)) made = made_anew(text);
    if (made && (strcmp(made, text) == 0 || g_file_set_contents(argv[k], made, -1, NULL))) continue;
    fprintf(stderr, "lg_reference: %s %s\n", argv[k],
            made   ? "cannot be written"
            : text ? "has no marked parts, or a mark that is not understood"
                   : "cannot be read");
    failed = 1;
  }
  return failed;
}
