#!/bin/sh
# Fails where the manual pages, docs/reference.md or the completion of bash are not as lg_reference makes them
# from cli/commands.c. usage: tests/house/check_reference.sh LG_REFERENCE [--fix]
set -eu
reference=$(realpath "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

files="man/lungang.1 man/zh_CN/lungang.1 docs/reference.md packaging/completion/lungang.bash"
if [ "${2:-}" = --fix ]; then
  exec "$reference" $files
fi

for file in $files; do
  cp "$file" "$work/made"
  "$reference" "$work/made"
  diff -u "$file" "$work/made" || { echo "$file: see above; cmake --build build/release --target docs makes it anew"; exit 1; }

  # What was damaged between the marks is mended, what stands outside them stays.
  sed -e '/lg_reference: [mb]/a damaged' -e '$a by hand' "$file" >"$work/damaged"
  "$reference" "$work/damaged"
  { cat "$file"; echo "by hand"; } | diff -u - "$work/damaged" || { echo "$file: was not mended"; exit 1; }

  # A part that nobody knows is no silent gap, and the file stays as it was.
  sed 's/lg_reference: \([mb]\)/lg_reference: x\1/' "$file" >"$work/unknown"
  cp "$work/unknown" "$work/before"
  if "$reference" "$work/unknown" 2>/dev/null; then echo "$file: an unknown part was passed over"; exit 1; fi
  cmp "$work/before" "$work/unknown"
done
echo "manual pages, reference and completion are as the table of options makes them"
