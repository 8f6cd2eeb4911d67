package io.semsearch.datasets.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.HeapBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Views of a storage that holds 0, 1, 2, ... 11. */
class TorchTensorTest {

    private static final int LENGTH = 12;

    @Test
    void readsContiguousViews() throws IOException {
        assertThat(values(0, new int[]{2, 3}, new int[]{3, 1})).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(values(6, new int[]{6}, new int[]{1})).containsExactly(6, 7, 8, 9, 10, 11);
        assertThat(values(5, new int[]{}, new int[]{})).containsExactly(5);
        // the stride of a dimension of one means nothing
        assertThat(values(4, new int[]{1, 4}, new int[]{77, 1})).containsExactly(4, 5, 6, 7);
    }

    @Test
    void sharesAStorageThatIsSeenWhole() throws IOException {
        TorchStorage storage = storage();

        float[] values = new TorchTensor(storage, 0, new int[]{1, 12}, new int[]{12, 1}, "file").values();

        assertThat(values).isSameAs(storage.values());
    }

    @Test
    void readsViewsByTheirStrides() throws IOException {
        // the transpose of [3, 4], every other column of it, and an axis in between
        assertThat(values(0, new int[]{4, 3}, new int[]{1, 4})).containsExactly(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
        assertThat(values(1, new int[]{3, 2}, new int[]{4, 2})).containsExactly(1, 3, 5, 7, 9, 11);
        assertThat(values(0, new int[]{2, 2, 2}, new int[]{1, 6, 3})).containsExactly(0, 3, 6, 9, 1, 4, 7, 10);
        assertThat(values(2, new int[]{3}, new int[]{0})).containsExactly(2, 2, 2);
    }

    @Test
    void anEmptyViewHasNoValuesWhereverItLies() throws IOException {
        assertThat(values(99, new int[]{3, 0}, new int[]{1, 1})).isEmpty();
    }

    @Test
    void tellsOfValuesThatTheFileLeftOut() {
        TorchTensor tensor = new TorchTensor(new TorchStorage(TorchStorageType.FLOAT, 1), 0, new int[]{1}, new int[]{1},
                "features.pt");

        assertThatExceptionOfType(DataFileException.class).isThrownBy(tensor::values)
                .withMessageContaining("features.pt: the values of a tensor are missing");
    }

    private static float[] values(int offset, int[] shape, int[] strides) throws IOException {
        return new TorchTensor(storage(), offset, shape, strides, "file").values();
    }

    private static TorchStorage storage() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < LENGTH; i++) {
            bytes.putFloat(i);
        }
        TorchStorage storage = new TorchStorage(TorchStorageType.FLOAT, LENGTH);
        storage.read(DataStream.of("storage", bytes.array()), ByteOrder.LITTLE_ENDIAN, new HeapBudget("file", 1 << 20));
        return storage;
    }
}
