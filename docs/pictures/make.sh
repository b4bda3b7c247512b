#!/bin/sh
# Makes docs/pictures/report.png anew: what tells most of the example's report.html, side by side.
# Needs chromium and fonts-noto-cjk. usage: docs/pictures/make.sh PROGRAM
set -eu
program=$(realpath "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" solve examples/nanchang-2010/plan.json --lang en --quiet -o "$work/out" >"$work/said"

# The title, the goals with their proof, the quotas, the balance; the rest of the page is left out.
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
</style></head>#' "$work/out/report.html" >"$work/page.html"
chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --hide-scrollbars \
  --user-data-dir="$work/profile" --window-size=1250,736 --screenshot="$PWD/docs/pictures/report.png" "file://$work/page.html" \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }
ls -l docs/pictures/report.png
