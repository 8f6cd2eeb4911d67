package io.semsearch.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.dataset.ImageFeatures;
import io.semsearch.datasets.captions.CaptionsReader;
import io.semsearch.datasets.features.FeaturesOptions;
import io.semsearch.datasets.features.ImageFeaturesReader;
import io.semsearch.datasets.text.TextLinesReader;
import io.semsearch.datasets.vectors.LoadedWordVectors;
import io.semsearch.datasets.vectors.WordVectorsOptions;
import io.semsearch.datasets.vectors.WordVectorsReader;
import io.semsearch.fuzz.Change;
import io.semsearch.fuzz.Fuzzer;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files with some bytes changed: each is read, or refused with an IOException that names the file, at small cost. What
 * has checksums (gzip, zip, torch's files) is read as it was, or refused. See {@link Fuzzer} for time and seeds. */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FuzzTest {

    private static final long ALLOWED_BYTES = 16 << 20;
    private static final int SIGNATURE_BYTES = 4;
    private static final long MOST_UNPACKED = 1 << 20;
    private static final Path IDS = TestFiles.resource("features/float16_ids.npy");
    /** Opcodes of pickles, lengths and numbers that lie at the edge of something. */
    private static final List<byte[]> PIECES = List.of("}", "]", "(", ")", "N", "R", "b", "s", "u", "e", "a", "t", "0",
            "1",
            "2", ".", "\u0094", "\u0093", "h\0", "q\0", "c_codecs\nencode\n", "X\1\0\0\0a", "\u0081",
            "B\0\0\0\u0080", "\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f", "\u008b\0\0\0\u0080", "\0\0\0\0",
            "\u00ff\u00ff\u00ff\u00ff", "\u00ff\u00ff\u00ff\u007f", "J\0\0\0@", "K\0", "\n", " ", "\"", "{", "[",
            "-1",
            "99999999999999999999").stream().map(TestFiles::bytes).toList();

    private static final String CAPTIONS = """
            {"info": {"year": 2014}, "images": [{"id": 9, "file_name": "a.jpg", "width": 640, "coco_url": "u"}],
             "annotations": [{"image_id": 9, "id": 30, "caption": "Zwei M\\u00e4dchen \\"lesen\\""},
                             {"image_id": 9, "id": 31, "caption": "Noch zwei"}]}
            """;
    private static final byte[] WORDS = TestFiles.bytes("dog 1 -2.5 0.25\ncat 0.25 3e-2 1\nowl -0 +4 7\n");
    private static final byte[] WORDS_COUNTED = TestFiles.bytes("3 2\ndog 1 -2.5\ncat 0.25 3e-2\nowl -0 +4\n");
    private static final byte[] WORDS_IN_BINARY = TestFiles
            .bytes("2 2\ndog \0\0\u0080\77\0\0\0\u00c0\ncat \u00cd\u00cc\u00cc\75\u009a\u0099\u0099\76\n");

    @TempDir
    private Path folder;

    @Test
    void features() throws IOException {
        List<byte[]> originals = TestFiles.all("features", "(?!.*(_ids|fortran)).*");
        fuzz(originals, hostile(originals), FuzzTest::readFeatures);
    }

    @Test
    void imageIdsOfAnArray() throws IOException {
        List<byte[]> originals = List.of(Files.readAllBytes(IDS));
        Path array = TestFiles.resource("features/float16.npy");
        fuzz(originals, hostile(originals), file -> ImageFeaturesReader.read(array,
                new FeaturesOptions(Optional.of(file), MOST_UNPACKED), Progress.NONE));
    }

    @Test
    void wordVectors() throws IOException {
        List<byte[]> originals = List.of(WORDS, WORDS_COUNTED, WORDS_IN_BINARY);
        fuzz(originals, hostile(originals), FuzzTest::readWords);
    }

    @Test
    void captions() throws IOException {
        List<byte[]> originals = List.of(CAPTIONS.getBytes(StandardCharsets.UTF_8));
        fuzz(originals, Change.anyOf(hostile(originals), Change.shuffledJson()), FuzzTest::readCaptions);
    }

    @Test
    void packedCaptions() throws IOException {
        fuzzPacked(List.of(CAPTIONS.getBytes(StandardCharsets.UTF_8)), FuzzTest::readCaptions);
    }

    @Test
    void packedWordVectors() throws IOException {
        fuzzPacked(List.of(WORDS, WORDS_COUNTED, WORDS_IN_BINARY), FuzzTest::readWords);
    }

    @Test
    void packedText() throws IOException {
        fuzzPacked(List.of(TestFiles.bytes("A dog runs.\nTwo cats sleep on a bench.\n")), FuzzTest::readText);
    }

    @Test
    void packedFeatures() throws IOException {
        fuzzPacked(TestFiles.all("features", ".*(legacy.pt|vectors.pkl)"), FuzzTest::readFeatures);
    }

    @Test
    void torchZips() throws IOException {
        fuzzSealed(TestFiles.all("features", "torch_(zip|columns|rows).pt"),
                FuzzTest::readFeatures);
    }

    private static Object readFeatures(Path file) throws IOException {
        boolean isNpy = Files.size(file) > 0 && Files.readAllBytes(file)[0] == (byte) 0x93;
        FeaturesOptions options = new FeaturesOptions(isNpy ? Optional.of(IDS) : Optional.empty(), MOST_UNPACKED);
        ImageFeatures read = ImageFeaturesReader.read(file, options, Progress.NONE);
        return List.of(Arrays.toString(read.imageIds()), Arrays.toString(read.matrix().values()));
    }

    private static Object readWords(Path file) throws IOException {
        LoadedWordVectors read = WordVectorsReader.read(file,
                new WordVectorsOptions(Set.of(), 10, false, MOST_UNPACKED),
                Progress.NONE);
        return IntStream.range(0, read.vectors().size())
                .mapToObj(i -> read.vectors().word(i) + Arrays.toString(read.vectors().vector(i))).toList();
    }

    private static Object readCaptions(Path file) throws IOException {
        return CaptionsReader.read(file, MOST_UNPACKED, Progress.NONE);
    }

    private static Object readText(Path file) throws IOException {
        return TextLinesReader.read(file, MOST_UNPACKED, Progress.NONE);
    }

    private static Change hostile(List<byte[]> originals) {
        return Change.anyOf(Change.hostile(PIECES, originals), Change.accident());
    }

    private void fuzz(List<byte[]> originals, Change change, Reading reading) throws IOException {
        readOriginals(originals, reading);
        Fuzzer.run(originals, change, (number, changed) -> read(changed, reading).isPresent());
    }

    private void fuzzPacked(List<byte[]> contents, Reading reading) throws IOException {
        List<byte[]> packed = new ArrayList<>();
        for (byte[] content : contents) {
            packed.add(TestFiles.gzip(content));
            packed.add(TestFiles.zip(Map.of("content", content)));
        }
        fuzzSealed(packed, reading);
    }

    /** For files with checksums. */
    private void fuzzSealed(List<byte[]> originals, Reading reading) throws IOException {
        List<Object> expected = readOriginals(originals, reading);
        Fuzzer.run(originals, Change.accident(), (number, changed) -> {
            if (changed.length < SIGNATURE_BYTES) {
                // nothing tells that it was packed
                return false;
            }
            Optional<Object> read = read(changed, reading);
            read.ifPresent(it -> assertThat(it).as("not what the undamaged file says").isEqualTo(expected.get(number)));
            return read.isPresent();
        });
    }

    private List<Object> readOriginals(List<byte[]> originals, Reading reading) throws IOException {
        List<Object> expected = new ArrayList<>();
        for (byte[] original : originals) {
            // loads classes, which counts as allocation
            expected.add(reading.read(Files.write(folder.resolve("original"), original)));
        }
        return expected;
    }

    /** What a changed file says; empty if it is refused. */
    private Optional<Object> read(byte[] changed, Reading reading) throws IOException {
        Path file = Files.write(folder.resolve("changed"), changed);
        long before = TestFiles.allocatedBytes();
        try {
            return Optional.of(reading.read(file));
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("changed").message().doesNotContain("Exception");
            return Optional.empty();
        } finally {
            assertThat(TestFiles.allocatedBytes() - before).isLessThan(ALLOWED_BYTES);
        }
    }

    private interface Reading {
        Object read(Path file) throws IOException;
    }
}
