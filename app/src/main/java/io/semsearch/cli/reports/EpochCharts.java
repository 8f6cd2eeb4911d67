package io.semsearch.cli.reports;

import io.semsearch.files.AtomicFile;
import io.semsearch.operations.Formats;
import io.semsearch.operations.OperationListener;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Makes charts of figures by epoch.
 *
 * @param epochs at least one
 * @param number the number of an epoch, from 1 */
record EpochCharts<T>(List<T> epochs, ToDoubleFunction<T> number) {

    private static final int CHART_WIDTH = 520;
    private static final int CHART_HEIGHT = 380;

    /** Draws charts side by side into a PNG file; remarks why if that is impossible.
     *
     * @param figures the file that has the figures, for the remark */
    static void write(Path file, Supplier<List<XYChart>> charts, String figures, OperationListener listener)
            throws IOException {
        try {
            byte[] png = Plot.png(Charts.draw(charts.get(), CHART_WIDTH, CHART_HEIGHT));
            AtomicFile.write(file, unfinished -> Files.write(unfinished, png));
        } catch (LinkageError | InternalError e) {
            // a Java without fonts or the libraries that draw them, as on servers
            listener.onRemark(Formats.text("there are no curves: this Java cannot draw text (%s); the figures are in "
                    + "%s", Formats.line(String.valueOf(e)), figures));
        }
    }

    /** An empty chart. */
    static XYChart chart(String title, String yAxis) {
        XYChart chart = new XYChartBuilder().width(CHART_WIDTH).height(CHART_HEIGHT).title(title).xAxisTitle("epoch")
                .yAxisTitle(yAxis).build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setXAxisDecimalPattern("0").setChartBackgroundColor(Color.WHITE);
        return chart;
    }

    /** Adds a curve to a chart. */
    void add(XYChart chart, String name, ToDoubleFunction<T> value) {
        chart.addSeries(name, epochs.stream().mapToDouble(number).toArray(),
                epochs.stream().mapToDouble(value).toArray());
    }
}
