/* warm_start.h - what solves of similar plans learn from each other: where each one ended is where the
 * next one starts.
 *
 *   settings.warmth = lg_warm_start_new();
 *   for (each variant of the plan) answer = lg_solve(district, variant, options, &settings, NULL);
 *   lg_warm_start_free(settings.warmth);
 *
 * It speeds and decides nothing: status, best, bound and proved are those of a solve without it
 * (where a goal may stop with a gap it is left aside for that). Plans that have nothing in common
 * do no harm. One thread at a time. */
#ifndef LG_WARM_START_H
#define LG_WARM_START_H

typedef struct lg_warm_start lg_warm_start;

lg_warm_start *lg_warm_start_new(void);
/* For another thread to start from. */
lg_warm_start *lg_warm_start_copy(const lg_warm_start *warm_start);
void lg_warm_start_free(lg_warm_start *warm_start);

#endif
