typedef int lg_report_is_empty; /* a translation unit must not be empty */
