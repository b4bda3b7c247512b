#include "input.h"

const char *lg_encoding_word(lg_encoding encoding)
{
  static const char *const words[] = {"utf-8", "utf-8-bom", "gb18030", "xlsx", "json"};
  return words[encoding];
}

int lg_file_broken(const GArray *differences)
{
  int broken = 0;
  for (guint k = 0; k < differences->len; k++)
    broken += g_array_index(differences, lg_file_difference, k).broken;
  return broken;
}
