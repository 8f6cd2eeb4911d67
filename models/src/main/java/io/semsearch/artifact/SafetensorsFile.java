package io.semsearch.artifact;

import io.semsearch.json.JsonObject;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of named tensors in the safetensors format, read without copying it to the heap.
 *
 * <p>The format (huggingface/safetensors, README "Format"): 8 bytes, the length of the header, little-endian; the
 * header, a JSON object {@code {"name": {"dtype": "F32", "shape": [rows, columns], "data_offsets": [begin, end]},
 * ...}} whose offsets count from its end, and whose {@code __metadata__}, if there, holds strings by name; then the
 * values, row-major, little-endian. No input can make it allocate more than the file's own size. Thread-safe. */
public final class SafetensorsFile {

    private static final long MAX_HEADER_BYTES = 100_000_000;
    /** Memory for the objects that a header describes: about 20 times its size, with some left for the rest. */
    private static final int BYTES_PER_HEADER_BYTE = 32;

    private final Path path;
    private final Map<String, String> metadata;
    private final Map<String, Tensor> tensors;

    private SafetensorsFile(Path path, Map<String, String> metadata, Map<String, Tensor> tensors) {
        this.path = path;
        this.metadata = metadata;
        this.tensors = tensors;
    }

    /** Maps a file into memory.
     *
     * @throws ModelFileException if its header is not as the format says, or promises more bytes than the file has
     * @throws IOException        if it cannot be read */
    public static SafetensorsFile open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < 8) {
                throw new ModelFileException(path + ": a safetensors file has at least 8 bytes, got " + size);
            }
            long headerBytes = readFully(channel, 0, 8, path).getLong();
            if (headerBytes < 2 || headerBytes > Math.min(MAX_HEADER_BYTES, size - 8)) {
                throw new ModelFileException(path + ": not a safetensors file, or a damaged one: its header claims "
                        + headerBytes + " bytes, the file has " + size);
            }
            requireMemory(headerBytes, Runtime.getRuntime().maxMemory(), path);
            JsonObject header = parse(readFully(channel, 8, (int) headerBytes, path), path);
            Map<String, String> metadata = new LinkedHashMap<>();
            List<Location> locations = new ArrayList<>();
            for (Map.Entry<String, @Nullable Object> entry : header.values().entrySet()) {
                if (entry.getKey().equals("__metadata__")) {
                    readMetadata(entry.getValue(), metadata, path);
                    continue;
                }
                locations.add(locate(entry.getKey(), fields(entry.getValue()), size - 8 - headerBytes, path));
            }
            return new SafetensorsFile(path, Map.copyOf(metadata), map(channel, 8 + headerBytes, locations, path));
        }
    }

    /** The names of the tensors, in the order of the header. */
    public Set<String> names() {
        return tensors.keySet();
    }

    /** The strings of {@code __metadata__}. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** A tensor by name.
     *
     * @throws ModelFileException if there is none of this name */
    public Tensor tensor(String name) throws ModelFileException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelFileException(path + ": expected a tensor '" + name + "', found " + names());
        }
        return tensor;
    }

    static void requireMemory(long headerBytes, long memory, Path path) throws ModelFileException {
        if (headerBytes > memory / BYTES_PER_HEADER_BYTE) {
            throw new ModelFileException(path + ": its header of " + headerBytes
                    + " bytes needs more memory than available; give Java more, for example SEMSEARCH_JAVA_OPTS=-Xmx8g");
        }
    }

    private static ByteBuffer readFully(FileChannel channel, long position, int length, Path path) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new ModelFileException(path + ": the file ended while it was read");
            }
        }
        return buffer.flip();
    }

    private static JsonObject parse(ByteBuffer header, Path path) throws ModelFileException {
        byte[] json = new byte[header.remaining()];
        header.get(json);
        try {
            return JsonObject.parse(json);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(path + ": the safetensors header " + e.getMessage(), e);
        }
    }

    private static void readMetadata(@Nullable Object value, Map<String, String> metadata, Path path)
            throws ModelFileException {
        for (Map.Entry<?, ?> entry : fields(value).entrySet()) {
            if (!(entry.getValue() instanceof String text)) {
                throw new ModelFileException(path + ": '__metadata__' must hold strings, found "
                        + entry.getValue() + " for '" + entry.getKey() + "'");
            }
            metadata.put(String.valueOf(entry.getKey()), text);
        }
    }

    /** The fields of an object; none of what is something else. */
    private static Map<?, ?> fields(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> elements(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /** An element that is a whole number; -1 if it is something else, or not there. */
    private static long whole(List<?> elements, int place) {
        Object value = place < elements.size() ? elements.get(place) : null;
        return value instanceof Integer || value instanceof Long ? ((Number) value).longValue() : -1;
    }

    private static Location locate(String name, Map<?, ?> entry, long dataBytes, Path path) throws ModelFileException {
        String where = path + ": tensor '" + name + "'";
        TensorType type = TensorType.named(entry.get("dtype") instanceof String named ? named : "", where);
        List<?> offsets = elements(entry.get("data_offsets"));
        long begin = whole(offsets, 0);
        long end = whole(offsets, 1);
        if (offsets.size() != 2 || begin < 0 || end < begin || end > dataBytes) {
            throw new ModelFileException(where + ": its bytes " + begin + " to " + end + " must lie within the "
                    + dataBytes + " that follow the header; is the file truncated?");
        }
        List<Long> shape = new ArrayList<>();
        long values = 1;
        try {
            if (!(entry.get("shape") instanceof List<?> sizes)) {
                throw new ArithmeticException("no shape");
            }
            for (int i = 0; i < sizes.size(); i++) {
                shape.add(whole(sizes, i));
                if (shape.getLast() < 0) {
                    throw new ArithmeticException("a dimension is negative");
                }
                values = Math.multiplyExact(values, shape.getLast());
            }
            if (Math.multiplyExact(values, type.bytes()) != end - begin) {
                throw new ArithmeticException("shape and bytes differ");
            }
        } catch (ArithmeticException e) {
            throw new ModelFileException(
                    where + ": its shape " + entry.get("shape") + " does not fit its " + (end - begin) + " bytes", e);
        }
        if (end - begin > Integer.MAX_VALUE) {
            throw new ModelFileException(where + ": a tensor of more than 2 GiB cannot be read, it has " + (end - begin)
                    + " bytes");
        }
        return new Location(name, where, type, shape, begin, end);
    }

    /** Maps as few and as long parts of the file as there can be: a process has a limited number of mappings (65,530 on
     * Linux), and a file may hold a tensor for every image. */
    private static Map<String, Tensor> map(FileChannel channel, long dataStart, List<Location> locations, Path path)
            throws IOException {
        Map<String, Tensor> mapped = new HashMap<>();
        MappedByteBuffer part = channel.map(FileChannel.MapMode.READ_ONLY, dataStart, 0);
        long partBegin = 0;
        long previousEnd = 0;
        for (Location location : locations.stream().sorted(Location::comparePlaces).toList()) {
            if (location.begin < previousEnd) {
                throw new ModelFileException(location.where + ": its bytes overlap those of another tensor");
            }
            requireNothing(location.where + ": before it, ", dataStart + previousEnd, dataStart + location.begin);
            previousEnd = location.end;
            if (location.end > partBegin + part.capacity()) {
                partBegin = location.begin;
                long bytes = Math.min(channel.size() - dataStart - partBegin, Integer.MAX_VALUE);
                part = channel.map(FileChannel.MapMode.READ_ONLY, dataStart + partBegin, bytes);
            }
            ByteBuffer data = part.slice((int) (location.begin - partBegin), (int) (location.end - location.begin))
                    .order(ByteOrder.LITTLE_ENDIAN);
            mapped.put(location.name, new Tensor(location.where, location.type, location.shape, data));
        }
        requireNothing(path + ": after its last tensor, ", dataStart + previousEnd, channel.size());
        Map<String, Tensor> inHeaderOrder = new LinkedHashMap<>();
        for (Location location : locations) {
            inHeaderOrder.put(location.name, Objects.requireNonNull(mapped.get(location.name)));
        }
        return inHeaderOrder;
    }

    /** Checks that tensors fill the file, as the format demands.
     *
     * @param begin where the last one ended
     * @param end   where the next one begins */
    private static void requireNothing(String where, long begin, long end) throws ModelFileException {
        if (begin != end) {
            throw new ModelFileException(where + "bytes " + begin + " to " + end
                    + " belong to no tensor: the file is damaged, or two were joined; save it again");
        }
    }

    /** Where the header puts a tensor: bytes {@code begin} (inclusive) to {@code end} (exclusive) behind it. */
    private record Location(String name, String where, TensorType type, List<Long> shape, long begin, long end) {

        // not by Comparator.comparing: Java's startup cache cannot keep its lambdas
        static int comparePlaces(Location a, Location b) {
            int byBegin = Long.compare(a.begin, b.begin);
            return byBegin != 0 ? byBegin : Long.compare(a.end, b.end);
        }
    }

    /** One tensor, its values where the file has them. */
    public static final class Tensor {

        private final String where;
        private final TensorType type;
        private final long[] shape;
        private final ByteBuffer data;

        private Tensor(String where, TensorType type, List<Long> shape, ByteBuffer data) {
            this.where = where;
            this.type = type;
            this.shape = shape.stream().mapToLong(Long::longValue).toArray();
            this.data = data;
        }

        /** The type of its values. */
        public TensorType type() {
            return type;
        }

        /** Its dimensions; a copy. */
        public long[] shape() {
            return shape.clone();
        }

        /** Its bytes, little-endian, read-only, from position 0. */
        public ByteBuffer data() {
            return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        }

        /** Its bytes, if it is as expected.
         *
         * @throws ModelFileException if it has another type or number of dimensions */
        public ByteBuffer data(TensorType expectedType, int dimensions) throws ModelFileException {
            if (type != expectedType || shape.length != dimensions) {
                throw new ModelFileException(where + ": expected " + expectedType + " values in " + dimensions
                        + " dimensions, found " + type + " in " + shape.length);
            }
            return data();
        }

        /** Its values as 32-bit floats: a vector is one column.
         *
         * @throws ModelFileException if it is not a matrix or a vector of floating-point values, or holds too many */
        public FloatMatrix toFloatMatrix() throws ModelFileException {
            if (!type.isFloatingPoint() || shape.length < 1 || shape.length > 2) {
                throw new ModelFileException(where + ": expected a matrix or a vector of floating-point values, found "
                        + type + " in " + shape.length + " dimensions");
            }
            int count = data.capacity() / type.bytes();
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = type.floatAt(data, i);
            }
            return FloatMatrix.wrap((int) shape[0], shape.length == 2 ? (int) shape[1] : 1, values);
        }
    }
}
