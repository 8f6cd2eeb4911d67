package io.semsearch.server.collections;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A format of photos that is served and taken, by the first bytes of a file: a name says nothing of what is inside. */
public enum PictureFormat {

    /** JPEG. */
    JPEG("image/jpeg", ".jpg"),
    /** PNG. */
    PNG("image/png", ".png"),
    /** WebP. */
    WEBP("image/webp", ".webp"),
    /** GIF. */
    GIF("image/gif", ".gif"),
    /** BMP. */
    BMP("image/bmp", ".bmp"),
    /** TIFF, which browsers do not show. */
    TIFF("image/tiff", ".tiff");

    /** Number of bytes that decide. */
    public static final int BYTES = 16;

    private final String type;
    private final String suffix;

    PictureFormat(String type, String suffix) {
        this.type = type;
        this.suffix = suffix;
    }

    /** The content type. */
    public String type() {
        return type;
    }

    /** How its files' names end. */
    public String suffix() {
        return suffix;
    }

    /** The format of a file.
     *
     * @param start its first {@value #BYTES} bytes, or more
     * @return empty if it is none of these */
    public static Optional<PictureFormat> of(byte[] start) {
        String text = new String(start, 0, Math.min(BYTES, start.length), StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return Optional.of(WEBP);
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return Optional.of(GIF);
        }
        if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
            return Optional.of(TIFF);
        }
        boolean isBmp = text.startsWith("BM") && text.startsWith("\0\0\0\0", 6);
        return isBmp ? Optional.of(BMP) : Optional.empty();
    }
}
