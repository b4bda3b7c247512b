"""Little memory: under every limit the program either gives the right answer or ends with 70 and a sentence, at once.
usage: check_memory.py PROGRAM LG_GENERATE"""
import os
import resource
import sys
import time

from small_plan import EXAMPLE, Run, SmallPlan, environment, fault, finish

MIB = 1 << 20
small = SmallPlan(sys.argv[1])
counts = {"answered": 0, "refused": 0}


def roster(folder):
    with open(os.path.join(folder, "roster.csv"), "rb") as file:
        return file.read()


def limited(mib):
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (mib * MIB, mib * MIB))


def judge(what, mib, run, took_s, most_s):
    """Is this an end that a user understands? Where the libraries do not fit, the loader says so with 127. Another
    thread may find no memory at the same moment, and GLib's own line about that may stand after our sentence."""
    if run.code == 0:
        counts["answered"] += 1
    elif run.code == 70 and any(line.startswith("lungang: ") for line in run.err.splitlines()):
        counts["refused"] += 1
    elif run.code != 127 or "shared libraries" not in run.err:
        fault(f"{what} in {mib} MiB: ended with {run}")
    if took_s > most_s:
        fault(f"{what} in {mib} MiB: took {took_s:.0f} s")


def solve(what, plan, limits, most_s):
    out = small.path("solved")
    small.solve(plan, out)
    wanted = roster(out)
    for mib in limits:
        started_s = time.monotonic()
        run = Run([small.program, "solve", plan, "-o", out, "--force"], small.folder, environment(), most_s,
                  preexec_fn=limited(mib))
        judge(what, mib, run, time.monotonic() - started_s, most_s)
        # An earlier roster stays where none was written, and a new one is the same.
        if roster(out) != wanted:
            fault(f"{what} in {mib} MiB: another roster")


town = small.path("town")
Run([sys.argv[2], "--seed", "7", "--teachers", "2500", "--schools", "60", "-o", town], small.folder)
# What the libraries alone take; from there upwards it grows tight, then wide enough for OpenBLAS, too.
least = next(mib for mib in range(32, 1024)
             if Run([small.program, "--version"], small.folder, preexec_fn=limited(mib)).code == 0)
solve("the small plan", small.path("plan.json"), [*range(least - 1, least + 12, 2), *range(96, 513, 32)], 60)
solve("the example", EXAMPLE, [*range(least, least + 40, 4), *range(160, 513, 64)], 120)
solve("the town", os.path.join(town, "plan.json"), [*range(least + 2, least + 32, 5), 160, 224], 240)
for name in small.commands:
    for mib in range(least, least + 12, 2):
        started_s = time.monotonic()
        run = small.run(name, most_s=60, preexec_fn=limited(mib))
        judge(name, mib, run, time.monotonic() - started_s, 60)
if not counts["answered"] or not counts["refused"]:
    fault(f"the limits are badly chosen: {counts}")
small.close()
finish(f"from {least} MiB on: {counts['answered']} right answers, {counts['refused']} refused with a sentence")
