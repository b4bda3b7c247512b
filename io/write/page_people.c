/* page_people.c - what the plan means for teachers, in report.html: ways to work, wishes, why the
 * others stay. */
#include <math.h>

#include "page_parts.h"
#include "svg.h"

enum { LG_WAY_BINS = 12, LG_WISH_RANKS = 8 };

/* Steps of round kilometres so that at most LG_WAY_BINS of them reach `longest`. */
static int way_step_m(int longest_m)
{
  static const int steps_km[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
  for (size_t k = 0; k < G_N_ELEMENTS(steps_km); k++)
    if (longest_m < steps_km[k] * 1000 * LG_WAY_BINS) return steps_km[k] * 1000;
  return 2000000;
}

static bool way_is_known(const lg_output *out, int teacher)
{
  const lg_placement *placement = &out->audit->placements[teacher];
  return lg_output_moves(out, teacher) && placement->before_m != LG_MISSING &&
         placement->after_m != LG_MISSING;
}

struct ways {
  int before[LG_WAY_BINS], after[LG_WAY_BINS], extra[LG_WAY_BINS];
  int known, step_m, longest_extra_m;
  int64_t extra_m;
};

/* As the rows of the lists show them: steps of exact ones would tell more of a home than its row. */
static int before_metres(const lg_output *out, int teacher)
{
  return lg_show_metres(out->input->district, out->audit->placements[teacher].before_m);
}

static int after_metres(const lg_output *out, int teacher)
{
  return lg_show_metres(out->input->district, out->audit->placements[teacher].after_m);
}

static int extra_metres(const lg_output *out, int teacher)
{
  return MAX(0, after_metres(out, teacher) - before_metres(out, teacher));
}

static struct ways ways_count(const lg_output *out)
{
  struct ways ways = {0};
  int longest = 0, teachers = out->input->district->teacher_count;
  for (int i = 0; i < teachers; i++) {
    if (!way_is_known(out, i)) continue;
    longest = MAX(longest, MAX(before_metres(out, i), after_metres(out, i)));
    ways.longest_extra_m = MAX(ways.longest_extra_m, extra_metres(out, i));
    ways.extra_m += extra_metres(out, i);
    ways.known++;
  }
  ways.step_m = way_step_m(longest);
  for (int i = 0; i < teachers; i++) {
    if (!way_is_known(out, i)) continue;
    ways.before[MIN(before_metres(out, i) / ways.step_m, LG_WAY_BINS - 1)]++;
    ways.after[MIN(after_metres(out, i) / ways.step_m, LG_WAY_BINS - 1)]++;
    ways.extra[MIN(extra_metres(out, i) / ways.step_m, LG_WAY_BINS - 1)]++;
  }
  return ways;
}

static int last_bin(const int *a, const int *b)
{
  int last = LG_WAY_BINS - 1;
  while (last > 0 && a[last] == 0 && (!b || b[last] == 0)) last--;
  return last;
}

/* Teachers by distance; `before` may be NULL. */
static void way_bars(GString *page, const lg_output *out, const struct ways *ways,
                     const char *title, const int *before, const int *after)
{
  lg_svg_bar bars[LG_WAY_BINS];
  char *labels[LG_WAY_BINS];
  int count = last_bin(after, before) + 1, step = ways->step_m / 1000;
  for (int k = 0; k < count; k++) {
    labels[k] =
        g_strdup_printf(lg_tr(out->lang, "%1$d to under %2$d km"), k * step, (k + 1) * step);
    bars[k] =
        (lg_svg_bar){labels[k], after[k], before ? (double)before[k] : (double)NAN, NAN, NULL};
  }
  lg_svg_bars chart = {
      .title = title,
      .description =
          lg_tr(out->lang, "How many of the teachers who move have which distance, in steps."),
      .axis = {lg_tr(out->lang, "teachers"), false},
      .bars = bars,
      .count = count,
      .value_name = before ? lg_tr(out->lang, "after") : NULL,
      .before_name = before ? lg_tr(out->lang, "before") : NULL};
  lg_svg_write_bars(page, &chart);
  lg_cells_free(labels, count);
}

void lg_page_ways(GString *page, const lg_output *out)
{
  struct ways ways = ways_count(out);
  if (ways.known > 0) {
    char *mean = lg_html_number((double)ways.extra_m / ways.known / 1000, 1);
    char *most = lg_html_number(ways.longest_extra_m / 1000.0, 1);
    char *text = g_strdup_printf(
        lg_tr(out->lang,
              "Those who move travel %1$s km further on average (one way), %2$s km at most."),
        mean, most);
    lg_page_heading(page, out, N_("Ways to work"));
    lg_html_text(page, "p", NULL, text);
    way_bars(page, out, &ways,
             lg_tr(out->lang, "Distance to work of those who move, before and after"), ways.before,
             ways.after);
    way_bars(page, out, &ways, lg_tr(out->lang, "How much longer the way becomes"), NULL,
             ways.extra);
    g_free(text);
    g_free(most);
    g_free(mean);
  }
  if (out->audit->unknown_distance_count > 0) {
    char *number = lg_show_whole(out->audit->unknown_distance_count);
    char *text = g_strdup_printf(
        lg_tr(out->lang, "Moves whose distance is unknown, counted as 0 km: %s"), number);
    lg_page_note(page, text);
    g_free(text);
    g_free(number);
  }
}

/* What became of the teachers with wishes. Rows: ranks 1 ..., the last together; elsewhere; at
 * home. */
static void wish_bars(GString *page, const lg_output *out, const int *granted, int ranks,
                      int elsewhere, int home)
{
  lg_svg_bar bars[LG_WISH_RANKS + 2];
  char *labels[LG_WISH_RANKS + 2];
  int count = 0;
  for (int rank = 1; rank <= ranks; rank++, count++) {
    labels[count] =
        g_strdup_printf(lg_tr(out->lang, rank < LG_WISH_RANKS ? N_("placed by wish %d")
                                                              : N_("placed by wish %d or later")),
                        rank);
    bars[count] = (lg_svg_bar){labels[count], granted[rank - 1], NAN, NAN, NULL};
  }
  labels[count] = g_strdup(lg_tr(out->lang, "moved to a school not wished for"));
  bars[count] = (lg_svg_bar){labels[count], elsewhere, NAN, NAN, NULL};
  count++;
  labels[count] = g_strdup(lg_tr(out->lang, "stays at the home school"));
  bars[count] = (lg_svg_bar){labels[count], home, NAN, NAN, NULL};
  count++;
  lg_svg_bars chart = {
      .title = lg_tr(out->lang, "What became of the wishes"),
      .description = lg_tr(out->lang,
                           "The teachers who named wishes, by what the plan gives them; "
                           "each is counted once."),
      .axis = {lg_tr(out->lang, "teachers"), false},
      .bars = bars,
      .count = count};
  lg_svg_write_bars(page, &chart);
  lg_cells_free(labels, count);
}

void lg_page_wishes(GString *page, const lg_output *out)
{
  const lg_district *district = out->input->district;
  int granted[LG_WISH_RANKS] = {0}, ranks = 1, elsewhere = 0, home = 0, all = 0, got = 0;
  for (int w = 0; w < district->wish_count; w++) {
    int teacher = district->wishes[w].teacher;
    ranks = MAX(ranks, MIN(district->wishes[w].rank, LG_WISH_RANKS));
    if (w > 0 && district->wishes[w - 1].teacher == teacher) continue;
    int wish = out->audit->placements[teacher].wish;
    all++;
    if (wish != LG_MISSING)
      granted[MIN(wish, LG_WISH_RANKS) - 1]++, got++;
    else if (lg_output_moves(out, teacher))
      elsewhere++;
    else
      home++;
  }
  if (all == 0) return;
  char *asked = lg_show_whole(all), *given = lg_show_whole(got);
  char *text = g_strdup_printf(
      lg_tr(out->lang, "%1$s teachers named wishes; %2$s of them are placed by one."), asked,
      given);
  lg_page_heading(page, out, N_("Wishes"));
  lg_html_text(page, "p", NULL, text);
  wish_bars(page, out, granted, ranks, elsewhere, home);
  g_free(text);
  g_free(given);
  g_free(asked);
}

void lg_page_stayers(GString *page, const lg_output *out)
{
  enum { NO_PLACE = LG_WHY_COUNT, COULD, KINDS };
  static const char *const words[KINDS] = {
      [LG_WHY_EXEMPT] = N_("exempt by the table"),
      [LG_WHY_TAG] = N_("exempt by a tag"),
      [LG_WHY_EXCLUDED] = N_("excluded by the plan"),
      [LG_WHY_SERVING] = N_("serving elsewhere"),
      [LG_WHY_DUE_BACK] = N_("due back, kept by a lock"),
      [LG_WHY_RESTED] = N_("rested after a service"),
      [LG_WHY_YEARS] = N_("too few years"),
      [LG_WHY_AGE] = N_("above the age limit"),
      [LG_WHY_RETIREMENT] = N_("near retirement"),
      [NO_PLACE] = N_("eligible, but no open place"),
      [COULD] = N_("eligible with an open place, not needed by this plan")};
  int counts[KINDS] = {0}, count = 0, teachers = out->input->district->teacher_count;
  lg_svg_bar bars[KINDS];
  for (int i = 0; i < teachers; i++) {
    lg_why why = out->options->candidates[i].why;
    if (lg_output_leaves(out, i)) continue;
    if (why != LG_WHY_ELIGIBLE)
      counts[why]++;
    else
      counts[lg_output_open_places(out, i) > 0 ? COULD : NO_PLACE]++;
  }
  for (int kind = 0; kind < KINDS; kind++)
    if (words[kind] && counts[kind] > 0)
      bars[count++] = (lg_svg_bar){lg_tr(out->lang, words[kind]), counts[kind], NAN, NAN, NULL};
  if (count == 0) return;
  lg_svg_bars chart = {
      .title = lg_tr(out->lang, "Teachers who stay, by the first reason that holds"),
      .description = lg_tr(out->lang, "A bar for each reason; each teacher is counted once."),
      .axis = {lg_tr(out->lang, "teachers"), false},
      .bars = bars,
      .count = count};
  lg_page_heading(page, out, N_("Why the others stay"));
  lg_svg_write_bars(page, &chart);
}
