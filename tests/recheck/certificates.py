"""Writes certificates and the folder around them, for the tests of lungang-recheck.

    c = Certificate(["x", "y"], {"x": 1, "y": 1})
    c.row("C1", "G", 1, {"x": 4, "y": 1})
    c.prove(1, roster={"y": 1})
    c.derive("d", "G", 1, "OBJ", "lin 1 0 1")
    Proof([("goal", c)]).write(folder)
"""
import csv
import gzip
import hashlib
import json
import os


def term_words(terms, index):
    words = [str(len(terms))]
    for name, value in terms.items():
        words += [str(index[name]), str(value)]
    return " ".join(words)


class Certificate:
    def __init__(self, columns, objective, comment="a certificate made by hand"):
        self.columns, self.objective, self.comment = columns, objective, comment
        self.index = {name: j for j, name in enumerate(columns)}
        self.rows, self.derivations, self.solutions = [], [], []
        self.relation = "infeas"

    def row(self, name, sense, rhs, terms):
        """A row of the program; returns its index."""
        self.rows.append(f"{name} {sense} {rhs} {term_words(terms, self.index)}")
        return len(self.rows) - 1

    def prove(self, best, roster, better=None):
        self.relation = f"range {best} {best}"
        self.solutions = [("roster", roster)] + ([("best", better)] if better is not None else [])

    def derive(self, name, sense, rhs, terms, reason, last=-1):
        """A derivation; terms may be "OBJ". Returns its index. Called when all rows are there."""
        shown = terms if terms == "OBJ" else term_words(terms, self.index)
        self.derivations.append(f"{name} {sense} {rhs} {shown} {{ {reason} }} {last}")
        return len(self.rows) + len(self.derivations) - 1

    def text(self):
        lines = [f"% {self.comment}", "VER 1.0", f"VAR {len(self.columns)}", *self.columns, f"INT {len(self.columns)}",
                 " ".join(str(j) for j in range(len(self.columns))), "OBJ min", term_words(self.objective, self.index),
                 f"CON {len(self.rows)} 0", *self.rows, f"RTP {self.relation}", f"SOL {len(self.solutions)}",
                 *(f"{name} {term_words(values, self.index)}" for name, values in self.solutions),
                 f"DER {len(self.derivations)}", *self.derivations]
        return "\n".join(lines) + "\n"


class Proof:
    """The folder: goals are (id, Certificate or text); places rows of names.csv beside the plain columns."""

    def __init__(self, goals, places=(), roster=(), packed=False):
        self.goals = [(name, c.text() if isinstance(c, Certificate) else c) for name, c in goals]
        self.places, self.roster, self.packed = list(places), list(roster), packed
        self.best = {}  # of a goal where it is not what stands behind RTP
        self.headings = ["teacher_id", "from_id", "to_id", "reason"]
        self.change = lambda manifest: None  # a last change of it

    def columns(self):
        words = self.goals[0][1].split()
        known = words[words.index("VAR") + 2:words.index("INT")] if "VAR" in words and "INT" in words else []
        return dict.fromkeys(known)

    def write(self, folder):
        proof = os.path.join(folder, "proof")
        os.makedirs(proof)
        infeasible = "infeas" in self.goals[0][1].split()
        manifest = {"lungang": "0.1.0", "inputs": [], "roster": None, "goals": []}
        for k, (name, text) in enumerate(self.goals):
            file = ("infeasible" if infeasible else f"{k + 1}-{name}") + ".vipr" + (".gz" if self.packed else "")
            data = text.encode()
            if self.packed:
                data = gzip.compress(data)
            with open(os.path.join(proof, file), "wb") as out:
                out.write(data)
            words = text.split()
            best = (words + [None])[words.index("range") + 1] if "range" in words else None
            manifest["goals"].append({"id": name, "file": file, "best": self.best.get(name, best), "certified": True,
                                      "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)})
        if not infeasible:
            taken = {place[1] for place in self.places}
            rows = [["column", name, "", "", "", "", "", ""] for name in self.columns() if name not in taken]
            rows += [[kind, name, "", teacher, school, teacher, school, text]
                     for kind, name, teacher, school, text in self.places]
            with open(os.path.join(proof, "names.csv"), "w", encoding="utf-8-sig", newline="") as out:
                csv.writer(out).writerows([["kind", "name", "rule", "id", "class", "teacher_id", "school_id", "text"]] + rows)
            path = os.path.join(folder, "roster.csv")
            with open(path, "w", encoding="utf-8-sig", newline="") as out:
                csv.writer(out).writerows([self.headings] + [[*row, 'said: "yes",\nand no'] for row in self.roster])
            with open(path, "rb") as made:
                manifest["roster"] = hashlib.sha256(made.read()).hexdigest()
        self.change(manifest)
        with open(os.path.join(proof, "manifest.json"), "w", encoding="utf-8") as out:
            json.dump(manifest, out, indent=1)
        return proof


# ---- certificates by hand ----

def bounds(c, names, upper=1):
    """Rows 0 <= x <= upper; returns {name: (index of the lower, index of the upper)}."""
    return {name: (c.row(f"lower_{name}", "G", 0, {name: 1}), c.row(f"upper_{name}", "L", upper, {name: 1}))
            for name in names}


def knapsack():
    """max 5a + 4b + 3c with 2a + 3b + c <= 5, negated: a goal to maximise. 9, by the price 4/3 and a rounding."""
    c = Certificate(["a", "b", "c"], {"a": -5, "b": -4, "c": -3})
    at = bounds(c, "abc")
    room = c.row("room", "L", 5, {"a": 2, "b": 3, "c": 1})
    c.prove(-9, roster={"a": 1, "b": 1})
    # -(4/3) room - (7/3) a - (5/3) c: at least -20/3 - 7/3 - 5/3 = -32/3; rounded -10
    first = c.derive("weak", "G", "-32/3", "OBJ", f"lin 3 {room} -4/3 {at['a'][1]} -7/3 {at['c'][1]} -5/3")
    c.derive("round", "G", -10, "OBJ", f"rnd 1 {first} 1", 8)
    # c <= 0, or c >= 1
    low = c.derive("low", "L", 0, {"c": 1}, "asm")
    high = c.derive("high", "G", 1, {"c": 1}, "asm")
    left = c.derive("left", "G", -9, "OBJ", f"lin 3 {low} -3 {at['a'][1]} -5 {at['b'][1]} -4")
    # with c = 1: 2a + 3b <= 4, so a + b <= 1 after a division by 2 and a rounding
    both = c.derive("both", "L", 1, {"a": 1, "b": 1}, f"rnd 3 {room} 1/3 {high} -1/3 {at['a'][1]} 1/3")
    right = c.derive("right", "G", -9, "OBJ", f"lin 4 {both} -4 {at['a'][1]} -1 {at['c'][1]} -3 {first} 0")
    c.derive("all", "G", -9, "OBJ", f"uns {left} {low} {right} {high}")
    return c


def rounding():
    """Of the format's own text, with cuts alone: min x + y, 4x + y >= 1, 4x - y <= 2. Fractions not in lowest terms."""
    c = Certificate(["x", "y"], {"x": 1, "y": 1})
    c.row("C1", "G", 1, {"x": 4, "y": 1})
    c.row("C2", "L", "4/2", {"y": -1, "x": 4})
    c.prove(1, roster={"y": 1})
    c.derive("C3", "G", "-1/2", {"y": 1}, "lin 2 0 1/2 1 -2/4", 3)
    c.derive("C4", "G", 0, {"y": 1}, "rnd 1 2 1", 4)
    c.derive("C5", "G", "1/4", "OBJ", "lin 2 0 1/4 3 3/4", 5)
    c.derive("C6", "G", 1, "OBJ", "rnd 1 4 1", 0)
    return c


def tree():
    """max x + y + z with 2(x + y), 2(y + z), 2(x + z) <= 3 and x + y + z a row of its own to branch on; and a cutoff."""
    c = Certificate(["x", "y", "z"], {"x": -1, "y": -1, "z": -1})
    at = bounds(c, "xyz")
    pairs = [c.row(f"pair_{a}{b}", "L", 3, {a: 2, b: 2}) for a, b in ("xy", "yz", "xz")]
    c.prove(-1, roster={"y": 1})
    better = c.derive("better", "L", -2, "OBJ", "sol")
    low = c.derive("low", "L", 0, {"x": 1, "y": 1}, "asm")
    high = c.derive("high", "G", 1, {"y": 1, "x": 1}, "asm")
    # low: z >= 2 by the cutoff
    left = c.derive("left", "G", 1, {}, f"lin 3 {low} -1 {better} -1 {at['z'][1]} -1")
    # high: x >= 1 or x <= 0
    one = c.derive("one", "G", 1, {"x": 1}, "asm")
    none = c.derive("none", "L", 0, {"x": 1}, "asm")
    y_is_0 = c.derive("y0", "L", 0, {"y": 1}, f"rnd 2 {pairs[0]} 1/2 {one} -1", 18)
    z_is_0 = c.derive("z0", "L", 0, {"z": 1}, f"rnd 2 {pairs[2]} 1/2 {one} -1", 18)
    with_x = c.derive("with", "G", 1, {}, f"lin 4 {better} -1 {y_is_0} -1 {z_is_0} -1 {at['x'][1]} -1")
    without_x = c.derive("without", "G", "1/2", {}, f"lin 3 {better} -1 {none} -1 {pairs[1]} -1/2")
    right = c.derive("right", "G", "1/2", {}, f"uns {with_x} {one} {without_x} {none}")
    c.derive("all", "G", -1, "OBJ", f"uns {left} {low} {right} {high}")
    return c


def impossible():
    """2x + y >= 1, -2x + 3y >= 0, -x + 4y <= 2 hold in no whole numbers."""
    c = Certificate(["x", "y"], {})
    c.row("C1", "G", 1, {"x": 2, "y": 1})
    c.row("C2", "G", 0, {"x": -2, "y": 3})
    c.row("C3", "L", 2, {"x": -1, "y": 4})
    c.derive("a3", "L", 0, {"y": 1}, "asm", 7)
    c.derive("a4", "G", 1, {"y": 1}, "asm", 7)
    c.derive("C5", "G", 1, {}, "lin 3 0 1 1 1 3 -4", 7)
    c.derive("C6", "G", 1, {}, "lin 3 1 1 2 -2 4 5", 7)
    c.derive("C7", "G", 1, {}, "uns 5 3 6 4")
    return c


def huge():
    """Numbers that need more than 64 and 128 bits on the way."""
    big = 10 ** 40
    c = Certificate(["x", "y"], {"x": big, "y": 1})
    c.row("C1", "G", f"1/{big + 1}", {"x": f"{2 * big}/{big + 1}", "y": f"1/{big - 1}"})
    c.row("C2", "G", 0, {"x": 1})
    c.row("C3", "L", 0, {"y": 1})
    c.row("C4", "G", 0, {"y": 1})
    c.prove(big, roster={"x": 1})
    at_least = c.derive("x", "G", 1, {"x": 1}, f"rnd 2 0 {big + 1}/{2 * big} 2 -{big + 1}/{2 * big * (big - 1)}")
    c.derive("end", "G", big, "OBJ", f"lin 2 {at_least} {big} 3 1")
    return c


# ---- two goals of one small district ----

PLACES = [("column", "x_1_1", "T1", "S1", "home"), ("column", "x_1_2", "T1", "S2", "route: partner"),
          ("column", "x_2_1", "T2", "S1", "homely route"), ("column", "x_2_2", "T2", "S2", "home: 留在原校"),
          ("constant", "x_3_1", "T3", "S1", "home"), ("constant", "x_4_2", "T4", "S2", "route")]
ROSTER = [("T2", "S2", "S1"), ("T4", "S1", "S2")]


def district_goal(held=None, objective="moves"):
    """Two teachers, two schools. Goal `moves`: movers, of which at least one is asked; it has the constant 1 for the
    teacher with one place. Goal `way`: the way of T1's move is 3, of T2's 2; held: the limit of moves."""
    names = ["x_1_1", "x_1_2", "x_2_1", "x_2_2", "one"]
    c = Certificate(names, {"x_1_2": 1, "x_2_1": 1, "one": 1} if objective == "moves" else {"x_1_2": 3, "x_2_1": 2})
    at = bounds(c, names[:4])
    c.row("R1_1", "E", 1, {"x_1_1": 1, "x_1_2": 1})
    c.row("R1_2", "E", 1, {"x_2_1": 1, "x_2_2": 1})
    asked = c.row("R8_1", "G", 1, {"x_1_2": 1, "x_2_1": 1})
    one = c.row("constant", "E", 1, {"one": 1})
    if held is not None:
        c.row("held_moves", "L", held, {"x_1_2": 1, "x_2_1": 1})
    roster = {"x_1_1": 1, "x_2_1": 1, "one": 1}
    if objective == "moves":
        c.prove(2, roster)
        c.derive("end", "G", 2, "OBJ", f"lin 2 {asked} 1 {one} 1")
    else:
        c.prove(2, roster)
        c.derive("end", "G", 2, "OBJ", f"lin 2 {asked} 2 {at['x_1_2'][0]} 1")
    return c


def district(held=1):
    return Proof([("moves", district_goal()), ("way", district_goal(held, "way"))], PLACES, ROSTER)
