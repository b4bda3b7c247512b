/* audit_goals.c - heads of every school and stage, equity, and the value of every goal in whole
 * numbers (SPEC 4). */
#include <math.h>
#include <string.h>

#include "audit_internal.h"

/* ---- heads ---- */

static lg_school_count *school_place(const lg_recount *recount, int school, lg_stage stage)
{
  int slot = recount->slot[school * LG_STAGE_COUNT + (int)stage];
  return slot == LG_MISSING ? NULL : &recount->audit->schools[slot];
}

static void schools_list(lg_recount *recount)
{
  const lg_district *district = recount->district;
  lg_audit *audit = recount->audit;
  audit->schools = g_new0(lg_school_count, (size_t)MAX(district->school_count, 1) * LG_STAGE_COUNT);
  for (int j = 0; j < district->school_count; j++) {
    for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
      const lg_school *school = &district->schools[j];
      int *slot = &recount->slot[j * LG_STAGE_COUNT + stage];
      *slot = school->has_stage[stage] ? audit->school_count : LG_MISSING;
      if (*slot == LG_MISSING) continue;
      lg_school_count *place = &audit->schools[audit->school_count++];
      place->school = j;
      place->stage = (lg_stage)stage;
      place->students = school->students[stage];
    }
  }
}

void lg_recount_schools(lg_recount *recount)
{
  const lg_district *district = recount->district;
  schools_list(recount);
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *teacher = &district->teachers[i];
    bool leaves = lg_recount_leaves(recount, i);
    /* a place without the stage (R4 broken) counts nowhere */
    lg_school_count *home = school_place(recount, teacher->school, teacher->stage);
    lg_school_count *place = school_place(recount, recount->to[i].school, teacher->stage);
    if (home) {
      home->staff_before++;
      home->staff_out += leaves;
      home->backbone_before += teacher->backbone;
      home->backbone_out += teacher->backbone && leaves;
    }
    if (place) {
      place->staff_after++;
      place->staff_in += leaves;
      place->backbone_after += teacher->backbone;
      place->backbone_in += teacher->backbone && leaves;
    }
  }
}

/* ---- equity ---- */

/* Mean of backbone teachers per 100 students and their coefficient of variation, schools weighted
 * by students. */
static void equity_of(const lg_audit *audit, int stage, bool after, double *mean, double *cv)
{
  double students = 0, heads = 0, sum = 0;
  for (int s = 0; s < audit->school_count; s++) {
    const lg_school_count *place = &audit->schools[s];
    if ((int)place->stage != stage) continue;
    students += place->students;
    heads += after ? place->backbone_after : place->backbone_before;
  }
  if (students <= 0 || heads <= 0) return;
  *mean = 100 * heads / students;
  for (int s = 0; s < audit->school_count; s++) {
    const lg_school_count *place = &audit->schools[s];
    if ((int)place->stage != stage || place->students == 0) continue;
    double at = 100.0 * (after ? place->backbone_after : place->backbone_before) / place->students;
    sum += place->students / students * (at - *mean) * (at - *mean);
  }
  *cv = sqrt(sum) / *mean;
}

void lg_recount_equity(lg_recount *recount)
{
  lg_audit *audit = recount->audit;
  for (int s = 0; s < audit->school_count; s++) {
    lg_equity *equity = &audit->equity[audit->schools[s].stage];
    equity->occurs = true;
    if (audit->schools[s].backbone_before > 0) equity->given = true;
  }
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
    lg_equity *equity = &audit->equity[stage];
    if (!equity->given) continue;
    equity_of(audit, stage, false, &equity->mean_before, &equity->cv_before);
    equity_of(audit, stage, true, &equity->mean_after, &equity->cv_after);
  }
}

/* Sum of floor(10^6 (2k - 1) P / (P_j Y^2) + 1/2) over the y_j backbone teachers of every school,
 * less 10^6. */
static int64_t equity_value(const lg_audit *audit, int stage)
{
  int64_t students = 0, heads = 0;
  lg_i128 sum = 0;
  for (int s = 0; s < audit->school_count; s++) {
    if ((int)audit->schools[s].stage != stage) continue;
    students += audit->schools[s].students;
    heads += audit->schools[s].backbone_after;
  }
  if (heads == 0) return 0;
  for (int s = 0; s < audit->school_count; s++) {
    const lg_school_count *place = &audit->schools[s];
    if ((int)place->stage != stage || place->students == 0) continue;
    lg_i128 below = (lg_i128)place->students * heads * heads;
    for (int k = 1; k <= place->backbone_after; k++) {
      lg_i128 above = (lg_i128)1000000 * (2 * k - 1) * students;
      sum += (2 * above + below) / (2 * below);
    }
  }
  return (int64_t)(sum - 1000000);
}

/* ---- the other goals ---- */

static int64_t value_equity(const lg_recount *recount)
{
  int64_t sum = 0;
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) sum += equity_value(recount->audit, stage);
  return sum;
}

static int64_t value_shortfall(const lg_recount *recount)
{
  const lg_audit *audit = recount->audit;
  int64_t sum = 0;
  for (int k = 0; k < audit->quota_count; k++)
    if (audit->quotas[k].soft) sum += audit->quotas[k].shortfall * audit->quotas[k].weight;
  return sum;
}

static int64_t value_staffing(const lg_recount *recount)
{
  int64_t sum = 0;
  for (int k = 0; k < recount->district->demand_count; k++) {
    int target = recount->district->demands[k].target;
    if (target != LG_MISSING) sum += ABS(recount->demand_after[k] - target);
  }
  return sum;
}

static int64_t value_wishes(const lg_recount *recount, const lg_goal *goal)
{
  int64_t sum = 0;
  for (int i = 0; i < recount->district->teacher_count; i++) {
    int rank = recount->audit->placements[i].wish;
    if (rank != LG_MISSING && rank <= goal->point_count) sum += goal->points[rank - 1];
  }
  return sum;
}

/* Hundreds of metres, half up; unknown counts as 0. */
static int64_t hundreds(int metres)
{
  return metres == LG_MISSING ? 0 : (metres + 50) / 100;
}

int64_t lg_audit_commute(const lg_placement *placement)
{
  return MAX(0, hundreds(placement->after_m) - hundreds(placement->before_m));
}

static int64_t draw(const char *seed, const char *teacher, const char *school, const char *end)
{
  guint8 digest[32];
  gsize size = sizeof digest;
  GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
  const char *parts[] = {seed, "|", teacher, "|", school, end};
  for (size_t k = 0; k < G_N_ELEMENTS(parts); k++)
    g_checksum_update(checksum, (const guchar *)parts[k], (gssize)strlen(parts[k]));
  g_checksum_get_digest(checksum, digest, &size);
  g_checksum_free(checksum);
  return (int64_t)digest[0] << 12 | (int64_t)digest[1] << 4 | digest[2] >> 4;
}

int64_t lg_audit_draw(const char *seed, const char *teacher, const char *school)
{
  return draw(seed, teacher, school, "");
}

int64_t lg_audit_draw_guest(const char *seed, const char *teacher, const char *school)
{
  return draw(seed, teacher, school, "|guest");
}

static int64_t value_of_mover(const lg_recount *recount, const lg_goal *goal, int i)
{
  const lg_district *district = recount->district;
  switch (goal->kind) {
    case LG_GOAL_COMMUTE:
      return lg_audit_commute(&recount->audit->placements[i]);
    case LG_GOAL_TENURE:
      return MAX(recount->years[i], 0);
    case LG_GOAL_MOVES:
      return 1;
    default:
      return lg_audit_draw(goal->seed, lg_teacher_own_id(&district->teachers[i]),
                           district->schools[recount->to[i].school].id);
  }
}

static int64_t value_movers(const lg_recount *recount, const lg_goal *goal)
{
  int64_t sum = 0;
  for (int i = 0; i < recount->district->teacher_count; i++)
    if (lg_recount_moved(recount, i)) sum += value_of_mover(recount, goal, i);
  for (int i = 0; goal->kind == LG_GOAL_LOTTERY && i < recount->district->teacher_count; i++)
    if (recount->to[i].guest != LG_MISSING)
      sum += lg_audit_draw_guest(goal->seed, lg_teacher_own_id(&recount->district->teachers[i]),
                                 recount->district->schools[recount->to[i].guest].id);
  return sum;
}

bool lg_recount_changed(const lg_recount *recount, int teacher)
{
  const lg_district *district = recount->district;
  lg_assignment was = lg_assignment_home(district, teacher);
  if (district->baseline) was = district->baseline[teacher];
  return !lg_assignment_same(recount->to[teacher], was);
}

static int64_t value_changes(const lg_recount *recount)
{
  int64_t sum = 0;
  for (int i = 0; i < recount->district->teacher_count; i++) sum += lg_recount_changed(recount, i);
  return sum;
}

void lg_recount_goals(lg_recount *recount)
{
  const lg_policy *policy = recount->policy;
  int64_t *values = g_new0(int64_t, (size_t)MAX(policy->goal_count, 1));
  for (int k = 0; k < policy->goal_count; k++) {
    const lg_goal *goal = &policy->goals[k];
    switch (goal->kind) {
      case LG_GOAL_SHORTFALL:
        values[k] = value_shortfall(recount);
        break;
      case LG_GOAL_STAFFING:
        values[k] = value_staffing(recount);
        break;
      case LG_GOAL_FLEXIBLE:
        values[k] = lg_recount_missed_units(recount);
        break;
      case LG_GOAL_EQUITY:
        values[k] = value_equity(recount);
        break;
      case LG_GOAL_WISHES:
        values[k] = value_wishes(recount, goal);
        break;
      case LG_GOAL_CHANGES:
        values[k] = value_changes(recount);
        break;
      default:
        values[k] = value_movers(recount, goal);
        break;
    }
  }
  recount->audit->goals = values;
}
