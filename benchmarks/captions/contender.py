#!/usr/bin/env python3
"""The other contender of run.sh: the captioner of CaptionerSteps.java in PyTorch, with the same data.

    contender.py STEPS    prints a line of JSON; as many steps before those timed warm up

Initial weights and dropout are drawn otherwise than there, so losses are alike, not equal. Needs PyTorch 1.13 or newer.
"""

import json
import os
import pathlib
import resource
import sys
import time

import numpy
import torch
from torch.nn import functional

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
from synthetic import uniform  # noqa: E402

FEATURES, IMAGES, WORDS, LENGTH, MARKS = 1_280, 1_000, 2_997, 12, 3
BATCH, SIZE, RATE, CLIP, AVERAGING = 128, 256, 1e-3, 5, 0.995
START, END = 0, 1


class Captioner(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.photo = torch.nn.Linear(FEATURES, SIZE)
        self.embedding = torch.nn.Embedding(WORDS + MARKS, SIZE)
        self.lstm = torch.nn.LSTM(2 * SIZE, SIZE, batch_first=True)
        self.lstm.bias_hh_l0.requires_grad_(False).zero_()  # one bias, as there
        self.output = torch.nn.Linear(SIZE, WORDS + MARKS)
        torch.nn.init.normal_(self.embedding.weight, std=0.5)

    def forward(self, images, words):
        photo = self.photo(functional.dropout(images, 0.2))[:, None].expand(-1, words.shape[1], -1)
        read = functional.dropout(torch.cat([self.embedding(words), photo], 2), 0.3)
        return self.output(functional.dropout(self.lstm(read)[0], 0.5))


def main():
    steps = int(sys.argv[1])
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    torch.manual_seed(1)
    count = steps * BATCH
    words = (10 * ((1 + WORDS / 10) ** uniform(1, count * LENGTH) - 1)).astype(numpy.int64)
    words[:WORDS] = numpy.arange(WORDS)
    captions = torch.nn.functional.pad(torch.from_numpy(words.reshape(count, LENGTH) + MARKS), (1, 1), value=START)
    captions[:, -1] = END
    features = torch.from_numpy((2 * uniform(2, IMAGES * FEATURES) - 1).astype(numpy.float32).reshape(IMAGES, FEATURES))
    features = (features - features.mean(0)) / (features - features.mean(0)).square().mean().sqrt()
    captioner = Captioner()
    weights = [weight for weight in captioner.parameters() if weight.requires_grad]
    average = [weight.detach().clone() for weight in weights]
    adam = torch.optim.Adam(weights, lr=RATE)
    for warm in (False, True):
        begin, total = time.perf_counter(), 0
        for batch in torch.randperm(count).split(BATCH):
            logits = captioner(features[batch % IMAGES], captions[batch, :-1])
            loss = functional.cross_entropy(logits.flatten(0, 1), captions[batch, 1:].flatten())
            adam.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, CLIP)
            adam.step()
            with torch.no_grad():
                for mean, weight in zip(average, weights):
                    mean.lerp_(weight, 1 - AVERAGING)
            total += loss.item()
        seconds = time.perf_counter() - begin
        if warm:
            print(json.dumps({"contender": "PyTorch", "wordsPerSecond": count * (LENGTH + 1) / seconds,
                              "loss": total / steps, "peakKib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


if __name__ == "__main__":
    main()
