package io.semsearch.datasets;

import io.semsearch.dataset.DataFileException;
import io.semsearch.progress.Progress;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipException;

/** The bytes of a user's file, unpacked if its first bytes say that it is compressed by gzip or zip.
 *
 * <p>Buffered. Knows its position and an upper bound of the bytes that follow, so that a length found in the file can
 * be checked before memory is allocated. All errors name the file. Not thread-safe. */
public final class DataStream extends InputStream {

    /** Default limit of the unpacked size of a compressed file: 4 GiB. */
    public static final long DEFAULT_MAX_UNCOMPRESSED_BYTES = 4L << 30;

    /** The most bytes that {@link #peek} gives. */
    public static final int MOST_PEEKED = 1 << 16;

    private static final int BUFFER_BYTES = MOST_PEEKED;
    /** Arrays up to this size are allocated before their bytes arrive. */
    private static final int TRUSTED_BYTES = 1 << 20;
    private static final int BYTES_PER_MIB = 1 << 20;
    private static final int SHOWN_BYTES = 8;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final String name;
    private final InputStream in;
    private final StreamLength length;
    private final byte[] buffer;
    private byte[] head = {};
    private int next;
    private int filled;
    private long bytesBeforeBuffer;

    DataStream(String name, InputStream in, StreamLength length) {
        this.name = name;
        this.in = in;
        this.length = length;
        this.buffer = new byte[length.buffer()];
    }

    private DataStream(String name, byte[] bytes) {
        this.name = name;
        this.in = nullInputStream();
        this.length = StreamLength.ofPlain(bytes.length);
        this.buffer = bytes;
        this.filled = bytes.length;
    }

    /** Opens a file: plain, gzipped, or a zip archive of one member.
     *
     * @param maxUncompressedBytes limit of the unpacked size of a compressed file
     * @param progress             counts the bytes read, as a task named {@code task}
     * @throws DataFileException if there is no such file, its compression is damaged, or it is a zip archive that does
     *                           not have exactly one member */
    public static DataStream open(Path path, long maxUncompressedBytes, Progress progress, String task)
            throws IOException {
        if (DataZip.isZip(path)) {
            return DataZip.open(path, maxUncompressedBytes, progress, task).openOnlyMember();
        }
        long size = requireFile(path);
        InputStream raw = new CountingStream(Files.newInputStream(path), progress.start(task, size, "bytes"));
        InputStream in = new BufferedInputStream(raw, BUFFER_BYTES);
        try {
            in.mark(2);
            boolean isGzip = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            if (!isGzip) {
                return new DataStream(path.toString(), in, StreamLength.ofPlain(size));
            }
            return new DataStream(path.toString(), new GzipMembers(in),
                    StreamLength.ofCompressed(maxUncompressedBytes));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Bytes in memory.
     *
     * @param name  used in messages instead of a file name
     * @param bytes shared, not modified */
    public static DataStream of(String name, byte[] bytes) {
        return new DataStream(name, bytes);
    }

    /** The size of a readable file.
     *
     * @throws DataFileException if there is no such file, or it cannot be read */
    static long requireFile(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new DataFileException(path + ": this file does not exist");
        }
        if (!Files.isRegularFile(path)) {
            throw new DataFileException(path + ": expected a file, this is a folder or a device");
        }
        if (!Files.isReadable(path)) {
            throw new DataFileException(path + ": this file may not be read; change its permissions",
                    new AccessDeniedException(path.toString()));
        }
        return Files.size(path);
    }

    /** The file name for messages. */
    public String name() {
        return name;
    }

    /** Number of bytes read so far. */
    public long position() {
        return bytesBeforeBuffer + next;
    }

    /** Upper bound of the bytes that follow: exact for a plain file, the user's limit for a compressed one. */
    public long bytesLeftAtMost() {
        return length.bytes() - position();
    }

    /** True if the file is compressed. */
    public boolean isCompressed() {
        return length.compressed();
    }

    /** The next bytes, without consuming them.
     *
     * @param count at most {@link #MOST_PEEKED}
     * @return fewer bytes if the stream ends before */
    public byte[] peek(int count) throws IOException {
        if (count > BUFFER_BYTES) {
            throw new IllegalArgumentException("at most " + BUFFER_BYTES + " bytes can be peeked at, got " + count);
        }
        while (filled - next < count && fill()) {
            // until there are enough
        }
        return Arrays.copyOfRange(buffer, next, Math.min(filled, next + count));
    }

    @Override
    public int read() throws IOException {
        if (next == filled && !fill()) {
            return -1;
        }
        return buffer[next++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, target.length);
        if (count == 0) {
            return 0;
        }
        if (next == filled && !fill()) {
            return -1;
        }
        int copied = Math.min(count, filled - next);
        System.arraycopy(buffer, next, target, offset, copied);
        next += copied;
        return copied;
    }

    /** Reads a small number of bytes, as {@link #readBytes(long, HeapBudget)} does without a budget. */
    public byte[] readBytes(long count) throws IOException {
        return readBytes(count, HeapBudget.unlimited(name));
    }

    /** Reads an exact number of bytes.
     *
     * <p>Allocates no more than about three times the bytes that arrive.
     *
     * @param budget is charged for these bytes
     * @throws DataFileException if fewer are left, or the budget does not suffice */
    public byte[] readBytes(long count, HeapBudget budget) throws IOException {
        requireLeft(count);
        if (count > Integer.MAX_VALUE - 8) {
            throw failure(
                    "at byte " + position() + " it has " + count + " bytes in one piece, at most 2 GiB can be read");
        }
        byte[] bytes = {};
        for (int done = 0; done < count; done = bytes.length) {
            long believed = isCompressed() ? Math.max(TRUSTED_BYTES, 2L * done) : count;
            int length = (int) Math.min(count, believed);
            budget.charge(length);
            bytes = Arrays.copyOf(bytes, length);
            budget.release(done);
            if (readNBytes(bytes, done, length - done) < length - done) {
                throw failure("it ends at byte " + position()
                        + ", in the middle of its data: it is truncated; fetch or copy it again");
            }
        }
        return bytes;
    }

    /** Checks a length that was read from the file.
     *
     * @param count number of bytes that should follow, unsigned
     * @throws DataFileException if fewer can follow */
    public void requireLeft(long count) throws DataFileException {
        if (count >= 0 && count <= bytesLeftAtMost()) {
            return;
        }
        String claim = "at byte " + position() + " it claims that " + Long.toUnsignedString(count) + " bytes follow, ";
        throw failure(claim + (length.isKnown()
                ? "at most " + bytesLeftAtMost() + " do: it is damaged or truncated; fetch or copy it again"
                : "and it may unpack to " + length.allowed() / BYTES_PER_MIB
                        + " MiB in all: if that claim is right, raise --max-uncompressed; else the file is damaged"));
    }

    /** Checks that nothing follows what has been read; so a wrong checksum is detected, too.
     *
     * @param read   what has been read, such as "its pickle"
     * @param remedy what to do about more data
     * @throws DataFileException if there is more */
    public void requireEnd(String read, String remedy) throws IOException {
        if (peek(1).length > 0) {
            throw failure("expected nothing after " + read + ", found more data at byte " + position()
                    + (isCompressed() ? " of the unpacked data" : "") + ": " + remedy);
        }
    }

    /** True if the first bytes are those of a known file that is no text. */
    boolean isBinary() {
        return FileKind.binary(head).isPresent();
    }

    /** Says that this file is of another kind, which is named if its first bytes are known.
     *
     * @param expected what it should be */
    public DataFileException unexpected(String expected) {
        return unexpected(expected, "expected " + expected + ", found a file that begins with the bytes "
                + HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(head.length, SHOWN_BYTES)));
    }

    /** Says that this file is of another kind, or something else if its first bytes are not known. */
    public DataFileException unexpected(String expected, String otherwise) {
        Optional<String> found = head.length == 0
                ? Optional.of("an empty file")
                : FileKind.of(head).filter(kind -> !kind.name().equals(expected))
                        .map(kind -> kind.name() + ": " + kind.remedy());
        return failure(found.map(text -> "expected " + expected + ", found " + text).orElse(otherwise));
    }

    /** Skips UTF-8's byte order mark. */
    public void skipByteOrderMark() throws IOException {
        if (Arrays.equals(peek(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            readBytes(BYTE_ORDER_MARK.length);
        }
    }

    /** An error of this file. */
    public DataFileException failure(String message) {
        return new DataFileException(name + ": " + message);
    }

    /** An error of this file. */
    public DataFileException failure(String message, Throwable cause) {
        return new DataFileException(name + ": " + message, cause);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Appends to the unread bytes of the buffer; false at the end. */
    private boolean fill() throws IOException {
        if (bytesBeforeBuffer + filled == length.bytes() && !length.compressed()) {
            return false;
        }
        bytesBeforeBuffer += next;
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        filled -= next;
        next = 0;
        int read = readMore();
        if (read <= 0) {
            return false;
        }
        filled += read;
        if (bytesBeforeBuffer == 0 && head.length < FileKind.HEAD_BYTES) {
            head = Arrays.copyOf(buffer, Math.min(filled, FileKind.HEAD_BYTES));
        }
        if (length.compressed() && bytesBeforeBuffer + filled > length.bytes()) {
            throw failure(length.isKnown()
                    ? "it unpacks to more than the " + length.bytes() + " bytes that its archive states: it is damaged"
                    : "it unpacks to more than " + length.allowed() / BYTES_PER_MIB
                            + " MiB; if that is right, raise --max-uncompressed");
        }
        return true;
    }

    private int readMore() throws IOException {
        try {
            return filled == buffer.length ? 0 : in.read(buffer, filled, buffer.length - filled);
        } catch (EOFException e) {
            throw failure("its compressed data ends early, after " + (bytesBeforeBuffer + filled)
                    + " unpacked bytes: it is truncated; fetch or copy it again", e);
        } catch (ZipException e) {
            throw failure("its compressed data is damaged (" + e.getMessage() + "): fetch or copy it again", e);
        } catch (IOException e) {
            throw failure("it cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
