#include "template_columns.h"

#include <stddef.h>

#include "io/words/lang.h"
#include "io/words/shapes.h"
#include "model/input_limits.h"

static const lg_template_column teacher_columns[LG_T_COUNT] = {
    [LG_T_ID] = {"T0001",
                 N_("The number under which the teacher is known everywhere; unique. Of an "
                    "identity card: publish with --anonymous."),
                 LG_FILL_TEXT, 0, 0},
    [LG_T_NAME] = {N_("Li Ming"), N_("As it is to stand in rosters and notices."), LG_FILL_TEXT, 0,
                   0},
    [LG_T_SCHOOL] = {N_("First Primary School"),
                     N_("The present school, by the name or the id of the sheet of schools."),
                     LG_FILL_SCHOOL, 0, 0},
    [LG_T_SUBJECT] = {N_("mathematics"),
                      N_("One subject, written alike everywhere. The list may be extended on its "
                         "own sheet."),
                      LG_FILL_SUBJECT, 0, 0},
    [LG_T_STAGE] = {N_("primary"),
                    N_("Needed where the school has both stages; else the school's counts."),
                    LG_FILL_WORDS, 0, 0},
    [LG_T_RANK] = {N_("subject leader"),
                   N_("A rank of the plan's key backbone makes a backbone teacher; several are "
                      "separated by ;"),
                   LG_FILL_RANK, 0, 0},
    [LG_T_GENDER] = {N_("F"), N_("For age limits and the retirement age."), LG_FILL_WORDS, 0, 0},
    [LG_T_BIRTH] = {"1978-03", N_("Year and month, or the day too: 1978-03-15."), LG_FILL_TEXT, 0,
                    0},
    [LG_T_JOINED] = {"2015-09",
                     N_("Since when at this school: the years here are counted from it to the "
                        "plan's date."),
                     LG_FILL_TEXT, 0, 0},
    [LG_T_YEARS] = {"", N_("Years at this school, where the date above is not kept."),
                    LG_FILL_DECIMAL, 0, 80},
    [LG_T_TITLE] = {N_("senior teacher"), N_("The professional title."), LG_FILL_TEXT, 0, 0},
    [LG_T_EXEMPT] = {"",
                     N_("Why the teacher stays: whatever stands here exempts. Empty for "
                        "everybody else."),
                     LG_FILL_TEXT, 0, 0},
    [LG_T_ROTATED] = {N_("no"), N_("Has already rotated inside the period; empty: no."),
                      LG_FILL_WORDS, 0, 0},
    [LG_T_TAGS] = {N_("graduating class"), N_("Words separated by ; which the plan may exempt."),
                   LG_FILL_TEXT, 0, 0},
    [LG_T_LON] = {"115.892",
                  N_("Of the home, in decimal degrees, both or neither; it is never published."),
                  LG_FILL_DECIMAL, -180, 180},
    [LG_T_LAT] = {"28.676",
                  N_("Of the home, in decimal degrees, both or neither; it is never published."),
                  LG_FILL_DECIMAL, -90, 90},
    [LG_T_FULL_TIME] = {N_("yes"), N_("Empty: yes."), LG_FILL_WORDS, 0, 0},
};

static const lg_template_column school_columns[LG_S_COUNT] = {
    [LG_S_ID] = {"S01", N_("Short and unique."), LG_FILL_TEXT, 0, 0},
    [LG_S_NAME] = {N_("First Primary School"), N_("As the other sheets write it."), LG_FILL_TEXT, 0,
                   0},
    [LG_S_STAGE] = {N_("primary"), N_("A nine-year school has both."), LG_FILL_WORDS, 0, 0},
    [LG_S_TIER] = {N_("strong"), N_("The level of the school: routes and quotas go by it."),
                   LG_FILL_WORDS, 0, 0},
    [LG_S_GROUP] = {N_("Group 1"), N_("The partner schools have the same text here."), LG_FILL_TEXT,
                    0, 0},
    [LG_S_STUDENTS] = {"620", N_("Of a school with both stages empty, or the sum."), LG_FILL_WHOLE,
                       0, LG_MAX_STUDENTS},
    [LG_S_STUDENTS_PRIMARY] = {"", N_("Of a school with both stages."), LG_FILL_WHOLE, 0,
                               LG_MAX_STUDENTS},
    [LG_S_STUDENTS_JUNIOR] = {"", N_("Of a school with both stages."), LG_FILL_WHOLE, 0,
                              LG_MAX_STUDENTS},
    [LG_S_LON] = {"115.901", N_("In decimal degrees, both or neither; distances come from it."),
                  LG_FILL_DECIMAL, -180, 180},
    [LG_S_LAT] = {"28.681", N_("In decimal degrees, both or neither; distances come from it."),
                  LG_FILL_DECIMAL, -90, 90},
    [LG_S_MAX_STAFF] = {"45", N_("The most teachers that the school may have."), LG_FILL_WHOLE, 0,
                        LG_MAX_WHOLE},
};

static const lg_template_column demand_columns[LG_D_COUNT] = {
    [LG_D_SCHOOL] = {N_("First Primary School"), N_("By name or id."), LG_FILL_SCHOOL, 0, 0},
    [LG_D_STAGE] = {N_("primary"), N_("Needed where the school has both stages."), LG_FILL_WORDS, 0,
                    0},
    [LG_D_SUBJECT] = {N_("mathematics"), N_("Written as in the sheet of teachers."),
                      LG_FILL_SUBJECT, 0, 0},
    [LG_D_MIN] = {"5", N_("The fewest teachers of it after the moves; empty: the plan's band."),
                  LG_FILL_WHOLE, 0, LG_MAX_WHOLE},
    [LG_D_MAX] = {"7", N_("The most teachers of it after the moves; empty: the plan's band."),
                  LG_FILL_WHOLE, 0, LG_MAX_WHOLE},
    [LG_D_TARGET] = {"6", N_("How many the school ought to have, for the goal staffing."),
                     LG_FILL_WHOLE, 0, LG_MAX_WHOLE},
};

static const lg_template_column flexible_columns[LG_D_COUNT] = {
    [LG_D_SCHOOL] = {N_("First Primary School"), N_("The guest school, by name or id."),
                     LG_FILL_SCHOOL, 0, 0},
    [LG_D_STAGE] = {N_("primary"), N_("Needed where the school has both stages."), LG_FILL_WORDS, 0,
                    0},
    [LG_D_SUBJECT] = {N_("mathematics"), N_("Written as in the sheet of teachers."),
                      LG_FILL_SUBJECT, 0, 0},
    [LG_D_MIN] = {"", N_("The fewest units a week from guests; empty: 0."), LG_FILL_WHOLE, 0,
                  LG_MAX_WHOLE},
    [LG_D_MAX] = {"", N_("The most units a week; empty: no limit."), LG_FILL_WHOLE, 0,
                  LG_MAX_WHOLE},
    [LG_D_TARGET] = {"8", N_("The units that are asked for, for the goal flexible."), LG_FILL_WHOLE,
                     0, LG_MAX_WHOLE},
};

static const lg_template_column wish_columns[LG_W_COUNT] = {
    [LG_W_TEACHER] = {"T0001", N_("The id of the sheet of teachers."), LG_FILL_TEACHER, 0, 0},
    [LG_W_SCHOOL] = {N_("First Primary School"), N_("A school wished for; a row each."),
                     LG_FILL_SCHOOL, 0, 0},
    [LG_W_RANK] = {"1", N_("1 is the dearest wish, then 2, 3."), LG_FILL_WHOLE, 1, LG_MAX_WHOLE},
};

static const lg_template_column lock_columns[LG_L_COUNT] = {
    [LG_L_TEACHER] = {"T0001", N_("The id of the sheet of teachers."), LG_FILL_TEACHER, 0, 0},
    [LG_L_SCHOOL] = {N_("stay"), N_("A school by name or id, or stay: the present school."),
                     LG_FILL_SCHOOL, 0, 0},
    [LG_L_KIND] = {N_("must"), N_("must: exactly there; forbid: never there."), LG_FILL_WORDS, 0,
                   0},
    [LG_L_REASON] = {"", N_("Stands in the roster."), LG_FILL_TEXT, 0, 0},
    [LG_L_BY] = {"", N_("Who decided it."), LG_FILL_TEXT, 0, 0},
};

static const lg_template_column distance_columns[LG_DIST_COUNT] = {
    [LG_DIST_FROM] = {"T0001", N_("The id of a teacher (from the home), or a school."),
                      LG_FILL_TEACHER, 0, 0},
    [LG_DIST_TO] = {N_("First Primary School"), N_("By name or id."), LG_FILL_SCHOOL, 0, 0},
    [LG_DIST_KM] = {"4.2", N_("Kilometres of the way; without a row: as the crow flies."),
                    LG_FILL_DECIMAL, 0, LG_MAX_KM},
};

static const lg_template_column pair_columns[LG_P_COUNT] = {
    [LG_P_A] = {"T0001", N_("The id of the sheet of teachers."), LG_FILL_TEACHER, 0, 0},
    [LG_P_B] = {"T0002", N_("The id of the sheet of teachers."), LG_FILL_TEACHER, 0, 0},
    [LG_P_RULE] = {N_("same_school"),
                   N_("same_school, same_group (partner schools), or not_both_move."),
                   LG_FILL_WORDS, 0, 0},
};

static const lg_template_column service_columns[LG_SV_COUNT] = {
    [LG_SV_TEACHER] = {"T0001", N_("The id of the sheet of teachers."), LG_FILL_TEACHER, 0, 0},
    [LG_SV_FORM] = {N_("Support of weaker schools"),
                    N_("The kind of exchange, as the plan's routes are called; 无: the row is "
                       "skipped."),
                    LG_FILL_TEXT, 0, 0},
    [LG_SV_PERSONNEL] = {N_("no"),
                         N_("Whether the post moved with the person; empty: no, it is lent."),
                         LG_FILL_WORDS, 0, 0},
    [LG_SV_BEGIN] = {"2022-09", N_("The first month, or the day."), LG_FILL_TEXT, 0, 0},
    [LG_SV_END] = {"2025-08", N_("The last month, or the day; empty: no end is set."), LG_FILL_TEXT,
                   0, 0},
    [LG_SV_FROM] = {N_("First Primary School"),
                    N_("Where the post stands, by name or id; another text: outside the district."),
                    LG_FILL_TEXT, 0, 0},
    [LG_SV_TO] = {N_("Second Primary School"),
                  N_("Where the service is; another text: outside the district."), LG_FILL_TEXT, 0,
                  0},
    [LG_SV_UNITS] = {"", N_("Of a flexible service the units a week; empty: full time."),
                     LG_FILL_WHOLE, 1, LG_MAX_WHOLE},
    [LG_SV_BACK] = {N_("stay"),
                    N_("After the term: return, or stay; empty: as the plan's route says, else "
                       "return."),
                    LG_FILL_WORDS, 0, 0},
};

const lg_template_column *lg_template_column_of(lg_table_kind kind, int field)
{
  static const lg_template_column *const tables[LG_TABLE_COUNT] = {
      [LG_TABLE_TEACHERS] = teacher_columns,  [LG_TABLE_SCHOOLS] = school_columns,
      [LG_TABLE_DEMAND] = demand_columns,     [LG_TABLE_WISHES] = wish_columns,
      [LG_TABLE_LOCKS] = lock_columns,        [LG_TABLE_DISTANCES] = distance_columns,
      [LG_TABLE_PAIRS] = pair_columns,        [LG_TABLE_SERVICE] = service_columns,
      [LG_TABLE_FLEXIBLE] = flexible_columns,
  };
  return &tables[kind][field];
}
