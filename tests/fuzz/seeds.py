"""Writes the seeds and dictionaries of the fuzz targets, from the examples, tests/data and drawn plans; always the same ones.
usage: seeds.py FOLDER      FOLDER/NAME/* are the seeds of fuzz_NAME, FOLDER/*.dict the dictionaries"""
import glob
import json
import os
import random
import re
import shutil
import sys
import tempfile
import zipfile

import whole_plans

SOURCE = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
DATA = os.path.join(SOURCE, "tests", "data")
TABLES = ("teachers", "schools", "wishes", "locks", "distances", "pairs", "demand")
# The parts that fuzz_zip.c gives their names, in its order.
PARTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
         "xl/worksheets/sheet2.xml")
MOST_BYTES = 60000
target = sys.argv[1]
counts = {}


def read(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


def seed(name, *parts):
    content = b"\x1d".join(parts)
    if len(content) > MOST_BYTES:
        return
    counts[name] = counts.get(name, 0) + 1
    os.makedirs(os.path.join(target, name), exist_ok=True)
    with open(os.path.join(target, name, f"{counts[name]:03}"), "wb") as file:
        file.write(content)


def parts_of(workbook):
    """Its parts as fuzz_zip.c wants them."""
    with zipfile.ZipFile(workbook) as book:
        return b"\x1d".join(book.read(part) if part in book.namelist() else b"" for part in PARTS)


def tables_of(folder):
    return [read(folder, f"{name}.csv") if os.path.exists(os.path.join(folder, f"{name}.csv")) else b"" for name in TABLES]


def dictionary(name, words):
    with open(os.path.join(target, f"{name}.dict"), "w", encoding="ascii") as file:
        for word in sorted(set(words)):
            file.write('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n')


shutil.rmtree(target, ignore_errors=True)
os.makedirs(target)
for path in glob.glob(os.path.join(DATA, "tables", "seeds_csv", "*")):
    seed("csv", read(path))
for path in glob.glob(os.path.join(DATA, "tables", "seeds_xlsx", "*")):
    seed("xlsx", read(path))
for path in [*glob.glob(os.path.join(DATA, "tables", "*.xlsx")), *glob.glob(os.path.join(DATA, "office", "*.xlsx")),
             os.path.join(DATA, "v0.1", "template", "tables.xlsx")]:
    seed("xlsx", b"\x00" + read(path))
    seed("xlsx", b"\x01" + parts_of(path))

# Rosters of the district that fuzz_roster.c keeps.
for folder in ("out", "codes"):
    for name in ("roster.csv", "placements.csv"):
        seed("roster", b"\x00" + read(DATA, "v0.1", folder, name))
    book = os.path.join(DATA, "v0.1", folder, "roster.xlsx")
    seed("roster", b"\x01" + read(book))
    seed("roster", b"\x02" + parts_of(book))

plans = [*glob.glob(os.path.join(DATA, "plans", "*.json")), *glob.glob(os.path.join(DATA, "cli", "*", "*.json")),
         *glob.glob(os.path.join(DATA, "*", "plan.json")), os.path.join(DATA, "v0.1", "template", "plan.json"),
         *glob.glob(os.path.join(SOURCE, "examples", "*", "*.json"))]
for path in sorted(plans):
    seed("plan", read(path))
for folder in (os.path.join(DATA, "cli", "small"), os.path.join(DATA, "v0.1")):
    tables = tables_of(folder)
    seed("district", *tables)
    seed("whole", read(folder, "plan.json"), *tables)
for number in range(80):
    folder = tempfile.mkdtemp()
    district = whole_plans.District(random.Random(f"seed {number}"))
    district.write(folder)
    tables = tables_of(folder)
    seed("plan", read(folder, "plan.json"))
    seed("whole", read(folder, "plan.json"), *tables)
    if number < 30:
        seed("district", *tables)
        seed("csv", bytes([number % 7]) + tables[number % 7])
        seed("scenario", b"", json.dumps({k: v for k, v in district.plan.items() if k not in ("lungang", *TABLES)},
                                         ensure_ascii=False).encode())
    shutil.rmtree(folder)

# Each key alone, with the example that the page of the plan's keys has for it, and without.
page = read(SOURCE, "docs", "plan.md").decode()
rows = re.findall(r"^\| `([^`]+)` \|.*\| `([^`]+)` \|[^|]*\|$", page, re.M)
for key, example in rows:
    seed("plan", f'{{"lungang": 1, "date": "2020-09-01", "teachers": "t.csv", "schools": "s.csv", "{key}": {example}}}'.encode())
    seed("scenario", b"", f'{{"{key}": {example}}}'.encode())
    seed("scenario", b"", f'{{"{key}": null}}'.encode())
for vary in ("quotas.rotation.min=10%:20%:5%", "quotas.outflow.max=1/4:3/4:1/4", "eligibility.min_years=1:5:2",
             "commute.max_km=1.5:4.5:1", "limits.gap=0.1:0.2:0.1", "backbone_per_100.min=0.1:0.3:0.1"):
    seed("scenario", vary.encode(), b'{"title": "x"}')
for rule in ("R6", "R7", "R8", "R9", "R10", "R11", "R12", "changes"):
    for side in ("min", "max", "drop"):
        seed("relax", f'[{{"rule": "{rule}", "id": "q", "class": "A1", "side": "{side}", "heads": 1}}]'.encode(),
             f'{{"never": ["{rule}"], "weights": {{"{rule}": 5}}}}'.encode())
for name in ("letters.txt",):
    seed("letters", read(DATA, "v0.1", "template", name))
for line in ("[teacher]\n# {name}\n> {date}\n{{x}} {from_school} {to_school}\n[school]\n# {school}\n{out_list}\n{in_list}\n",
             "[teacher]\n{姓名}{原因}\n[school]\n{tier}{group}{out}{in}\n", "[school]\n{plan}{term}{school_id}\n"):
    seed("letters", line.encode())
for key in ("0123456789abcdef" * 4, "a" * 32, " " + "k" * 40 + "\n", "short", "\ufeff" + "b" * 64):
    seed("key", key.encode())
for folder in ("out",):
    seed("folder", b'{"lungang": "0.1.0", "files": [{"file": "roster.csv", "sha256": "'
         b'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}]}', b"")
    seed("folder", b'{"lungang": "0.1.0", "files": []}', read(DATA, "v0.1", folder, "roster.csv"))

for goals in ('{"id": "equity", "best": 12, "file": "1-goal.vipr", "certified": true}',
              '{"id": null, "best": null, "file": "2-goal.vipr.gz"}', '{"id": "moves", "best": -3, "file": null}'):
    seed("proof", f'{{"lungang": "1", "inputs": [{{"file": "t.csv", "sha256": "00"}}], "roster": null, "goals": [{goals}]}}'.encode(),
         b"kind,name\n", b"VER 1.0\nVAR 1\nx\nINT 1\n0\nDER 0\n")

for name in sorted(os.listdir(os.path.join(DATA, "certificates"))):
    seed("certificate", read(DATA, "certificates", name))
dictionary("certificate", ["VER", "VAR", "INT", "OBJ", "CON", "RTP", "SOL", "DER", "range", "infeas", "min", "lin", "rnd", "uns",
                           "asm", "sol", "{", "}", "-1", "1/2"])

words = re.findall(r"`([a-z_0-9.]+)`", page)
dictionary("plan", [f'"{word}"' for word in words] + ["{", "}", "[", "]", ":", ",", "null", "true", "false", "\x1d", '"50%"', '"3/8"',
                                                     '"not"', '"min"', '"max"', "-1", "1e9", "//", "\\u4e2d"])
headings = [heading for fields in whole_plans.HEADINGS.values() for pair in fields.items() for heading in pair]
dictionary("tables", headings + ["\x1d", ",", "\n", '"', "yes", "no", "是", "否", "必须", "禁止", "must", "forbid", "stay", "留任", "primary",
                                 "junior", "both", "strong", "weak", "1980-05", "合计", "“", "<c r=", "<row ", "<si>", "<t>", "t=\"s\"",
                                 "<mergeCell ref=", "hidden=\"1\"", "<f>", "\ufeff"])
dictionary("letters", ["{", "}", "{{", "[teacher]", "[school]", "# ", "> "] + [f"{{{word}}}" for word in re.findall(
    r"\{([a-z_]+)\}", read(SOURCE, "docs", "spec", "commands.md").decode() + read(SOURCE, "docs", "spec", "outputs.md").decode())])
few = [name for name in ("csv", "xlsx", "district", "roster", "plan", "relax", "scenario", "letters", "key", "folder", "whole",
                        "certificate", "proof")
       if counts.get(name, 0) < 2]
if few:
    sys.exit(f"too few seeds: {few}")
