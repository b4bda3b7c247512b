/* letter.c - see letter.h. */
#include "letter.h"

const lg_letter_name lg_letter_names[] = {
    {"plan", "方案", LG_LETTER_PLAN, LG_FOR_TEACHER | LG_FOR_SCHOOL},
    {"date", "日期", LG_LETTER_DATE, LG_FOR_TEACHER | LG_FOR_SCHOOL},
    {"issued", "签发日期", LG_LETTER_ISSUED, LG_FOR_TEACHER | LG_FOR_SCHOOL},
    {"term", "交流起止时间", LG_LETTER_TERM, LG_FOR_TEACHER | LG_FOR_SCHOOL},
    {"unit", "柔性单位", LG_LETTER_UNIT, LG_FOR_TEACHER},
    {"code", "公示代码", LG_LETTER_CODE, LG_FOR_TEACHER},
    {"school_id", "学校代码", LG_LETTER_SCHOOL_ID, LG_FOR_SCHOOL},
    {"school", "学校", LG_LETTER_SCHOOL, LG_FOR_SCHOOL},
    {"tier", "办学层次", LG_LETTER_TIER, LG_FOR_SCHOOL},
    {"group", "协作体", LG_LETTER_GROUP, LG_FOR_SCHOOL},
    {"out", "派出人数", LG_LETTER_OUT, LG_FOR_SCHOOL},
    {"in", "接收人数", LG_LETTER_IN, LG_FOR_SCHOOL},
    {"out_list", "派出名单", LG_LETTER_OUT_LIST, LG_FOR_SCHOOL},
    {"in_list", "接收名单", LG_LETTER_IN_LIST, LG_FOR_SCHOOL},
    {NULL, NULL, 0, 0}};

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
      "> {issued}\n"
      "[school]\n"
      "# Teachers who leave and come: {school}\n"
      "{plan}\n"
      "Term of the exchange: {term}\n"
      "Leaving: {out}; coming: {in}.\n"
      "{out_list}\n"
      "{in_list}\n"
      "> Personnel office of the district education bureau\n"
      "> {issued}\n");
}

const char *lg_letter_guest_shipped(const lg_lang *lang)
{
  return lg_tr(lang,
               "[guest]\n"
               "# Notice of flexible service\n"
               "{name} ({teacher_id}):\n"
               "By the plan \"{plan}\" you stay at {from_school} and teach {subject} "
               "({stage}) at {guest_school} as well, {units} {unit} a week.\n"
               "Form of exchange: {route}\n"
               "Remarks: {reason}\n"
               "Your code in the published lists: {code}\n"
               "> Personnel office of the district education bureau\n"
               "> {issued}\n");
}
