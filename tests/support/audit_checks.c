#include "audit_checks.h"

#include "runner.h"

const char audit_schools[] =
    "A strong group=G primary=620\n"
    "B weak group=G primary=310\n"
    "C weak primary=900\n"
    "N ordinary group=H primary=100 junior=200\n";

lg_build *audit_district(const char *teachers)
{
  return lg_build_new("2025-09-01", audit_schools, teachers);
}

void breaks(lg_build *b, const char *expected, const char *what)
{
  char *found = lg_build_breaches(b);
  LG_EQUAL_TEXT(found, expected, what);
  g_free(found);
}

static const lg_breach *breach(lg_build *b, int k)
{
  const lg_audit *audit = lg_build_audit(b);
  return LG_TRUE(k < audit->breach_count, "a breach was found") ? &audit->breaches[k] : NULL;
}

void has_heads(lg_build *b, int64_t found, int64_t lo, int64_t hi, const char *what)
{
  const lg_breach *first = breach(b, 0);
  if (!first) return;
  LG_TRUE(first->has_heads, what);
  LG_EQUAL_INT(first->found, found, what);
  LG_EQUAL_INT(first->lo, lo, what);
  LG_EQUAL_INT(first->hi, hi, what);
}

void has_teachers(lg_build *b, const char *expected, const char *what)
{
  const lg_breach *first = breach(b, 0);
  if (!first) return;
  GString *text = g_string_new(NULL);
  for (int k = 0; k < first->teacher_count; k++)
    g_string_append_printf(text, "%s%s", k ? " " : "",
                           b->district->teachers[first->teachers[k]].id);
  LG_EQUAL_TEXT(text->str, expected, what);
  g_string_free(text, TRUE);
}

lg_build *audit_moving_district(void)
{
  lg_build *b = audit_district("a1 A math\na2 A math\na3 A art\nb1 B math\nc1 C math\n");
  lg_build_route(b, "any", "");
  return b;
}
