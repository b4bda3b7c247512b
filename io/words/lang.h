/* lang.h - the texts in the user's language are of all programs here, so they stand beside their
 * catalogue. */
#include "po/lang.h"

/* What a roster calls the way back of one who is due back (R13). */
#define LG_RETURN_ROUTE N_("return")
