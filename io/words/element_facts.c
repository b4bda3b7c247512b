#include "element_facts.h"

#include "model/classes.h"

struct lg_element_facts {
  const lg_output *out;
  int *first;   /* [school_count + 1] where a school's teachers begin in `teacher`, or NULL */
  int *teacher; /* by school */
  lg_quota_reach **reach; /* [quota_count], each [class_count] or NULL */
};

lg_element_facts *lg_element_facts_new(const lg_output *out)
{
  lg_element_facts *facts = g_new0(lg_element_facts, 1);
  facts->out = out;
  facts->reach = g_new0(lg_quota_reach *, out->input->policy->quota_count + 1);
  return facts;
}

void lg_element_facts_free(lg_element_facts *facts)
{
  if (!facts) return;
  for (int k = 0; k < facts->out->input->policy->quota_count; k++) g_free(facts->reach[k]);
  g_free(facts->reach);
  g_free(facts->first);
  g_free(facts->teacher);
  g_free(facts);
}

/* ---- heads ---- */

static void sort_by_school(lg_element_facts *facts)
{
  const lg_district *district = facts->out->input->district;
  int *first = g_new0(int, district->school_count + 2);
  facts->teacher = g_new(int, district->teacher_count + 1);
  for (int i = 0; i < district->teacher_count; i++) first[district->teachers[i].school + 2]++;
  for (int j = 0; j < district->school_count; j++) first[j + 2] += first[j + 1];
  for (int i = 0; i < district->teacher_count; i++)
    facts->teacher[first[district->teachers[i].school + 1]++] = i;
  facts->first = first;
}

int lg_heads_now(lg_element_facts *facts, int school, int stage, int subject, bool backbone_only)
{
  if (!facts->first) sort_by_school(facts);
  int heads = 0;
  for (int k = facts->first[school]; k < facts->first[school + 1]; k++) {
    const lg_teacher *t = &facts->out->input->district->teachers[facts->teacher[k]];
    heads += (stage == LG_MISSING || (int)t->stage == stage) &&
             (subject == LG_MISSING || t->subject == subject) && (t->backbone || !backbone_only);
  }
  return heads;
}

/* ---- quotas ---- */

/* One teacher's part in every class of the quota.
 *   counting   scratch by class, all 0 before and after */
static void reach_add(const lg_output *out, const lg_quota *quota, int i, int *counting,
                      lg_quota_reach *reach)
{
  const lg_district *district = out->input->district;
  const lg_policy *policy = out->input->policy;
  const lg_teacher *t = &district->teachers[i];
  const lg_candidate *candidate = &out->options->candidates[i];
  const lg_option *pairs = out->options->pairs + candidate->first;
  lg_option home = lg_options_home(district, i);
  int at_home = lg_class_of(district, quota, i, t->school);
  if (at_home != LG_MISSING &&
      lg_options_match(out->options, district, policy, &quota->of, i, &home))
    reach[at_home].base++;
  for (int k = 0; k < candidate->count; k++) {
    int code = lg_class_of(district, quota, i, pairs[k].assignment.school);
    if (code == LG_MISSING) continue;
    counting[code] +=
        lg_options_match(out->options, district, policy, &quota->count, i, &pairs[k]) ||
        (quota->include_rotated && t->rotated &&
         lg_options_match(out->options, district, policy, &quota->of, i, &pairs[k]));
  }
  for (int k = 0; k < candidate->count; k++) {
    int code = lg_class_of(district, quota, i, pairs[k].assignment.school);
    if (code == LG_MISSING || counting[code] == 0) continue;
    reach[code].can++;
    reach[code].cannot_help += counting[code] == candidate->count;
    counting[code] = 0;
  }
}

lg_quota_reach lg_quota_reach_of(lg_element_facts *facts, int quota, const char *class_id)
{
  const lg_district *district = facts->out->input->district;
  const lg_quota *asked = &facts->out->input->policy->quotas[quota];
  int code = lg_class_find(district, asked, class_id);
  if (code < 0) return (lg_quota_reach){0};
  if (!facts->reach[quota]) {
    int classes = lg_class_count(district, asked);
    int *counting = g_new0(int, classes + 1);
    facts->reach[quota] = g_new0(lg_quota_reach, classes + 1);
    for (int i = 0; i < district->teacher_count; i++)
      reach_add(facts->out, asked, i, counting, facts->reach[quota]);
    g_free(counting);
  }
  return facts->reach[quota][code];
}
