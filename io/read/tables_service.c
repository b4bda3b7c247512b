/* tables_service.c - the ledger of services. A row of which nothing can be said but that its teacher
 * has left is skipped; what contradicts the table of teachers is a defect. */
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "io/words/shapes.h"
#include "model/input_limits.h"
#include "model/service.h"
#include "table_pieces.h"
#include "tables_reader.h"
#include "values.h"

/* What is said once of many rows: the first of them, and how many. */
struct said_once {
  int row, field, count;
};

struct service_reader {
  lg_tables *in;
  const lg_table *table;
  GArray *entries; /* struct service_entry */
  struct said_once left, outside, to_come, idle;
};

struct service_entry {
  lg_service service;
  int row; /* of the table */
};

static void once(struct said_once *what, const lg_table_row *at, int field)
{
  if (what->count++ == 0) {
    what->row = at->row;
    what->field = field;
  }
}

static int days_of(lg_date date)
{
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
  return days[date.month - 1] + (date.month == 2 && leap);
}

/* Without a day the service begins with its first month and ends with its last one.
 *   returns  false where the row says nothing of when it was */
static bool dates_read(const lg_table_row *at, lg_service *service)
{
  if (!lg_row_is_filled(at, LG_SV_BEGIN)) return false;
  lg_row_date(at, LG_SV_BEGIN, true, &service->begin);
  lg_row_date(at, LG_SV_END, true, &service->end);
  const char *shown = lg_row_shown_number(at, LG_SV_END);
  if (service->end.year && !lg_value_date_has_day(shown ? shown : lg_row_text(at, LG_SV_END)))
    service->end.day = days_of(service->end);
  bool told = *lg_row_text(at, LG_SV_END) && !service->end.year;
  if (!service->begin.year || told) return false;
  if (!service->end.year || lg_value_date_order(service->end, service->begin) >= 0) return true;
  lg_row_tell(at, LG_SV_END, LG_MSG_SERVICE_END, lg_row_given(at, LG_SV_END),
              lg_row_given(at, LG_SV_BEGIN), NULL);
  return false;
}

static int place_read(struct service_reader *reader, const lg_table_row *at, int field)
{
  int school = lg_row_school_or_outside(at, field);
  if (school == LG_OUTSIDE) once(&reader->outside, at, field);
  return school;
}

/* Where the service leads from and to. */
static bool places_read(struct service_reader *reader, const lg_table_row *at, lg_service *service)
{
  bool from = *lg_row_text(at, LG_SV_FROM) != '\0';
  service->from = from ? place_read(reader, at, LG_SV_FROM) : LG_MISSING;
  if (!lg_row_is_filled(at, LG_SV_TO)) return false;
  service->to = place_read(reader, at, LG_SV_TO);
  if (service->to == LG_MISSING || (from && service->from == LG_MISSING)) return false;
  if (service->from != service->to) return true;
  if (service->to == LG_OUTSIDE &&
      strcmp(lg_row_words(at, LG_SV_FROM), lg_row_words(at, LG_SV_TO)) != 0)
    return true;
  lg_row_tell(at, LG_SV_TO, LG_MSG_SERVICE_SAME_SCHOOL, lg_row_given(at, LG_SV_TO), NULL);
  return false;
}

/* Who left is no defect where the service is over.
 *   returns  whether the row counts */
static bool teacher_read(struct service_reader *reader, const lg_table_row *at, bool dated,
                         lg_service *service)
{
  lg_date date = reader->in->head->date;
  bool over = dated && date.year && lg_service_state_at(service, date) == LG_SERVICE_OVER;
  service->teacher =
      over ? lg_row_teacher_or_outside(at, LG_SV_TEACHER) : lg_row_teacher(at, LG_SV_TEACHER);
  if (service->teacher == LG_OUTSIDE) once(&reader->left, at, LG_SV_TEACHER);
  return service->teacher >= 0;
}

static void row_read(struct service_reader *reader, const lg_table_row *at)
{
  int personnel = 0, back = LG_BACK_UNSAID;
  g_autofree char *form = lg_fold(lg_row_given(at, LG_SV_FORM));
  if (strcmp(form, "无") == 0) return;
  struct service_entry entry = {.row = at->row};
  lg_service *service = &entry.service;
  *service = (lg_service){.units = LG_MISSING, .row = at->table->row_number[at->row]};
  const char *file = lg_table_row_place(at->table, at->row, &service->line);
  service->file = lg_tables_keep(reader->in, file);
  bool dated = dates_read(at, service);
  bool known = teacher_read(reader, at, dated, service);
  if (service->teacher == LG_OUTSIDE) return;
  bool placed = places_read(reader, at, service);
  service->form = lg_tables_keep(reader->in, lg_row_told(at, LG_SV_FORM));
  bool good = lg_row_word(at, LG_SV_PERSONNEL, &personnel);
  good &= lg_row_whole(at, LG_SV_UNITS, 1, LG_MAX_WHOLE, &service->units);
  good &= lg_row_word(at, LG_SV_BACK, &back);
  service->personnel = personnel;
  service->back = (lg_back)back;
  if (dated && known && placed && good) g_array_append_val(reader->entries, entry);
}

/* ---- what rows say together ---- */

static bool lacks_stage(const lg_tables *in, int school, int teacher)
{
  const bool *has = in->district->schools[school].has_stage;
  bool known = in->stage_known[teacher] && (has[LG_PRIMARY] || has[LG_JUNIOR]);
  return known && !has[in->district->teachers[teacher].stage];
}

/* What contradicts the table of teachers in a row that runs. */
static void check_running(struct service_reader *reader, const struct service_entry *entry)
{
  const lg_service *service = &entry->service;
  const lg_district *district = reader->in->district;
  const lg_teacher *teacher = &district->teachers[service->teacher];
  const char *id = lg_teacher_own_id(teacher);
  lg_table_row at = {reader->in, reader->table, entry->row};
  int home = teacher->school;
  if (home < 0) return;
  const char *home_name = district->schools[home].name;
  const char *to = lg_row_given(&at, LG_SV_TO);
  if (lg_service_is_whole(service)) {
    if (service->to >= 0 && service->to != home)
      lg_row_tell(&at, LG_SV_TO, LG_MSG_SERVICE_ELSEWHERE, id, to, home_name, NULL);
    return;
  }
  if (!reader->in->head->flexible) once(&reader->idle, &at, LG_SV_UNITS);
  if (service->from != LG_MISSING && service->from != home)
    lg_row_tell(&at, LG_SV_FROM, LG_MSG_SERVICE_FLEXIBLE_FROM, lg_row_given(&at, LG_SV_FROM),
                home_name, id, NULL);
  if (service->to == LG_OUTSIDE)
    lg_row_tell(&at, LG_SV_TO, LG_MSG_SERVICE_FLEXIBLE_OUTSIDE, to, NULL);
  else if (service->to == home)
    lg_row_tell(&at, LG_SV_TO, LG_MSG_SERVICE_FLEXIBLE_HOME, to, id, NULL);
  else if (lacks_stage(reader->in, service->to, service->teacher))
    lg_row_tell(&at, LG_SV_TO, LG_MSG_LOCK_STAGE, to, id, NULL);
}

static int entry_order(gconstpointer a, gconstpointer b)
{
  const struct service_entry *x = a, *y = b;
  int order = lg_service_compare(&x->service, &y->service);
  return order ? order : x->row - y->row;
}

static int begin_order(gconstpointer a, gconstpointer b)
{
  const struct service_entry *x = a, *y = b;
  if (x->service.teacher != y->service.teacher) return x->service.teacher - y->service.teacher;
  int order = lg_value_date_order(x->service.begin, y->service.begin);
  return order ? order : x->row - y->row;
}

static bool ends_later(const lg_service *x, const lg_service *y)
{
  if (!x->end.year || !y->end.year) return !x->end.year && y->end.year;
  return lg_value_date_order(x->end, y->end) > 0;
}

/* Two that run at once are a defect where they are of one kind. */
static bool both_run(const struct service_reader *reader, const lg_service *x, const lg_service *y)
{
  lg_date date = reader->in->head->date;
  return lg_service_is_whole(x) == lg_service_is_whole(y) &&
         lg_service_state_at(x, date) == LG_SERVICE_RUNNING &&
         lg_service_state_at(y, date) == LG_SERVICE_RUNNING;
}

/* Each row, by its begin, against the one of those before it that ends last; and the running ones of
 * a kind against the first of them. */
static void check_overlaps(struct service_reader *reader, GArray *entries)
{
  const struct service_entry *last = NULL, *runs[2] = {NULL, NULL};
  g_array_sort(entries, begin_order);
  for (guint k = 0; k < entries->len; k++) {
    const struct service_entry *entry = &g_array_index(entries, struct service_entry, k);
    const lg_service *service = &entry->service;
    lg_table_row at = {reader->in, reader->table, entry->row};
    const char *id = lg_teacher_own_id(&reader->in->district->teachers[service->teacher]);
    bool whole = lg_service_is_whole(service);
    if (last && last->service.teacher != service->teacher) last = runs[0] = runs[1] = NULL;
    if (runs[whole] && both_run(reader, &runs[whole]->service, service))
      lg_row_tell(&at, LG_SV_TEACHER,
                  whole ? LG_MSG_SERVICE_RUNNING_TWO : LG_MSG_SERVICE_FLEXIBLE_TWO, id,
                  lg_tables_row_text(reader->in, reader->table, runs[whole]->row), NULL);
    else if (last && (!last->service.end.year ||
                      lg_value_date_order(last->service.end, service->begin) >= 0))
      lg_row_tell(&at, LG_SV_BEGIN, LG_MSG_SERVICE_OVERLAP, id,
                  lg_tables_row_text(reader->in, reader->table, last->row), NULL);
    if (!runs[whole] && both_run(reader, service, service)) runs[whole] = entry;
    if (!last || ends_later(service, &last->service)) last = entry;
  }
}

static void check_states(struct service_reader *reader, GArray *entries)
{
  lg_date date = reader->in->head->date;
  for (guint k = 0; k < entries->len; k++) {
    const struct service_entry *entry = &g_array_index(entries, struct service_entry, k);
    lg_table_row at = {reader->in, reader->table, entry->row};
    lg_service_state state = lg_service_state_at(&entry->service, date);
    if (state == LG_SERVICE_RUNNING) check_running(reader, entry);
    if (state == LG_SERVICE_TO_COME) once(&reader->to_come, &at, LG_SV_BEGIN);
  }
}

/* The word no under `rotated` of one who has a service in the period. */
static void check_rotated(struct service_reader *reader)
{
  lg_tables *in = reader->in;
  lg_date from = in->head->period_from, date = in->head->date;
  const lg_district *district = in->district;
  int count = 0, first = LG_MISSING, last = LG_MISSING;
  for (int k = 0; k < district->service_count && from.year; k++) {
    const lg_service *service = &district->services[k];
    int row = in->denied_at[service->teacher];
    bool counts = lg_service_is_whole(service) && lg_value_date_order(service->begin, from) >= 0 &&
                  lg_service_state_at(service, date) != LG_SERVICE_TO_COME;
    if (!counts || row == LG_MISSING || service->teacher == last) continue;
    last = service->teacher;
    if (count++ == 0 || row < first) first = row;
  }
  lg_table_row at = {in, in->table[LG_TABLE_TEACHERS], first};
  if (count)
    lg_row_tell(&at, LG_T_ROTATED, LG_MSG_SERVICE_ROTATED, lg_tables_number_text(in, count), NULL);
}

/* Rows in order, each once. */
static void services_settle(struct service_reader *reader, GArray *entries)
{
  lg_district *district = reader->in->district;
  g_array_sort(entries, entry_order);
  district->services = g_new0(lg_service, entries->len + 1);
  guint kept = 0;
  for (guint k = 0; k < entries->len; k++) {
    const struct service_entry entry = g_array_index(entries, struct service_entry, k);
    const struct service_entry *last =
        kept ? &g_array_index(entries, struct service_entry, kept - 1) : NULL;
    lg_table_row at = {reader->in, reader->table, entry.row};
    if (last && lg_service_compare(&last->service, &entry.service) == 0) {
      lg_row_tell(&at, LG_SV_TEACHER, LG_MSG_SERVICE_TWICE,
                  lg_teacher_own_id(&district->teachers[entry.service.teacher]),
                  lg_tables_row_text(reader->in, reader->table, last->row), NULL);
      continue;
    }
    g_array_index(entries, struct service_entry, kept++) = entry;
    district->services[district->service_count++] = entry.service;
  }
  g_array_set_size(entries, kept);
}

/* Says what was counted, at the first such row. */
static void say_once(struct service_reader *reader, const struct said_once *what,
                     lg_message message)
{
  lg_table_row at = {reader->in, reader->table, what->row};
  const char *count = lg_tables_number_text(reader->in, what->count);
  if (what->count == 0) return;
  if (message == LG_MSG_SERVICE_IDLE)
    lg_row_tell(&at, what->field, message, count, NULL);
  else if (message == LG_MSG_SERVICE_TO_COME)
    lg_row_tell(&at, what->field, message, lg_row_given(&at, LG_SV_TEACHER),
                lg_tables_date_text(reader->in, reader->in->head->date), count, NULL);
  else
    lg_row_tell(&at, what->field, message, lg_row_given(&at, what->field), count, NULL);
}

void lg_tables_read_service(lg_tables *tables)
{
  const lg_table *table = tables->table[LG_TABLE_SERVICE];
  if (!table) return;
  lg_district *district = tables->district;
  struct service_reader reader = {.in = tables, .table = table};
  reader.entries = g_array_new(FALSE, FALSE, sizeof(struct service_entry));
  lg_table_row at = {tables, table, 0};
  district->service_from_heading = lg_tables_keep(tables, lg_row_heading(&at, LG_SV_FROM));
  district->service_end_heading = lg_tables_keep(tables, lg_row_heading(&at, LG_SV_END));
  district->service_back_heading = lg_tables_keep(tables, lg_row_heading(&at, LG_SV_BACK));
  for (at.row = 0; at.row < table->row_count; at.row++) row_read(&reader, &at);
  services_settle(&reader, reader.entries);
  if (tables->head->date.year) {
    check_states(&reader, reader.entries);
    check_overlaps(&reader, reader.entries);
    check_rotated(&reader);
  }
  say_once(&reader, &reader.left, LG_MSG_SERVICE_LEFT);
  say_once(&reader, &reader.outside, LG_MSG_SERVICE_OUTSIDE);
  say_once(&reader, &reader.to_come, LG_MSG_SERVICE_TO_COME);
  say_once(&reader, &reader.idle, LG_MSG_SERVICE_IDLE);
  g_array_free(reader.entries, TRUE);
}

/* ---- when the routes are known ---- */

/* A flexible service whose term runs on, but which a lock or R13 ends. */
static void check_flexible(const lg_policy *policy, const lg_district *district, int i,
                           lg_report *report)
{
  lg_rule ended;
  const lg_service *flexible = lg_service_flexible(policy, district, i, &ended);
  if (!flexible || flexible->to < 0 || ended == LG_R1_POST) return;
  lg_report_add(
      report, ended == LG_R9_LOCK ? LG_MSG_SERVICE_ENDED_LOCK : LG_MSG_SERVICE_ENDED_RETURN,
      flexible->file, flexible->line, district->service_end_heading,
      lg_teacher_own_id(&district->teachers[i]), district->schools[flexible->to].name, NULL);
}

void lg_services_check(const lg_policy *policy, const lg_district *district, lg_report *report)
{
  for (int i = 0; i < district->teacher_count && district->service_count > 0; i++) {
    if (policy->flexible.given) check_flexible(policy, district, i, report);
    const lg_service *latest = lg_service_latest(district, policy->date, i);
    const lg_teacher *teacher = &district->teachers[i];
    if (!latest || latest->personnel || latest->to != teacher->school || latest->from < 0 ||
        latest->from == teacher->school || lg_service_back(policy, latest) != LG_BACK_RETURN)
      continue;
    const lg_school *from = &district->schools[latest->from];
    if (!from->has_stage[teacher->stage])
      lg_report_add(report, LG_MSG_SERVICE_BACK_STAGE, latest->file, latest->line,
                    district->service_from_heading, from->name, lg_teacher_own_id(teacher),
                    district->service_back_heading, NULL);
    lg_date year_on = {latest->end.year + 1, latest->end.month, latest->end.day};
    if (latest->end.year == 0 || lg_value_date_order(year_on, policy->date) >= 0) continue;
    g_autofree char *ended =
        g_strdup_printf("%04d-%02d-%02d", latest->end.year, latest->end.month, latest->end.day);
    lg_report_add(report, LG_MSG_SERVICE_LATE, latest->file, latest->line,
                  district->service_end_heading, lg_teacher_own_id(teacher), ended,
                  district->service_back_heading, NULL);
  }
}
