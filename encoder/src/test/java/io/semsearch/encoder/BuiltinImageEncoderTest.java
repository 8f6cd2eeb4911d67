package io.semsearch.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.vector.FloatMatrix;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltinImageEncoderTest {

    private final ImageEncoder encoder = new BuiltinImageEncoder();

    @Test
    void givesFiniteValuesWithinBounds() {
        assertThat(encoder.featureDimension()).isEqualTo(512);
        assertThat(encoder.id().name()).isEqualTo("builtin-512-1");
        for (BufferedImage image : List.of(noise(256, 192), plain(256, 192, Color.BLACK),
                plain(256, 192, Color.WHITE))) {
            float[] features = encoder.encode(image);
            assertThat(features).hasSize(512);
            for (float value : features) {
                assertThat(value).isFinite().isBetween(0f, 4f);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 2000", "2000, 3", "31, 17", "1600, 1200"})
    void takesImagesOfAnySize(int width, int height) {
        assertThat(encoder.encode(noise(width, height))).hasSize(512).doesNotContain(Float.NaN);
    }

    @Test
    void givesTheSameFromManyThreads() {
        BufferedImage image = noise(256, 192);
        float[] features = encoder.encode(image);
        List<float[]> others = IntStream.range(0, 64).parallel().mapToObj(i -> encoder.encode(image)).toList();
        assertThat(others).allSatisfy(other -> assertThat(other).isEqualTo(features));
        FloatMatrix both = encoder.encodeAll(List.of(plain(64, 48, Color.RED), image));
        assertThat(both.rows()).isEqualTo(2);
        assertThat(both.row(1)).isEqualTo(features);
        assertThat(encoder.encodeAll(List.of()).columns()).isEqualTo(512);
    }

    @Test
    void countsColoursInSharesThatAddUpToOne() {
        float[] features = encoder.encode(noise(256, 192));
        assertThat(sumOfSquares(features, 0, 35)).isCloseTo(1, within(1e-4));
        for (int strip = 0; strip < 4; strip++) {
            assertThat(4 * sumOfSquares(features, 35 + 16 * strip, 16)).isCloseTo(1, within(1e-4));
        }
    }

    @ParameterizedTest
    @CsvSource({"FF0000, 0", "FFDD00, 2", "0055EE, 6", "7A0000, 10", "000000, 30", "808080, 32", "FFFFFF, 34"})
    void findsAPlainColourInItsClass(String rgb, int index) {
        float[] features = encoder.encode(plain(256, 192, new Color(Integer.parseInt(rgb, 16))));
        assertThat(largest(features, 0, 35)).isEqualTo(index);
        assertThat(features[index]).isGreaterThan(0.6f);
        assertThat(sumOfSquares(features, 99, 411)).as("no edges, no texture").isCloseTo(0, within(1e-4));
    }

    @Test
    void tellsHowHighAColourLies() {
        BufferedImage image = plain(256, 192, Color.WHITE);
        paint(image, Color.RED, 0, 144, 256, 48);
        float[] features = encoder.encode(image);
        assertThat(features[35]).isCloseTo(0, within(1e-3f));
        assertThat(features[35 + 3 * 16]).isCloseTo(0.5f, within(0.02f));
    }

    @Test
    void noticesASmallRedThing() {
        BufferedImage image = plain(256, 192, new Color(0x6080A0));
        float[] without = encoder.encode(image);
        paint(image, Color.RED, 100, 100, 26, 19);
        assertThat(encoder.encode(image)[0] - without[0]).as("a hundredth of the area").isGreaterThan(0.09f);
    }

    @Test
    void tellsWhichWayEdgesRun() {
        assertThat(largest(encoder.encode(stripes(false)), 99, 24) % 6).isEqualTo(99 % 6);
        assertThat(largest(encoder.encode(stripes(true)), 99, 24) % 6).isEqualTo((99 + 3) % 6);
    }

    /** @param degrees the direction in which it gets brighter, from rightwards over downwards */
    @ParameterizedTest
    @CsvSource({"0, 0", "30, 1", "60, 2", "90, 3", "120, 4", "150, 5", "180, 0", "210, 1", "-60, 4"})
    void tellsSixOrientationsApart(int degrees, int orientation) {
        double right = Math.cos(Math.toRadians(degrees));
        double down = Math.sin(Math.toRadians(degrees));
        float[] features = encoder.encode(grey((x, y) -> 0.5 + 0.5 * Math.sin((x * right + y * down) / 5)));
        assertThat(largest(features, 99, 6)).isEqualTo(99 + orientation);
        assertThat(largest(features, 201, 21)).as("pairs of like edges")
                .isEqualTo(201 + pair(orientation, orientation));
    }

    @Test
    void tellsInWhichQuarterEdgesLie() {
        for (int quarter = 0; quarter < 4; quarter++) {
            BufferedImage image = plain(256, 192, Color.WHITE);
            paint(image, Color.BLACK, 40 + quarter % 2 * 128, 30 + quarter / 2 * 96, 40, 40);
            float[] features = encoder.encode(image);
            assertThat(largest(features, 99, 24)).isBetween(99 + 6 * quarter, 99 + 6 * quarter + 5);
            assertThat(sumOfSquares(features, 99, 24)).isEqualTo(sumOfSquares(features, 99 + 6 * quarter, 6));
            assertThat(largest(features, 495, 4)).isEqualTo(495 + quarter);
        }
    }

    @Test
    void findsAllEdgesOfAGreyImageOnGreys() {
        float[] features = encoder.encode(grey((x, y) -> 0.5 + 0.5 * Math.sin(x / 7.0) * Math.cos(y / 9.0)));
        double byQuarter = sumOfSquares(features, 99, 24) / 4;
        double byColour = sumOfSquares(features, 123, 78) / (1.5 * 1.5);
        assertThat(byColour).isCloseTo(byQuarter, within(1e-4)).isGreaterThan(0.1);
        assertThat(sumOfSquares(features, 123, 60)).as("on hues").isZero();
    }

    @Test
    void tellsHowFarApartEdgesAre() {
        BufferedImage image = plain(256, 192, Color.WHITE);
        paint(image, Color.BLACK, 100, 0, 16, 192);
        float[] features = encoder.encode(image);
        int uprightPair = 201 + pair(0, 0);
        assertThat(features[uprightPair + 8 * 21]).as("8 pixels to the right").isGreaterThan(0.1f);
        assertThat(features[uprightPair + 12 * 21]).as("16 pixels to the right").isZero();
        assertThat(features[uprightPair + 13 * 21]).as("16 pixels below").isGreaterThan(0.1f);
    }

    @Test
    void tellsFineTextureFromCoarse() {
        float[] fine = encoder.encode(grey((x, y) -> x / 2 % 2));
        float[] coarse = encoder.encode(grey((x, y) -> x / 8 % 2));
        assertThat(largest(fine, 495, 16)).isBetween(495, 498);
        assertThat(largest(coarse, 495, 16)).isBetween(503, 506);
        assertThat(fine[511]).as("brightness").isCloseTo((float) Math.sqrt(0.5), within(0.01f));
    }

    @Test
    void tellsOnWhichColourEdgesLie() {
        BufferedImage image = plain(256, 192, Color.WHITE);
        for (int y = 0; y < 192; y += 16) {
            paint(image, Color.RED, 0, y, 256, 8);
        }
        float[] features = encoder.encode(image);
        assertThat(largest(features, 123, 60)).as("level edges on red").isEqualTo(123 + 3);
    }

    @Test
    void seesTheSameInALargerCopy() {
        BufferedImage small = noise(16, 12);
        float[] features = encoder.encode(resize(small, 256, 192));
        float[] larger = encoder.encode(resize(small, 768, 576));
        double distance = 0;
        for (int i = 0; i < features.length; i++) {
            distance += (features[i] - larger[i]) * (features[i] - larger[i]);
        }
        assertThat(Math.sqrt(distance / sumOfSquares(features, 0, 512))).isLessThan(0.05);
    }

    @Test
    void seesTransparencyAsWhite() {
        BufferedImage transparent = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        assertThat(encoder.encode(transparent)).isEqualTo(encoder.encode(plain(64, 64, Color.WHITE)));
    }

    @Test
    void doesNotCareHowPixelsAreStored() {
        BufferedImage image = noise(256, 192);
        BufferedImage copy = new BufferedImage(256, 192, BufferedImage.TYPE_3BYTE_BGR);
        copy.createGraphics().drawImage(image, 0, 0, null);
        assertThat(encoder.encode(copy)).isEqualTo(encoder.encode(image));
    }

    private static BufferedImage plain(int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        paint(image, colour, 0, 0, width, height);
        return image;
    }

    private static void paint(BufferedImage image, Color colour, int x, int y, int width, int height) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(x, y, width, height);
        graphics.dispose();
    }

    private static BufferedImage stripes(boolean level) {
        BufferedImage image = plain(256, 192, Color.WHITE);
        for (int i = 0; i < 256; i += 16) {
            paint(image, Color.BLACK, level ? 0 : i, level ? i : 0, level ? 256 : 8, level ? 8 : 192);
        }
        return image;
    }

    /** An image of 256 x 192 from its brightness in [0, 1] at each pixel. */
    private static BufferedImage grey(ToDoubleBiFunction<Integer, Integer> brightness) {
        BufferedImage image = new BufferedImage(256, 192, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 192; y++) {
            for (int x = 0; x < 256; x++) {
                int value = (int) Math.round(255 * brightness.applyAsDouble(x, y));
                image.setRGB(x, y, value * 0x010101);
            }
        }
        return image;
    }

    /** The number of an unordered pair of orientations, the lower first, counted as the Javadoc does. */
    private static int pair(int a, int b) {
        int number = 0;
        for (int first = 0; first < a; first++) {
            number += 6 - first;
        }
        return number + b - a;
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }

    private static BufferedImage resize(BufferedImage image, int width, int height) {
        BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = resized.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return resized;
    }

    private static double sumOfSquares(float[] features, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += features[i] * features[i];
        }
        return sum;
    }

    private static int largest(float[] features, int from, int count) {
        int largest = from;
        for (int i = from; i < from + count; i++) {
            largest = features[i] > features[largest] ? i : largest;
        }
        return largest;
    }
}
