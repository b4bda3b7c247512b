/* plan_keys.h - every key that a plan may have, in one table. Reading takes its lists of keys from
 * it, `template` its notes, docs/plan.md every line; a test holds the table against what reading
 * does with each key. Keys that are data of the plan stand elsewhere: tables and their fields under
 * `columns` (shapes.h), rules and quotas under `repair.weights`. */
#ifndef LG_PLAN_KEYS_H
#define LG_PLAN_KEYS_H

/* The objects of a plan. */
typedef enum {
  LG_OBJECT_PLAN,
  LG_OBJECT_BACKBONE,
  LG_OBJECT_PERIOD,
  LG_OBJECT_ELIGIBILITY,
  LG_OBJECT_AGES,
  LG_OBJECT_ROUTE,
  LG_OBJECT_COMMUTE,
  LG_OBJECT_FLEXIBLE,
  LG_OBJECT_FLEXIBLE_ROUTE,
  LG_OBJECT_STAFFING,
  LG_OBJECT_QUOTA,
  LG_OBJECT_TEAM,
  LG_OBJECT_DENSITY,
  LG_OBJECT_GOAL,
  LG_OBJECT_LIMITS,
  LG_OBJECT_RELAX,
  LG_OBJECT_REPAIR,
  LG_OBJECT_COLUMNS, /* its keys are the tables */
  LG_OBJECT_FILTER,  /* in the order of lg_key */
  LG_OBJECT_RANGE,   /* a filter's value */
  LG_OBJECT_NOT,     /* a filter's value */
  LG_OBJECT_COUNT
} lg_key_object;

typedef enum {
  LG_TYPE_WHOLE, /* lo ... hi */
  LG_TYPE_TEXT,
  LG_TYPE_DATE,
  LG_TYPE_TABLE, /* a file, or a sheet of a workbook */
  LG_TYPE_WORD,  /* one of `allowed` */
  LG_TYPE_BOOL,
  LG_TYPE_KM,
  LG_TYPE_SECONDS,
  LG_TYPE_SHARE,
  LG_TYPE_BOUND,    /* a share, or a number of heads */
  LG_TYPE_FRACTION, /* a decimal or a fraction, as a text */
  LG_TYPE_BAND,
  LG_TYPE_TEXTS, /* a list */
  LG_TYPE_LIST,  /* of something else, which `allowed` names */
  LG_TYPE_OBJECT,
  LG_TYPE_FILTER,
  LG_TYPE_VALUE, /* what a filter compares with */
  LG_TYPE_ANY,   /* not read */
  LG_TYPE_COUNT
} lg_key_type;

typedef struct {
  lg_key_object object;
  const char *name;
  lg_key_type type;
  const char *allowed;  /* words, or what the type does not say; NULL */
  const char *fallback; /* without the key; LG_KEY_REQUIRED; NULL: nothing */
  const char *example;  /* JSON */
  const char *meaning;
  int lo, hi; /* of LG_TYPE_WHOLE */
} lg_plan_key;

#define LG_KEY_REQUIRED "required"
enum { LG_MOST_KEYS = 32 /* of one object */ };

/* The keys of an object: the first, and how many follow one another; 0 and NULL where its keys are
 * data. */
const lg_plan_key *lg_plan_keys_of(lg_key_object object, int *count);
/* Where the object stands ("quotas[]"; "" for the plan itself). */
const char *lg_key_object_path(lg_key_object object);
/* What `template` says of it in a note, as it stands in JSON; NULL: nothing. Untranslated. */
const char *lg_key_object_note(lg_key_object object);

#endif
