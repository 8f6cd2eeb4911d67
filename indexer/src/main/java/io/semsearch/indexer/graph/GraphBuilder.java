package io.semsearch.indexer.graph;

import io.semsearch.schema.HnswParameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;

/** Builds an HNSW graph of vectors (Malkov and Yashunin 2018). The graph is the same, bit for bit, with any number of
 * threads.
 *
 * <p>Vectors are added in batches (Manohar et al. 2024, "ParlayANN"). First every vector of a batch chooses its
 * neighbours in the graph as it was before the batch; then every chosen node is linked back. So within a batch no
 * thread writes what another one reads, none waits for another, and the result does not depend on their order.
 *
 * <p>Cost: about 0.6 KB of memory per vector with m 16, and at least {@code efConstruction} comparisons per vector. */
final class GraphBuilder {

    private static final long SEED = 42;
    /** Maximum size of a batch as a fraction of the graph, because the vectors of one batch cannot choose each
     * other. */
    private static final int GRAPH_IN_BATCHES = 100;
    private static final int MOST_IN_BATCH = 4096;
    /** Searches for the first tenth of the vectors have unlimited patience, because these vectors make the long
     * links. */
    private static final int GRAPH_IN_FIRST = 10;
    /** Number of nodes that a thread takes from the batch at a time. */
    private static final int CHUNK = 8;

    private final RandomVectorScorerSupplier scorers;
    private final HnswParameters parameters;
    /** Nodes in the order in which they are added. */
    private final int[] order;
    /** By node. */
    private final int[] highestLevel;
    private final List<Links> levels;
    private final List<GraphLinker> linkers = new ArrayList<>();
    private int entryNode;

    /** @param vectors at least one */
    GraphBuilder(FloatVectorValues vectors, VectorSimilarityFunction similarity, HnswParameters parameters)
            throws IOException {
        this.scorers = FlatVectorScorerUtil.getLucene99FlatVectorsScorer().getRandomVectorScorerSupplier(similarity,
                vectors);
        this.parameters = parameters;
        SplittableRandom random = new SplittableRandom(SEED);
        this.order = shuffled(vectors.size(), random);
        this.highestLevel = highestLevels(vectors.size(), parameters.m(), random);
        this.levels = levels(highestLevel, parameters.m());
    }

    /** A random order: consecutive images are often alike, and the first vectors make the long links, so they should be
     * spread. */
    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int node = order[i];
            order[i] = order[other];
            order[other] = node;
        }
        return order;
    }

    private static int[] highestLevels(int size, int m, SplittableRandom random) {
        return IntStream.range(0, size).map(node -> (int) (-Math.log(1 - random.nextDouble()) / Math.log(m)))
                .toArray();
    }

    private static List<Links> levels(int[] highestLevel, int m) {
        List<Links> levels = new ArrayList<>();
        levels.add(Links.ofAll(highestLevel.length, 2 * m));
        int top = Arrays.stream(highestLevel).max().orElseThrow();
        for (int level = 1; level <= top; level++) {
            int least = level;
            levels.add(Links.of(IntStream.range(0, highestLevel.length)
                    .filter(node -> highestLevel[node] >= least).toArray(), m));
        }
        return levels;
    }

    /** Receives the progress, between batches. */
    @FunctionalInterface
    interface Listener {

        /** @throws IOException to end the build */
        void linked(int count) throws IOException;
    }

    /** Links all vectors.
     *
     * @param threads  number of threads that take part
     * @param executor runs them
     * @param listener receives the number of linked vectors */
    LinkedGraph build(int threads, TaskExecutor executor, Listener listener) throws IOException {
        for (int i = 0; i < threads; i++) {
            linkers.add(new GraphLinker(levels, scorers.copy().scorer(), parameters));
        }
        entryNode = order[0];
        int linked = 1;
        while (linked < highestLevel.length) {
            int batch = Math.clamp(linked / GRAPH_IN_BATCHES, 1, MOST_IN_BATCH);
            int end = Math.min(linked + batch, highestLevel.length);
            if (linked >= highestLevel.length / GRAPH_IN_FIRST) {
                linkers.forEach(GraphLinker::limitPatience);
            }
            link(linked, end, executor);
            linked = end;
            listener.linked(linked);
        }
        levels.forEach(Links::forgetScores);
        new Reach(levels.getFirst()).connect(entryNode,
                node -> linkers.getFirst().attach(node, entryNode, highestLevel[entryNode]));
        return new LinkedGraph(levels, entryNode, parameters.m());
    }

    private void link(int from, int to, TaskExecutor executor) throws IOException {
        int entry = entryNode;
        int top = highestLevel[entry];
        // in the order of memory, which is faster; the order within a batch has no other effect
        Arrays.sort(order, from, to);
        each(to - from, executor,
                (linker, i) -> linker.link(order[from + i], Math.min(top, highestLevel[order[from + i]]), entry, top));
        for (int level = 0; level <= top; level++) {
            linkBack(level, from, to, executor);
        }
        for (int i = from; i < to; i++) {
            if (highestLevel[order[i]] > highestLevel[entryNode]) {
                entryNode = order[i];
            }
        }
    }

    private void linkBack(int level, int from, int to, TaskExecutor executor) throws IOException {
        Links links = levels.get(level);
        long[] choices = choices(links, level, from, to);
        int[] starts = new int[choices.length + 1];
        int count = 0;
        for (int i = 0; i < choices.length; i++) {
            if (i == 0 || chosen(choices[i]) != chosen(choices[i - 1])) {
                starts[count++] = i;
            }
        }
        starts[count] = choices.length;
        each(count, executor, (linker, i) -> linker.linkBack(links, choices, starts[i], starts[i + 1]));
    }

    /** Pairs of a chosen node and the new node that chose it, sorted. */
    private long[] choices(Links links, int level, int from, int to) {
        long[] choices = new long[parameters.m() * (to - from)];
        int count = 0;
        for (int place = from; place < to; place++) {
            int node = order[place];
            if (highestLevel[node] < level) {
                continue;
            }
            int row = links.row(node);
            int[] block = links.block(row);
            int start = links.start(row);
            for (int i = start + 1; i <= start + block[start]; i++) {
                choices[count++] = ((long) block[i] << Integer.SIZE) | node;
            }
        }
        Arrays.sort(choices, 0, count);
        return Arrays.copyOf(choices, count);
    }

    static int chosen(long choice) {
        return (int) (choice >> Integer.SIZE);
    }

    static int chooser(long choice) {
        return (int) choice;
    }

    /** A piece of work that is independent of the others. */
    @FunctionalInterface
    private interface Piece {
        void run(GraphLinker linker, int place) throws IOException;
    }

    private void each(int count, TaskExecutor executor, Piece piece) throws IOException {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> shares = new ArrayList<>();
        for (GraphLinker linker : linkers.subList(0, Math.clamp(count / CHUNK, 1, linkers.size()))) {
            shares.add(() -> {
                for (int start = next.getAndAdd(CHUNK); start < count; start = next.getAndAdd(CHUNK)) {
                    for (int place = start; place < Math.min(count, start + CHUNK); place++) {
                        piece.run(linker, place);
                    }
                }
                return null;
            });
        }
        executor.invokeAll(shares);
    }
}
