/* test_views.c - every list by its name: keys that differ, headings in both languages, the same rows
 * in every format; and what each kind of cell looks like in each of them. */
#include "io/views/lists.h"

#include <string.h>

#include "io/words/output_text.h"
#include "io/write/render.h"
#include "output_case.h"
#include "page_check.h"
#include "runner.h"

static int lines_of(const char *text)
{
  int lines = 0;
  for (const char *c = text; *c; c++) lines += *c == '\n';
  return lines;
}

static void check_columns(const lg_view *view, const char *name, bool chinese)
{
  GHashTable *keys = g_hash_table_new(g_str_hash, g_str_equal);
  for (int k = 0; k < view->column_count; k++) {
    const lg_list_column *column = &view->columns[k];
    const char *heading = lg_view_heading(view, column);
    bool theirs = !column->heading && !column->chinese; /* a column that the office copies */
    LG_TRUE(theirs || g_hash_table_add(keys, (gpointer)column->key), name);
    LG_TRUE(theirs || !*heading || chinese != g_str_is_ascii(heading), column->key);
    LG_TRUE(g_str_is_ascii(column->key) || theirs, "keys are English");
  }
  g_hash_table_destroy(keys);
}

static void check_formats(lg_output_case *c, const lg_view *view, const char *name)
{
  GString *csv = lg_render_csv(view), *page = lg_html_begin(name, view->lang),
          *text = g_string_new(NULL);
  cJSON *rows = cJSON_CreateArray();
  char *path = g_build_filename(c->folder, "list.xlsx", NULL);
  lg_book *book = lg_book_new(path, name, (lg_date){2025, 9, 1}, view->lang);
  lg_render_json(rows, view);
  lg_render_text(text, view, "  ", true);
  lg_render_page(page, view, name, true);
  lg_html_end(page);
  lg_page *read = lg_page_read(page->str, name);
  LG_TRUE(lines_of(csv->str) > view->shown, name); /* a cell may hold a line end */
  LG_TRUE(lines_of(text->str) > view->shown, name);
  LG_EQUAL_INT(lg_page_elements(read, "tr"), view->shown + 1, name);
  LG_EQUAL_INT(lg_page_elements(read, "td"), view->shown * view->picked_count, name);
  LG_EQUAL_INT(cJSON_GetArraySize(rows), view->shown, name);
  LG_EQUAL_INT(lg_render_sheet(lg_book_sheet(book, name), 2, view, true),
               3 + view->shown + view->total, name);
  LG_EQUAL_INT(lg_book_close(book), 0, name);
  lg_page_free(read);
  cJSON_Delete(rows);
  g_free(path);
  g_string_free(text, TRUE);
  g_string_free(page, TRUE);
  g_string_free(csv, TRUE);
}

/* A refusal of each kind: nobody else, one who takes the place, impossible, not reached. */
static lg_rehearsal *rehearsal_new(const lg_output_case *c)
{
  enum { REFUSALS = 4 };
  const lg_policy *policy = c->build->policy;
  lg_rehearsal *rehearsal = g_new0(lg_rehearsal, 1);
  rehearsal->plan = g_new0(lg_answer, 1);
  rehearsal->goal_count = policy->goal_count;
  rehearsal->goals = g_memdup2(policy->goals, sizeof(lg_goal) * (size_t)policy->goal_count);
  rehearsal->refusals = g_new0(lg_refusal, REFUSALS);
  rehearsal->count = REFUSALS;
  for (int k = 0; k < REFUSALS; k++) {
    lg_refusal *refusal = &rehearsal->refusals[k];
    refusal->teacher = k;
    refusal->finished = k < REFUSALS - 1;
    refusal->status = k == 2 ? LG_REFUSAL_IMPOSSIBLE : LG_REFUSAL_POSSIBLE;
    refusal->replacement = k == 1 ? 4 : LG_MISSING;
    refusal->changes = k == 1;
    refusal->affected = g_new(int, 1);
    refusal->affected[0] = 4;
    refusal->broken = g_new0(int, 1);
    refusal->broken_count = k == 1;
    refusal->has_cost = g_new0(bool, policy->goal_count + 1);
    refusal->cost = g_new0(int64_t, policy->goal_count + 1);
    for (int g = 0; g < policy->goal_count; g++) refusal->has_cost[g] = k < 2;
  }
  lg_conflict *conflict = &rehearsal->refusals[2].conflict;
  *conflict = (lg_conflict){.elements = g_new0(lg_element, 2), .count = 2};
  conflict->elements[0] = (lg_element){LG_R8_QUOTA, 0, 0};
  conflict->elements[1] = (lg_element){LG_R7_HEADCOUNT, 0, 0};
  return rehearsal;
}

/* Gives the case a flexible service: t5 stays and serves at B. */
static lg_audit *add_guest(lg_output_case *c)
{
  lg_district *d = c->build->district;
  lg_policy *p = c->build->policy;
  int teacher = lg_district_teacher(d, "t5");
  p->flexible = (lg_flexible){.given = true,
                              .unit = "课时",
                              .least = 2,
                              .most = 4,
                              .routes = p->routes,
                              .route_count = 1,
                              .max_m = LG_MISSING};
  d->flexible_demands = g_new0(lg_demand, 1);
  d->flexible_demands[0] = (lg_demand){1, LG_PRIMARY, d->teachers[teacher].subject, 1, 6, 3};
  d->flexible_demand_count = 1;
  c->answer.roster->assignments[teacher] = lg_assignment_guest(d, teacher, 1);
  return lg_audit_new(d, p, c->answer.roster);
}

static void check_lists(const char *lang)
{
  lg_output_case *c = lg_output_case_new(lang);
  lg_audit *audit = add_guest(c);
  c->out.audit = audit;
  const lg_list_entry *list;
  lg_relax relax[] = {{lg_build_element(c->build, LG_R9_LOCK, "t1", "must/B"), LG_SIDE_DROP, 1},
                      {{LG_R8_QUOTA, 0, 0}, LG_SIDE_MIN, 2}};
  lg_placed_otherwise placed[] = {{.teacher = 0, .was = {0, LG_MISSING}, .now = {1, LG_MISSING}}};
  lg_changes changes = {placed, G_N_ELEMENTS(placed)};
  c->build->policy->relax = relax;
  c->build->policy->relax_count = G_N_ELEMENTS(relax);
  c->out.changes = &changes;
  lg_rehearsal *rehearsal = rehearsal_new(c);
  c->out.rehearsal = rehearsal;
  for (int k = 0; (list = lg_list_at(k)) != NULL; k++) {
    lg_view *view = lg_list(&c->out, list->name, NULL);
    LG_TRUE(view->row_count > 0, list->name);
    check_columns(view, list->name, strcmp(lang, "zh") == 0);
    check_formats(c, view, list->name);
    lg_view_rows(view, 1, 1);
    check_formats(c, view, list->name);
    lg_view_free(view);
  }
  lg_rehearsal_free(rehearsal);
  lg_audit_free(audit);
  lg_output_case_free(c);
}

static void test_english(void)
{
  check_lists("en");
}

static void test_chinese(void)
{
  check_lists("zh");
}

static void fill_kinds(const lg_view *view, int row, lg_list_cell *cells)
{
  static const lg_bound heads = {.kind = LG_BOUND_HEADS, .heads = 12, .text = "12"};
  (void)view;
  if (row > 0) return; /* nothing is given */
  lg_put_word(&cells[0], "=小学", "primary");
  lg_put_yes_no(&cells[1], true);
  lg_put_limit(&cells[2], &heads);
  lg_put_whole(&cells[3], 1234);
  lg_put_whole(&cells[4], 1234);
  lg_put_known(&cells[5], 12034);
  lg_put_share(&cells[6], 2, 3);
  lg_put_per100(&cells[7], 1, 800);
  lg_put_value(&cells[8], 0.125);
  cells[8].marked = true;
}

static void test_kinds(void)
{
  static const lg_list_column columns[] = {{"text", .heading = N_("Name")},
                                           {"yes", .kind = LG_KIND_YES_NO},
                                           {"limit", .kind = LG_KIND_LIMIT},
                                           {"whole", .kind = LG_KIND_WHOLE},
                                           {"ordinal", .kind = LG_KIND_ORDINAL},
                                           {"km", .kind = LG_KIND_KM, .digits = 3},
                                           {"share", .kind = LG_KIND_SHARE},
                                           {"per100", .kind = LG_KIND_PER100},
                                           {"decimal", .kind = LG_KIND_DECIMAL, .digits = 2}};
  enum { COLUMNS = G_N_ELEMENTS(columns) };
  lg_view *view = lg_view_new(NULL, NULL, columns, COLUMNS, 2, fill_kinds);
  GString *csv = lg_render_csv(view), *page = g_string_new(NULL), *text = g_string_new(NULL);
  cJSON *rows = cJSON_CreateArray();
  lg_render_page(page, view, NULL, false);
  lg_render_text(text, view, "  ", false);
  lg_render_json(rows, view);
  char *json = cJSON_PrintUnformatted(rows);
  LG_EQUAL_TEXT(csv->str,
                "\xEF\xBB\xBFtext,yes,limit,whole,ordinal,km,share,per100,decimal\r\n"
                "'=小学,yes,12,1234,1234,12.034,0.666667,0.1250,0.13\r\n,,,,,,,,\r\n",
                "CSV");
  LG_HAS_PART(page->str, ">Name</th>", "a heading");
  LG_HAS_PART(page->str,
              "<tr class=\"marked\"><td class=\"k\">=小学</td><td class=\"k\">yes</td>"
              "<td class=\"k\">12</td><td class=\"n\">1,234</td><td class=\"n\">1234</td>"
              "<td class=\"n\">12.0</td><td class=\"n\">66.67%</td><td class=\"n\">0.1250</td>"
              "<td class=\"n\">0.13</td></tr>\n<tr><td></td>",
              "a page");
  LG_EQUAL_TEXT(text->str, "  =小学  yes  12  1234  1234  12.034  66.67%  0.1250  0.12\n\n",
                "the terminal");
  LG_EQUAL_TEXT(json,
                "[{\"text\":\"primary\",\"yes\":true,\"limit\":12,\"whole\":1234,"
                "\"ordinal\":1234,\"km\":12034,\"share\":0.66666666666666663,\"per100\":1,"
                "\"decimal\":0.125},{\"text\":null,\"yes\":null,\"limit\":null,\"whole\":null,"
                "\"ordinal\":null,\"km\":null,\"share\":null,\"per100\":null,\"decimal\":null}]",
                "JSON");
  cJSON_free(json);
  cJSON_Delete(rows);
  g_string_free(text, TRUE);
  g_string_free(page, TRUE);
  g_string_free(csv, TRUE);
  lg_view_free(view);
}

static void test_picked(void)
{
  lg_output_case *c = lg_output_case_new("en");
  lg_view *view = lg_list(&c->out, "placements", "to_id teacher_id *");
  LG_EQUAL_INT(view->picked_count, 2 + c->build->district->copied_count, "columns");
  GString *csv = lg_render_csv(view);
  LG_HAS_PART(csv->str, "\xEF\xBB\xBFto_id,teacher_id,", "in the order of the keys");
  LG_HAS_PART(csv->str, "\r\nB,t1,", "cells too");
  g_string_free(csv, TRUE);
  lg_view_rows(view, 2, 1000);
  LG_EQUAL_INT(view->shown, view->row_count - 2, "rows that are not there");
  lg_view_free(view);
  lg_output_case_free(c);
}

/* Everybody who moves stands in two lists, once as leaving, once as coming. */
static void test_flows(void)
{
  lg_output_case *c = lg_output_case_new("en");
  const lg_district *district = c->build->district;
  lg_view *flows = lg_list(&c->out, "flows", NULL);
  int out = 0, in = 0;
  for (int j = 0; j < district->school_count; j++) {
    int leave = 0, come = 0;
    for (int i = 0; i < district->teacher_count; i++) {
      bool moves = lg_output_moves(&c->out, i);
      leave += moves && district->teachers[i].school == j;
      come += moves && c->answer.roster->assignments[i].school == j;
    }
    LG_EQUAL_INT(lg_view_group(flows, lg_flow(j, true)), leave, "leave");
    LG_EQUAL_INT(lg_view_group(flows, lg_flow(j, false)), come, "come");
    LG_EQUAL_INT(lg_view_group_first(flows, lg_flow(j, true)), out + in, "the rows before");
    out += leave, in += come;
  }
  LG_EQUAL_INT(flows->row_count, 2 * out, "twice");
  LG_EQUAL_INT(in, out, "as many");
  lg_view_free(flows);
  lg_output_case_free(c);
}

int main(void)
{
  static const lg_case cases[] = {{"English", test_english}, {"Chinese", test_chinese},
                                  {"kinds", test_kinds},     {"picked", test_picked},
                                  {"flows", test_flows},     {NULL, NULL}};
  return lg_run("views", cases);
}
