"""`solve --proof`: what is written, that lungang-recheck accepts it, and that it refuses what was forged afterwards.
usage: check_proof.py PROGRAM RECHECK LG_GENERATE"""
import csv
import gzip
import hashlib
import json
import os
import random
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
# Soft shares that pull in many directions: trees that grow large without cuts.
weighted = small.path("weighted")
Run([os.path.realpath(sys.argv[3]), "--seed", "5", "--teachers", "60", "--schools", "5", "--plan=weighted", "-o", weighted], small.folder)


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


def verify(folder, plan, roster=True):
    """Are the certificates in folder/proof of this plan and the roster beside them?"""
    return Run([small.program, "verify", plan, *([os.path.join(folder, "roster.csv")] if roster else []),
                "--proof", os.path.join(folder, "proof"), "--lang", "en"], small.folder, environment())


def check_tied(what, plan, count, roster=True):
    run = verify(out, plan, roster)
    expect(run.code, 0, f"{what}: verify --proof {run}")
    expect(f"{count} of {count} certificates are there" in run.out, True, f"{what}: verify --proof {run}")


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
    for kind, name, _, _, _, teacher, school, text in rows[1:]:
        expect(kind in ("column", "row", "constant"), True, f"{what}: kind {kind}")
        expect(name == "", kind == "constant", f"{what}: a constant has no column")
        if teacher:
            places.setdefault(teacher, []).append((school, text.startswith("guest:")))
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
    check_tied(what, plan, len(goals))
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
    check_tied(what, plan, 1, roster=False)


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
    units = {"units.csv": "学校,学段,学科,最少,最多,应有\nS3,小学,语文,3,,5\nS2,小学,语文,,4,2\n"}
    flexible = {"flexible": {"who": {}}, "flexible_demand": "units.csv", "goals": ["flexible", "equity", lottery]}
    check_solved("flexible service", variant(tables=units, **flexible), "flexible", "equity", "lottery")
    with open(os.path.join(out, "roster.csv"), encoding="utf-8-sig") as file:
        guests = [row for row in csv.DictReader(file) if row["guest_id"]]
    expect(len(guests) > 0, True, "flexible service: there are guests")
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


def check_cuts():
    """Where a tree alone grows large its certificate has cuts: splits of a sum of columns, not of one."""
    check_solved("weighted shares", os.path.join(weighted, "plan.json"), "shortfall", "equity", "wishes", "commute", "lottery")
    splits = 0
    for name in os.listdir(os.path.join(out, "proof")):
        if name.endswith(".vipr"):
            splits += len(re.findall(rb"^\S+ L -?\d+ (?:[2-9]|\d\d+) .*\{ asm \}", read(out, "proof", name), re.M))
    expect(splits > 5, True, f"weighted shares: {splits} cuts in the certificates")


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
    if os.path.exists(os.path.join(folder, "roster.csv")):
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
    units = {"units.csv": "学校,学段,学科,最少,最多,应有\nS3,小学,语文,3,,5\n"}
    guests = solve(variant(tables=units, flexible={"who": {}}, flexible_demand="units.csv", goals=["flexible", "lottery"]), "--proof")
    expect(guests.code, 0, f"guests to be forged: {guests}")
    shutil.rmtree(forged, ignore_errors=True)
    shutil.copytree(out, forged)
    with open(os.path.join(forged, "roster.csv"), encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    at = rows[0].index("guest_id")
    row = next(row for row in rows[1:] if row[at])
    row[at] = ""
    write("".join(",".join(row) + "\r\n" for row in rows).encode(), forged, "roster.csv")
    seal(forged)
    check_recheck(forged, 6, "a guest school left out of the roster", "has no place that agrees with the roster")
    run = solve(small.path("plan.json"), "--proof")
    # The certificates are of this roster: another one that is as valid is refused.
    check_recheck(out, 0, "its own roster", roster=os.path.join(out, "roster.csv"))
    other = small.path("other")
    small.solve(variant(goals=["moves"]), other)
    check_recheck(out, 6, "the roster of another plan", roster=os.path.join(other, "roster.csv"))


# ---- certificates that were drawn to be wrong ----

DRAWN = 200  # forgeries
STATEMENT = ("coefficient", "side", "cost", "name", "value", "solution", "roster", "sense")
DERIVED = ("multiplier", "sign", "index", "rounded", "branch", "assumption")


def drawn_line(draw, lines, fits):
    found = [k for k, line in enumerate(lines) if fits(line)]
    return draw.choice(found) if found else None


def forge_statement(draw, kind, lines, at):
    """Changes what is claimed; at: where the parts of the file begin."""
    def pick(part, until, fits=lambda line: True):
        k = drawn_line(draw, lines[at[part] + 1:at[until]], fits)
        return None if k is None else at[part] + 1 + k
    if kind == "name":
        k = pick("VAR", "INT")
        lines[k] += "9"
    elif kind == "value":
        k = at["RTP"]
        lines[k] = re.sub(r"range (-?\d+) (-?\d+)", lambda m: f"range {add(m[1], 1)} {add(m[2], 1)}", lines[k])
    elif kind == "cost":
        k = pick("OBJ", "CON", lambda line: len(line.split()) > 2)
        if k is not None:
            words = lines[k].split()
            words[draw.randrange(2, len(words), 2)] += "1"
            lines[k] = " ".join(words)
    elif kind in ("side", "coefficient", "sense"):
        k = pick("CON", "RTP")
        words = lines[k].split()
        if kind == "sense":
            words[1] = draw.choice([sense for sense in "LEG" if sense != words[1]])
        else:
            place = 2 if kind == "side" else draw.randrange(5, len(words), 2)
            words[place] = add(words[place], draw.choice((-1, 1)))
        lines[k] = " ".join(words)
    else:  # the solution: a column's value, or somebody in another place
        k = at["SOL"] + 1
        words = lines[k].split()
        place = draw.randrange(3, len(words), 2) if kind == "solution" else draw.randrange(2, len(words), 2)
        words[place] = add(words[place], 1)
        lines[k] = " ".join(words)


def forge_derived(draw, kind, lines, at):
    """Changes how it is proved."""
    body = range(at["DER"] + 1, len(lines))
    reasons = {"multiplier": "lin", "sign": "lin", "index": "lin", "rounded": "rnd", "branch": "uns", "assumption": "uns"}
    found = [k for k in body if f"{{ {reasons[kind]} " in lines[k]]
    if not found:
        return False
    k = draw.choice(found)
    head, _, rest = lines[k].partition(f"{{ {reasons[kind]} ")
    words = rest.split()
    if kind == "rounded":  # rounded further than it can be
        told = head.split()
        told[2] = add(told[2], 1 if told[1] == "G" else -1)
        head = " ".join(told) + " "
    elif kind == "branch":  # one branch counts for both
        words[2:4] = words[0:2]
    elif kind == "assumption":  # another assumption is said to be the one
        words[1] = words[3]
    else:
        place = 1 + 2 * draw.randrange(int(words[0])) + (kind != "index")
        if kind == "index":
            words[place] = add(words[place], 1)
        elif kind == "sign":
            words[place] = words[place][1:] if words[place][0] == "-" else f"-{words[place]}"
        else:
            number, slash, below = words[place].partition("/")
            words[place] = add(number, 1) + slash + below
    lines[k] = head + f"{{ {reasons[kind]} " + " ".join(words)
    return True


def proofs_to_forge():
    """Plans with proofs of every kind, trees among them: each in a folder of its own."""
    soft = [{**PLAN["quotas"][0], "min": "75%", "soft": True}, PLAN["quotas"][1]]
    pair = {"locks.csv": "教师,学校,类型,原因,决定人\nT01,S3,必须,,\nT04,S1,必须,,\n",
            "pairs.csv": "甲,乙,规则\nT01,T04,不同时交流\n"}
    lottery = {"id": "lottery", "seed": "2020"}
    plans = [{}, {"quotas": soft, "goals": ["shortfall", "equity", "commute", lottery]},
             {"goals": [{"id": "equity", "tolerance": "50%"}, "commute", lottery]},
             {"tables": pair, "locks": "locks.csv", "pairs": "pairs.csv", "quotas": [], "staffing": {"subject_band": None}}]
    for k, changes in enumerate(plans):
        plan, kept = small.path(f"plan-{k}.json"), small.path(f"kept-{k}")
        os.rename(variant(**changes), plan)
        run = solve(plan, "--proof")
        expect(run.code in (0, 4), True, f"to be forged: {run}")
        shutil.copytree(out, kept, dirs_exist_ok=True)
        yield plan, kept, os.path.exists(os.path.join(kept, "roster.csv"))
    plan, kept = os.path.join(weighted, "plan.json"), small.path("kept-cuts")
    if not os.path.exists(kept):
        expect(solve(plan, "--proof").code, 0, "cuts to be forged")
        shutil.copytree(out, kept)
    yield plan, kept, True


def check_drawn():
    """Each is refused: those of derivations by recheck, those of the statement by recheck or verify."""
    draw, proofs, forged = random.Random(20), list(proofs_to_forge()), small.path("forged")
    refused = {kind: 0 for kind in STATEMENT + DERIVED}
    for number in range(DRAWN):
        kind = (STATEMENT + DERIVED)[number % len(STATEMENT + DERIVED)]
        for _ in range(100):
            plan, kept, has_roster = draw.choice(proofs)
            files = sorted(name for name in os.listdir(os.path.join(kept, "proof")) if name.endswith(".vipr"))
            name = draw.choice(files)
            before = read(kept, "proof", name).decode()
            lines = before.splitlines()
            at = {line.split()[0]: k for k, line in reversed(list(enumerate(lines))) if line[:3] in
                  ("VAR", "INT", "OBJ", "CON", "RTP", "SOL", "DER") and not line.endswith("}")}
            if kind in DERIVED:
                forge_derived(draw, kind, lines, at)
            elif has_roster or kind not in ("value", "cost", "solution", "roster"):
                forge_statement(draw, kind, lines, at)
            after = "\n".join(lines) + "\n"
            if after.split() != before.split():
                break
        shutil.rmtree(forged, ignore_errors=True)
        shutil.copytree(kept, forged)
        write(after.encode(), forged, "proof", name)
        seal(forged)
        derived = Run([recheck, os.path.join(forged, "proof")], forged, environment(LC_ALL="C.UTF-8"))
        tied = None if kind in DERIVED else verify(forged, plan, has_roster)
        if derived.code == 6 or (tied and tied.code == 6):
            refused[kind] += 1
        else:
            lines = [(a, b) for a, b in zip(before.splitlines(), after.splitlines()) if a != b]
            fault(f"forgery {number}, {kind} in {plan} {name}: {lines}: recheck {derived.code}, verify {tied and tied.code}")
    expect(sum(refused.values()), DRAWN, f"refused {refused}")


def check_other_plans():
    """What verify --proof says where folder, plan and roster do not belong together."""
    plan, kept, _ = next(proofs_to_forge())
    teachers = read(small.path("teachers.csv"))

    def told(what, code, part, **asked):
        run = verify(asked.get("folder", kept), asked.get("plan", plan), asked.get("roster", True))
        expect((run.code, part in run.out + run.err), (code, True), f"verify --proof, {what}: {run}")
    told("its own", 0, "3 of 3 certificates are there")
    os.mkdir(small.path("bare"))
    shutil.copy(os.path.join(kept, "roster.csv"), os.path.join(small.path("bare"), "roster.csv"))
    told("nothing there", 3, "is not a whole folder of certificates: manifest.json", folder=small.path("bare"))
    told("without its roster", 6, "name its roster", roster=False)
    write(teachers + b"\n", small.path("teachers.csv"))
    told("a changed table", 6, "teachers.csv: the file has changed since it was solved")
    write(teachers, small.path("teachers.csv"))
    told("another plan", 6, "this plan does not read such a file", plan=small.path("plan.json"))
    os.rename(variant(goals=["moves"]), plan)
    told("other goals", 6, "the goals are not those of this plan")
    forged = small.path("forged")
    os.rename(variant(), plan)
    for what, part in {"names.csv": "names.csv: the columns and rows are not those of this plan",
                       "1-equity.vipr": "not a whole folder of certificates: 1-equity.vipr"}.items():
        shutil.rmtree(forged, ignore_errors=True)
        shutil.copytree(kept, forged)
        path = os.path.join(forged, "proof", what)
        if what == "names.csv":
            write(read(path).replace(b"S1", b"S2", 1), path)
        else:
            os.remove(path)
        told(what, 6 if what == "names.csv" else 3, part, folder=forged)


check_cases()
check_cuts()
check_refusals()
check_other_plans()
check_forged()
check_drawn()
small.close()
finish("certificates of every case hold, and forged ones do not")
