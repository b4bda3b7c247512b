/* next.c - the input of the year after: every table of the plan as it stands, with what the roster
 * changed (SERVICE 2). */
#include <string.h>

#include "fold.h"
#include "io/read.h"
#include "io/words/shapes.h"
#include "model/service.h"
#include "next_plan.h"
#include "table.h"
#include "values.h"

struct making {
  const lg_input *input;
  const lg_district *district;
  const lg_assignment *to; /* [teacher_count] */
  const lg_audit *audit;
  lg_date date, next; /* the plan's, and that of the year after */
  int years;          /* whole ones between them */
  lg_next_year *out;
};

/* ---- cells ---- */

/* As the office reads the cell: of dates, ids and columns that nobody reads what a format shows, of
 * numbers the number itself. */
static const char *cell_text(const lg_table *table, int row, int column)
{
  const char *given = lg_table_text(table, row, column);
  if (lg_table_kind_at(table, row, column) != LG_CELL_SHOWN) return given;
  const char *shown = lg_table_cell_shown(table, row, column);
  lg_date date;
  bool filled_up = *shown == '0' && g_str_has_suffix(shown, given);
  bool known = false;
  for (int f = 0; f < lg_shape_of(table->kind)->field_count; f++)
    known |= table->column_of[f] == column;
  return !known || filled_up || lg_value_date(shown, &date) == LG_DATE_OK ? shown : given;
}

static GPtrArray *row_new(void)
{
  return g_ptr_array_new_with_free_func(g_free);
}

/* The columns that are kept: those with a heading. */
static GPtrArray *heading_row(const lg_table *table)
{
  GPtrArray *row = row_new();
  for (int c = 0; c < table->column_count; c++)
    if (*table->heading[c]) g_ptr_array_add(row, g_strdup(table->heading[c]));
  return row;
}

static GPtrArray *copied_row(const lg_table *table, int row)
{
  GPtrArray *cells = row_new();
  for (int c = 0; c < table->column_count; c++)
    if (*table->heading[c]) g_ptr_array_add(cells, g_strdup(cell_text(table, row, c)));
  return cells;
}

/* Where the column of a field stands among those that are kept, or -1. */
static int place_of(const lg_table *table, int field)
{
  int column = table->column_of[field], place = 0;
  if (column < 0) return -1;
  for (int c = 0; c < column; c++) place += *table->heading[c] != '\0';
  return place;
}

static void set_cell(GPtrArray *row, int place, char *text)
{
  g_free(row->pdata[place]);
  row->pdata[place] = text;
}

static bool is_english(const lg_table *table)
{
  return table->column_count == 0 || g_str_is_ascii(table->heading[0]);
}

static const char *field_heading(lg_table_kind kind, int field, bool english)
{
  return lg_shape_of(kind)->fields[field].headings[english ? 0 : 1];
}

static const char *word_of(const lg_word_code *words, int code, bool english)
{
  for (const lg_word_code *w = words; w->word; w++)
    if (w->code == code && !w->also && (g_str_is_ascii(w->word) != 0) == english) return w->word;
  return "";
}

static void add_table(struct making *m, const char *key, GPtrArray *rows)
{
  lg_next_table table = {g_strdup(key), rows};
  g_array_append_val(m->out->tables, table);
}

static GPtrArray *rows_new(void)
{
  return g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
}

/* ---- schools by name or id ---- */

static bool name_is_alone(const lg_district *district, int school)
{
  const char *name = district->schools[school].name;
  if (!*name) return false;
  for (int j = 0; j < district->school_count; j++)
    if (j != school && (strcmp(district->schools[j].name, name) == 0 ||
                        strcmp(district->schools[j].id, name) == 0))
      return false;
  return true;
}

static char *school_text(const struct making *m, int school, bool by_name)
{
  const lg_school *s = &m->district->schools[school];
  return g_strdup(by_name && name_is_alone(m->district, school) ? s->name : s->id);
}

/* ---- teachers ---- */

/* Teachers + 1 by the row of the file. */
static GHashTable *teachers_by_row(const lg_district *district)
{
  GHashTable *teachers = g_hash_table_new(NULL, NULL);
  for (int i = 0; i < district->teacher_count; i++)
    g_hash_table_insert(teachers, GINT_TO_POINTER(district->teachers[i].row),
                        GINT_TO_POINTER(i + 1));
  return teachers;
}

/* "7" and "7.5" grow by whole years; a unit behind the number goes. */
static char *years_grown(const char *text, int by)
{
  g_autofree char *folded = lg_fold(text);
  size_t digits = strspn(folded, "0123456789");
  if (digits == 0 || digits > 9) return g_strdup(text);
  size_t fraction = folded[digits] == '.' ? 1 + strspn(folded + digits + 1, "0123456789") : 0;
  return g_strdup_printf("%d%.*s", (int)g_ascii_strtoll(folded, NULL, 10) + by, (int)fraction,
                         folded + digits);
}

static bool leaves(const struct making *m, int teacher)
{
  return m->to[teacher].school != m->district->teachers[teacher].school;
}

static bool moves(const struct making *m, int teacher)
{
  return lg_assignment_moves(m->district, teacher, m->to[teacher]);
}

/* Some who leave go to a school of both stages: then the table needs the column. */
static bool needs_stage(const struct making *m)
{
  for (int i = 0; i < m->district->teacher_count; i++) {
    const bool *has = m->district->schools[m->to[i].school].has_stage;
    if (leaves(m, i) && has[LG_PRIMARY] && has[LG_JUNIOR]) return true;
  }
  return false;
}

struct teacher_places {
  int school, stage, joined, years, rotated;
  bool english, period;
};

static void change_teacher(const struct making *m, int i, const struct teacher_places *at,
                           GPtrArray *row)
{
  const lg_teacher *t = &m->district->teachers[i];
  if (!leaves(m, i)) {
    if (at->years >= 0) set_cell(row, at->years, years_grown(row->pdata[at->years], m->years));
    return;
  }
  const lg_school *school = &m->district->schools[m->to[i].school];
  g_autofree char *old = lg_fold_id(row->pdata[at->school]);
  bool by_name = strcmp(old, m->district->schools[t->school].id) != 0;
  set_cell(row, at->school, school_text(m, m->to[i].school, by_name));
  if (at->stage >= 0 && school->has_stage[LG_PRIMARY] && school->has_stage[LG_JUNIOR])
    set_cell(row, at->stage, g_strdup(word_of(lg_words_stage, (int)t->stage, at->english)));
  if (at->joined >= 0)
    set_cell(row, at->joined,
             g_strdup_printf("%04d-%02d-%02d", m->date.year, m->date.month, m->date.day));
  if (at->years >= 0) set_cell(row, at->years, g_strdup_printf("%d", m->years));
  if (at->rotated >= 0 && !at->period && moves(m, i))
    set_cell(row, at->rotated, g_strdup(word_of(lg_words_yes_no, 1, at->english)));
}

static void make_teachers(struct making *m, const lg_table *table)
{
  GPtrArray *rows = rows_new(), *heading = heading_row(table);
  struct teacher_places at = {place_of(table, LG_T_SCHOOL),           place_of(table, LG_T_STAGE),
                              place_of(table, LG_T_JOINED),           place_of(table, LG_T_YEARS),
                              place_of(table, LG_T_ROTATED),          is_english(table),
                              m->input->policy->period_from.year != 0};
  bool staged = at.stage < 0 && needs_stage(m);
  if (staged) {
    at.stage = (int)heading->len;
    g_ptr_array_add(heading, g_strdup(field_heading(LG_TABLE_TEACHERS, LG_T_STAGE, at.english)));
  }
  g_ptr_array_add(rows, heading);
  GHashTable *teachers = teachers_by_row(m->district);
  for (int r = 0; r < table->row_count; r++) {
    GPtrArray *row = copied_row(table, r);
    if (staged) g_ptr_array_add(row, g_strdup(""));
    int i =
        GPOINTER_TO_INT(g_hash_table_lookup(teachers, GINT_TO_POINTER(table->row_number[r]))) - 1;
    if (i >= 0) change_teacher(m, i, &at, row);
    g_ptr_array_add(rows, row);
  }
  g_hash_table_unref(teachers);
  add_table(m, "teachers", rows);
}

/* ---- the ledger ---- */

static lg_date day_before(lg_date date)
{
  GDate day;
  g_date_set_dmy(&day, (GDateDay)date.day, (GDateMonth)date.month, (GDateYear)date.year);
  g_date_subtract_days(&day, 1);
  return (lg_date){g_date_get_year(&day), (int)g_date_get_month(&day), g_date_get_day(&day)};
}

/* The running row of this line whose teacher leaves the school, or NULL. */
static const lg_service *ended_by(const struct making *m, int row)
{
  for (int k = 0; k < m->district->service_count; k++) {
    const lg_service *service = &m->district->services[k];
    if (service->row != row) continue;
    bool runs = lg_service_state_at(service, m->date) == LG_SERVICE_RUNNING;
    bool lent = m->input->policy->flexible.given && !lg_service_is_whole(service) &&
                m->to[service->teacher].guest != service->to;
    return runs && (leaves(m, service->teacher) || lent) ? service : NULL;
  }
  return NULL;
}

/* Where the columns of the ledger stand; those that new rows need are added at the right. */
static void ledger_places(const lg_table *table, bool grows, bool units, bool english,
                          GPtrArray *heading, int place[LG_SV_COUNT])
{
  for (int f = 0; f < LG_SV_COUNT; f++) {
    place[f] = table ? place_of(table, f) : -1;
    if (place[f] >= 0 || !grows || (table && f == LG_SV_UNITS && !units)) continue;
    place[f] = (int)heading->len;
    g_ptr_array_add(heading, g_strdup(field_heading(LG_TABLE_SERVICE, f, english)));
  }
}

/* YYYY-MM of the month before `date` and so many years. */
static char *last_month(lg_date date, int years)
{
  int months = date.year * 12 + date.month - 2 + 12 * years;
  return months / 12 > 2100 ? g_strdup("")
                            : g_strdup_printf("%04d-%02d", months / 12, months % 12 + 1);
}

/* How a new row names the teacher: by the id, where that is made of fields by a name that is alone. */
static const char *teacher_text(const struct making *m, int teacher)
{
  const lg_teacher *t = &m->district->teachers[teacher];
  bool made = lg_plan_get_head(m->input->plan)->made_of_count > 0;
  for (int i = 0; made && i < m->district->teacher_count; i++)
    if (i != teacher && strcmp(m->district->teachers[i].name, t->name) == 0) made = false;
  return made && *t->name ? t->name : lg_teacher_own_id(t);
}

static GPtrArray *mover_row(const struct making *m, int i, const int place[LG_SV_COUNT], int width,
                            bool by_name, bool english)
{
  const lg_policy *policy = m->input->policy;
  int route = m->audit->placements[i].route;
  bool locked = route == LG_MISSING || route >= policy->route_count;
  const lg_route by_lock = {
      .id = "lock", .name = english ? "lock" : "锁定", .then = LG_BACK_STAY, .personnel = true};
  const lg_route *by = locked ? &by_lock : &policy->routes[route];
  GPtrArray *row = row_new();
  for (int c = 0; c < width; c++) g_ptr_array_add(row, g_strdup(""));
  set_cell(row, place[LG_SV_TEACHER], g_strdup(teacher_text(m, i)));
  set_cell(row, place[LG_SV_FORM], g_strdup(by->name));
  set_cell(row, place[LG_SV_PERSONNEL], g_strdup(word_of(lg_words_yes_no, by->personnel, english)));
  set_cell(row, place[LG_SV_BEGIN], g_strdup_printf("%04d-%02d", m->date.year, m->date.month));
  set_cell(row, place[LG_SV_END], by->term ? last_month(m->date, by->term) : g_strdup(""));
  set_cell(row, place[LG_SV_FROM], school_text(m, m->district->teachers[i].school, by_name));
  set_cell(row, place[LG_SV_TO], school_text(m, m->to[i].school, by_name));
  set_cell(row, place[LG_SV_BACK], g_strdup(word_of(lg_words_back, (int)by->then, english)));
  return row;
}

/* A flexible service that the ledger has not yet: it lasts until the next plan. */
static GPtrArray *guest_row(const struct making *m, int i, const int place[LG_SV_COUNT], int width,
                            bool by_name, bool english)
{
  int route = m->audit->placements[i].guest_route;
  GPtrArray *row = row_new();
  for (int c = 0; c < width; c++) g_ptr_array_add(row, g_strdup(""));
  set_cell(row, place[LG_SV_TEACHER], g_strdup(teacher_text(m, i)));
  if (route != LG_MISSING)
    set_cell(row, place[LG_SV_FORM], g_strdup(m->input->policy->flexible.routes[route].name));
  set_cell(row, place[LG_SV_PERSONNEL], g_strdup(word_of(lg_words_yes_no, 0, english)));
  set_cell(row, place[LG_SV_BEGIN], g_strdup_printf("%04d-%02d", m->date.year, m->date.month));
  set_cell(row, place[LG_SV_END], last_month(m->next, 0));
  set_cell(row, place[LG_SV_FROM], school_text(m, m->district->teachers[i].school, by_name));
  set_cell(row, place[LG_SV_TO], school_text(m, m->to[i].guest, by_name));
  set_cell(row, place[LG_SV_UNITS], g_strdup_printf("%d", m->audit->units[i]));
  return row;
}

static bool serves_newly(const struct making *m, int teacher)
{
  int guest = m->to[teacher].guest;
  return guest != LG_MISSING && guest != lg_fixed_guest(m->district, teacher);
}

/* The old rows; one that the roster ends gets an end, or goes where it would end before it began. */
static void old_rows(const struct making *m, const lg_table *table, const int place[LG_SV_COUNT],
                     guint width, GPtrArray *rows)
{
  lg_date last = day_before(m->date);
  for (int r = 0; r < table->row_count; r++) {
    const lg_service *ended = ended_by(m, table->row_number[r]);
    if (ended && lg_value_date_order(last, ended->begin) < 0) continue;
    GPtrArray *row = copied_row(table, r);
    while (row->len < width) g_ptr_array_add(row, g_strdup(""));
    if (ended)
      set_cell(row, place[LG_SV_END],
               g_strdup_printf("%04d-%02d-%02d", last.year, last.month, last.day));
    g_ptr_array_add(rows, row);
  }
}

/* Do the tables of teachers name schools by their names? */
static bool schools_stand_by_name(const struct making *m, const lg_table *teachers)
{
  int names = 0;
  for (int r = 0; r < teachers->row_count; r++) {
    g_autofree char *text = lg_fold_id(lg_table_cell(teachers, r, LG_T_SCHOOL));
    names += lg_district_school(m->district, text) < 0;
  }
  return 2 * names > teachers->row_count;
}

/* Makes the ledger where there was one or is something to write. */
static bool make_service(struct making *m, const lg_table *table, const lg_table *teachers)
{
  GArray *movers = g_array_new(FALSE, FALSE, sizeof(int));
  bool ends = false, units = false;
  for (int i = 0; i < m->district->teacher_count; i++) {
    if (moves(m, i) || serves_newly(m, i)) g_array_append_val(movers, i);
    units |= serves_newly(m, i);
  }
  for (int r = 0; table && r < table->row_count; r++)
    ends |= ended_by(m, table->row_number[r]) != NULL;
  bool made = table || movers->len > 0;
  if (made) {
    bool english = is_english(table ? table : teachers),
         by_name = schools_stand_by_name(m, teachers);
    GPtrArray *rows = rows_new(), *heading = table ? heading_row(table) : row_new();
    int place[LG_SV_COUNT];
    ledger_places(table, movers->len > 0 || ends, units, english, heading, place);
    g_ptr_array_add(rows, heading);
    if (table) old_rows(m, table, place, heading->len, rows);
    for (guint k = 0; k < movers->len; k++) {
      int i = g_array_index(movers, int, k), width = (int)heading->len;
      g_ptr_array_add(rows, moves(m, i) ? mover_row(m, i, place, width, by_name, english)
                                        : guest_row(m, i, place, width, by_name, english));
    }
    add_table(m, "service", rows);
  }
  g_array_unref(movers);
  return made;
}

/* ---- all of them ---- */

static void make_copy(struct making *m, const lg_table *table, bool rows_too)
{
  GPtrArray *rows = rows_new();
  g_ptr_array_add(rows, heading_row(table));
  for (int r = 0; rows_too && r < table->row_count; r++)
    g_ptr_array_add(rows, copied_row(table, r));
  add_table(m, lg_shape_of(table->kind)->name, rows);
}

/* The table once more, now with all its columns. */
static lg_table *table_again(const lg_plan_head *head, int kind)
{
  if (!head->table[kind] || kind == LG_TABLE_ROSTER) return NULL;
  lg_naming naming = head->naming[kind];
  naming.keeps_all = true;
  lg_report *unheard = lg_report_new(); /* all that is wrong has been said */
  lg_table *table = lg_table_read(head->outside[kind] ? "." : head->folder, head->table[kind],
                                  (lg_table_kind)kind, &naming, NULL, unheard);
  lg_report_free(unheard);
  if (table) table->naming = NULL;
  return table;
}

lg_next_year *lg_next_year_new(const lg_input *input, const lg_roster *roster,
                               const lg_audit *audit, lg_date date)
{
  const lg_plan_head *head = lg_plan_get_head(input->plan);
  struct making m = {.input = input,
                     .district = input->district,
                     .to = roster->assignments,
                     .audit = audit,
                     .date = input->policy->date,
                     .next = date,
                     .out = g_new0(lg_next_year, 1)};
  lg_date counted = date; /* 28 February after the 29th counts as a whole year */
  if (m.date.month == 2 && m.date.day == 29 && date.month == 2 && date.day == 28) counted.day = 29;
  m.years = lg_value_whole_years(m.date, counted);
  m.out->tables = g_array_new(FALSE, FALSE, sizeof(lg_next_table));
  lg_table *tables[LG_TABLE_COUNT];
  bool whole = true;
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++) {
    tables[kind] = table_again(head, kind);
    whole &= tables[kind] || !head->table[kind] || kind == LG_TABLE_ROSTER;
  }
  bool ledger = false;
  for (int kind = 0; whole && kind < LG_TABLE_COUNT; kind++) {
    if (kind == LG_TABLE_SERVICE)
      ledger = make_service(&m, tables[kind], tables[LG_TABLE_TEACHERS]);
    else if (kind == LG_TABLE_TEACHERS)
      make_teachers(&m, tables[kind]);
    else if (tables[kind])
      make_copy(&m, tables[kind],
                kind == LG_TABLE_SCHOOLS || kind == LG_TABLE_DEMAND || kind == LG_TABLE_FLEXIBLE ||
                    kind == LG_TABLE_DISTANCES);
  }
  m.out->plan = lg_next_plan(lg_plan_root(input->plan), date, ledger);
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++) lg_table_free(tables[kind]);
  if (whole) return m.out;
  lg_next_year_free(m.out); /* a table was taken away while this ran */
  return NULL;
}
