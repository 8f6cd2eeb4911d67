package io.semsearch.cli.reports;

import io.semsearch.evaluation.Direction;
import io.semsearch.evaluation.Hubness;
import io.semsearch.evaluation.HubnessCorrectionMetrics;
import io.semsearch.evaluation.QueryForm;
import io.semsearch.evaluation.QueryFormMetrics;
import io.semsearch.evaluation.RetrievalIntervals;
import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.operations.Formats;
import io.semsearch.operations.evaluation.Measurement;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The results of {@code evaluate} as rows of text, for the console and for the page. */
public final class MeasurementTable {

    private static final MathContext TWO_DIGITS = new MathContext(2);
    private static final int SHOWN_HUBS = 3;
    private static final List<String> COLUMNS = List.of("", "R@1", "R@5", "R@10", "median rank", "mean rank", "MRR");

    private final Measurement measurement;

    public MeasurementTable(Measurement measurement) {
        this.measurement = measurement;
    }

    /** A row for each direction, its confidence interval and its folds, and one for chance; the first row names the
     * columns. */
    List<List<String>> directions() {
        List<List<String>> rows = new ArrayList<>(List.of(COLUMNS));
        addDirection(rows, "text to image", measurement.evaluation().textToImage());
        addDirection(rows, "image to text", measurement.evaluation().imageToText());
        List<String> chance = new ArrayList<>(row("chance, text to image", measurement.chance()));
        chance.set(1, small(measurement.chance().recallAt1()));
        chance.set(2, small(measurement.chance().recallAt5()));
        chance.set(3, small(measurement.chance().recallAt10()));
        rows.add(chance);
        return rows;
    }

    /** A row for each form of query; the first row names the columns, and is alone if the forms were not measured. */
    List<List<String>> forms() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(with(COLUMNS, "failed"));
        for (QueryFormMetrics form : measurement.forms()) {
            rows.add(with(row(name(form.form()), form.textToImage()),
                    Formats.text("%,d of %,d", form.failed(), form.queries())));
        }
        return rows;
    }

    /** A row for each hub correction; the first row names the columns. */
    List<List<String>> corrections() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(with(with(COLUMNS, "N_10 skewness"), "in no list"));
        rows.getFirst().set(0, "hub correction");
        for (HubnessCorrectionMetrics metrics : measurement.evaluation().corrections()) {
            rows.add(with(
                    with(row(name(metrics.correction()), metrics.textToImage()),
                            Formats.text("%.2f", metrics.hubness().kSkewness())),
                    Formats.percent(metrics.hubness().antihubShare())));
        }
        return rows;
    }

    boolean hasForms() {
        return !measurement.forms().isEmpty();
    }

    /** Why there is no hub correction; empty if there is one. */
    Optional<String> whyUncorrected() {
        return measurement.whyUncorrected();
    }

    String gallery() {
        return Formats.text("%,d images, %,d captions (%,d without a known word left out)",
                measurement.evaluation().gallerySize(), measurement.evaluation().queries(),
                measurement.dataset().withoutEmbedding());
    }

    String triplets() {
        return Formats.text("%s in the right order, loss %.4f (%,d triplets, one for each caption)",
                Formats.percent(measurement.triplets().accuracy()), measurement.triplets().loss(),
                measurement.triplets().triplets());
    }

    String hubness() {
        Hubness hubness = measurement.evaluation().hubness();
        String worst = hubness.hubs().stream().limit(SHOWN_HUBS)
                .map(hub -> Formats.text("image %d in %,d", hub.imageId(), hub.kOccurrence()))
                .collect(Collectors.joining(", "));
        return Formats.text("of the first %d answers: skewness %.2f, %s of images in no list; most: %s", hubness.k(),
                hubness.kSkewness(), Formats.percent(hubness.antihubShare()), worst);
    }

    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("gallery   " + gallery());
        lines.add("triplets  " + triplets());
        lines.add("");
        lines.addAll(TextTable.lines(directions(), 0));
        if (!measurement.forms().isEmpty()) {
            lines.add("");
            lines.addAll(TextTable.lines(forms(), 0));
        }
        lines.add("");
        lines.add("hubness   " + hubness());
        lines.add("");
        measurement.whyUncorrected().ifPresentOrElse(why -> lines.add("hub correction  none: " + why),
                () -> lines.addAll(TextTable.lines(corrections(), 0)));
        return String.join(System.lineSeparator(), lines);
    }

    private static void addDirection(List<List<String>> rows, String name, Direction direction) {
        rows.add(row(name, direction.metrics()));
        RetrievalIntervals intervals = direction.intervals();
        rows.add(List.of("  95 % interval", percents(intervals.recallAt1()), percents(intervals.recallAt5()),
                percents(intervals.recallAt10()), "", "",
                Formats.text("%.3f-%.3f", intervals.meanReciprocalRank().low(),
                        intervals.meanReciprocalRank().high())));
        direction.foldMean().ifPresent(mean -> rows.add(row(Formats.text("  mean of %s of %,d images",
                Formats.count(mean.count(), "fold"), mean.size()), mean.metrics())));
    }

    /** As a percentage with two significant digits: in a large gallery chance would be 0.0 %. */
    private static String small(double share) {
        return share >= 0.01
                ? Formats.percent(share)
                : BigDecimal.valueOf(100 * share).round(TWO_DIGITS).toPlainString() + " %";
    }

    private static String percents(RetrievalIntervals.Interval interval) {
        return Formats.text("%.1f-%.1f %%", 100 * interval.low(), 100 * interval.high());
    }

    private static List<String> row(String name, RetrievalMetrics metrics) {
        return List.of(name, Formats.percent(metrics.recallAt1()), Formats.percent(metrics.recallAt5()),
                Formats.percent(metrics.recallAt10()), Formats.text("%,.1f", metrics.medianRank()),
                Formats.text("%,.1f", metrics.meanRank()), Formats.text("%.4f", metrics.meanReciprocalRank()));
    }

    private static List<String> with(List<String> row, String last) {
        List<String> longer = new ArrayList<>(row);
        longer.add(last);
        return longer;
    }

    /** The name that the option --hubness has for it. */
    static String name(HubnessCorrection correction) {
        return switch (correction) {
            case NONE -> "none";
            case CSLS -> "csls";
            case QB_NORM -> "qb-norm";
        };
    }

    private static String name(QueryForm form) {
        return switch (form) {
            case VERBATIM -> "captions verbatim";
            case KEYWORDS -> "keywords";
            case FIRST_WORDS -> "first three keywords";
            case TYPO -> "with a typo";
        };
    }
}
