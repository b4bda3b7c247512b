/* plan_items.h - a plan as sheets of a workbook: the sheets, their headings, the items of the sheet of
 * items, and the words of conditions, each in English (the plan's own key) and Chinese. A new key is
 * one line in one of these tables; a test holds them against plan_keys.h. */
#ifndef LG_PLAN_ITEMS_H
#define LG_PLAN_ITEMS_H

#include "lang.h"
#include "model/policy.h"
#include "plan_keys.h"
#include "shapes.h"

/* ---- sheets ---- */

typedef enum {
  LG_PLAN_SHEET_ITEMS,
  LG_PLAN_SHEET_QUOTAS,
  LG_PLAN_SHEET_ROUTES,
  LG_PLAN_SHEET_GOALS,
  LG_PLAN_SHEET_COUNT
} lg_plan_sheet;

/* "plan", "方案"; the name that is written. */
const char *lg_plan_sheet_name(lg_plan_sheet sheet, bool chinese);

enum { LG_ITEM_NAME, LG_ITEM_VALUE, LG_ITEM_NOTE, LG_ITEM_HEADS };
enum {
  LG_QUOTA_NAME,
  LG_QUOTA_ID,
  LG_QUOTA_COUNT,
  LG_QUOTA_OF,
  LG_QUOTA_MIN,
  LG_QUOTA_MAX,
  LG_QUOTA_PER,
  LG_QUOTA_ROTATED,
  LG_QUOTA_SOFT,
  LG_QUOTA_WEIGHT,
  LG_QUOTA_WITHDRAWALS,
  LG_QUOTA_HEADS
};
enum {
  LG_ROUTE_NAME,
  LG_ROUTE_ID,
  LG_ROUTE_WHEN,
  LG_ROUTE_TEAM,
  LG_ROUTE_TERM,
  LG_ROUTE_THEN,
  LG_ROUTE_PERSONNEL,
  LG_ROUTE_FLEXIBLE,
  LG_ROUTE_HEADS
};
enum {
  LG_GOAL_ORDER,
  LG_GOAL_NAME,
  LG_GOAL_TOLERANCE,
  LG_GOAL_POINTS,
  LG_GOAL_SEED,
  LG_GOAL_HEADS
};
enum { LG_MOST_HEADS = 16 };

typedef struct {
  const char *english, *chinese;
  lg_key_object object; /* the key that stands in the column; LG_OBJECT_COUNT: none */
  const char *key;
  const char *how; /* what may be written, translatable; NULL */
} lg_plan_head_word;

/* The headings of a sheet in their order. */
const lg_plan_head_word *lg_plan_sheet_heads(lg_plan_sheet sheet, int *count);

/* ---- items ---- */

typedef enum {
  LG_ITEM_TEXT,
  LG_ITEM_DATE,
  LG_ITEM_LANG,
  LG_ITEM_WHOLE,
  LG_ITEM_KM,
  LG_ITEM_SECONDS,
  LG_ITEM_SHARE,
  LG_ITEM_FRACTION,
  LG_ITEM_BAND,
  LG_ITEM_AGE,    /* of retirement: or "statutory-2025" in both rows */
  LG_ITEM_TEXTS,  /* several, 、 between */
  LG_ITEM_RANKS,  /* the same; *END takes every rank that ends so */
  LG_ITEM_FIELDS, /* the same, of the teachers' table */
  LG_ITEM_SOFT,
  LG_ITEM_TABLE,
  LG_ITEM_CONDITION,
  LG_ITEM_FILTER, /* a condition; or makes an `any` */
  LG_ITEM_UNITS,
  LG_ITEM_YES,
  LG_ITEM_HEADING, /* TABLE.FIELD=heading */
  LG_ITEM_RELAX,
  LG_ITEM_NEVER,
  LG_ITEM_WEIGHT
} lg_item_kind;

typedef struct {
  const char *path;    /* of the key in the plan; the English item */
  const char *chinese; /* the Chinese one */
  lg_item_kind kind;
  bool repeats;         /* may stand in several rows */
  lg_key_object object; /* where the key stands in the table of keys, */
  const char *key;      /* and its name there */
} lg_plan_item;

const lg_plan_item *lg_plan_items(int *count);
/* What may be written for an item of this kind, translatable; NULL: it goes without saying. */
const char *lg_item_kind_how(lg_item_kind kind);

/* The item or heading for a key of the plan, as the pages show it ("最少本校年限", "指标：不少于"); NULL:
 * it has none. g_free. */
char *lg_plan_item_of_key(const lg_plan_key *key, bool chinese);

/* Sheets of tables in a plan's own workbook: the names under which one is found, the written one
 * first; NULL-terminated. */
const char *const *lg_plan_table_sheets(int kind, bool chinese);

/* ---- values ---- */

/* Classes of quotas, in words: {"学校", "from.school"}; ends with NULL. */
typedef struct {
  const char *chinese, *english;
  bool also; /* read, but not written */
} lg_value_word;
extern const lg_value_word lg_per_words[];
/* Keys of filters in words. */
extern const lg_value_word lg_condition_words[];

#endif
