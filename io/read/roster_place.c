#include "roster_place.h"

#include <string.h>

#include "cell_text.h"
#include "io/words/roster_mark.h"
#include "io/words/shapes.h"

bool lg_roster_name_decides(const lg_table *table)
{
  if (table->encoding != LG_ENC_XLSX || table->column_of[LG_RO_TO_SCHOOL] < 0) return false;
  bool named = table->sheet && g_str_has_suffix(table->file, table->sheet) &&
               table->file[strlen(table->file) - strlen(table->sheet) - 1] == '#';
  return named || (table->sheet && lg_is_movers_sheet(table->sheet));
}

static bool cell_is_filled(const lg_table *table, int row, int field)
{
  g_autofree char *text = lg_fold_id(lg_table_cell(table, row, field));
  return *text != '\0';
}

/* Is this what the school is called, even where another one has the same name? */
static bool school_is_called(const lg_school_names *names, const lg_district *district, int school,
                             const char *text)
{
  int namesake, found = lg_school_names_called(names, text, &namesake);
  if (found == school || namesake == school) return true;
  g_autofree char *bare = lg_fold_id(text);
  g_autofree char *name = lg_squeeze(bare), *own = lg_squeeze(district->schools[school].name);
  return strcmp(name, own) == 0;
}

/* The school of the code's cell, where it is beyond doubt. */
static int school_of_code(const lg_table *table, int row, const lg_school_names *names)
{
  int namesake;
  if (!cell_is_filled(table, row, LG_RO_TO_ID)) return LG_MISSING;
  int school = lg_school_names_called(names, lg_table_cell(table, row, LG_RO_TO_ID), &namesake);
  return namesake == LG_MISSING ? school : LG_MISSING;
}

lg_roster_place lg_roster_place_of(const lg_table *table, int row, const lg_school_names *names,
                                   const lg_district *district)
{
  bool decides = lg_roster_name_decides(table), code = cell_is_filled(table, row, LG_RO_TO_ID);
  bool name = cell_is_filled(table, row, LG_RO_TO_SCHOOL);
  int own = decides || table->column_of[LG_RO_TO_ID] < 0 ? LG_RO_TO_SCHOOL : LG_RO_TO_ID;
  lg_roster_place place = {own, LG_MISSING, decides ? !name : !name && !code};
  if (!decides) place.field = code || !name ? own : LG_RO_TO_SCHOOL;
  int by_code = code && name ? school_of_code(table, row, names) : LG_MISSING;
  if (by_code != LG_MISSING &&
      school_is_called(names, district, by_code, lg_table_cell(table, row, LG_RO_TO_SCHOOL)))
    place.school = by_code;
  return place;
}

lg_roster_beside lg_roster_beside_of(const lg_table *table, int row, const lg_school_names *names,
                                     const lg_district *district, lg_roster_place place, int school)
{
  int other = place.field == LG_RO_TO_ID ? LG_RO_TO_SCHOOL : LG_RO_TO_ID, namesake;
  const char *cell = lg_table_cell(table, row, other);
  if (!cell_is_filled(table, row, other) || school_is_called(names, district, school, cell))
    return LG_BESIDE_SAME;
  if (lg_roster_name_decides(table)) return LG_BESIDE_STALE;
  return lg_school_names_called(names, cell, &namesake) == LG_MISSING ? LG_BESIDE_WORDS
                                                                      : LG_BESIDE_TWO;
}
