/* output_text.h - code words and numbers as they are shown, names of schools and teachers.
 * Internal to io/. */
#ifndef LG_OUTPUT_TEXT_H
#define LG_OUTPUT_TEXT_H

#include "goal_words.h"
#include "output.h"

/* A code word in the language: "primary" or "小学"; "" for LG_MISSING. Static. */
const char *lg_show_stage(const lg_lang *lang, int stage);
const char *lg_show_tier(const lg_lang *lang, int tier);
const char *lg_show_gender(const lg_lang *lang, int gender);
/* "yes" or "是", as in the tables. */
const char *lg_show_yes_no(const lg_lang *lang, bool yes);

/* Kilometres with 3 decimals; "" for LG_MISSING. g_free. */
char *lg_show_km(int64_t metres);
/* Kilometres as a person says them: at most 3 decimals, no zeros behind: "15", "17.2". g_free. */
char *lg_show_short_km(int64_t metres);
/* Backbone teachers per 100 students with 4 decimals, half up. g_free. */
char *lg_show_per100(int backbone, int students);
/* A share as a percentage with 2 decimals, half up: "37.04%"; "" where `of` is 0. g_free. */
char *lg_show_percent(int64_t count, int64_t of);
/* A whole number as both languages write it: 1,234. g_free. */
char *lg_show_whole(int64_t number);
/* The plan's date: "2010-09-01". g_free. */
char *lg_show_date(lg_date date);
/* The same for readers, as the language writes it: "2010年9月1日". g_free. */
char *lg_show_day(const lg_lang *lang, lg_date date);
/* "Name (id)", or the id alone where there is no name. g_free. */
char *lg_show_named(const lg_lang *lang, const char *name, const char *id);
char *lg_show_school(const lg_output *out, int school);
char *lg_show_teacher(const lg_output *out, int teacher);
/* A text of the tables as it may be shown: "not published" in the place of what was withheld.
 * Borrowed. */
const char *lg_show_given(const lg_lang *lang, const char *text);
/* What an anonymous publication leaves out. g_free. */
char *lg_show_anonymous(const lg_output *out);
/* Metres as they may be shown: whole kilometres where the district is anonymous, since exact ways
 * to two schools tell where a home is. */
int lg_show_metres(const lg_district *district, int metres);
/* Other schools that R2 to R5 and R9 leave a teacher. */
int lg_output_open_places(const lg_output *out, int teacher);
/* Why the teacher is not eligible, in the words of `reason`; "" of one who is. g_free. */
char *lg_show_not_eligible(const lg_output *out, int teacher);
/* The class of a counted element in words: "the district", a school by name and id, a group, tier,
 * stage or subject; of other rules than quotas its school and stage. g_free. */
char *lg_show_class(const lg_output *out, lg_element element);
/* The name of a route as files show it: `lock` for a move by lock alone, "" for LG_MISSING.
 * Borrowed. */
const char *lg_show_route(const lg_output *out, int route);
/* The same in words for readers, also of a move by lock alone. Borrowed. */
const char *lg_show_form(const lg_output *out, int route);
/* 职称, or ""; the backbone rank as the table has it. Coarse: "" and "backbone", or "". Borrowed. */
const char *lg_show_title(const lg_output *out, const lg_teacher *t);
const char *lg_show_rank(const lg_output *out, const lg_teacher *t);
/* Age and years at the school: "34", coarse "30-34" and "5-9 years" (the word keeps a spreadsheet from
 * reading the 9th of May); "" for LG_MISSING. g_free. */
char *lg_show_age(const lg_output *out, int age);
char *lg_show_years(const lg_output *out, int years);
/* The two for the teacher's row of a roster: also of one who goes back after a service. */
const char *lg_show_route_of(const lg_output *out, int teacher);
const char *lg_show_form_of(const lg_output *out, int teacher);
/* How long the exchange lasts, as the plan says, else by the route's term; "" of others. g_free. */
char *lg_show_term_of(const lg_output *out, int teacher);
/* Does the teacher move to another school? */
bool lg_output_moves(const lg_output *out, int teacher);
/* The school of an assignment, or "guest at" its guest school. g_free. */
char *lg_show_place(const lg_output *out, lg_assignment assignment);
/* Has he a guest school? */
bool lg_output_is_guest(const lg_output *out, int teacher);
/* Does he go back after a service (R13), which is no move? */
bool lg_output_returns(const lg_output *out, int teacher);
/* Either: the roster has a row for him. */
bool lg_output_leaves(const lg_output *out, int teacher);
const char *lg_show_status(const lg_lang *lang, lg_status status);

/* What an inspection asks at least: of those eligible who move, and of those who move the backbone
 * teachers. As plans write shares. */
#define LG_INSPECTION_MOVED    "10%"
#define LG_INSPECTION_BACKBONE "20%"
/* What an inspection asks of the district, in words. g_free. */
char *lg_show_inspection(const lg_lang *lang);

/* One goal's change, "points of wishes lost: 2". g_free. */
char *lg_goal_change(const lg_output *out, lg_goal_kind kind, int64_t change);

/* "cannot write NAME: why" for an errno. g_free. */
char *lg_write_error(const lg_lang *lang, const char *name, int number);

/* Why the teacher's row says what it says (SPEC 5, 7 `reason`), in the language of `out`.
 * g_free. */
char *lg_output_reason(const lg_output *out, int teacher);

#endif
