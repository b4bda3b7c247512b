/* explain.html: a sheet a teacher, to be printed and handed over. */
#include "card_text.h"
#include "files.h"
#include "html.h"
#include "io/words/output_text.h"
#include "io/write.h"

/* Each line a paragraph; those behind a blank belong to the one before. */
static void paragraphs(GString *page, const char *text)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (int k = 0; lines[k]; k++)
    if (*lines[k]) lg_html_text(page, "p", *lines[k] == ' ' ? "inner" : NULL, g_strchug(lines[k]));
}

/* The rows of places are gathered first: those that are barred stand behind them. */
struct tables {
  GString *page;
  const lg_html_table *table;
};

static void place_row(void *user, const char *school, const char *marks, const char *text)
{
  const struct tables *tables = user;
  const char *cells[] = {school, marks, text};
  lg_html_row(tables->page, tables->table, cells, false);
}

static void barred_row(void *user, const char *count, const char *schools, const char *text)
{
  const struct tables *tables = user;
  g_autofree char *all = g_strdup_printf("%s  %s", text, schools);
  const char *cells[] = {count, "", all};
  lg_html_row(tables->page, tables->table, cells, false);
}

static void card_page(GString *page, const lg_output *out, const lg_teacher_card *card,
                      const lg_roster *roster)
{
  const lg_lang *lang = out->lang;
  lg_output of = *out;
  of.answer = card->plan;
  const lg_html_column columns[] = {{lg_tr(lang, "School"), false},
                                    {lg_tr(lang, N_("What it is")), false},
                                    {lg_tr(lang, N_("What becomes of it")), false}};
  const lg_html_table table = {.columns = columns, .column_count = 3};
  g_autofree char *name = lg_show_teacher(out, card->teacher);
  g_autofree char *day = lg_show_day(lang, out->input->policy->date);
  g_autofree char *below =
      g_strdup_printf(lg_tr(lang, N_("%1$s; %2$s")), out->input->policy->title, day);
  GString *head = g_string_new(NULL), *tail = g_string_new(NULL);
  lg_card_head(head, &of, card);
  lg_card_tail(tail, &of, card, roster);
  g_string_append(page, "<section class=\"sheet\">\n");
  g_autofree char *title = g_strdup_printf(lg_tr(lang, N_("Reply to %s")), name);
  lg_html_text(page, "h1", NULL, title);
  lg_html_text(page, "p", "note", below);
  paragraphs(page, head->str);
  lg_html_text(page, "h3", NULL, lg_tr(lang, "Every place, and what the plan would lose by it:"));
  lg_html_table_begin(page, &table);
  lg_card_places(&of, card, &(lg_card_sink){place_row, barred_row, &(struct tables){page, &table}});
  lg_html_table_end(page);
  paragraphs(page, tail->str);
  lg_html_text(page, "p", "sign",
               lg_tr(lang, N_("Answered by: ____________    Received by: ____________    Date: "
                              "____________")));
  g_string_append(page, "</section>\n");
  g_string_free(head, TRUE);
  g_string_free(tail, TRUE);
}

bool lg_write_explain(const lg_output *out, const lg_teacher_card *const *cards, int count,
                      const lg_roster *roster, const char *folder, char **error)
{
  GString *page = lg_html_begin_bare(out->input->policy->title, out->lang);
  for (int k = 0; k < count; k++) card_page(page, out, cards[k], roster);
  lg_html_end(page);
  bool written = lg_write_file(folder, "explain.html", page, out->lang, error);
  g_string_free(page, TRUE);
  return written;
}
