#!/bin/sh
# Fails where a source file is not as .clang-format wants it, or where clang-format 14 is missing: other versions break
# lines elsewhere.
# usage: tests/house/check_format.sh [--fix]
set -eu
cd "$(dirname "$0")/../.."
tool=clang-format-14
command -v $tool >/dev/null || { echo "no clang-format-14 here (apt-get install clang-format-14)"; exit 1; }

list=$(find cli io model po recheck solver tests -name '*.[ch]' | sort)
[ -n "$list" ] || { echo "no source files found"; exit 1; }
if [ "${1:-}" = --fix ]; then
  $tool -i $list
else
  $tool --dry-run -Werror $list
  echo "$(echo "$list" | wc -l) files are as .clang-format wants them"
fi
