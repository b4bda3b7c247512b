typedef int lg_template_is_empty; /* a translation unit must not be empty */
