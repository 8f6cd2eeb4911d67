#!/usr/bin/env python3
"""Seconds until the course recipe's validation MRR is reached on real data, here and in PyTorch, by both recipes.

    real.py --data DIR --launcher SEMSEARCH --threads N    prints a table

DIR/flickr8k: captions_train.json and captions_val.json (COCO's format), features512.pkl.gz (image id -> tensor [1, 512]);
DIR/vectors: word2vec.GoogleNews.lower7924.300d.txt (GloVe's text form). Only pickles that you trust: Python runs what is in them.

The MRR to reach is the lower of the two contenders' best epochs by the course recipe. Time runs from the start of the process, with
reading and, for the best recipe, the canonical correlation that it starts from; and from when the data are read.
"""

import argparse
import gzip
import json
import os
import pickle
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter

import numpy
import torch

import contender

FILES = {"captions": "flickr8k/captions_train.json", "validation-captions": "flickr8k/captions_val.json",
         "features": "flickr8k/features512.pkl.gz", "vectors": "vectors/word2vec.GoogleNews.lower7924.300d.txt"}
PATIENCE = {"course": 5, "best": 3}
MIN_COUNT, WORD_COLUMNS, VECTOR_SHARE, POWER = 3, 2500, 0.7, 1.5


def words_of(text):
    return re.findall(r"\w+", text.lower().replace("'", "").replace("\u2019", ""))


def captions(path, features):
    with open(path, encoding="utf-8") as file:
        annotations = json.load(file)["annotations"]
    return [(it["image_id"], words_of(it["caption"])) for it in annotations if it["image_id"] in features]


class RealWorld(contender.World):
    """The last word stands for none: it fills captions up, and weighs nothing."""

    def __init__(self, captions, features, numbers, vectors, idf, scale):
        known = [(image, [numbers[word] for word in words if word in numbers]) for image, words in captions]
        known = [(image, words) for image, words in known if sum(idf[word] for word in words) > 0]
        ids = sorted({image for image, _ in known})
        rows = {image: row for row, image in enumerate(ids)}
        self.features = (torch.cat([features[image] for image in ids]).float() - scale[0]) / scale[1]
        self.image = numpy.array([rows[image] for image, _ in known])
        self.words = numpy.full((len(known), max(len(words) for _, words in known)), len(numbers))
        for row, (_, words) in enumerate(known):
            self.words[row, :len(words)] = words
        self.idf, self.vectors = idf, vectors


def read(data, recipe):
    with gzip.open(os.path.join(data, FILES["features"])) as file:
        features = pickle.load(file)
    training = captions(os.path.join(data, FILES["captions"]), features)
    validation = captions(os.path.join(data, FILES["validation-captions"]), features)
    counts = Counter(word for _, words in training for word in set(words))
    with open(os.path.join(data, FILES["vectors"]), encoding="utf-8") as file:
        given = {line.split(" ", 1)[0]: line for line in file}
    names = [word for word in sorted(counts) if word in given or recipe == "best" and counts[word] >= MIN_COUNT]
    names += [word for word in given if word not in counts]
    table = numpy.random.standard_normal((len(names) + 1, 300)).astype(numpy.float32) * 1e-3
    for row, word in enumerate(names):
        if word in given:
            table[row] = numpy.array(given[word].split()[1:], numpy.float32)
    table[-1] = 0
    idf = numpy.array([numpy.log10(len(training) / max(1, counts[word])) for word in names] + [0], numpy.float32)
    numbers = {word: row for row, word in enumerate(names)}
    vectors = torch.from_numpy(table)
    scale = 0.0, 1.0
    if recipe == "best":
        plain = RealWorld(training, features, numbers, vectors, idf, scale).features
        scale = plain.mean(0), plain.var(0, unbiased=False).mean().sqrt()
    frequency = numpy.array([counts[word] for word in names] + [0])
    return (RealWorld(training, features, numbers, vectors, idf, scale),
            RealWorld(validation, features, numbers, vectors, idf, scale), frequency)


def canonical_correlation(world, frequency):
    """A projection and words' vectors, as CanonicalCorrelation.java finds them."""
    frequent = numpy.argsort(-frequency, kind="stable")[:min(WORD_COLUMNS, int((frequency > 0).sum()))]
    column = numpy.full(len(frequency), -1)
    column[frequent] = numpy.arange(len(frequent))
    vectors = world.vectors.numpy().astype(numpy.float64)
    vectors *= VECTOR_SHARE / numpy.linalg.norm(vectors[frequent], axis=1).mean()
    weights = numpy.zeros((len(world.words), len(frequency)))
    numpy.add.at(weights, (numpy.arange(len(weights))[:, None], world.words), world.idf[world.words])
    weights /= numpy.linalg.norm(weights, axis=1, keepdims=True)
    mean_weight = weights.sum(1).mean()
    text = numpy.concatenate([weights[:, frequent], weights @ vectors], 1)
    del weights
    images = world.features.numpy().astype(numpy.float64)[world.image]
    mean_of_text = text.mean(0)
    text -= mean_of_text
    images -= images.mean(0)
    factors = []
    for rows in images, text:
        covariance = rows.T @ rows / len(rows)
        covariance += numpy.eye(len(covariance)) * numpy.trace(covariance) / len(covariance)
        factors.append(numpy.linalg.cholesky(covariance))
    coherence = numpy.linalg.solve(factors[0], images.T @ text / len(text))
    coherence = numpy.linalg.solve(factors[1], coherence.T).T
    left, correlations, right = numpy.linalg.svd(coherence, full_matrices=False)
    left, correlations, right = left[:, :300], correlations[:300], right[:300].T
    projection = numpy.linalg.solve(factors[0].T, left * correlations**POWER)
    of_text = numpy.linalg.solve(factors[1].T, right * correlations**POWER)
    words = vectors @ of_text[len(frequent):]
    words[column >= 0] += of_text[column[column >= 0]]
    words -= mean_of_text @ of_text / mean_weight
    words[-1] = 0
    return torch.from_numpy(projection).float(), torch.from_numpy(words).float()


@torch.no_grad()
def mean_reciprocal_rank(validation, projection, table):
    validation.vectors = table
    images = contender.unit(validation.features @ projection)
    similarities = validation.embeddings() @ images.T
    own = similarities[torch.arange(len(similarities)), torch.from_numpy(validation.image)]
    ranks = 1 + (similarities > own[:, None]).sum(1)
    return (1 / ranks).mean().item()


def learn(data, recipe):
    """Prints a line when the data are read, and after each epoch: its MRR."""
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    torch.manual_seed(1)
    numpy.random.seed(1)
    world, validation, frequency = read(data, recipe)
    print("read", flush=True)
    if recipe == "best":
        learner = contender.Best(world, *canonical_correlation(world, frequency))
    else:
        learner = contender.Course(world)
    reached = []
    for epoch in range(26):
        if epoch > 0:
            order = numpy.random.permutation(len(world.words))
            for start in range(0, len(order), 256):
                learner.step(order[start:start + 256])
        if epoch > 0 or recipe == "best":
            table = learner.table if recipe == "best" else world.vectors
            reached.append(mean_reciprocal_rank(validation, learner.projection, table))
            print(f"MRR {reached[-1]:.4f}", flush=True)
            if len(reached) - 1 - reached.index(max(reached)) >= PATIENCE[recipe]:
                break


class Run:
    """A process that tells its progress line by line: when its data were read, and when each MRR was reached."""

    def __init__(self, command, read):
        begin = time.perf_counter()
        self.read, self.reached = 0.0, []
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
            lines = []
            for line in process.stdout:
                now = time.perf_counter() - begin
                lines.append(line)
                if line.startswith(read):
                    self.read = now
                found = re.match(r"(?:start|epoch|MRR).*MRR ([\d.]+)|MRR ([\d.]+)", line)
                if found:
                    self.reached.append((now, float(found.group(1) or found.group(2))))
        if process.returncode:
            sys.exit("".join(lines[-20:]) + f"real.py: the run failed: {' '.join(command)}")

    def best(self):
        return max(value for _, value in self.reached)

    def cells(self, goal):
        first = next((now for now, value in self.reached if value >= goal), None)
        times = f"{first:.1f} s | {first - self.read:.1f} s" if first else "never | never"
        return f"{times} | {self.best():.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--launcher")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--learn", choices=PATIENCE, help="train in PyTorch, in this process")
    arguments = parser.parse_args()
    if arguments.learn:
        learn(arguments.data, arguments.learn)
        return
    os.environ["SEMSEARCH_JAVA_OPTS"] = f"-XX:ActiveProcessorCount={arguments.threads}"
    os.environ["OMP_NUM_THREADS"] = str(arguments.threads)
    subprocess.run([arguments.launcher, "--version"], check=True, stdout=subprocess.DEVNULL)  # builds, where that is due
    options = [part for name, file in FILES.items() for part in (f"--{name}", os.path.join(arguments.data, file))]
    runs = {}
    for recipe in PATIENCE:
        with tempfile.TemporaryDirectory() as collection:
            runs[recipe, "semsearch"] = Run([arguments.launcher, "train", "-c", collection, "--recipe", recipe, *options],
                                            "to validate on")
        runs[recipe, "PyTorch"] = Run([sys.executable, __file__, "--data", arguments.data, "--learn", recipe], "read")
    goal = min(runs["course", "semsearch"].best(), runs["course", "PyTorch"].best())
    print(f"\nUntil the course recipe's validation MRR of {goal:.3f} is reached, {arguments.threads} threads, one run each:\n")
    print("| | from the start of the process | from when the data are read | best MRR |\n|---|---|---|---|")
    for (recipe, name), run in runs.items():
        print(f"| {name}, {recipe} | {run.cells(goal)} |")


if __name__ == "__main__":
    main()
