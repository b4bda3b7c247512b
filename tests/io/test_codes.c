/* test_codes.c - codes in the place of ids: HMAC-SHA256 as others compute it, told apart where they
 * would be alike; keys that are read, drawn and written. */
#include "io/words/codes.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "io/read.h"
#include "runner.h"

#define LG_KEY "0123456789abcdef0123456789abcdef"

/* By Python's hmac and hashlib. */
static void test_known(void)
{
  char *code = lg_code_of(LG_KEY, "T0001", LG_CODE_LETTERS);
  char *whole = lg_code_of(LG_KEY, "T0001", 50);
  LG_EQUAL_TEXT(code, "C8LN2KLLMVP", "a code");
  LG_EQUAL_TEXT(whole, "C8LN2KLLMVPLJRFTNYE4CQLCBFGB4A8XX8VJ8VANU6K79EDYKLC", "all bits");
  LG_TRUE(lg_is_code(code) && lg_is_code(whole), "codes");
  LG_TRUE(!lg_is_code("T0001") && !lg_is_code("C8LN2KLLMV") && !lg_is_code("C8LN2KLLMV0"),
          "no codes");
  g_free(whole);
  g_free(code);
}

/* Two ids that share their first letter get more of them, both; the others keep theirs. */
static void test_alike(void)
{
  const char *ids[] = {"T08", "T01", "T09"};
  char **codes = lg_codes_of(LG_KEY, ids, 3, 1), **back;
  const char *turned[] = {"T09", "T01", "T08"};
  LG_EQUAL_TEXT(codes[0], "CRL8GEE", "lengthened");
  LG_EQUAL_TEXT(codes[2], "CRW3XD4", "lengthened");
  LG_EQUAL_INT((int)strlen(codes[1]), 2, "left alone");
  back = lg_codes_of(LG_KEY, turned, 3, 1);
  LG_EQUAL_TEXT(back[0], codes[2], "whatever the order");
  LG_EQUAL_TEXT(back[2], codes[0], "whatever the order");
  g_strfreev(back);
  g_strfreev(codes);
}

static void test_files(void)
{
  lg_key_facts facts;
  char *error = NULL, *folder = g_dir_make_tmp("lungang-test-XXXXXX", NULL);
  char *path = g_build_filename(folder, "key", NULL);
  LG_TRUE(!lg_key_read(path, false, &facts, NULL, &error), "none is there");
  LG_HAS_PART(error ? error : "", "there is no key file", "and that is said");
  g_clear_pointer(&error, g_free);
  char *key = lg_key_read(path, true, &facts, NULL, &error);
  char *other = lg_key_read(path, true, &facts, NULL, &error);
  LG_TRUE(key && other && facts.is_new && strcmp(key, other) != 0, "drawn anew each time");
  LG_EQUAL_INT((int)strlen(key), 64, "256 bits");
  LG_TRUE(lg_key_write(path, key, NULL, &error), "written");
  GStatBuf status;
  LG_TRUE(g_stat(path, &status) == 0 && (status.st_mode & 0777) == 0600, "for the owner alone");
  LG_TRUE(!lg_key_write(path, other, NULL, &error), "never over another");
  g_clear_pointer(&error, g_free);
  g_free(other);
  other = lg_key_read(path, true, &facts, NULL, &error);
  LG_EQUAL_TEXT(other, key, "read back");
  LG_TRUE(!facts.is_new && !facts.open && !facts.weak, "an old one, closed to others");
  g_chmod(path, 0644);
  g_free(other);
  other = lg_key_read(path, false, &facts, NULL, &error);
  LG_TRUE(other && facts.open, "others may read it");
  g_free(other);
  LG_TRUE(g_file_set_contents(path, "a text of more than thirty-two letters", -1, NULL), "written");
  other = lg_key_read(path, false, &facts, NULL, &error);
  LG_TRUE(other && facts.weak, "a key of version 0.1");
  g_free(other);
  LG_TRUE(g_file_set_contents(path, "short", -1, NULL), "written");
  LG_TRUE(!lg_key_read(path, true, &facts, NULL, &error), "too short");
  LG_HAS_PART(error ? error : "", "of version 0.1 a text of 32 to 4096 characters",
              "and that is said");
  g_clear_pointer(&error, g_free);
  LG_TRUE(truncate(path, (off_t)1 << 40) == 0, "a terabyte of zeros");
  LG_TRUE(!lg_key_read(path, true, &facts, NULL, &error), "too long, and not read for it");
  LG_HAS_PART(error ? error : "", "of version 0.1 a text of 32 to 4096 characters",
              "and that is said");
  g_clear_pointer(&error, g_free);
  LG_TRUE(!lg_key_read(folder, true, &facts, NULL, &error), "a folder");
  g_clear_pointer(&error, g_free);
  g_unlink(path);
  g_rmdir(folder);
  g_free(key);
  g_free(path);
  g_free(folder);
}

int main(void)
{
  static const lg_case cases[] = {{"as others compute them", test_known},
                                  {"codes that would be alike", test_alike},
                                  {"key files", test_files},
                                  {NULL, NULL}};
  return lg_run("codes", cases);
}
