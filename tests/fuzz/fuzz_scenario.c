/* fuzz_scenario.c - any bytes as what `whatif` varies: the parts are a --vary and a scenario, on a plan
 * that stays; each row is a plan that can be read, or there is a reason. */
#include "fuzz_files.h"
#include "io/read.h"

enum { MOST_VARY = 100 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const uint8_t *vary_bytes, *part;
  size_t length;
  if (!lg_fuzz_next(&data, &size, &vary_bytes, &length) || length > MOST_VARY) return 0;
  g_autofree char *text = g_strndup((const char *)vary_bytes, length), *wrong = NULL;
  lg_lang *lang = lg_lang_new("zh");
  lg_vary *vary = length ? lg_vary_parse(text, lang, &wrong) : NULL;
  /* A command line may hold any bytes; what prints its messages (cli/print.c) makes text of them. */
  LG_FUZZ_HOLDS(vary || length == 0 || wrong);
  /* Many rows take their time and show nothing that few do not. */
  bool few = !vary || vary->count <= 8;
  if (few && (vary || lg_fuzz_next(&data, &size, &part, &length))) {
    const char *path = NULL;
    if (!vary || lg_fuzz_next(&data, &size, &part, &length)) {
      lg_fuzz_write("scenario.json", part, length);
      path = lg_fuzz_path("scenario.json");
    }
    lg_vary **varies = vary ? g_new(lg_vary *, 1) : NULL;
    if (vary) varies[0] = vary;
    lg_scenarios *all = lg_scenarios_read(
        &(lg_scenario_order){.plan_path = LG_SOURCE "/tests/data/cli/small/plan.json",
                             .varies = varies,
                             .vary_count = vary ? 1 : 0,
                             .scenarios = &path,
                             .scenario_count = path ? 1 : 0,
                             .lang = "zh"});
    LG_FUZZ_HOLDS(all->failure != LG_SCENARIO_GOOD || all->row_count > 0);
    LG_FUZZ_HOLDS(all->failure != LG_SCENARIO_DEFECT || vary ||
                  g_utf8_validate(all->text, -1, NULL));
    for (int k = 0; all->failure == LG_SCENARIO_GOOD && k < all->row_count; k++)
      LG_FUZZ_HOLDS(lg_report_defects(all->rows[k].input->report) == 0);
    lg_scenarios_free(all);
  } else {
    lg_vary_free(vary);
  }
  lg_lang_free(lang);
  return 0;
}
