typedef int lg_roster_file_is_empty; /* a translation unit must not be empty */
