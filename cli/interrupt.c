/* interrupt.c - the one piece of global state: whether the run was interrupted. */
#include "cli.h"

volatile sig_atomic_t lg_interrupted = 0;

static void on_interrupt(int number)
{
  (void)number;
  lg_interrupted = 1;
}

/* Where the command has something to keep, the first Ctrl-C (or kill, or a closed terminal) lets it
 * end well with what it has; the second one ends the program. */
void lg_catch_interrupts(void)
{
  struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND}, hangup;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  if (sigaction(SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler != SIG_IGN) /* nohup */
    sigaction(SIGHUP, &action, NULL);
}
