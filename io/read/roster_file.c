#include "input_pool.h"
#include "io/read.h"

#include <math.h>
#include <string.h>

#include "cell_text.h"
#include "fold.h"
#include "io/words/codes.h"
#include "io/words/output_text.h"
#include "io/words/shapes.h"
#include "roster_place.h"
#include "school_names.h"
#include "table.h"

/* Beyond this many teachers a misspelt id gets no advice: looking at all of them would take too
 * long. */
enum { LG_NEAREST_TEACHERS = 50000 };

/* A row that was understood. */
struct roster_row {
  int row; /* index in the table */
  int teacher;
};

/* What reading needs at hand; the table is that of the file. */
struct roster_reader {
  const lg_district *district;
  const lg_table *table;
  lg_report *report;
  lg_school_names *names;
  int *row_of;                  /* [teacher_count] row index + 1, 0: not met */
  int stale_count, first_stale; /* rows with the code of another school */
};

/* ---- finding teachers and schools ---- */

static void reader_add(const struct roster_reader *reader, lg_message message, int row, int field,
                       const char *value, const char *more)
{
  const lg_table *table = reader->table;
  const char *heading = lg_table_heading(table, field);
  lg_report_add(reader->report, message, table->file, table->row_number[row], heading, value, more,
                NULL);
}

static const char *nearest_teacher(const lg_district *district, const char *id)
{
  if (district->teacher_count > LG_NEAREST_TEACHERS) return NULL;
  const char **ids = g_new(const char *, (size_t)MAX(district->teacher_count, 1));
  for (int i = 0; i < district->teacher_count; i++) ids[i] = district->teachers[i].id;
  const char *nearest = lg_nearest(id, ids, district->teacher_count);
  g_free(ids);
  return nearest;
}

static int reader_teacher(struct roster_reader *reader, int row)
{
  char *id = lg_fold_id(lg_table_cell(reader->table, row, LG_RO_TEACHER_ID));
  int teacher = *id ? lg_district_teacher(reader->district, id) : LG_MISSING;
  if (*id && teacher == LG_MISSING) { /* ids made of names, with blanks in them */
    g_autofree char *bare = lg_squeeze(id);
    teacher = lg_district_teacher(reader->district, bare);
  }
  if (!*id) {
    reader_add(reader, LG_MSG_ROSTER_CELL_EMPTY, row, LG_RO_TEACHER_ID, NULL, NULL);
  } else if (teacher == LG_MISSING) {
    bool full = lg_report_is_full(reader->report);
    bool code = lg_is_code(id);
    const char *near = full || code ? NULL : nearest_teacher(reader->district, id);
    lg_message message = near   ? LG_MSG_ROSTER_NO_TEACHER_NEAR
                         : code ? LG_MSG_ROSTER_NO_TEACHER_CODE
                                : LG_MSG_ROSTER_NO_TEACHER;
    reader_add(reader, message, row, LG_RO_TEACHER_ID, id, near);
  } else if (reader->row_of[teacher]) {
    char *line = g_strdup_printf("%d", reader->table->row_number[reader->row_of[teacher] - 1]);
    reader_add(reader, LG_MSG_ROSTER_TEACHER_TWICE, row, LG_RO_TEACHER_ID, id, line);
    g_free(line);
    teacher = LG_MISSING;
  } else {
    reader->row_of[teacher] = row + 1;
  }
  g_free(id);
  return teacher;
}

/* Schools may be named by id or name everywhere; ids are looked up before names. */
static int reader_look_up(struct roster_reader *reader, int row, int field)
{
  const char *cell = lg_table_cell(reader->table, row, field);
  g_autofree char *word = lg_fold_id(cell), *name = lg_squeeze(cell);
  int namesake, school = lg_school_names_find(reader->names, word, name, &namesake);
  if (namesake != LG_MISSING) {
    reader_add(reader, LG_MSG_ROSTER_SCHOOL_NAME_TWICE, row, field, word, NULL);
    return LG_MISSING;
  }
  if (school == LG_MISSING) {
    bool full = lg_report_is_full(reader->report);
    const char *near = full ? NULL : lg_school_names_nearest(reader->names, word);
    lg_message message = near ? LG_MSG_ROSTER_NO_SCHOOL_NEAR : LG_MSG_ROSTER_NO_SCHOOL;
    reader_add(reader, message, row, field, word, near);
  }
  return school;
}

/* What stands beside the cell that decides. */
static int reader_beside(struct roster_reader *reader, int row, lg_roster_place place, int school)
{
  const lg_table *table = reader->table;
  const char *code = lg_table_cell(table, row, LG_RO_TO_ID);
  const char *name = lg_table_cell(table, row, LG_RO_TO_SCHOOL);
  switch (lg_roster_beside_of(table, row, reader->names, reader->district, place, school)) {
    case LG_BESIDE_STALE:
      if (reader->stale_count++ == 0) reader->first_stale = row;
      break;
    case LG_BESIDE_TWO:
      lg_report_add(reader->report, LG_MSG_ROSTER_TWO_SCHOOLS, table->file, table->row_number[row],
                    lg_table_heading(table, LG_RO_TO_ID), code,
                    lg_table_heading(table, LG_RO_TO_SCHOOL), name, NULL);
      return LG_MISSING;
    case LG_BESIDE_WORDS:
      reader_add(reader, LG_MSG_ROSTER_OTHER_SCHOOL, row, LG_RO_TO_SCHOOL, name,
                 reader->district->schools[school].name);
      break;
    case LG_BESIDE_SAME:
      break;
  }
  return school;
}

static int reader_school(struct roster_reader *reader, int row)
{
  lg_roster_place place = lg_roster_place_of(reader->table, row, reader->names, reader->district);
  if (place.empty) {
    bool name = place.field == LG_RO_TO_SCHOOL;
    reader_add(reader, name ? LG_MSG_ROSTER_SCHOOL_EMPTY : LG_MSG_ROSTER_CELL_EMPTY, row,
               place.field, NULL, NULL);
    return LG_MISSING;
  }
  int school = place.school != LG_MISSING ? place.school : reader_look_up(reader, row, place.field);
  return school == LG_MISSING ? school : reader_beside(reader, row, place, school);
}

static void reader_tell_stale(const struct roster_reader *reader)
{
  const lg_table *table = reader->table;
  if (!reader->stale_count) return;
  g_autofree char *count = g_strdup_printf("%d", reader->stale_count);
  lg_report_add(reader->report, LG_MSG_ROSTER_CODES_STALE, table->file,
                table->row_number[reader->first_stale], lg_table_heading(table, LG_RO_TO_ID),
                lg_table_cell(table, reader->first_stale, LG_RO_TO_ID),
                lg_table_cell(table, reader->first_stale, LG_RO_TO_SCHOOL), count, NULL);
}

/* A name without guard, and as names are compared. g_free. */
static char *name_key(const char *text)
{
  g_autofree char *bare = lg_fold_id(text);
  return lg_squeeze(bare);
}

/* Names are only for the reader's eye, but a clerk who changed one and not the id meant something
 * else than what is recounted. */
static bool reader_has_name(const struct roster_reader *reader, int row, int field,
                            const char *name)
{
  g_autofree char *found = name_key(lg_table_cell(reader->table, row, field));
  g_autofree char *right = name_key(name);
  return !*found || !*right || strcmp(found, right) == 0;
}

static void reader_compare_names(const struct roster_reader *reader, int row, int teacher)
{
  const char *name = reader->district->teachers[teacher].name;
  if (!reader_has_name(reader, row, LG_RO_NAME, name))
    reader_add(reader, LG_MSG_ROSTER_OTHER_NAME, row, LG_RO_NAME,
               lg_table_cell(reader->table, row, LG_RO_NAME), name);
}

/* ---- reading ---- */

bool lg_roster_is_there(const char *path, lg_report *report)
{
  const char *sheet = strrchr(path, '#');
  char *book = sheet ? g_strndup(path, (gsize)(sheet - path)) : g_strdup(path);
  bool there = g_file_test(path, G_FILE_TEST_EXISTS) || g_file_test(book, G_FILE_TEST_EXISTS);
  if (!there) lg_report_add(report, LG_MSG_ROSTER_NO_FILE, path, 0, "", NULL);
  g_free(book);
  return there;
}

lg_roster_file *lg_roster_file_read(const char *path, const lg_input *input, lg_report *report)
{
  const lg_district *district = input->district;
  lg_roster_file *file = g_new0(lg_roster_file, 1);
  int defects_before = lg_report_defects(report);
  file->rows = g_array_new(FALSE, FALSE, sizeof(struct roster_row));
  if (lg_roster_is_there(path, report))
    file->table = lg_table_read(".", path, LG_TABLE_ROSTER, NULL, NULL, report);
  if (!file->table) return file;

  struct roster_reader reader = {.district = district, .table = file->table, .report = report};
  reader.names = lg_school_names_new(district);
  reader.row_of = g_new0(int, (size_t)MAX(district->teacher_count, 1));
  file->roster = lg_roster_new(district);
  for (int row = 0; row < file->table->row_count; row++) {
    int teacher = reader_teacher(&reader, row), school = reader_school(&reader, row);
    if (teacher == LG_MISSING || school == LG_MISSING) continue;
    file->roster->assignments[teacher] = lg_assignment_at(school);
    reader_compare_names(&reader, row, teacher);
    struct roster_row understood = {row, teacher};
    g_array_append_val(file->rows, understood);
  }
  reader_tell_stale(&reader);
  if (lg_report_defects(report) > defects_before) {
    lg_roster_free(file->roster);
    file->roster = NULL;
  }
  lg_school_names_free(reader.names);
  g_free(reader.row_of);
  return file;
}

void lg_roster_file_free(lg_roster_file *file)
{
  if (!file) return;
  lg_roster_free(file->roster);
  lg_table_free(file->table);
  g_array_free(file->rows, TRUE);
  g_free(file);
}

/* ---- comparing (rule `file`) ---- */

struct roster_compare {
  const lg_input *input;
  const lg_audit *audit;
  const lg_table *table;
  lg_school_names *names;
  const lg_assignment *placed; /* [teacher_count] by the file */
  lg_lang *chinese;            /* rosters are read in both languages: `lock` has a word in each */
  GArray *differences;
};

static void difference_clear(void *data)
{
  lg_file_difference *difference = data;
  g_free(difference->column);
  g_free(difference->found);
  g_free(difference->expected);
}

static void compare_add(struct roster_compare *compare, const struct roster_row *row, int field,
                        const char *expected)
{
  const lg_table *table = compare->table;
  lg_file_difference difference = {.row = table->row_number[row->row], .teacher = row->teacher};
  difference.column = g_strdup(lg_table_heading(table, field));
  difference.found = g_strdup(lg_table_cell(table, row->row, field));
  difference.expected = g_strdup(expected);
  g_array_append_val(compare->differences, difference);
}

/* Does the cell, folded and without guard, equal one of the texts, folded? `other` may be NULL. */
static bool cell_is(const char *cell, const char *text, const char *other)
{
  char *found = name_key(cell), *first = lg_squeeze(text);
  char *second = other ? lg_squeeze(other) : NULL;
  bool equal = strcmp(found, first) == 0 || (second && strcmp(found, second) == 0);
  g_free(found);
  g_free(first);
  g_free(second);
  return equal;
}

/* The home school, in from_id or from_school, by id or any name. */
static void compare_from(struct roster_compare *compare, const struct roster_row *row, int field)
{
  const lg_district *district = compare->input->district;
  int school = district->teachers[row->teacher].school, namesake;
  const lg_school *home = &district->schools[school];
  const char *cell = lg_table_cell(compare->table, row->row, field);
  if (cell_is(cell, home->id, home->name)) return;
  if (lg_school_names_called(compare->names, cell, &namesake) == school) return;
  compare_add(compare, row, field, field == LG_RO_FROM_ID ? home->id : home->name);
}

static void compare_route(struct roster_compare *compare, const struct roster_row *row)
{
  const lg_policy *policy = compare->input->policy;
  int route = compare->audit->placements[row->teacher].route;
  const char *expected = "", *other = NULL;
  if (lg_assignment_returns(compare->input->district, row->teacher,
                            compare->placed[row->teacher])) {
    expected = LG_RETURN_ROUTE;
    other = lg_tr(compare->chinese, LG_RETURN_ROUTE);
  } else if (route == policy->route_count) {
    expected = "lock";
    other = lg_tr(compare->chinese, "lock");
  } else if (route != LG_MISSING) {
    expected = policy->routes[route].name;
  }
  if (!cell_is(lg_table_cell(compare->table, row->row, LG_RO_ROUTE), expected, other))
    compare_add(compare, row, LG_RO_ROUTE, expected);
}

/* A number of `expected` thousandths, an empty cell where missing. 1.5 and 1.500 are the same. */
static bool cell_is_thousandths(const char *cell, int expected)
{
  char *text = lg_fold_id(cell), *end = NULL;
  bool equal = expected == LG_MISSING && !*text;
  if (expected != LG_MISSING && *text) {
    double value = g_ascii_strtod(text, &end);
    equal = !*end && fabs(value * 1000 - expected) < 1e-6;
  }
  g_free(text);
  return equal;
}

static void compare_distance(struct roster_compare *compare, const struct roster_row *row,
                             int field)
{
  const lg_placement *placement = &compare->audit->placements[row->teacher];
  const char *cell = lg_table_cell(compare->table, row->row, field);
  int exact = field == LG_RO_DISTANCE_BEFORE ? placement->before_m : placement->after_m;
  int metres = lg_show_metres(compare->input->district, exact);
  if (cell_is_thousandths(cell, metres) || cell_is_thousandths(cell, exact)) return;
  char *expected = metres == LG_MISSING ? g_strdup("")
                                        : g_strdup_printf("%d.%03d", metres / 1000, metres % 1000);
  compare_add(compare, row, field, expected);
  g_free(expected);
}

static void compare_wish(struct roster_compare *compare, const struct roster_row *row)
{
  int rank = compare->audit->placements[row->teacher].wish;
  char *text = lg_fold_id(lg_table_cell(compare->table, row->row, LG_RO_WISH_RANK)), *end = NULL;
  bool equal = rank == LG_MISSING && !*text;
  if (rank != LG_MISSING && *text) {
    double value = g_ascii_strtod(text, &end);
    equal = !*end && fabs(value - rank) < 1e-9;
  }
  g_free(text);
  if (equal) return;
  char *expected = rank == LG_MISSING ? g_strdup("") : g_strdup_printf("%d", rank);
  compare_add(compare, row, LG_RO_WISH_RANK, expected);
  g_free(expected);
}

static bool has_field(const lg_table *table, int field)
{
  return table->column_of[field] >= 0;
}

GArray *lg_roster_file_compare(const lg_roster_file *file, const lg_input *input,
                               const lg_audit *audit)
{
  struct roster_compare compare = {.input = input, .audit = audit, .table = file->table};
  compare.placed = file->roster->assignments;
  compare.chinese = lg_lang_new("zh");
  compare.names = lg_school_names_new(input->district);
  compare.differences = g_array_new(FALSE, FALSE, sizeof(lg_file_difference));
  g_array_set_clear_func(compare.differences, difference_clear);
  const lg_table *table = file->table;
  for (guint k = 0; k < file->rows->len; k++) {
    const struct roster_row *row = &g_array_index(file->rows, struct roster_row, k);
    if (has_field(table, LG_RO_FROM_ID)) compare_from(&compare, row, LG_RO_FROM_ID);
    if (has_field(table, LG_RO_FROM_SCHOOL)) compare_from(&compare, row, LG_RO_FROM_SCHOOL);
    if (has_field(table, LG_RO_ROUTE)) compare_route(&compare, row);
    if (has_field(table, LG_RO_DISTANCE_BEFORE))
      compare_distance(&compare, row, LG_RO_DISTANCE_BEFORE);
    if (has_field(table, LG_RO_DISTANCE_AFTER))
      compare_distance(&compare, row, LG_RO_DISTANCE_AFTER);
    if (has_field(table, LG_RO_WISH_RANK)) compare_wish(&compare, row);
  }
  lg_lang_free(compare.chinese);
  lg_school_names_free(compare.names);
  return compare.differences;
}
