#include "input.h"

const char *lg_encoding_word(lg_encoding encoding)
{
  static const char *const words[] = {"utf-8", "utf-8-bom", "gb18030", "xlsx", "json"};
  return words[encoding];
}
