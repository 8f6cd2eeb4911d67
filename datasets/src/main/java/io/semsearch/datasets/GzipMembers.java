package io.semsearch.datasets;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** The content of a gzip file (RFC 1952): its members, one after the other, each verified by its checksum and length.
 *
 * <p>Unlike {@link java.util.zip.GZIPInputStream}, which takes a damaged later member for the end of the file: here
 * only zeros, with which tapes pad files, may follow a member in place of another one. */
final class GzipMembers extends InflaterInputStream {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0xe0;

    private final PushbackInputStream packed;
    private final CRC32 checksum = new CRC32();
    private long position;
    private boolean isInMember;

    GzipMembers(InputStream in) {
        this(new PushbackInputStream(in, BUFFER_BYTES));
    }

    private GzipMembers(PushbackInputStream packed) {
        super(packed, new Inflater(true), BUFFER_BYTES);
        this.packed = packed;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        while (isInMember || startMember()) {
            int read = super.read(target, offset, count);
            if (read >= 0) {
                checksum.update(target, offset, read);
                return read;
            }
            endMember();
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inf.end();
        packed.close();
    }

    /** Reads the header of the next member; false at the end of the file. */
    private boolean startMember() throws IOException {
        int first = packed.read();
        for (; first == 0 && position > 0; first = packed.read()) {
            position++;
        }
        if (first < 0) {
            return false;
        }
        packed.unread(first);
        checksum.reset();
        long start = position;
        if (number(2) != MAGIC) {
            throw damaged(start, "expected the end of the file or another gzip member, found something else");
        }
        int method = number(1);
        int flags = number(1);
        if (method != DEFLATE || (flags & RESERVED) != 0) {
            throw damaged(start, "unknown compression method or flags");
        }
        number(6); // time, level and system
        for (int extra = (flags & EXTRA) == 0 ? 0 : number(2); extra > 0; extra--) {
            number(1);
        }
        for (int texts = Integer.bitCount(flags & (NAME | COMMENT)); texts > 0;) {
            texts -= number(1) == 0 ? 1 : 0;
        }
        int found = (int) checksum.getValue() & 0xffff;
        if ((flags & HEADER_CHECKSUM) != 0 && number(2) != found) {
            throw damaged(start, "wrong checksum of a header");
        }
        checksum.reset();
        isInMember = true;
        return true;
    }

    private void endMember() throws IOException {
        packed.unread(buf, len - inf.getRemaining(), inf.getRemaining());
        position += inf.getBytesRead();
        int found = (int) checksum.getValue();
        if (number(4) != found || number(4) != (int) inf.getBytesWritten()) {
            throw damaged(position, "wrong checksum");
        }
        inf.reset();
        isInMember = false;
    }

    /** The next bytes as a number, little-endian, of which the last four count. */
    private int number(int bytes) throws IOException {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            int value = packed.read();
            if (value < 0) {
                throw new EOFException("at byte " + position + " of the gzip file");
            }
            checksum.update(value);
            number |= i < Integer.BYTES ? value << (Byte.SIZE * i) : 0;
            position++;
        }
        return number;
    }

    private static ZipException damaged(long position, String problem) {
        return new ZipException("at byte " + position + " of the gzip file: " + problem);
    }
}
