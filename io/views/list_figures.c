/* list_figures.c - the figures that decided, a row a teacher, by which everybody can recheck the own
 * case, and how each figure comes about. */
#include "figures.h"
#include "io/words/output_text.h"
#include "lists.h"

enum { ID, CODE, NAME, FROM, TO, STAGE, SUBJECT, AGE, YEARS, RANK, ROTATED, ELIGIBLE, REASON };
enum { PLACES = REASON + 1, WISHES, WISH, POINTS, BEFORE, AFTER, COMMUTE, DRAWN, LOTTERY };
enum { COLUMNS = LOTTERY + 1 };
static const lg_list_column columns[COLUMNS] = {
    [ID] = {"teacher_id", "工号", N_("Teacher id")},
    [CODE] = {"code", "公示代码", N_("Code")}, /* of publications, where there is a key */
    [NAME] = {"name", "姓名", N_("Name")},
    [FROM] = {"from_id", "派出学校代码", N_("From school id")},
    [TO] = {"to_id", "接收学校代码", N_("To school id")},
    [STAGE] = {"stage", "学段", N_("Stage")},
    [SUBJECT] = {"subject", "学科", N_("Subject")},
    [AGE] = {"age", "年龄", N_("Age"), LG_KIND_WHOLE},
    [YEARS] = {"years", "本校任教年限", N_("Years at the school"), LG_KIND_WHOLE},
    [RANK] = {"rank_counted", "计入的骨干级别",
              N_("Rank counted")}, /* where it makes a backbone teacher */
    [ROTATED] = {"rotated", "已交流", N_("Rotated before"), LG_KIND_YES_NO},
    [ELIGIBLE] = {"eligible", "符合条件", N_("Eligible"), LG_KIND_YES_NO},
    [REASON] = {"why_not", "不符合的原因", N_("Why not")},
    [PLACES] = {"open_places", "可交流学校数", N_("Open places"), LG_KIND_WHOLE},
    [WISHES] = {"wishes", "志愿数", N_("Number of wishes"), LG_KIND_WHOLE},
    [WISH] = {"wish_rank", "实现的志愿", N_("Wish granted"), LG_KIND_WHOLE},
    /* what the place adds to the goals `wishes`, `commute` and, by the text drawn on, `lottery` */
    [POINTS] = {"wish_points", "志愿得分", N_("Points of the wish"), LG_KIND_WHOLE},
    [BEFORE] = {"distance_before_km", "原通勤公里", N_("Distance before (km)"), LG_KIND_KM},
    [AFTER] = {"distance_after_km", "新通勤公里", N_("Distance after (km)"), LG_KIND_KM},
    [COMMUTE] = {"commute_hm", "通勤增加（百米）", N_("Longer way (100 m)"), LG_KIND_WHOLE},
    [DRAWN] = {"lottery_text", "抽签文本", N_("Text drawn on")},
    [LOTTERY] = {"lottery", "抽签号", N_("Number drawn"), LG_KIND_WHOLE}};

static const lg_goal *goal_of(const lg_output *out, lg_goal_kind kind)
{
  const lg_policy *policy = out->input->policy;
  for (int g = 0; g < policy->goal_count; g++)
    if (policy->goals[g].kind == kind) return &policy->goals[g];
  return NULL;
}

/* What the teacher's place adds to the goals. The lottery of an anonymous list would tell ids to
 * whoever tries them out, and ways to the metre tell homes. */
static void fill_goals(const lg_output *out, int teacher, lg_list_cell *cells)
{
  const lg_district *district = out->input->district;
  const lg_placement *placement = &out->audit->placements[teacher];
  const lg_goal *wishes = goal_of(out, LG_GOAL_WISHES);
  const lg_goal *lottery = goal_of(out, LG_GOAL_LOTTERY);
  bool shown = lg_output_moves(out, teacher) && !district->anonymous;
  if (wishes && placement->wish != LG_MISSING)
    lg_put_whole(&cells[POINTS],
                 placement->wish <= wishes->point_count ? wishes->points[placement->wish - 1] : 0);
  bool known = placement->before_m != LG_MISSING && placement->after_m != LG_MISSING;
  if (shown && known && goal_of(out, LG_GOAL_COMMUTE))
    lg_put_whole(&cells[COMMUTE], lg_audit_commute(placement));
  if (!shown || !lottery) return;
  const char *id = lg_teacher_own_id(&district->teachers[teacher]), *to = cells[TO].text;
  lg_put_take(&cells[DRAWN], g_strdup_printf("%s|%s|%s", lottery->seed, id, to));
  lg_put_whole(&cells[LOTTERY], lg_audit_draw(lottery->seed, id, to));
}

static void fill_age(const lg_output *out, const lg_candidate *candidate, lg_list_cell *cells)
{
  if (out->input->district->coarse) {
    lg_put_take(&cells[AGE], lg_show_age(out, candidate->age));
    lg_put_take(&cells[YEARS], lg_show_years(out, candidate->years));
  } else {
    lg_put_known(&cells[AGE], candidate->age);
    lg_put_known(&cells[YEARS], candidate->years);
  }
}

static void fill(const lg_view *view, int teacher, lg_list_cell *cells)
{
  const lg_output *out = view->out;
  const lg_district *district = out->input->district;
  const lg_teacher *t = &district->teachers[teacher];
  const lg_candidate *candidate = &out->options->candidates[teacher];
  const lg_placement *placement = &out->audit->placements[teacher];
  const int *wishes = view->data;
  lg_put_text(&cells[ID], t->id);
  if (t->code) lg_put_text(&cells[CODE], t->code);
  lg_put_text(&cells[NAME], t->name);
  lg_put_text(&cells[FROM], district->schools[t->school].id);
  lg_put_text(&cells[TO], district->schools[out->answer->roster->assignments[teacher].school].id);
  lg_put_text(&cells[STAGE], lg_show_stage(out->lang, (int)t->stage));
  lg_put_text(&cells[SUBJECT], district->subjects.text[t->subject]);
  fill_age(out, candidate, cells);
  lg_put_text(&cells[RANK], t->backbone ? lg_show_rank(out, t) : "");
  lg_put_yes_no(&cells[ROTATED], lg_has_rotated(district, teacher));
  lg_put_yes_no(&cells[ELIGIBLE], candidate->why == LG_WHY_ELIGIBLE);
  lg_put_take(&cells[REASON], lg_show_not_eligible(out, teacher));
  lg_put_whole(&cells[PLACES], lg_output_open_places(out, teacher));
  lg_put_whole(&cells[WISHES], wishes[teacher]);
  lg_put_known(&cells[WISH], placement->wish);
  lg_put_known(&cells[BEFORE], lg_show_metres(district, placement->before_m));
  lg_put_known(&cells[AFTER], lg_show_metres(district, placement->after_m));
  fill_goals(out, teacher, cells);
}

static lg_view *figures(const lg_output *out)
{
  const lg_district *district = out->input->district;
  int *wishes = g_new0(int, district->teacher_count + 1);
  for (int w = 0; w < district->wish_count; w++) wishes[district->wishes[w].teacher]++;
  lg_list_column *own = g_memdup2(columns, sizeof columns);
  own[BEFORE].digits = own[AFTER].digits = district->anonymous ? 0 : 3;
  if (district->coarse) own[AGE].kind = own[YEARS].kind = LG_KIND_TEXT;
  lg_view *view = lg_view_new(out, out->lang, own, COLUMNS, district->teacher_count, fill);
  view->own_columns = own;
  view->data = wishes;
  return view;
}

const lg_list_entry lg_lists_figures[] = {{"figures", figures}, {NULL, NULL}};

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
