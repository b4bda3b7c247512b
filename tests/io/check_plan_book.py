#!/usr/bin/env python3
"""A plan as a workbook: the same rosters as from JSON, also after a clerk's edits, in every command.

usage: tests/io/check_plan_book.py LUNGANG
"""
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(HERE, "support"))
from office_check import conclude, expect, openpyxl

SMALL = os.path.join(HERE, "data", "cli", "small")
SHEETS = {"zh": ("方案", "指标", "教师"), "en": ("plan", "quotas", "Teachers")}


def run(program, *args):
    return subprocess.run([program, *args], capture_output=True, text=True)


def solved(program, plan, out):
    done = run(program, "solve", plan, "-o", out, "--quiet", "--force")
    expect(done.returncode, 0, f"solve {plan}: {done.stderr}")
    with open(os.path.join(out, "placements.csv"), "rb") as file:
        return file.read()


def rows_of(sheet):
    return {str(row[0].value).rstrip("*"): row for row in sheet.iter_rows() if row[0].value}


def edit(path, out, language):
    """What happens to a workbook on its way through an office."""
    book = openpyxl.load_workbook(path)
    items, quotas, teachers = (book[name] for name in SHEETS[language])
    items.insert_rows(1, 2)
    items["A1"] = "2010 学年轮岗方案（征求意见稿）"
    items.merge_cells("A1:C1")
    for row in items.iter_rows():
        for cell in row:
            if isinstance(cell.value, (int, float)):
                cell.value = f" {cell.value} "  # numbers as texts with blanks
            elif isinstance(cell.value, str) and cell.column == 1:
                cell.value = cell.value.replace("最", "最 ")
    items.append([None, None, "制表：王芳"])
    for cell in quotas[1]:
        if cell.value:
            cell.value = f" {cell.value} \n"
    for row in quotas.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.endswith("%"):
                cell.value = float(cell.value[:-1]) / 100
                cell.number_format = "0.0%"
            elif isinstance(cell.value, str):
                cell.value = cell.value.replace("=", "＝").replace(" 且 ", "且").replace("/", "／")
    teachers.insert_rows(1)
    teachers["A1"] = "教师名册"
    book.move_sheet(items, len(book.sheetnames))
    book.save(out)


def check_same(program, work, language, wanted):
    book = os.path.join(work, f"book-{language}.xlsx")
    done = run(program, "convert", os.path.join(work, "small"), "-o", book, "--lang", language)
    expect(done.returncode, 0, f"{language}: convert {done.stderr}")
    expect(solved(program, book, os.path.join(work, "out")) == wanted, True, f"{language}: the same rosters")
    back = os.path.join(work, f"back-{language}.json")
    expect(run(program, "convert", book, "-o", back).returncode, 0, f"{language}: and back")
    expect(run(program, "convert", book, "-o", back).returncode, 2, f"{language}: nothing is overwritten")
    expect(run(program, "convert", book, "-o", book, "--force").returncode, 2, f"{language}: never the input")
    expect(solved(program, back, os.path.join(work, "out")) == wanted, True, f"{language}: the same rosters from JSON")
    messy = os.path.join(work, f"messy-{language}.xlsx")
    edit(book, messy, language)
    expect(solved(program, messy, os.path.join(work, "out")) == wanted, True, f"{language}: the same rosters after edits")
    return book


def check_commands(program, work, book):
    folder = os.path.join(work, "one")
    os.mkdir(folder)
    shutil.copy(book, folder)
    name = os.path.splitext(os.path.basename(book))[0]
    roster = os.path.join(folder, name + "-out", "roster.csv")
    for args in (["check"], ["solve", "--quiet"], ["verify", roster], ["compare", roster, roster], ["replan", roster, "--quiet"],
                 ["letters", roster], ["whatif", "--vary", "limits.gap=0%:1%:1%", "--quiet"],
                 ["export", "--format", "lp", "-o", os.path.join(work, "model.lp")]):
        for plan in (folder, os.path.join(folder, os.path.basename(book))):
            done = run(program, args[0], plan, *args[1:], *(["--force"] if args[0] not in ("check", "verify", "compare") else []))
            expect(done.returncode, 0, f"{args[0]} {plan}: {done.stdout}{done.stderr}")
    for made in (name + "-out", name + "-replan", name + "-letters", name + "-whatif"):
        expect(os.path.isdir(os.path.join(folder, made)), True, f"{made} beside the plan")
    shutil.copy(book, os.path.join(folder, "another.xlsx"))
    done = run(program, "check", folder)
    expect((done.returncode, "another.xlsx, " in done.stderr), (2, True), f"several plans: {done.stderr}")


def check_defects(program, work, book):
    copy = os.path.join(work, "bad.xlsx")
    change = openpyxl.load_workbook(book)
    change["教师"]["D2"] = "一年级"
    heads = [cell.value for cell in change["教师"][1]]
    school = heads.index("学校") + 1 if "学校" in heads else heads.index("school") + 1
    change["教师"].cell(2, school).value = "没有的学校"
    change.save(copy)
    done = run(program, "check", copy, "--lang", "zh")
    letter = openpyxl.utils.get_column_letter(school)
    expect(done.returncode, 3, "a defect of a table")
    expect(f"“教师”表第 2 行 {letter} 列（" in done.stdout, True, f"sheet, row, letter and person: {done.stdout}")
    for name in ("方案", "指标", "目标", "交流形式"):
        if name in change.sheetnames:
            del change[name]
    change.save(copy)
    done = run(program, "solve", copy, "--lang", "en")
    expect((done.returncode, "a workbook of tables, not a plan" in done.stderr), (3, True), done.stderr)


def check_template(program, work):
    """The workbook of `template`, filled in with a few schools and teachers, is a plan that can be met."""
    for language, name in (("zh", "轮岗方案.xlsx"), ("en", "rotation.xlsx")):
        folder = os.path.join(work, "form-" + language)
        expect(run(program, "template", folder, "--lang", language).returncode, 0, f"{language}: template")
        book = openpyxl.load_workbook(os.path.join(folder, name))
        schools, teachers = (book["学校" if language == "zh" else "Schools"], book["教师" if language == "zh" else "Teachers"])
        words = ("小学", "优质", "薄弱") if language == "zh" else ("primary", "strong", "weak")
        for s in range(4):
            for c, value in enumerate([f"S{s}", f"第{s}小学", words[0], words[1 + s % 2], "甲", 300]):
                schools.cell(3 + s, 1 + c, value)
        rank = "学科带头人" if language == "zh" else "subject leader"
        gender = "女" if language == "zh" else "F"
        for t in range(40):
            for c, value in enumerate([f"T{t:02}", f"王{t}", f"第{t % 4}小学", "语文", None, rank if t % 5 == 0 else None, gender,
                                       "1985-10", "2010-09"]):
                if value is not None:
                    teachers.cell(3 + t, 1 + c, value)
        book.save(os.path.join(folder, name))
        done = run(program, "solve", folder, "--quiet", "--lang", "en")
        expect(done.returncode, 0, f"{language}: the form can be solved: {done.stdout}{done.stderr}")
        expect("10.00%" in done.stdout or "moved" in done.stdout.lower(), True, done.stdout)


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as work:
        shutil.copytree(SMALL, os.path.join(work, "small"))
        wanted = solved(program, os.path.join(work, "small", "plan.json"), os.path.join(work, "json"))
        for language in SHEETS:
            book = check_same(program, work, language, wanted)
            if language == "zh":
                check_commands(program, work, book)
                check_defects(program, work, book)
        check_template(program, work)
    return conclude("the same rosters from sheets, in both languages and every command")


if __name__ == "__main__":
    sys.exit(main())
