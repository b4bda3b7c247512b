#!/bin/sh
# Installs what is missing of the Debian packages that lungang needs (names of Debian 12 and 13).
# usage: cmake/packages.sh [PURPOSE]...
#   build   what `cmake --preset release` builds and installs with (default)
#   test    what the tests use besides (tests/run.sh)
#   clang   the presets clang and fuzz
#   deep    .ci/deep
# Asks for nothing where all is there; uses sudo only for apt-get and only when not root.
set -eu

build="gcc make cmake pkgconf gettext libc6-dev libglib2.0-dev libglpk-dev libsuitesparse-dev libopenblas0-serial libcsv-dev libcjson-dev
  libxlsxwriter-dev libzip-dev libexpat1-dev libgmp-dev zlib1g-dev"
# CUnit for the tests in C, Python's modules for workbooks, LibreOffice and Chromium to open what is written (a font
# for their Chinese), pdfinfo for its pages, unshare for a full disk, readelf (binutils), what makes a
# Debian package, cbc and glpsol as solvers to compare with.
test="libcunit1-dev python3 python3-openpyxl python3-xlwt libreoffice-calc-nogui chromium fonts-wqy-zenhei poppler-utils util-linux binutils
  dpkg-dev fakeroot
  coinor-cbc glpk-utils"
clang="clang libclang-rt-dev"
deep="cppcheck valgrind clang-tidy"

# The sources are in the form of clang-format 14, which Debian 13 has no longer.
[ "$(. /etc/os-release 2>/dev/null && echo "${VERSION_CODENAME:-}")" != bookworm ] || test="$test clang-format-14"

as_root=
[ "$(id -u)" = 0 ] || as_root=sudo

install() {
  echo "installing: $*"
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -q -y --no-install-recommends "$@"
}

wanted=$build
for purpose in "$@"; do
  case $purpose in
    build) ;;
    test) wanted="$wanted $test" ;;
    clang) wanted="$wanted $clang" ;;
    deep) wanted="$wanted $test $clang $deep" ;;
    *) echo "no such purpose: $purpose (build, test, clang, deep)" >&2; exit 2 ;;
  esac
done

if ! command -v dpkg-query >/dev/null; then
  echo "not a Debian system: please see to these packages yourself:" $wanted >&2
  exit 0
fi

missing=
for package in $wanted; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
if [ -n "$missing" ]; then
  $as_root apt-get -o DPkg::Lock::Timeout=600 update -q
  install $missing
fi

# Chinese files in GBK need this conversion. Debian 13 keeps it in a package of its own.
printf '\326\320' | iconv -f GB18030 -t UTF-8 >/dev/null 2>&1 || install libc-gconv-modules-extra
