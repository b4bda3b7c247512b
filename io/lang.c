typedef int lg_lang_is_empty; /* a translation unit must not be empty */
