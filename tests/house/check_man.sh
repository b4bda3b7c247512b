#!/bin/sh
# Runs the examples of both manual pages, in order, beside a small plan; each must end with 0.
# usage: tests/house/check_man.sh PROGRAM
set -eu
program=$(realpath "$1")
cd "$(dirname "$0")/../.."
source=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for page in man/lungang.1 man/zh_CN/lungang.1; do
  rm -rf "$work/district"
  mkdir -p "$work/district" "$work/bin"
  ln -sf "$program" "$work/bin/lungang"
  cp tests/data/cli/small/* "$work/district/"
  sed -n 's/^\$ //p' "$page" | sed 's/\\-/-/g' >"$work/examples"
  [ "$(wc -l <"$work/examples")" -ge 5 ] || { echo "$page: its examples were not found"; exit 1; }
  while IFS= read -r line; do
    echo "$page: $line"
    (cd "$work/district" && PATH="$work/bin:$PATH" LC_ALL=C sh -c "$line") || { echo "ended with $?"; exit 1; }
  done <"$work/examples"
done
echo "the examples of the manual pages run"
