package io.semsearch.artifact;

import java.nio.ByteBuffer;

/** The types of values in a safetensors file, by the names that the format gives them. */
public enum TensorType {
    /** 64-bit floating point. */
    F64(8, true),
    /** 32-bit floating point. */
    F32(4, true),
    /** 16-bit floating point, IEEE 754. */
    F16(2, true),
    /** 16-bit floating point, the upper half of a 32-bit one. */
    BF16(2, true),
    /** 64-bit integer. */
    I64(8, false),
    /** 32-bit integer. */
    I32(4, false),
    /** 16-bit integer. */
    I16(2, false),
    /** 8-bit integer. */
    I8(1, false),
    /** Byte. */
    U8(1, false),
    /** Truth value, one byte. */
    BOOL(1, false);

    private final int bytes;
    private final boolean floatingPoint;

    TensorType(int bytes, boolean floatingPoint) {
        this.bytes = bytes;
        this.floatingPoint = floatingPoint;
    }

    /** Size of one value. */
    public int bytes() {
        return bytes;
    }

    /** True for the F types. */
    public boolean isFloatingPoint() {
        return floatingPoint;
    }

    static TensorType named(String name, String where) throws ModelFileException {
        for (TensorType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new ModelFileException(where + ": cannot read values of type '" + name + "'");
    }

    /** The value with this number, from a little-endian buffer. */
    float floatAt(ByteBuffer data, int index) {
        int position = index * bytes;
        return switch (this) {
            case F64 -> (float) data.getDouble(position);
            case F32 -> data.getFloat(position);
            case F16 -> Float.float16ToFloat(data.getShort(position));
            case BF16 -> Float.intBitsToFloat(data.getShort(position) << 16);
            case I64, I32, I16, I8, U8, BOOL -> throw new IllegalStateException(this + " is no floating-point type");
        };
    }
}
