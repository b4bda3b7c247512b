#include "cell_text.h"

#include <string.h>

#include "fold.h"
#include "table.h"

/* Beside the unseen ones the marks of direction: in names they do not count either. */
static bool is_unseen(gunichar c)
{
  return lg_is_unseen(c) || c == 0x200E || c == 0x200F;
}

static bool is_gap(gunichar c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x3000;
}

char *lg_squeeze_given(const char *text)
{
  GString *to = g_string_sized_new(strlen(text));
  gunichar before = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (is_unseen(c)) continue;
    if (is_gap(c)) {
      const char *next = p;
      while (*next && (is_gap(g_utf8_get_char(next)) || is_unseen(g_utf8_get_char(next))))
        next = g_utf8_next_char(next);
      if (before >= 0x2E80 && *next && g_utf8_get_char(next) >= 0x2E80) continue;
    }
    g_string_append_unichar(to, c);
    if (!is_gap(c)) before = c;
  }
  return g_strstrip(g_string_free(to, FALSE));
}

char *lg_squeeze(const char *text)
{
  g_autofree char *given = lg_squeeze_given(text);
  return lg_fold(given);
}

static char *heading_bare(const char *text, bool with_notes)
{
  char *key = lg_fold(text), *to = key;
  int depth = 0;
  for (const char *p = key, *next; *p; p = next) {
    gunichar c = g_utf8_get_char(p);
    next = g_utf8_next_char(p); /* what is kept is written over what was read */
    bool note = !with_notes && (c == '(' || c == '[' || c == 0x3010); /* 【 */
    if (note) depth++;
    bool out = depth > 0 || is_gap(c) || is_unseen(c) || c == '*';
    if (depth > 0 && (c == ')' || c == ']' || c == 0x3011)) depth--;
    for (const char *q = p; !out && q < next; q++) *to++ = g_ascii_tolower(*q);
  }
  *to = '\0';
  return key;
}

char *lg_heading_key(const char *text, size_t length)
{
  g_autofree char *own = g_strndup(text, length);
  char *key = heading_bare(own, false);
  if (*key) return key;
  g_free(key); /* all of it stands in brackets */
  return heading_bare(own, true);
}

char *lg_heading_whole_key(const char *text)
{
  return heading_bare(text, true);
}

static bool text_is_one_of(const char *text, size_t length, const char *const *words)
{
  for (; *words; words++)
    if (strlen(*words) == length && memcmp(*words, text, length) == 0) return true;
  return false;
}

bool lg_is_no_record(const char *text, size_t length)
{
  static const char *const words[] = {"合计", "小计", "总计", "填表人",
                                      "审核", "制表", "备注", "说明"};
  static const char leads[] = "\xE5\xE6\xE8 \t\xE3\xEF"; /* of the words and of blanks */
  if (length < 6 || !strchr(leads, *text)) return false;
  size_t enough = MIN(length, 60);
  while (enough < length && (text[enough] & 0xC0) == 0x80) enough--;
  g_autofree char *key = lg_heading_key(text, enough);
  for (size_t k = 0; k < G_N_ELEMENTS(words); k++)
    if (g_str_has_prefix(key, words[k])) return true;
  return false;
}

bool lg_is_form_hint(const char *text, size_t length)
{
  static const char *const words[] = {"必填", "选填", "required", "optional"};
  static const char *const before[] = {"*", "(", "（"};
  /* Few cells begin with one of these. */
  static const char *const leads[] = {"*", "(",        "r",        "R",       "o",
                                      "O", "\xE5\xBF", "\xE9\x80", "\xEF\xBC"};
  bool may = false;
  for (size_t k = 0; k < G_N_ELEMENTS(leads) && !may && length > 1; k++)
    may = leads[k][0] == text[0] && (!leads[k][1] || leads[k][1] == text[1]);
  if (!may) return false;
  for (size_t k = 0; k < G_N_ELEMENTS(before); k++) {
    size_t size = strlen(before[k]);
    if (length <= size || memcmp(text, before[k], size) != 0) continue;
    text += size;
    length -= size;
    break;
  }
  for (size_t k = 0; k < G_N_ELEMENTS(words); k++) {
    size_t size = strlen(words[k]);
    if (length < size || g_ascii_strncasecmp(text, words[k], size) != 0) continue;
    /* "required at home" may be why somebody is exempt */
    return k < 2 || length == size || text[size] == ',' || text[size] == ')';
  }
  return false;
}

bool lg_is_ditto(const char *text, size_t length)
{
  static const char *const marks[] = {"同上", "〃", "\"", "″", "”", "''", "\"\"", "＂", NULL};
  static const char leads[] = "\"'\xE2\xE3\xE5\xEF"; /* with them marks begin, and few cells */
  return length > 0 && length <= 6 && strchr(leads, *text) && text_is_one_of(text, length, marks);
}

bool lg_is_nothing(const char *text, bool date)
{
  static const char *const words[] = {"无", "暂无", "/", "-", "—", "--", "——", NULL};
  unsigned char first = (unsigned char)*text;
  if (first >= '0' && first < 0x80) return false; /* nearly all cells */
  size_t length = strlen(text);
  return length <= 6 &&
         (text_is_one_of(text, length, words) || (date && strcmp(text, "至今") == 0));
}

/* The length of digits with commas before every three of them; 0 where they stand otherwise. */
static size_t thousands(const char *text)
{
  size_t first = strspn(text, "0123456789"), at = first;
  if (first == 0 || (text[at] == ',' && first > 3)) return 0;
  while (text[at] == ',') {
    if (strspn(text + at + 1, "0123456789") != 3) return 0;
    at += 4;
  }
  return at;
}

char *lg_number_bare(const char *text, const char *const *units)
{
  size_t length = thousands(text);
  if (length == 0 || !units) return NULL;
  if (text[length] == '.') length += 1 + strspn(text + length + 1, "0123456789");
  const char *unit = text + length;
  while (*unit == ' ') unit++;
  if (*unit && !text_is_one_of(unit, strlen(unit), units)) return NULL;
  char *bare = g_strndup(text, length), *to = bare;
  for (const char *p = bare; *p; p++)
    if (*p != ',') *to++ = *p;
  *to = '\0';
  return bare;
}

bool lg_is_scientific(const char *text)
{
  size_t whole = strspn(text, "0123456789");
  const char *p = text + whole;
  if (whole == 0) return false;
  if (*p == '.') p += 1 + strspn(p + 1, "0123456789");
  if (*p != 'E' && *p != 'e') return false;
  if (p[1] != '+') return false;
  size_t digits = strspn(p + 2, "0123456789");
  return digits > 0 && !p[2 + digits];
}
