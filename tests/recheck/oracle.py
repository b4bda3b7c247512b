"""A second opinion on a certificate, written from docs/certificates.md in Python's fractions, slow and plain.
holds(text) tells whether lungang-recheck has to accept it."""
import re
from fractions import Fraction


class Wrong(Exception):
    pass


def must(condition):
    if not condition:
        raise Wrong


def number(word):
    must(re.fullmatch(r"-?[0-9]+(/[0-9]+)?", word) and len(word) <= 10000)
    top, _, bottom = word.partition("/")
    must(bottom == "" or int(bottom) != 0)
    return Fraction(int(top), int(bottom or 1))


def absurd(row):
    sense, rhs, terms = row
    return not terms and ((sense == "G" and rhs > 0) or (sense == "L" and rhs < 0) or (sense == "E" and rhs != 0))


def dominates(row, other):
    if absurd(row):
        return True
    if row[2] != other[2] or row[0] not in ("E", other[0]):
        return False
    return {"G": row[1] >= other[1], "L": row[1] <= other[1], "E": row[1] == other[1]}[other[0]]


class Reader:
    def __init__(self, text):
        lines = text.split("\n")
        while lines and (not lines[0].strip() or lines[0].lstrip().startswith("%")):
            lines.pop(0)
        must(not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "\n".join(lines)))
        self.words = re.split(r"[ \t\r\n]+", "\n".join(lines).strip(" \t\r\n"))
        self.at = 0

    def word(self):
        must(self.at < len(self.words))
        self.at += 1
        return self.words[self.at - 1]

    def expect(self, word):
        must(self.word() == word)

    def index(self, least, most):
        word = self.word()
        must(re.fullmatch(r"-?[0-9]+", word) and least <= int(word) <= most)
        return int(word)

    def terms(self, columns):
        found = {}
        for _ in range(self.index(0, len(self.words))):
            column = self.index(0, columns - 1)
            must(column not in found)
            found[column] = number(self.word())
        return {column: value for column, value in found.items() if value}

    def row(self, columns, objective):
        name, sense = self.word(), self.word()
        must(sense in ("L", "E", "G"))
        rhs = number(self.word())
        if objective is not None and self.words[self.at:self.at + 1] == ["OBJ"]:
            self.at += 1
            return name, (sense, rhs, objective)
        return name, (sense, rhs, self.terms(columns))


def combination(r, rows, usable, now):
    sense, rhs, terms, under, used = "E", Fraction(0), {}, frozenset(), set()
    for _ in range(r.index(0, len(r.words))):
        index = r.index(0, now - 1)
        must(usable(index) and index not in used)
        used.add(index)
        factor = number(r.word())
        s, b, t = rows[index][0]
        if s != "E" and factor:
            way = s if factor > 0 else {"L": "G", "G": "L"}[s]
            must(sense in ("E", way))
            sense = way
        if factor:
            under |= rows[index][1]
        rhs += factor * b
        for column, value in t.items():
            terms[column] = terms.get(column, 0) + factor * value
    return (sense, rhs, {column: value for column, value in terms.items() if value}), under


def whole(terms):
    return all(value.denominator == 1 for value in terms.values())


def check(text):
    r = Reader(text)
    for word in ("VER", "1.0", "VAR"):
        r.expect(word)
    columns = r.index(0, len(r.words))
    must(len({r.word() for _ in range(columns)}) == columns)
    r.expect("INT")
    r.index(columns, columns)
    must(len({r.index(0, columns - 1) for _ in range(columns)}) == columns)
    r.expect("OBJ")
    r.expect("min")
    objective = r.terms(columns)
    r.expect("CON")
    count = r.index(0, len(r.words))
    r.index(0, count)
    named = [r.row(columns, None) for _ in range(count)]
    must(len({name for name, _ in named}) == count)
    rows = [(row, frozenset(), False, -1) for _, row in named]
    r.expect("RTP")
    what = r.word()
    must(what in ("infeas", "range"))
    best = None
    if what == "range":
        best = number(r.word())
        must(number(r.word()) == best)
    r.expect("SOL")
    values, names = [], []
    for _ in range(r.index(1 if best is not None else 0, 2 if best is not None else 0)):
        names.append(r.word())
        x = r.terms(columns)
        must(whole(x))
        for (sense, rhs, terms), *_ in rows:
            left = sum(value * x.get(column, 0) for column, value in terms.items())
            must(left >= rhs if sense == "G" else left <= rhs if sense == "L" else left == rhs)
        values.append(sum(value * x.get(column, 0) for column, value in objective.items()))
    must(best is None or (min(values) == best and "roster" in names and len(set(names)) == len(names) and
                          set(names) <= {"roster", "best"}))
    r.expect("DER")
    derivations = r.index(1, len(r.words))
    everything = count + derivations
    for now in range(count, everything):
        row = r.row(columns, objective)[1]
        r.expect("{")
        reason = r.word()

        def usable(index):
            return rows[index][3] < 0 or rows[index][3] >= now

        if reason == "asm":
            under = frozenset([now])
        elif reason in ("lin", "rnd"):
            (sense, rhs, terms), under = combination(r, rows, usable, now)
            if reason == "rnd":
                must(whole(terms))
                rhs = {"E": rhs, "L": Fraction(rhs.__floor__()), "G": Fraction(rhs.__ceil__())}[sense]
            must(dominates((sense, rhs, terms), row))
        elif reason == "uns":
            under, sides = frozenset(), []
            for _ in range(2):
                derived, assumed = r.index(0, now - 1), r.index(0, now - 1)
                must(usable(derived) and usable(assumed) and dominates(rows[derived][0], row) and rows[assumed][2])
                under |= rows[derived][1] - {assumed}
                sides.append(rows[assumed][0])
            sides.sort(key=lambda side: side[0], reverse=True)
            (a, low, left), (b, high, right) = sides
            must((a, b) == ("L", "G") and left == right and whole(left) and low.denominator == 1 and high == low + 1)
        elif reason == "sol":
            under = frozenset()
            must(best is not None and row[0] == "L" and row[2] == objective)
            must(row[1] >= best - (1 if whole(objective) else 0))
        else:
            raise Wrong
        r.expect("}")
        last = r.index(-1, everything - 1)
        rows.append((row, under, reason == "asm", max(last, now) if last >= 0 else -1))
    must(r.at == len(r.words))
    (sense, rhs, terms), under = rows[-1][:2]
    must(not under)
    must(absurd((sense, rhs, terms)) if best is None else sense == "G" and rhs == best and terms == objective)


def holds(text):
    try:
        check(text)
    except Wrong:
        return False
    return True
