/* fuzz_letters.c - any bytes as the office's text of the letters: a reason, or letters that are written
 * for every mover. */
#include "fuzz_files.h"
#include "io/read.h"
#include "output_case.h"

static lg_output_case *made;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (!made) made = lg_output_case_new("zh");
  lg_fuzz_write("letters.txt", data, size);
  char *error = NULL;
  lg_letter_text *text = lg_letter_text_read(lg_fuzz_path("letters.txt"), made->out.input->district,
                                             made->lang, &error);
  LG_FUZZ_HOLDS(text || (error && g_utf8_validate(error, -1, NULL)));
  g_clear_pointer(&error, g_free);
  const lg_letter_wishes wishes = {.reasons = true};
  if (text) LG_FUZZ_HOLDS(lg_write_letters(&made->out, text, &wishes, lg_fuzz_folder(), &error));
  lg_letter_text_free(text);
  return 0;
}
