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

/* S1 and S2. */
static void settle_place(const lg_policy *policy, const lg_district *district, int teacher,
                         lg_standing *standing)
{
  const lg_service *latest = lg_service_latest(district, policy->date, teacher);
  if (!latest || latest->personnel) return;
  int home = district->teachers[teacher].school;
  bool running = lg_service_state_at(latest, policy->date) == LG_SERVICE_RUNNING;
  if (running && (latest->to == home || latest->to == LG_OUTSIDE)) {
    standing->serving = true;
    standing->until = latest->end;
  } else if (!running && latest->to == home && latest->from >= 0 && latest->from != home &&
             lg_service_back(policy, latest) == LG_BACK_RETURN) {
    standing->due_back = latest->from;
  }
}

void lg_standing_settle(const lg_policy *policy, lg_district *district)
{
  g_clear_pointer(&district->standing, g_free);
  if (district->service_count == 0) return;
  lg_standing *standing = g_new0(lg_standing, (size_t)district->teacher_count + 1);
  for (int i = 0; i < district->teacher_count; i++) {
    standing[i].due_back = LG_MISSING;
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
