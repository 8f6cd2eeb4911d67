package io.semsearch.datasets.pickle;

import static io.semsearch.datasets.TestFiles.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.DataZip;
import io.semsearch.datasets.HeapBudget;
import io.semsearch.datasets.TestFiles;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not worth a file that Python wrote; those are read in ImageFeaturesReaderTest. */
class TensorPicklesTest {

    private static final HeapBudget BUDGET = new HeapBudget("file", 1 << 24);

    @TempDir
    private Path folder;

    @Test
    void knowsPicklesByTheirFirstBytes() throws IOException {
        for (String pickle : new String[]{"\u0080\0", "\u0080\2", "\u0080\5", "}q", "(d", "(i"}) {
            assertThat(TensorPickles.isAt(DataStream.of("file", bytes(pickle)))).as(pickle).isTrue();
        }
        for (String other : new String[]{"", "\u0080", "\u0080\6", "\u0080\u0080", "{\"", "PK", "(1", "\u0093N"}) {
            assertThat(TensorPickles.isAt(DataStream.of("file", bytes(other)))).as(other).isFalse();
        }
    }

    @Test
    void readsKeysOfEveryWrittenForm() throws IOException {
        // BININT1, BININT2, BININT, LONG1, LONG4, and the decimal INT and LONG of protocol 0
        PickleDict dict = load("}(K\7NM\1\2NJ\u00ff\u00ff\u00ff\u00ffN\u008a\5\0\0\0\0\1N\u008b\2\0\0\0\0\u0080N"
                + "I12\nNI9999999999\nNL34L\nNu.");

        long[] keys = new long[dict.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = PickleValues.wholeNumber(dict.key(i)).orElseThrow();
        }
        assertThat(keys).containsExactly(7, 513, -1, 1L << 32, -32768, 12, 9999999999L, 34);
    }

    @Test
    void takesNoTruthForANumber() throws IOException {
        assertThat(PickleValues.wholeNumber(load("}\u0088Ns.").key(0))).isEmpty();
        assertThat(PickleValues.wholeNumber(load("}G\77\u00f0\0\0\0\0\0\0Ns.").key(0))).isEmpty();
    }

    @Test
    void readsAnArrayThatPython2Wrote() throws IOException {
        // there, bytes are text: SHORT_BINSTRING
        Tensor tensor = tensor("}K\1cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\0\u0085U\1btR"
                + "(K\1K\1K\2\u0086cnumpy\ndtype\n(U\2f4K\0K\1tR(K\3U\1<NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff"
                + "\u00ffK\0tb\u0089U\10\0\0\u0080\77\0\0\0\u00c0tbs.");

        assertThat(tensor.shape()).containsExactly(1, 2);
        assertThat(tensor.values()).containsExactly(1, -2);
    }

    @Test
    void readsDictsOfEveryWrittenForm() throws IOException {
        assertThat(load("(K\1NK\2Nd.").size()).isEqualTo(2);
        assertThat(load("(dK\1Ns.").size()).isEqualTo(1);
        assertThat(load("ccollections\nOrderedDict\n)R(K\1NK\2NK\3Nu.").size()).isEqualTo(3);
    }

    @Test
    void refersBackByEveryWrittenForm() throws IOException {
        PickleDict dict = load("}(X\1\0\0\0aq\0K\1X\1\0\0\0br\1\0\0\0K\2X\1\0\0\0cp2\nK\3X\1\0\0\0d\u0094K\4"
                + "h\0Nj\1\0\0\0Ng2\nNh\3Nu.");

        assertThat(dict.key(4)).isSameAs(dict.key(0)).isEqualTo("a");
        assertThat(dict.key(5)).isSameAs(dict.key(1)).isEqualTo("b");
        assertThat(dict.key(6)).isSameAs(dict.key(2)).isEqualTo("c");
        assertThat(dict.key(7)).isSameAs(dict.key(3)).isEqualTo("d");
    }

    @Test
    void remembersNone() throws IOException {
        assertThat(load("}Nq\0h\0s.").value(0)).isNull();
    }

    @Test
    void tellsWhatAPickleHoldsInPlaceOfADict() {
        refuses("\u0080\2K\5.", "file: expected a dict of image id -> tensor, found the number 5");
        refuses("\u0080\2]X\1\0\0\0aa.", "found a list of 1");
        refuses("\u0080\2X\3\0\0\0a\1b.", "found the text 'a?b'");
        refuses("\u0080\2N.", "found None");
    }

    @Test
    void tellsOfWholeNumbersWhereFeaturesAreExpected() throws IOException {
        Tensor tensor = tensor("}K\1cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\0\u0085C\1btR"
                + "(K\1K\1\u0085cnumpy\ndtype\n(X\2\0\0\0i8K\0K\1tR\u0089C\10\0\0\0\0\0\0\0\0tbs.");

        assertThatExceptionOfType(DataFileException.class).isThrownBy(tensor::values).withMessage(
                "file: expected arrays of float16, float32 or float64, found 'i8'; convert it with astype(\"float32\")");
    }

    @Test
    void readsWhatNewerTorchAddsToItsArchives() throws IOException {
        Map<String, byte[]> members = members(TestFiles.resource("features/torch_zip.pt"));
        members.put("archive/byteorder", bytes("little"));
        members.put("archive/.data/serialization_id", bytes("0636457737946401051300000000000000000000"));
        members.put("archive/.format_version", bytes("1"));
        Path file = TestFiles.write(folder, "newer.pt", TestFiles.zip(members));

        assertThat(values(file, 0)).containsExactly(0.5f, -1.25f, 3, 0);
    }

    @Test
    void readsBytesInTheOrderThatTheArchiveTells() throws IOException {
        Map<String, byte[]> members = members(TestFiles.resource("features/torch_zip.pt"));
        members.put("archive/byteorder", bytes("big"));
        members.put("archive/data/0", new byte[]{0x3f, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        Path file = TestFiles.write(folder, "big.pt", TestFiles.zip(members));

        assertThat(values(file, 0)).containsExactly(1, 0, 0, 0);
    }

    @Test
    void refusesAByteOrderThatDoesNotExist() throws IOException {
        Map<String, byte[]> members = members(TestFiles.resource("features/torch_zip.pt"));
        for (String order : new String[]{"middle-endian", "littleX", "", "big\n"}) {
            members.put("archive/byteorder", bytes(order));
            Path file = TestFiles.write(folder, "order.pt", TestFiles.zip(members));

            assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> values(file, 0)).withMessageContaining(
                    "order.pt (archive/byteorder): expected the byte order 'little' or 'big', found '");
        }
    }

    @Test
    void namesTheByteWhereAPickleOrStorageGoesOn() throws IOException {
        refuses("}.}.", "file: expected nothing after its pickle, found more data at byte 2");
        Map<String, byte[]> members = members(TestFiles.resource("features/torch_zip.pt"));
        members.put("archive/data/0", new byte[17]);
        Path longer = TestFiles.write(folder, "longer.pt", TestFiles.zip(members));
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> values(longer, 0)).withMessageContaining(
                "longer.pt (archive/data/0): expected nothing after the storage's 4 values, found more data at byte 16");

        members.put("archive/data/0", new byte[16]);
        byte[] pickle = Objects.requireNonNull(members.get("archive/data.pkl"));
        members.put("archive/data.pkl", TestFiles.concat(pickle, pickle));
        Path twice = TestFiles.write(folder, "twice.pt", TestFiles.zip(members));
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> values(twice, 0)).withMessageContaining(
                "twice.pt (archive/data.pkl): expected nothing after its pickle, found more data at byte "
                        + pickle.length);
    }

    @Test
    void refusesArchivesOfTwoObjects() throws IOException {
        Map<String, byte[]> members = members(TestFiles.resource("features/torch_zip.pt"));
        members.put("other/data.pkl", bytes("\u0080\2}."));
        Path file = TestFiles.write(folder, "two.pt", TestFiles.zip(members));

        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> values(file, 0))
                .withMessageContaining("two.pt: expected one data.pkl, as torch.save writes it, found 2");
    }

    /** The message is the same with any heap. */
    @Test
    void comparesAClaimWithTheFileBeforeTheMemory() throws IOException {
        String storage = "(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0" + "0X\3\0\0\0cpuJ\0\u00ca\u009a;tQ"; // 10^9
        Path file = TestFiles.write(folder, "claim.pt", TestFiles.zip(new LinkedHashMap<>(
                Map.of("archive/data.pkl", bytes("\u0080\2" + storage + "."), "archive/data/0", new byte[64]))));

        for (long memory : new long[]{1 << 20, 1L << 40}) {
            try (DataZip zip = DataZip.open(file, 1L << 40, Progress.NONE, "")) {
                HeapBudget budget = new HeapBudget("claim.pt", memory);
                assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> TensorPickles.read(zip, budget))
                        .withMessageContaining("claim.pt (archive/data/0): at byte 0 it claims that 4000000000 bytes"
                                + " follow, at most 64 do: it is damaged or truncated");
            }
        }
    }

    @Test
    void readsNumbersOfNumpyByTheirType() throws IOException {
        assertThat(load("}" + scalar("i1", "\u00ff") + "Ns.").key(0)).isEqualTo(-1L);
        assertThat(load("}" + scalar("u1", "\u00ff") + "Ns.").key(0)).isEqualTo(255L);
        assertThat(load("}" + scalar("f4", "\0\0\u00c0\77") + "Ns.").key(0)).isEqualTo(1.5f);
        // 2^63 is no negative id
        assertThat(load("}" + scalar("u8", "\0\0\0\0\0\0\0\u0080") + "Ns.").key(0))
                .isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(load("}" + scalar("u8", "\1\0\0\0\0\0\0\0") + "Ns.").key(0)).isEqualTo(1L);
    }

    @Test
    void namesAMissingOrShortStorage() throws IOException {
        Map<String, byte[]> members = members(TestFiles.resource("features/torch_zip.pt"));
        members.put("archive/data/0", new byte[15]);
        Path shortened = TestFiles.write(folder, "short.pt", TestFiles.zip(members));
        members.remove("archive/data/0");
        Path without = TestFiles.write(folder, "without.pt", TestFiles.zip(members));

        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> values(shortened, 0))
                .withMessageContaining("short.pt (archive/data/0): at byte 0 it claims that 16 bytes follow, at most"
                        + " 15 do: it is damaged or truncated");
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> values(without, 0))
                .withMessageContaining("without.pt: the archive has no member 'archive/data/0'");
    }

    private Map<String, byte[]> members(Path file) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (DataZip zip = DataZip.open(file, 1 << 20, Progress.NONE, "")) {
            for (String name : zip.members()) {
                try (DataStream in = zip.open(name)) {
                    members.put(name.replaceFirst("^[^/]+", "archive"), in.readAllBytes());
                }
            }
        }
        return members;
    }

    private static float[] values(Path file, int pair) throws IOException {
        try (DataZip zip = DataZip.open(file, 1 << 20, Progress.NONE, "")) {
            return ((Tensor) Objects.requireNonNull(TensorPickles.read(zip, BUDGET).value(pair))).values();
        }
    }

    private static String scalar(String type, String value) {
        return "cnumpy.core.multiarray\nscalar\ncnumpy\ndtype\nX\2\0\0\0" + type + "\u0089\u0088\u0087RC"
                + (char) value.length() + value + "\u0086R";
    }

    private static Tensor tensor(String pickle) throws IOException {
        return (Tensor) Objects.requireNonNull(load(pickle).value(0));
    }

    private static PickleDict load(String pickle) throws IOException {
        return TensorPickles.read(DataStream.of("file", bytes(pickle)), BUDGET);
    }

    private static void refuses(String pickle, String message) {
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> load(pickle))
                .withMessageContaining(message);
    }
}
