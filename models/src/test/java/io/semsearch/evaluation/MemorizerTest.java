package io.semsearch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.Caption;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MemorizerTest {

    private static final List<Long> GALLERY = LongStream.range(0, 100).boxed().toList();
    private static final List<Caption> CAPTIONS = LongStream.range(0, 2_000)
            .mapToObj(id -> new Caption(id, id % 100, "caption number " + id)).toList();

    @Test
    void findsWhatItHasBeenTold() {
        assertThat(new Memorizer(CAPTIONS).ranks(List.of(new Caption(1, 37, "Caption, number 37!")), GALLERY, 1))
                .containsExactly(1);
    }

    @Test
    void scoresAtChanceOnWhatItHasNot() {
        int[] ranks = new Memorizer(List.of()).ranks(CAPTIONS, GALLERY, 1);

        assertThat(RetrievalMetrics.of(ranks).recallAt10()).isCloseTo(0.1, within(0.02));
        assertThat(RetrievalMetrics.of(ranks).meanRank()).isCloseTo(50.5, within(3.0));
    }
}
