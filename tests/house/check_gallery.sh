#!/bin/sh
# The gallery of examples: its commands print what stands there, its pages quote that, and its pictures can be made, small enough.
# usage: tests/house/check_gallery.sh PROGRAM
set -eu
program=$(realpath "$1")
cd "$(dirname "$0")/../.."
examples/gallery.sh "$program" --check
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R examples "$work/examples"
rm "$work"/examples/*/picture.png
"$work/examples/gallery.sh" "$program" --pictures
for page in examples/*/commands; do
  example=$(basename "$(dirname "$page")")
  for picture in "examples/$example/picture.png" "$work/examples/$example/picture.png"; do
    size=$(stat -c %s "$picture") # of both: what stands there, and what is made
    [ "$size" -gt 10000 ] && [ "$size" -lt 110000 ] || { echo "$picture has $size bytes" && exit 1; }
  done
  grep -q '合成数据' "examples/$example/README.md" || { echo "examples/$example/README.md does not say that its data is invented" && exit 1; }
  grep -q "($example/README.md" examples/README.md || { echo "examples/README.md does not name $example" && exit 1; }
done
