#include "case_folder.h"

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

lg_plan_head *lg_case_folder_head(const lg_case_folder *folder)
{
  static const char *const backbone[] = {"骨干", "带头人"};
  static const char *const files[LG_TABLE_COUNT] = {
      [LG_TABLE_TEACHERS] = "teachers.csv", [LG_TABLE_SCHOOLS] = "schools.csv",
      [LG_TABLE_DEMAND] = "demand.csv",     [LG_TABLE_WISHES] = "wishes.csv",
      [LG_TABLE_LOCKS] = "locks.csv",       [LG_TABLE_DISTANCES] = "distances.csv",
      [LG_TABLE_PAIRS] = "pairs.csv",       [LG_TABLE_ROSTER] = "baseline.csv"};
  lg_plan_head *head = g_new0(lg_plan_head, 1);
  head->file = "plan.json";
  head->folder = folder->path;
  head->title = "plan";
  head->date = (lg_date){2010, 9, 1};
  head->backbone = backbone;
  head->backbone_count = (int)G_N_ELEMENTS(backbone);
  head->copy_columns = (const char *const *)folder->copy_columns->pdata;
  head->copy_column_count = (int)folder->copy_columns->len;
  head->copy_columns_line = 5;
  for (guint k = 0; k < folder->names->len; k++)
    for (int kind = 0; kind < LG_TABLE_COUNT; kind++)
      if (strcmp(g_ptr_array_index(folder->names, k), files[kind]) == 0)
        head->table[kind] = files[kind];
  return head;
}
