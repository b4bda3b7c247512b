typedef int lg_summary_is_empty; /* a translation unit must not be empty */
