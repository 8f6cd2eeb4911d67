package io.semsearch.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.indexer.TestCollection;
import io.semsearch.schema.IndexSchema;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches of a graph against all its vectors compared one by one. */
class GraphSearchTest {

    private static final int IMAGES = 4000;
    private static final int DIMENSION = 24;
    private static final int K = 10;
    private static final Deadline NO_END = new Deadline(0, Optional.empty());

    private final long seed = Long.getLong("tests.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    Path folder;
    private DirectoryReader reader;
    private LeafReader leaf;

    @BeforeEach
    void index() throws IOException {
        System.out.println("replay with -Dtests.seed=" + seed);
        FloatMatrix features = gaussian(IMAGES, DIMENSION);
        TestCollection.of(folder, features, gaussian(DIMENSION, 2)).index();
        reader = IndexFiles.open(folder.resolve(IndexSchema.FOLDER));
        leaf = reader.leaves().getFirst().reader();
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
    }

    @Test
    void findsExactlyTheNearestWithAllImagesAsCandidates() throws IOException {
        float[] query = query();

        NearestDocuments found = search(query, IMAGES, null, null);

        assertThat(documents(found)).hasSize(IMAGES).isSorted();
        assertThat(best(found)).as("seed %d", seed).isEqualTo(exact(query, null, document -> true));
        float[] scores = scores(query);
        for (int i = 0; i < IMAGES; i++) {
            assertThat(found.score(i)).isEqualTo(scores[found.document(i)]);
        }
    }

    @Test
    void ranksByTheSimilarityLessThePenalty() throws IOException {
        float[] penalties = new float[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            penalties[i] = 0.3f * random.nextFloat();
        }
        float[] query = query();

        NearestDocuments found = search(query, IMAGES, penalties, null);

        assertThat(best(found)).as("seed %d", seed).isEqualTo(exact(query, penalties, document -> true))
                .isNotEqualTo(exact(query, null, document -> true));
        assertThat(found.score(7)).isEqualTo(scores(query)[found.document(7)] - penalties[found.document(7)] / 2);
        assertThat(recall(penalties, null, document -> true)).as("with few candidates, seed %d", seed)
                .isGreaterThan(0.85);
    }

    @Test
    void findsNearlyAllOfTheNearestWithFewCandidates() throws IOException {
        assertThat(recall(null, null, document -> true)).as("seed %d", seed).isGreaterThan(0.85);
    }

    @Test
    void findsOnlyAcceptedDocuments() throws IOException {
        FixedBitSet accepts = new FixedBitSet(IMAGES);
        IntStream.range(0, IMAGES).filter(document -> document % 4 != 0).forEach(accepts::set);

        assertThat(recall(null, accepts, document -> document % 4 != 0)).as("seed %d", seed).isGreaterThan(0.85);
        assertThat(documents(search(query(), 100, null, accepts))).hasSize(100).allMatch(accepts::get);
    }

    @Test
    void givesUpWhereComparingTheAcceptedDocumentsIsFaster() throws IOException {
        FixedBitSet accepts = new FixedBitSet(IMAGES);
        accepts.set(0, 50);

        assertThat(new GraphSearch(leaf, IndexSchema.FEATURES, 30, NO_END).nearest(query(), null, accepts)).isNull();
    }

    @Test
    void endsAtTheDeadlineWithWhatItHasFound() throws IOException {
        Deadline over = new Deadline(System.nanoTime() - 2, Optional.of(Duration.ofNanos(1)));

        NearestDocuments found = new GraphSearch(leaf, IndexSchema.FEATURES, 100, over).nearest(query(), null, null);

        assertThat(found).isNotNull().extracting(NearestDocuments::size).matches(size -> size < 100);
        assertThat(over.wasMissed()).isTrue();
    }

    private double recall(float @Nullable [] penalties, @Nullable Bits accepts, IntPredicate accepted)
            throws IOException {
        int right = 0;
        for (int i = 0; i < 50; i++) {
            float[] query = query();
            List<Integer> exact = exact(query, penalties, accepted);
            right += (int) best(search(query, 100, penalties, accepts)).stream().filter(exact::contains).count();
        }
        return right / (50.0 * K);
    }

    private NearestDocuments search(float[] query, int efSearch, float @Nullable [] penalties, @Nullable Bits accepts)
            throws IOException {
        return Objects.requireNonNull(
                new GraphSearch(leaf, IndexSchema.FEATURES, efSearch, NO_END).nearest(query, penalties, accepts));
    }

    private static List<Integer> documents(NearestDocuments found) {
        return IntStream.range(0, found.size()).mapToObj(found::document).toList();
    }

    private static List<Integer> best(NearestDocuments found) {
        return IntStream.range(0, found.size()).boxed().sorted(Comparator.comparingDouble(i -> -found.score(i)))
                .limit(K)
                .map(found::document).toList();
    }

    private List<Integer> exact(float[] query, float @Nullable [] penalties, IntPredicate accepted)
            throws IOException {
        float[] scores = scores(query);
        return IntStream.range(0, IMAGES).filter(accepted).boxed()
                .sorted(Comparator.comparingDouble(i -> -(scores[i] - (penalties == null ? 0 : penalties[i] / 2))))
                .limit(K)
                .toList();
    }

    private float[] scores(float[] query) throws IOException {
        FloatVectorValues values = leaf.getFloatVectorValues(IndexSchema.FEATURES);
        RandomVectorScorer scorer = GraphSearch.scorer(leaf, IndexSchema.FEATURES, values, query);
        float[] scores = new float[IMAGES];
        scorer.bulkScore(IntStream.range(0, IMAGES).toArray(), scores, IMAGES);
        return scores;
    }

    private float[] query() {
        return gaussian(1, DIMENSION).row(0);
    }

    private FloatMatrix gaussian(int rows, int columns) {
        FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
