"""`solve --proof`: what is written, that lungang-recheck accepts it, and that it refuses what was forged afterwards.
usage: check_proof.py PROGRAM RECHECK"""
import csv
import gzip
import hashlib
import json
import os
import re
import shutil
import sys

from small_plan import EXAMPLE, Run, SmallPlan, environment, fault, finish

MOST_PLAIN = 3 << 20  # bytes of a certificate that is not packed
small = SmallPlan(sys.argv[1])
recheck = os.path.realpath(sys.argv[2])
with open(small.path("plan.json"), encoding="utf-8") as file:
    PLAN = json.load(file)
out = small.path("out")


def expect(found, wanted, what):
    if found != wanted:
        fault(f"{what}: found {str(found)[:300]!r}, expected {str(wanted)[:300]!r}")


def read(*parts):
    with open(os.path.join(*parts), "rb") as file:
        return file.read()


def read_json(*parts):
    return json.loads(read(*parts))


def write(content, *parts):
    with open(os.path.join(*parts), "wb") as file:
        file.write(content)


def digest(*parts):
    return hashlib.sha256(read(*parts)).hexdigest()


def solve(plan, *more):
    small.clear()
    return Run([small.program, "solve", plan, "-o", out, "--lang", "en", *more], small.folder, environment())


def variant(tables=None, **changes):
    """The small plan with these keys changed, None takes one out; `tables` are files beside it."""
    plan = {**PLAN, **changes}
    plan = {key: value for key, value in plan.items() if value is not None}
    for name, text in (tables or {}).items():
        write(text.encode(), small.path(name))
    write(json.dumps(plan, ensure_ascii=False).encode(), small.path("variant.json"))
    return small.path("variant.json")


def check_recheck(folder, code, what, *parts, roster=None):
    run = Run([recheck, "--lang", "en", os.path.join(folder, "proof")] + ([roster] if roster else []), folder,
              environment(LC_ALL="C.UTF-8"))
    expect(run.code, code, f"{what}: recheck says {run.out}{run.err}")
    for part in parts:
        if part not in run.out + run.err:
            fault(f"{what}: recheck does not say {part!r}: {run.out}{run.err}")


# ---- what is written ----


def plain_name(name):
    """Without the .gz of one that is packed, which only large ones are."""
    if name is None:  # a goal that was not proved
        return None
    if name.endswith(".gz"):
        expect(len(gzip.decompress(read(out, "proof", name))) > MOST_PLAIN, True, f"{name}: is packed")
        return name[:-3]
    expect(os.path.getsize(os.path.join(out, "proof", name)) <= MOST_PLAIN or name == "names.csv", True, f"{name}: is not")
    return name


def check_manifest(what, plan, names, roster):
    """The list names every file with its bytes, the inputs as they lie there, and the roster."""
    manifest = read_json(out, "proof", "manifest.json")
    expect(list(manifest), ["lungang", "inputs", "roster", "goals"], f"{what}: keys of the manifest")
    for row in manifest["inputs"]:
        expect(row, {"file": row["file"], "sha256": digest(os.path.dirname(plan), row["file"])}, f"{what}: an input")
    expect(os.path.basename(plan) in [row["file"] for row in manifest["inputs"]], True, f"{what}: the plan is an input")
    expect(manifest["roster"], digest(out, "roster.csv") if roster else None, f"{what}: the roster's hash")
    expect([plain_name(row["file"]) for row in manifest["goals"]], names, f"{what}: files of goals")
    for row in manifest["goals"]:
        if row["file"] is None:  # told above
            continue
        expect(list(row), ["id", "best", "file", "certified", "sha256", "bytes"], f"{what}: keys of a goal")
        expect((row["certified"], row["sha256"], row["bytes"]),
               (True, digest(out, "proof", row["file"]), os.path.getsize(os.path.join(out, "proof", row["file"]))),
               f"{what}: {row['file']}")
    return manifest


def check_names(what, roster):
    with open(os.path.join(out, "proof", "names.csv"), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    expect(rows[0], ["kind", "name", "rule", "id", "class", "teacher_id", "school_id", "text"], f"{what}: headings")
    places = {}
    for kind, name, _, _, _, teacher, school, _ in rows[1:]:
        expect(kind in ("column", "row", "constant"), True, f"{what}: kind {kind}")
        expect(name == "", kind == "constant", f"{what}: a constant has no column")
        if teacher:
            places.setdefault(teacher, []).append(school)
    expect(all(len(set(of)) == len(of) for of in places.values()), True, f"{what}: a place stands once")
    if roster:
        with open(os.path.join(out, "placements.csv"), encoding="utf-8-sig", newline="") as file:
            everybody = {row.get("工号") or row["teacher_id"] for row in csv.DictReader(file)}
        expect(set(places), everybody, f"{what}: everybody has a place")


def check_listed(what):
    listed = {row["file"]: row["sha256"] for row in read_json(out, "files.json")["files"]}
    for name in os.listdir(os.path.join(out, "proof")):
        expect(listed.get(f"proof/{name}"), digest(out, "proof", name), f"{what}: files.json lists proof/{name}")


def check_solved(what, plan, *goals):
    """Every goal has a certificate, and the stranger's program says so."""
    run = solve(plan, "--proof")
    expect(run.code, 0, f"{what}: solve {run}")
    if run.code != 0:
        return None
    files = [f"{k}-{goal}.vipr" for k, goal in enumerate(goals, 1)]
    manifest = check_manifest(what, plan, files, True)
    found = sorted(map(plain_name, os.listdir(os.path.join(out, "proof"))))
    expect(found, sorted([*files, "manifest.json", "names.csv"]), f"{what}: files")
    check_names(what, True)
    check_listed(what)
    stated = read_json(out, "summary.json")["goals"]
    expect([(goal["id"], goal["best"]) for goal in stated], [(row["id"], row["best"]) for row in manifest["goals"]],
           f"{what}: the goals are those of the summary")
    for goal in stated:
        expect((goal["certified"], goal["proved"], "claimed" in goal), (True, True, False), f"{what}: summary of {goal['id']}")
    check_recheck(out, 0, what, f"{len(goals)} of {len(goals)} proved")
    return manifest


def check_impossible(what, plan):
    run = solve(plan, "--proof")
    expect(run.code, 4, f"{what}: solve {run}")
    if run.code != 4:
        return
    check_manifest(what, plan, ["infeasible.vipr"], False)
    check_names(what, False)
    check_listed(what)
    expect(sorted(os.listdir(os.path.join(out, "proof"))), ["infeasible.vipr", "manifest.json", "names.csv"], f"{what}: files")
    expect(b"RTP infeas\n" in read(out, "proof", "infeasible.vipr"), True, f"{what}: what is to be proved")
    check_recheck(out, 0, what, "no roster can meet the rules", "1 of 1 proved")


def check_bytes_again(what, plan):
    first = {}
    for _ in range(2):
        solve(plan, "--proof")
        found = {name: read(out, "proof", name) for name in os.listdir(os.path.join(out, "proof"))}
        first = first or found
        expect([name for name in found if found[name] != first.get(name)], [], f"{what}: the same bytes twice")
        expect(set(found), set(first), f"{what}: the same files twice")


def check_cases():
    check_solved("the example", EXAMPLE, "shortfall", "equity", "wishes", "commute", "lottery")
    check_solved("the small plan", small.path("plan.json"), "equity", "commute", "lottery")
    check_bytes_again("the small plan", small.path("plan.json"))
    lottery = {"id": "lottery", "seed": "2020"}
    check_solved("a tolerance", variant(goals=["equity", {"id": "commute", "tolerance": "50%"}, "moves", lottery]),
                 "equity", "commute", "moves", "lottery")
    # equity may give way, and stands in the way of commute: its row is a part of that proof
    check_solved("a tolerance that binds", variant(goals=[{"id": "equity", "tolerance": "50%"}, "commute", lottery]),
                 "equity", "commute", "lottery")
    check_solved("a tolerance and more moves",
                 variant(goals=[{"id": "equity", "tolerance": "100%"}, "moves", lottery], quotas=PLAN["quotas"][:1]),
                 "equity", "moves", "lottery")
    soft = [{**PLAN["quotas"][0], "min": "75%", "soft": True}, PLAN["quotas"][1]]
    manifest = check_solved("a soft quota", variant(quotas=soft, goals=["shortfall", "equity"]), "shortfall", "equity")
    if manifest:
        expect(manifest["goals"][0]["best"] > 0, True, "a soft quota: heads are missed")
    wishes = {"wishes.csv": "教师,学校,志愿顺序\nT01,S2,1\nT04,S1,1\nT02,S3,1\nT08,S3,2\n"}
    manifest = check_solved("wishes", variant(tables=wishes, wishes="wishes.csv", goals=[{"id": "wishes", "points": [3, 2]}, "moves"]),
                            "wishes", "moves")
    if manifest:
        expect(manifest["goals"][0]["best"] > 0, True, "wishes: the goal's own value, not the program's")
    check_solved("without a lottery", variant(goals=["moves"]), "moves")
    run = solve(variant(goals=[]), "--proof")
    expect((run.code, sorted(os.listdir(os.path.join(out, "proof")))), (0, ["manifest.json", "names.csv"]), f"no goals: {run}")
    check_manifest("no goals", small.path("variant.json"), [], True)
    check_recheck(out, 3, "no goals", "no list of certificates")
    check_impossible("impossible by a quota", small.path("impossible.json"))
    for what, moved in {"too few": True, "too many": False}.items():
        nobody = [{**PLAN["quotas"][0], "count": {"moved": moved}, "min": 2, "max": 2}]
        check_impossible(f"nobody may move, {what} are counted", variant(eligibility={"min_years": 50}, quotas=nobody))
    locks = {"locks.csv": "教师,学校,类型,原因,决定人\nT01,S2,必须,,\nT02,S2,必须,,\nT03,S2,必须,,\n"}
    check_impossible("impossible by locks and a quota", variant(tables=locks, locks="locks.csv"))
    pair = {"locks.csv": "教师,学校,类型,原因,决定人\nT01,S3,必须,,\nT04,S1,必须,,\n",
            "pairs.csv": "甲,乙,规则\nT01,T04,不同时交流\n"}
    check_impossible("impossible by two locks and a pair",
                     variant(tables=pair, locks="locks.csv", pairs="pairs.csv", quotas=[], staffing={"subject_band": None}))


def check_refusals():
    """No certificate under codes; none without being asked for."""
    key = small.path("key")
    run = solve(small.path("plan.json"), "--proof", "--anonymous", key)
    expect((run.code, os.path.exists(out), os.path.exists(key)), (2, False, False), f"--proof --anonymous: {run}")
    expect("--anonymous" in run.err, True, f"--proof --anonymous: {run}")
    run = solve(small.path("plan.json"))
    expect((run.code, os.path.exists(os.path.join(out, "proof"))), (0, False), f"without --proof: {run}")
    expect(any("certified" in goal for goal in read_json(out, "summary.json")["goals"]), False, "without --proof")
    for command in ("verify", "check", "compare"):
        run = small.run(command, extra=["--proof"])
        expect(run.code, 2, f"{command} --proof: {run}")


# ---- what was forged ----


def seal(folder):
    """As a forger would: the hashes and sizes of the manifest fit again."""
    path = os.path.join(folder, "proof", "manifest.json")
    manifest = read_json(path)
    manifest["roster"] = digest(folder, "roster.csv")
    for row in manifest["goals"]:
        row["sha256"] = digest(folder, "proof", row["file"])
        row["bytes"] = os.path.getsize(os.path.join(folder, "proof", row["file"]))
    write(json.dumps(manifest).encode(), path)


def edit(name, pattern, replace):
    """A change of a certificate: the one place where `pattern` is first found."""
    def forge(folder):
        text = read(folder, "proof", name).decode()
        forged = re.sub(pattern, replace, text, count=1, flags=re.M | re.S)
        if forged == text:
            fault(f"{name}: {pattern} changes nothing")
        write(forged.encode(), folder, "proof", name)
    return forge


def drop_row(folder):
    lines = read(folder, "roster.csv").splitlines(keepends=True)
    write(b"".join(lines[:1] + lines[2:]), folder, "roster.csv")


def swap_files(folder):
    one, two = (os.path.join(folder, "proof", name) for name in ("2-commute.vipr", "3-lottery.vipr"))
    a, b = read(one), read(two)
    write(a, two)
    write(b, one)


def better_best(folder):
    path = os.path.join(folder, "proof", "manifest.json")
    manifest = read_json(path)
    manifest["goals"][0]["best"] -= 1
    write(json.dumps(manifest).encode(), path)


def no_more(folder):
    """The last goal's certificate is gone, and said to be none."""
    path = os.path.join(folder, "proof", "manifest.json")
    manifest = read_json(path)
    manifest["goals"][-1].update({"file": None, "certified": False})
    write(json.dumps(manifest).encode(), path)


def add(number, change):
    return str(int(number) + change)


def check_forged():
    run = solve(small.path("plan.json"), "--proof")
    expect(run.code, 0, f"to be forged: {run}")
    equity, commute = "1-equity.vipr", "2-commute.vipr"
    forgeries = {
        "a row of the roster": (drop_row, "roster"),
        # the head of CON, then: name, sense, side, count, column, coefficient
        "a coefficient": (edit(commute, r"^(CON .*?\n\S+ E \S+ \d+ +\d+ )(-?\d+)", lambda m: m[1] + add(m[2], 1)), commute),
        "a right-hand side": (edit(commute, r"^(CON .*?\n\S+ E )(-?\d+)", lambda m: m[1] + add(m[2], 1)), commute),
        "a bound of a column": (edit(commute, r"^(CON .*?\n\S+ L )(-?\d+)( 1 )", lambda m: m[1] + add(m[2], 1) + m[3]), commute),
        "the value that is proved": (edit(equity, r"^RTP range (-?\d+) (-?\d+)", lambda m: f"RTP range {add(m[1], 1)} {add(m[2], 1)}"), equity),
        "the bound that is derived last": (edit(equity, r"(.*\n\S+ G )(-?\d+)( OBJ)", lambda m: m[1] + add(m[2], 1) + m[3]), equity),
        "a multiplier": (edit(equity, r"(\{ lin \d+ +\d+ )(-?\d+)", lambda m: m[1] + add(m[2], 7)), equity),
        "a coefficient of the goal": (edit(commute, r"^(OBJ min\n\d+ +\d+ )(-?\d+)", lambda m: m[1] + add(m[2], 1)), commute),
        "a column of the solution": (edit(commute, r"^(SOL .*?\nroster \d+ +\d+ )(-?\d+)", lambda m: m[1] + add(m[2], 1)), commute),
        "two files swapped": (swap_files, commute),
        "a best value": (better_best, "best of equity"),
        "a goal without its file": (no_more, "lottery has no certificate"),
    }
    forged = small.path("forged")
    for what, (forge, part) in forgeries.items():
        for sealed in (False, True):
            if sealed and what == "a goal without its file":
                continue
            shutil.rmtree(forged, ignore_errors=True)
            shutil.copytree(out, forged)
            forge(forged)
            if sealed:
                seal(forged)
            check_recheck(forged, 6, f"{what}, {'sealed again' if sealed else 'as it is'}", part)
    # The certificates are of this roster: another one that is as valid is refused.
    check_recheck(out, 0, "its own roster", roster=os.path.join(out, "roster.csv"))
    other = small.path("other")
    small.solve(variant(goals=["moves"]), other)
    check_recheck(out, 6, "the roster of another plan", roster=os.path.join(other, "roster.csv"))


check_cases()
check_refusals()
check_forged()
small.close()
finish("certificates of every case hold, and forged ones do not")
