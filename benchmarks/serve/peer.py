"""The same search as a course project has it, in Flask and numpy: answers /api/v1/search?q=...&k=..., without a
correction of hubs, from a model of semsearch (docs/formats.md) and the features that were indexed.

usage: peer.py COLLECTION FEATURES.npy CAPTIONS.json... [--port N]     needs python3-flask and numpy
With --compare SERVER it does not serve: it asks a running 'semsearch serve' for 500 captions, and counts equal hits.
"""
import argparse
import json
import random
import re
import struct
import urllib.request
from pathlib import Path
from urllib.parse import quote_plus

import numpy
from flask import Flask, jsonify, request

TYPES = {"F32": "<f4", "I32": "<i4", "I64": "<i8", "U8": "u1"}


def tensors(file):
    content = file.read_bytes()
    size = struct.unpack("<Q", content[:8])[0]
    data = content[8 + size:]
    return {name: numpy.frombuffer(data[it["data_offsets"][0]:it["data_offsets"][1]], TYPES[it["dtype"]])
            .reshape(it["shape"]) for name, it in json.loads(content[8:8 + size]).items() if name != "__metadata__"}


class Search:
    def __init__(self, collection, features, captions):
        model = Path(collection, "model")
        parts = {role: tensors(model / part["file"])
                 for role, part in json.loads((model / "model.json").read_text())["parts"].items()
                 if part["file"].endswith(".safetensors")}
        words = next(part for part in parts.values() if "weight" in part)
        projection = next(part for part in parts.values() if "bias" in part)
        text, offsets = words["text"].tobytes(), words["offsets"]
        self.index = {text[offsets[i]:offsets[i + 1]].decode(): i for i in range(len(offsets) - 1)}
        self.vectors = words["vectors"] * words["weight"][:, None]
        self.ids = numpy.load(str(features).replace(".npy", "_ids.npy"))
        places = numpy.load(features).astype(numpy.float32) @ projection["weights"] + projection["bias"]
        self.images = places / numpy.linalg.norm(places, axis=1, keepdims=True)
        self.captions = {}
        for file in captions:
            for each in json.loads(Path(file).read_text())["annotations"]:
                self.captions.setdefault(each["image_id"], []).append(each["caption"])

    def search(self, text, k):
        words = re.findall(r"[^\W_]+", re.sub(r"['`]", "", text.lower()))
        known = [self.index[word] for word in words if word in self.index]
        query = self.vectors[known].sum(axis=0)
        similarities = self.images @ (query / numpy.linalg.norm(query))
        best = numpy.argpartition(-similarities, k)[:k]
        return [{"imageId": int(self.ids[i]), "similarity": float(similarities[i]),
                 "captions": self.captions.get(int(self.ids[i]), [])}
                for i in best[numpy.argsort(-similarities[best])]]


def compare(search, server, k=10):
    texts = sorted({each for captions in search.captions.values() for each in captions if len(each.split()) > 2})
    equal = asked = 0
    for text in random.Random(2).sample(texts, 500):
        with urllib.request.urlopen(f"{server}/api/v1/search?k={k}&hubness=none&q={quote_plus(text)}") as answer:
            theirs = json.load(answer)
        if not theirs["unknownWords"] and not theirs.get("readAs"):  # the peer leaves such words out
            asked += 1
            ours = search.search(text, k)
            equal += [hit["imageId"] for hit in theirs["hits"]] == [hit["imageId"] for hit in ours]
    print(f"{equal} of {asked} captions of known words have the same {k} hits in the same order")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("collection")
    parser.add_argument("features")
    parser.add_argument("captions", nargs="+")
    parser.add_argument("--port", type=int, default=5000)
    parser.add_argument("--compare")
    options = parser.parse_args()
    search = Search(options.collection, options.features, options.captions)
    if options.compare:
        compare(search, options.compare)
        return
    app = Flask(__name__)

    @app.get("/api/v1/search")
    def answer():
        return jsonify(hits=search.search(request.args["q"], int(request.args.get("k", 10))))

    app.run(port=options.port)


if __name__ == "__main__":
    main()
