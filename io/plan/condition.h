/* condition.h - filters in words: `交流 且 骨干 且 接收层次=薄弱`, `moved and not backbone and age≥50`.
 *
 * A condition is words joined by 且 (and), such conditions by 或 (or). A word is a key that is true
 * (交流), false (非 交流), or compared: 键=值/值, 键≠值/值, 键≥n, 键≤n, 键=a-b; 非 before a comparison is
 * its `not`. A key may stand twice where that says something (标签=班主任 且 标签=毕业班); 学科=语文 且
 * 学科=数学 is a slip. A value that holds a sign or one of these words stands in “ ”. Full-width signs and pairs
 * of ASCII (!=, >=, <=) are the same. */
#ifndef LG_CONDITION_H
#define LG_CONDITION_H

#include "json.h"

/* Names in the place of ids: routes by the name that the sheet gives them. */
typedef struct {
  const char *name, *id;
} lg_condition_route;

typedef struct {
  const lg_condition_route *routes; /* [route_count] */
  int route_count;
} lg_condition_names;

/* What is wrong with a condition; texts: g_free. */
typedef struct {
  lg_message message;
  char *texts[3];
} lg_condition_fault;
void lg_condition_fault_clear(lg_condition_fault *fault);

/* What a condition becomes. */
typedef enum {
  LG_CONDITION_ONE,  /* one filter, with `any` where it has 或 */
  LG_CONDITION_LIST, /* filters, one of which holds at least */
  LG_CONDITION_PLAIN /* likewise, without any `any` */
} lg_condition_form;

/* A condition as filters, each a JSON object.
 *   returns  NULL and *fault where it is none; texts, g_ptr_array_unref */
GPtrArray *lg_condition_parse(const char *text, const lg_condition_names *names,
                              lg_condition_form form, lg_condition_fault *fault);

/* A filter in the shortest words; "" where it always holds. g_free.
 *   skip  keys that are none of the filter's, NULL-terminated; NULL: none */
char *lg_condition_text(const lg_json *filter, bool chinese, const char *const *skip,
                        const lg_condition_names *names);

#endif
