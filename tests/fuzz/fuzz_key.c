/* fuzz_key.c - any bytes as the key file of --anonymous: a key of 32 characters at least, or a reason. */
#include <string.h>

#include "fuzz_files.h"
#include "io/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  lg_fuzz_write("key", data, size);
  for (int k = 0; k < 2; k++) {
    lg_lang *lang = lg_lang_new(k ? "zh" : "en");
    lg_key_facts facts = {0};
    char *error = NULL;
    char *key = lg_key_read(lg_fuzz_path("key"), true, &facts, lang, &error);
    LG_FUZZ_HOLDS(!key == (error != NULL));
    LG_FUZZ_HOLDS(!facts.is_new && (!key || strlen(key) >= 32));
    LG_FUZZ_HOLDS(!error || g_utf8_validate(error, -1, NULL));
    g_free(key);
    g_free(error);
    lg_lang_free(lang);
  }
  return 0;
}
