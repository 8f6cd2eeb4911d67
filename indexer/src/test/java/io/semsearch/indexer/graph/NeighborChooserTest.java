package io.semsearch.indexer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.hnsw.DefaultFlatVectorScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NeighborChooserTest {

    private static final int NODES = 200;
    private static final int MOST = 12;

    private final long seed = Long.getLong("tests.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Links links = Links.ofAll(NODES, MOST);
    private UpdateableRandomVectorScorer scorer;
    private NeighborChooser chooser;

    @BeforeEach
    void makeVectors() throws IOException {
        List<float[]> vectors = IntStream.range(0, NODES).mapToObj(node -> direction()).toList();
        scorer = DefaultFlatVectorScorer.INSTANCE.getRandomVectorScorerSupplier(VectorSimilarityFunction.DOT_PRODUCT,
                FloatVectorValues.fromFloats(vectors, 8)).scorer();
        chooser = new NeighborChooser(scorer, MOST);
    }

    @Test
    void everyNeighbourIsNearerToTheNodeThanToNearerNeighbours() throws IOException {
        chooser.choose(links, 0, candidates(0, IntStream.range(1, 100).toArray()), 99, MOST);

        int[] neighbours = neighbours(0);
        assertThat(neighbours).as("seed %d", seed).hasSizeBetween(2, MOST);
        for (int i = 0; i < neighbours.length; i++) {
            for (int nearer = 0; nearer < i; nearer++) {
                assertThat(score(neighbours[i], neighbours[nearer])).as("seed %d", seed)
                        .isLessThanOrEqualTo(score(0, neighbours[i]) + 1e-5f);
            }
        }
    }

    @Test
    void choosingAgainAmongChosenAndNewOnesIsAsIfAllWereNew() throws IOException {
        chooser.choose(links, 0, candidates(0, IntStream.range(1, 100).toArray()), 99, MOST);
        int[] before = neighbours(0);
        int[] more = IntStream.range(100, 150).toArray();
        int[] all = IntStream.concat(Arrays.stream(before), Arrays.stream(more)).toArray();
        chooser.choose(links, 0, candidates(0, all), all.length, MOST);
        int[] asIfNew = neighbours(0);

        long[] candidates = candidates(0, all);
        for (int i = 0; i < all.length; i++) {
            int node = Candidate.node(candidates[i]);
            if (Arrays.stream(before).anyMatch(one -> one == node)) {
                candidates[i] = Candidate.marked(candidates[i]);
            }
        }
        chooser.choose(links, 0, candidates, all.length, MOST);

        assertThat(neighbours(0)).as("seed %d", seed).isEqualTo(asIfNew);
    }

    private long[] candidates(int node, int[] others) throws IOException {
        long[] candidates = new long[others.length];
        for (int i = 0; i < others.length; i++) {
            candidates[i] = Candidate.of(others[i], score(node, others[i]));
        }
        Arrays.sort(candidates);
        return candidates;
    }

    private float score(int one, int other) throws IOException {
        scorer.setScoringOrdinal(one);
        return scorer.score(other);
    }

    private int[] neighbours(int node) {
        long[] read = new long[MOST];
        int count = links.read(node, read);
        assertThat(Arrays.stream(read, 0, count)).allMatch(Candidate::isMarked);
        return Arrays.stream(read, 0, count).mapToInt(Candidate::node).toArray();
    }

    private float[] direction() {
        float[] vector = new float[8];
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}
