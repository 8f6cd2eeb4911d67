package io.semsearch.benchmarks;

import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes matrices in {@code .npy} files. */
final class NumpyFiles {

    private static final Pattern SHAPE = Pattern.compile("'shape': \\((\\d+), (\\d+)\\)");
    private static final int HEADER = 128;
    private static final int MAGIC = 10;

    private NumpyFiles() {}

    static FloatMatrix readFloats(Path file) throws IOException {
        Content content = Content.of(file, "<f4");
        float[] values = new float[content.rows * content.columns];
        for (long first = 0; first < values.length; first += 1 << 28) { // a mapping has at most 2 GiB
            int count = (int) Math.min(1 << 28, values.length - first);
            content.map(first, count).asFloatBuffer().get(values, (int) first, count);
        }
        return FloatMatrix.wrap(content.rows, content.columns, values);
    }

    static int[][] readInts(Path file) throws IOException {
        Content content = Content.of(file, "<i4");
        ByteBuffer bytes = content.map(0, content.rows * content.columns);
        int[][] rows = new int[content.rows][content.columns];
        for (int[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = bytes.getInt();
            }
        }
        return rows;
    }

    static void write(Path file, FloatMatrix matrix) throws IOException {
        String header = String.format(Locale.ROOT,
                "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }", matrix.rows(), matrix.columns());
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + Float.BYTES * matrix.values().length)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0)
                .putShort((short) (HEADER - MAGIC));
        bytes.put((header + " ".repeat(HEADER - MAGIC - header.length() - 1) + "\n")
                .getBytes(StandardCharsets.US_ASCII));
        bytes.asFloatBuffer().put(matrix.values());
        Files.write(file, bytes.array());
    }

    private record Content(Path file, int rows, int columns, int start) {

        static Content of(Path file, String type) throws IOException {
            try (FileChannel channel = FileChannel.open(file)) {
                ByteBuffer begin = ByteBuffer.allocate(MAGIC).order(ByteOrder.LITTLE_ENDIAN);
                channel.read(begin);
                ByteBuffer header = ByteBuffer.allocate(begin.getShort(MAGIC - 2));
                channel.read(header);
                String text = new String(header.array(), StandardCharsets.US_ASCII);
                Matcher shape = SHAPE.matcher(text);
                if (!shape.find() || !text.contains(type)) {
                    throw new IOException(file + ": expected a matrix of " + type + ", found " + text.strip());
                }
                return new Content(file, Integer.parseInt(shape.group(1)), Integer.parseInt(shape.group(2)),
                        MAGIC + header.capacity());
            }
        }

        /** Maps a part of the values, of 4 bytes each. */
        ByteBuffer map(long first, int count) throws IOException {
            try (FileChannel channel = FileChannel.open(file)) {
                return channel.map(FileChannel.MapMode.READ_ONLY, start + 4 * first, 4L * count)
                        .order(ByteOrder.LITTLE_ENDIAN);
            }
        }
    }
}
