package io.semsearch.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.junit.jupiter.api.Test;

class NearestNodesTest {

    private static final Deadline NO_END = new Deadline(0, Optional.empty());

    @Test
    void keepsTheNearestAndOfEqualOnesTheLowerNodes() {
        NearestNodes nodes = new NearestNodes(3, 100, NO_END);
        assertThat(nodes.minCompetitiveSimilarity()).as("while there is room").isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(nodes.collect(9, 0.5f)).isTrue();
        assertThat(nodes.collect(4, -0.5f)).isTrue();
        assertThat(nodes.collect(7, 0.5f)).isTrue();
        assertThat(nodes.minCompetitiveSimilarity()).isEqualTo(-0.5f);

        assertThat(nodes.collect(8, 0.5f)).isTrue();
        assertThat(nodes.minCompetitiveSimilarity()).isEqualTo(0.5f);
        assertThat(nodes.collect(10, 0.5f)).isFalse();
        assertThat(nodes.collect(1, 0.5f)).isTrue();

        NearestDocuments documents = nodes.documents(new Doubling());
        assertThat(IntStream.range(0, 3).mapToObj(documents::document).toList()).isEqualTo(List.of(2, 14, 16));
        assertThat(documents.score(0)).isEqualTo(0.5f);
    }

    @Test
    void endsASearchThatHasVisitedTooMany() {
        NearestNodes nodes = new NearestNodes(3, 10, NO_END);
        nodes.incVisitedCount(9);
        assertThat(nodes.earlyTerminated()).isFalse();
        nodes.incVisitedCount(1);

        assertThat(nodes.earlyTerminated()).isTrue();
        assertThat(nodes.visitedTooMany()).isTrue();
    }

    @Test
    void endsASearchAtItsDeadline() {
        NearestNodes nodes = new NearestNodes(3, 10, new Deadline(System.nanoTime() - 2,
                Optional.of(Duration.ofNanos(1))));
        nodes.incVisitedCount(1);

        assertThat(nodes.earlyTerminated()).isTrue();
        assertThat(nodes.visitedTooMany()).isFalse();
    }

    /** The document of a node is twice its number. */
    private static final class Doubling implements RandomVectorScorer {

        @Override
        public float score(int node) throws IOException {
            throw new IOException("nothing is to be compared");
        }

        @Override
        public int maxOrd() {
            return 100;
        }

        @Override
        public int ordToDoc(int node) {
            return 2 * node;
        }
    }
}
