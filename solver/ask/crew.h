/* crew.h - work on many items, split among threads. */
#ifndef LG_CREW_H
#define LG_CREW_H

#include <glib.h>
#include <signal.h>

typedef struct {
  int threads;                              /* 0: a processor each */
  const volatile sig_atomic_t *interrupted; /* no further item is begun once this is set; or NULL */
  /* What a thread keeps from item to item, made and freed in it. */
  void *(*begin)(void *user);
  void (*end)(void *kept, void *user);
  void (*work)(int item, void *kept, void *user);
  void *user;
} lg_crew;

/* Does the work for the items 0 to count - 1, each thread a run of neighbours. Those threads that
 * start do the items of those that cannot; where none does, this one does all. */
void lg_crew_run(const lg_crew *crew, int count);

#endif
