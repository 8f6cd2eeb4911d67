package io.semsearch.photo;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifReader;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import javax.imageio.stream.ImageInputStream;

/** What a PNG file has besides pixels: the profile of its colours, which Java's reader drops, and what the camera
 * wrote. Texts are passed over: 3 MB of them can unpack to 3 GB.
 *
 * <p>A PNG file is a signature, then chunks: a length, four letters, so many bytes, and a checksum. The chunk "iCCP" is
 * a name that ends with 0, a 0 for the method, and the profile, deflated. The chunk "eXIf" is a TIFF file.
 *
 * @param profile for three colours; empty if there is none that can be used
 * @param metadata EXIF */
record PngExtras(Optional<ICC_Profile> profile, Metadata metadata) {

    /** The largest chunk and the largest profile that are read. */
    private static final int MOST_BYTES = 1 << 22;

    private static final int SIGNATURE = 8;
    private static final int AROUND_A_CHUNK = 12;
    private static final int PROFILE = 'i' << 24 | 'C' << 16 | 'C' << 8 | 'P';
    private static final int EXIF = 'e' << 24 | 'X' << 16 | 'I' << 8 | 'f';
    private static final int END = 'I' << 24 | 'E' << 16 | 'N' << 8 | 'D';

    /** Reads a file. Where it ends too early, what was found before counts. */
    static PngExtras read(ImageInputStream png) throws IOException {
        PngExtras extras = new PngExtras(Optional.empty(), new Metadata());
        try {
            int type = 0;
            for (long position = SIGNATURE; type != END;) {
                png.seek(position);
                long length = png.readUnsignedInt();
                type = png.readInt();
                if ((type == PROFILE || type == EXIF) && length <= MOST_BYTES) {
                    byte[] chunk = new byte[(int) length];
                    png.readFully(chunk);
                    extras = type == EXIF ? extras.withExif(chunk) : new PngExtras(profile(chunk), extras.metadata);
                }
                position += AROUND_A_CHUNK + length;
            }
        } catch (EOFException e) {
            return extras;
        }
        return extras;
    }

    private PngExtras withExif(byte[] chunk) {
        Metadata exif = new Metadata();
        new ExifReader().extract(new ByteArrayReader(chunk), exif);
        return new PngExtras(profile, exif);
    }

    /** The profile of a chunk. One that is damaged is as good as none, as for browsers. */
    private static Optional<ICC_Profile> profile(byte[] chunk) {
        int start = 0;
        while (start < chunk.length && chunk[start] != 0) {
            start++;
        }
        start = Math.min(start + 2, chunk.length);
        try (InputStream unpacked = new InflaterInputStream(
                new ByteArrayInputStream(chunk, start, chunk.length - start))) {
            ICC_Profile profile = ICC_Profile.getInstance(unpacked.readNBytes(MOST_BYTES));
            return Optional.of(profile).filter(it -> it.getColorSpaceType() == ColorSpace.TYPE_RGB);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
