#!/usr/bin/env python3
"""Anonymous publication and the figures that decided: what is published names nobody, is the same decision under codes that
others compute too, and every figure is worked out again from the tables alone.

usage: tests/io/check_anonymous.py LUNGANG
"""
import csv
import hashlib
import hmac
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from decimal import ROUND_HALF_UP, Decimal

HERE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLE = os.path.join(HERE, "examples", "nanchang-2010")
SMALL = os.path.join(HERE, "tests", "data", "cli", "small")
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
EARTH_KM = 6371.0088
failures = []


def expect(found, wanted, what):
    if found != wanted:
        failures.append(f"{what}: found {str(found)[:300]!r}, expected {str(wanted)[:300]!r}")


def run(program, *args):
    return subprocess.run([program, *args], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})


def rows_of(path):
    data = open(path, "rb").read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    return list(csv.DictReader(text.splitlines()))


def code_of(key, teacher):
    bits = int.from_bytes(hmac.new(key.encode(), teacher.encode(), hashlib.sha256).digest(), "big")
    return "C" + "".join(LETTERS[bits >> 256 - 5 * (n + 1) & 31] for n in range(10))


def texts_of(folder):
    """Every file below the folder as text, the parts of workbooks too."""
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(path) as book:
                    for part in book.namelist():
                        text = book.read(part).decode("utf-8", "replace")
                        yield f"{name}/{part}", re.sub(r' r="[A-Z]+\d+"', "", text)  # T1000 is a cell
            else:
                yield name, open(path, encoding="utf-8").read()


def secrets():
    """What must not be published: names, telephones, reasons by hand, homes; ids by their pattern."""
    found = set()
    for t in rows_of(os.path.join(EXAMPLE, "teachers.csv")):
        found |= {t["姓名"], t["电话"], t.get("住址经度", ""), t.get("住址纬度", ""), t.get("免交流原因", "")}
    for lock in rows_of(os.path.join(EXAMPLE, "locks.csv")):
        found |= {lock["原因"], lock["决定人"]}
    schools = {s.get("经度") for s in rows_of(os.path.join(EXAMPLE, "schools.csv"))}
    return {text for text in found if len(text) > 1} - schools - {"人事科"}  # the office, which our own words name too


def check_nothing_leaks(sources, hidden, what):
    pattern = re.compile("|".join(map(re.escape, sorted(hidden))))
    for name, text in sources:
        met = pattern.search(text) or re.search(r"\bT\d{4}\b", text)
        if met:
            failures.append(f"{what}: {name} tells {met.group(0)!r}")


def check_publication(program, work):
    plan = os.path.join(EXAMPLE, "plan.json")
    key, named = os.path.join(work, "key"), os.path.join(work, "named")
    first, again = os.path.join(work, "first"), os.path.join(work, "again")
    expect(run(program, "solve", plan, "-o", named).returncode, 0, "solve")
    one = run(program, "solve", plan, "-o", first, "--anonymous", key, "--limits")
    two = run(program, "solve", plan, "-o", again, "--anonymous", key, "--limits")
    expect((one.returncode, two.returncode), (0, 0), f"solve --anonymous {one.stderr}{two.stderr}")
    expect(os.stat(key).st_mode & 0o777, 0o600, "the key's mode")
    expect((key in one.stderr, key in two.stderr), (True, False), "a new key is told once")
    secret = open(key).read().strip()
    hidden = secrets()
    published = list(texts_of(first)) + [("terminal", one.stdout + one.stderr)]
    expect(len(hidden) > 1000, True, "there is something to hide")
    check_nothing_leaks(published, hidden, "published")
    expect(any(secret in text for _, text in published), False, "the key is published")
    for name in ("roster.csv", "placements.csv", "figures.csv", "schools.csv", "roster.xlsx", "report.html"):
        a, b = (open(os.path.join(f, name), "rb").read() for f in (first, again))
        expect(a == b, True, f"{name}: the same key, the same bytes")
    moves = {code_of(secret, r["工号"]): r["接收学校代码"] for r in rows_of(os.path.join(named, "placements.csv"))}
    found = rows_of(os.path.join(first, "placements.csv"))
    expect({r["工号"]: r["接收学校代码"] for r in found}, moves, "the same decision under codes")
    expect([r["工号"] for r in found], sorted(moves), "in the order of codes")
    expect({r["姓名"] for r in found}, {""}, "no names")
    expect(json.load(open(os.path.join(first, "summary.json")))["anonymous"], True, "summary.json says so")
    check_commands(program, work, plan, key, secret, hidden)


def check_commands(program, work, plan, key, secret, hidden):
    public, named = os.path.join(work, "first", "roster.csv"), os.path.join(work, "named", "roster.csv")
    for roster in (public, named):
        done = run(program, "verify", plan, roster, "--anonymous", key)
        expect(done.returncode, 0, f"verify {done.stdout[-300:]}{done.stderr}")
        check_nothing_leaks([("verify", done.stdout + done.stderr)], hidden, "terminal")
    done = run(program, "verify", plan, public, "--lang", "en")
    expect((done.returncode, "--anonymous" in done.stderr), (3, True), "verify without the key says what is missing")
    expect(run(program, "verify", plan, public, "--anonymous", key + "x").returncode, 3, "verify with a key that is not there")
    expect(os.path.exists(key + "x"), False, "and makes none")
    lost = os.path.join(work, "lost")
    for more in ((), ("--anonymous", os.path.join(work, "another.key"))):
        done = run(program, "replan", plan, public, "-o", lost, *more)
        expect((done.returncode, os.path.exists(lost)), (3, False), f"replan of codes without their key {more}")
    done = run(program, "compare", plan, public, named, "--json", "--anonymous", key)
    expect((done.returncode, json.loads(done.stdout or "{}").get("better")), (0, "same"), "compare")
    done = run(program, "explain", plan, public, "--teacher", "T0002", "--to", "S01", "--json", "--anonymous", key)
    expect(json.loads(done.stdout or "{}").get("teacher"), code_of(secret, "T0002"), f"explain {done.stderr}")
    # A decided roster is published as it is, from either form.
    for n, roster in enumerate((named, public)):
        folder = os.path.join(work, f"replan{n}")
        done = run(program, "replan", plan, roster, "-o", folder, "--anonymous", key)
        expect(done.returncode, 0, f"replan {done.stderr}")
        check_nothing_leaks(list(texts_of(folder)) + [("terminal", done.stdout + done.stderr)], hidden, "replan")
        expect(open(os.path.join(folder, "roster.csv"), "rb").read() == open(public, "rb").read(), True, "nothing changed")
    # The private side: notices by name, with the code of each.
    folder = os.path.join(work, "letters")
    expect(run(program, "letters", plan, public, "-o", folder, "--anonymous", key).returncode, 0, "letters")
    notices = open(os.path.join(folder, "notices.html"), encoding="utf-8").read()
    expect(all(t in notices for t in ("T0002", code_of(secret, "T0002"))), True, "a notice tells the code")
    codes = {r["工号"]: r["公示代码"] for r in rows_of(os.path.join(folder, "figures.csv"))}
    expect(codes, {t: code_of(secret, t) for t in codes}, "the office's list of codes")
    expect(len(codes), 1578, "everybody's")


def check_links(program, work, plan):
    """A key that lies in the folder by another name would be published, or lost with the old folder."""
    old, door, key = os.path.join(work, "old"), os.path.join(work, "door"), os.path.join(work, "link.key")
    expect(run(program, "solve", plan, "-o", old).returncode, 0, "a folder to replace")
    os.symlink(old, door)
    inside = os.path.join(old, "key")
    open(inside, "w").write("x" * 40)
    os.symlink(inside, key)
    for name in (os.path.join(door, "key"), os.path.join(door, "new"), key):
        done = run(program, "solve", plan, "-o", old, "--force", "--anonymous", name)
        expect((done.returncode, os.path.exists(inside)), (2, True), f"a key in the folder by the name {name}")


def check_refusals(program, work):
    plan = os.path.join(SMALL, "plan.json")
    out = os.path.join(work, "out")
    done = run(program, "solve", plan, "-o", out, "--anonymous", os.path.join(out, "key"))
    expect((done.returncode, os.path.exists(out)), (2, False), "a key among what is published")
    done = run(program, "solve", plan, "-o", out, "--anonymous", out)
    expect((done.returncode, os.path.exists(out)), (2, False), "a key in the place of the folder")
    done = run(program, "solve", plan, "-o", out, "--anonymous", os.path.join(work, "none", "key"))
    expect((done.returncode, os.path.exists(out)), (2, False), "a key in no folder")
    dangling = os.path.join(work, "dangling")
    os.symlink(os.path.join(work, "none"), dangling)
    done = run(program, "solve", plan, "-o", out, "--anonymous", dangling)
    expect((done.returncode, "in the way" in done.stderr), (2, True), "a link to nothing for a key")
    check_links(program, work, plan)
    short = os.path.join(work, "short")
    open(short, "w").write("secret\n")
    expect(run(program, "solve", plan, "-o", out, "--anonymous", short).returncode, 3, "a key that can be guessed")
    expect(open(short).read(), "secret\n", "is left alone")
    expect(run(program, "whatif", plan, "--vary", "quotas.rotation.min=0%:20%:20%", "-o", out, "--anonymous", short).returncode, 3, "nor by whatif")
    expect(os.path.exists(out), False, "nothing is written")
    expect(run(program, "export", plan, "--format", "lp", "-o", out, "--anonymous", short).returncode, 2, "export does not take it")
    done = run(program, "whatif", plan, "--vary", "quotas.rotation.min=0%:20%:20%", "--rosters", "-o", out, "--anonymous", os.path.join(work, "whatif.key"))
    expect(done.returncode, 0, f"whatif {done.stderr}")
    texts = list(texts_of(out)) + [("terminal", done.stdout + done.stderr)]
    expect(len(texts) > 20, True, "rosters of every row")
    for name, text in texts:
        met = re.search(r"\bT0\d\b|陈一|李二|病休", text)
        if met:
            failures.append(f"whatif: {name} tells {met.group(0)!r}")


def check_explanation(program, work):
    """Locks and pairs in a conflict go by codes; `relax` takes the own ids, or the codes."""
    folder, key = os.path.join(work, "small"), os.path.join(work, "key")
    shutil.copytree(SMALL, folder)
    with open(os.path.join(folder, "locks.csv"), "w", encoding="utf-8") as file:
        file.write("教师,学校,类型,原因,决定人\nT01,S3,必须,张局长的意思,王五\nT02,S3,禁止,家住陈家村,\n")
    with open(os.path.join(folder, "pairs.csv"), "w", encoding="utf-8") as file:
        file.write("甲,乙,规则\nT01,T04,不同时交流\nT02,T04,同校\n")
    plan = json.load(open(os.path.join(SMALL, "plan.json"), encoding="utf-8"))
    plan.update({"locks": "locks.csv", "pairs": "pairs.csv", "quotas": [], "staffing": {"subject_band": None}})
    with open(os.path.join(folder, "locks.csv"), "a", encoding="utf-8") as file:
        file.write("T04,S1,必须,,\n")
    path, out = os.path.join(folder, "plan.json"), os.path.join(folder, "out")
    json.dump(plan, open(path, "w", encoding="utf-8"))
    done = run(program, "solve", path, "-o", out, "--anonymous", key)
    expect(done.returncode, 4, f"T01 and T04 have to move and may not {done.stderr}")
    secret = open(key).read().strip()
    texts = list(texts_of(out)) + [("terminal", done.stdout + done.stderr)]
    for name, text in texts:
        met = re.search(r"T0\d|张局长|王五|陈家村|陈一|赵四", text)
        if met:
            failures.append(f"explanation: {name} tells {met.group(0)!r}")
    expect(any(code_of(secret, "T01") in text for _, text in texts), True, "codes in the conflict")
    for first, second in (("T01", "T04"), (code_of(secret, "T01"), code_of(secret, "T04"))):
        plan["relax"] = [{"rule": "R11", "id": first, "class": f"not_both_move/{second}", "side": "drop", "heads": 1}]
        json.dump(plan, open(path, "w", encoding="utf-8"))
        done = run(program, "solve", path, "-o", out, "--anonymous", key, "--force")
        expect(done.returncode in (0, 4) and "R11" in done.stdout + done.stderr, True, f"relax by {first}: {done.stdout}{done.stderr}")
    expect(any("T0" in text for _, text in texts_of(out)), False, "nor in what was relaxed")


# ---- the figures, worked out again ----


def date_of(text):
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    return tuple(numbers + [1])[:3]


def whole_years(start, end):
    return end[0] - start[0] - (end[1:] < start[1:])


def metres(a, b):
    """Great circle, rounded to the metre."""
    (lon1, lat1), (lon2, lat2) = ([math.radians(float(x)) for x in p] for p in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return math.floor(2 * EARTH_KM * 1000 * math.asin(math.sqrt(h)) + 0.5)


def ways(teacher, home, to):
    """Metres to the old and to the new school."""
    place = lambda s: (s["经度"], s["纬度"])
    own = (teacher["住址经度"], teacher["住址纬度"])
    if own[0]:
        return metres(own, place(home)), metres(own, place(to))
    return 0, 0 if home is to else metres(place(home), place(to))


def stages(school):
    return {"九年一贯制": {"小学", "初中"}, "九年一贯": {"小学", "初中"}}.get(school["学段"], {school["学段"]})


def weak(school):
    return school["办学层次"] in ("薄弱", "相对薄弱")


def open_places(t, home, schools, locks, stage):
    """Schools that routes, stage, ways and locks of the example leave one who is eligible."""
    must = [to for to, kind in locks if kind == "必须"]
    if must:
        return sum(to not in ("留任", home["学校代码"], home["学校名称"]) for to in must[:1])
    count = 0
    for s in schools.values():
        if s is home or stage not in stages(s) or any(to in (s["学校代码"], s["学校名称"]) for to, _ in locks):
            continue
        same = s["协作体"] and s["协作体"] == home["协作体"]
        before, after = ways(t, home, s)
        count += bool((same or weak(s) != weak(home)) and after <= 15000 and after - before <= 10000)
    return count


def check_figures(program, work):
    folder = os.path.join(work, "named")
    plan = json.load(open(os.path.join(EXAMPLE, "plan.json"), encoding="utf-8"))
    teachers = {t["工号"]: t for t in rows_of(os.path.join(EXAMPLE, "teachers.csv"))}
    schools = {s["学校代码"]: s for s in rows_of(os.path.join(EXAMPLE, "schools.csv"))}
    named = {s["学校名称"]: s for s in schools.values()} | schools
    wishes, locks, sums = {}, {}, {"wishes": 0, "commute": 0, "lottery": 0}
    for w in rows_of(os.path.join(EXAMPLE, "wishes.csv")):
        wishes.setdefault(w["教师"], {})[named[w["学校"]]["学校代码"]] = int(w["志愿顺序"])
    for lock in rows_of(os.path.join(EXAMPLE, "locks.csv")):
        locks.setdefault(lock["教师"], []).append((lock["学校"], lock["类型"]))
    day = date_of(plan["date"])
    figures = rows_of(os.path.join(folder, "figures.csv"))
    expect([f["工号"] for f in figures], sorted(teachers), "a row a teacher")
    for f in figures:
        t, me = teachers[f["工号"]], f["工号"]
        home, to = schools[f["派出学校代码"]], schools[f["接收学校代码"]]
        expect(home is named[t.get("学校") or t.get("现任教学校")], True, f"{me}: home school")
        expect(f["年龄"], str(whole_years(date_of(t["出生年月"]), day)), f"{me}: age")
        if t.get("到本校时间"):
            expect(f["本校任教年限"], str(whole_years(date_of(t["到本校时间"]), day)), f"{me}: years")
        rank = t.get("骨干级别", "")
        expect(f["计入的骨干级别"], rank if rank in plan["backbone"] else "", f"{me}: rank")
        before, after = ways(t, home, to)
        for column, way in (("原通勤公里", before), ("新通勤公里", after)):
            expect(f[column], f"{way / 1000:.3f}", f"{me}: {column}")
        mine = wishes.get(me, {})
        expect(f["志愿数"], str(len(mine)), f"{me}: wishes")
        rank = mine.get(to["学校代码"])
        expect(f["实现的志愿"], str(rank or ""), f"{me}: wish granted")
        points = [3, 2, 1][rank - 1] if rank and rank <= 3 else 0
        expect(f["志愿得分"], str(points) if rank else "", f"{me}: points")
        sums["wishes"] += points
        if f["符合条件"] == "是" or me in locks:
            must = any(kind == "必须" for _, kind in locks.get(me, []))
            stage = t.get("学段") or home["学段"]
            places = open_places(t, home, schools, locks.get(me, []), stage) if f["符合条件"] == "是" or must else 0
            expect(f["可交流学校数"], str(places), f"{me}: open places")
        if home is to:
            expect((f["通勤增加（百米）"], f["抽签文本"], f["抽签号"]), ("", "", ""), f"{me}: stays")
            continue
        hm = lambda way: (way + 50) // 100
        expect(f["通勤增加（百米）"], str(max(0, hm(after) - hm(before))), f"{me}: longer way")
        text = f"2010|{me}|{to['学校代码']}"
        expect(f["抽签文本"], text, f"{me}: text of the lottery")
        expect(f["抽签号"], str(int(hashlib.sha256(text.encode()).hexdigest()[:5], 16)), f"{me}: lottery")
        sums["commute"] += int(f["通勤增加（百米）"])
        sums["lottery"] += int(f["抽签号"])
    goals = {g["id"]: g["value"] for g in json.load(open(os.path.join(folder, "summary.json")))["goals"]}
    expect(sums, {k: goals[k] for k in sums}, "the sums are the goals")
    check_eligible(figures, teachers, plan, day)
    report = open(os.path.join(folder, "report.html"), encoding="utf-8").read()
    expect("2010|" in report and "sha256sum" in report, True, "report.html says how the lottery draws")


def check_eligible(figures, teachers, plan, day):
    rules = plan["eligibility"]
    for f in figures:
        t = teachers[f["工号"]]
        birth, gender = date_of(t["出生年月"]), {"男": "M", "女": "F"}[t["性别"]]
        retires = (birth[0] + rules["retirement_age"][gender], *birth[1:])
        bars = [t.get("免交流原因"), "毕业班" in t.get("标签", ""), t.get("已交流") == "是",
                int(f["本校任教年限"]) < rules["min_years"], int(f["年龄"]) > rules["max_age"][gender],
                retires <= (day[0] + rules["retirement_margin_years"], *day[1:])]
        expect(f["符合条件"], "否" if any(bars) else "是", f"{f['工号']}: eligible")
        expect(bool(f["不符合的原因"]), any(bars), f"{f['工号']}: why not")


def check_hidden_figures(work):
    public = rows_of(os.path.join(work, "first", "figures.csv"))
    named = {r["公示代码"]: r for r in rows_of(os.path.join(work, "letters", "figures.csv"))}
    expect(len(public), len(named), "as many")
    for row in public:
        own = named[row["公示代码"]]
        expect({row[c] for c in ("姓名", "通勤增加（百米）", "抽签文本", "抽签号")}, {""}, "what would tell who it is")
        for c in ("年龄", "本校任教年限", "符合条件", "可交流学校数", "志愿数", "志愿得分", "接收学校代码"):
            expect(row[c], own[c], f"{row['公示代码']}: {c}")
        for c in ("原通勤公里", "新通勤公里"):
            rounded = Decimal(own[c]).quantize(Decimal(1), ROUND_HALF_UP)
            expect(row[c], f"{rounded}.000", f"{row['公示代码']}: {c}")


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        check_publication(program, work)
        check_refusals(program, work)
        check_explanation(program, work)
        check_figures(program, work)
        check_hidden_figures(work)
    for failure in failures[:20]:
        print(failure)
    if not failures:
        print("published without names, and every figure recomputed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
