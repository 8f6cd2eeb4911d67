package io.semsearch.indexer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.schema.HnswParameters;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.hnsw.DefaultFlatVectorScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphBuilderTest {

    private static final int DIMENSION = 8;
    private static final HnswParameters PARAMETERS = new HnswParameters(6, 40);

    private final long seed = Long.getLong("tests.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void theGraphIsTheSameByAnyNumberOfThreads() throws IOException {
        List<float[]> vectors = random(3000);

        List<Map<Integer, List<Integer>>> byOne = levels(build(vectors, 1));

        assertThat(levels(build(vectors, 2))).as("seed %d", seed).isEqualTo(byOne);
        assertThat(levels(build(vectors, 7))).as("seed %d", seed).isEqualTo(byOne);
    }

    @Test
    void aNodeHasNoMoreNeighboursThanItsLevelAllowsAndOnlyOthersOfTheLevel() throws IOException {
        List<Map<Integer, List<Integer>>> levels = levels(build(random(5000), 2));

        assertThat(levels).hasSizeGreaterThan(2);
        for (int level = 0; level < levels.size(); level++) {
            Map<Integer, List<Integer>> nodes = levels.get(level);
            int most = level == 0 ? 12 : 6;
            nodes.forEach((node, neighbours) -> assertThat(neighbours).as("node %d, seed %d", node, seed)
                    .doesNotHaveDuplicates().doesNotContain(node).hasSizeLessThanOrEqualTo(most)
                    .isSubsetOf(nodes.keySet()));
        }
    }

    @Test
    void eachLevelHasASixthOfTheNodesOfTheLevelBelow() throws IOException {
        HnswGraph graph = build(random(5000), 2);
        List<Map<Integer, List<Integer>>> levels = levels(graph);

        assertThat(levels.getFirst()).hasSize(5000);
        for (int level = 1; level < levels.size(); level++) {
            assertThat(levels.get(level - 1).keySet()).containsAll(levels.get(level).keySet());
        }
        assertThat(levels.get(1)).hasSizeBetween(700, 960);
        assertThat(levels.get(2)).hasSizeBetween(100, 180);
        assertThat(levels.getLast()).containsKey(graph.entryNode());
    }

    @Test
    void onEachLevelANodeIsLinkedToTheOnesNearestToIt() throws IOException {
        List<float[]> vectors = random(3000);
        List<Map<Integer, List<Integer>>> levels = levels(build(vectors, 2));

        for (int level = 0; level < 3; level++) {
            Map<Integer, List<Integer>> nodes = levels.get(level);
            long linked = nodes.entrySet().stream()
                    .filter(node -> node.getValue().contains(nearest(vectors, nodes.keySet(), node.getKey()))).count();
            assertThat((double) linked / nodes.size()).as("level %d, seed %d", level, seed).isGreaterThan(0.95);
        }
    }

    private static int nearest(List<float[]> vectors, Set<Integer> nodes, int node) {
        return nodes.stream().filter(other -> other != node).max(Comparator.comparingDouble(
                other -> VectorSimilarityFunction.COSINE.compare(vectors.get(node), vectors.get(other)))).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 200})
    void everyNodeIsReachedThoughManyAreAlike(int every) throws IOException {
        List<float[]> vectors = random(2000);
        for (int i = 0; i < 2000; i++) {
            vectors.set(i, i % every == 0 ? vectors.getFirst() : vectors.get(i));
        }

        assertThat(reached(build(vectors, 3))).as("seed %d", seed).hasSize(2000);
    }

    @Test
    void copiesLeaveRoomForOthers() throws IOException {
        List<float[]> vectors = random(500);
        for (int i = 0; i < 500; i += 25) {
            vectors.set(i, vectors.getFirst());
        }

        HnswGraph graph = build(vectors, 1);

        assertThat(neighbours(graph, 0, 475)).as("of a copy, seed %d", seed).anyMatch(node -> node % 25 == 0)
                .anyMatch(node -> node % 25 != 0);
    }

    @Test
    void aNodeWithManyNearByKeepsTheOneThatLiesElsewhere() throws IOException {
        List<float[]> vectors = new ArrayList<>(List.of(new float[]{0, 0}, new float[]{-2, 0}));
        for (int i = 0; i < 30; i++) {
            vectors.add(new float[]{1, 0.01f * i});
        }

        HnswGraph graph = new GraphBuilder(FloatVectorValues.fromFloats(vectors, 2), VectorSimilarityFunction.EUCLIDEAN,
                PARAMETERS).build(1, new TaskExecutor(Runnable::run), linked -> {});

        assertThat(neighbours(graph, 0, 0)).contains(1);
        assertThat(neighbours(graph, 0, 1)).contains(0);
    }

    @Test
    void aWalkFindsItsWayThoughVectorsComeInOrder() throws IOException {
        List<float[]> circle = IntStream.range(0, 2000).mapToDouble(i -> 2 * Math.PI * i / 2000)
                .mapToObj(angle -> new float[]{(float) Math.cos(angle), (float) Math.sin(angle)}).toList();
        FloatVectorValues vectors = FloatVectorValues.fromFloats(circle, 2);

        HnswGraph graph = new GraphBuilder(vectors, VectorSimilarityFunction.EUCLIDEAN, PARAMETERS).build(1,
                new TaskExecutor(Runnable::run), linked -> {});

        for (int node = 0; node < 2000; node++) {
            TopKnnCollector nearest = new TopKnnCollector(20, Integer.MAX_VALUE);
            HnswGraphSearcher.search(DefaultFlatVectorScorer.INSTANCE.getRandomVectorScorer(
                    VectorSimilarityFunction.EUCLIDEAN, vectors, circle.get(node)), nearest, graph, null);
            assertThat(nearest.topDocs().scoreDocs[0].doc).isEqualTo(node);
        }
    }

    @Test
    void linksASingleVectorToNothing() throws IOException {
        HnswGraph graph = build(random(1), 2);

        assertThat(graph.size()).isEqualTo(1);
        assertThat(graph.entryNode()).isZero();
        assertThat(neighbours(graph, 0, 0)).isEmpty();
    }

    @Test
    void reportsHowManyAreLinked() throws IOException {
        List<Integer> reported = new ArrayList<>();

        new GraphBuilder(FloatVectorValues.fromFloats(random(300), DIMENSION), VectorSimilarityFunction.COSINE,
                PARAMETERS)
                .build(1, new TaskExecutor(Runnable::run), reported::add);

        assertThat(reported).isSorted().startsWith(2, 3, 4).endsWith(300);
    }

    private HnswGraph build(List<float[]> vectors, int threads) throws IOException {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            return new GraphBuilder(FloatVectorValues.fromFloats(vectors, DIMENSION), VectorSimilarityFunction.COSINE,
                    PARAMETERS).build(threads, new TaskExecutor(executor), linked -> {});
        }
    }

    private List<float[]> random(int count) {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] vector = new float[DIMENSION];
            for (int j = 0; j < DIMENSION; j++) {
                vector[j] = (float) random.nextGaussian();
            }
            vectors.add(vector);
        }
        return vectors;
    }

    /** The neighbours of each node, by level. */
    private static List<Map<Integer, List<Integer>>> levels(HnswGraph graph) throws IOException {
        List<Map<Integer, List<Integer>>> levels = new ArrayList<>();
        for (int level = 0; level < graph.numLevels(); level++) {
            Map<Integer, List<Integer>> nodes = new TreeMap<>();
            for (int node : nodes(graph, level)) {
                nodes.put(node, neighbours(graph, level, node));
            }
            levels.add(nodes);
        }
        return levels;
    }

    private static Set<Integer> reached(HnswGraph graph) throws IOException {
        Set<Integer> reached = new TreeSet<>(List.of(graph.entryNode()));
        Deque<Integer> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (int neighbour : neighbours(graph, 0, open.pop())) {
                if (reached.add(neighbour)) {
                    open.push(neighbour);
                }
            }
        }
        return reached;
    }

    private static Set<Integer> nodes(HnswGraph graph, int level) throws IOException {
        Set<Integer> nodes = new TreeSet<>();
        HnswGraph.NodesIterator iterator = graph.getNodesOnLevel(level);
        while (iterator.hasNext()) {
            nodes.add(iterator.nextInt());
        }
        return nodes;
    }

    private static List<Integer> neighbours(HnswGraph graph, int level, int node) throws IOException {
        List<Integer> neighbours = new ArrayList<>();
        graph.seek(level, node);
        for (int next = graph.nextNeighbor(); next != DocIdSetIterator.NO_MORE_DOCS; next = graph.nextNeighbor()) {
            neighbours.add(next);
        }
        assertThat(graph.neighborCount()).isEqualTo(neighbours.size());
        return neighbours;
    }
}
