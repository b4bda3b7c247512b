/* terminal_rehearsal.c - what `rehearse` prints: how many refusals cost what, and the hardest. */
#include "io/views/lists.h"
#include "io/write.h"
#include "render.h"

enum { LG_HARDEST_SHOWN = 10 };

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
  return g_string_free(text, FALSE);
}
