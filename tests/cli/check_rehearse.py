#!/usr/bin/env python3
"""check_rehearse.py PROGRAM - the files of rehearse, held against what replan, whatif and verify say of the same refusals."""
import csv
import json
import os
import signal
import subprocess
import sys
import time

from small_plan import SOURCE, Run, SmallPlan, environment, fault, files_of, finish

small = SmallPlan(sys.argv[1])
OUT = small.path("out")


def run(*arguments, code=0, **more):
    small.clear()
    done = Run([small.program, *arguments], small.folder, environment(), **more)
    if done.code != code:
        fault(f"{arguments}: ended with {done}")
    return done


def rows(name="rehearsal.csv", folder=OUT):
    try:
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
    except FileNotFoundError:
        fault(f"{name} is not there")
        return []
    if data[:3] != b"\xef\xbb\xbf" or data.count(b"\n") != data.count(b"\r\n"):
        fault(f"{name}: byte-order mark or line ends")
    return list(csv.reader(data[3:].decode("utf-8").splitlines()))


def expect(what, found, right):
    if found != right:
        fault(f"{what}: {found!r} instead of {right!r}")


def write_plan(name, change):
    with open(small.path("plan.json"), encoding="utf-8") as file:
        plan = json.load(file)
    change(plan)
    with open(small.path(name), "w", encoding="utf-8") as file:
        json.dump(plan, file, ensure_ascii=False)
    return small.path(name)


plan, roster = small.path("plan.json"), small.path("base/roster.csv")
english = "teacher_id,name,status,changes,affected,replacement_id,replacement,conflict".split(",")
goals = [f"goal.{goal}.change" for goal in ("equity", "commute", "lottery")]
chinese = "工号,姓名,结论,变动人数,涉及教师,顶替工号,顶替教师,冲突".split(",")
goals_zh = [f"目标.{goal}.变化" for goal in ("equity", "commute", "lottery")]
movers = [row[0] for row in rows("roster.csv", small.path("base"))[1:]]

# Every mover, in both languages; the second time with --force over the first.
run("rehearse", plan, roster, "-o", OUT, "--lang", "en")
found = rows()
expect("headings", found[0], english + goals)
expect("a row each by id", [row[0] for row in found[1:]], movers)
expect("files", sorted(os.listdir(OUT)), ["files.json", "rehearsal.csv", "rehearsal.html"])
in_english = found
run("rehearse", plan, roster, "-o", OUT, "--lang", "zh")
expect("Chinese headings", rows()[0], chinese + goals_zh)
expect("Chinese words", {row[2] for row in rows()[1:]}, {"可行"})

# Each refusal as an edited scenario: the teacher stays by a lock, and the roster is the baseline.
for row in in_english[1:]:
    with open(small.path("locks.csv"), "w", encoding="utf-8") as file:
        file.write(f"teacher,school,kind\n{row[0]},stay,must\n")
    held = write_plan("held.json", lambda p: p.update(locks="locks.csv"))
    run("replan", held, roster, "-o", OUT)
    with open(os.path.join(OUT, "summary.json"), encoding="utf-8") as file:
        best = {goal["id"]: goal["best"] for goal in json.load(file)["goals"]}
    with open(small.path("base/summary.json"), encoding="utf-8") as file:
        before = {goal["id"]: goal["best"] for goal in json.load(file)["goals"]}
    changed = [line[0] for line in rows("changes.csv")[1:]]
    expect(f"{row[0]}: changes", int(row[3]), best["changes"] - 1)
    expect(f"{row[0]}: who", row[4].split(";") if row[4] else [], [t for t in changed if t != row[0]])
    for k, goal in enumerate(("equity", "commute", "lottery")):
        expect(f"{row[0]}: {goal}", int(row[8 + k]), best[goal] - before[goal])

# One teacher, twice named; one who stays; one who is not there.
run("rehearse", plan, roster, "-o", OUT, "--lang", "en", "--teacher", movers[1], "--teacher", movers[1])
expect("one row", rows()[1:], [in_english[2]])
for wrong, words in ((("T01",), "does not move in the roster"), (("T99",), "there is no teacher")):
    done = run("rehearse", plan, roster, "-o", OUT, "--lang", "en", "--teacher", *wrong, code=2)
    expect(words, words in done.err and not os.path.exists(OUT), True)
run("rehearse", plan, code=2)
run("rehearse", plan, small.path("schools.csv"), "-o", OUT, code=3)

# Without the time for anything every refusal is unknown.
run("rehearse", plan, roster, "-o", OUT, "--lang", "en", "--time-limit", "0")
expect("unknown", [row[2:] for row in rows()[1:]], [["unknown"] + [""] * (5 + len(goals))] * len(movers))

# A quota that nobody else can meet: impossible, with the rules that stand against it.
with open(small.path("locks.csv"), "w", encoding="utf-8") as file:
    file.write("teacher,school,kind\n" + "".join(f"T0{k},stay,must\n" for k in range(1, 9) if f"T0{k}" not in movers))
tight = write_plan("tight.json", lambda p: (p.update(locks="locks.csv"), p["quotas"][0].update(min="25%")))
done = run("rehearse", tight, roster, "-o", OUT, "--lang", "en")
expect("impossible", [row[2] for row in rows()[1:]], ["impossible"] * len(movers))
for row in rows()[1:]:
    elements = row[7].split(";")
    expect("the quota stands in the conflict", "R8/rotation/" in elements, True)
    expect("and locks of others", any(e.startswith("R9/") for e in elements), True)
    expect("no figures", row[3:7] + row[8:], [""] * (4 + len(goals)))
with open(os.path.join(OUT, "rehearsal.html"), encoding="utf-8") as file:
    expect("the page says so", "Without these teachers the plan is impossible" in file.read(), True)

# A roster that breaks rules is taken, with a note.
edited = small.path("edited.csv")
with open(edited, "w", encoding="utf-8") as file:
    file.write("teacher_id,to_id\n" + f"{movers[0]},{rows('roster.csv', small.path('base'))[1][9]}\n")
done = run("rehearse", plan, edited, "-o", OUT, "--lang", "en")
expect("a note", "breaks rules" in done.err, True)
expect("its mover", [row[0] for row in rows()[1:]], movers[:1])

# Nobody moves: nothing to rehearse.
with open(edited, "w", encoding="utf-8") as file:
    file.write("teacher_id,to_id\n")
run("rehearse", plan, edited, "-o", OUT)
expect("no rows", len(rows()), 1)

# Ctrl-C: the rows that are finished, or 5 and nothing.
example = os.path.join(SOURCE, "examples", "nanchang-2010", "plan.json")
base = small.path("big")
small.solve(example, base)
ends = set()
for wait in (0.02, 0.2, 0.6, 1.2, 2.4, 20):
    small.clear()
    child = subprocess.Popen([small.program, "rehearse", example, os.path.join(base, "roster.csv"), "-o", OUT, "--quiet"],
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment())
    time.sleep(wait)
    child.send_signal(signal.SIGINT)
    child.communicate(timeout=60)
    ends.add(child.returncode)
    expect(f"interrupted after {wait} s", child.returncode in (0, 5, -signal.SIGINT), True)
    if child.returncode == 0:
        expect("every row that is there is finished", {row[2] for row in rows()[1:]} <= {"可行", "不可行"}, True)
    else:
        expect("nothing is left", os.path.exists(OUT), False)
expect("some run was stopped in time to keep rows, or ended", 0 in ends, True)

# The same rows again, whatever was stopped before, and on one processor.
def on_one():
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


run("rehearse", example, os.path.join(base, "roster.csv"), "-o", OUT)
first = files_of(small.folder, "out")
run("rehearse", example, os.path.join(base, "roster.csv"), "-o", OUT, preexec_fn=on_one)
expect("the same bytes on one processor", files_of(small.folder, "out") == first, True)
small.close()
finish("rehearse agrees with replan")
