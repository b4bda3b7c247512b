/* blas.h - keeps the BLAS that CHOLMOD calls from starting threads and from waiting for memory. */
#ifndef LG_BLAS_H
#define LG_BLAS_H

#include <stdbool.h>

/* Keeps OpenBLAS and CHOLMOD from starting threads of their own, which on small supernodes cost far
 * more than they bring. OpenMP keeps this setting per thread, so each thread of ours has to say
 * it. */
void lg_blas_one_thread(void);

/* Sets work space of the BLAS aside for one caller, who calls from one thread at a time; with
 * lg_blas_leave it is another's.
 *   returns  false: the memory is not enough, and the BLAS must not be called */
bool lg_blas_enter(void);
void lg_blas_leave(void);

#endif
