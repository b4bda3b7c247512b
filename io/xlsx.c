typedef int lg_xlsx_is_empty; /* a translation unit must not be empty */
