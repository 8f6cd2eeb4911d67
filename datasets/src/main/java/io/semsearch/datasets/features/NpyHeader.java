package io.semsearch.datasets.features;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.FloatType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header of a {@code .npy} file, versions 1 to 3 (numpy.lib.format).
 *
 * <p>Six bytes {@code \x93NUMPY}; the version, two bytes; the header's length, little-endian, in two bytes (version 1)
 * or four; the header, a Python dict {@code {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }}.
 *
 * @param code  the kind and size of a value: {@code f4}
 * @param order of the bytes of a value
 * @param shape dimensions, none negative */
record NpyHeader(String code, ByteOrder order, List<Integer> shape) {

    NpyHeader {
        shape = List.copyOf(shape);
    }

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_VERSION = 3;
    private static final int MAX_HEADER_BYTES = 1 << 16;
    /** Three entries and nothing else: so none is missing if none occurs twice. */
    private static final Pattern HEADER = Pattern.compile("\\s*+\\{(?:\\s*+(?:"
            + "'descr'\\s*+:\\s*+'(?<order>[<>|=]?)(?<code>[a-zA-Z]\\d{0,9})'"
            + "|'fortran_order'\\s*+:\\s*+(?<fortran>True|False)"
            + "|'shape'\\s*+:\\s*+\\((?<shape>[0-9, L]*+)\\))\\s*+(?:,|(?=\\}))){3}\\s*+\\}\\s*+");

    /** True if a stream begins as such a file does. */
    static boolean isAt(DataStream in) throws IOException {
        return Arrays.equals(in.peek(MAGIC.length), MAGIC);
    }

    /** Reads up to the first value.
     *
     * @throws DataFileException if this is no such file, or its values are not in C order */
    static NpyHeader read(DataStream in) throws IOException {
        in.readBytes(MAGIC.length);
        int version = in.readBytes(1)[0];
        in.readBytes(1);
        if (version < 1 || version > MAX_VERSION) {
            throw in.failure("expected version 1 to 3 of the .npy format, found " + version);
        }
        ByteBuffer length = ByteBuffer.wrap(in.readBytes(version == 1 ? 2 : 4)).order(ByteOrder.LITTLE_ENDIAN);
        long headerBytes = version == 1
                ? Short.toUnsignedInt(length.getShort())
                : Integer.toUnsignedLong(length.getInt());
        if (headerBytes > MAX_HEADER_BYTES) {
            throw in.failure("its .npy header claims " + headerBytes + " bytes: it is damaged, or no plain array");
        }
        return parse(new String(in.readBytes(headerBytes), StandardCharsets.UTF_8), in);
    }

    /** The type of the values, if they are floating-point numbers. */
    Optional<FloatType> floatType() {
        return switch (code) {
            case "f2" -> Optional.of(FloatType.FLOAT16);
            case "f4" -> Optional.of(FloatType.FLOAT32);
            case "f8" -> Optional.of(FloatType.FLOAT64);
            default -> Optional.empty();
        };
    }

    private static NpyHeader parse(String header, DataStream in) throws DataFileException {
        Matcher entries = HEADER.matcher(header);
        if (!entries.matches() || entries.start("code") < 0 || entries.start("fortran") < 0
                || entries.start("shape") < 0) {
            throw in.failure("its .npy header does not tell of a plain array of numbers: expected {'descr': '<f4', "
                    + "'fortran_order': False, 'shape': (3, 4), } with other values, each once, and nothing else; save the"
                    + " array again by numpy.save");
        }
        List<Integer> sizes = sizes(entries.group("shape"), in);
        if (entries.group("fortran").equals("True") && sizes.size() > 1) {
            throw in.failure("its values are stored column by column (Fortran order): save"
                    + " numpy.ascontiguousarray(features) again");
        }
        ByteOrder order = entries.group("order").equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(entries.group("code"), order, sizes);
    }

    private static List<Integer> sizes(String shape, DataStream in) throws DataFileException {
        try {
            return Arrays.stream(shape.replace("L", "").split(",")).map(String::strip).filter(size -> !size.isEmpty())
                    .map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            throw in.failure("its shape (" + shape + ") cannot be: it is damaged", e);
        }
    }
}
