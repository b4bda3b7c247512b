typedef int lg_args_is_empty; /* a translation unit must not be empty */
