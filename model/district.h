/* district.h - the question's facts: schools, teachers and what the office's tables say of them.
 *
 * Dense 0-based indexes everywhere; text ids only at the border. Teachers and schools stand in the
 * byte order of their ids, so the order of rows in the files never matters. Words that rules
 * compare (subjects, ranks, ...) are codes: positions in the sorted lists of the district. Facts
 * only: what follows from the plan (eligible, age, routes, distances) is worked out in options.h
 * and again, apart, in audit.h. All texts live as long as the district. */
#ifndef LG_DISTRICT_H
#define LG_DISTRICT_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum { LG_PRIMARY, LG_JUNIOR, LG_STAGE_COUNT } lg_stage; /* order of every list of stages */
enum { LG_STAGE_BOTH = LG_STAGE_COUNT }; /* code of from.stage for a nine-year school */
typedef enum { LG_STRONG, LG_ORDINARY, LG_WEAK, LG_TIER_COUNT } lg_tier;
typedef enum { LG_MALE, LG_FEMALE, LG_GENDER_COUNT, LG_GENDER_MISSING = -1 } lg_gender;

enum { LG_BAND_YEARS = 5 }; /* age and years where they are coarse: 30-34 */
enum { LG_MISSING = -1 };   /* a code, count or index that the tables do not give */

/* year 0: not given. A date without a day has day 1 (SPEC 3). */
typedef struct {
  int year, month, day;
} lg_date;

/* A sorted list (byte order) of the distinct folded texts of one kind; a code is a position in it.
 */
typedef struct {
  const char **text;
  int count;
} lg_words;

typedef struct {
  const char *id;   /* folded, unguarded */
  const char *name; /* as given, trimmed */
  char **also;      /* further names, squeezed, NULL-terminated; NULL where it has none; owned */
  bool has_stage[LG_STAGE_COUNT];
  int students[LG_STAGE_COUNT]; /* >= 1 where has_stage, else 0 */
  lg_tier tier;
  int group;     /* code in groups, or LG_MISSING */
  int max_staff; /* or LG_MISSING */
  bool has_place;
  double lon, lat; /* decimal degrees */
} lg_school;

/* In the place of a text that is not to be published (compare the pointer). */
extern const char lg_withheld[];

typedef struct {
  const char *id;     /* folded, unguarded; the code where the district is anonymous */
  const char *name;   /* as given, trimmed; "" where the table has none, or anonymous */
  const char *own_id; /* as the table has it, and */
  const char *code;   /* what stands for it in publications; both NULL without a key */
  int school;         /* the home school */
  lg_stage stage;
  int subject; /* code in subjects */
  lg_gender gender;
  const int *ranks; /* [rank_count] codes in ranks, in the cell's order */
  int rank_count;
  const char *rank; /* the cell, folded: what the roster shows; "" where empty */
  bool backbone;    /* a rank of the plan's list `backbone` */
  int title;        /* code in titles, or LG_MISSING */
  const int *tags;  /* [tag_count] codes in tags, in the cell's order */
  int tag_count;
  lg_date birth, joined;
  int years_given;    /* the column `years`, or LG_MISSING; `joined` wins where both stand */
  const char *exempt; /* the reason as given, trimmed; NULL: may move */
  bool rotated, full_time;
  int flexible_units; /* the most that may be given a week; LG_MISSING: the table does not say */
  bool has_home;
  double lon, lat;
  const char **copied; /* [copied_count of the district], as given, trimmed */
  int row;             /* in the file */
} lg_teacher;

typedef struct {
  int teacher, school, rank; /* rank >= 1 */
} lg_wish;

typedef enum { LG_LOCK_MUST, LG_LOCK_FORBID } lg_lock_kind;
typedef struct {
  int teacher, school; /* `stay` is resolved to the home school */
  lg_lock_kind kind;
  bool stay;               /* the table said `stay` */
  const char *reason, *by; /* "" where empty */
} lg_lock;

typedef struct {
  bool from_teacher; /* from is a teacher, else a school */
  int from, to;
  int metres; /* half a metre up */
} lg_distance;

typedef enum { LG_SAME_SCHOOL, LG_SAME_GROUP, LG_NOT_BOTH_MOVE, LG_PAIR_RULE_COUNT } lg_pair_rule;
typedef struct {
  int a, b; /* as the row has them */
  lg_pair_rule rule;
} lg_pair;

typedef struct {
  int school;
  lg_stage stage;
  int subject;
  int min, max, target; /* heads, or LG_MISSING where the cell is empty */
} lg_demand;

/* The row for a school, stage and subject, or LG_MISSING; rows are sorted so. Cost: logarithmic. */
int lg_demand_find(const lg_demand *rows, int count, int school, int stage, int subject);

/* A row of the ledger of services (交流记录): where a teacher serves or has served. */
typedef enum { LG_BACK_UNSAID, LG_BACK_RETURN, LG_BACK_STAY } lg_back;
enum { LG_OUTSIDE = -2 }; /* a school that is none of the district's */
typedef struct {
  int teacher;
  const char *form; /* folded: the kind of exchange; "" where empty */
  bool personnel;   /* the post moved with the person */
  lg_date begin;    /* the first day */
  lg_date end;      /* the last day; year 0: open */
  int from;         /* school, LG_OUTSIDE, or LG_MISSING where the cell is empty */
  int to;           /* school or LG_OUTSIDE */
  int units;        /* a week, of a flexible service; LG_MISSING: full time */
  lg_back back;     /* where the term leads; unsaid: the route of this name decides */
  int row;          /* of the table: by it the row is known again */
  const char *file; /* where it stands, for messages, */
  int line;         /* and its row there */
} lg_service;

/* What the ledger says of a teacher at the plan's date (service.h). */
typedef struct {
  int due_back; /* the school that R13 brings the teacher back to, or LG_MISSING */
  bool serving; /* elsewhere than the post, up to `until` (year 0: open) */
  lg_date until;
  lg_date ended;    /* of the latest full-time row that is over; year 0: none */
  bool rotated;     /* by the column or, in the plan's period, by the ledger */
  int guest;        /* the guest school of a flexible service that runs on, or LG_MISSING */
  int units;        /* its units a week */
  const char *form; /* its kind, as the ledger calls it */
} lg_standing;

/* A teacher of the baseline whom the table of teachers does not have today. */
typedef struct {
  const char *id, *name; /* name "" where the baseline has none */
  int from, to;          /* schools; from LG_MISSING where the baseline does not tell */
  int stage, subject;    /* as the baseline says, or LG_MISSING */
} lg_departed;

struct lg_assignment;

typedef struct lg_district {
  bool partial;        /* some table has a defect: good for looking names up, for nothing else */
  GStringChunk *texts; /* owns every text */
  GArray *codes;       /* owns the code arrays of teachers (internal) */

  bool anonymous; /* names are left out, ids are codes, distances are shown roughly */
  bool
      coarse; /* of an anonymous one: age and years are shown in bands of five, of a rank whether it
                  makes a backbone teacher, titles not at all */
  GHashTable *alias_of; /* own ids and codes -> index + 1; NULL without a key */

  lg_school *schools;
  int school_count;
  lg_teacher *teachers;
  int teacher_count;

  lg_words subjects, groups, ranks, titles, tags;
  bool *is_backbone_rank; /* [ranks.count] the plan takes it for one; NULL where nobody said */

  lg_wish *wishes; /* by teacher, rank, school */
  int wish_count;
  bool has_wishes; /* the plan names a table of wishes, be it empty */
  lg_lock *locks;  /* by teacher, school, kind; no two alike */
  int lock_count;
  lg_distance *distances; /* by from_teacher (schools first), from, to */
  int distance_count;
  lg_pair *pairs; /* by a, b, rule */
  int pair_count;
  lg_demand *demands; /* by school, stage, subject */
  int demand_count;
  /* by school, stage, subject; units a week that guests give, min 0 where the cell is empty */
  lg_demand *flexible_demands;
  int flexible_demand_count;
  bool has_flexible_demand; /* the plan names that table, be it empty */
  bool has_services;        /* the plan names a ledger, be it empty */
  lg_service *services;     /* by teacher, end (open last), begin */
  int service_count;
  /* where its rows stand, for what is found out when the plan's rules are read */
  const char *service_from_heading, *service_end_heading, *service_back_heading;
  lg_standing *standing; /* [teacher_count] lg_standing_settle; NULL: nobody has a row */
  /* [teacher_count] (assignment.h), NULL without a baseline; who is not listed is at home */
  struct lg_assignment *baseline;
  lg_departed *departed; /* in the order of the baseline's rows */
  int departed_count;

  const char **copied_names; /* headings of copied columns as the plan names them */
  int copied_count;
} lg_district;

lg_district *lg_district_new(void);
void lg_district_free(lg_district *district);

/* Index of the teacher or school with this id (already folded), or LG_MISSING; with a key a
 * teacher's own id and code both do. Cost: logarithmic. */
int lg_district_teacher(const lg_district *district, const char *id);
int lg_district_school(const lg_district *district, const char *id);

/* The id that the lottery draws on: a decision is the same whether or not it is published
 * anonymously. */
const char *lg_teacher_own_id(const lg_teacher *teacher);

/* Code of `text` in `words`, or LG_MISSING. Cost: logarithmic. */
int lg_words_find(const lg_words *words, const char *text);

/* The code words of tables, filters and files: "primary", "strong", "M", "same_school", ... */
const char *lg_stage_word(int stage); /* also LG_STAGE_BOTH */
const char *lg_tier_word(lg_tier tier);
const char *lg_gender_word(lg_gender gender);
const char *lg_pair_word(lg_pair_rule rule);
const char *lg_lock_word(lg_lock_kind kind); /* "must", "forbid" */

#endif
