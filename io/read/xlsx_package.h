/* xlsx_package.h - the parts of a workbook file: unpacked by libzip, taken apart by expat. The one
 * file with both. Refuses what no honest workbook has: a part twice, a document type, deep nesting,
 * more than LG_MAX_FILE_BYTES of unpacked text in all. */
#ifndef LG_XLSX_PACKAGE_H
#define LG_XLSX_PACKAGE_H

#include "io/words/report.h"

typedef struct lg_package lg_package;

/* Takes the bytes of a file apart; they are borrowed until lg_package_free. NULL where it is no
 * workbook or a damaged or encrypted one: reported. */
lg_package *lg_package_open(const char *bytes, size_t size, const char *file, lg_report *report);
void lg_package_free(lg_package *package);

/* What is done with a part. Names are local, without namespaces; the root has depth 1. */
typedef struct {
  void (*start)(void *user, int depth, const char *name, const char **attributes);
  void (*end)(void *user, int depth, const char *name);
  void (*text)(void *user, int depth, const char *text, int length);
} lg_part_handler;

bool lg_package_has(const lg_package *package, const char *part);
/* Is it there, and does its content begin with this text? */
bool lg_package_begins(lg_package *package, const char *part, const char *text);
/* Parses a part from beginning to end. False where it is missing or damaged (reported), or was
 * stopped. */
bool lg_package_parse(lg_package *package, const char *part, const lg_part_handler *handler,
                      void *user);
/* Parses no more than its first LG_PEEK_BYTES, and reports nothing. */
void lg_package_peek(lg_package *package, const char *part, const lg_part_handler *handler,
                     void *user);
/* To be called inside a handler: nothing more is delivered. */
void lg_package_stop(lg_package *package);
bool lg_package_is_stopped(const lg_package *package);

/* The value of an attribute, or NULL. `in_namespace`: r:id and the like, whatever the prefix. */
const char *lg_attribute(const char **attributes, const char *name, bool in_namespace);

/* The part that a relationship's target names, seen from the part `source`. g_free. */
char *lg_package_target(const char *source, const char *target);
/* "xl/workbook.xml" -> "xl/_rels/workbook.xml.rels". g_free. */
char *lg_package_relations(const char *source);

#endif
