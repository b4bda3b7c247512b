#include "table_help.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zip.h>

#include "runner.h"

lg_table *lg_help_read(const char *name, const void *bytes, size_t size, lg_table_kind kind,
                       lg_report *report)
{
  g_autofree char *folder = g_dir_make_tmp("lungang-XXXXXX", NULL);
  g_autofree char *plain = g_strdup(name);
  char *mark = strstr(plain, ".xlsx#");
  if (mark) mark[5] = '\0';
  g_autofree char *path = g_build_filename(folder, plain, NULL);
  LG_TRUE(g_file_set_contents(path, bytes, (gssize)size, NULL), "the file is written");
  lg_table *table = lg_table_read(folder, name, kind, NULL, NULL, report);
  g_unlink(path);
  g_rmdir(folder);
  return table;
}

char *lg_help_rows(const lg_table *table)
{
  if (!table) return g_strdup("(none)");
  GString *text = g_string_new(NULL);
  for (int r = 0; r < table->row_count; r++) {
    g_string_append_printf(text, "%s%d:", r ? " " : "", table->row_number[r]);
    for (int c = 0; c < table->column_count; c++)
      g_string_append_printf(text, "%s%s", c ? "|" : "", lg_table_text(table, r, c));
  }
  return g_string_free(text, FALSE);
}

/* The row stands in the line of the report: "file:3: ..." */
static int help_row(const lg_report *report, lg_severity severity, int k)
{
  g_autofree char *line = lg_report_line(report, severity, k, NULL);
  const char *colon = strchr(line, ':');
  return colon && g_ascii_isdigit(colon[1]) ? (int)g_ascii_strtoll(colon + 1, NULL, 10) : 0;
}

char *lg_help_findings(const lg_report *report)
{
  GString *text = g_string_new(NULL);
  for (int s = LG_DEFECT; s < LG_SEVERITY_COUNT; s++)
    for (int k = 0; lg_report_message(report, (lg_severity)s, k) != LG_MSG_COUNT; k++)
      g_string_append_printf(text, "%s%s:%d", text->len ? " " : "",
                             lg_message_name(lg_report_message(report, (lg_severity)s, k)),
                             help_row(report, (lg_severity)s, k));
  return g_string_free(text, FALSE);
}

void lg_help_check(const char *what, const char *name, const void *bytes, size_t size,
                   lg_table_kind kind, const char *rows, const char *findings)
{
  lg_report *report = lg_report_new();
  lg_table *table = lg_help_read(name, bytes, size, kind, report);
  g_autofree char *found_rows = lg_help_rows(table);
  g_autofree char *found = lg_help_findings(report);
  LG_EQUAL_TEXT(found_rows, rows, what);
  LG_EQUAL_TEXT(found, findings, what);
  lg_table_free(table);
  lg_report_free(report);
}

char *lg_help_zip(size_t *size, ...)
{
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
  zip_source_keep(target);
  zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  va_list parts;
  va_start(parts, size);
  for (const char *name; (name = va_arg(parts, const char *));) {
    const char *content = va_arg(parts, const char *);
    zip_source_t *source = zip_source_buffer(zip, content, strlen(content), 0);
    zip_int64_t index = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    LG_TRUE(index >= 0, name);
    zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, 1); /* quick */
  }
  va_end(parts);
  LG_TRUE(zip_close(zip) == 0, "the zip is written");
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  *size = (size_t)zip_source_tell(target);
  zip_source_seek(target, 0, SEEK_SET);
  char *bytes = g_malloc(*size + 1);
  LG_TRUE(zip_source_read(target, bytes, *size) == (zip_int64_t)*size, "the zip is read");
  zip_source_close(target);
  zip_source_free(target);
  zip_error_fini(&error);
  return bytes;
}
