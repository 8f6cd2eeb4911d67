package io.semsearch.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.fuzz.Change;
import io.semsearch.fuzz.Fuzzer;
import io.semsearch.text.CaptionEmbedder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of a model with some bytes changed: each is refused, or answers as before, or {@link ModelReader#verify} sees
 * it. See {@link Fuzzer} for time and seeds. */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModelFuzzTest {

    private static final String CHECKSUM = ",\\s+\"sha256\" : \"[0-9a-f]{64}\"\\s+}\\s+$";

    @TempDir
    Path folder;

    private final List<Path> files = new ArrayList<>();
    private final List<byte[]> originals = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        ModelWriter.write(folder, ModelFilesTest.draft(1), "test 1");
        try (Stream<Path> list = Files.list(folder)) {
            files.addAll(list.filter(file -> !file.endsWith("write.lock")).sorted().toList());
        }
        for (Path file : files) {
            originals.add(Files.readAllBytes(file));
        }
    }

    @Test
    void anyFile() throws IOException {
        List<Object> expected = answers();
        Fuzzer.run(originals, Change.accident(), (number, changed) -> {
            Files.write(files.get(number), changed);
            boolean isRead = isReadAs(expected);
            Files.write(files.get(number), originals.get(number));
            return isRead;
        });
    }

    @Test
    void theManifest() throws IOException {
        List<Object> expected = answers();
        Path manifest = folder.resolve(ModelWriter.MANIFEST_FILE);
        Fuzzer.run(List.of(Files.readAllBytes(manifest)), Change.shuffledJson(), (number, changed) -> {
            Files.write(manifest, changed);
            return isReadAs(expected);
        });
    }

    /** As earlier programs wrote it, so that damage reaches the values. */
    @Test
    void theManifestWithoutAChecksum() throws IOException {
        Path manifest = folder.resolve(ModelWriter.MANIFEST_FILE);
        byte[] earlier = Files.readString(manifest).replaceFirst(CHECKSUM, "\n}\n").getBytes(StandardCharsets.UTF_8);
        Change change = Change.anyOf(Change.accident(), Change.shuffledJson());
        Fuzzer.run(List.of(earlier), change, (number, changed) -> {
            Files.write(manifest, changed);
            try {
                ModelReader.verify(folder);
                answers();
                return true;
            } catch (ModelFileException e) {
                assertRefused(e);
                return false;
            }
        });
    }

    private boolean isReadAs(List<Object> expected) throws IOException {
        try {
            if (!answers().equals(expected)) {
                assertThatThrownBy(() -> ModelReader.verify(folder)).isInstanceOf(ModelFileException.class);
            }
            return true;
        } catch (ModelFileException e) {
            assertRefused(e);
            return false;
        }
    }

    private void assertRefused(ModelFileException e) {
        assertThat(e).hasMessageStartingWith(folder.toString()).hasMessageContaining("train again").message()
                .doesNotContain("Exception");
    }

    /** All that a model is asked for. */
    private List<Object> answers() throws IOException {
        ModelArtifact model = ModelReader.read(folder);
        CaptionEmbedder embedder = model.captionEmbedder();
        List<Object> answers = new ArrayList<>(List.of(model.manifest(), model.readCaptionBank(), model.graph(),
                Arrays.toString(model.projection().weights().values())));
        for (String text : List.of("a dog on a beach", "caf\u00e9", "\u72ac zebra")) {
            answers.add(embedder.embed(text).vector().map(Arrays::toString));
        }
        return answers;
    }
}
