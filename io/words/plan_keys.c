#include "plan_keys.h"

#include <stddef.h>

#include "lang.h"
#include "model/input_limits.h"

static const struct {
  const char *path, *note;
} objects[LG_OBJECT_COUNT] = {
    [LG_OBJECT_PLAN] =
        {"", N_("Notes like this one are ignored. Only lungang, date, teachers and "
                "schools are required. Tables without rows may "
                "stay. baseline (not here) names a roster.csv of a former run, for "
                "the goal changes; it cannot be empty. Words of the tables: stage primary, "
                "junior (of a school also both); tier strong, ordinary, weak; dates "
                "as 1978-03; yes or no; wishes 1, 2, 3; kind of a lock must, forbid "
                "(school may be stay); rule of a pair same_school, same_group, "
                "not_both_move.")},
    [LG_OBJECT_BACKBONE] = {"backbone[]", NULL},
    [LG_OBJECT_PERIOD] = {"period", NULL},
    [LG_OBJECT_ELIGIBILITY] =
        {"eligibility", N_("Who may move: years at this school, age by gender, years left to "
                           "retirement (or \\\"statutory-2025\\\" in place "
                           "of the ages), tags and groups of teachers that stay.")},
    [LG_OBJECT_AGES] = {"eligibility.max_age, eligibility.retirement_age", NULL},
    [LG_OBJECT_ROUTE] =
        {"routes[]",
         N_("A move follows the first route whose keys hold; name is what the roster shows.")},
    [LG_OBJECT_COMMUTE] =
        {"commute", N_("New distance from home, and how much longer than the old one it may be.")},
    [LG_OBJECT_FLEXIBLE] =
        {"flexible", N_("Flexible service: teachers who stay give some units a week at a guest "
                        "school that asks for them.")},
    [LG_OBJECT_FLEXIBLE_ROUTE] = {"flexible.routes[]", NULL},
    [LG_OBJECT_STAFFING] = {"staffing",
                            N_("How many teachers a subject of a school and a school as a whole "
                               "may lose and gain; null: no limit.")},
    [LG_OBJECT_QUOTA] = {"quotas[]",
                         N_("min and max: a share in quotes, or a number of heads. Take soft "
                            "and weight away to make a quota binding. per may name two keys: "
                            "[\\\"from.school\\\", \\\"subject\\\"].")},
    [LG_OBJECT_TEAM] =
        {"teams[]", N_("A school that receives teachers by this route receives at least so many.")},
    [LG_OBJECT_DENSITY] = {"backbone_per_100",
                           N_("Backbone teachers per 100 students of each school and stage.")},
    [LG_OBJECT_GOAL] = {"goals[]", N_("Goals are strict: a later one never worsens an earlier one "
                                      "beyond its tolerance. Also: tenure, moves, changes.")},
    [LG_OBJECT_LIMITS] = {"limits",
                          N_("The whole run ends in this time. gap: 0 proves the roster best.")},
    [LG_OBJECT_RELAX] =
        {"relax[]", N_("relax: limits that give way by heads, each written as explanation.json "
                       "proposes it; summary.json repeats them.")},
    [LG_OBJECT_REPAIR] = {"repair",
                          N_("What such proposals may touch, and the price of a head: R6 to R12, "
                             "changes, or the id of a quota.")},
    [LG_OBJECT_COLUMNS] =
        {"columns",
         N_("columns: headings of your own, by table and field, as in {\\\"teachers\\\": "
            "{\\\"joined\\\": \\\"here since\\\"}}. teacher_id: fields that ids are made of where "
            "the "
            "table has none, as in [\\\"name\\\", \\\"school\\\"]. backbone also takes ends of "
            "ranks, "
            "as "
            "in {\\\"ends_with\\\": \\\"leader\\\"}. Schools may have a column short_name.")},
    [LG_OBJECT_FILTER] = {"count, of, exclude[], routes[]",
                          N_("Every key must hold; {} holds always. A value is one value, a list "
                             "(any of them), or {\\\"not\\\": ...} of either; "
                             "of age, years and wish also a range. \\\"from\\\": {\\\"tier\\\": "
                             "...} is another way to write from.tier, and so with to and guest.")},
    [LG_OBJECT_RANGE] = {"age, years, wish", NULL},
    [LG_OBJECT_NOT] = {"not", NULL},
};

/* The keys of one object stand together, in the order in which defects name them. */
static const lg_plan_key keys[] = {
    {LG_OBJECT_PLAN, "lungang", LG_TYPE_WHOLE, NULL, LG_KEY_REQUIRED, "1",
     N_("the form of the plan"), 1, 1},
    {LG_OBJECT_PLAN, "title", LG_TYPE_TEXT, NULL, N_("the file's name without .json"),
     "\"Teacher rotation 2025\"",
     N_("shown in all outputs; seed of the lottery where none is given"), 0, 0},
    {LG_OBJECT_PLAN, "term", LG_TYPE_TEXT, NULL, NULL, "\"2025-09 to 2028-08\"",
     N_("the term of the exchange, only shown"), 0, 0},
    {LG_OBJECT_PLAN, "lang", LG_TYPE_WORD, "zh, en", N_("the locale's, else en"), "\"zh\"",
     N_("language of files and messages; the option --lang comes first"), 0, 0},
    {LG_OBJECT_PLAN, "date", LG_TYPE_DATE, "1900-2100", LG_KEY_REQUIRED, "\"2025-09-01\"",
     N_("the day for which ages and years are counted"), 0, 0},
    {LG_OBJECT_PLAN, "teachers", LG_TYPE_TABLE, NULL, LG_KEY_REQUIRED, "\"teachers.csv\"",
     N_("the teachers"), 0, 0},
    {LG_OBJECT_PLAN, "schools", LG_TYPE_TABLE, NULL, LG_KEY_REQUIRED, "\"tables.xlsx#schools\"",
     N_("the schools"), 0, 0},
    {LG_OBJECT_PLAN, "wishes", LG_TYPE_TABLE, NULL, NULL, "\"wishes.csv\"",
     N_("schools that teachers wish for"), 0, 0},
    {LG_OBJECT_PLAN, "locks", LG_TYPE_TABLE, NULL, NULL, "\"locks.csv\"",
     N_("places that are decided: must and forbid (R9)"), 0, 0},
    {LG_OBJECT_PLAN, "distances", LG_TYPE_TABLE, NULL, NULL, "\"distances.csv\"",
     N_("ways in km; where a pair is missing: a great circle between coordinates"), 0, 0},
    {LG_OBJECT_PLAN, "pairs", LG_TYPE_TABLE, NULL, NULL, "\"pairs.csv\"",
     N_("two teachers who stay together, or do not both move (R11)"), 0, 0},
    {LG_OBJECT_PLAN, "service", LG_TYPE_TABLE, NULL, NULL, "\"service.csv\"",
     N_("the ledger of services: who serves, is due back (R13), has rotated"), 0, 0},
    {LG_OBJECT_PLAN, "demand", LG_TYPE_TABLE, NULL, NULL, "\"demand.csv\"",
     N_("heads that a school needs of a subject: min, max, target (R6, goal staffing)"), 0, 0},
    {LG_OBJECT_PLAN, "flexible_demand", LG_TYPE_TABLE, N_("only beside flexible"), NULL,
     "\"flexible_demand.csv\"",
     N_("units a week that a school asks of guests in a subject (R15, goal flexible)"), 0, 0},
    {LG_OBJECT_PLAN, "baseline", LG_TYPE_TABLE, NULL, NULL, "\"published/roster.csv\"",
     N_("a roster written by solve, for the goal changes"), 0, 0},
    {LG_OBJECT_PLAN, "backbone", LG_TYPE_LIST, N_("texts, or objects with ends_with"), NULL,
     "[\"特级教师\", {\"ends_with\": \"学科带头人\"}]",
     N_("the ranks that make a backbone teacher"), 0, 0},
    {LG_OBJECT_PLAN, "period", LG_TYPE_OBJECT, N_("only beside service"), NULL,
     "{\"from\": \"2022-09-01\"}", N_("services that begin since then count as rotated"), 0, 0},
    {LG_OBJECT_PLAN, "eligibility", LG_TYPE_OBJECT, NULL, N_("everyone who is not exempt"),
     "{\"min_years\": 3}", N_("who may move (R2)"), 0, 0},
    {LG_OBJECT_PLAN, "routes", LG_TYPE_LIST, N_("routes"), N_("partner, support, learn"),
     "[{\"id\": \"partner\", \"same_group\": true}]",
     N_("forms of exchange (R3); an empty list: nobody moves but by lock"), 0, 0},
    {LG_OBJECT_PLAN, "commute", LG_TYPE_OBJECT, NULL, N_("no limit"), "{\"max_km\": 15}",
     N_("how far a new school may be (R5)"), 0, 0},
    {LG_OBJECT_PLAN, "flexible", LG_TYPE_OBJECT, N_("only beside flexible_demand"), NULL,
     "{\"units\": [2, 4]}", N_("who may give some units a week at a guest school (R14)"), 0, 0},
    {LG_OBJECT_PLAN, "staffing", LG_TYPE_OBJECT, NULL, "{\"subject_band\": [-1, 1]}",
     "{\"subject_band\": [-1, 1]}", N_("how many a school may lose and gain (R6, R7)"), 0, 0},
    {LG_OBJECT_PLAN, "quotas", LG_TYPE_LIST, N_("quotas, at most 200"), NULL,
     "[{\"id\": \"rotation\", \"count\": {\"moved\": true}, \"min\": \"10%\"}]",
     N_("limits on how many of some teachers do something (R8)"), 0, 0},
    {LG_OBJECT_PLAN, "teams", LG_TYPE_LIST, N_("teams"), NULL,
     "[{\"route\": \"support\", \"min\": 2}]", N_("several movers of a route or none (R10)"), 0, 0},
    {LG_OBJECT_PLAN, "backbone_per_100", LG_TYPE_OBJECT, NULL, NULL, "{\"min\": \"1\"}",
     N_("backbone teachers per 100 students (R12)"), 0, 0},
    {LG_OBJECT_PLAN, "goals", LG_TYPE_LIST, N_("goals: an id, or an object"),
     N_("those for which there is data, lottery last"), "[\"equity\", {\"id\": \"lottery\"}]",
     N_("what is best, in order of importance"), 0, 0},
    {LG_OBJECT_PLAN, "copy_columns", LG_TYPE_TEXTS, NULL, NULL, "[\"电话\"]",
     N_("columns of the teachers' table that the rosters repeat"), 0, 0},
    {LG_OBJECT_PLAN, "limits", LG_TYPE_OBJECT, NULL, NULL, "{\"time_seconds\": 60}",
     N_("when the search ends"), 0, 0},
    {LG_OBJECT_PLAN, "relax", LG_TYPE_LIST, N_("changes"), NULL, "[]",
     N_("limits that give way by heads, copied from explanation.json"), 0, 0},
    {LG_OBJECT_PLAN, "repair", LG_TYPE_OBJECT, NULL, NULL, "{\"never\": [\"R9\"]}",
     N_("what proposals of such changes may touch, at what price"), 0, 0},
    {LG_OBJECT_PLAN, "columns", LG_TYPE_OBJECT, NULL, NULL,
     "{\"teachers\": {\"joined\": \"入职我校年月\"}}",
     N_("headings of the office's own, by table and by the field's English name"), 0, 0},
    {LG_OBJECT_PLAN, "teacher_id", LG_TYPE_LIST,
     "name, school, subject, stage, gender, birth, joined, title", NULL, "[\"name\", \"school\"]",
     N_("the fields that ids are made of, where the table has none"), 0, 0},

    {LG_OBJECT_BACKBONE, "ends_with", LG_TYPE_TEXT, NULL, LG_KEY_REQUIRED, "\"学科带头人\"",
     N_("every rank that ends with it"), 0, 0},

    {LG_OBJECT_PERIOD, "from", LG_TYPE_DATE, "1900-2100", LG_KEY_REQUIRED, "\"2022-09-01\"",
     N_("the first day of the period"), 0, 0},

    {LG_OBJECT_ELIGIBILITY, "min_years", LG_TYPE_WHOLE, NULL, N_("no limit"), "3",
     N_("years at the present school"), 0, LG_MAX_WHOLE},
    {LG_OBJECT_ELIGIBILITY, "rest_years", LG_TYPE_WHOLE, NULL, N_("no limit"), "3",
     N_("years since the last service of the ledger has ended"), 0, LG_MAX_WHOLE},
    {LG_OBJECT_ELIGIBILITY, "max_age", LG_TYPE_OBJECT, NULL, N_("no limit"),
     "{\"M\": 54, \"F\": 49}", N_("the highest age; one gender alone may be named"), 0, 0},
    {LG_OBJECT_ELIGIBILITY, "retirement_margin_years", LG_TYPE_WHOLE, NULL, N_("no limit"), "5",
     N_("more years than these are left to retirement"), 0, LG_MAX_WHOLE},
    {LG_OBJECT_ELIGIBILITY, "retirement_age", LG_TYPE_OBJECT,
     N_("ages of both, or \"statutory-2025\""), "{\"M\": 60, \"F\": 55}", "{\"M\": 60, \"F\": 55}",
     N_("when teachers retire; only beside a margin"), 0, 0},
    {LG_OBJECT_ELIGIBILITY, "exempt_tags", LG_TYPE_TEXTS, NULL, NULL, "[\"毕业班\"]",
     N_("who has one of these tags stays"), 0, 0},
    {LG_OBJECT_ELIGIBILITY, "exclude", LG_TYPE_LIST, N_("filters"), NULL, "[{\"rotated\": true}]",
     N_("for whom one of these filters holds stays"), 0, 0},
    {LG_OBJECT_ELIGIBILITY, "retirement_senior_titles", LG_TYPE_TEXTS, NULL, NULL, "[\"高级教师\"]",
     N_("women with one of these titles retire as men do"), 0, 0},

    {LG_OBJECT_AGES, "M", LG_TYPE_WHOLE, NULL, NULL, "54", N_("of men"), 0, LG_MAX_WHOLE},
    {LG_OBJECT_AGES, "F", LG_TYPE_WHOLE, NULL, NULL, "49", N_("of women"), 0, LG_MAX_WHOLE},

    {LG_OBJECT_ROUTE, "id", LG_TYPE_TEXT, N_("not \"lock\""), LG_KEY_REQUIRED, "\"support\"",
     N_("the route's own id"), 0, 0},
    {LG_OBJECT_ROUTE, "name", LG_TYPE_TEXT, N_("not \"lock\""), N_("the id"),
     "\"Support of weaker schools\"", N_("what the rosters show"), 0, 0},
    {LG_OBJECT_ROUTE, "term", LG_TYPE_WHOLE, NULL, NULL, "3",
     N_("years that a move lasts; shown, and written into next year's ledger"), 1, LG_MAX_TERM},
    {LG_OBJECT_ROUTE, "then", LG_TYPE_WORD, "return, stay", N_("with a term return, else stay"),
     "\"return\"", N_("where the term leads: back, or on at the school"), 0, 0},
    {LG_OBJECT_ROUTE, "personnel", LG_TYPE_BOOL, NULL, N_("with a term false, else true"), "false",
     N_("the post moves with the person"), 0, 0},

    {LG_OBJECT_COMMUTE, "max_km", LG_TYPE_KM, NULL, N_("no limit"), "15",
     N_("the longest way to a new school"), 0, 0},
    {LG_OBJECT_COMMUTE, "max_extra_km", LG_TYPE_KM, NULL, N_("no limit"), "7.5",
     N_("how much longer than the old way the new one may be"), 0, 0},

    {LG_OBJECT_FLEXIBLE, "unit", LG_TYPE_TEXT, NULL, "\"课时\"", "\"半天\"",
     N_("what is counted, only shown"), 0, 0},
    {LG_OBJECT_FLEXIBLE, "units", LG_TYPE_LIST, N_("two whole numbers, 1 to 1000"), "[2, 4]",
     "[2, 4]",
     N_("the least and the most of one service a week; the teachers' column "
        "flexible_units may say less"),
     0, 0},
    {LG_OBJECT_FLEXIBLE, "who", LG_TYPE_FILTER, NULL, "{\"backbone\": true}",
     "{\"rank\": \"学科带头人\"}", N_("who may serve so"), 0, 0},
    {LG_OBJECT_FLEXIBLE, "routes", LG_TYPE_LIST, N_("routes with id, name and keys"),
     N_("partner, support, learn"), "[{\"id\": \"guest\", \"to.tier\": \"weak\"}]",
     N_("from which home school to which guest school; to is the guest school"), 0, 0},
    {LG_OBJECT_FLEXIBLE, "max_km", LG_TYPE_KM, NULL, N_("no limit"), "12",
     N_("the longest way from the home school to the guest school"), 0, 0},
    {LG_OBJECT_FLEXIBLE, "eligible", LG_TYPE_BOOL, NULL, "true", "false",
     N_("only who may move by R2"), 0, 0},

    {LG_OBJECT_FLEXIBLE_ROUTE, "id", LG_TYPE_TEXT, N_("not \"lock\", no id of routes"),
     LG_KEY_REQUIRED, "\"guest\"", N_("the route's own id"), 0, 0},
    {LG_OBJECT_FLEXIBLE_ROUTE, "name", LG_TYPE_TEXT, N_("not \"lock\", no name of routes"),
     N_("the id"), "\"Lessons at a weaker school\"", N_("what the rosters show"), 0, 0},

    {LG_OBJECT_STAFFING, "subject_band", LG_TYPE_BAND, NULL, "[-1, 1]", "[-1, 2]",
     N_("of each school, stage and subject (R6)"), 0, 0},
    {LG_OBJECT_STAFFING, "headcount_band", LG_TYPE_BAND, NULL, "null", "[-2, 2]",
     N_("of each school (R7); max_staff of the schools' table holds in any case"), 0, 0},

    {LG_OBJECT_QUOTA, "id", LG_TYPE_TEXT, N_("not a rule's name, not backbone_per_100"),
     LG_KEY_REQUIRED, "\"rotation\"", N_("the quota's own id"), 0, 0},
    {LG_OBJECT_QUOTA, "name", LG_TYPE_TEXT, NULL, N_("the id"), "\"Rotation\"",
     N_("what the files show"), 0, 0},
    {LG_OBJECT_QUOTA, "count", LG_TYPE_FILTER, NULL, LG_KEY_REQUIRED, "{\"moved\": true}",
     N_("who counts"), 0, 0},
    {LG_OBJECT_QUOTA, "of", LG_TYPE_FILTER, NULL, "{}", "{\"full_time\": true}",
     N_("the base of a share"), 0, 0},
    {LG_OBJECT_QUOTA, "min", LG_TYPE_BOUND, NULL, NULL, "\"37%\"",
     N_("at least so many; min or max has to be given"), 0, 0},
    {LG_OBJECT_QUOTA, "max", LG_TYPE_BOUND, NULL, NULL, "\"3/8\"", N_("at most so many"), 0, 0},
    {LG_OBJECT_QUOTA, "withdrawals", LG_TYPE_WHOLE,
     N_("only with min, of a share with a fixed base or of heads, without per"), "0", "3",
     N_("so many of those who count may drop out, and the minimum still holds"), 0, LG_MAX_WHOLE},
    {LG_OBJECT_QUOTA, "include_rotated", LG_TYPE_BOOL, NULL, "false", "true",
     N_("who has rotated before counts as well; of must not depend on the roster then"), 0, 0},
    {LG_OBJECT_QUOTA, "soft", LG_TYPE_BOOL, NULL, "false", "true",
     N_("may fall short; the goal shortfall counts by how many heads"), 0, 0},
    {LG_OBJECT_QUOTA, "weight", LG_TYPE_WHOLE, NULL, "1", "10",
     N_("the price of a head of a soft one"), 1, LG_MAX_WEIGHT},
    {LG_OBJECT_QUOTA, "per", LG_TYPE_WORD,
     "from.school, to.school, from.group, to.group, from.tier, to.tier, stage, subject",
     N_("the district as a whole"), "\"from.school\"",
     N_("holds for each of these by itself; of a list of two, [\"from.school\", \"subject\"], for "
        "each pair"),
     0, 0},

    {LG_OBJECT_TEAM, "route", LG_TYPE_TEXT, N_("the id of a route"), LG_KEY_REQUIRED, "\"support\"",
     N_("whose movers are counted"), 0, 0},
    {LG_OBJECT_TEAM, "min", LG_TYPE_WHOLE, NULL, LG_KEY_REQUIRED, "2",
     N_("a school receives so many of them at least, or none"), 1, LG_MAX_WHOLE},

    {LG_OBJECT_DENSITY, "min", LG_TYPE_FRACTION, N_("0 or more, below 10000"), LG_KEY_REQUIRED,
     "\"0.9\"", N_("backbone teachers per 100 students of each school and stage"), 0, 0},
    {LG_OBJECT_DENSITY, "soft", LG_TYPE_BOOL, NULL, "false", "true",
     N_("may fall short; the goal shortfall counts by how many heads"), 0, 0},
    {LG_OBJECT_DENSITY, "weight", LG_TYPE_WHOLE, NULL, "1", "10",
     N_("the price of a head of a soft one"), 1, LG_MAX_WEIGHT},

    {LG_OBJECT_GOAL, "id", LG_TYPE_WORD,
     "shortfall, staffing, flexible, equity, wishes, commute, tenure, moves, changes, lottery",
     LG_KEY_REQUIRED, "\"commute\"", N_("which goal"), 0, 0},
    {LG_OBJECT_GOAL, "tolerance", LG_TYPE_SHARE, NULL, "\"0\"", "\"1%\"",
     N_("how much of its best value later goals may give up"), 0, 0},
    {LG_OBJECT_GOAL, "points", LG_TYPE_LIST, N_("whole numbers, 0 to 1000; of wishes alone"),
     "[3, 2, 1]", "[5, 3, 1]", N_("the points of a fulfilled first, second, ... wish"), 0, 0},
    {LG_OBJECT_GOAL, "seed", LG_TYPE_TEXT, N_("of lottery alone"), N_("the title"), "\"2025\"",
     N_("what the draw is made from; published beforehand"), 0, 0},

    {LG_OBJECT_LIMITS, "time_seconds", LG_TYPE_SECONDS, NULL, "300", "60",
     N_("the whole run ends in this time; the option --time-limit comes first"), 0, 0},
    {LG_OBJECT_LIMITS, "gap", LG_TYPE_SHARE, N_("or the number 0"), "0", "\"1%\"",
     N_("how near to its bound a goal may stop; the option --gap comes first"), 0, 0},

    {LG_OBJECT_RELAX, "rule", LG_TYPE_WORD, "R6, R7, R8, R9, R10, R11, R12, R15, changes",
     LG_KEY_REQUIRED, "\"R8\"", N_("the rule that gives way"), 0, 0},
    {LG_OBJECT_RELAX, "id", LG_TYPE_TEXT, NULL, LG_KEY_REQUIRED, "\"rotation\"",
     N_("the element: a quota, a school, a teacher, a route"), 0, 0},
    {LG_OBJECT_RELAX, "class", LG_TYPE_TEXT, NULL, LG_KEY_REQUIRED, "\"\"",
     N_("which of it: a class, a stage and subject, a school"), 0, 0},
    {LG_OBJECT_RELAX, "side", LG_TYPE_WORD, "min, max, drop", LG_KEY_REQUIRED, "\"min\"",
     N_("the limit that gives way; drop: a lock or pair that is left out"), 0, 0},
    {LG_OBJECT_RELAX, "heads", LG_TYPE_WHOLE, N_("1 with drop"), LG_KEY_REQUIRED, "3",
     N_("by how many heads"), 1, LG_MAX_WHOLE},
    {LG_OBJECT_RELAX, "from", LG_TYPE_ANY, NULL, NULL, "212",
     N_("the limit before, as proposed; not read"), 0, 0},
    {LG_OBJECT_RELAX, "to", LG_TYPE_ANY, NULL, NULL, "209",
     N_("the limit after, as proposed; not read"), 0, 0},

    {LG_OBJECT_REPAIR, "never", LG_TYPE_LIST, N_("R6 to R12, R15, changes, ids of quotas"), NULL,
     "[\"R9\", \"rotation\"]", N_("what proposals leave alone"), 0, 0},
    {LG_OBJECT_REPAIR, "weights", LG_TYPE_OBJECT,
     N_("R6 to R12, R15, changes, ids of quotas; whole numbers, 1 to 1000"), N_("each 1"),
     "{\"R6\": 5}", N_("the price of a head in a proposal"), 0, 0},

    {LG_OBJECT_FILTER, "moved", LG_TYPE_BOOL, NULL, NULL, "true",
     N_("works at another school after the plan"), 0, 0},
    {LG_OBJECT_FILTER, "eligible", LG_TYPE_BOOL, NULL, NULL, "true",
     N_("may move by R2, whatever locks and options say"), 0, 0},
    {LG_OBJECT_FILTER, "backbone", LG_TYPE_BOOL, NULL, NULL, "true", N_("has a backbone rank"), 0,
     0},
    {LG_OBJECT_FILTER, "full_time", LG_TYPE_BOOL, NULL, NULL, "true", N_("is full-time"), 0, 0},
    {LG_OBJECT_FILTER, "rotated", LG_TYPE_BOOL, NULL, NULL, "false", N_("has rotated before"), 0,
     0},
    {LG_OBJECT_FILTER, "same_group", LG_TYPE_BOOL, NULL, NULL, "true",
     N_("both schools are of one partner group"), 0, 0},
    {LG_OBJECT_FILTER, "returns", LG_TYPE_BOOL, NULL, NULL, "true",
     N_("goes back after a service (R13)"), 0, 0},
    {LG_OBJECT_FILTER, "flexible", LG_TYPE_BOOL, NULL, NULL, "true",
     N_("stays and has a guest school"), 0, 0},
    {LG_OBJECT_FILTER, "rank", LG_TYPE_VALUE, NULL, NULL, "\"学科带头人\"",
     N_("a rank of the teacher, as the table writes it"), 0, 0},
    {LG_OBJECT_FILTER, "tag", LG_TYPE_VALUE, NULL, NULL, "[\"毕业班\", \"班主任\"]",
     N_("a tag of the teacher"), 0, 0},
    {LG_OBJECT_FILTER, "subject", LG_TYPE_VALUE, NULL, NULL, "\"数学\"",
     N_("the teacher's subject"), 0, 0},
    {LG_OBJECT_FILTER, "title", LG_TYPE_VALUE, NULL, NULL, "{\"not\": \"高级教师\"}",
     N_("the teacher's title"), 0, 0},
    {LG_OBJECT_FILTER, "stage", LG_TYPE_VALUE, "primary, junior", NULL, "\"primary\"",
     N_("the teacher's stage"), 0, 0},
    {LG_OBJECT_FILTER, "gender", LG_TYPE_VALUE, "M, F", NULL, "\"F\"", N_("the teacher's gender"),
     0, 0},
    {LG_OBJECT_FILTER, "route", LG_TYPE_VALUE, N_("ids of routes, or lock"), NULL, "\"support\"",
     N_("the route of the move"), 0, 0},
    {LG_OBJECT_FILTER, "age", LG_TYPE_VALUE, N_("whole numbers, or a range"), NULL,
     "{\"min\": 30, \"max\": 45}", N_("whole years at the plan's date"), 0, 0},
    {LG_OBJECT_FILTER, "years", LG_TYPE_VALUE, N_("whole numbers, or a range"), NULL,
     "{\"min\": 6}", N_("whole years at the present school"), 0, 0},
    {LG_OBJECT_FILTER, "wish", LG_TYPE_VALUE, N_("whole numbers from 1, or a range"), NULL, "1",
     N_("the rank of the wish that the new school fulfils"), 0, 0},
    {LG_OBJECT_FILTER, "from.school", LG_TYPE_VALUE, N_("ids or names"), NULL, "\"A1\"",
     N_("the home school"), 0, 0},
    {LG_OBJECT_FILTER, "from.tier", LG_TYPE_VALUE, "strong, ordinary, weak", NULL,
     "[\"strong\", \"ordinary\"]", N_("the tier of the home school"), 0, 0},
    {LG_OBJECT_FILTER, "from.group", LG_TYPE_VALUE, NULL, NULL, "\"G1\"",
     N_("the partner group of the home school"), 0, 0},
    {LG_OBJECT_FILTER, "from.stage", LG_TYPE_VALUE, "primary, junior, both", NULL, "\"both\"",
     N_("the stage of the home school"), 0, 0},
    {LG_OBJECT_FILTER, "to.school", LG_TYPE_VALUE, N_("ids or names"), NULL, "\"A2\"",
     N_("the school after the plan"), 0, 0},
    {LG_OBJECT_FILTER, "to.tier", LG_TYPE_VALUE, "strong, ordinary, weak", NULL, "\"weak\"",
     N_("its tier"), 0, 0},
    {LG_OBJECT_FILTER, "to.group", LG_TYPE_VALUE, NULL, NULL, "\"G1\"", N_("its partner group"), 0,
     0},
    {LG_OBJECT_FILTER, "guest.school", LG_TYPE_VALUE, N_("ids or names"), NULL, "\"A2\"",
     N_("the guest school of a flexible service"), 0, 0},
    {LG_OBJECT_FILTER, "guest.tier", LG_TYPE_VALUE, "strong, ordinary, weak", NULL, "\"weak\"",
     N_("its tier"), 0, 0},
    {LG_OBJECT_FILTER, "guest.group", LG_TYPE_VALUE, NULL, NULL, "\"G1\"", N_("its partner group"),
     0, 0},
    {LG_OBJECT_FILTER, "guest.same_group", LG_TYPE_BOOL, NULL, NULL, "true",
     N_("home school and guest school are of one partner group"), 0, 0},
    {LG_OBJECT_FILTER, "any", LG_TYPE_LIST, N_("filters without any"), NULL,
     "[{\"moved\": true}, {\"returns\": true}]",
     N_("one of these filters holds at least; not in a route"), 0, 0},

    {LG_OBJECT_RANGE, "min", LG_TYPE_WHOLE, NULL, N_("no limit"), "30", N_("so much or more"), 0,
     LG_MAX_WHOLE},
    {LG_OBJECT_RANGE, "max", LG_TYPE_WHOLE, NULL, N_("no limit"), "45", N_("so much or less"), 0,
     LG_MAX_WHOLE},
    {LG_OBJECT_RANGE, "not", LG_TYPE_VALUE, NULL, NULL, "{\"min\": 50}",
     N_("none of this; stands alone, with any key"), 0, 0},
    {LG_OBJECT_NOT, "not", LG_TYPE_VALUE, NULL, LG_KEY_REQUIRED, "\"高级教师\"",
     N_("none of this; stands alone, with any key"), 0, 0},
};

const lg_plan_key *lg_plan_keys_of(lg_key_object object, int *count)
{
  const lg_plan_key *first = NULL;
  *count = 0;
  for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
    if (keys[k].object != object) continue;
    if (!first) first = &keys[k];
    (*count)++;
  }
  return first;
}

const char *lg_key_object_path(lg_key_object object)
{
  return objects[object].path;
}

const char *lg_key_object_note(lg_key_object object)
{
  return objects[object].note;
}
