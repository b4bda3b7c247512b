/* main.c - lungang-recheck PROOF_DIR [ROSTER.csv]: checks the certificates of a solve, and
 * shares no code with the program that wrote them. */
#include <glib.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <gmp.h>

#include "proof.h"

typedef enum {
  EXIT_PROVED = 0,
  EXIT_USAGE = 2,
  EXIT_ALIEN = 3, /* no certificates */
  EXIT_BROKEN = 6,
  EXIT_INTERNAL = 70
} recheck_exit;

/* Names come from files: what would command a terminal or turn the text round is shown as "?". */
static void G_GNUC_PRINTF(2, 3) print(FILE *out, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *raw = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_autofree char *text = g_utf8_make_valid(raw, -1);
  for (const char *c = text; *c; c = g_utf8_next_char(c)) {
    GUnicodeType type = g_unichar_type(g_utf8_get_char(c));
    bool obeyed = (type == G_UNICODE_CONTROL && *c != '\n') || type == G_UNICODE_FORMAT ||
                  type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR;
    fprintf(out, "%.*s", obeyed ? 1 : (int)(g_utf8_next_char(c) - c), obeyed ? "?" : c);
  }
}

/* FOLDER: FILE:LINE: why */
static void tell(lg_fault *fault, const char *folder)
{
  char line[16] = "";
  if (fault->line) g_snprintf(line, sizeof line, ":%d", fault->line);
  print(stderr, "lungang-recheck: %s: %s%s: %s\n", folder, fault->file, line, fault->why);
  lg_fault_clear(fault);
}

/* Where memory runs out GLib logs an error: one sentence, no half answer. */
static void on_log(const char *domain, GLogLevelFlags level, const char *message, void *user)
{
  g_log_default_handler(domain, level & ~G_LOG_FLAG_FATAL, message, user);
  if (level & G_LOG_LEVEL_ERROR) _exit(EXIT_INTERNAL);
}

static void *resize(void *memory, size_t old_size, size_t size)
{
  (void)old_size;
  return g_realloc(memory, size);
}

static void release(void *memory, size_t size)
{
  (void)size;
  g_free(memory);
}

static recheck_exit check(const char *folder, const char *roster, const lg_lang *lang)
{
  lg_fault fault = {.lang = lang};
  lg_proof *proof = lg_proof_open(folder, roster, &fault);
  int proved = 0, count = proof ? lg_proof_goal_count(proof) : 0;
  bool alien = fault.alien;
  if (!proof) tell(&fault, folder);
  for (int k = 0; k < count; k++) {
    g_autofree char *line = lg_proof_check(proof, k, &fault);
    print(stdout, "%s: %s\n", lg_proof_goal_id(proof, k),
          line ? line : lg_tr(lang, N_("NOT PROVED")));
    fflush(stdout); /* in front of the reason on the other stream */
    proved += line != NULL;
    alien = alien || fault.alien;
    if (!line) tell(&fault, folder);
  }
  if (proof) print(stdout, lg_tr(lang, N_("%d of %d proved\n")), proved, count);
  lg_proof_free(proof);
  return alien ? EXIT_ALIEN : count && proved == count ? EXIT_PROVED : EXIT_BROKEN;
}

static recheck_exit run(int argc, char **argv)
{
  g_autofree char *option = NULL;
  gboolean version = FALSE, help = FALSE;
  g_auto(GStrv) operands = NULL;
  const GOptionEntry entries[] = {
      {"lang", 0, 0, G_OPTION_ARG_STRING, &option, NULL, NULL},
      {"version", 0, 0, G_OPTION_ARG_NONE, &version, NULL, NULL},
      {"help", 'h', 0, G_OPTION_ARG_NONE, &help, NULL, NULL},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &operands, NULL, NULL},
      G_OPTION_ENTRY_NULL};
  g_autoptr(GOptionContext) context = g_option_context_new(NULL);
  g_option_context_add_main_entries(context, entries, NULL);
  g_option_context_set_help_enabled(context, FALSE); /* GLib's help knows no --lang */
  bool sound = g_option_context_parse(context, &argc, &argv, NULL) &&
               (!option || strcmp(option, "zh") == 0 || strcmp(option, "en") == 0);
  guint count = operands ? g_strv_length(operands) : 0;
  lg_lang *lang = lg_lang_new(lg_lang_choose(sound ? option : NULL, NULL));
  recheck_exit code = EXIT_PROVED;
  if (sound && version) {
    print(stdout, "lungang-recheck " LG_VERSION "\n");
  } else if (sound && !help && (count == 1 || count == 2)) {
    code = check(operands[0], operands[1], lang);
  } else {
    code = sound && help ? EXIT_PROVED : EXIT_USAGE;
    print(
        code ? stderr : stdout, "%s",
        lg_tr(lang,
              N_("usage: lungang-recheck [--lang zh|en] PROOF_DIR [ROSTER.csv]\n"
                 "Checks the certificates in PROOF_DIR in exact numbers, and that they are of the\n"
                 "roster (without ROSTER.csv: roster.csv in the folder around PROOF_DIR).\n"
                 "Exit: 0 all is proved; 6 something does not hold, the file, line and reason of\n"
                 "which are told; 3 there are no certificates; 2 wrong usage; 70 internal error.\n"
                 "Also: --help, --version\n")));
  }
  lg_lang_free(lang);
  return code;
}

int main(int argc, char **argv)
{
  setlocale(LC_CTYPE, "");
  g_log_set_default_handler(on_log, NULL);
  mp_set_memory_functions(g_malloc, resize, release);
  recheck_exit code = run(argc, argv);
  if (fflush(stdout) != 0 || ferror(stdout)) return EXIT_INTERNAL; /* a full disk is no proof */
  return (int)code;
}
