#!/bin/sh
# Fails where a file includes what its room must not know: cli -> io, solver -> model, recheck alone; io's two halves and solver's inside
# are entered by their doors alone.
# usage: tests/house/check_doors.sh
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Files | includes that they may have | includes that they must not have. Patterns of the paths, from the root; an include
# must match the second and not the third. An include without a folder is of the file's own folder.
rules() {
  cat <<'END'
model/       | model/                                                        | -
solver/      | solver/ model/                                                | -
io/          | io/ model/ po/lang.h                                          | -
cli/         | cli/ io/read.h io/write.h io/words/lang.h solver/solver.h model/ | -
po/          | po/                                                           | -
recheck/     | recheck/ po/lang.h                                            | -
io/read/     | io/ model/          | io/write.h io/write/ io/views/
io/read.h    | io/ model/          | io/write.h io/write/ io/views/
io/plan/     | io/ model/          | io/write.h io/write/ io/views/
io/write/    | io/ model/          | io/read.h io/read/ io/plan/
io/write.h   | io/ model/          | io/read.h io/read/ io/plan/
io/views/    | io/ model/          | io/read.h io/read/ io/plan/ io/write.h io/write/
model/audit/ | model/              | model/options model/program model/formulate model/rules/ model/goals/
END
}

# includes: every include of a file of ours as "file line path"; system headers and generated ones (no such file) are not told.
includes() {
  grep -rnE '^ *# *include +"' --include='*.[ch]' --include='*.def' model solver io cli po recheck |
    sed -E 's/^([^:]*):([0-9]+): *# *include +"([^"]*)".*/\1 \2 \3/' |
    while read -r file line path; do
      beside=${file%/*}/$path
      if [ -e "$beside" ]; then
        echo "$file $line $beside"
      elif [ -e "$path" ]; then
        echo "$file $line $path"
      fi
    done
}

# breaks: reads such lines, prints those that a rule forbids.
breaks() {
  rules >"$work/rules"
  awk -v rules="$work/rules" '
    function begins(path, prefixes,   n, k, prefix) {
      n = split(prefixes, prefix, " ")
      for (k = 1; k <= n; k++) if (index(path, prefix[k]) == 1) return 1
      return 0
    }
    BEGIN {
      while ((getline line < rules) > 0) { split(line, part, "|"); count++; from[count] = part[1]; may[count] = part[2]; not[count] = part[3] }
    }
    {
      for (k = 1; k <= count; k++)
        if (begins($1, from[k]) && (!begins($3, may[k]) || begins($3, not[k]))) {
          print $1 ":" $2 ": must not include " $3
          break
        }
    }' "$1"
}

# The check itself: what is forbidden is found, what is allowed is not.
forbidden="cli/a.c solver/mip/face.h
cli/a.c io/read/table.h
io/words/a.c solver/solver.h
io/write/a.c cli/cli.h
solver/ask/a.c io/words/lang.h
solver/a.h cli/cli.h
model/a.c io/read.h
model/rules/a.c solver/solver.h
io/read/a.c io/write.h
io/plan/a.c io/write/csv_out.h
io/read/a.c io/views/figures.h
io/write/a.c io/read.h
io/views/a.c io/plan/plan.h
io/views/a.c io/write/render.h
model/audit/a.c model/options.h
model/audit/a.c model/program.h
model/audit/a.c model/rules/quota.h
recheck/a.c model/program.h
recheck/a.c io/words/lang.h
recheck/a.c solver/solver.h"
allowed="cli/a.c io/read.h
cli/a.c solver/solver.h
cli/a.c model/audit/audit.h
io/write/a.c io/words/lang.h
io/read/a.c io/plan/plan.h
solver/ask/a.c solver/mip/face.h
model/audit/a.c model/district.h
recheck/a.c po/lang.h
io/words/lang.h po/lang.h
model/formulate.c model/rules/quota.h"
echo "$forbidden" | sed 's/ / 1 /' >"$work/forbidden"
echo "$allowed" | sed 's/ / 1 /' >"$work/allowed"
[ "$(breaks "$work/forbidden" | wc -l)" -eq "$(wc -l <"$work/forbidden")" ] || { echo "check_doors: finds too little"; exit 1; }
[ -z "$(breaks "$work/allowed")" ] || { echo "check_doors: finds what is allowed"; exit 1; }

includes >"$work/includes"
count=$(wc -l <"$work/includes")
[ "$count" -gt 500 ] || { echo "only $count includes were found: the search is broken"; exit 1; }
breaks "$work/includes" >"$work/found"
if [ -s "$work/found" ]; then
  cat "$work/found"
  exit 1
fi
# What cli prints goes through cli/print.c, which lets nothing command the terminal; progress.c wipes its own line.
if grep -nE '(^|[^a-z_])(v?f?printf|f?puts|f?putc|putchar|fwrite) ?\(' cli/*.c | grep -vE '^cli/(print|reference)\.c:' |
  grep -vE '^cli/progress\.c:[0-9]+:  if \(line->shown\) fputs\("\\r\\033\[K", stderr\);$'; then
  echo "write lg_print or lg_printf above"
  exit 1
fi
echo "$count includes, each through its door"
