#!/usr/bin/env python3
"""Compares lungang's proved values with those of other solvers on the models that lungang exports.

For every generated district and every goal of its plan: `lungang solve` says the best value, `lungang export --goal ID`
writes the model, and glpsol, cbc and highs (those found on PATH) solve it. A plan that cannot be met must be infeasible
for all of them. Prints a table; exit 0 where all agree, 1 on any difference
and where there is nothing to compare with.

    tests/bench/crosscheck.py --lungang build/release/cli/lungang --generate build/release/tests/bench/lg_generate
    ... --seeds 1-10 --teachers 1540 --schools 40 --plans default,staffing --peers highs --time-limit 120
    ... --quick                     two small districts, as under ctest
    ... --folder examples/x         a folder with a plan.json in the place of generated districts (repeatable)

A model that a peer cannot read is a difference. A peer that does not end in time counts neither way and shows as `-`; in --quick every goal needs one answer at least.
"""
import argparse
import json
import os
import sys
import tempfile

from peers import FORMATS, MAXIMISED, Answer, ask, found_on_path, generate, run, seeds_of


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
        return generate(self.options.generate, folder, (self.options.teachers, self.options.schools), seed, plan)

    def plan(self, path, name):
        out = tempfile.mkdtemp(dir=self.folder)
        os.rmdir(out)
        limit = self.options.time_limit
        log, status, took, _ = run([self.options.lungang, "solve", path, "-o", out, "--time-limit", str(limit), "--quiet"],
                                   limit + 30)
        print("%s: lungang exit %s, %.2f s" % (name, status, took))
        if status not in (0, 4):
            self.differ("%s: lungang ended with %s\n%s" % (name, status, log))
            return
        summary = json.load(open(os.path.join(out, "summary.json"), encoding="utf-8"))
        if status == 4:
            self.infeasible(path, name, summary)
            return
        verified = run([self.options.lungang, "verify", path, os.path.join(out, "roster.csv")], 60).status
        if verified != 0:
            self.differ("%s: verify ended with %s" % (name, verified))
        for k, goal in enumerate(summary["goals"]):
            self.goal(path, name, goal, k)

    def infeasible(self, path, name, summary):
        if summary["status"] != "infeasible":
            self.differ("%s: exit 4 but status %s" % (name, summary["status"]))
        self.compare(path, name, "(rules)", [], Answer("infeasible", None, ""), 0)

    def goal(self, path, name, goal, k):
        if goal["best"] is None or not goal["proved"]:
            print("    %-10s not proved by lungang" % goal["id"])
            self.unanswered.append("%s %s" % (name, goal["id"]))
            return
        sign = -1 if goal["id"] in MAXIMISED else 1
        self.compare(path, name, goal["id"], ["--goal", goal["id"]], Answer("optimal", sign * goal["best"], ""), k)

    def compare(self, path, name, what, more, expected, k):
        """The formats take turns, so that each is read by every peer."""
        form = self.options.format or FORMATS[k % 2]
        model = os.path.join(self.folder, "model." + form)
        done = run([self.options.lungang, "export", path, "--format", form, "-o", model, "--force"] + more, 120)
        if done.status != 0:
            self.differ("%s %s: export ended with %s\n%s" % (name, what, done.status, done.output))
            return
        answered = False
        line = "    %-10s %-4s lungang %-12s" % (what, form, show(expected))
        for peer in self.peers:
            answer, done = ask(peer, model, os.path.join(self.folder, peer + ".out"), self.options.time_limit)
            line += "  %s %s (%.1f s)" % (peer, show(answer), done.seconds)
            if answer.kind == "unknown":
                continue
            answered = True
            self.compared += 1
            if answer[:2] != expected[:2]:
                said = answer.said if answer.kind == "unreadable" else ""
                self.differ("%s %s: lungang %s, %s %s %s" % (name, what, show(expected), peer, show(answer), said))
        print(line, flush=True)
        if not answered:
            self.unanswered.append("%s %s" % (name, what))


def show(answer):
    return {"optimal": str(answer.value), "infeasible": "infeasible", "unreadable": "unreadable", "unknown": "-"}[answer.kind]


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
    peers = found_on_path(options.peers, "crosscheck")
    if not peers:
        print("crosscheck: none of %s is on PATH (apt-get install coinor-cbc glpk-utils)" % ", ".join(options.peers))
        return 1
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
