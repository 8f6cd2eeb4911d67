package io.semsearch.trainer.step;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.initialization.PreparedData;
import io.semsearch.trainer.initialization.ShortForms;
import io.semsearch.vector.FloatMatrix;
import java.util.Optional;
import java.util.SplittableRandom;

/** The captions of a step, some of which are shortened at random: people type fewer words than captions have. What a
 * caption keeps depends only on the seed, the step and the caption, so a resumed run is the same as an uninterrupted
 * one; as a sentence, a caption has one short form in all steps. */
final class ShortenedCaptions {

    private final EmbeddedDataset dataset;
    private final double share;
    private final long seed;
    private final Optional<ShortForms> forms;

    /** @param share of captions that are shortened, in [0, 1] */
    ShortenedCaptions(EmbeddedDataset dataset, double share, long seed) {
        this(dataset, share, seed, Optional.empty());
    }

    private ShortenedCaptions(EmbeddedDataset dataset, double share, long seed, Optional<ShortForms> forms) {
        this.dataset = dataset;
        this.share = share;
        this.seed = seed;
        this.forms = forms;
    }

    static ShortenedCaptions of(PreparedData data, TrainingConfig config) {
        return new ShortenedCaptions(data.dataset(), config.regularization().shortened(), config.seed(),
                data.shortForms());
    }

    /** Embeds the captions. */
    CaptionEmbedder embedder() {
        return dataset.embedder();
    }

    /** The known words of a caption in a step, in order; at least one; shared, do not modify. */
    int[] words(int caption, int step) {
        int[] words = dataset.words(caption);
        if (share == 0) {
            return words;
        }
        SplittableRandom random = ShortForms.randomOf(seed, step, caption);
        if (random.nextDouble() >= share) {
            return words;
        }
        return forms.isPresent() ? forms.get().words(caption) : ShortForms.some(words, random);
    }

    /** The matrix whose row of the caption is its vector as a sentence in a step. */
    FloatMatrix sentences(int caption, int step) {
        FloatMatrix whole = dataset.sentences().orElseThrow();
        boolean isShort = share > 0 && ShortForms.randomOf(seed, step, caption).nextDouble() < share;
        return isShort ? forms.map(ShortForms::sentences).orElse(whole) : whole;
    }
}
