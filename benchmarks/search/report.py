#!/usr/bin/env python3
"""Results of run.sh, one JSON object a line, as tables: report.py FILE"""

import json
import sys
from statistics import median

ORDER = ["semsearch, graph search", "semsearch, ImageSearcher", "Lucene, searchNearestVectors", "hnswlib", "FAISS HNSW", "JVector",
         "semsearch exact", "semsearch exact, ImageSearcher", "FAISS flat"]
PEERS = {True: "FAISS flat", False: "hnswlib"}


def mib(amounts):
    return f"{max(amounts) / 1024:,.0f} MiB"


def groups(runs, *names):
    found = {}
    for run in sorted(runs, key=lambda run: ORDER.index(run["contender"])):
        found.setdefault(tuple(run[name] for name in names), []).append(run)
    return found


def ratio(runs, peers, name):
    """The median of the rounds' ratios."""
    pairs = list(zip(runs, peers))
    return f"{median(run[name] / peer[name] for run, peer in pairs):.2f}" if pairs else ""


def builds(runs):
    print("| vectors | | build, 1 thread | to hnswlib | build, 2 threads | to hnswlib | on disk | peak memory |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    by_threads = groups(runs, "set", "contender", "threads")
    for name, contender in dict.fromkeys(key[:2] for key in by_threads):
        cells = []
        for threads in (1, 2):
            own = by_threads.get((name, contender, threads), [])
            peers = by_threads.get((name, "hnswlib", threads), [])
            cells += [f"{median(run['seconds'] for run in own):.1f} s" if own else "",
                      ratio(own, peers, "seconds") if contender not in ("hnswlib", "FAISS flat") else ""]
        own = [run for run in runs if (run["set"], run["contender"]) == (name, contender)]
        title = "semsearch" if contender.startswith("semsearch") else contender
        print(f"| {name} | {title} | {' | '.join(cells)} | {own[-1]['bytes'] / 2**20:,.0f} MiB | "
              f"{mib([run['peakKib'] for run in own])} |")


def searches(runs):
    print("| vectors, recall@10 | | candidates | p50 | p99 | to peer | processor | to peer | per second | with 2 threads | to peer | peak memory |")
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    by_contender = groups(runs, "set", "least", "contender")
    for (name, least, contender), own in sorted(by_contender.items(), key=lambda item: item[0][:2]):
        exact = least == 1
        peers = by_contender.get((name, least, PEERS[exact]), [])
        is_peer = contender == PEERS[exact]
        print(f"| {name}, {'exact' if exact else least} | {contender} | {'' if exact else own[0]['candidates']} | "
              f"{median(run['p50'] for run in own):,.0f} us | {median(run['p99'] for run in own):,.0f} us | "
              f"{'' if is_peer else ratio(own, peers, 'p50')} | {median(run['processor'] for run in own):,.0f} us | "
              f"{'' if is_peer else ratio(own, peers, 'processor')} | {median(run['perSecond'] for run in own):,.0f} | "
              f"{median(run['perSecond2'] for run in own):,.0f} | "
              f"{'' if is_peer else ratio(own, peers, 'perSecond2')} | {mib([run['peakKib'] for run in own])} |")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        runs = [json.loads(line) for line in file]
    of = {what: [run for run in runs if run["what"] == what] for what in ("build", "search")}
    if of["build"]:
        print("\nTo hnswlib: less than 1 is faster than it.\n")
        builds(of["build"])
    if of["search"]:
        print("\nThe peer is hnswlib, of exact searches FAISS flat: p50 to it, less than 1 is faster; searches a second with two threads to "
              "it, more than 1 is faster.\n")
        searches(of["search"])


if __name__ == "__main__":
    main()
