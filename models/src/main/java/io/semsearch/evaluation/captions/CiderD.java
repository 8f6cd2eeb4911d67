package io.semsearch.evaluation.captions;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** CIDEr-D (Vedantam et al. 2015): runs of 1 to 4 words that a caption and its references share, rare ones counted
 * more.
 *
 * <p>A text is a vector of its runs of n words, each value its count times {@code log(images) - log(images whose
 * references have the run)}. The score of a caption is 10 times the mean, over n and the references, of the cosine of
 * both vectors with the caption's values cut down to the reference's, times {@code exp(-d^2 / 72)} for d words of
 * difference in length. It depends on all images that are measured together. */
final class CiderD {

    private static final double SIGMA = 6;
    private static final double SCALE = 10;

    private final double logImages;
    private final Map<String, Integer> imagesWithRun = new HashMap<>();

    /** Counts the runs in the references of all captions. */
    CiderD(List<JudgedCaption> captions) {
        logImages = Math.log(captions.size());
        for (JudgedCaption caption : captions) {
            Set<String> runs = new HashSet<>();
            for (List<String> reference : caption.references()) {
                for (int n = 1; n <= NGrams.LONGEST; n++) {
                    runs.addAll(NGrams.count(reference, n).keySet());
                }
            }
            runs.forEach(run -> imagesWithRun.merge(run, 1, Integer::sum));
        }
    }

    /** The score of one of the captions; at least 0. */
    double of(JudgedCaption caption) {
        double sum = 0;
        for (int n = 1; n <= NGrams.LONGEST; n++) {
            Map<String, Double> weights = weights(caption.words(), n);
            double norm = norm(weights);
            for (List<String> reference : caption.references()) {
                double difference = runs(caption.words()) - runs(reference);
                sum += similarity(weights, norm, weights(reference, n))
                        * Math.exp(-difference * difference / (2 * SIGMA * SIGMA));
            }
        }
        return SCALE * sum / NGrams.LONGEST / caption.references().size();
    }

    private Map<String, Double> weights(List<String> words, int n) {
        Map<String, Double> weights = new HashMap<>();
        NGrams.count(words, n).forEach((run, count) -> weights.put(run,
                count * (logImages - Math.log(Math.max(1, imagesWithRun.getOrDefault(run, 0))))));
        return weights;
    }

    private static double similarity(Map<String, Double> weights, double norm, Map<String, Double> reference) {
        double product = 0;
        for (Map.Entry<String, Double> run : weights.entrySet()) {
            double other = reference.getOrDefault(run.getKey(), 0.0);
            product += Math.min(run.getValue(), other) * other;
        }
        double norms = norm * norm(reference);
        return norms == 0 ? product : product / norms;
    }

    private static double norm(Map<String, Double> weights) {
        return Math.sqrt(weights.values().stream().mapToDouble(weight -> weight * weight).sum());
    }

    /** The reference implementation measures a length in runs of two words. */
    private static int runs(List<String> words) {
        return Math.max(0, words.size() - 1);
    }
}
