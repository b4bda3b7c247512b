#include "goal_words.h"

static const lg_goal_words words[LG_GOAL_KIND_COUNT] = {
    [LG_GOAL_SHORTFALL] = {N_("shortfall"), N_("shortfall of soft quotas (heads)"),
                           N_("heads short of soft rules, weighted"),
                           N_("heads short of soft quotas: %s more"),
                           N_("heads short of soft quotas: %s fewer")},
    [LG_GOAL_STAFFING] = {N_("staffing"), N_("surplus and shortage against targets (heads)"),
                          N_("heads away from the staffing targets"),
                          N_("heads away from the staffing targets: %s more"),
                          N_("heads away from the staffing targets: %s fewer")},
    [LG_GOAL_FLEXIBLE] = {N_("flexible service"),
                          N_("flexible service away from its targets (units a week)"),
                          N_("units of flexible service away from the targets"),
                          N_("units of flexible service away from the targets: %s more"),
                          N_("units of flexible service away from the targets: %s fewer")},
    [LG_GOAL_EQUITY] = {N_("equity"), N_("imbalance between schools (CV squared, millionths)"),
                        N_("spread of backbone teachers between schools, squared, in millionths"),
                        N_("imbalance between schools: %s more (millionths)"),
                        N_("imbalance between schools: %s less (millionths)")},
    [LG_GOAL_WISHES] = {N_("wishes"), N_("wishes granted (points)"),
                        N_("points of fulfilled wishes"), N_("points of wishes gained: %s"),
                        N_("points of wishes lost: %s")},
    [LG_GOAL_COMMUTE] = {N_("commute"), N_("extra distance (hundreds of metres)"),
                         N_("longer ways to work, in hundreds of metres"),
                         N_("extra way to work of all who move: %s km more"),
                         N_("extra way to work of all who move: %s km less")},
    [LG_GOAL_TENURE] = {N_("tenure"), N_("years at the home school of those who move"),
                        N_("years at the home school of those who move"),
                        N_("years at the home school of those who move: %s more"),
                        N_("years at the home school of those who move: %s fewer")},
    [LG_GOAL_MOVES] = {N_("moves"), N_("moves"), N_("teachers who move"), N_("moves: %s more"),
                       N_("moves: %s fewer")},
    [LG_GOAL_CHANGES] = {N_("changes"), N_("changes against the published plan"),
                         N_("teachers placed otherwise than in the baseline"),
                         N_("changes against the published plan: %s more"),
                         N_("changes against the published plan: %s fewer")},
    [LG_GOAL_LOTTERY] = {N_("lottery"), N_("public draw (ends ties)"), N_("sum of the draws"),
                         N_("public draw: %s higher"), N_("public draw: %s lower")}};

const lg_goal_words *lg_goal_words_of(lg_goal_kind kind)
{
  return &words[kind];
}

const char *lg_show_goal(const lg_lang *lang, lg_goal_kind kind)
{
  return lg_tr(lang, words[kind].counted);
}

const char *lg_goal_short(const lg_lang *lang, lg_goal_kind kind)
{
  return lg_tr(lang, words[kind].brief);
}

bool lg_goal_is_withheld(const lg_district *district, lg_goal_kind kind)
{
  return district->anonymous && kind == LG_GOAL_LOTTERY;
}

const char *lg_goal_withheld(const lg_lang *lang)
{
  return lg_tr(lang, "withheld: ids could be tried on it");
}

int64_t lg_goal_shown(const lg_district *district, lg_goal_kind kind, int64_t value)
{
  enum { HUNDREDS = 10 }; /* of metres, in a kilometre */
  if (district->anonymous && kind == LG_GOAL_COMMUTE)
    return (value + (value < 0 ? -HUNDREDS : HUNDREDS) / 2) / HUNDREDS * HUNDREDS;
  if (district->coarse && kind == LG_GOAL_TENURE) return value / LG_BAND_YEARS * LG_BAND_YEARS;
  return value;
}
