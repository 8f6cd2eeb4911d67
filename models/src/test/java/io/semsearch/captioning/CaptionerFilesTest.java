package io.semsearch.captioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.artifact.ModelFileException;
import io.semsearch.dataset.EncoderId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaptionerFilesTest {

    private static final float[] FEATURES = {0.5f, -1, 2};

    @TempDir
    Path folder;

    private static CaptionerDraft draft(Architecture architecture, long seed) {
        return new CaptionerDraft(TinyCaptioner.of(architecture, seed), EncoderId.named("tiny", 3), Map.of("epochs", 2),
                Map.of("ciderD", 0.5));
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".safetensors")).toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsRead(Architecture architecture) throws IOException {
        CaptionerManifest written = CaptionerFiles.write(folder, draft(architecture, 1), "test 1");

        StoredCaptioner read = CaptionerFiles.read(folder);

        assertThat(read.manifest()).isEqualTo(written);
        assertThat(read.manifest().encoder()).isEqualTo(EncoderId.named("tiny", 3));
        assertThat(read.captioner().write(FEATURES, CaptionOptions.DEFAULT))
                .isEqualTo(TinyCaptioner.of(architecture, 1).write(FEATURES, CaptionOptions.DEFAULT));
    }

    @Test
    void aNewOneReplacesTheOld() throws IOException {
        CaptionerManifest first = CaptionerFiles.write(folder, draft(Architecture.PAR, 1), "test 1");
        CaptionerManifest second = CaptionerFiles.write(folder, draft(Architecture.PAR, 2), "test 1");

        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(parts()).hasSize(1);
        assertThat(CaptionerFiles.read(folder).manifest()).isEqualTo(second);
    }

    @Test
    void aCopyIsEqual() throws IOException {
        CaptionerManifest first = CaptionerFiles.write(folder.resolve("from"), draft(Architecture.MERGE, 1), "test 1");

        CaptionerFiles.copy(folder.resolve("from"), folder.resolve("to"));

        assertThat(CaptionerFiles.read(folder.resolve("to")).manifest()).isEqualTo(first);
    }

    @Test
    void damageIsFound() throws IOException {
        CaptionerFiles.write(folder, draft(Architecture.PAR, 1), "test 1");
        Path part = parts().getFirst();
        byte[] whole = Files.readAllBytes(part);

        Files.write(part, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> CaptionerFiles.read(folder)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("damaged").hasMessageContaining("semsearch captioner train");
        whole[whole.length - 1] ^= 1;
        Files.write(part, whole);
        assertThatThrownBy(() -> CaptionerFiles.read(folder)).isInstanceOf(ModelFileException.class);
        Files.delete(part);
        assertThatThrownBy(() -> CaptionerFiles.read(folder)).hasMessageContaining("is missing");
    }

    /** The encoder decides which features are accepted, so it is part of the fingerprint. */
    @Test
    void aChangedManifestIsFound() throws IOException {
        CaptionerFiles.write(folder, draft(Architecture.PAR, 1), "test 1");
        Path manifest = folder.resolve(CaptionerFiles.MANIFEST_FILE);
        String text = Files.readString(manifest);

        Files.writeString(manifest, text.replace("\"tiny\"", "\"other\""));
        assertThatThrownBy(() -> CaptionerFiles.read(folder)).hasMessageContaining("'fingerprint' does not match");
        Files.writeString(manifest, text.replace("captioner-", "../captioner-"));
        assertThatThrownBy(() -> CaptionerFiles.read(folder)).hasMessageContaining("may only name a file");
        Files.writeString(manifest, text.replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"));
        assertThatThrownBy(() -> CaptionerFiles.read(folder)).hasMessageContaining("update the program");
        Files.writeString(manifest, "{");
        assertThatThrownBy(() -> CaptionerFiles.read(folder)).hasMessageContaining("not the manifest of a captioner");
        Files.delete(manifest);
        assertThatThrownBy(() -> CaptionerFiles.read(folder))
                .hasMessageContaining("run 'semsearch captioner train' first");
    }

    @Test
    void weightsOfAnotherShapeAreRefused() {
        CaptionerWeights par = TinyCaptioner.weights(Architecture.PAR, 6, 1);

        assertThatThrownBy(() -> new CaptionerWeights(Architecture.MERGE, par.image(), par.imageBias(), par.words(),
                par.input(), par.recurrent(), par.gateBias(), par.output(), par.outputBias()))
                .hasMessage("the captioner's 'input' must have the shape [2, 16], got [4, 16]");
        assertThatThrownBy(() -> new CaptionerDraft(TinyCaptioner.of(Architecture.PAR, 1), EncoderId.named("tiny", 4),
                Map.of(), Map.of())).hasMessageContaining("takes 3 features, its encoder gives 4");
    }
}
