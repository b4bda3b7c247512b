/* fatal.h - how the program ends where memory or threads run out in the middle of anything.
 *
 *   lg_fatal_catch();
 *   lg_fatal_speak(lang);
 *
 * GLib and whoever calls g_error() or abort() end the process then. From here on that is one
 * sentence on stderr and exit 70 instead of a signal; a folder that was being written never gets its
 * name. */
#ifndef LG_FATAL_H
#define LG_FATAL_H

#include "io/words/lang.h"

void lg_fatal_catch(void);

/* The language of the last words, from now on; not to be called while other threads run. They are
 * put together here, since there may be no memory for it later. */
void lg_fatal_speak(const lg_lang *lang);

#endif
