/* test_audit_quotas.c - filters, quotas of every form, and density (R8, R12). */
#include <string.h>

#include "audit_checks.h"
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
    lg_build_quota(b, "q", "moved", cases[k].of, NULL, "50%")->per = cases[k].per;
    counts(lg_build_audit(b), cases[k].class_id, 2, 0, cases[k].shortfall);
    lg_build_free(b);
  }
  lg_build *b = audit_moving_district();
  lg_build_quota(b, "q", "moved", "rank=none", "1", NULL);
  counts(lg_build_audit(b), "", 0, 0, 1);
  lg_build_free(b);
}

/* The classes of a quota in their order, "A:1/3 B:0/1". */
static char *classes(lg_build *b, lg_per per)
{
  lg_quota *quota = lg_build_quota(b, "q", "moved", "", NULL, NULL);
  quota->per = per;
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
    char *found = classes(b, cases[k].per);
    LG_EQUAL_TEXT(found, cases[k].expected, lg_per_word(cases[k].per));
    g_free(found);
    lg_build_free(b);
  }
  lg_build *b = audit_district("a1 A math\n");
  lg_quota *quota = lg_build_quota(b, "q", "moved", "", "1", NULL);
  quota->per = LG_PER_FROM_SCHOOL;
  breaks(b, "R8 q A; R8 q B; R8 q C; R8 q N",
         "a head-count holds for classes that no pair reaches too");
  quota->per = LG_PER_STAGE;
  breaks(b, "R8 q primary", "stages that some teacher has");
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
                                  {"include_rotated", test_include_rotated},
                                  {"density", test_density},
                                  {NULL, NULL}};
  return lg_run("audit_quotas", cases);
}
