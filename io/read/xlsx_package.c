#include "xlsx_package.h"

#include <expat.h>
#include <string.h>
#include <zip.h>

#include "model/input_limits.h"

enum { LG_XML_DEPTH = 100, LG_PEEK_BYTES = 1024 * 1024 };
#define LG_XML_SEPARATOR '\x1f' /* between a namespace and a name: no URI holds it */

struct lg_package {
  zip_t *zip;
  GHashTable *parts; /* lower-case name -> index + 1 */
  size_t budget;     /* bytes that may still be unpacked, of all parts together, and one */
  const char *file;
  lg_report *report;
  bool stopped;
};

/* One parse of a part. */
struct parse {
  lg_package *package;
  XML_Parser parser;
  const lg_part_handler *handler;
  void *user;
  int depth;
  bool doctype, deep;
};

/* Part names are compared without case, and whether or not their blanks and the like are written as
 * %20; some programs write backslashes. */
static char *part_key(const char *name)
{
  while (*name == '/') name++;
  g_autofree char *plain = g_uri_unescape_string(name, "/");
  return g_strdelimit(g_ascii_strdown(plain ? plain : name, -1), "\\", '/');
}

static bool package_list(lg_package *package)
{
  zip_int64_t count = zip_get_num_entries(package->zip, 0);
  for (zip_int64_t i = 0; i < count; i++) {
    const char *name = zip_get_name(package->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
    if (!name || g_str_has_suffix(name, "/")) continue;
    char *key = part_key(name);
    if (!g_hash_table_insert(package->parts, key, /* frees the key where it is there */
                             GUINT_TO_POINTER((guint)i + 1))) {
      lg_report_add(package->report, LG_MSG_XLSX_PART_TWICE, package->file, 0, "", name, NULL);
      return false;
    }
    zip_stat_t facts;
    if (zip_stat_index(package->zip, (zip_uint64_t)i, 0, &facts) == 0 &&
        (facts.valid & ZIP_STAT_ENCRYPTION_METHOD) && facts.encryption_method != ZIP_EM_NONE) {
      lg_report_add(package->report, LG_MSG_XLSX_ENCRYPTED, package->file, 0, "", NULL);
      return false;
    }
  }
  return true;
}

lg_package *lg_package_open(const char *bytes, size_t size, const char *file, lg_report *report)
{
  if (size < 4 || memcmp(bytes, "PK", 2) != 0) {
    lg_report_add(report, LG_MSG_XLSX_NONE, file, 0, "", NULL);
    return NULL;
  }
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *source = zip_source_buffer_create(bytes, size, 0, &error);
  zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
  zip_error_fini(&error);
  if (!zip) {
    if (source) zip_source_free(source);
    lg_report_add(report, LG_MSG_XLSX_ZIP, file, 0, "", NULL);
    return NULL;
  }
  lg_package *package = g_new0(lg_package, 1);
  package->zip = zip;
  package->parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  package->budget = LG_MAX_FILE_BYTES + 1;
  package->file = file;
  package->report = report;
  if (!package_list(package)) g_clear_pointer(&package, lg_package_free);
  return package;
}

void lg_package_free(lg_package *package)
{
  if (!package) return;
  zip_discard(package->zip);
  g_hash_table_destroy(package->parts);
  g_free(package);
}

static guint package_index(const lg_package *package, const char *part)
{
  g_autofree char *key = part_key(part);
  return GPOINTER_TO_UINT(g_hash_table_lookup(package->parts, key));
}

bool lg_package_has(const lg_package *package, const char *part)
{
  return package_index(package, part) != 0;
}

enum unpacked { LG_UNPACKED, LG_UNPACKED_LARGE, LG_UNPACKED_DAMAGED };

/* Unpacks a part up to a limit. The sizes that a zip declares are not believed: what comes out is
 * counted. */
static enum unpacked package_unpack(lg_package *package, guint index, size_t limit,
                                    GByteArray *bytes)
{
  enum { CHUNK = 32 * 1024 };
  zip_file_t *handle = zip_fopen_index(package->zip, index - 1, 0);
  zip_int64_t got = handle ? 1 : -1;
  while (got > 0 && package->budget > 0 && bytes->len < limit) {
    guint used = bytes->len;
    g_byte_array_set_size(bytes, used + CHUNK);
    got = zip_fread(handle, bytes->data + used, MIN(CHUNK, package->budget + 1));
    g_byte_array_set_size(bytes, used + (got > 0 ? (guint)got : 0));
    package->budget -= MIN(package->budget, got > 0 ? (size_t)got : 0);
  }
  if (handle) zip_fclose(handle);
  if (got < 0) return LG_UNPACKED_DAMAGED;
  return package->budget > 0 ? LG_UNPACKED : LG_UNPACKED_LARGE;
}

static const char *local_name(const char *name)
{
  const char *separator = strrchr(name, LG_XML_SEPARATOR);
  return separator ? separator + 1 : name;
}

static void XMLCALL xml_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
  struct parse *parse = data;
  if (++parse->depth > LG_XML_DEPTH) {
    parse->deep = true;
    XML_StopParser(parse->parser, XML_FALSE);
    return;
  }
  if (parse->handler->start && !parse->package->stopped)
    parse->handler->start(parse->user, parse->depth, local_name(name), attributes);
  if (parse->package->stopped) XML_StopParser(parse->parser, XML_FALSE);
}

static void XMLCALL xml_end(void *data, const XML_Char *name)
{
  struct parse *parse = data;
  /* Expat may still deliver the end of an empty element after it was stopped. */
  if (parse->handler->end && !parse->package->stopped && !parse->deep)
    parse->handler->end(parse->user, parse->depth, local_name(name));
  parse->depth--;
  if (parse->package->stopped) XML_StopParser(parse->parser, XML_FALSE);
}

static void XMLCALL xml_text(void *data, const XML_Char *text, int length)
{
  struct parse *parse = data;
  if (parse->handler->text && !parse->package->stopped)
    parse->handler->text(parse->user, parse->depth, text, length);
}

/* expat 2.9 has a new name for it and frowns on the old one. */
static guint64 line_of(XML_Parser parser)
{
#if XML_MAJOR_VERSION > 2 || (XML_MAJOR_VERSION == 2 && XML_MINOR_VERSION >= 9)
  return XML_GetCurrentLineNumber64(parser);
#else
  return XML_GetCurrentLineNumber(parser);
#endif
}

/* No workbook needs a document type; entities are how small files become huge ones. */
static void XMLCALL xml_doctype(void *data, const XML_Char *name, const XML_Char *system,
                                const XML_Char *public, int has_internal)
{
  (void)name, (void)system, (void)public, (void)has_internal;
  struct parse *parse = data;
  parse->doctype = true;
  XML_StopParser(parse->parser, XML_FALSE);
}

static void parse_report(const struct parse *parse, const char *part)
{
  lg_package *package = parse->package;
  if (parse->doctype) {
    lg_report_add(package->report, LG_MSG_XLSX_DOCTYPE, package->file, 0, "", part, NULL);
  } else if (parse->deep) {
    lg_report_add(package->report, LG_MSG_XLSX_DEEP, package->file, 0, "", part, NULL);
  } else if (!package->stopped) {
    g_autofree char *line = g_strdup_printf("%" G_GUINT64_FORMAT, line_of(parse->parser));
    lg_report_add(package->report, LG_MSG_XLSX_XML, package->file, 0, "", part, line, NULL);
  }
}

/*   part     for messages; NULL: none are wanted, and the bytes may be a beginning */
static bool bytes_parse(lg_package *package, const char *part, const GByteArray *bytes,
                        const lg_part_handler *handler, void *user)
{
  package->stopped = false;
  struct parse parse = {
      package, XML_ParserCreateNS(NULL, LG_XML_SEPARATOR), handler, user, 0, false, false};
  if (!parse.parser) g_error("XML_ParserCreateNS: out of memory");
  XML_SetUserData(parse.parser, &parse);
  XML_SetElementHandler(parse.parser, xml_start, xml_end);
  XML_SetCharacterDataHandler(parse.parser, xml_text);
  XML_SetStartDoctypeDeclHandler(parse.parser, xml_doctype);
  /* In one piece: expat before 2.6 reads a long token again with every piece of it. */
  static const char nothing[1] = "";
  const char *data = bytes->len ? (const char *)bytes->data : nothing;
  bool good = XML_Parse(parse.parser, data, (int)bytes->len, part != NULL) == XML_STATUS_OK;
  if (!good && part) parse_report(&parse, part);
  XML_ParserFree(parse.parser);
  return good;
}

bool lg_package_parse(lg_package *package, const char *part, const lg_part_handler *handler,
                      void *user)
{
  guint index = package_index(package, part);
  if (!index) {
    lg_report_add(package->report, LG_MSG_XLSX_PART_MISSING, package->file, 0, "", part, NULL);
    return false;
  }
  GByteArray *bytes = g_byte_array_new();
  enum unpacked state = package_unpack(package, index, G_MAXUINT, bytes);
  if (state == LG_UNPACKED_LARGE) {
    g_autofree char *limit = g_strdup_printf("%d", LG_MAX_FILE_BYTES / (1024 * 1024));
    lg_report_add(package->report, LG_MSG_XLSX_UNPACKED, package->file, 0, "", limit, NULL);
  } else if (state == LG_UNPACKED_DAMAGED) {
    lg_report_add(package->report, LG_MSG_XLSX_PART_DAMAGED, package->file, 0, "", part, NULL);
  }
  bool good = state == LG_UNPACKED && bytes_parse(package, part, bytes, handler, user);
  g_byte_array_free(bytes, TRUE);
  return good;
}

bool lg_package_begins(lg_package *package, const char *part, const char *text)
{
  guint index = package_index(package, part);
  GByteArray *bytes = g_byte_array_new();
  size_t length = strlen(text);
  bool good = index && package_unpack(package, index, length, bytes) == LG_UNPACKED &&
              bytes->len >= length && memcmp(bytes->data, text, length) == 0;
  g_byte_array_free(bytes, TRUE);
  return good;
}

void lg_package_peek(lg_package *package, const char *part, const lg_part_handler *handler,
                     void *user)
{
  guint index = package_index(package, part);
  GByteArray *bytes = g_byte_array_new();
  if (index && package_unpack(package, index, LG_PEEK_BYTES, bytes) == LG_UNPACKED)
    bytes_parse(package, NULL, bytes, handler, user);
  g_byte_array_free(bytes, TRUE);
}

void lg_package_stop(lg_package *package)
{
  package->stopped = true;
}

bool lg_package_is_stopped(const lg_package *package)
{
  return package->stopped;
}

const char *lg_attribute(const char **attributes, const char *name, bool in_namespace)
{
  for (const char **a = attributes; *a; a += 2) {
    const char *local = local_name(*a);
    if ((local != *a) == in_namespace && strcmp(local, name) == 0) return a[1];
  }
  return NULL;
}

char *lg_package_target(const char *source, const char *target)
{
  g_autofree char *plain = g_strdelimit(g_strdup(target), "\\", '/');
  GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
  if (*plain != '/') {
    g_auto(GStrv) base = g_strsplit(source, "/", -1);
    for (char **p = base; *p && p[1]; p++) g_ptr_array_add(parts, g_strdup(*p));
  }
  g_auto(GStrv) steps = g_strsplit(plain, "/", -1);
  for (char **p = steps; *p; p++) {
    if (strcmp(*p, "..") == 0 && parts->len > 0)
      g_ptr_array_set_size(parts, (int)parts->len - 1);
    else if (**p && strcmp(*p, ".") != 0 && strcmp(*p, "..") != 0)
      g_ptr_array_add(parts, g_strdup(*p));
  }
  g_ptr_array_add(parts, NULL);
  char *joined = g_strjoinv("/", (char **)parts->pdata);
  g_ptr_array_free(parts, TRUE);
  return joined;
}

char *lg_package_relations(const char *source)
{
  const char *slash = strrchr(source, '/');
  int folder = slash ? (int)(slash - source) + 1 : 0;
  return g_strdup_printf("%.*s_rels/%s.rels", folder, source, source + folder);
}
