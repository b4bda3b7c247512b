#include "codes.h"

#include <string.h>

enum { LG_DIGEST_BYTES = 32, LG_MOST_LETTERS = 50 };

/* Without 0 1 I O, which are misread. */
static const char code_letters[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

char *lg_code_of(const char *key, const char *id, int letters)
{
  guint8 digest[LG_DIGEST_BYTES];
  gsize size = sizeof digest;
  GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, (const guchar *)key, strlen(key));
  g_hmac_update(hmac, (const guchar *)id, -1);
  g_hmac_get_digest(hmac, digest, &size);
  g_hmac_unref(hmac);
  /* The C keeps a spreadsheet from reading 12E4567890 as a number. */
  GString *code = g_string_new("C");
  for (int bit = 0; bit < 5 * letters; bit += 5) {
    int two = digest[bit / 8] << 8 | (bit / 8 + 1 < LG_DIGEST_BYTES ? digest[bit / 8 + 1] : 0);
    g_string_append_c(code, code_letters[two >> (11 - bit % 8) & 31]);
  }
  return g_string_free(code, FALSE);
}

char *lg_file_sum(const char *key, const void *bytes, gsize length)
{
  return key ? g_compute_hmac_for_data(G_CHECKSUM_SHA256, (const guchar *)key, strlen(key), bytes,
                                       length)
             : g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, length);
}

bool lg_is_code(const char *text)
{
  size_t length = strlen(text);
  return *text == 'C' && length > LG_CODE_LETTERS && length <= LG_MOST_LETTERS + 1 &&
         strspn(text + 1, code_letters) == length - 1;
}

/* Sets `alike` where a code stands twice; returns whether one does. */
static bool codes_alike(char *const *codes, int count, bool *alike)
{
  GHashTable *first = g_hash_table_new(g_str_hash, g_str_equal);
  bool any = false;
  for (int k = 0; k < count; k++) {
    int other = GPOINTER_TO_INT(g_hash_table_lookup(first, codes[k])) - 1;
    alike[k] = other >= 0;
    if (other >= 0)
      any = alike[other] = true;
    else
      g_hash_table_insert(first, codes[k], GINT_TO_POINTER(k + 1));
  }
  g_hash_table_unref(first);
  return any;
}

char **lg_codes_of(const char *key, const char *const *ids, int count, int letters)
{
  char **codes = g_new0(char *, (gsize)count + 1);
  bool *alike = g_new0(bool, (gsize)count + 1);
  for (int k = 0; k < count; k++) codes[k] = lg_code_of(key, ids[k], letters);
  while (letters < LG_MOST_LETTERS && codes_alike(codes, count, alike)) {
    letters = MIN(letters + 5, LG_MOST_LETTERS);
    for (int k = 0; k < count; k++) {
      if (!alike[k]) continue;
      g_free(codes[k]);
      codes[k] = lg_code_of(key, ids[k], letters);
    }
  }
  g_free(alike);
  return codes;
}
