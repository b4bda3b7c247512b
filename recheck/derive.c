/* derive.c - the derivations of a certificate, one after the other. */
#include <string.h>

#include "certificate.h"

/* Entries that all lists of assumptions may have at a time: far more than a tree has, and a file
 * made to fill the memory is stopped at 256 MiB. */
enum { MOST_ENTRIES = 1 << 26 };

typedef struct {
  lg_certificate *c;
  lg_text *text;
  int now, all;  /* the row that is being derived; how many there will be */
  int *dying;    /* [all] the first row that none after this one may use; -1: none */
  int *used;     /* [all] the last row that named this one */
  lg_sums sums;  /* of the combination at hand */
  mpq_t factor;  /* in it */
  gsize entries; /* of all lists of assumptions */
} deriving;

/* ---- assumptions ---- */

static lg_assumptions *set_new(deriving *d, int most)
{
  lg_assumptions *set = g_malloc(sizeof *set + (size_t)most * sizeof set->at[0]);
  *set = (lg_assumptions){.users = 1};
  d->entries += (gsize)most;
  return set;
}

static lg_assumptions *set_share(lg_assumptions *set)
{
  if (set) set->users++;
  return set;
}

static void set_drop(deriving *d, lg_assumptions *set)
{
  if (!set || --set->users) return;
  if (d) d->entries -= (gsize)set->count;
  g_free(set);
}

/* Adds those of `b` but `but` (-1: none) to the set `*a`. */
static void set_join(deriving *d, lg_assumptions **a, lg_assumptions *b, int but)
{
  lg_assumptions *old = *a;
  bool has_but = false;
  for (int k = 0; b && but >= 0 && k < b->count; k++) has_but = has_but || b->at[k] == but;
  if (!b || (old == b && !has_but)) return;
  if (!old && !has_but) {
    *a = set_share(b);
    return;
  }
  int count = old ? old->count : 0;
  lg_assumptions *sum = set_new(d, count + b->count);
  for (int i = 0, k = 0; i < count || k < b->count;) {
    int left = i < count ? old->at[i] : G_MAXINT, right = k < b->count ? b->at[k] : G_MAXINT;
    if (left <= right || right != but) sum->at[sum->count++] = MIN(left, right);
    i += left <= right;
    k += right <= left;
  }
  d->entries -= (gsize)(count + b->count - sum->count);
  set_drop(d, old);
  *a = sum;
  if (sum->count) return;
  set_drop(d, sum);
  *a = NULL;
}

void lg_fact_clear(lg_fact *fact)
{
  if (fact->gone) return;
  fact->gone = true;
  g_free(fact->held);
  lg_row_clear(&fact->row);
  set_drop(NULL, fact->under);
}

/* ---- reasons ---- */

/* Reads the index of an earlier row that may still be used. */
static lg_fact *read_fact(deriving *d, int *index)
{
  if (!lg_word_index(d->text, 0, d->now - 1, index)) return NULL;
  lg_fact *fact = &d->c->facts[*index];
  if (!fact->gone) return fact;
  LG_FAIL(d->text, N_("row %d is used after the last row that it names"), *index);
  return NULL;
}

/* Reads COUNT, then INDEX FACTOR as often, and adds up those rows, which must all point one way
 * when multiplied.
 *   sum  out: sense and right-hand side; the terms stand in d->sums */
static bool read_combination(deriving *d, lg_row *sum, lg_assumptions **under)
{
  int count, index;
  lg_fact *fact;
  if (!lg_word_count(d->text, 4, &count)) return false;
  for (int k = 0; k < count; k++) {
    if (!(fact = read_fact(d, &index)) || !lg_word_number(d->text, d->factor)) return false;
    if (d->used[index] == d->now)
      return LG_FAIL(d->text, N_("row %d stands twice in one combination"), index);
    d->used[index] = d->now;
    int sense = fact->row.sense * mpq_sgn(d->factor);
    if (sense && sum->sense && sense != sum->sense)
      return LG_FAIL(d->text, N_("the factor of row %d has the wrong sign"), index);
    if (sense) sum->sense = sense;
    if (!mpq_sgn(d->factor)) continue;
    lg_sums_add(&d->sums, &fact->row, d->factor);
    mpq_mul(d->factor, d->factor, fact->row.rhs);
    mpq_add(sum->rhs, sum->rhs, d->factor);
    set_join(d, under, fact->under, -1);
  }
  return true;
}

/* A column of d->sums that is not 0, or of which it is not a whole number; -1: none. */
static int find_column(const deriving *d, bool broken)
{
  for (int k = 0; k < d->sums.count; k++) {
    mpq_srcptr value = d->sums.value[d->sums.list[k]];
    if (broken ? mpz_cmp_ui(mpq_denref(value), 1) != 0 : mpq_sgn(value) != 0)
      return d->sums.list[k];
  }
  return -1;
}

/* Does the row with sense and side of `sum` and the terms of d->sums dominate `target`? */
static bool gives(deriving *d, lg_row *sum, const lg_row *target)
{
  if (find_column(d, false) < 0 && lg_row_is_absurd(sum)) return true;
  mpq_set_si(d->factor, -1, 1);
  lg_sums_add(&d->sums, target, d->factor); /* what both have cancels */
  int j = find_column(d, false);
  if (j >= 0)
    return LG_FAIL(d->text, N_("the combination has another coefficient of column %d"), j);
  if (lg_row_is_as_tight(sum, target)) return true;
  static const char *const sign[] = {"<=", "=", ">="};
  g_autofree char *found = mpq_get_str(NULL, 10, sum->rhs);
  return LG_FAIL(d->text, N_("the combination gives no more than %s %s"), sign[sum->sense + 1],
                 found);
}

static bool check_combination(deriving *d, lg_fact *fact, bool rounded)
{
  lg_row sum;
  lg_row_init(&sum);
  bool holds = read_combination(d, &sum, &fact->under);
  int j = rounded && holds ? find_column(d, true) : -1;
  if (j >= 0) holds = LG_FAIL(d->text, N_("rounded, though column %d has no whole coefficient"), j);
  if (holds && rounded && sum.sense) {
    mpz_ptr num = mpq_numref(sum.rhs), den = mpq_denref(sum.rhs);
    (sum.sense > 0 ? mpz_cdiv_q : mpz_fdiv_q)(num, num, den);
    mpz_set_ui(den, 1);
  }
  holds = holds && gives(d, &sum, &fact->row);
  lg_row_clear(&sum);
  lg_sums_reset(&d->sums);
  return holds;
}

/* Do the two assume a whole row at most at a whole number, and at least at the next one? Every
 * whole solution is then on one of the sides. */
static bool is_split(deriving *d, const lg_fact *a, const lg_fact *b)
{
  if (!a->assumed || !b->assumed || a->row.sense * b->row.sense != -1) return false;
  if (!lg_row_same_terms(&a->row, &b->row) || !lg_row_is_whole(&a->row)) return false;
  mpq_sub(d->factor, b->row.rhs, a->row.rhs);
  return mpz_cmp_ui(mpq_denref(a->row.rhs), 1) == 0 && mpq_cmp_si(d->factor, b->row.sense, 1) == 0;
}

static bool check_unsplit(deriving *d, lg_fact *fact)
{
  lg_fact *derived[2], *assumed[2];
  int index, assumption[2];
  for (int k = 0; k < 2; k++) {
    if (!(derived[k] = read_fact(d, &index))) return false;
    if (!lg_row_dominates(&derived[k]->row, &fact->row))
      return LG_FAIL(d->text, N_("row %d does not give the row that is to hold on both sides"),
                     index);
    if (!(assumed[k] = read_fact(d, &assumption[k]))) return false;
  }
  if (!is_split(d, assumed[0], assumed[1]))
    return LG_FAIL(d->text,
                   N_("rows %d and %d do not assume a whole row at most at a whole "
                      "number and at least at the next one"),
                   assumption[0], assumption[1]);
  for (int k = 0; k < 2; k++) set_join(d, &fact->under, derived[k]->under, assumption[k]);
  return true;
}

/* What is sought is better than the best solution known, by one where values are whole: so this
 * much may be taken for granted. What follows from it holds of better solutions alone, and the
 * bound to be proved is the value of that solution (read_solutions in certificate.c), never
 * above it. */
static bool check_cutoff(deriving *d, const lg_fact *fact)
{
  const lg_certificate *c = d->c;
  mpq_set_ui(d->factor, lg_row_is_whole(&c->objective), 1);
  mpq_sub(d->factor, c->best, d->factor);
  return (c->has_roster && fact->row.sense < 0 && lg_row_same_terms(&fact->row, &c->objective) &&
          mpq_cmp(fact->row.rhs, d->factor) >= 0) ||
         LG_FAIL(d->text, N_("no solution gives this limit of the objective"));
}

static bool check_reason(deriving *d, lg_fact *fact)
{
  lg_text *t = d->text;
  if (!lg_word_must_be(t, "{") || !lg_word(t)) return false;
  if (lg_word_is(t, "lin")) return check_combination(d, fact, false);
  if (lg_word_is(t, "rnd")) return check_combination(d, fact, true);
  if (lg_word_is(t, "uns")) return check_unsplit(d, fact);
  if (lg_word_is(t, "sol")) return check_cutoff(d, fact);
  if (!lg_word_is(t, "asm")) return LG_FAIL(t, N_("%s is no reason"), t->shown);
  fact->assumed = true;
  fact->under = set_new(d, 1);
  fact->under->at[fact->under->count++] = d->now;
  return true;
}

/* ---- the section ---- */

static bool check_derivation(deriving *d)
{
  lg_fact *fact = &d->c->facts[d->now];
  *fact = (lg_fact){.dying = -1};
  lg_row_init(&fact->row);
  d->c->fact_count++;
  if (!lg_certificate_row(d->c, true, &fact->row) || !check_reason(d, fact) ||
      !lg_word_must_be(d->text, "}") || !lg_word_index(d->text, -1, d->all - 1, &fact->last))
    return false;
  if (d->entries > MOST_ENTRIES) return LG_FAIL(d->text, N_("too many assumptions at a time"));
  if (d->now == d->all - 1) return true;
  if (fact->last >= 0) {
    int last = MAX(fact->last, d->now);
    fact->dying = d->dying[last];
    d->dying[last] = d->now;
  }
  for (int k = d->dying[d->now]; k >= 0; k = d->c->facts[k].dying) {
    set_drop(d, g_steal_pointer(&d->c->facts[k].under));
    lg_fact_clear(&d->c->facts[k]);
  }
  return true;
}

/* The last row is the bound to be proved, or nothing can hold it; and it assumes nothing. */
static bool check_end(deriving *d)
{
  const lg_certificate *c = d->c;
  const lg_fact *last = &c->facts[d->all - 1];
  if (last->under)
    return LG_FAIL(d->text, N_("the last row still assumes row %d"), last->under->at[0]);
  bool proves = c->infeasible ? lg_row_is_absurd(&last->row)
                              : last->row.sense > 0 && mpq_equal(last->row.rhs, c->best) &&
                                    lg_row_same_terms(&last->row, &c->objective);
  return proves ? lg_text_ends(d->text)
                : LG_FAIL(d->text, N_("the last row is not what is to be proved"));
}

bool lg_certificate_derive(lg_certificate *c)
{
  deriving d = {.c = c, .text = &c->text, .now = c->row_count};
  int count;
  if (!lg_word_must_be(d.text, "DER") || !lg_word_count(d.text, 16, &count)) return false;
  if (!count) return LG_FAIL(d.text, N_("there are no derivations"));
  d.all = c->row_count + count;
  c->facts = g_renew(lg_fact, c->facts, d.all);
  d.dying = g_new(int, d.all);
  d.used = g_new(int, d.all);
  for (int i = 0; i < d.all; i++) d.dying[i] = d.used[i] = -1;
  lg_sums_init(&d.sums, c->column_count);
  mpq_init(d.factor);
  bool holds = true;
  for (; d.now < d.all && holds; d.now++) holds = check_derivation(&d);
  holds = holds && check_end(&d);
  mpq_clear(d.factor);
  lg_sums_clear(&d.sums);
  g_free(d.dying);
  g_free(d.used);
  return holds;
}
