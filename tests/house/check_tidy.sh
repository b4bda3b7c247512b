#!/bin/sh
# clang-tidy with the checks of .clang-tidy on the sources that tests/support/tidy.txt names as read through, or on those
# given. Fails on findings that do not stand there (FILE: CHECK: how many).
# usage: tests/house/check_tidy.sh [FILE]...
set -eu
cd "$(dirname "$0")/../.."
build=build/tidy
cmake --preset clang -B $build -D LG_TESTS=OFF >/dev/null
cmake --build $build --target lg_catalogue >/dev/null
[ $# -gt 0 ] || set -- $(sed -n 's/^read: //p' tests/support/tidy.txt)
printf '%s\n' "$@" | xargs -P "$(nproc)" -n 8 clang-tidy --quiet -p $build 2>/dev/null >$build/tidy.txt || true
sed -n "s#^$PWD/\([^:]*\):[0-9]*:[0-9]*: \(warning\|error\): .*\[\([^]]*\)\]\$#\1: \3#p" $build/tidy.txt | sort | uniq -c |
  sed 's/^ *\([0-9]*\) \(.*\)/\2: \1/' >$build/found.txt
if grep -vxF -f tests/support/tidy.txt $build/found.txt; then
  echo "clang-tidy: new findings; see $build/tidy.txt"
  exit 1
fi
echo "clang-tidy: nothing new in $# sources"
