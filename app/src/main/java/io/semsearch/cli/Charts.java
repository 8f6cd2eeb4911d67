package io.semsearch.cli;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;

/** Charts as pictures. A Java without fonts, as on servers, throws {@link LinkageError} or {@link InternalError}. */
final class Charts {

    private Charts() {}

    /** Charts side by side, each of the given size. */
    static BufferedImage picture(List<? extends Chart<?, ?>> charts, int width, int height) {
        BufferedImage picture = new BufferedImage(charts.size() * width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        for (Chart<?, ?> chart : charts) {
            chart.paint(graphics, width, height);
            graphics.translate(width, 0);
        }
        graphics.dispose();
        return picture;
    }

    static HtmlPage.DataUri dataUri(BufferedImage picture) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return new HtmlPage.DataUri("data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray()));
    }
}
