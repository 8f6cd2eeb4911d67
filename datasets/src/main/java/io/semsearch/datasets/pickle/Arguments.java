package io.semsearch.datasets.pickle;

import io.semsearch.dataset.DataFileException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The arguments of a call that a pickle asks for, taken only as what they must be. */
final class Arguments {

    private static final int MAX_DIMENSIONS = 64;
    private static final String REMEDY = "; load it in Python, and save a dict of image id -> array again";

    private final String file;
    private final String function;
    private final List<@Nullable Object> values;

    Arguments(String file, String function, List<@Nullable Object> values) {
        this.file = file;
        this.function = function;
        this.values = values;
    }

    /** Number of values in an array of this shape.
     *
     * @param shape as {@link #shape} gives it */
    static long count(int[] shape) {
        long count = 1;
        for (int size : shape) {
            count *= size;
        }
        return count;
    }

    @Nullable Object value(int position) throws DataFileException {
        if (position >= values.size()) {
            throw new DataFileException(file + ": " + function + ": argument " + position + " is missing, there are "
                    + values.size() + REMEDY);
        }
        return values.get(position);
    }

    /** @param expected names the type for people */
    <T> T get(int position, Class<T> type, String expected) throws DataFileException {
        Object value = value(position);
        if (!type.isInstance(value)) {
            throw unexpected(position, expected);
        }
        return type.cast(value);
    }

    String text(int position) throws DataFileException {
        return get(position, String.class, "text");
    }

    byte[] bytes(int position) throws DataFileException {
        Optional<byte[]> bytes = PickleValues.bytes(value(position));
        return bytes.orElseThrow(() -> unexpected(position, "bytes"));
    }

    /** Lets go of bytes that have been used.
     *
     * @return how many that frees */
    int releaseBytes(int position) {
        return values.get(position) instanceof PickleBytes bytes ? bytes.release() : 0;
    }

    /** A number from 0 to 2^31 - 1. */
    int size(int position) throws DataFileException {
        return size(value(position), position);
    }

    /** A tuple of such numbers. */
    int[] sizes(int position) throws DataFileException {
        Optional<List<@Nullable Object>> tuple = PickleValues.tuple(value(position));
        if (tuple.isEmpty() || tuple.get().size() > MAX_DIMENSIONS) {
            throw unexpected(position, "a tuple of at most " + MAX_DIMENSIONS + " sizes");
        }
        int[] sizes = new int[tuple.get().size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = size(tuple.get().get(i), position);
        }
        return sizes;
    }

    /** The dimensions of an array of at most 2^31 - 1 values. */
    int[] shape(int position) throws DataFileException {
        int[] shape = sizes(position);
        long count = 1;
        for (int size : shape) {
            count *= size;
            if (count > Integer.MAX_VALUE) {
                throw unexpected(position, "at most 2^31 - 1 values");
            }
        }
        return shape;
    }

    void requireCount(int count) throws DataFileException {
        if (values.size() != count) {
            throw new DataFileException(file + ": " + function + ": expected " + count + " arguments, found "
                    + values.size() + REMEDY);
        }
    }

    DataFileException unexpected(int position, String expected) {
        return new DataFileException(file + ": " + function + ": argument " + position + " must be " + expected
                + ", found " + PickleValues.describe(values.get(position)) + REMEDY);
    }

    private int size(@Nullable Object value, int position) throws DataFileException {
        OptionalLong number = PickleValues.wholeNumber(value);
        if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > Integer.MAX_VALUE) {
            throw unexpected(position, "sizes from 0 to 2^31 - 1");
        }
        return (int) number.getAsLong();
    }
}
