package io.semsearch.datasets.features;

import static io.semsearch.datasets.TestFiles.bytes;
import static io.semsearch.datasets.TestFiles.concat;
import static io.semsearch.datasets.TestFiles.gzip;
import static io.semsearch.datasets.TestFiles.resource;
import static io.semsearch.datasets.TestFiles.write;
import static io.semsearch.datasets.TestFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.semsearch.artifact.SafetensorsWriter;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.EncoderId;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.progress.Progress;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFeaturesReaderTest {

    private static final long MIB = 1 << 20;
    private static final Path IDS = resource("features/float16_ids.npy");

    @TempDir
    private Path folder;

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
    void refusesIdsThatDoNotFit() throws IOException {
        Path matrix = resource("features/float64.npy");

        refusesIds(matrix, write(folder, "two.txt", bytes("1\n2\n")), "it has 3 rows, its file of ids, "
                + folder.resolve("two.txt") + ", has 2 ids");
        refusesIds(matrix, write(folder, "text.txt", bytes("1\n2\nthree\n")),
                "text.txt: line 3: expected one image id");
        refusesIds(matrix, write(folder, "twice.txt", bytes("1\n2\n1\n")), "twice.txt: image 1 occurs twice: ");
        refusesIds(matrix, resource("features/float64.npy"),
                "float64.npy: expected image ids of type int64 or int32, found 'f8': save ids.astype(\"int64\")");
        refusesIds(matrix, write(folder, "big.txt", bytes("1\n9223372036854775808\n")), "big.txt: line 2: expected one"
                + " image id, a whole number of at most 64 bits, found '9223372036854775808'");
        refusesIds(matrix, write(folder, "long.txt", bytes("1".repeat(1 << 20))),
                "long.txt: line 1 is longer than 100 characters");
        refusesIds(matrix, write(folder, "utf16.txt", "1\n2\n".getBytes(StandardCharsets.UTF_16LE)),
                "utf16.txt: expected text in UTF-8, found text in UTF-16: convert it: iconv -f utf-16");
        refusesIds(matrix, write(folder, "square.npy", npy("<i8", "(2, 2)", new byte[32])),
                "square.npy: expected a vector of image ids");
    }

    @Test
    void refusesNpyFilesThatAreNoMatrixOfFeatures() throws IOException {
        refuses(resource("features/fortran.npy"), "column by column (Fortran order)", "numpy.ascontiguousarray");
        refuses(write(folder, "f_ids.npy", npy("<i8", "(2, 2)", new byte[32])), "found 'i8'");
        refuses(write(folder, "a.npy", npy("<f4", "(4,)", new byte[16])), "expected one row an image", "[4]");
        refuses(write(folder, "a.npy", npy("<f4", "(1, 2, 2)", new byte[16])), "expected one row an image");
        refuses(write(folder, "a.npy", npy("<f4", "(2, 3)", new byte[20])),
                "claims that 24 bytes follow, at most 20 do: it is damaged or truncated");
        refuses(write(folder, "a.npy", npy("<f4", "(2147483647, 2147483647)", new byte[20])), "at most 20 do");
        // 2^64 + 32 bytes
        refuses(write(folder, "a.npy", npy("<f8", "(1263665316, 1824726041)", new byte[40])), "at most 40 do");
        refuses(write(folder, "a.npy", npy("<f4", "(99999999999, 2)", new byte[20])), "cannot be: it is damaged");
        refuses(write(folder, "a.npy", npy("|O", "(2, 2)", new byte[20])), "found 'O'");
        refuses(write(folder, "a.npy", bytes("\u0093NUMPY\1\0\5\0hello")), "its .npy header does not tell of");
        refuses(write(folder, "a.npy", bytes("\u0093NUMPY\7\0\5\0hello")), "found 7");
        refuses(write(folder, "a.npy", bytes("\u0093NUMPY\2\0\u00ff\u00ff\u00ff\u007fhello")),
                "claims 2147483647 bytes");
        refuses(write(folder, "a.npy", bytes("\u0093NUMPY\1")), "at most 0 do");
    }

    @Test
    void refusesHeadersOfNpyFilesThatHaveMoreThanOneArrayNeeds() throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }";
        write(folder, "a_ids.npy", npy("<i8", "(1,)", longs(8)));
        assertThat(read(write(folder, "a.npy", npyOf(header, floats(1, 2)))).size()).isEqualTo(1);
        assertThat(read(write(folder, "a.npy", npyOf("{'shape':(1L,2L,),'fortran_order':False,'descr':'>f4'} ",
                floats(1, 2)))).featureDimension()).isEqualTo(2);

        refuses(write(folder, "a.npy", npyOf("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), "
                + "'shape': (2, 1)}", floats(1, 2))), "a.npy: its .npy header does not tell of a plain array",
                "each once, and nothing else");
        for (String beside : List.of("__import__('os').system('true') or " + header, header + " + {}",
                "[" + header + "]",
                header.replace("}", "'x': 1}"), header.replace("'descr': '<f4', ", ""),
                header.replace("False", "'<f4'"), header.replace("'<f4'", "False"), header + header)) {
            refuses(write(folder, "a.npy", npyOf(beside, floats(1, 2))),
                    "a.npy: its .npy header does not tell of a plain array of numbers");
        }
    }

    @Test
    void namesTheByteWhereAFileOfFeaturesOrIdsGoesOn() throws IOException {
        byte[] ids = npy("<i8", "(1,)", longs(8));
        byte[] features = npy("<f4", "(1, 2)", floats(1, 2));
        byte[] pickle = dict(new long[]{5}, List.of(floats(1, 2)));
        write(folder, "a_ids.npy", ids);

        refuses(write(folder, "a.npy", concat(features, features)), "a.npy: expected nothing after its array of shape"
                + " [1, 2], found more data at byte " + features.length, "save one numpy.concatenate of them");
        refuses(write(folder, "a.npy.gz", gzip(concat(features, features))), "a.npy.gz: expected nothing after ",
                "at byte " + features.length + " of the unpacked data");
        refusesIds(write(folder, "a.npy", features), write(folder, "b_ids.npy", concat(ids, ids)),
                "b_ids.npy: expected nothing after its array of 1 ids, found more data at byte " + ids.length);
        refuses(write(folder, "a.pkl", concat(pickle, pickle)), "a.pkl: expected nothing after its pickle, found more"
                + " data at byte " + pickle.length, "save them as one dict");
        refuses(write(folder, "a.pkl.gz", concat(gzip(pickle), gzip(pickle))), "a.pkl.gz: expected nothing after its"
                + " pickle, found more data at byte " + pickle.length + " of the unpacked data");
        refuses(write(folder, "a.pkl.zip", zip(Map.of("a", concat(pickle, bytes("\n"))))), "a.pkl.zip (a): expected"
                + " nothing after its pickle");
        byte[] legacy = Files.readAllBytes(resource("features/torch_legacy.pt"));
        refuses(write(folder, "a.pt", concat(legacy, legacy)), "a.pt: expected nothing after its last storage, found"
                + " more data at byte " + legacy.length);
        refuses(safetensors("{\"5\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 9),
                "a.safetensors: after its last tensor, bytes 70 to 71 belong to no tensor");
    }

    @Test
    void readsEachLengthOfAnNpyFileWithoutFail() throws IOException {
        byte[] content = Files.readAllBytes(resource("features/float16.npy"));
        for (int length = 6; length < content.length; length++) {
            Path cut = write(folder, "cut.npy", Arrays.copyOf(content, length));
            assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(cut, IDS))
                    .withMessageContaining("cut.npy: ");
        }
    }

    @Test
    void refusesValuesThatAreNoNumbersAndNamesTheImage() throws IOException {
        write(folder, "bad_ids.npy", npy("<i8", "(2,)", longs(8, 9)));

        refuses(write(folder, "bad.npy", npy("<f4", "(2, 2)", floats(1, 2, 3, Float.NaN))),
                "bad.npy: image 9: feature 1 is NaN: features must be finite");
        refuses(write(folder, "bad.npy", npy("<f4", "(2, 2)", floats(1, Float.NEGATIVE_INFINITY, 3, 4))),
                "bad.npy: image 8: feature 1 is -Infinity");
        refuses(write(folder, "bad.npy", npy("<f8", "(2, 2)", doubles(1, 2, 1e300, 4))),
                "bad.npy: image 9: feature 0 is Infinity");
    }

    @Test
    void refusesImagesOfDifferentDimensionsAndNamesThem() throws IOException {
        refuses(write(folder, "mixed.pkl", dict(new long[]{5, 3}, List.of(floats(1, 2), floats(1, 2, 3)))),
                "mixed.pkl: image 5 has 2 features, image 3 has 3: all must have as many");
    }

    @Test
    void refusesPicklesOfOtherThings() throws IOException {
        refuses(write(folder, "a.pkl", bytes("\u0080\2}.")), "a.pkl: it holds no image");
        refuses(write(folder, "a.pkl", bytes("\u0080\2}X\3\0\0\0cat]s.")),
                "a.pkl: expected a dict of image id -> tensor, found the key the text 'cat'");
        refuses(write(folder, "a.pkl", bytes("\u0080\2}K\5]s.")),
                "a.pkl: image 5: expected a torch tensor or a numpy array, found a list of 0");
        refuses(write(folder, "a.pkl", dict(new long[]{5}, List.of(new byte[0]))), "image 5 has no features");
        refuses(write(folder, "a.pkl", dict(new long[]{5, 5}, List.of(floats(1), floats(2)))),
                "image 5 has features twice");
        refuses(write(folder, "a.pkl", bytes("\u0080\2}K\5" + array("K\2K\2\u0086", floats(1, 2, 3, 4)) + "s.")),
                "image 5: expected one vector, of shape (d,) or (1, d), found shape [2, 2]");
    }

    @Test
    void saysWhatADictOfOtherKeysIsAndHowToConvertIt() throws IOException {
        String vector = array("K\2\u0085", floats(1, 2));
        String whole = vector.replace("X\2\0\0\0f4", "X\2\0\0\0i4");
        refuses(write(folder, "a.pkl", bytes("\u0080\2}" + text("img0.jpg") + vector + "s.")),
                "found the key the text 'img0.jpg': if these are file names, take the ids from the captions file");
        refuses(write(folder, "a.pkl",
                bytes("\u0080\2}" + text("ids") + whole + "s" + text("features") + vector + "s.")),
                "found the key the text 'ids': save {int(id): vector for id, vector in zip(ids, features)}");
        refuses(write(folder, "a.pkl", bytes("\u0080\2ccollections\nOrderedDict\n)R" + text("conv1.weight") + vector
                + "s}" + text("_metadata") + "}sb.")), "these are the weights of a network, not features of images");
        refuses(write(folder, "a.pkl", bytes("\u0080\2}\u008a\11\0\0\0\0\0\0\0\u0080\0" + vector + "s.")),
                "found the key the number 9223372036854775808: an image id has at most 64 bits");
        refuses(write(folder, "a.pkl", bytes("\u0080\2}K\5" + whole + "s.")),
                "found 'i4'; convert it with astype(\"float32\")");
        refuses(safetensors("{\"img0.jpg\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8),
                "found a tensor 'img0.jpg': if these are file names, take the ids from the captions file");
        refuses(safetensors("{\"fc.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8),
                "these are the weights of a network");
    }

    @Test
    void blamesWholeNumbersOfTorchWhereTheyAreFeaturesOnly() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        String storage = "(X\7\0\0\0storagectorch\nLongStorage\nX\1\0\0\0" + "0X\3\0\0\0cpuK\1tQ";
        String tensor = "ctorch._utils\n_rebuild_tensor\n(" + storage + "K\0K\1\u0085K\1\u0085tR";
        members.put("a/data/0", longs(7));
        members.put("a/data.pkl", bytes("\u0080\2}K\5" + tensor + "s."));
        refuses(write(folder, "a.pt", zip(members)),
                "a.pt: it holds values of type 'torch.LongStorage'; features must be 16-, 32- or 64-bit floats: convert"
                        + " them with .float()");

        members.put("a/data.pkl", bytes("\u0080\2}" + text("image_ids") + tensor + "s."));
        refuses(write(folder, "a.pt", zip(members)),
                "a.pt: expected a dict of image id -> tensor, found the key the text"
                        + " 'image_ids': save {int(id): vector for id, vector in zip(ids, features)}");
        members.put("a/data/0", new byte[7]);
        refuses(write(folder, "a.pt", zip(members)), "a.pt (a/data/0): at byte 0 it claims that 8 bytes follow");
    }

    @Test
    void namesFilesOfOtherKinds() throws IOException {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a", "a Git LFS pointer: fetch the file");
        kinds.put("\n<!DOCTYPE html><html>", "an HTML page");
        kinds.put("<?xml version='1.0'?><Error>", "an XML document");
        kinds.put("PAR1\25\4", "a Parquet file: read it with pandas.read_parquet");
        kinds.put("\u0089HDF\r\n\32\n", "an HDF5 file: read it with h5py");
        kinds.put("BZh91AY", "a file packed by bzip2: unpack it, and name the file in it");
        kinds.put("\u00fd7zXZ\0", "a file packed by xz: unpack it");
        kinds.put("]\0\0\u0080\0\u00ff", "a file packed by lzma: unpack it");
        kinds.put("(\u00b5/\u00fd", "a file packed by zstd: unpack it");
        kinds.put("7z\u00bc\u00af'\34", "a 7z or RAR archive: unpack it");
        kinds.put("\u00ff\u00fed\0o\0", "text in UTF-16: convert it: iconv -f utf-16 -t utf-8");
        kinds.put("d\0o\0g\0 \0", "text in UTF-16");
        kinds.put("\u00ba\26O/\f\0", "a fastText model (.bin): take the .vec file beside it");
        kinds.put("{\"images\": [", "JSON: is it given to the wrong option?");
        kinds.put("id,f0,f1\n7,0.5,0.25\n", "a table (CSV): read it with pandas.read_csv");
        kinds.put("dog 0.5 1 -2 3e-5 4 5\n", "word vectors: is it given to the wrong option?");
        kinds.put("\u00ff\u00d8\u00ff\u00e0", "a photo");

        for (Map.Entry<String, String> kind : kinds.entrySet()) {
            byte[] content = bytes(kind.getKey());
            refuses(write(folder, "a", content), "a: expected features: a pickle", ", found " + kind.getValue());
            refuses(write(folder, "a.gz", gzip(content)), "a.gz: expected features: ", ", found " + kind.getValue());
        }
    }

    @Test
    void namesArchivesInArchives() throws IOException {
        byte[] pickle = dict(new long[]{5}, List.of(floats(1, 2)));
        byte[] tar = new byte[1024];
        System.arraycopy(bytes("ustar"), 0, tar, 257, 5);
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("ids.npy", npy("<i8", "(1,)", longs(8)));
        arrays.put("features.npy", npy("<f4", "(1, 2)", floats(1, 2)));

        refuses(write(folder, "a.gz", gzip(gzip(pickle))), "found an archive in an archive: unpack it");
        refuses(write(folder, "a.tgz", gzip(tar)), "found a tar archive: unpack it, and name the file in it");
        refuses(write(folder, "a.npz", zip(arrays)),
                "a.npz: expected one array, found numpy's .npz archive of 2: ids.npy,"
                        + " features.npy; save features and ids by numpy.save as NAME.npy and NAME_ids.npy");
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

    @Test
    void tellsWhatIsNoFileOfFeatures() throws IOException {
        refuses(write(folder, "empty", new byte[0]), "expected features: a pickle", "found an empty file");
        refuses(write(folder, "page.html", bytes("<htm>?")), "begins with the bytes 3c 68 74 6d 3e 3f");
        refuses(folder.resolve("none.pkl"), "none.pkl: this file does not exist");
    }

    @Test
    void namesTheOptionWhereMoreIsUnpackedThanAllowed() throws IOException {
        Path file = write(folder, "bomb.pkl.gz", gzip(dict(new long[]{1}, List.of(new byte[(int) (2 * MIB)]))));
        FeaturesOptions options = new FeaturesOptions(Optional.empty(), MIB);

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> ImageFeaturesReader.read(file, options, Progress.NONE))
                .withMessageContainingAll(
                        "bomb.pkl.gz: at byte 105 it claims that 2097152 bytes follow, and it may unpack"
                                + " to 1 MiB in all",
                        "--max-uncompressed");
        assertThatIllegalArgumentException().isThrownBy(() -> new FeaturesOptions(Optional.empty(), 0))
                .withMessage("--max-uncompressed must be > 0, got 0");
    }

    @Test
    void readsATruncatedPickleAsSuch() throws IOException {
        byte[] content = Files.readAllBytes(resource("features/torch_protocol4.pkl"));
        for (int length = 2; length < content.length; length++) {
            refuses(write(folder, "cut.pkl", Arrays.copyOf(content, length)), "cut.pkl: ");
        }
    }

    @Test
    void readsSafetensorsInPlaceOnly() throws IOException {
        byte[] content = Files.readAllBytes(resource("features/matrix.safetensors"));

        refuses(write(folder, "a.safetensors.gz", gzip(content)),
                "a safetensors file is read in place: unpack it first");
    }

    @Test
    void refusesSafetensorsOfOtherThings() throws IOException {
        String ids = "\"ids\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}";
        refuses(safetensors("{" + ids + "}", 8), "tensor 'ids'", "named by its id");
        refuses(safetensors("{\"features\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}", 8),
                "expected two tensors, 'features' and 'ids', found [features]");
        refuses(safetensors("{" + ids + ",\"features\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[8,16]}}",
                16),
                "'features' has 2 rows, 'ids' has 1");
        refuses(safetensors("{" + ids + ",\"features\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}", 16),
                "expected 'features' of shape (images, d), found [2]");
        refuses(safetensors("{" + ids + ",\"features\":{\"dtype\":\"I32\",\"shape\":[1,2],\"data_offsets\":[8,16]}}",
                16),
                "expected floating-point values, found I32");
        refuses(safetensors("{\"5\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}", 8),
                "tensor '5': expected shape (d,) or (1, d), found [2, 1]");
        refuses(safetensors("{\"5\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}", 8),
                "is the file truncated");
        refuses(safetensors("{}", 0), "it holds no image");
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

    private static ImageFeatures read(Path file) throws IOException {
        return ImageFeaturesReader.read(file, FeaturesOptions.defaults(), Progress.NONE);
    }

    private static ImageFeatures read(Path file, Path ids) throws IOException {
        return ImageFeaturesReader.read(file, new FeaturesOptions(Optional.of(ids), MIB), Progress.NONE);
    }

    private static void refuses(Path file, String... message) {
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(file))
                .withMessageContainingAll(message);
    }

    private static void refusesIds(Path file, Path ids, String... message) {
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(file, ids))
                .withMessageContainingAll(message);
    }

    /** A pickle of image id -> numpy vector of float32. */
    private static byte[] dict(long[] imageIds, List<byte[]> rows) {
        StringBuilder pickle = new StringBuilder("\u0080\2}");
        for (int i = 0; i < imageIds.length; i++) {
            pickle.append("K").append((char) imageIds[i])
                    .append(array("J" + latin1(ints(rows.get(i).length / 4)) + "\u0085", rows.get(i))).append("s");
        }
        return bytes(pickle + ".");
    }

    private static String text(String text) {
        return "X" + (char) text.length() + "\0\0\0" + text;
    }

    private static String array(String shape, byte[] values) {
        return "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\u0085C\1b\u0087R(K\1" + shape
                + "cnumpy\ndtype\nX\2\0\0\0f4K\0K\1\u0087R\u0089B" + latin1(ints(values.length)) + latin1(values)
                + "tb";
    }

    private static byte[] npy(String type, String shape, byte[] values) {
        return npyOf("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n", values);
    }

    private static byte[] npyOf(String header, byte[] values) {
        return concat(bytes("\u0093NUMPY\1\0" + (char) header.length() + "\0" + header), values);
    }

    private Path safetensors(String header, int valueBytes) throws IOException {
        byte[] length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length()).array();
        return write(folder, "a.safetensors",
                concat(length, bytes(header), new byte[valueBytes]));
    }

    private static byte[] floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static byte[] doubles(double... values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asDoubleBuffer().put(values);
        return buffer.array();
    }

    private static byte[] longs(long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asLongBuffer().put(values);
        return buffer.array();
    }

    private static byte[] ints(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
