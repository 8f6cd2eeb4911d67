#!/bin/sh
# The main job at COCO's size, as a user would run it: time and peak memory of each command.
#
#   benchmarks/coco-size.sh [--recipe best|course] [--train-only] [FOLDER]
#
# FOLDER (default: semsearch-coco-size in the temporary folder) takes 3 GB. Needs GNU time, and for the first run numpy.
# --train-only leaves indexing and searching out. EPOCHS=25 trains to the end; the default is one epoch.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
recipe=best
train_only=
folder=${TMPDIR:-/tmp}/semsearch-coco-size
while [ $# -gt 0 ]; do
    case $1 in
        --recipe) recipe=$2; shift 2 ;;
        --train-only) train_only=1; shift ;;
        -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "$0"; exit 0 ;;
        -*) echo "coco-size.sh: no option $1; see --help" >&2; exit 2 ;;
        *) folder=$1; shift ;;
    esac
done
data=$folder/data
collection=$folder/$recipe

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

measure "train-$recipe" "$here/semsearch" train -c "$collection" --captions "$data/captions.json" \
    --features "$data/features.pkl" --vectors "$data/vectors.txt" --recipe "$recipe" --epochs "${EPOCHS:-1}"
grep -E '^(start|epoch)' "$folder/train-$recipe.err"
[ -z "$train_only" ] || exit 0
measure index "$here/semsearch" index -c "$collection" --captions "$data/captions.json" --features "$data/features.pkl"
measure search-exact "$here/semsearch" search -c "$collection" --exact thing1 and thing2
measure search-hnsw "$here/semsearch" search -c "$collection" --hnsw thing1 and thing2
measure similar-features "$here/semsearch" similar -c "$collection" 17 --space features
tail -n 1 "$folder/search-exact.out" "$folder/search-hnsw.out" "$folder/similar-features.out"
