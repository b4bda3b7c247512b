typedef int lg_plan_filter_is_empty; /* a translation unit must not be empty */
