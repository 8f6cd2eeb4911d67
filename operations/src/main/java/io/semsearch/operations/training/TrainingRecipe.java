package io.semsearch.operations.training;

import io.semsearch.trainer.config.Initialization;
import io.semsearch.trainer.config.TrainingConfig;
import java.util.Optional;

/** How a model is trained. Start from {@link #BEST} or {@link #COURSE}, and change parts of it.
 *
 * @param name             of the recipe that this one started from; kept with the model
 * @param config           of the trainer: seed, epochs, loss, negatives, optimizer and so on
 * @param captionEmbedding how captions are embedded; {@link CaptionEmbeddingMethod#LEARNED} if and only if the trainer
 *                         learns words
 * @param minCount         training captions that must contain a word without a vector for it to be learned, at least 1
 * @param sentenceEncoder  name of the sentence encoder whose vectors are added to the sums of learned words; empty for
 *                         words alone */
public record TrainingRecipe(String name, TrainingConfig config, CaptionEmbeddingMethod captionEmbedding,
        int minCount, Optional<String> sentenceEncoder) {

    private static final int MIN_COUNT = 3;

    /** The default: canonical correlation first, then words and projection are learned together. */
    public static final TrainingRecipe BEST = new TrainingRecipe("best", TrainingConfig.BEST,
            CaptionEmbeddingMethod.LEARNED, MIN_COUNT, Optional.empty());

    /** The plain recipe: random weights, random negatives, fixed words. */
    public static final TrainingRecipe COURSE = new TrainingRecipe("course",
            TrainingConfig.COURSE.withInitialization(Initialization.RANDOM), CaptionEmbeddingMethod.IDF, MIN_COUNT,
            Optional.empty());

    /** @throws IllegalArgumentException if the minimum count is below 1, or config and caption embedding disagree,
     *                                  or a sentence encoder is given with fixed words */
    public TrainingRecipe {
        if (minCount < 1) {
            throw new IllegalArgumentException("minCount must be at least 1, got " + minCount);
        }
        if (config.learnsWords() != (captionEmbedding == CaptionEmbeddingMethod.LEARNED)) {
            throw new IllegalArgumentException(
                    "learned words need the caption embedding LEARNED and it needs them, got "
                            + captionEmbedding + " with " + (config.learnsWords() ? "learned" : "fixed") + " words");
        }
        if (sentenceEncoder.isPresent() && !config.learnsWords()) {
            throw new IllegalArgumentException("a sentence encoder needs the caption embedding LEARNED, got "
                    + captionEmbedding);
        }
    }

    /** This with another configuration of the trainer. */
    public TrainingRecipe withConfig(TrainingConfig other) {
        return new TrainingRecipe(name, other, captionEmbedding, minCount, sentenceEncoder);
    }

    /** This with another seed: of the split, the initial weights and every draw. */
    public TrainingRecipe withSeed(long seed) {
        return withConfig(config.withSeed(seed));
    }

    /** This with another number of epochs, at most. */
    public TrainingRecipe withEpochs(int epochs) {
        return withConfig(config.withEpochs(epochs));
    }

    /** This with another embedding of captions. */
    public TrainingRecipe withCaptionEmbedding(CaptionEmbeddingMethod other) {
        return new TrainingRecipe(name, config.withLearnedWords(other == CaptionEmbeddingMethod.LEARNED), other,
                minCount, sentenceEncoder);
    }

    /** This with another minimum count. */
    public TrainingRecipe withMinCount(int other) {
        return new TrainingRecipe(name, config, captionEmbedding, other, sentenceEncoder);
    }

    /** This with a sentence encoder. */
    public TrainingRecipe withSentenceEncoder(String encoder) {
        return new TrainingRecipe(name, config, captionEmbedding, minCount, Optional.of(encoder));
    }
}
