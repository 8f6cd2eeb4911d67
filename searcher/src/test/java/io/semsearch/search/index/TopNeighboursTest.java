package io.semsearch.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TopNeighboursTest {

    @Test
    void equallyNearOnesAreKeptAndOrderedById() {
        assertThat(ids(3, Set.of(), 9, 4, 7, 1, 8)).containsExactly(1L, 4L, 7L);
        assertThat(ids(3, Set.of(4L), 9, 4, 7, 1, 8)).containsExactly(1L, 7L, 8L);
        assertThat(ids(9, Set.of(), 9, 4, 7)).containsExactly(4L, 7L, 9L);
    }

    @Test
    void nearerOnesComeFirst() {
        TopNeighbours top = new TopNeighbours(2, Set.of());
        top.offer(new Neighbour(0.1f, 0.1f, 1, 0));
        assertThat(top.wants(-1)).as("while there is room").isTrue();
        top.offer(new Neighbour(0.9f, 0.9f, 2, 1));
        top.offer(new Neighbour(0.5f, 0.5f, 3, 2));

        assertThat(top.wants(0.4f)).isFalse();
        assertThat(top.wants(0.5f)).isTrue();
        assertThat(top.bestFirst()).extracting(Neighbour::imageId).containsExactly(2L, 3L);
    }

    /** Offers images of one similarity, as far as they are wanted. */
    private static List<Long> ids(int k, Set<Long> leftOut, long... imageIds) {
        TopNeighbours top = new TopNeighbours(k, leftOut);
        LongStream.of(imageIds).filter(id -> top.wants(0.5f))
                .forEach(id -> top.offer(new Neighbour(0.5f, 0.5f, id, 0)));
        return top.bestFirst().stream().map(Neighbour::imageId).toList();
    }
}
