#!/usr/bin/env python3
"""Writes files of the form and size of the COCO seed data, for benchmarks where the real ones are not at hand.

    python3 benchmarks/coco_size_data.py FOLDER [--images N] [--words N] [--things N]

captions.json   82,783 images, five captions each (one more for some): 414,113 in all
features.pkl    a pickle (protocol 4) of a dict, image id -> numpy float32 array (1, 512)
vectors.txt     word2vec text form: 400,000 words, 200 numbers each

An image shows a few of 2,000 things (--things for more different words); its features are a fixed random mixture of theirs, with noise, and its captions name them:
so there is something to learn, though it says nothing about real photos. Needs numpy (Debian: python3-numpy).
"""

import argparse
import json
import os
import pickle

import numpy

CAPTIONS_PER_IMAGE = 414_113 / 82_783
FILLERS = ["a", "the", "of", "on", "in", "with", "and", "is", "at", "near"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--images", type=int, default=82_783)
    parser.add_argument("--words", type=int, default=400_000)
    parser.add_argument("--things", type=int, default=2_000)
    arguments = parser.parse_args()
    os.makedirs(arguments.folder, exist_ok=True)
    random = numpy.random.default_rng(1)

    # things are as common as words are: a few in many pictures
    popularity = 1.0 / numpy.arange(10, arguments.things + 10)
    popularity /= popularity.sum()
    shown = random.choice(arguments.things, size=(arguments.images, 6), p=popularity)
    write_captions(os.path.join(arguments.folder, "captions.json"), shown, random)
    write_features(os.path.join(arguments.folder, "features.pkl"), shown, arguments.things, random)
    write_vectors(os.path.join(arguments.folder, "vectors.txt"), arguments, random)


def write_captions(path, shown, random):
    images = [{"id": 10 + 7 * i, "file_name": f"image_{i:06d}.jpg", "width": 640, "height": 480,
               "coco_url": f"http://images.example.org/image_{i:06d}.jpg"} for i in range(len(shown))]
    total = round(len(shown) * CAPTIONS_PER_IMAGE)
    owners = [i % len(shown) for i in range(total)]
    annotations = []
    for number, owner in enumerate(owners):
        words = []
        for thing in random.permutation(shown[owner])[:4]:
            words += [FILLERS[random.integers(len(FILLERS))], f"thing{thing}"]
        annotations.append({"id": number, "image_id": images[owner]["id"], "caption": " ".join(words).capitalize() + "."})
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"info": {}, "images": images, "licenses": [], "annotations": annotations}, file)
    print(f"{path}: {len(images):,} images, {len(annotations):,} captions")


def write_features(path, shown, things, random):
    looks = random.standard_normal((things, 512), dtype=numpy.float32)
    features = {}
    for i, seen in enumerate(shown):
        row = looks[seen].sum(axis=0) + random.standard_normal(512, dtype=numpy.float32)
        features[10 + 7 * i] = numpy.maximum(row, 0)[numpy.newaxis]
    with open(path, "wb") as file:
        pickle.dump(features, file, protocol=4)
    print(f"{path}: {len(features):,} x 512")


def write_vectors(path, arguments, random):
    names = FILLERS + [f"thing{i}" for i in range(arguments.things)]
    names += [f"other{i}" for i in range(arguments.words - len(names))]
    with open(path, "w", encoding="ascii") as file:
        file.write(f"{len(names)} 200\n")
        for name in names:
            file.write(name + " " + " ".join("%.5f" % value for value in random.standard_normal(200)) + "\n")
    print(f"{path}: {len(names):,} x 200")


if __name__ == "__main__":
    main()
