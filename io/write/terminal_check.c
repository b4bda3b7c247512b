/* terminal_check.c - what `check` says: files, schools, teachers, who may move and why others may
 * not, quotas by arithmetic, what the tables lack, warnings. */
#include <stdio.h>
#include <string.h>

#include "io/words/output_text.h"
#include "terminal_parts.h"

enum { LISTED_MAX = 20 }; /* longer lists say how many more there are */

static void add_number(GString *text, const char *label, int number, const lg_lang *lang)
{
  g_string_append_printf(text, lg_tr(lang, N_("%1$s: %2$d\n")), lg_tr(lang, label), number);
}

/* A number as a table cell, passed by value so that one row may hold several. */
typedef struct {
  char text[16];
} number_text;

static number_text check_number(int value)
{
  number_text result;
  snprintf(result.text, sizeof result.text, "%d", value);
  return result;
}
#define NUMBER(value) (check_number(value).text)

/* "and 12 more" under a list that was cut. */
static void add_rest(GString *text, int count, const lg_lang *lang)
{
  if (count > LISTED_MAX)
    g_string_append_printf(text, lg_tr(lang, N_("  (and %d more)\n")), count - LISTED_MAX);
}

static void add_files(GString *text, const lg_input *input, const lg_lang *lang)
{
  g_string_append_printf(text, "%s\n", lg_tr(lang, N_("Files")));
  lg_text_table *columns = lg_text_table_new("lllrl");
  lg_text_table_row(columns, lg_tr(lang, N_("file")), lg_tr(lang, N_("encoding")),
                    lg_tr(lang, N_("delimiter")), lg_tr(lang, N_("rows")), lg_tr(lang, N_("sheet")),
                    NULL);
  for (guint k = 0; k < input->files->len; k++) {
    const lg_input_file *file = &g_array_index(input->files, lg_input_file, k);
    char delimiter[] = {file->delimiter, '\0'};
    lg_text_table_row(columns, file->file, lg_encoding_word(file->encoding),
                      file->delimiter == '\t' ? lg_tr(lang, N_("tab")) : delimiter,
                      file->is_plan ? "" : NUMBER(file->rows), file->sheet ? file->sheet : "",
                      NULL);
  }
  lg_text_table_add_to(columns, text, "  ");
}

static const char *const tier_words[LG_TIER_COUNT] = {N_("strong"), N_("ordinary"), N_("weak")};
static const char *const stage_words[LG_STAGE_COUNT + 1] = {N_("primary"), N_("junior"),
                                                            N_("nine-year")};

static void add_schools(GString *text, const lg_district *district, const lg_lang *lang)
{
  int count[LG_TIER_COUNT][LG_STAGE_COUNT + 1] = {{0}};
  for (int j = 0; j < district->school_count; j++) {
    const lg_school *school = &district->schools[j];
    int stage = school->has_stage[LG_PRIMARY] && school->has_stage[LG_JUNIOR] ? LG_STAGE_BOTH
                : school->has_stage[LG_PRIMARY]                               ? LG_PRIMARY
                                                                              : LG_JUNIOR;
    count[school->tier][stage]++;
  }
  g_string_append_c(text, '\n');
  add_number(text, N_("Schools"), district->school_count, lang);
  lg_text_table *columns = lg_text_table_new("lrrrr");
  lg_text_table_row(columns, lg_tr(lang, N_("tier")), lg_tr(lang, stage_words[0]),
                    lg_tr(lang, stage_words[1]), lg_tr(lang, stage_words[2]),
                    lg_tr(lang, N_("all")), NULL);
  for (int t = 0; t < LG_TIER_COUNT; t++) {
    const int *of = count[t];
    lg_text_table_row(columns, lg_tr(lang, tier_words[t]), NUMBER(of[0]), NUMBER(of[1]),
                      NUMBER(of[2]), NUMBER(of[0] + of[1] + of[2]), NULL);
  }
  lg_text_table_add_to(columns, text, "  ");
}

static void add_groups(GString *text, const lg_district *district, const lg_lang *lang)
{
  if (district->groups.count == 0) return;
  typedef int tier_count[LG_TIER_COUNT];
  tier_count *count = g_new0(tier_count, (gsize)district->groups.count);
  int alone = 0;
  for (int j = 0; j < district->school_count; j++) {
    const lg_school *school = &district->schools[j];
    if (school->group == LG_MISSING)
      alone++;
    else
      count[school->group][school->tier]++;
  }
  g_string_append_c(text, '\n');
  add_number(text, N_("Partner groups"), district->groups.count, lang);
  lg_text_table *columns = lg_text_table_new("lrrrr");
  lg_text_table_row(columns, lg_tr(lang, N_("group")), lg_tr(lang, tier_words[0]),
                    lg_tr(lang, tier_words[1]), lg_tr(lang, tier_words[2]), lg_tr(lang, N_("all")),
                    NULL);
  for (int g = 0; g < MIN(district->groups.count, LISTED_MAX); g++) {
    const int *of = count[g];
    lg_text_table_row(columns, district->groups.text[g], NUMBER(of[0]), NUMBER(of[1]),
                      NUMBER(of[2]), NUMBER(of[0] + of[1] + of[2]), NULL);
  }
  lg_text_table_add_to(columns, text, "  ");
  add_rest(text, district->groups.count, lang);
  if (alone) g_string_append_printf(text, lg_tr(lang, N_("  schools in no group: %d\n")), alone);
  g_free(count);
}

typedef struct {
  int teachers, full_time, backbone, rotated, eligible;
} head_count;

static void head_count_add(head_count *count, const lg_teacher *teacher, bool rotated,
                           bool eligible)
{
  count->teachers++;
  count->full_time += teacher->full_time;
  count->backbone += teacher->backbone;
  count->rotated += rotated;
  count->eligible += eligible;
}

static void add_teacher_row(lg_text_table *columns, const char *stage, const char *subject,
                            const head_count *c)
{
  lg_text_table_row(columns, stage, subject, NUMBER(c->teachers), NUMBER(c->full_time),
                    NUMBER(c->backbone), NUMBER(c->rotated), NUMBER(c->eligible), NULL);
}

static void add_teachers(GString *text, const lg_district *district, const lg_options *options,
                         const lg_lang *lang)
{
  int subjects = district->subjects.count;
  head_count *count = g_new0(head_count, (gsize)(LG_STAGE_COUNT * subjects));
  head_count all = {0};
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *teacher = &district->teachers[i];
    bool eligible = options->candidates[i].why == LG_WHY_ELIGIBLE;
    head_count_add(&count[(int)teacher->stage * subjects + teacher->subject], teacher,
                   lg_has_rotated(district, i), eligible);
    head_count_add(&all, teacher, lg_has_rotated(district, i), eligible);
  }
  g_string_append_c(text, '\n');
  add_number(text, N_("Teachers"), district->teacher_count, lang);
  lg_text_table *columns = lg_text_table_new("llrrrrr");
  lg_text_table_row(columns, lg_tr(lang, N_("stage")), lg_tr(lang, N_("subject")),
                    lg_tr(lang, N_("teachers")), lg_tr(lang, N_("full-time")),
                    lg_tr(lang, N_("backbone")), lg_tr(lang, N_("already rotated")),
                    lg_tr(lang, N_("eligible")), NULL);
  for (int k = 0; k < LG_STAGE_COUNT * subjects; k++)
    if (count[k].teachers)
      add_teacher_row(columns, lg_tr(lang, stage_words[k / subjects]),
                      district->subjects.text[k % subjects], &count[k]);
  add_teacher_row(columns, lg_tr(lang, N_("all")), "", &all);
  lg_text_table_add_to(columns, text, "  ");
  g_free(count);
}

/* Every value of the column `rank`, so that a misspelt one is seen (SPEC 2.1). */
static void add_ranks(GString *text, const lg_district *district, const lg_lang *lang)
{
  if (district->ranks.count == 0) return;
  int *count = g_new0(int, (gsize)district->ranks.count);
  for (int i = 0; i < district->teacher_count; i++)
    for (int k = 0; k < district->teachers[i].rank_count; k++)
      count[district->teachers[i].ranks[k]]++;
  g_string_append_printf(text, "\n%s\n", lg_tr(lang, N_("Ranks")));
  lg_text_table *columns = lg_text_table_new("lrl");
  lg_text_table_row(columns, lg_tr(lang, N_("rank")), lg_tr(lang, N_("teachers")),
                    lg_tr(lang, N_("backbone")), NULL);
  int used = 0;
  for (int r = 0; r < district->ranks.count; r++) {
    if (!count[r] || ++used > LISTED_MAX) continue;
    bool backbone = district->is_backbone_rank[r];
    lg_text_table_row(
        columns, district->ranks.text[r], NUMBER(count[r]),
        backbone ? lg_tr(lang, N_("yes")) : lg_tr(lang, N_("no: not in the plan's list")), NULL);
  }
  lg_text_table_add_to(columns, text, "  ");
  add_rest(text, used, lang);
  g_free(count);
}

typedef struct {
  const char *reason;
  int count;
} reason_count;

static int by_count(const void *a, const void *b)
{
  const reason_count *first = a, *second = b;
  if (first->count != second->count) return first->count < second->count ? 1 : -1;
  return strcmp(first->reason, second->reason);
}

/* The texts of `exempt` or the tags of those who stay for that reason, most frequent first. */
static void add_reasons(lg_text_table *columns, const lg_district *district,
                        const lg_options *options, lg_why why, const char *label,
                        const lg_lang *lang)
{
  GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
  GArray *counts = g_array_new(FALSE, FALSE, sizeof(reason_count));
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_candidate *candidate = &options->candidates[i];
    if (candidate->why != why) continue;
    const char *reason =
        why == LG_WHY_EXEMPT ? district->teachers[i].exempt : district->tags.text[candidate->tag];
    gpointer at;
    if (g_hash_table_lookup_extended(index, reason, NULL, &at)) {
      g_array_index(counts, reason_count, GPOINTER_TO_UINT(at)).count++;
    } else {
      g_hash_table_insert(index, (gpointer)reason, GUINT_TO_POINTER(counts->len));
      g_array_append_val(counts, ((reason_count){reason, 1}));
    }
  }
  g_array_sort(counts, by_count);
  for (guint k = 0; k < MIN(counts->len, (guint)LISTED_MAX); k++) {
    const reason_count *r = &g_array_index(counts, reason_count, k);
    char *words = g_strdup_printf(lg_tr(lang, label), r->reason);
    lg_text_table_row(columns, words, NUMBER(r->count), NULL);
    g_free(words);
  }
  if (counts->len > LISTED_MAX) {
    int rest = 0;
    for (guint k = LISTED_MAX; k < counts->len; k++)
      rest += g_array_index(counts, reason_count, k).count;
    char *words = g_strdup_printf(lg_tr(lang, label), lg_tr(lang, N_("other reasons")));
    lg_text_table_row(columns, words, NUMBER(rest), NULL);
    g_free(words);
  }
  g_array_free(counts, TRUE);
  g_hash_table_destroy(index);
}

static void add_eligibility(GString *text, const lg_district *district, const lg_options *options,
                            const lg_lang *lang)
{
  static const char *const words[LG_WHY_COUNT] = {
      [LG_WHY_EXCLUDED] = N_("excluded by a filter of the plan"),
      [LG_WHY_SERVING] = N_("serving elsewhere"),
      [LG_WHY_DUE_BACK] = N_("due back after a service"),
      [LG_WHY_RESTED] = N_("rested after a service"),
      [LG_WHY_YEARS] = N_("too few years at this school"),
      [LG_WHY_AGE] = N_("over the age limit"),
      [LG_WHY_RETIREMENT] = N_("near retirement")};
  int count[LG_WHY_COUNT] = {0}, closed = 0, placeless = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_candidate *candidate = &options->candidates[i];
    count[candidate->why]++;
    if (candidate->count == 0) placeless++;
    bool home_only =
        candidate->count == 1 && lg_assignment_same(options->pairs[candidate->first].assignment,
                                                    lg_assignment_home(district, i));
    if (candidate->why == LG_WHY_ELIGIBLE && home_only) closed++;
  }
  g_string_append_c(text, '\n');
  add_number(text, N_("Eligible teachers"), options->eligible_count, lang);
  lg_text_table *columns = lg_text_table_new("lr");
  add_reasons(columns, district, options, LG_WHY_EXEMPT, N_("stay, exempt: %s"), lang);
  add_reasons(columns, district, options, LG_WHY_TAG, N_("stay, tag: %s"), lang);
  for (int why = LG_WHY_EXCLUDED; why < LG_WHY_COUNT; why++) {
    bool of_ledger = why == LG_WHY_SERVING || why == LG_WHY_DUE_BACK || why == LG_WHY_RESTED;
    if (of_ledger && !district->has_services) continue;
    char *label = g_strdup_printf(lg_tr(lang, N_("stay, %s")), lg_tr(lang, words[why]));
    lg_text_table_row(columns, label, NUMBER(count[why]), NULL);
    g_free(label);
  }
  lg_text_table_row(columns, lg_tr(lang, N_("eligible, but no school is open to them")),
                    NUMBER(closed), NULL);
  lg_text_table_row(columns, lg_tr(lang, N_("possible moves (teacher and school)")),
                    NUMBER(options->move_count), NULL);
  lg_text_table_add_to(columns, text, "  ");
  if (placeless)
    g_string_append_printf(text,
                           lg_tr(lang, N_("  teachers with no place at all, not even their own "
                                          "school: %d; no roster is possible\n")),
                           placeless);
}

static void add_routes(GString *text, const lg_policy *policy, const int *count,
                       const lg_lang *lang)
{
  g_string_append_printf(text, "\n%s\n", lg_tr(lang, N_("Routes")));
  lg_text_table *columns = lg_text_table_new("llr");
  lg_text_table_row(columns, lg_tr(lang, N_("route")), lg_tr(lang, N_("its name")),
                    lg_tr(lang, N_("possible moves")), NULL);
  for (int r = 0; r < policy->route_count; r++)
    lg_text_table_row(columns, policy->routes[r].id, policy->routes[r].name, NUMBER(count[r]),
                      NULL);
  if (count[policy->route_count])
    lg_text_table_row(columns, "lock", lg_tr(lang, N_("by lock alone")),
                      NUMBER(count[policy->route_count]), NULL);
  lg_text_table_add_to(columns, text, "  ");
}

/* Where a figure is missing the rule that needs it does not exempt: the office should know for how
 * many. */
static void add_missing(GString *text, const lg_district *district, const lg_options *options,
                        const lg_lang *lang)
{
  int birth = 0, gender = 0, years = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    birth += district->teachers[i].birth.year == 0;
    gender += district->teachers[i].gender == LG_GENDER_MISSING;
    years += options->candidates[i].years == LG_MISSING;
  }
  g_string_append_printf(text, "\n%s\n",
                         lg_tr(lang, N_("Missing data (a missing value exempts nobody)")));
  lg_text_table *columns = lg_text_table_new("lr");
  lg_text_table_row(columns, lg_tr(lang, N_("teachers without date of birth")), NUMBER(birth),
                    NULL);
  lg_text_table_row(columns, lg_tr(lang, N_("teachers without gender")), NUMBER(gender), NULL);
  lg_text_table_row(columns, lg_tr(lang, N_("teachers without years at this school")),
                    NUMBER(years), NULL);
  lg_text_table_row(columns, lg_tr(lang, N_("possible moves of unknown distance, counted as 0 km")),
                    NUMBER(options->unknown_distance_count), NULL);
  lg_text_table_add_to(columns, text, "  ");
}

/* ---- wishes of which nothing can come ---- */

/* Names of the first ones, "; " between. */
struct wish_note {
  int count;
  GString *names;
};

static void note_wish(struct wish_note *note, const lg_output *out, const lg_wish *wish,
                      bool with_school)
{
  enum { NAMED = 5 };
  if (note->count++ >= NAMED) return;
  g_autofree char *teacher = lg_show_teacher(out, wish->teacher);
  g_autofree char *school = with_school ? lg_show_school(out, wish->school) : NULL;
  if (note->names->len) g_string_append(note->names, lg_tr(out->lang, ", "));
  if (school)
    g_string_append_printf(note->names, lg_tr(out->lang, N_("%1$s to %2$s")), teacher, school);
  else
    g_string_append(note->names, teacher);
}

static void add_wish_note(GString *text, const lg_output *out, const char *what,
                          const struct wish_note *note)
{
  if (note->count)
    g_string_append_printf(text, lg_tr(out->lang, N_("  %1$s: %2$d (%3$s)\n")),
                           lg_tr(out->lang, what), note->count, note->names->str);
}

/* Is there no route to this school, and no lock either? */
static bool is_out_of_reach(const lg_output *out, const lg_wish *wish)
{
  const lg_option place = lg_options_place(out->options, out->input->district, out->input->policy,
                                           wish->teacher, lg_assignment_at(wish->school));
  return place.route == LG_MISSING;
}

/* Two wishes of one rank, wishes of who is not eligible, wishes that no route reaches. */
static void add_wishes(GString *text, const lg_output *out)
{
  enum { TWICE, BARRED, UNREACHED, NOTES };
  static const char *const words[NOTES] = {
      [TWICE] = N_("teachers with two wishes of one rank"),
      [BARRED] = N_("teachers with wishes who are not eligible"),
      [UNREACHED] = N_("wishes that no route reaches")};
  const lg_district *district = out->input->district;
  struct wish_note notes[NOTES];
  int all = 0, last[NOTES] = {LG_MISSING, LG_MISSING, LG_MISSING};
  for (int n = 0; n < NOTES; n++) notes[n] = (struct wish_note){0, g_string_new(NULL)};
  for (int k = 0; k < district->wish_count; k++) { /* by teacher, then by rank */
    const lg_wish *wish = &district->wishes[k], *before = wish - (k > 0);
    bool eligible = out->options->candidates[wish->teacher].why == LG_WHY_ELIGIBLE;
    bool twice = k > 0 && before->teacher == wish->teacher && before->rank == wish->rank;
    if (twice && last[TWICE] != wish->teacher) note_wish(&notes[TWICE], out, wish, false);
    if (twice) last[TWICE] = wish->teacher;
    if (!eligible && last[BARRED] != wish->teacher) note_wish(&notes[BARRED], out, wish, false);
    if (!eligible) last[BARRED] = wish->teacher;
    if (eligible && is_out_of_reach(out, wish)) note_wish(&notes[UNREACHED], out, wish, true);
  }
  for (int n = 0; n < NOTES; n++) all += notes[n].count;
  if (all) g_string_append_printf(text, "\n%s\n", lg_tr(out->lang, N_("Wishes to look at")));
  for (int n = 0; n < NOTES; n++) {
    add_wish_note(text, out, words[n], &notes[n]);
    g_string_free(notes[n].names, TRUE);
  }
}

/* Units that guests can give and that are asked for. */
static void add_flexible(GString *text, const lg_output *out)
{
  const lg_district *district = out->input->district;
  const lg_policy *policy = out->input->policy;
  const lg_lang *lang = out->lang;
  int64_t offered = 0, asked = 0, least = 0;
  int able = 0, fixed = 0;
  if (!policy->flexible.given) return;
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_candidate *candidate = &out->options->candidates[i];
    bool guest = false, kept = lg_fixed_guest(district, i) != LG_MISSING;
    for (int k = candidate->first; k < candidate->first + candidate->count; k++)
      guest |= lg_assignment_is_guest(out->options->pairs[k].assignment);
    able += guest && !kept;
    fixed += kept;
    if (guest)
      offered +=
          kept ? district->standing[i].units : lg_flexible_most(policy, &district->teachers[i]);
  }
  for (int k = 0; k < district->flexible_demand_count; k++) {
    least += district->flexible_demands[k].min;
    asked += MAX(district->flexible_demands[k].target, 0);
  }
  g_string_append_printf(text, "\n%s\n", lg_tr(lang, N_("Flexible service")));
  lg_text_table *columns = lg_text_table_new("lr");
  lg_text_table_row(columns, lg_tr(lang, N_("teachers who may have a guest school")), NUMBER(able),
                    NULL);
  lg_text_table_row(columns, lg_tr(lang, N_("services of the ledger that go on")), NUMBER(fixed),
                    NULL);
  lg_text_table_row(columns, lg_tr(lang, N_("units a week that all of them could give")),
                    NUMBER((int)MIN(offered, G_MAXINT)), NULL);
  lg_text_table_row(columns, lg_tr(lang, N_("units a week that are asked for (targets)")),
                    NUMBER((int)MIN(asked, G_MAXINT)), NULL);
  lg_text_table_row(columns, lg_tr(lang, N_("units a week that there must be (minima)")),
                    NUMBER((int)MIN(least, G_MAXINT)), NULL);
  lg_text_table_add_to(columns, text, "  ");
}

/* What the plan relaxes; said even where it changes nothing. */
static void add_relaxed(GString *text, const lg_output *out)
{
  char *relaxed = lg_output_relaxed(out);
  if (*relaxed) g_string_append_printf(text, "\n%s", relaxed);
  g_free(relaxed);
}

static void add_warnings(GString *text, const lg_report *report, const lg_lang *lang)
{
  g_string_append_c(text, '\n');
  if (lg_report_notes(report)) {
    add_number(text, N_("Read as follows"), lg_report_notes(report), lang);
    g_autofree char *notes = lg_report_text(report, LG_NOTE, lang);
    g_string_append_printf(text, "%s\n", notes);
  }
  add_number(text, N_("Warnings"), lg_report_warnings(report), lang);
  char *warnings = lg_report_text(report, LG_WARNING, lang);
  g_string_append(text, warnings);
  g_free(warnings);
}

char *lg_check_text(const lg_output *out, const lg_place_survey *survey)
{
  const lg_input *input = out->input;
  const lg_policy *policy = input->policy;
  const lg_lang *lang = out->lang;
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, lg_tr(lang, N_("Plan: %1$s (%2$04d-%3$02d-%4$02d)\n\n")),
                         policy->title, policy->date.year, policy->date.month, policy->date.day);
  add_files(text, input, lang);
  add_schools(text, input->district, lang);
  add_groups(text, input->district, lang);
  add_teachers(text, input->district, out->options, lang);
  add_ranks(text, input->district, lang);
  add_eligibility(text, input->district, out->options, lang);
  add_routes(text, policy, survey->by_route, lang);
  add_relaxed(text, out);
  lg_check_add_quotas(text, out, survey);
  add_missing(text, input->district, out->options, lang);
  add_wishes(text, out);
  add_flexible(text, out);
  add_warnings(text, input->report, lang);
  return g_string_free(text, FALSE);
}
