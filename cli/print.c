#include "print.h"

#include <stdbool.h>
#include <string.h>

/* Characters that are obeyed or that turn, break or hide what stands behind them. */
static bool is_dangerous(gunichar c)
{
  if (c < 0x20) return c != '\n' && c != '\t';
  if (c < 0x7F) return false;
  return c < 0xA0 || c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || (c >= 0xE0000 && c <= 0xE007F);
}

char *lg_printable(const char *text)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *shown = g_string_sized_new(strlen(valid));
  const char *kept = valid; /* from here on nothing was appended yet */
  for (const char *p = valid, *next; *p; p = next) {
    gunichar c = g_utf8_get_char(p);
    next = g_utf8_next_char(p);
    if (!is_dangerous(c)) continue;
    g_string_append_len(shown, kept, p - kept);
    if (c < 0x10000)
      g_string_append_printf(shown, "\\u%04X", (unsigned)c);
    else /* JSON has no other form for these */
      g_string_append_printf(shown, "\\u%04X\\u%04X", (unsigned)(0xD7C0 + (c >> 10)),
                             (unsigned)(0xDC00 + (c & 0x3FF)));
    kept = next;
  }
  g_string_append(shown, kept);
  return g_string_free(shown, FALSE);
}

void lg_print(FILE *out, const char *text)
{
  g_autofree char *shown = lg_printable(text);
  fputs(shown, out);
}

void lg_printf(FILE *out, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  lg_print(out, text);
}
