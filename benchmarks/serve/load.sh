#!/bin/sh
# Asks a running server ('semsearch serve') with 1, 16 and 128 connections, and prints requests/s, latency and errors.
#
#   benchmarks/serve/load.sh CAPTIONS.json [ADDRESS] [SECONDS]     needs wrk and python3
#
# KINDS: some of 'search similar thumbnail' (the default), 'plain' (searches without a correction of hubs, which peer.py
# answers too), and 'upload' (PHOTO=FILE.jpg is added again and again: on a copy of a collection only).
set -eu
here=$(dirname "$0")
address=${2:-http://localhost:8080}
seconds=${3:-30}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 "$here/targets.py" "$1" "$folder"
photo=${PHOTO:-}
unset PHOTO
for kind in ${KINDS:-search similar thumbnail}; do
    export TARGETS="$folder/$kind.txt"
    [ "$kind" != upload ] || export PHOTO="$photo"
    wrk -t1 -c16 -d"${WARM_UP:-20}s" --timeout 20s -s "$here/targets.lua" "$address" >/dev/null
    for connections in 1 16 128; do
        printf '%-10s %4d  ' "$kind" "$connections"
        wrk -t1 -c"$connections" -d"${seconds}s" --timeout 20s -s "$here/targets.lua" "$address" | tail -1
    done
done
