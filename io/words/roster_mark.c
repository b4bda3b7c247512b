#include "roster_mark.h"

#include <string.h>

/* Of letters, digits and hyphens alone: LibreOffice parts keywords at other signs. */
static const char lead[] = "lungang-roster-1-";
enum { DIGITS = 64 }; /* of SHA-256 */

bool lg_is_movers_sheet(const char *name)
{
  return strcmp(name, LG_MOVERS_SHEET) == 0 || strcmp(name, "交流轮岗人员汇总表") == 0;
}

static gint pair_order(gconstpointer a, gconstpointer b)
{
  const lg_roster_pair *x = a, *y = b;
  int order = strcmp(x->teacher, y->teacher);
  return order ? order : strcmp(x->school, y->school);
}

char *lg_roster_mark(GArray *pairs)
{
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  g_array_sort(pairs, pair_order);
  for (guint k = 0; k < pairs->len; k++) {
    const lg_roster_pair *pair = &g_array_index(pairs, lg_roster_pair, k);
    /* with their NUL, which parts them */
    g_checksum_update(sum, (const guchar *)pair->teacher, (gssize)strlen(pair->teacher) + 1);
    g_checksum_update(sum, (const guchar *)pair->school, (gssize)strlen(pair->school) + 1);
  }
  char *mark = g_strconcat(lead, g_checksum_get_string(sum), NULL);
  g_checksum_free(sum);
  return mark;
}

char *lg_roster_mark_find(const char *keywords)
{
  const char *mark = strstr(keywords, lead);
  size_t digits = mark ? strspn(mark + strlen(lead), "0123456789abcdef") : 0;
  return digits == DIGITS ? g_strndup(mark, strlen(lead) + DIGITS) : NULL;
}
