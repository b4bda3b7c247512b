#!/usr/bin/env python3
"""A clerk's day at one workbook: template, filled in messily, check --mark, mended, solved, edited in the workbook, written
anew by verify -o, a teacher withdraws, replan, letters. No step needs JSON, and every step says what to do next.

usage: tests/cli/check_clerk.py LUNGANG
"""
import csv
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
from office_check import conclude, expect, openpyxl

RED, YELLOW = "FFFF8A80", "FFFFF176"
SCHOOLS = [("S1", "东湖小学", "小学", "优质", "东片", 620), ("S2", "西山小学", "小学", "薄弱", "东片", 310), ("S3", "南溪小学", "小学", "薄弱", "东片", 300)]


class Day:
    def __init__(self, program, work):
        self.program, self.work = program, work

    def run(self, *args, status=0, what=""):
        done = subprocess.run([self.program, *args, "--lang", "zh"], capture_output=True, text=True, cwd=self.work)
        expect(done.returncode, status, f"{what or args[0]}: {done.stdout[-400:]}{done.stderr[-400:]}")
        return done.stdout + done.stderr

    def path(self, name):
        return os.path.join(self.work, name)


def fill_in(path):
    """As it is typed: commas between ranks, words for no reason, wishes side by side."""
    book = openpyxl.load_workbook(path)
    for r, row in enumerate(SCHOOLS):
        for c, value in enumerate(row):
            book["学校"].cell(3 + r, c + 1).value = value
    table = book["教师"]
    column = {cell.value: cell.column for cell in table[1]}
    for i in range(18):
        row = {"工号": f"T{i + 1:02d}", "姓名": "张王李赵陈刘"[i % 6] + "一二三"[i // 6], "学校": SCHOOLS[i % 3][1], "学科": "语文" if i % 2 else "数学",
               "骨干级别": "学科带头人，教学能手" if i % 3 == 0 else None, "性别": "男" if i % 2 else "女", "出生年月": "1985-03",
               "到本校时间": "2010-09", "免交流原因": {3: "没有", 4: "产假"}.get(i)}
        for key, value in row.items():
            table.cell(3 + i, column[key]).value = value
    wishes = book["志愿"]
    for row in wishes.iter_rows():
        for cell in row:
            cell.value = None
    for r, row in enumerate([("工号", "学校", "第一志愿", "第2志愿", "志愿三"), ("T01", "东湖小学", "西山小学", "南溪小学", None),
                             ("T05", "西山小学", "东湖小学", "/", None), ("T07", "东湖小学", "南溪小学", None, "无")]):
        for c, value in enumerate(row):
            wishes.cell(1 + r, c + 1).value = value
    return book, column


def check_marked(day, book, column):
    table = book["教师"]
    right = {place: table[place].value for place in ("C4", "G5", "A8")}
    table["C4"], table["G5"], table["A8"] = "西山小雪", "男的", "T01"
    table.cell(6, column["出生年月"]).value = "1978.1"
    book.save(day.path("轮岗方案.xlsx"))
    with open(day.path("轮岗方案.xlsx"), "rb") as file:
        before = file.read()
    said = day.run("check", "轮岗方案.xlsx", "--mark", "核对.xlsx", status=3, what="check of a messy workbook")
    expect("王一" in said, True, f"who: {said}")
    with open(day.path("轮岗方案.xlsx"), "rb") as file:
        expect(file.read() == before, True, "the input is untouched")
    marked = openpyxl.load_workbook(day.path("核对.xlsx"))
    expect(marked.sheetnames[0], "问题清单", "the first sheet")
    listed = [row for row in marked["问题清单"].iter_rows(min_row=2) if row[1].value]
    expect([row[1].value for row in listed].count("错误"), 3, "defects")
    for place, colour in (("C4", RED), ("G5", RED), ("A8", RED), ("H6", YELLOW)):
        cell = marked["教师"][place]
        expect(cell.fill.fgColor.rgb, colour, place)
        row = next((row for row in listed if row[2].value == f"教师!{place}"), None)
        expect(row is not None and row[2].hyperlink is not None and row[2].hyperlink.location.replace("'", "") == f"教师!{place}", True, f"a link to {place}")
        expect(cell.comment is not None and row is not None and cell.comment.text.strip() == row[4].value, True, f"the note of {place}")
    expect(marked["教师"]["C3"].fill.fgColor.rgb in (RED, YELLOW), False, "no other cell")
    values = {cell.coordinate: cell.value for row in table.iter_rows() for cell in row if cell.value is not None}
    copied = {cell.coordinate: cell.value for row in marked["教师"].iter_rows() for cell in row if cell.value is not None}
    expect(copied, values, "the values of the table")
    said = day.run("check", "轮岗方案.xlsx", "--mark", "核对.xlsx", status=3, what="a file in the way")
    expect("--force" in said, True, f"nothing is overwritten unasked: {said}")
    for place, value in right.items():
        table[place] = value
    table.cell(6, column["出生年月"]).value = "1978-10"
    book.save(day.path("轮岗方案.xlsx"))


def check_many(day):
    """All are marked, not only those that are told in full."""
    folder = day.path("many")
    os.mkdir(folder)
    with open(os.path.join(folder, "plan.json"), "w", encoding="utf-8") as file:
        file.write('{"lungang": 1, "date": "2025-09-01", "teachers": "teachers.csv", "schools": "schools.csv"}')
    with open(os.path.join(folder, "schools.csv"), "w", encoding="utf-8") as file:
        file.write("学校代码,学校名称,学段,办学层次,学生数\nS1,东湖小学,小学,优质,620\n")
    with open(os.path.join(folder, "teachers.csv"), "w", encoding="gb18030") as file:
        file.write("名册\n工号,姓名,学校,学科\n" + "".join(f"T{i:03d},张,东湖小雪,语文\n" for i in range(150)))
    day.run("check", "many", "--mark", "many.xlsx", status=3, what="150 defects")
    marked = openpyxl.load_workbook(day.path("many.xlsx"))
    expect(marked.sheetnames, ["问题清单", "teachers.csv", "schools.csv"], "sheets of CSV tables")
    red = [cell.coordinate for row in marked["teachers.csv"].iter_rows() for cell in row if cell.fill.fgColor.rgb == RED]
    expect(red, [f"C{row}" for row in range(3, 153)], "every one of 150 in red, in the line where it stands")


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def check_edit(day):
    """The head wants one mover elsewhere, or at home; the clerk changes the cell and has all written anew."""
    book = openpyxl.load_workbook(day.path("名单/roster.xlsx"))
    sheet = book["交流轮岗人员汇总表"]
    heads = [cell.value for cell in sheet[4]]
    movers = rows_of(day.path("名单/roster.csv"))
    expect(len(movers) > 0, True, "somebody moves")
    at, code = heads.index("接收学校") + 1, heads.index("接收学校代码") + 1
    home = {row["工号"]: row["派出学校"] for row in movers}
    for row in range(5, sheet.max_row + 1):
        teacher = sheet.cell(row, heads.index("工号") + 1).value
        if not teacher:
            continue
        was = sheet.cell(row, at).value
        for _, name, *_ in SCHOOLS:
            if name in (was, home[teacher]):
                continue
            sheet.cell(row, at).value = name
            book.save(day.path("改.xlsx"))
            done = subprocess.run([day.program, "verify", "轮岗方案.xlsx", "改.xlsx", "-o", "定稿", "--lang", "zh"], cwd=day.work, capture_output=True, text=True)
            if done.returncode == 0:
                after = {one["工号"]: one for one in rows_of(day.path("定稿/roster.csv"))}
                expect(after[teacher]["接收学校"], name, "the edited school is in all files")
                new = openpyxl.load_workbook(day.path("定稿/roster.xlsx"))["交流轮岗人员汇总表"]
                row = next(r for r in range(5, new.max_row + 1) if new.cell(r, heads.index("工号") + 1).value == teacher)
                expect(new.cell(row, code).value, after[teacher]["接收学校代码"], "and its code is written anew")
                return teacher
            expect((done.returncode, os.path.exists(day.path("定稿"))), (6, False), "what breaks rules is not written")
        sheet.cell(row, at).value = was
    expect(True, False, "an edit that keeps the rules")
    return movers[0]["工号"]


def check_withdrawal(day, teacher):
    """A mover leaves: his row is deleted from the table."""
    book = openpyxl.load_workbook(day.path("轮岗方案.xlsx"))
    table = book["教师"]
    row = next(r for r in range(3, table.max_row + 1) if table.cell(r, 1).value == teacher)
    table.delete_rows(row)
    wishes = book["志愿"]
    for r in range(wishes.max_row, 1, -1):
        if wishes.cell(r, 1).value == teacher:
            wishes.delete_rows(r)
    book.save(day.path("轮岗方案.xlsx"))
    said = day.run("replan", "轮岗方案.xlsx", "定稿/roster.xlsx", "-o", "变动", what="replan after a withdrawal")
    changes = {row["工号"]: row for row in rows_of(day.path("变动/changes.csv"))}
    expect(teacher in changes and (changes[teacher]["现定学校"], "退出" in changes[teacher]["原因"]), ("", True), f"the withdrawal is a change: {said}")
    day.run("letters", "轮岗方案.xlsx", "变动/roster.xlsx", "-o", "通知")
    with open(day.path("通知/notices.html"), encoding="utf-8") as file:
        expect(teacher in file.read(), False, "no letter to who left")


def main():
    with tempfile.TemporaryDirectory() as work:
        day = Day(os.path.abspath(sys.argv[1]), work)
        day.run("template", "表")
        os.rename(day.path("表/轮岗方案.xlsx"), day.path("轮岗方案.xlsx"))
        book, column = fill_in(day.path("轮岗方案.xlsx"))
        check_marked(day, book, column)
        said = day.run("check", "轮岗方案.xlsx", what="check of the mended workbook")
        for words in ("第一志愿, 第2志愿, 志愿三", "填了志愿但不符合交流条件的教师：1（陈一（T05））", "没有免交流原因"):
            expect(words in said, True, f"{words}: {said[-1500:]}")
        expect("必填" in said, False, "the hints of the template are not mentioned")
        check_many(day)
        day.run("solve", "轮岗方案.xlsx", "-o", "名单", "--quiet")
        check_withdrawal(day, check_edit(day))
    return conclude("a clerk's day from the template to the letters")


if __name__ == "__main__":
    sys.exit(main())
