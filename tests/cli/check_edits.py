#!/usr/bin/env python3
"""check_edits.py PROGRAM - a scenario with edits equals the plan with the edited tables: the same figures in whatif.csv,
byte for byte, for drawn edits of every table, of CSV files and of a workbook, with ids and with ids made of fields."""
import csv
import io
import json
import os
import random
import shutil
import sys
import tempfile

from small_plan import Run, environment, fault, finish

PROGRAM = os.path.realpath(sys.argv[1])
DRAWN = 40

TABLES = {
    "schools": """id,name,stage,tier,group,students,students_primary,students_junior,max_staff
S1,East,primary,strong,G1,620,,,
S2,West,primary,ordinary,G1,310,,,
S3,South,primary,weak,G2,200,,,9
S4,Both,both,weak,G2,,150,90,
""",
    "teachers": """id,name,school,subject,stage,rank,gender,years,exempt,tags
T01,A One,S1,math,,star,F,8,,
T02,B Two,S1,math,,,M,6,,
T03,C Three,S1,art,,star,F,5,,
T04,D Four,S2,math,,,M,9,,
T05,E Five,S2,art,,,F,12,ill,
T06,F Six,S3,math,,,M,5,,x
T07,G Seven,S3,art,,,F,7,,
T08,H Eight,S2,math,,star,M,4,,
T09,I Nine,S4,math,primary,,M,4,,
T10,J Ten,S4,art,junior,,F,8,,y
T11,K Eleven,S3,math,,,F,6,,
""",
    "demand": "school,stage,subject,min,max,target\nS1,primary,math,0,,2\nSouth,primary,art,,,1\nS4,junior,art,,,1\n",
    "wishes": "teacher,school,rank\nT01,S3,1\nT01,West,2\nT04,S3,1\nA One,S4,3\nT08,S1,1\n",
    "locks": "teacher,school,kind,reason\nT07,stay,must,\nT02,S2,forbid,far\n",
    "pairs": "a,b,rule\nT04,T08,not_both_move\n",
    "distances": "from,to,km\nT01,S3,4\nS1,S2,2\n",
}
PLAN = {
    "lungang": 1, "title": "edits", "date": "2025-09-01", "lang": "en", "backbone": ["star"],
    "eligibility": {"min_years": 3},
    "routes": [{"id": "any", "name": "any", "from": {"tier": ["strong", "ordinary"]}},
               {"id": "up", "name": "up", "same_group": True}],
    "staffing": {"subject_band": [-2, 2]},
    "quotas": [{"id": "rotation", "name": "rotation", "count": {"moved": True}, "of": {"eligible": True}, "min": "20%",
                "soft": True, "weight": 1},
               {"id": "star", "name": "star", "count": {"moved": True, "backbone": True}, "of": {"moved": True}, "min": "30%"}],
    "goals": ["shortfall", "staffing", "equity", {"id": "wishes", "points": [5, 3]}, "commute", {"id": "lottery", "seed": "1"}],
    **{name: f"{name}.csv" for name in TABLES}}
PLAN["routes"][0] = {"id": "any", "name": "any", "from.tier": ["strong", "ordinary"]}

KEY = {"teachers": lambda r: r["id"], "schools": lambda r: r["id"],
       "demand": lambda r: f'{r["school"]}/{r["stage"]}/{r["subject"]}',
       "wishes": lambda r: f'{r["teacher"]}/{r["school"]}', "locks": lambda r: f'{r["teacher"]}/{r["kind"]}/{r["school"]}'}
VALUES = {
    "teachers": {"school": ["S1", "West", "S3"], "subject": ["math", "art"], "rank": ["", "star"], "years": [1, 7, "12"],
                 "exempt": ["", "leave"], "rotated": ["yes", "no", ""], "title": ["senior"], "tags": ["x;y"]},
    "schools": {"group": ["G1", "G2", ""], "tier": ["strong", "weak"], "max_staff": [3, 9, ""], "name": ["Renamed"],
                "lon": [115.9]},
    "demand": {"target": [0, 1, 3], "min": [0, 1], "max": [2, "5"]},
    "wishes": {"rank": [1, 2, 4], "school": ["S2", "S3"]},
    "locks": {"kind": ["must", "forbid"], "reason": ["so"], "school": ["S3"]},
}


def read(text):
    rows = list(csv.DictReader(io.StringIO(text)))
    return list(csv.reader(io.StringIO(text)))[0], rows


def write(tables):
    out = {}
    for name, (heads, rows) in tables.items():
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(heads)
        for row in rows:
            writer.writerow([row.get(head, "") for head in heads])
        out[name] = text.getvalue()
    return out


def set_cell(table, row, field, value):
    if field not in table[0]:
        table[0].append(field)
    row[field] = str(value)


def same(tables, name, a, b):
    """Two ids of rows that mean the same: schools and teachers go by name as well."""
    schools = {r["name"]: r["id"] for r in tables["schools"][1]}
    people = {r["name"]: r["id"] for r in tables["teachers"][1]}
    both = [tuple(schools.get(p, people.get(p, p)) for p in text.split("/")) for text in (a, b)]
    return both[0] == both[1] if name not in ("teachers", "schools") else a == b


def draw(dice, tables):
    """A scenario's edits, made in the tables as well."""
    edits = []
    for _ in range(dice.randint(1, 5)):
        name = dice.choice(list(VALUES))
        heads, rows = tables[name]
        kind = dice.choice(["set", "set", "set", "drop", "add"])
        if kind == "add":
            row = {"teachers": {"id": f"N{len(rows)}", "name": f"New {len(rows)}", "school": "S1", "subject": "math", "years": "4"},
                   "schools": {"id": f"X{len(rows)}", "name": f"Extra {len(rows)}", "stage": "primary", "tier": "weak",
                               "students": 120},
                   "demand": {"school": "S2", "stage": "primary", "subject": dice.choice(["art", "math"]), "target": 2},
                   "wishes": {"teacher": dice.choice(["T02", "T11"]), "school": "S4", "rank": 1},
                   "locks": {"teacher": "T03", "school": dice.choice(["stay", "S2"]), "kind": "must"}}[name]
            if any(same(tables, name, KEY[name](row), KEY[name](r)) for r in rows):
                continue
            edits.append({"table": name, "add": row})
            rows.append({})
            for field, value in row.items():
                set_cell(tables[name], rows[-1], field, value)
        elif rows and kind == "drop":
            row = dice.choice(rows)
            edits.append({"table": name, "id": KEY[name](row), "drop": True})
            rows.remove(row)
            if name == "teachers":
                who = {row["id"], row["name"]}
                for other, fields in (("wishes", ["teacher"]), ("locks", ["teacher"]), ("pairs", ["a", "b"]), ("distances", ["from"])):
                    kept = [r for r in tables[other][1] if not who & {r.get(f) for f in fields}]
                    tables[other] = (tables[other][0], kept)
        elif rows:
            row, field = dice.choice(rows), dice.choice(list(VALUES[name]))
            value = dice.choice(VALUES[name][field])
            edits.append({"table": name, "id": KEY[name](row), "field": field, "value": value})
            set_cell(tables[name], row, field, value)
    return edits


def put(folder, files, plan):
    for name, text in files.items():
        with open(os.path.join(folder, f"{name}.csv"), "w", encoding="utf-8") as file:
            file.write(text)
    with open(os.path.join(folder, "plan.json"), "w", encoding="utf-8") as file:
        json.dump(plan, file)


def figures(folder, plan, scenario):
    """The row of the scenario, or of the plan where it is NULL, without number, name and time; the defects."""
    out = os.path.join(folder, "out")
    shutil.rmtree(out, ignore_errors=True)
    given = scenario or os.path.join(folder, "nothing.json")
    if not scenario:
        with open(given, "w", encoding="utf-8") as file:
            file.write("{}")
    run = Run([PROGRAM, "whatif", plan, "--scenario", given, "-o", out, "--quiet"], folder, environment())
    if run.code != 0:
        return None, run.err
    with open(os.path.join(out, "whatif.csv"), "rb") as file:
        lines = file.read().decode("utf-8-sig").split("\r\n")
    row = lines[2 if scenario else 1].split(",")
    return dict(zip(lines[0].split(",")[2:-1], row[2:-1])), ""


def compare(what, folder, plan, edited, scenario):
    found, found_err = figures(folder, plan, scenario)
    right, right_err = figures(edited, os.path.join(edited, "plan.json"), None)
    if found is None and right is None:
        return "refused"
    if found is None or right is None or {k: v for k, v in found.items() if v} != {k: v for k, v in right.items() if v}:
        fault(f"{what}: {found} {found_err}\n  instead of {right} {right_err}")
    return found["status"] if found else "refused"


def main():
    seen = {}
    for seed in range(DRAWN):
        dice = random.Random(seed)
        with tempfile.TemporaryDirectory() as folder:
            edited = os.path.join(folder, "edited")
            os.mkdir(edited)
            tables = {name: read(text) for name, text in TABLES.items()}
            edits = draw(dice, tables)
            plan = dict(PLAN)
            if seed % 4 == 3:  # ids made of fields; then nobody is named by an id
                plan["teacher_id"] = ["name"]
            put(folder, TABLES, plan)
            put(edited, write(tables), plan)
            if seed % 4 == 3:
                names = {r["id"]: r["name"] for r in read(TABLES["teachers"])[1]}
                edits, usable = renamed(edits, names), all(e["table"] != "teachers" or "add" not in e for e in edits)
                if not usable:
                    continue
                for place, these in ((folder, TABLES), (edited, write(tables))):
                    put(place, {name: without_ids(name, text, names) for name, text in these.items()}, plan)
            scenario = os.path.join(folder, "s.json")
            with open(scenario, "w", encoding="utf-8") as file:
                json.dump({"edits": edits}, file)
            path = os.path.join(folder, "plan.json")
            if seed % 4 == 2:  # the same plan as a workbook
                path = os.path.join(folder, "book.xlsx")
                run = Run([PROGRAM, "convert", os.path.join(folder, "plan.json"), "-o", path], folder, environment())
                if run.code != 0:
                    fault(f"convert: {run}")
            status = compare(f"seed {seed}, {json.dumps(edits)}", folder, path, edited, scenario)
            seen[status] = seen.get(status, 0) + 1
    if seen.get("optimal", 0) < DRAWN / 2 or not seen.get("refused"):
        fault(f"too little was seen: {seen}")
    finish(f"edits agree: {seen}")


def renamed(edits, names):
    """The same edits where teachers are named by their names."""
    out = []
    for edit in edits:
        edit = json.loads(json.dumps(edit))
        if "id" in edit:
            edit["id"] = "/".join(names.get(p, p) for p in edit["id"].split("/"))
        for field in ("teacher",):
            if "add" in edit and field in edit["add"]:
                edit["add"][field] = names.get(edit["add"][field], edit["add"][field])
        out.append(edit)
    return out


def without_ids(name, text, names):
    """A table in which teachers stand by their names alone."""
    heads, rows = read(text)
    if name == "teachers":
        heads = [h for h in heads if h != "id"]
    for row in rows:
        for head in ("teacher", "a", "b", "from"):
            if head in row:
                row[head] = names.get(row[head], row[head])
    return write({name: (heads, rows)})[name]


main()
