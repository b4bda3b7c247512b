#include "page_check.h"

#include <expat.h>
#include <string.h>

#include "runner.h"

struct page_reading {
  lg_page *page;
  const char *what;
  bool silent; /* inside style or script */
};

static void XMLCALL on_start(void *user, const char *element, const char **attributes)
{
  static const char *const allowed[] = {
      "lang",        "charset",    "name",    "content", "class",
      "scope",       "role",       "viewBox", "x",       "y",
      "x1",          "y1",         "x2",      "y2",      "cx",
      "cy",          "r",          "d",       "width",   "height",
      "transform",   "colspan",    "id",      "points",  "fill-opacity",
      "text-anchor", "aria-label", "xmlns",   "rowspan", "stroke-width",
      NULL};
  struct page_reading *reading = user;
  int count = GPOINTER_TO_INT(g_hash_table_lookup(reading->page->elements, element));
  g_hash_table_insert(reading->page->elements, g_strdup(element), GINT_TO_POINTER(count + 1));
  reading->silent = strcmp(element, "style") == 0 || strcmp(element, "script") == 0;
  for (const char **a = attributes; *a; a += 2) {
    bool within = strcmp(a[0], "href") == 0 && a[1][0] == '#'; /* a link of the contents */
    bool known = within || g_strv_contains(allowed, a[0]) || strcmp(a[0], "http-equiv") == 0;
    if (!known) LG_EQUAL_TEXT(a[0], "an attribute that can do nothing", reading->what);
  }
}

static void XMLCALL on_end(void *user, const char *element)
{
  struct page_reading *reading = user;
  (void)element;
  reading->silent = false;
  g_string_append_c(reading->page->text, '\n');
}

static void XMLCALL on_text(void *user, const char *text, int length)
{
  struct page_reading *reading = user;
  if (!reading->silent) g_string_append_len(reading->page->text, text, length);
}

static void check_addresses(const char *bytes, const char *what)
{
  static const char *const names[] = {"http://www.w3.org/1999/xhtml\"",
                                      "http://www.w3.org/2000/svg\""};
  static const char *const fetching[] = {"@import", "url(", "src=", "href=", "fetch("};
  for (const char *at = bytes; (at = strstr(at, "://")); at++) {
    bool known = false;
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++)
      known = known || (at - bytes >= 4 && g_str_has_prefix(at - 4, names[k]));
    if (!known) LG_EQUAL_TEXT(at, "no address", what);
  }
  /* Texts of the tables may hold such words, but not with a real quote or in an element's head;
   * those are looked at one by one above. */
  const char *style = strstr(bytes, "<style"), *end = style ? strstr(style, "</style>") : NULL;
  char *sheet = style && end ? g_strndup(style, (gsize)(end - style)) : g_strdup("");
  LG_TRUE(*sheet, "a style sheet inside");
  for (size_t k = 0; k < G_N_ELEMENTS(fetching); k++)
    LG_TRUE(!strstr(sheet, fetching[k]), fetching[k]);
  g_free(sheet);
}

lg_page *lg_page_read(const char *bytes, const char *what)
{
  static const char *const forbidden[] = {"link",   "img",   "iframe", "object",        "embed",
                                          "base",   "image", "use",    "foreignObject", "form",
                                          "source", "video", "audio"};
  lg_page *page = g_new0(lg_page, 1);
  page->text = g_string_new(NULL);
  page->elements = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  struct page_reading reading = {page, what, false};
  XML_Parser parser = XML_ParserCreate("UTF-8");
  XML_SetUserData(parser, &reading);
  XML_SetElementHandler(parser, on_start, on_end);
  XML_SetCharacterDataHandler(parser, on_text);
  bool good = XML_Parse(parser, bytes, (int)strlen(bytes), 1) == XML_STATUS_OK;
  char *place = g_strdup_printf("line %d: %s", (int)XML_GetCurrentLineNumber(parser),
                                XML_ErrorString(XML_GetErrorCode(parser)));
  if (!good) LG_EQUAL_TEXT(place, "well-formed", what);
  g_free(place);
  XML_ParserFree(parser);
  for (size_t k = 0; k < G_N_ELEMENTS(forbidden); k++)
    LG_EQUAL_INT(lg_page_elements(page, forbidden[k]), 0, forbidden[k]);
  LG_EQUAL_INT(lg_page_elements(page, "script"), 1, "our script alone");
  LG_HAS_PART(bytes, "default-src 'none'", "nothing may be fetched");
  check_addresses(bytes, what);
  return page;
}

int lg_page_elements(const lg_page *page, const char *element)
{
  return GPOINTER_TO_INT(g_hash_table_lookup(page->elements, element));
}

void lg_page_free(lg_page *page)
{
  g_string_free(page->text, TRUE);
  g_hash_table_unref(page->elements);
  g_free(page);
}
