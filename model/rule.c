#include "rule.h"

const char *lg_rule_word(lg_rule rule)
{
  static const char *const words[LG_RULE_COUNT] = {"file", "R1", "R2", "R3",  "R4",  "R5", "R6",
                                                   "R7",   "R8", "R9", "R10", "R11", "R12"};
  return words[rule];
}
