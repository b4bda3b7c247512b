#!/usr/bin/env python3
"""The example's roster.xlsx as openpyxl reads it, against the CSV files beside it.

usage: tests/io/check_workbook.py LUNGANG
"""
import csv
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
from office_check import conclude, expect, failures, openpyxl

HERE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHEETS = {
    "zh": ["汇总", "目录", "交流轮岗人员汇总表", "各校交流情况统计表", "督导指标", "指标", "均衡", "各校均衡", "志愿", "人工指定", "核对表", "核对说明", "技术说明",
           "数据说明"],
    "en": ["Summary", "Index", "Movers", "Statistics by school", "Inspection", "Quotas", "Balance", "Balance by school", "Wishes", "Locks", "Recheck",
           "Recheck explained", "Technical notes", "Data notes"],
}
PAPER_A4 = 9
HEAD_ROW = 4


def rows_of(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def solve(program, language, folder):
    plan = os.path.join(HERE, "examples", "nanchang-2010", "plan.json")
    subprocess.run([program, "solve", plan, "--lang", language, "-o", folder, "--quiet"], check=True, stdout=subprocess.DEVNULL)


def check_long_reason(program, work):
    """Wrapped in a row of one line, a long reason shows neither of its lines."""
    inputs, folder = os.path.join(work, "long"), os.path.join(work, "long-out")
    shutil.copytree(os.path.join(HERE, "examples", "nanchang-2010"), inputs)
    locks = os.path.join(inputs, "locks.csv")
    with open(locks, encoding="utf-8") as file:
        text = file.read()
    expect("协作体结对任务" in text, True, "a reason to make long")
    with open(locks, "w", encoding="utf-8") as file:
        file.write(text.replace("协作体结对任务", "协作体结对任务" * 6, 1))
    subprocess.run([program, "solve", os.path.join(inputs, "plan.json"), "--lang", "zh", "-o", folder, "--quiet"], check=True,
                   stdout=subprocess.DEVNULL)
    sheet = openpyxl.load_workbook(os.path.join(folder, "roster.xlsx"))["人工指定"]
    usual = sheet.sheet_format.defaultRowHeight
    heights = [sheet.row_dimensions[HEAD_ROW + k].height or usual for k in (1, 2)]
    expect((heights[0] >= 2 * usual, heights[1]), (True, usual), "the row of a long reason, and the next one")


def check_movers(book, folder, name):
    sheet, rows = book[name], rows_of(folder, "roster.csv")
    cells = [row for row in sheet.iter_rows(min_row=HEAD_ROW + 1, values_only=True) if row[0] is not None]
    expect(len(cells), len(rows) - 1, "movers")
    for cell, row in zip(cells, rows[1:]):
        expect((cell[1], cell[2], cell[8], cell[9]), (row[0], row[1], row[8], row[10]), "a mover")
    expect(len(sheet.tables), 1, "a table with filters")
    expect(sheet.freeze_panes, f"A{HEAD_ROW + 1}", "heading rows alone are frozen")
    shown = [k for k, column in sheet.column_dimensions.items() if not column.hidden]
    expect(len(shown) <= 12 + 1, True, f"columns in sight: {shown}")  # and the mark that unfolds the others
    expect(str(sheet.print_area).replace("['", "").replace("']", "").split("!")[-1], f"$A$1:$L${len(rows) - 1 + HEAD_ROW}", "what is printed")
    expect(sheet.print_title_rows is not None, True, "headings on every page")


def check_statistics(book, folder, name):
    sheet, rows = book[name], rows_of(folder, "schools.csv")
    cells = [row for row in sheet.iter_rows(min_row=HEAD_ROW + 1, values_only=True)]
    expect(len(cells), len(rows), "schools and the total")  # the heading of one is the total of the other
    expect(cells[-1][5], sum(int(row[7]) for row in rows[1:]), "all who move out")
    expect(cells[-1][9], sum(int(row[8]) for row in rows[1:]), "all who move in")


def check_index(book, names, school_count):
    links = [cell.hyperlink for row in book[names[1]].iter_rows() for cell in row if cell.hyperlink]
    expect(len(links), len(names) - 1 + school_count, "links of the index")
    for link in links:
        sheet = link.location.rsplit("!", 1)[0].strip("'")
        if sheet not in book.sheetnames:
            failures.append(f"a link to {sheet}, which is not there")


def check_print(book):
    for sheet in book.worksheets:
        expect(sheet.page_setup.paperSize, PAPER_A4, f"{sheet.title}: A4")
        expect(sheet.page_setup.orientation, "landscape", f"{sheet.title}: landscape")
        expect("&P" in (sheet.oddFooter.right.text or ""), True, f"{sheet.title}: page numbers")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type in ("f", "e"):
                    failures.append(f"{sheet.title}!{cell.coordinate}: a formula or an error")


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as work:
        for language, names in SHEETS.items():
            folder = os.path.join(work, language)
            solve(program, language, folder)
            book = openpyxl.load_workbook(os.path.join(folder, "roster.xlsx"))
            schools = len({row[0] for row in rows_of(folder, "schools.csv")[1:]})
            expect(book.sheetnames[: len(names)], names, "sheets")
            expect(len(book.sheetnames), len(names) + schools, "a sheet for each school")
            check_movers(book, folder, names[2])
            check_statistics(book, folder, names[3])
            check_index(book, names, schools)
            check_print(book)
            expect(len(book[names[6]]._charts) > 0, True, "native charts")
        check_long_reason(program, work)
    return conclude("read back in both languages")


if __name__ == "__main__":
    sys.exit(main())
