#!/bin/sh
# The main job at COCO's size, as a user would run it: time and peak memory of each command.
#
#   benchmarks/coco-size.sh [FOLDER]
#
# FOLDER (default: semsearch-coco-size in the temporary folder) takes 2 GB. Needs GNU time, and for the first run numpy.
# EPOCHS=25 trains to the end; the default is one epoch.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-${TMPDIR:-/tmp}/semsearch-coco-size}
data=$folder/data
collection=$folder/collection

[ -f "$data/vectors.txt" ] || python3 "$here/benchmarks/coco_size_data.py" "$data"
"$here/semsearch" --version >/dev/null # builds, where that is due

measure() {
    name=$1
    shift
    /usr/bin/time -o "$folder/time" -f '%e %U %M' "$@" >"$folder/$name.out" 2>"$folder/$name.err" || {
        cat "$folder/$name.err" >&2
        exit 1
    }
    read -r wall user kib <"$folder/time"
    printf '%-28s %8.1f s %8.1f s processor %8d MiB\n' "$name" "$wall" "$user" $((kib / 1024))
}

measure train "$here/semsearch" train -c "$collection" --captions "$data/captions.json" --features "$data/features.pkl" \
    --vectors "$data/vectors.txt" --epochs "${EPOCHS:-1}"
grep '^epoch' "$folder/train.err"
measure index "$here/semsearch" index -c "$collection" --captions "$data/captions.json" --features "$data/features.pkl"
measure search-exact "$here/semsearch" search -c "$collection" --exact thing1 and thing2
measure search-hnsw "$here/semsearch" search -c "$collection" --hnsw thing1 and thing2
measure similar-features "$here/semsearch" similar -c "$collection" 17 --space features
tail -n 1 "$folder/search-exact.out" "$folder/search-hnsw.out" "$folder/similar-features.out"
