#!/bin/sh
# Makes the picture of an example's page from what its commands wrote (examples/gallery.sh calls it).
# usage: examples/pictures.sh WORKED EXAMPLE    the folder in which the commands ran, the example's own folder
set -eu
worked=$1 own=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# browse PAGE WIDTH HEIGHT
browse() {
  chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --hide-scrollbars \
    --user-data-dir="$work/profile" --window-size="$2,$3" --screenshot="$own/picture.png" "file://$1" 2>"$work/log" || {
    cat "$work/log" >&2
    exit 1
  }
}

# print WORKBOOK WORDS...: the first page that holds the first of these words that some page holds, as LibreOffice prints it.
print() {
  soffice -env:UserInstallation="file://$work/office" --headless --convert-to pdf --outdir "$work" "$1" >"$work/log" 2>&1
  pdf=$work/$(basename "$1" .xlsx).pdf
  pages=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
  shift
  for words in "$@"; do
    for page in $(seq "$pages"); do
      pdftotext -f "$page" -l "$page" "$pdf" - | tr -d ' \n' | grep -q "$words" || continue
      pdftoppm -r 60 -f "$page" -l "$page" -singlefile -png "$pdf" "$own/picture"
      return
    done
  done
  echo "no page of $pdf holds $*" >&2
  exit 1
}

case $(basename "$own") in
impossible) browse "$worked/relaxed/report.html" 900 640 ;;
after-withdrawals) print "$worked/replanned/roster.xlsx" 原定学校 接收学校 ;;
soft-quotas) browse "$worked/out/report.html" 900 640 ;;
codes) print "$worked/coarse/roster.xlsx" 接收学校 ;;
what-if) browse "$worked/rotation/whatif.html" 900 640 ;;
workbook) print "$worked/plan.xlsx" 最少本校年限 ;;
*) echo "no picture is known of $own" >&2 && exit 1 ;;
esac
[ -s "$own/picture.png" ]
