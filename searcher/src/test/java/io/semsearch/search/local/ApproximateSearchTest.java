package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.indexer.IndexOptions;
import io.semsearch.indexer.TestCollection;
import io.semsearch.schema.HnswParameters;
import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.Space;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
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
    void findsNearlyAllOfTheNearest() throws IOException {
        System.out.println("replay with -Dtests.seed=" + seed);
        TestCollection.of(folder, clusters(), gaussian(FEATURES, 16))
                .index();

        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            for (Space space : Space.values()) {
                SearchOptions options = SearchOptions.top(K).withSpace(space);
                assertThat(annRecallAt(K, searcher, options)).as("annRecallAt(10) in %s, seed %d", space, seed)
                        .isGreaterThanOrEqualTo(0.95);
            }
        }
    }

    @Test
    void findsMoreWithMoreCandidatesAlsoInAThinGraph() throws IOException {
        TestCollection.of(folder, clusters(), gaussian(FEATURES, 16))
                .index(new IndexOptions(new HnswParameters(4, 8), List.of(), "test"));

        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            double few = annRecallAt(K, searcher, SearchOptions.top(K).withEfSearch(K));
            double more = annRecallAt(K, searcher, SearchOptions.top(K).withEfSearch(300));
            assertThat(few).as("annRecallAt(10), seed %d", seed).isLessThan(0.9);
            assertThat(more).as("annRecallAt(10), seed %d", seed).isGreaterThan(0.9);
        }
    }

    /** Share of the exact answers that approximate search finds. */
    private double annRecallAt(int k, ImageSearcher searcher, SearchOptions options) throws IOException {
        int found = 0;
        Random images = new Random(seed);
        for (int i = 0; i < QUERIES; i++) {
            Query query = Query.image(1 + images.nextInt(IMAGES));
            SearchResult exact = searcher.search(query, options.withMode(SearchMode.EXACT));
            SearchResult hnsw = searcher.search(query, options.withMode(SearchMode.HNSW));
            assertThat(exact.mode()).isEqualTo(SearchMode.EXACT);
            assertThat(hnsw.mode()).isEqualTo(SearchMode.HNSW);
            Set<Long> right = ids(exact);
            found += (int) ids(hnsw).stream().filter(right::contains).count();
        }
        return (double) found / (QUERIES * k);
    }

    private static Set<Long> ids(SearchResult result) {
        return result.hits().stream().map(hit -> hit.image().id()).collect(Collectors.toSet());
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
