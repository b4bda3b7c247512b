#!/bin/sh
# Brings po/zh_CN.po up to the sources: new texts stand there without a translation, old ones go.
# No guesses (fuzzy matches) are put in: a wrong translation is worse than none.
set -eu
cd "$(dirname "$0")/.."
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
po/extract.sh "$pot"
msgmerge --quiet --update --backup=none --no-fuzzy-matching --add-location=file po/zh_CN.po "$pot"
msgattrib --no-obsolete --add-location=file --output-file=po/zh_CN.po po/zh_CN.po
msgfmt --statistics --output-file=/dev/null po/zh_CN.po
