#include "lists.h"

#include <string.h>

static const lg_list_entry *const files[] = {
    lg_lists_people,    lg_lists_schools,  lg_lists_quotas,  lg_lists_goals,
    lg_lists_notes,     lg_lists_figures,  lg_lists_changes, lg_lists_inspection,
    lg_lists_rehearsal, lg_lists_flexible, lg_lists_key,     lg_lists_wishes};

const lg_list_entry *lg_list_at(int index)
{
  for (size_t f = 0; f < G_N_ELEMENTS(files); f++)
    for (const lg_list_entry *list = files[f]; list->name; list++)
      if (index-- == 0) return list;
  return NULL;
}

lg_view *lg_list(const lg_output *out, const char *name, const char *keys)
{
  const lg_list_entry *list = lg_list_at(0);
  for (int k = 1; list && strcmp(list->name, name) != 0; k++) list = lg_list_at(k);
  if (!list) g_error("no list %s", name);
  lg_view *view = list->make(out);
  if (keys) lg_view_pick(view, keys);
  return view;
}
