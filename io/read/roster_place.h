/* roster_place.h - which cell of a roster's row says where its teacher goes, after an office has
 * worked on it (DESK, the edited roster). Internal to io/read/. */
#ifndef LG_ROSTER_PLACE_H
#define LG_ROSTER_PLACE_H

#include "school_names.h"
#include "table.h"
#include "xlsx.h"

/* Does the column of receiving schools decide, and the code beside it follow: the movers' sheet of a
 * workbook, or a sheet that was named? In other tables the two have to agree. */
bool lg_roster_name_decides(const lg_table *table);

typedef struct {
  int field;  /* the cell that decides, LG_RO_TO_ID or LG_RO_TO_SCHOOL, to be looked up; */
  int school; /* where both cells name one school, this, and nothing is to be looked up */
  bool empty; /* no cell that may decide is filled; `field` is where one is missed */
} lg_roster_place;
lg_roster_place lg_roster_place_of(const lg_table *table, int row, const lg_school_names *names,
                                   const lg_district *district);

/* What the other cell says beside the school of the one that decides. */
typedef enum {
  LG_BESIDE_SAME,  /* the same, or nothing */
  LG_BESIDE_STALE, /* the code of another school, or of none: the name counts */
  LG_BESIDE_TWO,   /* another school, and nobody knows which is meant */
  LG_BESIDE_WORDS  /* what is no school's name today: the id counts */
} lg_roster_beside;
lg_roster_beside lg_roster_beside_of(const lg_table *table, int row, const lg_school_names *names,
                                     const lg_district *district, lg_roster_place place,
                                     int school);

/* What the other sheets of a workbook say, whose sheet `chosen` was read as `table`: stale ones are
 * noted where that sheet was edited; where it was not, and another one names another school for a
 * teacher, nobody can tell which is meant: a defect. What it was tells the mark of the book, or, where
 * another program dropped it, roster.csv beside it, unchanged by files.json; nothing without both. */
void lg_roster_sheets_check(lg_workbook *workbook, int chosen, const lg_table *table,
                            lg_report *report);

#endif
