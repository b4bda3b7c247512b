/* template.c - the files of `template`. */
#include "csv_out.h"
#include "files.h"
#include "io/words/shapes.h"
#include "io/write.h"
#include "template_book.h"
#include "template_plan.h"

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

char *lg_template_json(const lg_lang *lang)
{
  return g_string_free(lg_template_plan(lang, false), FALSE);
}

const char *lg_template_book_name(const lg_lang *lang)
{
  return lang ? "轮岗方案.xlsx" : "rotation.xlsx";
}

bool lg_write_template(const char *folder, const lg_lang *lang, bool csv, const lg_plan_book *plan,
                       char **error)
{
  bool written = write_letters(folder, lang, error);
  if (plan)
    return written &&
           lg_write_template_book(folder, lg_template_book_name(lang), plan, lang, error);
  written = written && write_plan(folder, lang, csv, error);
  if (!csv) return written && lg_write_template_book(folder, LG_TEMPLATE_BOOK, NULL, lang, error);
  for (int kind = 0; written && kind < LG_TABLE_COUNT; kind++)
    if (kind != LG_TABLE_ROSTER && kind != LG_TABLE_FLEXIBLE)
      written = write_table(folder, (lg_table_kind)kind, lang, error);
  return written;
}
