package io.semsearch.evaluation.captions;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** How near captions are to those of people, over all images; equal to coco-caption's figures for equal words.
 *
 * @param bleu1  BLEU with runs of one word, in [0, 1]
 * @param bleu2  of up to two words
 * @param bleu3  of up to three words
 * @param bleu4  of up to four words
 * @param rougeL mean ROUGE-L, in [0, 1]
 * @param ciderD mean CIDEr-D; people reach about 0.8 on Flickr8k */
public record CaptionMetrics(double bleu1, double bleu2, double bleu3, double bleu4, double rougeL, double ciderD) {

    /** Measures captions; takes about a second for a thousand.
     *
     * @param captions one of each image
     * @throws IllegalArgumentException if there is none */
    public static CaptionMetrics of(List<JudgedCaption> captions) {
        if (captions.isEmpty()) {
            throw new IllegalArgumentException("there are no captions to measure");
        }
        double[] bleu = Bleu.of(captions);
        CiderD cider = new CiderD(captions);
        return new CaptionMetrics(bleu[0], bleu[1], bleu[2], bleu[3],
                captions.stream().mapToDouble(RougeL::of).average().orElseThrow(),
                captions.stream().mapToDouble(cider::of).average().orElseThrow());
    }

    /** The mean of each figure.
     *
     * @throws IllegalArgumentException if there are none */
    public static CaptionMetrics mean(List<CaptionMetrics> metrics) {
        return new CaptionMetrics(mean(metrics, CaptionMetrics::bleu1), mean(metrics, CaptionMetrics::bleu2),
                mean(metrics, CaptionMetrics::bleu3), mean(metrics, CaptionMetrics::bleu4),
                mean(metrics, CaptionMetrics::rougeL), mean(metrics, CaptionMetrics::ciderD));
    }

    private static double mean(List<CaptionMetrics> metrics, ToDoubleFunction<CaptionMetrics> figure) {
        return metrics.stream().mapToDouble(figure).average()
                .orElseThrow(() -> new IllegalArgumentException("there are no figures to average"));
    }
}
