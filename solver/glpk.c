typedef int lg_glpk_is_empty; /* a translation unit must not be empty */
