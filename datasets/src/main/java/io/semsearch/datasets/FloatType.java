package io.semsearch.datasets;

import io.semsearch.dataset.DataFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The types of floating-point numbers in files; all are converted to 32-bit floats. */
public enum FloatType {
    /** 16 bits, IEEE 754. */
    FLOAT16(2),
    /** 16 bits, the upper half of a 32-bit one. */
    BFLOAT16(2),
    /** 32 bits. */
    FLOAT32(4),
    /** 64 bits; values beyond the range of 32 bits become infinite. */
    FLOAT64(8);

    private static final int VALUES_AT_A_TIME = 1 << 14;

    private final int bytes;

    FloatType(int bytes) {
        this.bytes = bytes;
    }

    /** Size of one number. */
    public int bytes() {
        return bytes;
    }

    /** Converts the remaining numbers of a buffer, in the buffer's byte order. */
    public float[] decode(ByteBuffer source) {
        float[] values = new float[source.remaining() / bytes];
        decode(source, values, 0, values.length);
        return values;
    }

    /** Reads a few numbers, as {@link #read(DataStream, ByteOrder, int, HeapBudget)} does without a budget. */
    public float[] read(DataStream in, ByteOrder order, int count) throws IOException {
        return read(in, order, count, HeapBudget.unlimited(in.name()));
    }

    /** Reads numbers from a stream.
     *
     * <p>The array of a compressed stream grows with the bytes that arrive, so a false count costs no memory.
     *
     * @param budget is charged for the array
     * @throws DataFileException if the stream ends before, or the budget does not suffice */
    public float[] read(DataStream in, ByteOrder order, int count, HeapBudget budget) throws IOException {
        in.requireLeft((long) count * bytes);
        float[] values = {};
        for (int done = 0; done < count;) {
            if (done == values.length) {
                long believed = in.isCompressed() ? Math.max(VALUES_AT_A_TIME, 2L * done) : count;
                int length = (int) Math.min(count, believed);
                budget.charge((long) length * Float.BYTES);
                values = Arrays.copyOf(values, length);
                budget.release((long) done * Float.BYTES);
            }
            int next = Math.min(values.length - done, VALUES_AT_A_TIME);
            decode(ByteBuffer.wrap(in.readBytes((long) next * bytes)).order(order), values, done, next);
            done += next;
        }
        return values;
    }

    private void decode(ByteBuffer source, float[] target, int offset, int count) {
        switch (this) {
            case FLOAT32 -> source.asFloatBuffer().get(target, offset, count);
            case FLOAT64 -> {
                for (int i = 0; i < count; i++) {
                    target[offset + i] = (float) source.getDouble();
                }
            }
            case FLOAT16 -> {
                for (int i = 0; i < count; i++) {
                    target[offset + i] = Float.float16ToFloat(source.getShort());
                }
            }
            case BFLOAT16 -> {
                for (int i = 0; i < count; i++) {
                    target[offset + i] = Float.intBitsToFloat(source.getShort() << 16);
                }
            }
        }
    }
}
