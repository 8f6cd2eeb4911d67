package io.semsearch.datasets.features;

import static io.semsearch.datasets.TestFiles.bytes;
import static io.semsearch.datasets.TestFiles.concat;
import static io.semsearch.datasets.TestFiles.gzip;
import static io.semsearch.datasets.TestFiles.resource;
import static io.semsearch.datasets.TestFiles.write;
import static io.semsearch.datasets.TestFiles.zip;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.semsearch.dataset.DataFileException;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pickles, safetensors and files of other kinds that cannot be read as features. */
class OtherFeatureFilesTest extends WithFeatureFiles {

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

    /** A pickle of image id -> numpy vector of float32. */
    private static byte[] dict(long[] imageIds, List<byte[]> rows) {
        StringBuilder pickle = new StringBuilder("\u0080\2}");
        for (int i = 0; i < imageIds.length; i++) {
            pickle.append("K").append((char) imageIds[i])
                    .append(array("J" + latin1(ints(rows.get(i).length / 4)) + "\u0085", rows.get(i))).append("s");
        }
        return bytes(pickle + ".");
    }
}
