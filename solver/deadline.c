/* deadline.c - deadlines, and workers: threads whose work may be left behind when the time is
 * over. */
#include "deadline.h"

#include "solver.h"

bool lg_deadline_is_over(const lg_deadline *deadline)
{
  if (deadline->interrupted && *deadline->interrupted) return true;
  return deadline->deadline_s > 0 && lg_now_s() >= deadline->deadline_s;
}

const lg_tuning *lg_tuning_of(const lg_deadline *deadline)
{
  return deadline->tuning ? deadline->tuning : lg_tuning_defaults();
}

/* ---- workers ---- */

/* Between two looks at the deadline, while work is under way. */
enum { LG_LOOK_US = 20000 };
/* After the end, for work to end by itself: most of it does at once. */
static const double grace_s = 0.1;

struct lg_worker {
  GMutex lock;
  GCond asked, done;
  GThread *thread;                                        /* NULL before the first call */
  bool is_threadless;                                     /* no thread was to be had for it */
  void (*work)(void *state, const lg_deadline *deadline); /* NULL: nothing is asked */
  bool closing, is_left;      /* is_left: the caller has gone, the thread frees the worker */
  lg_deadline deadline;       /* the thread's own; its `interrupted` is */
  volatile sig_atomic_t stop; /* this, */
  lg_tuning tuning; /* and its `tuning` this: a thread left behind outlives the caller's */
  void *state;
  void (*close)(void *state);
};

static gint left_behind;             /* atomic */
static _Thread_local bool in_worker; /* set once, by the thread itself */

bool lg_in_worker_thread(void)
{
  return in_worker;
}

int lg_worker_left_count(void)
{
  return g_atomic_int_get(&left_behind);
}

lg_worker *lg_worker_new(void *state, void (*close)(void *state))
{
  lg_worker *worker = g_new0(lg_worker, 1);
  worker->state = state;
  worker->close = close;
  worker->deadline.interrupted = &worker->stop;
  worker->deadline.tuning = &worker->tuning;
  g_mutex_init(&worker->lock);
  g_cond_init(&worker->asked);
  g_cond_init(&worker->done);
  return worker;
}

static void worker_clear(lg_worker *worker)
{
  g_mutex_clear(&worker->lock);
  g_cond_clear(&worker->asked);
  g_cond_clear(&worker->done);
  g_free(worker);
}

static gpointer worker_run(gpointer data)
{
  lg_worker *worker = data;
  in_worker = true;
  g_mutex_lock(&worker->lock);
  while (!worker->closing) {
    if (!worker->work) {
      g_cond_wait(&worker->asked, &worker->lock);
      continue;
    }
    g_mutex_unlock(&worker->lock);
    worker->work(worker->state, &worker->deadline);
    g_mutex_lock(&worker->lock);
    worker->work = NULL;
    g_cond_signal(&worker->done);
  }
  bool is_left = worker->is_left;
  g_mutex_unlock(&worker->lock);
  worker->close(worker->state);
  if (is_left) {
    worker_clear(worker);
    g_atomic_int_add(&left_behind, -1);
  }
  return NULL;
}

void lg_worker_free(lg_worker *worker)
{
  if (!worker) return;
  if (worker->thread) {
    g_mutex_lock(&worker->lock);
    worker->closing = true;
    g_cond_signal(&worker->asked);
    g_mutex_unlock(&worker->lock);
    g_thread_join(worker->thread);
  } else {
    worker->close(worker->state);
  }
  worker_clear(worker);
}

/* Waits for the work, with the lock held.
 *   returns  false: the deadline has passed and it is still going on */
static bool worker_wait(lg_worker *worker, const lg_deadline *deadline, void (*look)(void *user),
                        void *user)
{
  double leave_s = 0;
  while (worker->work) {
    if (!worker->stop && lg_deadline_is_over(deadline)) {
      worker->stop = 1;
      leave_s = lg_now_s() + grace_s;
    }
    if (worker->stop && lg_now_s() >= leave_s) return false;
    g_cond_wait_until(&worker->done, &worker->lock, g_get_monotonic_time() + LG_LOOK_US);
    if (look) look(user);
  }
  return true;
}

/* Where the machine gives no thread: does the work here, with nobody to leave it behind. What looks
 * at no clock for long may overrun the deadline then. */
static void worker_work_here(lg_worker *worker, const lg_deadline *deadline,
                             void (*work)(void *state, const lg_deadline *deadline))
{
  worker->deadline.interrupted = deadline->interrupted;
  work(worker->state, &worker->deadline);
}

bool lg_worker_call(lg_worker **worker, const lg_deadline *deadline,
                    void (*work)(void *state, const lg_deadline *deadline),
                    void (*look)(void *user), void *user)
{
  lg_worker *a = *worker;
  if (!a || lg_deadline_is_over(deadline)) return false;
  a->deadline.deadline_s = deadline->deadline_s;
  a->tuning = *lg_tuning_of(deadline);
  /* A worker without a thread stays so, even if there would be one later: what its first work made
   * may belong to the thread that made it. */
  if (!a->thread && !a->is_threadless) {
    a->thread = g_thread_try_new("lungang-worker", worker_run, a, NULL);
    a->is_threadless = !a->thread;
  }
  if (a->is_threadless) {
    worker_work_here(a, deadline, work);
    return true;
  }
  g_mutex_lock(&a->lock);
  a->work = work;
  g_cond_signal(&a->asked);
  bool done = worker_wait(a, deadline, look, user);
  if (!done) {
    a->closing = a->is_left = true;
    g_thread_unref(a->thread);
    g_atomic_int_inc(&left_behind);
    *worker = NULL;
  }
  g_mutex_unlock(&a->lock);
  return done;
}
