#include "published.h"

#include "io/words/output_text.h"
#include "lists.h"

/* What the files show of a teacher, over all of them: whoever has one file has the others, and the code
 * joins them. Left out are codes, running numbers, and reasons that name the codes of others. */
static const struct {
  const char *list, *keys;
} shown[] = {{"placements",
              "teacher_id gender subject stage rank title from_id to_id route "
              "distance_before_km distance_after_km wish_rank reason"},
             {"movers", "teacher_id born term"},
             {"figures",
              "teacher_id age years rank_counted rotated eligible why_not open_places wishes "
              "wish_rank wish_points commute_hm"},
             {"wishes", "teacher_id wishes"},
             {"locks", "teacher_id lock school reason by"},
             {"changes", "teacher_id was_id rule"}};

/* The cells of the list behind what stands of their teachers already. */
static void append_list(const lg_view *view, GHashTable *index_of, GString *const *texts)
{
  lg_list_cell *cells = lg_view_cells_new(view);
  for (int row = 0; row < view->row_count; row++) {
    lg_view_fill(view, row, cells);
    gpointer index = g_hash_table_lookup(index_of, cells[view->picked[0]].text);
    GString *text = texts[GPOINTER_TO_INT(index) - 1];
    for (int k = 1; k < view->picked_count; k++) {
      const lg_list_cell *cell = &cells[view->picked[k]];
      if (cell->given && lg_kind_is_number(view->columns[view->picked[k]].kind))
        g_string_append_printf(text, "%" G_GINT64_FORMAT, cell->number);
      else if (cell->given)
        g_string_append_printf(text, "%s%" G_GINT64_FORMAT, cell->text ? cell->text : "",
                               cell->number);
      g_string_append_c(text, '\t');
    }
    g_string_append_c(text, '\n');
  }
  lg_view_cells_free(view, cells);
}

/* Teachers, and behind them those who left since, where changes list them. */
static int shown_count(const lg_output *out)
{
  const lg_district *district = out->input->district;
  return district->teacher_count + (out->changes ? district->departed_count : 0);
}

/* [shown_count] what is shown of each. */
static GString **texts_new(const lg_output *out)
{
  const lg_district *district = out->input->district;
  int count = shown_count(out), teachers = district->teacher_count;
  GString **texts = g_new(GString *, (size_t)count + 1);
  GHashTable *index_of = g_hash_table_new(g_str_hash, g_str_equal);
  for (int i = 0; i < count; i++) {
    const char *id = i < teachers ? district->teachers[i].id : district->departed[i - teachers].id;
    texts[i] = g_string_new(NULL);
    g_hash_table_insert(index_of, (gpointer)id, GINT_TO_POINTER(i + 1));
  }
  for (size_t k = 0; k < G_N_ELEMENTS(shown); k++) {
    lg_view *view = lg_list(out, shown[k].list, shown[k].keys);
    append_list(view, index_of, texts);
    lg_view_free(view);
  }
  g_hash_table_unref(index_of);
  return texts;
}

lg_published lg_published_count(const lg_output *out)
{
  int count = shown_count(out), teachers = out->input->district->teacher_count;
  lg_published found = {.rows = count};
  GString **texts = texts_new(out);
  GHashTable *alike = g_hash_table_new(g_str_hash, g_str_equal);
  for (int i = 0; i < count; i++) {
    int others = GPOINTER_TO_INT(g_hash_table_lookup(alike, texts[i]->str));
    g_hash_table_insert(alike, texts[i]->str, GINT_TO_POINTER(others + 1));
  }
  for (int i = 0; i < count; i++) {
    int group = GPOINTER_TO_INT(g_hash_table_lookup(alike, texts[i]->str));
    bool moves = i < teachers && lg_output_moves(out, i);
    found.unique += group == 1;
    found.movers += moves;
    found.unique_movers += moves && group == 1;
    if (i == 0 || group < found.smallest_group) found.smallest_group = group;
  }
  g_hash_table_unref(alike);
  for (int i = 0; i < count; i++) g_string_free(texts[i], TRUE);
  g_free(texts);
  return found;
}
