/* main.c - the program: settles streams, locale and signals, reads the command line, runs one
 * command. */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "args.h"
#include "commands.h"
#include "fatal.h"
#include "model/clock.h"
#include "solver/solver.h"

/* Where a shell closed a standard stream, the next file opened would take its number and get our
 * prints. A descriptor of the wrong direction keeps the place and makes every write fail, which is
 * noticed at the end. */
static void keep_standard_streams(void)
{
  for (int fd = 0; fd <= 2; fd++)
    if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
        open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
      _exit(LG_EXIT_INTERNAL);
}

/* Last words in the language that is known so far; a plan may ask for another. */
static void settle_last_words(const char *option)
{
  lg_lang *lang = lg_lang_new(lg_lang_choose(option, NULL));
  lg_fatal_speak(lang);
  lg_lang_free(lang);
}

/* Of a folder that is named as the plan, the plan in it. False where several may be meant, which is
 * said. `found` is what the arguments then borrow: g_free. */
static bool find_plan(lg_args *args, const lg_command *command, char **found)
{
  if (!g_str_has_prefix(command->operands, "PLAN")) return true;
  char *several;
  *found = lg_plan_search(args->arguments[0], &several);
  if (*found) {
    args->arguments[0] = *found;
    return true;
  }
  lg_lang *lang = lg_lang_new(lg_lang_choose(args->lang, NULL));
  lg_printf(stderr, "lungang: ");
  lg_printf(stderr, lg_tr(lang, N_("%1$s holds several plans: %2$s; name one of them\n")),
            args->arguments[0], several);
  lg_lang_free(lang);
  g_free(several);
  return false;
}

static lg_exit run_command(lg_args *args)
{
  settle_last_words(args->lang);
  const lg_command *command = lg_command_find(args->command);
  g_autofree char *plan = NULL;
  if (!find_plan(args, command, &plan)) return LG_EXIT_USAGE;
  /* `ulimit -f` makes a failed write, to be told and tidied up like a full disk */
  signal(SIGXFSZ, SIG_IGN);
  lg_catch_interrupts(command->traits & LG_ENDS_EARLY);
  return command->run(args);
}

/* Results that never reached their file (a full disk) are no success. */
static lg_exit close_output(const lg_args *args, lg_exit code)
{
  bool failed = ferror(stdout) != 0;
  if (fclose(stdout) != 0) failed = true;
  if (!failed) return code;
  lg_lang *lang = lg_lang_new(lg_lang_choose(args->lang, NULL));
  lg_printf(
      stderr, "lungang: %s\n",
      lg_tr(lang,
            N_("the results could not be written to the standard output (is the disk full?)")));
  lg_lang_free(lang);
  return code == LG_EXIT_OK ? LG_EXIT_INTERNAL : code;
}

static void print_help(const lg_args *args)
{
  lg_lang *lang = lg_lang_new(lg_lang_choose(args->lang, NULL));
  char *text = lg_help_text(args->command, lang);
  lg_print(stdout, text);
  g_free(text);
  lg_lang_free(lang);
}

static void print_usage_error(const lg_args *args, const char *message)
{
  lg_lang *lang = lg_lang_new(lg_lang_choose(args->lang, NULL));
  const lg_command *command = args->command ? lg_command_find(args->command) : NULL;
  char *help =
      g_strdup_printf("lungang %s%s--help", command ? command->name : "", command ? " " : "");
  lg_printf(stderr, "lungang: %s\n", message);
  lg_printf(stderr, lg_tr(lang, N_("Try: %s\n")), help);
  g_free(help);
  lg_lang_free(lang);
}

int main(int argc, char **argv)
{
  double started_s = lg_now_s();
  mode_t mask = umask(077); /* rosters tell of people: nothing is open even while it is written */
  keep_standard_streams();
  lg_fatal_catch();
  setlocale(LC_CTYPE, ""); /* LC_NUMERIC stays C: files and JSON have a decimal point everywhere */
  setlocale(LC_MESSAGES, "");
  lg_args args;
  char *message;
  lg_exit code = LG_EXIT_OK;
  switch (lg_args_read(argc, argv, &args, &message)) {
    case LG_ASKED_HELP:
      print_help(&args);
      break;
    case LG_ASKED_VERSION:
      lg_print(stdout, "lungang " LG_VERSION "\n");
      break;
    case LG_ASKED_WRONG:
      print_usage_error(&args, message);
      code = LG_EXIT_USAGE;
      break;
    case LG_ASKED_RUN:
      args.started_s = started_s;
      args.mask = mask;
      code = run_command(&args);
      break;
  }
  code = close_output(&args, code);
  g_free(message);
  lg_args_clear(&args);
  if (lg_worker_left_count()) _exit((int)code); /* what was to be kept has been written */
  return (int)code;
}
