/* test_example.c - the example folder: made by the generator to the byte, solved, and counted again
 * from the files with nothing of lungang: a small reader of CSV and whole numbers. */
#include <glib.h>
#include <string.h>
#include <sys/wait.h>

#include "runner.h"

#define EXAMPLE LG_SOURCE "/examples/nanchang-2010"
#define PLAN    EXAMPLE "/plan.json"

static char *scratch; /* a folder for this run */

static char *file_text(const char *folder, const char *file, gsize *length)
{
  char *path = g_build_filename(folder, file, NULL);
  char *text = NULL;
  if (!g_file_get_contents(path, &text, length, NULL)) text = NULL;
  g_free(path);
  return text;
}

/* Exit status of a command, -1 where it could not run; what it says is shown where that is not
 * `expected`. */
static int command_run(const char *const *argv, int expected)
{
  char *text = NULL, *errors = NULL;
  int wait = 0, status = -1;
  if (g_spawn_sync(NULL, (char **)(void *)(uintptr_t)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                   &text, &errors, &wait, NULL) &&
      WIFEXITED(wait))
    status = WEXITSTATUS(wait);
  if (status != expected)
    g_print("%s\n%s\n", text != NULL ? text : "", errors != NULL ? errors : "");
  g_free(text);
  g_free(errors);
  return status;
}

/* A table of a file: rows of cells, the heading first; every row a char ** of as many cells as the
 * heading has. */
typedef struct {
  GPtrArray *rows;
} table;

static void row_free(gpointer row)
{
  g_strfreev(row);
}

static void row_add(table *csv, GPtrArray *row)
{
  g_ptr_array_add(row, NULL);
  g_ptr_array_add(csv->rows, g_ptr_array_free(row, FALSE));
}

/* RFC 4180 with CRLF, UTF-8 (a byte-order mark is dropped) or else GB18030. */
static table table_read(const char *folder, const char *file)
{
  table csv = {g_ptr_array_new_with_free_func(row_free)};
  gsize length = 0;
  char *text = file_text(folder, file, &length);
  if (text != NULL && !g_utf8_validate(text, (gssize)length, NULL)) {
    char *bytes = text;
    text = g_convert(bytes, (gssize)length, "UTF-8", "GB18030", NULL, NULL, NULL);
    g_free(bytes);
  }
  if (text == NULL) return csv;
  const char *at = g_str_has_prefix(text, "\xef\xbb\xbf") ? text + 3 : text;
  GPtrArray *row = g_ptr_array_new();
  GString *cell = g_string_new(NULL);
  for (bool quoted = false; *at != '\0'; at++) {
    if (*at == '"' && quoted && at[1] == '"') {
      g_string_append_c(cell, *at++);
    } else if (*at == '"') {
      quoted = !quoted;
    } else if (!quoted && (*at == ',' || *at == '\n')) {
      g_ptr_array_add(row, g_strdup(cell->str));
      g_string_truncate(cell, 0);
      if (*at == ',') continue;
      row_add(&csv, row);
      row = g_ptr_array_new();
    } else if (quoted || *at != '\r') {
      g_string_append_c(cell, *at);
    }
  }
  g_ptr_array_free(row, TRUE);
  g_string_free(cell, TRUE);
  g_free(text);
  return csv;
}

static guint table_rows(const table *csv)
{
  return csv->rows->len > 0 ? csv->rows->len - 1 : 0;
}

/* Cell of data row k under a heading; "?" where there is none, which no test takes for a value. */
static const char *table_cell(const table *csv, guint k, const char *heading)
{
  char **names = g_ptr_array_index(csv->rows, 0);
  char **cells = g_ptr_array_index(csv->rows, k + 1);
  for (int c = 0; names[c] != NULL && cells[c] != NULL; c++)
    if (strcmp(names[c], heading) == 0) return cells[c];
  return "?";
}

/* Number of the data row with this value under the heading, or -1. */
static int table_find(const table *csv, const char *heading, const char *value)
{
  for (guint k = 0; k < table_rows(csv); k++)
    if (strcmp(table_cell(csv, k, heading), value) == 0) return (int)k;
  return -1;
}

static void table_clear(table *csv)
{
  g_ptr_array_free(csv->rows, TRUE);
}

static void test_reproduced(void)
{
  static const char *const files[] = {"plan.json", "teachers.csv", "schools.csv", "wishes.csv",
                                      "locks.csv"};
  char *folder = g_build_filename(scratch, "again", NULL);
  const char *const argv[] = {LG_GENERATE, "--example", "nanchang-2010", "-o", folder, NULL};
  LG_EQUAL_INT(command_run(argv, 0), 0, "lg_generate");
  for (size_t k = 0; k < G_N_ELEMENTS(files); k++) {
    gsize kept_length = 0, made_length = 0;
    char *kept = file_text(EXAMPLE, files[k], &kept_length);
    char *made = file_text(folder, files[k], &made_length);
    bool same = kept != NULL && made != NULL && kept_length == made_length &&
                memcmp(kept, made, kept_length) == 0;
    LG_TRUE(same, files[k]);
    g_free(kept);
    g_free(made);
  }
  g_free(folder);
}

/* What the page says of the tables. */
static void test_calibrated(void)
{
  table teachers = table_read(EXAMPLE, "teachers.csv");
  int full_time = 0, rotated = 0, backbone = 0, special = 0, exempt = 0;
  for (guint k = 0; k < table_rows(&teachers); k++) {
    bool counts = strcmp(table_cell(&teachers, k, "专任"), "是") == 0;
    full_time += counts;
    rotated += counts && strcmp(table_cell(&teachers, k, "已交流"), "是") == 0;
    backbone += table_cell(&teachers, k, "骨干级别")[0] != '\0';
    special += strcmp(table_cell(&teachers, k, "骨干级别"), "特级教师") == 0;
    exempt += table_cell(&teachers, k, "免交流原因")[0] != '\0';
  }
  LG_EQUAL_INT(table_rows(&teachers), 1578, "rows");
  LG_EQUAL_INT(full_time, 1540, "full-time");
  LG_EQUAL_INT(rotated, 277, "rotated already");
  LG_EQUAL_INT(backbone, 470, "backbone");
  LG_EQUAL_INT(special, 2, "special grade");
  LG_EQUAL_INT(exempt, 63, "with a reason to stay");
  table_clear(&teachers);
  table schools = table_read(EXAMPLE, "schools.csv");
  LG_EQUAL_INT(table_rows(&schools), 40, "schools");
  table_clear(&schools);
}

/* The example as it stands after `solve`: the input and the written files. */
typedef struct {
  table teachers, schools, roster, placements;
  char *folder, *summary;
} solved;

static solved solved_read(void)
{
  solved s = {.folder = g_build_filename(scratch, "out", NULL)};
  if (!g_file_test(s.folder, G_FILE_TEST_IS_DIR)) {
    /* What is decided counts here, not how fast: sanitizers need their time. */
    const char *const argv[] = {LG_PROGRAM, "solve",   PLAN,           "-o",  s.folder, "--lang",
                                "en",       "--quiet", "--time-limit", "300", NULL};
    LG_EQUAL_INT(command_run(argv, 0), 0, "solve");
  }
  s.teachers = table_read(EXAMPLE, "teachers.csv");
  s.schools = table_read(EXAMPLE, "schools.csv");
  s.roster = table_read(s.folder, "roster.csv");
  s.placements = table_read(s.folder, "placements.csv");
  s.summary = file_text(s.folder, "summary.json", NULL);
  if (s.summary == NULL) s.summary = g_strdup("");
  return s;
}

static void solved_clear(solved *s)
{
  table_clear(&s->teachers);
  table_clear(&s->schools);
  table_clear(&s->roster);
  table_clear(&s->placements);
  g_free(s->folder);
  g_free(s->summary);
}

/* The summary holds this pattern. */
static bool summary_has(const solved *s, const char *pattern)
{
  return g_regex_match_simple(pattern, s->summary, G_REGEX_DOTALL, 0);
}

/* Tier of a school by its id: 0 strong, 1 ordinary, 2 weak, -1 unknown. */
static int tier_of(const solved *s, const char *id)
{
  static const char *const words[] = {"优质", "普通", "相对薄弱"};
  int row = table_find(&s->schools, "学校代码", id);
  for (int k = 0; row >= 0 && k < 3; k++)
    if (strcmp(table_cell(&s->schools, (guint)row, "办学层次"), words[k]) == 0) return k;
  return -1;
}

/* One row of placements.csv beside the teacher's row in the input. */
typedef struct {
  const char *from, *to;
  bool moved, full_time, rotated, backbone;
  int teacher;
} placed;

static placed placed_read(const solved *s, guint k)
{
  placed p = {.from = table_cell(&s->placements, k, "from_id"),
              .to = table_cell(&s->placements, k, "to_id")};
  /* Both stand in the order of ids. */
  bool same =
      k < table_rows(&s->teachers) &&
      strcmp(table_cell(&s->teachers, k, "工号"), table_cell(&s->placements, k, "teacher_id")) == 0;
  p.teacher = same ? (int)k : -1;
  if (!same) return p;
  p.moved = strcmp(p.from, p.to) != 0;
  p.full_time = strcmp(table_cell(&s->teachers, k, "专任"), "是") == 0;
  p.rotated = strcmp(table_cell(&s->teachers, k, "已交流"), "是") == 0;
  p.backbone = table_cell(&s->teachers, k, "骨干级别")[0] != '\0';
  return p;
}

static void test_targets(void)
{
  solved s = solved_read();
  int moved = 0, rotation = 0, full_time = 0, backbone = 0, to_weak = 0, moved_backbone = 0;
  LG_EQUAL_INT(table_rows(&s.placements), table_rows(&s.teachers), "a row a teacher");
  for (guint k = 0; k < table_rows(&s.placements); k++) {
    placed p = placed_read(&s, k);
    if (!LG_TRUE(p.teacher >= 0, "the same teacher in both files")) break;
    moved += p.moved;
    full_time += p.full_time;
    rotation += p.full_time && (p.moved || p.rotated);
    backbone += p.backbone;
    moved_backbone += p.backbone && p.moved;
    to_weak += p.backbone && p.moved && tier_of(&s, p.to) == 2 &&
               (tier_of(&s, p.from) == 0 || tier_of(&s, p.from) == 1);
  }
  g_print("\n    %d of %d rotated, %d move now; %d of %d backbone teachers to weak schools\n",
          rotation, full_time, moved, to_weak, backbone);
  LG_TRUE(rotation >= 570, "570 rotated in the period");
  LG_EQUAL_INT(full_time, 1540, "of 1,540");
  LG_TRUE(100 * to_weak >= 22 * backbone, "22 % of the backbone to weak schools");
  LG_TRUE(5 * moved_backbone >= moved, "a fifth of the movers are backbone teachers");
  LG_EQUAL_INT(table_rows(&s.roster), moved, "roster.csv has the movers");
  char *both = g_strdup_printf("\"moved\"\\s*:\\s*%d\\b", moved);
  LG_TRUE(summary_has(&s, both), "the summary says how many move");
  g_free(both);
  both = g_strdup_printf("\"id\"\\s*:\\s*\"rotation\"[^}]*\"count\"\\s*:\\s*%d\\b", rotation);
  LG_TRUE(summary_has(&s, both), "and apart from it how many have rotated");
  g_free(both);
  LG_TRUE(summary_has(&s, "\"status\"\\s*:\\s*\"optimal\""), "optimal");
  LG_TRUE(!summary_has(&s, "\"proved\"\\s*:\\s*false"), "every goal is proved");
  solved_clear(&s);
}

/* Nobody moves whom the plan keeps, but by a lock; no school loses more than it may. */
static void test_protected(void)
{
  solved s = solved_read();
  table locks = table_read(EXAMPLE, "locks.csv");
  GHashTable *staff = g_hash_table_new(g_str_hash, g_str_equal);
  GHashTable *gone = g_hash_table_new(g_str_hash, g_str_equal);
  LG_EQUAL_INT(table_rows(&s.placements), table_rows(&s.teachers), "a row a teacher");
  for (guint k = 0; k < table_rows(&s.placements); k++) {
    placed p = placed_read(&s, k);
    if (!LG_TRUE(p.teacher >= 0, "the same teacher in both files")) break;
    char *from = (char *)(uintptr_t)p.from;
    g_hash_table_insert(staff, from,
                        GINT_TO_POINTER(1 + GPOINTER_TO_INT(g_hash_table_lookup(staff, from))));
    if (!p.moved) continue;
    g_hash_table_insert(gone, from,
                        GINT_TO_POINTER(1 + GPOINTER_TO_INT(g_hash_table_lookup(gone, from))));
    const char *id = table_cell(&s.teachers, k, "工号");
    if (table_find(&locks, "教师", id) >= 0) continue;
    LG_TRUE(!p.rotated, id);
    LG_EQUAL_TEXT(table_cell(&s.teachers, k, "免交流原因"), "", id);
    LG_TRUE(strstr(table_cell(&s.teachers, k, "标签"), "毕业班") == NULL, id);
    LG_TRUE(strcmp(table_cell(&s.teachers, k, "到本校时间"), "2007-09") <= 0, id);
  }
  GHashTableIter iter;
  gpointer school, count;
  g_hash_table_iter_init(&iter, gone);
  while (g_hash_table_iter_next(&iter, &school, &count)) {
    int all = GPOINTER_TO_INT(g_hash_table_lookup(staff, school));
    LG_TRUE(10 * GPOINTER_TO_INT(count) <= 3 * all, school);
  }
  g_hash_table_destroy(staff);
  g_hash_table_destroy(gone);
  table_clear(&locks);
  solved_clear(&s);
}

/* The goal `equity` from the two tables: unit steps of the backbone counts, in millionths (SPEC 4).
 */
static int64_t equity_count(const solved *s, const char *stage, const char *both_column)
{
  int64_t students[40] = {0}, backbone[40] = {0}, all_students = 0, all_backbone = 0, value = 0;
  guint schools = MIN(table_rows(&s->schools), 40);
  for (guint j = 0; j < schools; j++) {
    const char *has = table_cell(&s->schools, j, "学段");
    if (strcmp(has, stage) == 0)
      students[j] = g_ascii_strtoll(table_cell(&s->schools, j, "学生数"), NULL, 10);
    else if (strcmp(has, "九年一贯") == 0)
      students[j] = g_ascii_strtoll(table_cell(&s->schools, j, both_column), NULL, 10);
    all_students += students[j];
  }
  for (guint k = 0; k < table_rows(&s->placements); k++) {
    placed p = placed_read(s, k);
    int school = table_find(&s->schools, "学校代码", p.to);
    if (school < 0 || !p.backbone || !p.full_time ||
        strcmp(table_cell(&s->teachers, k, "学段"), stage) != 0)
      continue;
    backbone[school]++;
    all_backbone++;
  }
  for (guint j = 0; j < schools; j++)
    for (int64_t step = 1; step <= backbone[j]; step++) {
      int64_t base = students[j] * all_backbone * all_backbone;
      value += (2000000 * (2 * step - 1) * all_students + base) / (2 * base);
    }
  return value - 1000000;
}

static void test_equity(void)
{
  solved s = solved_read();
  int64_t value = equity_count(&s, "小学", "小学学生数") + equity_count(&s, "初中", "初中学生数");
  char *pattern = g_strdup_printf(
      "\"id\"\\s*:\\s*\"equity\"[^}]*\"value\"\\s*:\\s*%" G_GINT64_FORMAT "\\b", value);
  g_print("\n    equity %" G_GINT64_FORMAT "\n", value);
  LG_TRUE(summary_has(&s, pattern), "the summary's equity is the one counted here");
  g_free(pattern);
  solved_clear(&s);
}

/* Verify agrees with the written roster, and finds one changed cell. */
static void test_verified(void)
{
  solved s = solved_read();
  char *roster = g_build_filename(s.folder, "roster.csv", NULL);
  const char *const argv[] = {LG_PROGRAM, "verify", PLAN, roster, NULL};
  LG_EQUAL_INT(command_run(argv, 0), 0, "verify of the written roster");
  char *bytes = file_text(s.folder, "roster.csv", NULL);
  GString *text = g_string_new(bytes);
  g_free(bytes);
  if (LG_TRUE(table_rows(&s.roster) > 0, "roster.csv has rows")) {
    /* to_id stands behind the name of the home school; a name beside it that says otherwise is
     * refused, so it is taken out. */
    const char *to = table_cell(&s.roster, 0, "to_id");
    const char *from = table_cell(&s.roster, 0, "from_school");
    const char *to_name = table_cell(&s.roster, 0, "to_school");
    char *old = g_strdup_printf(",%s,%s,%s,", from, to, to_name);
    char *new = g_strdup_printf(",%s,%s,,", from, strcmp(to, "S01") == 0 ? "S02" : "S01");
    LG_EQUAL_INT(g_string_replace(text, old, new, 1), 1, "one to_id is edited");
    g_free(old);
    g_free(new);
  }
  char *edited = g_build_filename(scratch, "edited.csv", NULL);
  LG_TRUE(g_file_set_contents(edited, text->str, (gssize)text->len, NULL), "edited.csv is written");
  const char *const again[] = {LG_PROGRAM, "verify", PLAN, edited, NULL};
  LG_EQUAL_INT(command_run(again, 6), 6, "verify after one edited to_id");
  g_free(edited);
  g_string_free(text, TRUE);
  g_free(roster);
  solved_clear(&s);
}

int main(void)
{
  static const lg_case cases[] = {{"the generator writes the same bytes", test_reproduced},
                                  {"the tables are what the page says", test_calibrated},
                                  {"the two targets", test_targets},
                                  {"who must stay stays", test_protected},
                                  {"equity counted again", test_equity},
                                  {"verify", test_verified},
                                  {NULL, NULL}};
  scratch = g_dir_make_tmp("lungang-example-XXXXXX", NULL);
  if (scratch == NULL) return 1;
  int status = lg_run("example", cases);
  const char *const clean[] = {"rm", "-r", scratch, NULL};
  command_run(clean, 0);
  g_free(scratch);
  return status;
}
