package io.semsearch.schema;

import io.semsearch.json.JsonObject;
import java.util.List;
import java.util.OptionalInt;

/** What was measured on an index, so that a search can promise something: how many candidates find how much in which
 * time, and how well meaningless texts do.
 *
 * @param images     in the index when it was measured
 * @param semantic   of texts that look for images
 * @param features   of images that look for images by their features
 * @param background how far the best hit of each of some meaningless texts stands out, rising; empty if the model has too
 *                   few words to make them of. See {@link #confidence} */
public record SearchCalibration(int images, Curve semantic, Curve features, List<Double> background) {

    /** Copies. */
    public SearchCalibration {
        background = List.copyOf(background);
    }

    /** @throws IllegalArgumentException if something is missing, or of another kind */
    static SearchCalibration of(JsonObject json) {
        return new SearchCalibration(json.integer("images"), curve(json.object("semantic")),
                curve(json.object("features")), json.numbers("background"));
    }

    private static Curve curve(JsonObject json) {
        return new Curve(json.number("exactMicros"), json.objects("points").stream()
                .map(point -> new Point(point.integer("efSearch"), point.number("annRecallAt10"),
                        point.number("micros")))
                .toList());
    }

    /** The share of meaningless texts whose best hit stands out less.
     *
     * @param deviation how far a hit stands out: its similarity less the median of the query's similarities to other
     *                  images, in units of their spread
     * @return in [0, 1] */
    public double confidence(double deviation) {
        return background.isEmpty()
                ? 1
                : (double) background.stream().filter(best -> best < deviation).count() / background.size();
    }

    /** What approximate search finds, and what it costs.
     *
     * @param exactMicros time of an exact search, in microseconds; the median
     * @param points      by rising efSearch */
    public record Curve(double exactMicros, List<Point> points) {

        /** Copies. */
        public Curve {
            points = List.copyOf(points);
        }

        /** The fewest candidates that were seen to find so much of the true first ten.
         *
         * @param annRecall in (0, 1]
         * @return empty if none of those that were tried did */
        public OptionalInt efSearch(double annRecall) {
            return points.stream().filter(point -> point.annRecallAt10() >= annRecall).mapToInt(Point::efSearch)
                    .findFirst();
        }

        /** Time of an approximate search, in microseconds: of the nearest number of candidates that was measured, in
         * proportion; 0 if none was. */
        public double micros(int efSearch) {
            double micros = 0;
            for (Point point : points) {
                if (micros == 0 || point.efSearch <= efSearch) {
                    micros = point.micros * Math.max(1, (double) efSearch / point.efSearch);
                }
            }
            return micros;
        }
    }

    /** One number of candidates.
     *
     * @param efSearch      candidates in view
     * @param annRecallAt10 share of the true first ten that was found: the mean over the queries, less its standard error
     * @param micros        time of a search, in microseconds; the median */
    public record Point(int efSearch, double annRecallAt10, double micros) {}
}
