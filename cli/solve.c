typedef int lg_solve_is_empty; /* a translation unit must not be empty */
