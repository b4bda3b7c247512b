#include "figures.h"

#include <string.h>

#include "io/words/output_text.h"
#include "io/write/csv_out.h"
#include "io/write/files.h"

static const struct {
  const char *english, *chinese;
  bool number;
} lg_figure_heads[LG_FIGURE_COUNT] = {
    [LG_FIGURE_ID] = {"teacher_id", "工号", false},
    [LG_FIGURE_CODE] = {"code", "公示代码", false},
    [LG_FIGURE_NAME] = {"name", "姓名", false},
    [LG_FIGURE_FROM] = {"from_id", "派出学校代码", false},
    [LG_FIGURE_TO] = {"to_id", "接收学校代码", false},
    [LG_FIGURE_STAGE] = {"stage", "学段", false},
    [LG_FIGURE_SUBJECT] = {"subject", "学科", false},
    [LG_FIGURE_AGE] = {"age", "年龄", true},
    [LG_FIGURE_YEARS] = {"years", "本校任教年限", true},
    [LG_FIGURE_RANK] = {"rank_counted", "计入的骨干级别", false},
    [LG_FIGURE_ROTATED] = {"rotated", "已交流", false},
    [LG_FIGURE_ELIGIBLE] = {"eligible", "符合条件", false},
    [LG_FIGURE_REASON] = {"why_not", "不符合的原因", false},
    [LG_FIGURE_PLACES] = {"open_places", "可交流学校数", true},
    [LG_FIGURE_WISHES] = {"wishes", "志愿数", true},
    [LG_FIGURE_WISH] = {"wish_rank", "实现的志愿", true},
    [LG_FIGURE_POINTS] = {"wish_points", "志愿得分", true},
    [LG_FIGURE_BEFORE] = {"distance_before_km", "原通勤公里", true},
    [LG_FIGURE_AFTER] = {"distance_after_km", "新通勤公里", true},
    [LG_FIGURE_COMMUTE] = {"commute_hm", "通勤增加（百米）", true},
    [LG_FIGURE_DRAWN] = {"lottery_text", "抽签文本", false},
    [LG_FIGURE_LOTTERY] = {"lottery", "抽签号", true},
};

const char *lg_figure_heading(int figure, const lg_lang *lang)
{
  return lang ? lg_figure_heads[figure].chinese : lg_figure_heads[figure].english;
}

bool lg_figure_is_number(int figure)
{
  return lg_figure_heads[figure].number;
}

static const lg_goal *goal_of(const lg_output *out, lg_goal_kind kind)
{
  const lg_policy *policy = out->input->policy;
  for (int g = 0; g < policy->goal_count; g++)
    if (policy->goals[g].kind == kind) return &policy->goals[g];
  return NULL;
}

int *lg_figures_wishes(const lg_district *district)
{
  int *wishes = g_new0(int, district->teacher_count + 1);
  for (int w = 0; w < district->wish_count; w++) wishes[district->wishes[w].teacher]++;
  return wishes;
}

/* Other schools that the rules on single teachers leave. */
static int open_places(const lg_output *out, int teacher)
{
  const lg_candidate *candidate = &out->options->candidates[teacher];
  lg_assignment home = lg_assignment_home(out->input->district, teacher);
  int places = candidate->count;
  for (int k = candidate->first; k < candidate->first + candidate->count; k++)
    places -= lg_assignment_same(out->options->pairs[k].assignment, home);
  return places;
}

/* A number, or nothing for LG_MISSING. */
static char *figure_whole(int64_t number)
{
  return number == LG_MISSING ? g_strdup("") : g_strdup_printf("%" G_GINT64_FORMAT, number);
}

/* What the teacher's place adds to the goals. The lottery of an anonymous list would tell ids to
 * whoever tries them out, and ways to the metre tell homes. */
static void figures_goals(const lg_output *out, int teacher, char **cells)
{
  const lg_district *district = out->input->district;
  const lg_teacher *t = &district->teachers[teacher];
  const lg_placement *placement = &out->audit->placements[teacher];
  const char *to = district->schools[out->answer->roster->assignments[teacher].school].id;
  const lg_goal *wishes = goal_of(out, LG_GOAL_WISHES);
  const lg_goal *lottery = goal_of(out, LG_GOAL_LOTTERY);
  bool moves = lg_output_moves(out, teacher), shown = moves && !district->anonymous;
  int64_t points = LG_MISSING;
  if (wishes && placement->wish != LG_MISSING)
    points = placement->wish <= wishes->point_count ? wishes->points[placement->wish - 1] : 0;
  cells[LG_FIGURE_POINTS] = figure_whole(points);
  cells[LG_FIGURE_COMMUTE] = figure_whole(
      shown && goal_of(out, LG_GOAL_COMMUTE) ? lg_audit_commute(placement) : LG_MISSING);
  shown &= lottery != NULL;
  const char *id = lg_teacher_own_id(t);
  cells[LG_FIGURE_DRAWN] =
      shown ? g_strdup_printf("%s|%s|%s", lottery->seed, id, to) : g_strdup("");
  cells[LG_FIGURE_LOTTERY] =
      figure_whole(shown ? lg_audit_draw(lottery->seed, id, to) : LG_MISSING);
}

void lg_figures_of(const lg_output *out, int teacher, const int *wishes, char **cells)
{
  const lg_district *district = out->input->district;
  const lg_teacher *t = &district->teachers[teacher];
  const lg_candidate *candidate = &out->options->candidates[teacher];
  const lg_placement *placement = &out->audit->placements[teacher];
  const char *to = district->schools[out->answer->roster->assignments[teacher].school].id;
  cells[LG_FIGURE_ID] = g_strdup(t->id);
  cells[LG_FIGURE_CODE] = g_strdup(t->code ? t->code : "");
  cells[LG_FIGURE_NAME] = g_strdup(t->name);
  cells[LG_FIGURE_FROM] = g_strdup(district->schools[t->school].id);
  cells[LG_FIGURE_TO] = g_strdup(to);
  cells[LG_FIGURE_STAGE] = g_strdup(lg_show_stage(out->lang, (int)t->stage));
  cells[LG_FIGURE_SUBJECT] = g_strdup(district->subjects.text[t->subject]);
  cells[LG_FIGURE_AGE] = figure_whole(candidate->age);
  cells[LG_FIGURE_YEARS] = figure_whole(candidate->years);
  cells[LG_FIGURE_RANK] = g_strdup(t->backbone ? t->rank : "");
  cells[LG_FIGURE_ROTATED] = g_strdup(lg_show_yes_no(out->lang, t->rotated));
  cells[LG_FIGURE_ELIGIBLE] =
      g_strdup(lg_show_yes_no(out->lang, candidate->why == LG_WHY_ELIGIBLE));
  cells[LG_FIGURE_REASON] = lg_show_not_eligible(out, teacher);
  cells[LG_FIGURE_PLACES] = figure_whole(open_places(out, teacher));
  cells[LG_FIGURE_WISHES] = figure_whole(wishes[teacher]);
  cells[LG_FIGURE_WISH] = figure_whole(placement->wish);
  cells[LG_FIGURE_BEFORE] = lg_show_km(lg_show_metres(district, placement->before_m));
  cells[LG_FIGURE_AFTER] = lg_show_km(lg_show_metres(district, placement->after_m));
  figures_goals(out, teacher, cells);
}

bool lg_write_figures_csv(const lg_output *out, const char *folder, char **error)
{
  const lg_district *district = out->input->district;
  GString *csv = lg_csv_new();
  int *wishes = lg_figures_wishes(district);
  for (int f = 0; f < LG_FIGURE_COUNT; f++) lg_csv_text(csv, lg_figure_heading(f, out->lang));
  lg_csv_end_row(csv);
  for (int i = 0; i < district->teacher_count; i++) {
    char *cells[LG_FIGURE_COUNT];
    lg_figures_of(out, i, wishes, cells);
    for (int f = 0; f < LG_FIGURE_COUNT; f++) {
      if (lg_figure_is_number(f))
        lg_csv_number(csv, cells[f]);
      else
        lg_csv_text(csv, cells[f]);
      g_free(cells[f]);
    }
    lg_csv_end_row(csv);
  }
  bool written = lg_write_file(folder, "figures.csv", csv, out->lang, error);
  g_string_free(csv, TRUE);
  g_free(wishes);
  return written;
}

/* ---- how they come about ---- */

G_GNUC_PRINTF(2, 3)
static void explain_line(GPtrArray *lines, const char *format, ...)
{
  va_list list;
  va_start(list, format);
  g_ptr_array_add(lines, g_strdup_vprintf(format, list));
  va_end(list);
}

static void explain_eligible(const lg_output *out, GPtrArray *lines)
{
  const lg_eligibility *rules = &out->input->policy->eligibility;
  const lg_lang *lang = out->lang;
  explain_line(lines, "%s",
               lg_tr(lang,
                     "Eligible is who is not exempt (by the table, a tag or the plan) and "
                     "keeps these limits; the first that fails is named."));
  if (rules->min_years > 0)
    explain_line(lines, lg_tr(lang, "Years at the school: %d at least."), rules->min_years);
  for (int g = 0; g < LG_GENDER_COUNT; g++)
    if (rules->max_age[g] != LG_MISSING)
      explain_line(lines, lg_tr(lang, "Age (%1$s): %2$d at most."), lg_show_gender(lang, g),
                   rules->max_age[g]);
  if (rules->retirement != LG_RETIRE_NONE)
    explain_line(lines, lg_tr(lang, "Years left to retirement: more than %d."),
                 rules->retirement_margin_years);
}

static void explain_goals(const lg_output *out, GPtrArray *lines)
{
  const lg_lang *lang = out->lang;
  const lg_goal *wishes = goal_of(out, LG_GOAL_WISHES);
  const lg_goal *lottery = goal_of(out, LG_GOAL_LOTTERY);
  bool anonymous = out->input->district->anonymous;
  if (wishes) {
    GString *points = g_string_new(NULL);
    for (int k = 0; k < wishes->point_count; k++)
      g_string_append_printf(points, "%s%d", k ? lg_tr(lang, ", ") : "", wishes->points[k]);
    explain_line(lines, lg_tr(lang, "Points of a wish that is granted, by its rank: %s."),
                 points->str);
    g_string_free(points, TRUE);
  }
  if (anonymous)
    explain_line(lines, "%s",
                 lg_tr(lang,
                       "Ways are in whole kilometres here, so that they do not tell where "
                       "a home is; the decision counted metres."));
  if (goal_of(out, LG_GOAL_COMMUTE))
    explain_line(lines, "%s",
                 lg_tr(lang,
                       "Longer way of who moves: the new way less the old one, each "
                       "rounded to hundreds of metres, and never below 0."));
  if (!lottery) return;
  explain_line(
      lines,
      lg_tr(lang,
            "Lottery, which decides only between rosters that are equal in all other goals "
            "(the smaller sum wins): the text is \"%s|teacher id|id of the new school\"; the "
            "number is the first five hexadecimal digits of its SHA-256, from 0 to "
            "1,048,575. On a computer: printf '%%s' 'TEXT' | sha256sum"),
      lottery->seed);
  if (anonymous)
    explain_line(lines, "%s",
                 lg_tr(lang,
                       "Numbers of the lottery are not listed here, because ids could be "
                       "tried out on them: with the own id everybody can work out the own "
                       "one, and the personnel office shows it."));
}

char **lg_figures_explained(const lg_output *out)
{
  GPtrArray *lines = g_ptr_array_new();
  const lg_lang *lang = out->lang;
  char *day = lg_show_day(lang, out->input->policy->date);
  explain_line(lines, lg_tr(lang, "Age and years at the school are whole years on %s."), day);
  explain_eligible(out, lines);
  explain_line(lines, "%s",
               lg_tr(lang, "The rank stands here where the plan counts it as a backbone rank."));
  explain_line(lines, "%s",
               lg_tr(lang,
                     "Open places: other schools to which a form of exchange, the ways "
                     "allowed and the locks let the teacher go."));
  explain_goals(out, lines);
  if (!out->input->district->anonymous)
    explain_line(lines, "%s",
                 lg_tr(lang,
                       "The sums of the columns of points, longer ways and the lottery "
                       "are the values of these goals."));
  g_free(day);
  g_ptr_array_add(lines, NULL);
  return (char **)g_ptr_array_free(lines, FALSE);
}
