#include "counted_text.h"

#include "model/rules/rules.h"
#include "output_text.h"

static char *whole(int64_t number)
{
  return g_strdup_printf("%" G_GINT64_FORMAT, number);
}

int64_t lg_counted_slack(const lg_quota_count *count)
{
  int64_t slack = INT64_MAX;
  if (count->min_heads >= 0) slack = count->count - count->min_heads;
  if (count->max_heads >= 0) slack = MIN(slack, count->max_heads - count->count);
  return slack;
}

lg_counted lg_counted_of(const lg_lang *lang, const lg_policy *policy, const lg_quota_count *count)
{
  if (count->quota == policy->quota_count)
    return (lg_counted){
        .count = count,
        .id = "backbone_per_100",
        .name = lg_tr(lang, "backbone teachers per 100 students"),
        .label = "backbone_per_100",
        .soft = policy->density.soft,
        .min = {.kind = LG_BOUND_SHARE, .text = policy->density.text},
        .min_form = N_(" (%s per 100 students)"),
        .line = N_("  backbone_per_100, %1$s: backbone teachers: %2$lld, students: %3$lld; "
                   "at least %4$s per 100 students, that is %5$lld")};
  const lg_quota *quota = &policy->quotas[count->quota];
  bool of_district = quota->per[0] == LG_PER_DISTRICT;
  return (lg_counted){.count = count,
                      .id = quota->id,
                      .name = quota->name,
                      .label = quota->name,
                      .soft = quota->soft,
                      .is_share = true,
                      .of_district = of_district,
                      .rotated = of_district && quota->include_rotated,
                      .min = quota->min,
                      .max = quota->max,
                      .min_form = N_(" (%s)")};
}

char *lg_counted_relaxed(const lg_lang *lang, const lg_policy *policy, const lg_counted *row,
                         lg_side side)
{
  int given = lg_policy_given(policy, row->count->element, side), quota = row->count->quota;
  GString *text = g_string_new(NULL);
  if (side == LG_SIDE_MIN && quota < policy->quota_count && policy->quotas[quota].withdrawals)
    g_string_append_printf(text, lg_tr(lang, " (%d may withdraw)"),
                           policy->quotas[quota].withdrawals);
  if (given) {
    char *heads = whole(given);
    g_string_append_printf(text, lg_tr(lang, " (relaxed by %s)"), heads);
    g_free(heads);
  }
  return g_string_free(text, FALSE);
}

char *lg_counted_asked(const lg_output *out, const lg_counted *row)
{
  const lg_quota_count *count = row->count;
  GString *asked = g_string_new(NULL);
  char *low = whole(count->min_heads), *high = whole(count->max_heads);
  char *less = lg_counted_relaxed(out->lang, out->input->policy, row, LG_SIDE_MIN),
       *more = lg_counted_relaxed(out->lang, out->input->policy, row, LG_SIDE_MAX);
  /* A head-count says all; a share is shown beside the heads that it comes to. */
  if (count->min_heads >= 0) {
    g_string_append_printf(asked, lg_tr(out->lang, "asked: at least %s"), low);
    if (row->min.kind == LG_BOUND_SHARE)
      g_string_append_printf(asked, lg_tr(out->lang, row->min_form), row->min.text);
    g_string_append(asked, less);
  }
  if (count->max_heads >= 0) {
    if (asked->len) g_string_append(asked, lg_tr(out->lang, ", "));
    g_string_append_printf(asked, lg_tr(out->lang, "allowed: at most %s"), high);
    if (row->max.kind == LG_BOUND_SHARE)
      g_string_append_printf(asked, lg_tr(out->lang, " (%s)"), row->max.text);
    g_string_append(asked, more);
  }
  g_free(low);
  g_free(high);
  g_free(less);
  g_free(more);
  return g_string_free(asked, FALSE);
}

char *lg_counted_verdict(const lg_lang *lang, const lg_quota_count *count)
{
  if (count->holds) return g_strdup(lg_tr(lang, "holds"));
  bool over = count->max_heads >= 0 && count->count > count->max_heads;
  return g_strdup_printf(lg_tr(lang, over ? N_("over by %d") : N_("short by %d")),
                         (int)count->shortfall);
}

int64_t lg_counted_rotated(const lg_output *out, int quota)
{
  const lg_district *district = out->input->district;
  const lg_policy *policy = out->input->policy;
  int64_t before = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    lg_option home = lg_options_home(district, i);
    before += lg_has_rotated(district, i) &&
              lg_options_match(out->options, district, policy, &policy->quotas[quota].of, i, &home);
  }
  return before;
}

char *lg_output_headline(const lg_output *out)
{
  const lg_audit *audit = out->audit;
  const char *status = lg_show_status(out->lang, out->answer->status);
  int unmet = 0, asked = 0;
  for (int first = 0, last; first < audit->quota_count; first = last + 1, asked++) {
    bool holds = true;
    last = lg_counted_last(audit, first);
    for (int k = first; k <= last; k++) holds &= audit->quotas[k].holds;
    unmet += !holds;
  }
  if (asked == 0) return g_strdup(status);
  if (unmet == 0) return g_strdup_printf(lg_tr(out->lang, N_("%s; every quota is met")), status);
  return g_strdup_printf(lg_tr(out->lang, N_("%1$s; soft quotas not met: %2$d")), status, unmet);
}

/* One row a stage: the heads that its schools ask together, and all the backbone teachers that
 * there are. */
static void check_stage(const lg_output *out, const lg_place_survey *survey, int stage,
                        lg_text_table *columns, GString *refuted)
{
  const lg_district *district = out->input->district;
  const lg_density *density = &out->input->policy->density;
  int64_t asked = 0, students = 0, there = 0;
  int lacking = 0; /* schools that cannot get what they ask */
  for (int i = 0; i < district->teacher_count; i++)
    there += (int)district->teachers[i].stage == stage && district->teachers[i].backbone;
  for (int j = 0; j < district->school_count; j++) {
    const lg_element place = {LG_R12_DENSITY, 0, lg_place_code(j, stage)};
    if (!district->schools[j].has_stage[stage]) continue;
    int64_t here = MAX(lg_element_range(district, out->input->policy, place, 0, 0).lo, 0);
    asked += here;
    students += district->schools[j].students[stage];
    lacking += survey->backbone_places[place.b] < here;
  }
  if (students == 0) return;
  char *min = g_strdup_printf("%s = %" G_GINT64_FORMAT, density->text, asked);
  char *base = whole(students), *served = whole(there);
  const char *fails = density->soft ? N_("falls short") : N_("impossible");
  const char *word = lg_show_stage(out->lang, stage);
  lg_text_table_row(columns, lg_tr(out->lang, N_("backbone teachers per 100 students")), word,
                    lg_tr(out->lang, density->soft ? N_("soft") : N_("hard")), min, "", base,
                    served, asked > there || lacking ? lg_tr(out->lang, fails) : "", NULL);
  if (asked > there)
    g_string_append_printf(refuted,
                           lg_tr(out->lang, N_("  backbone_per_100, %1$s: the schools ask %2$d "
                                               "backbone teachers together, there are %3$d.\n")),
                           word, (int)asked, (int)there);
  if (lacking)
    g_string_append_printf(refuted,
                           lg_tr(out->lang, N_("  backbone_per_100, %1$s: schools that cannot get "
                                               "as many backbone teachers as they need: %2$d.\n")),
                           word, lacking);
  g_free(min);
  g_free(base);
  g_free(served);
}

bool lg_counted_check_others(const lg_output *out, const lg_place_survey *survey,
                             lg_text_table *columns, GString *refuted)
{
  bool given = out->input->policy->density.given;
  for (int stage = 0; given && stage < LG_STAGE_COUNT; stage++)
    check_stage(out, survey, stage, columns, refuted);
  return given;
}

int lg_counted_last(const lg_audit *audit, int first)
{
  int last = first;
  while (last + 1 < audit->quota_count &&
         audit->quotas[last + 1].quota == audit->quotas[first].quota)
    last++;
  return last;
}

int lg_counted_tightest(const lg_audit *audit, int first, int last)
{
  int tightest = first;
  for (int k = first; k <= last; k++)
    if (lg_counted_slack(&audit->quotas[k]) < lg_counted_slack(&audit->quotas[tightest]))
      tightest = k;
  return tightest;
}
