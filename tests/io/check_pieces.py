#!/usr/bin/env python3
"""One table in many pieces, a file a school: the same rosters as of the one table, whatever the order of columns in each; and
findings name the piece (PIECES_NO_SHEET and PIECES_MANY among them).

usage: tests/io/check_pieces.py LUNGANG
"""
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
from office_check import conclude, expect, openpyxl

HERE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLE = os.path.join(HERE, "examples", "three-years")
SYNONYMS = {"工号": "教师编号", "骨干级别": "骨干教师级别", "到本校时间": "到校时间", "学校": "现工作单位"}


def run(program, *args):
    return subprocess.run([program, *args, "--lang", "en"], capture_output=True, text=True)


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write(path, rows):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if path.endswith(".xlsx"):
        book = openpyxl.Workbook()
        book.active.title = "名册"
        for row in rows:
            book.active.append(row)
        book.save(path)
        return
    with open(path, "w", encoding="gbk" if path.endswith("2.csv") else "utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def by_school(rows):
    """A table of teachers for each school, in the order of the ids of their first teachers."""
    heading, pieces = rows[0], {}
    for row in rows[1:]:
        pieces.setdefault(row[heading.index("学校")], []).append(row)
    return heading, list(pieces.values())


def turned(heading, rows, k):
    """The columns in another order for each piece, and under other headings in every second one."""
    order = list(range(len(heading)))
    order = order[k % len(order):] + order[:k % len(order)]
    names = [SYNONYMS.get(name, name) if k % 2 else name for name in heading]
    return [[names[c] for c in order]] + [[row[c] for c in order] for row in rows]


def plan_with(folder, name, **keys):
    with open(os.path.join(EXAMPLE, "plan.json"), encoding="utf-8") as file:
        plan = json.load(file)
    plan.update(keys)
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(plan, file, ensure_ascii=False)
    return path


def solved(program, plan, work, what):
    out = os.path.join(work, "out")
    done = run(program, "solve", plan, "-o", out, "--force", "--quiet")
    expect(done.returncode, 0, f"{what}: {done.stderr}")
    found = {}
    for name in ("roster.csv", "placements.csv", "schools.csv"):
        with open(os.path.join(out, name), "rb") as file:
            found[name] = file.read()
    return found


def make(work):
    folder = os.path.join(work, "d")
    shutil.copytree(EXAMPLE, folder)
    heading, pieces = by_school(read(os.path.join(EXAMPLE, "teachers.csv")))
    for k, rows in enumerate(pieces):
        ending = (".csv", ".xlsx", "2.csv")[k % 3]
        write(os.path.join(folder, "申报", f"{k:02}{ending}"), turned(heading, rows, k))
        write(os.path.join(folder, "学校", f"school{k:02}", "teachers.csv"), turned(heading, rows, k))
    with open(os.path.join(folder, "申报", "~$01.xlsx"), "w", encoding="utf-8") as file:
        file.write("the lock file of an open workbook")
    book = openpyxl.Workbook()
    book.active.append(["说明", "各校名册"])
    for k, rows in enumerate(pieces):
        sheet = book.create_sheet(f"school{k:02}")
        for row in turned(heading, rows, k):
            sheet.append(row)
    book.save(os.path.join(folder, "all.xlsx"))
    return folder, pieces


def check_same(program, work, folder, wanted):
    names = sorted(name for name in os.listdir(os.path.join(folder, "申报")) if not name.startswith("~"))
    forms = {"a list": [f"申报/{name}" for name in names], "a list out of order": [f"申报/{name}" for name in reversed(names)],
             "patterns": ["申报/*.csv", "申报/*.xlsx"], "a pattern": "申报/*", "a folder": "申报", "a folder each": "学校/*/teachers.csv",
             "a sheet each": "all.xlsx#*", "a list that names a file twice": ["申报/00.csv", "申报/*"]}
    for what, value in forms.items():
        plan = plan_with(folder, "pieces.json", teachers=value)
        expect(solved(program, plan, work, what) == wanted, True, f"{what}: the same rosters")
    with open(os.path.join(work, "out", "summary.json"), encoding="utf-8") as file:
        inputs = [row["file"] for row in json.load(file)["inputs"]]
    expect([name for name in inputs if name.startswith("申报/")], [f"申报/{name}" for name in names], "each piece with its sum")
    return plan


def check_other_commands(program, work, folder, wanted):
    plan = plan_with(folder, "pieces.json", teachers="申报/*")
    for name, back in (("book.xlsx", "b.json"), ("c.json", "c.xlsx")):
        there = os.path.join(folder, name)
        done = run(program, "convert", plan, "-o", there)
        expect(done.returncode, 0, f"convert to {name}: {done.stderr}")
        expect(solved(program, there, work, name) == wanted, True, f"{name}: the same rosters")
        expect(run(program, "convert", there, "-o", os.path.join(folder, back)).returncode, 0, back)
    book = openpyxl.load_workbook(os.path.join(folder, "book.xlsx"))
    item = next(row for row in book["plan"].iter_rows() if row[0].value == "teachers")
    names = sorted(name for name in os.listdir(os.path.join(folder, "申报")) if not name.startswith("~"))
    for value in ("、".join(f"申报/{name}" for name in names), "申报/*.csv, 申报/*.xlsx", "申报"):
        item[1].value = value
        book.save(os.path.join(folder, "in-pieces.xlsx"))
        expect(solved(program, os.path.join(folder, "in-pieces.xlsx"), work, value) == wanted, True, f"the cell says {value}: the same rosters")
    os.rename(os.path.join(folder, "all.xlsx"), os.path.join(folder, "教师，all.xlsx"))
    item[1].value = "教师，all.xlsx#school00"
    book.save(os.path.join(folder, "comma.xlsx"))
    done = run(program, "check", os.path.join(folder, "comma.xlsx"))
    expect(("no such file" in done.stdout, "is neither the id nor the name of a teacher" in done.stdout), (False, True),
           f"a comma of a name: the teachers of one school were read: {done.stdout[:300]}")
    away = os.path.join(work, "away.json")
    expect(run(program, "convert", plan_with(folder, "list.json", teachers=["申报/*.csv", "申报/*.xlsx"]), "-o", away).returncode, 0, "away")
    expect(solved(program, away, work, "away") == wanted, True, "pieces are found from another folder")
    years = {}
    for name in ("plan.json", "pieces.json"):
        solved(program, os.path.join(folder, name), work, name)
        done = run(program, "next", os.path.join(folder, name), os.path.join(work, "out", "roster.csv"), "-o", os.path.join(work, "next-" + name))
        expect(done.returncode, 0, f"next of {name}: {done.stderr}")
        years[name] = solved(program, os.path.join(work, "next-" + name, "plan.json"), work, "the year after")
    expect(years["plan.json"] == years["pieces.json"], True, "the same year after")
    scenario = os.path.join(work, "edit.json")
    with open(scenario, "w", encoding="utf-8") as file:
        json.dump({"edits": [{"table": "teachers", "id": "T150", "field": "exempt", "value": "病休"}, {"table": "teachers", "id": "T003", "drop": True},
                             {"table": "teachers", "add": {"id": "T999", "name": "新", "school": "S02", "subject": "语文", "stage": "小学"}}]}, file)
    texts = []
    for name in ("plan.json", "pieces.json"):
        out = os.path.join(work, "whatif")
        done = run(program, "whatif", os.path.join(folder, name), "--scenario", scenario, "-o", out, "--force", "--quiet")
        expect(done.returncode, 0, f"whatif of {name}: {done.stderr}")
        rows = read(os.path.join(out, "whatif.csv"))
        texts.append([[cell for cell, head in zip(row, rows[0]) if "second" not in head] for row in rows])
    expect(texts[0] == texts[1], True, "the same answers of a scenario that edits the table")


def check_wishes(program, work, folder):
    """One piece with a row a wish, one with the wishes side by side."""
    rows = read(os.path.join(EXAMPLE, "wishes.csv"))
    wishes = {}
    for teacher, school, rank in rows[1:]:
        wishes.setdefault(teacher, {})[int(rank)] = school
    some = sorted(wishes)[:len(wishes) // 2]
    long = [rows[0]] + [row for row in rows[1:] if row[0] in some]
    wide = [["学校", "工号", "第一志愿", "第二志愿", "第三志愿"]]
    wide += [["not read here", teacher] + [wishes[teacher].get(k, "") for k in (1, 2, 3)] for teacher in sorted(wishes) if teacher not in some]
    write(os.path.join(folder, "志愿", "a.csv"), long)
    write(os.path.join(folder, "志愿", "b.csv"), wide)
    wanted = solved(program, os.path.join(folder, "plan.json"), work, "wishes of one table")
    expect(solved(program, plan_with(folder, "wishes.json", wishes="志愿"), work, "wishes in pieces") == wanted, True, "the same wishes")


def check_findings(program, work, folder, pieces):
    """A finding names the piece, its row there, and the heading as it stands there."""
    bad = os.path.join(folder, "bad")
    heading, _ = by_school(read(os.path.join(EXAMPLE, "teachers.csv")))
    for k, rows in enumerate(pieces):
        rows = [list(row) for row in rows]
        if k == 3:
            rows[4][heading.index("到本校时间")] = "2010-13"
        if k == 4:
            rows[1][heading.index("工号")] = pieces[0][2][heading.index("工号")]
        write(os.path.join(bad, f"{k:02}.csv"), turned(heading, rows, k))
    done = run(program, "check", plan_with(folder, "bad.json", teachers="bad/*.csv"))
    expect(done.returncode, 3, done.stdout)
    expect("bad/03.csv:6: 到校时间: " in done.stdout, True, f"the piece, its row and its heading: {done.stdout}")
    twice = [line for line in done.stdout.splitlines() if line.startswith("bad/04.csv:3: 工号: ")]
    expect([("4 (bad/00.csv)" in line) for line in twice], [True], f"the other piece: {done.stdout}")
    marked = os.path.join(work, "marked.xlsx")
    done = run(program, "check", os.path.join(folder, "bad.json"), "--mark", marked)
    expect(done.returncode, 3, done.stderr)
    book = openpyxl.load_workbook(marked)
    sheet = next(sheet for sheet in book.worksheets if sheet.title.startswith("03"))
    notes = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment]
    expect([int("".join(filter(str.isdigit, place))) for place in notes], [6], f"the cell is marked in its piece: {notes}")
    for value, text in (("none/*.csv", "no file is meant by this"), ("empty", "no file is meant by this"), ([], "the list of files is empty"),
                        (["bad/00.csv", 3], "a text"), ("plain.xlsx#*", "no visible sheet"), (["bad/00.csv", "missing.csv"], "missing.csv")):
        os.makedirs(os.path.join(folder, "empty"), exist_ok=True)
        write(os.path.join(folder, "plain.xlsx"), [["a", "b"], ["1", "2"]])
        done = run(program, "check", plan_with(folder, "none.json", teachers=value))
        expect((done.returncode, text in done.stdout), (3, True), f"{value}: {done.stdout}")
    for k in range(10001):
        open(os.path.join(folder, "empty", f"{k}.csv"), "w", encoding="utf-8").close()
    done = run(program, "check", plan_with(folder, "none.json", teachers="empty"))
    expect((done.returncode, "more than 10000 pieces" in done.stdout), (3, True), f"too many pieces: {done.stdout[:300]}")


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        folder, pieces = make(work)
        wanted = solved(program, os.path.join(folder, "plan.json"), work, "one table")
        check_same(program, work, folder, wanted)
        check_other_commands(program, work, folder, wanted)
        check_wishes(program, work, folder)
        check_findings(program, work, folder, pieces)
    return conclude("tables in many pieces are read as one")


if __name__ == "__main__":
    sys.exit(main())
