package io.semsearch.evaluation;

import io.semsearch.evaluation.SimilarityRows.Row;
import io.semsearch.progress.Progress;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** The result of one exact search of all queries: the rank of each right answer in the gallery and in its fold, and how
 * often each row of the gallery is among the first. */
final class Ranking {

    /** Length of the lists that occurrences are counted in. */
    static final int LIST_LENGTH = 10;

    private final Question question;
    private final int[] ranks;
    private final int[] foldRanks;
    private final AtomicIntegerArray occurrences;

    private Ranking(Question question) {
        this.question = question;
        this.ranks = new int[question.queries.rows()];
        this.foldRanks = new int[question.queries.rows()];
        this.occurrences = new AtomicIntegerArray(question.gallery.rows());
    }

    /** What is searched for.
     *
     * @param queries unit vectors, shape [queries, dimension]
     * @param gallery unit vectors, shape [gallery, dimension]
     * @param targets the rows of each query's right answers, of one fold, at least one each
     * @param ties    order equally similar rows
     * @param folds   of the gallery's rows */
    record Question(FloatMatrix queries, FloatMatrix gallery, List<int[]> targets, TieBreak ties, Folds folds) {

        Question {
            if (targets.size() != queries.rows()) {
                throw new IllegalArgumentException(
                        "each query needs its right answers, got " + targets.size() + " for " + queries.rows());
            }
            for (int query = 0; query < targets.size(); query++) {
                if (targets.get(query).length == 0) {
                    throw new IllegalArgumentException("query " + query + " has no right answer");
                }
            }
        }

        Question(FloatMatrix queries, FloatMatrix gallery, List<int[]> targets, TieBreak ties) {
            this(queries, gallery, targets, ties, Folds.none(gallery.rows()));
        }
    }

    static List<int[]> single(int[] targets) {
        return Arrays.stream(targets).mapToObj(target -> new int[]{target}).toList();
    }

    /** Finds the ranks. */
    static Ranking of(Question question, Progress.Task task) {
        Ranking ranking = new Ranking(question);
        SimilarityRows.forEach(question.queries, question.gallery, task,
                block -> block.queries().parallel().forEach(query -> ranking.rank(query, block.row(query), 0)));
        return ranking;
    }

    /** Finds the ranks in the order of similarity less penalty, and counts how often each row is among the first
     * {@value #LIST_LENGTH}: all of them in one pass over the similarities.
     *
     * @param penalties for each ranking, one for each row of the gallery
     * @param reverse   sees all similarities, too
     * @return a ranking for each of them */
    static List<Ranking> withOccurrences(Question question, List<float[]> penalties, ReverseRanking reverse,
            Progress.Task task) {
        List<Ranking> rankings = penalties.stream().map(each -> new Ranking(question)).toList();
        SimilarityRows.forEach(question.queries, question.gallery, task, block -> {
            block.queries().parallel().forEach(query -> {
                for (int i = 0; i < rankings.size(); i++) {
                    rankings.get(i).rank(query, block.row(query).less(penalties.get(i)), LIST_LENGTH);
                }
            });
            reverse.see(block);
        });
        return rankings;
    }

    RanksFound found() {
        return new RanksFound(ranks, foldRanks);
    }

    /** N_10 of each row of the gallery. */
    int[] occurrences() {
        int[] counts = new int[occurrences.length()];
        Arrays.setAll(counts, occurrences::get);
        return counts;
    }

    /** @param listLength how many of the first rows are counted */
    private void rank(int query, Row similarities, int listLength) {
        TieBreak ties = question.ties;
        int best = question.targets.get(query)[0];
        for (int target : question.targets.get(query)) {
            best = similarities.isBefore(target, best, ties) ? target : best;
        }
        int fold = question.folds.of(best);
        float similarity = similarities.get(best);
        int rank = 1;
        int foldRank = 1;
        FirstRows first = new FirstRows(similarities, Math.min(listLength, similarities.size()), ties);
        float least = listLength == 0 ? similarity : Float.NEGATIVE_INFINITY;
        int size = similarities.size();
        int other = similarities.nextAtLeast(least, 0, size);
        while (other < size) {
            if (similarities.isBefore(other, best, ties)) {
                rank++;
                foldRank += question.folds.of(other) == fold ? 1 : 0;
            }
            if (listLength > 0) {
                first.offer(other);
                least = Math.min(similarity, first.least());
            }
            other = similarities.nextAtLeast(least, other + 1, size);
        }
        ranks[query] = rank;
        foldRanks[query] = fold == Folds.NONE ? 0 : foldRank;
        for (int row : first.rows()) {
            occurrences.incrementAndGet(row);
        }
    }
}
