package io.semsearch.encoder;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads picture files, upright and within bounds: JPEG (CMYK too), PNG, GIF, BMP, TIFF and WBMP.
 *
 * <p>The header is read first, and a picture with too many pixels is refused before memory is taken for it. Large
 * pictures are read with only every second, third, ... pixel of every second, third, ... line, so that memory stays
 * small. Of an animation the first picture counts. Thread-safe. */
public final class ImageDecoder {

    /** Pictures with more pixels are refused, unless told otherwise. */
    public static final long DEFAULT_MAX_PIXELS = 50_000_000;

    /** So many pixels are kept of the shorter side, unless told otherwise; encoders look at 128 to 256. */
    public static final int DEFAULT_SHORT_SIDE = 1024;

    private static final int SHOWN_BYTES = 8;

    private final long maxPixels;
    private final int shortSide;

    /** With the default bounds. */
    public ImageDecoder() {
        this(DEFAULT_MAX_PIXELS, DEFAULT_SHORT_SIDE);
    }

    /**
     * @param maxPixels larger pictures are refused
     * @param shortSide pixels are left out as long as the shorter side keeps at least so many
     * @throws IllegalArgumentException if either is not positive */
    public ImageDecoder(long maxPixels, int shortSide) {
        if (maxPixels < 1 || shortSide < 1) {
            throw new IllegalArgumentException(
                    "a decoder's bounds must be >= 1, got " + maxPixels + " pixels and a short side of " + shortSide);
        }
        this.maxPixels = maxPixels;
        this.shortSide = shortSide;
    }

    /** Reads a picture from a file.
     *
     * @return upright, as its EXIF orientation says
     * @throws NoSuchFileException      if there is no such file
     * @throws UnreadableImageException if it is no picture, or damaged, or too large
     * @throws IOException              if it cannot be read */
    public BufferedImage decode(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "expected a picture, found "
                    + (Files.isDirectory(file) ? "a folder" : "nothing of that name"));
        }
        BufferedImage image;
        try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
            image = read(input, file.toString());
        }
        try (InputStream input = Files.newInputStream(file)) {
            return Orientation.read(input).apply(image);
        }
    }

    /** Reads a picture from memory.
     *
     * @param content the bytes of a picture file
     * @param name    names it in errors
     * @return upright, as its EXIF orientation says
     * @throws UnreadableImageException if it is no picture, or damaged, or too large */
    public BufferedImage decode(byte[] content, String name) throws IOException {
        BufferedImage image;
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            image = read(input, name);
        }
        return Orientation.read(new ByteArrayInputStream(content)).apply(image);
    }

    private BufferedImage read(ImageInputStream input, String name) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
        if (!readers.hasNext()) {
            throw new UnreadableImageException(name + ": expected a JPEG, PNG, GIF, BMP or TIFF picture, found "
                    + firstBytes(input) + "; convert it, or leave it out");
        }
        ImageReader reader = readers.next();
        try {
            reader.setInput(input, true, true);
            return read(reader, name);
        } catch (UnreadableImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // readers meet damaged files with exceptions of every kind
            throw new UnreadableImageException(
                    name + ": expected a whole " + format(reader) + " picture, but it is damaged ("
                            + e + "); fetch it again, or leave it out",
                    e);
        } finally {
            reader.dispose();
        }
    }

    private BufferedImage read(ImageReader reader, String name) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > maxPixels) {
            throw new UnreadableImageException(
                    name + ": expected at most " + maxPixels + " pixels, found " + width + " x "
                            + height + " = " + (long) width * height + "; reduce it, or raise the limit");
        }
        int step = Math.max(1, Math.min(width, height) / shortSide);
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage image = reader.read(0, parameters);
        for (String warning : warnings) {
            if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                throw new UnreadableImageException(name + ": expected a whole " + format(reader)
                        + " picture, but it ends too early (" + warning + "); fetch it again, or leave it out");
            }
        }
        return image;
    }

    private static String format(ImageReader reader) throws IOException {
        return reader.getFormatName().toUpperCase(Locale.ROOT);
    }

    private static String firstBytes(ImageInputStream input) throws IOException {
        byte[] bytes = new byte[SHOWN_BYTES];
        input.seek(0);
        int count = input.read(bytes);
        return count <= 0
                ? "an empty file"
                : "a file that starts with the bytes " + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, count);
    }
}
