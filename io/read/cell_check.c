#include "cell_check.h"

#include <string.h>

#include "fold.h"
#include "io/words/shapes.h"
#include "table_columns.h"

lg_column_use lg_column_use_of_field(lg_table_kind kind, int field)
{
  static const struct {
    lg_table_kind kind;
    int field;
    lg_column_use use;
  } others[] = {{LG_TABLE_TEACHERS, LG_T_NAME, LG_COLUMN_NAME},
                {LG_TABLE_TEACHERS, LG_T_EXEMPT, LG_COLUMN_FREE},
                {LG_TABLE_SCHOOLS, LG_S_NAME, LG_COLUMN_NAME},
                {LG_TABLE_LOCKS, LG_L_REASON, LG_COLUMN_FREE},
                {LG_TABLE_LOCKS, LG_L_BY, LG_COLUMN_FREE},
                {LG_TABLE_ROSTER, LG_RO_NAME, LG_COLUMN_NAME},
                {LG_TABLE_ROSTER, LG_RO_REASON, LG_COLUMN_FREE}};
  for (size_t k = 0; k < G_N_ELEMENTS(others); k++)
    if (others[k].kind == kind && others[k].field == field) return others[k].use;
  return LG_COLUMN_WORD;
}

/* ---- characters ---- */

bool lg_bytes_are_plain(const char *text, size_t length)
{
  /* a bit a byte: 00-20, 7F, C2, E2, E3, EE-FF */
  static const guint64 odd[4] = {0x1FFFFFFFF, G_GUINT64_CONSTANT(1) << 63, 0,
                                 G_GUINT64_CONSTANT(0xFFFFC00C00000004)};
  guint64 found = 0;
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = (unsigned char)text[i];
    found |= odd[byte >> 6] >> (byte & 63);
  }
  return !(found & 1);
}

static bool is_direction_or_tag(gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         (c >= 0xE0000 && c <= 0xE007F);
}

gunichar lg_forbidden_character(const char *text, size_t length, lg_message *message)
{
  const unsigned char *p = (const unsigned char *)text, *end = p + length;
  *message = LG_MSG_CELL_CONTROL;
  for (; p < end; p++) {
    if (*p >= 0x20 && *p < 0x7F) continue;
    if (*p < 0x80) {
      if (*p == '\t' || *p == '\n' || *p == '\r') continue;
      return *p;
    }
    /* only these can begin U+0080-9F, U+2000-2FFF, U+FDD0-FDEF, U+xxFFFE and U+xxFFFF */
    if (*p != 0xC2 && *p != 0xE2 && *p != 0xEF && *p < 0xF0) continue;
    gunichar c = g_utf8_get_char((const char *)p);
    if (c < 0xA0 || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE) return c;
    if (!is_direction_or_tag(c)) continue;
    *message = LG_MSG_CELL_DIRECTION;
    return c;
  }
  return 0;
}

gunichar lg_direction_character(const char *text, size_t length)
{
  for (const char *p = text; p < text + length; p++) {
    if (*p != '\xE2' && *p != '\xF3') continue;
    gunichar c = g_utf8_get_char(p);
    if (is_direction_or_tag(c)) return c;
  }
  return 0;
}

/* ---- what is said once a column ---- */

struct column_note {
  int column, count, first_row;
  lg_message message;
  char *given, *read_as;
};

struct lg_column_notes {
  GHashTable *by_place; /* column and message -> its place in the list + 1 */
  GArray *list;         /* struct column_note */
};

static void note_clear(void *element)
{
  struct column_note *note = element;
  g_free(note->given);
  g_free(note->read_as);
}

lg_column_notes *lg_column_notes_new(void)
{
  lg_column_notes *notes = g_new(lg_column_notes, 1);
  notes->by_place = g_hash_table_new(NULL, NULL);
  notes->list = g_array_new(FALSE, FALSE, sizeof(struct column_note));
  g_array_set_clear_func(notes->list, note_clear);
  return notes;
}

void lg_column_notes_free(lg_column_notes *notes)
{
  if (!notes) return;
  g_hash_table_destroy(notes->by_place);
  g_array_free(notes->list, TRUE);
  g_free(notes);
}

void lg_column_notes_add(lg_column_notes *notes, int column, lg_message message, int row,
                         const char *given, const char *read_as)
{
  gpointer place = GINT_TO_POINTER(column * LG_MSG_COUNT + (int)message);
  guint known = GPOINTER_TO_UINT(g_hash_table_lookup(notes->by_place, place));
  if (known) {
    g_array_index(notes->list, struct column_note, known - 1).count++;
    return;
  }
  struct column_note note = {column, 1, row, message, g_strdup(given), g_strdup(read_as)};
  g_array_append_val(notes->list, note);
  g_hash_table_insert(notes->by_place, place, GUINT_TO_POINTER(notes->list->len));
}

void lg_column_notes_characters(lg_column_notes *notes, int column, lg_column_use use, int row,
                                const char *text)
{
  if (use != LG_COLUMN_NAME && use != LG_COLUMN_WORD) return;
  bool unseen = false;
  for (const char *p = text; *p; p++) {
    if (!strchr("\xC2\xE2\xEF\xF0\xF3", *p)) continue; /* with these begins what is looked for */
    gunichar c = g_utf8_get_char(p), meant = lg_meant_character(c);
    unseen |= lg_is_unseen(c);
    if (meant == c) continue;
    g_autofree char *given = g_strdup_printf("%.*s", (int)(g_utf8_next_char(p) - p), p);
    g_autofree char *code = g_strdup_printf("%s (U+%04X)", given, (unsigned)c);
    char character[8] = "";
    character[g_unichar_to_utf8(meant, character)] = '\0';
    lg_column_notes_add(notes, column, LG_MSG_CELLS_FORMS, row, code, character);
    break;
  }
  if (!unseen || use == LG_COLUMN_NAME) return; /* names are shown as they are written */
  g_autofree char *folded = lg_fold(text);
  lg_column_notes_add(notes, column, LG_MSG_CELLS_UNSEEN, row, text, folded);
}

static int note_order(const void *a, const void *b)
{
  const struct column_note *x = a, *y = b;
  return x->column != y->column ? x->column - y->column : (int)x->message - (int)y->message;
}

void lg_column_notes_tell(const lg_column_notes *notes, lg_report *report, const lg_table *table)
{
  const char *file = table->file;
  g_array_sort(notes->list, note_order);
  for (guint k = 0; k < notes->list->len; k++) {
    const struct column_note *note = &g_array_index(notes->list, struct column_note, k);
    g_autofree char *name = lg_columns_name(table, note->column);
    g_autofree char *count = g_strdup_printf("%d", note->count);
    if (note->given)
      lg_report_add(report, note->message, file, note->first_row, name, note->given, note->read_as,
                    count, NULL);
    else
      lg_report_add(report, note->message, file, note->first_row, name, count, NULL);
  }
}
