package io.semsearch.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.photo.ImageDecoder.Limits;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

    private final ImageDecoder decoder = new ImageDecoder();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
    void readsTheUsualFormats(String format) throws IOException {
        byte[] content = encoded(corners(64, 48), format);
        Path file = Files.write(folder.resolve("image." + format), content);
        for (BufferedImage image : new BufferedImage[]{decoder.decode(file).pixels(),
                decoder.decode(content, "upload").pixels()}) {
            assertThat(image.getWidth()).isEqualTo(64);
            assertThat(image.getHeight()).isEqualTo(48);
            assertThat(colourAt(image, 8, 8)).isEqualTo("red");
            assertThat(colourAt(image, 56, 8)).isEqualTo("green");
        }
    }

    /** The stored image has red at the top left and green at the top right; both move as the camera was held. */
    @ParameterizedTest
    @CsvSource({"1, 64, 8, 8, 56, 8", "2, 64, 56, 8, 8, 8", "3, 64, 56, 40, 8, 40", "4, 64, 8, 40, 56, 40",
            "5, 48, 8, 8, 8, 56",
            "6, 48, 40, 8, 40, 56", "7, 48, 40, 56, 40, 8", "8, 48, 8, 56, 8, 8", "9, 64, 8, 8, 56, 8"})
    void setsImagesUpright(int tag, int width, int redX, int redY, int greenX, int greenY) throws IOException {
        byte[] content = withExif(encoded(corners(64, 48), "jpeg"), tag);
        Path file = Files.write(folder.resolve("photo.jpg"), content);
        for (BufferedImage image : new BufferedImage[]{decoder.decode(file).pixels(),
                decoder.decode(content, "upload").pixels()}) {
            assertThat(image.getWidth()).isEqualTo(width);
            assertThat(colourAt(image, redX, redY)).isEqualTo("red");
            assertThat(colourAt(image, greenX, greenY)).isEqualTo("green");
        }
    }

    @Test
    void readsLargeImagesWithFewerPixels() throws IOException {
        byte[] content = encoded(corners(640, 480), "jpeg");
        BufferedImage image = decoder(1_000_000, 100).decode(content, "upload").pixels();
        assertThat(image.getWidth()).isEqualTo(160);
        assertThat(image.getHeight()).isEqualTo(120);
        assertThat(colourAt(image, 20, 20)).isEqualTo("red");
        assertThat(decoder(1_000_000, 480).decode(content, "upload").pixels().getWidth()).isEqualTo(640);
    }

    @Test
    void readsJpegInCmyk() throws IOException {
        BufferedImage image = decoder.decode(cmyk(), "print.jpg").pixels();
        assertThat(image.getWidth()).isEqualTo(32);
        assertThat(image.getColorModel().getNumColorComponents()).isEqualTo(3);
    }

    @Test
    void refusesTooManyPixelsBeforeReadingThem() {
        byte[] bomb = pngHeader(40_000, 40_000);
        assertThatThrownBy(() -> decoder.decode(bomb, "bomb.png")).isInstanceOf(UnreadableImageException.class)
                .hasMessage("bomb.png: expected at most 150000000 pixels, found 40000 x 40000 = 1600000000; "
                        + "reduce it, or raise the limit");
        assertThatThrownBy(() -> decoder(100, 10).decode(encoded(corners(64, 48), "png"), "a.png"))
                .isInstanceOf(UnreadableImageException.class).hasMessageContaining("at most 100 pixels, found 64 x 48");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
    void refusesTruncatedImages(String format) throws IOException {
        byte[] content = encoded(noise(200, 150), format);
        byte[] half = Arrays.copyOf(content, content.length / 2);
        assertThatThrownBy(() -> decoder.decode(half, "half")).isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("half: expected a complete")
                .hasMessageContaining("fetch it again, or leave it out");
    }

    @Test
    void refusesWhatIsNoImage() {
        byte[] text = "once upon a time".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> decoder.decode(text, "story.jpg")).isInstanceOf(UnreadableImageException.class)
                .hasMessage("story.jpg: expected a JPEG, PNG, WebP, GIF, BMP or TIFF image, found a file that starts "
                        + "with the bytes 6f 6e 63 65 20 75 70 6f; convert it, or leave it out");
        assertThatThrownBy(() -> decoder.decode(new byte[0], "empty.jpg")).isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("found an empty file");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> decoder.decode(folder.resolve("none.jpg"))).isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.jpg").hasMessageContaining("no file of that name");
        assertThatThrownBy(() -> decoder.decode(folder)).isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("found a folder");
        assertThatThrownBy(() -> decoder(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsImagesWhoseMetadataAreBroken() throws IOException {
        byte[] content = withExif(encoded(corners(64, 48), "jpeg"), 6);
        for (int i = 12; i < 38; i++) {
            byte[] broken = content.clone();
            broken[i] ^= 0x55;
            assertThat(decoder.decode(broken, "broken " + i).width()).as("byte %d", i).isIn(48, 64);
        }
        byte[] png = encoded(corners(64, 48), "png");
        png[png.length - 10] = 1;
        assertThat(decoder.decode(png, "a last chunk that claims 256 bytes").width()).isEqualTo(64);
    }

    private static ImageDecoder decoder(long maxPixels, int shortSide) {
        return new ImageDecoder(Limits.DEFAULTS.withMaxPixels(maxPixels).withShortSide(shortSide));
    }

    private static BufferedImage corners(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height / 2);
        graphics.setColor(Color.GREEN);
        graphics.fillRect(width / 2, 0, width - width / 2, height / 2);
        graphics.dispose();
        return image;
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, i * 0x9E3779B1);
        }
        return image;
    }

    private static String colourAt(BufferedImage image, int x, int y) {
        Color colour = new Color(image.getRGB(x, y));
        return colour.getRed() > 150 && colour.getGreen() < 100
                ? "red"
                : colour.getGreen() > 150 && colour.getRed() < 100 ? "green" : colour.toString();
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    /** Puts an EXIF segment with nothing but an orientation after the first two bytes of a JPEG file. */
    private static byte[] withExif(byte[] jpeg, int orientation) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream output = new DataOutputStream(bytes)) {
            output.write(jpeg, 0, 2);
            output.writeShort(0xFFE1);
            output.writeShort(2 + 6 + 8 + 2 + 12 + 4);
            output.write("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1));
            output.writeInt(8);
            output.writeShort(1);
            output.writeShort(0x0112);
            output.writeShort(3);
            output.writeInt(1);
            output.writeShort(orientation);
            output.writeShort(0);
            output.writeInt(0);
            output.write(jpeg, 2, jpeg.length - 2);
        }
        return bytes.toByteArray();
    }

    private static byte[] cmyk() throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 32, 32, 4, null);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A PNG file that ends after its header. */
    private static byte[] pngHeader(int width, int height) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream output = new DataOutputStream(bytes)) {
            output.writeLong(0x89504E470D0A1A0AL);
            ByteArrayOutputStream chunk = new ByteArrayOutputStream();
            DataOutputStream header = new DataOutputStream(chunk);
            header.writeBytes("IHDR");
            header.writeInt(width);
            header.writeInt(height);
            header.write(new byte[]{8, 2, 0, 0, 0});
            output.writeInt(13);
            output.write(chunk.toByteArray());
            CRC32 crc = new CRC32();
            crc.update(chunk.toByteArray());
            output.writeInt((int) crc.getValue());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
