#include "certificate.h"

#include <string.h>

/* Comments stand in front of everything, a line each. */
static bool read_version(lg_text *t)
{
  for (;;) {
    for (; t->at < t->end && g_ascii_isspace(*t->at); t->at++) t->line += *t->at == '\n';
    if (t->at == t->end || *t->at != '%') break;
    const char *end = memchr(t->at, '\n', (size_t)(t->end - t->at));
    t->at = end ? end : t->end;
  }
  bool read = lg_word_must_be(t, "VER") && lg_word_must_be(t, "1.0");
  t->fault->alien = !read;
  return read;
}

static bool read_columns(lg_certificate *c)
{
  lg_text *t = &c->text;
  int count, whole, j;
  if (!lg_word_must_be(t, "VAR") || !lg_word_count(t, 2, &count)) return false;
  for (int k = 0; k < count; k++) {
    if (!lg_word(t)) return false;
    g_checksum_update(c->program, (const guchar *)t->word, (gssize)t->length);
    g_checksum_update(c->program, (const guchar *)"\n", 1);
    if (!g_hash_table_insert(c->columns, g_strndup(t->word, t->length), GINT_TO_POINTER(k + 1)))
      return LG_FAIL(t, N_("two columns have the name %s"), t->shown);
  }
  c->column_count = count;
  if (!lg_word_must_be(t, "INT") || !lg_word_index(t, count, count, &whole)) return false;
  g_autofree bool *seen = g_new0(bool, count);
  for (int k = 0; k < count; k++) {
    if (!lg_word_index(t, 0, count - 1, &j)) return false;
    if (seen[j]) return LG_FAIL(t, N_("column %d stands twice in INT"), j);
    seen[j] = true;
  }
  return true;
}

static bool read_objective(lg_certificate *c)
{
  return lg_word_must_be(&c->text, "OBJ") && lg_word_must_be(&c->text, "min") &&
         lg_row_read_terms(&c->text, c->column_count, &c->objective);
}

bool lg_certificate_row(lg_certificate *c, bool objective, lg_row *row)
{
  lg_text *t = &c->text;
  if (!lg_word(t) || !lg_word(t)) return false;
  row->sense = lg_word_is(t, "L") ? -1 : lg_word_is(t, "G") ? 1 : 0;
  if (!row->sense && !lg_word_is(t, "E"))
    return LG_FAIL(t, N_("a row is L, E or G, not %s"), t->shown);
  if (!lg_word_number(t, row->rhs)) return false;
  lg_text before = *t;
  if (objective && lg_word(t) && lg_word_is(t, "OBJ")) {
    row->terms = c->objective.terms;
    row->count = c->objective.count;
    row->borrowed = true;
    return true;
  }
  *t = before;
  return lg_row_read_terms(t, c->column_count, row);
}

static bool read_rows(lg_certificate *c)
{
  lg_text *t = &c->text;
  int count, bounds;
  if (!lg_word_must_be(t, "CON") || !lg_word_count(t, 8, &count) || /* " a L 0 0" */
      !lg_word_index(t, 0, count, &bounds))
    return false;
  c->facts = g_new0(lg_fact, count);
  g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (; c->row_count < count; c->row_count++) {
    lg_fact *fact = &c->facts[c->fact_count++];
    fact->last = fact->dying = -1;
    lg_row_init(&fact->row);
    lg_text before = *t;
    if (!lg_word(t)) return false;
    char *name = g_strndup(t->word, t->length);
    if (!g_hash_table_add(names, name))
      return LG_FAIL(t, N_("two rows have the name %s"), t->shown);
    fact->line = t->line;
    if (g_str_has_prefix(name, "held_")) fact->held = g_strdup(name + 5);
    *t = before;
    if (!lg_certificate_row(c, false, &fact->row)) return false;
    if (!fact->held) g_checksum_update(c->program, (const guchar *)before.at, t->at - before.at);
  }
  return true;
}

static bool read_relation(lg_certificate *c)
{
  lg_text *t = &c->text;
  if (!lg_word_must_be(t, "RTP") || !lg_word(t)) return false;
  c->infeasible = lg_word_is(t, "infeas");
  if (c->infeasible) return true;
  if (!lg_word_is(t, "range")) return LG_FAIL(t, N_("what is to be proved is no range"));
  mpq_t upper;
  mpq_init(upper);
  bool read = lg_word_number(t, c->best) && lg_word_number(t, upper);
  if (read && !mpq_equal(c->best, upper))
    read = LG_FAIL(t, N_("the ends of the range differ: no best value is claimed"));
  mpq_clear(upper);
  return read;
}

/* Reads a solution, `roster` or `best`, and checks that it is whole and holds every row.
 *   value  out: of the objective */
static bool read_solution(lg_certificate *c, lg_sums *x, bool *is_roster, mpq_t value)
{
  lg_text *t = &c->text;
  if (!lg_word(t)) return false;
  *is_roster = lg_word_is(t, "roster");
  if (!*is_roster && !lg_word_is(t, "best"))
    return LG_FAIL(t, N_("a solution is called roster or best, not %s"), t->shown);
  lg_row terms;
  lg_row_init(&terms);
  bool read = lg_row_read_terms(t, c->column_count, &terms);
  if (read && !lg_row_is_whole(&terms)) read = LG_FAIL(t, N_("the solution is not whole"));
  mpq_set_ui(value, 1, 1);
  if (read) lg_sums_add(x, &terms, value);
  lg_row_clear(&terms);
  for (int i = 0; i < c->row_count && read; i++) {
    lg_sums_times(x, &c->facts[i].row, value);
    int order = mpq_cmp(value, c->facts[i].row.rhs), sense = c->facts[i].row.sense;
    if (sense > 0 ? order < 0 : sense < 0 ? order > 0 : order != 0)
      read = LG_FAIL(t, N_("the solution breaks row %d"), i);
  }
  lg_sums_times(x, &c->objective, value);
  return read;
}

/* The least value of a solution must be the one to be proved. */
static bool read_solutions(lg_certificate *c)
{
  lg_text *t = &c->text;
  int count;
  if (!lg_word_must_be(t, "SOL") ||
      !lg_word_index(t, c->infeasible ? 0 : 1, c->infeasible ? 0 : 2, &count))
    return false;
  bool read = true, meets = c->infeasible;
  mpq_t value;
  mpq_init(value);
  for (int k = 0; k < count && read; k++) {
    bool is_roster = false;
    lg_sums x;
    lg_sums_init(&x, c->column_count);
    read = read_solution(c, &x, &is_roster, value);
    if (read && k && is_roster == c->has_roster)
      read = LG_FAIL(t, N_("two solutions have one name"));
    if (read && mpq_cmp(value, c->best) < 0)
      read = LG_FAIL(t, N_("a solution is better than what is to be proved"));
    meets = meets || mpq_equal(value, c->best);
    if (is_roster && read) {
      c->roster = x;
      c->has_roster = true;
      c->roster_line = t->line;
    } else {
      lg_sums_clear(&x);
    }
  }
  mpq_clear(value);
  if (read && !meets) read = LG_FAIL(t, N_("no solution has the value that is to be proved"));
  if (read && !c->infeasible && !c->has_roster)
    read = LG_FAIL(t, N_("there is no solution called roster"));
  return read;
}

lg_certificate *lg_certificate_check(const char *text, size_t size, const char *file,
                                     lg_fault *fault)
{
  lg_certificate *c = g_new0(lg_certificate, 1);
  c->text = (lg_text){.file = file, .fault = fault, .at = text, .end = text + size, .line = 1};
  c->columns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  c->program = g_checksum_new(G_CHECKSUM_SHA256);
  lg_row_init(&c->objective);
  mpq_init(c->best);
  if (read_version(&c->text) && read_columns(c) && read_objective(c) && read_rows(c) &&
      read_relation(c) && read_solutions(c) && lg_certificate_derive(c))
    return c;
  lg_certificate_free(c);
  return NULL;
}

void lg_certificate_free(lg_certificate *c)
{
  if (!c) return;
  for (int i = 0; i < c->fact_count; i++) lg_fact_clear(&c->facts[i]);
  g_free(c->facts);
  g_hash_table_destroy(c->columns);
  g_checksum_free(c->program);
  lg_row_clear(&c->objective);
  mpq_clear(c->best);
  if (c->has_roster) lg_sums_clear(&c->roster);
  g_free(c);
}
