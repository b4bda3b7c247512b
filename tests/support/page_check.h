/* page_check.h - a page of io/write/html.h as a strict reader sees it: well-formed XML, nothing fetched,
 * nothing run but our one script. */
#ifndef LG_PAGE_CHECK_H
#define LG_PAGE_CHECK_H

#include <glib.h>

typedef struct {
  GString *text;        /* all texts of elements, a line each; without style and script */
  GHashTable *elements; /* how often each element stands there */
} lg_page;

/* Reads it by expat and checks that it is well-formed, that no element or attribute could fetch or
 * run anything, and that the only addresses in it are names of namespaces. */
lg_page *lg_page_read(const char *bytes, const char *what);
int lg_page_elements(const lg_page *page, const char *element);
void lg_page_free(lg_page *page);

#endif
