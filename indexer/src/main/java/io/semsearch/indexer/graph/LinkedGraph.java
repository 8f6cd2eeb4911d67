package io.semsearch.indexer.graph;

import java.util.List;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.hnsw.HnswGraph;

/** A built graph in the form that Lucene reads. Not thread-safe. */
final class LinkedGraph extends HnswGraph {

    private final List<Links> levels;
    private final int entryNode;
    private final int maxConn;
    private int[] block = {};
    private int next;
    private int end;
    private int count;

    /**
     * @param levels    the lowest first
     * @param entryNode a node of the highest level */
    LinkedGraph(List<Links> levels, int entryNode, int maxConn) {
        this.levels = List.copyOf(levels);
        this.entryNode = entryNode;
        this.maxConn = maxConn;
    }

    @Override
    public void seek(int level, int node) {
        Links links = levels.get(level);
        int row = links.row(node);
        block = links.block(row);
        next = links.start(row);
        count = block[next];
        end = next + count;
    }

    @Override
    public int nextNeighbor() {
        return next < end ? block[++next] : DocIdSetIterator.NO_MORE_DOCS;
    }

    @Override
    public int neighborCount() {
        return count;
    }

    @Override
    public int size() {
        return levels.getFirst().size();
    }

    @Override
    public int numLevels() {
        return levels.size();
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
        Links links = levels.get(level);
        return level == 0
                ? new DenseNodesIterator(links.size())
                : new ArrayNodesIterator(links.nodes(), links.size());
    }
}
