package io.semsearch.search;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.hnsw.HnswGraph;

/** The graph of a field in memory: in its file the neighbours of a node are packed, and unpacking them at each step takes
 * as long as comparing them, where vectors are short. Not changed once loaded; safe to use from many threads. */
final class LoadedGraph {

    private final int entryNode;
    private final int maxConn;
    private final Level[] levels;

    private LoadedGraph(int entryNode, int maxConn, Level[] levels) {
        this.entryNode = entryNode;
        this.maxConn = maxConn;
        this.levels = levels;
    }

    /** Who is whose neighbour. */
    private static final class Level {

        /** Of the level, rising; empty for all. */
        private final int[] nodes;
        /** A row for each node: how many neighbours it has, and then they; so one place in memory is read, not two. */
        private final int[] neighbours;
        private final int row;

        Level(int[] nodes, int[] neighbours, int row) {
            this.nodes = nodes;
            this.neighbours = neighbours;
            this.row = row;
        }
    }

    /** Copies a graph. */
    static LoadedGraph of(HnswGraph graph) throws IOException {
        Level[] levels = new Level[graph.numLevels()];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = level(graph, level);
        }
        return new LoadedGraph(graph.entryNode(), graph.maxConn(), levels);
    }

    /** Whether a graph can be loaded into so many bytes. */
    static boolean fits(HnswGraph graph, long mostBytes) {
        long ints = (long) graph.size() * rowOfLowest(graph);
        return ints <= Integer.MAX_VALUE - Long.BYTES && Integer.BYTES * ints <= mostBytes;
    }

    private static int rowOfLowest(HnswGraph graph) {
        return 2 * graph.maxConn() + 1;
    }

    private static Level level(HnswGraph graph, int level) throws IOException {
        int[] nodes = level == 0 ? new int[0] : sortedNodes(graph, level);
        int count = level == 0 ? graph.size() : nodes.length;
        int row = level == 0 ? rowOfLowest(graph) : graph.maxConn() + 1;
        int[] neighbours = new int[count * row];
        for (int place = 0; place < count; place++) {
            int start = place * row;
            graph.seek(level, level == 0 ? place : nodes[place]);
            int end = start;
            for (int next = graph.nextNeighbor(); next != DocIdSetIterator.NO_MORE_DOCS; next = graph.nextNeighbor()) {
                neighbours[++end] = next;
            }
            neighbours[start] = end - start;
        }
        return new Level(nodes, neighbours, row);
    }

    private static int[] sortedNodes(HnswGraph graph, int level) throws IOException {
        HnswGraph.NodesIterator nodes = graph.getSortedNodes(level);
        int[] sorted = new int[nodes.size()];
        int count = nodes.consume(sorted);
        return count == sorted.length ? sorted : Arrays.copyOf(sorted, count);
    }

    /** The same graph, for one walk at a time. */
    HnswGraph forOneWalk() {
        return new View();
    }

    private final class View extends HnswGraph {

        private int[] neighbours = {};
        private int last;
        private int end;
        private int count;

        @Override
        public void seek(int level, int node) {
            Level it = levels[level];
            neighbours = it.neighbours;
            last = it.row * (level == 0 ? node : Arrays.binarySearch(it.nodes, node));
            count = neighbours[last];
            end = last + count;
        }

        @Override
        public int nextNeighbor() {
            return last < end ? neighbours[++last] : DocIdSetIterator.NO_MORE_DOCS;
        }

        @Override
        public int neighborCount() {
            return count;
        }

        @Override
        public int size() {
            return levels[0].neighbours.length / levels[0].row;
        }

        @Override
        public int numLevels() {
            return levels.length;
        }

        @Override
        public int maxConn() {
            return maxConn;
        }

        @Override
        public int entryNode() {
            return entryNode;
        }

        @Override
        public NodesIterator getNodesOnLevel(int level) {
            return level == 0
                    ? new DenseNodesIterator(size())
                    : new ArrayNodesIterator(levels[level].nodes, levels[level].nodes.length);
        }
    }
}
