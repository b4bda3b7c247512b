#include "lang.h"

#include <gio/gio.h>
#include <stdbool.h>
#include <string.h>

#include "catalogue.h"

/* The compiled catalogue (GNU .mo): a header of 32-bit words, then two tables of (length, offset),
 * the originals sorted by their bytes. It is read here and not by gettext, which wants a Chinese
 * locale on the system. */
enum { MO_MAGIC = 0, MO_COUNT = 2, MO_ORIGINALS = 3, MO_TRANSLATIONS = 4, MO_WORDS = 7 };
static const guint32 mo_magic = 0x950412deU;

struct lg_lang {
  GBytes *bytes; /* keeps the texts alive */
  const char *data;
  gsize size;
  bool swapped; /* compiled on a machine of the other byte order */
  guint32 count, originals, translations;
};

static guint32 mo_word(const lg_lang *lang, gsize offset)
{
  guint32 word;
  memcpy(&word, lang->data + offset, sizeof word);
  return lang->swapped ? GUINT32_SWAP_LE_BE(word) : word;
}

static const char *mo_text(const lg_lang *lang, guint32 table, guint32 k)
{
  return lang->data + mo_word(lang, (gsize)table + (gsize)k * 8 + 4);
}

/* Every text lies inside the file and ends with a NUL, so that look-ups need no further check. */
static bool mo_table_is_sound(const lg_lang *lang, guint32 table)
{
  if ((guint64)table + (guint64)lang->count * 8 > lang->size) return false;
  for (guint32 k = 0; k < lang->count; k++) {
    guint64 length = mo_word(lang, (gsize)table + (gsize)k * 8);
    guint64 end = length + mo_word(lang, (gsize)table + (gsize)k * 8 + 4);
    if (end >= lang->size || lang->data[end] != '\0') return false;
  }
  return true;
}

static bool mo_open(lg_lang *lang)
{
  lang->data = g_bytes_get_data(lang->bytes, &lang->size);
  if (lang->size < MO_WORDS * 4) return false;
  guint32 magic = mo_word(lang, MO_MAGIC);
  lang->swapped = magic == GUINT32_SWAP_LE_BE(mo_magic);
  if (magic != mo_magic && !lang->swapped) return false;
  lang->count = mo_word(lang, MO_COUNT * 4);
  lang->originals = mo_word(lang, MO_ORIGINALS * 4);
  lang->translations = mo_word(lang, MO_TRANSLATIONS * 4);
  return mo_table_is_sound(lang, lang->originals) && mo_table_is_sound(lang, lang->translations);
}

lg_lang *lg_lang_new(const char *code)
{
  if (!code || strcmp(code, "zh") != 0) return NULL;
  GResource *resource = lg_catalogue_get_resource();
  GBytes *bytes =
      g_resource_lookup_data(resource, "/lungang/zh_CN.mo", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (!bytes) return NULL;
  lg_lang *lang = g_new0(lg_lang, 1);
  lang->bytes = bytes;
  if (mo_open(lang)) return lang;
  lg_lang_free(lang);
  return NULL;
}

void lg_lang_free(lg_lang *lang)
{
  if (!lang) return;
  g_bytes_unref(lang->bytes);
  g_free(lang);
}

const char *lg_lang_code(const lg_lang *lang)
{
  return lang ? "zh" : "en";
}

const char *lg_tr(const lg_lang *lang, const char *text)
{
  if (!lang || !*text) return text; /* "" is the catalogue's own header */
  guint32 lo = 0, hi = lang->count;
  while (lo < hi) {
    guint32 mid = lo + (hi - lo) / 2;
    int order = strcmp(text, mo_text(lang, lang->originals, mid));
    if (order == 0) {
      const char *found = mo_text(lang, lang->translations, mid);
      return *found ? found : text;
    }
    if (order < 0)
      hi = mid;
    else
      lo = mid + 1;
  }
  return text;
}

const char *lg_lang_choose(const char *option, const char *plan)
{
  if (option) return option;
  if (plan) return plan;
  static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
    const char *value = g_getenv(names[k]);
    if (value && *value) return g_str_has_prefix(value, "zh") ? "zh" : "en";
  }
  return "en";
}
