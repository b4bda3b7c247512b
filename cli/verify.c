typedef int lg_verify_is_empty; /* a translation unit must not be empty */
