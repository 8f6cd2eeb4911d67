package io.semsearch.photo;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import io.semsearch.photo.UnreadableImageException.Reason;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads photos: JPEG, PNG, WebP, GIF, BMP and TIFF, of any colour space, upright, with limited memory and time.
 * Thread-safe.
 *
 * <p>The header is read first, and an image with too many pixels is refused before its pixels are decoded. Of a large
 * image, only every n-th pixel of every n-th row is read. Of an animation, only the first image is read. */
public final class ImageDecoder {

    private static final int SHOWN_BYTES = 8;

    private final Limits limits;

    /** What a decoder accepts.
     *
     * @param maxPixels images with more pixels are refused
     * @param maxBytes  files with more bytes are refused
     * @param maxTime   decoding is given up after it
     * @param shortSide pixels are skipped as long as the shorter side keeps at least this number; encoders use 128 to
     *                  320 */
    public record Limits(long maxPixels, long maxBytes, Duration maxTime, int shortSide) {

        /** For photos of cameras and phones. */
        public static final Limits DEFAULTS = new Limits(150_000_000, 512L << 20, Duration.ofSeconds(30), 1024);

        /** @throws IllegalArgumentException if one is not positive */
        public Limits {
            if (maxPixels < 1 || maxBytes < 1 || !maxTime.isPositive() || shortSide < 1) {
                throw new IllegalArgumentException("the limits of a decoder must be positive, got " + maxPixels
                        + " pixels, " + maxBytes + " bytes, " + maxTime + ", a short side of " + shortSide);
            }
        }

        /** These limits, with another number of pixels. */
        public Limits withMaxPixels(long pixels) {
            return new Limits(pixels, maxBytes, maxTime, shortSide);
        }

        /** These limits, with another shorter side. */
        public Limits withShortSide(int pixels) {
            return new Limits(maxPixels, maxBytes, maxTime, pixels);
        }
    }

    /** A decoder with the default limits. */
    public ImageDecoder() {
        this(Limits.DEFAULTS);
    }

    /** A decoder with other limits. */
    public ImageDecoder(Limits limits) {
        this.limits = limits;
    }

    /** Reads an image from a file.
     *
     * @throws NoSuchFileException      if the file does not exist
     * @throws UnreadableImageException if it is not an image, damaged, or beyond a limit
     * @throws IOException              if it cannot be read */
    public DecodedImage decode(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "expected an image, found "
                    + (Files.isDirectory(file) ? "a folder" : "no file of that name"));
        }
        checkLength(Files.size(file), file.toString());
        BufferedReading reading;
        try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
            reading = read(input, file.toString());
        }
        if (reading.png.isPresent()) {
            return finish(reading, reading.png.get().metadata(), file.toString());
        }
        try (InputStream input = Files.newInputStream(file)) {
            return finish(reading, metadata(input), file.toString());
        }
    }

    /** Reads an image from memory.
     *
     * @param content the bytes of an image file
     * @param name    name of the image, for error messages
     * @throws UnreadableImageException if it is not an image, damaged, or beyond a limit */
    public DecodedImage decode(byte[] content, String name) throws IOException {
        checkLength(content.length, name);
        BufferedReading reading;
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reading = read(input, name);
        }
        Metadata metadata = reading.png.map(PngExtras::metadata)
                .orElseGet(() -> metadata(new ByteArrayInputStream(content)));
        return finish(reading, metadata, name);
    }

    /** An image as it is stored.
     *
     * @param width  of the whole image; {@code stored} may have fewer pixels
     * @param height of the whole image
     * @param png    what a PNG file has besides */
    private record BufferedReading(BufferedImage stored, int width, int height, Optional<PngExtras> png) {

        BufferedReading with(Optional<PngExtras> extras) {
            return new BufferedReading(stored, width, height, extras);
        }

        BufferedImage inSrgb() {
            Optional<ICC_Profile> profile = png.flatMap(PngExtras::profile);
            return Srgb.of(profile.isPresent() ? Srgb.withProfile(stored, profile.get()) : stored);
        }
    }

    private void checkLength(long bytes, String name) throws UnreadableImageException {
        if (bytes == 0) {
            throw new UnreadableImageException(Reason.EMPTY,
                    name + ": expected an image, found an empty file; fetch it again, or leave it out");
        }
        if (bytes > limits.maxBytes) {
            throw new UnreadableImageException(Reason.TOO_LARGE, name + ": expected at most " + limits.maxBytes
                    + " bytes, found " + bytes + "; reduce it, or raise the limit");
        }
    }

    private static DecodedImage finish(BufferedReading reading, Metadata metadata, String name) throws IOException {
        Orientation orientation = Orientation.of(metadata);
        try {
            BufferedImage upright = orientation.apply(reading.inSrgb());
            boolean turned = orientation.transposed();
            return new DecodedImage(upright, turned ? reading.height : reading.width,
                    turned ? reading.width : reading.height, PhotoMetadata.of(metadata));
        } catch (RuntimeException e) {
            throw new UnreadableImageException(Reason.DAMAGED, name + ": expected colours that can be converted to sRGB"
                    + ", but its colour profile is damaged (" + e + "); save it again, or leave it out", e);
        }
    }

    /** Nothing if the metadata is damaged: the pixels were read without error, so the image is usable. */
    private static Metadata metadata(InputStream content) {
        try {
            return ImageMetadataReader.readMetadata(content);
        } catch (ImageProcessingException | IOException | RuntimeException e) {
            return new Metadata();
        }
    }

    private BufferedReading read(ImageInputStream input, String name) throws IOException {
        ImageFormat format = format(input, name);
        ImageReader reader = ImageIO.getImageReadersByFormatName(format.imageIoName()).next();
        TimedImageInput timed = new TimedImageInput(input, limits.maxTime);
        try {
            if (format == ImageFormat.WEBP) {
                WebpProfileCheck.check(timed);
            }
            Optional<PngExtras> png = format == ImageFormat.PNG ? Optional.of(PngExtras.read(timed)) : Optional.empty();
            timed.seek(0);
            reader.setInput(timed, true, true);
            return read(reader, name).with(png);
        } catch (UnreadableImageException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            if (timed.isLate()) {
                throw new UnreadableImageException(Reason.TOO_SLOW, name + ": expected an image that is decoded within "
                        + limits.maxTime.toMillis() + " ms; leave it out, or raise the limit", e);
            }
            // ImageIO throws exceptions of any kind on damaged files
            throw new UnreadableImageException(Reason.DAMAGED,
                    name + ": expected a complete " + formatName(reader) + " image, but it is damaged ("
                            + e + "); fetch it again, or leave it out",
                    e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageFormat format(ImageInputStream input, String name) throws IOException {
        byte[] start = new byte[ImageFormat.BYTES];
        int count = Math.max(0, input.read(start));
        input.seek(0);
        Optional<ImageFormat> format = ImageFormat.of(Arrays.copyOf(start, count), name);
        if (format.isEmpty()) {
            throw new UnreadableImageException(Reason.NOT_AN_IMAGE, name
                    + ": expected a JPEG, PNG, WebP, GIF, BMP or TIFF image, found a file that starts with the bytes "
                    + HexFormat.ofDelimiter(" ").formatHex(start, 0, Math.min(count, SHOWN_BYTES))
                    + "; convert it, or leave it out");
        }
        if (!format.get().isSupported()) {
            throw new UnreadableImageException(Reason.UNSUPPORTED,
                    name + ": " + format.get() + " is not supported: " + format.get().remedy());
        }
        return format.get();
    }

    private BufferedReading read(ImageReader reader, String name) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > limits.maxPixels) {
            throw new UnreadableImageException(Reason.TOO_LARGE,
                    name + ": expected at most " + limits.maxPixels + " pixels, found " + width + " x "
                            + height + " = " + (long) width * height + "; reduce it, or raise the limit");
        }
        int step = Math.max(1, Math.min(width, height) / limits.shortSide);
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage image = reader.read(0, parameters);
        for (String warning : warnings) {
            if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                throw new UnreadableImageException(Reason.DAMAGED, name + ": expected a complete " + formatName(reader)
                        + " image, but it ends too early (" + warning + "); fetch it again, or leave it out");
            }
        }
        return new BufferedReading(image, width, height, Optional.empty());
    }

    private static String formatName(ImageReader reader) throws IOException {
        return reader.getFormatName().toUpperCase(Locale.ROOT);
    }
}
