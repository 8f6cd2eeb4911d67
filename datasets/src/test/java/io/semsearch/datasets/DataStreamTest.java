package io.semsearch.datasets;

import static io.semsearch.datasets.TestFiles.bytes;
import static io.semsearch.datasets.TestFiles.concat;
import static io.semsearch.datasets.TestFiles.gzip;
import static io.semsearch.datasets.TestFiles.write;
import static io.semsearch.datasets.TestFiles.zip;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semsearch.dataset.DataFileException;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataStreamTest {

    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void readsPlainGzippedAndZippedFilesAlike() throws IOException {
        byte[] content = bytes("a plain text");

        assertThat(read(write(folder, "plain", content))).isEqualTo(content);
        assertThat(read(write(folder, "gzipped", gzip(content)))).isEqualTo(content);
        assertThat(read(write(folder, "zipped", zip(Map.of("text", content))))).isEqualTo(content);
    }

    @Test
    void readsGzipOfSeveralPartsAsOne() throws IOException {
        byte[] twice = TestFiles.concat(gzip(bytes("one ")), gzip(bytes("two")));

        assertThat(read(write(folder, "two.gz", twice))).isEqualTo(bytes("one two"));
    }

    @Test
    void readsGzipHeadersWithAllTheirFields() throws IOException {
        byte[] plain = gzip(bytes("content"));
        byte[] fields = bytes("\3\0xyzname\0comment\0");
        byte[] header = concat(Arrays.copyOf(plain, 10), fields);
        header[3] = 0x1e; // the flags of all fields
        CRC32 checksum = new CRC32();
        checksum.update(header);
        byte[] right = {(byte) checksum.getValue(), (byte) (checksum.getValue() >> 8)};
        byte[] wrong = {right[0], (byte) (right[1] ^ 1)};
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);

        assertThat(read(write(folder, "fields.gz", concat(header, right, rest)))).isEqualTo(bytes("content"));
        refuses(write(folder, "fields.gz", concat(header, wrong, rest)), "wrong checksum of a header");
    }

    @Test
    void takesNoDamagedLaterMemberForTheEnd() throws IOException {
        byte[] first = gzip(bytes("one "));
        byte[] second = gzip(bytes("two"));

        for (int length = 1; length < second.length; length++) {
            refuses(write(folder, "cut.gz", concat(first, Arrays.copyOf(second, length))), "truncated");
        }
        for (int changed : new int[]{0, 1, 2, 3, second.length - 5, second.length - 1}) {
            byte[] damaged = second.clone();
            damaged[changed] ^= (byte) 0xe0;
            refuses(write(folder, "damaged.gz", concat(first, damaged)), "its compressed data is damaged (at byte ");
        }
        refuses(write(folder, "text.gz", concat(first, bytes("some text"))), "at byte " + first.length
                + " of the gzip file: expected the end of the file or another gzip member, found something else");
        assertThat(read(write(folder, "padded.gz", concat(first, new byte[100_000])))).isEqualTo(bytes("one "));
        assertThat(read(write(folder, "padded.gz", concat(first, new byte[9], second)))).isEqualTo(bytes("one two"));
    }

    @Test
    void namesTheByteWhereDataGoOn() throws IOException {
        byte[] content = bytes("0123456789");
        for (Path file : List.of(write(folder, "plain", content), write(folder, "gzipped", gzip(content)),
                write(folder, "zipped", zip(Map.of("content", content))))) {
            try (DataStream in = DataStream.open(file, MIB, Progress.NONE, "")) {
                in.readBytes(6);
                assertThatExceptionOfType(DataFileException.class)
                        .isThrownBy(() -> in.requireEnd("its six digits", "remove them"))
                        .withMessageContainingAll(file + "", ": expected nothing after its six digits, found more data"
                                + " at byte 6", ": remove them");
                in.readBytes(4);
                in.requireEnd("its ten digits", "");
            }
        }
    }

    @Test
    void checksTheChecksumAtTheEnd() throws IOException {
        byte[] zipped = zip(Map.of("digits", bytes("0123456789")));
        zipped[indexOf(zipped, bytes("PK\1\2")) + 16] ^= 1;

        try (DataStream in = DataStream.open(write(folder, "a.zip", zipped), MIB, Progress.NONE, "")) {
            in.readBytes(10);
            assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> in.requireEnd("it", ""))
                    .withMessageContaining("wrong checksum");
        }
    }

    @Test
    void countsNoFilesThatSystemsKeepInFolders() throws IOException {
        for (String name : List.of(".DS_Store", "v/.DS_Store", "v/._vectors.txt", "Thumbs.db", "v/desktop.ini")) {
            Map<String, byte[]> members = new LinkedHashMap<>();
            members.put("v/vectors.txt", bytes("content"));
            members.put(name, bytes("junk"));

            assertThat(read(write(folder, "system.zip", zip(members)))).as(name).isEqualTo(bytes("content"));
        }
        refuses(write(folder, "other.zip", zip(Map.of("a", bytes("a"), "b.DS_Store", bytes("b")))), "found 2: ");
    }

    @Test
    void refusesWhatPrecedesOrFollowsAnArchive() throws IOException {
        byte[] one = zip(Map.of("one", bytes("1")));
        byte[] two = zip(Map.of("two", bytes("2")));

        refuses(write(folder, "joined.zip", concat(one, two)),
                "joined.zip: expected one zip archive, found that another begins at byte " + one.length);
        refuses(write(folder, "longer.zip", concat(one, bytes("some text"))),
                "longer.zip: expected nothing after the zip archive, found more data at byte " + one.length);
    }

    @Test
    void refusesTwoMembersOfOneName() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("data/a", bytes("1"));
        members.put("data/b", bytes("2"));
        byte[] zipped = bytes(new String(zip(members), ISO_8859_1).replace("data/b", "data/a"));

        refuses(write(folder, "twice.zip", zipped), "twice.zip: it has two members named 'data/a'");
    }

    @Test
    void namesPackingThatIsNotRead() throws IOException {
        byte[] zipped = zip(Map.of("text", bytes("some text")));
        int directory = indexOf(zipped, bytes("PK\1\2"));
        byte[] encrypted = zipped.clone();
        encrypted[6] |= 1;
        encrypted[directory + 8] |= 1;
        refuses(write(folder, "secret.zip", encrypted), "secret.zip: it is encrypted: unpack it with its password");

        for (Map.Entry<Integer, String> method : Map.of(9, "Deflate64", 12, "bzip2", 14, "LZMA", 77, "method 77")
                .entrySet()) {
            zipped[8] = method.getKey().byteValue();
            zipped[directory + 10] = method.getKey().byteValue();
            refuses(write(folder, "packed.zip", zipped), "packed.zip: its members are packed by " + method.getValue(),
                    "only Deflate is read: unpack it");
        }
    }

    @Test
    void namesTheFileWhoseArchiveHasAWrongEnd() throws IOException {
        byte[] zipped = zip(Map.of("text", bytes("some text")));
        zipped[zipped.length - 2] = 2; // the length of a comment

        refuses(write(folder, "end.zip", zipped), "end.zip: not a complete zip archive (");
    }

    @Test
    void believesNoLengthThatAnArchiveStates() throws IOException {
        byte[] zipped = zip(Map.of("text", new byte[1000]));
        int directory = indexOf(zipped, bytes("PK\1\2"));
        byte[] shorter = zipped.clone();
        shorter[directory + 24] = 10;
        shorter[directory + 25] = 0;

        refuses(write(folder, "shorter.zip", shorter), "it unpacks to more than the 10 bytes that its archive states");
        zipped[directory + 27] = 0x20; // 512 MiB
        long before = TestFiles.allocatedBytes();
        try (DataStream in = DataStream.open(write(folder, "longer.zip", zipped), 4096 * MIB, Progress.NONE, "")) {
            assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> in.readBytes(500 * MIB))
                    .withMessageContaining("it ends at byte 1000, in the middle of its data");
            assertThat(TestFiles.allocatedBytes() - before).isLessThan(4 * MIB);
        }
    }

    @Test
    void chargesBytesAsTheyArrive() throws IOException {
        Path file = write(folder, "small.gz", gzip(new byte[100]));
        Path larger = write(folder, "larger.gz", gzip(new byte[(int) (20 * MIB)]));
        HeapBudget budget = new HeapBudget("small.gz", 2 * MIB);

        try (DataStream in = DataStream.open(file, 4096 * MIB, Progress.NONE, "")) {
            assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> in.readBytes(1 << 30, budget))
                    .withMessageContaining("it ends at byte 100");
        }
        HeapBudget other = new HeapBudget("larger.gz", 8 * MIB);
        try (DataStream in = DataStream.open(larger, 4096 * MIB, Progress.NONE, "")) {
            assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> in.readBytes(15 * MIB, other))
                    .withMessageContaining("larger.gz: reading it needs more memory than available: over 8 MiB");
        }
        HeapBudget enough = new HeapBudget("larger.gz", 32 * MIB);
        try (DataStream in = DataStream.open(larger, 4096 * MIB, Progress.NONE, "")) {
            assertThat(in.readBytes(15 * MIB, enough)).hasSize((int) (15 * MIB));
        }
        assertThat(enough.used()).isEqualTo(15 * MIB);
    }

    @Test
    void passesOverWhatMacOsAddsToArchives() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("data/", new byte[0]);
        members.put("data/features.pkl", bytes("content"));
        members.put("__MACOSX/data/._features.pkl", bytes("junk"));

        assertThat(read(write(folder, "mac.zip", zip(members)))).isEqualTo(bytes("content"));
    }

    @Test
    void namesMissingFilesAndFolders() {
        refuses(folder.resolve("none.pkl"), "none.pkl: this file does not exist");
        refuses(folder, "expected a file, this is a folder");
    }

    @Test
    void namesTheMembersOfAnArchiveOfSeveral() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (int i = 1; i <= 7; i++) {
            members.put("member" + i, new byte[0]);
        }

        refuses(write(folder, "seven.zip", zip(members)),
                "seven.zip: expected a zip archive of one file, found 7: member1, member2, member3, member4, member5, ...;");
        refuses(write(folder, "none.zip", zip(Map.of())), "expected a zip archive of one file, found none");
    }

    @Test
    void tellsOfCompressedDataThatIsCutShort() throws IOException {
        byte[] gzipped = gzip(bytes("some text, some other text"));
        byte[] zipped = zip(Map.of("text", bytes("some text, some other text")));

        for (int length = 2; length < gzipped.length; length++) {
            refuses(write(folder, "cut.gz", Arrays.copyOf(gzipped, length)), "cut.gz: its", "truncated");
        }
        for (int length = 4; length < zipped.length; length++) {
            refuses(write(folder, "cut.zip", Arrays.copyOf(zipped, length)), "cut.zip: not a complete zip archive",
                    "truncated");
        }
    }

    @Test
    void noticesChangedBytesOfCompressedData() throws IOException {
        byte[] gzipped = gzip(bytes("aaaaaaaaaaaaaaaaaaaaaaaaaaa"));
        gzipped[gzipped.length - 6] ^= 1; // in the checksum
        byte[] zipped = zip(Map.of("text", bytes("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")));
        zipped[indexOf(zipped, bytes("PK\1\2")) + 16] ^= 1; // the checksum in the directory

        refuses(write(folder, "changed.gz", gzipped), "changed.gz: its compressed data is damaged");
        refuses(write(folder, "changed.zip", zipped), "its compressed data is damaged (wrong checksum)");
    }

    @Test
    void stopsWhereMoreIsUnpackedThanTheUserAllows() throws IOException {
        byte[] zeros = new byte[(int) (3 * MIB)];
        Path gzipped = write(folder, "bomb.gz", gzip(zeros));
        Path zipped = write(folder, "bomb.zip", zip(Map.of("zeros", zeros)));

        for (Path bomb : List.of(gzipped, zipped)) {
            assertThat(read(bomb, 3 * MIB)).hasSameSizeAs(zeros);
            assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(bomb, 2 * MIB))
                    .withMessageContainingAll("it unpacks to more than 2 MiB", "--max-uncompressed");
        }
    }

    @Test
    void countsAllMembersOfAnArchiveTogether() throws IOException {
        byte[] zeros = new byte[(int) (2 * MIB)];
        Path file = write(folder, "two.zip", zip(Map.of("a", zeros, "b", zeros)));

        try (DataZip zip = DataZip.open(file, 3 * MIB, Progress.NONE, "")) {
            try (DataStream first = zip.open("a")) {
                first.readAllBytes();
            }
            try (DataStream second = zip.open("b")) {
                assertThatExceptionOfType(DataFileException.class).isThrownBy(second::readAllBytes)
                        .withMessageContaining("it unpacks to more than 3 MiB");
            }
        }
    }

    @Test
    void refusesLengthsThatTheFileCannotHold() throws IOException {
        try (DataStream in = DataStream.open(write(folder, "ten", new byte[10]), MIB, Progress.NONE, "")) {
            in.readBytes(4);

            assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> in.readBytes(7))
                    .withMessageContaining("at byte 4 it claims that 7 bytes follow, at most 6 do");
            assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> in.readBytes(-1))
                    .withMessageContaining("claims that 18446744073709551615 bytes follow");
            assertThat(in.readBytes(6)).hasSize(6);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void allocatesNoMoreThanACompressedFileBrings() throws IOException {
        Path file = write(folder, "small.gz", gzip(new byte[100]));
        long before = TestFiles.allocatedBytes();

        try (DataStream in = DataStream.open(file, 4096 * MIB, Progress.NONE, "")) {
            assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> in.readBytes(1L << 40))
                    .withMessageContainingAll(
                            "claims that 1099511627776 bytes follow, and it may unpack to 4096 MiB in all",
                            "--max-uncompressed");
            assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> in.readBytes(1L << 30))
                    .withMessageContaining("it ends at byte 100, in the middle of its data");
        }

        assertThat(TestFiles.allocatedBytes() - before).isLessThan(2 * MIB);
    }

    @Test
    void looksAheadWithoutReading() throws IOException {
        try (DataStream in = DataStream.open(write(folder, "abc", bytes("abc")), MIB, Progress.NONE, "")) {
            assertThat(in.peek(2)).isEqualTo(bytes("ab"));
            assertThat(in.read()).isEqualTo('a');
            assertThat(in.peek(100)).isEqualTo(bytes("bc"));
            assertThat(in.position()).isEqualTo(1);
            assertThat(in.bytesLeftAtMost()).isEqualTo(2);
            assertThat(in.readAllBytes()).isEqualTo(bytes("bc"));
            assertThat(in.peek(1)).isEmpty();
        }
    }

    @Test
    void looksAheadInMemoryWithoutChangingIt() throws IOException {
        byte[] content = bytes("abcd");
        DataStream in = DataStream.of("memory", content);

        in.readBytes(2);

        assertThat(in.peek(10)).isEqualTo(bytes("cd"));
        assertThat(content).isEqualTo(bytes("abcd"));
        assertThat(in.readAllBytes()).isEqualTo(bytes("cd"));
    }

    @Test
    void tellsHowMuchOfTheFileHasBeenRead() throws IOException {
        Path file = write(folder, "text.gz", gzip(new byte[500_000]));
        List<String> told = new ArrayList<>();
        Progress progress = (name, total, unit) -> {
            told.add(name + " of " + total + " " + unit);
            return new Progress.Task() {
                @Override
                public void advanceTo(long done) {
                    told.add("" + done);
                }

                @Override
                public void close() {
                    told.add("closed");
                }
            };
        };

        try (DataStream in = DataStream.open(file, MIB, progress, "Reading text")) {
            in.readAllBytes();
        }

        assertThat(told).startsWith("Reading text of " + Files.size(file) + " bytes")
                .contains("" + Files.size(file)).endsWith("closed");
    }

    private static byte[] read(Path file) throws IOException {
        return read(file, MIB);
    }

    private static byte[] read(Path file, long maxUncompressedBytes) throws IOException {
        try (DataStream in = DataStream.open(file, maxUncompressedBytes, Progress.NONE, "")) {
            return in.readAllBytes();
        }
    }

    private static void refuses(Path file, String... message) {
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(file))
                .withMessageContainingAll(message);
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        int index = 0;
        while (!Arrays.equals(Arrays.copyOfRange(bytes, index, index + wanted.length), wanted)) {
            index++;
        }
        return index;
    }
}
