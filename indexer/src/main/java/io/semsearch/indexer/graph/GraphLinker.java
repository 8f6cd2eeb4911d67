package io.semsearch.indexer.graph;

import io.semsearch.schema.HnswParameters;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.SparseFixedBitSet;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/** Finds the neighbours of nodes, one node at a time. Not thread-safe. */
final class GraphLinker {

    /** Clearing a plain bit set larger than this would take longer than a search. */
    private static final int MOST_BITS = 1 << 20;

    private final List<Links> levels;
    private final UpdateableRandomVectorScorer scorer;
    private final HnswParameters parameters;
    private final NeighborChooser chooser;
    private final BitSet visited;
    private final Beam beam;
    private final long[] candidates;
    private final int[] nodes;
    private final float[] scores;

    /**
     * @param levels of the graph, the lowest first; shared with other linkers
     * @param scorer used by this linker alone */
    GraphLinker(List<Links> levels, UpdateableRandomVectorScorer scorer, HnswParameters parameters) {
        this.levels = levels;
        this.scorer = scorer;
        this.parameters = parameters;
        int size = levels.getFirst().size();
        int most = levels.getFirst().most();
        this.chooser = new NeighborChooser(scorer, most);
        this.visited = size <= MOST_BITS ? new FixedBitSet(size) : new SparseFixedBitSet(size);
        this.beam = new Beam(parameters.efConstruction());
        this.candidates = new long[2 * most];
        this.nodes = new int[most];
        this.scores = new float[most];
    }

    /** Limits the patience of later searches; see {@link Beam}. */
    void limitPatience() {
        beam.limitPatience();
    }

    /** Chooses the neighbours of a new node, at most m on each level (Malkov and Yashunin 2018, algorithm 1).
     *
     * @param highest the highest level that the node gets neighbours on
     * @param entry   the graph's entry node
     * @param top     the graph's highest level */
    void link(int node, int highest, int entry, int top) throws IOException {
        scorer.setScoringOrdinal(node);
        long nearest = Candidate.of(entry, scorer.score(entry));
        for (int level = top; level > highest; level--) {
            nearest = descend(levels.get(level), nearest);
        }
        for (int level = highest; level >= 0; level--) {
            Links links = levels.get(level);
            long[] found = search(links, nearest);
            nearest = found[0];
            chooser.choose(links, node, found, beam.size(), parameters.m());
            scorer.setScoringOrdinal(node);
        }
    }

    /** Makes an unreachable node reachable: it becomes a neighbour of the nearest found node that has room. If none
     * has, it replaces the last neighbour of the nearest node, and takes that one as its own neighbour.
     *
     * @param entry the graph's entry node
     * @param top   the graph's highest level */
    void attach(int node, int entry, int top) throws IOException {
        scorer.setScoringOrdinal(node);
        long nearest = Candidate.of(entry, scorer.score(entry));
        for (int level = top; level > 0; level--) {
            nearest = descend(levels.get(level), nearest);
        }
        Links links = levels.getFirst();
        long[] found = search(links, nearest);
        for (int i = 0; i < beam.size(); i++) {
            if (links.append(Candidate.node(found[i]), node)) {
                return;
            }
        }
        links.append(node, links.replaceLast(Candidate.node(found[0]), node));
    }

    /** Moves to ever nearer neighbours until there is none. */
    private long descend(Links links, long from) throws IOException {
        long best = from;
        while (true) {
            int node = Candidate.node(best);
            int row = links.row(node);
            int[] block = links.block(row);
            int start = links.start(row);
            int count = block[start];
            if (count == 0) {
                return best;
            }
            System.arraycopy(block, start + 1, nodes, 0, count);
            if (scorer.bulkScore(nodes, scores, count) <= Candidate.score(best)) {
                return best;
            }
            for (int i = 0; i < count; i++) {
                best = Math.min(best, Candidate.of(nodes[i], scores[i]));
            }
            if (Candidate.node(best) == node) {
                return best;
            }
        }
    }

    /** Searches a level for the nearest nodes, nearest first, at most {@link Beam#size()} (algorithm 2). */
    private long[] search(Links links, long from) throws IOException {
        visited.clear();
        visited.set(Candidate.node(from));
        beam.start(from);
        float toBeat = beam.toBeat();
        while (beam.hasNext()) {
            int row = links.row(beam.visitNext());
            int[] block = links.block(row);
            int start = links.start(row);
            int count = 0;
            for (int i = start + 1, end = start + block[start]; i <= end; i++) {
                if (!visited.getAndSet(block[i])) {
                    nodes[count++] = block[i];
                }
            }
            if (count == 0 || scorer.bulkScore(nodes, scores, count) <= toBeat) {
                continue;
            }
            for (int i = 0; i < count; i++) {
                if (scores[i] > toBeat) {
                    beam.add(Candidate.of(nodes[i], scores[i]));
                    toBeat = beam.toBeat();
                }
            }
        }
        return beam.found();
    }

    /** Links a node back to those that chose it. If it then has too many neighbours, selects among them.
     *
     * @param choices pairs of chosen and choosing nodes, see {@link GraphBuilder}
     * @param from    index of the first pair of the node
     * @param to      index after its last pair */
    void linkBack(Links links, long[] choices, int from, int to) throws IOException {
        for (int start = from; start < to; start += links.most()) {
            linkSomeBack(links, choices, start, Math.min(to, start + links.most()));
        }
    }

    private void linkSomeBack(Links links, long[] choices, int from, int to) throws IOException {
        int node = GraphBuilder.chosen(choices[from]);
        int count = to - from;
        for (int i = 0; i < count; i++) {
            nodes[i] = GraphBuilder.chooser(choices[from + i]);
        }
        scorer.setScoringOrdinal(node);
        scorer.bulkScore(nodes, scores, count);
        if (links.append(node, nodes, scores, count)) {
            return;
        }
        int before = links.read(node, candidates);
        for (int i = 0; i < count; i++) {
            candidates[before + i] = Candidate.of(nodes[i], scores[i]);
        }
        Arrays.sort(candidates, 0, before + count);
        chooser.choose(links, node, candidates, before + count, links.most());
    }
}
