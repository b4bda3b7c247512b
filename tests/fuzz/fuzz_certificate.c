/* fuzz_certificate.c - any bytes as a certificate: nothing may crash, hang or leak, and what is
 * refused has its file and reason. */
#include <stdint.h>
#include <string.h>

#include "recheck/certificate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  char *text = g_strndup("", size); /* size bytes and a NUL behind them */
  memcpy(text, data, size);
  lg_fault fault = {.lang = NULL};
  lg_certificate *certificate = lg_certificate_check(text, size, "file.vipr", &fault);
  if (!certificate == !fault.file) g_error("neither proved nor refused, or both");
  if (fault.file && (!*fault.why || fault.line < 1)) g_error("refused without a line or a reason");
  lg_certificate_free(certificate);
  lg_fault_clear(&fault);
  g_free(text);
  return 0;
}
