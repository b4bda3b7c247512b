/* service.c - see service.h. */
#include "service.h"

#include <string.h>

static int date_order(lg_date a, lg_date b)
{
  if (a.year != b.year) return a.year < b.year ? -1 : 1;
  if (a.month != b.month) return a.month < b.month ? -1 : 1;
  return (a.day > b.day) - (a.day < b.day);
}

lg_service_state lg_service_state_at(const lg_service *service, lg_date date)
{
  if (date_order(service->begin, date) > 0) return LG_SERVICE_TO_COME;
  bool over = service->end.year && date_order(service->end, date) < 0;
  return over ? LG_SERVICE_OVER : LG_SERVICE_RUNNING;
}

lg_back lg_service_back(const lg_policy *policy, const lg_service *service)
{
  if (service->back != LG_BACK_UNSAID) return service->back;
  for (int r = 0; r < policy->route_count; r++)
    if (strcmp(policy->routes[r].name, service->form) == 0) return policy->routes[r].then;
  return LG_BACK_RETURN;
}

static int number_order(int a, int b)
{
  return (a > b) - (a < b);
}

int lg_service_compare(const void *a, const void *b)
{
  const lg_service *x = a, *y = b;
  int order = number_order(x->teacher, y->teacher);
  if (!order) order = number_order(!x->end.year, !y->end.year);
  if (!order) order = date_order(x->end, y->end);
  if (!order) order = date_order(x->begin, y->begin);
  if (!order) order = number_order(x->to, y->to);
  if (!order) order = number_order(x->from, y->from);
  if (!order) order = number_order(x->units, y->units);
  if (!order) order = number_order(x->personnel, y->personnel);
  if (!order) order = number_order((int)x->back, (int)y->back);
  return order ? order : strcmp(x->form, y->form);
}

/* The first of the teacher's rows; they stand together. */
static int first_of(const lg_district *district, int teacher)
{
  int lo = 0, hi = district->service_count;
  while (lo < hi) {
    int middle = lo + (hi - lo) / 2;
    if (district->services[middle].teacher < teacher)
      lo = middle + 1;
    else
      hi = middle;
  }
  return lo;
}

const lg_service *lg_service_latest(const lg_district *district, lg_date date, int teacher)
{
  const lg_service *latest = NULL;
  for (int k = first_of(district, teacher);
       k < district->service_count && district->services[k].teacher == teacher; k++) {
    const lg_service *service = &district->services[k];
    if (lg_service_is_whole(service) && lg_service_state_at(service, date) != LG_SERVICE_TO_COME)
      latest = service; /* they stand by end, open ones last: one that runs comes last */
  }
  return latest;
}

/* Does a lock to this school take the teacher out of home, or away from the guest school? */
static bool lock_ends(const lg_district *district, const lg_service *service, lg_lock_kind kind,
                      int school)
{
  int home = district->teachers[service->teacher].school;
  return kind == LG_LOCK_MUST ? school != home : school == home || school == service->to;
}

/* Locks that `relax` drops count too: a proposal that drops one would else bring the service back,
 * and might not hold then. */
static bool is_ended_by_lock(const lg_policy *policy, const lg_district *district,
                             const lg_service *service)
{
  for (int k = 0; k < district->lock_count; k++)
    if (district->locks[k].teacher == service->teacher &&
        lock_ends(district, service, district->locks[k].kind, district->locks[k].school))
      return true;
  for (int k = 0; k < policy->relax_count; k++) {
    lg_element element = policy->relax[k].element;
    if (element.rule != LG_R9_LOCK || element.a != service->teacher) continue;
    lg_element_parts lock = lg_element_parts_of(district, element);
    if (lock_ends(district, service, (lg_lock_kind)lock.kind, lock.school)) return true;
  }
  return false;
}

/* S2 */
static int due_back_to(const lg_policy *policy, const lg_district *district, int teacher)
{
  const lg_service *latest = lg_service_latest(district, policy->date, teacher);
  int home = district->teachers[teacher].school;
  bool back = latest && !latest->personnel && latest->to == home && latest->from >= 0 &&
              latest->from != home &&
              lg_service_state_at(latest, policy->date) != LG_SERVICE_RUNNING &&
              lg_service_back(policy, latest) == LG_BACK_RETURN;
  return back ? latest->from : LG_MISSING;
}

const lg_service *lg_service_flexible(const lg_policy *policy, const lg_district *district,
                                      int teacher, lg_rule *ended)
{
  const lg_service *flexible = NULL;
  for (int k = first_of(district, teacher);
       k < district->service_count && district->services[k].teacher == teacher; k++)
    if (!lg_service_is_whole(&district->services[k]) &&
        lg_service_state_at(&district->services[k], policy->date) == LG_SERVICE_RUNNING)
      flexible = &district->services[k];
  if (!flexible) return NULL;
  *ended = is_ended_by_lock(policy, district, flexible)           ? LG_R9_LOCK
           : due_back_to(policy, district, teacher) != LG_MISSING ? LG_R13_RETURN
                                                                  : LG_R1_POST;
  return flexible;
}

/* S1 and S2, and a flexible service that goes on as it stands. */
static void settle_place(const lg_policy *policy, const lg_district *district, int teacher,
                         lg_standing *standing)
{
  const lg_service *latest = lg_service_latest(district, policy->date, teacher);
  int home = district->teachers[teacher].school;
  bool running = latest && lg_service_state_at(latest, policy->date) == LG_SERVICE_RUNNING;
  if (running && !latest->personnel && (latest->to == home || latest->to == LG_OUTSIDE)) {
    standing->serving = true;
    standing->until = latest->end;
  }
  standing->due_back = due_back_to(policy, district, teacher);
  lg_rule ended;
  const lg_service *flexible =
      policy->flexible.given ? lg_service_flexible(policy, district, teacher, &ended) : NULL;
  if (!flexible || ended != LG_R1_POST) return;
  standing->guest = flexible->to;
  standing->units = flexible->units;
  standing->form = flexible->form;
}

void lg_standing_settle(const lg_policy *policy, lg_district *district)
{
  g_clear_pointer(&district->standing, g_free);
  if (district->service_count == 0) return;
  lg_standing *standing = g_new0(lg_standing, (size_t)district->teacher_count + 1);
  for (int i = 0; i < district->teacher_count; i++) {
    standing[i].due_back = standing[i].guest = LG_MISSING;
    standing[i].rotated = district->teachers[i].rotated;
  }
  for (int k = 0; k < district->service_count; k++) {
    const lg_service *service = &district->services[k];
    lg_standing *own = &standing[service->teacher];
    lg_service_state state = lg_service_state_at(service, policy->date);
    if (!lg_service_is_whole(service) || state == LG_SERVICE_TO_COME) continue;
    if (state == LG_SERVICE_OVER) own->ended = service->end; /* the greatest comes last */
    if (policy->period_from.year && date_order(service->begin, policy->period_from) >= 0)
      own->rotated = true;
  }
  for (int i = 0; i < district->teacher_count; i++) settle_place(policy, district, i, &standing[i]);
  district->standing = standing;
}
