package io.semsearch.datasets;

import static io.semsearch.datasets.TestFiles.bytes;
import static io.semsearch.datasets.TestFiles.gzip;
import static io.semsearch.datasets.TestFiles.write;
import static io.semsearch.datasets.TestFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            refuses(write(folder, "cut.gz", Arrays.copyOf(gzipped, length)), "cut.gz: its", "cut short");
        }
        for (int length = 4; length < zipped.length; length++) {
            refuses(write(folder, "cut.zip", Arrays.copyOf(zipped, length)), "cut.zip: not a whole zip archive",
                    "cut short");
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
                first.drain();
            }
            try (DataStream second = zip.open("b")) {
                assertThatExceptionOfType(DataFileException.class).isThrownBy(second::drain)
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
            in.drain();
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
