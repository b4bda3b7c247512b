"""Whole plans, drawn: small districts with plans of any keys, every command on them, then the same files damaged.
usage: whole_plans.py PROGRAM [--count N] [--seconds T] [--seed S] [--keep DIR] [--slow FACTOR] [--mutants N]
       case k has the seed S+k; a fault is told with the seed that draws it again, and DIR/SEED keeps its folder
       --seconds  begins no further case after this time
       --slow     of a sanitizer: so many times the usual seconds are allowed, and memory is not limited
       --mutants  damaged copies of each case (default 2)

What has to hold: every exit is one that docs/reference.md lists, and fits what was written; a sentence stands where it is not
0; no signal, no report of a sanitizer; what solve writes passes verify and has the goals' values that verify counts; a
second run writes the same bytes; time and memory keep their limits; inputs stay as they are; nothing temporary is left; an
older output stays whole where none was written; a proposed repair makes the plan possible."""
import argparse
import csv
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "cli"))
from small_plan import environment, files_of, strays  # noqa: E402

EXITS = (0, 2, 3, 4, 5, 6, 70)
MIB = 1 << 20
MOST_MIB = 1024
LIMIT_S = 5
SUBJECTS = ("语文", "数学", "英语", "音乐", "Science")
RANKS = ("学科带头人", "教学能手", "市级学科带头人", "教学新秀")
TITLES = ("一级教师", "高级教师", "二级教师", "")
TAGS = ("毕业班", "班主任", "a/b", "校长")
STAGES = {"primary": ("primary", "小学"), "junior": ("junior", "初中"), "both": ("both", "九年一贯")}
TIERS = {"strong": ("strong", "优质"), "ordinary": ("ordinary", "普通"), "weak": ("weak", "薄弱")}
# field: heading in Chinese
HEADINGS = {
    "teachers": {"id": "工号", "name": "姓名", "school": "学校", "subject": "学科", "stage": "学段", "rank": "骨干级别",
                 "gender": "性别", "birth": "出生年月", "joined": "到本校时间", "years": "本校任教年限", "title": "职称",
                 "exempt": "免交流原因", "rotated": "已交流", "tags": "标签", "lon": "住址经度", "lat": "住址纬度",
                 "full_time": "专任", "phone": "电话"},
    "schools": {"id": "学校代码", "name": "学校名称", "stage": "学段", "tier": "办学层次", "group": "协作体", "students": "学生数",
                "students_primary": "小学学生数", "students_junior": "初中学生数", "lon": "经度", "lat": "纬度",
                "max_staff": "编制", "short_name": "简称"},
    "demand": {"school": "学校", "stage": "学段", "subject": "学科", "min": "最少", "max": "最多", "target": "应有"},
    "wishes": {"teacher": "教师", "school": "学校", "rank": "志愿顺序"},
    "locks": {"teacher": "教师", "school": "学校", "kind": "类型", "reason": "原因", "by": "决定人"},
    "distances": {"from": "起点", "to": "终点", "km": "公里"},
    "pairs": {"a": "甲", "b": "乙", "rule": "规则"},
}


class District:
    """Tables (name -> list of rows, each field -> text) and the plan that names them."""

    def __init__(self, draw):
        self.draw = draw
        self.tables = {"schools": [self.school(k) for k in range(draw.randint(1, 6))]}
        number = draw.choice((1, 3, 6, 8, 10, 12, 16))
        # Years or dates of joining, not both: they may contradict each other.
        self.since = draw.choice(("joined", "years", None))
        self.tables["teachers"] = [self.teacher(k) for k in range(number)]
        self.plan = self.draw_plan()

    def maybe(self, share, value, other=""):
        return value if self.draw.random() < share else other

    def school(self, k):
        draw = self.draw
        stage = draw.choice(("primary", "primary", "junior", "both"))
        row = {"id": f"S{k + 1}", "name": f"{draw.choice('东西南北')}{'湖山溪桥'[k % 4]}学校{k + 1}", "kind": stage,
               "stage": draw.choice(STAGES[stage]), "tier": draw.choice(TIERS[draw.choice(tuple(TIERS))]),
               "group": draw.choice(("G1", "G1", "G2", "东片", ""))}
        if stage == "both":
            row.update(students_primary=str(draw.randint(1, 900)), students_junior=str(draw.randint(1, 900)))
        else:
            row["students"] = str(draw.choice((1, 100, 333, 650, 1200)))
        if draw.random() < 0.7:
            row.update(lon=f"{115.8 + draw.random() / 5:.4f}", lat=f"{28.6 + draw.random() / 5:.4f}")
        row["max_staff"] = self.maybe(0.15, str(draw.randint(0, 9)))
        row["short_name"] = self.maybe(0.2, f"简{k + 1}")
        return row

    def teacher(self, k):
        draw = self.draw
        home = draw.choice(self.tables["schools"])
        stage = draw.choice(("primary", "junior")) if home["kind"] == "both" else home["kind"]
        row = {"id": f"T{k + 1:02}", "name": draw.choice(("陈一", "李二", "王三", "Ann Lee", "赵 四")) + str(k),
               "school": draw.choice((home["id"], home["id"], home["name"])), "home": home["id"],
               "subject": draw.choice(SUBJECTS[:draw.randint(1, 5)]),
               "stage": draw.choice(STAGES[stage]) if home["kind"] == "both" else self.maybe(0.5, stage),
               "rank": self.maybe(0.5, draw.choice(RANKS)), "gender": draw.choice("MF男女"),
               "birth": f"{draw.randint(1955, 1998)}-{draw.randint(1, 12):02}", "title": draw.choice(TITLES),
               "exempt": self.maybe(0.1, draw.choice(("孕期", "无", "校级领导"))),
               "rotated": self.maybe(0.3, draw.choice(("yes", "no", "是", "否"))),
               "tags": self.maybe(0.3, "、".join(draw.sample(TAGS, draw.randint(1, 2)))),
               "full_time": self.maybe(0.2, draw.choice(("yes", "no", "是"))), "phone": str(13900000000 + k)}
        if self.since == "joined":
            row["joined"] = f"{draw.randint(1999, 2019)}-09"
        elif self.since:
            row["years"] = str(draw.choice((0, 1, 3, 5, 6.5, 12)))
        if draw.random() < 0.4:
            row.update(lon=f"{115.8 + draw.random() / 5:.4f}", lat=f"{28.6 + draw.random() / 5:.4f}")
        return row

    def any_school(self):
        return self.draw.choice(self.tables["schools"])["id"]

    def any_teacher(self):
        return self.draw.choice(self.tables["teachers"])["id"]

    def value(self, choices):
        """A filter's value: one, a list of some, or the negation of either."""
        draw = self.draw
        choices = list(dict.fromkeys(choices))
        one = draw.choice(choices)
        value = draw.choice((one, draw.sample(choices, draw.randint(1, min(3, len(choices))))))
        return {"not": value} if draw.random() < 0.2 else value

    def span(self, low, high):
        draw = self.draw
        a, b = sorted((draw.randint(low, high), draw.randint(low, high)))
        span = draw.choice(({"min": a}, {"max": b}, {"min": a, "max": b}, a))
        return {"not": span} if draw.random() < 0.15 else span

    def filter(self, keys, most=3):
        draw, schools = self.draw, [row["id"] for row in self.tables["schools"]]
        made = {
            "moved": lambda: draw.random() < 0.8, "eligible": lambda: draw.random() < 0.8,
            "backbone": lambda: draw.random() < 0.7, "full_time": lambda: draw.random() < 0.8,
            "rotated": lambda: draw.random() < 0.5, "same_group": lambda: draw.random() < 0.7,
            "rank": lambda: self.value(RANKS), "tag": lambda: self.value(TAGS), "subject": lambda: self.value(SUBJECTS),
            "title": lambda: self.value(TITLES[:3]), "stage": lambda: self.value(("primary", "junior")),
            "gender": lambda: self.value(("M", "F")), "age": lambda: self.span(22, 65), "years": lambda: self.span(0, 15),
            "wish": lambda: self.span(1, 3), "route": lambda: self.value([r["id"] for r in self.routes] + ["lock"])}
        for side in ("from", "to"):
            made[f"{side}.school"] = lambda: self.value(schools)
            made[f"{side}.tier"] = lambda: self.value(tuple(TIERS))
            made[f"{side}.group"] = lambda: self.value([g for g in ("G1", "G2", "东片")])
        made["from.stage"] = lambda: self.value(tuple(STAGES))
        chosen = draw.sample(keys, min(len(keys), draw.randint(0, most)))
        return {key: made[key]() for key in chosen}

    OF_TEACHER = ["backbone", "full_time", "rotated", "rank", "tag", "subject", "title", "stage", "gender", "age", "years",
                  "from.school", "from.tier", "from.group", "from.stage"]
    OF_PLACE = ["same_group", "to.school", "to.tier", "to.group", "wish"]

    def draw_routes(self):
        draw = self.draw
        if draw.random() < 0.25:
            return None
        routes = []
        for k in range(draw.choice((0, 1, 1, 2, 3))):
            route = {"id": f"r{k + 1}", **self.filter(self.OF_PLACE * 2 + self.OF_TEACHER, 2)}
            if draw.random() < 0.5:
                route["name"] = f"形式{k + 1}"
            for side in ("from", "to"):
                if f"{side}.tier" in route and draw.random() < 0.5:
                    route[side] = {"tier": route.pop(f"{side}.tier")}
            routes.append(route)
        return routes

    def share(self):
        return self.draw.choice(("10%", "3/8", "0.25", "50%", "100%", "0%", "33.3%", "1/3"))

    def draw_quota(self, k):
        draw = self.draw
        fixed = draw.random() < 0.3
        quota = {"id": f"q{k + 1}", "count": {"moved": True, **self.filter(self.OF_TEACHER + self.OF_PLACE + ["route", "eligible"], 2)},
                 "of": self.filter(self.OF_TEACHER + ["eligible"] + ([] if fixed else ["moved"] + self.OF_PLACE), 2)}
        for side in draw.choice((("min",), ("max",), ("min", "max"))):
            quota[side] = self.share() if draw.random() < 0.7 else draw.randint(0, 6)
        if "min" in quota and "max" in quota:
            quota["min"] = draw.choice((0, "0%"))
        if draw.random() < 0.3:
            per = draw.sample(("from.school", "to.school", "from.group", "to.group", "from.tier", "to.tier", "stage", "subject"), 2)
            quota["per"] = draw.choice((per[0], per[:1], per))
        if fixed and not {"wish"} & set(quota["of"]):
            quota["include_rotated"] = True
        if draw.random() < 0.35:
            quota["soft"] = True
            if draw.random() < 0.5:
                quota["weight"] = draw.choice((1, 2, 1000))
        if draw.random() < 0.3:
            quota["name"] = f"指标“{k + 1}”"
        return quota

    def draw_tables(self, plan):
        draw = self.draw
        if draw.random() < 0.5:
            pairs = {(self.any_teacher(), self.any_school()) for _ in range(draw.randint(1, 12))}
            homes = {row["id"]: row["home"] for row in self.tables["teachers"]}
            self.tables["wishes"] = [{"teacher": t, "school": s, "rank": str(draw.randint(1, 3))} for t, s in sorted(pairs)
                                     if homes[t] != s]
        if draw.random() < 0.3:
            chosen = draw.sample(self.tables["teachers"], min(len(self.tables["teachers"]), draw.randint(1, 3)))
            self.tables["locks"] = [{"teacher": row["id"], "school": draw.choice((self.any_school(), "stay", "留任")),
                                     "kind": draw.choice(("must", "forbid", "必须", "禁止")), "reason": "原因", "by": "人事科"}
                                    for row in chosen]
        if draw.random() < 0.3:
            places = {(self.draw.choice((self.any_teacher(), self.any_school())), self.any_school()) for _ in range(8)}
            self.tables["distances"] = [{"from": a, "to": b, "km": f"{draw.random() * 30:.1f}"} for a, b in sorted(places) if a != b]
        if draw.random() < 0.25 and len(self.tables["teachers"]) > 2:
            pairs = {tuple(sorted(row["id"] for row in draw.sample(self.tables["teachers"], 2))) for _ in range(2)}
            self.tables["pairs"] = [{"a": a, "b": b, "rule": draw.choice(("same_school", "same_group", "not_both_move", "同校"))}
                                    for a, b in sorted(pairs)]
        if draw.random() < 0.3:
            cells = {}
            for row in self.tables["teachers"]:
                stage = next(k for k in ("primary", "junior") if row["stage"] in STAGES[k]) if row["stage"] else None
                stage = stage or next(s["kind"] for s in self.tables["schools"] if s["id"] == row["home"])
                cells[row["home"], stage, row["subject"]] = cells.get((row["home"], stage, row["subject"]), 0) + 1
            self.tables["demand"] = [
                {"school": s, "stage": g, "subject": j, "min": self.maybe(0.6, str(max(0, n - draw.randint(0, 2)))),
                 "max": self.maybe(0.6, str(n + draw.randint(0, 2))), "target": self.maybe(0.6, str(n + draw.randint(-1, 1)))}
                for (s, g, j), n in sorted(cells.items()) if draw.random() < 0.6]
        for name in self.tables:
            if self.tables[name]:
                plan[name] = f"{name}.csv"

    def draw_plan(self):
        draw = self.draw
        plan = {"lungang": 1, "date": f"2020-{draw.randint(1, 12):02}-01"}
        self.draw_tables(plan)
        self.routes = self.draw_routes()
        given = self.routes
        if given is not None:
            plan["routes"] = given
        else:
            self.routes = [{"id": "partner"}, {"id": "support"}, {"id": "learn"}]
        if draw.random() < 0.6:
            plan["backbone"] = [draw.choice((rank, rank, {"ends_with": "带头人"})) for rank in draw.sample(RANKS, draw.randint(1, 3))]
        if draw.random() < 0.5:
            plan["title"] = draw.choice(("轮岗方案", "Plan <&> \"x\"", "=1+1", "a" * 200))
        if draw.random() < 0.3:
            plan["term"] = "2020-09 to 2023-08"
        if draw.random() < 0.4:
            plan["lang"] = draw.choice(("zh", "en"))
        plan["eligibility"] = self.draw_eligibility()
        if draw.random() < 0.3:
            plan["commute"] = {key: draw.choice((0, 3, 7.5, 15, 20100)) for key in draw.sample(("max_km", "max_extra_km"), draw.randint(1, 2))}
        if draw.random() < 0.6:
            bands = ([-1, 1], [0, 0], [-2, 1], None, [-1000, 1000], [0, 1])
            plan["staffing"] = {key: draw.choice(bands) for key in draw.sample(("subject_band", "headcount_band"), draw.randint(1, 2))}
        if draw.random() < 0.7:
            plan["quotas"] = [self.draw_quota(k) for k in range(draw.randint(0, 3))]
        if draw.random() < 0.2 and self.routes:
            plan["teams"] = [{"route": draw.choice(self.routes)["id"], "min": draw.randint(1, 3)}]
        if draw.random() < 0.3:
            plan["backbone_per_100"] = {"min": draw.choice(("0", "0.1", "1", "1/3", "0.05")), "soft": draw.random() < 0.7}
        goals = [g for g in ("staffing", "equity", "wishes", "commute", "tenure", "moves", "lottery") if draw.random() < 0.5]
        goals = [g for g in goals if (g != "wishes" or "wishes" in plan) and (g != "staffing" or "demand" in plan)]
        draw.shuffle(goals)
        if any(q.get("soft") for q in plan.get("quotas", [])) or plan.get("backbone_per_100", {}).get("soft"):
            goals.insert(draw.randint(0, len(goals)), "shortfall")
        if goals and (draw.random() < 0.7 or "shortfall" in goals):
            plan["goals"] = [self.draw_goal(goal) for goal in goals]
        if draw.random() < 0.3:
            plan["limits"] = {"time_seconds": LIMIT_S, **({"gap": draw.choice((0, "1%", "0.5"))} if draw.random() < 0.5 else {})}
        if draw.random() < 0.2:
            plan["repair"] = {"never": draw.sample(("R6", "R7", "R8", "R9", "R10", "R11", "R12"), 2), "weights": {"R6": 5}}
        if draw.random() < 0.2:
            plan["copy_columns"] = [HEADINGS["teachers"]["phone"] if self.is_chinese("teachers") else "phone"]
        if draw.random() < 0.1:
            plan["//"] = "a note"
        return plan

    def draw_goal(self, goal):
        draw = self.draw
        if draw.random() < 0.6:
            return goal
        element = {"id": goal}
        if goal == "wishes":
            element["points"] = draw.choice(([3, 2, 1], [1], [1000, 0, 5]))
        if goal == "lottery":
            element["seed"] = draw.choice(("2020", "种子"))
        elif draw.random() < 0.6:
            element["tolerance"] = draw.choice(("1%", "0", "10%", "1", "1/7"))
        return element

    def draw_eligibility(self):
        draw, made = self.draw, {}
        if draw.random() < 0.5 and self.since:
            made["min_years"] = draw.choice((0, 1, 3, 6))
        if draw.random() < 0.3:
            made["max_age"] = draw.choice(({"M": 54, "F": 49}, {"M": 50}, {"F": 0}))
        if draw.random() < 0.3:
            made["retirement_margin_years"] = draw.choice((0, 3, 5))
            if draw.random() < 0.6:
                made["retirement_age"] = draw.choice(({"M": 60, "F": 55}, "statutory-2025"))
            if draw.random() < 0.3:
                made["retirement_senior_titles"] = ["高级教师"]
        if draw.random() < 0.3:
            made["exempt_tags"] = draw.sample(TAGS, 1)
        if draw.random() < 0.3:
            made["exclude"] = [self.filter(self.OF_TEACHER, 2) or {"rotated": True}]
        return made

    def is_chinese(self, table):
        """Language of a table's headings; a number of the district's own, so that asking draws nothing."""
        return (len(self.tables["teachers"]) + len(table)) % 2 == 0

    def write(self, folder):
        for name, rows in self.tables.items():
            if not rows:
                continue
            fields = [field for field in HEADINGS[name] if any(row.get(field) for row in rows)]
            encoding = "gb18030" if len(rows) % 3 == 0 else "utf-8-sig" if len(rows) % 3 == 1 else "utf-8"
            with open(os.path.join(folder, f"{name}.csv"), "w", encoding=encoding, newline="") as file:
                table = csv.writer(file)
                table.writerow([HEADINGS[name][f] if self.is_chinese(name) else f for f in fields])
                table.writerows([row.get(field, "") for field in fields] for row in rows)
        with open(os.path.join(folder, "plan.json"), "w", encoding="utf-8") as file:
            json.dump(self.plan, file, ensure_ascii=False, indent=1)


class Ended:
    """A run of the program, with what it cost."""

    def __init__(self, program, folder, arguments, slow):
        def limits():
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if slow == 1:
                resource.setrlimit(resource.RLIMIT_AS, (MOST_MIB * MIB, MOST_MIB * MIB))
        self.arguments = arguments
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started_s = time.monotonic()
        try:
            done = subprocess.run([program] + arguments, cwd=folder, env=environment(), stdin=subprocess.DEVNULL,
                                  capture_output=True, timeout=60 * slow, preexec_fn=limits, check=False)
            self.code, out, err = done.returncode, done.stdout, done.stderr
        except subprocess.TimeoutExpired:
            self.code, out, err = "no end", b"", b""
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        # Other load on the machine does not count: it makes the one longer and not the other.
        self.took_s = min(time.monotonic() - started_s, cpu_s)
        self.out, self.err = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")


class Case:
    """A folder with a plan, and what has to hold of every command on it."""

    def __init__(self, options, seed):
        self.options, self.seed, self.faults, self.runs = options, seed, [], 0
        self.draw = random.Random(f"lungang {seed}")
        self.folder = tempfile.mkdtemp(prefix="lungang-whole-")
        self.ends = {}

    def path(self, name):
        return os.path.join(self.folder, name)

    def fault(self, text):
        self.faults.append(f"seed {self.seed}: {text}")

    def inputs(self):
        return {k: v for k, v in files_of(self.folder, times=True).items() if not k.startswith(("out", "x."))}

    def run(self, *arguments, allowed=EXITS):
        before = self.inputs()
        run = Ended(self.options.program, self.folder, [*arguments, "--time-limit", str(LIMIT_S)], self.options.slow)
        self.runs += 1
        self.ends[run.code] = self.ends.get(run.code, 0) + 1
        what = "lungang " + " ".join(arguments)
        if run.code not in allowed:
            self.fault(f"{what}: ended with {run.code}: {(run.err or run.out)[-1500:]}")
        elif re.search(r"Sanitizer|runtime error|CRITICAL|WARNING \*\*", run.err):
            self.fault(f"{what}: {run.err[-3000:]}")
        elif run.code != 0 and not (run.err + run.out).strip():
            self.fault(f"{what}: {run.code} without a sentence")
        elif run.code in (2, 70) and "lungang: " not in run.err:
            self.fault(f"{what}: {run.code} without a sentence on stderr: {run.err!r}")
        points = run.out.count("\n") if arguments[0] == "whatif" else 1
        if run.took_s > (LIMIT_S * max(1, points) + 1) * self.options.slow:
            self.fault(f"{what}: took {run.took_s:.1f} s")
        if strays(self.folder):
            self.fault(f"{what}: left {strays(self.folder)}")
        if self.inputs() != before:
            self.fault(f"{what}: changed an input")
        return run

    def summary(self, folder):
        with open(self.path(f"{folder}/summary.json"), encoding="utf-8") as file:
            return json.load(file)

    def commands(self):
        """Every command, with what one says of another."""
        checked = self.run("check", "plan.json", *self.draw.choice(((), ("--limits",), ("--json",), ("--limits", "--json"))), allowed=(0, 3, 5))
        solved = self.run("solve", "plan.json", "-o", "out", *self.draw.choice(((), ("--limits",), ("--lang", "zh"))), allowed=(0, 3, 4, 5))
        if (checked.code == 3) != (solved.code == 3):
            self.fault(f"check ends with {checked.code}, solve with {solved.code}")
        names = set(os.listdir(self.path("out"))) if os.path.isdir(self.path("out")) else set()
        if ("roster.csv" in names) != (solved.code == 0) or ("explanation.json" in names) != (solved.code == 4):
            self.fault(f"solve ended with {solved.code} and wrote {sorted(names)}")
        if solved.code == 0:
            self.after_roster()
        elif solved.code == 4:
            self.after_conflict()
        if solved.code != 3:
            self.run("export", "plan.json", "--format", self.draw.choice(("mps", "lp")), "-o", "x.model", allowed=(0, 4, 5))
            self.sweep()
        return solved.code

    def after_roster(self):
        summary = self.summary("out")
        for roster in ("out/roster.csv", "out/placements.csv", "out/roster.xlsx"):
            verified = self.run("verify", "plan.json", roster, "--lang", "en", allowed=(0,))
            counted = {name: int(value) for name, value in re.findall(r"^  ([a-z]+): (-?\d+) \(", verified.out, re.M)}
            for goal in summary["goals"]:
                if counted.get(goal["id"]) != goal["value"]:
                    self.fault(f"{roster}: goal {goal['id']} is {goal['value']} in summary.json, and verify counts {counted}")
        for goal in summary["goals"]:
            if goal["proved"] and summary["status"] == "optimal" and not self.has_gap() and goal["value"] != goal["best"] and not self.tolerates():
                self.fault(f"goal {goal} is proved, and its value is not the best one")
        lang = self.draw.choice(("zh", "en"))
        self.run("solve", "plan.json", "-o", "out", "--force", "--lang", lang, allowed=(0,))
        first = files_of(self.folder, "out/")
        self.run("solve", "plan.json", "-o", "out-2", "--lang", lang, allowed=(0,))
        second = files_of(self.folder, "out-2/")
        if summary["status"] == "optimal":
            differing = [path[4:] for path in first if first[path] != second.get(path.replace("out/", "out-2/", 1))]
            if differing or len(first) != len(second):
                self.fault(f"a second run writes other bytes: {differing}")
        teachers = [row["id"] for row in self.tables["teachers"]]
        for command in self.draw.sample((
                ("compare", "plan.json", "out/roster.csv", "out/placements.csv", *self.draw.choice(((), ("--json",)))),
                ("explain", "plan.json", "out/roster.csv", "--teacher", self.draw.choice(teachers), *self.draw.choice(((), ("--json",)))),
                ("letters", "plan.json", "out/roster.csv", "-o", "out-letters"),
                ("rehearse", "plan.json", "out/roster.csv", "-o", "out-rehearse"),
                ("replan", "plan.json", "out/roster.csv", "-o", "out-replan")), 2):
            run = self.run(*command, allowed=(0, 5) if command[0] in ("explain", "replan") else (0,))
            if command[0] == "rehearse" and summary["status"] == "optimal":
                rows = files_of(self.folder, "out-rehearse/rehearsal.csv")["out-rehearse/rehearsal.csv"].decode("utf-8-sig")
                if len(rows.splitlines()) != 1 + summary["moved"]:
                    self.fault(f"rehearse has other rows than the movers: {rows}")
            if command[0] == "replan" and run.code == 0 and summary["status"] == "optimal":
                changes = files_of(self.folder, "out-replan/changes.csv")["out-replan/changes.csv"].decode("utf-8-sig")
                if len(changes.splitlines()) != 1 and self.summary("out-replan")["status"] == "optimal":
                    self.fault(f"replan changes a roster of the same plan: {changes}")

    def has_gap(self):
        return bool(self.plan.get("limits", {}).get("gap"))

    def tolerates(self):
        return any(isinstance(goal, dict) and "tolerance" in goal for goal in self.plan.get("goals", []))

    def after_conflict(self):
        with open(self.path("out/explanation.json"), encoding="utf-8") as file:
            repairs = json.load(file).get("repairs") or []
        for repair in repairs[:1]:
            if not repair.get("change"):
                continue
            with open(self.path("repaired.json"), "w", encoding="utf-8") as file:
                json.dump({**self.plan, "relax": repair["change"]}, file, ensure_ascii=False)
            self.run("solve", "repaired.json", "-o", "out-repaired", allowed=(0, 5))
            self.run("verify", "repaired.json", "out-repaired/roster.csv", allowed=(0,))

    def edit(self):
        """A change of a table, which mostly is one that the table takes."""
        teacher, school = self.draw.choice(self.tables["teachers"])["id"], self.draw.choice(self.tables["schools"])["id"]
        return self.draw.choice((
            {"table": "teachers", "id": teacher, "drop": True},
            {"table": "teachers", "id": teacher, "field": self.draw.choice(("exempt", "school", "years", "tags")),
             "value": self.draw.choice(("", "ill", school, 3, -1))},
            {"table": "schools", "id": school, "field": self.draw.choice(("group", "max_staff", "stage")),
             "value": self.draw.choice(("G1", 5, "primary"))},
            {"table": "schools", "id": school, "drop": True},
            {"table": "wishes", "add": {"teacher": teacher, "school": school, "rank": 1}},
            {"table": "wishes", "id": f"{teacher}/{school}", "drop": True},
            {"table": "demand", "id": f"{school}/primary/数学", "field": "target", "value": self.draw.choice((0, 3))},
            {"table": "locks", "add": {"teacher": teacher, "school": "stay", "kind": self.draw.choice(("must", "forbid"))}}))

    def sweep(self):
        """Rows of a quota's limit, and a scenario of any key."""
        arguments = []
        quotas = [q for q in self.plan.get("quotas", []) if isinstance(q.get("min", q.get("max")), str)]
        if quotas and self.draw.random() < 0.5:
            quota = self.draw.choice(quotas)
            side = "min" if isinstance(quota.get("min"), str) else "max"
            arguments += ["--vary", f"quotas.{quota['id']}.{side}=0%:40%:20%"]
        if not arguments or self.draw.random() < 0.4:
            with open(self.path("scenario.json"), "w", encoding="utf-8") as file:
                # What is varied must not be taken away.
                without = {} if arguments else {"quotas": {q["id"]: None for q in self.plan.get("quotas", [])[:1]}}
                patch = self.draw.choice(({"title": "x"}, without, {"staffing": {"subject_band": None}},
                                          {"eligibility": None}, {"goals": ["moves", "lottery"]},
                                          {"edits": [self.edit() for _ in range(self.draw.randint(1, 4))]}))
                json.dump(patch, file)
            arguments += ["--scenario", "scenario.json"]
        self.run("whatif", "plan.json", *arguments, "-o", "out-whatif", *self.draw.choice(((), ("--rosters",))), allowed=(0, 3, 4, 5))

    # ---- damaged copies ----

    def mutate_bytes(self, content):
        draw, content = self.draw, bytearray(content)
        for _ in range(draw.randint(1, 4)):
            at = draw.randrange(len(content) + 1)
            kind = draw.randrange(5)
            if kind == 0:
                content[at:at + draw.randint(1, 8)] = b""
            elif kind == 1:
                content[at:at] = draw.choice((b"\x00", b"\xff", b"\r", b'"', b",", b"\n", "“".encode(), b"9" * 30, b"-1", b"\xe2\x80\x8b"))
            elif kind == 2 and content:
                content[at % len(content)] = draw.randrange(256)
            elif kind == 3:
                lines = bytes(content).split(b"\n")
                lines.insert(draw.randrange(len(lines) + 1), draw.choice(lines))
                content = bytearray(b"\n".join(lines))
            else:
                lines = bytes(content).split(b"\n")
                del lines[draw.randrange(len(lines))]
                content = bytearray(b"\n".join(lines))
        return bytes(content)

    def mutate_json(self, value):
        """The value with one place in it changed: taken away, doubled, or another one of any type."""
        draw = self.draw
        if isinstance(value, dict) and value and draw.random() < 0.85:
            key = draw.choice(sorted(value))
            changed = dict(value)
            if draw.random() < 0.15:
                del changed[key]
            elif draw.random() < 0.1:
                changed[key + draw.choice(("x", ".min", "", " "))] = value[key]
            else:
                changed[key] = self.mutate_json(value[key])
            return changed
        if isinstance(value, list) and value and draw.random() < 0.85:
            changed, at = list(value), draw.randrange(len(value))
            if draw.random() < 0.3:
                changed.insert(at, value[at])
            else:
                changed[at] = self.mutate_json(value[at])
            return changed
        return draw.choice((None, True, -1, 0, 1, 1e9, 1e300, 0.5, "", "x", "50%", "101%", "1/0", [], {}, [None], {"not": {}},
                            "teachers.csv", "S1", "语文", "9" * 70, ["from.school", "subject"], {"min": 2, "max": 1}))

    def mutate(self):
        names = sorted(name for name in os.listdir(self.folder) if name.endswith((".csv", ".json")))
        rosters = [f"out/{name}" for name in ("roster.csv", "placements.csv", "roster.xlsx") if os.path.exists(self.path(f"out/{name}"))]
        for name in self.draw.sample(names, min(len(names), self.draw.randint(1, 2))):
            with open(self.path(name), "rb") as file:
                content = file.read()
            if name == "plan.json" and self.draw.random() < 0.8:
                content = json.dumps(self.mutate_json(json.loads(content)), ensure_ascii=False).encode()
            else:
                content = self.mutate_bytes(content)
            with open(self.path(name), "wb") as file:
                file.write(content)
        roster = "mine.csv"
        if rosters:
            chosen = self.draw.choice(rosters)
            roster = "mine" + os.path.splitext(chosen)[1]
            with open(self.path(chosen), "rb") as file, open(self.path(roster), "wb") as copy:
                copy.write(self.mutate_bytes(file.read()))
        old = files_of(self.folder, "out/", times=True)
        checked = self.run("check", "plan.json", allowed=(0, 3))
        solved = self.run("solve", "plan.json", "-o", "out", "--force", allowed=(0, 2, 3, 4, 5) if old else (0, 2, 3, 4, 5))
        if (checked.code == 3) != (solved.code == 3):
            self.fault(f"damaged: check ends with {checked.code}, solve with {solved.code}")
        if solved.code != 0 and "out/roster.csv" in old and files_of(self.folder, "out/", times=True) != old:
            self.fault(f"damaged: solve ended with {solved.code}, and the old output is another")
        if solved.code == 0:
            self.run("verify", "plan.json", "out/roster.csv", allowed=(0,))
        if rosters:
            self.run(*self.draw.choice((("verify", "plan.json", roster), ("letters", "plan.json", roster, "-o", "out-l", "--force"),
                                        ("compare", "plan.json", roster, "out/roster.csv"),
                                        ("replan", "plan.json", roster, "-o", "out-r", "--force"),
                                        ("rehearse", "plan.json", roster, "-o", "out-h", "--force"),
                                        ("explain", "plan.json", roster, "--teacher", "T01"))), allowed=(0, 2, 3, 4, 5, 6))

    def play(self):
        district = District(self.draw)
        district.write(self.folder)
        self.tables, self.plan = district.tables, district.plan
        code = self.commands()
        if not self.faults:
            for _ in range(self.options.mutants):
                self.mutate()
        if self.faults:
            kept = os.path.join(self.options.keep, str(self.seed))
            shutil.rmtree(kept, ignore_errors=True)
            shutil.move(self.folder, kept)
            self.faults.append(f"kept: {kept}")
        else:
            shutil.rmtree(self.folder)
        return code


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("--count", type=int, default=20)
    options.add_argument("--seconds", type=float, default=float("inf"))
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", default="whole-plans-kept")
    options.add_argument("--slow", type=int, default=1)
    options.add_argument("--mutants", type=int, default=2)
    options = options.parse_args()
    options.program = os.path.realpath(options.program)
    drawn, ends, runs, faulty = {}, {}, 0, 0
    end_s = time.monotonic() + options.seconds
    for seed in range(options.seed, options.seed + options.count):
        if time.monotonic() > end_s:
            break
        case = Case(options, seed)
        code = case.play()
        drawn[code] = drawn.get(code, 0) + 1
        runs += case.runs
        for end, number in case.ends.items():
            ends[end] = ends.get(end, 0) + number
        if case.faults:
            faulty += 1
            print("\n".join(case.faults), flush=True)
    count = sum(drawn.values())
    print(f"{count} plans from seed {options.seed}: {runs} runs; "
          + ", ".join(f"{number} ended with {end}" for end, number in sorted(ends.items(), key=str)))
    print("plans as drawn: " + ", ".join(f"{number} solve {code}" for code, number in sorted(drawn.items(), key=str)))
    # Drawn plans that are all refused would test nothing behind the reading.
    if not faulty and count >= 20 and (drawn.get(0, 0) < count // 5 or not drawn.get(4)):
        print("too few of them have rosters or conflicts")
        faulty = 1
    print(f"{faulty} faults")
    sys.exit(1 if faulty else 0)


if __name__ == "__main__":
    main()
