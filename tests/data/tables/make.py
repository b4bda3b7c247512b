#!/usr/bin/python3
"""Makes the workbooks of this folder: openpyxl.xlsx, libreoffice.xlsx (needs python3-openpyxl and soffice).

They are kept in the repository, so that reading is tested against what other programs really write.
"""
import datetime
import pathlib
import subprocess

import openpyxl
from openpyxl.styles import numbers

HERE = pathlib.Path(__file__).resolve().parent


def openpyxl_book():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "教师"
    sheet.append(["2010 学年教师名册"])
    sheet.append([])
    sheet.append(["工号", "姓名", "学校", "学科", "出生年月", "住址经度", "已交流", "备注"])
    sheet.append([1001, "张三", "S1", "语文", datetime.date(1978, 3, 5), 120.25, True, "数字工号"])
    sheet.append(["T2", "李四", "S1", "语文", "1979.10", 0.1 + 0.2, False, None])
    sheet.append([])
    sheet.append(["T3", "王五", "S2", "数学", 28900, -0.5, None, 110108197001011234])
    sheet["E7"].number_format = 'yyyy"年"m"月"'
    sheet["F5"].number_format = numbers.FORMAT_NUMBER_00
    schools = book.create_sheet("学校")
    schools.append(["学校代码", "学校名称", "学段", "办学层次", "学生数"])
    schools.append(["S1", "第一小学", "小学", "优质", 620])
    formula = book.create_sheet("公式")
    formula.append(["teacher", "school", "rank"])
    formula.append(["T1", "S1", "=1+1"])
    book.save(HERE / "openpyxl.xlsx")


FODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
 <office:automatic-styles>
  <number:date-style style:name="N1"><number:year number:style="long"/><number:text>-</number:text>
   <number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
  <style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>
 </office:automatic-styles>
 <office:body><office:spreadsheet>
  <table:table table:name="名册">
   <table:table-row>
    <table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell>
    <table:table-cell office:value-type="string"><text:p>school</text:p></table:table-cell>
    <table:table-cell office:value-type="string"><text:p>subject</text:p></table:table-cell>
    <table:table-cell office:value-type="string"><text:p>joined</text:p></table:table-cell>
    <table:table-cell office:value-type="string"><text:p>years</text:p></table:table-cell>
   </table:table-row>
   <table:table-row>
    <table:table-cell office:value-type="float" office:value="1001"><text:p>1001</text:p></table:table-cell>
    <table:table-cell office:value-type="string"><text:p>S1</text:p></table:table-cell>
    <table:table-cell office:value-type="string"><text:p>语文</text:p></table:table-cell>
    <table:table-cell table:style-name="day" office:value-type="date" office:date-value="2001-09-01"/>
    <table:table-cell table:formula="of:=4+5" office:value-type="float" office:value="9"/>
   </table:table-row>
   <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
   <table:table-row>
    <table:table-cell office:value-type="string"><text:p>T2</text:p></table:table-cell>
    <table:table-cell office:value-type="string"><text:p>S<text:span>2</text:span></text:p></table:table-cell>
    <table:table-cell table:formula="of:=&quot;数&quot;&amp;&quot;学&quot;" office:value-type="string"/>
    <table:table-cell/>
    <table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"/>
   </table:table-row>
  </table:table>
 </office:spreadsheet></office:body>
</office:document>
"""


def libreoffice_book():
    source = HERE / "libreoffice.fods"
    source.write_text(FODS, encoding="utf-8")
    subprocess.run(["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(HERE),
                    str(source)], check=True)
    source.unlink()


openpyxl_book()
libreoffice_book()
