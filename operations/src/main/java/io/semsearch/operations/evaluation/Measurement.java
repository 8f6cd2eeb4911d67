package io.semsearch.operations.evaluation;

import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.evaluation.Evaluation;
import io.semsearch.evaluation.QueryFormMetrics;
import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.triplet.TripletMetrics;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.Optional;

/** The figures of a model on captioned images, and what they were measured on.
 *
 * @param captions       with the images of the gallery
 * @param dataset        the captions that have an embedding, with the same images
 * @param images         semantic vectors of the gallery, shape [images, semanticDimension]
 * @param evaluation     ranks in both directions
 * @param triplets       one for each caption
 * @param forms          the query forms; empty if they were not measured
 * @param whyUncorrected why hubs could not be corrected, and what to do; empty if they were */
public record Measurement(CaptionedFeatures captions, EmbeddedDataset dataset, FloatMatrix images,
        Evaluation evaluation, TripletMetrics triplets, List<QueryFormMetrics> forms, Optional<String> whyUncorrected) {

    /** Copies. */
    public Measurement {
        forms = List.copyOf(forms);
    }

    /** What guessing would reach in the same gallery, from text to image. */
    public RetrievalMetrics chance() {
        return RetrievalMetrics.ofChance(evaluation.gallerySize());
    }
}
