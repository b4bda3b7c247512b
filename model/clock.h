/* clock.h - the one clock that deadlines and times told are read from. */
#ifndef LG_CLOCK_H
#define LG_CLOCK_H

/* Seconds on the monotonic clock. */
double lg_now_s(void);

#endif
