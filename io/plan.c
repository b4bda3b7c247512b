typedef int lg_plan_is_empty; /* a translation unit must not be empty */
