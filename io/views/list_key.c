/* list_key.c - the figures that who signs asks for first, in words: how many move, wishes, ways and
 * the balance. */
#include <math.h>

#include "io/words/output_text.h"
#include "lists.h"

enum { WHAT, VALUE, TARGET, MET, COLUMNS };
static const lg_list_column columns[COLUMNS] = {
    [WHAT] = {"what", .heading = N_("What")},
    [VALUE] = {"value", .heading = N_("Figure")},
    [TARGET] = {"target", .heading = N_("Asked")},
    [MET] = {"met", .heading = N_("Met"), .kind = LG_KIND_YES_NO}};

struct figure {
  char *what, *value, *target; /* owned; target NULL: nothing is asked */
  bool met;
};

static void figure_clear(gpointer data)
{
  struct figure *figure = data;
  g_free(figure->what);
  g_free(figure->value);
  g_free(figure->target);
}

/* Takes `value` and `target`. */
static void add(GArray *figures, const char *what, char *value, char *target, bool met)
{
  struct figure figure = {g_strdup(what), value, target, met};
  g_array_append_val(figures, figure);
}

/* "310 of 1,578 (19.65%)". g_free. */
static char *part_text(const lg_lang *lang, int64_t count, int64_t of)
{
  g_autofree char *some = lg_show_whole(count), *all = lg_show_whole(of);
  g_autofree char *share = lg_show_percent(count, of);
  return of == 0 ? g_strdup(some)
                 : g_strdup_printf(lg_tr(lang, N_("%1$s of %2$s (%3$s)")), some, all, share);
}

static void add_people(GArray *figures, const lg_output *out)
{
  const lg_district *district = out->input->district;
  const lg_lang *lang = out->lang;
  int backbone = 0, moved = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    backbone += district->teachers[i].backbone;
    moved += district->teachers[i].backbone && lg_output_moves(out, i);
  }
  add(figures, lg_tr(lang, N_("Who moves, of those eligible")),
      part_text(lang, out->audit->moved, out->options->eligible_count), NULL, true);
  add(figures, lg_tr(lang, N_("Who moves, of all teachers")),
      part_text(lang, out->audit->moved, district->teacher_count), NULL, true);
  add(figures, lg_tr(lang, N_("Backbone teachers who move")), part_text(lang, moved, backbone),
      NULL, true);
  if (out->input->policy->flexible.given) {
    g_autofree char *units = lg_show_whole(out->audit->guest_units);
    add(figures, lg_tr(lang, "Flexible services"),
        g_strdup_printf(lg_tr(lang, N_("%1$d, %2$s units a week")), out->audit->guests, units),
        NULL, true);
  }
  if (district->has_services)
    add(figures, lg_tr(lang, "Back after a service"), lg_show_whole(out->audit->returned), NULL,
        true);
}

static void add_wishes(GArray *figures, const lg_output *out)
{
  const lg_district *district = out->input->district;
  const lg_wish *wishes = district->wishes;
  int asked = 0, granted = 0, first = 0;
  for (int w = 0; w < district->wish_count; w++) {
    if (w > 0 && wishes[w].teacher == wishes[w - 1].teacher) continue;
    int wish = out->audit->placements[wishes[w].teacher].wish;
    asked++;
    granted += wish != LG_MISSING;
    first += wish == 1;
  }
  if (asked == 0) return;
  g_autofree char *part = part_text(out->lang, granted, asked);
  add(figures, lg_tr(out->lang, N_("Wishes granted, of the teachers with wishes")),
      g_strdup_printf(lg_tr(out->lang, N_("%1$s; first wishes: %2$d")), part, first), NULL, true);
}

static void add_ways(GArray *figures, const lg_output *out)
{
  const lg_district *district = out->input->district;
  int64_t sum = 0, longest = 0, known = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_placement *placement = &out->audit->placements[i];
    if (!lg_output_moves(out, i) || placement->before_m == LG_MISSING ||
        placement->after_m == LG_MISSING)
      continue;
    int64_t extra = MAX(0, lg_show_metres(district, placement->after_m) -
                               lg_show_metres(district, placement->before_m));
    sum += extra;
    longest = MAX(longest, extra);
    known++;
  }
  if (known == 0) return;
  add(figures, lg_tr(out->lang, N_("Longer way of who moves")),
      g_strdup_printf(lg_tr(out->lang, N_("%1$.1f km on average, %2$.1f km at most")),
                      (double)sum / (double)known / 1000.0, (double)longest / 1000.0),
      NULL, true);
}

static void add_balance(GArray *figures, const lg_output *out)
{
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
    const lg_equity *e = &out->audit->equity[stage];
    if (!e->occurs || !e->given || !isfinite(e->cv_after)) continue;
    double limit = lg_national_cv(stage);
    g_autofree char *what = g_strdup_printf(
        lg_tr(out->lang, N_("CV between schools, %s: backbone teachers per 100 students")),
        lg_show_stage(out->lang, stage));
    add(figures, what, g_strdup_printf("%.4f → %.4f", e->cv_before, e->cv_after),
        g_strdup_printf(lg_tr(out->lang, N_("at most %.2f")), limit), e->cv_after <= limit);
  }
}

static void fill(const lg_view *view, int row, lg_list_cell *cells)
{
  const struct figure *figure = &g_array_index((GArray *)view->data, struct figure, row);
  lg_put_text(&cells[WHAT], figure->what);
  lg_put_text(&cells[VALUE], figure->value);
  if (!figure->target) return;
  lg_put_text(&cells[TARGET], figure->target);
  lg_put_yes_no(&cells[MET], figure->met);
  cells[MET].marked = !figure->met;
}

static lg_view *key_figures(const lg_output *out)
{
  GArray *figures = g_array_new(FALSE, FALSE, sizeof(struct figure));
  g_array_set_clear_func(figures, figure_clear);
  add_people(figures, out);
  add_wishes(figures, out);
  add_ways(figures, out);
  add_balance(figures, out);
  lg_view *view = lg_view_new(out, out->lang, columns, COLUMNS, (int)figures->len, fill);
  view->data = figures;
  view->free_data = (GDestroyNotify)(void (*)(void))g_array_unref;
  return view;
}

const lg_list_entry lg_lists_key[] = {{"key_figures", key_figures}, {NULL, NULL}};
