#!/bin/sh
# Reads from the installed program that it carries the guards of cmake/hardening.cmake.
# usage: tests/house/check_hardening.sh PROGRAM
set -eu
program=$1
command -v readelf objdump >/dev/null || { echo "readelf or objdump is missing: package binutils"; exit 1; }
LC_ALL=C
export LC_ALL
failed=0

# lacks WHAT: one guard that was not found.
lacks() {
  echo "$program: $1"
  failed=1
}
header=$(readelf --wide --file-header "$program")
segments=$(readelf --wide --program-headers "$program")
dynamic=$(readelf --wide --dynamic "$program")
symbols=$(readelf --wide --dyn-syms "$program")

echo "$header" | grep -q 'Type: *DYN' || lacks "not position-independent"
echo "$segments" | grep -q GNU_RELRO || lacks "no segment that is read-only after relocation (RELRO)"
echo "$dynamic" | grep -q 'FLAGS.*NOW' || lacks "addresses of functions are settled late (no -z now)"
echo "$segments" | grep 'GNU_STACK' | grep -q ' RW ' || lacks "a stack that may hold code"
! echo "$dynamic" | grep -q TEXTREL || lacks "relocations in code"
! echo "$dynamic" | grep -Eq 'RPATH|RUNPATH' || lacks "looks for libraries in a folder of the build"
echo "$symbols" | grep -q '__stack_chk_fail' || lacks "no stack protector"
echo "$symbols" | grep -Eq '__[a-z]+_chk' || lacks "libc is called without checks of sizes (_FORTIFY_SOURCE)"
case $(uname -m) in
  # The note that says so is dropped where an object of the system's lacks it; every function that may be jumped to begins so.
  x86_64) [ "$(objdump -d "$program" | grep -c endbr64)" -ge 20 ] || lacks "no guard of jumps (-fcf-protection)" ;;
esac
[ $failed = 0 ] && echo "hardened: $program"
exit $failed
