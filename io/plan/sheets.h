/* sheets.h - a plan that stands in sheets of a workbook (方案, 指标, 交流形式, 目标), turned into the very
 * JSON of plan.json, with the way back from its lines to cells; and a plan turned into such sheets.
 *
 *   lg_places *places;
 *   char *json = lg_sheets_to_json(bytes, length, "plan.xlsx", &places, report);
 *   lg_report_places(report, "plan.xlsx", lg_places_find, places);  before it is parsed and read
 *   lg_places_unref(places); */
#ifndef LG_SHEETS_H
#define LG_SHEETS_H

#include "io/words/plan_book.h"
#include "json.h"

/* The cell behind each line of a JSON text. */
typedef struct lg_places lg_places;
lg_places *lg_places_ref(lg_places *places);
void lg_places_unref(lg_places *places); /* NULL too */
bool lg_places_find(const void *places, int line, const char *path, lg_report_place *place);
bool lg_places_are_chinese(const lg_places *places); /* the sheets' own headings */
/* The row in which a line's cell stands, for messages. */
int lg_places_row(const lg_places *places, int line);

/* Has a tab of the workbook a Chinese name? */
bool lg_sheets_are_chinese(const char *bytes, size_t length);
/* Does the workbook hold the sheet of items, under either name? */
bool lg_sheets_hold_plan(const char *bytes, size_t length);

/* The plan as JSON; every defect of the sheets goes to the report.
 *   path     as messages name the workbook
 *   places   out: of the lines; lg_places_unref
 *   returns  NULL where the workbook cannot be read or is no plan; g_free */
char *lg_sheets_to_json(const char *bytes, size_t length, const char *path, lg_places **places,
                        lg_report *report);

/* A share as "37.5%", exactly. g_free. */
char *lg_sheet_percent(int64_t billionths);

/* A plan (a tree without defects) as sheets, every item with its row.
 *   title  of a plan that has none: it would be called otherwise after its new file */
lg_plan_book *lg_sheets_of_plan(const lg_json *root, const char *title, const lg_lang *lang);

#endif
