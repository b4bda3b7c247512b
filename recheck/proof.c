#include "proof.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "certificate.h"

/* A goal of the manifest, and what its certificate proved. */
typedef struct {
  char *id, *file, *digest, *best;
  lg_certificate *certificate; /* NULL: not (yet) proved */
  char *held;                  /* the value at which later files hold it; NULL: not known yet */
} goal;

/* Where a teacher may work; a row of names.csv. */
typedef struct {
  const char *teacher, *school;
  const char *column; /* NULL: the only place left to the teacher */
  bool home, guest;   /* at home, and at home with `school` as guest school */
  bool taken;         /* by names.csv and the roster the teacher has it */
  int line;
} place;

typedef struct {
  int line; /* on which it begins */
  char **cells;
} table_row;

struct lg_proof {
  const char *folder;
  char *roster_name, *roster_digest; /* digest NULL: there is no roster */
  GArray *goals;
  GArray *names, *roster; /* table_row; NULL without a roster */
  GHashTable *columns;    /* names of kind `column` */
  GArray *places;
  GHashTable *movers;    /* teacher -> row of the roster */
  int teacher, from, to; /* columns of the roster */
  int guest;             /* that of guest schools, -1: none */
};

static const char names_file[] = "names.csv", manifest_file[] = "manifest.json";

static goal *goal_at(const lg_proof *p, int k)
{
  return &g_array_index(p->goals, goal, k);
}

/* ---- manifest.json ---- */

static char *text_of(const cJSON *object, const char *key)
{
  return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
}

/* A number as text; a text as it is. Beyond 2^53 JSON's numbers are not exact. NULL: neither.
 * g_free. */
static char *number_of(const cJSON *item)
{
  double value = cJSON_GetNumberValue(item);
  if (cJSON_IsString(item)) return g_strdup(cJSON_GetStringValue(item));
  if (!(value >= -0x1p53 && value <= 0x1p53) || value != (double)(gint64)value) return NULL;
  return g_strdup_printf("%" G_GINT64_FORMAT, (gint64)value);
}

static bool is_digest(const char *text)
{
  return text && strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

/* What is wanting in an entry shows when its goal is checked. A file is a plain name in the
 * folder. */
static void read_goal(lg_proof *p, const cJSON *item)
{
  const char *id = text_of(item, "id"), *file = text_of(item, "file");
  const char *digest = text_of(item, "sha256");
  bool named = file && *file && *file != '.' && !strpbrk(file, "/\\") && is_digest(digest) &&
               cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(item, "certified"));
  goal entry = {.id = g_strdup(id ? id : "?"),
                .file = g_strdup(named ? file : NULL),
                .digest = g_strdup(digest),
                .best = number_of(cJSON_GetObjectItemCaseSensitive(item, "best"))};
  g_array_append_val(p->goals, entry);
}

static bool read_manifest(lg_proof *p, lg_fault *fault)
{
  size_t size;
  g_autofree char *path = g_build_filename(p->folder, manifest_file, NULL);
  g_autofree char *text = lg_file_read(path, manifest_file, NULL, &size, fault);
  const char *end;
  cJSON *json = text ? cJSON_ParseWithLengthOpts(text, size + 1, &end, true) : NULL;
  const cJSON *goals = cJSON_GetObjectItemCaseSensitive(json, "goals"), *item;
  const char *roster = text_of(json, "roster");
  bool read =
      cJSON_GetArraySize(goals) > 0 && text_of(json, "lungang") && (!roster || is_digest(roster));
  p->roster_digest = g_strdup(read ? roster : NULL);
  if (read) cJSON_ArrayForEach(item, goals) read_goal(p, item);
  cJSON_Delete(json);
  fault->alien = !read;
  return read || lg_fault_set(fault, manifest_file, 0, N_("this is no list of certificates"));
}

/* ---- names.csv and the roster ---- */

static void row_clear(void *row)
{
  g_strfreev(((table_row *)row)->cells);
}

/* Reads a cell from *at on, behind which it leaves *at; NULL: a quotation mark in the wrong
 * place. */
static char *read_cell(const char **at, int *line)
{
  GString *cell = g_string_new(NULL);
  const char *c = *at;
  bool quoted = *c == '"', sound = true;
  for (c += quoted; *c && (quoted || !strchr(",\r\n", *c)); c++) {
    if (*c == '"' && (!quoted || *++c != '"')) {
      sound = quoted && (!*c || strchr(",\r\n", *c));
      quoted = false;
      break;
    }
    *line += *c == '\n';
    g_string_append_c(cell, *c);
  }
  *at = c;
  return g_string_free(cell, !sound || quoted);
}

/* CSV as lungang writes it (RFC 4180; UTF-8), every row as wide as the first, which has the
 * headings. libcsv is not used: it does not tell the lines.
 *   at  out: the places of the `count` columns that are wanted, each by one of two headings (the
 *       second may be NULL) */
static GArray *read_table(const char *path, const char *name, const char *digest,
                          const char *const (*headings)[2], int *at, int count, lg_fault *fault)
{
  size_t size;
  g_autofree char *text = lg_file_read(path, name, digest, &size, fault);
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(table_row));
  g_array_set_clear_func(rows, row_clear);
  const char *c = text && g_str_has_prefix(text, "\xEF\xBB\xBF") ? text + 3 : text;
  guint width = 0;
  for (int line = 1; text && c < text + size && !fault->file;) {
    GPtrArray *cells = g_ptr_array_new();
    table_row row = {.line = line};
    char *cell;
    do {
      cell = read_cell(&c, &line);
      g_ptr_array_add(cells, cell);
    } while (cell && *c == ',' && *c++);
    width = rows->len ? width : cells->len;
    if (*c == '\r') c++;
    if (!cell || cells->len != width || (*c != '\n' && c != text + size))
      lg_fault_set(fault, name, row.line,
                   N_("this row is no sound CSV, or not as wide as the first"));
    line += *c++ == '\n';
    if (cell) g_ptr_array_add(cells, NULL);
    row.cells = (char **)g_ptr_array_free(cells, FALSE);
    g_array_append_val(rows, row);
  }
  char **first = rows->len ? g_array_index(rows, table_row, 0).cells : NULL;
  for (int k = 0; k < count && !fault->file; k++) {
    for (at[k] = 0; at[k] < (int)width && strcmp(first[at[k]], headings[k][0]) != 0 &&
                    g_strcmp0(first[at[k]], headings[k][1]) != 0;)
      at[k]++;
    if (at[k] == (int)width)
      lg_fault_set(fault, name, 1, N_("there is no column %s"), headings[k][0]);
  }
  if (!fault->file) return rows;
  g_array_unref(rows);
  return NULL;
}

/* Where the teacher stays the text of a place is `home`, or begins with `home:`; where he has a guest
 * school beside, it begins with `guest:`. */
static bool says(const char *text, const char *word)
{
  size_t length = strlen(word);
  return strncmp(text, word, length) == 0 && (!text[length] || text[length] == ':');
}

static bool read_names(lg_proof *p, lg_fault *fault)
{
  enum { KIND, NAME, TEACHER, SCHOOL, TEXT, COUNT };
  static const char *const headings[COUNT][2] = {
      {"kind"}, {"name"}, {"teacher_id"}, {"school_id"}, {"text"}};
  int at[COUNT];
  g_autofree char *path = g_build_filename(p->folder, names_file, NULL);
  p->names = read_table(path, names_file, NULL, headings, at, COUNT, fault);
  for (guint k = 1; p->names && k < p->names->len; k++) {
    const table_row *row = &g_array_index(p->names, table_row, k);
    bool column = strcmp(row->cells[at[KIND]], "column") == 0;
    if (column && !g_hash_table_add(p->columns, row->cells[at[NAME]]))
      return lg_fault_set(fault, names_file, row->line, N_("%s stands there twice"),
                          row->cells[at[NAME]]);
    if (!column && strcmp(row->cells[at[KIND]], "constant") != 0) continue;
    place spot = {row->cells[at[TEACHER]],
                  row->cells[at[SCHOOL]],
                  column ? row->cells[at[NAME]] : NULL,
                  says(row->cells[at[TEXT]], "home"),
                  says(row->cells[at[TEXT]], "guest"),
                  false,
                  row->line};
    if (*spot.teacher && *spot.school) g_array_append_val(p->places, spot);
  }
  return p->names != NULL;
}

static bool read_roster(lg_proof *p, const char *path, lg_fault *fault)
{
  static const char *const headings[][2] = {
      {"teacher_id", "工号"}, {"from_id", "派出学校代码"}, {"to_id", "接收学校代码"}};
  int at[3];
  p->roster = read_table(path, p->roster_name, p->roster_digest, headings, at, 3, fault);
  p->teacher = at[0];
  p->from = at[1];
  p->to = at[2];
  p->guest = -1;
  char **first = p->roster ? g_array_index(p->roster, table_row, 0).cells : NULL;
  for (int k = 0; first && first[k]; k++)
    if (strcmp(first[k], "guest_id") == 0 || strcmp(first[k], "柔性学校代码") == 0) p->guest = k;
  for (guint k = 1; p->roster && k < p->roster->len; k++) {
    table_row *row = &g_array_index(p->roster, table_row, k);
    if (!g_hash_table_insert(p->movers, row->cells[at[0]], row))
      return lg_fault_set(fault, p->roster_name, row->line, N_("%s stands there twice"),
                          row->cells[at[0]]);
  }
  return p->roster != NULL;
}

/* Does the roster give the teacher this place?
 *   row  the teacher's, NULL: there is none */
static bool is_taken(const lg_proof *p, const place *at, const table_row *row)
{
  const char *guest = row && p->guest >= 0 ? row->cells[p->guest] : "";
  if (*guest || at->guest) return at->guest && strcmp(guest, at->school) == 0;
  return row ? !at->home && strcmp(row->cells[p->to], at->school) == 0 : at->home;
}

/* What names.csv and the roster together say of each place: is the teacher to have it? Everybody
 * must have one. */
static bool settle_places(lg_proof *p, lg_fault *fault)
{
  g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint k = 0; k < p->places->len; k++) {
    place *at = &g_array_index(p->places, place, k);
    const table_row *mover = g_hash_table_lookup(p->movers, at->teacher);
    at->taken = is_taken(p, at, mover);
    int count = GPOINTER_TO_INT(g_hash_table_lookup(counts, at->teacher)) + at->taken;
    if (count > 1)
      return lg_fault_set(fault, names_file, at->line, N_("a second place %s for teacher %s"),
                          at->school, at->teacher);
    if (mover && at->home && strcmp(mover->cells[p->from], at->school) != 0)
      return lg_fault_set(fault, p->roster_name, mover->line,
                          N_("teacher %s does not come from %s, the home in names.csv"),
                          at->teacher, at->school);
    g_hash_table_insert(counts, (char *)at->teacher, GINT_TO_POINTER(count));
  }
  for (guint k = 0; k < p->places->len; k++) {
    const place *at = &g_array_index(p->places, place, k);
    if (!g_hash_table_lookup(counts, at->teacher))
      return lg_fault_set(fault, names_file, at->line,
                          N_("teacher %s has no place that agrees with the roster"), at->teacher);
  }
  for (guint k = 1; k < p->roster->len; k++) {
    const table_row *row = &g_array_index(p->roster, table_row, k);
    if (!g_hash_table_lookup(counts, row->cells[p->teacher]))
      return lg_fault_set(fault, p->roster_name, row->line, N_("names.csv has no teacher %s"),
                          row->cells[p->teacher]);
  }
  return true;
}

lg_proof *lg_proof_open(const char *folder, const char *roster, lg_fault *fault)
{
  lg_proof *p = g_new0(lg_proof, 1);
  p->folder = folder;
  p->roster_name = g_path_get_basename(roster ? roster : "roster.csv");
  p->goals = g_array_new(FALSE, TRUE, sizeof(goal));
  p->columns = g_hash_table_new(g_str_hash, g_str_equal);
  p->movers = g_hash_table_new(g_str_hash, g_str_equal);
  p->places = g_array_new(FALSE, FALSE, sizeof(place));
  g_autofree char *beside = g_build_filename(folder, "..", "roster.csv", NULL);
  bool open = read_manifest(p, fault);
  if (open && p->roster_digest)
    open = read_names(p, fault) && read_roster(p, roster ? roster : beside, fault) &&
           settle_places(p, fault);
  else if (open && roster)
    open = lg_fault_set(fault, p->roster_name, 0, N_("these certificates are of no roster"));
  if (open) return p;
  lg_proof_free(p);
  return NULL;
}

void lg_proof_free(lg_proof *p)
{
  if (!p) return;
  for (int k = 0; k < lg_proof_goal_count(p); k++) {
    goal *entry = goal_at(p, k);
    g_free(entry->id);
    g_free(entry->file);
    g_free(entry->digest);
    g_free(entry->best);
    g_free(entry->held);
    lg_certificate_free(entry->certificate);
  }
  g_array_unref(p->goals);
  g_hash_table_destroy(p->columns);
  g_hash_table_destroy(p->movers);
  g_array_unref(p->places);
  if (p->names) g_array_unref(p->names);
  if (p->roster) g_array_unref(p->roster);
  g_free(p->roster_name);
  g_free(p->roster_digest);
  g_free(p);
}

int lg_proof_goal_count(const lg_proof *p)
{
  return (int)p->goals->len;
}

const char *lg_proof_goal_id(const lg_proof *p, int k)
{
  return goal_at(p, k)->id;
}

/* ---- the solution is the roster ---- */

static bool check_roster(const lg_proof *p, const lg_certificate *c)
{
  GHashTableIter names;
  void *name;
  g_hash_table_iter_init(&names, p->columns);
  bool same = g_hash_table_size(p->columns) == g_hash_table_size(c->columns);
  while (same && g_hash_table_iter_next(&names, &name, NULL))
    same = g_hash_table_contains(c->columns, name);
  if (!same)
    return lg_fault_set(c->text.fault, names_file, 0, N_("its columns are not those of %s"),
                        c->text.file);
  for (guint k = 0; k < p->places->len; k++) {
    const place *at = &g_array_index(p->places, place, k);
    if (!at->column) continue;
    int j = GPOINTER_TO_INT(g_hash_table_lookup(c->columns, at->column)) - 1;
    if (mpq_cmp_ui(c->roster.value[j], at->taken, 1) != 0)
      return lg_fault_set(c->text.fault, c->text.file, c->roster_line,
                          N_("the solution is not %s: %s is not %d (teacher %s, school %s)"),
                          p->roster_name, at->column, at->taken, at->teacher, at->school);
  }
  return true;
}

/* ---- a file holds the values of the goals before it ---- */

/* Is the row the earlier goal's objective, at most at the goal's best or, with a tolerance,
 * more? The constant of an objective is the coefficient of the column `one`, which is 1; in the
 * row it has gone to the right-hand side.
 *   returns  what the goal is held at (g_free); NULL: it is not so */
static char *held_at(const lg_certificate *c, const lg_row *row, const lg_certificate *earlier)
{
  int one = GPOINTER_TO_INT(g_hash_table_lookup(c->columns, "one")) - 1;
  bool same = row->sense < 0 && (one < 0 || mpq_cmp_ui(c->roster.value[one], 1, 1) == 0);
  lg_sums difference;
  lg_sums_init(&difference, c->column_count);
  mpq_t value;
  mpq_init(value);
  mpq_set_si(value, -1, 1);
  lg_sums_add(&difference, row, value);
  mpq_set_si(value, 1, 1);
  lg_sums_add(&difference, &earlier->objective, value);
  for (int k = 0; k < difference.count; k++)
    same = same && (difference.list[k] == one || !mpq_sgn(difference.value[difference.list[k]]));
  mpq_set(value, row->rhs);
  if (one >= 0) mpq_add(value, value, difference.value[one]);
  same = same && mpq_cmp(value, earlier->best) >= 0;
  char *text = same ? mpq_get_str(NULL, 10, value) : NULL;
  mpq_clear(value);
  lg_sums_clear(&difference);
  return text;
}

/* Every earlier goal is held by one row, at one value in all files.
 *   loose  goals held above their best are appended, in words */
static bool check_held(lg_proof *p, int k, const lg_certificate *c, GString *loose)
{
  const char *file = c->text.file;
  lg_fault *fault = c->text.fault;
  g_autofree bool *found = g_new0(bool, k + 1);
  for (int i = 0; i < c->row_count; i++) {
    const lg_fact *row = &c->facts[i];
    int e = 0;
    if (!row->held) continue;
    while (e < k && strcmp(goal_at(p, e)->id, row->held) != 0) e++;
    if (e == k || found[e])
      return lg_fault_set(fault, file, row->line,
                          N_("held_%s is of no earlier goal, or there twice"), row->held);
    found[e] = true;
    goal *earlier = goal_at(p, e);
    if (!earlier->certificate) continue; /* not proved, which was said */
    g_autofree char *value = held_at(c, &row->row, earlier->certificate);
    if (!value || (earlier->held && strcmp(value, earlier->held) != 0))
      return lg_fault_set(fault, file, row->line, N_("held_%s does not hold what %s proves"),
                          row->held, earlier->file);
    g_autofree char *best = mpq_get_str(NULL, 10, earlier->certificate->best);
    if (strcmp(value, best) != 0)
      g_string_append_printf(loose, lg_tr(fault->lang, N_("; %s held at %s")), row->held, value);
    if (!earlier->held) earlier->held = g_steal_pointer(&value);
  }
  for (int e = 0; e < k; e++)
    if (!found[e])
      return lg_fault_set(fault, file, 0, N_("the earlier goal %s is not held"), goal_at(p, e)->id);
  return true;
}

/* ---- a goal ---- */

/* Is `best` what was proved? Goals to maximise are counted downwards in the program. */
static bool is_best(const lg_certificate *c, const char *best)
{
  g_autofree char *proved = mpq_get_str(NULL, 10, c->best);
  return best && strcmp(best + (*best == '-'), proved + (*proved == '-')) == 0;
}

/* Does the certificate fit to what the manifest says of it, and to the certificates before it? */
static bool fits(lg_proof *p, int k, lg_certificate *c, GString *loose)
{
  lg_fault *fault = c->text.fault;
  const goal *entry = goal_at(p, k);
  if (c->infeasible != !p->roster_digest || (c->infeasible && lg_proof_goal_count(p) > 1))
    return lg_fault_set(fault, entry->file, 0,
                        N_("that no roster is possible is proved alone, and "
                           "without a roster"));
  if (!c->infeasible && !is_best(c, entry->best))
    return lg_fault_set(fault, manifest_file, 0, N_("best of %s is not what %s proves"), entry->id,
                        entry->file);
  for (int e = 0; e < k; e++) {
    lg_certificate *earlier = goal_at(p, e)->certificate;
    if (earlier &&
        strcmp(g_checksum_get_string(earlier->program), g_checksum_get_string(c->program)))
      return lg_fault_set(fault, entry->file, 0, N_("its program is not that of %s"),
                          goal_at(p, e)->file);
  }
  return (c->infeasible || check_roster(p, c)) && check_held(p, k, c, loose);
}

char *lg_proof_check(lg_proof *p, int k, lg_fault *fault)
{
  goal *entry = goal_at(p, k);
  if (!entry->file) {
    lg_fault_set(fault, manifest_file, 0, N_("%s has no certificate"), entry->id);
    return NULL;
  }
  size_t size;
  g_autofree char *path = g_build_filename(p->folder, entry->file, NULL);
  g_autofree char *text = lg_file_read(path, entry->file, entry->digest, &size, fault);
  lg_certificate *c = text ? lg_certificate_check(text, size, entry->file, fault) : NULL;
  g_autoptr(GString) loose = g_string_new(NULL);
  if (!c || !fits(p, k, c, loose)) {
    lg_certificate_free(c);
    return NULL;
  }
  entry->certificate = c;
  int derivations = c->fact_count - c->row_count;
  if (c->infeasible)
    return g_strdup_printf(
        lg_tr(fault->lang, N_("proved: no roster can meet the rules (%s, %d derivations)")),
        entry->file, derivations);
  return g_strdup_printf(
      lg_tr(fault->lang, N_("proved: nothing is better than %s (%s, %d derivations%s)")),
      entry->best, entry->file, derivations, loose->str);
}
