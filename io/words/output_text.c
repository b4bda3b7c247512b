#include "output_text.h"

#include "model/classes.h"
#include "shapes.h"

#include <errno.h>
#include <string.h>

#include "model/classes.h"

/* The first word of a code is the English one, the second the Chinese one that we write (shapes.h).
 */
static const char *show_word(const lg_lang *lang, const lg_word_code *words, int code)
{
  const char *english = NULL;
  for (; words->word; words++) {
    if (words->code != code) continue;
    if (!lang || english) return words->word;
    english = words->word;
  }
  return english ? english : "";
}

const char *lg_show_stage(const lg_lang *lang, int stage)
{
  return show_word(lang, lg_words_stage, stage);
}

const char *lg_show_tier(const lg_lang *lang, int tier)
{
  return show_word(lang, lg_words_tier, tier);
}

const char *lg_show_gender(const lg_lang *lang, int gender)
{
  return show_word(lang, lg_words_gender, gender);
}

const char *lg_show_yes_no(const lg_lang *lang, bool yes)
{
  return show_word(lang, lg_words_yes_no, yes ? 1 : 0);
}

char *lg_show_km(int64_t metres)
{
  if (metres == LG_MISSING) return g_strdup("");
  return g_strdup_printf("%" G_GINT64_FORMAT ".%03d", metres / 1000, (int)(metres % 1000));
}

int lg_show_metres(const lg_district *district, int metres)
{
  if (!district->anonymous || metres == LG_MISSING) return metres;
  return (metres + 500) / 1000 * 1000;
}

char *lg_show_anonymous(const lg_output *out)
{
  const lg_lang *lang = out->lang;
  return g_strconcat(
      lg_tr(lang,
            "Codes stand in the place of teachers' ids. Names, reasons written by hand and "
            "copied columns are left out; ways are in whole kilometres."),
      out->input->district->coarse
          ? lg_tr(lang, N_(" Age and years at the school are in bands of five; of a rank stands "
                           "whether it makes a backbone teacher, and titles are left out."))
          : "",
      NULL);
}

const char *lg_show_given(const lg_lang *lang, const char *text)
{
  return text == lg_withheld ? lg_tr(lang, "not published") : text;
}

char *lg_show_short_km(int64_t metres)
{
  char *text = lg_show_km(metres);
  size_t length = strlen(text);
  while (length > 0 && text[length - 1] == '0') text[--length] = '\0';
  if (length > 0 && text[length - 1] == '.') text[length - 1] = '\0';
  return text;
}

char *lg_show_per100(int backbone, int students)
{
  /* 100 y / P in ten-thousandths, rounded half up in whole numbers: no double decides a tie. */
  int64_t tenthousandths =
      students > 0 ? (INT64_C(2000000) * backbone + students) / (INT64_C(2) * students) : 0;
  return g_strdup_printf("%" G_GINT64_FORMAT ".%04d", tenthousandths / 10000,
                         (int)(tenthousandths % 10000));
}

char *lg_show_percent(int64_t count, int64_t of)
{
  if (of <= 0) return g_strdup("");
  int64_t hundredths = (count * 20000 + of) / (2 * of);
  return g_strdup_printf("%" G_GINT64_FORMAT ".%02d%%", hundredths / 100, (int)(hundredths % 100));
}

char *lg_show_whole(int64_t number)
{
  GString *text = g_string_new(NULL);
  g_string_printf(text, "%" G_GINT64_FORMAT, number);
  for (gssize at = (gssize)text->len - 3; at > (number < 0 ? 1 : 0); at -= 3)
    g_string_insert_c(text, at, ',');
  return g_string_free(text, FALSE);
}

char *lg_show_date(lg_date date)
{
  return g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);
}

char *lg_show_day(const lg_lang *lang, lg_date date)
{
  return g_strdup_printf(lg_tr(lang, "%1$d-%2$02d-%3$02d"), date.year, date.month, date.day);
}

char *lg_show_named(const lg_lang *lang, const char *name, const char *id)
{
  if (!*name || strcmp(name, id) == 0) return g_strdup(id);
  return g_strdup_printf(lg_tr(lang, "%s (%s)"), name, id);
}

char *lg_show_school(const lg_output *out, int school)
{
  const lg_school *s = &out->input->district->schools[school];
  return lg_show_named(out->lang, s->name, s->id);
}

char *lg_show_teacher(const lg_output *out, int teacher)
{
  const lg_teacher *t = &out->input->district->teachers[teacher];
  return lg_show_named(out->lang, t->name, t->id);
}

/* The value that a class has of one key. */
static char *show_value(const lg_output *out, lg_per key, int value)
{
  const lg_district *district = out->input->district;
  switch (key) {
    case LG_PER_FROM_SCHOOL:
    case LG_PER_TO_SCHOOL:
      return lg_show_school(out, value);
    case LG_PER_FROM_TIER:
    case LG_PER_TO_TIER:
      return g_strdup(lg_show_tier(out->lang, value));
    case LG_PER_STAGE:
      return g_strdup(lg_show_stage(out->lang, value));
    case LG_PER_FROM_GROUP:
    case LG_PER_TO_GROUP:
      return g_strdup(district->groups.text[value]);
    case LG_PER_SUBJECT:
      return g_strdup(district->subjects.text[value]);
    case LG_PER_DISTRICT:
      break;
  }
  return g_strdup(lg_tr(out->lang, "the district"));
}

char *lg_show_class(const lg_output *out, lg_element element)
{
  const lg_district *district = out->input->district;
  if (element.rule != LG_R8_QUOTA) {
    lg_element_parts place = lg_element_parts_of(district, element);
    char *named = lg_show_school(out, place.school);
    char *text = g_strdup_printf(lg_tr(out->lang, "%1$s, %2$s"), named,
                                 lg_show_stage(out->lang, place.stage));
    g_free(named);
    return text;
  }
  const lg_quota *quota = &out->input->policy->quotas[element.a];
  char *first = show_value(out, quota->per[0], lg_class_part(district, quota, element.b, 0));
  if (quota->per[1] == LG_PER_DISTRICT) return first;
  char *second = show_value(out, quota->per[1], lg_class_part(district, quota, element.b, 1));
  char *both = g_strconcat(first, "/", second, NULL);
  g_free(first);
  g_free(second);
  return both;
}

const char *lg_show_route(const lg_output *out, int route)
{
  const lg_policy *policy = out->input->policy;
  if (route == LG_MISSING) return "";
  /* A reserved id of the plan's own language, so it reads the same in every file. */
  return route < policy->route_count ? policy->routes[route].name : "lock";
}

const char *lg_show_title(const lg_output *out, const lg_teacher *t)
{
  bool shown = t->title != LG_MISSING && !out->input->district->coarse;
  return shown ? out->input->district->titles.text[t->title] : "";
}

const char *lg_show_rank(const lg_output *out, const lg_teacher *t)
{
  if (!out->input->district->coarse) return t->rank;
  return t->backbone ? lg_tr(out->lang, "backbone") : "";
}

/* `coarse` takes the first and the last of the band. */
static char *show_number(const lg_output *out, int number, const char *coarse)
{
  if (number == LG_MISSING) return g_strdup("");
  if (!out->input->district->coarse) return g_strdup_printf("%d", number);
  int first = number / LG_BAND_YEARS * LG_BAND_YEARS;
  return g_strdup_printf(lg_tr(out->lang, coarse), first, first + LG_BAND_YEARS - 1);
}

char *lg_show_age(const lg_output *out, int age)
{
  return show_number(out, age, N_("%1$d-%2$d"));
}

char *lg_show_years(const lg_output *out, int years)
{
  return show_number(out, years, N_("%1$d-%2$d years"));
}

/* A move by lock alone is called so in words; the reserved id is for files. */
const char *lg_show_form(const lg_output *out, int route)
{
  return route == out->input->policy->route_count ? lg_tr(out->lang, "lock")
                                                  : lg_show_route(out, route);
}

bool lg_output_moves(const lg_output *out, int teacher)
{
  return lg_roster_moves(out->answer->roster, out->input->district, teacher);
}

bool lg_output_returns(const lg_output *out, int teacher)
{
  return lg_assignment_returns(out->input->district, teacher,
                               out->answer->roster->assignments[teacher]);
}

char *lg_show_place(const lg_output *out, lg_assignment assignment)
{
  if (!lg_assignment_is_guest(assignment)) return lg_show_school(out, assignment.school);
  g_autofree char *school = lg_show_school(out, assignment.guest);
  return g_strdup_printf(lg_tr(out->lang, "guest at %s"), school);
}

bool lg_output_is_guest(const lg_output *out, int teacher)
{
  return lg_assignment_is_guest(out->answer->roster->assignments[teacher]);
}

/* The flexible route; of a service that the ledger fixes what the ledger calls it. */
static const char *guest_route(const lg_output *out, int teacher)
{
  const lg_flexible *flexible = &out->input->policy->flexible;
  int route = out->audit->placements[teacher].guest_route;
  if (route != LG_MISSING) return flexible->routes[route].name;
  bool fixed = lg_fixed_guest(out->input->district, teacher) ==
               out->answer->roster->assignments[teacher].guest;
  return fixed ? out->input->district->standing[teacher].form : "";
}

bool lg_output_leaves(const lg_output *out, int teacher)
{
  return lg_output_moves(out, teacher) || lg_output_returns(out, teacher);
}

const char *lg_show_route_of(const lg_output *out, int teacher)
{
  if (lg_output_returns(out, teacher)) return lg_tr(out->lang, LG_RETURN_ROUTE);
  if (lg_output_is_guest(out, teacher)) return guest_route(out, teacher);
  return lg_show_route(out, out->audit->placements[teacher].route);
}

const char *lg_show_form_of(const lg_output *out, int teacher)
{
  if (lg_output_returns(out, teacher)) return lg_tr(out->lang, LG_RETURN_ROUTE);
  if (lg_output_is_guest(out, teacher)) return guest_route(out, teacher);
  return lg_show_form(out, out->audit->placements[teacher].route);
}

char *lg_show_term_of(const lg_output *out, int teacher)
{
  const lg_policy *policy = out->input->policy;
  int route = out->audit->placements[teacher].route;
  if (*policy->term || route == LG_MISSING || route >= policy->route_count ||
      !policy->routes[route].term)
    return g_strdup(policy->term);
  int last = policy->date.month - 2 + 12 * policy->routes[route].term;
  return g_strdup_printf(lg_tr(out->lang, "%1$04d-%2$02d to %3$04d-%4$02d"), policy->date.year,
                         policy->date.month, policy->date.year + last / 12, last % 12 + 1);
}

char *lg_goal_change(const lg_output *out, lg_goal_kind kind, int64_t change)
{
  const lg_goal_words *words = lg_goal_words_of(kind);
  const lg_district *district = out->input->district;
  if (lg_goal_is_withheld(district, kind))
    return g_strdup_printf(lg_tr(out->lang, N_("%1$s; %2$s")), lg_show_goal(out->lang, kind),
                           lg_goal_withheld(out->lang));
  int64_t size = lg_goal_shown(district, kind, ABS(change));
  char *number = kind == LG_GOAL_COMMUTE ? lg_show_short_km(size * 100)
                                         : g_strdup_printf("%" G_GINT64_FORMAT, size);
  char *text = g_strdup_printf(lg_tr(out->lang, change < 0 ? words->less : words->more), number);
  g_free(number);
  return text;
}

const char *lg_show_status(const lg_lang *lang, lg_status status)
{
  static const char *const words[] = {
      [LG_OPTIMAL] = N_("proved optimal"),
      [LG_FEASIBLE] = N_("a valid roster, not proved optimal"),
      [LG_INFEASIBLE] = N_("no roster can meet the hard rules"),
      [LG_UNKNOWN] = N_("time ran out before any roster was found"),
      [LG_CHECKED] = N_("checked"),
  };
  return lg_tr(lang, words[status]);
}

static const char *why_not(const lg_lang *lang, int number)
{
  switch (number) {
    case ENOSPC:
    case EDQUOT:
      return lg_tr(lang, "the disk is full");
    case EACCES:
    case EPERM:
      return lg_tr(lang, "no permission");
    case EROFS:
      return lg_tr(lang, "the disk is read-only");
    case ENOENT:
    case ENOTDIR:
      return lg_tr(lang, "the folder is missing");
    case EEXIST:
    case ELOOP:
      return lg_tr(lang, "a file or link of that name is in the way");
    case EISDIR:
      return lg_tr(lang, "a folder of that name is in the way");
    case EFBIG:
      return lg_tr(lang, "the file is larger than the system allows");
    case EIO:
      return lg_tr(lang,
                   "it did not reach the disk whole (is the disk full or failing, or the size of "
                   "files limited?)");
    case ENAMETOOLONG:
      return lg_tr(lang, "the name is too long");
    case EMFILE:
    case ENFILE:
      return lg_tr(lang, "too many open files");
    default:
      return NULL;
  }
}

char *lg_write_error(const lg_lang *lang, const char *name, int number)
{
  const char *why = why_not(lang, number);
  if (why) return g_strdup_printf(lg_tr(lang, "cannot write %s: %s"), name, why);
  return g_strdup_printf(lg_tr(lang, "cannot write %s: system error %d"), name, number);
}

int lg_output_open_places(const lg_output *out, int teacher)
{
  const lg_candidate *candidate = &out->options->candidates[teacher];
  int places = 0;
  for (int k = candidate->first; k < candidate->first + candidate->count; k++)
    places +=
        lg_assignment_moves(out->input->district, teacher, out->options->pairs[k].assignment) ||
        lg_assignment_is_guest(out->options->pairs[k].assignment);
  return places;
}

/* The day tells who it is: an anonymous publication leaves it out. */
static char *serving_text(const lg_output *out, int teacher)
{
  const lg_district *district = out->input->district;
  lg_date until = district->standing[teacher].until;
  if (district->anonymous) return g_strdup(lg_tr(out->lang, "serving elsewhere"));
  char *day = until.year ? lg_show_date(until) : g_strdup(lg_tr(out->lang, "open"));
  char *text = g_strdup_printf(lg_tr(out->lang, "serving until %s"), day);
  g_free(day);
  return text;
}

static char *rested_text(const lg_output *out, int teacher)
{
  const lg_district *district = out->input->district;
  if (district->anonymous) return g_strdup(lg_tr(out->lang, "rested after a service"));
  char *day = lg_show_date(district->standing[teacher].ended);
  char *text = g_strdup_printf(lg_tr(out->lang, "rested since %s"), day);
  g_free(day);
  return text;
}

char *lg_show_not_eligible(const lg_output *out, int teacher)
{
  const lg_district *district = out->input->district;
  const lg_candidate *candidate = &out->options->candidates[teacher];
  switch (candidate->why) {
    case LG_WHY_EXEMPT:
      return g_strdup_printf(lg_tr(out->lang, "exempt: %s"),
                             lg_show_given(out->lang, district->teachers[teacher].exempt));
    case LG_WHY_TAG:
      return g_strdup_printf(lg_tr(out->lang, "exempt: %s"), district->tags.text[candidate->tag]);
    case LG_WHY_EXCLUDED:
      return g_strdup(lg_tr(out->lang, "excluded by the plan"));
    case LG_WHY_SERVING:
      return serving_text(out, teacher);
    case LG_WHY_DUE_BACK:
      return g_strdup(lg_tr(out->lang, "due back"));
    case LG_WHY_RESTED:
      return rested_text(out, teacher);
    case LG_WHY_YEARS:
      return g_strdup(lg_tr(out->lang, "too few years"));
    case LG_WHY_AGE:
      return g_strdup(lg_tr(out->lang, "above the age limit"));
    case LG_WHY_RETIREMENT:
      return g_strdup(lg_tr(out->lang, "near retirement"));
    case LG_WHY_ELIGIBLE:
    case LG_WHY_COUNT:
      break;
  }
  return g_strdup("");
}

char *lg_output_reason(const lg_output *out, int teacher)
{
  const lg_candidate *candidate = &out->options->candidates[teacher];
  bool leaves =
      out->answer->roster && (lg_output_leaves(out, teacher) || lg_output_is_guest(out, teacher));
  if (*candidate->lock_reason) return g_strdup(lg_show_given(out->lang, candidate->lock_reason));
  if (leaves) return g_strdup("");
  if (candidate->why != LG_WHY_ELIGIBLE) return lg_show_not_eligible(out, teacher);
  return g_strdup(lg_output_open_places(out, teacher) ? "" : lg_tr(out->lang, "no open place"));
}

char *lg_show_inspection(const lg_lang *lang)
{
  return g_strdup_printf(
      lg_tr(lang,
            "An inspection asks that %1$s of those eligible move, and that %2$s of those who "
            "move are backbone teachers."),
      LG_INSPECTION_MOVED, LG_INSPECTION_BACKBONE);
}
