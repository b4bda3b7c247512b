/* bottleneck_text.c - why a quota of a conflict cannot be met, in words: how many can count at most
 * and in which subjects or schools the others are stopped, by what (QUESTIONS W5). */
#include "element_text.h"
#include "io/write/why_out.h"
#include "output_text.h"

/* Parts told, and schools named for one reason; the list of members has all. */
enum { LG_PARTS_TOLD = 6, LG_SCHOOLS_TOLD = 3 };

static char *heads_text(int64_t heads)
{
  return g_strdup_printf("%" G_GINT64_FORMAT, heads);
}

/* ---- what stops a part ---- */

/* Stops of one rule, side and quota are told together. */
static bool is_same_reason(const lg_conflict *conflict, const lg_stop *a, const lg_stop *b)
{
  lg_element one = conflict->elements[a->member], two = conflict->elements[b->member];
  return one.rule == two.rule && a->side == b->side && (one.rule != LG_R8_QUOTA || one.a == two.a);
}

/* "S03, S07 and 2 more"; NULL where it is the part's own school alone, or none. g_free. */
static char *stop_schools(const lg_output *out, const lg_conflict *conflict,
                          const lg_bottleneck_part *part, int first)
{
  GString *text = g_string_new(NULL);
  int count = 0;
  bool other = false;
  for (int k = first; k < part->stop_count; k++) {
    if (!is_same_reason(conflict, &part->stops[first], &part->stops[k])) continue;
    lg_element element = conflict->elements[part->stops[k].member];
    int school = lg_element_parts_of(out->input->district, element).school;
    if (school == LG_MISSING) continue;
    other |= school != part->school;
    if (count++ >= LG_SCHOOLS_TOLD) continue;
    if (text->len) g_string_append(text, lg_tr(out->lang, ", "));
    char *named = lg_show_school(out, school);
    g_string_append(text, named);
    g_free(named);
  }
  if (count > LG_SCHOOLS_TOLD)
    g_string_append_printf(text, lg_tr(out->lang, " and %d more"), count - LG_SCHOOLS_TOLD);
  return g_string_free(text, !other);
}

/* The reason that the stop `first` and those like it are. g_free. */
static char *reason_text(const lg_output *out, const lg_conflict *conflict,
                         const lg_bottleneck_part *part, int first)
{
  const lg_stop *stop = &part->stops[first];
  lg_element element = conflict->elements[stop->member];
  bool full = stop->side == LG_SIDE_MAX;
  if (element.rule == LG_R8_QUOTA)
    return g_strdup_printf(
        lg_tr(out->lang, full ? N_("at the limit of quota %s") : N_("needed for quota %s")),
        out->input->policy->quotas[element.a].name);
  if (!lg_element_stop(out, element.rule, full, false)) return g_strdup(lg_rule_word(element.rule));
  char *schools = stop_schools(out, conflict, part, first);
  const char *form = lg_element_stop(out, element.rule, full, schools != NULL);
  char *text = schools ? g_strdup_printf(form, schools) : g_strdup(form);
  g_free(schools);
  return text;
}

/* ---- parts ---- */

static char *part_name(const lg_output *out, const lg_bottleneck_part *part)
{
  if (part->school != LG_MISSING) return lg_show_school(out, part->school);
  return g_strdup_printf(lg_tr(out->lang, "%1$s (%2$s)"),
                         out->input->district->subjects.text[part->subject],
                         lg_show_stage(out->lang, part->stage));
}

static void append_part(GString *text, const lg_output *out, const lg_conflict *conflict,
                        const lg_bottleneck *bottleneck, const lg_bottleneck_part *part)
{
  static const char *const some[LG_BY_KIND_COUNT] = {[LG_BY_SUBJECT] = N_("%2$s of %3$s in %1$s"),
                                                     [LG_BY_HOME] = N_("%2$s of %3$s from %1$s"),
                                                     [LG_BY_RECEIVER] = N_("%2$s at %1$s")};
  char *name = part_name(out, part), *reach = heads_text(part->reach), *can = heads_text(part->can);
  g_string_append_printf(text, lg_tr(out->lang, some[bottleneck->by]), name, reach, can);
  int told = 0;
  for (int k = 0; k < part->stop_count; k++) {
    bool met = false;
    for (int q = 0; q < k && !met; q++)
      met = is_same_reason(conflict, &part->stops[q], &part->stops[k]);
    if (met) continue;
    char *reason = reason_text(out, conflict, part, k);
    g_string_append(text, lg_tr(out->lang, told++ ? N_(", ") : N_(" - ")));
    g_string_append(text, reason);
    g_free(reason);
  }
  g_free(name);
  g_free(reach);
  g_free(can);
}

/* Those that lose most first, then in order. */
static int by_loss(const void *x, const void *y)
{
  const lg_bottleneck_part *a = *(lg_bottleneck_part *const *)x,
                           *b = *(lg_bottleneck_part *const *)y;
  int64_t one = a->can - a->reach, two = b->can - b->reach;
  if (one != two) return one > two ? -1 : 1;
  return a < b ? -1 : a > b;
}

static void append_parts(GString *text, const lg_output *out, const lg_conflict *conflict,
                         const lg_bottleneck *bottleneck)
{
  GPtrArray *parts = g_ptr_array_new();
  for (int p = 0; p < bottleneck->part_count; p++) g_ptr_array_add(parts, &bottleneck->parts[p]);
  g_ptr_array_sort(parts, by_loss);
  int64_t untold = 0, others = bottleneck->reach;
  for (guint p = 0; p < parts->len; p++) {
    const lg_bottleneck_part *part = parts->pdata[p];
    others -= part->reach;
    untold += p < LG_PARTS_TOLD ? 0 : part->reach;
    if (p >= LG_PARTS_TOLD) continue;
    g_string_append(text, lg_tr(out->lang, p ? N_("; ") : N_(", that is ")));
    append_part(text, out, conflict, bottleneck, part);
  }
  if (parts->len > LG_PARTS_TOLD) {
    char *heads = heads_text(untold);
    g_string_append_printf(text, lg_tr(out->lang, "; %1$s in %2$d more like these"), heads,
                           (int)parts->len - LG_PARTS_TOLD);
    g_free(heads);
  }
  if (parts->len && others > 0) {
    char *heads = heads_text(others);
    g_string_append_printf(
        text,
        lg_tr(out->lang, bottleneck->by == LG_BY_RECEIVER ? N_("; and %s at other schools")
                                                          : N_("; and all %s others")),
        heads);
    g_free(heads);
  }
  g_ptr_array_unref(parts);
}

/* ---- who has no place ---- */

static void append_barred(GString *text, const lg_output *out, const lg_bottleneck *bottleneck)
{
  static const struct {
    lg_rule rule;
    const char *words;
  } bars[] = {{LG_R2_ELIGIBLE, N_("%s not eligible")},
              {LG_R13_RETURN, N_("%s due back")},
              {LG_R3_ROUTE, N_("%s without a route there")},
              {LG_R5_COMMUTE, N_("%s too far away")},
              {LG_R9_LOCK, N_("%s by a lock")}};
  if (bottleneck->can == bottleneck->would) return;
  char *would = heads_text(bottleneck->would), *can = heads_text(bottleneck->can);
  g_string_append_printf(
      text, lg_tr(out->lang, "; of %1$s teachers who could count by subject and stage %2$s may"),
      would, can);
  int told = 0;
  for (size_t k = 0; k < G_N_ELEMENTS(bars); k++) {
    if (!bottleneck->barred[bars[k].rule]) continue;
    char *heads = heads_text(bottleneck->barred[bars[k].rule]);
    g_string_append(text, lg_tr(out->lang, told++ ? N_(", ") : N_(" (")));
    g_string_append_printf(text, lg_tr(out->lang, bars[k].words), heads);
    g_free(heads);
  }
  if (told) g_string_append(text, lg_tr(out->lang, ")"));
  g_free(would);
  g_free(can);
}

void lg_append_bottleneck(GString *text, const lg_output *out, const lg_conflict *conflict,
                          const lg_bottleneck *bottleneck)
{
  char *reach = heads_text(bottleneck->reach);
  bool min = bottleneck->side == LG_SIDE_MIN;
  if (min) append_barred(text, out, bottleneck);
  g_string_append_printf(
      text,
      lg_tr(out->lang, min ? N_("; beside the other rules of this list at most %s can count")
                           : N_("; the other rules of this list need at least %s")),
      reach);
  append_parts(text, out, conflict, bottleneck);
  g_free(reach);
}
