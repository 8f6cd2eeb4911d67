#!/usr/bin/env python3
"""The other contender of run.sh: the same recipes, graphs and data in PyTorch.

    contender.py RECIPE BATCH STEPS [product]    prints one line of JSON

Data are made as SyntheticWorld.java makes them, from the same numbers. Needs PyTorch 1.13 or newer, and numpy.
"""

import json
import os
import pathlib
import resource
import sys
import time

import numpy
import torch

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
from synthetic import uniform  # noqa: E402

FEATURES, DIMENSION, IMAGES, VOCABULARY = 512, 300, 20_000, 8_000
CAPTIONS_PER_IMAGE, WORDS_PER_IMAGE, WORDS_PER_CAPTION = 5, 6, 10
WARM_UP_STEPS, WARM_UP_SECONDS = 10, 3  # both must be over
EXCLUDED = -1e4


def matrix(stream, rows, columns):
    return (2 * uniform(stream, rows * columns) - 1).astype(numpy.float32).reshape(rows, columns)


def word(drawn):
    return (10 * ((1 + VOCABULARY / 10) ** drawn - 1)).astype(numpy.int64)


class World:
    """features [images, F]; words [captions, most words]; image [captions]; idf and vectors of the words"""

    def __init__(self):
        shown = word(uniform(1, IMAGES * WORDS_PER_IMAGE)).reshape(IMAGES, WORDS_PER_IMAGE)
        captions = IMAGES * CAPTIONS_PER_IMAGE
        drawn = uniform(2, captions * WORDS_PER_CAPTION).reshape(captions, WORDS_PER_CAPTION)
        self.image = numpy.repeat(numpy.arange(IMAGES), CAPTIONS_PER_IMAGE)
        self.words = word(drawn)
        of_image = (drawn * WORDS_PER_IMAGE).astype(numpy.int64)
        self.words[:, ::2] = numpy.take_along_axis(shown[self.image], of_image, 1)[:, ::2]
        looks = matrix(3, VOCABULARY, FEATURES)
        features = matrix(4, IMAGES, FEATURES)
        for i in range(WORDS_PER_IMAGE):
            features += looks[shown[:, i]]
        self.features = torch.from_numpy(features)
        rising = numpy.sort(self.words, 1)
        first = numpy.concatenate([numpy.ones((captions, 1), bool), rising[:, 1:] != rising[:, :-1]], 1)
        frequency = numpy.bincount(rising[first], minlength=VOCABULARY)
        self.idf = numpy.log10(captions / numpy.maximum(1, frequency)).astype(numpy.float32)
        self.vectors = torch.from_numpy(matrix(5, VOCABULARY, DIMENSION))

    def embeddings(self):
        sums = torch.zeros(len(self.words), self.vectors.shape[1])
        for i in range(self.words.shape[1]):
            sums += self.vectors[self.words[:, i]] * torch.from_numpy(self.idf[self.words[:, i]])[:, None]
        return torch.nn.functional.normalize(sums, dim=1)


def unit(rows):
    return rows / (rows.square().sum(1, keepdim=True) + 1e-12).sqrt()


def glorot(world):
    shape = world.features.shape[1], world.vectors.shape[1]
    bound = (6 / sum(shape)) ** 0.5
    return torch.empty(shape).uniform_(-bound, bound)


class Course:
    """Random triplets, fixed captions, margin ranking loss, Adam."""

    def __init__(self, world):
        self.world = world
        self.captions = world.embeddings()
        self.projection = glorot(world).requires_grad_()
        self.adam = torch.optim.Adam([self.projection], lr=1e-3)

    def step(self, captions):
        good = self.world.image[captions]
        bad = (good + numpy.random.randint(1, len(self.world.features), len(good))) % len(self.world.features)
        rows = torch.from_numpy(numpy.concatenate([good, bad]))
        embedded = self.captions[torch.from_numpy(captions)].repeat(2, 1)
        similarities = (unit(self.world.features[rows] @ self.projection) * embedded).sum(1).view(2, -1)
        loss = torch.relu(0.25 - similarities[0] + similarities[1]).mean()
        self.adam.zero_grad(set_to_none=True)
        loss.backward()
        self.adam.step()
        right = (similarities[0] > similarities[1]).sum()
        return loss.item(), right.item()


class Best:
    """The hardest of the batch, learned words, dropout, margin ranking loss, Adam on the projection and on the rows of the
    batch's words. A caption is a sum of its words' vectors, by embedding_bag."""

    BETAS = 0.9, 0.999

    def __init__(self, world, projection, words):
        self.world = world
        self.projection = (projection / 6 / projection.square().mean().sqrt()).requires_grad_()
        self.adam = torch.optim.Adam([self.projection], lr=1e-3)
        self.table = words / 40 / words.square().mean().sqrt()
        self.first = torch.zeros_like(self.table)
        self.second = torch.zeros_like(self.table)
        self.idf = torch.from_numpy(world.idf)
        self.steps = 0

    def sums(self, words, places, vectors):
        """places: of the words among the different ones, [captions, words]; vectors: of the different ones"""
        return torch.nn.functional.embedding_bag(places, vectors, mode="sum", per_sample_weights=self.idf[words])

    def step(self, captions):
        rows = torch.from_numpy(self.world.image[captions])
        words = torch.from_numpy(self.world.words[captions])
        distinct, places = torch.unique(words, return_inverse=True)
        vectors = self.table[distinct].requires_grad_()

        texts = unit(self.sums(words, places, vectors))
        images = unit(torch.nn.functional.dropout(self.world.features[rows], 0.3) @ self.projection)
        similarities = texts @ images.T
        good = (texts * images).sum(1)
        raised = similarities + (rows[:, None] == rows[None, :]) * EXCLUDED + 0.2
        loss = torch.relu(raised.max(1).values - good).mean() + torch.relu(raised.max(0).values - good).mean()
        self.adam.zero_grad(set_to_none=True)
        loss.backward()
        self.adam.step()
        self.steps += 1
        self.update(distinct, vectors.grad)
        right = (similarities.detach().diagonal()[:, None] > similarities).sum()
        return loss.item(), right.item()

    def update(self, rows, gradient):
        first = self.first[rows].mul_(self.BETAS[0]).add_(gradient, alpha=1 - self.BETAS[0])
        second = self.second[rows].mul_(self.BETAS[1]).addcmul_(gradient, gradient, value=1 - self.BETAS[1])
        self.first[rows], self.second[rows] = first, second
        rate = 1e-3 * (1 - self.BETAS[1] ** self.steps) ** 0.5 / (1 - self.BETAS[0] ** self.steps)
        self.table.index_add_(0, rows, first / second.sqrt_().add_(1e-8), alpha=-rate)


class BestByProduct(Best):
    """The same, a caption being a row of a matrix of weights, [captions, different words], times the words' vectors."""

    def sums(self, words, places, vectors):
        weights = torch.zeros(len(words) * len(vectors))
        owner = torch.arange(len(words)).repeat_interleave(words.shape[1])
        weights.index_add_(0, owner * len(vectors) + places.view(-1), self.idf[words].view(-1))
        return weights.view(len(words), -1) @ vectors


def product_seconds():
    left, right = torch.rand(4096, FEATURES), torch.rand(FEATURES, DIMENSION)
    product = torch.empty(4096, DIMENSION)
    seconds = []
    for _ in range(50):
        begin = time.perf_counter()
        torch.mm(left, right, out=product)
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def main():
    recipe, batch, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    by_product = len(sys.argv) > 4 and sys.argv[4] == "product"
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    torch.manual_seed(1)
    numpy.random.seed(1)
    world = World()
    if recipe == "best":
        learner = (BestByProduct if by_product else Best)(world, glorot(world), world.vectors)
    else:
        learner = Course(world)
    seconds, warm, processor = [], [], 0
    while len(seconds) < steps:
        order = numpy.random.permutation(len(world.words))
        for start in range(0, len(order) - batch + 1, batch):
            is_warm = len(warm) >= WARM_UP_STEPS and sum(warm) >= WARM_UP_SECONDS
            begin, processor_begin = time.perf_counter(), time.process_time()
            learner.step(order[start:start + batch])
            (seconds if is_warm else warm).append(time.perf_counter() - begin)
            processor += time.process_time() - processor_begin if is_warm else 0
            if len(seconds) == steps:
                break
    timed = sorted(seconds)
    words = len(numpy.unique(world.words[order[:batch]]))
    print(json.dumps({"contender": "PyTorch, product of weights" if by_product else "PyTorch", "recipe": recipe,
                      "batch": batch, "seconds": timed[len(timed) // 2],
                      "processorSeconds": processor / steps, "productSeconds": product_seconds(), "words": words,
                      "peakKib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


if __name__ == "__main__":
    main()
