#include "template_book.h"

#include "io/words/output_text.h"
#include "io/words/shapes.h"
#include "plan_workbook.h"
#include "template_columns.h"
#include "xlsx_writer.h"

enum { LG_HEAD_ROW = 0, LG_HINT_ROW, LG_FIRST_ROW, LG_COLUMN_WIDTH = 14, LG_NOTE_WIDTH = 44 };

const char *lg_template_sheet(lg_table_kind kind, const lg_lang *lang)
{
  return lg_plan_table_sheets(kind, lang != NULL)[0];
}

const char *lg_template_rank(int k, const lg_lang *lang)
{
  static const char *const ranks[] = {N_("special-grade teacher"), N_("subject leader"),
                                      N_("teaching expert"), N_("teaching newcomer")};
  return k < (int)G_N_ELEMENTS(ranks) ? lg_tr(lang, ranks[k]) : NULL;
}

static const char *const template_subjects[] = {N_("Chinese"),
                                                N_("mathematics"),
                                                N_("English"),
                                                N_("morality and law"),
                                                N_("science"),
                                                N_("physics"),
                                                N_("chemistry"),
                                                N_("biology"),
                                                N_("history"),
                                                N_("geography"),
                                                N_("music"),
                                                N_("art"),
                                                N_("physical education"),
                                                N_("information technology"),
                                                N_("labour"),
                                                N_("mental health")};

/* The sheets of the book. */
struct template_form {
  const lg_lang *lang;
  const char *plan; /* the file that is checked then */
  bool sheets;      /* the plan's sheets are in the book */
  lg_sheet *notes, *lists, *tables[LG_TABLE_COUNT];
};

static bool is_table(int kind)
{
  return kind != LG_TABLE_ROSTER;
}

static const lg_field *field_at(int kind, int field)
{
  return &lg_shape_of((lg_table_kind)kind)->fields[field];
}

static const char *form_heading(const struct template_form *form, int kind, int field)
{
  return field_at(kind, field)->headings[form->lang ? 1 : 0];
}

/* "required, e.g. T0001": words that reading knows for no record. g_free. */
static char *form_hint(const struct template_form *form, int kind, int field)
{
  const char *example = lg_template_column_of((lg_table_kind)kind, field)->example;
  bool required = field_at(kind, field)->required;
  if (!*example)
    return g_strdup(required ? lg_tr(form->lang, "required") : lg_tr(form->lang, "optional"));
  return g_strdup_printf(
      required ? lg_tr(form->lang, "required, e.g. %s") : lg_tr(form->lang, "optional, e.g. %s"),
      lg_tr(form->lang, example));
}

/* One word a code in the language, the first that is proposed. */
static GPtrArray *form_words(const struct template_form *form, const lg_word_code *words)
{
  GPtrArray *list = g_ptr_array_new();
  GHashTable *codes = g_hash_table_new(NULL, NULL);
  for (const lg_word_code *w = words; w->word; w++)
    if (!w->also && g_str_is_ascii(w->word) == !form->lang &&
        g_hash_table_add(codes, GINT_TO_POINTER(w->code)))
      g_ptr_array_add(list, (gpointer)w->word);
  g_ptr_array_add(list, NULL);
  g_hash_table_unref(codes);
  return list;
}

static void form_list(const struct template_form *form, int kind, int field, const lg_sheet *from,
                      int column)
{
  lg_entry_rule rule = {.kind = LG_ENTRY_RANGE,
                        .from = from,
                        .from_column = column,
                        .from_first = from == form->lists ? 1 : LG_FIRST_ROW};
  lg_sheet_entry(form->tables[kind], field, LG_FIRST_ROW, &rule);
}

static void form_number(const struct template_form *form, int kind, int field, bool whole)
{
  const lg_template_column *column = lg_template_column_of((lg_table_kind)kind, field);
  char *error =
      g_strdup_printf(whole ? lg_tr(form->lang, "Allowed: a whole number from %.0f to %.0f.")
                            : lg_tr(form->lang, "Allowed: a number from %.0f to %.0f."),
                      column->min, column->max);
  lg_entry_rule rule = {.kind = whole ? LG_ENTRY_WHOLE : LG_ENTRY_DECIMAL,
                        .min = column->min,
                        .max = column->max,
                        .error = error};
  lg_sheet_entry(form->tables[kind], field, LG_FIRST_ROW, &rule);
  g_free(error);
}

static void form_word(const struct template_form *form, int kind, int field)
{
  GPtrArray *words = form_words(form, field_at(kind, field)->words);
  lg_entry_rule rule = {.kind = LG_ENTRY_WORDS,
                        .words = (const char *const *)(void *)words->pdata,
                        .error = lg_tr(form->lang, "Choose a word of the list.")};
  lg_sheet_entry(form->tables[kind], field, LG_FIRST_ROW, &rule);
  g_ptr_array_unref(words);
}

static void form_rule(const struct template_form *form, int kind, int field)
{
  lg_fill fill = lg_template_column_of((lg_table_kind)kind, field)->fill;
  switch (fill) {
    case LG_FILL_TEXT:
      break;
    case LG_FILL_WORDS:
      form_word(form, kind, field);
      break;
    case LG_FILL_SUBJECT:
      form_list(form, kind, field, form->lists, 0);
      break;
    case LG_FILL_RANK:
      form_list(form, kind, field, form->lists, 1);
      break;
    case LG_FILL_SCHOOL:
      form_list(form, kind, field, form->tables[LG_TABLE_SCHOOLS], LG_S_NAME);
      break;
    case LG_FILL_TEACHER:
      form_list(form, kind, field, form->tables[LG_TABLE_TEACHERS], LG_T_ID);
      break;
    case LG_FILL_WHOLE:
    case LG_FILL_DECIMAL:
      form_number(form, kind, field, fill == LG_FILL_WHOLE);
      break;
  }
  bool number = fill == LG_FILL_WHOLE || fill == LG_FILL_DECIMAL;
  lg_sheet_column(form->tables[kind], field, LG_COLUMN_WIDTH,
                  number ? LG_STYLE_NOTE : LG_STYLE_ENTRY);
}

static void form_table(const struct template_form *form, int kind)
{
  const lg_shape *shape = lg_shape_of((lg_table_kind)kind);
  lg_sheet *sheet = form->tables[kind];
  const char *heads[LG_MOST_FIELDS]; /* no table has more columns */
  int count = 0;
  for (; count < shape->field_count && !shape->fields[count].extra; count++)
    heads[count] = form_heading(form, kind, count);
  lg_sheet_heads(sheet, LG_HEAD_ROW, heads, count);
  for (int f = 0; f < count; f++) {
    char *hint = form_hint(form, kind, f);
    const char *note = lg_template_column_of((lg_table_kind)kind, f)->note;
    lg_sheet_comment(sheet, LG_HEAD_ROW, f, lg_tr(form->lang, note));
    lg_sheet_text(sheet, LG_HINT_ROW, f, hint, LG_STYLE_HINT);
    form_rule(form, kind, f);
    g_free(hint);
  }
  lg_sheet_freeze(sheet, LG_HEAD_ROW, LG_FIRST_ROW, kind == LG_TABLE_TEACHERS ? 2 : 0);
}

/* How to fill in, then every column of every sheet. */
static void form_notes(const struct template_form *form)
{
  static const char *const lines[] = {
      N_("Fill in the sheets from the third row on. The second row says what is asked for; it is "
         "not read and may be deleted."),
      N_("Optional columns may stay empty or be deleted. Columns of your own may be added; those "
         "that "
         "the plan's copy_columns names come into the rosters."),
      N_("Teachers and schools are needed; the other sheets may stay without rows."),
      N_("Lists: subjects and ranks may be added on the last sheet; schools and teachers are those "
         "of their sheets."),
  };
  static const char *const of_plan = N_(
      "The sheets in front are the plan: an empty value is the default, and the notes beside say "
      "what each means. Rows may be added, deleted and moved.");
  g_autofree char *last = g_strdup_printf(
      lg_tr(form->lang, form->sheets ? N_("Then save and run: lungang check %s")
                                     : N_("Then save, adapt %1$s and run: lungang check %1$s")),
      form->plan);
  static const char *const english[] = {N_("Sheet"), N_("Column"), N_("Filled in"),
                                        N_("What stands here")};
  int row = 0;
  lg_sheet_text(form->notes, row++, 0, lg_tr(form->lang, "How to fill in these tables"),
                LG_STYLE_TITLE);
  for (size_t k = 0; k < G_N_ELEMENTS(lines); k++)
    lg_sheet_text(form->notes, row++, 0, lg_tr(form->lang, lines[k]), LG_STYLE_NOTE);
  if (form->sheets) lg_sheet_text(form->notes, row++, 0, lg_tr(form->lang, of_plan), LG_STYLE_NOTE);
  lg_sheet_text(form->notes, row++, 0, last, LG_STYLE_NOTE);
  const char *heads[G_N_ELEMENTS(english)];
  for (size_t k = 0; k < G_N_ELEMENTS(english); k++) heads[k] = lg_tr(form->lang, english[k]);
  lg_sheet_heads(form->notes, ++row, heads, G_N_ELEMENTS(heads));
  lg_sheet_column(form->notes, G_N_ELEMENTS(heads) - 1, LG_NOTE_WIDTH, LG_STYLE_NOTE);
  lg_sheet_freeze(form->notes, row, row + 1, 0);
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++) {
    const lg_shape *shape = lg_shape_of((lg_table_kind)kind);
    for (int f = 0; is_table(kind) && f < shape->field_count; f++) {
      if (shape->fields[f].extra) continue;
      char *hint = form_hint(form, kind, f);
      const char *note = lg_template_column_of((lg_table_kind)kind, f)->note;
      const char *cells[] = {lg_sheet_name(form->tables[kind]), form_heading(form, kind, f), hint,
                             lg_tr(form->lang, note)};
      row++;
      for (int c = 0; c < (int)G_N_ELEMENTS(cells); c++) /* the last one is as long as it likes */
        lg_sheet_text(form->notes, row, c, cells[c],
                      c + 1 < (int)G_N_ELEMENTS(cells) ? LG_STYLE_TEXT : LG_STYLE_NOTE);
      g_free(hint);
    }
  }
}

static void form_lists(const struct template_form *form)
{
  const char *heads[] = {lg_tr(form->lang, "Subjects"), lg_tr(form->lang, "Ranks")};
  lg_sheet_heads(form->lists, 0, heads, G_N_ELEMENTS(heads));
  for (int k = 0; k < (int)G_N_ELEMENTS(template_subjects); k++)
    lg_sheet_text(form->lists, k + 1, 0, lg_tr(form->lang, template_subjects[k]), LG_STYLE_TEXT);
  for (int k = 0; lg_template_rank(k, form->lang); k++)
    lg_sheet_text(form->lists, k + 1, 1, lg_template_rank(k, form->lang), LG_STYLE_TEXT);
  lg_sheet_freeze(form->lists, 0, 1, 0);
}

bool lg_write_template_book(const char *folder, const char *name, const lg_plan_book *plan,
                            const lg_lang *lang, char **error)
{
  char *path = g_build_filename(folder, name, NULL);
  lg_book *book = lg_book_new(path, lg_tr(lang, "Teacher rotation"), (lg_date){2025, 9, 1}, lang);
  struct template_form form = {.lang = lang,
                               .plan = plan ? name : "plan.json",
                               .sheets = plan != NULL,
                               .notes = lg_book_sheet(book, lg_tr(lang, "Instructions"))};
  for (guint k = 0; plan && k < plan->sheets->len; k++)
    lg_book_add_sheet(book, g_ptr_array_index(plan->sheets, k), lang);
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++)
    if (is_table(kind))
      form.tables[kind] = lg_book_sheet(book, lg_template_sheet((lg_table_kind)kind, lang));
  form.lists = lg_book_sheet(book, lg_tr(lang, "Lists"));
  form_notes(&form);
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++)
    if (is_table(kind)) form_table(&form, kind);
  form_lists(&form);
  int number = lg_book_close(book);
  if (number != 0) *error = lg_write_error(lang, name, number);
  g_free(path);
  return number == 0;
}
