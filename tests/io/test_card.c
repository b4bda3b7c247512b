/* test_card.c - a teacher's card on a district written down by hand, where every price is known:
 * the JSON to the letter, the text in both languages. */
#include <cjson/cJSON.h>
#include <string.h>

#include "build.h"
#include "io/write.h"
#include "runner.h"
#include "solver/solver.h"

/* One question, asked and answered. */
typedef struct {
  lg_build *build;
  lg_input input;
  lg_options *options;
  lg_output out;
  lg_teacher_card *card;
} question;

/* A may send one teacher; t1 wishes for B, then for D, which is too far; C has no primary stage. */
static lg_build *small_district(void)
{
  lg_build *b = lg_build_new("2025-09-01",
                             "A strong primary=100 name=东校\n"
                             "B weak primary=100 name=西校\n"
                             "C weak junior=50 name=南校\n"
                             "D weak primary=100 name=北校\n",
                             "t1 A math name=张一 years=5 rank=star backbone\n"
                             "t2 A math name=张二 years=7\n"
                             "t3 B math name=张三 years=1\n");
  lg_policy *policy = b->policy;
  lg_build_route(b, "any", "");
  policy->routes[0].name = "交流";
  policy->eligibility.min_years = 2;
  policy->max_m = 15000;
  policy->max_extra_m = 4000;
  lg_build_quota(b, "out", "moved", "", NULL, "1")->per[0] = LG_PER_FROM_SCHOOL;
  lg_build_quota(b, "some", "moved", "", "10%", NULL)->name = "比例";
  lg_goal *wishes = lg_build_goal(b, LG_GOAL_WISHES);
  static const int points[] = {3, 2, 1};
  wishes->points = points;
  wishes->point_count = 3;
  lg_build_goal(b, LG_GOAL_COMMUTE);
  lg_build_goal(b, LG_GOAL_MOVES);
  static const char *const distances[] = {"t1 A 1000", "t1 B 3000", "t1 D 17200",
                                          "t2 A 1000", "t2 B 2000", "t2 D 6500"};
  for (size_t k = 0; k < G_N_ELEMENTS(distances); k++) lg_build_distance(b, distances[k]);
  lg_build_wish(b, "t1 B 1");
  lg_build_wish(b, "t1 D 2");
  return b;
}

static question *ask(lg_build *b, const char *teacher, const char *present, const char *to,
                     lg_lang *lang)
{
  question *q = g_new0(question, 1);
  q->build = b;
  q->input.district = b->district;
  q->input.policy = b->policy;
  q->options = lg_options_new(b->district, b->policy);
  lg_explain_question asked = {
      .teacher = lg_district_teacher(b->district, teacher),
      .present = lg_assignment_at(lg_district_school(b->district, present)),
      .to = to ? lg_district_school(b->district, to) : LG_MISSING};
  lg_solve_settings settings = lg_solve_defaults(b->policy);
  q->card = lg_explain(b->district, b->policy, q->options, &asked, &settings, NULL);
  q->out =
      (lg_output){.input = &q->input, .options = q->options, .answer = q->card->plan, .lang = lang};
  return q;
}

static void question_free(question *q)
{
  lg_teacher_card_free(q->card);
  lg_options_free(q->options);
  lg_build_free(q->build);
  g_free(q);
}

static void expect_json(question *q, const char *expected, const char *what)
{
  char *text = lg_teacher_card_json(&q->out, q->card);
  cJSON *json = cJSON_Parse(text);
  char *bare = cJSON_PrintUnformatted(json);
  LG_EQUAL_TEXT(bare, expected, what);
  cJSON_free(bare);
  cJSON_Delete(json);
  g_free(text);
  question_free(q);
}

static void test_json(void)
{
  expect_json(
      ask(small_district(), "t1", "B", NULL, NULL),
      "{\"lungang\":\"" LG_VERSION
      "\",\"teacher\":\"t1\",\"name\":\"张一\",\"home\":\"A\",\"present\":\"B\","
      "\"eligible\":true,\"always\":true,"
      "\"goals\":[{\"id\":\"wishes\",\"best\":3},{\"id\":\"commute\",\"best\":20},"
      "{\"id\":\"moves\",\"best\":1}],\"schools\":["
      "{\"id\":\"A\",\"name\":\"东校\",\"wish\":null,\"status\":\"open\",\"rule\":null,"
      "\"conflict\":[],\"price\":[{\"id\":\"wishes\",\"change\":-3},"
      "{\"id\":\"commute\",\"change\":-10},{\"id\":\"moves\",\"change\":0}],\"repair\":null},"
      "{\"id\":\"B\",\"name\":\"西校\",\"wish\":1,\"status\":\"open\",\"rule\":null,"
      "\"conflict\":[],\"price\":[{\"id\":\"wishes\",\"change\":0},"
      "{\"id\":\"commute\",\"change\":0},{\"id\":\"moves\",\"change\":0}],\"repair\":null},"
      "{\"id\":\"C\",\"name\":\"南校\",\"wish\":null,\"status\":\"barred\",\"rule\":\"R4\","
      "\"conflict\":[{\"rule\":\"R4\",\"id\":\"\",\"class\":\"\","
      "\"text\":\"the school does not have the stage primary\"}],\"price\":null,\"repair\":null},"
      "{\"id\":\"D\",\"name\":\"北校\",\"wish\":2,\"status\":\"barred\",\"rule\":\"R5\","
      "\"conflict\":[{\"rule\":\"R5\",\"id\":\"\",\"class\":\"\","
      "\"text\":\"too far: 17.2 km, allowed 15\"}],\"price\":null,\"repair\":null}]}",
      "a mover");
  expect_json(ask(small_district(), "t3", "B", "A", NULL),
              "{\"lungang\":\"" LG_VERSION
              "\",\"teacher\":\"t3\",\"name\":\"张三\",\"home\":\"B\",\"present\":\"B\","
              "\"eligible\":false,\"always\":true,"
              "\"goals\":[{\"id\":\"wishes\",\"best\":3},{\"id\":\"commute\",\"best\":20},"
              "{\"id\":\"moves\",\"best\":1}],\"schools\":["
              "{\"id\":\"A\",\"name\":\"东校\",\"wish\":null,\"status\":\"barred\","
              "\"rule\":\"R2\",\"conflict\":[{\"rule\":\"R2\",\"id\":\"\",\"class\":\"\","
              "\"text\":\"not eligible: too few years (1, asked 2)\"}],\"price\":null,"
              "\"repair\":null}]}",
              "one who is not eligible, one school");
}

/* t2's lock takes the one move that A may send; D is forbidden to t2 besides. */
static void test_impossible(void)
{
  lg_build *b = small_district();
  lg_build_lock(b, "t2 B must");
  b->policy->max_m = LG_MISSING;
  b->policy->max_extra_m = LG_MISSING;
  question *q = ask(b, "t1", "A", "D", NULL);
  LG_EQUAL_INT(q->card->always, LG_ALWAYS_YES, "nobody else may leave A");
  char *text = lg_teacher_card_json(&q->out, q->card);
  cJSON *json = cJSON_Parse(text);
  char *bare = cJSON_PrintUnformatted(json);
  LG_HAS_PART(bare,
              "{\"id\":\"D\",\"name\":\"北校\",\"wish\":2,\"status\":\"impossible\","
              "\"rule\":null,\"conflict\":[{\"rule\":\"R9\",\"id\":\"t2\",\"class\":\"must/B\","
              "\"text\":\"lock: 张二 (t2) has to go to 西校 (B)\"},{\"rule\":\"R8\","
              "\"id\":\"out\",\"class\":\"A\",\"text\":\"quota out, 东校 (A)",
              "the rules that leave no roster");
  LG_HAS_PART(bare, "}],\"price\":null,\"repair\":", "no price");
  cJSON_free(bare);
  cJSON_Delete(json);
  g_free(text);
  question_free(q);
  b = small_district();
  lg_build_lock(b, "t2 B must");
  q = ask(b, "t2", "B", "A", NULL);
  LG_EQUAL_INT(q->card->always, LG_ALWAYS_YES, "a lock holds in every roster");
  text = lg_teacher_card_json(&q->out, q->card);
  LG_HAS_PART(text, "\"rule\":\t\"R9\"", "barred by the lock");
  LG_HAS_PART(text, "\"class\":\t\"must/B\"", "named");
  g_free(text);
  question_free(q);
}

/* W25: a missed wish that no price can buy names the smallest change that would grant it. */
static void test_repair(void)
{
  lg_build *b = small_district();
  lg_build_lock(b, "t1 B forbid");
  question *q = ask(b, "t1", "A", "B", NULL);
  char *text = lg_teacher_card_json(&q->out, q->card),
       *words = lg_explain_text(&q->out, q->card, NULL);
  cJSON *json = cJSON_Parse(text);
  char *bare = cJSON_PrintUnformatted(json);
  LG_HAS_PART(bare,
              "\"price\":null,\"repair\":{\"size\":1,\"change\":[{\"rule\":\"R9\","
              "\"id\":\"t1\",\"class\":\"forbid/B\",\"side\":\"drop\",\"heads\":1,"
              "\"from\":null,\"to\":null}],\"text\":\"",
              "the lock goes");
  LG_HAS_PART(words, "  no. 1, 西校 (B): the smallest change that would grant it: ", "in words");
  cJSON_free(bare);
  cJSON_Delete(json);
  g_free(text);
  g_free(words);
  question_free(q);

  b = small_district();
  lg_build_lock(b, "t1 D forbid"); /* without it the place is too far */
  q = ask(b, "t1", "A", "D", NULL);
  LG_EQUAL_INT(q->card->places[0].rule, LG_R5_COMMUTE, "R5 before R9");
  LG_EQUAL_INT(q->card->places[0].repair.count, 0, "which never gives way");
  question_free(q);

  b = small_district();
  lg_build_lock(b, "t1 stay must");
  q = ask(b, "t1", "A", NULL, NULL);
  LG_EQUAL_INT(q->card->places[1].repair.count, 1, "B: the lock goes");
  LG_EQUAL_INT(q->card->places[3].rule, LG_R9_LOCK, "D is barred by the lock first");
  LG_EQUAL_INT(q->card->places[3].repair.count, 0, "and without it by R5");
  words = lg_explain_text(&q->out, q->card, NULL);
  LG_HAS_PART(words, "no change of limits, locks or pairs would grant it.\n", "said");
  g_free(words);
  question_free(q);
}

static char *text_of(question *q)
{
  char *text = lg_explain_text(&q->out, q->card, NULL);
  question_free(q);
  return text;
}

static void test_english(void)
{
  char *text = text_of(ask(small_district(), "t1", "B", NULL, NULL));
  LG_EQUAL_TEXT(
      text,
      "张一 (t1)  primary  math  star\n"
      "Home school: 东校 (A)\n"
      "By the roster: goes to 西校 (B); 交流; wish no. 1; way to work 3 km, before 1 km\n"
      "The move counts for: 比例\n"
      "Why there: a best plan has the teacher there; it costs no goal anything.\n"
      "The next best place is 东校 (A): points of wishes lost: 3; extra way to work of all who "
      "move: 1 km less.\n"
      "The same place in all best plans: yes: no other place without worsening a goal\n"
      "\n"
      "Every place, and what the plan would lose by it:\n"
      "  东校 (A)  home                       open: points of wishes lost: 3; extra way to work of "
      "all who move: 1 km less\n"
      "  西校 (B)  by the roster, wish no. 1  open: costs nothing\n"
      "  南校 (C)                             barred, R4: the school does not have the stage "
      "primary\n"
      "  北校 (D)  wish no. 2                 barred, R5: too far: 17.2 km, allowed 15\n",
      "a mover");
  g_free(text);
  text = text_of(ask(small_district(), "t1", "A", NULL, NULL));
  LG_HAS_PART(
      text,
      "\nWishes that were missed:\n"
      "  no. 1, 西校 (B): possible, and it would cost the plan nothing.\n"
      "  no. 2, 北校 (D): too far: 17.2 km, allowed 15; no change of limits, locks or pairs "
      "would grant it.\n",
      "both wishes were missed at home");
  g_free(text);
  text = text_of(ask(small_district(), "t2", "B", NULL, NULL));
  LG_HAS_PART(text, "Why there: not the best place for the plan: points of wishes lost: 3; ",
              "a worse place");
  LG_HAS_PART(text, "plans: no: the goals", "not in all plans");
  LG_HAS_PART(text, "barred, R5: too much further than now: 5.5 km more, allowed 4\n", "R5");
  g_free(text);
  text = text_of(ask(small_district(), "t2", "D", NULL, NULL));
  LG_HAS_PART(text, "Why there: the roster breaks a rule there: R5, too much further", "barred");
  g_free(text);
  text = text_of(ask(small_district(), "t3", "B", NULL, NULL));
  LG_HAS_PART(text, "Not eligible: too few years (1, asked 2)\n", "not eligible");
  LG_HAS_PART(text, "By the roster: stays at the home school\n", "stays");
  LG_HAS_PART(text, "It is the only place that the rules leave.\n", "the only place");
  g_free(text);
  lg_build *b = small_district();
  lg_build_lock(b, "t2 B must");
  b->policy->max_m = LG_MISSING;
  text = text_of(ask(b, "t1", "B", NULL, NULL));
  LG_HAS_PART(text, "no roster that keeps them all has this place.\n", "an impossible place");
  LG_HAS_PART(
      text,
      "impossible; with this place these rules cannot all hold:\n"
      "                                         R9  lock: 张二 (t2) has to go to 西校 (B)\n",
      "with its rules, in the column of the words");
  g_free(text);
}

static void test_chinese(void)
{
  lg_lang *lang = lg_lang_new("zh");
  char *text = text_of(ask(small_district(), "t1", "B", NULL, lang));
  static const char *const parts[] = {
      "张一（t1）  小学  math  star\n原学校：东校（A）\n",
      "名单安排：交流到西校（B）；交流；第 1 志愿；通勤 3 公里，原为 1 公里\n",
      "其次是东校（A）：志愿少得 3 分；全体交流教师的通勤少增 1 公里。\n",
      "  北校（D）  第 2 志愿            不可，R5：路程太远：17.2 公里，限 15 公里\n"};
  for (size_t k = 0; k < G_N_ELEMENTS(parts); k++) LG_HAS_PART(text, parts[k], "Chinese");
  g_free(text);
  lg_lang_free(lang);
}

/* Time is up before anything is known but what the tables alone say. */
static void test_no_time(void)
{
  lg_build *b = small_district();
  lg_options *options = lg_options_new(b->district, b->policy);
  lg_explain_question asked = {.teacher = 0, .present = {1, LG_MISSING}, .to = LG_MISSING};
  lg_solve_settings settings = lg_solve_defaults(b->policy);
  settings.deadline_s = 1e-9;
  lg_teacher_card *card = lg_explain(b->district, b->policy, options, &asked, &settings, NULL);
  lg_input input = {.district = b->district, .policy = b->policy};
  lg_output out = {.input = &input, .options = options, .answer = card->plan};
  char *json = lg_teacher_card_json(&out, card), *text = lg_explain_text(&out, card, NULL);
  LG_HAS_PART(json, "\"always\":\tnull", "not known");
  LG_HAS_PART(json, "\"best\":\tnull", "no goal");
  LG_HAS_PART(json, "\"status\":\t\"unknown\"", "open places");
  LG_HAS_PART(json, "\"status\":\t\"barred\"", "barred ones are known all the same");
  LG_HAS_PART(text, "Why there: not known, the time ended.\n", "in words");
  LG_HAS_PART(text, "home                       not known, the time ended\n", "a place");
  g_free(json);
  g_free(text);
  lg_teacher_card_free(card);
  lg_options_free(options);
  lg_build_free(b);
}

int main(void)
{
  static const lg_case cases[] = {{"JSON", test_json},
                                  {"impossible", test_impossible},
                                  {"repair", test_repair},
                                  {"English", test_english},
                                  {"Chinese", test_chinese},
                                  {"no time", test_no_time},
                                  {NULL, NULL}};
  return lg_run("card", cases);
}
