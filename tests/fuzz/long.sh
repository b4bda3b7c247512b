#!/bin/sh
# Runs one fuzz target at length, from its seeds and the corpus of earlier runs (.ci/deep fuzz).
# usage: tests/fuzz/long.sh RUNS REPORTS TARGET      from the top of the tree; build/fuzz must be built
# A short memory of allocations and of freed blocks doubles the speed; a find is run again without.
set -eu
runs=$1
reports=$2
name=$3
ASAN_OPTIONS=malloc_context_size=2:quarantine_size_mb=8:thread_local_quarantine_size_kb=64
LSAN_OPTIONS=suppressions=$PWD/tests/support/lsan.txt:print_suppressions=0
export ASAN_OPTIONS LSAN_OPTIONS
corpus=build/fuzz/tests/corpus_$name
mkdir -p "$corpus"
dictionary=$(ctest --test-dir build/fuzz -N -V -R "^fuzz_$name\$" | sed -n 's/.*"\(-dict=[^"]*\)".*/\1/p')
started=$(date +%s)
build/fuzz/tests/fuzz_"$name" -runs="$runs" -timeout=20 -max_len=65536 -print_final_stats=1 "$dictionary" \
  -artifact_prefix="$reports/fuzz_$name-" "$corpus" "build/fuzz/tests/seeds/$name" >"$reports/fuzz_$name.txt" 2>&1 ||
  { tail -n 40 "$reports/fuzz_$name.txt"; exit 1; }
echo "fuzz_$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$reports/fuzz_$name.txt") executions," \
  "$(sed -n 's/^stat::peak_rss_mb: *//p' "$reports/fuzz_$name.txt") MiB, $(($(date +%s) - started)) s"
