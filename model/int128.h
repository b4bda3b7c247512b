/* int128.h - whole numbers of 128 bits, where products of 64-bit ones are compared exactly. */
#ifndef LG_INT128_H
#define LG_INT128_H

__extension__ typedef __int128 lg_i128;

#endif
