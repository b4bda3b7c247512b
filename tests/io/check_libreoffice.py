#!/usr/bin/env python3
"""The workbooks of `solve` and `template` opened and saved again by LibreOffice: no cell, list, link, note or setting that a clerk
needs is lost, and the program reads the form that LibreOffice saved. (Without a window it saves no frozen panes, of any file.)

usage: tests/io/check_libreoffice.py LUNGANG
"""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
from office_check import conclude, expect, openpyxl

HERE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TABLES = ["teachers", "schools", "demand", "wishes", "locks", "distances", "pairs"]


def convert(office, work, path, kind):
    """Saves the book in another folder; the new path."""
    out = os.path.join(work, "converted", kind)
    profile = "file://" + os.path.join(work, "profile")
    done = subprocess.run([office, "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, "--outdir", out, path],
                          capture_output=True, text=True, timeout=600)
    made = os.path.join(out, os.path.splitext(os.path.basename(path))[0] + "." + kind)
    expect(os.path.exists(made), True, f"{path} as {kind}: {done.stderr}")
    return made


def cells_of(sheet):
    return {c.coordinate: c.value for row in sheet.iter_rows() for c in row if c.value not in (None, "")}


def same_value(a, b):
    return a == b or (isinstance(a, (int, float)) and isinstance(b, (int, float)) and abs(a - b) <= 1e-12 * max(1, abs(a)))


def check_cells(before, after):
    expect(after.sheetnames, before.sheetnames, "sheets")
    for sheet in before.worksheets:
        old, new = cells_of(sheet), cells_of(after[sheet.title])
        lost = [k for k in old if k not in new or not same_value(old[k], new[k])]
        expect((lost[:5], len(new)), ([], len(old)), f"{sheet.title}: cells")
        made = [c.coordinate for row in after[sheet.title].iter_rows() for c in row if c.data_type in ("f", "e")]
        expect(made, [], f"{sheet.title}: formulas and errors")


def check_roster(office, program, work):
    plan = os.path.join(HERE, "examples", "nanchang-2010", "plan.json")
    folder = os.path.join(work, "out")
    subprocess.run([program, "solve", plan, "-o", folder, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    path = os.path.join(folder, "roster.xlsx")
    before, after = (openpyxl.load_workbook(p) for p in (path, convert(office, work, path, "xlsx")))
    check_cells(before, after)
    links = lambda sheet: sum(bool(c.hyperlink) for row in sheet.iter_rows() for c in row)
    for sheet in before.worksheets:
        same = after[sheet.title]
        expect(links(same), links(sheet), f"{sheet.title}: links")
        expect(len(same._charts), len(sheet._charts), f"{sheet.title}: charts")
        expect((same.page_setup.orientation, same.print_title_rows), (sheet.page_setup.orientation, sheet.print_title_rows), f"{sheet.title}: print")
        filters = lambda s: {str(t.ref) for t in s.tables.values()} | ({s.auto_filter.ref} if s.auto_filter.ref else set())
        expect(filters(same) >= filters(sheet), True, f"{sheet.title}: filters {filters(same)} of {filters(sheet)}")


def check_form(office, program, work, language):
    folder = os.path.join(work, language)
    subprocess.run([program, "template", folder, "--json", "--lang", language], check=True, stdout=subprocess.DEVNULL)
    path = os.path.join(folder, "tables.xlsx")
    saved = convert(office, work, path, "xlsx")
    before, after = (openpyxl.load_workbook(p) for p in (path, saved))
    check_cells(before, after)
    for sheet in before.worksheets:
        same = after[sheet.title]
        notes = lambda s: {c.coordinate: c.comment.text.strip() for c in s[1] if c.comment}
        expect(notes(same), notes(sheet), f"{sheet.title}: notes")
        lists = lambda s: sorted((r.type, (r.formula1 or "").replace("'", "")) for r in s.data_validations.dataValidation if r.type == "list")
        expect([kind for kind, _ in lists(same)], [kind for kind, _ in lists(sheet)], f"{sheet.title}: drop-down lists")
    # Filled in after it was saved by LibreOffice, and read.
    rows = {1: ["S1", "一小", "小学" if language == "zh" else "primary", "优质" if language == "zh" else "strong", None, 600],
            0: ["007", "李明", "一小", "语文"]}
    for k, values in rows.items():
        sheet = after.worksheets[1 + k]
        for c, value in enumerate(values):
            if value is not None:
                sheet.cell(3, c + 1, value)
    after.save(path)
    done = subprocess.run([program, "check", os.path.join(folder, "plan.json")], capture_output=True, text=True)
    expect(done.returncode, 0, f"{language}: read as LibreOffice saved it: {done.stdout}")


def main():
    program = os.path.abspath(sys.argv[1])
    office = shutil.which("libreoffice") or shutil.which("soffice")
    if not office:
        print("no LibreOffice here (apt-get install libreoffice-calc-nogui)")
        return 1
    with tempfile.TemporaryDirectory() as work:
        check_roster(office, program, work)
        for language in ("zh", "en"):
            check_form(office, program, work, language)
    return conclude("opened and saved by LibreOffice without loss")


if __name__ == "__main__":
    sys.exit(main())
