/* program.c - builds a sparse program: columns, rows and entries one by one, then sorted by
 * column. */
#include "program.h"

/* An entry while the program is built; there may be tens of millions. Nearly all are 1; for another
 * value, `row` is the complement ~row, and the value stands in a list of its own. */
struct entry {
  int row, column;
};

/* While it is built, columns, rows and elements grow in GArrays kept behind the plain arrays. */
struct program_parts {
  lg_program program;
  GArray *columns, *rows, *elements;
  GArray *values; /* double: of the entries that are not 1, in their order */
};

static struct program_parts *parts_of(lg_program *program)
{
  return (struct program_parts *)(void *)program;
}

lg_program *lg_program_new(void)
{
  struct program_parts *parts = g_new0(struct program_parts, 1);
  parts->columns = g_array_new(FALSE, FALSE, sizeof(lg_column));
  parts->rows = g_array_new(FALSE, FALSE, sizeof(lg_row));
  parts->elements = g_array_new(FALSE, FALSE, sizeof(lg_element));
  parts->values = g_array_new(FALSE, FALSE, sizeof(double));
  parts->program.entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
  return &parts->program;
}

void lg_program_free(lg_program *program)
{
  if (!program) return;
  struct program_parts *parts = parts_of(program);
  g_array_free(parts->columns, TRUE);
  g_array_free(parts->rows, TRUE);
  g_array_free(parts->elements, TRUE);
  if (parts->values) g_array_free(parts->values, TRUE);
  if (program->entries) g_array_free(program->entries, TRUE);
  g_free(program->start);
  g_free(program->row);
  g_free(program->value);
  g_free(parts);
}

int lg_program_add_column(lg_program *program, lg_column column)
{
  GArray *columns = parts_of(program)->columns;
  g_array_append_val(columns, column);
  program->columns = (lg_column *)(void *)columns->data;
  return program->column_count++;
}

int lg_program_add_row(lg_program *program, lg_row row)
{
  GArray *rows = parts_of(program)->rows;
  g_array_append_val(rows, row);
  program->rows = (lg_row *)(void *)rows->data;
  return program->row_count++;
}

void lg_program_add_entry(lg_program *program, int row, int column, double value)
{
  if (value == 0) return;
  struct entry entry = {value == 1 ? row : ~row, column};
  g_array_append_val(program->entries, entry);
  if (value != 1) g_array_append_val(parts_of(program)->values, value);
}

int lg_program_add_element(lg_program *program, lg_element element)
{
  GArray *elements = parts_of(program)->elements;
  g_array_append_val(elements, element);
  program->elements = (lg_element *)(void *)elements->data;
  return program->element_count++;
}

/* Sorts the entries of one column by row. They mostly are sorted, as rules add entries as they add
 * rows. */
static void sort_rows(int *row, double *value, int count)
{
  for (int k = 1; k < count; k++) {
    int this_row = row[k], to = k;
    double this_value = value[k];
    for (; to > 0 && row[to - 1] > this_row; to--) {
      row[to] = row[to - 1];
      value[to] = value[to - 1];
    }
    row[to] = this_row;
    value[to] = this_value;
  }
}

/* A counting sort by column. */
void lg_program_finish(lg_program *program)
{
  struct program_parts *parts = parts_of(program);
  const struct entry *entries = (const struct entry *)(void *)program->entries->data;
  const double *next_value = (const double *)(void *)parts->values->data;
  guint count = program->entries->len;
  int *start = g_new0(int, program->column_count + 2);
  for (guint k = 0; k < count; k++) start[entries[k].column + 2]++;
  for (int j = 0; j < program->column_count; j++) start[j + 2] += start[j + 1];
  program->start = start;
  program->row = g_new(int, count + 1);
  program->value = g_new(double, count + 1);
  for (guint k = 0; k < count; k++) {
    int place = start[entries[k].column + 1]++;
    bool is_one = entries[k].row >= 0;
    program->row[place] = is_one ? entries[k].row : ~entries[k].row;
    program->value[place] = is_one ? 1 : *next_value++;
  }
  g_array_free(program->entries, TRUE);
  g_array_free(parts->values, TRUE);
  program->entries = parts->values = NULL;
  for (int j = 0; j < program->column_count; j++)
    sort_rows(program->row + start[j], program->value + start[j], start[j + 1] - start[j]);
}
