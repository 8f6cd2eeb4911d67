"""Draws the photos that report: writes captions_report.json and captions_rest.json beside the captions.

    python3 experiments/split_captions.py captions_train.json 1074 7
"""

import json
import pathlib
import random
import sys

source, count, seed = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
captions = json.loads(source.read_text(encoding="utf-8"))
drawn = set(random.Random(seed).sample(sorted(image["id"] for image in captions["images"]), count))
for name, wanted in (("report", True), ("rest", False)):
    part = captions | {
        "images": [image for image in captions["images"] if (image["id"] in drawn) == wanted],
        "annotations": [one for one in captions["annotations"] if (one["image_id"] in drawn) == wanted]}
    source.with_name(f"captions_{name}.json").write_text(json.dumps(part), encoding="utf-8")
