/* audit_ledger.c - what the rows of the ledger say of each teacher at the plan's date. Each row is
 * looked at by itself, in whatever order they stand. */
#include <string.h>

#include "audit_internal.h"

static int day_number(lg_date date)
{
  return (date.year * 12 + date.month) * 31 + date.day;
}

/* An open end is later than every date. */
static int end_number(const lg_service *row)
{
  return row->end.year == 0 ? G_MAXINT : day_number(row->end);
}

static bool leads_back(const lg_recount *recount, const lg_service *row)
{
  if (row->back != LG_BACK_UNSAID) return row->back == LG_BACK_RETURN;
  const lg_policy *policy = recount->policy;
  for (int r = 0; r < policy->route_count; r++)
    if (strcmp(row->form, policy->routes[r].name) == 0)
      return policy->routes[r].then == LG_BACK_RETURN;
  return true;
}

/* S1: he serves in the school where the table has him, or outside, and his post stands elsewhere. */
static bool serves(const lg_recount *recount, const lg_service *row)
{
  bool here = row->to == recount->district->teachers[row->teacher].school;
  return !row->personnel && (here || row->to == LG_OUTSIDE);
}

/* S2, of the latest row that is over, where none runs. */
static int school_due(const lg_recount *recount, const lg_service *row)
{
  int home = recount->district->teachers[row->teacher].school;
  bool back = !row->personnel && row->to == home && row->from >= 0 && row->from != home;
  return back && leads_back(recount, row) ? row->from : LG_MISSING;
}

/* A lock of the tables, be it dropped by `relax` or not, sends the teacher elsewhere or forbids home or
 * the guest school: the flexible service of this row does not go on. */
static bool is_ended(const lg_recount *recount, const lg_service *row)
{
  const lg_district *district = recount->district;
  int home = district->teachers[row->teacher].school, schools = district->school_count;
  int other = schools * (int)LG_LOCK_MUST, barred = schools * (int)LG_LOCK_FORBID;
  for (int k = 0; k < district->lock_count + recount->policy->relax_count; k++) {
    lg_element element = k < district->lock_count
                             ? lg_element_of_lock(district, &district->locks[k])
                             : recount->policy->relax[k - district->lock_count].element;
    if (element.rule != LG_R9_LOCK || element.a != row->teacher) continue;
    bool must = element.b >= other && element.b < other + schools;
    if (must ? element.b != other + home
             : element.b == barred + home || element.b == barred + row->to)
      return true;
  }
  return false;
}

void lg_recount_ledger(lg_recount *recount)
{
  const lg_district *district = recount->district;
  int today = day_number(recount->policy->date), period = day_number(recount->policy->period_from);
  bool *runs = g_new0(bool, (size_t)district->teacher_count + 1);
  const lg_service **latest = g_new0(const lg_service *, (size_t)district->teacher_count + 1);
  for (int i = 0; i < district->teacher_count; i++) {
    recount->due_back[i] = LG_MISSING;
    recount->fixed[i] = (lg_recount_service){LG_MISSING, 0};
    recount->rotated[i] = district->teachers[i].rotated;
  }
  for (int k = 0; k < district->service_count; k++) {
    const lg_service *row = &district->services[k];
    int i = row->teacher;
    if (day_number(row->begin) > today) continue;
    if (row->units != LG_MISSING && end_number(row) >= today && recount->policy->flexible.given &&
        !is_ended(recount, row))
      recount->fixed[i] = (lg_recount_service){row->to, row->units};
    if (row->units != LG_MISSING) continue;
    if (recount->policy->period_from.year && day_number(row->begin) >= period)
      recount->rotated[i] = true;
    if (end_number(row) >= today) {
      runs[i] = true;
      recount->serving[i] |= serves(recount, row);
      continue;
    }
    bool later = !latest[i] || end_number(row) > end_number(latest[i]) ||
                 (end_number(row) == end_number(latest[i]) &&
                  day_number(row->begin) >= day_number(latest[i]->begin));
    if (later) latest[i] = row;
  }
  for (int i = 0; i < district->teacher_count; i++) {
    if (!latest[i]) continue;
    recount->ended[i] = latest[i]->end;
    if (!runs[i]) recount->due_back[i] = school_due(recount, latest[i]);
    if (recount->due_back[i] != LG_MISSING) recount->fixed[i].guest = LG_MISSING;
  }
  g_free(runs);
  g_free(latest);
}

bool lg_recount_rests(const lg_recount *recount, int teacher)
{
  int years = recount->policy->eligibility.rest_years;
  lg_date ended = recount->ended[teacher];
  if (years == LG_MISSING || ended.year == 0) return false;
  ended.year += MIN(years, 10000); /* dates end with the year 2100 */
  return day_number(recount->policy->date) < day_number(ended);
}
