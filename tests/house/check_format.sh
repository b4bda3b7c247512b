#!/bin/sh
# Fails where a source file is not as .clang-format wants it. Other versions of clang-format break lines
# elsewhere, so only version 14 counts; without it: exit 77, which ctest shows as skipped.
# usage: tests/house/check_format.sh [--available | --fix]
set -eu
cd "$(dirname "$0")/../.."

tool=
for candidate in clang-format-14 clang-format; do
  if command -v $candidate >/dev/null && $candidate --version | grep -q 'version 14\.'; then
    tool=$candidate
    break
  fi
done
[ "${1:-}" = --available ] && { [ -n "$tool" ]; exit; }
[ -n "$tool" ] || { echo "skipped: no clang-format 14 here"; exit 77; }

list=$(find cli io model solver tests -name '*.[ch]' | sort)
[ -n "$list" ] || { echo "no source files found"; exit 1; }
if [ "${1:-}" = --fix ]; then
  $tool -i $list
else
  $tool --dry-run -Werror $list
  echo "$(echo "$list" | wc -l) files are as .clang-format wants them"
fi
