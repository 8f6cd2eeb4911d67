package io.semsearch.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.fail;

import io.semsearch.datasets.captions.CocoCaptionsReader;
import io.semsearch.datasets.features.FeaturesOptions;
import io.semsearch.datasets.features.ImageFeaturesReader;
import io.semsearch.datasets.vectors.WordVectorsOptions;
import io.semsearch.datasets.vectors.WordVectorsReader;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with some bytes changed: each is read, or refused with an IOException, at small cost.
 *
 * <p>{@code -Dtests.seed=N} replays a run. */
@Tag("slow")
class FuzzTest {

    private static final int CHANGED_FILES = 20_000;
    private static final int CHANGED_TEXTS = 5_000;
    private static final int MOST_CHANGES = 6;
    private static final long ALLOWED_BYTES = 16 << 20;
    private static final Duration ALLOWED_TIME = Duration.ofSeconds(5);
    private static final Path IDS = TestFiles.resource("features/float16_ids.npy");
    /** Opcodes of pickles, lengths and numbers that lie at the edge of something. */
    private static final List<byte[]> PIECES = List.of("}", "]", "(", ")", "N", "R", "b", "s", "u", "e", "a", "t", "0",
            "1",
            "2", ".", "\u0094", "\u0093", "h\0", "q\0", "c_codecs\nencode\n", "X\1\0\0\0a", "\u0081",
            "B\0\0\0\u0080", "\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f", "\u008b\0\0\0\u0080", "\0\0\0\0",
            "\u00ff\u00ff\u00ff\u00ff", "\u00ff\u00ff\u00ff\u007f", "J\0\0\0@", "K\0", "\n", " ", "\"", "{", "[",
            "-1",
            "99999999999999999999").stream().map(TestFiles::bytes).toList();

    private final long seed = Long.getLong("tests.seed", new Random().nextLong());

    @TempDir
    private Path folder;

    @Test
    void featuresAreReadOrRefused() throws IOException {
        List<byte[]> originals;
        try (var files = Files.list(TestFiles.resource("features"))) {
            originals = files.filter(file -> !file.toString().matches(".*(_ids|fortran).npy")).sorted()
                    .map(FuzzTest::read).toList();
        }
        Optional<Path> ids = Optional.of(IDS);

        fuzz(originals, CHANGED_FILES, file -> {
            boolean isNpy = Files.size(file) > 0 && Files.readAllBytes(file)[0] == (byte) 0x93;
            FeaturesOptions options = new FeaturesOptions(isNpy ? ids : Optional.empty(), 1 << 20);
            ImageFeaturesReader.read(file, options, Progress.NONE);
        });
    }

    @Test
    void wordVectorsAreReadOrRefused() throws IOException {
        List<byte[]> originals = List.of(TestFiles.bytes("dog 1 -2.5 0.25\ncat 0.25 3e-2 1\nowl -0 +4 7\n"),
                TestFiles.bytes("3 2\ndog 1 -2.5\ncat 0.25 3e-2\nowl -0 +4\n"),
                TestFiles
                        .bytes("2 2\ndog \0\0\u0080\77\0\0\0\u00c0\ncat \u00cd\u00cc\u00cc\75\u009a\u0099\u0099\76\n"));
        WordVectorsOptions options = new WordVectorsOptions(Set.of(), 10, false, 1 << 20);

        fuzz(originals, CHANGED_TEXTS, file -> WordVectorsReader.read(file, options, Progress.NONE));
    }

    @Test
    void captionsAreReadOrRefused() throws IOException {
        List<byte[]> originals = List.of("""
                {"info": {"year": 2014}, "images": [{"id": 9, "file_name": "a.jpg", "width": 640, "coco_url": "u"}],
                 "annotations": [{"image_id": 9, "id": 30, "caption": "Zwei M\\u00e4dchen \\"lesen\\""}]}
                """.getBytes(StandardCharsets.UTF_8));

        fuzz(originals, CHANGED_TEXTS, file -> CocoCaptionsReader.read(file, Progress.NONE));
    }

    private void fuzz(List<byte[]> originals, int files, Reading reading) throws IOException {
        Random random = new Random(seed);
        int refused = 0;
        Path file = folder.resolve("changed");
        for (byte[] original : originals) {
            // loads classes, which counts as allocation
            assertThatNoException().isThrownBy(() -> reading.read(Files.write(file, original)));
        }
        for (int i = 0; i < files; i++) {
            byte[] changed = change(originals.get(i % originals.size()), originals, random);
            Files.write(file, changed);
            long allocated = TestFiles.allocatedBytes();
            long start = System.nanoTime();
            try {
                reading.read(file);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("changed").message().doesNotContain("Exception");
                refused++;
            } catch (Throwable e) {
                fail("-Dtests.seed=" + seed + " file " + i + ": " + HexFormat.of().formatHex(changed), e);
            }
            assertThat(TestFiles.allocatedBytes() - allocated)
                    .as("-Dtests.seed=%d file %d: %s", seed, i, HexFormat.of().formatHex(changed))
                    .isLessThan(ALLOWED_BYTES);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as("-Dtests.seed=%d file %d", seed, i)
                    .isLessThan(ALLOWED_TIME);
        }
        // neither all nor none: the changes reach the readers, and some do no harm
        assertThat(refused).isBetween(files / 10, files - 1);
    }

    private static byte[] change(byte[] original, List<byte[]> others, Random random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            byte[] head = Arrays.copyOf(bytes, at);
            byte[] tail = Arrays.copyOfRange(bytes, at, bytes.length);
            byte[] piece = PIECES.get(random.nextInt(PIECES.size()));
            byte[] other = others.get(random.nextInt(others.size()));
            switch (random.nextInt(8)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = TestFiles.concat(head, piece, tail);
                case 3 -> System.arraycopy(piece, 0, bytes, at, Math.min(piece.length, bytes.length - at));
                case 4 -> bytes = TestFiles.concat(head, Arrays.copyOf(tail, random.nextInt(tail.length + 1)), tail);
                case 5 -> bytes = TestFiles.concat(head,
                        Arrays.copyOfRange(tail, random.nextInt(tail.length), tail.length));
                case 6 -> bytes = TestFiles.concat(head,
                        Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
                default -> bytes = random.nextInt(4) == 0 ? head : bytes;
            }
        }
        return bytes;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private interface Reading {
        void read(Path file) throws IOException;
    }
}
