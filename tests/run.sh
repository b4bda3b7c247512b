#!/bin/sh
# Builds lungang and runs every test; installs missing packages first (cmake/packages.sh).
# usage: tests/run.sh [-V] [PRESET]...      presets: release (default), clang, sanitize, coverage, fuzz
#        -V  the output of every test, not only of failing ones
set -eu
cd "$(dirname "$0")/.."
verbose=
[ "${1:-}" != -V ] || { verbose=-V; shift; }
[ $# -gt 0 ] || set -- release
purposes="test"
for preset in "$@"; do
  case $preset in clang | fuzz) purposes="test clang" ;; esac
done
cmake/packages.sh $purposes
for preset in "$@"; do
  cmake --preset "$preset" -D LG_TESTS=ON
  cmake --build --preset "$preset" -j "$(nproc)"
  ctest --preset "$preset" -j "$(nproc)" $verbose
done
