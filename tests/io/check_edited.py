#!/usr/bin/env python3
"""roster.xlsx edited as a clerk does it and saved by openpyxl, then by LibreOffice: it is recognised, the movers' sheet
alone decides, stale cells are noted, and an edit of another sheet in its place is refused with both cells.

usage: tests/io/check_edited.py LUNGANG
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
SMALL = os.path.join(HERE, "tests", "data", "cli", "small", "plan.json")
WORDS = {
    "zh": {"sheet": "交流轮岗人员汇总表", "index": "目录", "id": "工号", "to": "接收学校", "code": "接收学校代码",
           "ROSTER_EDITED": "在写出后有改动", "ROSTER_CODES_STALE": "代码会重新写出",
           "ROSTER_SHEETS_DIFFER": "已改为", "ROSTER_SHEETS_MORE": "本工作表中没有教师"},
    "en": {"sheet": "Movers", "index": "Index", "id": "Teacher id", "to": "To school", "code": "To school id",
           "ROSTER_EDITED": "was changed since lungang wrote", "ROSTER_CODES_STALE": "its code will be written anew",
           "ROSTER_SHEETS_DIFFER": "was changed to", "ROSTER_SHEETS_MORE": "is not in this sheet, but"},
}
HEAD_ROW = 4


class Desk:
    def __init__(self, program, work, language):
        self.program, self.language, self.words = program, language, WORDS[language]
        self.folder = os.path.join(work, language)
        self.run("solve", SMALL, "-o", self.folder, "--quiet")
        self.path = os.path.join(self.folder, "roster.xlsx")

    def run(self, *args):
        return subprocess.run([self.program, *args, "--lang", self.language], capture_output=True, text=True)

    def verify(self, path):
        return self.run("verify", SMALL, path)

    def open(self):
        book = openpyxl.load_workbook(self.path)
        return book, book[self.words["sheet"]]

    def column(self, sheet, key, row=HEAD_ROW):
        return [cell.value for cell in sheet[row]].index(self.words[key]) + 1


def check_sheet(desk):
    book, sheet = desk.open()
    heads = [cell.value for cell in sheet[HEAD_ROW]]
    expect(heads[-1], desk.words["code"], "the code stands on the far right")
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    expect(len(lists), 1, "one drop-down list")
    source, cells = lists[0].formula1.lstrip("=").rsplit("!", 1)
    names = [cell[0].value for cell in book[source.strip("'")][cells.replace("$", "")]]
    expect(sorted(names), ["东湖小学", "南溪小学", "西山小学"], "schools to choose from")
    column = openpyxl.utils.get_column_letter(desk.column(sheet, "to"))
    expect(str(lists[0].sqref).startswith(f"{column}{HEAD_ROW + 1}:"), True, f"where: {lists[0].sqref}")


def other_school(sheet, column, row):
    return next(name for name in ("东湖小学", "西山小学", "南溪小学") if name not in (sheet.cell(row, column).value, sheet.cell(row, column - 1).value))


def said(done, words, what, status=None):
    if status is not None:
        expect(done.returncode, status, f"{what}: {done.stdout}{done.stderr}")
    for word in words:
        expect(word in done.stderr, True, f"{what}: {word!r} in {done.stderr!r}")


def edits(desk, work, save):
    """Each case by name: the path of the edited book and what is expected of it."""
    words = desk.words
    book, sheet = desk.open()
    yield "untouched", save(book, "untouched"), 0, [words["sheet"]], [words["ROSTER_EDITED"], words["ROSTER_CODES_STALE"]]
    column, row = desk.column(sheet, "to"), HEAD_ROW + 1
    sheet.cell(row, column).value = other_school(sheet, column, row)
    yield "edited", save(book, "edited"), None, [words["ROSTER_EDITED"], words["ROSTER_CODES_STALE"]], []
    book, sheet = desk.open()
    row_of = {sheet.cell(r, desk.column(sheet, "id")).value: r for r in range(HEAD_ROW + 1, sheet.max_row + 1)}
    for page in book.worksheets[book.sheetnames.index(words["index"]) + 1:]:
        for cells in page.iter_rows():
            heads = [cell.value for cell in cells]
            if page.title == words["sheet"] or words["id"] not in heads or words["to"] not in heads:
                continue
            below = cells[0].row + 1
            cell = page.cell(below, heads.index(words["to"]) + 1)
            teacher = page.cell(below, heads.index(words["id"]) + 1).value
            was = cell.value
            cell.value = "南溪小学" if cell.value != "南溪小学" else "西山小学"
            column = openpyxl.utils.get_column_letter(desk.column(sheet, "to"))
            both = [f"{page.title}!{cell.coordinate}", str(row_of[teacher]), column, words["ROSTER_SHEETS_DIFFER"]]
            yield "another sheet", save(book, "other"), 3, both, []
            cell.value = was
            page.cell(below, heads.index(words["id"]) + 1).value = next(t for t in ("T01", "T02", "T03", "T04", "T05") if t not in row_of)
            more = [f"{page.title}!{cell.coordinate}", words["ROSTER_SHEETS_MORE"]]
            yield "a teacher more in another sheet", save(book, "more"), 3, more, []
            return
    expect(True, False, "a school's sheet with a list of those who leave")


def check_edits(desk, work, office):
    def plain(book, name):
        path = os.path.join(work, f"{desk.language}-{name}.xlsx")
        book.save(path)
        return path

    def by_office(book, name):
        out = os.path.join(work, "saved")
        subprocess.run([office, "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", "xlsx", "--outdir", out,
                        plain(book, name)], capture_output=True, timeout=600)
        return os.path.join(out, f"{desk.language}-{name}.xlsx")

    for save in (plain, by_office) if desk.language == "zh" else (plain,):
        for what, path, status, wanted, unwanted in edits(desk, work, save):
            done = desk.verify(path)
            said(done, wanted, f"{desk.language}, {save.__name__}, {what}", status)
            for word in unwanted:
                expect(word in done.stderr, False, f"{save.__name__}, {what}: {word!r} in {done.stderr!r}")


def check_list(desk, work):
    """A book that lost its properties is known by files.json, as long as roster.csv beside it is as it was written."""
    words = desk.words
    for changed in (False, True):
        folder = os.path.join(work, f"{desk.language}-listed-{changed}")
        shutil.copytree(desk.folder, folder)
        path = os.path.join(folder, "roster.xlsx")
        if changed:
            with open(os.path.join(folder, "roster.csv"), "ab") as file:
                file.write(b"\r\n")

        def save(book, _name):
            book.properties.keywords = None
            book.save(path)
            return path

        for what, _, status, wanted, unwanted in edits(desk, work, save):
            done = desk.verify(path)
            about = f"{desk.language}, no mark, roster.csv changed: {changed}, {what}"
            if changed:
                said(done, [], about, None if status is None else 0)
                unwanted = unwanted + [words["ROSTER_EDITED"], words["ROSTER_SHEETS_DIFFER"], words["ROSTER_SHEETS_MORE"]]
                unwanted = [word for word in unwanted if word != words["ROSTER_CODES_STALE"]]
            else:
                said(done, wanted, about, status)
            for word in unwanted:
                expect(word in done.stderr, False, f"{about}: {word!r} in {done.stderr!r}")


def check_others(desk, work):
    """Whoever reads a roster reads the workbook: the same as its CSV."""
    table, words = os.path.join(desk.folder, "roster.csv"), desk.words["sheet"]
    for command, more in (("compare", [table]), ("letters", ["-o", os.path.join(work, "letters")]), ("next", ["-o", os.path.join(work, "next")]),
                          ("replan", ["-o", os.path.join(work, "replan")]), ("explain", ["--teacher", "T01"])):
        if desk.language == "en" and command != "compare":
            continue
        done = desk.run(command, SMALL, desk.path, *more)
        said(done, [words], command, 0)
    done = desk.run("compare", SMALL, desk.path, table, "--json")
    expect(json.loads(done.stdout)["better"], "same", "the same as its CSV")


def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def check_written(desk, work):
    """verify -o writes what solve would write of the roster, or nothing."""
    out = os.path.join(work, f"{desk.language}-checked")
    done = desk.run("verify", SMALL, desk.path, "-o", out)
    expect(done.returncode, 0, f"verify -o: {done.stdout}{done.stderr}")
    expect(sorted(os.listdir(out)), sorted(os.listdir(desk.folder)), "all files of solve")
    for name in ("roster.csv", "placements.csv", "schools.csv"):
        with open(os.path.join(out, name), "rb") as found, open(os.path.join(desk.folder, name), "rb") as wanted:
            expect(found.read(), wanted.read(), name)
    with open(os.path.join(out, "summary.json"), encoding="utf-8") as file:
        summary = json.load(file)
    with open(os.path.join(desk.folder, "summary.json"), encoding="utf-8") as file:
        solved = json.load(file)
    expect(summary["status"], "checked", "status")
    for goal, best in zip(summary["goals"], solved["goals"]):
        expect((goal["best"], goal["bound"], goal["proved"], goal["value"]), (None, None, False, best["value"]), goal["id"])
    book = openpyxl.load_workbook(os.path.join(out, "roster.xlsx"))
    texts = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    expect(any(str(text).startswith(("已核对", "checked")) for text in texts), True, f"the summary's decision: {texts[:20]}")

    rows = read_csv(os.path.join(desk.folder, "roster.csv"))
    wrong = os.path.join(work, "wrong.csv")
    home = rows[1][7]
    rows[1][7] = next(code for code in ("S1", "S2", "S3") if code != home)
    rows[1][12], rows[1][11] = "77", ""
    with open(wrong, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    nothing = os.path.join(work, "nothing")
    done = desk.run("verify", SMALL, wrong, "-o", nothing)
    expect((done.returncode, os.path.exists(nothing)), (6, False), "another home school: rule file, nothing is written")
    rows[1][7] = ""
    with open(wrong, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    done = desk.run("verify", SMALL, wrong)
    expect((done.returncode, "77" in done.stdout), (0, True), "a stale distance is noted, blank cells are not")
    expect(done.stdout.count("file") + done.stdout.count("文件："), 1, f"one note: {done.stdout}")


def check_withdrawn(desk, work):
    """Who left since: a note of verify, a change of replan without a new school, a difference of compare."""
    folder = os.path.join(work, f"{desk.language}-later")
    shutil.copytree(os.path.dirname(SMALL), folder)
    gone = read_csv(os.path.join(desk.folder, "roster.csv"))[1]
    table = os.path.join(folder, "teachers.csv")
    with open(table, encoding="utf-8") as file:
        lines = file.read().splitlines()
    with open(table, "w", encoding="utf-8") as file:
        file.write("\n".join(line for line in lines if not line.startswith(gone[0] + ",")) + "\n")
    plan, out = os.path.join(folder, "plan.json"), os.path.join(folder, "replan")
    done = desk.run("verify", plan, desk.path)
    said(done, [f"{gone[0]}", "已退出" if desk.language == "zh" else "left since"], "verify after a withdrawal")
    done = desk.run("replan", plan, desk.path, "-o", out)
    if done.returncode == 0:
        changes = read_csv(os.path.join(out, "changes.csv"))
        row = next((row for row in changes[1:] if row[0] == gone[0]), None)
        expect(row and (row[1], row[2], row[4], row[5]), (gone[1], gone[9], "", ""), "a change without a new school")
        done = desk.run("compare", plan, desk.path, os.path.join(out, "roster.csv"), "--json")
        teachers = {one["id"]: one for one in json.loads(done.stdout)["teachers"]}
        expect((teachers[gone[0]]["a"], teachers[gone[0]]["b"]), (gone[9], None), "compare")
    else:
        expect(done.returncode, 0, f"replan: {done.stdout}{done.stderr}")


def main():
    program = os.path.abspath(sys.argv[1])
    office = shutil.which("libreoffice") or shutil.which("soffice")
    if not office:
        print("no LibreOffice here (apt-get install libreoffice-calc-nogui)")
        return 1
    with tempfile.TemporaryDirectory() as work:
        for language in ("zh", "en"):
            desk = Desk(program, work, language)
            check_sheet(desk)
            check_edits(desk, work, office)
            check_list(desk, work)
            check_others(desk, work)
            check_written(desk, work)
            check_withdrawn(desk, work)
    return conclude("edited rosters are read as they were meant")


if __name__ == "__main__":
    sys.exit(main())
