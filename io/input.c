typedef int lg_input_is_empty; /* a translation unit must not be empty */
