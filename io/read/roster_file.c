#include "input_pool.h"
#include "io/read.h"

#include <math.h>
#include <string.h>

#include "cell_text.h"
#include "fold.h"
#include "io/words/codes.h"
#include "io/words/output_text.h"
#include "io/words/shapes.h"
#include "model/input_limits.h"
#include "roster_place.h"
#include "school_names.h"
#include "table.h"
#include "values.h"

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
  GHashTable *ids;              /* of all rows, folded */
  GHashTable *first_named; /* index + 1 by name, NULL: not yet made; and the next of that name */
  int *next_named;
  GArray *left;               /* int: rows of those who left since */
  bool told_units, all_units; /* some guest, every guest has units in the file */
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

/* A name without guard, and as names are compared. g_free. */
static char *name_key(const char *text)
{
  g_autofree char *bare = lg_fold_id(text);
  return lg_squeeze(bare);
}

static void reader_tell_unknown(const struct roster_reader *reader, int row, const char *id)
{
  bool full = lg_report_is_full(reader->report), code = lg_is_code(id);
  const char *near = full || code ? NULL : nearest_teacher(reader->district, id);
  lg_message message = near   ? LG_MSG_ROSTER_NO_TEACHER_NEAR
                       : code ? LG_MSG_ROSTER_NO_TEACHER_CODE
                              : LG_MSG_ROSTER_NO_TEACHER;
  reader_add(reader, message, row, LG_RO_TEACHER_ID, id, near);
}

/* The row's home school as it says itself, or LG_MISSING. */
static int reader_home(const struct roster_reader *reader, int row)
{
  static const int fields[] = {LG_RO_FROM_ID, LG_RO_FROM_SCHOOL};
  for (size_t k = 0; k < G_N_ELEMENTS(fields); k++) {
    int namesake, school = lg_school_names_called(
                      reader->names, lg_table_cell(reader->table, row, fields[k]), &namesake);
    if (school != LG_MISSING && namesake == LG_MISSING) return school;
  }
  return LG_MISSING;
}

/* Teachers by their names, made when the first is looked for. */
static void reader_index_names(struct roster_reader *reader)
{
  const lg_district *district = reader->district;
  reader->first_named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  reader->next_named = g_new(int, (size_t)MAX(district->teacher_count, 1));
  for (int i = district->teacher_count - 1; i >= 0; i--) {
    char *name = name_key(district->teachers[i].name);
    reader->next_named[i] = GPOINTER_TO_INT(g_hash_table_lookup(reader->first_named, name)) - 1;
    g_hash_table_replace(reader->first_named, name, GINT_TO_POINTER(i + 1));
  }
}

/* Somebody of today under that name, at that home school, who has no row: then the id is misspelt. */
static const char *reader_namesake(struct roster_reader *reader, int row, const char *name)
{
  enum { NAMESAKES = 1000 }; /* no honest table has more */
  int home = reader_home(reader, row);
  if (!reader->first_named) reader_index_names(reader);
  int i = GPOINTER_TO_INT(g_hash_table_lookup(reader->first_named, name)) - 1;
  for (int n = 0; i >= 0 && n < NAMESAKES; i = reader->next_named[i], n++) {
    const lg_teacher *t = &reader->district->teachers[i];
    bool at_home = home == LG_MISSING || t->school == home;
    if (at_home && !g_hash_table_contains(reader->ids, t->id)) return t->id;
  }
  return NULL;
}

/* The teacher of a row whom today's table does not have: who left since has the name of nobody who is
 * missed in the roster. Without a name nobody can tell; a code has none. */
static void reader_take_unknown(struct roster_reader *reader, int row, char *id)
{
  g_autofree char *name = name_key(lg_table_cell(reader->table, row, LG_RO_NAME));
  bool known = reader->district->anonymous ? lg_is_code(id) : *name && !lg_is_code(id);
  const char *near =
      known && *name && !reader->district->anonymous ? reader_namesake(reader, row, name) : NULL;
  if (near)
    reader_add(reader, LG_MSG_ROSTER_NO_TEACHER_NEAR, row, LG_RO_TEACHER_ID, id, near);
  else if (!known)
    reader_tell_unknown(reader, row, id);
  else
    g_array_append_val(reader->left, row);
}

static int reader_teacher(struct roster_reader *reader, int row)
{
  g_autofree char *id = lg_fold_id(lg_table_cell(reader->table, row, LG_RO_TEACHER_ID));
  int teacher = *id ? lg_district_teacher(reader->district, id) : LG_MISSING;
  if (*id && teacher == LG_MISSING) { /* ids made of names, with blanks in them */
    g_autofree char *bare = lg_squeeze(id);
    teacher = lg_district_teacher(reader->district, bare);
  }
  if (!*id) {
    reader_add(reader, LG_MSG_ROSTER_CELL_EMPTY, row, LG_RO_TEACHER_ID, NULL, NULL);
  } else if (teacher == LG_MISSING) {
    reader_take_unknown(reader, row, id);
  } else if (reader->row_of[teacher]) {
    g_autofree char *line =
        g_strdup_printf("%d", reader->table->row_number[reader->row_of[teacher] - 1]);
    reader_add(reader, LG_MSG_ROSTER_TEACHER_TWICE, row, LG_RO_TEACHER_ID, id, line);
    return LG_MISSING;
  } else {
    reader->row_of[teacher] = row + 1;
  }
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

/* The guest school and its units, where the row has one. Where not every service says its units the
 * plan's rule shares them out. */
static void reader_guest(struct roster_reader *reader, int row, int teacher, int school,
                         lg_roster *roster)
{
  const char *cell = lg_table_cell(reader->table, row, LG_RO_GUEST_ID);
  g_autofree char *word = lg_fold_id(cell), *name = lg_squeeze(cell);
  if (!*word) return;
  int namesake, guest = lg_school_names_find(reader->names, word, name, &namesake);
  if (guest == LG_MISSING || namesake != LG_MISSING) {
    const char *near = lg_school_names_nearest(reader->names, word);
    lg_message message = namesake != LG_MISSING ? LG_MSG_ROSTER_SCHOOL_NAME_TWICE
                         : near                 ? LG_MSG_ROSTER_NO_SCHOOL_NEAR
                                                : LG_MSG_ROSTER_NO_SCHOOL;
    reader_add(reader, message, row, LG_RO_GUEST_ID, word, near);
    return;
  }
  g_autofree char *units = lg_fold_id(lg_table_cell(reader->table, row, LG_RO_UNITS));
  int count = 0;
  if (*units && lg_value_whole(units, LG_MAX_WHOLE, &count) != LG_VALUE_OK) {
    reader_add(reader, LG_MSG_ROSTER_UNITS, row, LG_RO_UNITS, units, NULL);
    return;
  }
  roster->assignments[teacher] = (lg_assignment){school, guest};
  roster->units[teacher] = count;
  reader->told_units |= *units != '\0';
  reader->all_units &= *units != '\0';
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

/* ---- who left since ---- */

static void reader_collect_ids(struct roster_reader *reader)
{
  reader->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int row = 0; row < reader->table->row_count; row++)
    g_hash_table_add(reader->ids, lg_fold_id(lg_table_cell(reader->table, row, LG_RO_TEACHER_ID)));
}

/* A roster of nobody but people who left is one of another district. */
static void reader_take_left(struct roster_reader *reader, lg_roster_file *file)
{
  const lg_table *table = reader->table;
  bool foreign = reader->left->len > 0 && (int)reader->left->len == table->row_count;
  for (guint k = 0; k < reader->left->len; k++) {
    int row = g_array_index(reader->left, int, k);
    const char *name = lg_table_cell(table, row, LG_RO_NAME);
    g_autofree char *id = lg_fold_id(lg_table_cell(table, row, LG_RO_TEACHER_ID));
    if (foreign) {
      reader_tell_unknown(reader, row, id);
      continue;
    }
    reader_add(reader, LG_MSG_ROSTER_LEFT, row, LG_RO_TEACHER_ID, id, *name ? name : "-");
    lg_roster_place place = lg_roster_place_of(table, row, reader->names, reader->district);
    int namesake, to = place.school;
    if (to == LG_MISSING)
      to = lg_school_names_called(reader->names, lg_table_cell(table, row, place.field), &namesake);
    lg_departed gone = {.id = g_string_chunk_insert(table->texts, id),
                        .name = name,
                        .from = reader_home(reader, row),
                        .to = to,
                        .stage = LG_MISSING,
                        .subject = LG_MISSING};
    g_array_append_val(file->departed, gone);
  }
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
  file->departed = g_array_new(FALSE, FALSE, sizeof(lg_departed));
  if (lg_roster_is_there(path, report))
    file->table = lg_table_read(".", path, LG_TABLE_ROSTER, NULL, NULL, report);
  if (!file->table) return file;

  struct roster_reader reader = {.district = district, .table = file->table, .report = report};
  reader.names = lg_school_names_new(district);
  reader.row_of = g_new0(int, (size_t)MAX(district->teacher_count, 1));
  reader.left = g_array_new(FALSE, FALSE, sizeof(int));
  reader_collect_ids(&reader);
  reader.all_units = true;
  file->roster = lg_roster_new(district);
  file->roster->units = g_new0(int, (size_t)MAX(district->teacher_count, 1));
  for (int row = 0; row < file->table->row_count; row++) {
    guint left = reader.left->len;
    int teacher = reader_teacher(&reader, row);
    if (reader.left->len > left) continue;
    int school = reader_school(&reader, row);
    if (teacher == LG_MISSING || school == LG_MISSING) continue;
    file->roster->assignments[teacher] = lg_assignment_at(school);
    reader_guest(&reader, row, teacher, school, file->roster);
    reader_compare_names(&reader, row, teacher);
    struct roster_row understood = {row, teacher};
    g_array_append_val(file->rows, understood);
  }
  reader_take_left(&reader, file);
  reader_tell_stale(&reader);
  if (!reader.told_units || !reader.all_units) g_clear_pointer(&file->roster->units, g_free);
  if (lg_report_defects(report) > defects_before) {
    lg_roster_free(file->roster);
    file->roster = NULL;
  }
  lg_school_names_free(reader.names);
  g_free(reader.row_of);
  g_hash_table_destroy(reader.ids);
  if (reader.first_named) g_hash_table_destroy(reader.first_named);
  g_free(reader.next_named);
  g_array_free(reader.left, TRUE);
  return file;
}

void lg_roster_file_free(lg_roster_file *file)
{
  if (!file) return;
  lg_roster_free(file->roster);
  lg_table_free(file->table);
  g_array_free(file->rows, TRUE);
  g_array_free(file->departed, TRUE);
  g_free(file);
}

/* ---- comparing: the home school (rule `file`), and what follows from the rest ---- */

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
  difference.broken = field == LG_RO_FROM_ID;
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

static void compare_route(struct roster_compare *compare, const struct roster_row *row, int field)
{
  const lg_policy *policy = compare->input->policy;
  int route = compare->audit->placements[row->teacher].route;
  const char *expected = "", *other = NULL;
  if (lg_assignment_returns(compare->input->district, row->teacher,
                            compare->placed[row->teacher])) {
    expected = LG_RETURN_ROUTE;
    other = lg_tr(compare->chinese, LG_RETURN_ROUTE);
  } else if (lg_assignment_is_guest(compare->placed[row->teacher])) {
    int guest = compare->audit->placements[row->teacher].guest_route;
    const lg_district *district = compare->input->district;
    bool fixed = lg_fixed_guest(district, row->teacher) == compare->placed[row->teacher].guest;
    expected = guest != LG_MISSING ? policy->flexible.routes[guest].name
               : fixed             ? district->standing[row->teacher].form
                                   : "";
  } else if (route == policy->route_count) {
    expected = "lock";
    other = lg_tr(compare->chinese, "lock");
  } else if (route != LG_MISSING) {
    expected = policy->routes[route].name;
  }
  if (!cell_is(lg_table_cell(compare->table, row->row, field), expected, other))
    compare_add(compare, row, field, expected);
}

/* A number of `expected` thousandths. 1.5 and 1.500 are the same. */
static bool cell_is_thousandths(const char *cell, int expected)
{
  char *text = lg_fold_id(cell), *end = NULL;
  bool equal = false;
  if (expected != LG_MISSING) {
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
  bool guest = lg_assignment_is_guest(compare->placed[row->teacher]);
  int exact = field == LG_RO_DISTANCE_BEFORE ? guest ? 0 : placement->before_m
              : guest                        ? placement->guest_m
                                             : placement->after_m;
  int metres = lg_show_metres(compare->input->district, exact);
  if (cell_is_thousandths(cell, metres) || cell_is_thousandths(cell, exact)) return;
  char *expected = metres == LG_MISSING ? g_strdup("")
                                        : g_strdup_printf("%d.%03d", metres / 1000, metres % 1000);
  compare_add(compare, row, field, expected);
  g_free(expected);
}

static void compare_wish(struct roster_compare *compare, const struct roster_row *row, int field)
{
  int rank = compare->audit->placements[row->teacher].wish;
  char *text = lg_fold_id(lg_table_cell(compare->table, row->row, field)), *end = NULL;
  bool equal = false;
  if (rank != LG_MISSING) {
    double value = g_ascii_strtod(text, &end);
    equal = !*end && fabs(value - rank) < 1e-9;
  }
  g_free(text);
  if (equal) return;
  char *expected = rank == LG_MISSING ? g_strdup("") : g_strdup_printf("%d", rank);
  compare_add(compare, row, field, expected);
  g_free(expected);
}

/* What is blank is filled in when the roster is written anew. */
static bool is_filled(const lg_table *table, const struct roster_row *row, int field)
{
  g_autofree char *text = lg_fold_id(lg_table_cell(table, row->row, field));
  return *text != '\0';
}

static void compare_row(struct roster_compare *compare, const struct roster_row *row)
{
  static const struct {
    int field;
    void (*compare)(struct roster_compare *compare, const struct roster_row *row, int field);
  } cells[] = {{LG_RO_FROM_ID, compare_from},
               {LG_RO_FROM_SCHOOL, compare_from},
               {LG_RO_ROUTE, compare_route},
               {LG_RO_DISTANCE_BEFORE, compare_distance},
               {LG_RO_DISTANCE_AFTER, compare_distance},
               {LG_RO_WISH_RANK, compare_wish}};
  for (size_t k = 0; k < G_N_ELEMENTS(cells); k++)
    if (is_filled(compare->table, row, cells[k].field))
      cells[k].compare(compare, row, cells[k].field);
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
  for (guint k = 0; k < file->rows->len; k++)
    compare_row(&compare, &g_array_index(file->rows, struct roster_row, k));
  lg_lang_free(compare.chinese);
  lg_school_names_free(compare.names);
  return compare.differences;
}
