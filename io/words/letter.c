#include "letter.h"

const char *lg_letter_text_shipped(const lg_lang *lang)
{
  return lg_tr(
      lang,
      "[teacher]\n"
      "# Notice of exchange\n"
      "{name} ({teacher_id}):\n"
      "By the plan \"{plan}\" you work from now on at {to_school}, as a teacher of {subject} "
      "({stage}). You come from {from_school}.\n"
      "Form of exchange: {route}\n"
      "Term of the exchange: {term}\n"
      "Remarks: {reason}\n"
      "Your code in the published lists: {code}\n"
      "Please report to {to_school} in time and hand over your work at {from_school} before.\n"
      "> Personnel office of the district education bureau\n"
      "> {date}\n"
      "[school]\n"
      "# Teachers who leave and come: {school}\n"
      "{plan}, {date}\n"
      "Term of the exchange: {term}\n"
      "Leaving: {out}; coming: {in}.\n"
      "{out_list}\n"
      "{in_list}\n"
      "> Personnel office of the district education bureau\n");
}
