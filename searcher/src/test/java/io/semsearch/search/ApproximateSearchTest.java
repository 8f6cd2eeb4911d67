package io.semsearch.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.indexer.TestCollection;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approximate search against exact search, on vectors in clusters, as those of photos are. */
class ApproximateSearchTest {

    private static final int IMAGES = 3000;
    private static final int CLUSTERS = 60;
    private static final int FEATURES = 32;
    private static final int QUERIES = 100;
    private static final int K = 10;

    private final long seed = Long.getLong("tests.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    @Test
    void findsNearlyAllOfTheNearestWithTheDefaultsAndFewerWithFewerCandidates() throws IOException {
        System.out.println("replay with -Dtests.seed=" + seed);
        FloatMatrix features = clusters();
        TestCollection.of(folder, features, gaussian(FEATURES, 16)).index();

        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            for (Space space : Space.values()) {
                SearchOptions options = SearchOptions.top(K).withSpace(space);
                double annRecallAt10 = annRecallAtK(searcher, options.withMode(SearchMode.HNSW));
                double withTenCandidates = annRecallAtK(searcher, options.withMode(SearchMode.HNSW).withEfSearch(K));

                assertThat(annRecallAt10).as("annRecallAt(10) in %s, seed %d", space, seed).isBetween(0.95, 1.0);
                assertThat(withTenCandidates).as("with efSearch = k in %s, seed %d", space, seed).isBetween(0.5,
                        annRecallAt10);
            }
        }
    }

    /** Share of the exact answers that approximate search finds. */
    private double annRecallAtK(ImageSearcher searcher, SearchOptions approximate) throws IOException {
        int found = 0;
        Random images = new Random(seed);
        for (int i = 0; i < QUERIES; i++) {
            Query query = Query.image(1 + images.nextInt(IMAGES));
            SearchResult exact = searcher.search(query, approximate.withMode(SearchMode.EXACT));
            SearchResult hnsw = searcher.search(query, approximate);
            assertThat(exact.mode()).isEqualTo(SearchMode.EXACT);
            assertThat(hnsw.mode()).isEqualTo(SearchMode.HNSW);
            assertThat(hnsw.hits()).hasSize(K);
            Set<Hit> right = new HashSet<>(exact.hits());
            found += (int) hnsw.hits().stream().filter(hit -> right.stream().anyMatch(
                    other -> other.image().image().id() == hit.image().image().id())).count();
        }
        return (double) found / (QUERIES * K);
    }

    private FloatMatrix clusters() {
        FloatMatrix centres = gaussian(CLUSTERS, FEATURES);
        FloatMatrix features = gaussian(IMAGES, FEATURES);
        for (int row = 0; row < IMAGES; row++) {
            float[] vector = features.row(row);
            for (int column = 0; column < FEATURES; column++) {
                vector[column] = 0.5f * vector[column] + centres.get(row % CLUSTERS, column);
            }
            features.setRow(row, vector);
        }
        return features;
    }

    private FloatMatrix gaussian(int rows, int columns) {
        FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
