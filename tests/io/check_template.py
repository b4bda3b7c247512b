#!/usr/bin/env python3
"""The workbook of `template`, filled in by openpyxl as a clerk would, and solved.

usage: tests/io/check_template.py LUNGANG
"""
import hashlib
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
from office_check import conclude, expect, openpyxl

TABLES = ["teachers", "schools", "demand", "wishes", "locks", "distances", "pairs"]
WORDS = {
    "zh": {"stage": "小学", "strong": "优质", "weak": "薄弱", "F": "女", "no": "否", "must": "必须", "stay": "留任", "pair": "不同时交流", "rank": "学科带头人",
           "subject": "语文", "lists": "选项", "required": "必填", "optional": "选填",
           "stages": "小学,初中", "school_stages": "小学,初中,九年一贯制", "tiers": "优质,普通,薄弱", "genders": "男,女", "yes_no": "是,否",
           "locks": "必须,禁止", "pairs": "同校,同协作体,不同时交流"},
    "en": {"stage": "primary", "strong": "strong", "weak": "weak", "F": "F", "no": "no", "must": "must", "stay": "stay", "pair": "not_both_move",
           "rank": "subject leader", "subject": "mathematics", "lists": "Lists", "required": "required", "optional": "optional",
           "stages": "primary,junior", "school_stages": "primary,junior,both", "tiers": "strong,ordinary,weak", "genders": "M,F", "yes_no": "yes,no",
           "locks": "must,forbid", "pairs": "same_school,same_group,not_both_move"},
}
FIRST_ROW = 3


def run(program, *args):
    return subprocess.run([program, *args], capture_output=True, text=True)


def sheets_of(folder):
    """The workbook and its sheets by the keys of the plan."""
    with open(os.path.join(folder, "plan.json"), encoding="utf-8") as file:
        plan = json.load(file)
    book = openpyxl.load_workbook(os.path.join(folder, "tables.xlsx"))
    return book, {key: book[plan[key].split("#")[1]] for key in TABLES}


def check_form(book, sheets, words):
    for key, sheet in sheets.items():
        hints = [cell.value or "" for cell in sheet[2]]
        expect(all(h.startswith((words["required"], words["optional"])) for h in hints), True, f"{key}: hints {hints}")
        expect(all(cell.comment and cell.comment.text for cell in sheet[1]), True, f"{key}: a note on every heading")
        expect(sheet.freeze_panes in ("A3", "C3"), True, f"{key}: frozen headings")
        for column in sheet.columns:
            letter = column[0].column_letter
            wide = max(sum(2 if ord(c) > 0x2E80 else 1 for c in str(column[0].value)) / 2, 6)
            expect(sheet.column_dimensions[letter].width >= wide, True, f"{key}: width of {letter}")
    for key in ("teachers", "schools"):
        expect(sheets[key].column_dimensions["A"].number_format, "@", f"{key}: ids are texts")
    lists = {}
    for key, sheet in sheets.items():
        for rule in sheet.data_validations.dataValidation:
            column = str(rule.sqref).split(":")[0].rstrip("0123456789")
            expect(str(rule.sqref), f"{column}{FIRST_ROW}:{column}{FIRST_ROW + 4999}", f"{key}: the rows of the list of {column}")
            if rule.formula1 and "!" in rule.formula1:
                expect(int(rule.formula1.rsplit("$", 1)[1]) <= 5002, True, f"{key}: what the list of {column} looks at")
            lists[key, column] = (rule.type, rule.formula1)
    for place, name in {("teachers", "E"): "stages", ("teachers", "G"): "genders", ("teachers", "M"): "yes_no", ("teachers", "Q"): "yes_no",
                        ("schools", "C"): "school_stages", ("schools", "D"): "tiers", ("locks", "C"): "locks", ("pairs", "C"): "pairs"}.items():
        expect(lists.get(place), ("list", f'"{words[name]}"'), f"drop-down list of {place}")
    for place, target in {("teachers", "C"): "schools", ("wishes", "A"): "teachers", ("wishes", "B"): "schools", ("locks", "A"): "teachers"}.items():
        kind, formula = lists.get(place, ("", ""))
        expect((kind, formula.split("!")[0].strip("'=")), ("list", sheets[target].title), f"drop-down list of {place}")
    kind, formula = lists.get(("teachers", "D"), ("", ""))
    expect((kind, formula.split("!")[0].strip("'=")), ("list", words["lists"]), "drop-down list of subjects")
    expect(words["subject"] in [cell.value for cell in book[words["lists"]]["A"]], True, "subjects to choose from")
    expect(lists.get(("schools", "F"), ("",))[0], "whole", "students are a whole number")


def fill(sheet, rows):
    for n, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                sheet.cell(FIRST_ROW + n, c + 1, value)


def fill_all(sheets, w):
    none = None
    fill(sheets["schools"], [["S1", "一小", w["stage"], w["strong"], "甲", 620], ["S2", "二小", w["stage"], w["weak"], "甲", 300]])
    fill(sheets["teachers"], [
        ["007", "=1+1", "一小", w["subject"], w["stage"], w["rank"], w["F"], "1985-10", "2010-09", none, none, none, w["no"]],
        ["008", "李明", "一小", w["subject"], none, none, w["F"], "1986-01", "2010-09"],
        ["009", "王芳", "S2", w["subject"], none, none, w["F"], "1986-01", "2010-09"],
    ])
    sheets["teachers"]["B3"].data_type = "s"  # a name that begins with = is a text
    fill(sheets["wishes"], [["007", "二小", 1]])
    fill(sheets["locks"], [["008", w["stay"], w["must"], "照顾", "局"]])
    fill(sheets["pairs"], [["007", "008", w["pair"]]])
    fill(sheets["distances"], [["007", "二小", 4.2]])
    fill(sheets["demand"], [["二小", none, w["subject"], 1, 3, 2]])


def check_filled(program, folder, language):
    book, sheets = sheets_of(folder)
    fill_all(sheets, WORDS[language])
    book.save(os.path.join(folder, "tables.xlsx"))
    done = run(program, "check", os.path.join(folder, "plan.json"), "--json")
    expect(done.returncode, 0, f"{language}: check {done.stdout}{done.stderr}")
    expect(json.loads(done.stdout or "{}").get("teachers"), 3, f"{language}: no row of hints became a teacher")
    done = run(program, "solve", os.path.join(folder, "plan.json"), "--quiet")
    expect(done.returncode, 0, f"{language}: solve {done.stderr}")
    with open(os.path.join(folder, "plan-out", "placements.csv"), encoding="utf-8-sig") as file:
        rows = [line.split(",")[:2] for line in file.read().splitlines()[1:]]
    expect(rows, [["007", "'=1+1"], ["008", "李明"], ["009", "王芳"]], f"{language}: teachers")
    # The row of hints half overwritten: told, and never a teacher.
    sheets["teachers"]["A2"].value = "010"
    sheets["teachers"]["C2"].value = "一小"
    sheets["teachers"]["D2"].value = WORDS[language]["subject"]
    book.save(os.path.join(folder, "tables.xlsx"))
    done = run(program, "check", os.path.join(folder, "plan.json"))
    expect(done.returncode, 3, f"{language}: hints left in a row {done.stdout}")
    expect(done.stdout.count("tables.xlsx#" + sheets["teachers"].title + ":2:") >= 10, True, f"{language}: each is named {done.stdout}")


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as work:
        for language, words in WORDS.items():
            folders = [os.path.join(work, language + n) for n in "12"]
            for folder in folders:
                expect(run(program, "template", folder, "--lang", language, "--json").returncode, 0, f"{language}: template")
            digests = [hashlib.sha256(open(os.path.join(f, "tables.xlsx"), "rb").read()).hexdigest() for f in folders]
            expect(digests[0], digests[1], f"{language}: the same bytes")
            expect(run(program, "check", os.path.join(folders[0], "plan.json")).returncode, 3, f"{language}: an empty form has no teachers")
            book, sheets = sheets_of(folders[0])
            check_form(book, sheets, words)
            check_filled(program, folders[0], language)
    return conclude("the form, filled in and solved in both languages")


if __name__ == "__main__":
    sys.exit(main())
