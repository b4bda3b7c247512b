/* terminal_rehearsal.c - what `rehearse` prints: how many refusals cost what, and the hardest. */
#include "files.h"
#include "io/views/lists.h"
#include "io/words/goal_words.h"
#include "io/write.h"
#include "render.h"

enum { LG_HARDEST_SHOWN = 10 };

char *lg_rehearsal_withheld(const lg_output *out)
{
  const lg_rehearsal *rehearsal = out->rehearsal;
  for (int g = 0; g < rehearsal->goal_count; g++) {
    lg_goal_kind kind = rehearsal->goals[g].kind;
    if (lg_goal_is_withheld(out->input->district, kind))
      return g_strdup_printf(lg_tr(out->lang, "%1$s; %2$s"), lg_show_goal(out->lang, kind),
                             lg_goal_withheld(out->lang));
  }
  return NULL;
}

char *lg_rehearsal_text(const lg_output *out)
{
  const lg_rehearsal *rehearsal = out->rehearsal;
  int finished = 0, free = 0, possible = 0, impossible = 0, unknown = 0;
  for (int k = 0; k < rehearsal->count; k++) {
    const lg_refusal *refusal = &rehearsal->refusals[k];
    if (!refusal->finished) continue;
    finished++;
    impossible += refusal->status == LG_REFUSAL_IMPOSSIBLE;
    unknown += refusal->status == LG_REFUSAL_UNKNOWN;
    possible += refusal->status == LG_REFUSAL_POSSIBLE;
    free += refusal->status == LG_REFUSAL_POSSIBLE && refusal->changes == 0;
  }
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, lg_tr(out->lang, N_("Refusals rehearsed: %1$d of %2$d\n")), finished,
                         rehearsal->count);
  g_string_append_printf(
      text,
      lg_tr(out->lang, N_("  possible: %1$d, of them without any other change: %2$d\n"
                          "  impossible: %3$d; unknown: %4$d\n")),
      possible, free, impossible, unknown);
  lg_view *view = lg_list(out, "refusals_hardest", "who place found others instead");
  lg_view_rows(view, 0, LG_HARDEST_SHOWN);
  if (view->shown > 0) {
    g_string_append(text, lg_tr(out->lang, N_("Hardest to spare:\n")));
    lg_render_text(text, view, "  ", true);
  }
  lg_view_free(view);
  g_autofree char *withheld = lg_rehearsal_withheld(out);
  if (withheld) g_string_append_printf(text, "%s\n", withheld);
  return g_string_free(text, FALSE);
}
