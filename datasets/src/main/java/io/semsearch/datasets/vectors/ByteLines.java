package io.semsearch.datasets.vectors;

import io.semsearch.datasets.DataStream;
import java.io.IOException;
import java.util.Arrays;

/** The lines of a text file, as bytes in a buffer that is used again for each.
 *
 * <p>They end with LF or CR LF; with CR alone if the first one does, as in files of old Macs. */
final class ByteLines {

    private static final int BUFFER_BYTES = 1 << 18;
    /** 65,536 numbers of 60 characters. */
    private static final int LONGEST_LINE = 1 << 22;

    private final DataStream in;
    private final byte lineEnd;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;
    private int nextLine;
    private int start;
    private int end;
    private long number;

    ByteLines(DataStream in) throws IOException {
        this.in = in;
        byte[] start = in.peek(DataStream.MOST_PEEKED);
        int end = 0;
        while (end < start.length && start[end] != '\n' && start[end] != '\r') {
            end++;
        }
        boolean isCarriageReturn = end + 1 < start.length && start[end] == '\r' && start[end + 1] != '\n';
        this.lineEnd = (byte) (isCarriageReturn ? '\r' : '\n');
    }

    /** Goes to the next line.
     *
     * @return false if there is none
     * @throws io.semsearch.dataset.DataFileException if it is longer than any line of vectors */
    boolean next() throws IOException {
        int scanned = nextLine;
        while (true) {
            while (scanned < filled && buffer[scanned] != lineEnd) {
                scanned++;
            }
            if (scanned < filled) {
                setLine(scanned, scanned + 1);
                return true;
            }
            scanned -= nextLine;
            if (!fill()) {
                boolean last = nextLine < filled;
                setLine(filled, filled);
                return last;
            }
        }
    }

    /** The bytes that hold the line, among others. */
    byte[] bytes() {
        return buffer;
    }

    /** Where the line starts in {@link #bytes()}. */
    int start() {
        return start;
    }

    /** Where it ends, without what ends it and without blanks before that. */
    int end() {
        return end;
    }

    /** The line's number, from 1. */
    long number() {
        return number;
    }

    /** True if nothing that has been read follows the line. */
    boolean isLast() {
        return nextLine == filled;
    }

    private void setLine(int lineEnd, int following) {
        start = nextLine;
        end = lineEnd;
        while (end > start && (buffer[end - 1] == ' ' || buffer[end - 1] == '\t' || buffer[end - 1] == '\r')) {
            end--;
        }
        nextLine = following;
        number++;
    }

    /** Moves the unread bytes to the front of the buffer and adds to them; false at the end of the file. */
    private boolean fill() throws IOException {
        int unread = filled - nextLine;
        if (unread == buffer.length) {
            if (unread >= LONGEST_LINE) {
                throw in.unexpected("word vectors", "line " + (number + 1) + " is longer than " + LONGEST_LINE
                        + " bytes: these are no word vectors");
            }
            buffer = Arrays.copyOf(buffer, 2 * unread);
        }
        System.arraycopy(buffer, nextLine, buffer, 0, unread);
        nextLine = 0;
        filled = unread;
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(read, 0);
        return read > 0;
    }
}
