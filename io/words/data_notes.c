#include "data_notes.h"

#include "output_text.h"

void lg_data_lacks(const lg_output *out, lg_lack *lacks)
{
  static const char *const what[LG_LACKS] = {
      N_("teachers without a date of birth: no age limit holds for them"),
      N_("teachers without a gender: no limit by gender holds for them"),
      N_("teachers without years at the school: no least number of years holds for them"),
      N_("teachers without coordinates of the home: distances count from the school"),
      N_("moves with an unknown distance, counted as 0")};
  const lg_district *district = out->input->district;
  for (int k = 0; k < LG_LACKS; k++) lacks[k] = (lg_lack){lg_tr(out->lang, what[k]), 0};
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *t = &district->teachers[i];
    lacks[0].count += t->birth.year == 0;
    lacks[1].count += t->gender == LG_GENDER_MISSING;
    lacks[2].count += out->options->candidates[i].years == LG_MISSING;
    lacks[3].count += !t->has_home;
  }
  lacks[4].count = out->audit->unknown_distance_count;
}

const char *lg_show_lock_kind(const lg_lang *lang, lg_lock_kind kind)
{
  return lg_tr(lang, kind == LG_LOCK_MUST ? N_("must") : N_("never"));
}

char *lg_show_lock_school(const lg_output *out, const lg_lock *lock)
{
  return lock->stay ? g_strdup(lg_tr(out->lang, "the home school"))
                    : lg_show_school(out, lock->school);
}
