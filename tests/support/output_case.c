#include "output_case.h"

#include <zip.h>
#include "io/write.h"

#include <glib/gstdio.h>
#include <string.h>

static void case_texts(lg_build *b)
{
  static const char *const copied[] = {"@电话", "Note"};
  lg_district *district = b->district;
  district->copied_names = g_new0(const char *, 2);
  memcpy(district->copied_names, copied, sizeof copied);
  district->copied_count = 2;
  for (int i = 0; i < district->teacher_count; i++) {
    const char **cells = g_new(const char *, 2); /* freed with the district */
    cells[0] = i == 0 ? "+8613800000000" : "";
    cells[1] = i == 0 ? "a \"b\", c\nd" : "-1";
    district->teachers[i].copied = cells;
  }
  b->policy->title = "=2025 轮岗";
  b->policy->term = "2025-09 至 2027-07";
}

static lg_build *case_build(void)
{
  lg_build *b = lg_build_new(
      "2025-09-01",
      "A strong group=G name=实验,小学 primary=620 max=9\n"
      "B weak group=G name==cmd() primary=128 junior=300\n"
      "C ordinary name='quoted primary=900\n",
      "t1 A =math gender=F birth=1980-05-20 rank=+star backbone title=@senior name=张\"三\n"
      "t2 A =math gender=M birth=1981-06-01 name='李四 backbone\n"
      "t3 B art stage=primary name=-王五\n"
      "t4 C art rotated name=赵六\n"
      "t5 A art exempt==sick name=_x0041_\n"
      "t6 A art tags=@毕业班;x years=9\n"
      "t7 B art stage=junior years=1\n"
      "t8 C =math part\n"
      "=t9 C =math name=孙九\n");
  lg_build_route(b, "support", "from.tier=strong,ordinary to.tier=weak");
  lg_build_route(b, "learn", "from.tier=weak to.tier=strong,ordinary");
  b->policy->routes[0].name = "支援,薄弱";
  b->policy->eligibility.min_years = 3;
  int *tags = lg_policy_array(b->policy, 1, sizeof *tags);
  tags[0] = lg_words_find(&b->district->tags, "@毕业班");
  b->policy->eligibility.exempt_tags = tags;
  b->policy->eligibility.exempt_tag_count = 1;
  lg_quota *rotation = lg_build_quota(b, "rotation", "moved", "full_time", "37%", NULL);
  rotation->include_rotated = true;
  rotation->name = "=quota";
  lg_quota *outflow = lg_build_quota(b, "outflow", "moved", "", NULL, "90%");
  outflow->per[0] = LG_PER_FROM_SCHOOL;
  lg_quota *heads = lg_build_quota(b, "heads", "moved backbone", "moved", "5", NULL);
  heads->soft = true;
  b->policy->density = (lg_density){true, true, {1, 1}, "1", 1};
  lg_build_goal(b, LG_GOAL_SHORTFALL);
  lg_build_goal(b, LG_GOAL_EQUITY);
  lg_build_goal(b, LG_GOAL_MOVES);
  lg_build_wish(b, "t1 B 2");
  lg_build_lock(b, "t2 C must");
  lg_build_lock(b, "t8 C must");
  b->district->locks[0].reason = b->district->locks[1].reason = "=why";
  lg_build_distance(b, "t1 A 1500");
  lg_build_distance(b, "t1 B 12034");
  case_texts(b);
  return b;
}

static void case_wire(lg_output_case *c, const char *code)
{
  c->lang = lg_lang_new(code);
  c->input.district = c->build->district;
  c->input.policy = c->build->policy;
  c->input.files = g_array_new(FALSE, TRUE, sizeof(lg_input_file));
  lg_input_file file = {.file = (char *)"plan.json", .rows = 0, .encoding = LG_ENC_JSON};
  memset(file.sha256, 'a', 64);
  g_array_append_val(c->input.files, file);
  c->options = lg_options_new(c->build->district, c->build->policy);
  c->answer.goal_count = c->build->policy->goal_count;
  c->answer.goals = g_new0(lg_goal_answer, c->answer.goal_count);
  c->folder = g_dir_make_tmp("lungang-test-XXXXXX", NULL);
  c->out = (lg_output){.input = &c->input,
                       .options = c->options,
                       .answer = &c->answer,
                       .lang = c->lang,
                       .read_s = 0.25,
                       .total_s = 1.5};
}

lg_output_case *lg_output_case_new(const char *code)
{
  lg_output_case *c = g_new0(lg_output_case, 1);
  c->build = case_build();
  lg_build_move(c->build, "t1", "B");
  lg_build_move(c->build, "t2", "C");
  lg_build_move(c->build, "t3", "A");
  lg_build_move(c->build, "=t9", "B");
  case_wire(c, code);
  c->out.audit = lg_build_audit(c->build);
  c->answer.status = LG_FEASIBLE;
  c->answer.roster = c->build->roster;
  for (int g = 0; g < c->answer.goal_count; g++)
    c->answer.goals[g] = (lg_goal_answer){.has_best = true,
                                          .has_bound = true,
                                          .proved = g != 1,
                                          .best = c->out.audit->goals[g],
                                          .bound = c->out.audit->goals[g] - (g == 1)};
  c->answer.goals[2] = (lg_goal_answer){0}; /* not reached before time ran out */
  return c;
}

lg_output_case *lg_output_case_infeasible(const char *code)
{
  static const struct {
    lg_rule rule;
    const char *id, *class_id;
  } elements[] = {{LG_R2_ELIGIBLE, "", ""},
                  {LG_R3_ROUTE, "", ""},
                  {LG_R5_COMMUTE, "", ""},
                  {LG_R9_LOCK, "t2", "must/C"},
                  {LG_R9_LOCK, "t3", "forbid/B"},
                  {LG_R6_STAFFING, "A", "primary/=math"},
                  {LG_R7_HEADCOUNT, "A", ""},
                  {LG_R8_QUOTA, "rotation", ""},
                  {LG_R8_QUOTA, "outflow", "C"},
                  {LG_R8_QUOTA, "heads", ""},
                  {LG_R10_TEAM, "support", "B"},
                  {LG_R11_PAIR, "t1", "same_school/t2"},
                  {LG_R12_DENSITY, "backbone_per_100", "B/junior"}};
  lg_output_case *c = g_new0(lg_output_case, 1);
  c->build = case_build();
  lg_policy *policy = c->build->policy;
  policy->max_m = 15000;
  policy->max_extra_m = 10000;
  policy->subject_band = (lg_band){true, -1, 1};
  policy->teams = lg_policy_array(policy, 1, sizeof *policy->teams);
  policy->teams[0] = (lg_team){0, 2};
  policy->team_count = 1;
  case_wire(c, code);
  c->answer.status = LG_INFEASIBLE;
  c->answer.conflict.minimal = true;
  c->answer.conflict.count = G_N_ELEMENTS(elements);
  c->answer.conflict.elements = g_new0(lg_element, G_N_ELEMENTS(elements));
  for (size_t k = 0; k < G_N_ELEMENTS(elements); k++)
    c->answer.conflict.elements[k] =
        lg_build_element(c->build, elements[k].rule, elements[k].id, elements[k].class_id);
  return c;
}

void lg_output_case_remove(const char *folder)
{
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    char *path = g_build_filename(folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
      lg_output_case_remove(path);
    else
      g_unlink(path);
    g_free(path);
  }
  if (dir) g_dir_close(dir);
  g_rmdir(folder);
}

void lg_output_case_free(lg_output_case *c)
{
  lg_output_case_remove(c->folder);
  g_free(c->folder);
  lg_conflict_clear(&c->answer.conflict);
  g_free(c->answer.goals);
  g_array_unref(c->input.files);
  lg_options_free(c->options);
  lg_lang_free(c->lang);
  lg_build_free(c->build);
  g_free(c);
}

char *lg_output_case_part(const lg_output_case *c, const char *name, const char *part)
{
  g_autofree char *path = g_build_filename(c->folder, name, NULL);
  zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
  zip_stat_t status;
  char *text = NULL;
  if (zip && zip_stat(zip, part, 0, &status) == 0) {
    zip_file_t *file = zip_fopen(zip, part, 0);
    text = g_malloc0(status.size + 1);
    if (zip_fread(file, text, status.size) != (zip_int64_t)status.size) *text = 0;
    zip_fclose(file);
  }
  if (zip) zip_close(zip);
  return text ? text : g_strdup("");
}

char *lg_output_case_read(const lg_output_case *c, const char *name)
{
  char *path = g_build_filename(c->folder, name, NULL), *bytes = NULL;
  g_file_get_contents(path, &bytes, NULL, NULL);
  g_free(path);
  return bytes;
}
