/* tally.c - leaves out one thing after the other and counts what changes. */
#include "tally.h"

#include <stdio.h>

#include "runner.h"

static const char *const form_words[LG_FORM_COUNT] = {"hard",
                                                      "soft",
                                                      "min",
                                                      "max",
                                                      "both",
                                                      "heads",
                                                      "share",
                                                      "variable of",
                                                      "include_rotated",
                                                      "soft with per",
                                                      "per of two keys",
                                                      "and of places",
                                                      "withdrawals"};
static const char *const ledger_words[LG_LEDGER_COUNT] = {"serving", "rests", "rotated",
                                                          "waived by a lock"};

/* Does another result answer otherwise? `skip`: a goal that one of them has not, or -1. */
static bool differs(const lg_brute *b, const lg_brute_result *base, const lg_brute_result *other,
                    int skip)
{
  if (base->feasible != other->feasible || base->count != other->count) return true;
  for (int g = 0; g < b->policy->goal_count; g++)
    if (g != skip && base->best[g] != other->best[g]) return true;
  return false;
}

static bool decisive(const lg_brute *b, const lg_brute_result *base, const lg_brute_drop *drop,
                     bool *rescued)
{
  lg_brute_result other;
  lg_brute_best(b, drop, &other);
  if (rescued) *rescued = !base->feasible && other.feasible;
  return differs(b, base, &other, drop->goal);
}

static void add_keys(lg_tally *tally, const lg_filter *filter)
{
  for (int k = 0; k < filter->count; k++) {
    const lg_condition *c = &filter->conditions[k];
    tally->keys[c->key]++;
    for (int a = 0; c->key == LG_KEY_ANY && a < c->any_count; a++) add_keys(tally, &c->any[a]);
  }
}

/* Teachers of whom the ledger says something. */
static void add_ledger(lg_tally *tally, const lg_brute *b)
{
  for (int i = 0; i < b->district->teacher_count; i++) {
    const lg_brute_teacher *fact = &b->teachers[i];
    tally->ledger[LG_LEDGER_SERVING] += fact->serving;
    tally->ledger[LG_LEDGER_RESTS] += fact->rests;
    tally->ledger[LG_LEDGER_ROTATED] += fact->rotated && !b->district->teachers[i].rotated;
    tally->ledger[LG_LEDGER_WAIVED] += fact->due_back != LG_MISSING && fact->must != LG_MISSING;
  }
}

static void add_quota(lg_tally *tally, const lg_quota *quota)
{
  bool min = quota->min.kind != LG_BOUND_NONE, max = quota->max.kind != LG_BOUND_NONE;
  tally->forms[LG_FORM_HARD] += !quota->soft;
  tally->forms[LG_FORM_SOFT] += quota->soft;
  tally->forms[LG_FORM_SOFT_PER] += quota->soft && quota->per[0] != LG_PER_DISTRICT;
  tally->forms[LG_FORM_MIN] += min && !max;
  tally->forms[LG_FORM_MAX] += max && !min;
  tally->forms[LG_FORM_BOTH] += min && max;
  bool share = quota->min.kind == LG_BOUND_SHARE || quota->max.kind == LG_BOUND_SHARE;
  tally->forms[LG_FORM_HEADS] +=
      quota->min.kind == LG_BOUND_HEADS || quota->max.kind == LG_BOUND_HEADS;
  tally->forms[LG_FORM_SHARE] += share;
  tally->forms[LG_FORM_VARIABLE] += share && lg_brute_variable(quota);
  tally->forms[LG_FORM_ROTATED] += quota->include_rotated;
  bool two = quota->per[1] != LG_PER_DISTRICT, places = false;
  for (int k = 0; k < LG_PER_KEYS; k++) {
    if (k == 0 || two) tally->pers[quota->per[k]]++;
    places |= quota->per[k] == LG_PER_TO_SCHOOL || quota->per[k] == LG_PER_TO_GROUP ||
              quota->per[k] == LG_PER_TO_TIER;
  }
  tally->forms[LG_FORM_TWO_KEYS] += two;
  tally->forms[LG_FORM_TWO_PLACES] += two && places;
  add_keys(tally, &quota->count);
  add_keys(tally, &quota->of);
  tally->forms[LG_FORM_WITHDRAWALS] += quota->withdrawals > 0;
}

/* A district without one table: its rows change what the others mean, so everything is tried again.
 */
static bool decisive_table(const lg_brute *b, const lg_brute_result *base, bool locks,
                           lg_pair_rule rule, bool *rescued)
{
  lg_district part = *b->district;
  part.pairs = g_new0(lg_pair, (size_t)part.pair_count + 1);
  part.pair_count = 0;
  if (locks) part.lock_count = 0;
  for (int k = 0; k < b->district->pair_count; k++)
    if (locks || b->district->pairs[k].rule != rule)
      part.pairs[part.pair_count++] = b->district->pairs[k];
  lg_brute *other = lg_brute_new(&part, b->policy);
  bool changed =
      lg_brute_enumerate(other) && decisive(other, base, &(lg_brute_drop){.goal = -1}, rescued);
  lg_brute_free(other);
  g_free(part.pairs);
  return changed;
}

static void add_rules(lg_tally *tally, const lg_brute *b, const lg_brute_result *base)
{
  for (lg_rule rule = LG_R2_ELIGIBLE; rule < LG_R_CHANGES; rule++) {
    bool rescued = false, changed;
    if (rule == LG_R9_LOCK) {
      changed = b->district->lock_count && decisive_table(b, base, true, LG_SAME_SCHOOL, &rescued);
    } else {
      changed = decisive(b, base, &(lg_brute_drop){.rules = 1U << rule, .goal = -1}, &rescued);
    }
    tally->rules[rule] += changed;
    tally->alone[rule] += rescued;
    if (rule == LG_R12_DENSITY && changed) {
      tally->soft_density += b->policy->density.soft;
      tally->hard_density += !b->policy->density.soft;
    }
  }
  for (int rule = 0; rule < LG_PAIR_RULE_COUNT && b->district->pair_count; rule++)
    tally->pairs[rule] += decisive_table(b, base, false, (lg_pair_rule)rule, NULL);
}

void lg_tally_add(lg_tally *tally, const lg_brute *b, const lg_brute_result *base)
{
  tally->cases++;
  tally->infeasible += !base->feasible;
  tally->unique += base->count == 1;
  add_rules(tally, b, base);
  add_ledger(tally, b);
  for (int q = 0; q < b->policy->quota_count; q++)
    if (decisive(b, base, &(lg_brute_drop){.quotas = 1U << q, .goal = -1}, NULL))
      add_quota(tally, &b->policy->quotas[q]);
  for (int g = 0; g < b->policy->goal_count; g++)
    tally->goals[b->policy->goals[g].kind] += decisive(b, base, &(lg_brute_drop){.goal = g}, NULL);
  tally->tolerance += decisive(b, base, &(lg_brute_drop){.goal = -1, .no_tolerance = true}, NULL);
}

/* Every line of the table: prints it, or fails where it is 0. */
static void each(const lg_tally *tally, void (*line)(const char *kind, const char *word, int count))
{
  for (int k = LG_R2_ELIGIBLE; k < LG_R_CHANGES; k++) {
    if (k != LG_R14_UNITS) line("rule", lg_rule_word((lg_rule)k), tally->rules[k]);
    if (k != LG_R4_SUBJECT && k != LG_R14_UNITS)
      line("only cause", lg_rule_word((lg_rule)k), tally->alone[k]);
  }
  for (int k = 0; k < LG_LEDGER_COUNT; k++) line("ledger", ledger_words[k], tally->ledger[k]);
  for (int k = 0; k < LG_PAIR_RULE_COUNT; k++)
    line("pair", lg_pair_word((lg_pair_rule)k), tally->pairs[k]);
  line("density", "soft", tally->soft_density);
  line("density", "hard", tally->hard_density);
  for (int k = 0; k < LG_FORM_COUNT; k++) line("quota", form_words[k], tally->forms[k]);
  for (int k = 0; k <= LG_PER_SUBJECT; k++)
    line("per", k ? lg_per_word((lg_per)k) : "district", tally->pers[k]);
  for (int k = 0; k < LG_KEY_COUNT; k++) line("key", lg_key_word((lg_key)k), tally->keys[k]);
  for (int k = 0; k < LG_GOAL_KIND_COUNT; k++)
    line("goal", lg_goal_word((lg_goal_kind)k), tally->goals[k]);
  line("goal", "tolerance", tally->tolerance);
}

static void print_line(const char *kind, const char *word, int count)
{
  printf("    %-12s %-18s %6d\n", kind, word, count);
}

static void check_line(const char *kind, const char *word, int count)
{
  char text[120];
  g_snprintf(text, sizeof text, "%s %s was decisive at least once", kind, word);
  LG_TRUE(count > 0, text);
}

void lg_tally_print(const lg_tally *tally)
{
  printf("\n    %d districts, %d without a roster, %d with a single best one; decisive in:\n",
         tally->cases, tally->infeasible, tally->unique);
  each(tally, print_line);
}

void lg_tally_check(const lg_tally *tally)
{
  each(tally, check_line);
  LG_TRUE(tally->cases >= 500, "at least 500 districts");
  LG_TRUE(tally->infeasible * 5 >= tally->cases, "at least a fifth without a roster");
}
