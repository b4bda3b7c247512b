/* tables_codes.c - teachers under codes (`--anonymous`): while the tables are read, both the id and
 * the code name a teacher; afterwards what could tell who it is goes. */
#include <stdlib.h>
#include <string.h>

#include "io/words/codes.h"
#include "tables_reader.h"

static gint code_order(gconstpointer a, gconstpointer b, gpointer user)
{
  char *const *codes = user;
  return strcmp(codes[*(const int *)a], codes[*(const int *)b]);
}

/* In the order of codes: that of ids would tell more than nothing. */
static void teachers_reorder(lg_tables *in, char **codes)
{
  lg_district *district = in->district;
  int count = district->teacher_count;
  int *order = g_new(int, count + 1), *rank_at = g_new(int, count + 1);
  int *tag_at = g_new(int, count + 1), *denied_at = g_new(int, count + 1);
  bool *stage_known = g_new(bool, count + 1);
  lg_teacher *teachers = g_new0(lg_teacher, count + 1);
  for (int i = 0; i < count; i++) order[i] = i;
  g_qsort_with_data(order, count, sizeof *order, code_order, codes);
  for (int i = 0; i < count; i++) {
    teachers[i] = district->teachers[order[i]];
    teachers[i].id = teachers[i].code;
    rank_at[i] = in->rank_at[order[i]];
    tag_at[i] = in->tag_at[order[i]];
    stage_known[i] = in->stage_known[order[i]];
    denied_at[i] = in->denied_at[order[i]];
  }
  g_free(district->teachers);
  g_free(in->rank_at);
  g_free(in->tag_at);
  g_free(in->stage_known);
  g_free(in->denied_at);
  district->teachers = teachers;
  in->rank_at = rank_at;
  in->tag_at = tag_at;
  in->stage_known = stage_known;
  in->denied_at = denied_at;
  g_free(order);
}

void lg_tables_encode(lg_tables *tables)
{
  const lg_plan_head *head = tables->head;
  lg_district *district = tables->district;
  int count = district->teacher_count;
  if (!head->coding.key || count == 0) return;
  const char **ids = g_new(const char *, count + 1);
  for (int i = 0; i < count; i++) ids[i] = district->teachers[i].id;
  char **codes = lg_codes_of(head->coding.key, ids, count, LG_CODE_LETTERS);
  for (int i = 0; i < count; i++) {
    district->teachers[i].own_id = ids[i];
    district->teachers[i].code = g_string_chunk_insert(district->texts, codes[i]);
  }
  district->anonymous = !head->coding.reveal;
  district->coarse = district->anonymous && head->coding.coarse;
  if (district->anonymous) teachers_reorder(tables, codes);
  district->alias_of = g_hash_table_new(g_str_hash, g_str_equal);
  for (int i = 0; i < count; i++) {
    const lg_teacher *t = &district->teachers[i];
    gpointer value = GINT_TO_POINTER(i + 1);
    g_hash_table_insert(district->alias_of, (gpointer)t->code, value);
    g_hash_table_insert(district->alias_of, (gpointer)t->own_id, value);
    g_hash_table_insert(tables->teacher_of, (gpointer)t->code, value);
    g_hash_table_insert(tables->teacher_of, (gpointer)t->own_id, value);
  }
  g_strfreev(codes);
  g_free(ids);
}

static int departed_order(const void *a, const void *b)
{
  return strcmp(((const lg_departed *)a)->id, ((const lg_departed *)b)->id);
}

void lg_tables_withhold(lg_tables *tables)
{
  lg_district *district = tables->district;
  if (!district->anonymous) return;
  for (int i = 0; i < district->teacher_count; i++) {
    lg_teacher *t = &district->teachers[i];
    t->name = "";
    if (t->exempt) t->exempt = lg_withheld;
  }
  for (int k = 0; k < district->lock_count; k++) {
    lg_lock *lock = &district->locks[k];
    if (*lock->reason) lock->reason = lg_withheld;
    if (*lock->by) lock->by = lg_withheld;
  }
  for (int k = 0; k < district->departed_count; k++) {
    lg_departed *gone = &district->departed[k];
    gone->name = "";
    if (lg_is_code(gone->id)) continue; /* of a published roster */
    g_autofree char *code = lg_code_of(tables->head->coding.key, gone->id, LG_CODE_LETTERS);
    gone->id = g_string_chunk_insert(tables->district->texts, code);
  }
  if (district->departed_count > 0) /* their rows may have stood by ids */
    qsort(district->departed, (size_t)district->departed_count, sizeof *district->departed,
          departed_order);
  district->copied_count = 0;
}
