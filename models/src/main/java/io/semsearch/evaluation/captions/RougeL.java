package io.semsearch.evaluation.captions;

import java.util.List;

/** ROUGE-L (Lin 2004): the longest common subsequence of the words of a caption and of its references.
 *
 * <p>{@code (1 + b^2) P R / (R + b^2 P)} with b = 1.2, where P is the largest share of the caption and R the largest
 * share of a reference that the subsequence makes up, each over all references. */
final class RougeL {

    private static final double BETA_SQUARED = 1.2 * 1.2;

    private RougeL() {}

    /** The score of one caption, in [0, 1]. */
    static double of(JudgedCaption caption) {
        double precision = 0;
        double recall = 0;
        for (List<String> reference : caption.references()) {
            double common = longestCommonSubsequence(caption.words(), reference);
            if (common > 0) {
                precision = Math.max(precision, common / caption.words().size());
                recall = Math.max(recall, common / reference.size());
            }
        }
        return precision == 0 ? 0 : (1 + BETA_SQUARED) * precision * recall / (recall + BETA_SQUARED * precision);
    }

    private static int longestCommonSubsequence(List<String> a, List<String> b) {
        int[] lengths = new int[b.size() + 1];
        for (String word : a) {
            int diagonal = 0;
            for (int j = 1; j < lengths.length; j++) {
                int above = lengths[j];
                lengths[j] = word.equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above, lengths[j - 1]);
                diagonal = above;
            }
        }
        return lengths[b.size()];
    }
}
