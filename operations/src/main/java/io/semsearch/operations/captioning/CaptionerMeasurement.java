package io.semsearch.operations.captioning;

import io.semsearch.evaluation.captions.CaptionMetrics;
import java.util.Optional;

/** How good the captions of a captioner are, beside others.
 *
 * @param photos           that captions were written for
 * @param captioner        its captions, against all captions of people
 * @param reranked         the captions of its beam that are nearest to the photo in the semantic space; empty if the
 *                         collection has no model
 * @param nearest          for each photo, a caption of the most similar training photo; empty without training captions
 * @param people           each person's caption against the others' of the same photo; empty if a photo has one caption
 * @param captionerLeaving the captioner against as many captions as people are measured by
 * @param distinct         number of different captions that it wrote
 * @param copied           share of its captions that are a training caption, word by word; empty without training
 *                         captions
 * @param millisPerCaption time of one thread for a caption */
public record CaptionerMeasurement(int photos, CaptionMetrics captioner, Optional<CaptionMetrics> reranked,
        Optional<CaptionMetrics> nearest, Optional<CaptionMetrics> people, Optional<CaptionMetrics> captionerLeaving,
        int distinct, Optional<Double> copied, double millisPerCaption) {}
