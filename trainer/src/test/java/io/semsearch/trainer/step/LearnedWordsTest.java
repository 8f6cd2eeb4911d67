package io.semsearch.trainer.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.SmallWorld;
import io.semsearch.trainer.config.FeatureScaling;
import io.semsearch.trainer.config.Initialization;
import io.semsearch.trainer.config.Optimizer;
import io.semsearch.trainer.config.Regularization;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearnedWordsTest {

    private static final EmbeddedDataset DATASET = new SmallWorld(5).images(30, 1);
    private static final int WORDS = DATASET.embedder().wordVectors().size();
    private static final int DIMENSION = SmallWorld.SEMANTIC_DIMENSION;
    private static final double RATE = 0.5;
    /** Words of the first captions occur in several of them, and twice in one. */
    private static final List<Triplet> BATCH = IntStream.range(0, 20).mapToObj(i -> new Triplet(i, i / 2, 29)).toList();

    private final SplittableRandom random = new SplittableRandom(4);
    private final FloatMatrix start = gaussian(WORDS);
    private final LearnedWords words = new LearnedWords(new ShortenedCaptions(DATASET, 0, 1), start, config(),
            Map.of());

    @Test
    void aCaptionIsTheWeightedSumOfItsWords() {
        float[] sums = gaussian(BATCH.size()).values();
        words.sum(BATCH, sums, 0);

        for (int row = 0; row < BATCH.size(); row++) {
            for (int column = 0; column < DIMENSION; column++) {
                double expected = 0;
                for (int word : DATASET.words(BATCH.get(row).caption())) {
                    expected += (double) DATASET.embedder().weight(word) * start.get(word, column);
                }
                assertThat(sums[row * DIMENSION + column]).isCloseTo((float) expected, within(1e-5f));
            }
        }
    }

    /** By the chain rule a word gets the gradients of the sums that it occurs in, times its weight; plain gradient
     * descent subtracts that. */
    @Test
    void aWordMovesByTheCaptionsThatHaveIt() {
        FloatMatrix gradients = gaussian(BATCH.size());
        FloatMatrix expected = start.rowRange(0, WORDS);
        for (int row = 0; row < BATCH.size(); row++) {
            for (int word : DATASET.words(BATCH.get(row).caption())) {
                for (int column = 0; column < DIMENSION; column++) {
                    expected.values()[word * DIMENSION + column] -= (float) (RATE
                            * DATASET.embedder().weight(word) * gradients.get(row, column));
                }
            }
        }

        words.update(BATCH, gradients.values(), 0);

        for (int i = 0; i < expected.values().length; i++) {
            assertThat(words.table().values()[i]).isCloseTo(expected.values()[i], within(1e-4f));
        }
    }

    /** One batch must not influence the next. */
    @Test
    void batchesDoNotMix() {
        LearnedWords fresh = new LearnedWords(new ShortenedCaptions(DATASET, 0, 1), start, config(), Map.of());
        FloatMatrix gradients = gaussian(5);

        words.update(BATCH, new float[BATCH.size() * DIMENSION], 0);
        words.update(BATCH.subList(10, 15), gradients.values(), 1);
        fresh.update(BATCH.subList(10, 15), gradients.values(), 1);

        assertThat(words.table().values()).containsExactly(fresh.table().values());
    }

    @Test
    void theGivenVectorsAreCopied() {
        float[] before = start.values().clone();
        words.update(BATCH, gaussian(BATCH.size()).values(), 0);

        assertThat(start.values()).containsExactly(before);
    }

    private static TrainingConfig config() {
        TrainingConfig best = TrainingConfig.BEST;
        return new TrainingConfig(1, 1, 1, 8, 1, new Optimizer.Sgd(RATE, 0), best.objective(), Regularization.NONE,
                Initialization.RANDOM, DIMENSION, FeatureScaling.NONE, true);
    }

    private FloatMatrix gaussian(int rows) {
        FloatMatrix matrix = FloatMatrix.zeros(rows, DIMENSION);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
