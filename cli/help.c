/* help.c - what --help says, from the table of options. */
#include "args.h"
#include "commands.h"
#include "io/write.h"

static void add_commands(GString *text, const lg_lang *lang)
{
  g_string_append_printf(text, "%s\n\n", lg_tr(lang, N_("Usage: lungang COMMAND ... [OPTIONS]")));
  g_string_append_printf(
      text, "%s\n\n",
      lg_tr(lang, N_("Plans teacher rotation and exchange for a district education bureau.")));
  g_string_append_printf(text, "%s\n", lg_tr(lang, N_("Commands:")));
  lg_text_table *columns = lg_text_table_new("ll");
  for (int c = 0; c < LG_COMMAND_COUNT; c++) {
    const lg_command *command = &lg_commands[c];
    char *left = g_strdup_printf("%s %s", command->name, lg_tr(lang, command->operands));
    lg_text_table_row(columns, left, lg_tr(lang, command->purpose), NULL);
    g_free(left);
  }
  lg_text_table_add_to(columns, text, "  ");
}

char *lg_cli_option_shown(const lg_cli_option *option, const lg_cli_option_use *use,
                          const lg_lang *lang)
{
  g_autofree char *word = lg_cli_option_word(option);
  const char *value = lg_cli_option_value(option, use);
  return value ? g_strconcat(word, " ", lg_tr(lang, value), NULL) : g_steal_pointer(&word);
}

char *lg_usage_options(const lg_command *command, const lg_lang *lang)
{
  GString *text = g_string_new(NULL);
  for (const lg_cli_option *o = lg_cli_options; o->letter || o->name; o++) {
    const lg_cli_option_use *use = lg_cli_option_use_of(o, command);
    if (!use || o->common) continue;
    g_autofree char *shown = lg_cli_option_shown(o, use, lang);
    g_string_append_printf(text, use->need == LG_MUST ? " %s" : " [%s]", shown);
    if (lg_cli_option_repeats(o, use)) g_string_append(text, "...");
  }
  return g_string_free(text, FALSE);
}

/* The options of every command, or the other ones, under the heading where there are any. */
static void add_options(GString *text, const char *heading, const lg_command *command, bool common,
                        const lg_lang *lang)
{
  bool any = false;
  lg_text_table *columns = lg_text_table_new("ll");
  for (const lg_cli_option *o = lg_cli_options; o->letter || o->name; o++) {
    const lg_cli_option_use *use = lg_cli_option_use_of(o, command);
    if (!use || o->common != common) continue;
    g_autofree char *shown = lg_cli_option_shown(o, use, lang);
    lg_text_table_row(columns, shown, lg_tr(lang, use->help), NULL);
    if (!any) g_string_append_printf(text, "\n%s\n", lg_tr(lang, heading));
    any = true;
  }
  lg_text_table_add_to(columns, text, "  ");
}

static void add_command(GString *text, const lg_command *command, const lg_lang *lang)
{
  g_autofree char *usage = lg_usage_options(command, lang);
  g_string_append_printf(text, lg_tr(lang, N_("Usage: lungang %1$s %2$s%3$s [OPTIONS]")),
                         command->name, lg_tr(lang, command->operands), usage);
  g_string_append_printf(text, "\n\n%s\n", lg_tr(lang, command->detail));
  add_options(text, N_("Options of this command:"), command, false, lang);
}

char *lg_help_text(const char *name, const lg_lang *lang)
{
  GString *text = g_string_new(NULL);
  const lg_command *command = name ? lg_command_find(name) : NULL;
  if (command)
    add_command(text, command, lang);
  else
    add_commands(text, lang);
  add_options(text, N_("Options of every command:"), command, true, lang);
  g_string_append_printf(text, "\n%s\n", lg_tr(lang, N_("Exit status:")));
  lg_text_table *columns = lg_text_table_new("rl");
  for (const lg_exit_meaning *e = lg_exit_meanings; e->meaning; e++) {
    g_autofree char *status = g_strdup_printf("%d", e->status);
    lg_text_table_row(columns, status, lg_tr(lang, e->meaning), NULL);
  }
  lg_text_table_add_to(columns, text, "  ");
  return g_string_free(text, FALSE);
}
