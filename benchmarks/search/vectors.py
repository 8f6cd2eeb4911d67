#!/usr/bin/env python3
"""The vectors that run.sh's contenders search.

    vectors.py clustered ROWS DIMENSION FOLDER    generated: 1,000 clusters of different sizes
    vectors.py file VECTORS.npy FOLDER            1,000 rows of a file, drawn at random, are the queries
    vectors.py given BASE.npy QUERIES.npy FOLDER  as they are

Writes FOLDER/base.npy, FOLDER/queries.npy (32-bit floats, rows of length 1) and FOLDER/truth.npy (the ten nearest of each
query by cosine, 32-bit integers). Needs numpy.
"""

import pathlib
import sys

import numpy

QUERIES, CLUSTERS, K, BLOCK = 1_000, 1_000, 10, 50


def unit(rows):
    return rows / numpy.linalg.norm(rows, axis=1, keepdims=True)


def clustered(count, dimension):
    """Each cluster is elongated in 16 directions of its own."""
    random = numpy.random.default_rng(1)
    centres = random.standard_normal((CLUSTERS, dimension), numpy.float32)
    shares = random.pareto(2, CLUSTERS) + 0.1
    cluster = random.choice(CLUSTERS, count + QUERIES, p=shares / shares.sum())
    rows = numpy.empty((count + QUERIES, dimension), numpy.float32)
    for i in range(CLUSTERS):
        members = numpy.flatnonzero(cluster == i)
        directions = random.standard_normal((16, dimension), numpy.float32) / 4
        rows[members] = centres[i] + random.standard_normal((len(members), 16), numpy.float32) @ directions * 0.6
    rows += 1.0 * random.standard_normal(rows.shape, numpy.float32)
    return rows[:count], rows[count:]


def apart(rows):
    order = numpy.random.default_rng(1).permutation(len(rows))
    count = min(QUERIES, len(rows) // 5)
    return rows[numpy.sort(order[count:])], rows[order[:count]]


def nearest(base, queries):
    truth = numpy.empty((len(queries), K), numpy.int32)
    for start in range(0, len(queries), BLOCK):
        similarities = queries[start:start + BLOCK] @ base.T
        some = numpy.argpartition(-similarities, K, axis=1)[:, :K]
        order = numpy.argsort(-numpy.take_along_axis(similarities, some, 1), axis=1)
        truth[start:start + BLOCK] = numpy.take_along_axis(some, order, 1)
    return truth


def main():
    kind, folder = sys.argv[1], pathlib.Path(sys.argv[-1])
    if kind == "clustered":
        base, queries = clustered(int(sys.argv[2]), int(sys.argv[3]))
    elif kind == "file":
        base, queries = apart(numpy.load(sys.argv[2]))
    else:
        base, queries = numpy.load(sys.argv[2]), numpy.load(sys.argv[3])[:QUERIES]
    base, queries = (unit(rows.astype(numpy.float32)).astype("<f4", order="C") for rows in (base, queries))
    folder.mkdir(parents=True, exist_ok=True)
    numpy.save(folder / "base.npy", base)
    numpy.save(folder / "queries.npy", queries)
    numpy.save(folder / "truth.npy", nearest(base, queries))


if __name__ == "__main__":
    main()
