#!/usr/bin/env python3
"""Compares lungang's proved values with those of other solvers on the models that lungang exports.

For every generated district and every goal of its plan: `lungang solve` says the best value, `lungang export --goal ID`
writes the model, and glpsol, cbc and highs (those found on PATH) solve it. A plan that cannot be met must be infeasible
for all of them. Prints a table; exit 0 where all agree, 1 on any difference, 77 where there is nothing to compare with.

    tests/bench/crosscheck.py --lungang build/release/cli/lungang --generate build/release/tests/bench/lg_generate
    ... --seeds 1-10 --teachers 1540 --schools 40 --plans default,staffing --peers highs --time-limit 120
    ... --quick                     two small districts, as under ctest
    ... --folder examples/x         a folder with a plan.json in the place of generated districts (repeatable)

A model that a peer cannot read is a difference. A peer that does not end in time counts neither way and shows as `-`; in --quick every goal needs one answer at least.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

MAXIMISED = {"wishes", "tenure"}  # SPEC 4; exported negated
FORMATS = ("mps", "lp")


def run(command, seconds):
    """Output and exit status; status None where the time ran out."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return "", None
    return done.stdout + done.stderr, done.returncode


# Each peer answers with ("optimal", value), ("infeasible", None), ("unreadable", what it said) where it does not take the
# model, or ("unknown", what it said) where it did not end in time.
def whole(text):
    value = float(text)
    nearest = round(value)
    if abs(value - nearest) > 1e-4 * max(1.0, abs(value) * 1e-6):
        return ("optimal", value)  # all goals are whole numbers: left as it is, so that it shows as a difference
    return ("optimal", nearest)


def ask_glpsol(model, out, seconds):
    reader = "--lp" if model.endswith(".lp") else "--freemps"
    log, _ = run(["glpsol", reader, model, "--cuts", "--tmlim", str(seconds), "-o", out], seconds + 30)
    text = open(out, encoding="utf-8").read() if os.path.exists(out) else ""
    status = re.search(r"^Status: +(.*)$", text, re.M)
    value = re.search(r"^Objective: .* = (\S+) ", text, re.M)
    if status and "OPTIMAL" in status.group(1) and value:
        return whole(value.group(1))
    if "NO PRIMAL FEASIBLE" in log or "NO INTEGER FEASIBLE" in log or (status and "EMPTY" in status.group(1)):
        return ("infeasible", None)
    if "file processing error" in log:
        return ("unreadable", log[-300:])
    return ("unknown", log[-300:])


def ask_cbc(model, out, seconds):
    log, _ = run(["cbc", model, "-sec", str(seconds), "-ratio", "0", "-allow", "0", "-solve", "-solu", out], seconds + 30)
    first = open(out, encoding="utf-8").readline() if os.path.exists(out) else ""
    value = re.search(r"objective value +(\S+)", first)
    if first.startswith("Optimal") and value:
        return whole(value.group(1))
    if "infeasible" in first.lower():
        return ("infeasible", None)
    if "errors on input" in log or "Current model not valid" in log:
        return ("unreadable", "; ".join(re.findall(r"^(?:Bad|No match|There were).*", log, re.M)))
    return ("unknown", first or log[-300:])


def ask_highs(model, out, seconds):
    options = out + ".options"
    with open(options, "w", encoding="utf-8") as file:
        file.write("mip_rel_gap = 0\nmip_abs_gap = 1e-9\ntime_limit = %d\nthreads = 1\n" % seconds)
    log, _ = run(["highs", "--options_file", options, "--solution_file", out, model], seconds + 30)
    text = open(out, encoding="utf-8").read() if os.path.exists(out) else ""
    status = re.match(r"Model status\n(.*)\n", text)
    value = re.search(r"^Objective (\S+)$", text, re.M)
    if status and status.group(1) == "Optimal" and value:
        return whole(value.group(1))
    if status and status.group(1) == "Infeasible":
        return ("infeasible", None)
    if "ERROR" in log:
        return ("unreadable", "; ".join(re.findall(r"^ERROR.*", log, re.M)))
    return ("unknown", status.group(1) if status else log[-300:])


PEERS = {"glpsol": ask_glpsol, "cbc": ask_cbc, "highs": ask_highs}


class Check:
    def __init__(self, options, peers, folder):
        self.options = options
        self.peers = peers
        self.folder = folder
        self.differences = []
        self.unanswered = []
        self.compared = 0

    def differ(self, text):
        self.differences.append(text)
        print("    DIFFERENT: " + text)

    def district(self, seed, plan):
        folder = os.path.join(self.folder, "%s-%s" % (plan, seed))
        command = [self.options.generate, "--seed", str(seed), "--plan", plan, "-o", folder, "--teachers",
                   str(self.options.teachers), "--schools", str(self.options.schools)]
        log, status = run(command, 60)
        if status != 0:
            sys.exit("crosscheck: %s\n%s" % (" ".join(command), log))
        return os.path.join(folder, "plan.json")

    def plan(self, path, name):
        out = tempfile.mkdtemp(dir=self.folder)
        os.rmdir(out)
        start = time.time()
        limit = self.options.time_limit
        log, status = run([self.options.lungang, "solve", path, "-o", out, "--time-limit", str(limit), "--quiet"], limit + 30)
        took = time.time() - start
        print("%s: lungang exit %s, %.2f s" % (name, status, took))
        if status not in (0, 4):
            self.differ("%s: lungang ended with %s\n%s" % (name, status, log))
            return
        summary = json.load(open(os.path.join(out, "summary.json"), encoding="utf-8"))
        if status == 4:
            self.infeasible(path, name, summary)
            return
        _, verified = run([self.options.lungang, "verify", path, os.path.join(out, "roster.csv")], 60)
        if verified != 0:
            self.differ("%s: verify ended with %s" % (name, verified))
        for k, goal in enumerate(summary["goals"]):
            self.goal(path, name, goal, k)

    def infeasible(self, path, name, summary):
        if summary["status"] != "infeasible":
            self.differ("%s: exit 4 but status %s" % (name, summary["status"]))
        self.compare(path, name, "(rules)", [], ("infeasible", None), 0)

    def goal(self, path, name, goal, k):
        if goal["best"] is None or not goal["proved"]:
            print("    %-10s not proved by lungang" % goal["id"])
            self.unanswered.append("%s %s" % (name, goal["id"]))
            return
        sign = -1 if goal["id"] in MAXIMISED else 1
        self.compare(path, name, goal["id"], ["--goal", goal["id"]], ("optimal", sign * goal["best"]), k)

    def compare(self, path, name, what, more, expected, k):
        """The formats take turns, so that each is read by every peer."""
        form = self.options.format or FORMATS[k % 2]
        model = os.path.join(self.folder, "model." + form)
        log, status = run([self.options.lungang, "export", path, "--format", form, "-o", model, "--force"] + more, 120)
        if status != 0:
            self.differ("%s %s: export ended with %s\n%s" % (name, what, status, log))
            return
        answered = False
        line = "    %-10s %-4s lungang %-12s" % (what, form, show(expected))
        for peer in self.peers:
            out = os.path.join(self.folder, peer + ".out")
            if os.path.exists(out):
                os.remove(out)
            start = time.time()
            answer = PEERS[peer](model, out, self.options.time_limit)
            line += "  %s %s (%.1f s)" % (peer, show(answer), time.time() - start)
            if answer[0] == "unknown":
                continue
            answered = True
            self.compared += 1
            if answer != expected:
                said = answer[1] if answer[0] == "unreadable" else ""
                self.differ("%s %s: lungang %s, %s %s %s" % (name, what, show(expected), peer, show(answer), said))
        print(line, flush=True)
        if not answered:
            self.unanswered.append("%s %s" % (name, what))


def show(answer):
    return {"optimal": str(answer[1]), "infeasible": "infeasible", "unreadable": "unreadable", "unknown": "-"}[answer[0]]


def seeds_of(text):
    seeds = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        seeds += range(int(first), int(last or first) + 1)
    return seeds


def options_read():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--lungang", required=True)
    parser.add_argument("--generate", required=True)
    parser.add_argument("--seeds", default="1-3", type=seeds_of, help="as 1,4-6")
    parser.add_argument("--teachers", type=int, default=300)
    parser.add_argument("--schools", type=int, default=10)
    parser.add_argument("--plans", default="default", type=lambda text: text.split(","))
    parser.add_argument("--peers", default="glpsol,cbc,highs", type=lambda text: text.split(","))
    parser.add_argument("--format", choices=FORMATS, help="one format (else they take turns)")
    parser.add_argument("--time-limit", type=int, default=60, help="seconds, for every solver and goal")
    parser.add_argument("--folder", action="append", default=[], help="check the plan.json of this folder")
    parser.add_argument("--quick", action="store_true", help="two small districts")
    options = parser.parse_args()
    if options.quick:
        options.seeds, options.teachers, options.schools = [3], 80, 4
        options.plans, options.time_limit = ["default", "impossible"], 20
    return options


def main():
    options = options_read()
    unknown = [peer for peer in options.peers if peer not in PEERS]
    if unknown:
        sys.exit("crosscheck: unknown peer " + unknown[0])
    peers = [peer for peer in options.peers if shutil.which(peer)]
    if not peers:
        print("crosscheck: none of %s is on PATH" % ", ".join(options.peers))
        return 77
    with tempfile.TemporaryDirectory(prefix="crosscheck-") as folder:
        check = Check(options, peers, folder)
        for path in options.folder:
            check.plan(os.path.join(path, "plan.json"), path)
        if not options.folder:
            for plan in options.plans:
                for seed in options.seeds:
                    check.plan(check.district(seed, plan), "%s, seed %s" % (plan, seed))
    print("%d values compared, %d different, %d without an answer" %
          (check.compared, len(check.differences), len(check.unanswered)))
    if check.differences or check.compared == 0 or (options.quick and check.unanswered):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
