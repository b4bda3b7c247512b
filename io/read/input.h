/* input.h - the whole input of a run: the plan and its tables, read and checked.
 *
 *   lg_input *input = lg_input_read("plan.json");
 *   if (lg_report_defects(input->report)) ... print lg_report_text(...), exit 3
 */
#ifndef LG_INPUT_H
#define LG_INPUT_H

#include "tables.h"

typedef struct {
  lg_report *report;
  lg_plan *plan;         /* NULL where it could not be opened */
  lg_district *district; /* NULL where there are defects */
  lg_policy *policy;     /* NULL where there are defects */
  GArray *files;         /* lg_input_file: the plan first */
  char *lang;            /* the plan's, or NULL */
  bool is_pooled;        /* the district is a pool's, */
  lg_district *thinned;  /* or shares all but locks and pairs with it */
  char *new_key;         /* a key that was drawn for this run and is in no file yet, or NULL */
} lg_input;

lg_input *lg_input_read(const char *plan_path); /* never NULL */
/* How else a plan is read; all zero: as it stands. */
typedef struct {
  const char *roster; /* the baseline in the place of the plan's own; the goals are left alone */
  const char *key;    /* of codes in the place of ids and names (codes.h) */
  bool reveal;        /* the codes are known, but ids and names stand as they are */
} lg_input_wishes;
lg_input *lg_input_read_as(const char *plan_path, const lg_input_wishes *wishes);

/* The tables that several plans share, each set read once: a district then belongs to the pool,
 * which outlives the inputs. Defects of tables are in the report of the first plan that names
 * them. */
typedef struct lg_input_pool lg_input_pool;
lg_input_pool *lg_input_pool_new(const char *key); /* of codes, or NULL */
void lg_input_pool_free(lg_input_pool *pool);
/* The plan is a tree in memory, needed for this call only: the input's `plan` is NULL.
 *   path, sha256  of the file behind it */
lg_input *lg_input_of(const lg_json *root, const char *path, const char *sha256,
                      lg_input_pool *pool);
void lg_input_free(lg_input *input);

#endif
