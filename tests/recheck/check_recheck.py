"""lungang-recheck against certificates by hand, against forged ones, and against a second opinion (oracle.py).
usage: check_recheck.py PROGRAM [VIPRCHK]    the second one, not part of the tests, is the format's own checker"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import certificates as by_hand
import oracle
from certificates import Proof

PROGRAM = os.path.abspath(sys.argv[1])
VIPRCHK = sys.argv[2] if len(sys.argv) > 2 else None
GOOD = {f.__name__: f().text() for f in (by_hand.knapsack, by_hand.rounding, by_hand.tree, by_hand.impossible,
                                         by_hand.huge)}
failures, checks, foreign = [], 0, {"both refuse": 0, "viprchk alone accepts": 0, "recheck alone accepts": 0}


def run(*arguments, lang="en", **more):
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run([PROGRAM, "--lang", lang, *arguments], capture_output=True, text=True, env=environment, **more)


def expect(what, found, code, *parts):
    """The exit status, and each part in what was printed."""
    global checks
    checks += 1
    said = found.stdout + found.stderr
    if found.returncode != code or not all(part in said for part in parts):
        failures.append(f"{what}: exit {found.returncode}, expected {code} and {parts}:\n{said}")


def try_proof(what, proof, code, *parts, spoil=lambda folder: None):
    with tempfile.TemporaryDirectory() as folder:
        path = proof.write(folder)
        spoil(path)
        expect(what, run(path), code, *parts)


def try_text(what, text, code, *parts):
    try_proof(what, Proof([("goal", text)]), code, *parts)


def viprchk_accepts(text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "file.vipr")
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        try:
            return subprocess.run([VIPRCHK, path], capture_output=True, timeout=20, check=False).returncode == 0
        except subprocess.TimeoutExpired:
            return False


def line_of(text, begin):
    return next(k for k, line in enumerate(text.splitlines(), 1) if line.startswith(begin))


def change(name, old, new):
    """One place of a good certificate, which must be there once; and the line of it."""
    text = GOOD[name]
    assert text.count(old) == 1, (name, old)
    return text.replace(old, new), text[:text.index(old)].count("\n") + 1


def accepted():
    for name, text in GOOD.items():
        for packed in (False, True):
            try_proof(name, Proof([(name, text)], packed=packed), 0, f"{name}: proved", "1 of 1 proved")
        try_proof(f"{name}, other blanks", Proof([(name, text.replace("\n", "\r\n").replace(" ", " \t "))]), 0)
        if not oracle.holds(text):
            failures.append(f"{name}: the second opinion differs")
        if VIPRCHK and not viprchk_accepts(text):
            failures.append(f"{name}: viprchk refuses")
    try_proof("two goals", by_hand.district(), 0, "moves: proved: nothing is better than 2", "way: proved")
    try_proof("two goals with a tolerance", by_hand.district(held=2), 0, "moves held at 3")
    proof = by_hand.district()
    proof.best["way"] = "-2"  # of a goal to maximise
    try_proof("a goal to maximise", proof, 0, "nothing is better than -2")
    proof.best["way"] = 2  # a number of JSON
    try_proof("best as a number", proof, 0)
    proof = by_hand.district()
    proof.headings = ["工号", "派出学校代码", "接收学校代码", "原因"]
    try_proof("Chinese headings", proof, 0)


def forged_derivations():
    cases = [
        ("a sign", "knapsack", "lin 3 6 -4/3", "lin 3 6 4/3", "the factor of row 1 has the wrong sign"),
        ("a multiplier", "knapsack", "lin 3 6 -4/3", "lin 3 6 -5/3", "another coefficient of column 0"),
        ("a multiplier, too weak", "huge", "lin 2 4 1", "lin 2 4 2", "another coefficient of column 0"),
        ("an index", "rounding", "lin 2 0 1/4 3 3/4", "lin 2 0 1/4 2 3/4", "is used after"),
        ("an index of a later row", "rounding", "rnd 1 4 1", "rnd 1 5 1", "5 is no whole number from 0 to 4"),
        ("a row twice", "rounding", "lin 2 0 1/4 3 3/4", "lin 3 0 1/4 3 3/8 3 3/8", "row 3 stands twice"),
        ("a dropped branch", "impossible", "uns 5 3 6 4", "uns 5 3 5 4", "still assumes row 3"),
        ("no discharge", "impossible", "{ uns 5 3 6 4 }", "{ lin 1 6 1 }", "still assumes row 4"),
        ("a gap between the branches", "impossible", "a4 G 1 1 1 1", "a4 G 2 1 1 1", "rows 3 and 4 do not assume"),
        ("branches of two rows", "impossible", "a4 G 1 1 1 1", "a4 G 1 1 0 1", ""),
        ("a branch that is no whole row", "impossible", "a4 G 1 1 1 1", "a4 G 1 1 1 1/2", ""),
        ("a branch at no whole number", "tree", "one G 1 1 0 1", "one G 1/2 1 0 1", ""),
        ("a branch that is derived", "impossible", "uns 5 3 6 4", "uns 5 3 6 1", "rows 3 and 1 do not assume"),
        ("a last row used later", "rounding", "lin 2 0 1/2 1 -2/4 } 3", "lin 2 0 1/2 1 -2/4 } 2", "row 2 is used after"),
        ("a last row that there is not", "rounding", "rnd 1 2 1 } 4", "rnd 1 2 1 } 6", "6 is no whole number from -1 to 5"),
        ("the bound of a derivation", "rounding", "C5 G 1/4", "C5 G 1/2", "gives no more than >= 1/4"),
        ("rounded too far", "rounding", "C6 G 1 OBJ", "C6 G 2 OBJ", "gives no more than >= 1"),
        ("rounded with a fraction", "rounding", "C5 G 1/4 OBJ { lin 2 0 1/4 3 3/4",
         "C5 G 1 2 0 1/2 1 1/2 { rnd 2 0 1/8 3 3/8", "rounded, though column 0 has no whole coefficient"),
        ("the last row is too weak", "rounding", "C6 G 1 OBJ", "C6 G 0 OBJ", "the last row is not what is to be proved"),
        ("the last row is another", "rounding", "C6 G 1 OBJ { rnd 1 4 1 }", "C6 G 1 2 0 4 1 1 { lin 1 0 1 }", "the last row is not"),
        ("a cutoff that is too strong", "tree", "better L -2", "better L -3", "no solution gives this limit"),
        ("a cutoff as a lower bound", "tree", "better L -2 OBJ { sol }", "better G -1 OBJ { sol }", "no solution gives"),
        ("a cutoff of another row", "tree", "better L -2 OBJ { sol }", "better L -2 1 0 1 { sol }", "no solution gives"),
        ("a reason that is none", "tree", "{ sol }", "{ believe }", "believe is no reason"),
        ("no derivations", "impossible", "DER 5", "DER 0", "there are no derivations"),
        ("more derivations", "rounding", "DER 4", "DER 5", "the file ends too early"),
        ("fewer derivations", "rounding", "DER 4", "DER 3", "5 is no whole number from -1 to 4"),
    ]
    for what, name, old, new, why in cases:
        text, line = change(name, old, new)
        goal = "infeasible.vipr" if name == "impossible" else "1-goal.vipr"
        try_text(what, text, 6, "NOT PROVED", f"{goal}:", why)
        if why and what not in ("a dropped branch", "no discharge", "a gap between the branches", "fewer derivations",
                                "more derivations", "a last row used later", "no derivations", "an index"):
            try_text(what, text, 6, f"{goal}:{line}: ")
        compare_with_viprchk(what, text)


def forged_statements():
    cases = [
        ("the range", "rounding", "RTP range 1 1", "RTP range 0 1", "the ends of the range differ"),
        ("half a range", "rounding", "RTP range 1 1", "RTP range 1 inf", "inf is no whole number"),
        ("a better range", "rounding", "RTP range 1 1", "RTP range 0 0", "no solution has the value"),
        ("a worse range", "rounding", "RTP range 1 1", "RTP range 2 2", "better than what is to be proved"),
        ("a solution worse by one", "rounding", "roster 1 1 1", "roster 1 1 2", "no solution has the value"),
        ("a solution that breaks a row", "rounding", "roster 1 1 1", "roster 1 0 1", "the solution breaks row 1"),
        ("half a solution", "huge", "roster 1 0 1", "roster 1 0 1/2", "the solution is not whole"),
        ("no solution", "rounding", "SOL 1\nroster 1 1 1", "SOL 0", "0 is no whole number from 1 to 2"),
        ("no roster", "rounding", "roster 1 1 1", "best 1 1 1", "no solution called roster"),
        ("one name twice", "rounding", "SOL 1\n", "SOL 2\nroster 1 1 1\n", "two solutions have one name"),
        ("another name", "rounding", "roster 1 1 1", "opt 1 1 1", "roster or best, not opt"),
        ("a column that is not whole", "rounding", "INT 2\n0 1", "INT 1\n0", "1 is no whole number from 2 to 2"),
        ("a column twice in INT", "rounding", "INT 2\n0 1", "INT 2\n0 0", "column 0 stands twice in INT"),
        ("to maximise", "rounding", "OBJ min", "OBJ max", "min was expected, not max"),
        ("a column twice in a row", "rounding", "C1 G 1 2 0 4 1 1", "C1 G 1 2 0 4 0 1", "a column stands twice"),
        ("a column name twice", "rounding", "\nx\ny\n", "\nx\nx\n", "two columns have the name x"),
        ("a row name twice", "rounding", "C2 L", "C1 L", "two rows have the name C1"),
        ("a coefficient", "rounding", "C1 G 1 2 0 4 1 1", "C1 G 1 2 0 5 1 1", ""),
        ("a decimal", "rounding", "C1 G 1 2", "C1 G 1.0 2", "1.0 is no whole number"),
        ("a plus sign", "rounding", "C1 G 1 2", "C1 G +1 2", "+1 is no whole number"),
        ("a denominator 0", "rounding", "lin 2 0 1/2", "lin 2 0 1/0", "1/0 is no whole number"),
        ("a number too large", "rounding", "lin 2 0 1/2", "lin 2 0 1/" + "9" * 10000, "of up to 10000 digits"),
        ("an index too large", "rounding", "rnd 1 4 1", "rnd 1 99999999999999999999 1", "is no whole number from 0"),
        ("a count too large", "rounding", "VAR 2", "VAR 400000000", "too short for 400000000"),
        ("a count below 0", "rounding", "VAR 2", "VAR -2", "-2 is no whole number"),
        ("a sense", "rounding", "C1 G 1 2", "C1 N 1 2", "a row is L, E or G, not N"),
        ("a control character", "rounding", "\nx\ny\n", "\nx\x01\ny\n", "a control character"),
        ("OBJ in the program", "rounding", "C1 G 1 2 0 4 1 1", "C1 G 1 OBJ", "OBJ is no whole number"),
        ("text behind", "rounding", "rnd 1 4 1 } 0\n", "rnd 1 4 1 } 0\nmore\n", "where the file should end"),
        ("a solution of the impossible", "impossible", "SOL 0", "SOL 1\nroster 0", "1 is no whole number from 0 to 0"),
    ]
    for what, name, old, new, why in cases:
        text, line = change(name, old, new)
        goal = "infeasible.vipr" if name == "impossible" else "1-goal.vipr"
        try_text(what, text, 6, "NOT PROVED", f"{goal}:", why)
    for name, text in GOOD.items():
        for cut in range(60, len(text) - 8, 37):
            try_text(f"{name} cut off at {cut}", text[:cut], 6, "NOT PROVED", ".vipr:")
    for what, text in (("another version", GOOD["rounding"].replace("VER 1.0", "VER 1.1")),
                       ("no certificate", "teacher_id,school\nT1,S1\n"), ("an empty file", "")):
        try_text(what, text + "\nRTP range 1 1", 3, "1-goal.vipr:")


def forged_folders():
    def edit(file, old, new):
        def spoil(folder):
            path = os.path.join(folder, file)
            with open(path, "rb") as source:
                text = source.read()
            assert text.count(old) >= 1, (file, old)
            with open(path, "wb") as out:
                out.write(text.replace(old, new, 1))
        return spoil

    def remove(file):
        return lambda folder: os.remove(os.path.join(folder, file))

    def swap(folder):
        first, second = os.path.join(folder, "1-moves.vipr"), os.path.join(folder, "2-way.vipr")
        os.rename(first, first + "x")
        os.rename(second, first)
        os.rename(first + "x", second)

    spoils = [
        ("a wrong hash", edit("1-moves.vipr", b"made by hand", b"made by Hand"), 6, "1-moves.vipr: its SHA-256 is"),
        ("swapped files", swap, 6, "1-moves.vipr: its SHA-256 is", "2-way.vipr: its SHA-256 is", "0 of 2 proved"),
        ("a file is missing", remove("2-way.vipr"), 6, "moves: proved", "2-way.vipr: cannot be read", "1 of 2 proved"),
        ("another roster", edit("../roster.csv", b"T2", b"T1"), 6, "roster.csv: its SHA-256 is"),
        ("no roster", remove("../roster.csv"), 6, "roster.csv: cannot be read"),
        ("no manifest", remove("manifest.json"), 3, "manifest.json: cannot be read"),
        ("a damaged manifest", edit("manifest.json", b"{", b"["), 3, "no list of certificates"),
        ("no names", remove("names.csv"), 6, "names.csv: cannot be read"),
        ("another school in the names", edit("names.csv", b"x_2_1,,T2,S1,T2,S1", b"x_2_1,,T2,S1,T2,S3"), 6,
         "names.csv:5: teacher T2 has no place that agrees"),
        ("another home", edit("names.csv", b"T1,S1,home", b"T1,S1,away"), 6, "names.csv:3: teacher T1 has no place"),
        ("a home more", edit("names.csv", b"route: partner", b"home: partner"), 6, "names.csv:4: a second place S2"),
        ("a home that is another", edit("names.csv", "x_2_2,,T2,S2,T2,S2".encode(), b"x_2_2,,T2,S2,T2,S4"), 6,
         "roster.csv:2: teacher T2 does not come from S4"),
        ("a constant that moves", edit("names.csv", b"x_4_2,,T4,S2,T4,S2,route", b"x_4_2,,T4,S2,T4,S2,home"), 6,
         "roster.csv:4: teacher T4 does not come from S2"),
        ("a teacher whom the names lack", edit("names.csv", b"constant,x_4_2", b"forgotten,x_4_2"), 6,
         "roster.csv:4: names.csv has no teacher T4"),
        ("a column whom the names lack", edit("names.csv", b"column,one", b"row,one"), 6, "its columns are not those"),
        ("a column twice in the names", edit("names.csv", b"column,one", b"column,x_1_1"), 6, "x_1_1 stands there twice"),
        ("a cell more", edit("names.csv", b"column,one,,", b"column,one,,,"), 6, "names.csv:2: this row is no sound CSV"),
        ("a quotation mark", edit("names.csv", b"column,one", b'column,o"ne'), 6, "names.csv:2: this row is no sound CSV"),
        ("no column text", edit("names.csv", b"text", b"test"), 6, "names.csv:1: there is no column text"),
    ]
    for what, spoil, code, *parts in spoils:
        try_proof(what, by_hand.district(), code, *parts, spoil=spoil)

    def variant(what, code, *parts, goals=None, **changes):
        proof = by_hand.district()
        if goals:
            proof.goals = [(name, c if isinstance(c, str) else c.text()) for name, c in goals]
        for key, value in changes.items():
            setattr(proof, key, value)
        try_proof(what, proof, code, *parts)

    moves, way = by_hand.district_goal(), by_hand.district_goal(1, "way")
    variant("an earlier goal is not held", 6, "the earlier goal moves is not held",
            goals=[("moves", moves), ("way", by_hand.district_goal(None, "way"))])
    variant("an earlier goal is held as another", 6, "held_moves does not hold what 1-moves.vipr proves",
            goals=[("moves", moves), ("way", way.text().replace("held_moves L 1 2 1 1 2 1", "held_moves L 1 1 1 1"))])
    luck = by_hand.district_goal(2, "way")
    luck.row("held_way", "L", 2, {"x_1_2": 3, "x_2_1": 2})
    variant("a goal is held at two values", 6, "way: proved", "3-luck.vipr:26: held_moves does not hold what 1-moves.vipr",
            goals=[("moves", moves), ("way", way), ("luck", luck)])
    variant("an unknown goal is held", 6, "held_luck is of no earlier goal",
            goals=[("moves", moves), ("way", way.text().replace("held_moves", "held_luck"))])
    variant("a goal holds itself", 6, "held_moves is of no earlier goal",
            goals=[("moves", by_hand.district_goal(1)), ("way", way)])
    variant("a program of another plan", 6, "its program is not that of 1-moves.vipr",
            goals=[("moves", moves), ("way", way.text().replace("R8_1 G 1", "R8_1 G 2/2"))])
    variant("another goal's value in the manifest", 6, "best of way is not what 2-way.vipr proves", best={"way": 3})
    variant("no value in the manifest", 6, "best of way is not", best={"way": True})
    variant("a value that is none", 6, "best of way is not", best={"way": "2,0"})
    variant("a roster with another move", 6, "the solution is not roster.csv: x_1_1 is not 0", roster=[("T1", "S1", "S2"), ("T4", "S1", "S2")])
    wrong = by_hand.district_goal()
    wrong.solutions = [("roster", {"x_1_2": 1, "x_2_2": 1, "one": 1})]
    variant("a solution that is another roster", 6, "the solution is not roster.csv: x_1_1 is not 1 (teacher T1, school S1)",
            goals=[("moves", wrong), ("way", way)])
    wrong.solutions = [("roster", {"x_1_1": 2, "x_1_2": -1, "x_2_1": 2, "x_2_2": -1, "one": 1})]
    variant("a teacher in two halves", 6, "1-moves.vipr:", goals=[("moves", wrong), ("way", way)])
    variant("a teacher twice in the roster", 6, "roster.csv:4: T2 stands there twice", roster=by_hand.ROSTER[:1] * 2)
    for key, value in (("certified", False), ("file", "../roster.csv"), ("file", ".vipr"), ("sha256", "0")):
        variant(f"{key} {value}", 6, "manifest.json: moves has no certificate", "way: proved",
                change=lambda manifest, key=key, value=value: manifest["goals"][0].update({key: value}))
    variant("no goals", 3, change=lambda manifest: manifest.update(goals=[]))
    variant("a program that is no roster's", 6, change=lambda manifest: manifest.update(roster=None))
    variant("impossible twice", 6, "is proved alone", "0 of 2 proved", places=[], roster=[],
            goals=[("goal", by_hand.impossible()), ("more", by_hand.impossible())])

    for what, old, new in (("gzip: a byte", 40, b"\xff"), ("gzip: the checksum", -6, b"\xff\x00"), ("gzip: more", 10 ** 6, b"more"),
                           ("gzip: cut off", None, None), ("gzip: none", 0, b"VER ")):
        proof = Proof([("goal", GOOD["rounding"])], packed=True)

        def spoil(folder, old=old, new=new):
            path = os.path.join(folder, "1-goal.vipr.gz")
            with open(path, "rb") as source:
                data = bytearray(source.read())
            if old is None:
                data = data[:-9]
            elif old == 10 ** 6:
                data += new
            else:
                data[old:old + len(new)] = new
            with open(path, "wb") as out:
                out.write(data)
            manifest = os.path.join(folder, "manifest.json")
            with open(manifest, encoding="utf-8") as source:
                told = json.load(source)
            told["goals"][0]["sha256"] = by_hand.hashlib.sha256(data).hexdigest()
            with open(manifest, "w", encoding="utf-8") as out:
                json.dump(told, out)
        try_proof(what, proof, 6, "1-goal.vipr.gz: the gzip file is damaged", spoil=spoil)


def compare_with_viprchk(what, text):
    if not VIPRCHK:
        return
    ours, theirs = oracle.holds(text), viprchk_accepts(text)
    key = "recheck alone accepts" if ours and not theirs else "viprchk alone accepts" if theirs and not ours else "both refuse"
    if ours and theirs:
        return
    foreign[key] += 1
    if key != "both refuse":
        print(f"  {key}: {what}")


def mutants():
    """One word of a good certificate changed: accepted exactly where the second opinion accepts it. LG_SEEDS of them,
    drawn from all places and the ways below."""
    made = []
    for name, text in GOOD.items():
        begin = text.index("VER")
        words = re.split(r"(\s+)", text[begin:])
        for k in range(0, len(words) - 1, 2):
            word = words[k]
            new = {"G": ["L", "E"], "L": ["G"], "E": ["G"], "lin": ["rnd"], "rnd": ["lin"], "OBJ": ["0"], "asm": ["sol"]}.get(word)
            if re.fullmatch(r"-?[0-9]+(/[0-9]+)?", word):
                value = oracle.number(word)
                new = [str(value + 1), str(value - 1), str(-value), f"{value.numerator}/{value.denominator + 1}"]
                if name == "huge":
                    new = new[:2]
            for other in new or []:
                if other != word:
                    made.append((f"{name}: word {k // 2}: {word} -> {other}", k < 4,
                                 text[:begin] + "".join(words[:k] + [other] + words[k + 1:])))
    tried = random.Random(18).sample(made, min(len(made), int(os.environ.get("LG_SEEDS", "300"))))
    still = 0
    for what, in_head, changed in tried:
        holds = oracle.holds(changed)
        still += holds
        # What the manifest says of the goal is made from the text itself.
        try_text(what, changed, 0 if holds else 3 if in_head else 6)
        compare_with_viprchk(what, changed)
    print(f"{len(tried)} of {len(made)} certificates with one word changed, of which {still} still hold")
    if len(made) < 1000 or not 0 < still < len(tried):
        failures.append("the words to change were not found")


def command_line():
    expect("--version", subprocess.run([PROGRAM, "--version"], capture_output=True, text=True), 0, "lungang-recheck ")
    expect("--help", run("--help"), 0, "usage: lungang-recheck")
    expect("--help in Chinese", run("--help", lang="zh"), 0, "用法")
    expect("no folder", run(), 2, "usage: lungang-recheck")
    expect("three operands", run("a", "b", "c"), 2, "usage:")
    expect("an unknown option", run("--fast", "a"), 2, "usage:")
    expect("a language that is none", subprocess.run([PROGRAM, "--lang", "xx", "a"], capture_output=True, text=True), 2)
    expect("no such folder", run("/nowhere"), 3, "/nowhere: manifest.json: cannot be read")
    with tempfile.TemporaryDirectory() as folder:
        path = by_hand.district().write(folder)
        os.rename(os.path.join(folder, "roster.csv"), os.path.join(folder, "mine.csv"))
        expect("the roster by name", run(path, os.path.join(folder, "mine.csv")), 0, "2 of 2 proved")
        expect("the roster is elsewhere", run(path), 6, "roster.csv: cannot be read")
        expect("in Chinese", run(path, os.path.join(folder, "mine.csv"), lang="zh"), 0, "已证明")
        with open("/dev/full", "w", encoding="utf-8") as full:
            found = subprocess.run([PROGRAM, path, os.path.join(folder, "mine.csv")], stdout=full, stderr=subprocess.PIPE, text=True)
        found.stdout = ""
        expect("a full disk", found, 70)
    with tempfile.TemporaryDirectory() as folder:
        path = Proof([("impossible", by_hand.impossible())]).write(folder)
        expect("a roster of the impossible", run(path, os.path.join(path, "names.csv")), 6, "of no roster")
    try_text("names are shown harmless", GOOD["rounding"].replace("C1 G", "C1 \u001b]0;evil\u0007G"), 6, "a control character")
    try_text("names are shown harmless", GOOD["rounding"].replace("C1 G", "C1 \u202eG"), 6, "a row is L, E or G, not ?G")


for part in (accepted, forged_derivations, forged_statements, forged_folders, command_line, mutants):
    before = len(failures)
    part()
    print(f"{part.__name__}: {'failed' if len(failures) > before else 'passed'}")
for failure in failures[:20]:
    print(failure)
if VIPRCHK:
    print(foreign)
print(f"{checks} runs, {len(failures)} failures")
sys.exit(1 if failures or checks < 100 else 0)
