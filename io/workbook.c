typedef int lg_workbook_is_empty; /* a translation unit must not be empty */
