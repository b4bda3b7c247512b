/* random.h - a small deterministic generator: the same seed gives the same district on every
 * machine. splitmix64 by Sebastiano Vigna, public domain: https://prng.di.unimi.it/splitmix64.c
 * Whole numbers only; floating point could differ from machine to machine in the last digit. */
#ifndef LG_BENCH_RANDOM_H
#define LG_BENCH_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  uint64_t state;
} lg_random;

static inline uint64_t lg_random_next(lg_random *random)
{
  uint64_t z = (random->state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

/* A stream of its own for each topic: a change in one table leaves the others as they were. */
static inline lg_random lg_random_of(uint64_t seed, uint64_t topic)
{
  lg_random random = {seed * 0x2545f4914f6cdd1du + topic};
  lg_random_next(&random);
  return random;
}

/* lo..hi, both included. */
static inline int lg_random_in(lg_random *random, int lo, int hi)
{
  uint64_t width = (uint64_t)((int64_t)hi - lo + 1);
  return lo + (int)(((lg_random_next(random) >> 32) * width) >> 32);
}

static inline bool lg_random_percent(lg_random *random, int percent)
{
  return lg_random_in(random, 1, 100) <= percent;
}

#endif
