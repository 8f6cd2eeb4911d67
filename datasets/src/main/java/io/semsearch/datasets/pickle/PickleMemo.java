package io.semsearch.datasets.pickle;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.HeapBudget;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The numbered objects of a pickle that it refers back to.
 *
 * <p>An array: picklers number from 0 or 1 upwards, perhaps with gaps, but never beyond the count of opcodes so far. */
final class PickleMemo {

    /** Python's None, which differs from no entry. */
    private static final Object NONE = new Object();
    private static final int FIRST_NUMBERS = 256;
    private static final int BYTES_PER_REFERENCE = 8;

    private final HeapBudget budget;
    private @Nullable Object[] objects = new @Nullable Object[16];
    private int size;

    PickleMemo(HeapBudget budget) {
        this.budget = budget;
    }

    /** Number of entries. */
    int size() {
        return size;
    }

    /** Keeps an object.
     *
     * @param opcodes how many the pickle had so far
     * @return false if the number is too high to be true */
    boolean put(long number, int opcodes, @Nullable Object object) throws DataFileException {
        if (number < 0 || number > FIRST_NUMBERS + (long) opcodes || number > Integer.MAX_VALUE / 2) {
            return false;
        }
        int index = (int) number;
        if (index >= objects.length) {
            int length = Math.max(index + 1, objects.length + objects.length / 2);
            budget.charge((long) BYTES_PER_REFERENCE * (length - objects.length));
            objects = Arrays.copyOf(objects, length);
        }
        size += objects[index] == null ? 1 : 0;
        objects[index] = object == null ? NONE : object;
        return true;
    }

    /** True if there is an object of this number. */
    boolean contains(long number) {
        return number >= 0 && number < objects.length && objects[(int) number] != null;
    }

    /** The object of a number that is there. */
    @Nullable Object get(long number) {
        Object object = objects[(int) number];
        return object == NONE ? null : object;
    }
}
