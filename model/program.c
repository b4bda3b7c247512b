typedef int lg_program_is_empty; /* a translation unit must not be empty */
