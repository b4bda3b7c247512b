#!/usr/bin/env python3
"""generate.py [DIR] - writes the tables of this example: an invented county of 12 schools and 300 teachers with a ledger of
three years. The same bytes on every machine; a test compares them. 合成数据，不对应任何真实的人或单位。"""
import os
import sys

STATE = [20250901]


def draw(below):
    """A whole number below `below`, from a generator that no version of Python changes (MINSTD, Park and Miller 1988)."""
    STATE[0] = STATE[0] * 48271 % 2147483647
    return STATE[0] % below


def choose(items):
    return items[draw(len(items))]


# id, name, stage, tier, group, students (primary, junior), place, teachers
SCHOOLS = [
    ("S01", "样例实验小学", "小学", "优质", "一片", (1180, 0), (116.402, 29.312), 42),
    ("S02", "样例城东小学", "小学", "普通", "一片", (760, 0), (116.421, 29.308), 28),
    ("S03", "样例城西小学", "小学", "普通", "二片", (720, 0), (116.381, 29.309), 27),
    ("S04", "样例桥头小学", "小学", "薄弱", "一片", (330, 0), (116.442, 29.331), 16),
    ("S05", "样例柳溪小学", "小学", "薄弱", "二片", (290, 0), (116.352, 29.296), 15),
    ("S06", "样例北山小学", "小学", "薄弱", "三片", (260, 0), (116.394, 29.362), 14),
    ("S07", "样例第一中学", "初中", "优质", "一片", (0, 1020), (116.405, 29.317), 44),
    ("S08", "样例第二中学", "初中", "普通", "二片", (0, 640), (116.377, 29.314), 30),
    ("S09", "样例河口中学", "初中", "薄弱", "三片", (0, 300), (116.431, 29.276), 18),
    ("S10", "样例东湖学校", "九年一贯制", "普通", "三片", (420, 330), (116.446, 29.303), 32),
    ("S11", "样例南田学校", "九年一贯制", "薄弱", "二片", (200, 150), (116.389, 29.259), 18),
    ("S12", "样例西坪学校", "九年一贯制", "薄弱", "三片", (180, 140), (116.334, 29.318), 16),
]
SUBJECTS = {"小学": ["语文", "语文", "语文", "数学", "数学", "数学", "英语", "体育", "音乐", "美术", "科学"],
            "初中": ["语文", "语文", "数学", "数学", "英语", "英语", "物理", "化学", "历史", "体育", "地理"]}
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"


def make_teachers():
    teachers = []
    for school, _, stages, tier, _, _, place, count in SCHOOLS:
        for k in range(count):
            stage = stages if stages in SUBJECTS else ("小学", "初中")[k % 2]
            number = len(teachers) + 1
            years = 1 + draw(24)
            age = 24 + years + draw(9)
            backbone = draw(100) < {"优质": 38, "普通": 26, "薄弱": 12}[tier] and years >= 4
            teachers.append({
                "id": f"T{number:03d}", "name": f"{FAMILY[number % len(FAMILY)]}某{number:03d}", "school": school, "stage": stage,
                "subject": SUBJECTS[stage][(k // (1 if stages in SUBJECTS else 2)) % len(SUBJECTS[stage])],
                "rank": choose(["学科带头人", "骨干教师", "骨干教师", "教学能手"]) if backbone else "",
                "gender": choose("男女女"), "birth": f"{2025 - age}-{1 + draw(12):02d}", "joined": f"{2025 - years}-09",
                "title": choose(["一级教师", "二级教师", "高级教师"]) if years > 5 else "二级教师",
                "exempt": "哺乳期" if draw(60) == 0 else "",
                "lon": place[0] + (draw(400) - 200) / 10000, "lat": place[1] + (draw(400) - 200) / 10000})
    return teachers


# form, begin, end, where the term leads, how many, does the post move: over and due back, running, over and back, for good
SERVICES = [("支教", "2022-09", "2025-08", "返回", 9, "否"), ("支教", "2023-09", "2026-08", "返回", 8, "否"),
            ("支教", "2024-09", "2027-08", "返回", 8, "否"), ("跟岗", "2024-09", "2025-08", "返回", 6, "否"),
            ("跟岗", "2023-09", "2024-08", "返回", 6, "否"), ("跟岗", "2022-09", "2023-08", "返回", 6, "否"),
            ("调动", "2022-09", "", "留任", 4, "是"), ("调动", "2024-09", "", "留任", 4, "是")]


def make_ledger(teachers):
    """Who served; the teachers stand where the services left them."""
    tier = {s[0]: s[3] for s in SCHOOLS}
    stages = {s[0]: s[2] for s in SCHOOLS}
    name = {s[0]: s[1] for s in SCHOOLS}
    rows, used = [], set()
    for form, begin, end, back, count, personnel in SERVICES:
        left = count
        while left:
            who = choose(teachers)
            weak = [s for s in tier if tier[s] == "薄弱" and stages[s] in (who["stage"], "九年一贯制") and s != who["school"]]
            if who["id"] in used or tier[who["school"]] == "薄弱" or who["exempt"] or who["joined"] > f"{int(begin[:4]) - 2}":
                continue
            used.add(who["id"])
            left -= 1
            to = choose(weak)
            rows.append((who["id"], form, personnel, begin, end, name[who["school"]], name[to], back))
            gone_home = back == "返回" and end and end < "2025-08"
            if not gone_home:
                who["school"], who["joined"] = to, begin
    return sorted(rows, key=lambda row: (row[3], row[0]))


def make_wishes(teachers, ledger):
    serving = {row[0] for row in ledger}
    stages = {s[0]: s[2] for s in SCHOOLS}
    rows = []
    for who in teachers:
        if draw(9) or who["id"] in serving or who["joined"] > "2022-09":
            continue
        open_to = [s for s in stages if stages[s] in (who["stage"], "九年一贯制") and s != who["school"]]
        first = choose(open_to)
        rows.append((who["id"], first, 1))
        second = choose(open_to)
        if second != first:
            rows.append((who["id"], second, 2))
    return rows


def write(folder, name, heading, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
        for row in [heading, *rows]:
            file.write(",".join(str(cell) for cell in row) + "\n")


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    teachers = make_teachers()
    ledger = make_ledger(teachers)
    write(folder, "schools.csv", "学校代码,学校名称,学段,办学层次,协作体,学生数,小学学生数,初中学生数,经度,纬度".split(","),
          [(i, n, s, t, g, sum(c) if s != "九年一贯制" else "", c[0] if s == "九年一贯制" else "", c[1] if s == "九年一贯制" else "",
            f"{p[0]:.3f}", f"{p[1]:.3f}") for i, n, s, t, g, c, p, _ in SCHOOLS])
    write(folder, "teachers.csv", "工号,姓名,学校,学段,学科,骨干级别,性别,出生年月,到本校时间,职称,免交流原因,住址经度,住址纬度".split(","),
          [(t["id"], t["name"], t["school"], t["stage"], t["subject"], t["rank"], t["gender"], t["birth"], t["joined"], t["title"],
            t["exempt"], f'{t["lon"]:.4f}', f'{t["lat"]:.4f}') for t in teachers])
    write(folder, "service.csv", "工号,交流轮岗类型,是否调动人事关系,开始年月,结束年月,原单位名称,交流轮岗单位名称,期满去向".split(","), ledger)
    write(folder, "wishes.csv", "工号,学校,志愿顺序".split(","), make_wishes(teachers, ledger))


main()
