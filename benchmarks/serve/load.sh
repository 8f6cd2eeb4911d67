#!/bin/sh
# Asks a running server ('semsearch serve') for searches, images like one, and thumbnails, with 1, 16 and 128 connections.
#
#   benchmarks/serve/load.sh CAPTIONS.json [ADDRESS] [SECONDS]     needs wrk and python3
set -eu
here=$(dirname "$0")
address=${2:-http://localhost:8080}
seconds=${3:-30}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 "$here/targets.py" "$1" "$folder"
for kind in ${KINDS:-search similar thumbnail}; do
    export TARGETS="$folder/$kind.txt"
    wrk -t1 -c16 -d"${WARM_UP:-20}s" -s "$here/targets.lua" "$address" >/dev/null
    for connections in 1 16 128; do
        printf '%-10s %4d  ' "$kind" "$connections"
        wrk -t1 -c"$connections" -d"${seconds}s" -s "$here/targets.lua" "$address" | tail -1
    done
done
