#!/bin/sh
# Builds lungang and runs every test; installs missing packages first (cmake/packages.sh).
# usage: tests/run.sh [-V] [PRESET]...      presets: release (default), clang, sanitize, coverage
#        -V  the output of every test, not only of failing ones
set -eu
cd "$(dirname "$0")/.."
cmake/packages.sh libcunit1-dev
verbose=
[ "${1:-}" != -V ] || { verbose=-V; shift; }
[ $# -gt 0 ] || set -- release
for preset in "$@"; do
  cmake --preset "$preset"
  cmake --build --preset "$preset" -j "$(nproc)"
  ctest --preset "$preset" -j "$(nproc)" $verbose
done
