/* list_wishes.c - what became of each teacher's wishes, and why those were not granted that were not. */
#include "io/words/bar_text.h"
#include "io/words/element_text.h"
#include "io/words/output_text.h"
#include "lists.h"

enum { ID, NAME, HOME, WISHES, PLACED, RESULT, GRANTED, UNMET, COLUMNS };
static const lg_list_column wish_columns[COLUMNS] = {
    [ID] = {"teacher_id", .heading = N_("Teacher id")},
    [NAME] = {"name", .heading = N_("Name")},
    [HOME] = {"home_school", .heading = N_("Home school")},
    [WISHES] = {"wishes", .heading = N_("Wishes, in order")},
    [PLACED] = {"placed_at", .heading = N_("Placed at")},
    [RESULT] = {"result", .heading = N_("Result")},
    [GRANTED] = {"wish_granted", .heading = N_("Wish granted"), .kind = LG_KIND_WHOLE},
    [UNMET] = {"unmet", .heading = N_("Why not those before it")}};

/* The wishes of one teacher from `first` on in one text: "1 A, 2 B". g_free. */
static char *wishes_text(const lg_view *view, int first)
{
  const lg_district *district = view->out->input->district;
  const lg_wish *wishes = district->wishes;
  GString *text = g_string_new(NULL);
  for (int w = first; w < district->wish_count && wishes[w].teacher == wishes[first].teacher; w++) {
    const lg_school *s = &district->schools[wishes[w].school];
    g_string_append_printf(text, "%s%d %s", w > first ? lg_tr(view->lang, ", ") : "",
                           wishes[w].rank, *s->name ? s->name : s->id);
  }
  return g_string_free(text, FALSE);
}

/* What is known of the wishes: where those of each teacher begin, and what would break were a wish that
 * was not granted given to the teacher alone. */
struct asked {
  int *first;          /* [rows] in district->wishes */
  int *at;             /* [wish_count] in `reasons`, LG_MISSING of wishes that are granted */
  lg_changes *reasons; /* NULL: not asked for */
  lg_element_facts *facts;
  GHashTable *texts; /* of rules in the way, by "rule a b": each takes a look at every teacher */
  int audits;        /* that may still be made */
};

static void asked_free(gpointer data)
{
  struct asked *asked = data;
  lg_changes_free(asked->reasons);
  if (asked->facts) lg_element_facts_free(asked->facts);
  if (asked->texts) g_hash_table_destroy(asked->texts);
  g_free(asked->at);
  g_free(asked->first);
  g_free(asked);
}

/* The most important goal that would be worse were the teacher alone at the school: no rule forbids it.
 * NULL where none would, or a goal that is withheld. g_free. */
static char *worse_text(const lg_output *out, int teacher, int school)
{
  const lg_policy *policy = out->input->policy;
  const lg_district *district = out->input->district;
  lg_roster other = *out->answer->roster;
  other.assignments =
      g_memdup2(other.assignments, sizeof *other.assignments * (gsize)district->teacher_count);
  other.assignments[teacher] = lg_assignment_at(school);
  lg_audit *audit = lg_audit_new(district, policy, &other);
  char *text = NULL;
  for (int g = 0; g < policy->goal_count; g++) {
    int64_t change = audit->goals[g] - out->audit->goals[g];
    if (change == 0) continue;
    if (!lg_goal_is_withheld(district, policy->goals[g].kind))
      text = lg_goal_change(out, policy->goals[g].kind, change);
    break;
  }
  lg_audit_free(audit);
  g_free(other.assignments);
  return text;
}

/* The rule in the way, in words. g_free. */
static char *rule_text(const lg_output *out, struct asked *asked, lg_element element)
{
  g_autofree char *key = g_strdup_printf("%d %d %d", (int)element.rule, element.a, element.b);
  const char *known = g_hash_table_lookup(asked->texts, key);
  if (known) return g_strdup(known);
  char *text = lg_element_text(out, asked->facts, element);
  g_hash_table_insert(asked->texts, g_steal_pointer(&key), g_strdup(text));
  return text;
}

/* Why one wish was not granted. g_free. */
static char *reason_text(const lg_view *view, struct asked *asked, int w)
{
  const lg_output *out = view->out;
  const lg_wish *wish = &out->input->district->wishes[w];
  const lg_placed_otherwise *found = &asked->reasons->list[asked->at[w]];
  if (found->has_element) {
    if (found->element.rule <= LG_R5_COMMUTE) {
      lg_option place = lg_options_place(out->options, out->input->district, out->input->policy,
                                         wish->teacher, found->was);
      return lg_bar_words(out, wish->teacher, found->element, &place);
    }
    return rule_text(out, asked, found->element);
  }
  g_autofree char *worse =
      asked->audits-- > 0 ? worse_text(out, wish->teacher, wish->school) : NULL;
  return worse
             ? g_strdup_printf(lg_tr(view->lang, N_("the plan would lose by it: %s")), worse)
             : g_strdup(lg_tr(view->lang, N_("the goals of the plan as a whole speak for others")));
}

/* The wishes before the one that is granted, each with the reason: "1 A: ...". g_free. */
static char *unmet_text(const lg_view *view, struct asked *asked, int first, int granted)
{
  const lg_district *district = view->out->input->district;
  const lg_wish *wishes = district->wishes;
  GString *text = g_string_new(NULL);
  for (int w = first; w < district->wish_count && wishes[w].teacher == wishes[first].teacher; w++) {
    if (asked->at[w] == LG_MISSING || (granted != LG_MISSING && wishes[w].rank > granted)) continue;
    const lg_school *s = &district->schools[wishes[w].school];
    g_autofree char *reason = reason_text(view, asked, w);
    if (text->len) g_string_append(text, lg_tr(view->lang, "; "));
    g_string_append_printf(text, lg_tr(view->lang, N_("%1$d %2$s: %3$s")), wishes[w].rank,
                           *s->name ? s->name : s->id, reason);
  }
  return g_string_free(text, FALSE);
}

static void fill_wish(const lg_view *view, int row, lg_list_cell *cells)
{
  const lg_output *out = view->out;
  const lg_district *district = out->input->district;
  struct asked *asked = view->data;
  int first = asked->first[row], teacher = district->wishes[first].teacher,
      wish = out->audit->placements[teacher].wish;
  const lg_teacher *t = &district->teachers[teacher];
  const char *result = wish != LG_MISSING                ? N_("granted")
                       : lg_output_moves(out, teacher)   ? N_("moved to a school not wished for")
                       : lg_output_returns(out, teacher) ? N_("goes back after a service")
                                                         : N_("stays at the home school");
  lg_put_text(&cells[ID], t->id);
  lg_put_text(&cells[NAME], t->name);
  lg_put_text(&cells[HOME], district->schools[t->school].name);
  lg_put_take(&cells[WISHES], wishes_text(view, first));
  lg_put_text(&cells[PLACED],
              district->schools[out->answer->roster->assignments[teacher].school].name);
  lg_put_text(&cells[RESULT], lg_tr(view->lang, result));
  lg_put_known(&cells[GRANTED], wish);
  if (asked->reasons) lg_put_take(&cells[UNMET], unmet_text(view, asked, first, wish));
}

/* So many teachers are recounted in all to say what wishes would cost that break no rule: a tenth of a
 * second, which the time limit does not count. Where a recount is long, beyond a tenth of that, none is made. */
enum { LG_WISHES_RECOUNTED = 60000 };

static void ask_reasons(struct asked *asked, const lg_output *out)
{
  const lg_district *district = out->input->district;
  const lg_assignment *to = out->answer->roster->assignments;
  GArray *unmet = g_array_new(FALSE, TRUE, sizeof(lg_placed_otherwise));
  asked->at = g_new(int, district->wish_count + 1);
  for (int w = 0; w < district->wish_count; w++) {
    const lg_wish *wish = &district->wishes[w];
    lg_placed_otherwise one = {.teacher = wish->teacher, .was = lg_assignment_at(wish->school)};
    bool is = lg_assignment_same(to[wish->teacher], one.was);
    asked->at[w] = is ? LG_MISSING : (int)unmet->len;
    if (!is) g_array_append_val(unmet, one);
  }
  asked->reasons =
      lg_changes_asked(district, out->input->policy, out->options, out->audit, out->answer->roster,
                       (const lg_placed_otherwise *)(const void *)unmet->data, (int)unmet->len);
  asked->facts = lg_element_facts_new(out);
  asked->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  int teachers = MAX(district->teacher_count, 1);
  asked->audits = teachers > LG_WISHES_RECOUNTED / 10 ? 0 : LG_WISHES_RECOUNTED / teachers;
  g_array_unref(unmet);
}

static lg_view *wishes_view(const lg_output *out, bool reasons)
{
  const lg_district *district = out->input->district;
  struct asked *asked = g_new0(struct asked, 1);
  int teachers = 0;
  asked->first = g_new(int, district->wish_count + 1);
  for (int w = 0; w < district->wish_count; w++)
    if (w == 0 || district->wishes[w].teacher != district->wishes[w - 1].teacher)
      asked->first[teachers++] = w;
  if (reasons) ask_reasons(asked, out);
  lg_view *view = lg_view_new(out, out->lang, wish_columns, COLUMNS, teachers, fill_wish);
  view->data = asked;
  view->free_data = asked_free;
  return view;
}

static lg_view *wishes(const lg_output *out)
{
  return wishes_view(out, false);
}

static lg_view *wishes_explained(const lg_output *out)
{
  return wishes_view(out, true);
}

const lg_list_entry lg_lists_wishes[] = {
    {"wishes", wishes}, {"wishes_explained", wishes_explained}, {NULL, NULL}};
