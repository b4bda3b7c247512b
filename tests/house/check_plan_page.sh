#!/bin/sh
# Fails where docs/plan.md or docs/plan.zh.md is not what the table of keys says.
# usage: tests/house/check_plan_page.sh PAGE_PROGRAM [--fix]
set -eu
page=$(realpath "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$page" en >"$work/plan.md"
"$page" zh >"$work/plan.zh.md"
for name in plan.md plan.zh.md; do
  [ "$(grep -c '^| `' "$work/$name")" -gt 80 ] || { echo "$name: the keys are missing"; exit 1; }
  if [ "${2:-}" = --fix ]; then
    cp "$work/$name" "docs/$name"
  elif ! diff -u "docs/$name" "$work/$name"; then
    echo "docs/$name differs: cmake --build build/release --target docs"
    exit 1
  fi
done
echo "the pages of the plan's keys are up to date"
