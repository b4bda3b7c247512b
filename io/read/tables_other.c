/* tables_other.c - the optional tables that name teachers and schools: wishes, locks, distances,
 * pairs. Each is read into entries with their rows, sorted, and looked through for repetitions, so
 * that the order of rows decides nothing. */
#include <stdlib.h>
#include <string.h>

#include "io/words/shapes.h"
#include "model/input_limits.h"
#include "table_pieces.h"
#include "tables_reader.h"
#include "values.h"

/* Tables mostly come sorted. */
static bool entries_are_sorted(const GArray *entries, GCompareFunc order, size_t entry_size)
{
  for (guint k = 1; k < entries->len; k++) {
    const char *entry = entries->data + k * entry_size;
    if (order(entry - entry_size, entry) > 0) return false;
  }
  return true;
}

/* Sorts entries and gives the place for as many in the district. */
static void *entries_sort(GArray *entries, GCompareFunc order, size_t size)
{
  if (!entries_are_sorted(entries, order, g_array_get_element_size(entries)))
    g_array_sort(entries, order);
  return g_malloc0_n((gsize)entries->len + 1, size);
}

/* Of a school or teacher whose own stage is in doubt nothing is said: that is reported there. */
static bool school_lacks_stage(const lg_tables *in, int school, int teacher)
{
  const bool *has = in->district->schools[school].has_stage;
  bool known = in->stage_known[teacher] && (has[LG_PRIMARY] || has[LG_JUNIOR]);
  return known && !has[in->district->teachers[teacher].stage];
}

/* ---- wishes ---- */

struct wish_entry {
  lg_wish wish;
  int row, field; /* of the school */
};

/* By what may not repeat, then by row. */
static int wish_entry_order(gconstpointer a, gconstpointer b)
{
  const struct wish_entry *x = a, *y = b;
  if (x->wish.teacher != y->wish.teacher) return x->wish.teacher - y->wish.teacher;
  if (x->wish.school != y->wish.school) return x->wish.school - y->wish.school;
  return x->row != y->row ? x->row - y->row : x->field - y->field;
}

static int wish_order(const void *a, const void *b)
{
  const lg_wish *x = a, *y = b;
  if (x->teacher != y->teacher) return x->teacher - y->teacher;
  if (x->rank != y->rank) return x->rank - y->rank;
  return x->school - y->school;
}

/* Keeps a wish whose school stands in column `field`, unless it is defective. */
static void wish_keep(const lg_table_row *at, int field, lg_wish wish, GArray *entries)
{
  if (wish.teacher < 0 || wish.school < 0) return;
  const lg_teacher *teacher = &at->in->district->teachers[wish.teacher];
  if (teacher->school == wish.school)
    lg_row_tell(at, field, LG_MSG_WISH_OWN_SCHOOL, lg_row_given(at, field),
                lg_teacher_own_id(teacher), NULL);
  else if (school_lacks_stage(at->in, wish.school, wish.teacher))
    lg_row_tell(at, field, LG_MSG_WISH_STAGE, lg_row_given(at, field), lg_teacher_own_id(teacher),
                NULL);
  struct wish_entry entry = {wish, at->row, field};
  g_array_append_val(entries, entry);
}

static int wish_rank(const lg_table_row *at)
{
  int rank = 0;
  if (!lg_row_is_filled(at, LG_W_RANK)) return 0;
  if (lg_value_rank(lg_row_words(at, LG_W_RANK), &rank))
    lg_row_note(at, LG_W_RANK, LG_MSG_RANK_WORDS, lg_tables_number_text(at->in, rank));
  else
    lg_row_whole(at, LG_W_RANK, 1, LG_MAX_WHOLE, &rank);
  return rank;
}

/* A row of one wish, or of all of a teacher, whose empty cells are none. */
static void wishes_read(const lg_table_row *at, bool wide, GArray *entries)
{
  lg_wish wish = {.teacher = lg_row_teacher(at, LG_W_TEACHER)};
  if (!wide) {
    wish.school = lg_row_school(at, LG_W_SCHOOL);
    wish.rank = wish_rank(at);
    wish_keep(at, LG_W_SCHOOL, wish, entries);
    return;
  }
  for (int k = 0; k < LG_WIDE_WISHES; k++) {
    int field = LG_W_FIRST + k;
    if (!*lg_row_text(at, field)) continue;
    wish.school = lg_row_school(at, field);
    wish.rank = k + 1;
    wish_keep(at, field, wish, entries);
  }
}

/* Do the wishes of a row stand side by side? Of a table in many pieces each says so for itself. */
static bool is_wide(const lg_table *table, int row)
{
  const lg_table *piece = lg_table_piece_at(table, row);
  for (int f = LG_W_FIRST; f < LG_W_COUNT; f++)
    if (piece->column_of[f] >= 0) return true;
  return false;
}

/* Says which columns are wishes, where they stand side by side. */
static void wishes_tell_wide(const lg_tables *tables, const lg_table *table)
{
  GString *columns = g_string_new(NULL);
  for (int f = LG_W_FIRST; f < LG_W_COUNT; f++)
    if (table->column_of[f] >= 0)
      g_string_append_printf(columns, "%s%s", columns->len ? ", " : "",
                             table->heading[table->column_of[f]]);
  if (columns->len)
    lg_report_add(tables->report, LG_MSG_WISHES_WIDE, table->file, table->heading_row, "",
                  columns->str, NULL);
  g_string_free(columns, TRUE);
}

void lg_tables_read_wishes(lg_tables *tables)
{
  const lg_table *table = tables->table[LG_TABLE_WISHES];
  if (!table) return;
  lg_district *district = tables->district;
  GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct wish_entry));
  wishes_tell_wide(tables, table);
  for (int row = 0; row < table->row_count; row++)
    wishes_read(&(lg_table_row){tables, table, row}, is_wide(table, row), entries);
  district->wishes = entries_sort(entries, wish_entry_order, sizeof(lg_wish));
  for (guint k = 0; k < entries->len; k++) {
    const struct wish_entry *entry = &g_array_index(entries, struct wish_entry, k);
    const struct wish_entry *before = k > 0 ? entry - 1 : NULL;
    lg_table_row at = {tables, table, entry->row};
    if (before && before->wish.teacher == entry->wish.teacher &&
        before->wish.school == entry->wish.school)
      lg_row_tell(&at, entry->field, LG_MSG_WISH_TWICE, lg_row_given(&at, LG_W_TEACHER),
                  lg_row_given(&at, entry->field), lg_tables_row_text(tables, table, before->row),
                  NULL);
    else
      district->wishes[district->wish_count++] = entry->wish;
  }
  qsort(district->wishes, (size_t)district->wish_count, sizeof(lg_wish), wish_order);
  g_array_free(entries, TRUE);
}

/* ---- locks ---- */

struct lock_entry {
  lg_lock lock;
  int row;
};

/* Of equal locks the one with a reason comes first, then by bytes: the one that is kept. */
static int lock_order(gconstpointer a, gconstpointer b)
{
  const struct lock_entry *x = a, *y = b;
  if (x->lock.teacher != y->lock.teacher) return x->lock.teacher - y->lock.teacher;
  if (x->lock.school != y->lock.school) return x->lock.school - y->lock.school;
  if (x->lock.kind != y->lock.kind) return (int)x->lock.kind - (int)y->lock.kind;
  if (!*x->lock.reason != !*y->lock.reason) return *x->lock.reason ? -1 : 1;
  int order = strcmp(x->lock.reason, y->lock.reason);
  if (!order) order = strcmp(x->lock.by, y->lock.by);
  return order ? order : (int)x->lock.stay - (int)y->lock.stay;
}

static bool lock_read(const lg_table_row *at, lg_lock *lock)
{
  lg_tables *in = at->in;
  const lg_district *district = in->district;
  int kind = LG_MISSING;
  lock->teacher = lg_row_teacher(at, LG_L_TEACHER);
  const char *school = lg_row_text(at, LG_L_SCHOOL);
  lock->stay = g_ascii_strcasecmp(school, "stay") == 0 || strcmp(school, "留任") == 0;
  if (!lock->stay)
    lock->school = lg_row_school(at, LG_L_SCHOOL);
  else
    lock->school = lock->teacher < 0 ? LG_MISSING : district->teachers[lock->teacher].school;
  if (lg_row_is_filled(at, LG_L_KIND)) lg_row_word(at, LG_L_KIND, &kind);
  lock->kind = (lg_lock_kind)kind;
  lock->reason = lg_tables_keep(in, lg_row_told(at, LG_L_REASON));
  lock->by = lg_tables_keep(in, lg_row_told(at, LG_L_BY));
  if (lock->teacher < 0 || lock->school < 0 || kind < 0) return false;
  const lg_teacher *teacher = &district->teachers[lock->teacher];
  if (lock->kind == LG_LOCK_MUST && lock->school != teacher->school &&
      school_lacks_stage(in, lock->school, lock->teacher))
    lg_row_tell(at, LG_L_SCHOOL, LG_MSG_LOCK_STAGE, lg_row_given(at, LG_L_SCHOOL),
                lg_teacher_own_id(teacher), NULL);
  return true;
}

/* The locks of one teacher: the first `must` by row binds, others to another school are reported.
 */
static void locks_check_must(lg_tables *in, const struct lock_entry *entries, guint count)
{
  const lg_table *table = in->table[LG_TABLE_LOCKS];
  const struct lock_entry *first = NULL;
  for (guint k = 0; k < count; k++)
    if (entries[k].lock.kind == LG_LOCK_MUST && (!first || entries[k].row < first->row))
      first = &entries[k];
  for (guint k = 0; first && k < count; k++) {
    const lg_lock *lock = &entries[k].lock;
    if (lock->kind != LG_LOCK_MUST || lock->school == first->lock.school) continue;
    lg_table_row at = {in, table, entries[k].row}, other = {in, table, first->row};
    lg_row_tell(&at, LG_L_SCHOOL, LG_MSG_LOCK_MUST_TWO, in->district->teachers[lock->teacher].id,
                lg_row_given(&at, LG_L_SCHOOL), lg_row_given(&other, LG_L_SCHOOL),
                lg_tables_row_text(in, table, first->row), NULL);
  }
}

/* Two entries of one teacher and school. */
static void locks_check_two(lg_tables *in, const struct lock_entry *a, const struct lock_entry *b)
{
  const lg_table *table = in->table[LG_TABLE_LOCKS];
  int earlier = MIN(a->row, b->row);
  lg_table_row at = {in, table, MAX(a->row, b->row)};
  const char *teacher = in->district->teachers[a->lock.teacher].id;
  const char *earlier_text = lg_tables_row_text(in, table, earlier);
  if (a->lock.kind == b->lock.kind)
    lg_row_tell(&at, LG_L_SCHOOL, LG_MSG_LOCK_TWICE, teacher, earlier_text, NULL);
  else
    lg_row_tell(&at, LG_L_SCHOOL, LG_MSG_LOCK_MUST_FORBID, teacher, lg_row_given(&at, LG_L_SCHOOL),
                earlier_text, NULL);
}

static void locks_settle(lg_tables *tables, GArray *entries)
{
  lg_district *district = tables->district;
  guint of_teacher = 0;
  for (guint k = 0; k < entries->len; k++) {
    const struct lock_entry *entry = &g_array_index(entries, struct lock_entry, k);
    const struct lock_entry *before = k > 0 ? entry - 1 : NULL;
    bool same_teacher = before && before->lock.teacher == entry->lock.teacher;
    bool same_school = same_teacher && before->lock.school == entry->lock.school;
    if (!same_teacher) of_teacher = k;
    if (same_school) locks_check_two(tables, before, entry);
    if (!same_school || before->lock.kind != entry->lock.kind)
      district->locks[district->lock_count++] = entry->lock;
    if (k + 1 == entries->len || entry[1].lock.teacher != entry->lock.teacher)
      locks_check_must(tables, &g_array_index(entries, struct lock_entry, of_teacher),
                       k + 1 - of_teacher);
  }
}

void lg_tables_read_locks(lg_tables *tables)
{
  const lg_table *table = tables->table[LG_TABLE_LOCKS];
  if (!table) return;
  GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct lock_entry));
  for (int row = 0; row < table->row_count; row++) {
    lg_table_row at = {tables, table, row};
    struct lock_entry entry = {.row = row};
    if (lock_read(&at, &entry.lock)) g_array_append_val(entries, entry);
  }
  tables->district->locks = entries_sort(entries, lock_order, sizeof(lg_lock));
  locks_settle(tables, entries);
  g_array_free(entries, TRUE);
}

/* ---- distances ---- */

struct distance_entry {
  lg_distance distance;
  int row;
};

static int distance_order(gconstpointer a, gconstpointer b)
{
  const struct distance_entry *x = a, *y = b;
  if (x->distance.from_teacher != y->distance.from_teacher)
    return x->distance.from_teacher ? 1 : -1;
  if (x->distance.from != y->distance.from) return x->distance.from - y->distance.from;
  if (x->distance.to != y->distance.to) return x->distance.to - y->distance.to;
  return x->row - y->row;
}

static bool distance_read(const lg_table_row *at, lg_distance *distance)
{
  distance->from = lg_row_origin(at, LG_DIST_FROM, &distance->from_teacher);
  distance->to = lg_row_school(at, LG_DIST_TO);
  if (lg_row_is_filled(at, LG_DIST_KM)) {
    lg_value_fault fault = lg_value_metres(
        lg_row_number(at, LG_DIST_KM, lg_row_text(at, LG_DIST_KM)), &distance->metres);
    if (fault != LG_VALUE_OK)
      lg_row_tell(at, LG_DIST_KM, fault == LG_VALUE_BAD ? LG_MSG_BAD_NUMBER : LG_MSG_NUMBER_RANGE,
                  lg_row_given(at, LG_DIST_KM), "0", lg_tables_number_text(at->in, LG_MAX_KM),
                  NULL);
  }
  return distance->from >= 0 && distance->to >= 0;
}

void lg_tables_read_distances(lg_tables *tables)
{
  const lg_table *table = tables->table[LG_TABLE_DISTANCES];
  if (!table) return;
  lg_district *district = tables->district;
  GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct distance_entry));
  for (int row = 0; row < table->row_count; row++) {
    lg_table_row at = {tables, table, row};
    struct distance_entry entry = {.row = row};
    if (distance_read(&at, &entry.distance)) g_array_append_val(entries, entry);
  }
  district->distances = entries_sort(entries, distance_order, sizeof(lg_distance));
  for (guint k = 0; k < entries->len; k++) {
    const struct distance_entry *entry = &g_array_index(entries, struct distance_entry, k);
    const lg_distance *d = &entry->distance, *before = &entry[k > 0 ? -1 : 0].distance;
    lg_table_row at = {tables, table, entry->row};
    if (k > 0 && before->from_teacher == d->from_teacher && before->from == d->from &&
        before->to == d->to)
      lg_row_tell(&at, LG_DIST_TO, LG_MSG_DISTANCE_TWICE, lg_row_given(&at, LG_DIST_FROM),
                  lg_row_given(&at, LG_DIST_TO), lg_tables_row_text(tables, table, entry[-1].row),
                  NULL);
    else
      district->distances[district->distance_count++] = *d;
  }
  g_array_free(entries, TRUE);
}

/* ---- pairs ---- */

struct pair_entry {
  lg_pair pair;
  int row;
};

/* (a,b) and (b,a) are the same pair. */
static int pair_entry_order(gconstpointer a, gconstpointer b)
{
  const struct pair_entry *x = a, *y = b;
  int x_low = MIN(x->pair.a, x->pair.b), y_low = MIN(y->pair.a, y->pair.b);
  int x_high = MAX(x->pair.a, x->pair.b), y_high = MAX(y->pair.a, y->pair.b);
  if (x_low != y_low) return x_low - y_low;
  if (x_high != y_high) return x_high - y_high;
  if (x->pair.rule != y->pair.rule) return (int)x->pair.rule - (int)y->pair.rule;
  return x->row - y->row;
}

static bool pair_repeats(const lg_pair *x, const lg_pair *y)
{
  return x->rule == y->rule && MIN(x->a, x->b) == MIN(y->a, y->b) &&
         MAX(x->a, x->b) == MAX(y->a, y->b);
}

static int pair_order(const void *a, const void *b)
{
  const lg_pair *x = a, *y = b;
  if (x->a != y->a) return x->a - y->a;
  if (x->b != y->b) return x->b - y->b;
  return (int)x->rule - (int)y->rule;
}

static bool pair_read(const lg_table_row *at, lg_pair *pair)
{
  int rule = LG_MISSING;
  pair->a = lg_row_teacher(at, LG_P_A);
  pair->b = lg_row_teacher(at, LG_P_B);
  if (lg_row_is_filled(at, LG_P_RULE)) lg_row_word(at, LG_P_RULE, &rule);
  pair->rule = (lg_pair_rule)rule;
  if (pair->a < 0 || pair->b < 0) return false;
  if (pair->a == pair->b) {
    lg_row_tell(at, LG_P_B, LG_MSG_PAIR_SELF, lg_row_given(at, LG_P_B), NULL);
    return false;
  }
  /* Who comes first in the office's table is not published. */
  if (at->in->district->anonymous && pair->a > pair->b) {
    int first = pair->b;
    pair->b = pair->a;
    pair->a = first;
  }
  return rule >= 0;
}

void lg_tables_read_pairs(lg_tables *tables)
{
  const lg_table *table = tables->table[LG_TABLE_PAIRS];
  if (!table) return;
  lg_district *district = tables->district;
  GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct pair_entry));
  for (int row = 0; row < table->row_count; row++) {
    lg_table_row at = {tables, table, row};
    struct pair_entry entry = {.row = row};
    if (pair_read(&at, &entry.pair)) g_array_append_val(entries, entry);
  }
  district->pairs = entries_sort(entries, pair_entry_order, sizeof(lg_pair));
  for (guint k = 0; k < entries->len; k++) {
    const struct pair_entry *entry = &g_array_index(entries, struct pair_entry, k);
    lg_table_row at = {tables, table, entry->row};
    if (k > 0 && pair_repeats(&entry->pair, &entry[-1].pair))
      lg_row_tell(&at, LG_P_B, LG_MSG_PAIR_TWICE, lg_row_given(&at, LG_P_A),
                  lg_row_given(&at, LG_P_B), lg_tables_row_text(tables, table, entry[-1].row),
                  NULL);
    else
      district->pairs[district->pair_count++] = entry->pair;
  }
  qsort(district->pairs, (size_t)district->pair_count, sizeof(lg_pair), pair_order);
  g_array_free(entries, TRUE);
}
