#include "row.h"

#include <stdlib.h>

static bool is_whole(const mpq_t number)
{
  return mpz_cmp_ui(mpq_denref(number), 1) == 0;
}

void lg_row_init(lg_row *row)
{
  *row = (lg_row){.terms = NULL};
  mpq_init(row->rhs);
}

void lg_row_clear(lg_row *row)
{
  for (int k = 0; k < row->count && !row->borrowed; k++) mpq_clear(row->terms[k].value);
  if (!row->borrowed) g_free(row->terms);
  row->terms = NULL;
  row->count = 0;
  mpq_clear(row->rhs);
}

static int by_column(const void *a, const void *b)
{
  return ((const lg_term *)a)->column - ((const lg_term *)b)->column;
}

bool lg_row_read_terms(lg_text *t, int columns, lg_row *row)
{
  int count, column;
  if (!lg_word_count(t, 4, &count)) return false; /* " 0 1" */
  row->terms = g_new(lg_term, count);
  bool sorted = true;
  mpq_t value;
  mpq_init(value);
  for (int k = 0; k < count; k++) {
    if (!lg_word_index(t, 0, columns - 1, &column) || !lg_word_number(t, value)) break;
    if (k && column <= row->terms[k - 1].column) sorted = false;
    row->terms[k].column = column;
    mpq_init(row->terms[k].value);
    mpq_swap(row->terms[k].value, value);
    row->count++;
  }
  mpq_clear(value);
  if (row->count < count) return false;
  if (!sorted) qsort(row->terms, (size_t)count, sizeof(lg_term), by_column);
  row->count = 0;
  bool twice = false;
  for (int k = 0, last = -1; k < count; k++) {
    twice = twice || row->terms[k].column == last;
    last = row->terms[k].column;
    if (mpq_sgn(row->terms[k].value))
      row->terms[row->count++] = row->terms[k];
    else
      mpq_clear(row->terms[k].value);
  }
  return !twice || LG_FAIL(t, N_("a column stands twice in one row"));
}

bool lg_row_same_terms(const lg_row *a, const lg_row *b)
{
  if (a->count != b->count) return false;
  for (int k = 0; k < a->count && a->terms != b->terms; k++)
    if (a->terms[k].column != b->terms[k].column ||
        !mpq_equal(a->terms[k].value, b->terms[k].value))
      return false;
  return true;
}

bool lg_row_is_whole(const lg_row *row)
{
  for (int k = 0; k < row->count; k++)
    if (!is_whole(row->terms[k].value)) return false;
  return true;
}

bool lg_row_is_absurd(const lg_row *row)
{
  int sign = mpq_sgn(row->rhs);
  if (row->count) return false;
  return row->sense > 0 ? sign > 0 : row->sense < 0 ? sign < 0 : sign != 0;
}

bool lg_row_is_as_tight(const lg_row *row, const lg_row *other)
{
  int order = mpq_cmp(row->rhs, other->rhs);
  if (other->sense == 0) return row->sense == 0 && order == 0;
  return (row->sense == 0 || row->sense == other->sense) &&
         (other->sense > 0 ? order >= 0 : order <= 0);
}

bool lg_row_dominates(const lg_row *row, const lg_row *other)
{
  return lg_row_is_absurd(row) || (lg_row_same_terms(row, other) && lg_row_is_as_tight(row, other));
}

void lg_sums_init(lg_sums *sums, int columns)
{
  *sums = (lg_sums){.columns = columns, .value = g_new(mpq_t, columns)};
  sums->listed = g_new0(bool, columns);
  sums->list = g_new(int, columns);
  for (int j = 0; j < columns; j++) mpq_init(sums->value[j]);
  mpq_init(sums->product);
}

void lg_sums_clear(lg_sums *sums)
{
  for (int j = 0; j < sums->columns; j++) mpq_clear(sums->value[j]);
  g_free(sums->value);
  g_free(sums->listed);
  g_free(sums->list);
  mpq_clear(sums->product);
}

void lg_sums_reset(lg_sums *sums)
{
  for (int k = 0; k < sums->count; k++) {
    mpq_set_ui(sums->value[sums->list[k]], 0, 1);
    sums->listed[sums->list[k]] = false;
  }
  sums->count = 0;
}

/* sum += a * b; `room` is GMP's to work in. Whole numbers, nearly all there are, need no
 * denominators. */
static void add_product(mpq_t sum, const mpq_t a, const mpq_t b, mpq_t room)
{
  if (is_whole(a) && is_whole(b) && is_whole(sum)) {
    mpz_addmul(mpq_numref(sum), mpq_numref(a), mpq_numref(b));
  } else {
    mpq_mul(room, a, b);
    mpq_add(sum, sum, room);
  }
}

void lg_sums_add(lg_sums *sums, const lg_row *row, const mpq_t factor)
{
  for (int k = 0; k < row->count; k++) {
    int j = row->terms[k].column;
    if (!sums->listed[j]) sums->list[sums->count++] = j;
    sums->listed[j] = true;
    add_product(sums->value[j], row->terms[k].value, factor, sums->product);
  }
}

void lg_sums_times(lg_sums *sums, const lg_row *row, mpq_t result)
{
  mpq_set_ui(result, 0, 1);
  for (int k = 0; k < row->count; k++)
    add_product(result, row->terms[k].value, sums->value[row->terms[k].column], sums->product);
}
