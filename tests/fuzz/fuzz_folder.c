/* fuzz_folder.c - any bytes as the list of an output folder (files.json) and as a file in it: what is not
 * exactly as it was written never counts as such, and a list that is written anew does. */
#include <glib/gstdio.h>

#include "fuzz_files.h"
#include "io/write/folder_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const uint8_t *list, *file = NULL;
  size_t length, file_length = 0;
  if (!lg_fuzz_next(&data, &size, &list, &length)) return 0;
  lg_fuzz_clear();
  lg_fuzz_write("files.json", list, length);
  if (lg_fuzz_next(&data, &size, &file, &file_length))
    lg_fuzz_write("roster.csv", file, file_length);
  lg_folder_state state = lg_folder_state_of(lg_fuzz_folder());
  if (state == LG_FOLDER_SAME && file) {
    /* Its hash stands in the list: with another byte in the file it is another folder. */
    lg_fuzz_write("roster.csv", "x", 1);
    lg_folder_state edited = lg_folder_state_of(lg_fuzz_folder());
    LG_FUZZ_HOLDS(edited == LG_FOLDER_CHANGED || (file_length == 1 && *file == 'x'));
  }
  lg_lang *lang = lg_lang_new("en");
  char *error = NULL;
  g_unlink(lg_fuzz_path("files.json"));
  LG_FUZZ_HOLDS(lg_folder_list_write(lg_fuzz_folder(), lang, &error));
  LG_FUZZ_HOLDS(lg_folder_state_of(lg_fuzz_folder()) == LG_FOLDER_SAME);
  lg_lang_free(lang);
  return 0;
}
