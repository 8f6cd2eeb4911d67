package io.semsearch.indexer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BeamTest {

    private final Beam beam = new Beam(3);

    @Test
    void candidatesSortByScoreAndThenByNode() {
        long[] candidates = {Candidate.of(7, -0.5f), Candidate.of(Integer.MAX_VALUE, 0.25f), Candidate.of(3, 0.25f),
                Candidate.of(0, 1)};
        Arrays.sort(candidates);

        assertThat(Arrays.stream(candidates).mapToInt(Candidate::node)).containsExactly(0, 3, Integer.MAX_VALUE, 7);
        assertThat(Candidate.score(candidates[3])).isEqualTo(-0.5f);
        assertThat(Candidate.node(Candidate.marked(candidates[2]))).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void theNearestThatWasNotVisitedComesNextAndTheFarthestIsDropped() {
        beam.start(Candidate.of(0, 0.5f));
        assertThat(beam.visitNext()).isZero();
        assertThat(beam.hasNext()).isFalse();

        beam.add(Candidate.of(1, 0.2f));
        beam.add(Candidate.of(2, 0.9f));
        assertThat(beam.toBeat()).isEqualTo(0.2f);
        assertThat(beam.hasNext()).isTrue();
        assertThat(beam.visitNext()).isEqualTo(2);

        beam.add(Candidate.of(3, 0.7f));
        assertThat(beam.toBeat()).isEqualTo(0.5f);
        assertThat(beam.hasNext()).isTrue();
        assertThat(beam.visitNext()).isEqualTo(3);
        assertThat(beam.hasNext()).isFalse();
        assertThat(Arrays.stream(beam.found(), 0, beam.size()))
                .containsExactly(Candidate.of(2, 0.9f), Candidate.of(3, 0.7f), Candidate.of(0, 0.5f));
    }

    @Test
    void withLimitedPatienceTheSearchEndsWhenNothingCameIntoTheNearerHalf() {
        Beam ten = new Beam(10);
        ten.limitPatience();
        ten.start(Candidate.of(0, 0.9f));
        for (int node = 1; node < 10; node++) {
            ten.add(Candidate.of(node, 0.9f - 0.01f * node));
        }
        ten.visitNext();
        ten.visitNext();
        ten.add(Candidate.of(10, 0.895f));
        ten.visitNext();
        ten.visitNext();
        assertThat(ten.hasNext()).isTrue();

        ten.add(Candidate.of(11, 0.835f));
        ten.visitNext();

        assertThat(ten.hasNext()).isFalse();
        ten.start(Candidate.of(12, 0.5f));
        assertThat(ten.hasNext()).isTrue();
    }

    @Test
    void anythingIsNearEnoughUntilTheBeamIsFull() {
        beam.start(Candidate.of(0, 0.5f));

        assertThat(beam.toBeat()).isEqualTo(Float.NEGATIVE_INFINITY);
    }
}
