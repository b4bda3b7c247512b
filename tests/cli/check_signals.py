"""Signals at random moments of every command, runs that are killed, two runs at once: nothing is lost and nothing is left.
usage: check_signals.py PROGRAM [--each N] [--seed S] [--only COMMAND]...      N moments a command (default 10)
tests/cli/test_lost.c holds the moments that can be chosen; here they are drawn."""
import argparse
import os
import random
import signal
import subprocess
import time

from small_plan import Run, SmallPlan, environment, fault, files_of, finish, strays

SENT = [(signal.SIGINT,), (signal.SIGTERM,), (signal.SIGHUP,), (signal.SIGPIPE,), (signal.SIGKILL,),
        (signal.SIGINT, signal.SIGINT), (signal.SIGTERM, signal.SIGINT), (signal.SIGINT, signal.SIGKILL)]
# Commands that end their search at the first of these and write what they have.
ENDING_EARLY = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
options = argparse.ArgumentParser()
options.add_argument("program")
options.add_argument("--each", type=int, default=10)
options.add_argument("--seed", type=int, default=1)
options.add_argument("--only", action="append")
options = options.parse_args()
small = SmallPlan(options.program)
counts = {}


def arguments(name, lang):
    writes = small.path("out") in small.commands[name]
    return [small.program] + small.commands[name] + ["--lang", lang] + (["--force"] if writes and name != "template" else [])


def start(name):
    return subprocess.Popen(arguments(name, "zh"), cwd=small.folder, env=environment(), stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def end(process):
    """Its exit and what it said; None where it does not end."""
    try:
        said = process.communicate(timeout=60)[0].decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return None, ""
    return process.returncode, said


class Command:
    def __init__(self, name):
        self.name = name
        small.clear()
        self.before = Run(arguments(name, "en"), small.folder, environment())
        if name == "template":  # it replaces nothing, ever
            small.clear()
        self.old = files_of(small.folder, "out", times=True)
        started_s = time.monotonic()
        after = Run(arguments(name, "zh"), small.folder, environment())
        self.took_s = time.monotonic() - started_s
        self.new = files_of(small.folder, "out")
        if (self.before.code, after.code) != (0, 0):
            fault(f"{name}: ended with {self.before} and {after}")
        self.inputs = small.inputs()
        self.put_back()

    def put_back(self):
        small.clear()
        for path, content in self.old.items():
            os.makedirs(os.path.dirname(small.path(path)), exist_ok=True)
            with open(small.path(path), "wb") as file:
                file.write(content)

    def judge_outputs(self, what, code):
        """The old output, or a whole new one; where the search ended early that is another roster, which verify accepts."""
        found = files_of(small.folder, "out", times=True)
        if code == 5:  # it keeps its roster, and why there is no new one stands beside it
            found = {path: content for path, content in found.items() if not path.startswith("out-explanation")}
            if found != self.old:
                fault(f"{what}: no roster was found, and the old output is changed")
        if found == self.old:
            return
        now = files_of(small.folder, "out")
        if now != self.new:
            roster = small.path("out/roster.csv")
            verified = self.name in ("solve", "replan") and sorted(now) == sorted(self.new) and os.path.exists(roster)
            if self.name in ("whatif", "rehearse") and sorted(now) == sorted(self.new):
                return
            run = verified and Run([small.program, "verify", small.path("plan.json"), roster], small.folder, environment())
            if not run or run.code != 0:
                fault(f"{what}: the output is neither the old nor a new one: {sorted(now)}")

    def stop(self, what, numbers, after_s):
        process = start(self.name)
        time.sleep(after_s)
        for number in numbers:
            process.send_signal(number)
            time.sleep(0.002)
        code, said = end(process)
        counts[code] = counts.get(code, 0) + 1
        allowed = [0] + [-number for number in numbers]
        if any(number in ENDING_EARLY for number in numbers):
            allowed.append(5)
        if code not in allowed:
            fault(f"{what}: ended with {code}: {said[:300]}")
        if code == 5 and not said:
            fault(f"{what}: 5 and no sentence")
        left = strays(small.folder)
        if signal.SIGKILL in numbers:
            self.again(what, left)
        elif left:
            fault(f"{what}: left {left}")
        self.judge_outputs(what, code)
        if small.inputs() != self.inputs:
            fault(f"{what}: an input changed")
        self.put_back()

    def again(self, what, left):
        """The next run in the place removes what is left."""
        if not left:
            return
        counts["swept"] = counts.get("swept", 0) + 1
        run = Run([small.program, "template", small.path("swept")], small.folder, environment())
        if run.code != 0 or strays(small.folder):
            fault(f"{what}: left {left}, and the next run {strays(small.folder)}: {run}")
        Run(["rm", "-rf", small.path("swept")], small.folder)

    def two_at_once(self, what, after_s):
        first = start(self.name)
        time.sleep(after_s)
        ends = [end(process) for process in (start(self.name), first)]
        codes = sorted(code for code, _ in ends)
        counts["two at once"] = counts.get("two at once", 0) + 1
        if codes not in ([0, 0], [0, 2]) or any(code == 2 and "lungang: " not in said for code, said in ends):
            fault(f"{what}: ended with {ends}")
        if files_of(small.folder, "out") != self.new or strays(small.folder):
            fault(f"{what}: left {sorted(files_of(small.folder, 'out'))} and {strays(small.folder)}")
        self.put_back()


for name in options.only or small.commands:
    command = Command(name)
    draw = random.Random(f"{options.seed} {name}")
    for k in range(options.each):
        numbers = draw.choice(SENT)
        after_s = draw.uniform(0, 1.2 * command.took_s)
        what = f"{name}, {'+'.join(n.name for n in numbers)} after {after_s:.4f} s"
        command.stop(what, numbers, after_s)
        if k % 5 == 0:
            command.two_at_once(f"{name}, two at once, the second after {after_s:.4f} s", after_s)
small.close()
finish("ends: " + ", ".join(f"{number} {code}" for code, number in counts.items()))
