/* json_draft.h - a copy of a JSON tree that may be changed: merge patches (RFC 7396) whose lists
 * with ids are merged by them, and single values set by their path (QUESTIONS W15, W16).
 *
 *   lg_json_draft *draft = lg_json_draft_new(lg_json_root(doc));
 *   lg_json_draft_patch(draft, lg_json_root(scenario));
 *   const lg_json *value = lg_json_draft_find(draft, "quotas.rotation.min", &made);
 *   lg_json_draft_set(draft, value, LG_JSON_TEXT, "40%");
 *   lg_json_draft_free(draft); */
#ifndef LG_JSON_DRAFT_H
#define LG_JSON_DRAFT_H

#include "json.h"

/* The key of a scenario that is no part of the plan: what is otherwise in its tables (io/read/edits.h). */
#define LG_EDITS_KEY "edits"

typedef struct lg_json_draft lg_json_draft;

/* Borrows the texts of `root`, and those of patches. */
lg_json_draft *lg_json_draft_new(const lg_json *root);
void lg_json_draft_free(lg_json_draft *draft);
const lg_json *lg_json_draft_root(const lg_json_draft *draft);

/* Merges an object. The root's `quotas`, `routes` and `teams` are merged element by element; values
 * that come from the patch have no line. Its key `edits` is left out. */
void lg_json_draft_patch(lg_json_draft *draft, const lg_json *patch);

/* The same, where the patch is to be asked about: null for a key that is not there stays, with its
 * line in the patch, so that a reader of the draft can tell whether there may be such a key.
 *   asked    these values of the draft
 *   missing  members of the patch that drop an element which the list does not have */
void lg_json_draft_patch_asking(lg_json_draft *draft, const lg_json *patch, GPtrArray *asked,
                                GPtrArray *missing);

/* The key that names the elements of this list of the root in merging (`id`, of teams `route`), or
 * NULL for every other value. */
const char *lg_json_draft_list_key(const lg_json *list);

/* The value at `path`: keys and element names as lg_json_path writes them, 0-based positions in
 * other lists; names may hold points.
 *   made     where keys of objects are missing they are added, the value null
 *   returns  NULL where an element of a list is missing, or a part of the path is empty */
const lg_json *lg_json_draft_find(lg_json_draft *draft, const char *path, bool *made);
/* Makes a value of the draft a TEXT or a NUMBER (as JSON writes it). */
void lg_json_draft_set(lg_json_draft *draft, const lg_json *value, lg_json_kind kind,
                       const char *text);

/* Appends what a value says, without notes and without the value `but` (or NULL): equal texts,
 * equal meaning. */
void lg_json_print(GString *text, const lg_json *value, const lg_json *but);

#endif
