/* brute_facts.h - the inside of brute: fills the tables of one teacher and of one place. */
#ifndef LG_BRUTE_FACTS_H
#define LG_BRUTE_FACTS_H

#include "brute.h"

void lg_brute_fill_teacher(lg_brute *brute, int teacher);
/* After every teacher is filled. */
void lg_brute_fill_place(lg_brute *brute, int teacher, int school);

#endif
