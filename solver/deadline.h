/* deadline.h - when a solve is over, and how it keeps to that.
 *
 *   lg_worker *worker = lg_worker_new(state, close);
 *   if (lg_worker_call(&worker, deadline, work, NULL, NULL)) ... what work left in state ...
 *   lg_worker_free(worker);
 *
 * GLPK and CHOLMOD look at no clock for seconds on end. So such work is done by a worker: a thread
 * that owns all it needs, and is left behind where it goes on after the deadline. docs/method.md,
 * 8. */
#ifndef LG_DEADLINE_H
#define LG_DEADLINE_H

#include <glib.h>
#include <signal.h>
#include <stdbool.h>

#include "model/clock.h"
#include "solver/options.h"

/* When a solve has to end. The fields are set by whoever makes it. */
typedef struct {
  double deadline_s;                        /* on the monotonic clock (lg_now_s); 0: never */
  const volatile sig_atomic_t *interrupted; /* over once this is set; or NULL */
  const lg_tuning *tuning; /* of the work that is done until then; NULL: the defaults */
} lg_deadline;

bool lg_deadline_is_over(const lg_deadline *deadline);
const lg_tuning *lg_tuning_of(const lg_deadline *deadline);

/* A thread that does one piece of work at a time. It starts with the first piece. */
typedef struct lg_worker lg_worker;

/* Makes a worker.
 *   state  owned by the worker from now on; the caller may touch it between calls only
 *   close  frees the state, in the thread that worked on it */
lg_worker *lg_worker_new(void *state, void (*close)(void *state));
/* Ends the thread and waits for it. NULL is legal. */
void lg_worker_free(lg_worker *worker);

/* Is the calling thread a worker's, which ends with it? */
bool lg_in_worker_thread(void);

/* Does `work` in the worker's thread and waits for it, until a tenth of a second after the
 * deadline. Where no thread can be started, the calling one does all work of this worker.
 *   worker   where it points to NULL, nothing is done
 *   work     gets the state, and a deadline of its own that is over at the same time; it touches
 *            nothing else, and should end when that is over
 *   look     NULL, or called now and then meanwhile, in the calling thread; of the state it may
 *            read what is atomic
 *   returns  whether the work was done. If not, either the deadline was over before it began, or
 *            the worker was left behind: *worker is NULL then, and its thread closes the state when
 *            `work` ends (lg_worker_left_count) */
bool lg_worker_call(lg_worker **worker, const lg_deadline *deadline,
                    void (*work)(void *state, const lg_deadline *deadline),
                    void (*look)(void *user), void *user);

#endif
