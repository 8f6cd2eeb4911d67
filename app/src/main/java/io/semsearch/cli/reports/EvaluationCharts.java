package io.semsearch.cli.reports;

import io.semsearch.evaluation.Evaluation;
import io.semsearch.evaluation.RetrievalMetrics;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts of an evaluation. */
public final class EvaluationCharts {

    public static final int WIDTH = 520;
    static final int HEIGHT = 360;

    private static final int TICK_SPACING = 60;
    private static final int LONGEST_LIST = 100;

    private EvaluationCharts() {}

    /** For each range of ranks: how many captions find their image there. */
    static CategoryChart rankHistogram(Evaluation evaluation) {
        return histogram("Rank of each caption's image", "rank", "captions",
                Map.of("captions", evaluation.textToImage().ranks()));
    }

    /** For each range of N_k: how many images are in so many lists, one series for each hub correction. */
    static CategoryChart occurrenceHistogram(Evaluation evaluation) {
        int k = evaluation.hubness().k();
        Map<String, int[]> occurrences = new LinkedHashMap<>();
        evaluation.corrections().forEach(metrics -> occurrences.put(MeasurementTable.name(metrics.correction()),
                metrics.hubness().kOccurrences()));
        return histogram("N_" + k + ": lists of " + k + " that contain an image", "lists", "images", occurrences);
    }

    /** R@k for each k: the share of queries whose image is among the first k. */
    static XYChart recallCurve(Evaluation evaluation) {
        int longest = Math.min(LONGEST_LIST, evaluation.gallerySize());
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title("Recall").xAxisTitle("k")
                .yAxisTitle("R@k").build();
        chart.getStyler().setXAxisTickMarkSpacingHint(TICK_SPACING).setXAxisMin(0.0).setYAxisMin(0.0)
                .setLegendPosition(LegendPosition.OutsideS).setChartBackgroundColor(Color.WHITE);
        double[] k = IntStream.rangeClosed(1, longest).asDoubleStream().toArray();
        add(chart, "text to image", k, evaluation.textToImage().ranks());
        add(chart, "image to text", k, evaluation.imageToText().ranks());
        chart.addSeries("chance, text to image", k,
                Arrays.stream(k).map(length -> length / evaluation.gallerySize()).toArray())
                .setMarker(SeriesMarkers.NONE);
        return chart;
    }

    private static void add(XYChart chart, String name, double[] k, int[] ranks) {
        chart.addSeries(name, k,
                Arrays.stream(k).map(length -> RetrievalMetrics.recallAt((int) length, ranks)).toArray())
                .setMarker(SeriesMarkers.NONE);
    }

    /** @param series values by name, all counted in the same bins */
    private static CategoryChart histogram(String title, String xAxis, String yAxis, Map<String, int[]> series) {
        List<LogBin> bins = LogBin.of(series.values().stream().flatMapToInt(Arrays::stream).toArray());
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(xAxis)
                .yAxisTitle(yAxis).build();
        chart.getStyler().setXAxisLabelRotation(45).setLegendVisible(series.size() > 1)
                .setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal)
                .setChartBackgroundColor(Color.WHITE);
        series.forEach((name, values) -> chart.addSeries(name, bins.stream().map(LogBin::label).toList(),
                bins.stream().map(bin -> bin.countIn(values)).toList()));
        return chart;
    }

    /** The number of values in a range. The ranges double: 0, 1, 2, 3-4, 5-8, ...
     *
     * @param from the lower bound, included
     * @param to   the upper bound, included */
    record LogBin(int from, int to, int count) {

        /** The bins from the smallest value to the greatest.
         *
         * @param values none negative */
        static List<LogBin> of(int[] values) {
            int[] sorted = values.clone();
            Arrays.sort(sorted);
            List<LogBin> bins = new ArrayList<>();
            int counted = 0;
            int from = sorted.length == 0 || sorted[0] > 0 ? 1 : 0;
            while (counted < sorted.length) {
                int to = from < 2 ? from : (int) Math.min(Integer.MAX_VALUE, 2L * (from - 1));
                int before = counted;
                while (counted < sorted.length && sorted[counted] <= to) {
                    counted++;
                }
                bins.add(new LogBin(from, to, counted - before));
                from = to + 1;
            }
            return bins;
        }

        /** How many of other values are in the range. */
        int countIn(int[] values) {
            return (int) Arrays.stream(values).filter(value -> value >= from && value <= to).count();
        }

        String label() {
            return from == to ? Integer.toString(from) : from + "-" + to;
        }
    }
}
