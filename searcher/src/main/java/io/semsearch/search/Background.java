package io.semsearch.search;

import io.semsearch.schema.SearchCalibration;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How similar a query is to images in general, so that one can tell how far a hit stands out (decision record 0053).
 *
 * <p>Similarities are scaled differently from query to query: by how many words it has, and by how well they fit together.
 * So they are compared with those of the same query to a fixed sample of at most {@value #SAMPLE} images. Safe to use from
 * many threads. */
final class Background {

    private static final int SAMPLE = 1000;
    /** Lies one standard deviation below the median, if similarities are normally distributed. The lower half is looked at
     * alone: images that truly fit the query are in the upper one. */
    private static final double BELOW = 0.1587;

    private final StoredImages images;
    private volatile @Nullable FloatMatrix sample;

    Background(StoredImages images) {
        this.images = images;
    }

    /** How far images stand out as answers to a query.
     *
     * @return the similarity of an image to what the model knows of the query, less the median of the sample's, in units
     *         of the spread of the sample's similarities to the whole query */
    ToDoubleFunction<float[]> deviations(ComposedQuery query) throws IOException {
        FloatMatrix sampled = sample();
        float[] whole = similarities(sampled, query.vector());
        float[] evidence = query.evidence();
        float[] known = similarities(sampled, evidence);
        double spread = median(whole) - quantile(whole, BELOW);
        double center = median(known);
        return image -> spread > 0 ? (Vectors.dot(image, evidence) - center) / spread : 0;
    }

    /** How far the best of some images stands out as an answer to a query. */
    double bestDeviation(ComposedQuery query, FloatMatrix all) throws IOException {
        ToDoubleFunction<float[]> deviations = deviations(query);
        float[] similarities = similarities(all, query.evidence());
        int best = 0;
        for (int i = 1; i < similarities.length; i++) {
            best = similarities[i] > similarities[best] ? i : best;
        }
        return deviations.applyAsDouble(all.row(best));
    }

    /** What tells the confidence that one can have in an image as an answer to a query.
     *
     * @return empty if the query has no words, or nothing was measured that words could be compared with */
    Optional<ToDoubleFunction<float[]>> confidences(ComposedQuery query, Optional<SearchCalibration> calibration)
            throws IOException {
        if (!query.hasWords() || calibration.isEmpty() || calibration.get().background().isEmpty()) {
            return Optional.empty();
        }
        ToDoubleFunction<float[]> deviations = deviations(query);
        SearchCalibration measured = calibration.get();
        return Optional.of(image -> measured.confidence(deviations.applyAsDouble(image)));
    }

    private FloatMatrix sample() throws IOException {
        FloatMatrix known = sample;
        if (known == null) {
            known = images.sample(SAMPLE);
            sample = known;
        }
        return known;
    }

    private static float[] similarities(FloatMatrix images, float[] query) {
        return images.multiply(FloatMatrix.wrap(query.length, 1, query)).values();
    }

    private static double median(float[] values) {
        return quantile(values, 0.5);
    }

    private static double quantile(float[] values, double share) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
