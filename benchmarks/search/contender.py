#!/usr/bin/env python3
"""FAISS, a contender of run.sh:

    contender.py build SET FOLDER THREADS flat|hnsw
    contender.py search SET FOLDER SECONDS flat|hnsw

build writes an index of SET/base.npy into FOLDER. search finds the smallest number of candidates that reaches a recall of
95 and 99 % of the true first 10 of SET/queries.npy. With it, it searches for SECONDS to warm up, for SECONDS one query at
a time, and for SECONDS with two threads. Prints lines of JSON; times are in microseconds. With two threads FAISS gets all
queries at once, which is how it uses threads.
Needs FAISS and numpy.
"""

import json
import os
import resource
import sys
import time

import faiss
import numpy

M, EF_CONSTRUCTION, K, THREADS, MOST = 16, 100, 10, 2, 5000


def peak_kib():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def name(kind):
    return "FAISS flat" if kind == "flat" else "FAISS HNSW"


def build(data, folder, threads, kind):
    base = numpy.load(f"{data}/base.npy")
    faiss.omp_set_num_threads(threads)
    begin = time.perf_counter()
    if kind == "flat":
        index = faiss.IndexFlatIP(base.shape[1])
    else:
        index = faiss.IndexHNSWFlat(base.shape[1], M, faiss.METRIC_INNER_PRODUCT)
        index.hnsw.efConstruction = EF_CONSTRUCTION
    index.add(base)
    faiss.write_index(index, f"{folder}/index")
    seconds = time.perf_counter() - begin
    print(json.dumps({"contender": name(kind), "threads": threads, "seconds": seconds,
                      "bytes": os.path.getsize(f"{folder}/index"), "peakKib": peak_kib()}))


class Search:
    def __init__(self, data, folder):
        self.queries = numpy.load(f"{data}/queries.npy")
        self.truth = numpy.load(f"{data}/truth.npy")
        self.index = faiss.read_index(f"{folder}/index")

    def recall(self, candidates):
        if candidates:
            self.index.hnsw.efSearch = candidates
        found = self.index.search(self.queries, K)[1]
        return sum(len(numpy.intersect1d(near, true)) for near, true in zip(found, self.truth)) / self.truth.size

    def candidates(self, least):
        below, enough = K - 1, K
        while self.recall(enough) < least and enough < MOST:
            below, enough = enough, 2 * enough
        while enough - below > 1:
            middle = (below + enough) // 2
            below, enough = (middle, enough) if self.recall(middle) < least else (below, middle)
        return enough

    def measure(self, least, seconds):
        """least: recall; None for exact search"""
        faiss.omp_set_num_threads(1)
        candidates = self.candidates(least) if least else 0
        recall = self.recall(candidates)
        for _ in range(2):  # the first warms up
            micros = []
            begin, processor = time.perf_counter(), time.thread_time()
            while time.perf_counter() - begin < seconds:
                i = len(micros) % len(self.queries)
                query = self.queries[i:i + 1]
                start = time.perf_counter()
                self.index.search(query, K)
                micros.append(1e6 * (time.perf_counter() - start))
            total, processor = time.perf_counter() - begin, time.thread_time() - processor
        faiss.omp_set_num_threads(THREADS)
        answered = 0
        begin = time.perf_counter()
        while time.perf_counter() - begin < seconds:
            self.index.search(self.queries, K)
            answered += len(self.queries)
        together = time.perf_counter() - begin
        micros.sort()
        return {"least": least or 1, "candidates": candidates, "recall": recall, "p50": micros[len(micros) // 2],
                "p99": micros[len(micros) * 99 // 100], "processor": 1e6 * processor / len(micros), "perSecond": len(micros) / total,
                "perSecond2": answered / together, "peakKib": peak_kib()}


def main():
    what, data, folder, amount, kind = sys.argv[1:]
    if what == "build":
        build(data, folder, int(amount), kind)
        return
    search = Search(data, folder)
    for least in (None,) if kind == "flat" else (0.95, 0.99):
        print(json.dumps({"contender": name(kind), **search.measure(least, float(amount))}))


if __name__ == "__main__":
    main()
