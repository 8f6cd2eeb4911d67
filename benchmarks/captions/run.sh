#!/usr/bin/env bash
# Training a captioner here beside training it in PyTorch: the same network, recipe and data.
#
#   benchmarks/captions/run.sh [STEPS [THREADS]]    (default: 30 steps a series, all processors)
#
# Prints a line of JSON for each of three series of each contender: words/s, loss, peak memory. One series before warms up.
# Needs JAVA_HOME with a JDK 21 or newer, target/benchmarks.jar (mvn -Pbenchmarks -pl benchmarks -am package), and a Python
# with PyTorch and numpy (PYTHON, default /usr/bin/python3; Debian and Ubuntu: apt install python3-torch python3-numpy).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
steps=${1:-30}
threads=${2:-$(getconf _NPROCESSORS_ONLN)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OMP_NUM_THREADS=$threads OPENBLAS_NUM_THREADS=$threads MKL_NUM_THREADS=$threads
# what the launcher sets for training, for both
export OMP_WAIT_POLICY=PASSIVE MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=268435456

"${JAVA_HOME:?needs a JDK 21 or newer}/bin/java" --enable-native-access=ALL-UNNAMED "-XX:ActiveProcessorCount=$threads" \
    -cp "$here/../target/benchmarks.jar" io.semsearch.benchmarks.CaptionerSteps "$steps" 3 "$work/checkpoint"
"${PYTHON:-/usr/bin/python3}" "$here/contender.py" "$steps" 3
