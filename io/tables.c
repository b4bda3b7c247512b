typedef int lg_tables_is_empty; /* a translation unit must not be empty */
