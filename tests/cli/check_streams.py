"""Streams that are closed or full, and a bare environment: the right exit with a sentence, never a signal.
usage: check_streams.py PROGRAM"""
import os
import sys

from small_plan import Run, SmallPlan, environment, fault, finish

small = SmallPlan(sys.argv[1])
usual = {name: small.run(name) for name in small.commands}
for name, run in usual.items():
    if run.code != 0:
        fault(f"{name}: ended with {run}")


def closing(*descriptors):
    return lambda: [os.close(d) for d in descriptors]


def expect(what, name, run, code, sentence=False):
    """The exit, and where it is a fault that anybody can read, a sentence."""
    if run.code != code:
        fault(f"{what}, {name}: {code} expected, ended with {run}")
    elif sentence and not run.err.startswith("lungang: "):
        fault(f"{what}, {name}: no sentence on stderr: {run.err[:200]!r}")


full = open("/dev/full", "wb")
for name in small.commands:
    # What a command prints is its result; a lost one is 70.
    lost = 70 if usual[name].out else 0
    expect("stdout closed", name, small.run(name, stdout=None, preexec_fn=closing(1)), lost, lost == 70)
    expect("stdout full", name, small.run(name, stdout=full), lost, lost == 70)
    expect("stderr closed", name, small.run(name, stderr=None, preexec_fn=closing(2)), 0)
    expect("stderr full", name, small.run(name, stderr=full), 0)
    expect("stdin closed", name, small.run(name, stdin=None, preexec_fn=closing(0)), 0)
    expect("all closed", name,
           small.run(name, stdin=None, stdout=None, stderr=None, preexec_fn=closing(0, 1, 2)), lost)
    for what, env in {
            "no TMPDIR": environment(TMPDIR=None, TMP=None, TEMP=None),
            "TMPDIR that is not there": environment(TMPDIR="/nonexistent/folder"),
            "TMPDIR that is a file": environment(TMPDIR="/dev/null"),
            "no HOME": environment(HOME=None, XDG_CACHE_HOME=None, XDG_CONFIG_HOME=None),
            "HOME that is not there": environment(HOME="/nonexistent/home"),
            "a locale that is not there": environment(LC_ALL="xx_XX.UTF-8"),
            "the C locale": environment(LC_ALL="C"),
            # what a sanitizer wants stays
            "no environment": {k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")},
    }.items():
        expect(what, name, small.run(name, env=env), 0)
    # Nobody may write into /proc, not even root. Only what is named with an absolute path is written.
    expect("a folder that nobody may write", name, small.run(name, folder="/proc"), 0)
    gone = small.path("gone")
    os.mkdir(gone)
    expect("a folder that is gone", name, small.run(name, folder=gone, preexec_fn=lambda: os.rmdir(gone)), 0)
full.close()

# An output that goes to such a folder was badly chosen: 2.
for name in ("solve", "whatif", "rehearse", "replan", "letters", "export", "template"):
    arguments = ["out" if a == small.path("out") else a for a in small.commands[name]]
    expect("output where nobody may write", name, Run([small.program] + arguments, "/proc", environment()), 2, True)

# A reader that goes away ends the program by SIGPIPE, as every other tool; where that is ignored, the loss is told.
reading, writing = os.pipe()
os.close(reading)
run = small.run("check", stdout=writing, restore_signals=False)
os.close(writing)
expect("a reader that went away, SIGPIPE ignored", "check", run, 70, True)
small.close()
finish("closed and full streams, bare environments: the right exits")
