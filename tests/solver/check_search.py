"""The search's own word: on districts that reach its cuts, trees and dives, whatever it takes for the best is proved, and
the proof comes upon nothing better. (Where it did, the answer would still be right: this looks for faults behind it.)
usage: check_search.py PROGRAM LG_GENERATE"""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from small_plan import Run, SmallPlan, fault, finish  # noqa: E402

# plan variant, seeds; few teachers, so that a second is enough for each
DRAWN = {"weighted": (3, 4, 5, 6, 8), "tolerances": (1, 2, 3), "staffing": (1, 2, 3), "moves": (1, 2), "teams": (1, 2),
         "subjects": (1, 2), "statutory": (1, 2), "few": (1, 2)}
small = SmallPlan(sys.argv[1])
generate = os.path.realpath(sys.argv[2])
proved = 0
for plan, seeds in DRAWN.items():
    for seed in seeds:
        folder, out = small.path("drawn"), small.path("out")
        Run([generate, "--seed", str(seed), "--teachers", "60", "--schools", "5", "--plan", plan, "-o", folder], small.folder)
        run = Run([small.program, "solve", os.path.join(folder, "plan.json"), "-o", out, "--force", "--lang", "en", "--verbose",
                   "--time-limit", "120"], small.folder)
        if run.code not in (0, 4) or "better roster than the search" in run.err:
            fault(f"{plan}, seed {seed}: {run}")
        proved += run.code == 0
if proved < 12:
    fault(f"only {proved} districts have a roster")
small.close()
finish(f"{proved} districts solved, and each search was right")
