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


def seeds():
    """Seeds of the fuzz targets (tests/fuzz/fuzz_csv.c and fuzz_xlsx.c say what the first byte means)."""
    csv = HERE / "seeds_csv"
    pairs = "甲,乙,规则\r\nT1,T2,同校\r\n\"T\r\n3\",\"a\"\"b\",x\r\n"
    (csv / "utf8").write_bytes(b"\x06" + pairs.encode())
    (csv / "bom").write_bytes(b"\x06\xef\xbb\xbf" + pairs.encode())
    (csv / "gb18030").write_bytes(b"\x06" + pairs.encode("gb18030"))
    (csv / "utf16").write_bytes(b"\x06" + pairs.encode("utf-16"))
    (csv / "words").write_bytes(b"\x06a;b;rule\rT1;T2;" + "同校".encode("gbk") + b"\r")
    (csv / "declared").write_bytes(b"\x06sep=;\r\na;b;rule;\r\nT1;=\"T2\";x;\r\n")
    (csv / "dates").write_bytes(b"\x00id,school,subject,birth,joined\nT1,S1,x,1978-10-05 00:00:00,78.3\n")
    (csv / "page").write_bytes(b"\x06<html><table>")
    (csv / "teachers").write_bytes(b"\x00id\tschool\tsubject\tgender\nT1\tS1\t\xe8\xaf\xad\tM\n\tx\n")
    (csv / "roster").write_bytes(b"\x07teacher_id,to_id,name,name\nT1,S1,'=x,\n")
    xlsx = HERE / "seeds_xlsx"
    (xlsx / "openpyxl").write_bytes(b"\x00" + (HERE / "openpyxl.xlsx").read_bytes())
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = [
        b"<workbook " + main + b' xmlns:r="' + rel + b'"><workbookPr date1904="1"/><sheets>'
        b'<sheet name="P" sheetId="1" r:id="a"/></sheets></workbook>',
        b'<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
        b'<Relationship Id="b" Type="x/sharedStrings" Target="sharedStrings.xml"/>'
        b'<Relationship Id="c" Type="x/styles" Target="/xl/styles.xml"/></Relationships>',
        b"<worksheet " + main + b'><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        b'<c r="C1" t="inlineStr"><is><r><t>rule</t></r></is></c></row><row r="3"><c r="A3" s="1"><v>40422.5</v></c>'
        b'<c r="B3" t="b"><v>1</v></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData></worksheet>',
        b"<sst " + main + b"><si><t>a</t></si><si><r><t>b</t></r><rPh><t>x</t></rPh></si><si><t>_x0041_</t></si></sst>",
        b"<styleSheet " + main + b'><numFmts><numFmt numFmtId="170" formatCode="yyyy/m"/></numFmts>'
        b'<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>',
    ]
    (xlsx / "parts").write_bytes(b"\x01" + b"\x1d".join(parts))
    parts[0] = parts[0].replace(b"<sheet name", b'<sheet name="Q" sheetId="2" r:id="d" state="hidden"/><sheet name="R" sheetId="3" r:id="d"/><sheet name', 1)
    parts[1] = parts[1].replace(b"</Rel", b'<Relationship Id="d" Type="x/worksheet" Target="/xl/worksheets/sheet2.xml"/></Rel')
    parts[2] = (
        b"<worksheet " + main + b'><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        b'<c r="C1" t="inlineStr"><is><t>rule</t></is></c></row><row r="2" hidden="1"><c r="A2" s="2"><v>0.8</v></c><c r="B2" s="3"><v>1978.1</v></c></row>'
        b'<row r="3"><c r="B3" s="4"><v>-7</v></c></row><row r="4"><c r="B4"><v>7</v></c></row></sheetData>'
        b'<mergeCells count="2"><mergeCell ref="A2:A4"/><mergeCell ref="C2:C3"/></mergeCells></worksheet>')
    parts[4] = (
        b"<styleSheet " + main + b'><numFmts><numFmt numFmtId="170" formatCode="yyyy/m"/><numFmt numFmtId="171" formatCode="0.00_ ;[Red]\\-0.00"/>'
        b'<numFmt numFmtId="172" formatCode="&quot;T&quot;0,000%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="9"/>'
        b'<xf numFmtId="171"/><xf numFmtId="172"/></cellXfs></styleSheet>')
    parts.append(b"<worksheet " + main + b'><sheetData><row><c t="inlineStr"><is><t>a</t></is></c></row></sheetData></worksheet>')
    (xlsx / "sheets").write_bytes(b"\x01" + b"\x1d".join(parts))


seeds()
