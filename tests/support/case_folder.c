#include "case_folder.h"
#include "io/words/shapes.h"

#include <glib/gstdio.h>
#include <string.h>

lg_case_folder *lg_case_folder_new(void)
{
  lg_case_folder *folder = g_new0(lg_case_folder, 1);
  folder->path = g_dir_make_tmp("lungang-test-XXXXXX", NULL);
  g_assert_nonnull(folder->path);
  folder->names = g_ptr_array_new_with_free_func(g_free);
  folder->copy_columns = g_ptr_array_new_with_free_func(g_free);
  return folder;
}

void lg_case_folder_free(lg_case_folder *folder)
{
  for (guint k = 0; k < folder->names->len; k++) {
    g_autofree char *path =
        g_build_filename(folder->path, (char *)g_ptr_array_index(folder->names, k), NULL);
    g_unlink(path);
  }
  g_rmdir(folder->path);
  g_ptr_array_free(folder->names, TRUE);
  g_ptr_array_free(folder->copy_columns, TRUE);
  g_free(folder->path);
  g_free(folder);
}

void lg_case_folder_write(lg_case_folder *folder, const char *name, const char *bytes, gsize length)
{
  g_autofree char *path = g_build_filename(folder->path, name, NULL);
  g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
  g_ptr_array_add(folder->names, g_strdup(name));
}

static const char *const case_backbone[] = {"骨干", "带头人"};
static const char *const case_files[LG_TABLE_COUNT] = {[LG_TABLE_TEACHERS] = "teachers.csv",
                                                       [LG_TABLE_SCHOOLS] = "schools.csv",
                                                       [LG_TABLE_DEMAND] = "demand.csv",
                                                       [LG_TABLE_WISHES] = "wishes.csv",
                                                       [LG_TABLE_LOCKS] = "locks.csv",
                                                       [LG_TABLE_DISTANCES] = "distances.csv",
                                                       [LG_TABLE_PAIRS] = "pairs.csv",
                                                       [LG_TABLE_SERVICE] = "service.csv",
                                                       [LG_TABLE_FLEXIBLE] = "flexible_demand.csv",
                                                       [LG_TABLE_ROSTER] = "baseline.csv"};

static bool case_folder_has(const lg_case_folder *folder, const char *name)
{
  return g_ptr_array_find_with_equal_func(folder->names, name, g_str_equal, NULL);
}

lg_plan_head *lg_case_folder_head(const lg_case_folder *folder)
{
  lg_plan_head *head = g_new0(lg_plan_head, 1);
  head->file = "plan.json";
  head->folder = folder->path;
  head->title = "plan";
  head->date = (lg_date){2010, 9, 1};
  head->backbone = case_backbone;
  head->backbone_count = (int)G_N_ELEMENTS(case_backbone);
  head->copy_columns = (const char *const *)folder->copy_columns->pdata;
  head->copy_column_count = (int)folder->copy_columns->len;
  static const lg_plan_place places[8] = {0};
  if (head->copy_column_count > (int)G_N_ELEMENTS(places)) g_error("too many columns to copy");
  head->copy_column_places = places;
  head->naming[LG_TABLE_TEACHERS].copied = head->copy_columns;
  head->naming[LG_TABLE_TEACHERS].copied_count = head->copy_column_count;
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++)
    if (case_folder_has(folder, case_files[kind])) head->table[kind] = case_files[kind];
  return head;
}

void lg_case_folder_write_plan(lg_case_folder *folder)
{
  GString *plan = g_string_new("{\n\"lungang\": 1,\n\"date\": \"2010-09-01\",\n");
  g_string_append_printf(plan, "\"backbone\": [\"%s\", \"%s\"],\n\"copy_columns\": [",
                         case_backbone[0], case_backbone[1]);
  for (guint k = 0; k < folder->copy_columns->len; k++)
    g_string_append_printf(plan, "%s\"%s\"", k ? ", " : "",
                           (char *)g_ptr_array_index(folder->copy_columns, k));
  g_string_append(plan, "]");
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++)
    if (case_folder_has(folder, case_files[kind]))
      g_string_append_printf(
          plan, ",\n\"%s\": \"%s\"",
          kind == LG_TABLE_ROSTER ? "baseline" : lg_shape_of((lg_table_kind)kind)->name,
          case_files[kind]);
  g_string_append(plan, "\n}\n");
  lg_case_folder_write(folder, "plan.json", plan->str, plan->len);
  g_string_free(plan, TRUE);
}
