"""System calls that fail, one by one: each command ends with its work done, or with a sentence and the old output whole.
usage: check_faults.py PROGRAM FAILING_CALLS_LIBRARY [--each N] [--seed S] [--only COMMAND]...
       --each  so many faults a command, drawn; without it each call, each error, alone and with all later ones (hours)
The library is tests/support/failing_calls.c. A fault is told with the LG_FAIL that makes it happen again."""
import argparse
import errno
import os
import random
import re

from small_plan import Run, SmallPlan, environment, fault, files_of, finish, strays, without_times

# What may go wrong with each; 0: half of the bytes alone.
ERRORS = {
    "read": [errno.EIO, errno.EINTR, 0],
    "write": [errno.ENOSPC, errno.EIO, errno.EINTR, 0],
    "open": [errno.EMFILE, errno.EACCES, errno.EIO],
    "mkdir": [errno.ENOSPC, errno.EACCES],
    "rename": [errno.EIO, errno.EACCES, errno.EINVAL],
    "unlink": [errno.EIO, errno.EACCES],
    "stat": [errno.EIO, errno.EACCES],
    "rights": [errno.EPERM, errno.EIO],
    "close": [errno.EIO, errno.ENOSPC],
    "fsync": [errno.EIO, errno.ENOSPC],
    "size": [errno.ENOSPC, errno.EOPNOTSUPP],
    "seek": [errno.EIO],
    "list": [errno.EIO],
    "lock": [errno.ENOLCK, errno.EINTR],
    "memory": [errno.ENOMEM],
}
# Groups of which each call is tried, alone, besides those that are drawn: a fault was found there once.
ALWAYS = {"solve": ("list", "mkdir"), "export": ("rename",)}
READING = ("read", "open", "stat", "seek", "list", "memory", "close")
options = argparse.ArgumentParser()
options.add_argument("program")
options.add_argument("library")
options.add_argument("--each", type=int)
options.add_argument("--seed", type=int, default=1)
options.add_argument("--only", action="append")
options = options.parse_args()
library = os.path.realpath(options.library)
small = SmallPlan(options.program)
counts = {}


def run(name, lang, **settings):
    """Unlike SmallPlan.run this keeps what stands in the place."""
    # The old model is of another plan, so that one of its two files beside a new one shows.
    own = [small.path("free.json") if name == "export" and lang == "en" and a == small.path("plan.json") else a
           for a in small.commands[name]]
    arguments = own + ["--lang", lang] + (["--force"] if "out" in " ".join(small.commands[name]) else [])
    return Run([small.program] + arguments, small.folder, environment(LD_PRELOAD=library, **settings), 60)


def outputs():
    return files_of(small.folder, "out", times=True)


def put_back(old):
    small.clear()
    for path, content in old.items():
        os.makedirs(os.path.dirname(small.path(path)), exist_ok=True)
        with open(small.path(path), "wb") as file:
            file.write(content)


def times_off(text):
    """What is printed but for seconds: at the end of a row, and in what took how long."""
    return re.sub(r" +[0-9.]+$|[0-9.]+ (?=秒)", "", text, flags=re.M)


def laters(error):
    """What was interrupted is tried again, so that it must not be without end."""
    return ("",) if error == errno.EINTR else ("", "+")


class Command:
    """A command over an older output of its own, in another language; and what it gives where nothing fails."""

    def __init__(self, name):
        self.name = name
        small.clear()
        before = run(name, "en")
        if name == "template":  # it replaces nothing, ever
            small.clear()
        self.old = outputs()
        after = run(name, "zh", LG_FAIL_COUNT=small.path("calls"))
        if (before.code, after.code) != (0, 0) or not os.path.exists(small.path("calls")):
            fault(f"{name}: ended with {before} and {after}")
        self.new, self.out = files_of(small.folder, "out"), times_off(after.out)
        with open(small.path("calls"), encoding="ascii") as file:
            self.calls = {group: int(number) for group, number in (line.split() for line in file)}
        os.remove(small.path("calls"))
        put_back(self.old)
        self.inputs = small.inputs()

    def cases(self):
        return [f"{group}:{n}{later}:{error}" for group, number in self.calls.items()
                for n in range(1, number + 1) for error in ERRORS[group] for later in laters(error)]

    def drawn(self, draw, number):
        """Of each group alike, not of each call."""
        groups = [group for group, calls in self.calls.items() if calls]
        for group in ALWAYS.get(self.name, ()):
            yield from (f"{group}:{n}:{ERRORS[group][0]}" for n in range(1, self.calls[group] + 1))
        if self.name == "solve":
            yield f"unlink:1+:{errno.EACCES}"
        for k in range(number):
            group = groups[k] if k < len(groups) and number > len(groups) else draw.choice(groups)
            error = draw.choice(ERRORS[group])
            yield f"{group}:{draw.randint(1, self.calls[group])}{draw.choice(laters(error))}:{error}"

    def judge(self, case):
        what = f"{self.name}, LG_FAIL={case}"
        group, _, error = case.split(":")
        mark = small.path("mark")
        done = run(self.name, "zh", LG_FAIL=case, LG_FAIL_MARK=mark)
        happened = os.path.exists(mark)
        if happened:
            os.remove(mark)
        if done.code == 0 or not happened:
            if done.code != 0:
                fault(f"{what}: nothing failed, and it ended with {done}")
            # That it sets the old output aside is said in a line of its own.
            said = re.sub(r".*\.old-1.*\n", "", times_off(done.out))
            if said != self.out:
                fault(f"{what}: says something else: {done.out[:2000]}")
        elif done.code not in ((2, 3, 70) if group in READING else (2, 70)):
            fault(f"{what}: ended with {done}")
        elif not re.search("^lungang: ", done.err, re.M) and not (done.code == 3 and done.err + done.out):
            fault(f"{what}: {done.code} and no sentence: {done.err[:300]!r}")
        self.judge_outputs(what, done.code, outputs())
        left = strays(small.folder)
        if left:
            counts["swept"] = counts.get("swept", 0) + 1
            self.sweep(what, left)
        if small.inputs() != self.inputs:
            fault(f"{what}: an input changed")
        counts[done.code] = counts.get(done.code, 0) + 1

    def judge_outputs(self, what, code, found):
        if found != self.old:
            put_back(self.old)
        elif code != 0 or not self.old:
            return
        now = {path: content for path, content in found.items() if not path.startswith("out.old")}
        aside = {path.replace(".old-1", "", 1): content for path, content in found.items() if path.startswith("out.old")}
        # After a list of files could not be read the old folder is set aside whole.
        if aside and aside != self.old:
            fault(f"{what}: the old output is set aside in parts: {sorted(aside)}")
        now = self.timeless(now)
        if now != self.new:
            differing = sorted(path for path in set(now) | set(self.new) if now.get(path) != self.new.get(path))
            fault(f"{what}: {code}, and the output is neither the old nor the new one: {differing}")

    @staticmethod
    def timeless(files):
        return {path: without_times(os.path.basename(path), content) for path, content in files.items()}

    def sweep(self, what, left):
        done = Run([small.program, "template", small.path("swept")], small.folder, environment())
        if done.code != 0 or strays(small.folder):
            fault(f"{what}: left {left}, and the next run {strays(small.folder)}: {done}")
        Run(["rm", "-rf", small.path("swept")], small.folder)


for name in options.only or small.commands:
    command = Command(name)
    draw = random.Random(f"{options.seed} {name}")
    for case in command.cases() if options.each is None else command.drawn(draw, options.each):
        command.judge(case)
if not counts.get(0) or not counts.get(70):
    fault(f"badly chosen: {counts}")
small.close()
finish("survived: " + ", ".join(f"{number} {'ended with ' if isinstance(code, int) else ''}{code}" for code, number in counts.items()))
