#!/bin/sh
# Photos a second, decoding included: semsearch beside PyTorch with torchvision, in pairs, on networks with random weights.
#
#   benchmarks/encode/run.sh PHOTO_FOLDER [PHOTOS] [PAIRS]
#
# Prints a line of JSON for each run, with the peak of memory. Needs the built program (or one that SEMSEARCH names),
# GNU time, and Python (python3, or what PYTHON names) with torch and torchvision.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "$1" && pwd)
photos=${2:-400}
pairs=${3:-3}
python=${PYTHON:-python3}
semsearch=${SEMSEARCH:-$here/../../semsearch}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$semsearch" --version >/dev/null # builds, where that is due

mkdir "$work/photos"
ls "$folder" | grep '\.jpg$' | head -n "$photos" | while read -r name; do ln -s "$folder/$name" "$work/photos/$name"; done

extract() { # NETWORK QUALITY
    /usr/bin/time -o "$work/peak" -f %M "$semsearch" features extract --store "$work/store" --encoder "$1-$2" \
        --images "$work/photos" -o "$work/features.npy" --format json >"$work/result" 2>"$work/err" || {
        cat "$work/err" >&2
        exit 1
    }
    "$python" - "$1" "$2" "$work/result" "$work/peak" <<'END'
import json, sys
network, quality, result, peak = sys.argv[1:]
result = json.load(open(result))
print(json.dumps({"contender": "semsearch " + quality, "network": network, "photos": result["photos"],
                  "photosPerSecond": round(result["photosPerSecond"], 1), "peakMiB": int(open(peak).read()) // 1024}))
END
}

for network in resnet18 mobilenet_v2; do
    "$python" "$here/contender.py" "$work/photos" "$photos" "$network" "$work/$network.onnx" 2>/dev/null
    for quality in fast good best; do
        "$semsearch" encoder import "$work/$network.onnx" --store "$work/store" --name "$network-$quality" \
            --quality "$quality" >/dev/null 2>&1
    done
    pair=0
    while [ "$pair" -lt "$pairs" ]; do
        "$python" "$here/contender.py" "$work/photos" "$photos" "$network"
        for quality in fast good best; do
            extract "$network" "$quality"
        done
        pair=$((pair + 1))
    done
done
