/* lang.h - the texts in the user's language are of all programs here, so they stand beside their
 * catalogue. */
#include "po/lang.h"
