"""Files made to eat memory or time: each is read or refused with a sentence, soon and within bounds.
usage: check_hostile.py PROGRAM
Prints, of each, its size, the exit, seconds of processor time and MiB at most: the table of tests/ROBUSTNESS.md."""
import os
import resource
import sys
import time
import zipfile

from small_plan import SmallPlan, environment, fault, finish

MIB = 1 << 20
MOST_MIB = 1024
MOST_S = 30
small = SmallPlan(sys.argv[1])
SPREAD = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOOK = (f'<workbook {SPREAD} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>')
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
             f'<Relationship Id="r1" Type="{TYPES}/worksheet" Target="worksheets/sheet1.xml"/>'
             f'<Relationship Id="r2" Type="{TYPES}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
HEADING = "".join(f'<c t="inlineStr"><is><t>{h}</t></is></c>' for h in ("工号", "姓名", "学校", "学科"))


def workbook(rows, shared="", after="", head=""):
    """Its path: a sheet with the rows (an iterable of texts) behind a heading."""
    path = small.path("hostile.xlsx")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        book.writestr("xl/workbook.xml", BOOK)
        book.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        book.writestr("xl/sharedStrings.xml", f"<sst {SPREAD}>{shared}</sst>")
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f"{head}<worksheet {SPREAD}><sheetData><row>{HEADING}</row>".encode())
            for row in rows:
                sheet.write(row.encode())
            sheet.write(f"</sheetData>{after}</worksheet>".encode())
    return path


def table(content, times=1):
    path = small.path("hostile.csv")
    with open(path, "wb") as file:
        for _ in range(times):
            file.write(content)
    return path


def plan(content):
    path = small.path("hostile.json")
    with open(path, "wb") as file:
        file.write(content)
    return path


def sparse():
    path = small.path("hostile.csv")
    with open(path, "wb") as file:
        file.truncate(200 * MIB)
    return path


ENTITIES = "<!DOCTYPE a [<!ENTITY a0 'lol'>" + "".join(
    f"<!ENTITY a{k + 1} '{f'&a{k};' * 10}'>" for k in range(9)) + "]>"
HEAD = "工号,姓名,学校,学科\n".encode()
CASES = {
    "a text of 1 MiB in 240,000 cells": lambda: workbook(
        ('<row>' + '<c t="s"><v>0</v></c>' * 4 + "</row>" for _ in range(60000)), f"<si><t>{'x' * (MIB - 1)}</t></si>"),
    "a text merged over 20,000 rows": lambda: workbook(
        (f'<row r="{k}"><c r="A{k}"/></row>' if k > 2 else f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"x" * (MIB - 1)}</t></is></c></row>'
         for k in range(2, 20002)), after='<mergeCells><mergeCell ref="A2:D20001"/></mergeCells>'),
    "a sheet that unpacks to 300 MiB": lambda: workbook(" " * MIB for _ in range(300)),
    "entities within entities": lambda: workbook(["<row><c t='inlineStr'><is><t>&a9;</t></is></c></row>"], head=ENTITIES),
    "a million empty rows": lambda: workbook("<row/>" for _ in range(1000000)),
    "the last cell of the sheet": lambda: workbook(['<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>']),
    "100,000 merged ranges": lambda: workbook([], after="<mergeCells>" + "".join(
        f'<mergeCell ref="A{k}:D{k + 900}"/>' for k in range(2, 100002)) + "</mergeCells>"),
    "elements within elements": lambda: workbook(["<a>" * 2000000]),
    "a CSV file of zeros, 200 MiB": sparse,
    "a CSV cell of 60 MiB": lambda: table(HEAD + b"x" * (60 * MIB)),
    "a quotation mark that never ends": lambda: table(HEAD + b'T1,"' + b"x\n" * (10 * MIB)),
    "commas alone": lambda: table(HEAD + b"," * (40 * MIB)),
    "10 million short rows": lambda: table(b"a,b,c,d\n", 10000000),
    "half characters of GBK": lambda: table(HEAD.decode().encode("gbk") + b"\x81" * (20 * MIB)),
    "a plan nested 1,000,000 deep": lambda: plan(b"[" * 1000000),
    "a plan of 3,000,000 numbers": lambda: plan(b'{"lungang": 1, "backbone": [' + b"1," * 3000000 + b"1]}"),
    "a plan with a text of 60 MiB": lambda: plan(b'{"title": "' + b"x" * (60 * MIB) + b'"}'),
    "a plan with 1,000,000 keys": lambda: plan(b"{" + b",".join(b'"k%d":0' % k for k in range(1000000)) + b"}"),
}


def run(arguments):
    """Exit, seconds of the processor, MiB at most, and what was said; an own process, so that no other's memory is told."""
    out = small.path("said")
    started_s = time.monotonic()
    pid = os.fork()
    if pid == 0:
        resource.setrlimit(resource.RLIMIT_AS, (4 * MOST_MIB * MIB, 4 * MOST_MIB * MIB))
        file = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, 1)
        os.dup2(file, 2)
        os.execve(small.program, [small.program] + arguments, environment())
    while True:
        done, status, usage = os.wait4(pid, os.WNOHANG)
        if done:
            break
        if time.monotonic() - started_s > 10 * MOST_S:
            os.kill(pid, 9)
        time.sleep(0.01)
    with open(out, encoding="utf-8", errors="replace") as file:
        said = file.read()
    return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said


for what, make in CASES.items():
    path = make()
    size = os.path.getsize(path)
    if path.endswith(".json"):
        arguments = ["check", path]
    else:
        with open(small.path("hostile-plan.json"), "w", encoding="utf-8") as file:
            name = os.path.basename(path)
            file.write(f'{{"lungang": 1, "date": "2020-09-01", "teachers": "{name}", "schools": "schools.csv"}}')
        arguments = ["check", small.path("hostile-plan.json")]
    code, took_s, most_mib, said = run(arguments)
    print(f"{what}: {size / MIB:.1f} MiB, exit {code}, {took_s:.2f} s, {most_mib:.0f} MiB", flush=True)
    if code != 3 or not said:
        fault(f"{what}: ended with {code}: {said[:500]}")
    if took_s > MOST_S or most_mib > MOST_MIB:
        fault(f"{what}: {took_s:.1f} s, {most_mib:.0f} MiB")
    os.remove(path)
small.close()
finish("hostile files are refused in bounds")
