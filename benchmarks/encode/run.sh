#!/bin/sh
# Photos a second, decoding included: semsearch beside PyTorch with torchvision, in pairs, on networks with random weights.
#
#   benchmarks/encode/run.sh PHOTO_FOLDER [PHOTOS] [PAIRS]
#
# Needs the built program, and python3 with torch, torchvision and onnx.
set -eu
here=$(dirname "$0")
folder=$1
photos=${2:-400}
pairs=${3:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/photos"
ls "$folder" | grep '\.jpg$' | head -n "$photos" | while read -r name; do ln -s "$folder/$name" "$work/photos/$name"; done
for network in resnet18 mobilenet_v2; do
    python3 "$here/contender.py" "$work/photos" "$photos" "$network" "$work/$network.onnx"
    for quality in fast good best; do
        "$here/../../semsearch" encoder import "$work/$network.onnx" --store "$work/store" --name "$network-$quality" \
            --quality "$quality" >/dev/null
    done
    pair=0
    while [ "$pair" -lt "$pairs" ]; do
        python3 "$here/contender.py" "$work/photos" "$photos" "$network"
        for quality in fast good best; do
            "$here/../../semsearch" features extract --store "$work/store" --encoder "$network-$quality" \
                --images "$work/photos" -o "$work/$pair-$network-$quality.npy"
        done
        pair=$((pair + 1))
    done
done
