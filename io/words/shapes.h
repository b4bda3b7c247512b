/* shapes.h - the tables of SPEC 2 and their headings in both languages, the one place where they
 * stand. Used by reading, by `template` and by the rosters. */
#ifndef LG_SHAPES_H
#define LG_SHAPES_H

#include <stdbool.h>

typedef enum {
  LG_TABLE_TEACHERS,
  LG_TABLE_SCHOOLS,
  LG_TABLE_DEMAND,
  LG_TABLE_WISHES,
  LG_TABLE_LOCKS,
  LG_TABLE_DISTANCES,
  LG_TABLE_PAIRS,
  LG_TABLE_SERVICE,  /* the ledger */
  LG_TABLE_FLEXIBLE, /* demand for units of flexible service; its fields are those of demand */
  LG_TABLE_ROSTER,   /* roster.csv and placements.csv; also the plan's `baseline` */
  LG_TABLE_COUNT
} lg_table_kind;

typedef enum {
  LG_T_ID,
  LG_T_NAME,
  LG_T_SCHOOL,
  LG_T_SUBJECT,
  LG_T_STAGE,
  LG_T_RANK,
  LG_T_GENDER,
  LG_T_BIRTH,
  LG_T_JOINED,
  LG_T_YEARS,
  LG_T_TITLE,
  LG_T_EXEMPT,
  LG_T_ROTATED,
  LG_T_TAGS,
  LG_T_LON,
  LG_T_LAT,
  LG_T_FULL_TIME,
  LG_T_FLEXIBLE_UNITS,
  LG_T_COUNT
} lg_teacher_field;
typedef enum {
  LG_S_ID,
  LG_S_NAME,
  LG_S_STAGE,
  LG_S_TIER,
  LG_S_GROUP,
  LG_S_STUDENTS,
  LG_S_STUDENTS_PRIMARY,
  LG_S_STUDENTS_JUNIOR,
  LG_S_LON,
  LG_S_LAT,
  LG_S_MAX_STAFF,
  LG_S_SHORT_NAME,
  LG_S_COUNT
} lg_school_field;
typedef enum {
  LG_D_SCHOOL,
  LG_D_STAGE,
  LG_D_SUBJECT,
  LG_D_MIN,
  LG_D_MAX,
  LG_D_TARGET,
  LG_D_COUNT
} lg_demand_field;
/* Wishes stand in rows of school and rank, or side by side: a column a rank, from LG_W_FIRST on. */
enum { LG_WIDE_WISHES = 14 };
typedef enum {
  LG_W_TEACHER,
  LG_W_SCHOOL,
  LG_W_RANK,
  LG_W_FIRST,
  LG_W_COUNT = LG_W_FIRST + LG_WIDE_WISHES
} lg_wish_field;
typedef enum {
  LG_L_TEACHER,
  LG_L_SCHOOL,
  LG_L_KIND,
  LG_L_REASON,
  LG_L_BY,
  LG_L_COUNT
} lg_lock_field;
typedef enum { LG_DIST_FROM, LG_DIST_TO, LG_DIST_KM, LG_DIST_COUNT } lg_distance_field;
typedef enum { LG_P_A, LG_P_B, LG_P_RULE, LG_P_COUNT } lg_pair_field;
typedef enum {
  LG_SV_TEACHER,
  LG_SV_FORM,
  LG_SV_PERSONNEL,
  LG_SV_BEGIN,
  LG_SV_END,
  LG_SV_FROM,
  LG_SV_TO,
  LG_SV_UNITS,
  LG_SV_BACK,
  LG_SV_COUNT
} lg_service_field;
typedef enum {
  LG_RO_TEACHER_ID,
  LG_RO_NAME,
  LG_RO_GENDER,
  LG_RO_SUBJECT,
  LG_RO_STAGE,
  LG_RO_RANK,
  LG_RO_TITLE,
  LG_RO_FROM_ID,
  LG_RO_FROM_SCHOOL,
  LG_RO_TO_ID,
  LG_RO_TO_SCHOOL,
  LG_RO_ROUTE,
  LG_RO_DISTANCE_BEFORE,
  LG_RO_DISTANCE_AFTER,
  LG_RO_WISH_RANK,
  LG_RO_GUEST_ID,
  LG_RO_GUEST_SCHOOL,
  LG_RO_UNITS,
  LG_RO_REASON,
  LG_RO_COUNT
} lg_roster_field;

/* No table has more fields. */
enum { LG_MOST_FIELDS = (int)LG_RO_COUNT };

/* A word that a cell may hold and its code: {"primary", 0}, {"小学", 0}. */
typedef struct {
  const char *word;
  int code;
  bool also; /* read, but not proposed: one of the many ways to say it */
} lg_word_code;

typedef struct {
  const char *const
      *headings; /* NULL-terminated: English first, the Chinese one that we write second */
  const lg_word_code
      *words; /* the code words that are all a cell may hold (NULL: any text), ended by {NULL, 0} */
  bool required;
  bool extra; /* read where a table has it, but not asked for by the template; the last ones */
} lg_field;

typedef struct {
  const char *name;       /* the plan's key: "teachers"; "roster" */
  const lg_field *fields; /* by the field enum */
  int field_count;
} lg_shape;

const lg_shape *lg_shape_of(lg_table_kind kind);

/* What a plan says of the headings of one of its tables (keys `columns`, `teacher_id`,
 * `copy_columns`). All is borrowed from the plan. */
typedef struct {
  const char *plan; /* its file, for messages */
  const char *key;  /* of the table in `columns` */
  const char
      *heading[LG_MOST_FIELDS]; /* by field: the only one that is read; NULL: those of the shape */
  int line[LG_MOST_FIELDS];     /* where the plan says so */
  bool id_is_made;              /* of other fields: no column is read as the teachers' id */
  bool is_needed[LG_MOST_FIELDS]; /* required because the id is made of it */
  const char *const *copied;      /* [copied_count] headings of columns that are copied */
  int copied_count;
  bool keeps_all; /* every column with a heading is kept, read or not */
} lg_naming;

/* The code of a folded cell among a field's words (ASCII without case), or -1. */
int lg_word_code_of(const lg_word_code *words, const char *text);

/* Code words of values that stand in several tables and in filters. */
extern const lg_word_code lg_words_stage[];  /* lg_stage, LG_STAGE_BOTH */
extern const lg_word_code lg_words_tier[];   /* lg_tier */
extern const lg_word_code lg_words_gender[]; /* lg_gender */
extern const lg_word_code lg_words_yes_no[]; /* 1, 0 */
extern const lg_word_code lg_words_back[];   /* lg_back */

#endif
