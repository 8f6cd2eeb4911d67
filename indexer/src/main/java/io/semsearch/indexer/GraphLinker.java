package io.semsearch.indexer;

import io.semsearch.schema.HnswParameters;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.NumericUtils;
import org.apache.lucene.util.TernaryLongHeap;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/** Finds the neighbours of nodes, one after the other; of one thread. */
final class GraphLinker {

    /** Compared at once when it is asked whether a neighbour is diverse: most that are not are known by the first ones. */
    private static final int DIVERSE_AT_ONCE = 8;
    private static final int MOST_COPIES = 4;
    /** Scores of equal vectors, computed in another order, differ by less. */
    private static final float ROUNDING = 1e-6f;

    private final List<Links> levels;
    private final UpdateableRandomVectorScorer scorer;
    private final HnswParameters parameters;
    private final FixedBitSet visited;
    private final TernaryLongHeap toVisit;
    private final TernaryLongHeap found;
    private final long[] candidates;
    private final int[] nodes;
    private final float[] scores;
    private final int[] chosen;
    private final float[] chosenScores;
    private int[] visits = new int[1024];

    /**
     * @param levels of the graph, the lowest first
     * @param scorer of its own */
    GraphLinker(List<Links> levels, UpdateableRandomVectorScorer scorer, HnswParameters parameters) {
        this.levels = levels;
        this.scorer = scorer;
        this.parameters = parameters;
        this.visited = new FixedBitSet(levels.getFirst().size());
        this.toVisit = new TernaryLongHeap(2 * parameters.efConstruction());
        this.found = new TernaryLongHeap(parameters.efConstruction());
        int most = levels.getFirst().most();
        this.candidates = new long[Math.max(parameters.efConstruction(), 2 * most)];
        this.nodes = new int[Math.max(most, DIVERSE_AT_ONCE)];
        this.scores = new float[nodes.length];
        this.chosen = new int[most];
        this.chosenScores = new float[most];
    }

    /** Chooses the neighbours of a node that nobody is linked to yet, at most m on each level (algorithm 1).
     *
     * @param highest level that it is to be linked on
     * @param entry   node of the graph's highest level
     * @param top     that level */
    void link(int node, int highest, int entry, int top) throws IOException {
        scorer.setScoringOrdinal(node);
        long nearest = entry(entry, scorer.score(entry));
        for (int level = top; level > highest; level--) {
            nearest = descend(levels.get(level), nearest);
        }
        for (int level = highest; level >= 0; level--) {
            Links links = levels.get(level);
            int count = search(links, nearest);
            nearest = candidates[count - 1];
            choose(links, node, count, parameters.m());
            scorer.setScoringOrdinal(node);
        }
    }

    /** Makes a node that cannot be reached the neighbour of one that can, as near as there is one with room; else puts it
     * between the nearest and the farthest neighbour of that.
     *
     * @param entry node of the graph's highest level
     * @param top   that level */
    void attach(int node, int entry, int top) throws IOException {
        scorer.setScoringOrdinal(node);
        long nearest = entry(entry, scorer.score(entry));
        for (int level = top; level > 0; level--) {
            nearest = descend(levels.get(level), nearest);
        }
        Links links = levels.getFirst();
        int count = search(links, nearest);
        for (int i = count - 1; i >= 0; i--) {
            if (links.append(node(candidates[i]), node)) {
                return;
            }
        }
        links.append(node, links.replaceLast(node(candidates[count - 1]), node));
    }

    /** Goes to the nearest that can be reached by ever nearer ones. */
    private long descend(Links links, long from) throws IOException {
        long best = from;
        while (true) {
            int node = node(best);
            int row = links.row(node);
            int[] block = links.block(row);
            int start = links.start(row);
            int count = block[start];
            if (count == 0) {
                return best;
            }
            System.arraycopy(block, start + 1, nodes, 0, count);
            if (scorer.bulkScore(nodes, scores, count) <= score(best)) {
                return best;
            }
            for (int i = 0; i < count; i++) {
                best = Math.max(best, entry(nodes[i], scores[i]));
            }
            if (node(best) == node) {
                return best;
            }
        }
    }

    /** Puts the nearest that are found into {@link #candidates}, nearest last.
     *
     * @return how many */
    private int search(Links links, long from) throws IOException {
        int visitCount = 0;
        found.clear();
        toVisit.clear();
        toVisit.push(~from);
        found.push(from);
        visited.set(node(from));
        visits[visitCount++] = node(from);
        float toBeat = Float.NEGATIVE_INFINITY;
        while (toVisit.size() > 0) {
            long best = ~toVisit.pop();
            if (score(best) < toBeat) {
                break;
            }
            int row = links.row(node(best));
            int[] block = links.block(row);
            int start = links.start(row);
            int count = 0;
            for (int i = start + 1, end = start + block[start]; i <= end; i++) {
                if (!visited.getAndSet(block[i])) {
                    nodes[count++] = block[i];
                }
            }
            if (visits.length < visitCount + count) {
                visits = Arrays.copyOf(visits, 2 * visits.length);
            }
            System.arraycopy(nodes, 0, visits, visitCount, count);
            visitCount += count;
            if (count == 0 || scorer.bulkScore(nodes, scores, count) <= toBeat) {
                continue;
            }
            for (int i = 0; i < count; i++) {
                if (scores[i] > toBeat) {
                    toBeat = offer(entry(nodes[i], scores[i]));
                }
            }
        }
        for (int i = 0; i < visitCount; i++) {
            visited.clear(visits[i]);
        }
        int count = found.size();
        for (int i = 0; i < count; i++) {
            candidates[i] = found.get(i + 1);
        }
        Arrays.sort(candidates, 0, count);
        return count;
    }

    private float offer(long entry) {
        toVisit.push(~entry);
        if (found.size() < parameters.efConstruction()) {
            found.push(entry);
        } else if (entry > found.top()) {
            found.updateTop(entry);
        }
        return found.size() < parameters.efConstruction() ? Float.NEGATIVE_INFINITY : score(found.top());
    }

    /** Of the candidates, nearest last, those that are nearer to the node than to any that was chosen before (algorithm 4);
     * copies of the node are as near to all others as it is, so a few of them are enough. */
    private void choose(Links links, int node, int count, int most) throws IOException {
        scorer.setScoringOrdinal(node);
        float copy = scorer.score(node) - ROUNDING;
        int chosenCount = 0;
        for (int i = count - 1; i >= 0 && chosenCount < most; i--) {
            int candidate = node(candidates[i]);
            float score = score(candidates[i]);
            if (score >= copy ? chosenCount < MOST_COPIES : isDiverse(candidate, score, chosenCount)) {
                chosen[chosenCount] = candidate;
                chosenScores[chosenCount++] = score;
            }
        }
        links.write(node, chosen, chosenScores, chosenCount);
    }

    private boolean isDiverse(int candidate, float score, int chosenCount) throws IOException {
        scorer.setScoringOrdinal(candidate);
        for (int start = 0; start < chosenCount; start += DIVERSE_AT_ONCE) {
            int count = Math.min(DIVERSE_AT_ONCE, chosenCount - start);
            System.arraycopy(chosen, start, nodes, 0, count);
            if (scorer.bulkScore(nodes, scores, count) > score + ROUNDING) {
                return false;
            }
        }
        return true;
    }

    /** Links a node back to those that chose it; if these are too many, chooses among all its neighbours.
     *
     * @param choices of which some are of the node, see {@link GraphBuilder}
     * @param from    the first of these
     * @param to      after the last */
    void linkBack(Links links, long[] choices, int from, int to) throws IOException {
        for (int start = from; start < to; start += links.most()) {
            linkSomeBack(links, choices, start, Math.min(to, start + links.most()));
        }
    }

    private void linkSomeBack(Links links, long[] choices, int from, int to) throws IOException {
        int node = GraphBuilder.chosen(choices[from]);
        int before = links.read(node, chosen, chosenScores);
        for (int i = 0; i < before; i++) {
            candidates[i] = entry(chosen[i], chosenScores[i]);
        }
        int count = to - from;
        for (int i = 0; i < count; i++) {
            nodes[i] = GraphBuilder.chooser(choices[from + i]);
        }
        scorer.setScoringOrdinal(node);
        scorer.bulkScore(nodes, scores, count);
        for (int i = 0; i < count; i++) {
            candidates[before + i] = entry(nodes[i], scores[i]);
        }
        int all = before + count;
        Arrays.sort(candidates, 0, all);
        if (all > links.most()) {
            choose(links, node, all, links.most());
            return;
        }
        for (int i = 0; i < all; i++) {
            chosen[i] = node(candidates[all - 1 - i]);
            chosenScores[i] = score(candidates[all - 1 - i]);
        }
        links.write(node, chosen, chosenScores, all);
    }

    /** Sorts by score; of equal ones the lower node counts as the better. */
    private static long entry(int node, float score) {
        return ((long) NumericUtils.floatToSortableInt(score) << Integer.SIZE) | (~node & 0xFFFF_FFFFL);
    }

    private static float score(long entry) {
        return NumericUtils.sortableIntToFloat((int) (entry >> Integer.SIZE));
    }

    private static int node(long entry) {
        return ~(int) entry;
    }
}
