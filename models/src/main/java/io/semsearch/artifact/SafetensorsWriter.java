package io.semsearch.artifact;

import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Collects tensors and writes them as one safetensors file; {@link SafetensorsFile} specifies the format.
 *
 * <p>Wider types come first and the header is padded to 8 bytes, so that every tensor is aligned in memory. Equal
 * input gives equal bytes. */
public final class SafetensorsWriter {

    private static final int ALIGNMENT = 8;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /** Adds a string about the file. */
    public SafetensorsWriter metadata(String name, String value) {
        metadata.put(name, value);
        return this;
    }

    /** Adds a matrix of 32-bit floats. */
    public SafetensorsWriter add(String name, FloatMatrix matrix) {
        float[] values = matrix.values();
        entries.add(new Entry(name, TensorType.F32, List.of(matrix.rows(), matrix.columns()), values.length,
                (buffer, i) -> buffer.putFloat(values[i])));
        return this;
    }

    /** Adds a vector of 32-bit floats. */
    public SafetensorsWriter add(String name, float[] values) {
        entries.add(new Entry(name, TensorType.F32, List.of(values.length), values.length,
                (buffer, i) -> buffer.putFloat(values[i])));
        return this;
    }

    /** Adds a vector of 32-bit integers. */
    public SafetensorsWriter add(String name, int[] values) {
        entries.add(new Entry(name, TensorType.I32, List.of(values.length), values.length,
                (buffer, i) -> buffer.putInt(values[i])));
        return this;
    }

    /** Adds a vector of 64-bit integers. */
    public SafetensorsWriter add(String name, long[] values) {
        entries.add(new Entry(name, TensorType.I64, List.of(values.length), values.length,
                (buffer, i) -> buffer.putLong(values[i])));
        return this;
    }

    /** Adds a vector of bytes. */
    public SafetensorsWriter add(String name, byte[] values) {
        entries.add(new Entry(name, TensorType.U8, List.of(values.length), values.length,
                (buffer, i) -> buffer.put(values[i])));
        return this;
    }

    /** Writes the file, and its bytes to the disk, before it returns.
     *
     * @throws IOException if it exists, or cannot be written */
    public void writeTo(Path path) throws IOException {
        List<Entry> ordered = entries.stream()
                .sorted(Comparator.comparingInt((Entry entry) -> -entry.type.bytes()).thenComparing(Entry::name))
                .toList();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            byte[] header = header(ordered);
            writeFully(channel, buffer.putLong(header.length));
            writeFully(channel, ByteBuffer.wrap(header).position(header.length));
            for (Entry entry : ordered) {
                for (int i = 0; i < entry.count; i++) {
                    if (buffer.remaining() < entry.type.bytes()) {
                        writeFully(channel, buffer);
                    }
                    entry.values.put(buffer, i);
                }
                writeFully(channel, buffer);
            }
            channel.force(true);
        }
    }

    private byte[] header(List<Entry> ordered) {
        ObjectNode header = JsonMapper.shared().createObjectNode();
        metadata.forEach((name, value) -> header.withObject("__metadata__").put(name, value));
        long offset = 0;
        for (Entry entry : ordered) {
            long end = offset + (long) entry.count * entry.type.bytes();
            ObjectNode tensor = header.putObject(entry.name).put("dtype", entry.type.name());
            ArrayNode shape = tensor.putArray("shape");
            entry.shape.forEach(shape::add);
            tensor.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        String json = JsonMapper.shared().writeValueAsString(header);
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        int padding = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
        return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    private record Entry(String name, TensorType type, List<Integer> shape, int count, ValueWriter values) {}

    private interface ValueWriter {
        void put(ByteBuffer buffer, int index);
    }
}
