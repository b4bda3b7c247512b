"""Runs other solvers on models that lungang exports, and whatever else the measurements need from outside.

Each peer answers with one of four kinds: "optimal" with its value, "infeasible", "unreadable" where it does not take the
model, "unknown" where it did not end in time; `said` is its own word for the last two.
"""
import collections
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

MAXIMISED = {"wishes", "tenure"}  # SPEC 4; exported negated
FORMATS = ("mps", "lp")

Run = collections.namedtuple("Run", "output status seconds peak_kib")  # status None where the time ran out
Answer = collections.namedtuple("Answer", "kind value said")


def run(command, seconds, folder=None, errors=subprocess.STDOUT):
    """Runs a program to its end or for `seconds`. Peers run in `folder`: HiGHS leaves a log where it is.

    The peak is the resident memory of the program alone, but never less than that of this interpreter, which starts it."""
    late = threading.Event()
    with tempfile.TemporaryFile() as log:
        start = time.monotonic()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=errors, cwd=folder)

        def stop():
            late.set()
            os.kill(process.pid, signal.SIGKILL)

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            _, code, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        finally:
            timer.cancel()
        took = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(code)
        log.seek(0)
        output = log.read().decode("utf-8", "replace")
    return Run(output, None if late.is_set() else process.returncode, took, usage.ru_maxrss)


def whole(text):
    value = float(text)
    nearest = round(value)
    if abs(value - nearest) > 1e-4 * max(1.0, abs(value) * 1e-6):
        return Answer("optimal", value, "")  # all goals are whole numbers: left as it is, so that it shows as a difference
    return Answer("optimal", nearest, "")


def head_of(path):
    """The first lines alone: solutions of large models are long, and memory of ours counts as theirs (run)."""
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read(2000)


def ask_glpsol(model, out, seconds):
    reader = "--lp" if model.endswith(".lp") else "--freemps"
    done = run(["glpsol", reader, model, "--cuts", "--tmlim", str(seconds), "-o", out], seconds + 30, os.path.dirname(out))
    text = head_of(out)
    status = re.search(r"^Status: +(.*)$", text, re.M)
    value = re.search(r"^Objective: .* = (\S+) ", text, re.M)
    if status and "OPTIMAL" in status.group(1) and "NON-OPTIMAL" not in status.group(1) and value:
        return whole(value.group(1)), done
    if "NO PRIMAL FEASIBLE" in done.output or "NO INTEGER FEASIBLE" in done.output or (status and "EMPTY" in status.group(1)):
        return Answer("infeasible", None, ""), done
    if "file processing error" in done.output:
        return Answer("unreadable", None, done.output[-300:]), done
    return Answer("unknown", None, done.output[-300:]), done


def ask_cbc(model, out, seconds):
    done = run(["cbc", model, "-sec", str(seconds), "-ratio", "0", "-allow", "0", "-solve", "-solu", out], seconds + 30,
               os.path.dirname(out))
    first = head_of(out).split("\n", maxsplit=1)[0]
    value = re.search(r"objective value +(\S+)", first)
    if first.startswith("Optimal") and value:
        return whole(value.group(1)), done
    if "infeasible" in first.lower():
        # Where the time ends while it prepares the model, cbc calls it infeasible.
        return Answer("infeasible" if done.seconds < seconds else "unknown", None, first), done
    if "errors on input" in done.output or "Current model not valid" in done.output:
        said = "; ".join(re.findall(r"^(?:Bad|No match|There were).*", done.output, re.M))
        return Answer("unreadable", None, said), done
    return Answer("unknown", None, first or done.output[-300:]), done


def ask_highs(model, out, seconds):
    options = out + ".options"
    with open(options, "w", encoding="utf-8") as file:
        file.write("mip_rel_gap = 0\nmip_abs_gap = 1e-9\ntime_limit = %d\nthreads = 1\n" % seconds)
    done = run(["highs", "--options_file", options, "--solution_file", out, model], seconds + 30, os.path.dirname(out))
    text = head_of(out)
    status = re.match(r"Model status\n(.*)\n", text)
    value = re.search(r"^Objective (\S+)$", text, re.M)
    if status and status.group(1) == "Optimal" and value:
        return whole(value.group(1)), done
    if status and status.group(1) == "Infeasible":
        return Answer("infeasible", None, ""), done
    if "ERROR" in done.output:
        return Answer("unreadable", None, "; ".join(re.findall(r"^ERROR.*", done.output, re.M))), done
    return Answer("unknown", None, status.group(1) if status else done.output[-300:]), done


PEERS = {"glpsol": ask_glpsol, "cbc": ask_cbc, "highs": ask_highs}
# Where a place column stands in the solution files: its name and its value. glpsol breaks the line after a long name.
PLACE = {"glpsol": re.compile(r"^ *\d+ (x_\d+_\d+)\s+\*?\s*(\S+)", re.M),
         "cbc": re.compile(r"^(?:\*\*)? *\d+ +(x_\d+_\d+) +(\S+)", re.M),
         "highs": re.compile(r"^(x_\d+_\d+) (\S+)$", re.M)}


def ask(peer, model, out, seconds):
    """The peer's answer to the model and its run; its solution, if any, is left in `out`."""
    if os.path.exists(out):
        os.remove(out)
    return PEERS[peer](model, out, seconds)


def places(peer, out):
    """Names of the place columns that are 1 in a solution file, a line at a time for the sake of memory."""
    pattern = PLACE[peer]
    with open(out, encoding="utf-8") as file:
        before = ""
        for line in file:
            match = pattern.match(line) or pattern.match(before + line)
            if match:
                if float(match.group(2)) > 0.5:
                    yield match.group(1)
                before = ""
            else:
                before = line


def version(peer):
    flags = {"glpsol": ["--version"], "cbc": ["-quit"], "highs": ["--version"]}[peer]
    found = re.search(r"\d+\.\d+(\.\d+)*", run([peer] + flags, 20, tempfile.gettempdir()).output)
    return "%s %s" % (peer, found.group(0) if found else "?")


def found_on_path(names, program):
    unknown = [name for name in names if name not in PEERS]
    if unknown:
        sys.exit("%s: unknown peer %s" % (program, unknown[0]))
    return [name for name in names if shutil.which(name)]


def generate(generator, folder, size, seed, plan, more=()):
    """Writes an invented district of size (teachers, schools); the path of its plan."""
    command = [generator, "--seed", str(seed), "--plan", plan, "-o", folder, "--teachers", str(size[0]), "--schools",
               str(size[1])] + list(more)
    done = run(command, 120)
    if done.status != 0:
        sys.exit("%s\n%s" % (" ".join(command), done.output))
    return os.path.join(folder, "plan.json")


def seeds_of(text):
    seeds = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        seeds += range(int(first), int(last or first) + 1)
    return seeds
