/* test_page.c - report.html: well-formed, alone, the same for the same input, with every part, and
 * harmless whatever the tables say. */
#include <string.h>

#include "io/write.h"
#include "io/write/files.h"
#include "output_case.h"
#include "page_check.h"
#include "runner.h"

#define LG_EVIL "\"><script>alert(1)</script><img src=x onerror='a()'>]]>&amp;"

static char *write_page(lg_output_case *c)
{
  char *error = NULL;
  LG_TRUE(lg_write_report_html(&c->out, c->folder, &error), "written");
  LG_EQUAL_TEXT(error, NULL, "written");
  return lg_output_case_read(c, "report.html");
}

static void test_parts(void)
{
  static const char *const parts[] = {"=2025 轮岗",
                                      "Quotas as they are counted",
                                      "=quota",
                                      "1 per 100 students",
                                      "Moves between tiers of schools",
                                      "Moves between partner groups",
                                      "How much longer the way becomes",
                                      "What became of the wishes",
                                      "Why the others stay",
                                      "Who moves",
                                      "School by school",
                                      "Locks and their reasons",
                                      "=why",
                                      "Files read",
                                      "plan.json",
                                      "a valid roster, not proved optimal",
                                      "short by 3",
                                      "National limit"};
  lg_output_case *c = lg_output_case_new("en");
  char *bytes = write_page(c);
  lg_page *page = lg_page_read(bytes, "report.html");
  for (size_t k = 0; k < G_N_ELEMENTS(parts); k++) LG_HAS_PART(page->text->str, parts[k], parts[k]);
  LG_TRUE(lg_page_elements(page, "svg") >= 7, "its charts");
  LG_EQUAL_INT(lg_page_elements(page, "h1"), 1, "one title");
  LG_TRUE(!strstr(page->text->str, "What was relaxed"), "nothing is relaxed here");
  LG_HAS_PART(bytes, "class=\"marked\"", "what does not hold is seen");
  lg_page_free(page);
  g_free(bytes);
  lg_output_case_free(c);
}

static void test_chinese(void)
{
  lg_output_case *c = lg_output_case_new("zh");
  char *bytes = write_page(c);
  lg_page *page = lg_page_read(bytes, "report.html");
  LG_HAS_PART(bytes, "lang=\"zh-CN\"", "its language");
  LG_HAS_PART(page->text->str, "2025年9月1日", "the date as people write it");
  LG_HAS_PART(page->text->str, "办学层次之间的流动", "Chinese");
  LG_TRUE(!strstr(page->text->str, "Teachers"), "nothing is left in English");
  lg_page_free(page);
  g_free(bytes);
  lg_output_case_free(c);
}

static void test_no_times(void)
{
  lg_output_case *c = lg_output_case_new("en");
  char *first = write_page(c);
  c->out.read_s = 17;
  c->out.total_s = 4711;
  c->answer.solve_s = c->answer.model_s = 99;
  char *second = write_page(c);
  LG_EQUAL_TEXT(second, first, "the same bytes whatever the time");
  g_free(first);
  g_free(second);
  lg_output_case_free(c);
}

static void test_relaxed(void)
{
  lg_output_case *c = lg_output_case_new("en");
  lg_relax relax[] = {{lg_build_element(c->build, LG_R9_LOCK, "t2", "must/C"), LG_SIDE_DROP, 1},
                      {lg_build_element(c->build, LG_R8_QUOTA, "rotation", ""), LG_SIDE_MIN, 1234}};
  c->build->policy->relax = relax;
  c->build->policy->relax_count = 2;
  char *bytes = write_page(c);
  lg_page *page = lg_page_read(bytes, "report.html");
  LG_HAS_PART(page->text->str, "What was relaxed", "a part of its own");
  LG_HAS_PART(page->text->str, "1,234", "by how much");
  LG_HAS_PART(page->text->str, "dropped", "a lock that is gone");
  lg_page_free(page);
  g_free(bytes);
  c->build->policy->relax_count = 0;
  lg_output_case_free(c);
}

/* Every text that a table or the plan may hold. */
static void poison(lg_output_case *c)
{
  lg_district *district = c->build->district;
  lg_policy *policy = c->build->policy;
  lg_words *words[] = {&district->subjects, &district->groups, &district->ranks, &district->titles,
                       &district->tags};
  for (size_t k = 0; k < G_N_ELEMENTS(words); k++)
    for (int w = 0; w < words[k]->count; w++) words[k]->text[w] = LG_EVIL;
  for (int j = 0; j < district->school_count; j++) {
    district->schools[j].name = LG_EVIL;
    district->schools[j].has_place = true;
    district->schools[j].lon = 116 + j;
    district->schools[j].lat = 28 + j % 2;
  }
  for (int i = 0; i < district->teacher_count; i++) {
    lg_teacher *t = &district->teachers[i];
    t->id = t->name = t->rank = LG_EVIL;
    if (t->exempt) t->exempt = LG_EVIL;
    for (int k = 0; k < district->copied_count; k++) t->copied[k] = LG_EVIL;
  }
  for (int k = 0; k < district->lock_count; k++)
    district->locks[k].reason = district->locks[k].by = LG_EVIL;
  for (int k = 0; k < district->copied_count; k++) district->copied_names[k] = LG_EVIL;
  policy->title = policy->term = policy->density.text = LG_EVIL;
  for (int k = 0; k < policy->quota_count; k++) {
    policy->quotas[k].name = LG_EVIL;
    policy->quotas[k].min.text = policy->quotas[k].max.text = LG_EVIL;
  }
  for (int k = 0; k < policy->route_count; k++) policy->routes[k].name = LG_EVIL;
  g_array_index(c->input.files, lg_input_file, 0).file = (char *)LG_EVIL;
}

static void test_injection(void)
{
  static const char *const codes[] = {"en", "zh"};
  for (size_t k = 0; k < G_N_ELEMENTS(codes); k++) {
    lg_output_case *c = lg_output_case_new(codes[k]);
    poison(c);
    char *bytes = write_page(c);
    LG_TRUE(!strstr(bytes, "<img") && !strstr(bytes, "<script>alert"), "nothing gets through");
    lg_page *page = lg_page_read(bytes, "report.html"); /* with its one script and no image */
    LG_HAS_PART(page->text->str, LG_EVIL, "shown as the text that it is");
    LG_HAS_PART(bytes, "class=\"way\"", "a map is drawn");
    lg_page_free(page);
    g_free(bytes);
    lg_output_case_free(c);
  }
}

/* A large district: what is drawn and listed is capped, and the page says so. */
static void test_many(void)
{
  enum { SCHOOLS = 700, TEACHERS = 2 * SCHOOLS };
  lg_output_case *c = lg_output_case_new("en");
  GString *schools = g_string_new(NULL), *teachers = g_string_new(NULL);
  for (int j = 0; j < SCHOOLS; j++)
    g_string_append_printf(schools, "S%03d weak group=G%02d primary=%d at=%d.%02d,28.%02d\n", j,
                           j % 40, 100 + j, 115 + j % 3, j % 100, j % 97);
  for (int i = 0; i < TEACHERS; i++)
    g_string_append_printf(teachers, "t%04d S%03d art backbone\n", i, i / 2);
  lg_build *b = lg_build_new("2025-09-01", schools->str, teachers->str);
  b->policy->title = "many";
  b->policy->term = "";
  lg_quota *quota = lg_build_quota(b, "outflow", "moved", "", NULL, "90%");
  quota->per[0] = LG_PER_FROM_SCHOOL;
  quota->name = "outflow";
  for (int i = 0; i < TEACHERS; i++)
    b->roster->assignments[i].school = (i / 2 + i % 7 + 1) % SCHOOLS;
  lg_options *options = lg_options_new(b->district, b->policy);
  lg_output_case many = *c;
  many.input.district = b->district;
  many.input.policy = b->policy;
  many.answer.roster = b->roster;
  many.out = (lg_output){
      .input = &many.input, .options = options, .answer = &many.answer, .audit = lg_build_audit(b)};
  char *bytes = write_page(&many);
  lg_page *page = lg_page_read(bytes, "report.html");
  LG_HAS_PART(page->text->str, "Shown: 1,000 of 1,400; roster.csv has all of them.", "movers");
  LG_HAS_PART(page->text->str, "Shown: 500 of 700; schools.csv has all of them.", "schools");
  LG_HAS_PART(page->text->str, "Shown: 40 of 700; schools.csv has all of them.", "dots");
  LG_HAS_PART(page->text->str, "all schools in order", "a curve of all");
  LG_HAS_PART(page->text->str, "Drawn: the 300 of", "arrows");
  LG_HAS_PART(page->text->str, "The 20 groups with the most moves", "groups");
  LG_HAS_PART(page->text->str, "690 further classes", "classes");
  LG_TRUE(strlen(bytes) < 2000000, "a size that opens at once");
  lg_page_free(page);
  g_free(bytes);
  lg_options_free(options);
  lg_build_free(b);
  g_string_free(schools, TRUE);
  g_string_free(teachers, TRUE);
  lg_output_case_free(c);
}

static void test_nobody_moves(void)
{
  lg_output_case *c = lg_output_case_new("zh");
  for (int i = 0; i < c->build->district->teacher_count; i++)
    c->build->roster->assignments[i].school = c->build->district->teachers[i].school;
  c->out.audit = lg_build_audit(c->build);
  char *bytes = write_page(c);
  lg_page_free(lg_page_read(bytes, "report.html"));
  LG_TRUE(!strstr(bytes, "nan") && !strstr(bytes, "\"inf"), "numbers all of them");
  g_free(bytes);
  lg_output_case_free(c);
}

int main(void)
{
  static const lg_case cases[] = {
      {"every part", test_parts},          {"Chinese", test_chinese},
      {"no times", test_no_times},         {"what was relaxed", test_relaxed},
      {"injection", test_injection},       {"a large district", test_many},
      {"nobody moves", test_nobody_moves}, {NULL, NULL}};
  return lg_run("page", cases);
}
