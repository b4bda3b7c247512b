/* district.c - memory of a district, looking up ids and words, and the code words of tables. */
#include "district.h"

#include <string.h>

const char lg_withheld[] = "*";

lg_district *lg_district_new(void)
{
  lg_district *district = g_new0(lg_district, 1);
  district->texts = g_string_chunk_new(64 * 1024);
  district->codes = g_array_new(FALSE, FALSE, sizeof(int));
  return district;
}

static void words_clear(lg_words *words)
{
  g_free(words->text);
}

void lg_district_free(lg_district *district)
{
  if (!district) return;
  for (int i = 0; i < district->teacher_count; i++) g_free(district->teachers[i].copied);
  g_free(district->teachers);
  for (int j = 0; j < district->school_count; j++) g_strfreev(district->schools[j].also);
  g_free(district->schools);
  words_clear(&district->subjects);
  words_clear(&district->groups);
  words_clear(&district->ranks);
  g_free(district->is_backbone_rank);
  words_clear(&district->titles);
  words_clear(&district->tags);
  g_free(district->wishes);
  g_free(district->locks);
  g_free(district->distances);
  g_free(district->pairs);
  g_free(district->demands);
  g_free(district->flexible_demands);
  g_free(district->baseline);
  g_free(district->departed);
  g_free(district->services);
  g_free(district->standing);
  g_free(district->copied_names);
  if (district->alias_of) g_hash_table_unref(district->alias_of);
  g_array_free(district->codes, TRUE);
  g_string_chunk_free(district->texts);
  g_free(district);
}

int lg_district_teacher(const lg_district *district, const char *id)
{
  int lo = 0, hi = district->teacher_count - 1;
  while (lo <= hi) {
    int middle = lo + (hi - lo) / 2;
    int order = strcmp(id, district->teachers[middle].id);
    if (order == 0) return middle;
    if (order < 0)
      hi = middle - 1;
    else
      lo = middle + 1;
  }
  return district->alias_of ? GPOINTER_TO_INT(g_hash_table_lookup(district->alias_of, id)) - 1
                            : LG_MISSING;
}

const char *lg_teacher_own_id(const lg_teacher *teacher)
{
  return teacher->own_id ? teacher->own_id : teacher->id;
}

int lg_district_school(const lg_district *district, const char *id)
{
  int lo = 0, hi = district->school_count - 1;
  while (lo <= hi) {
    int middle = lo + (hi - lo) / 2;
    int order = strcmp(id, district->schools[middle].id);
    if (order == 0) return middle;
    if (order < 0)
      hi = middle - 1;
    else
      lo = middle + 1;
  }
  return LG_MISSING;
}

int lg_demand_find(const lg_demand *rows, int count, int school, int stage, int subject)
{
  int low = 0, high = count;
  while (low < high) {
    int middle = low + (high - low) / 2;
    const lg_demand *row = &rows[middle];
    int order = row->school != school      ? row->school - school
                : (int)row->stage != stage ? (int)row->stage - stage
                                           : row->subject - subject;
    if (order == 0) return middle;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return LG_MISSING;
}

int lg_words_find(const lg_words *words, const char *text)
{
  int lo = 0, hi = words->count - 1;
  while (lo <= hi) {
    int middle = lo + (hi - lo) / 2;
    int order = strcmp(text, words->text[middle]);
    if (order == 0) return middle;
    if (order < 0)
      hi = middle - 1;
    else
      lo = middle + 1;
  }
  return LG_MISSING;
}

const char *lg_stage_word(int stage)
{
  static const char *const words[] = {"primary", "junior", "both"};
  return words[stage];
}

const char *lg_tier_word(lg_tier tier)
{
  static const char *const words[] = {"strong", "ordinary", "weak"};
  return words[tier];
}

const char *lg_gender_word(lg_gender gender)
{
  return gender == LG_MALE ? "M" : gender == LG_FEMALE ? "F" : "";
}

const char *lg_pair_word(lg_pair_rule rule)
{
  static const char *const words[] = {"same_school", "same_group", "not_both_move"};
  return words[rule];
}

const char *lg_lock_word(lg_lock_kind kind)
{
  return kind == LG_LOCK_MUST ? "must" : "forbid";
}
