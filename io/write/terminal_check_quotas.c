/* terminal_check_quotas.c - the table of `check` that says what arithmetic alone tells of the
 * quotas: the heads that each class asks and the teachers who could serve, and a sentence for each
 * quota that no choice of places can meet. */
#include <stdlib.h>

#include "io/words/counted_text.h"
#include "model/classes.h"
#include "model/quota_bounds.h"
#include "terminal_parts.h"

enum { CLASSES_SHOWN = 5 }; /* of a quota with many classes: the tightest ones */

/* One quota and its classes, while it is told. */
struct told_quota {
  const lg_district *district;
  const lg_lang *lang;
  const lg_quota *quota;
  const lg_quota_bound *bounds; /* [class_count] */
  int class_count;
};

static const char *value_text(const struct told_quota *c, lg_per key, int k)
{
  static const char *const tiers[] = {N_("strong"), N_("ordinary"), N_("weak")};
  static const char *const stages[] = {N_("primary"), N_("junior")};
  switch (key) {
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

/* g_free. */
static char *class_text(const struct told_quota *c, int class)
{
  const lg_quota *quota = c->quota;
  const char *first = value_text(c, quota->per[0], lg_class_part(c->district, quota, class, 0));
  if (quota->per[1] == LG_PER_DISTRICT) return g_strdup(first);
  int second = lg_class_part(c->district, quota, class, 1);
  return g_strconcat(first, "/", value_text(c, quota->per[1], second), NULL);
}

/* "12" heads, "37% = 445" where the base is settled, else the share alone, and what is left of it
 * after `relax`: "37% = 445 - 5"; "" where there is no bound. */
static char *bound_text(const struct told_quota *c, int class, bool is_max)
{
  const lg_bound *bound = is_max ? &c->quota->max : &c->quota->min;
  const lg_quota_bound *r = &c->bounds[class];
  if (bound->kind == LG_BOUND_NONE) return g_strdup("");
  GString *text = g_string_new(bound->text);
  if (bound->kind == LG_BOUND_SHARE && r->of_least == r->of_most) {
    int64_t product = bound->share.p * r->of_least, q = bound->share.q;
    g_string_append_printf(text, " = %" G_GINT64_FORMAT,
                           is_max ? product / q : (product + q - 1) / q);
  }
  if (!is_max && c->quota->withdrawals)
    g_string_append_printf(text, " + %d", c->quota->withdrawals);
  int64_t given = is_max ? r->given_max : r->given_min;
  if (given) g_string_append_printf(text, " %c %" G_GINT64_FORMAT, is_max ? '+' : '-', given);
  return g_string_free(text, FALSE);
}

static char *range_text(int64_t lo, int64_t hi)
{
  return lo == hi ? g_strdup_printf("%" G_GINT64_FORMAT, lo)
                  : g_strdup_printf("%" G_GINT64_FORMAT "..%" G_GINT64_FORMAT, lo, hi);
}

/* One sentence a bound that arithmetic refutes. The heads asked are known only where the base is
 * the same in every roster; else the sentence says how many are lacking. */
static void add_refuted_min(const struct told_quota *c, int class, GString *text)
{
  const lg_quota *quota = c->quota;
  const lg_quota_bound *r = &c->bounds[class];
  if (r->room_min >= 0) return;
  int64_t lacking = -r->room_min;
  char *class_name = class_text(c, class);
  bool known = r->of_least == r->of_most || quota->min.kind == LG_BOUND_HEADS;
  char *heads = g_strdup_printf("%" G_GINT64_FORMAT, lacking);
  char *asked = g_strdup_printf("%" G_GINT64_FORMAT, r->count_most + lacking);
  char *reached = g_strdup_printf("%" G_GINT64_FORMAT, r->count_most);
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
  g_free(class_name);
  g_free(asked);
  g_free(reached);
  g_free(heads);
}

static void add_refuted_max(const struct told_quota *c, int class, GString *text)
{
  const lg_quota *quota = c->quota;
  int64_t room = c->bounds[class].room_max;
  if (room >= 0) return;
  char *heads = g_strdup_printf("%" G_GINT64_FORMAT, -room), *class_name = class_text(c, class);
  const char *words =
      quota->soft ? N_("  %1$s, %2$s: by arithmetic alone at least %3$s heads will be too many.\n")
                  : N_("  %1$s, %2$s: IMPOSSIBLE by arithmetic alone: at least %3$s heads too many "
                       "cannot be "
                       "avoided.\n");
  g_string_append_printf(text, lg_tr(c->lang, words), quota->name, class_name, heads);
  g_free(class_name);
  g_free(heads);
}

static int64_t tightness(const lg_quota_bound *bound)
{
  return MIN(bound->room_min, bound->room_max);
}

static void add_class(const struct told_quota *c, int class, lg_text_table *columns,
                      GString *refuted)
{
  const lg_quota *quota = c->quota;
  const lg_quota_bound *r = &c->bounds[class];
  char *min = bound_text(c, class, false), *max = bound_text(c, class, true);
  char *base = range_text(r->of_least, r->of_most),
       *served = range_text(r->count_least, r->count_most);
  const char *verdict = tightness(r) >= 0 ? ""
                        : quota->soft     ? lg_tr(c->lang, N_("falls short"))
                                          : lg_tr(c->lang, N_("impossible"));
  char *class_name = class_text(c, class);
  lg_text_table_row(columns, quota->name, class_name,
                    quota->soft ? lg_tr(c->lang, N_("soft")) : lg_tr(c->lang, N_("hard")), min, max,
                    base, served, verdict, NULL);
  add_refuted_min(c, class, refuted);
  add_refuted_max(c, class, refuted);
  g_free(class_name);
  g_free(min);
  g_free(max);
  g_free(base);
  g_free(served);
}

struct ranked_class {
  int64_t tight;
  int class;
};

static int by_tightness(const void *a, const void *b)
{
  const struct ranked_class *first = a, *second = b;
  if (first->tight != second->tight) return first->tight < second->tight ? -1 : 1;
  return first->class < second->class ? -1 : 1;
}

/* All classes of a short list, of a long one the tightest, refuted ones first. Returns how many
 * were left out. */
static int add_classes(const struct told_quota *c, lg_text_table *columns, GString *refuted)
{
  struct ranked_class *ranked = g_new(struct ranked_class, (gsize)c->class_count + 1);
  int count = 0;
  for (int k = 0; k < c->class_count; k++)
    if (c->bounds[k].exists) ranked[count++] = (struct ranked_class){tightness(&c->bounds[k]), k};
  if (count > CLASSES_SHOWN) qsort(ranked, (size_t)count, sizeof *ranked, by_tightness);
  int shown = MIN(count, CLASSES_SHOWN);
  for (int k = 0; k < shown; k++) add_class(c, ranked[k].class, columns, refuted);
  g_free(ranked);
  return count - shown;
}

void lg_check_add_quotas(GString *text, const lg_output *out, const lg_place_survey *survey)
{
  const lg_district *district = out->input->district;
  const lg_policy *policy = out->input->policy;
  const lg_lang *lang = out->lang;
  lg_text_table *columns = lg_text_table_new("lllrrrrl");
  lg_text_table_row(columns, lg_tr(lang, N_("quota")), lg_tr(lang, N_("class")),
                    lg_tr(lang, N_("kind")), lg_tr(lang, N_("at least")),
                    lg_tr(lang, N_("at most")), lg_tr(lang, N_("out of")),
                    lg_tr(lang, N_("could serve")), NULL);
  GString *refuted = g_string_new(NULL), *rest = g_string_new(NULL);
  for (int k = 0; k < policy->quota_count; k++) {
    struct told_quota c = {.district = district, .lang = lang, .quota = &policy->quotas[k]};
    lg_quota_bound *bounds =
        lg_quota_bounds_new(district, policy, survey->options, k, &c.class_count);
    c.bounds = bounds;
    int left = add_classes(&c, columns, refuted);
    if (left)
      g_string_append_printf(rest, lg_tr(lang, N_("  %1$s: %2$d more classes, less tight\n")),
                             c.quota->name, left);
    g_free(bounds);
  }
  bool some = lg_counted_check_others(out, survey, columns, refuted) || policy->quota_count;
  GString *rows = g_string_new(NULL);
  lg_text_table_add_to(columns, rows, "  ");
  if (some)
    g_string_append_printf(
        text, "\n%s\n%s",
        lg_tr(lang, N_("Quotas (heads; \"could serve\" counts each teacher's own best place)")),
        rows->str);
  g_string_free(rows, TRUE);
  g_string_append_len(text, rest->str, (gssize)rest->len);
  g_string_append_len(text, refuted->str, (gssize)refuted->len);
  g_string_free(rest, TRUE);
  g_string_free(refuted, TRUE);
}
