package io.semsearch.datasets.pickle;

import io.semsearch.datasets.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.HeapBudget;
import java.io.IOException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The values that torch tensors are views of; in the legacy format they come after all tensors. */
final class TorchStorage {

    private final TorchStorageType type;
    private final int length;
    private float @Nullable [] values;

    TorchStorage(TorchStorageType type, int length) {
        this.type = type;
        this.length = length;
    }

    /** Number of values, also before they have come. */
    int length() {
        return length;
    }

    /** Reads the values.
     *
     * @throws DataFileException if fewer come */
    void read(DataStream in, ByteOrder order, HeapBudget budget) throws IOException {
        in.requireLeft((long) length * type.valueType().bytes());
        budget.charge((long) length * Float.BYTES);
        values = type.valueType().read(in, order, length);
    }

    /** The values; null before they have come. */
    float @Nullable [] values() {
        return values;
    }
}
