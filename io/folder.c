typedef int lg_folder_is_empty; /* a translation unit must not be empty */
