package io.semsearch.datasets;

import io.semsearch.progress.Progress;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a user's file, unpacked if it is gzipped or zipped, which is told by its first bytes.
 *
 * <p>Buffered. Knows where it stands and how much can follow at most, so that a length found in the file can be checked
 * before it is believed. All errors name the file. Not thread-safe. */
public final class DataStream extends InputStream {

    /** What a compressed file may unpack to, unless the user says otherwise: 4 GiB. */
    public static final long DEFAULT_MAX_UNCOMPRESSED_BYTES = 4L << 30;

    private static final int BUFFER_BYTES = 1 << 16;
    /** Up to here an array is made before its bytes have come. */
    private static final int TRUSTED_BYTES = 1 << 20;
    private static final int BYTES_PER_MIB = 1 << 20;

    private final String name;
    private final InputStream in;
    private final StreamLength length;
    private final byte[] buffer;
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
     * @param maxUncompressedBytes what a compressed file may unpack to
     * @param progress             is told of the bytes read as {@code task}
     * @throws DataFileException if there is no such file, or its compression is damaged, or it is a zip archive of
     *                           more or fewer than one member */
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
            return new DataStream(path.toString(), gunzip(path, in), StreamLength.ofCompressed(maxUncompressedBytes));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Bytes in memory.
     *
     * @param name  stands for them in messages
     * @param bytes shared, not modified */
    public static DataStream of(String name, byte[] bytes) {
        return new DataStream(name, bytes);
    }

    /** The size of a file that can be read.
     *
     * @throws DataFileException if there is none */
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

    private static InputStream gunzip(Path path, InputStream in) throws DataFileException {
        try {
            return new GZIPInputStream(in, BUFFER_BYTES);
        } catch (IOException e) {
            throw new DataFileException(path + ": its gzip header is damaged or cut short: fetch or copy it again", e);
        }
    }

    /** The file, as messages name it. */
    public String name() {
        return name;
    }

    /** Number of bytes read so far. */
    public long position() {
        return bytesBeforeBuffer + next;
    }

    /** How many bytes can still follow: exact for a plain file, the user's bound for a compressed one. */
    public long bytesLeftAtMost() {
        return length.bytes() - position();
    }

    /** True if the bytes are unpacked as they are read. */
    public boolean isCompressed() {
        return length.compressed();
    }

    /** The next bytes, which stay to be read.
     *
     * @param count at most 65,536
     * @return fewer if the stream ends before */
    public byte[] peek(int count) throws IOException {
        if (count > BUFFER_BYTES) {
            throw new IllegalArgumentException("at most " + BUFFER_BYTES + " bytes can be looked at, got " + count);
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

    /** Reads an exact number of bytes.
     *
     * <p>Allocates no more than about twice what arrives.
     *
     * @throws DataFileException if fewer are left */
    public byte[] readBytes(long count) throws IOException {
        requireLeft(count);
        if (count > Integer.MAX_VALUE - 8) {
            throw failure("at byte " + position() + " it holds " + count + " bytes in one piece: 2 GiB can be read");
        }
        byte[] bytes;
        if (count <= TRUSTED_BYTES || !length.compressed()) {
            bytes = new byte[(int) count];
            int read = readNBytes(bytes, 0, bytes.length);
            return read == bytes.length ? bytes : endedEarly();
        }
        bytes = readNBytes((int) count);
        return bytes.length == count ? bytes : endedEarly();
    }

    /** Checks a length that the file tells.
     *
     * @param count of bytes that should follow, unsigned
     * @throws DataFileException if so many cannot */
    public void requireLeft(long count) throws DataFileException {
        if (count >= 0 && count <= bytesLeftAtMost()) {
            return;
        }
        String claim = "at byte " + position() + " it claims that " + Long.toUnsignedString(count) + " bytes follow, ";
        throw failure(claim + (isCompressed()
                ? "and it may unpack to " + length.allowed() / BYTES_PER_MIB
                        + " MiB in all: if that claim is right, allow more with --max-uncompressed; else it is damaged"
                : "at most " + bytesLeftAtMost() + " do: it is damaged or cut short; fetch or copy it again"));
    }

    /** Reads to the end, so that a damaged checksum or a missing end is noticed. */
    public void drain() throws IOException {
        while (fill()) {
            next = filled;
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

    private byte[] endedEarly() throws DataFileException {
        throw failure("it ends at byte " + position() + ", in the middle of its data: it is cut short; fetch or copy it"
                + " again");
    }

    /** Appends to what is in the buffer and not yet read; false at the end. */
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
        if (length.compressed() && bytesBeforeBuffer + filled > length.bytes()) {
            throw failure("it unpacks to more than " + length.allowed() / BYTES_PER_MIB
                    + " MiB; if that is right, allow more with --max-uncompressed");
        }
        return true;
    }

    private int readMore() throws IOException {
        try {
            return filled == buffer.length ? 0 : in.read(buffer, filled, buffer.length - filled);
        } catch (EOFException e) {
            throw failure("its compressed data ends early, after " + (bytesBeforeBuffer + filled)
                    + " unpacked bytes: it is cut short; fetch or copy it again", e);
        } catch (ZipException e) {
            throw failure("its compressed data is damaged (" + e.getMessage() + "): fetch or copy it again", e);
        }
    }
}
