#!/usr/bin/env python3
"""Results of run.sh, one JSON object a line, as tables: report.py --threads N FILE"""

import argparse
import json
import platform
from statistics import median

FEATURES, DIMENSION = 512, 300


def operations(run):
    """Of the matrix products of a step, forward and backward, as the contender computes them."""
    batch, contender = run["batch"], run["contender"]
    if run["recipe"] == "course":
        return 2 * 2 * (2 * batch) * FEATURES * DIMENSION
    similarities = 1 if contender == "semsearch" else 3
    words = 2 * run["words"] if "product" in contender else 0
    return 2 * batch * DIMENSION * (2 * FEATURES + similarities * batch + words)


class Runs:
    def __init__(self, runs, rate):
        self.seconds = median(run["seconds"] for run in runs)
        self.processor = median(run["processorSeconds"] for run in runs)
        self.mebibytes = max(run["peakKib"] for run in runs) / 1024
        first = runs[0]
        self.batch = first["batch"]
        self.words = first["words"]
        self.share = operations(first) / self.seconds / rate
        self.parts = {}
        for run in runs:
            for part, share in run.get("parts", {}).items():
                self.parts[part] = self.parts.get(part, 0) + share / len(runs)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("results")
    arguments = parser.parse_args()
    groups, rates = {}, {}
    with open(arguments.results, encoding="utf-8") as file:
        for line in file:
            run = json.loads(line)
            rate = 2 * 4096 * FEATURES * DIMENSION / run["productSeconds"]
            rates[run["contender"]] = max(rate, rates.get(run["contender"], 0))
            groups.setdefault((run["recipe"], run["batch"]), {}).setdefault(run["contender"], []).append(run)
    print(f"\n{arguments.threads} threads, {platform.machine()}, {platform.system()}. Medians over "
          f"{max(len(runs) for group in groups.values() for runs in group.values())} runs a cell, in turns; ratio: the median "
          "of the rounds' (above 1: semsearch is faster). Processor time is that of all threads, waiting ones of OpenBLAS "
          "among them. The fastest product of [4096, 512] and [512, 300]: "
          f"{rates['semsearch'] / 1e9:.0f} GFLOP/s here, {rates['PyTorch'] / 1e9:.0f} in PyTorch; the share is that of the higher "
          "rate which a step's matrix products reach over the whole step.\n")
    print("| recipe, batch | | ms a step | processor ms | captions/s | share of the rate | peak memory | ratio |")
    print("|---|---|---|---|---|---|---|---|")
    kept = {}
    for (recipe, batch), group in groups.items():
        for contender, of_contender in group.items():
            runs = kept[recipe, batch, contender] = Runs(of_contender, max(rates.values()))
            ratio = median(theirs["seconds"] / ours["seconds"]
                           for ours, theirs in zip(group["semsearch"], of_contender))
            print(f"| {recipe}, {batch} | {contender} | {1000 * runs.seconds:.1f} | {1000 * runs.processor:.1f} | "
                  f"{batch / runs.seconds:,.0f} | {100 * runs.share:.0f} % | {runs.mebibytes:,.0f} MiB | "
                  f"{'' if contender == 'semsearch' else f'{ratio:.2f}'} |")
    print("\nWhere semsearch's step goes (the stack, looked at every millisecond):\n")
    names = sorted({part for runs in kept.values() for part in runs.parts},
                   key=lambda part: -sum(runs.parts.get(part, 0) for runs in kept.values()))
    print("| recipe, batch | different words | " + " | ".join(names) + " |")
    print("|---|---|" + "---|" * len(names))
    for (recipe, batch, contender), runs in kept.items():
        if contender == "semsearch":
            shares = " | ".join(f"{100 * runs.parts.get(name, 0):.0f} %" for name in names)
            print(f"| {recipe}, {batch} | {runs.words if recipe == 'best' else ''} | {shares} |")


if __name__ == "__main__":
    main()
