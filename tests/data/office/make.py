#!/usr/bin/python3
"""Makes the files of this folder: a small district as clean CSV tables, and the same district as an office keeps it,
messy.xlsx (needs python3-openpyxl). ditto.xlsx is that workbook with ditto marks, which are refused.

Everything is invented; the identity numbers begin with 99, which no region has.
"""
import csv
import datetime
import pathlib

import openpyxl
from openpyxl.styles import Alignment, Font

HERE = pathlib.Path(__file__).resolve().parent

SCHOOLS = [  # code, name, stage, tier, group, primary, junior, posts
    ("A01", "实验小学", "小学", "优质", "东片", 1620, None, 20),
    ("A02", "城南小学", "小学", "薄弱", "东片", 620, None, None),
    ("A03", "河西学校", "九年一贯", "普通", "东片", 540, 310, 24),
    ("B01", "第一中学", "初中", "优质", "西片", None, 1480, 30),
    ("B02", "第二中学", "初中", "薄弱", "西片", None, 705, None),
]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = ["芳", "伟", "秀英", "敏", "静", "强", "磊", "洋", "艳", "勇"]
RANKS = ["", "学科带头人", "", "教学能手", ""]
TITLES = ["一级教师", "高级教师", "二级教师"]
SUBJECTS = {"小学": ["语文", "数学", "道德与法治"], "初中": ["语文", "数学", "英语"]}


def teachers():
    """One dict a teacher; birth and joined as (year, month, day or None)."""
    rows, n = [], 0
    for code, name, stage, *_ in SCHOOLS:
        stages = ["小学", "初中"] if stage == "九年一贯" else [stage]
        for s in stages:
            for subject in SUBJECTS[s]:
                for k in range(2 if stage == "九年一贯" else 3):
                    birth = (1958 + (n * 7) % 28, 1 + (n * 5) % 12, 1 + (n * 3) % 28 if n % 3 == 0 else None)
                    joined = (1998 + (n * 5) % 11, 9 if n % 2 else 10, 1 if n % 4 == 0 else None)
                    gender = "女" if n % 5 < 3 else "男"
                    rows.append({
                        "id": f"990101{birth[0]:04d}{birth[1]:02d}{birth[2] or 1:02d}{n:03d}{'X' if n % 7 == 0 else n % 10}",
                        "name": SURNAMES[n % 20] + GIVEN[(n * 3) % 10], "school": name, "subject": subject, "stage": s,
                        "rank": RANKS[n % 5], "gender": gender, "birth": birth, "joined": joined,
                        "title": TITLES[n % 3], "rotated": "是" if n % 11 == 4 else "否",
                        "tags": "毕业班" if n % 13 == 5 else "", "phone": 13900000000 + n,
                        "hired": datetime.date(2005 + n % 5, 8, 1), "good": (60 + 5 * (n % 9)) / 100,
                    })
                    n += 1
    return rows


WISHES = [(0, "城南小学", 1), (0, "河西学校", 2), (4, "河西学校", 1), (10, "实验小学", 1), (20, "实验小学", 1), (33, "第二中学", 1), (40, "第一中学", 1)]

PLAN = """{
  "lungang": 1,
  "title": "2010 学年教师轮岗交流（测试）",
  "date": "2010-09-01",
  "teachers": "%s", "schools": "%s", "wishes": "%s",
  "backbone": ["学科带头人", "教学能手"],
  "eligibility": {"min_years": 3, "max_age": {"M": 54, "F": 49}, "exempt_tags": ["毕业班"]},
  "routes": [{"id": "partner", "same_group": true}],
  "quotas": [{"id": "rotation", "count": {"moved": true}, "of": {"full_time": true}, "min": "15%%"}],
  "goals": ["wishes", "equity", "lottery"],
  "copy_columns": ["联系电话", "聘任起始", "考核优良率"]
}
"""


def date_text(date):
    return f"{date[0]:04d}-{date[1]:02d}" + (f"-{date[2]:02d}" if date[2] else "")


def write_csv(name, rows):
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def clean(rows):
    heading = ["工号", "姓名", "学校", "学科", "学段", "骨干级别", "性别", "出生年月", "到本校时间", "职称", "已交流", "标签",
               "联系电话", "聘任起始", "考核优良率"]
    write_csv("teachers.csv", [heading] + [
        [t["id"], t["name"], t["school"], t["subject"], t["stage"], t["rank"], t["gender"], date_text(t["birth"]),
         date_text(t["joined"]), t["title"], t["rotated"], t["tags"], t["phone"], t["hired"].isoformat(), f"{t['good']:.0%}"]
        for t in rows])
    write_csv("schools.csv", [["学校代码", "学校名称", "学段", "办学层次", "协作体", "学生数", "小学学生数", "初中学生数", "编制"]] + [
        [c, n, s, t, g, "" if s == "九年一贯" else (p or j), p or "", j or "", m or ""] for c, n, s, t, g, p, j, m in SCHOOLS])
    write_csv("wishes.csv", [["教师", "学校", "志愿"]] + [[rows[i]["id"], s, r] for i, s, r in WISHES])
    (HERE / "clean.json").write_text(PLAN % ("teachers.csv", "schools.csv", "wishes.csv"), encoding="utf-8")


def put_date(cell, date, n):
    """A date as one of those who filled in the form wrote it."""
    year, month, day = date
    if day:
        kinds = [
            (datetime.date(year, month, day), "yyyy\\-mm\\-dd"), (datetime.date(year, month, day), 'yyyy"年"m"月"d"日";@'),
            (f"{year}-{month:02d}-{day:02d} 00:00:00", "@"), (f"{year}/{month}/{day} 0:00", "@"),
            (datetime.date(year, month, day), "m/d/yy"), (year * 10000 + month * 100 + day, "General"), (f"{year}年{month}月{day}日", "@")]
    else:
        kinds = [
            (float(f"{year}.{month:02d}"), "0.00"), (f"{year}.{month:02d}", "@"), (f"{year}年{month}月", "@"),
            (datetime.date(year, month, 1), 'yyyy"年"m"月"'), (datetime.datetime(year, month, 1, 0, 0), "[$-804]yyyy/m;@"),
            (year * 100 + month, "General"), (f"{year}-{month}", "@"), (f"{year}／{month:02d}", "@"),
            (datetime.date(year, month, 1), "mmm-yy")]
    cell.value, cell.number_format = kinds[n % len(kinds)]


HEADING = [  # upper line, lower line; an empty upper one goes on with the one before
    ("序号", ""), ("姓 名", ""), ("身份证号", ""), ("性\n别", ""), ("*出生年月\n（如1975-03）", ""),
    ("任教情况", "现工作单位"), ("", "主教学科"), ("", "学段"), ("", "进入现单位任教时间"),
    ("最高骨干教师级别", ""), ("专业技术职称", ""), ("已交流", ""), ("标签", ""), ("联系电话", ""), ("聘任起始", ""), ("考核优良率", "")]
FIRST = 2  # column A is blank


def put_heading(sheet, row):
    for c, (upper, lower) in enumerate(HEADING, FIRST):
        sheet.cell(row, c, upper or None).font = Font(bold=True)
        sheet.cell(row + 1, c, lower or None)
        sheet.cell(row, c).alignment = Alignment(wrap_text=True)
        if not lower:
            sheet.merge_cells(start_row=row, end_row=row + 1, start_column=c, end_column=c)
    sheet.merge_cells(start_row=row, end_row=row, start_column=FIRST + 5, end_column=FIRST + 8)


def put_teacher(sheet, row, t, n):
    words = {"": ["", "无", "/", "—"][n % 4]}
    texts = [n + 1, t["name"], t["id"], {"男": ["男", "男性", "1-男"], "女": ["女", "女性", "2-女"]}[t["gender"]][n % 3], None, None,
             "道德 与 法治" if t["subject"] == "道德与法治" and n % 2 else t["subject"], {"小学": "小学部", "初中": "初中部"}[t["stage"]] if n % 3 == 0 else t["stage"], None,
             words.get(t["rank"], t["rank"]), t["title"], {"是": "√", "否": ["否", "", "×"][n % 3]}[t["rotated"]],
             words.get(t["tags"], t["tags"]), t["phone"], t["hired"], t["good"]]
    for c, text in enumerate(texts, FIRST):
        if text is not None and text != "":
            sheet.cell(row, c, text)
    put_date(sheet.cell(row, FIRST + 4), t["birth"], n)
    put_date(sheet.cell(row, FIRST + 8), t["joined"], n // 2)
    sheet.cell(row, FIRST + 14).number_format = ["yyyy-mm-dd", 'yyyy"年"m"月"', "mm-dd-yy"][n % 3]
    sheet.cell(row, FIRST + 15).number_format = "0%"


def teachers_sheet(book, rows, ditto):
    sheet = book.create_sheet("教师名册")
    sheet["B1"] = "某某区 2010 学年中小学教师名册"
    sheet.merge_cells("B1:Q1")
    sheet["B2"] = "填报单位：区教育局人事科"
    sheet["K2"] = "2010 年 6 月"
    put_heading(sheet, 4)
    row, n = 6, 0
    for k, (_, school, *_) in enumerate(SCHOOLS):
        first, count = row, sum(t["school"] == school for t in rows)
        for t in (t for t in rows if t["school"] == school):
            put_teacher(sheet, row, t, n)
            sheet.row_dimensions[row].hidden = n % 10 == 3
            sheet.cell(row, FIRST + 5, ["同上", "〃", '"'][n % 3] if ditto and row > first else school if row == first else None)
            row, n = row + 1, n + 1
        if not ditto:
            sheet.merge_cells(start_row=first, end_row=row - 1, start_column=FIRST + 5, end_column=FIRST + 5)
        sheet.cell(row, FIRST, "小 计")
        sheet.cell(row, FIRST + 5, count)
        row += 1
        if k == 1:  # a page ends
            row += 1
            put_heading(sheet, row)
            row += 2
    sheet.cell(row, FIRST, "合　计")
    sheet.cell(row, FIRST + 5, n)
    sheet.cell(row + 2, FIRST, "填表人：李某")
    sheet.cell(row + 2, FIRST + 6, "审核：王某")
    sheet.cell(row + 3, FIRST, "备注：不含离退休教师")
    sheet.auto_filter.ref = f"B5:Q{row - 1}"
    sheet.freeze_panes = "D6"


def schools_sheet(book):
    sheet = book.create_sheet("学校一览")
    sheet.append(["附件 2：学校基本情况"])
    sheet.append([])
    sheet.append(["学校代码", "学校全称", "学段", "类别", "教育集团", "在校学生数", None, "编制数"])
    sheet.append([None, None, None, None, None, "小学", "初中", None])
    for column in "ABCDEH":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.merge_cells("F3:G3")
    groups = {}
    for n, (code, name, stage, tier, group, primary, junior, posts) in enumerate(SCHOOLS):
        sheet.append([code, " ".join(name) if n == 1 else name, {"九年一贯": "九年一贯制学校", "初中": "初级中学"}.get(stage, "完全小学"),
                      {"优质": "优质校", "普通": "一般校", "薄弱": "相对薄弱学校"}[tier], group if group not in groups else None,
                      primary, junior, f"{posts}名" if posts else "/"])
        row = sheet.max_row
        groups.setdefault(group, [row, row])[1] = row
        sheet.cell(row, 6).number_format = "#,##0"
        if junior and n == 3:
            sheet.cell(row, 7, f"{junior:,}人")
    for first, last in groups.values():
        sheet.merge_cells(start_row=first, end_row=last, start_column=5, end_column=5)
    sheet.append(["总计", None, None, None, None, sum(s[5] or 0 for s in SCHOOLS), sum(s[6] or 0 for s in SCHOOLS)])
    sheet.append(["说明：学生数截至 2010 年 6 月"])


def workbook(name, rows, ditto):
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "填表说明"
    notes["A1"] = "一、身份证号请设为文本格式。"
    notes["A2"] = "二、出生年月如 1975-03。"
    old = book.create_sheet("2009 名册")
    old.append(["身份证号", "姓名", "学校", "学科"])
    old.append(["T1", "旧", "实验小学", "语文"])
    old.sheet_state = "hidden"
    teachers_sheet(book, rows, ditto)
    schools_sheet(book)
    wishes = book.create_sheet("志愿表")
    wishes.append(["教师", "学校", "志愿顺序"])
    for i, school, rank in WISHES:
        wishes.append([rows[i]["id"], school, rank])
    book.create_sheet("Sheet6")
    book.save(HERE / f"{name}.xlsx")
    (HERE / f"{name}.json").write_text(PLAN % ((f"{name}.xlsx",) * 3), encoding="utf-8")


if __name__ == "__main__":
    people = teachers()
    clean(people)
    workbook("messy", people, False)
    workbook("ditto", people, True)
