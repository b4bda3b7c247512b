#!/bin/sh
# Runs the commands of the gallery's examples, one file `commands` in each folder, and writes what they print to its
# output.txt; with --pictures also the pictures of its page.
# usage: examples/gallery.sh PROGRAM [--check|--pictures] [EXAMPLE]...
#   --check     compares with the output.txt that stands there, and the pages with it
#   --pictures  needs chromium, fonts-noto-cjk, libreoffice-calc and poppler-utils
set -eu
program=$(realpath "$1")
shift
mode=write
case ${1:-} in --check | --pictures) mode=${1#--} && shift ;; esac
here=$(realpath "$(dirname "$0")")
[ $# -gt 0 ] || set -- impossible after-withdrawals soft-quotas codes what-if workbook
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 077
mkdir "$work/bin"
ln -s "$program" "$work/bin/lungang"
cp -R "$here" "$work/examples"
PATH=$work/bin:$PATH
failed=0
language=en
[ $mode != pictures ] || language=zh

# What the commands of an example print; times are left out, they are other ones each time.
run() {
  cd "$work/examples/$1"
  while IFS= read -r command; do
    printf '$ %s\n' "$command"
    times=
    case $command in
    lungang\ whatif\ *) set -- --lang $language && times='/^(row| +[0-9]+) /s/ +([0-9.]+|seconds)$//' ;;
    lungang\ *) set -- --lang $language ;;
    *) set -- ;;
    esac
    status=0
    sh -c "$command $*" >"$work/said" 2>&1 </dev/null || status=$?
    sed -E -e 's/^\xEF\xBB\xBF//' -e 's/\r$//' -e '/^Time: /d' -e 's/; time: [0-9.]+ seconds//' -e "$times" "$work/said"
    [ $status -eq 0 ] || echo "(exit status $status)"
    echo
  done <commands
}

# Every line that a page quotes of an output stands in it; `...` are lines left out.
quoted() {
  sed -n '/^```text$/,/^```$/p' "$here/$1/README.md" | grep -v -e '^```' -e '^\.\.\.$' >"$work/quoted" || true
  while IFS= read -r line; do
    grep -qxF -- "$line" "$here/$1/output.txt" || { echo "examples/$1/README.md quotes what is not printed: $line" && failed=1; }
  done <"$work/quoted"
}

for example in "$@"; do
  (run "$example") >"$work/output.txt"
  case $mode in
  check)
    diff -u "$here/$example/output.txt" "$work/output.txt" || failed=1
    quoted "$example"
    ;;
  write) cp "$work/output.txt" "$here/$example/output.txt" ;;
  pictures) "$here/pictures.sh" "$work/examples/$example" "$here/$example" ;;
  esac
done
exit $failed
