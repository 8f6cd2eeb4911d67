package io.semsearch.evaluation.captions;

import java.util.List;
import java.util.Map;

/** BLEU of a corpus (Papineni et al. 2002): how many runs of 1 to n words of the captions occur in a reference.
 *
 * <p>{@code BLEU-n = penalty (p1 ... pn)^(1/n)}, where p is the share of runs that occur, each counted at most as often
 * as in the reference that has it most often; {@code penalty = exp(1 - r / c)} if the captions' length c is below the
 * length r of the references nearest in length, else 1. As in coco-caption, a share has 1e-15 added to its count and
 * 1e-9 to its total, so that BLEU-4 of a corpus without a common run of four words is small, not 0. */
final class Bleu {

    private static final double TINY = 1e-15;
    private static final double SMALL = 1e-9;

    private final long[] matched = new long[NGrams.LONGEST];
    private final long[] total = new long[NGrams.LONGEST];
    private long length;
    private long referenceLength;

    private Bleu() {}

    /** BLEU-1 to BLEU-4, each in [0, 1]. */
    static double[] of(List<JudgedCaption> captions) {
        Bleu corpus = new Bleu();
        captions.forEach(corpus::add);
        return corpus.scores();
    }

    private void add(JudgedCaption caption) {
        int words = caption.words().size();
        length += words;
        referenceLength += nearestLength(caption);
        for (int n = 1; n <= NGrams.LONGEST; n++) {
            total[n - 1] += Math.max(0, words - n + 1);
            matched[n - 1] += matched(caption, n);
        }
    }

    /** Of two that are equally near, the shorter one. */
    private static int nearestLength(JudgedCaption caption) {
        int nearest = caption.references().getFirst().size();
        for (List<String> reference : caption.references()) {
            int difference = Math.abs(reference.size() - caption.words().size());
            int least = Math.abs(nearest - caption.words().size());
            if (difference < least || (difference == least && reference.size() < nearest)) {
                nearest = reference.size();
            }
        }
        return nearest;
    }

    private static long matched(JudgedCaption caption, int n) {
        List<Map<String, Integer>> references = caption.references().stream()
                .map(reference -> NGrams.count(reference, n)).toList();
        return NGrams.count(caption.words(), n).entrySet().stream()
                .mapToLong(run -> Math.min(run.getValue(), references.stream()
                        .mapToInt(reference -> reference.getOrDefault(run.getKey(), 0)).max().orElse(0)))
                .sum();
    }

    private double[] scores() {
        double[] scores = new double[NGrams.LONGEST];
        double ratio = (length + TINY) / (referenceLength + SMALL);
        double penalty = ratio < 1 ? Math.exp(1 - 1 / ratio) : 1;
        double product = 1;
        for (int n = 1; n <= NGrams.LONGEST; n++) {
            product *= (matched[n - 1] + TINY) / (total[n - 1] + SMALL);
            scores[n - 1] = Math.pow(product, 1.0 / n) * penalty;
        }
        return scores;
    }
}
