typedef int lg_roster_csv_is_empty; /* a translation unit must not be empty */
