package io.semsearch.trainer.step;

import io.semsearch.text.EmbeddedDataset;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The words of captions, some of which are shortened at random: people type fewer words than captions have. What a
 * caption keeps depends only on the seed, the step and the caption, so a resumed run is the same as an uninterrupted
 * one. */
final class ShortenedCaptions {

    private static final double LEAST = 0.25;
    private static final double MOST = 0.6;
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private final EmbeddedDataset dataset;
    private final double share;
    private final long seed;

    /** @param share of captions that are shortened, in [0, 1] */
    ShortenedCaptions(EmbeddedDataset dataset, double share, long seed) {
        this.dataset = dataset;
        this.share = share;
        this.seed = seed;
    }

    /** The known words of a caption in a step, in order; at least one; shared, do not modify. */
    int[] words(int caption, int step) {
        int[] words = dataset.words(caption);
        if (share == 0) {
            return words;
        }
        SplittableRandom random = new SplittableRandom(seed * 31 + step + caption * GOLDEN_RATIO);
        if (random.nextDouble() >= share) {
            return words;
        }
        int kept = Math.max(1, (int) Math.round(words.length * random.nextDouble(LEAST, MOST)));
        int[] places = IntStream.range(0, words.length).toArray();
        for (int i = 0; i < kept; i++) {
            int other = random.nextInt(i, places.length);
            int place = places[i];
            places[i] = places[other];
            places[other] = place;
        }
        return Arrays.stream(places, 0, kept).sorted().map(place -> words[place]).toArray();
    }
}
