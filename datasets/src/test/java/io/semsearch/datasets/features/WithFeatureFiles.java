package io.semsearch.datasets.features;

import static io.semsearch.datasets.TestFiles.bytes;
import static io.semsearch.datasets.TestFiles.concat;
import static io.semsearch.datasets.TestFiles.resource;
import static io.semsearch.datasets.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Writes small files of features, right and wrong ones, and reads them. */
abstract class WithFeatureFiles {

    static final long MIB = 1 << 20;
    static final Path IDS = resource("features/float16_ids.npy");

    @TempDir
    Path folder;

    static ImageFeatures read(Path file) throws IOException {
        return ImageFeaturesReader.read(file, FeaturesOptions.defaults(), Progress.NONE);
    }

    static ImageFeatures read(Path file, Path ids) throws IOException {
        return ImageFeaturesReader.read(file, new FeaturesOptions(Optional.of(ids), MIB), Progress.NONE);
    }

    static void refuses(Path file, String... message) {
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(file))
                .withMessageContainingAll(message);
    }

    static void refusesIds(Path file, Path ids, String... message) {
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(file, ids))
                .withMessageContainingAll(message);
    }

    static String text(String text) {
        return "X" + (char) text.length() + "\0\0\0" + text;
    }

    static String array(String shape, byte[] values) {
        return "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\u0085C\1b\u0087R(K\1" + shape
                + "cnumpy\ndtype\nX\2\0\0\0f4K\0K\1\u0087R\u0089B" + latin1(ints(values.length)) + latin1(values)
                + "tb";
    }

    static byte[] npy(String type, String shape, byte[] values) {
        return npyOf("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n", values);
    }

    static byte[] npyOf(String header, byte[] values) {
        return concat(bytes("\u0093NUMPY\1\0" + (char) header.length() + "\0" + header), values);
    }

    Path safetensors(String header, int valueBytes) throws IOException {
        byte[] length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length()).array();
        return write(folder, "a.safetensors",
                concat(length, bytes(header), new byte[valueBytes]));
    }

    static byte[] floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    static byte[] longs(long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asLongBuffer().put(values);
        return buffer.array();
    }

    static byte[] ints(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }

    static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
