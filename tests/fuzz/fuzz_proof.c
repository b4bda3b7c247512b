/* fuzz_proof.c - any bytes as the list of a folder of certificates, as its names and as a certificate: what
 * `verify --proof` reads. */
#include "fuzz_files.h"
#include "io/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const files[] = {"manifest.json", "names.csv", "1-goal.vipr"};
  const uint8_t *part = data;
  size_t length = 0;
  lg_fuzz_clear();
  for (size_t k = 0; k < G_N_ELEMENTS(files); k++) {
    if (!lg_fuzz_next(&data, &size, &part, &length)) break;
    lg_fuzz_write(files[k], part, length);
  }
  lg_fuzz_write("2-goal.vipr.gz", part, length); /* the last one packed, as far as it is */
  char *error = NULL;
  lg_proof_folder *proof = lg_proof_folder_read(lg_fuzz_folder(), NULL, &error);
  LG_FUZZ_HOLDS(!proof == (error != NULL));
  LG_FUZZ_HOLDS(!error || g_utf8_validate(error, -1, NULL));
  for (guint k = 0; proof && k < proof->claims->len; k++) {
    const lg_proof_claim *claim = &g_array_index(proof->claims, lg_proof_claim, k);
    LG_FUZZ_HOLDS(!claim->file == !claim->head);
  }
  lg_proof_folder_free(proof);
  g_free(error);
  return 0;
}
