/* scratch.h - temporary folders beside what is written, `.lungang-HOST-PID-START-XXXXXX`, and the lock of
 * a place. The name tells whether its run still lives, so that the next run in the place can remove
 * what a killed one left; a run that a signal ends removes its own. What those are is, beside the
 * interrupt flag, the one piece of global state: a signal handler can be handed nothing. */
#ifndef LG_SCRATCH_H
#define LG_SCRATCH_H

#include <glib.h>
#include <stdbool.h>

typedef struct lg_scratch lg_scratch;

/* Makes a folder in `place` that its owner alone may enter; NULL and *number (an errno). */
lg_scratch *lg_scratch_new(const char *place, int *number);
const char *lg_scratch_path(const lg_scratch *scratch);
/* Removes what stands under its name, and frees it. */
void lg_scratch_free(lg_scratch *scratch);

/* Keeps other runs from `name` in the folder `place`: NULL and *number, EWOULDBLOCK where another one
 * has it. File systems without locks give one that keeps nobody out. Ends with lg_scratch_free. */
lg_scratch *lg_scratch_lock(const char *place, const char *name, int *number);

/* Removes what runs on this machine that were killed left in `place`.
 *   returns  GPtrArray of the folders' names, owned; g_ptr_array_unref */
GPtrArray *lg_scratch_sweep(const char *place);

/* Removes a file or a folder with all that is in it, as far as it can; false where something stays. */
bool lg_scratch_remove(const char *path);

/* Ends the program by the signal, its temporary folders removed; between hold and release only once
 * that is over. For signal handlers: system calls alone. */
void lg_scratch_stop(int number);
void lg_scratch_hold(void);
void lg_scratch_release(void);

#endif
