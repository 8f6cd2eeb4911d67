package io.semsearch.datasets.pickle;

import io.semsearch.datasets.FloatType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The type of a numpy array's values: a code like {@code f4}, and a byte order that its state sets. */
final class NumpyDtype {

    private final String code;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    NumpyDtype(String code) {
        this.code = code;
    }

    void order(ByteOrder newOrder) {
        order = newOrder;
    }

    ByteOrder order() {
        return order;
    }

    /** The type of features, if it is one. */
    Optional<FloatType> floatType() {
        return switch (code) {
            case "f2" -> Optional.of(FloatType.FLOAT16);
            case "f4" -> Optional.of(FloatType.FLOAT32);
            case "f8" -> Optional.of(FloatType.FLOAT64);
            default -> Optional.empty();
        };
    }

    /** One number, if this is a type of them and there are as many bytes as it needs. */
    Optional<Number> number(byte[] bytes) {
        if (code.length() != 2 || code.charAt(1) - '0' != bytes.length) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        return switch (code) {
            case "i8" -> Optional.of(buffer.getLong());
            case "u8" -> Optional.of(unsigned(buffer.getLong()));
            case "i4" -> Optional.of((long) buffer.getInt());
            case "u4" -> Optional.of(Integer.toUnsignedLong(buffer.getInt()));
            case "i2" -> Optional.of((long) buffer.getShort());
            case "u2" -> Optional.of((long) Short.toUnsignedInt(buffer.getShort()));
            case "i1" -> Optional.of((long) buffer.get());
            case "u1" -> Optional.of((long) Byte.toUnsignedInt(buffer.get()));
            case "f2", "f4", "f8" -> floatType().map(type -> type.decode(buffer)[0]);
            default -> Optional.empty();
        };
    }

    private static Number unsigned(long value) {
        return value >= 0 ? value : new BigInteger(Long.toUnsignedString(value));
    }

    @Override
    public String toString() {
        return code;
    }
}
