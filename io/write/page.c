/* page.c - report.html: what was decided, for who has to answer for it (SPEC 5). The order of its
 * parts, the decision, the goals. */
#include <string.h>

#include "change_text.h"
#include "files.h"
#include "io/views/lists.h"
#include "io/words/counted_text.h"
#include "page_parts.h"
#include "render.h"

enum { LG_MOVERS_MOST = 1000, LG_SCHOOLS_MOST = 500 };

void lg_page_heading(GString *page, const lg_output *out, const char *text)
{
  lg_html_text(page, "h2", NULL, lg_tr(out->lang, text));
}

void lg_page_note(GString *page, const char *text)
{
  lg_html_text(page, "p", "note", text);
}

void lg_page_list(GString *page, const lg_output *out, const char *list, const char *keys,
                  const char *caption)
{
  lg_view *view = lg_list(out, list, keys);
  lg_render_page(page, view, caption ? lg_tr(out->lang, caption) : NULL, false);
  lg_view_free(view);
}

void lg_page_long_list(GString *page, const lg_output *out, const char *list, const char *keys,
                       const char *caption, int most, const char *file)
{
  lg_view *view = lg_list(out, list, keys);
  lg_view_rows(view, 0, most);
  lg_page_cut(page, out, view->shown, view->row_count, file);
  lg_render_page(page, view, lg_tr(out->lang, caption), true);
  lg_view_free(view);
}

static void page_schools(GString *page, const lg_output *out)
{
  lg_page_heading(page, out, N_("School by school"));
  lg_page_long_list(page, out, "schools",
                    "school_id school stage tier group students staff_before staff_out staff_in "
                    "staff_after backbone_before backbone_after per100_before per100_after",
                    N_("Schools before and after"), LG_SCHOOLS_MOST, "schools.csv");
}

static void page_movers(GString *page, const lg_output *out)
{
  if (out->audit->moved == 0) return;
  lg_page_heading(page, out, N_("Who moves"));
  lg_page_long_list(page, out, "movers",
                    "teacher_id name stage subject rank from_school to_school form "
                    "distance_before_km distance_after_km wish_rank reason",
                    N_("Summary table of teachers who move"), LG_MOVERS_MOST, "roster.csv");
}

void lg_page_cut(GString *page, const lg_output *out, int shown, int all, const char *file)
{
  if (shown >= all) return;
  char *some = lg_show_whole(shown), *total = lg_show_whole(all);
  char *text = g_strdup_printf(lg_tr(out->lang, "Shown: %1$s of %2$s; %3$s has all of them."), some,
                               total, file);
  lg_page_note(page, text);
  g_free(text);
  g_free(total);
  g_free(some);
}

void lg_cells_free(char **cells, int count)
{
  for (int k = 0; k < count; k++) g_free(cells[k]);
}

/* Two columns: what, and how many or what text. */
struct facts {
  GString *page;
  const lg_output *out;
  lg_html_table table;
};

static void fact(const struct facts *facts, const char *what, const char *text)
{
  const char *cells[] = {lg_tr(facts->out->lang, what), text};
  lg_html_row(facts->page, &facts->table, cells, false);
}

static void fact_whole(const struct facts *facts, const char *what, int64_t number)
{
  char *text = lg_show_whole(number);
  fact(facts, what, text);
  g_free(text);
}

static void page_facts(GString *page, const lg_output *out)
{
  const lg_district *district = out->input->district;
  const lg_html_column columns[] = {{lg_tr(out->lang, "What"), false},
                                    {lg_tr(out->lang, "Figure"), true}};
  struct facts facts = {page, out, {NULL, columns, 2, false}};
  char *date = lg_show_day(out->lang, out->input->policy->date);
  int full_time = 0, moved = 0, backbone = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    full_time += district->teachers[i].full_time;
    moved += district->teachers[i].full_time && lg_output_moves(out, i);
    backbone += district->teachers[i].backbone && lg_output_moves(out, i);
  }
  lg_html_table_begin(page, &facts.table);
  fact(&facts, N_("Date"), date);
  if (*out->input->policy->term) fact(&facts, N_("Term of the exchange"), out->input->policy->term);
  fact_whole(&facts, N_("Schools"), district->school_count);
  fact_whole(&facts, N_("Teachers"), district->teacher_count);
  fact_whole(&facts, N_("Full-time teachers"), full_time);
  fact_whole(&facts, N_("Eligible"), out->options->eligible_count);
  fact_whole(&facts, N_("Moved"), out->audit->moved);
  if (out->input->policy->flexible.given) {
    fact_whole(&facts, N_("Flexible services"), out->audit->guests);
    fact_whole(&facts, N_("Units a week of flexible service"), out->audit->guest_units);
  }
  if (district->has_services) fact_whole(&facts, N_("Back after a service"), out->audit->returned);
  fact_whole(&facts, N_("Full-time teachers moved"), moved);
  fact_whole(&facts, N_("Backbone teachers moved"), backbone);
  lg_html_table_end(page);
  g_free(date);
}

static void page_proof(GString *page, const lg_output *out)
{
  static const char *const proofs[] = {
      [LG_OPTIMAL] = N_("Proved: no roster that keeps every rule is better, judged by the "
                        "goals below in their order."),
      [LG_FEASIBLE] = N_("The roster keeps every rule. That none is better is not proved for "
                         "every goal; the bounds below say how much better one could be."),
      [LG_CHECKED] = N_("The roster was given, not solved for, and keeps every rule; whether one "
                        "is better was not asked."),
  };
  const char *proof = proofs[out->answer->status];
  char *checked = lg_show_whole(out->audit->rules_checked);
  char *broken = lg_show_whole(out->audit->breach_count);
  char *text = g_strdup_printf(
      lg_tr(out->lang,
            "Recounted after the solving, from the tables alone, by a part of the "
            "program that shares nothing with the solver: %1$s rules looked at, %2$s "
            "broken."),
      checked, broken);
  lg_html_text(page, "p", NULL, lg_tr(out->lang, proof));
  lg_html_text(page, "p", NULL, text);
  g_free(text);
  g_free(broken);
  g_free(checked);
}

static void page_relaxed(GString *page, const lg_output *out)
{
  if (out->input->policy->relax_count == 0) return;
  lg_page_heading(page, out, N_("What was relaxed"));
  lg_html_text(page, "p", NULL,
               lg_tr(out->lang,
                     "The plan lets these limits give way; everything else on this "
                     "page counts with that."));
  lg_page_list(page, out, "relaxed", "rule side heads", NULL);
}

/* A figure of the first row. */
static void figure(GString *page, const char *class_name, const char *what, const char *value,
                   const char *below)
{
  g_string_append_printf(page, "<div class=\"%s\">", class_name);
  lg_html_text(page, "p", NULL, what);
  lg_html_text(page, "p", "value", value);
  if (*below) lg_html_text(page, "p", NULL, below);
  g_string_append(page, "</div>\n");
}

static void figure_quotas(GString *page, const lg_output *out)
{
  enum { MOST = 6 };
  lg_view *view = lg_list(out, "quotas_to_sign", NULL);
  lg_list_cell *cells = lg_view_cells_new(view);
  int name = lg_view_column(view, "name"), classes = lg_view_column(view, "classes"),
      min = lg_view_column(view, "min"), max = lg_view_column(view, "max"),
      count = lg_view_column(view, "count"), share = lg_view_column(view, "share");
  lg_view_rows(view, 0, MOST);
  for (int k = 0; k < view->shown; k++) {
    lg_view_fill(view, k, cells);
    g_autofree char *heads = lg_show_whole(cells[count].number);
    g_autofree char *part = lg_show_percent(cells[share].number, cells[share].of);
    bool met = !cells[classes].marked;
    GString *below = g_string_new(NULL);
    if (cells[min].given)
      g_string_append_printf(below, lg_tr(out->lang, N_("at least %s; ")), cells[min].text);
    if (cells[max].given)
      g_string_append_printf(below, lg_tr(out->lang, N_("at most %s; ")), cells[max].text);
    g_string_append(below, lg_tr(out->lang, met ? N_("met") : N_("not met")));
    g_string_append_printf(below, lg_tr(out->lang, N_(" (%s)")), cells[classes].text);
    figure(page, met ? "met" : "unmet", cells[name].text,
           cells[share].given && cells[share].of ? part : heads, below->str);
    g_string_free(below, TRUE);
  }
  lg_view_cells_free(view, cells);
  lg_view_free(view);
}

/* What was reached, what was asked, and whether that is met. */
static void page_figures(GString *page, const lg_output *out)
{
  lg_view *view = lg_list(out, "key_figures", NULL);
  lg_list_cell *cells = lg_view_cells_new(view);
  int what = lg_view_column(view, "what"), value = lg_view_column(view, "value"),
      target = lg_view_column(view, "target"), met = lg_view_column(view, "met");
  g_string_append(page, "<div class=\"figures\">\n");
  figure_quotas(page, out);
  for (int k = 0; k < view->row_count; k++) {
    lg_view_fill(view, k, cells);
    bool asked = cells[target].given, is = cells[met].number;
    g_autofree char *below =
        asked ? g_strdup_printf(lg_tr(out->lang, N_("%1$s; %2$s")), cells[target].text,
                                lg_tr(out->lang, is ? N_("met") : N_("not met")))
              : g_strdup("");
    figure(page,
           !asked ? "quiet"
           : is   ? "met"
                  : "unmet",
           cells[what].text, cells[value].text, below);
  }
  g_string_append(page, "</div>\n");
  lg_view_cells_free(view, cells);
  lg_view_free(view);
}

static void page_decision(GString *page, const lg_output *out)
{
  char *moved = lg_show_whole(out->audit->moved);
  char *teachers = lg_show_whole(out->input->district->teacher_count);
  g_autofree char *headline = lg_output_headline(out);
  char *text = g_strdup_printf(lg_tr(out->lang, "Decision: %1$s. %2$s of %3$s teachers move."),
                               headline, moved, teachers);
  lg_html_text(page, "p", "lead", text);
  page_figures(page, out);
  g_free(text);
  g_free(teachers);
  g_free(moved);
}

static void page_goodness(GString *page, const lg_output *out)
{
  lg_page_heading(page, out, N_("How good the decision is"));
  page_proof(page, out);
  if (out->input->policy->goal_count > 0) {
    g_string_append(page, "<details>");
    lg_html_text(page, "summary", NULL, lg_tr(out->lang, N_("The goals with their bounds")));
    lg_page_list(page, out, "goals", "numbered value best bound proved", N_("Goals"));
    g_string_append(page, "</details>\n");
  }
  page_relaxed(page, out);
}

/* The figures of the inspection; of many schools only the district's, as the sheet has all. */
static void page_inspection(GString *page, const lg_output *out)
{
  enum { SCHOOLS = 200 };
  bool all = out->input->district->school_count <= SCHOOLS;
  char *note = lg_show_inspection(out->lang);
  lg_view *view =
      lg_list(out, "inspection",
              "school eligible moved moved_share backbone_moved backbone_share flexible returns");
  if (!all) lg_view_rows(view, 0, 1);
  lg_page_heading(page, out, N_("Figures of the inspection"));
  lg_render_page(page, view, NULL, false);
  lg_page_note(page, note);
  lg_view_free(view);
  g_free(note);
}

bool lg_write_report_html(const lg_output *out, const char *folder, char **error)
{
  GString *page = lg_html_begin(out->input->policy->title, out->lang);
  page_decision(page, out);
  gsize contents = page->len;
  lg_page_heading(page, out, N_("Figures"));
  page_facts(page, out);
  lg_page_quotas(page, out);
  lg_page_balance(page, out);
  lg_page_flows(page, out);
  lg_page_flexible(page, out);
  lg_page_ways(page, out);
  lg_page_wishes(page, out);
  lg_page_stayers(page, out);
  page_inspection(page, out);
  page_schools(page, out);
  page_movers(page, out);
  page_goodness(page, out);
  lg_page_notes(page, out);
  lg_html_contents(page, contents, lg_tr(out->lang, N_("Contents")));
  lg_html_end(page);
  bool written = lg_write_file(folder, "report.html", page, out->lang, error);
  g_string_free(page, TRUE);
  return written;
}
