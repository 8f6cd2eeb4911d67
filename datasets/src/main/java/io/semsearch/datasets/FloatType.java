package io.semsearch.datasets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** How files store floating-point numbers; all become 32-bit floats here. */
public enum FloatType {
    /** 16 bits, IEEE 754. */
    FLOAT16(2),
    /** 16 bits, the upper half of a 32-bit one. */
    BFLOAT16(2),
    /** 32 bits. */
    FLOAT32(4),
    /** 64 bits; beyond the range of 32 bits they become infinite. */
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

    /** Converts the numbers that remain in a buffer, in the buffer's byte order. */
    public float[] decode(ByteBuffer source) {
        float[] values = new float[source.remaining() / bytes];
        decode(source, values, 0, values.length);
        return values;
    }

    /** Reads numbers from a stream.
     *
     * <p>The array grows with what arrives: a stream that promises more than it brings costs no more than it brings.
     *
     * @throws DataFileException if the stream ends before */
    public float[] read(DataStream in, ByteOrder order, int count) throws IOException {
        float[] values = new float[Math.min(count, VALUES_AT_A_TIME)];
        for (int done = 0; done < count;) {
            int next = Math.min(count - done, VALUES_AT_A_TIME);
            if (done + next > values.length) {
                values = Arrays.copyOf(values, (int) Math.min(count, 2L * values.length));
            }
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
