"""Every command under Valgrind: no access to memory that is not the program's, no use of what was never set, nothing leaked.
usage: check_valgrind.py PROGRAM [--example]      with --example also the commands on examples/nanchang-2010 (minutes)
The findings of libraries that are left aside stand in tests/support/valgrind.txt, each with its reason."""
import argparse
import os
import sys

from small_plan import EXAMPLE, SOURCE, Run, SmallPlan, environment, fault, finish

FOUND = 99
options = argparse.ArgumentParser()
options.add_argument("program")
options.add_argument("--example", action="store_true")
options = options.parse_args()
small = SmallPlan(options.program)
log = small.path("valgrind.txt")
valgrind = ["valgrind", "--quiet", f"--error-exitcode={FOUND}", "--leak-check=full", "--show-leak-kinds=definite,indirect",
            "--errors-for-leak-kinds=definite,indirect", "--num-callers=25", f"--log-file={log}",
            "--suppressions=" + os.path.join(SOURCE, "tests", "support", "valgrind.txt")]
# GLib's own slices hide what is lost in them.
env = environment(G_SLICE="always-malloc", G_DEBUG="gc-friendly")
if Run(valgrind + [small.program, "--version"], small.folder, env).code != 0:
    sys.exit("valgrind (package valgrind) does not run here")


def clean(arguments, codes=(0,)):
    run = Run(valgrind + [small.program] + arguments, small.folder, env, 1800)
    with open(log, encoding="utf-8", errors="replace") as file:
        found = file.read()
    if run.code not in codes or found:
        fault(f"lungang {' '.join(arguments)}: {run}\n{found[:6000]}")


for name, arguments in small.commands.items():
    small.clear()
    clean(arguments)
for arguments, codes in (
        (["solve", small.path("impossible.json"), "-o", "out-4"], (4,)),
        (["solve", small.path("forced.json"), "-o", "out-forced", "--limits", "--anonymous", small.path("key")], (0, 4)),
        (["check", os.path.join(SOURCE, "tests", "data", "cli", "broken", "plan.json")], (3,)),
        (["verify", small.path("plan.json"), os.path.join(small.path("base"), "roster.xlsx")], (0,)),
        (["template", small.path("out-csv"), "--csv"], (0,))):
    clean(arguments, codes)
if options.example:
    clean(["check", EXAMPLE])
    clean(["solve", EXAMPLE, "-o", "out-example", "--time-limit", "1200"])
    clean(["verify", EXAMPLE, "out-example/roster.csv"])
    clean(["letters", EXAMPLE, "out-example/roster.csv", "-o", "out-letters"])
small.close()
finish("Valgrind finds nothing")
