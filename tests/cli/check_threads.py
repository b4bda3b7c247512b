"""A machine that gives no threads, or few: every command still does its work, and the roster is the same.
usage: check_threads.py PROGRAM NO_THREADS_LIBRARY"""
import os
import sys

from small_plan import EXAMPLE, Run, SmallPlan, environment, fault, finish


def roster(folder):
    with open(os.path.join(folder, "roster.csv"), "rb") as file:
        return file.read()


small = SmallPlan(sys.argv[1])
library = os.path.realpath(sys.argv[2])
example = small.path("example")
small.solve(EXAMPLE, example)
wanted = {"small": roster(small.path("base")), "example": roster(example)}

# The count comes from the library itself: were it not loaded, every case below would pass.
refused = Run([sys.executable, "-c", "import threading; threading.Thread(target=print).start()"], small.folder,
              environment(LD_PRELOAD=library, LG_THREADS="0"))
if refused.code == 0:
    fault("the library does not keep Python from starting a thread")

for threads in (0, 1, 2, 3):
    env = environment(LD_PRELOAD=library, LG_THREADS=str(threads))
    for name in small.commands:
        run = small.run(name, env=env)
        if run.code != 0:
            fault(f"{name}, {threads} threads: ended with {run}")
        elif name == "solve" and roster(small.path("out")) != wanted["small"]:
            fault(f"solve, {threads} threads: another roster")
for threads in (0, 3):
    env = environment(LD_PRELOAD=library, LG_THREADS=str(threads))
    run = Run([small.program, "solve", EXAMPLE, "-o", example, "--force"], small.folder, env)
    if run.code != 0:
        fault(f"the example, {threads} threads: ended with {run}")
    elif roster(example) != wanted["example"]:
        fault(f"the example, {threads} threads: another roster")
small.close()
finish("without threads every command works")
