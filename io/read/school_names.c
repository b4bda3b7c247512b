#include "school_names.h"

#include <string.h>

#include "cell_text.h"
#include "fold.h"
#include "table.h"

struct lg_school_names {
  const lg_district *district;
  GHashTable *school, *namesake; /* name -> index + 1: the first school, and a second one */
  GPtrArray *known;              /* ids and names for advice, made when first needed; borrowed */
  GStringChunk *texts;
};

static void names_add(lg_school_names *names, const char *name, int school)
{
  int first = GPOINTER_TO_INT(g_hash_table_lookup(names->school, name)) - 1;
  if (!*name || first == school) return;
  g_hash_table_insert(first < 0 ? names->school : names->namesake,
                      g_string_chunk_insert(names->texts, name), GINT_TO_POINTER(school + 1));
}

lg_school_names *lg_school_names_new(const lg_district *district)
{
  lg_school_names *names = g_new0(lg_school_names, 1);
  names->district = district;
  names->school = g_hash_table_new(g_str_hash, g_str_equal);
  names->namesake = g_hash_table_new(g_str_hash, g_str_equal);
  names->texts = g_string_chunk_new(4096);
  for (int j = 0; j < district->school_count; j++) {
    const lg_school *school = &district->schools[j];
    g_autofree char *name = lg_squeeze(school->name);
    names_add(names, name, j);
    for (char **also = school->also; also && *also; also++) names_add(names, *also, j);
  }
  return names;
}

void lg_school_names_free(lg_school_names *names)
{
  if (!names) return;
  g_hash_table_destroy(names->school);
  g_hash_table_destroy(names->namesake);
  if (names->known) g_ptr_array_free(names->known, TRUE);
  g_string_chunk_free(names->texts);
  g_free(names);
}

int lg_school_names_find(const lg_school_names *names, const char *id, const char *name,
                         int *namesake)
{
  *namesake = LG_MISSING;
  int school = lg_district_school(names->district, id);
  if (school != LG_MISSING) return school;
  *namesake = GPOINTER_TO_INT(g_hash_table_lookup(names->namesake, name)) - 1;
  return GPOINTER_TO_INT(g_hash_table_lookup(names->school, name)) - 1;
}

int lg_school_names_called(const lg_school_names *names, const char *text, int *namesake)
{
  g_autofree char *id = lg_fold_id(text), *name = lg_squeeze(text);
  return lg_school_names_find(names, id, name, namesake);
}

/* ---- advice ---- */

/* Do the characters of `part`, two at least, stand in `all` in this order? */
static bool is_short_for(const char *part, const char *all)
{
  if (g_utf8_strlen(part, -1) < 2) return false;
  while (*part && *all) {
    if (g_utf8_get_char(part) == g_utf8_get_char(all)) part = g_utf8_next_char(part);
    all = g_utf8_next_char(all);
  }
  return !*part;
}

/* What `text` is written short for: the shortest. */
static const char *known_whole(const GPtrArray *known, const char *text)
{
  const char *whole = NULL;
  for (guint k = 0; k < known->len; k++) {
    const char *name = g_ptr_array_index(known, k);
    if (g_str_is_ascii(name)) continue; /* ids are not written short */
    if (is_short_for(text, name) && (!whole || strlen(name) < strlen(whole))) whole = name;
  }
  return whole;
}

const char *lg_school_names_nearest(lg_school_names *names, const char *text)
{
  const lg_district *district = names->district;
  GPtrArray *known = names->known;
  if (!known) {
    known = names->known = g_ptr_array_new();
    for (int j = 0; j < district->school_count; j++) {
      const lg_school *school = &district->schools[j];
      g_ptr_array_add(known, (gpointer)school->id);
      g_ptr_array_add(known, (gpointer)school->name);
      for (char **also = school->also; also && *also; also++)
        g_ptr_array_add(known, (gpointer)*also);
    }
  }
  const char *near = lg_nearest(text, (const char *const *)known->pdata, (int)known->len);
  const char *whole = near && !strstr(text, near) ? NULL : known_whole(known, text);
  return whole ? whole : near;
}
