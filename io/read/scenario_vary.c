/* scenario_vary.c - KEY=FROM:TO:STEP, exact: decimals as whole numbers of their last place,
 * fractions over a common denominator. */
#include <string.h>

#include "decimal.h"
#include "fold.h"
#include "input_pool.h"
#include "io/read.h"
#include "model/int128.h"
#include "table.h"

/* Both ends and the step are whole numbers of 1 / unit_of. */
static lg_i128 unit_of(const lg_fraction numbers[3])
{
  lg_i128 unit = 1;
  for (int k = 0; k < 3; k++) unit = unit / lg_common_divisor(unit, numbers[k].q) * numbers[k].q;
  return unit;
}

static lg_i128 in_units(const lg_fraction *number, lg_i128 unit)
{
  return number->p * (unit / number->q);
}

static void append_whole(GString *text, lg_i128 value)
{
  char digits[40];
  int at = (int)sizeof digits - 1;
  digits[at] = '\0';
  do digits[--at] = (char)('0' + (int)(value % 10));
  while (value /= 10);
  g_string_append(text, digits + at);
}

/* g_free */
static char *value_text(lg_notation notation, lg_i128 value, lg_i128 unit)
{
  GString *text = g_string_new(NULL);
  if (notation == LG_NOTE_FRACTION) {
    lg_i128 divisor = lg_common_divisor(value, unit);
    append_whole(text, value / divisor);
    g_string_append_c(text, '/');
    append_whole(text, unit / divisor);
    return g_string_free(text, FALSE);
  }
  append_whole(text, value / unit);
  lg_i128 rest = value % unit;
  if (rest) g_string_append_c(text, '.');
  while (rest) {
    unit /= 10;
    g_string_append_c(text, (char)('0' + (int)(rest / unit)));
    rest %= unit;
  }
  if (notation == LG_NOTE_PERCENT) g_string_append_c(text, '%');
  return g_string_free(text, FALSE);
}

static char *vary_error(const lg_lang *lang, const char *english, const char *text)
{
  return g_strdup_printf(lg_tr(lang, english), text);
}

/* The values from numbers[0] to numbers[1] by numbers[2]; an error, or NULL. */
static char *vary_fill(lg_vary *vary, const lg_fraction numbers[3], const char *text,
                       const lg_lang *lang)
{
  lg_i128 unit = unit_of(numbers), from = in_units(&numbers[0], unit),
          to = in_units(&numbers[1], unit), step = in_units(&numbers[2], unit);
  if (step == 0) return vary_error(lang, N_("--vary %s: the step is zero"), text);
  if (from > to) return vary_error(lang, N_("--vary %s: FROM lies above TO"), text);
  lg_i128 count = (to - from) / step + 1;
  if (count > LG_MAX_ROWS)
    return vary_error(lang, N_("--vary %s: these are more than 10,000 values"), text);
  vary->notation = numbers[0].notation;
  vary->count = (int)count;
  vary->values = g_new0(char *, count + 1);
  for (int k = 0; k < vary->count; k++)
    vary->values[k] = value_text(vary->notation, from + k * step, unit);
  return NULL;
}

lg_vary *lg_vary_parse(const char *text, const lg_lang *lang, char **error)
{
  lg_vary *vary = g_new0(lg_vary, 1);
  const char *equals = strrchr(text, '=');
  g_autofree char *folded = lg_fold(equals ? equals + 1 : "");
  g_auto(GStrv) parts = g_strsplit(folded, ":", -1);
  lg_fraction numbers[3];
  bool good = equals && equals > text && g_strv_length(parts) == 3;
  for (int k = 0; k < 3 && good; k++) good = lg_fraction_read(parts[k], &numbers[k]);
  vary->key = equals ? g_strstrip(g_strndup(text, (gsize)(equals - text))) : g_strdup(text);
  if (!good || !*vary->key)
    *error = vary_error(lang,
                        N_("--vary: \"%s\" is not KEY=FROM:TO:STEP with numbers such as 30%%, "
                           "1/3, 0.3 or 12, without signs"),
                        text);
  else if (numbers[0].notation != numbers[1].notation || numbers[0].notation != numbers[2].notation)
    *error = vary_error(
        lang, N_("--vary %s: FROM, TO and STEP are not written alike (30%%, 1/3, 0.3 or 12)"),
        text);
  else
    *error = vary_fill(vary, numbers, text, lang);
  if (!*error) return vary;
  lg_vary_free(vary);
  return NULL;
}

void lg_vary_free(lg_vary *vary)
{
  if (!vary) return;
  g_strfreev(vary->values);
  g_free(vary->key);
  g_free(vary->quota);
  g_free(vary);
}
