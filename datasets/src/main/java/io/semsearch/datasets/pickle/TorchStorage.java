package io.semsearch.datasets.pickle;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.HeapBudget;
import java.io.IOException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The values that torch tensors are views of; in the legacy format they come after all tensors. */
final class TorchStorage {

    private static final int SKIPPED_AT_A_TIME = 1 << 16;

    private final TorchStorageType type;
    private final int length;
    private float @Nullable [] values;

    TorchStorage(TorchStorageType type, int length) {
        this.type = type;
        this.length = length;
    }

    TorchStorageType type() {
        return type;
    }

    /** Number of values, also before they have come. */
    int length() {
        return length;
    }

    /** Reads the values; skips those that cannot be features.
     *
     * @throws DataFileException if fewer come */
    void read(DataStream in, ByteOrder order, HeapBudget budget) throws IOException {
        if (type.features().isPresent()) {
            values = type.features().get().read(in, order, length, budget);
            return;
        }
        long left = (long) length * type.bytes();
        in.requireLeft(left);
        for (; left > 0; left -= SKIPPED_AT_A_TIME) {
            in.readBytes(Math.min(left, SKIPPED_AT_A_TIME));
        }
    }

    /** The values; null before they have come, and if they cannot be features. */
    float @Nullable [] values() {
        return values;
    }
}
