package io.semsearch.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.photo.ImageDecoder.Limits;
import io.semsearch.photo.UnreadableImageException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Photos that PIL wrote ({@code src/test/python/make_photos.py}) look as PIL reads them. */
class PhotoFormatsTest {

    private static final int[][] FIELDS = {{10, 7}, {30, 7}, {10, 22}, {30, 22}};
    /** Decoders of JPEG and of lossy WebP round differently; conversions of profiles, too. */
    private static final int TOLERANCE = 3;
    /** PIL inverts CMYK; photos for print are converted by a profile of print here, which looks as they are meant. */
    private static final int TOLERANCE_OF_CMYK = 60;

    static List<String> photos() throws IOException {
        return new String(resource("expected.csv"), StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @MethodSource("photos")
    void looksAsInPil(String row) throws IOException {
        String[] parts = row.split(",");
        int[] expected = IntStream.range(1, parts.length).map(i -> Integer.parseInt(parts[i])).toArray();

        DecodedImage image = new ImageDecoder().decode(resource(parts[0]), parts[0]);

        assertThat(image.width()).isEqualTo(40);
        assertThat(image.height()).isEqualTo(30);
        int[] found = Arrays.stream(FIELDS).flatMapToInt(field -> {
            int rgb = image.pixels().getRGB(field[0], field[1]);
            return IntStream.of(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
        }).toArray();
        int tolerance = parts[0].startsWith("cmyk") ? TOLERANCE_OF_CMYK : TOLERANCE;
        assertThat(IntStream.range(0, found.length).map(i -> Math.abs(found[i] - expected[i])).max().orElseThrow())
                .as("%s, expected %s", Arrays.toString(found), Arrays.toString(expected))
                .isLessThanOrEqualTo(tolerance);
    }

    @ParameterizedTest
    @CsvSource({"heic, '\0\0\0\u0018ftypheic', HEIC", "avif, '\0\0\0\u001cftypavif', AVIF",
            "jxl, '\u00ff\n\u00fa\u001f', JPEG XL", "cr2, 'II*\0\u0010\0\0\0CR\2\0', camera RAW",
            "NEF, 'MM\0*\0\0\0\u0008', camera RAW", "raf, 'FUJIFILMCCD-RAW 0201', camera RAW",
            "psd, '8BPS\0\1', Photoshop",
            "svg, '<svg xmlns=', SVG", "pdf, '%PDF-1.7', PDF", "mp4, '\0\0\0 ftypisom', a video"})
    void saysHowToConvertOtherFormats(String suffix, String start, String name) {
        byte[] content = Arrays.copyOf(start.getBytes(StandardCharsets.ISO_8859_1), 400);
        assertThatThrownBy(() -> new ImageDecoder().decode(content, "photo." + suffix))
                .isInstanceOfSatisfying(UnreadableImageException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED))
                .hasMessageStartingWith("photo." + suffix + ": " + name + " is not supported: ");
    }

    @Test
    void takesAWrongSuffixForNothing() throws IOException {
        assertThat(new ImageDecoder().decode(resource("plain.jpg"), "photo.png").width()).isEqualTo(40);
    }

    @Test
    void countsWhyPhotosAreUnreadable() throws IOException {
        assertThat(reason(new byte[0])).isEqualTo(Reason.EMPTY);
        assertThat(reason("hello, world".getBytes(StandardCharsets.UTF_8))).isEqualTo(Reason.NOT_AN_IMAGE);
        byte[] whole = resource("wide.webp");
        assertThat(reason(Arrays.copyOf(whole, whole.length / 2))).isEqualTo(Reason.DAMAGED);
    }

    @Test
    void comparesTheLengthOfAProfileWithTheFile() throws IOException {
        byte[] content = resource("wide.webp");
        int profile = 0x26;
        assertThat(content).containsSubsequence("ICCP".getBytes(StandardCharsets.US_ASCII));
        content[profile] = 0x7F;
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> new ImageDecoder().decode(content, "photo"))
                .withMessageContaining("its colour profile claims 2130706912 bytes and has 480");
    }

    @Test
    void decodingEndsAtItsLimits() throws IOException {
        Limits limits = Limits.DEFAULTS;
        byte[] content = resource("lossy.webp");
        assertThat(reason(content, new Limits(limits.maxPixels(), limits.maxBytes(), Duration.ofNanos(1), 1)))
                .isEqualTo(Reason.TOO_SLOW);
        assertThat(reason(content, new Limits(limits.maxPixels(), 100, limits.maxTime(), 1)))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(content, limits.withMaxPixels(1199))).isEqualTo(Reason.TOO_LARGE);
    }

    private static Reason reason(byte[] content) {
        return reason(content, Limits.DEFAULTS);
    }

    private static Reason reason(byte[] content, Limits limits) {
        try {
            new ImageDecoder(limits).decode(content, "photo");
            throw new AssertionError("it was read");
        } catch (UnreadableImageException e) {
            return e.reason();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream input = Objects.requireNonNull(PhotoFormatsTest.class.getResourceAsStream(name), name)) {
            return input.readAllBytes();
        }
    }
}
