package io.semsearch.trainer.initialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.SmallWorld;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommonComponentTest {

    /** All words share one direction. */
    private static final EmbeddedDataset DATASET = new SmallWorld(5, 1).images(200, 1);

    @Test
    void theCaptionsFirstPrincipalDirectionIsGone() {
        float[] first = principalDirection(DATASET.embeddings());
        CaptionEmbedder removed = CommonComponent.remove(DATASET);

        FloatMatrix after = DATASET.embeddings(IntStream.range(0, DATASET.size()).toArray(), removed);
        assertThat(share(DATASET.embeddings(), first)).isGreaterThan(0.5);
        assertThat(share(after, first)).isCloseTo(0, within(1e-8));
        for (int word = 0; word < removed.wordVectors().size(); word++) {
            float[] vector = removed.wordVectors().vector(word);
            assertThat(Vectors.dot(vector, first)).isCloseTo(0, within(1e-4));
            // nothing else is removed
            float[] before = DATASET.embedder().wordVectors().vector(word);
            double along = Vectors.dot(before, first);
            for (int i = 0; i < vector.length; i++) {
                assertThat(vector[i]).isCloseTo((float) (before[i] - along * first[i]), within(1e-4f));
            }
        }
    }

    /** Mean square of the rows along a direction: a share of their length, which is 1. */
    private static double share(FloatMatrix rows, float[] direction) {
        return IntStream.range(0, rows.rows()).mapToDouble(row -> Math.pow(Vectors.dot(rows.row(row), direction), 2))
                .average().orElseThrow();
    }

    /** By the power method. */
    private static float[] principalDirection(FloatMatrix rows) {
        float[] direction = new float[rows.columns()];
        Arrays.fill(direction, 1);
        for (int iteration = 0; iteration < 100; iteration++) {
            float[] next = new float[direction.length];
            for (int row = 0; row < rows.rows(); row++) {
                float[] vector = rows.row(row);
                double along = Vectors.dot(vector, direction);
                for (int i = 0; i < next.length; i++) {
                    next[i] += (float) (along * vector[i]);
                }
            }
            Vectors.l2Normalize(next);
            direction = next;
        }
        return direction;
    }
}
