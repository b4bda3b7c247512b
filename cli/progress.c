#include "progress.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

lg_progress_line lg_progress_begin(const lg_input *input, const lg_lang *lang, const lg_args *args)
{
  return (lg_progress_line){.policy = input->policy,
                            .district = input->district,
                            .lang = lang,
                            .last_s = -1,
                            .live = !args->quiet && isatty(STDERR_FILENO),
                            .verbose = args->verbose,
                            .last = {.goal = -1}};
}

static const char *goal_name(const lg_progress_line *line, int goal)
{
  if (goal >= line->policy->goal_count) return lg_tr(line->lang, N_("a roster"));
  return lg_goal_short(line->lang, line->policy->goals[goal].kind);
}

/* Behind the last goal the numbers are of what is searched then, the lottery it may be. */
static bool is_withheld(const lg_progress_line *line, int goal)
{
  if (goal >= line->policy->goal_count) return line->district->anonymous;
  return lg_goal_is_withheld(line->district, line->policy->goals[goal].kind);
}

static double shown_value(const lg_progress_line *line, int goal, double value)
{
  if (!line->district->anonymous || goal >= line->policy->goal_count) return value;
  return (double)lg_goal_shown(line->district, line->policy->goals[goal].kind, llround(value));
}

static void progress_print(const lg_progress_line *line, const lg_progress *progress)
{
  double best = shown_value(line, progress->goal, progress->best),
         bound = shown_value(line, progress->goal, progress->bound);
  bool shown = !is_withheld(line, progress->goal), has_best = shown && progress->has_best,
       has_bound = shown && progress->has_bound;
  lg_print(stderr, goal_name(line, progress->goal));
  if (has_bound) lg_printf(stderr, lg_tr(line->lang, N_(" · bound %.0f")), bound);
  if (has_best) lg_printf(stderr, lg_tr(line->lang, N_(" · best %.0f")), best);
  if (has_best && has_bound && best != 0) {
    double gap = (best - bound) / best * 100;
    lg_printf(stderr, lg_tr(line->lang, N_(" · gap %.2f %%")), gap < 0 ? -gap : gap);
  }
  lg_printf(stderr, lg_tr(line->lang, N_(" · %.1f s")), progress->seconds);
}

static void progress_wipe(lg_progress_line *line)
{
  if (line->shown) fputs("\r\033[K", stderr);
  line->shown = false;
}

/* The last news of a goal stays to be read. */
static void progress_keep(lg_progress_line *line)
{
  if (!line->verbose || line->last.goal < 0) return;
  progress_wipe(line);
  progress_print(line, &line->last);
  lg_print(stderr, "\n");
}

void lg_progress_draw(const lg_progress *progress, void *user)
{
  lg_progress_line *line = user;
  if (progress->goal != line->last.goal) progress_keep(line);
  line->last = *progress;
  if (!line->live || (line->last_s >= 0 && progress->seconds - line->last_s < 0.1)) return;
  line->last_s = progress->seconds;
  progress_wipe(line);
  progress_print(line, progress);
  fflush(stderr);
  line->shown = true;
}

/* `text` takes both numbers. */
static void progress_counted(lg_progress_line *line, const char *text, int done, int all)
{
  if (!line->live) return;
  progress_wipe(line);
  lg_printf(stderr, lg_tr(line->lang, text), done, all);
  fflush(stderr);
  line->shown = true;
}

void lg_progress_count(int done, int all, void *user)
{
  progress_counted(user, N_("places looked at: %1$d of %2$d"), done, all);
}

void lg_progress_refusals(int done, int all, void *user)
{
  progress_counted(user, N_("refusals rehearsed: %1$d of %2$d"), done, all);
}

void lg_progress_end(lg_progress_line *line)
{
  progress_keep(line);
  progress_wipe(line);
}

/* What the kernel counts for this program alone; getrusage would count the one that started it. */
double lg_peak_mib(void)
{
  g_autofree char *status = NULL;
  const char *line = NULL;
  if (g_file_get_contents("/proc/self/status", &status, NULL, NULL))
    line = strstr(status, "\nVmHWM:");
  return line ? g_ascii_strtod(line + strlen("\nVmHWM:"), NULL) / 1024 : 0;
}
