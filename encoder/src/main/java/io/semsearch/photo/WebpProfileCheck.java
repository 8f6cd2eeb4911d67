package io.semsearch.photo;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/** Compares the length that the colour profile of a WebP file claims with what the file holds. The WebP reader would
 * allocate what is claimed, up to 2 GiB, before it reads.
 *
 * <p>A WebP file is "RIFF", a length, "WEBP", then chunks: four letters, a length (little-endian) and so many bytes,
 * padded to an even number. A profile is the chunk "ICCP"; its first four bytes are its length (big-endian). */
final class WebpProfileCheck {

    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int PROFILE_CHUNK = 'P' << 24 | 'C' << 16 | 'C' << 8 | 'I';

    private WebpProfileCheck() {}

    /** Reads a file from its start.
     *
     * @throws EOFException if the profile claims more bytes than its chunk has */
    static void check(ImageInputStream webp) throws IOException {
        byte[] bytes = new byte[CHUNK_HEADER + Integer.BYTES];
        ByteBuffer chunk = ByteBuffer.wrap(bytes);
        for (long position = FIRST_CHUNK; read(webp, position, bytes);) {
            long length = Integer.toUnsignedLong(chunk.order(ByteOrder.LITTLE_ENDIAN).getInt(Integer.BYTES));
            long claimed = Integer.toUnsignedLong(chunk.order(ByteOrder.BIG_ENDIAN).getInt(CHUNK_HEADER));
            if (chunk.order(ByteOrder.LITTLE_ENDIAN).getInt(0) == PROFILE_CHUNK && claimed > length) {
                throw new EOFException("its colour profile claims " + claimed + " bytes and has " + length);
            }
            position += CHUNK_HEADER + length + length % 2;
        }
    }

    private static boolean read(ImageInputStream webp, long position, byte[] bytes) throws IOException {
        webp.seek(position);
        int count = 0;
        for (int read = 0; read >= 0 && count < bytes.length; count += Math.max(0, read)) {
            read = webp.read(bytes, count, bytes.length - count);
        }
        return count == bytes.length;
    }
}
