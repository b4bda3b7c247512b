#!/bin/sh
# Builds lungang and runs every test; installs missing packages first (cmake/packages.sh).
# usage: tests/run.sh [PRESET]...      presets: release (default), sanitize, coverage
set -eu
cd "$(dirname "$0")/.."
cmake/packages.sh libcunit1-dev
[ $# -gt 0 ] || set -- release
for preset in "$@"; do
  cmake --preset "$preset"
  cmake --build --preset "$preset" -j "$(nproc)"
  ctest --preset "$preset" -j "$(nproc)"
done
