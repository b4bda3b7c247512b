/* town.h - an invented district: schools, teachers, wishes, locks, pairs, drawn from one seed.
 *
 * Everything is invented, and the names say so. What the draws aim at: a quarter of strong schools,
 * half ordinary, a quarter weak, in partner bodies of three to six near each other, each around a
 * strong one; 17 to 20 students a teacher; backbone teachers in the order 40 : 30 : 15 at strong,
 * ordinary and weak schools; women about 70 %. Linear in teachers and schools but for two sorts. */
#ifndef LG_BENCH_TOWN_H
#define LG_BENCH_TOWN_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum { TOWN_PRIMARY, TOWN_JUNIOR, TOWN_STAGES };
enum { TOWN_STRONG, TOWN_ORDINARY, TOWN_WEAK };
enum { TOWN_ZH, TOWN_EN };
enum { TOWN_SUBJECTS = 16 };
/* The first is so rare that the example names its number; 0 is no rank. */
enum { TOWN_NO_RANK, TOWN_SPECIAL, TOWN_LEADER, TOWN_EXPERT, TOWN_NEWCOMER };

typedef struct {
  uint64_t seed;
  int teachers; /* full-time */
  int others;   /* rows beyond them with full_time = no */
  int schools;
  int backbone_permille; /* of the full-time teachers, exactly */
  int rotated_permille;  /* of the full-time teachers, exactly */
  int wish_percent;      /* of those who may move */
  int year;              /* the plan's date is 1 September of it */
} town_size;

typedef struct {
  int number; /* 1.. : its id */
  bool has_stage[TOWN_STAGES];
  int staff[TOWN_STAGES], students[TOWN_STAGES];
  int tier, group;
  int x_m, y_m; /* metres east and north of the district's corner */
} town_school;

typedef struct {
  int school, stage, subject;
  bool female, full_time, rotated, graduating, class_head, has_home;
  int birth_year, birth_month, age, joined_year, joined_month;
  int rank, title; /* title: 0 the highest .. 3 */
  int exempt;      /* 0: none, else number of the reason */
  int x_m, y_m;    /* the home */
} town_teacher;

typedef struct {
  int teacher, school, rank;
} town_wish;

typedef enum { TOWN_LOCK_STAY, TOWN_LOCK_MUST, TOWN_LOCK_FORBID } town_lock_kind;
typedef struct {
  int teacher, school;
  town_lock_kind kind;
} town_lock;

typedef enum { TOWN_SAME_SCHOOL, TOWN_SAME_GROUP, TOWN_NOT_BOTH } town_pair_rule;
typedef struct {
  int a, b;
  town_pair_rule rule;
} town_pair;

typedef struct {
  int school, stage, subject, target;
} town_demand;

typedef struct {
  town_size size;
  town_school *schools; /* [size.schools] */
  int group_count;
  town_teacher *teachers; /* [teacher_count], by school, stage, subject */
  int teacher_count;
  GArray *wishes, *locks, *pairs, *demand;
} town;

town *town_new(const town_size *size);
void town_free(town *place);

/* The parts of town_new, each in a file of its own. */
void town_make_schools(town *place);
void town_make_teachers(town *place);
void town_make_tables(town *place);

/* Shares of the subjects of a stage, summing to 1000; 0 where the stage has not the subject. */
int town_subject_share(int stage, int subject);
/* Whom no rule of the default plan keeps at home. */
bool town_may_move(const town *place, const town_teacher *teacher);

/* Where a district lies: its south-west corner in millionths of a degree, and the metres of a degree
 * of longitude there (the great circle's radius of SPEC). */
typedef struct {
  int lon, lat, m_per_lon;
} town_corner;

typedef struct {
  int lang;
  const char *plan; /* name of a variant */
  bool coordinates, gbk_teachers;
  town_corner corner;
} town_style;

/* Writes every table and plan.json into `folder`; false with *error set on failure. */
bool town_write(const town *place, const town_style *style, const char *folder, GError **error);
/* The plan's text, or NULL where the variant is unknown. g_free. */
char *town_plan_text(const town *place, const town_style *style);
/* The name of variant k, NULL after the last. */
const char *town_plan_name(int k);
/* Name of a backbone rank. */
const char *town_rank_word(int rank, int lang);

#endif
