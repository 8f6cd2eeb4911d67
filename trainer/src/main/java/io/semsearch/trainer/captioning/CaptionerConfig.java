package io.semsearch.trainer.captioning;

import io.semsearch.captioning.Architecture;

/** How a captioner is trained, with every default.
 *
 * @param architecture where the photo enters
 * @param shape        sizes of the network
 * @param step         how each step learns
 * @param epochs       most passes over the captions
 * @param patience     epochs without a better validation CIDEr-D after which training stops
 * @param minCount     how often a word must occur in the captions to be written
 * @param seed         equal seeds, data and threads give equal captioners */
public record CaptionerConfig(Architecture architecture, Shape shape, Step step, int epochs, int patience, int minCount,
        long seed) {

    /** The defaults. */
    public static final CaptionerConfig DEFAULT = new CaptionerConfig(Architecture.PAR, Shape.DEFAULT, Step.DEFAULT, 20,
            4,
            5, 1);

    /** Checks the bounds.
     *
     * @throws IllegalArgumentException if a number is out of bounds */
    public CaptionerConfig {
        requirePositive("epochs", epochs);
        requirePositive("patience", patience);
        requirePositive("min-count", minCount);
    }

    /** This with another architecture. */
    public CaptionerConfig withArchitecture(Architecture other) {
        return new CaptionerConfig(other, shape, step, epochs, patience, minCount, seed);
    }

    /** This with other sizes of the network. */
    public CaptionerConfig withShape(Shape other) {
        return new CaptionerConfig(architecture, other, step, epochs, patience, minCount, seed);
    }

    /** This with other steps. */
    public CaptionerConfig withStep(Step other) {
        return new CaptionerConfig(architecture, shape, other, epochs, patience, minCount, seed);
    }

    /** This with other numbers of epochs. */
    public CaptionerConfig withEpochs(int most, int withoutImprovement) {
        return new CaptionerConfig(architecture, shape, step, most, withoutImprovement, minCount, seed);
    }

    /** This with another frequency of words. */
    public CaptionerConfig withMinCount(int other) {
        return new CaptionerConfig(architecture, shape, step, epochs, patience, other, seed);
    }

    /** This with another seed. */
    public CaptionerConfig withSeed(long other) {
        return new CaptionerConfig(architecture, shape, step, epochs, patience, minCount, other);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
    }

    /** Sizes of the network.
     *
     * @param embedding    values of a word, and of a photo
     * @param hidden       values of the LSTM
     * @param longest      words of a caption that are read; the rest is cut off */
    public record Shape(int embedding, int hidden, int longest) {

        /** The defaults. */
        public static final Shape DEFAULT = new Shape(256, 256, 24);

        /** Checks the bounds.
         *
         * @throws IllegalArgumentException if a number is below 1 */
        public Shape {
            requirePositive("the embedding", embedding);
            requirePositive("the LSTM", hidden);
            requirePositive("the longest caption", longest);
        }
    }

    /** How each step learns.
     *
     * @param batchSize    captions a step
     * @param learningRate of Adam; halved after two epochs without improvement
     * @param clip         longest gradient, of all weights together; a longer one is scaled down
     * @param averaging    share of the mean of the weights that a step keeps; 0 uses the last weights alone
     * @param dropout      values that are dropped */
    public record Step(int batchSize, double learningRate, double clip, double averaging, Dropout dropout) {

        /** The defaults. */
        public static final Step DEFAULT = new Step(128, 1e-3, 5, 0.995, Dropout.DEFAULT);

        /** Checks the bounds.
         *
         * @throws IllegalArgumentException if a number is out of bounds */
        public Step {
            requirePositive("the batch size", batchSize);
            if (!(learningRate > 0 && clip > 0 && averaging >= 0 && averaging < 1)) {
                throw new IllegalArgumentException(
                        "the learning rate and the clipping must be above 0, and the averaging "
                                + "in [0, 1), got " + learningRate + ", " + clip + " and " + averaging);
            }
        }

        /** This with another learning rate. */
        public Step withLearningRate(double other) {
            return new Step(batchSize, other, clip, averaging, dropout);
        }
    }

    /** Shares of values that are dropped in training.
     *
     * @param features of a photo's features
     * @param input    of what the LSTM reads
     * @param output   of what the next word is chosen by */
    public record Dropout(double features, double input, double output) {

        /** The defaults. */
        public static final Dropout DEFAULT = new Dropout(0.2, 0.3, 0.5);

        /** Drops nothing. */
        public static final Dropout NONE = new Dropout(0, 0, 0);

        /** Checks the bounds.
         *
         * @throws IllegalArgumentException if a share is out of bounds */
        public Dropout {
            for (double share : new double[]{features, input, output}) {
                if (!(share >= 0 && share < 1)) {
                    throw new IllegalArgumentException("a dropout must be in [0, 1), got " + share);
                }
            }
        }
    }
}
