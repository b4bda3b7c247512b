/* int128.h - whole numbers of 128 bits, where products of 64-bit ones are compared exactly. */
#ifndef LG_INT128_H
#define LG_INT128_H

#include <stdbool.h>

__extension__ typedef __int128 lg_i128;

/* The greatest one; neither is negative, not both are 0. */
static inline lg_i128 lg_common_divisor(lg_i128 a, lg_i128 b)
{
  while (b) {
    lg_i128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/* a / b rounded downwards. */
static inline lg_i128 lg_floor_div(lg_i128 a, lg_i128 b)
{
  lg_i128 q = a / b;
  return q * b != a && (a < 0) != (b < 0) ? q - 1 : q;
}

/* Adds a product to a sum.
 *   returns  false where it would not fit */
static inline bool lg_add_product(lg_i128 *sum, lg_i128 a, lg_i128 b)
{
  lg_i128 product;
  return !__builtin_mul_overflow(a, b, &product) && !__builtin_add_overflow(*sum, product, sum);
}

#endif
