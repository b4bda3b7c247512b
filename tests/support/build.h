/* build.h - tiny districts and plans for tests, written down as text and laid out as the tables
 * would be.
 *
 *   lg_build *b = lg_build_new("2025-09-01",
 *                              "A strong group=G primary=620\n"
 *                              "B weak junior=310 max=9 at=116.40,39.90\n",
 *                              "t1 A math gender=F birth=1970-05-20 years=4 rank=star backbone\n"
 *                              "t2 B art part rotated exempt=ill title=senior tags=x;y
 * home=116.5,39.8\n"); lg_build_route(b, "any", ""); lg_build_move(b, "t1", "B"); const lg_audit
 * *audit = lg_build_audit(b); lg_build_free(b);
 *
 * Filters: blanks between keys; "moved", "moved=no", "subject=math,art", "age=30..40", "tag!=x". */
#ifndef LG_BUILD_H
#define LG_BUILD_H

#include "model/audit/audit.h"

typedef struct {
  lg_district *district;
  lg_policy *policy;
  lg_roster *roster;
  lg_audit *audit; /* the last one */
} lg_build;

/* `stage` of a teacher defaults to the school's only one. The policy allows everything and has no
 * route. */
lg_build *lg_build_new(const char *date, const char *schools, const char *teachers);
void lg_build_free(lg_build *build);

lg_filter lg_build_filter(lg_build *build, const char *text);
void lg_build_route(lg_build *build, const char *id, const char *filter);
/* min, max: "37%" (whole percent), "5" or NULL. The quota is valid until the next one is added. */
lg_quota *lg_build_quota(lg_build *build, const char *id, const char *count, const char *of,
                         const char *min, const char *max);
lg_goal *lg_build_goal(lg_build *build, lg_goal_kind kind);
void lg_build_exclude(lg_build *build, const char *filter);

/* Rows of the optional tables: "t1 B 1", "t1 B must", "t1 B 1500" (metres), "t1 t2 same_school",
 * "A primary math min=1 max=2 target=3". */
void lg_build_wish(lg_build *build, const char *row);
void lg_build_lock(lg_build *build, const char *row);
void lg_build_distance(lg_build *build, const char *row);
void lg_build_pair(lg_build *build, const char *row);
void lg_build_demand(lg_build *build, const char *row);

void lg_build_move(lg_build *build, const char *teacher, const char *school);
/* Recounts the roster as it stands; the result lives until the next call. */
const lg_audit *lg_build_audit(lg_build *build);
/* The element of a rule by its texts, which has to be there. */
lg_element lg_build_element(const lg_build *build, lg_rule rule, const char *id,
                            const char *class_id);

/* The class that this text names, or LG_MISSING. */
int lg_build_class(const lg_district *district, const lg_quota *quota, const char *class_id);

/* The broken elements, "R6 A primary/math; R9 t1 must/B", in their order. Free with g_free. */
char *lg_build_breaches(lg_build *build);

#endif
