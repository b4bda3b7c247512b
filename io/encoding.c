typedef int lg_encoding_is_empty; /* a translation unit must not be empty */
