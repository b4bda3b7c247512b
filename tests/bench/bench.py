#!/usr/bin/env python3
"""Measures lungang beside glpsol, cbc and highs (those found on PATH) on the models that lungang exports.

    cmake --build build/release --target bench      everything, into build/release/bench: hours, most of them the peers'
    tests/bench/bench.py --lungang build/release/cli/lungang --generate build/release/tests/bench/lg_generate --output DIR
    ... --sections district,growth      of: district county city growth hard reading
    ... --repeats 5 --peer-limit 60,city=120 --sizes growth=500x12+1000x25 --seeds county=1-3     for all, or by section
    ... --quick                         values only, of small districts, as under ctest
    tests/bench/bench.py --report A.csv B.csv --output DIR      table and plot of runs measured before

Ours is `lungang solve`: the program's whole run from reading the tables to written files, all goals. A peer gets one model a
goal (`lungang export --goal ID`, earlier goals held, MPS) and is timed from its start to its end; its time is the sum over
the goals, its proofs those that it claims. Ours and peers take turns within each repeat. A peer that does not end in time is
not asked that model again, and in `growth` no larger district either. Every roster of a peer is recounted by `lungang verify`.
Writes bench.csv (a row a run), bench.md (tables) and growth.svg. Exit 1 where a peer's sound roster beats a proved value, or
the program's own roster does not stand; in --quick at any difference, and where no peer is there.
"""
import argparse
import collections
import csv
import datetime
import fractions
import json
import math
import os
import pty
import re
import sys
import tempfile
import threading
import time
import xml.dom.minidom

import peers
import shapes
from bench_plot import growth_svg
from bench_table import report

COLUMNS = ["section", "case", "teachers", "schools", "seed", "repeat", "solver", "goal", "status", "seconds", "peak_mib", "value",
           "goals", "proved", "first_plan_s", "read_s", "model_s", "solve_s", "input_mib", "remark"]
Section = collections.namedtuple("Section", "sizes seeds repeats time_limit peer_limit")
GROWTH = [(count, count // 40) for count in (500, 1000, 2000, 4000, 8000, 16000, 30000)]
SECTIONS = {"district": Section([(1540, 40)], list(range(1, 11)), 3, 60, 60),
            "county": Section([(10000, 150)], [1], 3, 300, 300),
            "city": Section([(30000, 400)], [1], 1, 600, 120),
            "growth": Section(GROWTH, [1], 3, 300, 60),
            "hard": Section([(1540, 40)], [1], 1, 60, 60),
            "reading": Section([(100000, 2500)], [1], 5, 60, 60)}
# Section `hard`, ours alone: variants of the plan (lg_generate --help), and shapes unlike a district.
HARD = ["hard", "zero", "weighted", "staffing", "tenure", "moves", "tolerances", "teams", "density", "pairs", "wide", "subjects",
        "impossible", "no coordinates"] + list(shapes.SHAPES)
QUICK = {"district": Section([(80, 4), (200, 6)], [3], 1, 20, 20),
         "growth": Section([(60, 3), (120, 5)], [1], 1, 20, 20),
         "reading": Section([(500, 10)], [1], 1, 20, 20)}
EXITS = {0: "feasible", 4: "infeasible", 5: "no roster", None: "killed"}


class Roster:
    """A peer's solution as a roster, and what lungang counts in it."""

    def __init__(self, bench, plan, names):
        self.bench = bench
        self.plan = plan
        self.teacher, self.school = {}, {}  # by position in the names of place columns
        with open(names, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if row["kind"] == "column" and row["stands_for"] == "place":
                    _, i, j = row["name"].split("_")
                    self.teacher[i], self.school[j] = row["id"], row["class"]
        # Who has one place left is a constant, no column: at home, or where a lock asks for it.
        free = set(self.teacher.values())
        with open(os.path.join(os.path.dirname(plan), "locks.csv"), encoding="utf-8-sig", newline="") as file:
            self.fixed = [(row["teacher"], row["school"]) for row in csv.DictReader(file)
                          if row["kind"] == "must" and row["school"] != "stay" and row["teacher"] not in free]

    def recount(self, columns):
        """Values by goal, and what `verify` finds broken (a text, empty where all holds)."""
        path = os.path.join(self.bench.folder, "peer-roster.csv")
        with open(path, "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["teacher_id", "to_id"])
            out.writerows(self.fixed)
            for name in columns:
                _, i, j = name.split("_")
                out.writerow([self.teacher[i], self.school[j]])
        done = peers.run([self.bench.options.lungang, "verify", self.plan, path, "--lang", "en", "--quiet"], 300)
        values = {goal: int(value) for goal, value in re.findall(r"^  ([a-z]+): (-?\d+) \(", done.output, re.M)}
        if done.status == 0:
            return values, ""
        broken = re.search(r"^BROKEN RULES: (\d+)\n *(.*)", done.output, re.M)
        if done.status == 6 and broken:
            return values, "breaks %s rules (%s)" % (broken.group(1), broken.group(2)[:100])
        return values, "is no roster: %s" % " ".join(done.output.split())[-120:]


def worse(goal, value, best, room=0):
    """By how much `value` misses `best`; below 0 where it is better."""
    return (best - value if goal in peers.MAXIMISED else value - best) - room


class Bench:
    def __init__(self, options, found, folder, write):
        self.options = options
        self.peers = found
        self.folder = folder
        self.write = write
        self.rows = []
        self.faults = []
        self.rosters = 0
        self.interrupted = False
        self.given_up = set()  # peers that a district of `growth` was too large for

    def add(self, **row):
        """One measured run: kept, written at once, and told."""
        row = {name: row.get(name, "") for name in COLUMNS}
        self.rows.append(row)
        self.write(row)
        if not self.options.quick or row["remark"]:
            print("%(section)s %(teachers)sx%(schools)s seed %(seed)s repeat %(repeat)s: %(solver)s %(goal)s %(status)s "
                  "%(seconds)s s %(peak_mib)s MiB %(remark)s" % row, flush=True)

    def fault(self, text):
        self.faults.append(text)
        print("FAULT: " + text, flush=True)

    def section(self, name, section):
        self.given_up = set()
        for size in section.sizes:
            for seed in section.seeds:
                with tempfile.TemporaryDirectory(dir=self.folder) as place:
                    plan = peers.generate(self.options.generate, os.path.join(place, "district"), size, seed, self.options.plan,
                                          ["--lang", "en"])
                    key = {"section": name, "teachers": size[0], "schools": size[1], "seed": seed}
                    if name == "reading":
                        self.reading(section, plan, key)
                    elif name == "hard":
                        self.hard(section, place, key, size, seed)
                    else:
                        District(self, section, plan, place, key).measure()

    def hard(self, section, place, key, size, seed):
        asked, self.peers = self.peers, []
        for case in HARD:
            folder = os.path.join(place, case)
            if case in shapes.SHAPES:
                os.makedirs(folder)
                plan = shapes.SHAPES[case](folder, 500 if case == "one_school" else size[0], seed)
            else:
                more = ["--no-coordinates"] if case == "no coordinates" else []
                variant = "default" if more else case
                plan = peers.generate(self.options.generate, folder, size, seed, variant, ["--lang", "en"] + more)
            District(self, section, plan, place, key | {"case": case}).measure()
        self.peers = asked

    def reading(self, section, plan, key):
        """`lungang check` reads and checks every table; "bytes" only reads the files, as fast as this machine does."""
        folder = os.path.dirname(plan)
        files = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
        size = sum(os.path.getsize(path) for path in files) / 2**20
        for repeat in range(1, section.repeats + 1):
            start = time.monotonic()
            for path in files:
                with open(path, "rb") as file:
                    while file.read(2**20):
                        pass
            took = time.monotonic() - start
            self.add(**key, repeat=repeat, solver="bytes", status="done", seconds=round(took, 4), input_mib=round(size, 1))
            done = peers.run([self.options.lungang, "check", plan, "--lang", "en"], section.time_limit)
            if done.status != 0:
                self.fault("check of %s teachers ended with %s: %s" % (key["teachers"], done.status, done.output[-300:]))
            self.add(**key, repeat=repeat, solver="lungang", status="done" if done.status == 0 else "failed",
                     seconds=round(done.seconds, 3), peak_mib=mib(done), input_mib=round(size, 1))


def mib(done):
    return round(done.peak_kib / 1024, 1)


class Watch:
    """A terminal for the program's progress: the seconds until a line shows a roster (`best`); None where none did, and
    the first roster heard of is that of the end."""

    def __init__(self):
        self.start = time.monotonic()
        self.first = None
        self.master, self.slave = pty.openpty()
        self.thread = threading.Thread(target=self.listen)
        self.thread.start()

    def listen(self):
        tail = b""
        while True:
            try:
                news = os.read(self.master, 4096)
            except OSError:  # the other end is closed
                return
            if not news:
                return
            if self.first is None and b" best " in tail + news:
                self.first = time.monotonic() - self.start
            tail = news[-8:]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.slave)
        self.thread.join()
        os.close(self.master)


class District:
    """One district of a section, solved by all in turn."""

    def __init__(self, bench, section, plan, place, key):
        self.bench, self.section, self.plan, self.place, self.key = bench, section, plan, place, key
        with open(plan, encoding="utf-8") as file:
            goals = [{"id": goal} if isinstance(goal, str) else goal for goal in json.load(file)["goals"]]
        self.goals = [goal["id"] for goal in goals]
        self.tolerance = [goal.get("tolerance", 0) for goal in goals]
        self.best, self.proved, self.models = {}, [], []  # of the first run; models as (goal, path)
        self.infeasible = False
        self.roster = None
        self.out_of_time = set()  # (peer, goal)

    def name(self):
        return "%(section)s %(teachers)sx%(schools)s seed %(seed)s" % self.key

    def measure(self):
        solvers = ["lungang"] + [peer for peer in self.bench.peers if peer not in self.bench.given_up]
        for repeat in range(1, self.section.repeats + 1):
            first = (repeat - 1) % len(solvers)
            for solver in solvers[first:] + solvers[:first]:
                if solver == "lungang":
                    self.ours(repeat)
                else:
                    self.peer(solver, repeat)
        if self.key["section"] == "growth":
            self.bench.given_up |= {peer for peer, _ in self.out_of_time}

    # ---- ours ----

    def ours(self, repeat):
        out = os.path.join(self.place, "out")
        limit = self.section.time_limit
        with Watch() as watch:
            done = peers.run([self.bench.options.lungang, "solve", self.plan, "-o", out, "--force", "--lang", "en", "--verbose",
                              "--time-limit", str(limit)], limit + 30, errors=watch.slave)
        first = watch.first if watch.first or done.status != 0 else done.seconds
        summary = {}
        if done.status in (0, 4, 5):
            with open(os.path.join(out, "summary.json"), encoding="utf-8") as file:
                summary = json.load(file)
        else:
            self.bench.fault("%s: lungang ended with %s: %s" % (self.name(), done.status, done.output[-300:]))
        goals = summary.get("goals", [])
        seconds = summary.get("seconds", {})
        remark = self.own_roster(os.path.join(out, "roster.csv"), goals) if done.status == 0 else ""
        self.bench.add(**self.key, repeat=repeat, solver="lungang",
                       status=summary.get("status", EXITS.get(done.status, "exit %s" % done.status)),
                       seconds=round(done.seconds, 3), peak_mib=mib(done), goals=len(self.goals),
                       proved=sum(goal["proved"] for goal in goals), first_plan_s=short(first),
                       read_s=short(seconds.get("read")), model_s=short(seconds.get("model")),
                       solve_s=short(seconds.get("solve")), remark=remark or ("" if done.status == 4 else gap_of(goals)))
        if repeat == 1 and self.bench.peers:
            self.infeasible = done.status == 4
            self.best = {goal["id"]: goal["best"] if goal["proved"] else goal["value"] for goal in goals}
            self.proved = [goal["id"] for goal in goals if goal["proved"]]
            self.export()

    def own_roster(self, path, goals):
        done = peers.run([self.bench.options.lungang, "verify", self.plan, path, "--lang", "en", "--quiet"], 300)
        values = dict(re.findall(r"^  ([a-z]+): (-?\d+) \(", done.output, re.M))
        wrong = [goal["id"] for goal in goals if values.get(goal["id"]) != str(goal["value"])]
        if done.status == 0 and not wrong:
            return ""
        self.bench.fault("%s: the program's own roster does not stand (verify: %s; %s)" % (self.name(), done.status, wrong))
        return "own roster does not stand"

    def export(self):
        """One model a goal, as far as the goals before it are proved."""
        asked = [("(rules)", [])] if self.infeasible else [(goal, ["--goal", goal]) for goal in self.goals]
        for k, (goal, more) in enumerate(asked):
            if any(before not in self.proved for before in self.goals[:k]):
                break
            path = os.path.join(self.place, goal.strip("()") + ".mps")
            done = peers.run([self.bench.options.lungang, "export", self.plan, "--format", "mps", "-o", path, "--time-limit",
                              str(self.section.time_limit)] + more, self.section.time_limit + 60)
            if done.status == 5:
                print("%s: no model of %s in time" % (self.name(), goal), flush=True)
                break
            if done.status != 0:
                self.bench.fault("%s: export of %s ended with %s: %s" % (self.name(), goal, done.status, done.output[-300:]))
                break
            self.models.append((goal, path))
            if self.roster is None:
                self.roster = Roster(self.bench, self.plan, path + ".names.csv")

    # ---- peers ----

    def peer(self, peer, repeat):
        for goal, model in self.models:
            if (peer, goal) in self.out_of_time:
                continue
            out = os.path.join(self.place, peer + ".out")
            answer, done = peers.ask(peer, model, out, self.section.peer_limit)
            if answer.kind == "unknown":
                self.out_of_time.add((peer, goal))
            value, remark = self.judge(peer, goal, answer, out)
            status = "out of time" if answer.kind == "unknown" else answer.kind
            self.bench.add(**self.key, repeat=repeat, solver=peer, goal=goal, status=status, seconds=round(done.seconds, 3),
                           peak_mib=mib(done), value=value, goals=1 if self.infeasible else len(self.goals), remark=remark)

    def judge(self, peer, goal, answer, out):
        """The value claimed, in the sign of the goal, and what is wrong with it."""
        if answer.kind == "unknown":
            return "", ""
        if answer.kind == "unreadable":
            return "", "does not read the model: " + " ".join(answer.said.split())[:100]
        if (answer.kind == "infeasible") != self.infeasible:
            return "", "says %s, lungang the contrary" % answer.kind
        if answer.kind == "infeasible":
            return "", ""
        sign = -1 if goal in peers.MAXIMISED else 1
        claimed = sign * answer.value
        values, broken = self.roster.recount(peers.places(peer, out))
        self.bench.rosters += 1
        remarks = [broken] if broken else []
        for k, held in enumerate(self.goals[:self.goals.index(goal)]):
            if held in values and worse(held, values[held], self.best[held], self.room(k)) > 0:
                remarks.append("breaks the held goal %s: %d for %d" % (held, values[held], self.best[held]))
        counted = values.get(goal)
        if counted != claimed:
            remarks.append("claims %s, its roster counts %s" % (claimed, counted))
        if counted is not None and self.best.get(goal) is not None:
            miss = worse(goal, counted, self.best[goal])
            if miss > 0:
                remarks.append("worse than lungang: %d for %d" % (counted, self.best[goal]))
            elif miss < 0 and goal in self.proved and not remarks:
                remarks.append("better than lungang: %d for %d" % (counted, self.best[goal]))
                self.bench.fault("%s %s: %s is %s" % (self.name(), goal, peer, remarks[-1]))
        return claimed, "; ".join(remarks)

    def room(self, k):
        text = str(self.tolerance[k])
        share = fractions.Fraction(text[:-1]) / 100 if text.endswith("%") else fractions.Fraction(text)
        return math.floor(share * abs(self.best[self.goals[k]]))


def short(seconds):
    return "" if seconds is None else round(seconds, 3)


def gap_of(goals):
    """The first goal that is not proved, and how far it may be from its best."""
    for goal in goals:
        if not goal["proved"]:
            if goal["value"] in (None, 0) or goal["bound"] is None:
                return "%s not proved" % goal["id"]
            return "%s not proved, gap %.2f %%" % (goal["id"], 100 * abs(goal["value"] - goal["bound"]) / abs(goal["value"]))
    return ""


def machine():
    """Date, machine and programs, as the lines that open the CSV."""
    model, memory = "?", 0
    for path, pattern in (("/proc/cpuinfo", r"^model name\s*: (.*)$"), ("/proc/meminfo", r"^MemTotal: +(\d+)")):
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                match = re.search(pattern, file.read(), re.M)
            if match and path.endswith("cpuinfo"):
                model = match.group(1)
            elif match:
                memory = int(match.group(1)) / 2**20
    return "%s; %s, %d cores, %.0f GiB; load before the run %.1f" % (
        datetime.date.today().isoformat(), model, os.cpu_count(), memory, os.getloadavg()[0])


def by_section(convert):
    """Reads "3" or "3,county=1" or "county=1" into {section, or None for all: value}."""
    def read(text):
        found = {}
        for part in re.split(r",(?=[a-z]+=)", text):
            name, _, value = part.rpartition("=")
            found[name or None] = convert(value)
        if any(name not in SECTIONS and name is not None for name in found):
            raise argparse.ArgumentTypeError("sections are " + ", ".join(SECTIONS))
        return found
    return read


def sizes_of(text):
    return [tuple(int(number) for number in size.split("x")) for size in text.split("+")]


def options_read():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--lungang")
    parser.add_argument("--generate")
    parser.add_argument("--output", help="folder of bench.csv, bench.md and growth.svg")
    parser.add_argument("--sections", default=list(SECTIONS), type=lambda text: text.split(","))
    parser.add_argument("--peers", default=list(peers.PEERS), type=lambda text: [name for name in text.split(",") if name])
    parser.add_argument("--plan", default="default", help="variant of the plan (lg_generate --help)")
    parser.add_argument("--sizes", default={}, type=by_section(sizes_of), help="as growth=500x12+1000x25")
    parser.add_argument("--seeds", default={}, type=by_section(peers.seeds_of), help="as 1-3 or district=1-10,county=1")
    parser.add_argument("--repeats", default={}, type=by_section(int))
    parser.add_argument("--time-limit", default={}, type=by_section(int), help="seconds of ours, for all goals together")
    parser.add_argument("--peer-limit", default={}, type=by_section(int), help="seconds of a peer, for each goal")
    parser.add_argument("--report", nargs="+", metavar="CSV", help="measure nothing, write table and plot of these")
    parser.add_argument("--quick", action="store_true", help="small districts, values only")
    options = parser.parse_args()
    if not options.report and not (options.lungang and options.generate):
        parser.error("--lungang and --generate are needed")
    if not options.quick and not options.output:
        parser.error("--output is needed")
    if any(name not in SECTIONS for name in options.sections):
        parser.error("sections are " + ", ".join(SECTIONS))
    return options


def sections_of(options):
    if options.quick:
        return QUICK
    chosen = {}
    for name in options.sections:
        section = SECTIONS[name]
        for field in Section._fields:
            given = getattr(options, field)
            if name in given or None in given:
                section = section._replace(**{field: given.get(name, given.get(None))})
        chosen[name] = section
    return chosen


def csv_read(paths):
    heads, rows = [], []
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            lines = file.read().splitlines()
        heads += [line[2:] for line in lines if line.startswith("# ") and line[2:] not in heads]
        rows += csv.DictReader(line for line in lines if not line.startswith("# "))
    return heads, rows


def conclude(folder):
    """Table and plot from the CSV, as --report does from several."""
    return conclude_from([os.path.join(folder, "bench.csv")], folder)


def conclude_from(paths, folder):
    heads, rows = csv_read(paths)
    text = report(heads, rows)
    with open(os.path.join(folder, "bench.md"), "w", encoding="utf-8") as file:
        file.write(text)
    plot = growth_svg(rows)
    if plot:
        with open(os.path.join(folder, "growth.svg"), "w", encoding="utf-8") as file:
            file.write(plot)
        xml.dom.minidom.parseString(plot)
    return text


def measure(options, found, folder):
    """All sections; what is measured stands in the CSV at once, so that an interrupted run is not lost."""
    with open(os.path.join(folder, "bench.csv"), "w", encoding="utf-8", newline="") as file:
        file.write("# %s\n# lungang %s\n" % (machine(), ", ".join(
            [peers.run([options.lungang, "--version"], 20).output.split()[1]] + [peers.version(peer) for peer in found])))
        out = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        out.writeheader()

        def write(row):
            out.writerow(row)
            file.flush()

        with tempfile.TemporaryDirectory(prefix="bench-") as work:
            bench = Bench(options, found, work, write)
            try:
                for name, section in sections_of(options).items():
                    bench.section(name, section)
            except KeyboardInterrupt:
                bench.interrupted = True
                print("bench: interrupted; what is measured so far is written")
    return bench


def quick(options, found):
    """Every goal answered by some peer, no remark at all, and a roster that is wrong is noticed."""
    if not found:
        print("bench: none of %s is on PATH (apt-get install coinor-cbc glpk-utils)" % ", ".join(options.peers))
        return 1
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = measure(options, found, folder)
        conclude(folder)
        wrong = bench.faults + [row["remark"] for row in bench.rows if row["remark"]]
        asked = {(row["section"], row["teachers"], row["goal"]) for row in bench.rows if row["goal"]}
        answered = {(row["section"], row["teachers"], row["goal"]) for row in bench.rows
                    if row["status"] in ("optimal", "infeasible")}
        wrong += ["no peer answered %s %s %s" % key for key in sorted(asked - answered)]
        if not any(row["section"] == "growth" for row in bench.rows) or not os.path.exists(os.path.join(folder, "growth.svg")):
            wrong.append("no plot")
        wrong += notices(options, folder)
    for text in wrong:
        print("DIFFERENT: " + text)
    print("%d rosters recounted, %d differences" % (bench.rosters, len(wrong)))
    return 1 if wrong or not bench.rosters else 0


def notices(options, folder):
    """A roster in which nobody moves, sold as the best of every goal, must be refused."""
    bench = Bench(options, ["none"], folder, lambda row: None)
    plan = peers.generate(options.generate, os.path.join(folder, "district"), (80, 4), 3, "default", ["--lang", "en"])
    district = District(bench, QUICK["district"], plan, folder, {"section": "notices", "teachers": 80, "schools": 4, "seed": 3})
    district.ours(1)
    solution = os.path.join(folder, "none.out")
    with open(solution, "w", encoding="utf-8") as file:
        file.write("# Columns 0\n")
    missed = []
    for goal in district.goals:
        sign = -1 if goal in peers.MAXIMISED else 1
        value, remark = district.judge("highs", goal, peers.Answer("optimal", sign * district.best[goal], ""), solution)
        if value != district.best[goal] or "breaks" not in remark or "counts" not in remark and goal != "shortfall":
            missed.append("a wrong roster passed as the best of %s: %s" % (goal, remark))
    return missed


def main():
    options = options_read()
    if options.output:
        os.makedirs(options.output, exist_ok=True)
    if options.report:
        print(conclude_from(options.report, options.output))
        return 0
    found = peers.found_on_path(options.peers, "bench")
    if options.quick:
        return quick(options, found)
    bench = measure(options, found, options.output)
    print(conclude(options.output))
    return 130 if bench.interrupted else 1 if bench.faults else 0


if __name__ == "__main__":
    sys.exit(main())
