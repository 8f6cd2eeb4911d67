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
    private final int dimension;
    private volatile @Nullable FloatMatrix sample;

    Background(StoredImages images, int dimension) {
        this.images = images;
        this.dimension = dimension;
    }

    /** What a query's similarities are measured by.
     *
     * <p>The evidence of an image is its similarity to what the model knows of the query. It stands out by {@code (evidence
     * - center) / spread}. */
    static final class Scale {

        private final float[] query;
        private final double center;
        private final double spread;

        private Scale(float[] query, double center, double spread) {
            this.query = query;
            this.center = center;
            this.spread = spread;
        }

        /** The query without what the model does not know; shared, do not modify. */
        float[] query() {
            return query;
        }

        /** How far an image stands out.
         *
         * @param evidence similarity of the image to {@link #query} */
        double deviation(double evidence) {
            return spread > 0 ? (evidence - center) / spread : 0;
        }
    }

    /** The center is the median evidence of the sample, the spread that of the sample's similarities to the whole query:
     * where the model knows little of a query, nothing stands out. */
    Scale scale(ComposedQuery query) throws IOException {
        FloatMatrix sampled = sample();
        float[] whole = similarities(sampled, query.vector());
        float[] evidence = query.evidence();
        return new Scale(evidence, median(similarities(sampled, evidence)), median(whole) - quantile(whole, BELOW));
    }

    /** What tells the confidence that one can have in an image as an answer to a query.
     *
     * @return empty if the query has no words, or nothing was measured that words could be compared with */
    Optional<ToDoubleFunction<float[]>> confidences(ComposedQuery query, Optional<SearchCalibration> calibration)
            throws IOException {
        if (!query.hasWords() || calibration.isEmpty() || calibration.get().background().isEmpty()) {
            return Optional.empty();
        }
        Scale scale = scale(query);
        SearchCalibration measured = calibration.get();
        return Optional.of(image -> measured.confidence(scale.deviation(Vectors.dot(image, scale.query()))));
    }

    private FloatMatrix sample() throws IOException {
        FloatMatrix known = sample;
        if (known == null) {
            known = images.vectors(images.spread(SAMPLE), Space.SEMANTIC, dimension);
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
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))];
    }
}
