# mutate.sh - the part that the lists of this folder share: changes a copy of the tree, one mutant after the other, and
# wants a test to fail each time. To be read by a list, which has
#
#   mutants      a function that prints name | file | what sed does, a line each; one line of the file must change
#   tests        in their order; the first to fail catches the mutant
#   targets_of   a function: what is to be built for a test
#   run_test     a function: runs a test, in the build of $folder/build
#
# Works on a copy of the tree in a temporary folder. Exit 1 where a mutant survives, where the tests fail without one,
# or where the text to be dropped is no longer found (then the list wants mending).
check=
[ "${1:-}" != --check ] || { check=yes; shift; }
jobs=2
if [ "${1:-}" = "-j" ]; then
  jobs=$2
  shift 2
fi
wanted=${1:-.}
source=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
copy=$folder/tree

# change FILE COMMAND: the changed file as $folder/after; false unless one line differs
change() {
  sed "$2" "$1" >"$folder/after"
  [ "$(diff "$1" "$folder/after" | grep -c '^<')" -eq 1 ]
}

if [ -n "$check" ]; then
  mutants >"$folder/list"
  lost=0
  while IFS='|' read -r name file command; do
    change "$source/$file" "$command" || { echo "mutate: $name: the text to drop is not in $file exactly once"; lost=1; }
  done <"$folder/list"
  [ $lost -eq 0 ] && echo "mutate: the texts of $(wc -l <"$folder/list") mutants are there"
  exit $lost
fi

mkdir "$copy"
(cd "$source" && tar -cf - --exclude='./build*' --exclude=./.git .) | (cd "$copy" && tar -xf -)
cmake -S "$copy" -B "$folder/build" -DCMAKE_BUILD_TYPE=Release >/dev/null

# 0 where every test passes (one that hangs fails, as it would for its reader); 2 where the tree does not build
run_tests() {
  for test in $tests; do
    # shellcheck disable=SC2046
    cmake --build "$folder/build" -j "$jobs" --target $(targets_of "$test") >"$folder/log" 2>&1 || return 2
    # Seconds of the processor, so that a busy machine catches nothing by itself.
    (ulimit -t 120; run_test "$test") >"$folder/log" 2>&1 || return 1
  done
}

run_tests && status=0 || status=$?
if [ "$status" -ne 0 ]; then
  tail -n 40 "$folder/log"
  echo "mutate: the tests fail as they stand"
  exit 1
fi

survivors=0
mutants | grep -e "$wanted" >"$folder/list" || { echo "mutate: no such mutant"; exit 1; }
while IFS='|' read -r name file command; do
  cp "$copy/$file" "$folder/before"
  if ! change "$folder/before" "$command"; then
    echo "mutate: $name: the text to drop is not in $file exactly once"
    survivors=$((survivors + 1))
  else
    cp "$folder/after" "$copy/$file"
    run_tests && status=0 || status=$?
    case $status in
      0) echo "SURVIVED  $name"; survivors=$((survivors + 1)) ;;
      1) echo "caught    $name ($test)" ;;
      *) tail -n 20 "$folder/log"; echo "NO BUILD  $name"; survivors=$((survivors + 1)) ;;
    esac
  fi
  cp "$folder/before" "$copy/$file"
done <"$folder/list"
echo "mutate: $survivors of $(wc -l <"$folder/list") not caught"
[ "$survivors" -eq 0 ]
