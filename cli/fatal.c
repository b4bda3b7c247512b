#include "fatal.h"

#include <glib.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli.h"

/* Set before any thread starts, read by whichever fails first. */
static char no_memory[512], other_fault[512];

static void say(const char *text)
{
  if (write(STDERR_FILENO, text, strlen(text)) < 0) return; /* nobody listens */
}

/* GLib gives no reason beside the text of its message, which is English everywhere. */
static bool is_of_memory(const char *message)
{
  return !message || strstr(message, "allocate") || strstr(message, "memory");
}

/* GLib's handler of everything logged. Calls nothing that allocates, and _exit() leaves alone what
 * other threads are doing. */
static void on_log(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer user)
{
  if (!(level & G_LOG_LEVEL_ERROR)) {
    g_log_default_handler(domain, level, message, user);
    return;
  }
  if (is_of_memory(message)) {
    say(no_memory);
  } else {
    say(other_fault);
    say(message);
    say("\n");
  }
  _exit(LG_EXIT_INTERNAL);
}

/* Before GLib calls on_log it words its message, with g_vasprintf(); where even that finds no memory, it
 * logs this as an error, words that message, and so on until the stack is full (seen in GLib 2.74).
 * So the function of the C library that does it is replaced, for GLib and everybody: out of memory it
 * ends the program by itself. */
static int word(char **text, const char *format, va_list arguments)
{
  char shown[256];
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(shown, sizeof shown, format, again);
  va_end(again);
  if (length < 0) return length;
  *text = malloc((size_t)length + 1);
  if (!*text) {
    say(no_memory);
    _exit(LG_EXIT_INTERNAL);
  }
  if ((size_t)length >= sizeof shown)
    return vsnprintf(*text, (size_t)length + 1, format, arguments);
  memcpy(*text, shown, (size_t)length + 1);
  return length;
}

int vasprintf(char **text, const char *format, va_list arguments)
{
  return word(text, format, arguments);
}

/* The same under the name that libraries built with _FORTIFY_SOURCE call. */
int __vasprintf_chk(char **text, int flag, const char *format, va_list arguments);
int __vasprintf_chk(char **text, int flag, const char *format, va_list arguments)
{
  (void)flag;
  return word(text, format, arguments);
}

/* Where the smallest pieces are wanting, GLib and GLPK call abort() without a word to anybody's
 * handler. The C library gets its memory in pieces of this size at least: none left, none to give. */
enum { LG_PIECE_BYTES = 1 << 20 };

static void on_abort(int signal)
{
  (void)signal;
  void *piece =
      mmap(NULL, LG_PIECE_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (piece == MAP_FAILED) {
    say(no_memory);
  } else {
    say(other_fault);
    say("abort\n");
  }
  _exit(LG_EXIT_INTERNAL);
}

void lg_fatal_catch(void)
{
  struct sigaction action = {.sa_handler = on_abort};
  sigaction(SIGABRT, &action, NULL);
  lg_fatal_speak(NULL);
  g_log_set_default_handler(on_log, NULL);
}

void lg_fatal_speak(const lg_lang *lang)
{
  snprintf(no_memory, sizeof no_memory, "lungang: %s\n",
           lg_tr(lang, N_("the memory is not enough (does ulimit -v or another limit leave too "
                          "little?)")));
  snprintf(other_fault, sizeof other_fault, "lungang: %s: ", lg_tr(lang, N_("internal error")));
}
