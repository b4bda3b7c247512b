#include "tables.h"

#include <string.h>

#include "io/words/shapes.h"
#include "table_pieces.h"
#include "tables_reader.h"

static void word_set_init(lg_word_set *set)
{
  set->code_of = g_hash_table_new(g_str_hash, g_str_equal);
  set->texts = g_ptr_array_new();
  set->seen_at = g_array_new(FALSE, FALSE, sizeof(int));
}

static void word_set_clear(lg_word_set *set)
{
  g_hash_table_destroy(set->code_of);
  g_ptr_array_free(set->texts, TRUE);
  g_array_free(set->seen_at, TRUE);
}

static int text_order(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Puts the words into the district in byte order.
 *   returns  [count + 1] the final code of each code given so far; free with g_free */
static int *word_set_settle(lg_word_set *set, lg_words *words)
{
  int count = (int)set->texts->len;
  words->text = g_new(const char *, count + 1);
  words->count = count;
  for (int k = 0; k < count; k++) words->text[k] = g_ptr_array_index(set->texts, k);
  qsort(words->text, (size_t)count, sizeof *words->text, text_order);
  int *final = g_new(int, count + 1);
  for (int k = 0; k < count; k++)
    final[GPOINTER_TO_INT(g_hash_table_lookup(set->code_of, words->text[k])) - 1] = k;
  return final;
}

static int code_final(const int *final, int code)
{
  return code < 0 ? code : final[code];
}

static void codes_settle(const lg_tables *tables, const int *ranks, const int *tags)
{
  lg_district *district = tables->district;
  int *codes = (int *)(void *)district->codes->data;
  for (int i = 0; i < district->teacher_count; i++) {
    lg_teacher *teacher = &district->teachers[i];
    int *rank = codes + tables->rank_at[i], *tag = codes + tables->tag_at[i];
    for (int k = 0; k < teacher->rank_count; k++) rank[k] = ranks[rank[k]];
    for (int k = 0; k < teacher->tag_count; k++) tag[k] = tags[tag[k]];
    teacher->ranks = teacher->rank_count > 0 ? rank : NULL;
    teacher->tags = teacher->tag_count > 0 ? tag : NULL;
  }
}

/* Codes in byte order, so that they do not tell in which order the rows stood. */
static void tables_settle_words(lg_tables *tables)
{
  lg_district *district = tables->district;
  g_autofree int *subjects = word_set_settle(&tables->subjects, &district->subjects);
  g_autofree int *groups = word_set_settle(&tables->groups, &district->groups);
  g_autofree int *ranks = word_set_settle(&tables->ranks, &district->ranks);
  district->is_backbone_rank = g_new0(bool, district->ranks.count + 1);
  for (int r = 0; r < district->ranks.count; r++)
    district->is_backbone_rank[r] = lg_plan_is_backbone(tables->head, district->ranks.text[r]);
  g_autofree int *titles = word_set_settle(&tables->titles, &district->titles);
  g_autofree int *tags = word_set_settle(&tables->tags, &district->tags);
  for (int j = 0; j < district->school_count; j++)
    district->schools[j].group = code_final(groups, district->schools[j].group);
  for (int i = 0; i < district->teacher_count; i++) {
    lg_teacher *teacher = &district->teachers[i];
    teacher->subject = code_final(subjects, teacher->subject);
    teacher->title = code_final(titles, teacher->title);
  }
  for (int k = 0; k < district->demand_count; k++)
    district->demands[k].subject = code_final(subjects, district->demands[k].subject);
  for (int k = 0; k < district->flexible_demand_count; k++)
    district->flexible_demands[k].subject =
        code_final(subjects, district->flexible_demands[k].subject);
  codes_settle(tables, ranks, tags);
}

static int demand_order(const void *a, const void *b)
{
  const lg_demand *x = a, *y = b;
  if (x->school != y->school) return x->school - y->school;
  if (x->stage != y->stage) return (int)x->stage - (int)y->stage;
  return x->subject - y->subject;
}

static void files_note(GArray *files, const lg_table *table)
{
  for (guint k = 0; table->pieces && k < table->pieces->len; k++)
    files_note(files, g_ptr_array_index(table->pieces, k));
  if (table->pieces) return;
  lg_input_file file = {.file = g_strdup(table->file),
                        .rows = table->row_count,
                        .encoding = table->encoding,
                        .delimiter = table->delimiter,
                        .sheet = g_strdup(table->sheet)};
  memcpy(file.sha256, table->sha256, sizeof file.sha256);
  g_array_append_val(files, file);
}

/* Optional tables may be empty. Where rows were left out for a defect, that has been said. */
static void table_check_rows(lg_tables *tables, int kind, int defects_before)
{
  const lg_table *table = tables->table[kind];
  bool needed = kind == LG_TABLE_TEACHERS || kind == LG_TABLE_SCHOOLS;
  if (needed && table->row_count == 0 && lg_report_defects(tables->report) == defects_before)
    lg_report_add(tables->report, LG_MSG_NO_ROWS, table->file, 0, "", NULL);
}

/* The cell of a finding in a table of the plan's own workbook, under the name of whom it is about. */
static bool find_cell(const void *user, int row, const char *column, lg_report_place *place)
{
  static const int who[LG_TABLE_COUNT] = {
      [LG_TABLE_TEACHERS] = LG_T_NAME, [LG_TABLE_SCHOOLS] = LG_S_NAME,
      [LG_TABLE_DEMAND] = LG_D_SCHOOL, [LG_TABLE_WISHES] = LG_W_TEACHER,
      [LG_TABLE_LOCKS] = LG_L_TEACHER, [LG_TABLE_DISTANCES] = LG_DIST_FROM,
      [LG_TABLE_PAIRS] = LG_P_A,       [LG_TABLE_FLEXIBLE] = LG_D_SCHOOL,
      [LG_TABLE_ROSTER] = LG_RO_NAME};
  const lg_table *table = user;
  int at = 0, low = 0, high = table->row_count;
  while (at < table->column_count && strcmp(table->heading[at], column) != 0) at++;
  if (at == table->column_count) return false;
  while (low < high) {
    int middle = low + (high - low) / 2;
    if (table->row_number[middle] < row)
      low = middle + 1;
    else
      high = middle;
  }
  bool record = low < table->row_count && table->row_number[low] == row;
  const char *name = record ? lg_table_cell(table, low, who[table->kind]) : "";
  *place = (lg_report_place){
      .sheet = table->sheet, .label = *name ? name : table->heading[at], .row = row, .column = at};
  return true;
}

/* Findings in the plan's own workbook are told by sheet, row and column letter, as the office sees
 * them; others by file, row and heading. */
static void table_place(const lg_plan_head *head, const lg_table *table, lg_report *report)
{
  for (guint k = 0; table->pieces && k < table->pieces->len; k++)
    table_place(head, g_ptr_array_index(table->pieces, k), report);
  if (table->pieces) {
    lg_report_places(report, table->file, lg_table_piece_find, table);
    return;
  }
  g_autofree char *book = g_path_get_basename(head->file);
  g_autofree char *start = g_strconcat(book, "#", NULL);
  if (head->places && table->sheet && g_str_has_prefix(table->file, start))
    lg_report_places(report, table->file, find_cell, table);
}

static void tables_open(lg_tables *tables, const lg_plan_head *head, lg_report *report,
                        GArray *files)
{
  tables->head = head;
  tables->report = report;
  tables->district = lg_district_new();
  tables->scratch = g_string_chunk_new(16 * 1024);
  for (int form = 0; form < LG_FORM_COUNT; form++)
    tables->made[form] = g_hash_table_new(NULL, NULL);
  tables->kept = g_hash_table_new(NULL, NULL);
  tables->teacher_of = g_hash_table_new(g_str_hash, g_str_equal);
  lg_word_set *sets[] = {&tables->subjects, &tables->groups, &tables->ranks, &tables->titles,
                         &tables->tags};
  for (size_t k = 0; k < G_N_ELEMENTS(sets); k++) word_set_init(sets[k]);
  tables->notes = lg_notes_new();
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++) {
    if (!head->table[kind]) continue;
    int defects = lg_report_defects(report);
    tables->table[kind] = lg_table_read(
        head->outside[kind] ? "." : head->folder, head->table[kind], (lg_table_kind)kind,
        head->outside[kind] ? NULL : &head->naming[kind], head->coding.key, report);
    if (!tables->table[kind]) continue;
    files_note(files, tables->table[kind]);
    table_place(head, tables->table[kind], report);
    table_check_rows(tables, kind, defects);
  }
  tables->district->has_flexible_demand = head->table[LG_TABLE_FLEXIBLE] != NULL;
  tables->district->has_services = head->table[LG_TABLE_SERVICE] != NULL;
}

static void tables_close(lg_tables *tables)
{
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++) {
    const lg_table *table = tables->table[kind];
    if (!table) continue;
    lg_report_places(tables->report, table->file, NULL, NULL);
    for (guint k = 0; table->pieces && k < table->pieces->len; k++) {
      const lg_table *piece = g_ptr_array_index(table->pieces, k);
      lg_report_places(tables->report, piece->file, NULL, NULL);
    }
    lg_table_free(tables->table[kind]);
  }
  g_hash_table_destroy(tables->teacher_of);
  lg_teacher_names_clear(&tables->names);
  lg_school_names_free(tables->schools);
  word_set_clear(&tables->subjects);
  word_set_clear(&tables->groups);
  word_set_clear(&tables->ranks);
  word_set_clear(&tables->titles);
  word_set_clear(&tables->tags);
  g_array_free(tables->notes, TRUE);
  g_string_chunk_free(tables->scratch);
  for (int form = 0; form < LG_FORM_COUNT; form++) g_hash_table_destroy(tables->made[form]);
  g_hash_table_destroy(tables->kept);
  g_free(tables->rank_at);
  g_free(tables->tag_at);
  g_free(tables->stage_known);
  g_free(tables->denied_at);
  if (tables->dropped_ids) g_hash_table_destroy(tables->dropped_ids);
  if (tables->dropped_names) g_hash_table_destroy(tables->dropped_names);
}

/* A scenario may leave out the last one. */
static void tables_edit_all(lg_tables *tables, lg_table_kind kind)
{
  int defects = lg_report_defects(tables->report);
  bool had_rows = tables->table[kind] && tables->table[kind]->row_count > 0;
  lg_tables_edit(tables, kind);
  if (had_rows) table_check_rows(tables, kind, defects);
}

lg_district *lg_tables_read(const lg_plan_head *head, lg_report *report, GArray *files)
{
  return lg_tables_read_edited(head, NULL, NULL, report, files);
}

lg_district *lg_tables_read_edited(const lg_plan_head *head, const lg_edits *edits,
                                   const lg_district *base, lg_report *report, GArray *files)
{
  int defects = lg_report_defects(report);
  lg_tables tables = {.edits = edits, .base = base};
  tables_open(&tables, head, report, files);
  lg_district *district = tables.district;
  tables_edit_all(&tables, LG_TABLE_SCHOOLS);
  lg_tables_read_schools(&tables);
  tables.schools = lg_school_names_new(district);
  tables_edit_all(&tables, LG_TABLE_TEACHERS);
  lg_tables_read_teachers(&tables);
  lg_tables_encode(&tables);
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++)
    if (kind != LG_TABLE_SCHOOLS && kind != LG_TABLE_TEACHERS)
      lg_tables_edit(&tables, (lg_table_kind)kind);
  district->has_wishes = tables.table[LG_TABLE_WISHES] || head->table[LG_TABLE_WISHES];
  lg_tables_read_demand(&tables);
  tables_settle_words(&tables);
  if (district->demand_count > 0)
    qsort(district->demands, (size_t)district->demand_count, sizeof *district->demands,
          demand_order);
  if (district->flexible_demand_count > 0)
    qsort(district->flexible_demands, (size_t)district->flexible_demand_count,
          sizeof *district->flexible_demands, demand_order);
  lg_tables_read_wishes(&tables);
  lg_tables_read_locks(&tables);
  lg_tables_read_distances(&tables);
  lg_tables_read_pairs(&tables);
  lg_tables_read_service(&tables);
  lg_tables_read_baseline(&tables);
  lg_tables_tell_notes(&tables);
  lg_tables_withhold(&tables);
  bool known = tables.schools_known && !tables.table[LG_TABLE_SCHOOLS]->lost;
  district->partial = !tables.table[LG_TABLE_TEACHERS] || lg_report_defects(report) != defects;
  tables_close(&tables);
  if (known || !district->partial) return district;
  lg_district_free(district);
  return NULL;
}
