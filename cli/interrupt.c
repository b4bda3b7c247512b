/* interrupt.c - what a signal does: it is noted, so that the run ends well with what it has, or ends the
 * program with nothing of its own left on the disk. */
#include "cli.h"

volatile sig_atomic_t lg_interrupted = 0;

/* Signals that were noted: the next of the kind ends the program. */
static volatile sig_atomic_t noted[NSIG];

static void on_interrupt(int number)
{
  if (noted[number]) lg_scratch_stop(number);
  noted[number] = 1;
  lg_interrupted = 1;
}

static void on_end(int number)
{
  lg_scratch_stop(number);
}

static void catch_signal(int number, void (*handler)(int), bool even_if_ignored)
{
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART}, old;
  sigemptyset(&action.sa_mask);
  if (sigaction(number, NULL, &old) == 0 && (even_if_ignored || old.sa_handler != SIG_IGN))
    sigaction(number, &action, NULL);
}

void lg_catch_interrupts(bool ends_early)
{
  void (*handler)(int) = ends_early ? on_interrupt : on_end;
  catch_signal(SIGINT, handler, ends_early);
  catch_signal(SIGTERM, handler, ends_early);
  catch_signal(SIGHUP, handler, false); /* nohup */
  catch_signal(SIGPIPE, on_end, false);
}
