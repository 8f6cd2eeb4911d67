#!/usr/bin/env bash
# One search from the shell, in 82,783 images: semsearch with and without its startup cache beside Python, in turns.
#
#   benchmarks/search/cold-start.sh [options]
#
#   --collection DIR  what MadeUpCollection.java makes (default: semsearch-cold-start in the temporary folder, 200 MB);
#                     created if it does not exist
#   --rounds N        (default: 21)
#   --output FILE     append the table to it
#
# Python loads numpy and hnswlib (or faiss without it), an index of the same vectors, and the words; then it answers the
# same query.
# Needs a JDK 21 or newer, Maven, and a Python with numpy and hnswlib or faiss (PYTHON, default python3).
# On Debian and Ubuntu: apt install python3-numpy python3-hnswlib, then PYTHON=/usr/bin/python3.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/../.." && pwd)
collection=${TMPDIR:-/tmp}/semsearch-cold-start
rounds=21
output=/dev/null

die() { echo "cold-start.sh: $1" >&2; exit 2; }

while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "$0"; exit 0 ;;
        --collection | --rounds | --output)
            [ $# -gt 1 ] || die "$1 needs a value; see --help"
            printf -v "${1#--}" '%s' "$2"
            shift 2 ;;
        *) die "no option $1; see --help" ;;
    esac
done
"$home/semsearch" --version >/dev/null # builds, where that is due

if [ ! -f "$collection/peer/words.txt" ]; then
    echo "makes $collection: some minutes" >&2
    java=$(SEMSEARCH_JAVA_OPTS=-XshowSettings:properties "$home/semsearch" --version 2>&1 | sed -n 's/^ *java\.home = //p')
    (cd "$home" && mvn -B -q -Pbenchmarks -P-strict -pl benchmarks -am -Dmaven.test.skip=true package >&2)
    "$java/bin/java" --add-modules=jdk.incubator.vector -cp "$home/benchmarks/target/benchmarks.jar" \
        io.semsearch.benchmarks.MadeUpCollection "$collection"
fi
# one of an earlier build, whose libraries Maven has replaced since, would not be taken
rm -rf "$home/target/launcher/startup"
"${PYTHON:-python3}" "$here/cold_start.py" "$home/semsearch" "$collection" "$rounds" | tee -a "$output"
