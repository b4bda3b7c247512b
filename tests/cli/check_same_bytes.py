"""One input, one roster, whatever the machine: processors, languages, time zones, kernels of OpenBLAS and of libm, threads.
usage: check_same_bytes.py PROGRAM"""
import os
import re
import sys

from small_plan import EXAMPLE, Run, SmallPlan, environment, fault, files_of, finish

small = SmallPlan(sys.argv[1])


def has(*flags):
    """Has this processor the instructions?"""
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
        found = re.search(r"^flags\s*:(.*)$", file.read(), re.M)
    return bool(found) and all(flag in found.group(1).split() for flag in flags)


def on(*cpus):
    return lambda: os.sched_setaffinity(0, cpus)


cpus = sorted(os.sched_getaffinity(0))
cases = {
    "again": {},
    "one processor": {"preexec_fn": on(cpus[0])},
    "all processors": {"preexec_fn": on(*cpus)},
    "LC_ALL=C": {"env": environment(LC_ALL="C")},
    "LC_ALL=zh_CN.UTF-8": {"env": environment(LC_ALL="zh_CN.UTF-8")},
    "LANG=tr_TR.UTF-8": {"env": environment(LANG="tr_TR.UTF-8")},
    "LANG=de_DE.UTF-8": {"env": environment(LANG="de_DE.UTF-8")},
    "TZ=Asia/Shanghai": {"env": environment(TZ="Asia/Shanghai")},
    "TZ=America/Los_Angeles": {"env": environment(TZ="America/Los_Angeles")},
    "OPENBLAS_NUM_THREADS=4": {"env": environment(OPENBLAS_NUM_THREADS="4", OMP_NUM_THREADS="4")},
}
# A processor can play an older one, not a newer one.
kernels = {"Prescott": ["pni"], "Core2": ["ssse3"], "Nehalem": ["sse4_2"], "Sandybridge": ["avx"],
           "Haswell": ["avx2", "fma"], "SkylakeX": ["avx512f", "avx512dq", "avx512bw", "avx512vl"]}
for kernel, flags in kernels.items():
    if has(*flags):
        cases[f"OPENBLAS_CORETYPE={kernel}"] = {"env": environment(OPENBLAS_CORETYPE=kernel)}
if has("avx2", "fma"):
    cases["libm without FMA"] = {"env": environment(GLIBC_TUNABLES="glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4")}

for what, plan in {"the small plan": small.path("plan.json"), "the example": EXAMPLE}.items():
    wanted = None
    for case, settings in {"as it is": {}, **cases}.items():
        settings = {"env": environment(), **settings}
        small.clear()
        run = Run([small.program, "solve", plan, "-o", small.path("out"), "--lang", "zh"], small.folder, **settings)
        if run.code != 0:
            fault(f"{what}, {case}: ended with {run}")
            continue
        found = files_of(small.path("out"))
        wanted = wanted or found
        for name in sorted(set(wanted) | set(found)):
            if wanted.get(name) != found.get(name):
                fault(f"{what}, {case}: {name} differs")
# Rows of a sweep share their threads' work: what helps one row must not change another's roster.
rosters = {}
for case, count in {"one processor": 1, "all processors": len(cpus)}.items():
    small.clear()
    run = small.run("whatif", extra=["--rosters"], preexec_fn=on(*cpus[:count]))
    if run.code != 0:
        fault(f"whatif, {case}: ended with {run}")
        continue
    for row in sorted(os.listdir(small.path("out/rosters"))):
        found = files_of(small.path(f"out/rosters/{row}"))
        if rosters.setdefault(row, found) != found:
            fault(f"whatif, {case}: the roster of row {row} differs")
if len(rosters) < 3:
    fault(f"whatif: rosters of {len(rosters)} rows only")
small.close()
finish(f"the same bytes in {len(cases) + 1} cases: {', '.join(cases)}")
