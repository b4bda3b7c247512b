#!/bin/sh
# Fails where a page links to a file or a heading that is not there, or where docs/architecture.md names a file or a
# function that the sources have no longer. usage: tests/house/check_docs.sh
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# The anchor of a heading: lower case, without marks, blanks as hyphens.
anchors() {
  sed -n 's/^#\{1,6\} //p' "$1" | sed 's/[`"(),.:*?’“”&=;、（）/]//g; s/ /-/g' | tr 'A-Z' 'a-z'
}

for page in *.md docs/*.md docs/*/*.md examples/*/*.md tests/*.md; do
  folder=$(dirname "$page")
  grep -o '](\([^)]*\))' "$page" | sed 's/^](//; s/)$//' >"$work/links" || true
  while IFS= read -r link; do
    case $link in http://* | https://*) continue ;; esac
    file=${link%%#*} anchor=${link#"${link%%#*}"}
    target=$page
    [ -z "$file" ] || target=$folder/$file
    echo x >>"$work/count"
    if [ ! -e "$target" ]; then
      echo "$page: there is no $link"
      failed=1
    elif [ -n "$anchor" ] && ! anchors "$target" | grep -qxF -- "${anchor#\#}"; then
      echo "$page: $target has no heading $anchor"
      failed=1
    fi
  done <"$work/links"
done

page=docs/architecture.md
for file in $(grep -oE '`[a-z_]+/[a-zA-Z_/.]+\.[a-z]+`' "$page" | tr -d '`' | sort -u); do
  echo x >>"$work/count"
  [ -e "$file" ] || { echo "$page: there is no $file"; failed=1; }
done
for name in $(grep -oE '\blg_[a-z0-9_]+' "$page" | sort -u); do
  echo x >>"$work/count"
  grep -rqw --include='*.[ch]' -e "$name" model solver io cli po recheck tests || { echo "$page: nothing is called $name"; failed=1; }
done
count=$(wc -l <"$work/count")
[ "$count" -gt 200 ] || { echo "only $count links and names were found"; exit 1; }
[ "$failed" = 0 ] && echo "$count links and names are right"
exit $failed
