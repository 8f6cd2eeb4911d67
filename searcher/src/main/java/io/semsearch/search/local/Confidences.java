package io.semsearch.search.local;

import io.semsearch.schema.SearchCalibration;
import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Computes the confidence of hits in one state of an index: the share of random-word queries whose best image stands
 * out less than the hit (decision record 0053), {@code |{b in background : b < deviation(x)}| / |background|}, without
 * interpolation. The background is {@link RandomWordQueries#bestDeviations}, the deviation that of {@link Background}.
 *
 * <p>What random-word queries reach is recorded in an index that the command line wrote. Where it is missing or stale,
 * because a service wrote the index image by image, it is measured here at the first query that asks for confidence,
 * and kept until the index has changed by more than a fifth. Both give the same numbers. Thread-safe. */
final class Confidences {

    /** What random-word queries reached.
     *
     * @param images   in the index when it was measured
     * @param fingerprint of the model
     * @param deviations of the best hit of each query, ascending; empty if the model has too few words to draw from */
    private record Measured(int images, String fingerprint, List<Double> deviations) {

        boolean fits(Snapshot snapshot) {
            return fingerprint.equals(snapshot.model().manifest().fingerprint())
                    && !SearchCalibration.isStale(images, snapshot.images().size());
        }
    }

    private final Snapshot snapshot;
    private volatile Optional<Measured> measured;

    private Confidences(Snapshot snapshot, Optional<Measured> measured) {
        this.snapshot = snapshot;
        this.measured = measured.filter(known -> known.fits(snapshot));
    }

    /** From what is recorded in the index. */
    static Confidences of(Snapshot snapshot) {
        String fingerprint = snapshot.model().manifest().fingerprint();
        return new Confidences(snapshot, snapshot.manifest().calibration()
                .map(recorded -> new Measured(recorded.images(), fingerprint, recorded.background())));
    }

    /** For a later state of the index: from what is recorded in it, else from what was measured here. */
    Confidences at(Snapshot later) {
        Confidences recorded = of(later);
        return recorded.measured.isPresent() ? recorded : new Confidences(later, measured);
    }

    /** The confidence of an image, by its semantic vector, as an answer to a query.
     *
     * @return empty if the query has no words, or the model has too few words to draw random ones from
     * @throws IOException if the index cannot be read */
    Optional<ToDoubleFunction<float[]>> of(ComposedQuery query) throws IOException {
        List<Double> deviations = query.hasWords() ? deviations() : List.of();
        if (deviations.isEmpty()) {
            return Optional.empty();
        }
        Background.Scale scale = snapshot.background().scale(query);
        return Optional.of(image -> SearchCalibration.confidence(deviations,
                scale.deviation(Vectors.dot(image, scale.query()))));
    }

    private List<Double> deviations() throws IOException {
        Optional<Measured> known = measured;
        if (known.isEmpty()) {
            synchronized (this) {
                known = measured;
                if (known.isEmpty()) {
                    known = Optional
                            .of(new Measured(snapshot.images().size(), snapshot.model().manifest().fingerprint(),
                                    new RandomWordQueries(snapshot).bestDeviations()));
                    measured = known;
                }
            }
        }
        return known.orElseThrow().deviations();
    }
}
