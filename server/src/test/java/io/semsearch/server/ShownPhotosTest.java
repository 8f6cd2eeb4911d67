package io.semsearch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.server.collections.Pictures;
import io.semsearch.server.collections.ServedCollections;
import io.semsearch.server.http.Stored;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos that browsers cannot show as they are. */
class ShownPhotosTest {

    @TempDir
    private Path folder;

    private Path tiff(int width, int height) throws IOException {
        BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = photo.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillRect(width / 4, height / 4, width / 2, height / 2);
        graphics.dispose();
        Path file = folder.resolve("photo.tiff");
        assertThat(ImageIO.write(photo, "tiff", file.toFile())).isTrue();
        return file;
    }

    @Test
    void aLargeTiffIsShownForALargeScreenAndKept() throws IOException {
        Path file = tiff(3000, 2400);
        try (ServedCollections collections = ServedCollections.open(ServedWorld.options(ServedWorld.make(folder)))) {
            Pictures pictures = collections.first().pictures();
            Stored shown = pictures.shown(file);
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(shown.bytes()));

            assertThat(picture.getWidth()).isEqualTo(2048);
            assertThat(picture.getHeight()).isEqualTo(1638);
            assertThat(pictures.shown(file)).isSameAs(shown);
        }
    }
}
