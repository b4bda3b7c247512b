/* template.c - `lungang template DIR`: a workbook (or CSV files) to be filled in, a plan with every
 * key, the text of letters. */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "io/words/output_text.h"
#include "io/write/csv_out.h"
#include "io/write/letters.h"
#include "io/write/output.h"
#include "io/write/template_book.h"
#include "io/write/template_plan.h"

/* Headings alone, as lungang writes them: English, or the Chinese ones. */
static bool write_table(const char *folder, lg_table_kind kind, const lg_lang *lang, char **error)
{
  const lg_shape *shape = lg_shape_of(kind);
  char *name = g_strconcat(shape->name, ".csv", NULL);
  GString *csv = lg_csv_new();
  for (int k = 0; k < shape->field_count; k++)
    if (!shape->fields[k].extra) lg_csv_text(csv, shape->fields[k].headings[lang ? 1 : 0]);
  lg_csv_end_row(csv);
  bool written = lg_write_file(folder, name, csv, lang, error);
  g_string_free(csv, TRUE);
  g_free(name);
  return written;
}

static bool write_plan(const char *folder, const lg_lang *lang, bool csv, char **error)
{
  GString *plan = lg_template_plan(lang, csv);
  bool written = lg_write_file(folder, "plan.json", plan, lang, error);
  g_string_free(plan, TRUE);
  return written;
}

static bool write_letters(const char *folder, const lg_lang *lang, char **error)
{
  GString *text = g_string_new(lg_letter_text_shipped(lang));
  bool written = lg_write_file(folder, "letters.txt", text, lang, error);
  g_string_free(text, TRUE);
  return written;
}

static bool write_template(const char *folder, const lg_lang *lang, bool csv, char **error)
{
  bool written = write_plan(folder, lang, csv, error) && write_letters(folder, lang, error);
  if (!csv) return written && lg_write_template_book(folder, lang, error);
  for (int kind = 0; written && kind < LG_TABLE_COUNT; kind++)
    if (kind != LG_TABLE_ROSTER) written = write_table(folder, (lg_table_kind)kind, lang, error);
  return written;
}

lg_exit lg_cmd_template(const lg_args *args)
{
  const char *target = args->arguments[0];
  lg_lang *lang = lg_lang_new(lg_lang_choose(args->lang, NULL));
  char *error = NULL;
  bool usage = false, written = false;
  lg_folder *folder = NULL;
  if (g_file_test(target, G_FILE_TEST_EXISTS)) {
    error = g_strdup_printf(lg_tr(lang, "%s exists; template never replaces anything"), target);
    usage = true;
  } else {
    folder = lg_folder_begin(target, false, lang, &usage, &error);
  }
  if (folder) {
    if (write_template(lg_folder_path(folder), lang, args->csv, &error))
      written = lg_folder_commit(folder, lang, &error);
    else
      lg_folder_abandon(folder);
  }
  if (!written)
    fprintf(stderr, "lungang: %s\n", error);
  else
    printf(lg_tr(lang,
                 "Written to %1$s. Fill in the tables, adapt plan.json, then run:\n"
                 "  lungang check %1$s/plan.json\n"),
           target);
  g_free(error);
  lg_lang_free(lang);
  return written ? LG_EXIT_OK : usage ? LG_EXIT_USAGE : LG_EXIT_INTERNAL;
}
