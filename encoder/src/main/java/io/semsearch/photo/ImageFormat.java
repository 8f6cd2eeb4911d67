package io.semsearch.photo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A format of image files, recognized by its first bytes. */
enum ImageFormat {

    JPEG("JPEG"), PNG("PNG"), WEBP("WebP"), GIF("GIF"), BMP("BMP"), TIFF("TIFF"),
    /** Formats that are not read, by the advice in {@link #remedy}. */
    HEIC("HEIC", "convert it to JPEG, for example with 'heif-convert'"), AVIF("AVIF",
            "convert it to PNG or JPEG, for example with 'avifdec'"), JPEG_XL("JPEG XL",
                    "convert it to JPEG or PNG, for example with 'djxl'"), JPEG_2000("JPEG 2000",
                            "convert it to JPEG, for example with 'opj_decompress'"), RAW("camera RAW",
                                    "export it as JPEG from the camera's program, or with 'darktable-cli'"), PHOTOSHOP(
                                            "Photoshop", "save it as JPEG or PNG"), SVG("SVG",
                                                    "draw it as PNG, for example with 'rsvg-convert'"), PDF("PDF",
                                                            "draw its pages as PNG, for example with 'pdftoppm -png'"), VIDEO(
                                                                    "a video", "extract a frame as JPEG");

    /** Number of bytes that decide; fewer if the file is shorter. */
    static final int BYTES = 32;

    /** TIFF files whose first image is only a preview. */
    private static final List<String> RAW_SUFFIXES = List.of(".nef", ".nrw", ".arw", ".sr2", ".dng", ".pef", ".srw",
            ".3fr", ".erf", ".kdc", ".dcr", ".mos", ".cr2", ".iiq");

    /** How files of unsupported formats begin. */
    private static final Map<String, ImageFormat> UNSUPPORTED = Map.ofEntries(
            Map.entry("\0\0\0\fJXL ", JPEG_XL), Map.entry("\u00ff\n", JPEG_XL),
            Map.entry("\0\0\0\fjP  ", JPEG_2000), Map.entry("\u00ffO\u00ffQ", JPEG_2000),
            Map.entry("FUJIFILMCCD-RAW", RAW), Map.entry("IIRO", RAW), Map.entry("IIRS", RAW),
            Map.entry("MMOR", RAW), Map.entry("IIU\0", RAW), Map.entry("FOVb", RAW), Map.entry("\0MRM", RAW),
            Map.entry("8BPS", PHOTOSHOP), Map.entry("<svg", SVG), Map.entry("%PDF", PDF),
            Map.entry("\u001aE\u00df\u00a3", VIDEO), Map.entry("RIFF", VIDEO), Map.entry("\0\0\1\u00ba", VIDEO));

    private final String words;
    private final String remedy;

    ImageFormat(String words) {
        this(words, "");
    }

    ImageFormat(String words, String remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    /** False for formats that are recognized but not read. */
    boolean isSupported() {
        return remedy.isEmpty();
    }

    /** What to do with a file of an unsupported format. */
    String remedy() {
        return remedy;
    }

    /** The name for ImageIO. */
    String imageIoName() {
        return words;
    }

    @Override
    public String toString() {
        return words;
    }

    /** Recognizes a format.
     *
     * @param start the first {@value #BYTES} bytes, or fewer
     * @param name  of the file: RAW files of many cameras are TIFF files of another suffix
     * @return empty if it is none of these */
    static Optional<ImageFormat> of(byte[] start, String name) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        String lowerName = name.toLowerCase(Locale.ROOT);
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (text.startsWith("RIFF") && at(text, 8, "WEBP")) {
            return Optional.of(WEBP);
        }
        if (text.startsWith("GIF8")) {
            return Optional.of(GIF);
        }
        if (text.startsWith("BM")) {
            return Optional.of(BMP);
        }
        if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
            boolean isRaw = at(text, 8, "CR") || RAW_SUFFIXES.stream().anyMatch(lowerName::endsWith);
            return Optional.of(isRaw ? RAW : TIFF);
        }
        return unsupported(text);
    }

    private static Optional<ImageFormat> unsupported(String text) {
        if (at(text, 4, "ftyp")) {
            return Optional.of(ofBrand(text.length() < 12 ? "" : text.substring(8, 12)));
        }
        return UNSUPPORTED.entrySet().stream().filter(it -> text.stripLeading().startsWith(it.getKey()))
                .map(Map.Entry::getValue).findFirst();
    }

    private static ImageFormat ofBrand(String brand) {
        return switch (brand) {
            case "avif", "avis" -> AVIF;
            case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1" -> HEIC;
            case "crx " -> RAW;
            default -> VIDEO;
        };
    }

    private static boolean at(String text, int index, String expected) {
        return text.startsWith(expected, index);
    }
}
