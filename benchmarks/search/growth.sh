#!/usr/bin/env bash
# Time and memory of indexing, searching, adding and deleting as a collection grows: generated images with 50 semantic
# values, 64 features and five captions each.
#
#   benchmarks/search/growth.sh [options]
#
#   --sizes LIST     numbers of images (default: "10000 100000 300000"; 1000000 takes 8 GB of memory and 2 GB of disk)
#   --threads N      that build graphs (default: all processors)
#   --heap SIZE      of Java (default: 4g)
#   --plot FILE.png  (default: growth.png in the current folder)
#   --output FILE    append the table to it
#
# Needs a JDK 21 or newer and Maven.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/../.." && pwd)
sizes="10000 100000 300000"
threads=$(getconf _NPROCESSORS_ONLN)
heap=4g
plot=growth.png
output=/dev/null

die() { echo "growth.sh: $1" >&2; exit 2; }

while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "$0"; exit 0 ;;
        --sizes | --threads | --heap | --plot | --output)
            [ $# -gt 1 ] || die "$1 needs a value; see --help"
            printf -v "${1#--}" '%s' "$2"
            shift 2 ;;
        *) die "no option $1; see --help" ;;
    esac
done

(cd "$home" && mvn -B -q -Pbenchmarks -P-strict -pl benchmarks -am -Dmaven.test.skip=true package >&2)
java=$(SEMSEARCH_JAVA_OPTS=-XshowSettings:properties "$home/semsearch" --version 2>&1 | sed -n 's/^ *java\.home = //p')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
growth() {
    "$java/bin/java" -Xmx"$heap" --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
        -cp "$home/benchmarks/target/benchmarks.jar" io.semsearch.benchmarks.Growth "$@" 2>"$work/err" ||
        { cat "$work/err" >&2; exit 1; }
}
for size in $sizes; do
    echo "$size images" >&2
    growth index "$work/$size" "$size" "$threads" >>"$work/figures"
    growth use "$work/$size" >>"$work/figures"
    rm -rf "${work:?}/$size"
done
growth tell "$work/figures" "$plot" | tee -a "$output"
