#!/bin/sh
# Builds lungang, solves the example of one district and shows the result; installs missing packages first.
# usage: examples/run.sh [EXAMPLE]      default: nanchang-2010
set -eu
cd "$(dirname "$0")/.."
example=${1:-nanchang-2010}
[ -f "examples/$example/plan.json" ] || [ -f "examples/$example/plan.xlsx" ] || { echo "no such example: $example" >&2; exit 2; }
cmake/packages.sh >&2
cmake --preset release >&2
cmake --build --preset release -j "$(nproc)" --target lungang lungang-recheck >&2
out=build/example/$example-out
mkdir -p build/example
build/release/cli/lungang solve "examples/$example" -o "$out" --force || [ $? -eq 4 ] # no roster can meet the plan
echo
[ -f "$out/roster.csv" ] || exit 0
head -n 4 "$out/roster.csv"
echo "... $out:"
ls -l "$out"
