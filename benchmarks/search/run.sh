#!/usr/bin/env bash
# Searches and builds of semsearch, hnswlib, FAISS and JVector: the same vectors and parameters, in turns.
#
#   benchmarks/search/run.sh [options]
#
#   --sets LIST         ROWSxDIMENSION of generated, clustered vectors (default: "82783x50 82783x300 82783x512";
#                       1000000x50 takes an hour)
#   --data LIST         also .npy files of vectors, and folders of collections: the semantic vectors of their index, with
#                       captions of the model's bank as queries
#   --contenders LIST   of searcher, walk, lucene, exact_searcher, exact (all semsearch), hnswlib, jvector, faiss_hnsw,
#                       faiss_flat (default: all)
#   --rounds N          searches of each contender in each set (default: 3); prints medians
#   --build-rounds N    builds of each index with one and with two threads (default: 1)
#   --seconds N         of each part of a search: warming up, one query at a time, two threads (default: 2)
#   --folder DIR        keeps vectors and indexes there, and uses those that exist; without it they are deleted
#   --output FILE       append the tables to it
#
# All: M 16 (32 neighbours on the lowest level), efConstruction 100, cosine of vectors of length 1, ten nearest.
# Searches use the index that one thread has built.
#
# Needs a JDK 21 or newer, Maven, g++, hnswlib's headers, and a Python with numpy and FAISS (PYTHON, default python3).
# On Debian and Ubuntu: apt install g++ libhnswlib-dev python3-numpy python3-faiss libopenblas0, then PYTHON=/usr/bin/python3
# (without OpenBLAS, FAISS takes 9 to 32 times as long for exact searches of many queries at once). Debian's FAISS is built
# for any x86 processor (SSE2), which slows its graphs down; pip install faiss-cpu may be faster.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/../.." && pwd)
sets="82783x50 82783x300 82783x512"
data=
contenders="searcher walk lucene exact_searcher exact hnswlib jvector faiss_hnsw faiss_flat"
rounds=3
build_rounds=1
seconds=2
folder=
output=

die() { echo "run.sh: $1" >&2; exit 2; }

while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "$0"; exit 0 ;;
        --sets | --data | --contenders | --rounds | --build-rounds | --seconds | --folder | --output)
            [ $# -gt 1 ] || die "$1 needs a value; see --help"
            name=${1#--}
            printf -v "${name//-/_}" '%s' "$2"
            shift 2 ;;
        *) die "no option $1; see --help" ;;
    esac
done
wanted() { [[ " $contenders " == *" $1 "* ]]; }

python=${PYTHON:-python3}
needed=numpy
! wanted faiss_hnsw && ! wanted faiss_flat || needed="numpy, faiss"
if ! "$python" -c "import $needed" 2>/dev/null; then
    if [ -z "${PYTHON:-}" ] && /usr/bin/python3 -c "import $needed" 2>/dev/null; then
        python=/usr/bin/python3
    else
        die "$python lacks one of $needed. Install them (Debian, Ubuntu: apt install python3-numpy python3-faiss; elsewhere:
  pip install numpy faiss-cpu), and name the Python that has them: PYTHON=/usr/bin/python3; or leave FAISS out by --contenders"
    fi
fi
version_of() { "$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p'; }
java=
for candidate in "${SEMSEARCH_JAVA_HOME:-}" "${JAVA_HOME:-}" "$(dirname "$(dirname "$(command -v java || echo //)")")" \
    /usr/lib/jvm/* /opt/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -x "$candidate/bin/javac" ] || continue
    version=$(version_of "$candidate/bin/java")
    if [ "${version:-0}" -ge 21 ]; then
        java=$candidate/bin/java
        export JAVA_HOME=$candidate SEMSEARCH_JAVA_HOME=$candidate
        break
    fi
done
[ -n "$java" ] || die "needs a JDK 21 or newer: set JAVA_HOME"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if wanted hnswlib; then
    "${CXX:-g++}" -O3 -march=native -std=c++17 -pthread -o "$work/hnsw" "$here/hnsw.cpp" 2>"$work/build" ||
        { tail -n 20 "$work/build" >&2; die "hnsw.cpp could not be compiled. It needs g++ and hnswlib's headers (Debian, Ubuntu:
  apt install g++ libhnswlib-dev; elsewhere: CPLUS_INCLUDE_PATH=.../hnswlib's parent folder); or leave hnswlib out by --contenders"; }
fi
(cd "$home" && mvn -B -q -Pbenchmarks -P-strict -pl benchmarks -am -Dmaven.test.skip=true package >"$work/build" 2>&1) ||
    { tail -n 20 "$work/build" >&2; die "the build failed"; }
folder=${folder:-$work}

contest() {
    "$java" --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
        -cp "$home/benchmarks/target/benchmarks.jar" "io.semsearch.benchmarks.$1" "${@:2}"
}

# run build|search CONTENDER SET INDEX THREADS|SECONDS
run() {
    case $2 in
        hnswlib) "$work/hnsw" "$1" "$3" "$4" "$5" ;;
        faiss_*) "$python" "$here/contender.py" "$1" "$3" "$4" "$5" "${2#faiss_}" ;;
        *) contest SearchContest "$1" "$3" "$4" "$5" "$2" ;;
    esac >"$work/out" 2>"$work/err" || { cat "$work/err" >&2; die "the run failed: $*"; }
    grep '^{' "$work/out" | sed "s|^{|{\"set\": \"$(basename "$3")\", \"what\": \"$1\", |" | tee -a "$work/results" >&2
}

# The folder of a contender's index: those of semsearch share one.
index_of() {
    case $1 in
        hnswlib | jvector | faiss_*) echo "$2/$1" ;;
        *) echo "$2/semsearch" ;;
    esac
}

# in_turns ROUND LIST: backwards every other time.
in_turns() {
    if [ $(($1 % 2)) -eq 1 ]; then echo "$2"; else echo "$2" | tr ' ' '\n' | tac | tr '\n' ' '; fi
}

contend() {
    local set=$1 built index
    for round in $(seq "$build_rounds"); do
        for threads in 2 1; do
            built=
            for contender in $(in_turns "$round" "$contenders"); do
                index=$(index_of "$contender" "$set")
                [[ " $built " != *" $index "* ]] || continue
                [ ! -f "$index/done" ] || continue
                built="$built $index"
                rm -rf "$index"
                mkdir "$index"
                echo "$(basename "$set"): $contender builds with $threads threads" >&2
                run build "$contender" "$set" "$index" "$threads"
                [ "$threads$round" != "1$build_rounds" ] || touch "$index/done"
            done
        done
    done
    for round in $(seq "$rounds"); do
        for contender in $(in_turns "$round" "$contenders"); do
            echo "$(basename "$set"), round $round of $rounds: $contender" >&2
            run search "$contender" "$set" "$(index_of "$contender" "$set")" "$seconds"
        done
    done
}

for set in $sets; do
    [ -f "$folder/$set/truth.npy" ] || "$python" "$here/vectors.py" clustered "${set%x*}" "${set#*x}" "$folder/$set"
    contend "$folder/$set"
done
for source in $data; do
    set=$folder/$(basename "$source" .npy)
    if [ ! -f "$set/truth.npy" ]; then
        if [ -d "$source" ]; then
            contest CollectionVectors "$source" "$work"
            "$python" "$here/vectors.py" given "$work/base.npy" "$work/queries.npy" "$set"
        else
            "$python" "$here/vectors.py" file "$source" "$set"
        fi
    fi
    contend "$set"
done
if [ -n "$output" ]; then
    "$python" "$here/report.py" "$work/results" | tee -a "$output"
else
    "$python" "$here/report.py" "$work/results"
fi
[ "$folder" = "$work" ] || cat "$work/results" >>"$folder/results"
