typedef int lg_audit_is_empty; /* a translation unit must not be empty */
