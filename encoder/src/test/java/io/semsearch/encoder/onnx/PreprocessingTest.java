package io.semsearch.encoder.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessingTest {

    /** The fixtures: encoder/src/test/python/make_fixtures.py. */
    @ParameterizedTest
    @CsvSource({"photo, 16", "photo, 45", "photo, 96", "tall, 16", "tall, 45", "tall, 96"})
    void givesTheBytesOfPillowAndTorchvision(String name, int size) throws IOException {
        BufferedImage photo = fixture(name);
        for (Interpolation filter : Interpolation.values()) {
            String rest = "-" + filter.name().toLowerCase(Locale.ROOT) + "-" + size;
            assertSame(input(size, Resizing.SQUEEZE, filter), photo, name + "-squeeze" + rest);
            assertSame(input(size, Resizing.CENTRE_CROP, filter), photo, name + "-crop" + rest);
        }
    }

    @Test
    void takesAPhotoOfTheRightSizeAsItIs() throws IOException {
        BufferedImage photo = fixture("photo-squeeze-bilinear-45");

        assertThat(new Preprocessing(input(45, Resizing.SQUEEZE, Interpolation.BICUBIC)).square(photo).planes)
                .isEqualTo(RgbPixels.of(photo).planes);
    }

    @Test
    void seesTheSamePixelsInEveryKindOfImage() throws IOException {
        BufferedImage photo = fixture("photo");
        for (int type : List.of(BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_4BYTE_ABGR)) {
            BufferedImage copy = new BufferedImage(photo.getWidth() + 4, photo.getHeight() + 2, type);
            Graphics2D graphics = copy.createGraphics();
            graphics.drawImage(photo, 3, 1, null);
            graphics.dispose();
            BufferedImage part = copy.getSubimage(3, 1, photo.getWidth(), photo.getHeight());
            assertThat(RgbPixels.of(part).planes).as("type %d", type).isEqualTo(RgbPixels.of(photo).planes);
        }
        BufferedImage clear = new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB);
        assertThat(RgbPixels.of(clear).planes).as("transparent is white").containsOnly(-1);
    }

    @Test
    void normalizesAndOrdersAsTheNetworkWants() {
        BufferedImage red = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        red.setRGB(0, 0, Color.RED.getRGB());
        PhotoInput first = input(2, Resizing.SQUEEZE, Interpolation.BILINEAR);

        // (255 / 255 - 0.5) / 0.25 and (0 - 0.5) / 0.25
        assertThat(values(first, red, false)).containsExactly(2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2);
        assertThat(values(first, red, true)).startsWith(-2, 2, -2);
        PhotoInput last = new PhotoInput("input", 2, 0, true, Resizing.SQUEEZE, 2, Interpolation.BILINEAR,
                PhotoInput.ChannelOrder.BGR, first.mean(), first.deviation());
        assertThat(values(last, red, false)).startsWith(-2, -2, 2, -2);
    }

    @Test
    void fillsTheRestOfASquareWithTheMean() {
        BufferedImage wide = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);

        assertThat(values(input(4, Resizing.PAD, Interpolation.BILINEAR), wide, false))
                .startsWith(0, 0, 0, 0, -2, -2, -2, -2, -2, -2, -2, -2, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 300", "300, 1"})
    void takesPhotosOfAnyShape(int width, int height) {
        BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (Resizing rule : Resizing.values()) {
            assertThat(values(input(7, rule, Interpolation.BICUBIC), photo, false)).hasSize(147)
                    .doesNotContain(Float.NaN);
        }
    }

    private static void assertSame(PhotoInput input, BufferedImage photo, String expected) throws IOException {
        byte[] planes = new Preprocessing(input).square(photo).planes;
        byte[] wanted = RgbPixels.of(fixture(expected)).planes;
        assertThat(planes).as(expected).hasSameSizeAs(wanted);
        for (int i = 0; i < planes.length; i++) {
            assertThat(planes[i] & 0xFF).as("%s, byte %d", expected, i).isEqualTo(wanted[i] & 0xFF);
        }
    }

    private static float[] values(PhotoInput input, BufferedImage photo, boolean mirrored) {
        FloatBuffer values = FloatBuffer.allocate(3 * input.size() * input.size());
        Preprocessing preprocessing = new Preprocessing(input);
        preprocessing.write(preprocessing.square(photo), mirrored, values, 0);
        return values.array();
    }

    private static PhotoInput input(int size, Resizing rule, Interpolation filter) {
        return new PhotoInput("input", size, 0, false, rule, Math.max(size, size * 8 / 7), filter,
                PhotoInput.ChannelOrder.RGB, List.of(0.5f, 0.5f, 0.5f), List.of(0.25f, 0.25f, 0.25f));
    }

    private static BufferedImage fixture(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                PreprocessingTest.class.getResourceAsStream("/preprocessing/" + name + ".png"), name)) {
            return ImageIO.read(file);
        }
    }
}
