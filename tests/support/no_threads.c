/* no_threads.c - a machine that gives no more threads: a library to be loaded before all others
 * (LD_PRELOAD), whose pthread_create succeeds as often as the variable LG_THREADS says and fails
 * from then on. */
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static atomic_int asked;

int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attributes,
                   void *(*run)(void *), void *restrict argument)
{
  const char *most = getenv("LG_THREADS");
  if (atomic_fetch_add(&asked, 1) >= (most ? atoi(most) : 0)) return EAGAIN;
  void *found = dlsym(RTLD_NEXT, "pthread_create");
  int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
  if (!found) abort();
  memcpy(&create, &found, sizeof create);
  return create(thread, attributes, run, argument);
}
