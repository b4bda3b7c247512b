#!/usr/bin/env python3
"""check_next.py PROGRAM - next year's input, cell by cell, planned two years in a row."""
import csv
import json
import os
import subprocess
import sys
import tempfile

program = os.path.abspath(sys.argv[1])
folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)
failures = 0


def check(what, found, expected):
    global failures
    if found == expected:
        return
    failures += 1
    print(f"{what}:\n  found    {found}\n  expected {expected}")


def write(name, text, encoding="utf-8"):
    with open(name, "w", encoding=encoding, newline="") as file:
        file.write(text)


def run(*arguments, status=0):
    done = subprocess.run([program, *arguments], capture_output=True, text=True)
    check(" ".join(arguments) + done.stderr, done.returncode, status)
    return done.stdout + done.stderr


def rows(name):
    with open(name, "rb") as file:
        data = file.read()
    check(f"{name} begins with a byte-order mark", data[:3], b"\xef\xbb\xbf")
    check(f"{name} ends its lines with CR LF", data.count(b"\n"), data.count(b"\r\n"))
    return list(csv.reader(data[3:].decode("utf-8").splitlines()))


# A Chinese input with columns that nobody reads, schools by name, one of them in GB18030.
write("教师.csv", """电话,工号,姓名,学校,学科,骨干级别,到本校时间,本校教龄,已交流,出生年月,性别
'139,T1,甲,一小,语文,骨干,2003-09,7,,1975-03,男
-1,T2,乙,一小,语文,,2001-09,,否,1956-10,男
,T3,丙,一小,数学,,,6.5,,1970-01,女
,T4,丁,二小,语文,,2007-09,3,是,1971-01,女
,T5,戊,三校,语文,,2005-09,5年,,1972-01,女
,T6,己,一小,语文,,2004-09,,,1973-01,女
""", "gb18030")
write("s.csv", """学校代码,学校名称,学段,办学层次,学生数,小学学生数,初中学生数,备注
A,一小,小学,优质,500,,,"甲,乙"
B,二小,小学,薄弱,300,,,
C,三校,九年一贯制,普通,,200,100,
""")
# the home school of T5 has both stages
text = open("教师.csv", encoding="gb18030").read().split("\n")
text[0] += ",学段"
text[1:7] = [line + (",小学" if ",T5," in line else ",") for line in text[1:7]]
write("教师.csv", "\n".join(text), "gb18030")
write("w.csv", "教师,学校,志愿顺序\nT1,B,1\n")
write("l.csv", "工号,学校,类型,原因\nT6,三校,必须,结对\nT1,二小,必须,\nT2,留任,必须,\nT3,留任,必须,\n")
write("p.csv", "甲,乙,规则\n")
write("d.csv", "from;to;km\nA;B;3.25\n")
write("v.csv", """工号,交流轮岗类型,开始年月,结束年月,交流轮岗单位名称,原单位名称,文号
T4,支教,2007-09,2010-08,二小,一小,1号
T9,支教,2007-09,2010-08,二小,一小,2号
T5,无,,,,,
T6,挂职,2009-09,,一小,进修学校,3号
""")
plan = {
    "lungang": 1, "title": "两年", "lang": "zh", "date": "2010-09-01", "teachers": "教师.csv", "schools": "s.csv",
    "wishes": "w.csv", "locks": "l.csv", "pairs": "p.csv", "distances": "d.csv", "service": "v.csv",
    "baseline": "b.csv", "columns": {"baseline": {"to_id": "to_id"}}, "backbone": ["骨干"],
    "eligibility": {"retirement_margin_years": 5, "rest_years": 1},
    "routes": [{"id": "zj", "name": "支教", "to.tier": "weak", "term": 3}],
    "staffing": {"subject_band": [-4, 4]},
    "goals": ["changes", {"id": "wishes"}, "lottery"], "copy_columns": ["电话"]}
write("b.csv", "teacher_id,to_id\n")
write("plan.json", json.dumps(plan, ensure_ascii=False, indent=1))

run("solve", "plan.json", "--quiet")
check("who goes where", {row[0]: (row[7 + 2], row[11]) for row in rows("plan-out/roster.csv")[1:]},
      {"T1": ("B", "支教"), "T4": ("A", "期满返回"), "T6": ("C", "lock")})

said = run("next", "plan.json", "plan-out/roster.csv", "--quiet")
check("who reaches the ages by then", [name for name in ("甲", "乙", "丙") if name in said], [])
check("teachers", rows("plan-next/teachers.csv"), [
    "电话,工号,姓名,学校,学科,骨干级别,到本校时间,本校教龄,已交流,出生年月,性别,学段".split(","),
    "'139,T1,甲,二小,语文,骨干,2010-09-01,1,是,1975-03,男,".split(","),
    "-1,T2,乙,一小,语文,,2001-09,,否,1956-10,男,".split(","),
    ",T3,丙,一小,数学,,,7.5,,1970-01,女,".split(","),
    ",T4,丁,一小,语文,,2010-09-01,1,是,1971-01,女,".split(","),
    ",T5,戊,三校,语文,,2005-09,6,,1972-01,女,小学".split(","),
    ",T6,己,三校,语文,,2010-09-01,1,是,1973-01,女,小学".split(",")])
check("schools", rows("plan-next/schools.csv"), [
    "学校代码,学校名称,学段,办学层次,学生数,小学学生数,初中学生数,备注".split(","),
    ["A", "一小", "小学", "优质", "500", "", "", "甲,乙"],
    "B,二小,小学,薄弱,300,,,".split(","), "C,三校,九年一贯制,普通,,200,100,".split(",")])
check("the ledger", rows("plan-next/service.csv"), [
    "工号,交流轮岗类型,开始年月,结束年月,交流轮岗单位名称,原单位名称,文号,是否调动人事关系,期满去向".split(","),
    "T4,支教,2007-09,2010-08,二小,一小,1号,,".split(","),
    "T9,支教,2007-09,2010-08,二小,一小,2号,,".split(","), "T5,无,,,,,,,".split(","),
    "T6,挂职,2009-09,2010-08-31,一小,进修学校,3号,,".split(","),
    "T1,支教,2010-09,2013-08,二小,一小,,否,返回".split(","),
    "T6,锁定,2010-09,,三校,一小,,是,留任".split(",")])
for name, heading in (("wishes", "教师,学校,志愿顺序"), ("locks", "工号,学校,类型,原因"),
                      ("pairs", "甲,乙,规则")):
    check(name, rows(f"plan-next/{name}.csv"), [heading.split(",")])
check("distances", rows("plan-next/distances.csv"), [["from", "to", "km"], ["A", "B", "3.25"]])
expected = {key: f"{key}.csv" if key in ("teachers", "schools", "wishes", "locks", "pairs", "distances",
                                         "service") else value
            for key, value in plan.items() if key != "baseline"}
expected.update(date="2011-09-01", goals=[{"id": "wishes"}, "lottery"], columns={})
with open("plan-next/plan.json", encoding="utf-8") as file:
    found = json.load(file)
check("the plan", found, expected)
check("its keys stand in their order", list(found), [key for key in plan if key != "baseline"])
check("files", sorted(os.listdir("plan-next")),
      sorted(["files.json", "plan.json"] + [f"{key}.csv" for key in expected
                                            if str(expected[key]).endswith(".csv")]))

# The second year: who went for three years serves, who came back is an ordinary teacher.
said = run("check", "plan-next/plan.json")
check("no defect", "Defects" in said or "输入缺陷" in said, False)
run("solve", "plan-next/plan.json", "-o", "two", "--quiet", "--lang", "en")
reasons = {row[0]: (row[9], row[15]) for row in rows("two/placements.csv")[1:]}
check("T1 serves", reasons["T1"], ("B", "serving until 2013-08-31"))
check("T4 rests", reasons["T4"][0], "A")
run("next", "plan-next/plan.json", "two/roster.csv", "-o", "two-next", "--quiet")
run("check", "two-next/plan.json")
check("the second ledger keeps the first", rows("two-next/service.csv")[:7],
      rows("plan-next/service.csv"))
with open("two-next/plan.json", encoding="utf-8") as file:
    check("a year on", json.load(file)["date"], "2012-09-01")

# Three years on the term is over: T1 is due back.
run("next", "plan.json", "plan-out/roster.csv", "--date", "2013-09-01", "-o", "later", "--quiet")
check("years grow by three", [row[7] for row in rows("later/teachers.csv")[1:]],
      ["3", "", "9.5", "3", "8", "3"])
run("solve", "later/plan.json", "-o", "home", "--quiet", "--lang", "en")
check("T1 goes back", [(row[9], row[11]) for row in rows("home/roster.csv") if row[0] == "T1"],
      [("A", "return")])

# What is refused.
run("next", "plan.json", "plan-out/roster.csv", "--quiet", status=2)
run("next", "plan.json", "plan-out/roster.csv", "--force", "--quiet", status=2)
for date in ("2010-09-30", "2010-08-01", "2011-9-1", "2011-02-30", "soon"):
    run("next", "plan.json", "plan-out/roster.csv", "--date", date, "-o", "x", status=2)
run("next", "plan.json", "plan-out/roster.csv", "--date", "2010-10-01", "-o", "month", "--quiet")
write("bad.csv", "teacher_id,to_id\nT1,B\n")
run("next", "plan.json", "bad.csv", "-o", "x", status=6)
check("nothing was written", os.path.exists("x"), False)

# A leap day, no ledger before, no movers: no ledger after either.
write("t.csv", "id,school,subject,years\n1,A,x,3\n2,B,x,\n")
write("u.csv", "id,name,stage,tier,students\nA,a,primary,strong,9\nB,b,primary,weak,9\n")
write("leap.json", '{"lungang": 1, "date": "2012-02-29", "teachers": "t.csv", "schools": "u.csv", '
      '"quotas": [{"id": "none", "count": {"moved": true}, "max": 0}], "//": "a \\"note\\"", '
      '"relax": [], "goals": ["moves"]}')
run("solve", "leap.json", "--quiet")
run("next", "leap.json", "leap-out/roster.csv", "--quiet")
check("a year on from 29 February", rows("leap-next/teachers.csv"),
      [["id", "school", "subject", "years"], ["1", "A", "x", "4"], ["2", "B", "x", ""]])
with open("leap-next/plan.json", encoding="utf-8") as file:
    found = json.load(file)
check("28 February", found["date"], "2013-02-28")
check("relax goes, notes stay", ("relax" in found, found["//"]), (False, 'a "note"'))
check("no ledger", os.path.exists("leap-next/service.csv"), False)
folder.cleanup()
sys.exit(failures > 0)
