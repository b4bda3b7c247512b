/* tables_reader.h - what the readers of the single tables share: cells with their place,
 * references, words. Internal to tables*.c. A reader goes on after a defect, so that one report has
 * them all; whether the district may be used is decided once, at the end, by the count of defects.
 */
#ifndef LG_TABLES_READER_H
#define LG_TABLES_READER_H

#include "school_names.h"
#include "tables.h"
#include "values.h"

/* Words of one kind in the order met; they become codes in byte order when all tables are read. */
typedef struct {
  GHashTable *code_of; /* text -> code + 1 */
  GPtrArray *texts;
  GArray *seen_at; /* int by code: a stamp of the last cell that had the word, so that a cell counts
                      it once */
} lg_word_set;

/* Teachers by name. */
typedef struct {
  GHashTable *first; /* squeezed name -> index + 1 */
  int *next;         /* [teacher_count] the next one of this name, or LG_MISSING */
  int *count;        /* [teacher_count] how many of this name there are from here on */
} lg_teacher_names;

/* What is made of a cell's text. */
typedef enum { LG_FORM_FOLDED, LG_FORM_ID, LG_FORM_WORDS, LG_FORM_SHOWN, LG_FORM_COUNT } lg_form;

typedef struct {
  const lg_plan_head *head;
  lg_report *report;
  lg_district *district;
  lg_table *table[LG_TABLE_COUNT];
  GStringChunk *scratch; /* folded cells, for the time of reading */
  /* Long texts by their address: many cells may share one, which is then folded and kept once. */
  GHashTable *made[LG_FORM_COUNT], *kept;

  /* Where a table could not be read whole, nothing is said of what it seems to lack. */
  GHashTable *teacher_of;   /* index + 1 by id */
  lg_school_names *schools; /* NULL until the schools are read */
  bool teachers_known, schools_known;
  lg_teacher_names names; /* made when first needed */

  lg_word_set subjects, groups, ranks, titles, tags;
  int *rank_at, *tag_at; /* [teacher_count] first code of the teacher in district->codes */
  bool *stage_known;     /* [teacher_count] the teacher's stage is not in doubt */
  int *denied_at;        /* [teacher_count] row that says no under `rotated`, or LG_MISSING */
  GArray *notes;         /* what lg_row_note gathers */

  /* Of a scenario (tables_edits.c); else NULL. */
  const lg_edits *edits;
  const lg_district *base;                 /* the tables as they stand */
  GHashTable *dropped_ids, *dropped_names; /* of teachers who are left out */
} lg_tables;

/* A row being read. */
typedef struct {
  lg_tables *in;
  const lg_table *table;
  int row;
} lg_table_row;

/* Reports a finding at a cell: texts for the message, then NULL. */
#define lg_row_tell(at, field, message, ...)                                \
  lg_report_add((at)->in->report, message, lg_row_file(at, field, message), \
                lg_row_line(at, field, message), lg_row_column(at, field, message), __VA_ARGS__)

/* Where a finding is told: the cell in its file, or what a scenario says of it. */
const char *lg_row_file(const lg_table_row *at, int field, lg_message message);
int lg_row_line(const lg_table_row *at, int field, lg_message message);
const char *lg_row_column(const lg_table_row *at, int field, lg_message message);

/* The column's heading in the file; of a column that it lacks, our name for it in the language of
 * the others. */
const char *lg_row_heading(const lg_table_row *at, int field);
const char *lg_row_given(const lg_table_row *at, int field); /* trimmed only */
const char *lg_row_told(const lg_table_row *at,
                        int field); /* the same; "" where it says 无, /, - */
const char *lg_row_text(const lg_table_row *at,
                        int field);                       /* folded; lives as long as the reading */
const char *lg_row_id(const lg_table_row *at, int field); /* folded, without a guard */
/* As names of schools, subjects, groups, ranks and tags are compared (cell_text.h). */
const char *lg_row_words(const lg_table_row *at, int field);
/* The same as it is shown: not folded. */
const char *lg_row_shown(const lg_table_row *at, int field);
/* What a cell shows whose number looks otherwise: 1978.10, 007; NULL for all others. */
const char *lg_row_shown_number(const lg_table_row *at, int field);
/* A cell as it is copied: as the spreadsheet shows it. A number that has lost digits is reported.
 */
const char *lg_row_copied(const lg_table_row *at, int column);
/* False for an id that a spreadsheet has shortened, which is reported. */
bool lg_row_check_id(const lg_table_row *at, int field);
/* Says once a column in which way cells were understood: the first ones with what they were read
 * as, and how many. */
void lg_row_note(const lg_table_row *at, int field, lg_message message, const char *read_as);
GArray *lg_notes_new(void);
void lg_tables_tell_notes(lg_tables *tables);
bool lg_row_is_filled(const lg_table_row *at, int field); /* an empty cell is reported */

/* These leave the value alone where the cell is empty, and report and return false where it is
 * wrong. */
bool lg_row_word(const lg_table_row *at, int field, int *code);
void lg_row_tell_number(const lg_table_row *at, int field, lg_value_fault fault, int min, int max);
bool lg_row_whole(const lg_table_row *at, int field, int min, int max, int *value);
const char *lg_row_number(const lg_table_row *at, int field, const char *text);
/* (lg_row_number: the text without unit and thousands sign, which is noted.)
 * Longitude and latitude: both or neither. */
void lg_row_place(const lg_table_row *at, int lon_field, int lat_field, bool *given, double *lon,
                  double *lat);

/* tables_refer.c: the index of what the cell names, or LG_MISSING, which is reported. */
int lg_row_school(const lg_table_row *at, int field);
int lg_row_teacher(const lg_table_row *at,
                   int field); /* also by a name that one teacher alone has */
/* The same, but of what the tables do not know nothing is said: LG_OUTSIDE. */
int lg_row_school_or_outside(const lg_table_row *at, int field);
int lg_row_teacher_or_outside(const lg_table_row *at, int field);
/* A teacher or a school: the `from` of distances. */
int lg_row_origin(const lg_table_row *at, int field, bool *is_teacher);
/* A teacher by id, or by a name that he alone has; LG_MISSING. */
int lg_teacher_called(lg_tables *in, const char *text);
/* The teacher with this id (folded), also where blanks stand in one that is made of names; or
 * LG_MISSING. */
int lg_teacher_of(const lg_tables *in, const char *id);
void lg_teacher_names_clear(lg_teacher_names *names);

/* The number of a row as messages show it. Lives as long as the reading. */
const char *lg_tables_row_text(lg_tables *tables, const lg_table *table, int row);
const char *lg_tables_number_text(lg_tables *tables, int number);
/* Copies into the district. A long text must not be changed while tables are read: it is known again
 * by its address. */
const char *lg_tables_keep(lg_tables *tables, const char *text);

int lg_word_set_code(lg_word_set *set, lg_tables *tables, const char *text);

/* tables_dates.c */
const char *lg_tables_date_text(lg_tables *tables, lg_date date); /* YYYY-MM-DD */
/* Leaves the date alone where the cell is empty or wrong, which is reported.
 *   later  it may be after the plan's date */
void lg_row_date(const lg_table_row *at, int field, bool later, lg_date *date);

/* tables_ids.c: the id that the plan makes of a teacher's fields; "" where one is empty (reported).
 */
const char *lg_made_id(const lg_table_row *at, const lg_teacher *teacher, bool stage_known);
/* What is doubtful of the teachers' table as a whole: warnings. */
void lg_ids_check(lg_tables *tables);
/* Ids of a table that the eye may take for each other: warnings. */
void lg_ids_check_looks(lg_tables *tables, lg_table_kind kind, int field);
/* A character of a name that stands for one that was lost: a warning. */
void lg_row_check_name(const lg_table_row *at, int field);
void lg_subjects_check(lg_tables *tables, const int *subject_of_row, int rows);

/* Teachers under codes, where the head has a key: after the teachers are read, and at the end. */
void lg_tables_encode(lg_tables *tables);
void lg_tables_withhold(lg_tables *tables);

/* Puts what a scenario changes into the table of this kind: of schools and teachers before they are
 * read, of the others after that. */
void lg_tables_edit(lg_tables *tables, lg_table_kind kind);

/* The readers, in the order in which they are to be called; each does nothing where its table was
 * not read. */
void lg_tables_read_schools(lg_tables *tables);
void lg_tables_read_teachers(lg_tables *tables);
void lg_tables_read_demand(lg_tables *tables);
void lg_tables_read_wishes(lg_tables *tables);
void lg_tables_read_locks(lg_tables *tables);
void lg_tables_read_distances(lg_tables *tables);
void lg_tables_read_pairs(lg_tables *tables);
void lg_tables_read_service(lg_tables *tables);
void lg_tables_read_baseline(lg_tables *tables);

#endif
