#!/bin/sh
# Makes the Debian package, installs it, solves the example with what was installed, and removes it: nothing is left.
# In a root of its own, so that this machine's packages stay as they are. usage: tests/house/check_deb.sh BUILD
set -eu
build=$1
source=$(cd "$(dirname "$0")/../.." && pwd)
command -v dpkg-shlibdeps fakeroot >/dev/null || { echo "missing: packages dpkg-dev and fakeroot"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 022 # CPack gives folders what this leaves
LC_ALL=C
export LC_ALL

fail() {
  echo "$*"
  exit 1
}
(cd "$build" && cpack -G DEB -B "$work/made" >"$work/cpack.txt" 2>&1) || { cat "$work/cpack.txt"; exit 1; }
package=$(ls "$work"/made/lungang_*.deb)

# Everything it needs is there to be had: the libraries that it was built with, each from a package of this Debian.
dpkg-deb -f "$package" Depends | tr ',' '\n' | while read -r one; do
  found=
  for name in $(echo "$one" | tr '|' '\n' | sed 's/^ *//; s/[ (].*//'); do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" != installed ] || found=$name
  done
  [ -n "$found" ] || fail "not on this machine: $one"
done
dpkg-deb -f "$package" Depends | grep -q libglpk || fail "the package does not say that it needs GLPK"
dpkg-deb -c "$package" | awk '$2 != "root/root" || ($6 ~ /\/$/ ? $1 != "drwxr-xr-x" : $1 !~ /^-rw(-r--r--|xr-xr-x)$/)' >"$work/odd"
[ ! -s "$work/odd" ] || fail "owners or permissions: $(cat "$work/odd")"

# dpkg wants to be root, also in a folder.
root=$work/root
mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates"
touch "$root/var/lib/dpkg/status" "$root/var/lib/dpkg/available"
in_root() {
  fakeroot dpkg --root="$root" --force-not-root --force-script-chrootless --force-depends --log="$work/log" "$@" >"$work/dpkg.txt" 2>&1 ||
    { cat "$work/dpkg.txt"; exit 1; }
}
in_root --install "$package"
[ "$("$root/usr/bin/lungang" --version)" = "lungang $(dpkg-deb -f "$package" Version)" ] || fail "another version"
"$root/usr/bin/lungang" --help --lang zh | grep -q 用法 || fail "no Chinese"
"$root/usr/bin/lungang" solve "$source/examples/nanchang-2010/plan.json" --proof --quiet -o "$work/out" >/dev/null
"$root/usr/bin/lungang-recheck" "$work/out/proof" | grep -q '5 of 5 proved' || fail "recheck"
for page in man1/lungang.1 man1/lungang-recheck.1 zh_CN/man1/lungang.1; do
  [ -s "$root/usr/share/man/$page" ] || fail "no page $page"
done
for file in README.zh.md README.md copyright; do
  [ -s "$root/usr/share/doc/lungang/$file" ] || fail "no $file"
done

in_root --purge lungang
left=$(find "$root/usr" -type f 2>/dev/null || true)
[ -z "$left" ] || fail "left behind: $left"
echo "$(basename "$package") was installed, solved the example, and was removed"
