#include "deadline.h"

/* ---- the clock ---- */

double lg_engine_now_s(void)
{
  return (double)g_get_monotonic_time() / 1e6;
}

bool lg_engine_is_over(const lg_engine *engine)
{
  if (engine->interrupted && *engine->interrupted) return true;
  return engine->deadline_s > 0 && lg_engine_now_s() >= engine->deadline_s;
}

/* ---- aside ---- */

/* Between two looks at the engine, while work is under way. */
enum { LG_LOOK_US = 20000 };
/* After the end, for work to end by itself: most of it does at once. */
static const double lg_grace_s = 0.1;

struct lg_aside {
  GMutex lock;
  GCond asked, done;
  GThread *thread;                                    /* NULL before the first call */
  void (*work)(void *state, const lg_engine *engine); /* NULL: nothing is asked */
  bool closing, is_left;
  lg_engine engine; /* the thread's */
  volatile sig_atomic_t stop;
  void *state;
  void (*close)(void *state);
};

static gint lg_left_behind; /* atomic */

int lg_aside_left_count(void)
{
  return g_atomic_int_get(&lg_left_behind);
}

lg_aside *lg_aside_new(void *state, void (*close)(void *state))
{
  lg_aside *aside = g_new0(lg_aside, 1);
  aside->state = state;
  aside->close = close;
  aside->engine.interrupted = &aside->stop;
  g_mutex_init(&aside->lock);
  g_cond_init(&aside->asked);
  g_cond_init(&aside->done);
  return aside;
}

static void lg_aside_clear(lg_aside *aside)
{
  g_mutex_clear(&aside->lock);
  g_cond_clear(&aside->asked);
  g_cond_clear(&aside->done);
  g_free(aside);
}

static gpointer lg_aside_run(gpointer data)
{
  lg_aside *aside = data;
  g_mutex_lock(&aside->lock);
  while (!aside->closing) {
    if (!aside->work) {
      g_cond_wait(&aside->asked, &aside->lock);
      continue;
    }
    g_mutex_unlock(&aside->lock);
    aside->work(aside->state, &aside->engine);
    g_mutex_lock(&aside->lock);
    aside->work = NULL;
    g_cond_signal(&aside->done);
  }
  bool is_left = aside->is_left;
  g_mutex_unlock(&aside->lock);
  aside->close(aside->state);
  if (is_left) {
    lg_aside_clear(aside);
    g_atomic_int_add(&lg_left_behind, -1);
  }
  return NULL;
}

void lg_aside_free(lg_aside *aside)
{
  if (!aside) return;
  if (aside->thread) {
    g_mutex_lock(&aside->lock);
    aside->closing = true;
    g_cond_signal(&aside->asked);
    g_mutex_unlock(&aside->lock);
    g_thread_join(aside->thread);
  } else {
    aside->close(aside->state);
  }
  lg_aside_clear(aside);
}

/* With the lock. returns  whether the work was done, and not to be left */
static bool lg_aside_wait(lg_aside *aside, const lg_engine *engine, void (*look)(void *user),
                          void *user)
{
  double leave_s = 0;
  while (aside->work) {
    if (!aside->stop && lg_engine_is_over(engine)) {
      aside->stop = 1;
      leave_s = lg_engine_now_s() + lg_grace_s;
    }
    if (aside->stop && lg_engine_now_s() >= leave_s) return false;
    g_cond_wait_until(&aside->done, &aside->lock, g_get_monotonic_time() + LG_LOOK_US);
    if (look) look(user);
  }
  return true;
}

bool lg_aside_call(lg_aside **aside, const lg_engine *engine,
                   void (*work)(void *state, const lg_engine *engine), void (*look)(void *user),
                   void *user)
{
  lg_aside *a = *aside;
  if (!a || lg_engine_is_over(engine)) return false;
  a->engine.deadline_s = engine->deadline_s;
  g_mutex_lock(&a->lock);
  a->work = work;
  if (a->thread)
    g_cond_signal(&a->asked);
  else
    a->thread = g_thread_new("lungang-aside", lg_aside_run, a);
  bool done = lg_aside_wait(a, engine, look, user);
  if (!done) {
    a->closing = a->is_left = true;
    g_thread_unref(a->thread);
    g_atomic_int_inc(&lg_left_behind);
    *aside = NULL;
  }
  g_mutex_unlock(&a->lock);
  return done;
}
