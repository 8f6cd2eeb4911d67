package io.semsearch.datasets;

import io.semsearch.dataset.DataFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The end of a zip archive (APPNOTE.TXT, section 4.3.16): it says where the archive begins.
 *
 * <p>java.util.zip skips what precedes or follows an archive without a word: the first one of two that were joined. */
final class ZipEnd {

    private static final int BYTES = 22;
    private static final int SIGNATURE = 0x06054b50;
    /** Precedes the end of archives of more than 4 GiB, and of torch's. */
    private static final int LOCATOR_64_BYTES = 20;
    private static final int LOCATOR_64_SIGNATURE = 0x07064b50;
    private static final int END_64_BYTES = 56;
    private static final int LONGEST_COMMENT = 0xffff;

    private ZipEnd() {}

    /** Checks that an archive fills its file.
     *
     * @throws DataFileException if something precedes or follows it */
    static void requireNothingAround(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            long tailStart = Math.max(0, channel.size() - LOCATOR_64_BYTES - BYTES - LONGEST_COMMENT);
            ByteBuffer tail = ByteBuffer.allocate((int) (channel.size() - tailStart)).order(ByteOrder.LITTLE_ENDIAN);
            while (tail.hasRemaining() && channel.read(tail, tailStart + tail.position()) > 0) {
                // until the tail is there
            }
            int end = tail.capacity() - BYTES;
            while (end > 0 && tail.getInt(end) != SIGNATURE) {
                end--;
            }
            int following = end + BYTES + Short.toUnsignedInt(tail.getShort(end + 20));
            if (following != tail.capacity()) {
                throw new DataFileException(path + ": expected nothing after the zip archive, found more data at byte "
                        + (tailStart + following) + ": pack it again");
            }
            long start = tailStart + end - bytesBefore(end, tail);
            if (start != 0) {
                throw new DataFileException(path + ": expected one zip archive, found that another begins at byte "
                        + start + ", after the first: unpack them, and name the files themselves");
            }
        }
    }

    /** Number of bytes of the archive before its end: the start and the length of its directory. */
    private static long bytesBefore(int end, ByteBuffer tail) {
        int locator = end - LOCATOR_64_BYTES;
        return locator >= 0 && tail.getInt(locator) == LOCATOR_64_SIGNATURE
                ? tail.getLong(locator + 8) + END_64_BYTES + LOCATOR_64_BYTES
                : Integer.toUnsignedLong(tail.getInt(end + 16)) + Integer.toUnsignedLong(tail.getInt(end + 12));
    }
}
