#!/usr/bin/env python3
"""check_three_years.py PROGRAM - the example with a ledger: its files are those of its generator, two years are planned in
a row, both proved, and the second year's figures add up with the first's."""
import csv
import filecmp
import json
import os
import subprocess
import sys
import tempfile

from small_plan import SOURCE, Run, environment, fault, finish

PROGRAM = os.path.realpath(sys.argv[1])
EXAMPLE = os.path.join(SOURCE, "examples", "three-years")
TABLES = ("teachers.csv", "schools.csv", "service.csv", "wishes.csv")


def expect(what, found, right):
    if found != right:
        fault(f"{what}: {found!r} instead of {right!r}")


def rows(*path):
    with open(os.path.join(*path), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def run(folder, *arguments):
    done = Run([PROGRAM, *arguments, "--quiet", "--lang", "en"], folder, environment())
    expect(" ".join(arguments), (done.code, done.err), (0, ""))


def plan_year(folder, plan, out):
    """Solves and verifies; the summary."""
    run(folder, "solve", plan, "-o", out)
    run(folder, "verify", plan, os.path.join(out, "roster.csv"))
    with open(os.path.join(folder, out, "summary.json"), encoding="utf-8") as file:
        summary = json.load(file)
    expect(f"{out}: status", summary["status"], "optimal")
    expect(f"{out}: goals proved", [g["id"] for g in summary["goals"] if not g["proved"]], [])
    return summary


def ledger_says(ledger, teachers, schools, date):
    """Who is due back and who serves at this date, counted from the rows alone."""
    home = {t["工号"]: schools.get(t["学校"], t["学校"]) for t in teachers}
    month, due, serve = date[:7], {}, set()
    for row in sorted(ledger, key=lambda r: (r["结束年月"] or "9999", r["开始年月"])):
        who, end, to = row["工号"], row["结束年月"], schools.get(row["交流轮岗单位名称"], row["交流轮岗单位名称"])
        due.pop(who, None)  # the latest row alone counts
        if row["是否调动人事关系"] == "是" or home[who] != to:
            continue
        if end and end < month and row["期满去向"] == "返回":
            due[who] = schools.get(row["原单位名称"], row["原单位名称"])
        elif row["开始年月"] <= month and not (end and end < month):
            serve.add(who)
    return {who: school for who, school in due.items() if who not in serve}, serve


def check_year(what, folder, plan_folder, out, date, summary):
    """The roster against the ledger: who goes home, and nobody who serves moves."""
    schools = {row["学校名称"]: row["学校代码"] for row in rows(folder, plan_folder, "schools.csv")}
    teachers, ledger = rows(folder, plan_folder, "teachers.csv"), rows(folder, plan_folder, "service.csv")
    due, serve = ledger_says(ledger, teachers, schools, date)
    roster = rows(folder, out, "roster.csv")
    back = {row["teacher_id"]: row["to_id"] for row in roster if row["route"] == "return"}
    moved = {row["teacher_id"]: row for row in roster if row["route"] != "return"}
    expect(f"{what}: who goes home", back, due)
    expect(f"{what}: nobody who serves moves", sorted(serve & set(moved)), [])
    expect(f"{what}: returns", (summary["returns"], summary["moved"]), (len(back), len(moved)))
    figures = rows(folder, out, "schools.csv")
    expect(f"{what}: heads", sum(int(row["staff_after"]) for row in figures), len(teachers))
    return teachers, ledger, back, moved, serve


def main():
    with tempfile.TemporaryDirectory() as folder:
        made = os.path.join(folder, "first")
        os.mkdir(made)
        subprocess.run([sys.executable, "-B", os.path.join(EXAMPLE, "generate.py"), made], check=True)
        expect("files that the generator makes otherwise", filecmp.cmpfiles(made, EXAMPLE, TABLES, shallow=False)[0], list(TABLES))
        with open(os.path.join(EXAMPLE, "plan.json"), "rb") as file, open(os.path.join(made, "plan.json"), "wb") as copy:
            copy.write(file.read())
        one = plan_year(folder, "first/plan.json", "y1")
        teachers, ledger, back, moved, _ = check_year("2025", folder, "first", "y1", "2025-09-01", one)
        run(folder, "next", "first/plan.json", "y1/roster.csv", "-o", "second")
        two = plan_year(folder, "second/plan.json", "y2")
        teachers_2, ledger_2, back_2, moved_2, serve_2 = check_year("2026", folder, "second", "y2", "2026-09-01", two)
        run(folder, "next", "second/plan.json", "y2/roster.csv", "-o", "third")

        # Every teacher is where the first year's roster left him, and nobody is lost.
        ids = {row["学校名称"]: row["学校代码"] for row in rows(folder, "first", "schools.csv")}
        there = {t["工号"]: ids.get(t["学校"], t["学校"]) for t in teachers}
        there.update(back)
        there.update({who: row["to_id"] for who, row in moved.items()})
        expect("2026: schools", {t["工号"]: ids.get(t["学校"], t["学校"]) for t in teachers_2}, there)
        # The ledger has a row more for each move, and those rows alone.
        # An open row of who moves on ends with the day before.
        old = [dict(r, **{"结束年月": "2025-08-31"}) if r["工号"] in moved and not r["结束年月"] else r for r in ledger]
        expect("2026: old rows that are others", [r for r, right in zip(ledger_2, old) if list(r.values()) != list(right.values())], [])
        expect("some row is ended", old != ledger, True)
        new = {row["工号"]: row for row in ledger_2[len(ledger):]}
        expect("2026: its new rows", sorted(new), sorted(moved))
        for who, row in new.items():
            end = {"支教": "2028-08", "跟岗": "2026-08"}.get(moved[who]["route"], "")
            expect(f"{who}: form, begin, end", (row["交流轮岗类型"], row["开始年月"], row["结束年月"]), (moved[who]["route"], "2025-09", end))
        third = rows(folder, "third", "service.csv")
        expect("2027: rows of the ledger", len(third), len(ledger) + len(moved) + len(moved_2))
        # Who comes back in 2026: those whose terms end then, of the old rows and of the first year's.
        expect("2026: of those who go home", {who: who in new for who in back_2},
               {who: who in moved and moved[who]["route"] == "跟岗" for who in back_2})
        expect("some of both", {who in new for who in back_2}, {True, False})
        expect("2025's 支教 serve in 2026", {who for who, row in moved.items() if row["route"] == "支教"} <= serve_2, True)
        # Rotated since 2022: every teacher with a row begun since then.
        for what, summary, records, of in (("2025", one, ledger, moved), ("2026", two, ledger_2, moved_2)):
            expect(f"{what}: inspection", summary["inspection"]["district"]["moved"], len(of))
            expect(f"{what}: a row a service", len({(r["工号"], r["开始年月"]) for r in records}), len(records))
        before = {(r["school_id"], r["stage"]): int(r["staff_after"]) for r in rows(folder, "y1", "schools.csv")}
        home = {(r["school_id"], r["stage"]): int(r["staff_before"]) for r in rows(folder, "y2", "schools.csv")}
        expect("2026 begins with the heads with which 2025 ended", sum(home.values()), sum(before.values()))

        # No single refusal breaks the quota that has a reserve.
        run(folder, "rehearse", "first/plan.json", "y1/roster.csv", "-o", "rehearsed")
        rehearsed = rows(folder, "rehearsed", "rehearsal.csv")
        expect("refusals", [row["teacher_id"] for row in rehearsed], sorted(moved))
        expect("all possible", {row["status"] for row in rehearsed}, {"possible"})
    finish(f"two years add up: {len(moved)} and {len(moved_2)} move, {len(back)} and {len(back_2)} go home")


main()
