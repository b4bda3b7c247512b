/* tsan_glib.c - GLib's locks in terms that ThreadSanitizer knows. GMutex and GCond are made of futexes
 * inside GLib, which is not instrumented, so that whatever they guard would look like a race. These
 * functions take the place of GLib's in programs of the preset `threads`; GLib's own use of them
 * within itself stays. */
#include <glib.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

/* A GMutex that is all zero was never initialised, as every static one. */
static pthread_mutex_t *mutex_of(GMutex *mutex)
{
  pthread_mutex_t *own = __atomic_load_n(&mutex->p, __ATOMIC_ACQUIRE);
  if (own) return own;
  pthread_mutex_t *made = malloc(sizeof *made);
  if (!made) abort();
  pthread_mutex_init(made, NULL);
  gpointer none = NULL;
  if (__atomic_compare_exchange_n(&mutex->p, &none, made, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    return made;
  pthread_mutex_destroy(made);
  free(made);
  return none;
}

void g_mutex_init(GMutex *mutex)
{
  mutex->p = NULL;
}

void g_mutex_clear(GMutex *mutex)
{
  if (!mutex->p) return;
  pthread_mutex_destroy(mutex->p);
  free(mutex->p);
  mutex->p = NULL;
}

void(g_mutex_lock)(GMutex *mutex)
{
  pthread_mutex_lock(mutex_of(mutex));
}

void(g_mutex_unlock)(GMutex *mutex)
{
  pthread_mutex_unlock(mutex_of(mutex));
}

void g_cond_init(GCond *cond)
{
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  cond->p = malloc(sizeof(pthread_cond_t));
  if (!cond->p) abort();
  pthread_cond_init(cond->p, &attributes);
  pthread_condattr_destroy(&attributes);
}

void g_cond_clear(GCond *cond)
{
  pthread_cond_destroy(cond->p);
  free(cond->p);
}

void g_cond_wait(GCond *cond, GMutex *mutex)
{
  pthread_cond_wait(cond->p, mutex_of(mutex));
}

gboolean g_cond_wait_until(GCond *cond, GMutex *mutex, gint64 end_us)
{
  struct timespec until = {.tv_sec = end_us / G_USEC_PER_SEC,
                           .tv_nsec = (long)(end_us % G_USEC_PER_SEC) * 1000};
  return pthread_cond_timedwait(cond->p, mutex_of(mutex), &until) == 0;
}

void g_cond_signal(GCond *cond)
{
  pthread_cond_signal(cond->p);
}

void g_cond_broadcast(GCond *cond)
{
  pthread_cond_broadcast(cond->p);
}
