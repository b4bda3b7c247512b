/* test_audit_quotas.c - filters, quotas of every form, and density (R8, R12). */
#include <string.h>

#include "audit_checks.h"
#include "model/classes.h"
#include "runner.h"

/* ---- filters ---- */

static void test_filters(void)
{
  static const struct {
    const char *filter;
    int expected; /* how many of the four */
  } cases[] = {{"", 4},
               {"moved", 2},
               {"moved=no", 2},
               {"eligible", 3},
               {"backbone", 1},
               {"full_time", 3},
               {"full_time=no", 1},
               {"rotated", 1},
               {"same_group", 3},
               {"same_group=no", 1},
               {"rank=star", 1},
               {"rank=gold", 2},
               {"rank!=gold", 2},
               {"rank=star,gold", 2},
               {"tag=x", 1},
               {"tag=y,z", 1},
               {"tag!=x,y", 3},
               {"subject=math", 2},
               {"subject!=math", 2},
               {"subject=art,math", 3},
               {"subject=latin", 0},
               {"subject!=latin", 4},
               {"title=senior", 1},
               {"title!=senior", 3},
               {"stage=junior", 1},
               {"gender=F", 1},
               {"gender=M", 1},
               {"gender!=F", 3},
               {"route=partner", 1},
               {"route!=partner", 3},
               {"route=lock", 1},
               {"age=55", 1},
               {"age=..55", 1},
               {"age=56..", 0},
               {"age!=..55", 3},
               {"age=0..200", 1},
               {"years=4", 1},
               {"years=3..5", 1},
               {"years=0..100", 2},
               {"years!=3..5", 3},
               {"wish=2", 1},
               {"wish=1", 0},
               {"wish=..5", 1},
               {"wish!=2", 3},
               {"from.school=A", 2},
               {"from.school=A,N", 3},
               {"from.tier=weak", 1},
               {"from.group=G", 2},
               {"from.group!=G", 2},
               {"from.stage=both", 1},
               {"from.stage=primary", 3},
               {"from.stage=junior", 0},
               {"to.school=B", 1},
               {"to.school!=B", 3},
               {"to.tier=weak", 1},
               {"to.tier=strong", 1},
               {"to.group=G", 2},
               {"to.group=H", 2},
               {"to.group!=G", 2},
               {"moved from.tier=strong to.tier=weak", 1}};
  lg_build *b = audit_district(
      "t1 A math gender=F birth=1970-05-20 years=4 rank=gold;star backbone tags=x;y title=senior\n"
      "t2 A art gender=M rank=gold years=0\n"
      "t3 C math part rotated exempt=ill\n"
      "t4 N music stage=junior\n");
  lg_build_route(b, "partner", "same_group");
  lg_build_move(b, "t1", "B");
  lg_build_move(b, "t3", "N");
  lg_build_lock(b, "t3 N must");
  lg_build_wish(b, "t1 B 2");
  lg_build_wish(b, "t1 C 1");
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++)
    lg_build_quota(b, "q", cases[k].filter, "", "0", NULL);
  const lg_audit *audit = lg_build_audit(b);
  LG_EQUAL_INT(audit->breach_count, 0, "the district keeps its rules");
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++)
    LG_EQUAL_INT(audit->quotas[k].count, cases[k].expected, cases[k].filter);
  lg_build_free(b);
}

/* ---- R8 ---- */

static const lg_quota_count *row_of(const lg_audit *audit, const char *class_id)
{
  for (int k = 0; k < audit->quota_count; k++)
    if (strcmp(audit->quotas[k].class_id, class_id) == 0) return &audit->quotas[k];
  return NULL;
}

static void counts(const lg_audit *audit, const char *class_id, int64_t count, int64_t of,
                   int64_t shortfall)
{
  const lg_quota_count *row = row_of(audit, class_id);
  if (!LG_TRUE(row, class_id)) return;
  LG_EQUAL_INT(row->count, count, class_id);
  LG_EQUAL_INT(row->of, of, class_id);
  LG_EQUAL_INT(row->shortfall, shortfall, class_id);
  LG_EQUAL_INT(row->holds, shortfall == 0, class_id);
}

static void test_shares(void)
{
  /* 5 teachers, 2 move: 2/5 */
  static const struct {
    const char *min, *max;
    int64_t shortfall, min_heads, max_heads;
  } cases[] = {{"40%", NULL, 0, 2, -1}, {"41%", NULL, 1, 3, -1}, {"100%", NULL, 3, 5, -1},
               {NULL, "40%", 0, -1, 2}, {NULL, "39%", 1, -1, 1}, {NULL, "0%", 2, -1, 0},
               {"2", NULL, 0, 2, -1},   {"4", NULL, 2, 4, -1},   {NULL, "2", 0, -1, 2},
               {NULL, "1", 1, -1, 1},   {"40%", "40%", 0, 2, 2}, {"4", "20%", 3, 4, 1},
               {NULL, NULL, 0, -1, -1}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    for (int soft = 0; soft < 2; soft++) {
      lg_build *b = audit_moving_district();
      lg_build_move(b, "a1", "B");
      lg_build_move(b, "c1", "A");
      lg_build_quota(b, "q", "moved", "", cases[k].min, cases[k].max)->soft = soft;
      breaks(b, cases[k].shortfall && !soft ? "R8 q" : "", "a hard quota breaks, a soft one never");
      const lg_quota_count *row = &b->audit->quotas[0];
      LG_EQUAL_INT(row->count, 2, "count");
      LG_EQUAL_INT(row->of, 5, "of");
      LG_EQUAL_INT(row->shortfall, cases[k].shortfall, "shortfall");
      LG_EQUAL_INT(row->holds, cases[k].shortfall == 0, "holds");
      LG_EQUAL_INT(row->min_heads, cases[k].min_heads, "heads of min");
      LG_EQUAL_INT(row->max_heads, cases[k].max_heads, "heads of max");
      lg_build_free(b);
    }
  }
}

static void test_share_exact(void)
{
  lg_build *b = audit_moving_district();
  lg_build_move(b, "a1", "B");
  lg_quota *quota = lg_build_quota(b, "q", "moved", "", "20%", NULL);
  quota->min.share = (lg_share){200000000000000001, 1000000000000000000};
  breaks(b, "R8 q", "a hair more than 1/5");
  has_heads(b, 1, 2, INT64_MAX, "R8 heads");
  has_teachers(b, "a1", "R8 teachers: the movers counted");
  quota->min.share = (lg_share){200000000000000000, 1000000000000000000};
  breaks(b, "", "1/5 exactly");
  lg_build_free(b);
}

static void test_variable_base(void)
{
  lg_build *b = audit_district("a1 A math backbone\na2 A math\na3 A art\n");
  lg_build_route(b, "any", "");
  lg_build_quota(b, "share", "moved backbone", "moved", "50%", NULL);
  breaks(b, "", "nobody moves: 0 of 0 by the formula");
  lg_build_move(b, "a2", "B");
  breaks(b, "R8 share", "0 of 1");
  lg_build_move(b, "a1", "B");
  breaks(b, "", "1 of 2");
  lg_build_move(b, "a3", "B");
  breaks(b, "R8 share", "1 of 3");
  has_heads(b, 1, 2, INT64_MAX, "of the base as it is");
  lg_build_free(b);
}

static void test_empty_base(void)
{
  static const struct {
    const char *of;
    lg_per per;
    const char *class_id;
    int64_t shortfall;
  } cases[] = {{"rank=none", LG_PER_DISTRICT, "", 0},
               {"rank=none moved", LG_PER_DISTRICT, "", 2},
               {"rank=none to.tier=weak", LG_PER_DISTRICT, "", 2},
               {"rank=none route=any", LG_PER_DISTRICT, "", 2},
               {"rank=none wish=1", LG_PER_DISTRICT, "", 2},
               {"rank=none same_group", LG_PER_DISTRICT, "", 2},
               {"rank=none from.tier=weak", LG_PER_DISTRICT, "", 0},
               {"rank=none", LG_PER_FROM_SCHOOL, "A", 0},
               {"rank=none", LG_PER_TO_SCHOOL, "B", 2},
               {"rank=none", LG_PER_TO_GROUP, "G", 2},
               {"rank=none", LG_PER_TO_TIER, "weak", 2},
               {"rank=none", LG_PER_STAGE, "primary", 0},
               {"rank=none", LG_PER_SUBJECT, "math", 0}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_build *b = audit_moving_district();
    lg_build_move(b, "a1", "B");
    lg_build_move(b, "a2", "B");
    lg_build_quota(b, "q", "moved", cases[k].of, NULL, "50%")->per[0] = cases[k].per;
    counts(lg_build_audit(b), cases[k].class_id, 2, 0, cases[k].shortfall);
    lg_build_free(b);
  }
  lg_build *b = audit_moving_district();
  lg_build_quota(b, "q", "moved", "rank=none", "1", NULL);
  counts(lg_build_audit(b), "", 0, 0, 1);
  lg_build_free(b);
}

/* The classes of a quota in their order, "A:1/3 B:0/1". */
static char *classes(lg_build *b, lg_per first, lg_per second)
{
  lg_quota *quota = lg_build_quota(b, "q", "moved", "", NULL, NULL);
  quota->per[0] = first;
  quota->per[1] = second;
  const lg_audit *audit = lg_build_audit(b);
  GString *text = g_string_new(NULL);
  for (int k = 0; k < audit->quota_count; k++) {
    const lg_quota_count *row = &audit->quotas[k];
    if (row->quota == b->policy->quota_count - 1)
      g_string_append_printf(text, "%s%s:%d/%d", text->len ? " " : "", row->class_id,
                             (int)row->count, (int)row->of);
  }
  return g_string_free(text, FALSE);
}

static void test_classes(void)
{
  static const struct {
    lg_per per;
    const char *expected;
  } cases[] = {{LG_PER_DISTRICT, ":3/6"},
               {LG_PER_FROM_SCHOOL, "A:2/3 B:0/1 C:1/1 N:0/1"},
               {LG_PER_TO_SCHOOL, "A:1/2 B:1/2 C:1/1 N:0/1"},
               {LG_PER_FROM_GROUP, "G:2/4 H:0/1"}, /* C is in no group */
               {LG_PER_TO_GROUP, "G:2/4 H:0/1"},
               {LG_PER_FROM_TIER, "strong:2/3 ordinary:0/1 weak:1/2"},
               {LG_PER_TO_TIER, "strong:1/2 ordinary:0/1 weak:2/3"},
               {LG_PER_STAGE, "primary:3/5 junior:0/1"},
               {LG_PER_SUBJECT, "art:1/1 math:2/5"}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_build *b = audit_district(
        "a1 A math\na2 A math\na3 A art\nb1 B math\nc1 C math\nn1 N math stage=junior\n");
    lg_build_route(b, "any", "");
    lg_build_move(b, "a1", "B");
    lg_build_move(b, "a3", "C");
    lg_build_move(b, "c1", "A");
    char *found = classes(b, cases[k].per, LG_PER_DISTRICT);
    LG_EQUAL_TEXT(found, cases[k].expected, lg_per_word(cases[k].per));
    g_free(found);
    lg_build_free(b);
  }
  lg_build *b = audit_district("a1 A math\n");
  lg_quota *quota = lg_build_quota(b, "q", "moved", "", "1", NULL);
  quota->per[0] = LG_PER_FROM_SCHOOL;
  breaks(b, "R8 q A; R8 q B; R8 q C; R8 q N",
         "a head-count holds for classes that no pair reaches too");
  quota->per[0] = LG_PER_STAGE;
  breaks(b, "R8 q primary", "stages that some teacher has");
  lg_build_free(b);
}

/* The model's own classes of a quota, as the audit lists them, each found by its text: "A/art B/math".
 * g_free. */
static char *model_classes(const lg_build *b, const lg_quota *quota)
{
  GString *text = g_string_new(NULL);
  bool *are = lg_classes_that_are(b->district, quota);
  for (int code = 0; code < lg_class_count(b->district, quota); code++) {
    if (!are[code]) continue;
    char *id = lg_class_id(b->district, quota, code);
    LG_EQUAL_INT(lg_build_class(b->district, quota, id), code, id);
    g_string_append_printf(text, "%s%s", text->len ? " " : "", id);
    g_free(id);
  }
  g_free(are);
  return g_string_free(text, FALSE);
}

/* Two keys, by the audit and by the model: the pairs that a teacher has; that a school has where
 * both keys are of one school; and of a teacher and the school after the plan those that R4 lets
 * come together. The first key's order counts most. */
static void test_two_keys(void)
{
  static const struct {
    lg_per first, second;
    const char *expected, *ids;
  } cases[] = {
      {LG_PER_FROM_SCHOOL, LG_PER_SUBJECT, "A/art:1/1 A/math:1/2 B/math:0/1 C/math:1/1 N/math:0/1",
       "A/art A/math B/math C/math N/math"},
      {LG_PER_SUBJECT, LG_PER_FROM_SCHOOL, "art/A:1/1 math/A:1/2 math/B:0/1 math/C:1/1 math/N:0/1",
       "art/A math/A math/B math/C math/N"},
      {LG_PER_STAGE, LG_PER_SUBJECT, "primary/art:1/1 primary/math:2/4 junior/math:0/1",
       "primary/art primary/math junior/math"},
      /* B has no teacher left with the group, C no group */
      {LG_PER_FROM_GROUP, LG_PER_FROM_TIER, "G/strong:2/3 G/weak:0/1 H/ordinary:0/1",
       "G/strong G/weak H/ordinary"},
      {LG_PER_TO_GROUP, LG_PER_TO_SCHOOL, "G/A:1/2 G/B:1/2 H/N:0/1", "G/A G/B H/N"},
      /* no primary teacher is ever at N, nor a junior one elsewhere */
      {LG_PER_TO_SCHOOL, LG_PER_STAGE,
       "A/primary:1/2 B/primary:1/2 C/primary:1/1 N/primary:0/0 N/junior:0/1",
       "A/primary B/primary C/primary N/primary N/junior"},
      {LG_PER_TO_TIER, LG_PER_SUBJECT,
       "strong/art:0/0 strong/math:1/2 ordinary/art:0/0 ordinary/math:0/1 weak/art:1/1 "
       "weak/math:1/2",
       "strong/art strong/math ordinary/art ordinary/math weak/art weak/math"},
      {LG_PER_FROM_TIER, LG_PER_TO_TIER,
       /* the only ordinary teacher is a junior one */
       "strong/strong:0/1 strong/ordinary:0/0 strong/weak:2/2 ordinary/ordinary:0/1 "
       "weak/strong:1/1 weak/ordinary:0/0 weak/weak:0/1",
       "strong/strong strong/ordinary strong/weak ordinary/ordinary weak/strong weak/ordinary "
       "weak/weak"}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_build *b = audit_district(
        "a1 A math\na2 A math\na3 A art\nb1 B math\nc1 C math\nn1 N math stage=junior\n");
    lg_build_route(b, "any", "");
    lg_build_move(b, "a1", "B");
    lg_build_move(b, "a3", "C");
    lg_build_move(b, "c1", "A");
    char *found = classes(b, cases[k].first, cases[k].second);
    LG_EQUAL_TEXT(found, cases[k].expected, cases[k].expected);
    g_free(found);
    found = model_classes(b, &b->policy->quotas[0]);
    LG_EQUAL_TEXT(found, cases[k].ids, cases[k].ids);
    g_free(found);
    lg_build_free(b);
  }
  lg_build *b = audit_district("a1 A math\n");
  lg_quota *quota = lg_build_quota(b, "q", "moved", "", "1", NULL);
  quota->per[0] = LG_PER_FROM_TIER;
  quota->per[1] = LG_PER_TO_TIER;
  breaks(b, "R8 q strong/ordinary; R8 q strong/strong; R8 q strong/weak",
         "a head-count holds for pairs that no rule but R4 lets be");
  quota->per[1] = LG_PER_SUBJECT;
  breaks(b, "R8 q strong/math", "pairs that some teacher has");
  lg_build_free(b);
}

/* Texts with a slash are read back; where two pairs would be written alike it is said. */
static void test_slashes(void)
{
  lg_build *b =
      lg_build_new("2025-09-01", "A strong group=G primary=100\nB strong group=G/x primary=100\n",
                   "t1 A x/y\nt2 A y\nt3 B z\nt4 B x/y\n");
  lg_quota *quota = lg_build_quota(b, "q", "moved", "", NULL, "1");
  quota->per[0] = LG_PER_FROM_GROUP;
  quota->per[1] = LG_PER_SUBJECT;
  char *ids = model_classes(b, quota);
  LG_EQUAL_TEXT(ids, "G/x/y G/y G/x/x/y G/x/z", "each text is read as its own pair");
  g_free(ids);
  LG_TRUE(!lg_classes_alike(b->district, quota), "no two alike: nobody of G/x teaches y");
  LG_EQUAL_INT(lg_build_class(b->district, quota, "G"), LG_MISSING, "no pair");
  LG_EQUAL_INT(lg_build_class(b->district, quota, "G/w"), LG_MISSING, "no such subject");
  b->district->teachers[2].subject = b->district->teachers[1].subject; /* G/x with y */
  char *alike = lg_classes_alike(b->district, quota);
  LG_EQUAL_TEXT(alike, "G/x/y", "G with x/y and G/x with y");
  g_free(alike);
  lg_build_free(b);
}

static void test_include_rotated(void)
{
  lg_build *b = audit_district("a1 A math rotated\na2 A math\na3 A math rotated part\na4 A math\n");
  lg_build_route(b, "any", "");
  lg_build_quota(b, "q", "moved full_time", "full_time", "50%", NULL)->include_rotated = true;
  counts(lg_build_audit(b), "", 1, 3, 1); /* a3 does not match `of` */
  lg_build_move(b, "a1", "B");
  counts(lg_build_audit(b), "", 1, 3, 1); /* never 2 */
  lg_build_move(b, "a2", "B");
  counts(lg_build_audit(b), "", 2, 3, 0);
  lg_build_free(b);
}

/* ---- R12 ---- */

static void test_density(void)
{
  lg_build *b = audit_district("a1 A math backbone\nn1 N math stage=junior backbone part\n");
  lg_build_route(b, "any", "");
  b->policy->density = (lg_density){true, false, {1, 1}, "1", 1};
  const lg_audit *audit = lg_build_audit(b);
  LG_EQUAL_INT(audit->quota_count, 5, "a row a school and stage");
  counts(audit, "A/primary", 1, 620, 6); /* SPEC 4: 620 students ask 7 */
  counts(audit, "B/primary", 0, 310, 4);
  counts(audit, "C/primary", 0, 900, 9);
  counts(audit, "N/primary", 0, 100, 1);
  counts(audit, "N/junior", 1, 200, 1); /* part-time counts like others */
  LG_EQUAL_INT(audit->quotas[0].min_heads, 7, "heads asked");
  LG_EQUAL_INT(audit->quotas[0].quota, 0, "quota = quota_count");
  LG_EQUAL_TEXT(audit->quotas[3].class_id, "N/primary", "primary before junior");
  b->policy->density.min = (lg_share){1, 9};
  b->policy->density.soft = true;
  b->policy->density.weight = 5;
  lg_build_goal(b, LG_GOAL_SHORTFALL);
  breaks(b, "", "soft");
  LG_EQUAL_INT(b->audit->goals[0], 5 * (0 + 1 + 1 + 1 + 0),
               "620/900 -> 1, 310/900 -> 1, 1, 100/900 -> 1, 200/900 -> 1");
  b->policy->density.soft = false;
  lg_build_move(b, "a1", "C");
  breaks(b,
         "R12 backbone_per_100 A/primary; R12 backbone_per_100 B/primary; R12 backbone_per_100 "
         "N/primary",
         "hard");
  has_heads(b, 0, 1, INT64_MAX, "R12 heads");
  has_teachers(b, "a1", "the backbone teacher that left");
  lg_build_free(b);
}

int main(void)
{
  static const lg_case cases[] = {{"filters", test_filters},
                                  {"shares", test_shares},
                                  {"share exact", test_share_exact},
                                  {"variable base", test_variable_base},
                                  {"empty base", test_empty_base},
                                  {"classes", test_classes},
                                  {"two keys", test_two_keys},
                                  {"slashes", test_slashes},
                                  {"include_rotated", test_include_rotated},
                                  {"density", test_density},
                                  {NULL, NULL}};
  return lg_run("audit_quotas", cases);
}
