#include "crew.h"

#include "solver/lp/lp.h"

/* The items that one thread still has to do. */
struct span {
  int next, end;
};

/* What the threads share. */
struct shared {
  const lg_crew *crew;
  GMutex lock;
  struct span *spans; /* [threads] */
  int threads;
};

struct crew_thread {
  struct shared *shared;
  int number;
};

/* The next item of a thread. Each has a run of neighbours, which mostly help each other; one that
 * is done takes half of what the busiest thread has left.
 *   returns  -1: nothing is left */
static int take(struct crew_thread *thread)
{
  struct shared *shared = thread->shared;
  g_mutex_lock(&shared->lock);
  struct span *own = &shared->spans[thread->number], *most = own;
  for (int k = 0; k < shared->threads && own->next == own->end; k++)
    if (shared->spans[k].end - shared->spans[k].next > most->end - most->next)
      most = &shared->spans[k];
  if (most != own) {
    int half = (most->end - most->next + 1) / 2;
    *own = (struct span){most->end - half, most->end};
    most->end -= half;
  }
  int item = own->next < own->end ? own->next++ : -1;
  g_mutex_unlock(&shared->lock);
  return item;
}

static gpointer crew_thread_run(gpointer data)
{
  struct crew_thread *thread = data;
  const lg_crew *crew = thread->shared->crew;
  void *kept = crew->begin(crew->user);
  for (int item; !(crew->interrupted && *crew->interrupted) && (item = take(thread)) >= 0;)
    crew->work(item, kept, crew->user);
  crew->end(kept, crew->user);
  lg_lp_thread_end();
  return NULL;
}

void lg_crew_run(const lg_crew *crew, int count)
{
  int threads = crew->threads > 0 ? crew->threads : (int)g_get_num_processors();
  threads = MAX(1, MIN(threads, count));
  struct shared shared = {.crew = crew, .threads = threads, .spans = g_new(struct span, threads)};
  struct crew_thread *all = g_new(struct crew_thread, threads);
  GThread **running = g_new(GThread *, threads);
  g_mutex_init(&shared.lock);
  for (int k = 0; k < threads; k++) {
    shared.spans[k] = (struct span){(int)((int64_t)count * k / threads),
                                    (int)((int64_t)count * (k + 1) / threads)};
    all[k] = (struct crew_thread){&shared, k};
  }
  int started = 0;
  while (started < threads &&
         (running[started] = g_thread_try_new("lungang-row", crew_thread_run, &all[started], NULL)))
    started++;
  if (!started) crew_thread_run(&all[0]);
  for (int k = 0; k < started; k++) g_thread_join(running[k]);
  g_mutex_clear(&shared.lock);
  g_free(shared.spans);
  g_free(all);
  g_free(running);
}
