typedef int lg_shapes_is_empty; /* a translation unit must not be empty */
