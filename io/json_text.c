typedef int lg_json_text_is_empty; /* a translation unit must not be empty */
