/* test_program.c - who may go where and why not, and the program that the rules become, on
 * districts small enough to be counted by hand. */
#include <string.h>

#include "build.h"
#include "model/formulate.h"
#include "runner.h"

/* ---- options ---- */

static int teacher_of(const lg_build *b, const char *id)
{
  return lg_district_teacher(b->district, id);
}

static int school_of(const lg_build *b, const char *id)
{
  return lg_district_school(b->district, id);
}

/* The pair of a teacher and a school, or NULL. Of several (open options) the first. */
static const lg_option *pair_of(const lg_build *b, const lg_options *o, const char *teacher,
                                const char *school)
{
  const lg_candidate *c = &o->candidates[teacher_of(b, teacher)];
  for (int k = c->first; k < c->first + c->count; k++)
    if (o->pairs[k].assignment.school == school_of(b, school)) return &o->pairs[k];
  return NULL;
}

/* Where a teacher may be: "A B" by school. g_free. */
static char *places_of(const lg_build *b, const lg_options *o, const char *teacher)
{
  const lg_candidate *c = &o->candidates[teacher_of(b, teacher)];
  GString *text = g_string_new(NULL);
  for (int k = c->first; k < c->first + c->count; k++)
    g_string_append_printf(text, "%s%s", text->len ? " " : "",
                           b->district->schools[o->pairs[k].assignment.school].id);
  return g_string_free(text, FALSE);
}

static void check_places(const lg_build *b, const lg_options *o, const char *teacher,
                         const char *expected)
{
  char *places = places_of(b, o, teacher);
  LG_EQUAL_TEXT(places, expected, teacher);
  g_free(places);
}

/* A strong, B and W weak, C far and weak, J weak without primary, O ordinary, P ordinary and far:
 * moves go from strong to weak schools within 5 km. */
static lg_build *bars_new(void)
{
  lg_build *b = lg_build_new("2025-09-01",
                             "A strong primary=100 at=116.00,40.00\n"
                             "B weak primary=100 at=116.01,40.00\n"
                             "C weak primary=100 at=117.00,40.00\n"
                             "J weak junior=100 at=116.01,40.00\n"
                             "K weak junior=100 at=117.00,40.00\n"
                             "O ordinary primary=100 at=116.01,40.00\n"
                             "P ordinary junior=100 at=117.00,40.00\n"
                             "W weak primary=100 at=116.02,40.00\n",
                             "t1 A math\n"
                             "t2 A math exempt=ill\n"
                             "t3 A math exempt=ill\n"
                             "t4 A math\n"
                             "t5 A math\n"
                             "t6 A math\n");
  lg_build_route(b, "support", "from.tier=strong to.tier=weak");
  b->policy->max_m = 5000;
  lg_build_lock(b, "t1 B forbid");
  lg_build_lock(b, "t1 C forbid");
  lg_build_lock(b, "t2 C forbid");
  lg_build_lock(b, "t3 A forbid");
  lg_build_lock(b, "t4 W must");
  lg_build_lock(b, "t5 A forbid");
  lg_build_lock(b, "t6 A must");
  return b;
}

/* QUESTIONS W4: with a must lock R4, else R9; without one the first of R2, R3, R4, R5, R9. */
static void test_bar(void)
{
  static const struct {
    const char *teacher, *school;
    lg_rule rule;
  } cases[] = {
      {"t1", "A", LG_R1_POST},     {"t1", "W", LG_R1_POST},     {"t1", "O", LG_R3_ROUTE},
      {"t1", "P", LG_R3_ROUTE},    {"t1", "J", LG_R4_SUBJECT},  {"t1", "K", LG_R4_SUBJECT},
      {"t1", "C", LG_R5_COMMUTE},  {"t1", "B", LG_R9_LOCK},     {"t2", "A", LG_R1_POST},
      {"t2", "B", LG_R2_ELIGIBLE}, {"t2", "C", LG_R2_ELIGIBLE}, {"t2", "P", LG_R2_ELIGIBLE},
      {"t3", "A", LG_R9_LOCK},     {"t3", "B", LG_R2_ELIGIBLE}, {"t4", "W", LG_R1_POST},
      {"t4", "A", LG_R9_LOCK},     {"t4", "B", LG_R9_LOCK},     {"t4", "O", LG_R9_LOCK},
      {"t4", "J", LG_R4_SUBJECT},  {"t4", "P", LG_R4_SUBJECT},  {"t5", "A", LG_R9_LOCK},
      {"t5", "B", LG_R1_POST},     {"t6", "A", LG_R1_POST},     {"t6", "W", LG_R9_LOCK},
      {"t6", "J", LG_R4_SUBJECT}};
  lg_build *b = bars_new();
  lg_options *o = lg_options_new(b->district, b->policy);
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    char *what = g_strdup_printf("%s to %s", cases[k].teacher, cases[k].school);
    lg_rule rule = lg_options_bar(o, b->district, b->policy, teacher_of(b, cases[k].teacher),
                                  lg_assignment_at(school_of(b, cases[k].school)))
                       .rule;
    LG_EQUAL_TEXT(lg_rule_word(rule), lg_rule_word(cases[k].rule), what);
    g_free(what);
  }
  check_places(b, o, "t1", "A W");
  check_places(b, o, "t2", "A");
  check_places(b, o, "t3", "");
  check_places(b, o, "t4", "W");
  check_places(b, o, "t5", "B W");
  check_places(b, o, "t6", "A");
  LG_EQUAL_INT(o->eligible_count, 4, "eligible whatever the locks");
  LG_EQUAL_INT(o->pair_count, 7, "pairs");
  LG_EQUAL_INT(o->move_count, 4, "pairs that move");
  LG_EQUAL_INT(o->unknown_distance_count, 0, "every distance is known");
  lg_options_free(o);
  lg_build_free(b);
}

/* A must lock stands above R2, R3 and R5. */
static void test_must(void)
{
  lg_build *b = lg_build_new("2025-09-01",
                             "A strong primary=100 at=116.00,40.00\n"
                             "B weak primary=100\n"
                             "O ordinary primary=100 at=117.00,40.00\n",
                             "t1 A math\n"
                             "t2 A math exempt=ill\n"
                             "t3 A math\n"
                             "t4 A math\n");
  lg_build_route(b, "any", "from.tier=weak");
  lg_build_route(b, "support", "to.tier=weak");
  b->policy->max_m = 1000;
  lg_build_lock(b, "t1 B must");
  lg_build_lock(b, "t2 O must");
  lg_build_lock(b, "t3 A must");
  lg_options *o = lg_options_new(b->district, b->policy);
  check_places(b, o, "t1", "B");
  check_places(b, o, "t2", "O");
  check_places(b, o, "t3", "A");
  check_places(b, o, "t4", "A B");
  LG_EQUAL_INT(pair_of(b, o, "t1", "B")->route, 1, "the route that would lead there");
  LG_EQUAL_INT(pair_of(b, o, "t2", "O")->route, 2, "no route leads there: by lock");
  LG_EQUAL_INT(pair_of(b, o, "t3", "A")->route, LG_MISSING, "one who stays has no route");
  LG_EQUAL_INT(pair_of(b, o, "t2", "O")->after_m, 85180, "a far way is no bar");
  LG_EQUAL_INT(pair_of(b, o, "t1", "B")->after_m, LG_MISSING, "no coordinates: unknown");
  LG_EQUAL_INT(o->candidates[teacher_of(b, "t2")].must, school_of(b, "O"), "must");
  LG_EQUAL_INT(o->candidates[teacher_of(b, "t4")].must, LG_MISSING, "no must");
  LG_EQUAL_INT(o->eligible_count, 3, "eligible by R2 alone");
  LG_EQUAL_INT(o->unknown_distance_count, 2, "unknown ways to B");
  LG_EQUAL_INT(o->move_count, 3, "pairs that move");
  lg_options_free(o);
  lg_build_free(b);
}

/* A route may ask for a wish; the first that matches names the move. */
static void test_wish_routes(void)
{
  lg_build *b =
      lg_build_new("2025-09-01", "A strong primary=100\nB weak primary=100\nC weak primary=100\n",
                   "t1 A math\nt2 A math\nt3 A math\nt4 B math\n");
  lg_build_route(b, "first", "wish=1");
  lg_build_route(b, "listed", "wish=1..2 from.tier=strong");
  lg_build_route(b, "unasked", "wish!=1..9 to.school=C from.school=A");
  lg_build_wish(b, "t1 B 1");
  lg_build_wish(b, "t1 C 2");
  lg_build_wish(b, "t2 C 3");
  lg_build_wish(b, "t4 A 2");
  lg_build_wish(b, "t4 C 1");
  lg_options *o = lg_options_new(b->district, b->policy);
  check_places(b, o, "t1", "A B C");
  check_places(b, o, "t2", "A");
  check_places(b, o, "t3", "A C");
  check_places(b, o, "t4", "B C");
  LG_EQUAL_INT(pair_of(b, o, "t1", "B")->route, 0, "first of two that match");
  LG_EQUAL_INT(pair_of(b, o, "t1", "B")->wish, 1, "rank");
  LG_EQUAL_INT(pair_of(b, o, "t1", "C")->route, 1, "a second wish");
  LG_EQUAL_INT(pair_of(b, o, "t1", "C")->wish, 2, "rank");
  LG_EQUAL_INT(pair_of(b, o, "t3", "C")->route, 2, "a missing value matches every not");
  LG_EQUAL_INT(pair_of(b, o, "t3", "C")->wish, LG_MISSING, "no wish");
  LG_EQUAL_INT(lg_options_bar(o, b->district, b->policy, teacher_of(b, "t2"),
                              lg_assignment_at(school_of(b, "C")))
                   .rule,
               LG_R3_ROUTE, "a third wish follows no route");
  LG_EQUAL_INT(lg_options_bar(o, b->district, b->policy, teacher_of(b, "t4"),
                              lg_assignment_at(school_of(b, "A")))
                   .rule,
               LG_R3_ROUTE, "a second wish from a weak school");
  lg_options_free(o);
  lg_build_free(b);
}

/* Teachers of one school and stage share what their routes reach only where these are the same. */
static void test_shared_reach(void)
{
  lg_build *b = lg_build_new("2025-09-01",
                             "A strong group=G primary=100\nB weak group=G primary=100 junior=100\n"
                             "C weak primary=100\n",
                             "t1 A math\nt2 A art\nt3 A math\nt4 B math stage=primary\n"
                             "t5 B math stage=junior\n");
  lg_build_route(b, "partner", "same_group");
  lg_build_route(b, "math", "subject=math to.school=C");
  lg_options *o = lg_options_new(b->district, b->policy);
  check_places(b, o, "t1", "A B C");
  check_places(b, o, "t2", "A B");
  check_places(b, o, "t3", "A B C");
  check_places(b, o, "t4", "A B C");
  check_places(b, o, "t5", "B");
  lg_options_free(o);
  lg_build_free(b);
}

/* R5 to the metre, whatever is known of the way: homes, schools alone, a table of distances. */
static void test_commute_border(void)
{
  static const struct {
    int max_m, max_extra_m;
    const char *homes, *rows;
    bool allowed;
  } cases[] = {{85180, LG_MISSING, " home=116.0,40.0", NULL, true},
               {85179, LG_MISSING, " home=116.0,40.0", NULL, false},
               {LG_MISSING, 85180, " home=116.0,40.0", NULL, true},
               {LG_MISSING, 85179, " home=116.0,40.0", NULL, false},
               {85180, LG_MISSING, "", NULL, true},
               {85179, LG_MISSING, "", NULL, false},
               {LG_MISSING, 85179, "", NULL, false},
               {LG_MISSING, 0, " home=116.5,40.0", NULL, true}, /* as far as before, and nearer */
               {5, LG_MISSING, " home=116.0,40.0", "t1 O 5", true},
               {4, LG_MISSING, " home=116.0,40.0", "t1 O 5", false},
               {0, LG_MISSING, " home=117.0,40.0", NULL, true}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    char *teachers = g_strconcat("t1 A math", cases[k].homes, "\n", NULL);
    lg_build *b = lg_build_new("2025-09-01",
                               "A strong primary=100 at=116.00,40.00\n"
                               "O ordinary primary=100 at=117.00,40.00\n",
                               teachers);
    lg_build_route(b, "any", "");
    b->policy->max_m = cases[k].max_m;
    b->policy->max_extra_m = cases[k].max_extra_m;
    if (cases[k].rows) lg_build_distance(b, cases[k].rows);
    lg_options *o = lg_options_new(b->district, b->policy);
    char *what = g_strdup_printf("max %d, extra %d,%s", cases[k].max_m, cases[k].max_extra_m,
                                 cases[k].homes);
    LG_EQUAL_INT(pair_of(b, o, "t1", "O") != NULL, cases[k].allowed, what);
    g_free(what);
    g_free(teachers);
    lg_options_free(o);
    lg_build_free(b);
  }
}

/* Open options: every school of the stage, with all that bars it; a lock's own way is marked. */
static void test_open(void)
{
  lg_build *b = bars_new();
  lg_build_lock(b, "t6 O forbid");
  lg_options *o = lg_options_new_open(b->district, b->policy);
  check_places(b, o, "t1", "A B C O W");
  LG_EQUAL_INT(pair_of(b, o, "t1", "A")->bars, 0, "home");
  LG_EQUAL_INT(pair_of(b, o, "t1", "B")->bars, 0, "a forbid lock is no bar");
  LG_EQUAL_INT(pair_of(b, o, "t1", "C")->bars, LG_BAR_COMMUTE, "far");
  LG_EQUAL_INT(pair_of(b, o, "t1", "O")->bars, LG_BAR_ROUTE, "no route");
  LG_EQUAL_INT(pair_of(b, o, "t2", "C")->bars, LG_BAR_ELIGIBLE | LG_BAR_COMMUTE, "exempt, far");
  LG_EQUAL_INT(pair_of(b, o, "t2", "O")->bars, LG_BAR_ELIGIBLE | LG_BAR_ROUTE, "exempt, no route");
  check_places(b, o, "t4", "A B C O W");
  lg_options_free(o);
  lg_build_free(b);
}

static void test_lock_only(void)
{
  lg_build *b =
      lg_build_new("2025-09-01", "A strong primary=100\nB weak primary=100\n", "t1 A math\n");
  lg_build_route(b, "learn", "from.tier=weak");
  lg_build_lock(b, "t1 B must");
  lg_options *o = lg_options_new_open(b->district, b->policy);
  check_places(b, o, "t1", "A B B");
  const lg_option *by_route = pair_of(b, o, "t1", "B"), *by_lock = by_route + 1;
  LG_EQUAL_INT(by_route->bars, LG_BAR_ROUTE, "without the lock no route leads there");
  LG_EQUAL_INT(by_lock->bars, LG_BAR_LOCK_ONLY, "with it the lock does");
  LG_EQUAL_INT(by_lock->route, 1, "route `lock`");
  lg_options_free(o);
  lg_build_free(b);
}

/* ---- the program ---- */

static lg_column plain_column(int a)
{
  return (lg_column){LG_COL_ASSIGNMENT, a, 0, 0, -1, true, 0, 1, 0, 1};
}

/* Entries come back by column, rows ascending, however they were added. */
static void test_program(void)
{
  static const struct {
    int row, column;
    double value;
  } added[] = {{2, 1, 21}, {0, 3, 3}, {1, 0, 10}, {0, 1, 1}, {2, 0, 20}, {1, 1, 11}, {1, 2, 0}};
  static const int start[] = {0, 2, 5, 5, 6}, rows[] = {1, 2, 0, 1, 2, 0},
                   values[] = {10, 20, 1, 11, 21, 3};
  lg_program *p = lg_program_new();
  for (int j = 0; j < 4; j++) LG_EQUAL_INT(lg_program_add_column(p, plain_column(j)), j, "column");
  for (int i = 0; i < 3; i++)
    LG_EQUAL_INT(lg_program_add_row(p, (lg_row){LG_R1_POST, i, 0, 0, 1}), i, "row");
  for (size_t k = 0; k < G_N_ELEMENTS(added); k++)
    lg_program_add_entry(p, added[k].row, added[k].column, added[k].value);
  LG_EQUAL_INT(lg_program_add_element(p, (lg_element){LG_R7_HEADCOUNT, 0, 0}), 0, "first");
  LG_EQUAL_INT(lg_program_add_element(p, (lg_element){LG_R8_QUOTA, 0, 1}), 1, "second");
  lg_program_finish(p);
  LG_EQUAL_INT(p->column_count, 4, "columns");
  LG_EQUAL_INT(p->row_count, 3, "rows");
  for (int j = 0; j <= p->column_count; j++) LG_EQUAL_INT(p->start[j], start[j], "start");
  for (int k = 0; k < p->start[p->column_count]; k++) {
    LG_EQUAL_INT(p->row[k], rows[k], "row of an entry");
    LG_EQUAL_INT(p->value[k], values[k], "value of an entry");
  }
  for (int j = 0; j < 4; j++) LG_EQUAL_INT(p->columns[j].a, j, "column kept");
  LG_EQUAL_INT(p->element_count, 2, "elements");
  LG_EQUAL_INT(p->elements[1].b, 1, "the element's class");
  lg_program_free(p);
}

static void test_empty_program(void)
{
  lg_program *p = lg_program_new();
  lg_program_finish(p);
  LG_EQUAL_INT(p->column_count + p->row_count + p->element_count, 0, "nothing");
  LG_EQUAL_INT(p->start[0], 0, "no entries");
  lg_program_free(p);
  lg_program_free(NULL);
}

/* ---- the formulation ---- */

/* Everything of one formulation, and its inputs. */
typedef struct {
  lg_build *b;
  lg_options *o;
  lg_formulation *f;
} tiny;

static tiny tiny_new(lg_build *b)
{
  lg_options *o = lg_options_new(b->district, b->policy);
  return (tiny){b, o, lg_formulation_new(b->district, b->policy, o)};
}

static void tiny_free(tiny *t)
{
  lg_formulation_free(t->f);
  lg_options_free(t->o);
  lg_build_free(t->b);
}

static int count_of(const tiny *t, lg_column_kind kind)
{
  int count = 0;
  for (int j = 0; j < t->f->program->column_count; j++)
    count += t->f->program->columns[j].kind == kind;
  return count;
}

/* The column of a kind with a and b, or -1. */
static int column_of(const tiny *t, lg_column_kind kind, int a, int b)
{
  const lg_program *p = t->f->program;
  for (int j = 0; j < p->column_count; j++)
    if (p->columns[j].kind == kind && p->columns[j].a == a && p->columns[j].b == b) return j;
  return -1;
}

/* The column of a teacher's assignment to a school. */
static int column_at(const tiny *t, int teacher, int school)
{
  return t->f->column_of[lg_options_find(t->o, teacher, lg_assignment_at(school))];
}

/* The coefficient of a column in a row, 0 where it has none. */
static double entry_of(const lg_program *p, int row, int column)
{
  for (int e = p->start[column]; e < p->start[column + 1]; e++)
    if (p->row[e] == row) return p->value[e];
  return 0;
}

/* Three at A, one at B; t3 is exempt, one backbone teacher. */
static lg_build *four_new(void)
{
  lg_build *b = lg_build_new("2025-09-01", "A strong primary=200\nB weak primary=100\n",
                             "t1 A math rank=star backbone\nt2 A math\nt3 A math exempt=ill\n"
                             "t4 B math\n");
  lg_build_route(b, "any", "");
  return b;
}

static void test_columns_and_rows(void)
{
  lg_build *b = four_new();
  b->policy->subject_band = (lg_band){true, -1, 1};
  b->policy->headcount_band = (lg_band){true, 0, 0};
  lg_build_goal(b, LG_GOAL_EQUITY);
  tiny t = tiny_new(b);
  const lg_program *p = t.f->program;
  LG_EQUAL_INT(count_of(&t, LG_COL_ASSIGNMENT), 6, "three with a choice of two; t3 has none");
  LG_EQUAL_INT(count_of(&t, LG_COL_CELL), 2, "cells");
  LG_EQUAL_INT(count_of(&t, LG_COL_HEADCOUNT), 2, "schools");
  LG_EQUAL_INT(count_of(&t, LG_COL_BACKBONE), 2, "backbone teachers of two schools");
  LG_EQUAL_INT(count_of(&t, LG_COL_STEP), 2, "the star is at A or at B");
  LG_EQUAL_INT(p->column_count, 14, "no other columns");
  LG_EQUAL_INT(p->row_count, 3 + 2 + 2 + 2 + 2, "posts, cells, schools, backbone, steps");
  LG_EQUAL_INT(p->element_count, 4, "R6 and R7 of two schools");
  for (int i = 0; i < p->row_count; i++)
    if (p->rows[i].rule == LG_R1_POST) LG_EQUAL_INT(p->rows[i].rhs, 1, "one post");
  int cell = column_of(&t, LG_COL_CELL, 0, LG_PRIMARY);
  LG_EQUAL_INT(p->columns[cell].lower, -1, "A loses one at most");
  LG_EQUAL_INT(p->columns[cell].upper, 1, "A gains one at most");
  LG_EQUAL_INT(p->columns[cell].free_lower, -2, "without the band both who may go");
  g_autofree char *name =
      lg_element_name(t.b->district, t.b->policy, p->elements[p->columns[cell].element]);
  LG_EQUAL_TEXT(name, "R6 A primary/math", "the cell's element");
  int head = column_of(&t, LG_COL_HEADCOUNT, 1, 0);
  LG_EQUAL_INT(p->columns[head].lower, 0, "B keeps its heads");
  LG_EQUAL_INT(p->columns[head].upper, 0, "B gains none");
  LG_EQUAL_INT(p->elements[p->columns[head].element].a, 1, "the school's element");
  tiny_free(&t);
}

static void test_pairs_without_choice(void)
{
  tiny t = tiny_new(four_new());
  const lg_candidate *exempt = &t.o->candidates[2];
  LG_EQUAL_INT(exempt->count, 1, "one place");
  LG_EQUAL_INT(t.f->column_of[exempt->first], -1, "no column");
  for (int k = 0; k < t.o->pair_count; k++) {
    int j = t.f->column_of[k];
    if (k == exempt->first) continue;
    LG_EQUAL_INT(t.f->program->columns[j].c, k, "the column knows its pair");
  }
  tiny_free(&t);
}

/* Every option is found by its assignment, an assignment that is none is not; and a roster made into
 * values is the roster that these values make. */
static void test_assignments(void)
{
  tiny t = tiny_new(four_new());
  const lg_district *d = t.b->district;
  for (int i = 0; i < d->teacher_count; i++) {
    const lg_candidate *candidate = &t.o->candidates[i];
    int found = 0;
    for (int j = 0; j < d->school_count; j++) {
      int k = lg_options_find(t.o, i, lg_assignment_at(j));
      if (k < 0) continue;
      found++;
      LG_TRUE(k >= candidate->first && k < candidate->first + candidate->count,
              "the teacher's own");
      LG_EQUAL_INT(t.o->pairs[k].assignment.school, j, "the option looked for");
    }
    LG_EQUAL_INT(found, candidate->count, "every option, and no other");
  }
  lg_roster *roster = lg_roster_new(d);
  LG_TRUE(!lg_roster_moves(roster, d, 0), "at home");
  roster->assignments[0] = lg_assignment_at(1);
  LG_TRUE(lg_roster_moves(roster, d, 0), "moved");
  double *value = lg_formulation_values(t.f, roster);
  lg_roster *again = lg_formulation_roster(t.f, value);
  LG_TRUE(lg_roster_same(again, roster), "there and back");
  again->assignments[1] = lg_assignment_at(1);
  LG_TRUE(!lg_roster_same(again, roster), "one assignment differs");
  lg_roster_free(again);
  lg_roster_free(roster);
  g_free(value);
  tiny_free(&t);
}

/* Four of four may count, three may move: q N >= p D with D = 4 is N >= ceil(4 p / q), q N <= p D
 * is N <= floor(4 p / q). */
static void test_tight_quotas(void)
{
  static const struct {
    const char *min, *max;
    int lower, upper;
  } cases[] = {{"25%", NULL, 1, 3},  {"26%", NULL, 2, 3}, {"37%", NULL, 2, 3}, {"50%", NULL, 2, 3},
               {"51%", NULL, 3, 3},  {NULL, "24%", 0, 0}, {NULL, "25%", 0, 1}, {NULL, "49%", 0, 1},
               {NULL, "50%", 0, 2},  {NULL, "74%", 0, 2}, {NULL, "75%", 0, 3}, {"26%", "74%", 2, 2},
               {"2", NULL, 2, 3},    {NULL, "1", 0, 1},   {"1", "2", 1, 2},    {"0%", NULL, 0, 3},
               {NULL, "100%", 0, 3}, {"76%", NULL, 4, 4}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_build *b = four_new();
    lg_build_quota(b, "q", "moved", "", cases[k].min, cases[k].max);
    tiny t = tiny_new(b);
    const lg_program *p = t.f->program;
    char *what = g_strdup_printf("min %s max %s", cases[k].min, cases[k].max);
    int n = column_of(&t, LG_COL_COUNT, 0, 0);
    LG_EQUAL_INT(count_of(&t, LG_COL_COUNT), 1, "one class");
    LG_EQUAL_INT(count_of(&t, LG_COL_BASE) + count_of(&t, LG_COL_MARGIN), 0, "D is a constant");
    LG_EQUAL_INT(p->columns[n].lower, cases[k].lower, what);
    LG_EQUAL_INT(p->columns[n].upper, cases[k].upper, what);
    LG_EQUAL_INT(p->columns[n].free_lower, 0, "without the quota nobody need move");
    LG_EQUAL_INT(p->columns[n].free_upper, 3, "t3 cannot move");
    g_free(what);
    tiny_free(&t);
  }
}

/* By school: D of A is 3, of B 1; the rotated count from the start. */
static void test_quota_classes(void)
{
  lg_build *b = lg_build_new("2025-09-01", "A strong primary=100\nB weak primary=100\n",
                             "t1 A math rotated\nt2 A math\nt3 A math\nt4 B math\n");
  lg_build_route(b, "any", "");
  lg_build_exclude(b, "rotated");
  lg_quota *quota = lg_build_quota(b, "q", "moved", "", "34%", "67%");
  quota->per[0] = LG_PER_FROM_SCHOOL;
  quota->include_rotated = true;
  tiny t = tiny_new(b);
  const lg_program *p = t.f->program;
  int a = column_of(&t, LG_COL_COUNT, 0, 0), other = column_of(&t, LG_COL_COUNT, 0, 1);
  LG_EQUAL_INT(p->columns[a].free_lower, 1, "t1 counts already");
  LG_EQUAL_INT(p->columns[a].lower, 2, "A: ceil(1.02)");
  LG_EQUAL_INT(p->columns[a].upper, 2, "A: floor(2.01)");
  LG_EQUAL_INT(p->columns[other].lower, 1, "B: ceil(0.34), and no plan is left");
  LG_EQUAL_INT(p->columns[other].upper, 0, "B: floor(0.67)");
  LG_EQUAL_INT(p->elements[p->columns[a].element].b, 0, "the class");
  tiny_free(&t);
}

/* D = those who move: q N - p D - margin = 0 with margin >= 0; soft: q s more. */
static void test_variable_base(void)
{
  for (int soft = 0; soft < 2; soft++) {
    lg_build *b = four_new();
    lg_quota *quota = lg_build_quota(b, "q", "moved backbone", "moved", "20%", NULL);
    quota->min.share = (lg_share){1, 5};
    quota->soft = soft;
    if (soft) lg_build_goal(b, LG_GOAL_SHORTFALL);
    tiny t = tiny_new(b);
    const lg_program *p = t.f->program;
    int n = column_of(&t, LG_COL_COUNT, 0, 0), d = column_of(&t, LG_COL_BASE, 0, 0),
        margin = column_of(&t, LG_COL_MARGIN, 0, 0),
        missing = column_of(&t, LG_COL_SHORTFALL, 0, 0);
    LG_TRUE(n >= 0 && d >= 0 && margin >= 0, "N, D and the margin are columns");
    LG_EQUAL_INT(missing >= 0, soft, "only a soft quota has a shortfall");
    int row = p->row[p->start[margin]];
    LG_EQUAL_INT(p->start[margin + 1] - p->start[margin], 1, "the margin stands in one row");
    LG_EQUAL_INT(entry_of(p, row, n), 5, "q N");
    LG_EQUAL_INT(entry_of(p, row, d), -1, "p D");
    LG_EQUAL_INT(entry_of(p, row, margin), -1, "margin");
    LG_EQUAL_INT(p->rows[row].rhs, 0, "no constant");
    LG_EQUAL_INT(p->columns[margin].lower, 0, "margin >= 0");
    LG_EQUAL_INT(p->columns[d].upper, 3, "three may move");
    if (soft) {
      LG_EQUAL_INT(entry_of(p, row, missing), 5, "q s");
      LG_EQUAL_INT(p->columns[missing].upper, 1, "ceil(3 / 5) heads at most");
      int64_t *cost = g_new0(int64_t, p->column_count + 1);
      LG_EQUAL_INT(lg_formulation_goal(t.f, 0, NULL, cost), 0, "no constant");
      for (int j = 0; j < p->column_count; j++) LG_EQUAL_INT(cost[j], j == missing, "cost");
      g_free(cost);
    }
    tiny_free(&t);
  }
}

/* Soft with a known base: N + s >= heads in a row, N itself is free. */
static void test_soft_quota(void)
{
  lg_build *b = four_new();
  lg_quota *quota = lg_build_quota(b, "q", "moved", "", "51%", NULL);
  quota->soft = true;
  quota->weight = 7;
  lg_build_goal(b, LG_GOAL_SHORTFALL);
  tiny t = tiny_new(b);
  const lg_program *p = t.f->program;
  int n = column_of(&t, LG_COL_COUNT, 0, 0), missing = column_of(&t, LG_COL_SHORTFALL, 0, 0);
  LG_EQUAL_INT(p->columns[n].lower, 0, "nobody need move");
  LG_EQUAL_INT(p->columns[missing].upper, 3, "three heads may be missing");
  LG_EQUAL_INT(p->columns[n].element, -1, "soft: nothing of a conflict");
  int row = p->row[p->start[missing]];
  LG_EQUAL_INT(p->rows[row].rhs, 3, "ceil(2.04)");
  LG_EQUAL_INT(entry_of(p, row, n), 1, "N");
  int64_t *cost = g_new0(int64_t, p->column_count + 1);
  lg_formulation_goal(t.f, 0, NULL, cost);
  LG_EQUAL_INT(cost[missing], 7, "the weight");
  g_free(cost);
  tiny_free(&t);
}

/* The roster of a solution: where the place columns are largest; without a column the only place.
 */
static void test_roster(void)
{
  tiny t = tiny_new(four_new());
  double *value = g_new0(double, t.f->program->column_count + 1);
  value[column_at(&t, 0, 1)] = 1;
  value[column_at(&t, 1, 0)] = 0.999999;
  value[column_at(&t, 1, 1)] = 0.000001;
  value[column_at(&t, 3, 0)] = 1;
  lg_roster *roster = lg_formulation_roster(t.f, value);
  static const int expected[] = {1, 0, 0, 0};
  for (int i = 0; i < 4; i++) LG_EQUAL_INT(roster->assignments[i].school, expected[i], "school");
  lg_roster_free(roster);
  g_free(value);
  tiny_free(&t);
}

int main(void)
{
  static const lg_case cases[] = {{"what bars a pair", test_bar},
                                  {"must locks", test_must},
                                  {"routes by wish", test_wish_routes},
                                  {"shared reach", test_shared_reach},
                                  {"commute to the metre", test_commute_border},
                                  {"open options", test_open},
                                  {"the lock's own way", test_lock_only},
                                  {"program", test_program},
                                  {"empty program", test_empty_program},
                                  {"columns and rows", test_columns_and_rows},
                                  {"pairs without a choice", test_pairs_without_choice},
                                  {"assignments", test_assignments},
                                  {"tight quotas", test_tight_quotas},
                                  {"quota classes", test_quota_classes},
                                  {"variable base", test_variable_base},
                                  {"soft quota", test_soft_quota},
                                  {"roster of a solution", test_roster},
                                  {NULL, NULL}};
  return lg_run("program", cases);
}
