#include "warmth_internal.h"

struct lg_warmth {
  lg_roster *roster; /* the last one, or NULL */
};

lg_warmth *lg_warmth_new(void)
{
  return g_new0(lg_warmth, 1);
}

lg_warmth *lg_warmth_copy(const lg_warmth *w)
{
  lg_warmth *copy = lg_warmth_new();
  if (w->roster) copy->roster = lg_roster_copy(w->roster);
  return copy;
}

void lg_warmth_free(lg_warmth *w)
{
  if (!w) return;
  lg_roster_free(w->roster);
  g_free(w);
}

double *lg_warmth_start(const lg_warmth *w, const lg_formulation *f)
{
  if (!w || !w->roster || w->roster->teacher_count != f->district->teacher_count) return NULL;
  double *start = g_new0(double, f->program->column_count + 1);
  for (int j = 0; j < f->program->column_count; j++) {
    const lg_column *column = &f->program->columns[j];
    if (column->kind == LG_COL_PLACE) start[j] = w->roster->school[column->a] == column->b;
  }
  return start;
}

void lg_warmth_keep(lg_warmth *w, const lg_roster *roster)
{
  if (!w || !roster) return;
  lg_roster_free(w->roster);
  w->roster = lg_roster_copy(roster);
}
