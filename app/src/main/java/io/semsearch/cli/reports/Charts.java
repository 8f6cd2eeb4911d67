package io.semsearch.cli.reports;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;

/** Draws charts. A Java without fonts, as on servers, throws {@link LinkageError} or {@link InternalError}. */
final class Charts {

    private Charts() {}

    /** Draws charts side by side, each of the given size in pixels. */
    static BufferedImage draw(List<? extends Chart<?, ?>> charts, int width, int height) {
        BufferedImage drawn = new BufferedImage(charts.size() * width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        for (Chart<?, ?> chart : charts) {
            chart.paint(graphics, width, height);
            graphics.translate(width, 0);
        }
        graphics.dispose();
        return drawn;
    }
}
