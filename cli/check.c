typedef int lg_check_is_empty; /* a translation unit must not be empty */
