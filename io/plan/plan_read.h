/* plan_read.h - what all parts of reading the plan share: one value each, checked, with its defect
 * in the report. Internal to io/plan/. A reader returns false (or NULL) after it has reported;
 * `node` may be NULL where the plan lacks the key, and then nothing is reported and the result
 * keeps its default. */
#ifndef LG_PLAN_READ_H
#define LG_PLAN_READ_H

#include "io/read/decimal.h"
#include "io/read/school_names.h"
#include "io/words/plan_keys.h"
#include "json.h"
#include "plan.h"

/* One run of lg_plan_policy. */
typedef struct {
  const lg_plan_head *head;
  lg_report *report;
  const lg_district *district;   /* NULL: words of the tables are not looked up */
  const lg_district *schools;    /* the same, but where only the schools are known */
  lg_policy *policy;             /* what is being filled; NULL while the head is read */
  GHashTable *route_ids;         /* id -> index + 1, once the routes are read */
  lg_school_names *school_names; /* NULL until needed */
} lg_reading;

/* The keys of an object: `known` and `refused` end with NULL; a refused key is no misspelling,
 * `refusal` says why. */
typedef struct {
  const char *const *known, *const *refused;
  lg_message refusal;
} lg_keys;

/* Reports at `at`; unused texts are NULL. */
void lg_plan_say(const lg_reading *reading, lg_message message, const lg_json *at, const char *a,
                 const char *b, const char *c);
/* The same with the value itself, as written and cut to a line, as the first text. */
void lg_plan_say_value(const lg_reading *reading, lg_message message, const lg_json *at,
                       const char *b, const char *c);
/* Whether a further message would still be shown in full: else the nearest name is not looked for.
 */
bool lg_plan_advises(const lg_reading *reading, lg_message message);
/* `value` is none of the candidates: `near` (value, nearest, allowed) where one is near, else
 * `plain` (value, allowed); `allowed` may be NULL where the candidates are too many to list. */
void lg_plan_say_unknown(const lg_reading *reading, lg_message plain, lg_message near,
                         const lg_json *at, const char *value, const char *const *candidates,
                         int count, const char *allowed);

/* An object (true) whose unknown, repeated and refused keys are reported and whose notes are texts.
 */
bool lg_plan_keys(const lg_reading *reading, const lg_json *node, const lg_keys *keys);
/* The same with the keys that the table of keys gives this object. */
bool lg_plan_object(const lg_reading *reading, const lg_json *node, lg_key_object object);
/* A key that has to be there: its value, or NULL with a defect. */
const lg_json *lg_plan_need(const lg_reading *reading, const lg_json *object, const char *key);
bool lg_plan_list(const lg_reading *reading, const lg_json *node);
int lg_plan_length(const lg_json *list);

/* A text as written (borrowed from the plan), without control characters. */
bool lg_plan_text(const lg_reading *reading, const lg_json *node, const char **text);
/* A text that is not empty, folded (SPEC 7); g_free. */
char *lg_plan_word(const lg_reading *reading, const lg_json *node);
/* A text that is not empty, trimmed, kept by the policy. */
bool lg_plan_name(const lg_reading *reading, const lg_json *node, const char **name);
bool lg_plan_bool(const lg_reading *reading, const lg_json *node, bool *value);
/* These three say nothing; `node` is not NULL. */
bool lg_plan_decimal(const lg_json *node, lg_decimal *decimal); /* false: no number */
bool lg_plan_is_whole(const lg_json *node, int lo, int hi, int *value);
bool lg_plan_is_too_large(const lg_json *node); /* a number above LG_MAX_WHOLE */
bool lg_plan_whole(const lg_reading *reading, const lg_json *node, int lo, int hi, int *value);
/* Kilometres as metres, exact, half a metre up. */
bool lg_plan_metres(const lg_reading *reading, const lg_json *node, int *metres);
/* A share as a text, 0..1; a number is a defect with the share's text as advice. */
bool lg_plan_share(const lg_reading *reading, const lg_json *node, lg_share *share);
/* The position of a folded text among `words`; a text that is none of them is a defect. */
bool lg_plan_choice(const lg_reading *reading, const lg_json *node, const char *const *words,
                    int count, int *choice);
/* The folded texts of a list, each once, in the order of the plan; another one alike is reported as
 * `repeated`. g_ptr_array_free. */
GPtrArray *lg_plan_words(const lg_reading *reading, const lg_json *node, lg_message repeated);
/* The share's text for a number between 0 and 1 (0.37: "37%"); NULL for other numbers. g_free. */
char *lg_plan_share_advice(const lg_json *node);

/* id of an element, folded, not empty, no other element's; kept by the policy. `ids` holds those
 * met. */
bool lg_plan_id(const lg_reading *reading, const lg_json *object, const char *key, GHashTable *ids,
                const char **id);
const char *lg_plan_keep(const lg_reading *reading, const char *text);

#endif
