package io.semsearch.operations.captioning;

import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The captions that a captioner was trained on, to compare with.
 *
 * @param directions unit features of the photos
 * @param captions   the words of each photo's captions */
record TrainingCaptions(FloatMatrix directions, List<List<List<String>>> captions) {

    static TrainingCaptions of(CaptionedFeatures training) {
        FloatMatrix directions = training.features().matrix().copy();
        directions.l2NormalizeRows();
        return new TrainingCaptions(directions, PhotoCaptionWords.byRow(training));
    }

    /** The first caption of the photo with the largest cosine of features. */
    List<String> ofNearest(float[] features) {
        FloatMatrix wanted = FloatMatrix.wrap(1, features.length, features.clone());
        Vectors.l2Normalize(wanted.values());
        int nearest = 0;
        double best = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < directions.rows(); row++) {
            double similarity = directions.dotRows(row, wanted, 0);
            if (similarity > best) {
                best = similarity;
                nearest = row;
            }
        }
        return captions.get(nearest).getFirst();
    }

    /** All captions once. */
    Set<List<String>> distinct() {
        return captions.stream().flatMap(List::stream).collect(Collectors.toSet());
    }
}
