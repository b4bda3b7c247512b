/* page_flows.c - who gives and who takes, in report.html: between tiers, between partner groups, on
 * the map. */
#include <math.h>
#include <stdlib.h>

#include "page_parts.h"
#include "svg_place.h"

enum { LG_GROUPS_MOST = 20, LG_ARROWS_MOST = 300, LG_SCHOOL_BARS = 40 };

static void flow_tiers(GString *page, const lg_output *out)
{
  const lg_district *district = out->input->district;
  const char *names[LG_TIER_COUNT];
  int numbers[LG_TIER_COUNT * LG_TIER_COUNT] = {0};
  for (int tier = 0; tier < LG_TIER_COUNT; tier++) names[tier] = lg_show_tier(out->lang, tier);
  for (int i = 0; i < district->teacher_count; i++) {
    int from = district->teachers[i].school, to = out->answer->roster->assignments[i].school;
    if (lg_output_moves(out, i))
      numbers[(int)district->schools[from].tier * LG_TIER_COUNT +
              (int)district->schools[to].tier]++;
  }
  lg_svg_flow chart = {
      .title = lg_tr(out->lang, "Moves between tiers of schools"),
      .description = lg_tr(out->lang,
                           "Bands from the tier of the old school at the left to that "
                           "of the new one at the right, as broad as the number of "
                           "teachers."),
      .left_title = lg_tr(out->lang, "from"),
      .right_title = lg_tr(out->lang, "to"),
      .names = names,
      .count = LG_TIER_COUNT,
      .numbers = numbers};
  lg_svg_write_flow(page, &chart);
}

/* The groups with the most moves by number; the rest together, and schools without a group. */
struct group_rows {
  int *row; /* [groups + 1] of the chart, by group code; the last: no group */
  const char **names;
  int count, rest; /* rest: 1 + the row of all others together, 0 where there is none */
};

struct group_moves {
  int group, moves;
};

static int by_moves(const void *a, const void *b)
{
  const struct group_moves *x = a, *y = b;
  return x->moves != y->moves ? y->moves - x->moves : x->group - y->group;
}

static int group_at(const lg_district *district, int school)
{
  int group = district->schools[school].group;
  return group == LG_MISSING ? district->groups.count : group;
}

static struct group_rows group_rows_new(const lg_output *out)
{
  const lg_district *district = out->input->district;
  int groups = district->groups.count;
  struct group_moves *moves = g_new0(struct group_moves, groups + 1);
  struct group_rows rows = {g_new0(int, groups + 1), g_new0(const char *, groups + 2), 0, 0};
  for (int g = 0; g <= groups; g++) moves[g].group = g;
  for (int i = 0; i < district->teacher_count; i++) {
    if (!lg_output_moves(out, i)) continue;
    moves[group_at(district, district->teachers[i].school)].moves++;
    moves[group_at(district, out->answer->roster->assignments[i].school)].moves++;
  }
  bool cut = groups > LG_GROUPS_MOST;
  bool *kept = g_new0(bool, groups + 1);
  qsort(moves, (size_t)groups, sizeof *moves, by_moves); /* "no group" stays last */
  for (int k = 0; k < MIN(groups, LG_GROUPS_MOST); k++) kept[moves[k].group] = true;
  for (int g = 0; g < groups; g++)
    if (kept[g]) rows.row[g] = rows.count, rows.names[rows.count++] = district->groups.text[g];
  if (cut) {
    rows.names[rows.count++] = lg_tr(out->lang, "other groups");
    rows.rest = rows.count;
  }
  for (int g = 0; g < groups; g++)
    if (!kept[g]) rows.row[g] = rows.count - 1;
  if (moves[groups].moves > 0) {
    rows.row[groups] = rows.count;
    rows.names[rows.count++] = lg_tr(out->lang, "no group");
  }
  g_free(kept);
  g_free(moves);
  return rows;
}

static void flow_groups(GString *page, const lg_output *out)
{
  const lg_district *district = out->input->district;
  if (district->groups.count == 0) return;
  struct group_rows rows = group_rows_new(out);
  double *values = g_new0(double, rows.count *rows.count);
  for (int i = 0; i < district->teacher_count; i++) {
    if (!lg_output_moves(out, i)) continue;
    int from = rows.row[group_at(district, district->teachers[i].school)];
    int to = rows.row[group_at(district, out->answer->roster->assignments[i].school)];
    values[from * rows.count + to]++;
  }
  lg_svg_heat chart = {
      .title = lg_tr(out->lang, "Moves between partner groups"),
      .description = lg_tr(out->lang,
                           "A row for each group that gives, a column for each that "
                           "takes; the number of teachers in each cell, darker for "
                           "more."),
      .x_title = lg_tr(out->lang, "to"),
      .y_title = lg_tr(out->lang, "from"),
      .columns = rows.names,
      .column_count = rows.count,
      .rows = rows.names,
      .row_count = rows.count,
      .values = values,
      .rest = rows.rest};
  lg_svg_write_heat(page, &chart);
  if (district->groups.count > LG_GROUPS_MOST) {
    char *most = lg_show_whole(LG_GROUPS_MOST);
    char *text = g_strdup_printf(
        lg_tr(out->lang, "The %s groups with the most moves have rows of their own."), most);
    lg_page_note(page, text);
    g_free(text);
    g_free(most);
  }
  g_free(values);
  g_free(rows.names);
  g_free(rows.row);
}

static int by_number(const void *a, const void *b)
{
  const lg_svg_arrow *x = a, *y = b;
  if (x->number != y->number) return y->number - x->number;
  return x->from != y->from ? x->from - y->from : x->to - y->to;
}

static int by_ends(const void *a, const void *b)
{
  const lg_svg_arrow *x = a, *y = b;
  return x->from != y->from ? x->from - y->from : x->to - y->to;
}

/* One arrow for all moves from a school to another, the most numerous first. `place` is by school.
 */
static GArray *flow_arrows(const lg_output *out, const int *place)
{
  const lg_district *district = out->input->district;
  GArray *arrows = g_array_new(FALSE, FALSE, sizeof(lg_svg_arrow));
  for (int i = 0; i < district->teacher_count; i++) {
    int from = place[district->teachers[i].school],
        to = place[out->answer->roster->assignments[i].school];
    lg_svg_arrow arrow = {from, to, 1};
    if (lg_output_moves(out, i) && from != LG_MISSING && to != LG_MISSING)
      g_array_append_val(arrows, arrow);
  }
  g_array_sort(arrows, by_ends);
  guint kept = 0;
  for (guint k = 0; k < arrows->len; k++) {
    lg_svg_arrow *next = &g_array_index(arrows, lg_svg_arrow, k);
    lg_svg_arrow *last = kept ? &g_array_index(arrows, lg_svg_arrow, kept - 1) : NULL;
    if (last && by_ends(last, next) == 0)
      last->number++;
    else
      g_array_index(arrows, lg_svg_arrow, kept++) = *next;
  }
  g_array_set_size(arrows, kept);
  g_array_sort(arrows, by_number);
  return arrows;
}

static void flow_map_notes(GString *page, const lg_output *out, int arrows, int places)
{
  int missing = out->input->district->school_count - places;
  if (arrows > LG_ARROWS_MOST) {
    char *most = lg_show_whole(LG_ARROWS_MOST), *all = lg_show_whole(arrows);
    char *text = g_strdup_printf(
        lg_tr(out->lang, "Drawn: the %1$s of %2$s ways that most teachers take."), most, all);
    lg_page_note(page, text);
    g_free(text);
    g_free(all);
    g_free(most);
  }
  if (missing > 0) {
    char *number = lg_show_whole(missing);
    char *text =
        g_strdup_printf(lg_tr(out->lang, "Schools without coordinates, not drawn: %s"), number);
    lg_page_note(page, text);
    g_free(text);
    g_free(number);
  }
}

static void flow_map(GString *page, const lg_output *out)
{
  const lg_district *district = out->input->district;
  lg_svg_place *places = g_new0(lg_svg_place, MAX(district->school_count, 1));
  int *place = g_new(int, MAX(district->school_count, 1)), count = 0;
  for (int j = 0; j < district->school_count; j++) {
    const lg_school *s = &district->schools[j];
    place[j] = s->has_place ? count : LG_MISSING;
    if (s->has_place)
      places[count++] = (lg_svg_place){s->lon, s->lat, *s->name ? s->name : s->id, (int)s->tier};
  }
  GArray *arrows = flow_arrows(out, place);
  const char *kinds[LG_TIER_COUNT];
  for (int tier = 0; tier < LG_TIER_COUNT; tier++) kinds[tier] = lg_show_tier(out->lang, tier);
  lg_svg_map chart = {
      .title = lg_tr(out->lang, "Map of the moves"),
      .description = lg_tr(out->lang,
                           "Schools at their places, by tier, with an arrow from school "
                           "to school, the broader the more teachers; north is up."),
      .places = places,
      .place_count = count,
      .arrows = (const lg_svg_arrow *)(const void *)arrows->data,
      .arrow_count = MIN((int)arrows->len, LG_ARROWS_MOST),
      .kinds = kinds,
      .kind_count = LG_TIER_COUNT,
      .km = lg_tr(out->lang, "km")};
  if (count > 1) {
    lg_svg_write_map(page, &chart);
    flow_map_notes(page, out, (int)arrows->len, count);
  }
  g_array_unref(arrows);
  g_free(place);
  g_free(places);
}

struct exchange {
  int school, out, in;
};

static int by_exchange(const void *a, const void *b)
{
  const struct exchange *x = a, *y = b;
  if (x->in + x->out != y->in + y->out) return y->in + y->out - x->in - x->out;
  return x->school - y->school;
}

/* What the map shows at its places, in order: the schools that give and take most. */
static void flow_schools(GString *page, const lg_output *out)
{
  const lg_district *district = out->input->district;
  struct exchange *schools = g_new0(struct exchange, district->school_count + 1);
  for (int j = 0; j < district->school_count; j++) schools[j].school = j;
  for (int i = 0; i < district->teacher_count; i++) {
    if (!lg_output_moves(out, i)) continue;
    schools[district->teachers[i].school].out++;
    schools[out->answer->roster->assignments[i].school].in++;
  }
  qsort(schools, (size_t)district->school_count, sizeof *schools, by_exchange);
  lg_svg_bar bars[LG_SCHOOL_BARS];
  int count = 0;
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  for (; count < MIN(district->school_count, LG_SCHOOL_BARS); count++) {
    const struct exchange *e = &schools[count];
    if (e->in + e->out == 0) break;
    const lg_school *s = &district->schools[e->school];
    char *shown = g_strdup_printf(lg_tr(out->lang, N_("out %1$d, in %2$d")), e->out, e->in);
    g_ptr_array_add(texts, shown);
    bars[count] = (lg_svg_bar){*s->name ? s->name : s->id, e->in, e->out, NAN, shown};
  }
  lg_svg_bars chart = {
      .title = lg_tr(out->lang, N_("Schools by how many teachers leave and come")),
      .description =
          lg_tr(out->lang, N_("For each school a bar of those who leave and one of those "
                              "who come, the most first.")),
      .axis = {lg_tr(out->lang, N_("teachers")), false},
      .bars = bars,
      .count = count,
      .value_name = lg_tr(out->lang, "Moved in"),
      .before_name = lg_tr(out->lang, "Moved out")};
  if (count > 0) lg_svg_write_bars(page, &chart);
  lg_page_cut(page, out, count, district->school_count, "schools.csv");
  g_ptr_array_unref(texts);
  g_free(schools);
}

void lg_page_flows(GString *page, const lg_output *out)
{
  if (out->audit->moved == 0) return;
  lg_page_heading(page, out, N_("Who gives and who takes"));
  flow_tiers(page, out);
  flow_groups(page, out);
  flow_map(page, out);
  flow_schools(page, out);
}
