#include "text.h"

#include <string.h>
#include <zlib.h>

bool lg_fault_set(lg_fault *fault, const char *file, int line, const char *format, ...)
{
  if (fault->file) return false;
  va_list arguments;
  va_start(arguments, format);
  fault->file = g_strdup(file);
  fault->line = line;
  fault->why = g_strdup_vprintf(lg_tr(fault->lang, format), arguments);
  va_end(arguments);
  return false;
}

void lg_fault_clear(lg_fault *fault)
{
  g_free(fault->file);
  g_free(fault->why);
  *fault = (lg_fault){.lang = fault->lang};
}

/* Unpacks what gzip packed: to the end, where its checksum stands, and nothing may follow. */
static char *unpack(const char *packed, size_t packed_size, const char *name, size_t *size,
                    lg_fault *fault)
{
  z_stream stream = {.next_in = (Bytef *)packed, .avail_in = (uInt)packed_size};
  if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) g_error("zlib: out of memory");
  size_t room = 4 * packed_size + 1024;
  char *text = g_malloc(room);
  int state = Z_OK;
  for (*size = 0; state == Z_OK && *size < LG_MOST_BYTES;) {
    if (room - *size < 2) text = g_realloc(text, room *= 2);
    stream.next_out = (Bytef *)text + *size;
    stream.avail_out = (uInt)MIN(room - *size - 1, LG_MOST_BYTES);
    state = inflate(&stream, Z_NO_FLUSH);
    *size = (size_t)((char *)stream.next_out - text);
  }
  inflateEnd(&stream);
  text[*size] = '\0';
  if (state == Z_STREAM_END && stream.avail_in == 0) return text;
  lg_fault_set(fault, name, 0, N_("the gzip file is damaged, not whole or too large"));
  g_free(text);
  return NULL;
}

char *lg_file_read(const char *path, const char *name, const char *wanted, size_t *size,
                   lg_fault *fault)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *bytes = NULL, *digest = NULL;
  if (!g_file_get_contents(path, &bytes, size, &error))
    return lg_fault_set(fault, name, 0, N_("cannot be read (%s)"), error->message), NULL;
  digest = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, *size);
  if (wanted && strcmp(digest, wanted) != 0)
    return lg_fault_set(fault, name, 0, N_("its SHA-256 is %s, in manifest.json %s"), digest,
                        wanted),
           NULL;
  if (*size > LG_MOST_BYTES)
    return lg_fault_set(fault, name, 0, N_("is larger than %d MiB"), LG_MOST_BYTES >> 20), NULL;
  if (g_str_has_suffix(name, ".gz")) return unpack(bytes, *size, name, size, fault);
  return g_steal_pointer(&bytes);
}

static bool is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool lg_text_ends(lg_text *t)
{
  for (; t->at < t->end && is_blank(*t->at); t->at++) t->line += *t->at == '\n';
  return t->at == t->end || LG_FAIL(t, N_("more text where the file should end"));
}

bool lg_word(lg_text *t)
{
  for (; t->at < t->end && is_blank(*t->at); t->at++) t->line += *t->at == '\n';
  if (t->at == t->end) return LG_FAIL(t, N_("the file ends too early"));
  t->word = t->at;
  while (t->at < t->end && (guchar)*t->at > ' ' && *t->at != 0x7F) t->at++;
  t->length = (size_t)(t->at - t->word);
  if (t->at < t->end && !is_blank(*t->at)) return LG_FAIL(t, N_("a control character"));
  g_snprintf(t->shown, sizeof t->shown, "%.*s", (int)MIN(t->length, 40), t->word);
  return true;
}

bool lg_word_is(const lg_text *t, const char *word)
{
  return strlen(word) == t->length && memcmp(word, t->word, t->length) == 0;
}

bool lg_word_must_be(lg_text *t, const char *word)
{
  return lg_word(t) &&
         (lg_word_is(t, word) || LG_FAIL(t, N_("%s was expected, not %s"), word, t->shown));
}

/* Digits, behind a minus sign where `sign` lets it. */
static bool is_whole(const char *word, size_t length, bool sign)
{
  if (sign && length && *word == '-') word++, length--;
  for (size_t i = 0; i < length; i++)
    if (!g_ascii_isdigit(word[i])) return false;
  return length > 0;
}

bool lg_number_read(mpq_t number, const char *word, size_t length)
{
  const char *slash = memchr(word, '/', length);
  size_t first = slash ? (size_t)(slash - word) : length;
  if (length > LG_MOST_DIGITS || !is_whole(word, first, true)) return false;
  if (slash && !is_whole(slash + 1, length - first - 1, false)) return false;
  if (!slash && length < 18) { /* quicker than GMP, for nearly all there are */
    mpq_set_si(number, g_ascii_strtoll(word, NULL, 10), 1);
    return true;
  }
  g_autofree char *copy = g_strndup(word, length);
  if (mpq_set_str(number, copy, 10) != 0 || mpz_sgn(mpq_denref(number)) == 0) return false;
  mpq_canonicalize(number);
  return true;
}

bool lg_word_number(lg_text *t, mpq_t number)
{
  return lg_word(t) && (lg_number_read(number, t->word, t->length) ||
                        LG_FAIL(t,
                                N_("%s is no whole number and no fraction p/q of up to %d "
                                   "digits"),
                                t->shown, LG_MOST_DIGITS));
}

bool lg_word_index(lg_text *t, int least, int most, int *index)
{
  if (!lg_word(t)) return false;
  gint64 value =
      is_whole(t->word, t->length, true) ? g_ascii_strtoll(t->word, NULL, 10) : G_MAXINT64;
  *index = (int)CLAMP(value, least, most);
  return *index == value ||
         LG_FAIL(t, N_("%s is no whole number from %d to %d"), t->shown, least, most);
}

bool lg_word_count(lg_text *t, int bytes, int *count)
{
  return lg_word_index(t, 0, G_MAXINT / 4, count) &&
         (*count <= (t->end - t->at) / bytes ||
          LG_FAIL(t, N_("the file is too short for %d of what follows"), *count));
}
