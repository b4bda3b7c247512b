/* list_notes.c - what the plan rests on: locks, limits that give way, the tables that
 * were read and what they lack. */
#include "io/words/element_text.h"
#include "io/words/output_text.h"
#include "lists.h"

/* ---- locks ---- */

enum { L_ID, L_NAME, L_HOME, L_KIND, L_SCHOOL, L_REASON, L_BY, L_TEACHER, L_COLUMNS };
static const lg_list_column lock_columns[L_COLUMNS] = {
    [L_ID] = {"teacher_id", .heading = N_("Teacher id")},
    [L_NAME] = {"name", .heading = N_("Name")},
    [L_HOME] = {"home_school", .heading = N_("Home school")},
    [L_KIND] = {"lock", .heading = N_("Lock")},
    [L_SCHOOL] = {"school", .heading = N_("School")},
    [L_REASON] = {"reason", .heading = N_("Reason")},
    [L_BY] = {"by", .heading = N_("Decided by")},
    [L_TEACHER] = {"teacher", .heading = N_("Teacher")}};

static void fill_lock(const lg_view *view, int row, lg_list_cell *cells)
{
  const lg_district *district = view->out->input->district;
  const lg_lock *lock = &district->locks[row];
  const lg_teacher *t = &district->teachers[lock->teacher];
  lg_put_text(&cells[L_ID], t->id);
  lg_put_text(&cells[L_NAME], t->name);
  lg_put_text(&cells[L_HOME], district->schools[t->school].name);
  lg_put_text(&cells[L_KIND],
              lg_tr(view->lang, lock->kind == LG_LOCK_MUST ? N_("must") : N_("never")));
  lg_put_take(&cells[L_SCHOOL], lock->stay ? g_strdup(lg_tr(view->lang, "the home school"))
                                           : lg_show_school(view->out, lock->school));
  lg_put_text(&cells[L_REASON], lg_show_given(view->lang, lock->reason));
  lg_put_text(&cells[L_BY], lg_show_given(view->lang, lock->by));
  lg_put_take(&cells[L_TEACHER], lg_show_teacher(view->out, lock->teacher));
}

static lg_view *locks(const lg_output *out)
{
  return lg_view_new(out, out->lang, lock_columns, L_COLUMNS, out->input->district->lock_count,
                     fill_lock);
}

/* ---- limits that give way ---- */

enum { R_RULE, R_SIDE, R_HEADS, R_COLUMNS };
static const lg_list_column relaxed_columns[R_COLUMNS] = {
    [R_RULE] = {"rule", .heading = N_("Rule that gives way")},
    [R_SIDE] = {"side", .heading = N_("Side")},
    [R_HEADS] = {"heads", .heading = N_("By heads"), .kind = LG_KIND_WHOLE}};

static void fill_relaxed(const lg_view *view, int row, lg_list_cell *cells)
{
  static const char *const sides[LG_SIDE_COUNT] = {N_("lower limit"), N_("upper limit"),
                                                   N_("dropped")};
  const lg_change *change = &g_array_index((GArray *)view->data, lg_change, row);
  lg_put_take(&cells[R_RULE], lg_output_element_text(view->out, change->element));
  lg_put_text(&cells[R_SIDE], lg_tr(view->lang, sides[change->side]));
  if (change->side != LG_SIDE_DROP) lg_put_whole(&cells[R_HEADS], change->heads);
}

static lg_view *relaxed(const lg_output *out)
{
  lg_view *view = lg_view_new(out, out->lang, relaxed_columns, R_COLUMNS,
                              out->input->policy->relax_count, fill_relaxed);
  view->data = lg_relaxed_changes(out);
  view->free_data = (GDestroyNotify)g_array_unref;
  return view;
}

/* ---- what is lacking ---- */

static const lg_list_column lack_columns[] = {
    {"what", .heading = N_("What the tables lack")},
    {"number", .heading = N_("Number"), .kind = LG_KIND_WHOLE}};

static const char *const lack_texts[] = {
    N_("teachers without a date of birth: no age limit holds for them"),
    N_("teachers without a gender: no limit by gender holds for them"),
    N_("teachers without years at the school: no least number of years holds for them"),
    N_("teachers without coordinates of the home: distances count from the school"),
    N_("moves with an unknown distance, counted as 0"),
    N_("notes while reading (report.html and `lungang check` list them)")};
enum { LACKS = G_N_ELEMENTS(lack_texts) };

static void fill_lack(const lg_view *view, int row, lg_list_cell *cells)
{
  lg_put_text(&cells[0], lg_tr(view->lang, lack_texts[row]));
  lg_put_whole(&cells[1], ((const int *)view->data)[row]);
}

/* The last row counts notes: a page that lists them itself leaves it out. */
static lg_view *lacks(const lg_output *out)
{
  const lg_district *district = out->input->district;
  int *counts = g_new0(int, LACKS);
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *t = &district->teachers[i];
    counts[0] += t->birth.year == 0;
    counts[1] += t->gender == LG_GENDER_MISSING;
    counts[2] += out->options->candidates[i].years == LG_MISSING;
    counts[3] += !t->has_home;
  }
  counts[4] = out->audit->unknown_distance_count;
  counts[5] = out->input->report ? lg_report_warnings(out->input->report) : 0;
  lg_view *view =
      lg_view_new(out, out->lang, lack_columns, G_N_ELEMENTS(lack_columns), LACKS, fill_lack);
  view->data = counts;
  return view;
}

/* ---- files ---- */

enum { F_FILE, F_SHA256, F_ROWS, F_TABLE_ROWS, F_ENCODING, F_COLUMNS };
static const lg_list_column file_columns[F_COLUMNS] = {
    [F_FILE] = {"file", .heading = N_("File")},
    [F_SHA256] = {"sha256", .heading = N_("SHA-256")},
    [F_ROWS] = {"rows", .heading = N_("Rows"), .kind = LG_KIND_WHOLE},
    [F_TABLE_ROWS] = {"table_rows", .heading = N_("Rows"), .kind = LG_KIND_WHOLE},
    [F_ENCODING] = {"encoding", .heading = N_("Encoding")}};

static void fill_file(const lg_view *view, int row, lg_list_cell *cells)
{
  const lg_input_file *file = &g_array_index(view->out->input->files, lg_input_file, row);
  /* Where an office keeps its files is not published. */
  if (view->out->input->district->anonymous)
    lg_put_take(&cells[F_FILE], g_path_get_basename(file->file));
  else
    lg_put_text(&cells[F_FILE], file->file);
  lg_put_text(&cells[F_SHA256], file->sha256);
  lg_put_whole(&cells[F_ROWS], file->rows);
  /* The plan is no table: it has no rows. */
  if (!file->is_plan) lg_put_whole(&cells[F_TABLE_ROWS], file->rows);
  lg_put_text(&cells[F_ENCODING], lg_encoding_word(file->encoding));
}

static lg_view *inputs(const lg_output *out)
{
  const GArray *files = out->input->files;
  lg_list_column *own = g_memdup2(file_columns, sizeof file_columns);
  if (out->input->district->anonymous) own[F_SHA256].heading = N_("HMAC-SHA-256 under the key");
  lg_view *view =
      lg_view_new(out, out->lang, own, F_COLUMNS, files ? (int)files->len : 0, fill_file);
  view->own_columns = own;
  return view;
}

const lg_list_entry lg_lists_notes[] = {
    {"locks", locks}, {"relaxed", relaxed}, {"lacks", lacks}, {"inputs", inputs}, {NULL, NULL}};
