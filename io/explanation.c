typedef int lg_explanation_is_empty; /* a translation unit must not be empty */
