/* check_quotas.c - see check_quotas.h.
 *
 * A quota's class asks q N >= p D (or <=), where N and D are sums over teachers of what each one's
 * place adds. Taking for every teacher alone the best place gives a bound that no roster can pass:
 *   max(q N - p D) <= sum over i of max over j of (q n_ij - p d_ij).  Negative: the quota is
 * refuted. */
#include "check_quotas.h"

#include <stdlib.h>
#include <string.h>

#include "io/write/terminal_table.h"
#include "model/classes.h"

enum { CLASSES_SHOWN = 5 }; /* of a quota with many classes: the tightest ones */

/* What one class can reach; lowest and highest sums over the teachers. */
typedef struct {
  int64_t n_min, n_max, d_min, d_max;
  int64_t min_slack, max_slack; /* best of q N - p D, of p D - q N; heads: N - m, m - N */
} reach;

typedef struct {
  const lg_district *district;
  const lg_policy *policy;
  const lg_options *options;
  const lg_lang *lang;
  const lg_quota *quota;
  int class_count;
  bool *exists; /* [class_count] */
  reach *total; /* [class_count] */
  /* of the teacher at hand: */
  reach *own;          /* [class_count] */
  int *pairs;          /* [class_count] how many of the teacher's pairs fall in the class */
  int *touched;        /* [class_count] classes with pairs > 0 */
  lg_filter count, of; /* what is left of the quota's filters to ask of each place */
} counting;

static const char *check_class_text(const counting *c, int k)
{
  static const char *const tiers[] = {N_("strong"), N_("ordinary"), N_("weak")};
  static const char *const stages[] = {N_("primary"), N_("junior")};
  switch (c->quota->per) {
    case LG_PER_FROM_SCHOOL:
    case LG_PER_TO_SCHOOL:
      return c->district->schools[k].name;
    case LG_PER_FROM_GROUP:
    case LG_PER_TO_GROUP:
      return c->district->groups.text[k];
    case LG_PER_FROM_TIER:
    case LG_PER_TO_TIER:
      return lg_tr(c->lang, tiers[k]);
    case LG_PER_STAGE:
      return lg_tr(c->lang, stages[k]);
    case LG_PER_SUBJECT:
      return c->district->subjects.text[k];
    default:
      return lg_tr(c->lang, N_("district"));
  }
}

/* p and q of a bound, so that heads are counted by the same formula: N - m is q N - p D with q 1, p
 * 0. */
static lg_share factors(const lg_bound *bound)
{
  return bound->kind == LG_BOUND_SHARE ? bound->share : (lg_share){0, 1};
}

static reach reach_of_pair(const lg_quota *quota, int n, int d)
{
  lg_share min = factors(&quota->min), max = factors(&quota->max);
  return (reach){n, n, d, d, min.q * n - min.p * d, max.p * d - max.q * n};
}

/* The teacher may take either place: the wider range of both. */
static void reach_widen(reach *a, const reach *b)
{
  a->n_min = MIN(a->n_min, b->n_min);
  a->n_max = MAX(a->n_max, b->n_max);
  a->d_min = MIN(a->d_min, b->d_min);
  a->d_max = MAX(a->d_max, b->d_max);
  a->min_slack = MAX(a->min_slack, b->min_slack);
  a->max_slack = MAX(a->max_slack, b->max_slack);
}

static void reach_sum(reach *a, const reach *b)
{
  a->n_min += b->n_min;
  a->n_max += b->n_max;
  a->d_min += b->d_min;
  a->d_max += b->d_max;
  a->min_slack += b->min_slack;
  a->max_slack += b->max_slack;
}

static void check_count_teacher(counting *c, int teacher)
{
  const lg_candidate *candidate = &c->options->candidates[teacher];
  const lg_quota *quota = c->quota;
  bool rotated = quota->include_rotated && c->district->teachers[teacher].rotated;
  bool may_count =
           lg_options_narrow(c->options, c->district, c->policy, &quota->count, teacher, &c->count),
       may_base =
           lg_options_narrow(c->options, c->district, c->policy, &quota->of, teacher, &c->of);
  if (!may_count && !may_base) return; /* adds 0 everywhere */
  int touched = 0, last_class = LG_MISSING;
  bool last_counted = false, last_of = false;
  for (int k = candidate->first; k < candidate->first + candidate->count; k++) {
    const lg_option *option = &c->options->pairs[k];
    int class = lg_class_of(c->district, quota->per, teacher, option->school);
    if (class == LG_MISSING) continue;
    bool of =
        may_base && lg_options_match(c->options, c->district, c->policy, &c->of, teacher, option);
    bool counted =
        (rotated && of) || (may_count && lg_options_match(c->options, c->district, c->policy,
                                                          &c->count, teacher, option));
    bool repeats = class == last_class && counted == last_counted && of == last_of;
    last_class = class;
    last_counted = counted;
    last_of = of;
    bool first = c->pairs[class]++ == 0;
    if (repeats) continue; /* most places of a teacher count alike: nothing is widened */
    reach pair = reach_of_pair(quota, counted, of);
    if (first) {
      c->touched[touched++] = class;
      c->own[class] = pair;
    } else {
      reach_widen(&c->own[class], &pair);
    }
  }
  for (int k = 0; k < touched; k++) {
    int class = c->touched[k];
    if (c->pairs[class] < candidate->count)
      reach_widen(&c->own[class], &(reach){0}); /* may be elsewhere */
    reach_sum(&c->total[class], &c->own[class]);
    c->pairs[class] = 0;
  }
}

/* Heads that `relax` gives a side of a class. */
static int64_t given_to(const counting *c, int class, bool max)
{
  return lg_policy_given(c->policy, LG_R8_QUOTA, c->quota->id,
                         lg_class_id(c->district, c->quota->per, class),
                         max ? LG_SIDE_MAX : LG_SIDE_MIN);
}

/* A share's class without anybody in `of` holds, but only where that is settled before the placing
 * (SPEC 3, R8). */
static void settle_heads(const counting *c, int class)
{
  const lg_quota *quota = c->quota;
  reach *r = &c->total[class];
  bool settled = lg_quota_base_is_fixed(quota);
  r->min_slack += factors(&quota->min).q * given_to(c, class, false);
  r->max_slack += factors(&quota->max).q * given_to(c, class, true);
  if (quota->min.kind == LG_BOUND_HEADS) r->min_slack -= quota->min.heads;
  if (quota->max.kind == LG_BOUND_HEADS) r->max_slack += quota->max.heads;
  bool empty = settled && r->d_max == 0;
  if (quota->min.kind == LG_BOUND_NONE || (empty && quota->min.kind == LG_BOUND_SHARE))
    r->min_slack = INT64_MAX;
  if (quota->max.kind == LG_BOUND_NONE || (empty && quota->max.kind == LG_BOUND_SHARE))
    r->max_slack = INT64_MAX;
}

/* Slack in heads, rounded towards "refuted"; INT64_MAX where there is no such bound. */
static int64_t slack_heads(int64_t slack, const lg_bound *bound)
{
  int64_t q = factors(bound).q;
  if (slack == INT64_MAX) return slack;
  return slack >= 0 ? slack / q : -((-slack + q - 1) / q);
}

static int64_t tightness(const counting *c, int class)
{
  return MIN(slack_heads(c->total[class].min_slack, &c->quota->min),
             slack_heads(c->total[class].max_slack, &c->quota->max));
}

/* "12" heads, "37% = 445" where the base is settled, else the share alone, and what is left of it
 * after `relax`: "37% = 445 - 5"; "" where there is no bound. */
static char *bound_text(const counting *c, int class, bool is_max)
{
  const lg_bound *bound = is_max ? &c->quota->max : &c->quota->min;
  const reach *r = &c->total[class];
  if (bound->kind == LG_BOUND_NONE) return g_strdup("");
  GString *text = g_string_new(bound->text);
  if (bound->kind == LG_BOUND_SHARE && r->d_min == r->d_max) {
    int64_t product = bound->share.p * r->d_min, q = bound->share.q;
    g_string_append_printf(text, " = %" G_GINT64_FORMAT,
                           is_max ? product / q : (product + q - 1) / q);
  }
  int64_t given = given_to(c, class, is_max);
  if (given) g_string_append_printf(text, " %c %" G_GINT64_FORMAT, is_max ? '+' : '-', given);
  return g_string_free(text, FALSE);
}

static char *check_range_text(int64_t lo, int64_t hi)
{
  return lo == hi ? g_strdup_printf("%" G_GINT64_FORMAT, lo)
                  : g_strdup_printf("%" G_GINT64_FORMAT "..%" G_GINT64_FORMAT, lo, hi);
}

/* One sentence a bound that arithmetic refutes. The heads asked are known only where the base is
 * the same in every roster; else the sentence says how many are lacking. */
static void add_refuted_min(const counting *c, int class, GString *text)
{
  const lg_quota *quota = c->quota;
  const reach *r = &c->total[class];
  int64_t lacking = -slack_heads(r->min_slack, &quota->min);
  if (r->min_slack == INT64_MAX || lacking <= 0) return;
  const char *class_name = check_class_text(c, class);
  bool known = r->d_min == r->d_max || quota->min.kind == LG_BOUND_HEADS;
  char *heads = g_strdup_printf("%" G_GINT64_FORMAT, lacking);
  char *asked = g_strdup_printf("%" G_GINT64_FORMAT, r->n_max + lacking);
  char *reached = g_strdup_printf("%" G_GINT64_FORMAT, r->n_max);
  if (!quota->soft && known)
    g_string_append_printf(
        text,
        lg_tr(c->lang, N_("  %1$s, %2$s: IMPOSSIBLE by arithmetic alone: at least %3$s heads are "
                          "asked, only %4$s could serve.\n")),
        quota->name, class_name, asked, reached);
  else
    g_string_append_printf(
        text,
        lg_tr(c->lang,
              quota->soft
                  ? N_("  %1$s, %2$s: by arithmetic alone at least %3$s heads will be lacking.\n")
                  : N_("  %1$s, %2$s: IMPOSSIBLE by arithmetic alone: at least %3$s heads are "
                       "lacking.\n")),
        quota->name, class_name, heads);
  g_free(asked);
  g_free(reached);
  g_free(heads);
}

static void add_refuted_max(const counting *c, int class, GString *text)
{
  const lg_quota *quota = c->quota;
  int64_t beyond = -slack_heads(c->total[class].max_slack, &quota->max);
  if (c->total[class].max_slack == INT64_MAX || beyond <= 0) return;
  char *heads = g_strdup_printf("%" G_GINT64_FORMAT, beyond);
  const char *words =
      quota->soft ? N_("  %1$s, %2$s: by arithmetic alone at least %3$s heads will be too many.\n")
                  : N_("  %1$s, %2$s: IMPOSSIBLE by arithmetic alone: at least %3$s heads too many "
                       "cannot be "
                       "avoided.\n");
  g_string_append_printf(text, lg_tr(c->lang, words), quota->name, check_class_text(c, class),
                         heads);
  g_free(heads);
}

static void check_add_class(counting *c, int class, lg_text_table *columns, GString *refuted)
{
  const lg_quota *quota = c->quota;
  const reach *r = &c->total[class];
  char *min = bound_text(c, class, false), *max = bound_text(c, class, true);
  char *base = check_range_text(r->d_min, r->d_max), *served = check_range_text(r->n_min, r->n_max);
  const char *verdict = tightness(c, class) >= 0 ? ""
                        : quota->soft            ? lg_tr(c->lang, N_("falls short"))
                                                 : lg_tr(c->lang, N_("impossible"));
  lg_text_table_row(columns, quota->name, check_class_text(c, class),
                    quota->soft ? lg_tr(c->lang, N_("soft")) : lg_tr(c->lang, N_("hard")), min, max,
                    base, served, verdict, NULL);
  add_refuted_min(c, class, refuted);
  add_refuted_max(c, class, refuted);
  g_free(min);
  g_free(max);
  g_free(base);
  g_free(served);
}

typedef struct {
  int64_t tight;
  int class;
} ranked_class;

static int by_tightness(const void *a, const void *b)
{
  const ranked_class *first = a, *second = b;
  if (first->tight != second->tight) return first->tight < second->tight ? -1 : 1;
  return first->class < second->class ? -1 : 1;
}

/* All classes of a short list, of a long one the tightest, refuted ones first. Returns how many
 * were left out. */
static int add_classes(counting *c, lg_text_table *columns, GString *refuted)
{
  ranked_class *ranked = g_new(ranked_class, (gsize)c->class_count + 1);
  int count = 0;
  for (int k = 0; k < c->class_count; k++)
    if (c->exists[k]) ranked[count++] = (ranked_class){tightness(c, k), k};
  if (count > CLASSES_SHOWN) qsort(ranked, (size_t)count, sizeof *ranked, by_tightness);
  int shown = MIN(count, CLASSES_SHOWN);
  for (int k = 0; k < shown; k++) check_add_class(c, ranked[k].class, columns, refuted);
  g_free(ranked);
  return count - shown;
}

static void count_quota(counting *c)
{
  int count = c->class_count = lg_class_count(c->district, c->quota->per);
  gsize room = (gsize)count + 1;
  c->total = g_new0(reach, room);
  c->own = g_new0(reach, room);
  c->pairs = g_new0(int, room);
  c->touched = g_new0(int, room);
  c->count.conditions = g_new(lg_condition, c->quota->count.count + 1);
  c->of.conditions = g_new(lg_condition, c->quota->of.count + 1);
  c->exists = lg_classes_that_are(c->district, c->quota->per);
  for (int i = 0; i < c->district->teacher_count; i++) check_count_teacher(c, i);
  for (int k = 0; k < count; k++) settle_heads(c, k);
}

static void counting_clear(counting *c)
{
  g_free(c->exists);
  g_free(c->total);
  g_free(c->own);
  g_free(c->pairs);
  g_free(c->touched);
  g_free(c->count.conditions);
  g_free(c->of.conditions);
}

/* R12 asks ceil(p P / (100 q)) backbone teachers of every school and stage with P students, less
 * what `relax` gives. */
static int64_t density_asks(const counting *c, const lg_school *school, lg_stage stage)
{
  const lg_density *density = &c->policy->density;
  int64_t q = 100 * density->min.q;
  char *class_id = g_strdup_printf("%s/%s", school->id, lg_stage_word((int)stage));
  int given = lg_policy_given(c->policy, LG_R12_DENSITY, "backbone_per_100", class_id, LG_SIDE_MIN);
  g_free(class_id);
  return MAX((density->min.p * school->students[stage] + q - 1) / q - given, 0);
}

/* One row a stage: the heads that its schools ask together, and all the backbone teachers that
 * there are. */
static void add_density_stage(const counting *c, lg_stage stage, const int *could,
                              lg_text_table *columns, GString *refuted)
{
  static const char *const stages[] = {N_("primary"), N_("junior")};
  const lg_density *density = &c->policy->density;
  const lg_district *district = c->district;
  int64_t asked = 0, students = 0, backbone = 0;
  int lacking = 0; /* schools */
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *teacher = &district->teachers[i];
    backbone += teacher->stage == stage && teacher->backbone;
  }
  for (int j = 0; j < district->school_count; j++) {
    if (!district->schools[j].has_stage[stage]) continue;
    int64_t own = density_asks(c, &district->schools[j], stage);
    asked += own;
    students += district->schools[j].students[stage];
    lacking += could[j * LG_STAGE_COUNT + (int)stage] < own;
  }
  if (students == 0) return;
  char *min = g_strdup_printf("%s = %" G_GINT64_FORMAT, density->text, asked);
  char *base = g_strdup_printf("%" G_GINT64_FORMAT, students);
  char *served = g_strdup_printf("%" G_GINT64_FORMAT, backbone);
  bool fails = asked > backbone || lacking;
  const char *verdict =
      !fails ? "" : lg_tr(c->lang, density->soft ? N_("falls short") : N_("impossible"));
  lg_text_table_row(columns, lg_tr(c->lang, N_("backbone teachers per 100 students")),
                    lg_tr(c->lang, stages[stage]),
                    lg_tr(c->lang, density->soft ? N_("soft") : N_("hard")), min, "", base, served,
                    verdict, NULL);
  if (asked > backbone)
    g_string_append_printf(refuted,
                           lg_tr(c->lang, N_("  backbone_per_100, %1$s: the schools ask %2$d "
                                             "backbone teachers together, there are %3$d.\n")),
                           lg_tr(c->lang, stages[stage]), (int)asked, (int)backbone);
  if (lacking)
    g_string_append_printf(refuted,
                           lg_tr(c->lang, N_("  backbone_per_100, %1$s: schools that cannot get as "
                                             "many backbone teachers as they need: %2$d.\n")),
                           lg_tr(c->lang, stages[stage]), lacking);
  g_free(min);
  g_free(base);
  g_free(served);
}

static void add_density(const counting *c, const int *could, lg_text_table *columns,
                        GString *refuted)
{
  if (!c->policy->density.given) return;
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++)
    add_density_stage(c, (lg_stage)stage, could, columns, refuted);
}

void lg_check_add_quotas(GString *text, const lg_district *district, const lg_policy *policy,
                         const lg_places *places, const lg_lang *lang)
{
  if (policy->quota_count == 0 && !policy->density.given) return;
  lg_text_table *columns = lg_text_table_new("lllrrrrl");
  lg_text_table_row(columns, lg_tr(lang, N_("quota")), lg_tr(lang, N_("class")),
                    lg_tr(lang, N_("kind")), lg_tr(lang, N_("at least")),
                    lg_tr(lang, N_("at most")), lg_tr(lang, N_("out of")),
                    lg_tr(lang, N_("could serve")), NULL);
  GString *refuted = g_string_new(NULL), *rest = g_string_new(NULL);
  for (int k = 0; k < policy->quota_count; k++) {
    counting c = {.district = district,
                  .policy = policy,
                  .options = places->options,
                  .lang = lang,
                  .quota = &policy->quotas[k]};
    count_quota(&c);
    int left = add_classes(&c, columns, refuted);
    if (left)
      g_string_append_printf(rest, lg_tr(lang, N_("  %1$s: %2$d more classes, less tight\n")),
                             c.quota->name, left);
    counting_clear(&c);
  }
  counting density = {.district = district, .policy = policy, .lang = lang};
  add_density(&density, places->backbone_places, columns, refuted);
  g_string_append_printf(
      text, "\n%s\n",
      lg_tr(lang, N_("Quotas (heads; \"could serve\" counts each teacher's own best place)")));
  lg_text_table_add_to(columns, text, "  ");
  g_string_append_len(text, rest->str, (gssize)rest->len);
  g_string_append_len(text, refuted->str, (gssize)refuted->len);
  g_string_free(rest, TRUE);
  g_string_free(refuted, TRUE);
}
