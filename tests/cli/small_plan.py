"""What the checks of this folder share: every command once, on a small plan."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
EXAMPLE = os.path.join(SOURCE, "examples", "nanchang-2010", "plan.json")
# Of a sanitizer's run time, which wants to be the first library of all.
os.environ["ASAN_OPTIONS"] = ":".join(filter(None, [os.environ.get("ASAN_OPTIONS"), "verify_asan_link_order=0"]))

faults = []


def fault(text):
    print(text)
    faults.append(text)


def finish(what):
    """Ends the check: with 1 where a fault was told."""
    print(f"{len(faults)} faults" if faults else what)
    sys.exit(1 if faults else 0)


class Run:
    """One run of the program, as it ended: code (-signal), out, err."""

    def __init__(self, arguments, folder, env=None, most_s=120, **streams):
        streams.setdefault("stdin", subprocess.DEVNULL)
        streams.setdefault("stdout", subprocess.PIPE)
        streams.setdefault("stderr", subprocess.PIPE)
        try:
            done = subprocess.run(arguments, cwd=folder, env=env, timeout=most_s, check=False, **streams)
            self.code, out, err = done.returncode, done.stdout, done.stderr
        except subprocess.TimeoutExpired:
            self.code, out, err = "no end", b"", b""
        self.out = (out or b"").decode("utf-8", "replace")
        self.err = (err or b"").decode("utf-8", "replace")

    def __str__(self):
        return f"{self.code}: {(self.err or self.out).strip()[:300]}"


def environment(**changes):
    """Ours without languages, with these changes; None takes one out."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    env.update({k: v for k, v in changes.items() if v is not None})
    for k in [k for k, v in changes.items() if v is None]:
        env.pop(k, None)
    return env


def without_times(name, content):
    """A file's bytes but for the seconds that a run took, and the hashes of the files that tell them."""
    if name == "summary.json":
        return re.sub(rb'"seconds":\s*\{[^}]*\}', b"", content)
    if name == "files.json":
        return re.sub(rb'("(?:summary\.json|whatif\.\w+)",\s*"sha256":\s*)"[0-9a-f]+"', rb"\1", content)
    if name == "whatif.csv":
        return re.sub(rb",[0-9.]+(?=\r?\n)", b",", content)
    if name == "whatif.html":
        return re.sub(rb'<td class="n">[0-9.,]+</td></tr>', b"</tr>", content)
    return content


def files_of(folder, lead="", times=False):
    """Every file below the folder whose path in it begins so: path -> bytes, without times unless they are wanted too."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.relpath(os.path.join(place, name), folder)
            if path.startswith(lead):
                with open(os.path.join(place, name), "rb") as file:
                    found[path] = file.read() if times else without_times(name, file.read())
    return found


def strays(folder):
    """Temporary folders and locks that a run left."""
    return sorted(name for name in os.listdir(folder) if name.startswith(".lungang-"))


class SmallPlan:
    """A folder with the plan, and a roster in `base`. `commands` are every command's arguments; what is written goes to
    `out`, and paths are absolute, so that any folder will do to start from."""

    def __init__(self, program):
        self.program = os.path.realpath(program)
        self.folder = tempfile.mkdtemp(prefix="lungang-check-")
        shutil.copytree(os.path.join(SOURCE, "tests", "data", "cli", "small"), self.folder, dirs_exist_ok=True)
        plan, base, out = self.path("plan.json"), self.path("base"), self.path("out")
        roster = os.path.join(base, "roster.csv")
        self.solve(plan, base)
        self.commands = {
            "solve": ["solve", plan, "-o", out],
            "check": ["check", plan, "--limits"],
            "verify": ["verify", plan, roster],
            "compare": ["compare", plan, roster, roster],
            "explain": ["explain", plan, roster, "--teacher", "T02"],
            "whatif": ["whatif", plan, "--vary", "quotas.rotation.min=10%:20%:5%", "-o", out],
            "rehearse": ["rehearse", plan, roster, "-o", out],
            "replan": ["replan", plan, roster, "-o", out],
            "letters": ["letters", plan, roster, "-o", out],
            "export": ["export", plan, "--format", "mps", "-o", out],
            "template": ["template", out],
        }

    def path(self, name):
        return os.path.join(self.folder, name)

    def solve(self, plan, output, **more):
        run = Run([self.program, "solve", plan, "-o", output, "--force"], self.folder, environment(), **more)
        if run.code != 0:
            sys.exit(f"solve {plan} ended with {run}")

    def clear(self):
        """Takes away what a command wrote: `out`, and of export the names beside it."""
        for name in [n for n in os.listdir(self.folder) if n.startswith("out")]:
            path = self.path(name)
            if os.path.isdir(path):
                shutil.rmtree(path)
            else:
                os.remove(path)

    def inputs(self):
        return {path: content for path, content in files_of(self.folder, times=True).items() if not path.startswith(("out", "."))}

    def run(self, name, folder=None, env=None, extra=(), **more):
        self.clear()
        return Run([self.program] + self.commands[name] + list(extra), folder or self.folder, env or environment(), **more)

    def close(self):
        shutil.rmtree(self.folder)
