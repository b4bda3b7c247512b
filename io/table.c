typedef int lg_table_is_empty; /* a translation unit must not be empty */
