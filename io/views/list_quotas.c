/* list_quotas.c - the quotas as the audit counted them: class by class, quota by quota, and cut to
 * the classes that a reader wants first. */
#include "io/words/counted_text.h"
#include "io/words/output_text.h"
#include "lists.h"

enum { ID, NAME, CLASS, COUNT, OF, SHARE, MIN_ASKED, MIN_HEADS, MAX_ALLOWED, MAX_HEADS, SOFT };
enum { SHORT = SOFT + 1, HOLDS, CLASSES, ASKED, VERDICT, NAME_ONCE, PLACE, OF_WHAT, STATE };
enum { COLUMNS = STATE + 1 };
static const lg_list_column columns[COLUMNS] = {
    [ID] = {"id", .heading = N_("Quota id")},
    [NAME] = {"name", .heading = N_("Quota")},
    [CLASS] = {"class", .heading = N_("Class")},
    [COUNT] = {"count", .heading = N_("Counted"), .kind = LG_KIND_WHOLE},
    [OF] = {"of", .heading = N_("Of"), .kind = LG_KIND_WHOLE},
    [SHARE] = {"share", .heading = N_("Share"), .kind = LG_KIND_SHARE},
    [MIN_ASKED] = {"min", .heading = N_("Min"), .kind = LG_KIND_LIMIT},
    [MIN_HEADS] = {"min_heads", .heading = N_("Min heads"), .kind = LG_KIND_WHOLE},
    [MAX_ALLOWED] = {"max", .heading = N_("Max"), .kind = LG_KIND_LIMIT},
    [MAX_HEADS] = {"max_heads", .heading = N_("Max heads"), .kind = LG_KIND_WHOLE},
    [SOFT] = {"soft", .heading = N_("Soft"), .kind = LG_KIND_YES_NO},
    [SHORT] = {"shortfall", .heading = N_("Short by"), .kind = LG_KIND_WHOLE},
    [HOLDS] = {"holds", .heading = N_("Holds"), .kind = LG_KIND_YES_NO},
    [CLASSES] = {"classes", .heading = N_("Classes that hold")},
    [ASKED] = {"asked", .heading = N_("Asked")},
    [VERDICT] = {"verdict", .heading = N_("Verdict")},
    /* for a reader who sees the classes of a quota below each other */
    [NAME_ONCE] = {"name_once", .heading = N_("Quota")},
    [PLACE] = {"place", .heading = N_("Class")},
    [OF_WHAT] = {"of_what", .heading = N_("Of")},
    [STATE] = {"state", .heading = N_("Verdict")}};

/* Rows first .. last of the audit, counted together; or how many more classes of them there are. */
struct told {
  int first, last;
  bool begins;      /* the first row of its quota */
  int more, broken; /* `more` 0: no such row */
};

static char *further(const lg_view *view, const struct told *told)
{
  return told->broken
             ? g_strdup_printf(lg_tr(view->lang, "further classes: %1$d; short in all: %2$d"),
                               told->more, told->broken)
             : g_strdup_printf(
                   lg_tr(view->lang, "further classes: %d, all hold with as much room or more"),
                   told->more);
}

/* The same for a page, which names the quota in each row. */
static char *further_named(const lg_view *view, const struct told *told)
{
  g_autofree char *more = lg_show_whole(told->more), *broken = lg_show_whole(told->broken);
  return g_strdup_printf(
      lg_tr(view->lang,
            "%1$s further classes with as much room or more; classes that do not hold: %2$s"),
      more, broken);
}

static void fill_one(const lg_view *view, const lg_counted *row, lg_list_cell *cells)
{
  const lg_quota_count *count = row->count;
  const lg_lang *lang = view->lang;
  lg_put_take(&cells[CLASS], lg_show_class(view->out, count->element));
  cells[CLASS].code = count->class_id;
  lg_put_known(&cells[MIN_HEADS], count->min_heads);
  lg_put_known(&cells[MAX_HEADS], count->max_heads);
  lg_put_yes_no(&cells[SOFT], row->soft);
  lg_put_whole(&cells[SHORT], count->shortfall);
  lg_put_yes_no(&cells[HOLDS], count->holds);
  cells[HOLDS].marked = !count->holds;
  lg_put_take(&cells[ASKED], lg_counted_asked(view->out, row));
  lg_put_take(&cells[VERDICT], lg_counted_verdict(lang, count));
  if (!row->of_district) lg_put_text(&cells[PLACE], cells[CLASS].text);
  if (*cells[ASKED].text)
    lg_put_take(&cells[STATE],
                g_strdup_printf(lg_tr(lang, "%1$s; %2$s"), cells[ASKED].text, cells[VERDICT].text));
}

static void fill(const lg_view *view, int n, lg_list_cell *cells)
{
  const struct told *told = (const struct told *)view->data + n;
  const lg_quota_count *counts = view->out->audit->quotas;
  const lg_counted row = lg_counted_of(view->lang, view->out->input->policy, &counts[told->first]);
  lg_put_text(&cells[NAME], row.name);
  if (told->more) {
    lg_put_take(&cells[CLASS], further_named(view, told));
    lg_put_take(&cells[PLACE], further(view, told));
    return;
  }
  int64_t count = 0, of = 0;
  int classes = told->last - told->first + 1, broken = 0;
  for (int k = told->first; k <= told->last; k++) {
    count += counts[k].count;
    of += counts[k].of;
    broken += !counts[k].holds;
  }
  lg_put_text(&cells[ID], row.id);
  if (told->begins) lg_put_text(&cells[NAME_ONCE], row.name);
  lg_put_whole(&cells[COUNT], count);
  lg_put_whole(&cells[OF], of);
  if (row.is_share) {
    lg_put_share(&cells[SHARE], count, of);
    g_autofree char *base = g_strdup_printf("%" G_GINT64_FORMAT, of);
    lg_put_take(&cells[OF_WHAT], g_strdup_printf(lg_tr(view->lang, "of %s"), base));
  }
  lg_put_take(&cells[CLASSES],
              g_strdup_printf(lg_tr(view->lang, "%1$d of %2$d"), classes - broken, classes));
  cells[CLASSES].marked = broken > 0;
  lg_put_limit(&cells[MIN_ASKED], &row.min);
  lg_put_limit(&cells[MAX_ALLOWED], &row.max);
  if (told->first == told->last) fill_one(view, &row, cells);
}

/* Calls `add` for each quota's rows of the audit. */
static lg_view *quotas_view(const lg_output *out,
                            void (*add)(GArray *rows, const lg_audit *audit, int first, int last))
{
  const lg_audit *audit = out->audit;
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(struct told));
  for (int first = 0, last; audit && first < audit->quota_count; first = last + 1) {
    last = lg_counted_last(audit, first);
    add(rows, audit, first, last);
  }
  lg_view *view = lg_view_new(out, out->lang, columns, COLUMNS, (int)rows->len, fill);
  view->data = g_array_free(rows, FALSE);
  return view;
}

static void add_row(GArray *rows, int first, int last, bool begins)
{
  struct told told = {first, last, begins, 0, 0};
  g_array_append_val(rows, told);
}

/* How many of first..last were left out, where there are any. */
static void add_further(GArray *rows, const lg_audit *audit, int first, int last, int shown)
{
  struct told told = {first, last, false, last - first + 1 - shown, 0};
  for (int k = first; k <= last; k++) told.broken += !audit->quotas[k].holds;
  if (told.more > 0) g_array_append_val(rows, told);
}

static void add_classes(GArray *rows, const lg_audit *audit, int first, int last)
{
  (void)audit;
  for (int k = first; k <= last; k++) add_row(rows, k, k, k == first);
}

static lg_view *quotas(const lg_output *out)
{
  return quotas_view(out, add_classes);
}

static void add_total(GArray *rows, const lg_audit *audit, int first, int last)
{
  (void)audit;
  add_row(rows, first, last, true);
}

/* One line a quota: its classes together, as an inspection adds them up. */
static lg_view *totals(const lg_output *out)
{
  return quotas_view(out, add_total);
}

static int broken_in(const lg_audit *audit, const struct told *told)
{
  int broken = 0;
  for (int k = told->first; k <= told->last; k++) broken += !audit->quotas[k].holds;
  return broken;
}

/* The same, and what is not met stands first. */
static lg_view *to_sign(const lg_output *out)
{
  lg_view *view = totals(out);
  struct told *rows = view->data, *sorted = g_new(struct told, view->row_count + 1);
  int count = 0;
  for (int holds = 0; holds < 2; holds++)
    for (int k = 0; k < view->row_count; k++)
      if ((broken_in(out->audit, &rows[k]) == 0) == holds) sorted[count++] = rows[k];
  view->data = sorted;
  g_free(rows);
  return view;
}

static int by_slack(gconstpointer a, gconstpointer b)
{
  const lg_quota_count *first = *(const lg_quota_count *const *)a,
                       *second = *(const lg_quota_count *const *)b;
  int64_t x = lg_counted_slack(first), y = lg_counted_slack(second);
  if (x != y) return x < y ? -1 : 1;
  return first < second ? -1 : first > second;
}

static void add_tightest(GArray *rows, const lg_audit *audit, int first, int last)
{
  enum { MOST = 10 };
  GPtrArray *classes = g_ptr_array_new();
  for (int k = first; k <= last; k++) g_ptr_array_add(classes, &audit->quotas[k]);
  g_ptr_array_sort(classes, by_slack);
  int shown = MIN((int)classes->len, MOST);
  for (int k = 0; k < shown; k++) {
    int at = (int)((const lg_quota_count *)g_ptr_array_index(classes, k) - audit->quotas);
    add_row(rows, at, at, k == 0);
  }
  add_further(rows, audit, first, last, shown);
  g_ptr_array_unref(classes);
}

/* The classes of each quota with the least room, then how many more there are. */
static lg_view *tightest(const lg_output *out)
{
  return quotas_view(out, add_tightest);
}

static void add_broken(GArray *rows, const lg_audit *audit, int first, int last)
{
  enum { MOST = 5 };
  int tight = lg_counted_tightest(audit, first, last), shown = 0;
  for (int k = first; k <= last; k++) {
    if (k != tight && (audit->quotas[k].holds || shown >= MOST)) continue;
    add_row(rows, k, k, shown == 0);
    shown++;
  }
  add_further(rows, audit, first, last, shown);
}

/* Broken classes and the one with the least room, then how many more there are. */
static lg_view *broken(const lg_output *out)
{
  return quotas_view(out, add_broken);
}

const lg_list_entry lg_lists_quotas[] = {{"quotas", quotas},
                                         {"quotas_to_sign", to_sign},
                                         {"quotas_tightest", tightest},
                                         {"quotas_broken", broken},
                                         {NULL, NULL}};
