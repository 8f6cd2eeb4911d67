package io.semsearch.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.indexer.TestCollection;
import io.semsearch.schema.IndexSchema;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk against Lucene's own on the same graph, in its file and in memory. */
class GraphSearchTest {

    private static final int IMAGES = 4000;
    private static final int DIMENSION = 24;
    private static final int CANDIDATES = 30;
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
    void findsWhatLucenesWalkFinds() throws IOException {
        for (int i = 0; i < 50; i++) {
            float[] query = gaussian(1, DIMENSION).row(0);
            List<Integer> lucene = lucene(query, null);

            assertThat(walk(file(), query, null)).as("seed %d", seed).isEqualTo(lucene);
            assertThat(walk(LoadedGraph.of(file()).forOneWalk(), query, null)).as("in memory, seed %d", seed)
                    .isEqualTo(lucene);
        }
    }

    @Test
    void findsWhatLucenesWalkFindsAmongSome() throws IOException {
        FixedBitSet accepts = new FixedBitSet(IMAGES);
        IntStream.range(0, IMAGES).filter(node -> node % 3 == 0).forEach(accepts::set);
        for (int i = 0; i < 20; i++) {
            float[] query = gaussian(1, DIMENSION).row(0);

            assertThat(walk(file(), query, accepts)).as("seed %d", seed).isEqualTo(lucene(query, accepts))
                    .allMatch(accepts::get);
        }
    }

    @Test
    void comparesAlikeWithVectorsFetchedBefore() throws IOException {
        float[] query = gaussian(1, DIMENSION).row(0);
        RandomVectorScorer plain = scorer(query);
        RandomVectorScorer prefetching = PrefetchingScorer.of(scorer(query),
                leaf.getFloatVectorValues(IndexSchema.FEATURES));
        int[] nodes = {IMAGES - 1, 0, 17, 5, 1000};
        float[] scores = new float[nodes.length];
        float[] expected = new float[nodes.length];

        float best = prefetching.bulkScore(nodes, scores, nodes.length);

        assertThat(prefetching).as("vectors are short, and in a mapped file").isInstanceOf(PrefetchingScorer.class);
        assertThat(best).isEqualTo(plain.bulkScore(nodes, expected, nodes.length));
        assertThat(scores).isEqualTo(expected);
    }

    @Test
    void givesUpWhereItWouldVisitTooMany() throws IOException {
        GraphSearch search = new GraphSearch(file(), scorer(gaussian(1, DIMENSION).row(0)), null, CANDIDATES);

        assertThat(search.walk(100, NO_END)).isFalse();
        assertThat(search.found().size()).isEqualTo(CANDIDATES);
    }

    @Test
    void endsWhenTheTimeIsOver() throws IOException {
        Deadline over = new Deadline(System.nanoTime() - 2, Optional.of(Duration.ofNanos(1)));
        GraphSearch search = new GraphSearch(file(), scorer(gaussian(1, DIMENSION).row(0)), null, CANDIDATES);

        assertThat(search.walk(Integer.MAX_VALUE, over)).isFalse();
        assertThat(search.found().size()).isEqualTo(1);
    }

    @Test
    void aGraphIsLoadedOnceItWasWalkedOften() throws IOException {
        LoadedGraphs graphs = new LoadedGraphs();
        HnswGraph first = graphs.of(leaf, IndexSchema.FEATURES).orElseThrow();
        HnswGraph last = first;
        for (int walk = 0; walk < 300; walk++) {
            last = graphs.of(leaf, IndexSchema.FEATURES).orElseThrow();
        }

        assertThat(last.getClass()).isNotEqualTo(first.getClass());
        assertThat(graphs.of(leaf, IndexSchema.SEMANTIC).orElseThrow()).hasSameClassAs(first);
        HnswGraph kept = new LoadedGraphs(graphs, reader.leaves()).of(leaf, IndexSchema.FEATURES).orElseThrow();
        assertThat(kept).as("of a segment that stays").hasSameClassAs(last);
        assertThat(new LoadedGraphs(graphs, List.of()).of(leaf, IndexSchema.FEATURES).orElseThrow())
                .as("of one that has gone").hasSameClassAs(first);
    }

    @Test
    void aLoadedGraphHasTheSameNodesOnEachLevel() throws IOException {
        HnswGraph file = file();
        HnswGraph loaded = LoadedGraph.of(file).forOneWalk();

        assertThat(loaded.numLevels()).isEqualTo(file.numLevels()).isGreaterThan(1);
        assertThat(loaded.size()).isEqualTo(IMAGES);
        for (int level = 0; level < file.numLevels(); level++) {
            assertThat(nodes(loaded, level)).isEqualTo(nodes(file, level));
        }
        file.seek(0, 17);
        loaded.seek(0, 17);
        assertThat(loaded.neighborCount()).isEqualTo(file.neighborCount());
    }

    @Test
    void aGraphThatTakesTooMuchIsNotLoaded() throws IOException {
        assertThat(LoadedGraph.fits(file(), 132 * IMAGES)).isTrue();
        assertThat(LoadedGraph.fits(file(), 132 * IMAGES - 1)).isFalse();
    }

    private static List<Integer> nodes(HnswGraph graph, int level) throws IOException {
        HnswGraph.NodesIterator nodes = graph.getSortedNodes(level);
        int[] all = new int[nodes.size()];
        return Arrays.stream(all, 0, nodes.consume(all)).boxed().toList();
    }

    private List<Integer> walk(HnswGraph graph, float[] query, @Nullable FixedBitSet accepts) throws IOException {
        GraphSearch search = new GraphSearch(graph, scorer(query), accepts, CANDIDATES);
        assertThat(search.walk(Integer.MAX_VALUE, NO_END)).isTrue();
        GraphSearch.Found found = search.found();
        return IntStream.range(0, found.size()).map(found::document).boxed().toList();
    }

    private List<Integer> lucene(float[] query, @Nullable FixedBitSet accepts) throws IOException {
        TopKnnCollector collector = new TopKnnCollector(CANDIDATES, Integer.MAX_VALUE);
        HnswGraphSearcher.search(scorer(query), collector, file(), accepts);
        return Arrays.stream(collector.topDocs().scoreDocs).map((ScoreDoc hit) -> hit.doc).sorted().toList();
    }

    private HnswGraph file() throws IOException {
        return GraphWalk.graph(leaf, IndexSchema.FEATURES).orElseThrow();
    }

    private RandomVectorScorer scorer(float[] query) throws IOException {
        FloatVectorValues values = leaf.getFloatVectorValues(IndexSchema.FEATURES);
        return GraphWalk.scorer(leaf, IndexSchema.FEATURES, values, query);
    }

    private FloatMatrix gaussian(int rows, int columns) {
        FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
