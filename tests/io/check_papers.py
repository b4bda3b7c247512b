#!/usr/bin/env python3
"""The papers as they are seen: roster.xlsx printed by LibreOffice (pages of each sheet, smallest letters, texts that run into
others), the pages in Chromium (smallest letters at several widths, nothing wider than the window) and on paper (page numbers).

usage: tests/io/check_papers.py LUNGANG
"""
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
from office_check import conclude, expect, openpyxl

HERE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PLAN = os.path.join(HERE, "examples", "nanchang-2010", "plan.json")
# Letters are meant to have 9 points and more. Where neither 宋体 nor Calibri is there, LibreOffice draws columns up to a fourth
# wider, and a page that is as wide as its sheet smaller by as much.
LEAST_POINTS, LEAST_PIXELS = 7.2, 12.0
WIDE_LISTS = {"核对表": 5.8, "Recheck": 5.8, "均衡": 5.8, "Balance": 5.8}  # twenty columns; a page of charts
PRINTED = 12  # columns of the movers
WIDTHS = [360, 800, 1280]
MEASURE = """<script>addEventListener('load', function () {
  var width = WIDTH, least = 1e9, whose = '', wide = [];
  document.documentElement.style.width = width + 'px';
  var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    var node = walker.currentNode, element = node.parentElement, size = parseFloat(getComputedStyle(element).fontSize);
    if (!node.data.trim() || element.closest('title,desc,script,style') || !element.getClientRects().length) continue;
    var svg = element.closest('svg');
    if (svg) size *= svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    if (size < least) { least = size; whose = node.data.trim().slice(0, 20); }
    if (!element.closest('.wide,figure') && element.getBoundingClientRect().right > width + 1) wide.push(node.data.trim().slice(0, 20));
  }
  document.title = 'LEAST ' + least.toFixed(2) + ' OF ' + whose + ' WIDE ' + wide.length + ' ' + wide[0];
})</script>"""


def run(*order):
    return subprocess.run(order, capture_output=True, text=True, timeout=600)


def tool(*names):
    for name in names:
        if shutil.which(name):
            return shutil.which(name)
    print(f"no {names[0]} here")
    sys.exit(1)


def words_of(pdf):
    """Pages, each the words as (text, left, top, right, bottom)."""
    text = run("pdftotext", "-bbox", pdf, "-").stdout
    box = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
    return [[(html.unescape(m[5]), *map(float, m.groups()[:4])) for m in box.finditer(page)] for page in text.split("<page ")[1:]]


def letters_of(pdf, work):
    """Pages, each the sizes of its letters in points."""
    run("pdftohtml", "-xml", "-i", "-zoom", "3", pdf, os.path.join(work, "letters"))
    with open(os.path.join(work, "letters.xml"), encoding="utf-8") as file:
        text = file.read()
    size = {m[1]: int(m[2]) / 3 for m in re.finditer(r'<fontspec id="(\d+)" size="(-?\d+)"', text)}
    return [[size[m[1]] for m in re.finditer(r'<text [^>]*font="(\d+)"[^>]*>(?=[^\n]*\w)', page)] for page in text.split("<page ")[1:]]


def overlaps(words):
    """Words that are printed over each other: a text that was given too few lines runs into the next row."""
    found = []
    # Of columns that are folded up LibreOffice prints the letters one by one into no width at all.
    words = sorted((w for w in words if len(w[0]) > 1), key=lambda w: w[2])
    for k, (text, left, top, right, bottom) in enumerate(words):
        for other, left2, top2, right2, bottom2 in words[k + 1 :]:
            if top2 >= bottom:
                break
            across, down = min(right, right2) - max(left, left2), min(bottom, bottom2) - max(top, top2)
            if across > 2 and down > 0.5 * min(bottom - top, bottom2 - top2):
                found.append((text, other))
    return found


def check_book(office, program, work, language):
    folder = os.path.join(work, language)
    subprocess.run([program, "solve", PLAN, "--lang", language, "-o", folder, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    path = os.path.join(folder, "roster.xlsx")
    book = openpyxl.load_workbook(path)
    run(office, "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", "pdf", "--outdir", work, path)
    pdf = os.path.join(work, "roster.pdf")
    letters, words = letters_of(pdf, work), words_of(pdf)
    at, pages = -1, {}
    for number, page in enumerate(words):
        text = "".join(word[0] for word in sorted(page, key=lambda w: (w[2], w[1])) if word[4] < 75)
        # Every sheet begins with its title, at the top of a page.
        while at + 1 < len(book.worksheets) and re.sub(r"\s", "", book.worksheets[at + 1]["A1"].value) in text:
            at += 1
        name = book.worksheets[at].title
        pages[name] = pages.get(name, 0) + 1
        least = min(letters[number], default=99)
        expect(least >= WIDE_LISTS.get(name, LEAST_POINTS) - 0.2, True, f"{name}: letters of {least} points")
        if pages[name] <= 3:
            expect(overlaps(page)[:5], [], f"{name}, page {pages[name]}: texts that run into each other")
    expect(list(pages), book.sheetnames, "each sheet has a page")
    expect((pages[book.sheetnames[0]], pages[book.sheetnames[6]]), (1, 1), "pages of the summary and of the charts")
    movers = book[book.sheetnames[2]]
    expect(len([k for k, column in movers.column_dimensions.items() if not column.hidden]) <= PRINTED + 1, True, "columns in sight")


def check_page(browser, work, page):
    with open(page, encoding="utf-8") as file:
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*/>', "", file.read())
    profile = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={work}/browser"]
    for width in WIDTHS:
        probe = os.path.join(work, "probe.html")
        with open(probe, "w", encoding="utf-8") as file:
            file.write(text.replace("</body>", MEASURE.replace("WIDTH", str(width), 1) + "</body>"))
        found = re.search(r"<title>LEAST ([\d.]+) OF (.*?) WIDE (\d+) (.*?)</title>", run(*profile, "--window-size=1400,900", "--dump-dom", "file://" + probe).stdout)
        what = f"{page} at {width} pixels"
        expect(found is not None, True, what)
        if found:
            expect(float(found[1]) >= LEAST_PIXELS - 0.01, True, f"{what}: letters of {found[1]} pixels: {found[2]}")
            expect(int(found[3]), 0, f"{what}: texts beyond the window: {found[4]}")
    pdf = os.path.join(work, "page.pdf")
    run(*profile, f"--print-to-pdf={pdf}", "--no-pdf-header-footer", "file://" + page)
    pages = run("pdftotext", "-layout", pdf, "-").stdout.split("\f")[:-1]
    for number, paper in enumerate(pages, 1):
        expect(re.search(rf"{number}\s*/\s*{len(pages)}", paper) is not None, True, f"{page}: the number of page {number}")


def main():
    program, work = sys.argv[1], tempfile.mkdtemp()
    office, browser = tool("soffice", "libreoffice"), tool("chromium", "chromium-browser", "google-chrome")
    tool("pdftotext"), tool("pdftohtml")
    try:
        for language in ("zh", "en"):
            check_book(office, program, work, language)
            sheets, sweep = os.path.join(work, "sheets-" + language), os.path.join(work, "sweep-" + language)
            roster = os.path.join(work, language, "roster.csv")
            subprocess.run([program, "explain", PLAN, roster, "--teacher", "T0002", "--teacher", "T0028", "--lang", language, "-o", sheets, "--quiet"], check=True, stdout=subprocess.DEVNULL)
            subprocess.run([program, "whatif", PLAN, "--vary", "quotas.rotation.min=44%:48%:2%", "--lang", language, "-o", sweep, "--quiet"], check=True, stdout=subprocess.DEVNULL)
            for page in (os.path.join(work, language, "report.html"), os.path.join(sheets, "explain.html"), os.path.join(sweep, "whatif.html")):
                check_page(browser, work, page)
    finally:
        shutil.rmtree(work)
    return conclude("the papers can be read, on paper and on screens")


if __name__ == "__main__":
    sys.exit(main())
