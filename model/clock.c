/* clock.c - the monotonic clock, of GLib. */
#include "clock.h"

#include <glib.h>

double lg_now_s(void)
{
  return (double)g_get_monotonic_time() / 1e6;
}
