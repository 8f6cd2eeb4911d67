package io.semsearch.schema;

import io.semsearch.json.JsonObject;
import java.util.List;
import java.util.OptionalInt;

/** Measurements of an index: recall of approximate search by number of candidates, and how well random-word queries do.
 * A search uses them to reach a requested recall and to compute confidence. It has no times: an index is measured alike
 * on any machine.
 *
 * @param images     number of images in the index when it was measured
 * @param semantic   text-to-image search
 * @param features   image-to-image search by features
 * @param background deviation of the best hit of each random-word query, ascending; empty if the model has too few
 *                   words. See {@link #confidence(List, double)} */
public record SearchCalibration(int images, Curve semantic, Curve features, List<Double> background) {

    /** Relative change of the number of images beyond which a calibration is stale. */
    private static final double STALE_CHANGE = 0.2;

    /** Copies the list. */
    public SearchCalibration {
        background = List.copyOf(background);
    }

    /** @throws IllegalArgumentException if a value is missing or has another type */
    static SearchCalibration of(JsonObject json) {
        return new SearchCalibration(json.integer("images"), curve(json.object("semantic")),
                curve(json.object("features")), json.numbers("background"));
    }

    private static Curve curve(JsonObject json) {
        return new Curve(json.objects("points").stream()
                .map(point -> new Point(point.integer("efSearch"), point.number("annRecallAt10"))).toList());
    }

    /** True if the number of images has changed by more than a fifth since the measurement.
     *
     * @param imagesNow number of images in the index now */
    public boolean isStale(int imagesNow) {
        return isStale(images, imagesNow);
    }

    /** True if the number of images has changed by more than a fifth. */
    public static boolean isStale(int imagesThen, int imagesNow) {
        return Math.abs(imagesNow - imagesThen) > STALE_CHANGE * imagesThen;
    }

    /** The confidence of a hit: the share of random-word queries whose best hit has a smaller deviation. Confidence
     * 0.8: this hit beats the best hit of 80 % of random-word queries.
     *
     * @param background deviations of the index; not empty
     * @param deviation  the hit's similarity minus the median similarity of the query to other images, divided by their
     *                   spread
     * @return in [0, 1] */
    public static double confidence(List<Double> background, double deviation) {
        return (double) background.stream().filter(best -> best < deviation).count() / background.size();
    }

    /** Recall of approximate search in one vector field.
     *
     * @param points measurements by ascending efSearch */
    public record Curve(List<Point> points) {

        /** Copies the list. */
        public Curve {
            points = List.copyOf(points);
        }

        /** The smallest measured efSearch that reaches a recall.
         *
         * @param annRecall in (0, 1]
         * @return empty if no measured value reaches it */
        public OptionalInt efSearch(double annRecall) {
            return points.stream().filter(point -> point.annRecallAt10() >= annRecall).mapToInt(Point::efSearch)
                    .findFirst();
        }
    }

    /** The measurement of one efSearch.
     *
     * @param efSearch      number of candidates
     * @param annRecallAt10 share of the exact first ten that was found: mean over queries minus its standard error */
    public record Point(int efSearch, double annRecallAt10) {}
}
