package io.semsearch.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semsearch.dataset.DataFileException;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloatTypeTest {

    @TempDir
    private Path folder;

    @Test
    void decodesEachTypeInBothByteOrders() {
        for (ByteOrder order : new ByteOrder[]{ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            assertThat(FloatType.FLOAT64.decode(ByteBuffer.allocate(16).order(order).putDouble(-1.5).putDouble(1e300)
                    .flip())).containsExactly(-1.5f, Float.POSITIVE_INFINITY);
            assertThat(FloatType.FLOAT32.decode(ByteBuffer.allocate(8).order(order).putFloat(-1.5f).putFloat(3)
                    .flip())).containsExactly(-1.5f, 3);
            // 0x3c00 is 1 in half precision; 0x3f80 the upper half of 1 in single precision
            assertThat(FloatType.FLOAT16.decode(ByteBuffer.allocate(2).order(order).putShort((short) 0x3c00).flip()))
                    .containsExactly(1);
            assertThat(FloatType.BFLOAT16.decode(ByteBuffer.allocate(2).order(order).putShort((short) 0x3f80).flip()))
                    .containsExactly(1);
        }
    }

    @Test
    void readsMoreNumbersThanFitIntoOneStep() throws IOException {
        int count = 100_000;
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putFloat(i);
        }

        float[] values = FloatType.FLOAT32.read(DataStream.of("numbers", bytes.array()), ByteOrder.LITTLE_ENDIAN,
                count);

        assertThat(values).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(values[i]).isEqualTo(i);
        }
    }

    @Test
    void chargesNumbersAsTheyArrive() throws IOException {
        Path file = TestFiles.write(folder, "zeros.gz", TestFiles.gzip(new byte[4 * 100_000]));
        HeapBudget budget = new HeapBudget("zeros.gz", 1 << 20);

        try (DataStream in = DataStream.open(file, 1L << 32, Progress.NONE, "")) {
            assertThatExceptionOfType(DataFileException.class)
                    .isThrownBy(() -> FloatType.FLOAT32.read(in, ByteOrder.LITTLE_ENDIAN, 1_000_000_000, budget))
                    .withMessageContaining("it ends at byte 400000, in the middle of its data");
        }
        HeapBudget small = new HeapBudget("zeros.gz", 300_000);
        try (DataStream in = DataStream.open(file, 1L << 32, Progress.NONE, "")) {
            assertThatExceptionOfType(DataFileException.class)
                    .isThrownBy(() -> FloatType.FLOAT32.read(in, ByteOrder.LITTLE_ENDIAN, 100_000, small))
                    .withMessageContaining("needs more memory than available");
        }
        HeapBudget enough = new HeapBudget("zeros.gz", 1 << 20);
        try (DataStream in = DataStream.open(file, 1L << 32, Progress.NONE, "")) {
            assertThat(FloatType.FLOAT32.read(in, ByteOrder.LITTLE_ENDIAN, 100_000, enough)).hasSize(100_000);
        }
        assertThat(enough.used()).isEqualTo(400_000);
    }

    @Test
    void allocatesNoMoreThanTheStreamBrings() {
        DataStream in = DataStream.of("short", new byte[100]);
        long before = TestFiles.allocatedBytes();

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> FloatType.FLOAT64.read(in, ByteOrder.LITTLE_ENDIAN, Integer.MAX_VALUE));

        assertThat(TestFiles.allocatedBytes() - before).isLessThan(1 << 20);
    }
}
