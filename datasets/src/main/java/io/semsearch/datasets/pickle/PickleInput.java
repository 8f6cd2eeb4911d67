package io.semsearch.datasets.pickle;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.HeapBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A pickle's bytes, little-endian: never ends silently, and no length in it is believed before it is checked. */
final class PickleInput extends InputStream {

    private final DataStream in;

    PickleInput(DataStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw cutShort();
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int read = in.read(target, offset, count);
        if (read < 0) {
            throw cutShort();
        }
        return read;
    }

    long uint32() throws IOException {
        return Integer.toUnsignedLong(buffer(Integer.BYTES).getInt());
    }

    long int64() throws IOException {
        return buffer(Long.BYTES).getLong();
    }

    byte[] bytes(long count, HeapBudget budget) throws IOException {
        return in.readBytes(count, budget);
    }

    /** The bytes up to a line feed, without it.
     *
     * @param limit how many there may be */
    byte[] line(int limit) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int value = read(); value != '\n'; value = read()) {
            if (line.size() == limit) {
                throw failure("a line of text is longer than " + limit + " bytes");
            }
            line.write(value);
        }
        return line.toByteArray();
    }

    DataFileException failure(String message) {
        return in.failure("at byte " + in.position() + " of the pickle: " + message);
    }

    DataFileException failure(String message, Throwable cause) {
        return in.failure("at byte " + in.position() + " of the pickle: " + message, cause);
    }

    private ByteBuffer buffer(int count) throws IOException {
        return ByteBuffer.wrap(in.readBytes(count)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private DataFileException cutShort() {
        return in.failure("the pickle ends at byte " + in.position()
                + " without its STOP: the file is truncated; fetch or copy it again");
    }
}
