#!/bin/sh
# Makes the pictures of README.md and README.zh.md anew from the example.
# Needs chromium, fonts-noto-cjk, libreoffice-calc and poppler-utils. usage: docs/pictures/make.sh PROGRAM
set -eu
program=$(realpath "$1")
cd "$(dirname "$0")/../.."
pictures=$PWD/docs/pictures plan=$PWD/examples/nanchang-2010/plan.json
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" solve "$plan" --lang en --quiet -o "$work/out" >"$work/said"
"$program" solve "$plan" --lang zh --quiet -o "$work/zh" >"$work/said"
"$program" letters "$plan" "$work/zh/roster.csv" --lang zh --quiet -o "$work/letters" >"$work/said"
"$program" convert "$plan" --lang zh -o "$work/plan.xlsx" >"$work/said"

browse() {
  chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --hide-scrollbars \
    --user-data-dir="$work/profile" "$@" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
}

# page_of REPORT PICTURE: the title, the goals with their proof, the quotas, the balance; the rest of the page is left out.
page_of() {
  sed 's#</head>#<style>\
  body { margin: 0; padding: 0; max-width: none }\
  main { display: grid; grid-template: auto auto 366px 116px auto / 600px 560px; column-gap: 40px; align-items: start; padding: 12px 24px;\
         max-width: none; margin: 0 }\
  main > * { display: none }\
  main > h1, main > .lead { display: block; grid-column: 1 / 3; margin: 0 0 8px }\
  main > div:nth-of-type(2) { display: block; grid-column: 1; grid-row: 3 }\
  main > figure:nth-of-type(1) { display: block; grid-column: 1; grid-row: 4 / 6 }\
  main > figure:nth-of-type(2) { display: block; grid-column: 2; grid-row: 5 }\
  main > figure:nth-of-type(3) { display: block; grid-column: 2; grid-row: 3 / 5; margin-top: 0 }\
  figure { max-width: none } figure, .wide { margin: 8px 0 0 } svg { width: 100% }\
</style></head>#' "$1" >"$work/page.html"
  browse --window-size=1250,736 --screenshot="$2" "file://$work/page.html"
}
page_of "$work/out/report.html" "$pictures/report.png"
page_of "$work/zh/report.html" "$pictures/report.zh.png"

# The first pages of the plan's workbook and of the notices, as they are printed.
soffice -env:UserInstallation="file://$work/office" --headless --convert-to pdf --outdir "$work" "$work/plan.xlsx" >"$work/log" 2>&1
pdftoppm -r 80 -f 1 -l 1 -singlefile -png "$work/plan.pdf" "$pictures/plan.zh"
browse --print-to-pdf="$work/notices.pdf" --no-pdf-header-footer "file://$work/letters/notices.html"
pdftoppm -r 60 -f 1 -l 1 -singlefile -png "$work/notices.pdf" "$pictures/letter.zh"
ls -l "$pictures"
