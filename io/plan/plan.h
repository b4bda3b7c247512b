/* plan.h - the plan (JSON, SPEC 2.4), strict: unknown, repeated and misspelt keys, wrong types,
 * numbers out of range, trailing text are defects with their line and key path. Read in two steps,
 * because the rules name things that only the tables know. */
#ifndef LG_PLAN_H
#define LG_PLAN_H

#include "io/words/codes.h"
#include "io/words/shapes.h"
#include "json.h"
#include "model/policy.h"

/* Where an element of a list stands. */
typedef struct {
  int line, index;
} lg_plan_place;

struct lg_places; /* sheets.h */

/* What reading the tables needs to know. */
typedef struct {
  const char *file;   /* the plan's path as given on the command line: what messages show */
  const char *folder; /* its folder: table paths are relative to it */
  const char *title;  /* as given, else the file's name without .json or .xlsx */
  const char *lang;   /* "zh", "en" or NULL */
  lg_date date;
  bool flexible;                     /* it has the key `flexible` */
  lg_date period_from;               /* key `period`; year 0: not given */
  const char *table[LG_TABLE_COUNT]; /* path as the plan writes it, NULL where not given;
                                        LG_TABLE_ROSTER: baseline */
  bool outside[LG_TABLE_COUNT];      /* the path is not relative to the plan's folder */
  int table_line[LG_TABLE_COUNT];    /* line of the key in the plan */
  const char *const *backbone;       /* [backbone_count] ranks, squeezed (cell_text.h) */
  int backbone_count;
  const char *const *backbone_ends; /* [backbone_end_count] what ranks may end with, squeezed */
  int backbone_end_count;
  const char *const
      *joined;      /* [joined_count] the plan's texts with a sign that parts ranks and tags */
  int joined_count; /* in cells, squeezed: such a cell is one word */
  const char *const *copy_columns; /* [copy_column_count] headings as written */
  int copy_column_count;
  const lg_plan_place *copy_column_places; /* [copy_column_count] */
  lg_naming naming[LG_TABLE_COUNT];        /* keys `columns`, `teacher_id`, `copy_columns` */
  int made_of[LG_T_COUNT];                 /* [made_of_count] lg_teacher_field, key `teacher_id` */
  int made_of_count;                       /* 0: ids are a column */
  char sha256[65];
  lg_coding coding; /* how teachers stand in what is written */
  const struct lg_places
      *places; /* of a plan in sheets: the cells of its values; NULL: it is JSON */
} lg_plan_head;

typedef struct lg_plan lg_plan;

/* A plan's file: JSON, or a workbook with the sheets of a plan, which become JSON. */
typedef struct {
  const char *path;
  char sha256[65]; /* of its bytes */
  struct lg_places
      *places; /* of a workbook: the cells behind the lines; NULL: the lines are its own */
} lg_plan_source;

/* Reads and parses the file at `path` (kept as it is) and fills `source`, of which lg_plan_source_clear
 * frees the rest. NULL, and the report says why. Findings at a workbook's lines are told by its cells
 * as long as `source` is kept. */
lg_json_doc *lg_plan_parse(const char *path, const char *key, lg_plan_source *source,
                           lg_report *report);
void lg_plan_source_clear(lg_plan_source *source);

/* Opens and parses the plan and checks its head; the rules are checked by lg_plan_policy. Returns
 * NULL only where there is no object to read (no file, not JSON, another value); the report then
 * says why. Where the date is wrong, head.date.year is 0; tables that are not named well are NULL,
 * so that the defects of the others still come out in the same run. */
lg_plan *lg_plan_open(const char *path, const lg_coding *coding, lg_report *report);
/* The same of a tree in memory, which outlives the plan, as does `source`, the file behind it. */
lg_plan *lg_plan_of(const lg_json *root, const lg_plan_source *source, const lg_coding *coding,
                    lg_report *report);
void lg_plan_free(lg_plan *plan);
/* The plan as it is written; borrowed. */
const lg_json *lg_plan_root(const lg_plan *plan);
/* Reads the bytes of a plan or a part of one. g_free. */
bool lg_plan_load(const char *path, char **bytes, size_t *length, lg_report *report);

/* The language of a plan that cannot be read: "zh" or "en" as the key `lang` of its bytes says, else
 * "zh" where they hold Chinese characters, else NULL. */
const char *lg_plan_guess_lang(const char *path);

/* What parts of a plan say, as a text: equal texts, equal parts. g_free. */
typedef enum {
  LG_PLAN_TABLES,  /* all that reading the tables looks at */
  LG_PLAN_OPTIONS, /* and who may go where */
  LG_PLAN_RULES,   /* all that decides whether a roster keeps the rules, without the value `but` */
  LG_PLAN_FAMILY   /* rules and goals, without the limits of hard quotas */
} lg_plan_part;
char *lg_plan_part_text(const lg_json *root, lg_plan_part part, const lg_json *but);
const lg_plan_head *lg_plan_get_head(const lg_plan *plan);
/* Does the key `backbone` take this rank (squeezed) in? */
bool lg_plan_is_backbone(const lg_plan_head *head, const char *rank);
/* The roster at `path`, which is not relative to the plan's folder, is the baseline from now on,
 * whatever the plan names. */
void lg_plan_set_baseline(lg_plan *plan, const char *path);

/* The rules, with the words of filters looked up in the district; the default routes and goals
 * where the plan gives none. Also checks what plan and tables say only together (goals without
 * data, unknown schools in filters, ...).
 *   district  partial: only its schools are looked up; NULL: only what needs no table is checked.
 *             The answer is NULL then
 *   returns   NULL where the report has defects, of whatever file
 *   cost      linear in the plan, and in the district's schools once where a filter names one by
 *             name */
lg_policy *lg_plan_policy(const lg_plan *plan, const lg_district *district, lg_report *report);

#endif
