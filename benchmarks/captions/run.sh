#!/usr/bin/env bash
# Training a captioner here beside training it in PyTorch, in turns: the same network, recipe and data.
#
#   benchmarks/captions/run.sh [ROUNDS [STEPS [THREADS]]]    (default: 5 rounds, 60 steps, all processors)
#
# Prints a line of JSON for each run (words/s, loss, peak memory), then the medians. As many steps before those timed warm up.
# Needs JAVA_HOME with a JDK 21 or newer, target/benchmarks.jar (mvn -Pbenchmarks -pl benchmarks -am package), and a Python
# with PyTorch and numpy (PYTHON, default /usr/bin/python3; Debian and Ubuntu: apt install python3-torch python3-numpy).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
rounds=${1:-5}
steps=${2:-60}
threads=${3:-$(getconf _NPROCESSORS_ONLN)}
python=${PYTHON:-/usr/bin/python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OMP_NUM_THREADS=$threads OPENBLAS_NUM_THREADS=$threads MKL_NUM_THREADS=$threads
# What the launcher sets for training, for both.
export OMP_WAIT_POLICY=PASSIVE MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=268435456
# Each OpenBLAS chooses its kernels by the processor.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

ours() {
    rm -rf "$work/checkpoint"
    "${JAVA_HOME:?needs a JDK 21 or newer}/bin/java" --enable-native-access=ALL-UNNAMED "-XX:ActiveProcessorCount=$threads" \
        -cp "$here/../target/benchmarks.jar" io.semsearch.benchmarks.CaptionerSteps "$steps" "$work/checkpoint"
}

theirs() { "$python" "$here/contender.py" "$steps"; }

for round in $(seq "$rounds"); do
    contenders="ours theirs"
    [ $((round % 2)) -eq 1 ] || contenders="theirs ours"
    for contender in $contenders; do
        "$contender" 2>"$work/err" | grep '^{' | tee -a "$work/results" || { cat "$work/err" >&2; exit 1; }
    done
done
"$python" - "$work/results" "$threads" <<'END'
import json, statistics, sys
runs = [json.loads(line) for line in open(sys.argv[1])]
speeds = {name: [run["wordsPerSecond"] for run in runs if run["contender"] == name] for name in ("semsearch", "PyTorch")}
ratio = statistics.median(ours / theirs for ours, theirs in zip(*speeds.values()))
print(f"threads: {sys.argv[2]}; medians of words/s:", ", ".join(f"{name} {statistics.median(of):,.0f}" for name, of in speeds.items()),
      f"; ratio, median of the rounds': {ratio:.2f} (above 1: semsearch is faster)")
END
