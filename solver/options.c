#include "options.h"

#include <stddef.h>

const lg_tuning *lg_tuning_defaults(void)
{
#define NO_GROUP(title)
#define DEFAULT(type, name, normal, low, high, help) .name = (normal),
  static const lg_tuning defaults = {LG_TUNING_OPTIONS(NO_GROUP, DEFAULT)};
  return &defaults;
#undef DEFAULT
#undef NO_GROUP
}

static const lg_tuning_option entries[] = {
#define TITLE(title) {.group = (title)},
#define ENTRY(type_, name_, normal_, low_, high_, help_) \
  {.name = #name_,                                       \
   .help = (help_),                                      \
   .type = LG_TUNING_##type_,                            \
   .offset = offsetof(lg_tuning, name_),                 \
   .normal = (normal_),                                  \
   .low = (low_),                                        \
   .high = (high_)},
    LG_TUNING_OPTIONS(TITLE, ENTRY)
#undef ENTRY
#undef TITLE
};

const lg_tuning_option *lg_tuning_options(int *count)
{
  *count = (int)G_N_ELEMENTS(entries);
  return entries;
}

double lg_tuning_get(const lg_tuning *tuning, const lg_tuning_option *option)
{
  if (option->type == LG_TUNING_int) return G_STRUCT_MEMBER(int, tuning, option->offset);
  return G_STRUCT_MEMBER(double, tuning, option->offset);
}

void lg_tuning_set(lg_tuning *tuning, const lg_tuning_option *option, double value)
{
  if (option->type == LG_TUNING_int)
    G_STRUCT_MEMBER(int, tuning, option->offset) = (int)value;
  else
    G_STRUCT_MEMBER(double, tuning, option->offset) = value;
}
