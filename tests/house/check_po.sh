#!/bin/sh
# Fails unless every text of the sources has a sound translation in po/zh_CN.po.
set -eu
cd "$(dirname "$0")/../.."
command -v xgettext >/dev/null || { echo "no xgettext here (apt-get install gettext)"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

po/extract.sh "$work/lungang.pot"
texts=$(grep -c '^msgid ' "$work/lungang.pot")
[ "$texts" -gt 50 ] || { echo "only $texts texts were found: the extraction is broken"; exit 1; }

failed=0
# xgettext takes only the first text of a ?: that stands in lg_tr() itself.
if grep -nE 'lg_tr\([^"]*\? *"' $(find cli io recheck -name '*.c'); then
  echo "write N_() round both texts of a ?: above"
  failed=1
fi
msgfmt --check-format --check-domain --output-file=/dev/null po/zh_CN.po || failed=1
if [ -n "$(msgattrib --only-fuzzy po/zh_CN.po)" ]; then
  echo "po/zh_CN.po has fuzzy entries:"
  msgattrib --only-fuzzy --no-wrap po/zh_CN.po | grep '^msgid'
  failed=1
fi
# With a place left out glibc ends the program where it is built with _FORTIFY_SOURCE.
for n in 2 3 4 5; do
  if msgcat --no-wrap po/zh_CN.po | grep -E "^(msgid|msgstr) .*%$n\\$" | grep -vF "%$((n - 1))\$"; then
    echo "a text above has %$n\$ without %$((n - 1))\$"
    failed=1
  fi
done
# Merged onto the template: what has no translation then is what the catalogue lacks.
msgmerge --quiet --no-fuzzy-matching --output-file="$work/merged.po" po/zh_CN.po "$work/lungang.pot"
msgattrib --untranslated --no-obsolete --no-wrap "$work/merged.po" >"$work/missing.po"
if [ -s "$work/missing.po" ]; then
  echo "without a Chinese translation:"
  grep -v '^$' "$work/missing.po" | sed -n '/^#:/,$p'
  failed=1
fi
msgfmt --check-format --check-domain --output-file=/dev/null "$work/merged.po" || failed=1
[ $failed -eq 0 ] && echo "$texts texts, all translated"
exit $failed
