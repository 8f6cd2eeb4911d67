package io.semsearch.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatWasWritten() throws IOException {
        Path file = folder.resolve("a.safetensors");
        new SafetensorsWriter().metadata("who", "test").add("bytes", new byte[]{1, 2, 3})
                .add("ints", new int[]{7, -8}).add("longs", new long[]{1L << 40})
                .add("matrix", FloatMatrix.wrap(2, 1, new float[]{1.5f, -2}))
                .writeTo(file);

        SafetensorsFile read = SafetensorsFile.open(file);

        assertThat(read.names()).containsExactly("longs", "ints", "matrix", "bytes");
        assertThat(read.metadata()).containsEntry("who", "test");
        assertThat(read.tensor("matrix").toFloatMatrix().values()).containsExactly(1.5f, -2);
        assertThat(read.tensor("matrix").shape()).containsExactly(2, 1);
        assertThat(read.tensor("ints").data(TensorType.I32, 1).asIntBuffer().get(1)).isEqualTo(-8);
        assertThat(read.tensor("longs").data(TensorType.I64, 1).asLongBuffer().get(0)).isEqualTo(1L << 40);
        assertThat(read.tensor("bytes").data(TensorType.U8, 1).get(2)).isEqualTo((byte) 3);
        assertThatThrownBy(() -> read.tensor("other")).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("expected a tensor 'other', found [longs, ints, matrix, bytes]");
        assertThatThrownBy(() -> read.tensor("ints").toFloatMatrix()).isInstanceOf(ModelFileException.class);
    }

    @Test
    void equalInputGivesEqualBytes() throws IOException {
        for (String name : new String[]{"a", "b"}) {
            new SafetensorsWriter().add("x", new int[]{1}).add("y", FloatMatrix.zeros(1, 3))
                    .writeTo(folder.resolve(name));
        }

        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
    }

    /** Bit patterns of 1.5 and -2 in each type. */
    @ParameterizedTest
    @CsvSource({"F64, 3ff8000000000000, c000000000000000", "F32, 3fc00000, c0000000", "F16, 3e00, c000",
            "BF16, 3fc0, c000"})
    void readsEveryFloatingPointType(String type, String first, String second) throws IOException {
        int bytes = first.length() / 2;
        ByteBuffer data = ByteBuffer.allocate(2 * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (String pattern : new String[]{first, second}) {
            long bits = Long.parseUnsignedLong(pattern, 16);
            for (int i = 0; i < bytes; i++) {
                data.put((byte) (bits >>> (8 * i)));
            }
        }
        Path file = write("{\"x\":{\"dtype\":\"" + type + "\",\"shape\":[2],\"data_offsets\":[0," + 2 * bytes + "]}}",
                data.array());

        assertThat(SafetensorsFile.open(file).tensor("x").toFloatMatrix().values()).containsExactly(1.5f, -2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|must lie within the 4",
            "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}|does not fit its 4 bytes",
            "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}|does not fit its 4 bytes",
            "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1,-1],\"data_offsets\":[0,4]}}|does not fit its 4 bytes",
            "{\"x\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}|does not fit",
            "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}|must lie within",
            "{\"x\":{\"dtype\":\"C64\",\"shape\":[1],\"data_offsets\":[0,4]}}|cannot read values of type 'C64'",
            "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                    + "\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|has two values named 'x'",
            "{\"x\":{\"dtype\":\"F32\",\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}|two values named 'dtype'",
            "{\"x\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}|its shape null does not fit",
            "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,4]}}|must lie within",
            "{\"__metadata__\":{\"a\":1},\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|must hold strings",
            "{\"x\":3}|cannot read values of type ''", "[1]|must be a JSON object", "{\"x\":|is not JSON"})
    void refusesAHeaderThatLies(String header, String message) throws IOException {
        Path file = write(header, new byte[4]);

        assertThatThrownBy(() -> SafetensorsFile.open(file)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining(message).hasMessageContaining(file.toString());
    }

    @Test
    void refusesTensorsThatOverlap() throws IOException {
        Path file = write("{\"x\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]},"
                + "\"y\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}", new byte[4]);

        assertThatThrownBy(() -> SafetensorsFile.open(file)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tensor 'x': its bytes overlap those of another tensor");
    }

    @Test
    void namesBytesThatBelongToNoTensor() throws IOException {
        String first = "{\"x\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}}";
        String header = "{\"x\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[3,4]},"
                + "\"y\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}";
        Path beginning = write(first, new byte[4]);
        assertThatThrownBy(() -> SafetensorsFile.open(beginning)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("written: tensor 'x': before it, bytes " + (8 + first.length()) + " to "
                        + (10 + first.length()) + " belong to no tensor");
        Path gap = write(header, new byte[4]);
        assertThatThrownBy(() -> SafetensorsFile.open(gap)).hasMessageContaining("tensor 'x': before it, bytes "
                + (10 + header.length()) + " to " + (11 + header.length()));
        Path tail = write(header.replace("[3,4]", "[2,3]"), new byte[4]);
        assertThatThrownBy(() -> SafetensorsFile.open(tail))
                .hasMessageContaining("written: after its last tensor, bytes "
                        + (11 + header.length()) + " to " + (12 + header.length()));
    }

    @Test
    void comparesTheHeaderWithTheMemory() throws IOException {
        SafetensorsFile.requireMemory(1 << 20, 64 << 20, folder);

        assertThatThrownBy(() -> SafetensorsFile.requireMemory(1 << 20, 16 << 20, folder))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(folder + ": its header of 1048576 bytes needs more memory than available");
    }

    @Test
    void readsMoreTensorsThanAProcessMayMapOneByOne() throws IOException {
        StringBuilder header = new StringBuilder("{\"first\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
        int count = 70_000;
        byte[] data = new byte[count];
        for (int i = 0; i < count; i++) {
            int place = count - 1 - i;
            data[place] = (byte) i;
            header.append(",\"").append(i).append("\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[").append(place)
                    .append(',').append(place + 1).append("]}");
        }

        SafetensorsFile file = SafetensorsFile.open(write(header + "}", data));

        assertThat(file.names()).hasSize(count + 1).startsWith("first", "0", "1");
        for (int i = 0; i < count; i += 997) {
            assertThat(file.tensor("" + i).data(TensorType.U8, 1).get(0)).isEqualTo((byte) i);
        }
        assertThat(file.tensor("first").data().capacity()).isZero();
    }

    @Test
    void refusesAHeaderLengthBeyondTheFile() throws IOException {
        Path file = folder.resolve("long");
        Files.write(file, ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(1L << 60).array());
        Path tiny = Files.write(folder.resolve("tiny"), new byte[3]);

        assertThatThrownBy(() -> SafetensorsFile.open(file)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("its header claims 1152921504606846976 bytes, the file has 16");
        assertThatThrownBy(() -> SafetensorsFile.open(tiny)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("at least 8 bytes, got 3");
    }

    private Path write(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(folder.resolve("written"), buffer.putLong(json.length).put(json).put(data).array());
    }
}
