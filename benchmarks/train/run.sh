#!/usr/bin/env bash
# Training here beside training in PyTorch: the same recipes, graphs and data, in turns.
#
#   benchmarks/train/run.sh [options]
#
#   --recipes LIST   of course and best (default: "course best")
#   --batches LIST   (default: "256 1024 4096")
#   --rounds N       runs of each contender for each recipe and batch (default: 3); medians are told
#   --steps N        timed steps in each run, after a warm-up (default: 20)
#   --threads N      for both (default: all processors)
#   --data DIR       also: seconds until the course recipe's MRR is reached on real data. DIR/flickr8k and DIR/vectors hold
#                    what real.py names
#   --output FILE    append the tables to it
#
# course: random triplets, projection 512 -> 300, captions fixed, margin ranking loss, Adam.
# best:   the hardest of the batch, words learned, dropout, margin ranking loss, Adam.
# PyTorch sums up a caption's words by embedding_bag, and once more by the product of a matrix of weights.
# Data are made up: 20,000 images, 100,000 captions of ten words, 8,000 words.
# Needs a JDK 21 or newer, Maven, and a Python with PyTorch and numpy (PYTHON, default python3).
# On Debian and Ubuntu: apt install python3-torch python3-numpy, then PYTHON=/usr/bin/python3; elsewhere: pip install torch numpy.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/../.." && pwd)
recipes="course best"
batches="256 1024 4096"
rounds=3
steps=20
threads=$(getconf _NPROCESSORS_ONLN)
data=
output=

die() { echo "run.sh: $1" >&2; exit 2; }

while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "$0"; exit 0 ;;
        --recipes | --batches | --rounds | --steps | --threads | --data | --output)
            [ $# -gt 1 ] || die "$1 needs a value; see --help"
            printf -v "${1#--}" '%s' "$2"
            shift 2 ;;
        *) die "no option $1; see --help" ;;
    esac
done

python=${PYTHON:-python3}
if ! "$python" -c 'import torch, numpy' 2>/dev/null; then
    if [ -z "${PYTHON:-}" ] && /usr/bin/python3 -c 'import torch, numpy' 2>/dev/null; then
        python=/usr/bin/python3
    else
        die "$python has no PyTorch or no numpy. Install them (Debian, Ubuntu: apt install python3-torch python3-numpy;
  elsewhere: pip install torch numpy), and name the Python that has them: PYTHON=/usr/bin/python3"
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
options="--enable-native-access=ALL-UNNAMED -XX:ActiveProcessorCount=$threads"
[ "$version" -lt 24 ] || options="$options --sun-misc-unsafe-memory-access=allow"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$home" && mvn -B -q -Pbenchmarks -P-strict -pl benchmarks -am -Dmaven.test.skip=true package >"$work/build" 2>&1) ||
    { tail -n 20 "$work/build" >&2; die "the build failed"; }

export OMP_NUM_THREADS=$threads OPENBLAS_NUM_THREADS=$threads MKL_NUM_THREADS=$threads
# What the launcher sets for training, for both: on a busy machine PyTorch's threads too are many times slower if they spin.
export OMP_WAIT_POLICY=PASSIVE MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=268435456
# Each OpenBLAS chooses its kernels by the processor.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

ours() {
    # shellcheck disable=SC2086
    "$java" $options -cp "$home/benchmarks/target/benchmarks.jar" io.semsearch.benchmarks.TrainingSteps "$@"
}

theirs() { "$python" "$here/contender.py" "$@"; }

theirs_by_product() { theirs "$@" product; }

contend() {
    "$1" "${@:2}" >"$work/out" 2>"$work/err" || { cat "$work/err" >&2; die "the run failed: $*"; }
    grep '^{' "$work/out" >>"$work/results"
}

for recipe in $recipes; do
    for batch in $batches; do
        for round in $(seq "$rounds"); do
            echo "$recipe, batch $batch, round $round of $rounds" >&2
            contenders="ours theirs"
            [ $((round % 2)) -eq 1 ] || contenders="theirs ours"
            [ "$recipe" = course ] || contenders="$contenders theirs_by_product"
            for contender in $contenders; do
                contend "$contender" "$recipe" "$batch" "$steps"
            done
        done
    done
done
tables() {
    [ ! -s "$work/results" ] || "$python" "$here/report.py" --threads "$threads" "$work/results"
    [ -z "$data" ] || cat "$work/real"
}
if [ -n "$data" ]; then
    "$python" "$here/real.py" --data "$data" --launcher "$home/semsearch" --threads "$threads" >"$work/real"
fi
if [ -n "$output" ]; then
    tables | tee -a "$output"
else
    tables
fi
