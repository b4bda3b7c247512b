#!/usr/bin/env python3
"""Attacks on a publication under codes. The attacker has everything that is published, the public seed of the draw, a list of
all ids that there may be, and the form of the tables; he lacks the key. He tries to find out whose a code is. Nobody may be
singled out beyond what the rows themselves show.

usage: tests/io/check_codes.py LUNGANG
"""
import csv
import hashlib
import hmac
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE = re.compile(r"\bC[2-9A-HJ-NP-Z]{10,50}\b")
SEED = "2025"
# The order of the codes under this key is not that of the ids; test_order looks whether it still is so.
KEY = "8f0c1d5e7a9b3c2d4e6f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5"
EVERY_ID = [f"T{n:02d}" for n in range(10, 50)]  # the attacker's list
SCHOOLS = ["S1", "S2", "S3"]
SCHOOL_ROWS = "学校代码,学校,学段,学生数,办学层次,协作体,经度,纬度\nS1,一中,初中,600,优质,甲,115.90,28.68\n" \
    "S2,二中,初中,500,一般,甲,115.95,28.70\nS3,三中,初中,300,薄弱,乙,115.85,28.66\n"
TEACHER_HEAD = "工号,姓名,学校,学科,骨干级别,性别,出生年月,本校任教年限,职称,免交流原因,住址经度,住址纬度"
# Twins differ in id and name alone.
TWINS = ("T17", "T19", "T46")
TEACHER_ROWS = [
    "T12,陈一山,S1,语文,学科带头人,女,1980-05,8,一级教师,,115.9123,28.6811",
    "T17,李二河,S1,语文,,男,1979-03,13,一级教师,,115.9301,28.6902",
    "T19,王三川,S1,语文,,男,1979-03,13,一级教师,,115.9301,28.6902",
    "T21,赵四海,S2,语文,,男,1982-01,9,二级教师,,115.9555,28.7011",
    "T23,孙五岳,S2,语文,教学能手,女,1975-08,12,高级教师,病假在家,115.9421,28.6999",
    "T28,周六安,S3,语文,,男,1988-02,7,二级教师,,115.8511,28.6633",
    "T31,吴七宝,S3,语文,,女,1986-07,12,二级教师,,115.8622,28.6644",
    "T34,郑八方,S2,语文,教学能手,男,1984-09,14,一级教师,,115.9444,28.7055",
    "T37,钱九州,S1,语文,教学能手,女,1983-04,7,一级教师,,115.9012,28.6702",
    "T42,冯十全,S3,语文,,男,1990-11,6,三级教师,,115.8401,28.6577",
    "T46,蒋零落,S1,语文,,男,1979-03,13,一级教师,,115.9301,28.6902"]
PLAN = {
    "lungang": 1, "lang": "zh", "title": "三校轮岗", "date": "2025-09-01", "teachers": "teachers.csv", "schools": "schools.csv",
    "wishes": "wishes.csv", "locks": "locks.csv", "backbone": ["学科带头人", "教学能手"], "eligibility": {"min_years": 3},
    "routes": [{"id": "all", "name": "交流", "from": {}, "to": {}}], "staffing": {"subject_band": None},
    "quotas": [{"id": "rotation", "name": "轮岗比例", "count": {"moved": True}, "of": {}, "min": "18%"},
               {"id": "outflow", "name": "派出上限", "count": {"moved": True}, "of": {}, "max": "60%", "per": "from.school"}],
    "goals": ["moves", "tenure", {"id": "commute"}, {"id": "lottery", "seed": SEED}]}
HIDDEN = ["病假在家", "张局长的意思", "王科长"]
failures = []


def expect_text(name, text):
    if not text:
        fail(f"{name} printed nothing")
    return bool(text)


def fail(text):
    failures.append(text)


def expect(found, wanted, what):
    if found != wanted:
        fail(f"{what}: found {str(found)[:300]!r}, expected {str(wanted)[:300]!r}")


def run(program, *args):
    return subprocess.run([program, *args], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})


def code_of(key, teacher):
    bits = int.from_bytes(hmac.new(key.encode(), teacher.encode(), hashlib.sha256).digest(), "big")
    return "C" + "".join(LETTERS[bits >> 256 - 5 * (n + 1) & 31] for n in range(10))


def draw(teacher, school):
    return int(hashlib.sha256(f"{SEED}|{teacher}|{school}".encode()).hexdigest()[:5], 16)


def rows_of(path):
    return list(csv.DictReader(open(path, encoding="utf-8-sig")))


def teacher_rows():
    return list(csv.DictReader([TEACHER_HEAD, *TEACHER_ROWS]))


# ---- what is published ----


def strings_of_book(path):
    """The sheets as rows of texts, by their names."""
    import openpyxl
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        yield f"{os.path.basename(path)}/{sheet.title}", [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)]


class Publication:
    """Everything that the attacker has: files below a folder and what was printed."""

    def __init__(self, work):
        self.work, self.folders, self.printed = work, {}, []

    def take(self, name, done, folder=None, codes=(0,)):
        expect(done.returncode in codes, True, f"{name}: exit {done.returncode} {done.stderr[-400:]}")
        self.printed.append((name, done.stdout))
        self.printed.append((name + " (stderr)", done.stderr))
        if folder:
            self.folders[name] = folder

    def files(self):
        for name, folder in self.folders.items():
            for base, _, files in os.walk(folder):
                for file in sorted(files):
                    yield name, os.path.relpath(os.path.join(base, file), folder), os.path.join(base, file)

    def texts(self):
        """(name, text) of all of it; of workbooks every part, without the places of cells."""
        yield from self.printed
        for name, file, path in self.files():
            if file.endswith(".xlsx"):
                with zipfile.ZipFile(path) as book:
                    for part in book.namelist():
                        yield f"{name}: {file}/{part}", re.sub(r' r="[A-Z]+\d+"', "", book.read(part).decode("utf-8", "replace"))
            else:
                yield f"{name}: {file}", open(path, encoding="utf-8-sig").read()

    def moves(self):
        """Codes and destinations of who moves, from each roster.csv."""
        for name, file, path in self.files():
            if os.path.basename(file) == "roster.csv":
                yield name, [(r.get("工号") or r.get("teacher_id"), r.get("接收学校代码") or r.get("to_id")) for r in rows_of(path)]


def publish(program, work, key, *more):
    plan, named = os.path.join(work, "plan.json"), os.path.join(work, "named")
    out = lambda name: os.path.join(work, name + "".join(more))
    coded = ("--anonymous", key, *more)
    shown = Publication(work)
    shown.take("solve", run(program, "solve", plan, "-o", out("public"), "--verbose", *coded), out("public"))
    shown.take("solve en", run(program, "solve", plan, "-o", out("english"), "--lang", "en", *coded), out("english"))
    shown.take("whatif", run(program, "whatif", plan, "--vary", "quotas.rotation.min=10%:30%:10%", "--rosters", "-o", out("whatif"), *coded), out("whatif"))
    shown.take("whatif en", run(program, "whatif", plan, "--scenario", os.path.join(work, "more.json"), "--lang", "en", "-o", out("scenarios"), *coded), out("scenarios"))
    public, other, twin = os.path.join(out("public"), "roster.csv"), os.path.join(work, "other.csv"), os.path.join(work, "twin.csv")
    for lang in ("zh", "en"):
        for name, roster in (("other", other), ("twin", twin)):
            shown.take(f"compare {name} {lang}", run(program, "compare", plan, public, roster, "--lang", lang, *coded))
            shown.take(f"compare {name} json", run(program, "compare", plan, public, roster, "--json", *coded))
        shown.take(f"verify {lang}", run(program, "verify", plan, public, "--lang", lang, *coded))
        for teacher in ("T17", "T19", "T28", "T42"):
            shown.take(f"explain {lang}", run(program, "explain", plan, public, "--teacher", teacher, "--lang", lang, "--verbose", *coded))
            shown.take("explain json", run(program, "explain", plan, public, "--teacher", teacher, "--json", *coded))
    shown.take("replan", run(program, "replan", plan, os.path.join(work, "gone.csv"), "-o", out("replan"), *coded), out("replan"))
    for lang in ("zh", "en"):
        shown.take(f"rehearse {lang}", run(program, "rehearse", plan, public, "-o", out("rehearse" + lang), "--lang", lang, *coded), out("rehearse" + lang))
    impossible = os.path.join(work, "impossible.json")
    shown.take("impossible", run(program, "solve", impossible, "-o", out("impossible"), *coded), out("impossible"), (4,))
    return shown


def write_inputs(program, work):
    def write(name, text):
        open(os.path.join(work, name), "w", encoding="utf-8").write(text)

    write("teachers.csv", "\n".join([TEACHER_HEAD, *TEACHER_ROWS]) + "\n")
    write("schools.csv", SCHOOL_ROWS)
    write("wishes.csv", "教师,学校,志愿顺序\nT28,S1,1\nT31,S2,1\nT31,S1,2\n")
    write("locks.csv", "教师,学校,类型\nT21,S3,禁止\n")
    write("pairs.csv", "甲,乙,规则\nT34,T12,不同时交流\nT12,T28,不同时交流\nT37,T42,同校\n")
    write("reasons.csv", "教师,学校,类型,原因,决定人\n" + "".join(f"{t},{s},必须,张局长的意思,王科长\n" for t, s in (("T12", "S2"), ("T34", "S1"), ("T28", "S1"))))
    write("plan.json", json.dumps(PLAN))
    write("impossible.json", json.dumps({**PLAN, "pairs": "pairs.csv", "locks": "reasons.csv"}))
    write("more.json", json.dumps({"eligibility": {"min_years": 6}}))
    done = run(program, "solve", os.path.join(work, "plan.json"), "-o", os.path.join(work, "named"))
    expect(done.returncode, 0, f"solve {done.stderr}")
    moves = {r["工号"]: r["接收学校代码"] for r in rows_of(os.path.join(work, "named", "roster.csv"))}
    one, other = next((t for t in TWINS if t in moves), ""), next((t for t in TWINS if t not in moves), "")
    swapped = {other if t == one else t: s for t, s in moves.items()}
    expect(bool(one and other), True, "one of the twins moves, another stays")
    write("twin.csv", "工号,接收学校代码\n" + "".join(f"{t},{s}\n" for t, s in swapped.items()))
    other = "工号,姓名,接收学校代码\nT42,冯十全,S2\nT31,吴七,S2\nT21,赵四海,S1\n"
    write("other.csv", other)
    write("gone.csv", other + "T10,黄早走,S1\nT18,黄走了,S2\nT39,黄晚走,S2\nT48,黄走了,S1\n")
    return moves


# ---- attacks: each returns what it found out ----


def numbers_in(text):
    return {int(n.replace(",", "")) for n in re.findall(r"(?<![\w.])\d[\d,]{3,}(?![\w.])", text)}


def attack_lottery(shown, truth):
    """Every sum that a published roster may have, with all ids in all places, against every number that is told."""
    told = {}
    for name, text in shown.texts():
        for number in numbers_in(text):
            told.setdefault(number, name)
    for name, moves in shown.moves():
        if not 0 < len(moves) <= 3:
            continue
        for ids in itertools.permutations(EVERY_ID, len(moves)):
            total = sum(draw(t, to) for t, (_, to) in zip(ids, moves))
            if total in told and all(truth.get(t) == code for t, (code, _) in zip(ids, moves)):
                yield f"{told[total]}: {total} is the sum of the draws of {ids} in {name}"


def attack_prices(shown, truth):
    """Differences of the draws of one teacher between two places, as prices tell them."""
    told = {}
    for name, text in shown.texts():
        for number in numbers_in(text):
            told.setdefault(number, name)
    for teacher in EVERY_ID:
        draws = [0] + [draw(teacher, school) for school in SCHOOLS]
        for a, b in itertools.combinations(draws, 2):
            if abs(a - b) > 999 and abs(a - b) in told and teacher in truth:
                yield f"{told[abs(a - b)]}: {abs(a - b)} is a difference of draws of {teacher}"


def attack_digests(shown):
    """The bytes of a short input, tried out on every digest that is told."""
    told = {}
    for name, text in shown.texts():
        for digest in re.findall(r"\b[0-9a-f]{64}\b", text):
            told.setdefault(digest, name)
    for teacher, school, kind in itertools.product(EVERY_ID, SCHOOLS, ("必须", "禁止")):
        text = f"教师,学校,类型\n{teacher},{school},{kind}\n".encode()
        for digest in (hashlib.sha256(text), hmac.new(b"", text, hashlib.sha256), hmac.new(SEED.encode(), text, hashlib.sha256)):
            if digest.hexdigest() in told:
                yield f"{told[digest.hexdigest()]}: an input is {text.decode()!r}"
    if not told:
        yield "no digest is told at all, so that nothing was tried"


def attack_codes(shown, secret):
    """Codes made without the key: plain digests, and keys that are public."""
    told = {code for _, text in shown.texts() for code in CODE.findall(text)}
    expect(len(told) >= len(TEACHER_ROWS), True, "codes are published")
    keys = ["", SEED, PLAN["title"], PLAN["date"], "lungang", "key"]
    for teacher in EVERY_ID:
        plain = int(hashlib.sha256(teacher.encode()).hexdigest(), 16)
        made = {"C" + "".join(LETTERS[plain >> 256 - 5 * (n + 1) & 31] for n in range(10))} | {code_of(key, teacher) for key in keys}
        for code in made & told:
            yield f"{code} is {teacher} without the key"
    for name, text in shown.texts():
        if secret in text:
            yield f"{name} tells the key"


def sequences(shown):
    """Lists of codes in the order in which they stand: rows of tables, lines, arrays."""
    def of_rows(name, rows):
        run_of, rule = [], None
        for row in [*rows, ""]:
            met, was, rule = CODE.search(row), rule, (re.findall(r"\bR\d+\b", row) or [None])[0]
            if run_of and (not met or rule != was):  # elements stand rule by rule
                yield name, run_of
                run_of = []
            if met:
                run_of.append(met.group(0))

    def of_json(name, node):
        if isinstance(node, list):
            rules = {item.get("rule") if isinstance(item, dict) else None for item in node}
            for rule in rules:
                items = [item for item in node if (item.get("rule") if isinstance(item, dict) else None) == rule]
                yield name, [met.group(0) for met in (CODE.search(json.dumps(item)) for item in items) if met]
        for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            if isinstance(inner, list) and isinstance(node, dict) and inner is node.get("repairs"):  # by size; each has a list of its own
                inner = {n: repair for n, repair in enumerate(inner)}
            yield from of_json(name, inner)

    def of_text(name, text):
        if text.lstrip().startswith("{"):
            yield from of_json(name, json.loads(text))
        elif "<table" in text:
            for table in text.split("<table")[1:]:
                yield from of_rows(name, table.split("<tr")[1:])
        else:
            yield from of_rows(name, text.splitlines())

    for name, text in shown.printed:
        yield from of_text(name, text)
    for name, file, path in shown.files():
        if file.endswith(".xlsx"):
            for sheet, rows in strings_of_book(path):
                yield from of_rows(f"{name}: {sheet}", ["\t".join(row) for row in rows])
        else:
            yield from of_text(f"{name}: {file}", open(path, encoding="utf-8-sig").read())


def attack_order(shown):
    """Lists that follow anything but the codes themselves, ids for one."""
    lengths = []
    for name, codes in sequences(shown):
        if name.startswith("rehearse") and not name.endswith("rehearsal.csv"):
            continue  # the hardest to spare first, by figures that stand in the rows
        distinct = list(dict.fromkeys(codes))
        lengths.append(len(distinct))
        if distinct != sorted(distinct):
            yield f"{name}: {distinct} do not stand in the order of codes"
    if max(lengths) < len(TEACHER_ROWS):
        yield "no list of everybody was looked at"
    # Within a line: "follows A, B", "A and B do not both move".
    for name, text in shown.texts():
        for line in text.splitlines():
            for met in re.finditer(rf"{CODE.pattern}(?:(?:, |、| and |和|与|同){CODE.pattern})+", line):
                codes = CODE.findall(met.group(0))
                if codes != sorted(codes):
                    yield f"{name}: {codes} in {line.strip()[:160]!r}"


def attack_words(shown):
    """Ids, names, homes and what was written by hand, wherever it stands, in the names of files too."""
    people = teacher_rows()
    words = HIDDEN + [t["姓名"] for t in people] + [t["住址经度"] for t in people] + ["吴七", "黄走了", "黄早走"]
    pattern = re.compile("|".join(map(re.escape, words)) + "|" + r"(?<![0-9A-Za-z])(?:" + "|".join(EVERY_ID) + r")(?![0-9A-Za-z])")
    for name, text in [*shown.texts(), *((f"{n}: {f}", f) for n, f, _ in shown.files())]:
        met = pattern.search(re.sub(r"/tmp/\S*", "", text))
        if met:
            yield f"{name} tells {met.group(0)!r}"


def attack_metadata(shown):
    """Who wrote a workbook, when, from what."""
    for name, file, path in shown.files():
        if not file.endswith(".xlsx"):
            continue
        with zipfile.ZipFile(path) as book:
            for part in book.infolist():
                if part.date_time[:3] != (1980, 1, 1):
                    yield f"{name}: {file}/{part.filename} tells the time {part.date_time}"
            core = book.read("docProps/core.xml").decode()
            if set(re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)", core)) - {"", "lungang"}:
                yield f"{name}: {file} tells who wrote it"
            for stamp in re.findall(r">(\d{4}-[^<]*)</dcterms", core):
                if not stamp.startswith(PLAN["date"]):
                    yield f"{name}: {file} tells the time {stamp}"


def attack_homes(shown):
    """Ways more exact than whole kilometres, from which a home can be measured off."""
    def walk(node, in_commute=False):
        if isinstance(node, list):
            for inner in node:
                yield from walk(inner)
        elif isinstance(node, dict):
            for key, value in node.items():
                if isinstance(value, (dict, list)):
                    yield from walk(value)
                elif node.get("id") == "commute" and key != "id" and isinstance(value, int) and not isinstance(value, bool):
                    yield key, value

    for name, text in shown.texts():
        if text.lstrip().startswith("{"):
            for key, value in walk(json.loads(text)):
                if value % 10:
                    yield f"{name}: {key} of commute is {value} hundreds of metres"
        elif name.startswith("explain"):
            for met in re.findall(r"\b\d+\.\d+ (?:km|公里)", text):
                yield f"{name}: {met}"


# ---- what has to be told ----


def check_withheld(shown):
    """The lottery has no value anywhere, and it is said why."""
    for name, file, path in shown.files():
        if file.endswith("summary.json"):
            for goal in json.load(open(path))["goals"]:
                if goal["id"] == "lottery":
                    expect((goal["best"], goal["value"], goal["bound"]), (None, None, None), f"{name}: {file}: the lottery")
        if file == "whatif.csv":
            for row in rows_of(path):
                told = {k: v for k, v in row.items() if "lottery" in k and not k.endswith((".proved", ".已证"))}
                expect((len(told), set(told.values())), (3, {""}), f"{name}: {file}")
        if file == "rehearsal.csv":
            for row in rows_of(path):
                told = {k: v for k, v in row.items() if "lottery" in k}
                expect((len(told), set(told.values())), (1, {""}), f"{name}: {file}")
        if file == "whatif.html":
            expect("lottery" in open(path).read().split("withheld")[0].split("<h2")[-1], False, f"{name}: a chart of the lottery")
    for name, text in shown.printed:
        if name.endswith("json") and expect_text(name, text):
            for goal in json.loads(text)["goals"]:
                if goal["id"] == "lottery":
                    expect({v for k, v in goal.items() if k in ("a", "b", "best")}, {None}, f"{name}: the lottery")
                    expect("withheld" in goal.get("note", "") or "不公布" in goal.get("note", ""), True, f"{name}: and why")
        if name == "compare twin json":
            expect(json.loads(text)["better"], None, "which of the twins draws less")
    said = dict(shown.printed)
    for name, words in (("solve", "不公布：据此可以试出工号"), ("solve en", "withheld: ids could be tried on it"), ("compare twin en", "withheld"),
                        ("verify zh", "不公布"), ("verify en", "withheld"), ("whatif", "不公布"), ("whatif en", "withheld"),
                        ("rehearse zh", "不公布"), ("rehearse en", "withheld")):
        expect(words in said[name], True, f"{name} says that it is withheld")


def check_sums(shown, work, secret):
    files = json.load(open(os.path.join(shown.folders["solve"], "summary.json")))["inputs"]
    expect({f["file"] for f in files}, {"plan.json", "teachers.csv", "schools.csv", "wishes.csv", "locks.csv"}, "inputs")
    for file in files:
        data = open(os.path.join(work, file["file"]), "rb").read()
        expect(file["sha256"], hmac.new(secret.encode(), data, hashlib.sha256).hexdigest(), f"the sum of {file['file']}")
    for name, file, path in shown.files():
        if os.path.basename(file) != "files.json":
            continue
        for row in json.load(open(path))["files"]:
            data = open(os.path.join(os.path.dirname(path), row["file"]), "rb").read()
            expect(row["sha256"], hashlib.sha256(data).hexdigest(), f"files.json lists {row['file']}, which is published itself")


def check_groups(shown):
    """How many are unique, counted again from the published lists."""
    for name in ("solve", "replan"):
        folder = shown.folders[name]
        own = {}
        for file, left_out in (("placements.csv", ("工号", "姓名")), ("figures.csv", ("工号", "公示代码", "姓名")), ("changes.csv", ("工号", "姓名", "规则编号", "类别", "原因"))):
            if os.path.exists(os.path.join(folder, file)):
                for row in rows_of(os.path.join(folder, file)):
                    own.setdefault(row["工号"], []).append((file, *(v for k, v in row.items() if k not in left_out)))
        for sheet, rows in strings_of_book(os.path.join(folder, "roster.xlsx")):
            heads = next((row for row in rows if "工号" in row), None)
            if not sheet.endswith(("/交流轮岗人员汇总表", "/交流人员", "/志愿落实", "/人工指定", "/志愿", "/人员名单")) or not heads:
                continue
            at = heads.index("工号")
            for row in rows[rows.index(heads) + 1:]:
                if CODE.fullmatch(row[at]):
                    own[row[at]].append((sheet, *(v for k, v in enumerate(row) if k != at and heads[k] not in ("序号",))))
        groups = {}
        for code, parts in own.items():
            groups.setdefault(repr(parts), []).append(code)
        sizes = [len(group) for group in groups.values()]
        movers = [r["工号"] for r in rows_of(os.path.join(folder, "roster.csv"))]
        told = json.load(open(os.path.join(folder, "summary.json")))["published"]
        expect(told, {"rows": len(own), "unique": sizes.count(1), "movers": len(movers),
                      "unique_movers": sum(1 for g in groups.values() if len(g) == 1 and g[0] in movers), "smallest_group": min(sizes)}, f"{name}: who is unique")
        line = next((li for li in dict(shown.printed)[name].splitlines() if "以代码公示" in li), "")
        numbers = [int(n) for n in re.findall(r"\d+", line)]
        expect(numbers, [told["rows"], told["unique"], told["movers"], told["unique_movers"], told["smallest_group"]], f"{name}: and on the terminal {line}")


def check_coarse(shown):
    """Age and years in bands, backbone or not, no title, wherever they stand."""
    people = teacher_rows()
    for name, text in shown.texts():
        for word in {t["职称"] for t in people} | {t["骨干级别"] for t in people if t["骨干级别"]} | {t["出生年月"][:4] for t in people}:
            if re.search(rf"(?<![\d.]){word}(?!\d)", re.sub(r"[0-9a-f]{64}", "", text)) and "drawing" not in name and "styles" not in name and "theme" not in name:
                fail(f"coarse: {name} tells {word!r}")
    for folder, age, years, rank in ((shown.folders["solve"], "年龄", "本校任教年限", "计入的骨干级别"), (shown.folders["solve en"], "age", "years", "rank_counted")):
        for row in rows_of(os.path.join(folder, "figures.csv")):
            low, high = map(int, re.fullmatch(r"(\d+)-(\d+)", row[age]).groups())
            expect((low % 5, high - low), (0, 4), f"a band of ages {row[age]}")
            low, high = map(int, re.fullmatch(r"(\d+)-(\d+) (?:年|years)", row[years]).groups())
            expect((low % 5, high - low), (0, 4), f"a band of years {row[years]}")
            expect(row[rank] in ("", "骨干", "backbone"), True, f"rank {row[rank]}")
    for name in ("solve", "solve en"):
        for goal in json.load(open(os.path.join(shown.folders[name], "summary.json")))["goals"]:
            if goal["id"] == "tenure":
                expect(goal["value"] % 5, 0, "the sum of years, which of one mover are his own")


def check_refusals(program, work, key):
    plan = os.path.join(work, "plan.json")
    out = os.path.join(work, "refused")
    done = run(program, "export", plan, "--format", "lp", "-o", out, "--anonymous", key)
    expect((done.returncode, "export shows ids and draws" in done.stderr, os.path.exists(out)), (2, True, False), f"export {done.stderr}")
    for command in (("solve", plan), ("verify", plan, os.path.join(work, "other.csv")), ("whatif", plan, "--vary", "quotas.rotation.min=10%:20%:10%")):
        done = run(program, *command, "--coarse")
        expect((done.returncode, "--anonymous" in done.stderr), (2, True), f"{command[0]} --coarse alone {done.stderr}")
    expect(run(program, "letters", plan, os.path.join(work, "other.csv"), "--anonymous", key, "--coarse").returncode, 2, "letters are for who may know")
    os.link(os.path.join(work, "teachers.csv"), os.path.join(work, "linked"))
    os.symlink(os.path.join(work, "wishes.csv"), os.path.join(work, "pointed"))
    for name in ("plan.json", "teachers.csv", "linked", "pointed", "locks.csv"):
        done = run(program, "solve", plan, "-o", out, "--lang", "en", "--anonymous", os.path.join(work, name))
        expect((done.returncode, os.path.exists(out)), (3, False), f"{name} for a key {done.stderr}")
        expect("is an input of this run" in done.stderr, True, f"{name}: and why {done.stderr}")
    other, more = os.path.join(work, "other.csv"), os.path.join(work, "more.json")
    for command in (("verify", plan, other, "--anonymous", other), ("replan", plan, other, "-o", out, "--anonymous", other), ("compare", plan, other, other, "--anonymous", other),
                    ("explain", plan, other, "--teacher", "T17", "--anonymous", other), ("whatif", plan, "--scenario", more, "-o", out, "--anonymous", more),
                    ("whatif", plan, "--scenario", more, "-o", out, "--anonymous", os.path.join(work, "linked"))):
        done = run(program, *command, "--lang", "en")
        expect((done.returncode, "is an input of this run" in done.stderr, os.path.exists(out)), (3, True, False), f"{command[0]}: an input for a key {done.stderr}")
    old = os.path.join(work, "old.key")
    open(old, "w").write("thirty-two letters of version 0.1, and more\n")
    os.chmod(old, 0o600)
    done = run(program, "solve", plan, "-o", out, "--anonymous", old, "--lang", "en")
    expect((done.returncode, "64 hexadecimal digits" in done.stderr), (0, True), f"a key of version 0.1 {done.stderr}")
    expect("64 hexadecimal digits" in run(program, "verify", plan, os.path.join(out, "roster.csv"), "--anonymous", key).stderr, False, "no such warning of a key of ours")
    new = os.path.join(work, "new.key")
    expect(run(program, "solve", plan, "-o", os.path.join(work, "fresh"), "--anonymous", new).returncode, 0, "a new key")
    expect((bool(re.fullmatch(r"[0-9a-f]{64}\n", open(new).read())), os.stat(new).st_mode & 0o777), (True, 0o600), "what it is")


def attack(program, shown, truth, secret):
    for found in (attack_lottery(shown, truth), attack_prices(shown, truth), attack_digests(shown), attack_codes(shown, secret), attack_order(shown),
                  attack_words(shown), attack_metadata(shown), attack_homes(shown)):
        for text in itertools.islice(found, 6):
            fail(text)


def main():
    program = os.path.abspath(sys.argv[1])
    only_attack = "--attack" in sys.argv  # of a version that has no --coarse
    with tempfile.TemporaryDirectory() as work:
        key = os.path.join(work, "codes.key")
        open(key, "w").write(KEY + "\n")
        os.chmod(key, 0o600)
        truth = {row["工号"]: code_of(KEY, row["工号"]) for row in teacher_rows()}
        expect(sorted(truth, key=truth.get) not in (sorted(truth), sorted(truth, reverse=True)), True, "the order of codes is another one")
        write_inputs(program, work)
        shown = publish(program, work, key)
        attack(program, shown, truth, KEY)
        if not only_attack:
            check_withheld(shown)
            check_sums(shown, work, KEY)
            check_groups(shown)
            coarse = publish(program, work, key, "--coarse")
            attack(program, coarse, truth, KEY)
            check_coarse(coarse)
            check_groups(coarse)
            unique = [json.load(open(os.path.join(s.folders["solve"], "summary.json")))["published"]["unique"] for s in (shown, coarse)]
            expect(len(teacher_rows()) > unique[0] >= unique[1], True, f"some are alike, and more where it is coarse: {unique}")
            check_refusals(program, work, key)
    for failure in failures[:40]:
        print(failure)
    if not failures:
        print("no attack on the codes succeeded")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
