package io.semsearch.trainer.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.SmallWorld;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShortenedCaptionsTest {

    private static final EmbeddedDataset DATASET = new SmallWorld(5).images(500, 1);

    @Test
    void aShareOfTheCaptionsKeepsPartOfItsWordsInTheirOrder() {
        ShortenedCaptions captions = new ShortenedCaptions(DATASET, 0.25, 1);
        int[] shortened = IntStream.range(0, DATASET.size())
                .filter(i -> captions.words(i, 7).length < DATASET.words(i).length).toArray();

        assertThat((double) shortened.length / DATASET.size()).isCloseTo(0.25, within(0.04));
        for (int caption : shortened) {
            int[] kept = captions.words(caption, 7);
            assertThat(kept).isNotEmpty();
            int[] words = DATASET.words(caption);
            int found = 0;
            for (int word : words) {
                found += found < kept.length && kept[found] == word ? 1 : 0;
            }
            assertThat(found).isEqualTo(kept.length);
        }
    }

    @Test
    void eachStepKeepsOtherWordsAndTheSameStepTheSame() {
        ShortenedCaptions captions = new ShortenedCaptions(DATASET, 1, 1);

        assertThat(IntStream.range(0, 50).filter(i -> !Arrays.equals(captions.words(i, 1), captions.words(i, 2))))
                .hasSizeGreaterThan(10);
        assertThat(captions.words(3, 1)).containsExactly(new ShortenedCaptions(DATASET, 1, 1).words(3, 1));
        assertThat(new ShortenedCaptions(DATASET, 0, 1).words(3, 1)).isSameAs(DATASET.words(3));
    }
}
