#!/bin/sh
# The example's report.html in headless Chromium: it shows, prints, and its script only sorts.
# usage: tests/io/check_report.sh LUNGANG
set -eu
program=$1
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
[ -n "$browser" ] || { echo "no chromium here (apt-get install chromium)"; exit 1; }
command -v pdfinfo >/dev/null || { echo "no pdfinfo here (apt-get install poppler-utils)"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
here=$(cd "$(dirname "$0")/../.." && pwd)
failed=0

browse() {
  timeout 600 "$browser" --headless --no-sandbox --disable-gpu --no-first-run --user-data-dir="$work/profile" \
    --enable-logging=stderr "$@" 2>>"$work/log"
}
fail() {
  echo "$*"
  failed=1
}

for language in zh en; do
  "$program" solve "$here/examples/nanchang-2010/plan.json" --lang $language -o "$work/$language" --quiet >/dev/null
  page=$work/$language/report.html
  browse --dump-dom "file://$page" >"$work/dom.html" || fail "$language: cannot be opened"
  grep -q '<th[^>]* tabindex="0"' "$work/dom.html" || fail "$language: the sorting script did not run"
  browse --screenshot="$work/shot.png" --window-size=1200,3000 "file://$page" >/dev/null || fail "$language: no picture"
  [ "$(wc -c <"$work/shot.png")" -gt 60000 ] || fail "$language: the picture is empty"
  browse --print-to-pdf="$work/page.pdf" --no-pdf-header-footer "file://$page" >/dev/null || fail "$language: no print"
  [ "$(wc -c <"$work/page.pdf")" -gt 60000 ] || fail "$language: the print is empty"
  pdfinfo "$work/page.pdf" | grep -q 'Page size:.*(A4)' || fail "$language: not A4"
done
if grep 'CONSOLE' "$work/log"; then
  fail "the page made the browser complain"
fi
[ $failed -eq 0 ] && echo "shown and printed in both languages"
exit $failed
