package io.semsearch.datasets.features;

import static io.semsearch.datasets.TestFiles.bytes;
import static io.semsearch.datasets.TestFiles.gzip;
import static io.semsearch.datasets.TestFiles.resource;
import static io.semsearch.datasets.TestFiles.write;
import static io.semsearch.datasets.TestFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semsearch.artifact.SafetensorsWriter;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.EncoderId;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.progress.Progress;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Features in every form that is read. */
class ImageFeaturesReaderTest extends WithFeatureFiles {

    static List<Path> filesThatNameTheirImages() throws IOException {
        try (var files = Files.list(resource("features"))) {
            return files.filter(file -> !file.toString().endsWith(".npy")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("filesThatNameTheirImages")
    void readsWhatTorchAndNumpyWrote(Path file) throws IOException {
        assertFixture(read(file));
    }

    @ParameterizedTest
    @MethodSource("filesThatNameTheirImages")
    void tellsTheFormatByContentNotByName(Path file) throws IOException {
        assertFixture(read(Files.copy(file, folder.resolve("features.dat"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"numpy1_protocol4.pkl", "torch_protocol2.pkl", "torch_legacy.pt"})
    void readsCompressedPickles(String name) throws IOException {
        byte[] content = Files.readAllBytes(resource("features/" + name));

        assertFixture(read(write(folder, "gzipped", gzip(content))));
        assertFixture(read(write(folder, "zipped", zip(Map.of("any name", content)))));
    }

    @Test
    void findsTheIdsOfANpyFileBesideIt() throws IOException {
        assertFixture(read(resource("features/float16.npy")));
        assertFixture(read(resource("features/float32.npy")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"float16.npy", "float32.npy", "float64.npy", "version2.npy", "version3.npy", "stacked.npy"})
    void readsNpyFilesWithNamedIds(String name) throws IOException {
        assertFixture(read(resource("features/" + name), IDS));
    }

    @Test
    void readsIdsFromText() throws IOException {
        Path ids = write(folder, "ids.txt", bytes("42\n 7 \r\n100000\n\n"));

        assertFixture(read(resource("features/float64.npy"), ids));
    }

    @Test
    void readsCompressedNpyFiles() throws IOException {
        Files.copy(IDS, folder.resolve("small_ids.npy"));
        byte[] content = Files.readAllBytes(resource("features/float16.npy"));

        assertFixture(read(write(folder, "small.npy.gz", gzip(content))));
        assertFixture(read(write(folder, "small.npy.zip", zip(Map.of("small.npy", content)))));
        assertFixture(read(resource("features/float64.npy"), write(folder, "ids.gz", gzip(Files.readAllBytes(IDS)))));
    }

    @Test
    void tellsWhereIdsAreExpected() {
        refuses(resource("features/float64.npy"), "float64.npy: the image ids of the rows are in another file",
                "--feature-ids F", "float64_ids.npy");
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> read(resource("features/float64.npy"), folder.resolve("none.txt")))
                .withMessageContaining("none.txt: this file does not exist");
        for (Path file : List.of(resource("features/torch_zip.pt"), resource("features/torch_legacy.pt"),
                resource("features/matrix.safetensors"))) {
            assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(file, IDS))
                    .withMessageContaining("this file names its images itself: --feature-ids is for .npy files");
        }
    }

    @Test
    void safetensorsAreToldWhateverTheLengthOfTheirHeader() throws IOException {
        for (int length = 0; length < 300; length += 8) { // at some lengths it looks like a pickle's first bytes
            Path file = folder.resolve(length + ".safetensors");
            new SafetensorsWriter().metadata("note", "x".repeat(length)).add("ids", new long[]{5, 7})
                    .add("features", FloatMatrix.wrap(2, 1, new float[]{1, 2})).writeTo(file);
            assertThat(ImageFeaturesReader.read(file, FeaturesOptions.defaults(), Progress.NONE).row(1))
                    .containsExactly(2);
        }
    }

    @Test
    void safetensorsMayNameTheEncoder() throws IOException {
        EncoderId encoder = new EncoderId("resnet18", 1, "centre crop", "9c01");
        SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt").add("ids", new long[]{5, 7})
                .add("features", FloatMatrix.wrap(2, 1, new float[]{1, 2}));
        encoder.toStrings().forEach(writer::metadata);
        Path file = folder.resolve("named.safetensors");
        writer.writeTo(file);
        assertThat(read(file).encoder()).isEqualTo(encoder);
        assertThat(read(file).selectRows(new int[]{1}).encoder()).isEqualTo(encoder);

        String tensor = ",\"5\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        assertThat(read(safetensors("{\"__metadata__\":{\"encoder\":\"a\"}" + tensor, 8)).encoder())
                .isEqualTo(EncoderId.named("a", 2));
        refuses(safetensors("{\"__metadata__\":{\"encoder\":\"a\\nb\"}" + tensor, 8), "a.safetensors: ",
                "'encoder' must be one line");
    }

    @Test
    void otherFilesNameNoEncoder() throws IOException {
        for (String name : List.of("torch_zip.pt", "torch_protocol4.pkl", "matrix.safetensors")) {
            assertThat(read(resource("features/" + name)).encoder()).isEqualTo(EncoderId.unnamed(4));
        }
    }

    @Test
    void readsIdsOf32BitsInSafetensors() throws IOException {
        String features = ",\"features\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[%d,%d]}}";
        Path file = safetensors("{\"ids\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}"
                + features.formatted(4, 12), 12);
        assertThat(read(file).imageId(0)).isZero();
        Path written = folder.resolve("written.safetensors");
        new SafetensorsWriter().add("ids", new int[]{-5, 7}).add("features", FloatMatrix.wrap(2, 1, new float[]{1, 2}))
                .writeTo(written);
        assertThat(read(written).imageId(0)).isEqualTo(-5);

        refuses(safetensors("{\"ids\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}"
                + features.formatted(8, 16), 16), "expected 'ids' of type I64 or I32 and shape (images,), found F64 and"
                        + " [1]: save ids.astype(\"int64\")");
        refuses(safetensors("{\"ids\":{\"dtype\":\"I64\",\"shape\":[1,1],\"data_offsets\":[0,8]}"
                + features.formatted(8, 16), 16), "found I64 and [1, 1]");
    }

    @Test
    void readsImagesThatShareOneArray() throws IOException {
        ImageFeatures features = read(write(folder, "shared.pkl",
                bytes("\u0080\2}(K\5" + array("K\2\u0085", floats(1, 2)) + "q\1K\4h\1u.")));

        assertThat(features.row(0)).containsExactly(1, 2);
        assertThat(features.row(1)).containsExactly(1, 2);
    }

    private static void assertFixture(ImageFeatures features) {
        assertThat(features.size()).isEqualTo(3);
        assertThat(features.featureDimension()).isEqualTo(4);
        Map<Long, List<Float>> rows = new LinkedHashMap<>();
        for (int row = 0; row < 3; row++) {
            List<Float> values = new ArrayList<>();
            for (float value : features.row(row)) {
                values.add(value);
            }
            rows.put(features.imageId(row), values);
        }
        assertThat(rows).containsExactly(Map.entry(7L, List.of(-0.03125f, 2f, 0.125f, -8f)),
                Map.entry(42L, List.of(0.5f, -1.25f, 3f, 0f)), Map.entry(100000L, List.of(1f, 0.0625f, -0.75f, 1024f)));
    }
}
