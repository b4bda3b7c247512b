/* deadline.h - when a solve is over, and how it keeps to that.
 *
 *   lg_worker *aside = lg_worker_new(state, close);
 *   if (lg_worker_call(&aside, engine, work, NULL, NULL)) ... what work left in state ...
 *   lg_worker_free(aside);
 *
 * Libraries look at no clock for seconds on end. So such work is done aside: in a thread that has
 * all it needs for its own, and is left behind where it goes on after the end. */
#ifndef LG_DEADLINE_H
#define LG_DEADLINE_H

#include <glib.h>
#include <signal.h>
#include <stdbool.h>

#include "model/clock.h"

/* One a solve; the fields are set by whoever makes it. */
typedef struct {
  double deadline_s;                        /* monotonic; 0: none */
  const volatile sig_atomic_t *interrupted; /* or NULL */
} lg_deadline;

bool lg_deadline_is_over(const lg_deadline *deadline);

/* A thread for work of which one piece is done at a time. */
typedef struct lg_worker lg_worker;

/* state  the thread's: nobody else touches it but between calls
 * close  frees it, in the thread that worked on it */
lg_worker *lg_worker_new(void *state, void (*close)(void *state));
/* Ends the thread and waits for it. NULL is legal. */
void lg_worker_free(lg_worker *worker);

/* Does `work` in the thread and waits for it, until shortly after the engine is over. `work` gets
 * an engine of its own that is over at the same time, touches nothing but that and the state, and
 * should end then.
 *   look     if not NULL, called now and then meanwhile, in the calling thread; it may read what
 *            is atomic in the state
 *   returns  whether it was done. If not: the engine was over before it began, or *aside is NULL,
 *            and the state was left to the thread, which closes it when it ends. */
bool lg_worker_call(lg_worker **worker, const lg_deadline *deadline,
                    void (*work)(void *state, const lg_deadline *deadline),
                    void (*look)(void *user), void *user);

#endif
