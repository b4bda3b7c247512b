/* goals.c - the goals of SPEC 4 as coefficients of the program's columns (lg_formulation_goal). */
#include <stdlib.h>
#include <string.h>

#include "model/formulate_internal.h"

/* Whole hundreds of metres, half up; unknown counts as 0. */
static int64_t hundreds(int metres)
{
  return metres == LG_MISSING ? 0 : (metres + 50) / 100;
}

/* The first 20 bits of SHA-256 of "seed|teacher|school", of a guest "seed|teacher|school|guest". */
static int64_t draw(GChecksum *sum, const char *seed, const char *teacher, const char *school,
                    bool guest)
{
  g_checksum_reset(sum);
  g_checksum_update(sum, (const guchar *)seed, (gssize)strlen(seed));
  g_checksum_update(sum, (const guchar *)"|", 1);
  g_checksum_update(sum, (const guchar *)teacher, (gssize)strlen(teacher));
  g_checksum_update(sum, (const guchar *)"|", 1);
  g_checksum_update(sum, (const guchar *)school, (gssize)strlen(school));
  if (guest) g_checksum_update(sum, (const guchar *)"|guest", -1);
  guint8 digest[32];
  gsize length = sizeof digest;
  g_checksum_get_digest(sum, digest, &length);
  return (int64_t)digest[0] << 12 | (int64_t)digest[1] << 4 | (int64_t)digest[2] >> 4;
}

/* What goal `g` counts for this option of teacher i (SPEC 4). */
static int64_t option_value(const lg_formulation *f, const lg_goal *g, GChecksum *sum, int i,
                            const lg_option *pair)
{
  const lg_teacher *teacher = &f->district->teachers[i];
  bool moved = lg_assignment_moves(f->district, i, pair->assignment);
  switch (g->kind) {
    case LG_GOAL_WISHES:
      return pair->wish != LG_MISSING && pair->wish <= g->point_count ? g->points[pair->wish - 1]
                                                                      : 0;
    case LG_GOAL_COMMUTE:
      return moved ? MAX(0, hundreds(pair->after_m) - hundreds(pair->before_m)) : 0;
    case LG_GOAL_TENURE:
      return moved ? MAX(f->options->candidates[i].years, 0) : 0;
    case LG_GOAL_MOVES:
      return moved;
    case LG_GOAL_CHANGES:
      return !lg_assignment_same(pair->assignment, lg_assignment_published(f->district, i));
    case LG_GOAL_LOTTERY:
      if (lg_assignment_is_guest(pair->assignment))
        return draw(sum, g->seed, lg_teacher_own_id(teacher),
                    f->district->schools[pair->assignment.guest].id, true);
      return moved ? draw(sum, g->seed, lg_teacher_own_id(teacher),
                          f->district->schools[pair->assignment.school].id, false)
                   : 0;
    default:
      return 0;
  }
}

static int64_t column_value(const lg_goal *g, const lg_column *column, int64_t unit_cost)
{
  switch (column->kind) {
    case LG_COL_SHORTFALL:
      return g->kind == LG_GOAL_SHORTFALL ? unit_cost : 0;
    case LG_COL_OVER:
      return column->b != 2 && g->kind == (column->b ? LG_GOAL_FLEXIBLE : LG_GOAL_STAFFING);
    case LG_COL_UNDER:
      return column->b != 1 && g->kind == (column->b ? LG_GOAL_FLEXIBLE : LG_GOAL_STAFFING);
    case LG_COL_STEP:
      return g->kind == LG_GOAL_EQUITY ? unit_cost : 0;
    default:
      return 0;
  }
}

int64_t lg_formulation_goal(const lg_formulation *f, int goal, const double *upper, int64_t *cost)
{
  if (f->asked) {
    memcpy(cost, f->asked->cost[goal], (size_t)f->program->column_count * sizeof *cost);
    return f->asked->constant[goal];
  }
  const lg_goal *g = &f->policy->goals[goal];
  int64_t sign = lg_goal_is_max(g->kind) ? -1 : 1;
  int64_t constant = g->kind == LG_GOAL_STAFFING ? f->staffing_constant
                     : g->kind == LG_GOAL_EQUITY ? f->equity_constant
                                                 : 0;
  for (int j = 0; j < f->program->column_count; j++)
    cost[j] = f->program->columns[j].kind == LG_COL_ASSIGNMENT
                  ? 0
                  : column_value(g, &f->program->columns[j], f->unit_cost[j]);
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  for (int i = 0; i < f->district->teacher_count; i++) {
    const lg_candidate *candidate = &f->options->candidates[i];
    for (int k = candidate->first; k < candidate->first + candidate->count; k++) {
      int j = f->column_of[k];
      if (j >= 0 && upper && upper[j] <= 0) continue;
      int64_t value = sign * option_value(f, g, sum, i, &f->options->pairs[k]);
      if (j >= 0)
        cost[j] = value;
      else
        constant += value;
    }
  }
  g_checksum_free(sum);
  return constant;
}

lg_roster *lg_formulation_roster(const lg_formulation *f, const double *value)
{
  lg_roster *roster = lg_roster_new(f->district);
  for (int i = 0; i < f->district->teacher_count; i++) {
    const lg_candidate *candidate = &f->options->candidates[i];
    double most = -1;
    for (int k = candidate->first; k < candidate->first + candidate->count; k++) {
      double here = f->column_of[k] >= 0 ? value[f->column_of[k]] : 1;
      if (here <= most) continue;
      most = here;
      roster->assignments[i] = f->options->pairs[k].assignment;
    }
  }
  return roster;
}

double *lg_formulation_values(const lg_formulation *f, const lg_roster *roster)
{
  const lg_program *p = f->program;
  double *value = g_new0(double, p->column_count + 1);
  for (int j = 0; j < p->column_count; j++)
    if (p->columns[j].kind == LG_COL_ASSIGNMENT)
      value[j] = lg_assignment_same(roster->assignments[p->columns[j].a],
                                    lg_formulation_assignment(f, &p->columns[j]));
  return value;
}
