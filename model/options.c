typedef int lg_options_is_empty; /* a translation unit must not be empty */
