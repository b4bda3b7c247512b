#include "element_facts.h"

#include "model/classes.h"

struct lg_element_facts {
  const lg_output *out;
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
  g_free(facts);
}

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
        (quota->include_rotated && lg_has_rotated(district, i) &&
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

lg_quota_reach lg_quota_reach_of(lg_element_facts *facts, lg_element class)
{
  const lg_district *district = facts->out->input->district;
  int quota = class.a;
  const lg_quota *asked = &facts->out->input->policy->quotas[quota];
  if (!facts->reach[quota]) {
    int classes = lg_class_count(district, asked);
    int *counting = g_new0(int, classes + 1);
    facts->reach[quota] = g_new0(lg_quota_reach, classes + 1);
    for (int i = 0; i < district->teacher_count; i++)
      reach_add(facts->out, asked, i, counting, facts->reach[quota]);
    g_free(counting);
  }
  return facts->reach[quota][class.b];
}
