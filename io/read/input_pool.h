/* input_pool.h - plans that share their tables: each set of tables is read once. */
#ifndef LG_INPUT_POOL_H
#define LG_INPUT_POOL_H

#include "io/plan/plan.h"
#include "io/words/codes.h"
#include "io/words/input.h"

/* The tables that several plans share, each set read once: a district then belongs to the pool,
 * which outlives the inputs. Defects of tables are in the report of the first plan that names
 * them. */
typedef struct lg_input_pool lg_input_pool;
lg_input_pool *lg_input_pool_new(const lg_coding *coding);
void lg_input_pool_free(lg_input_pool *pool);
/* The plan is a tree in memory, needed for this call only: the input's `plan` is NULL.
 *   source  the file behind it, which outlives the input
 *   edits   what is otherwise in the tables, a value of the file `edits_file`; NULL: nothing */
lg_input *lg_input_of(const lg_json *root, const lg_plan_source *source, const lg_json *edits,
                      const char *edits_file, lg_input_pool *pool);

/* Is there a file, or a book where "#sheet" follows? The defect says so where there is none: the
 * path comes from the command line, so that the advice for tables of the plan would mislead. */
bool lg_roster_is_there(const char *path, lg_report *report);

#endif
