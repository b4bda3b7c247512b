/* counted_text.h - a quota class as it was counted, in words: what it asks, whether it holds, how
 * much room it has. For the terminal, the workbook and the report. */
#ifndef LG_COUNTED_TEXT_H
#define LG_COUNTED_TEXT_H

#include "model/place_survey.h"
#include "output.h"
#include "text_table.h"

/* A row of the audit with whose it is and what it asks. Here alone the rows of other rules are told
 * apart from those of quotas. */
typedef struct {
  const lg_quota_count *count;
  const char *id, *name;
  const char *label; /* what `verify` calls it in short */
  bool soft;
  bool is_share;    /* `count` is a part of `of`; else heads against students */
  bool of_district; /* its only class is the district */
  bool rotated;     /* of_district, and who has rotated before counts */
  lg_bound min, max;
  const char *min_form; /* a share behind the heads that it comes to: " (%s)" */
  const char *line;     /* what `verify` says of it in other words than of quotas; else NULL */
} lg_counted;
lg_counted lg_counted_of(const lg_lang *lang, const lg_policy *policy, const lg_quota_count *count);

/* Heads between the count and the nearer limit; negative where the class is broken. */
int64_t lg_counted_slack(const lg_quota_count *count);
/* " (relaxed by 192)" where the plan's `relax` gives this side of the class heads, without which a
 * share beside its heads would be a wrong sum; else "". g_free. */
char *lg_counted_relaxed(const lg_lang *lang, const lg_policy *policy, const lg_counted *row,
                         lg_side side);
/* "asked: at least 570 (37%)", "allowed: at most 12", both, or "". g_free. */
char *lg_counted_asked(const lg_output *out, const lg_counted *row);
/* "holds", "short by 3", "over by 1". g_free. */
char *lg_counted_verdict(const lg_lang *lang, const lg_quota_count *count);
/* Of the teachers whom a quota with include_rotated counts: those who had rotated before this plan.
 */
int64_t lg_counted_rotated(const lg_output *out, int quota);
/* The decision, and how many limits that may give way are not met: "proved optimal; soft limits not met:
 * 3". Needs the audit of a roster. g_free. */
char *lg_output_headline(const lg_output *out);
/* The rows of `check` for what is counted like a quota, before any solving: what is asked in a stage
 * together, and what arithmetic refutes of it.
 *   columns  of the table of quotas, a row a stage is added
 *   refuted  lines are added
 *   returns  whether there is such a rule */
bool lg_counted_check_others(const lg_output *out, const lg_place_survey *survey,
                             lg_text_table *columns, GString *refuted);
/* The last row of the audit that has the quota of row `first`: the classes of one quota lie
 * together. */
int lg_counted_last(const lg_audit *audit, int first);
/* The row of first..last with the least room, the first of them. */
int lg_counted_tightest(const lg_audit *audit, int first, int last);

#endif
