#!/bin/sh
# Writes every text for users, as a gettext template, to the file given. usage: po/extract.sh FILE
# Texts stand in lg_tr(lang, "..."), N_("...") and, in io/words/*.def, LG_MSG(ID, SEVERITY, "...").
set -eu
cd "$(dirname "$0")/.."
find cli io model recheck solver \( -name '*.c' -o -name '*.h' -o -name '*.def' \) | sort |
  xgettext --files-from=- --language=C --from-code=UTF-8 --keyword --keyword=lg_tr:2 --keyword=N_ --keyword=LG_MSG:3 \
    --add-location=file --package-name=lungang --output="$1"
