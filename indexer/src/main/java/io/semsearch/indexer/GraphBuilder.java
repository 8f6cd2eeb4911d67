package io.semsearch.indexer;

import io.semsearch.schema.HnswParameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;

/** Links vectors into an HNSW graph (Malkov and Yashunin 2018), always into the same one, by however many threads.
 *
 * <p>Vectors come in batches (Manohar et al. 2024, "ParlayANN"): each of a batch chooses its neighbours in the graph as it
 * was before the batch; then each node that was chosen is linked back. So a thread reads what nobody writes and writes what
 * nobody reads, none waits for another within a batch, and nothing depends on which of them comes first. */
final class GraphBuilder {

    private static final long SEED = 42;
    /** A batch is so small a part of the graph that it hardly matters that its vectors do not find each other. */
    private static final int GRAPH_IN_BATCHES = 100;
    private static final int MOST_IN_BATCH = 4096;
    /** The first tenth of the vectors is searched for without limit: they make the far links. */
    private static final int GRAPH_IN_FIRST = 10;
    private static final int TAKEN_AT_ONCE = 8;

    private final FloatVectorValues vectors;
    private final RandomVectorScorerSupplier scorers;
    private final HnswParameters parameters;
    /** Nodes in the order in which they come. */
    private final int[] order;
    /** Of each node. */
    private final int[] highestLevel;
    private final List<Links> levels;
    private final List<GraphLinker> linkers = new ArrayList<>();
    private int entryNode;

    /** @param vectors at least one */
    GraphBuilder(FloatVectorValues vectors, VectorSimilarityFunction similarity, HnswParameters parameters)
            throws IOException {
        this.vectors = vectors;
        this.scorers = FlatVectorScorerUtil.getLucene99FlatVectorsScorer().getRandomVectorScorerSupplier(similarity,
                vectors);
        this.parameters = parameters;
        SplittableRandom random = new SplittableRandom(SEED);
        this.order = anyOrder(vectors.size(), random);
        this.highestLevel = highestLevels(vectors.size(), parameters.m(), random);
        this.levels = levels(highestLevel, parameters.m());
    }

    /** Images that follow each other are often alike; the first to come make the far links, so they should lie anywhere. */
    private static int[] anyOrder(int size, SplittableRandom random) {
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

    /** Links all.
     *
     * @param threads  how many take part
     * @param executor runs them
     * @param progress is told how many vectors are linked */
    LinkedGraph build(int threads, TaskExecutor executor, IntConsumer progress) throws IOException {
        for (int i = 0; i < threads; i++) {
            linkers.add(new GraphLinker(levels, scorers.copy().scorer(), new VectorPrefetch(vectors), parameters));
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
            progress.accept(linked);
        }
        levels.forEach(Links::forgetScores);
        new Reach(levels.getFirst()).connect(entryNode,
                node -> linkers.getFirst().attach(node, entryNode, highestLevel[entryNode]));
        return new LinkedGraph(levels, entryNode, parameters.m());
    }

    private void link(int from, int to, TaskExecutor executor) throws IOException {
        int entry = entryNode;
        int top = highestLevel[entry];
        // as they lie in memory; who comes first in a batch makes no difference
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

    /** The nodes that some new ones chose, each with the one that chose it, sorted. */
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

    /** One of some pieces of work, none of which needs another. */
    @FunctionalInterface
    private interface Piece {
        void run(GraphLinker linker, int place) throws IOException;
    }

    private void each(int count, TaskExecutor executor, Piece piece) throws IOException {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> shares = new ArrayList<>();
        for (GraphLinker linker : linkers.subList(0, Math.clamp(count / TAKEN_AT_ONCE, 1, linkers.size()))) {
            shares.add(() -> {
                for (int start = next.getAndAdd(TAKEN_AT_ONCE); start < count; start = next.getAndAdd(TAKEN_AT_ONCE)) {
                    for (int place = start; place < Math.min(count, start + TAKEN_AT_ONCE); place++) {
                        piece.run(linker, place);
                    }
                }
                return null;
            });
        }
        executor.invokeAll(shares);
    }
}
