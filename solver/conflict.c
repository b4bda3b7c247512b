#include "conflict.h"

void lg_conflict_find(const lg_formulation *formulation, lg_engine *engine, lg_answer *answer)
{
  (void)formulation;
  (void)engine;
  (void)answer;
}
