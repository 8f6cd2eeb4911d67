package io.semsearch.search.local;

import io.semsearch.search.Space;
import io.semsearch.search.index.StoredImages;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Measures how far an image stands out from a sample of images, for one query (decision record 0053).
 *
 * <p>With the query q, its part e that the model has evidence for ({@link ComposedQuery#evidence}), a sample S of
 * images and an image x, all images of unit length:
 *
 * <pre>{@code
 * deviation(x) = (x.e - median over S of s.e) / (median over S of s.q - quantile 0.1587 over S of s.q)
 * }</pre>
 *
 * <p>It is 0 if the denominator is 0. S is at most {@value #SAMPLE} images, evenly spread over the index: of n images
 * in the order of their documents, number i n / |S|. A quantile p of |S| ascending values is value number floor(p (|S|
 * - 1)), without interpolation. The scale of similarities differs from query to query, with the number of words and how
 * well they fit together; the deviation does not. The denominator is of the whole query, so that nothing stands out if
 * the model has little evidence for the query. Thread-safe. */
final class Background {

    private static final int SAMPLE = 1000;
    /** One standard deviation below the median of a normal distribution. Only the lower half is used: images that match
     * the query are in the upper half. */
    private static final double BELOW = 0.1587;

    private final StoredImages images;
    private final int dimension;
    private volatile @Nullable FloatMatrix sample;

    Background(StoredImages images, int dimension) {
        this.images = images;
        this.dimension = dimension;
    }

    /** The scale of one query. Immutable. */
    static final class Scale {

        private final float[] query;
        private final double center;
        private final double spread;

        private Scale(float[] query, double center, double spread) {
            this.query = query;
            this.center = center;
            this.spread = spread;
        }

        /** The query weighted by evidence; shared, do not modify. */
        float[] query() {
            return query;
        }

        /** How far an image stands out.
         *
         * @param evidence inner product of the image and {@link #query} */
        double deviation(double evidence) {
            return spread > 0 ? (evidence - center) / spread : 0;
        }
    }

    /** The scale of a query. */
    Scale scale(ComposedQuery query) throws IOException {
        FloatMatrix sampled = sample();
        float[] whole = similarities(sampled, query.vector());
        float[] evidence = query.evidence();
        return new Scale(evidence, median(similarities(sampled, evidence)), median(whole) - quantile(whole, BELOW));
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
