/* changes.h - what a new roster changes against the baseline, and why (QUESTIONS W29): for each
 * teacher placed otherwise the first element that breaks when this teacher alone goes back, and
 * those whose own change makes it so. */
#ifndef LG_CHANGES_H
#define LG_CHANGES_H

#include "model/audit/audit.h"
#include "options.h"

enum { LG_CAUSES = 20 }; /* kept of those whose change another one follows */

typedef struct {
  int teacher;
  lg_assignment was, now;
  bool has_element;   /* one always does where the number of changes is proved least */
  lg_element element; /* by W2; of rules that bar the old assignment by W4 */
  lg_side side;       /* min: going back leaves too few, max: too many; drop: neither counts */
  int *causes; /* [cause_count] teachers; number k of the departed ones, who are not there today,
                  stands as -1 - k; owned */
  int cause_count; /* LG_CAUSES at most */
  int more_causes; /* beyond them */
} lg_placed_otherwise;

typedef struct lg_changes {
  lg_placed_otherwise *list; /* by teacher */
  int count;
} lg_changes;

/* `audit` is that of `roster`, which keeps every rule.
 *   cost  O(teachers x (routes + quotas)) for counting, then O(quotas + those of the schools
 *         concerned) for each change */
lg_changes *lg_changes_new(const lg_district *district, const lg_policy *policy,
                           const lg_options *options, const lg_audit *audit,
                           const lg_roster *roster);
/* What breaks when each of these teachers, alone and for itself, were placed at `was` of `asked`
 * instead: an element or none, without causes. `audit` and `roster` as above; cost likewise.
 *   asked  [count] teacher and was
 *   returns  the rows in the order of `asked` */
lg_changes *lg_changes_asked(const lg_district *district, const lg_policy *policy,
                             const lg_options *options, const lg_audit *audit,
                             const lg_roster *roster, const lg_placed_otherwise *asked, int count);
void lg_changes_free(lg_changes *changes);

#endif
