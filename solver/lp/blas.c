/* blas.c - OpenBLAS works in buffers of 128 MiB of address space, one for each thread that is inside
 * it, which it maps at need and keeps. Where that fails (`ulimit -v`), OpenBLAS 0.3 tries again
 * without end (driver/others/memory.c, blas_memory_alloc). So the buffers are asked for here, before
 * CHOLMOD calls it, and only after a trial has shown that the address space is there. */
#include "blas.h"

#include <dlfcn.h>
#include <glib.h>
#include <string.h>
#include <sys/mman.h>

/* A buffer, with what the factor itself wants beside it. */
enum { LG_BUFFER_MIB = 128, LG_BESIDE_MIB = 32 };

/* Calls the function `void name(int)` with this value, where a loaded library has it. */
static void set_of_library(const char *name, int value)
{
  void *found = dlsym(RTLD_DEFAULT, name);
  void (*set)(int);
  if (!found) return;
  memcpy(&set, &found, sizeof set);
  set(value);
}

void lg_blas_one_thread(void)
{
  set_of_library("openblas_set_num_threads", 1);
  set_of_library("omp_set_max_active_levels", 0);
  set_of_library("omp_set_num_threads", 1);
}

/* OpenBLAS's own functions for a buffer; NULL under another BLAS, which has none. */
struct buffers {
  void *(*take)(int unused);
  void (*give)(void *buffer);
};

static struct buffers buffers_find(void)
{
  struct buffers of = {NULL, NULL};
  void *take = dlsym(RTLD_DEFAULT, "blas_memory_alloc"),
       *give = dlsym(RTLD_DEFAULT, "blas_memory_free");
  if (!take || !give) return of;
  memcpy(&of.take, &take, sizeof of.take);
  memcpy(&of.give, &give, sizeof of.give);
  return of;
}

static bool is_room(void)
{
  size_t bytes = (size_t)(LG_BUFFER_MIB + LG_BESIDE_MIB) << 20;
  void *trial = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (trial == MAP_FAILED) return false;
  munmap(trial, bytes);
  return true;
}

static GMutex lock;     /* of what follows: */
static GPtrArray *kept; /* every buffer that was asked for here; OpenBLAS never unmaps one */
static int inside;      /* callers */

/* Makes OpenBLAS map one more buffer: takes what it has free until one comes that is new. */
static void one_more(struct buffers of)
{
  GPtrArray *taken = g_ptr_array_new();
  bool is_new = false;
  while (!is_new) {
    void *buffer = of.take(0);
    g_ptr_array_add(taken, buffer);
    is_new = !g_ptr_array_find(kept, buffer, NULL);
    if (is_new) g_ptr_array_add(kept, buffer);
  }
  for (guint k = 0; k < taken->len; k++) of.give(taken->pdata[k]);
  g_ptr_array_unref(taken);
}

bool lg_blas_enter(void)
{
  struct buffers of = buffers_find();
  g_mutex_lock(&lock);
  if (!kept) kept = g_ptr_array_new();
  bool is_enough = !of.take || inside < (int)kept->len;
  if (!is_enough && is_room()) {
    one_more(of);
    is_enough = true;
  }
  if (is_enough) inside++;
  g_mutex_unlock(&lock);
  return is_enough;
}

void lg_blas_leave(void)
{
  g_mutex_lock(&lock);
  inside--;
  g_mutex_unlock(&lock);
}
