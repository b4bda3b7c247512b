#!/bin/sh
# Installs what is missing of the Debian packages that lungang is built with (names of Debian 12 and 13).
# usage: cmake/packages.sh [further package]...
# Asks for nothing where all is there; uses sudo only for apt-get and only when not root.
set -eu

wanted="gcc make cmake pkgconf gettext libc6-dev libglib2.0-dev libglpk-dev libsuitesparse-dev libopenblas0-serial libcsv-dev libcjson-dev
  libxlsxwriter-dev libzip-dev libexpat1-dev $*"

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
  as_root=
  [ "$(id -u)" = 0 ] || as_root=sudo
  echo "installing:$missing"
  $as_root apt-get update -q
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
fi

# Chinese files in GBK need this conversion. Debian 13 keeps it in a package of its own.
if ! printf '\326\320' | iconv -f GB18030 -t UTF-8 >/dev/null 2>&1; then
  as_root=
  [ "$(id -u)" = 0 ] || as_root=sudo
  echo "installing: libc-gconv-modules-extra"
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends libc-gconv-modules-extra
fi
