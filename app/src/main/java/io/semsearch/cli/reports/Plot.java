package io.semsearch.cli.reports;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A plot that is part of a page.
 *
 * @param source      the plot itself: {@code data:image/png;base64,...}
 * @param alternative the text for those who cannot see it */
record Plot(String source, String alternative) {

    static Plot of(BufferedImage plot, String alternative) throws IOException {
        return new Plot("data:image/png;base64," + Base64.getEncoder().encodeToString(png(plot)), alternative);
    }

    /** The plot as a PNG file's content. */
    static byte[] png(BufferedImage plot) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(plot, "png", png);
        return png.toByteArray();
    }
}
