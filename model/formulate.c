typedef int lg_formulate_is_empty; /* a translation unit must not be empty */
