typedef int lg_export_is_empty; /* a translation unit must not be empty */
