package io.semsearch.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.sentence.SentenceEncoder;
import io.semsearch.sentence.SentencePart;
import io.semsearch.sentence.TinySentences;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceModelFilesTest {

    @TempDir
    private Path folder;

    @Test
    void aModelWithASentencePartIsReadAsItWasWritten() throws IOException {
        ModelDraft draft = draft(new TinySentences(), 0.5f);
        ModelManifest written = ModelWriter.write(folder, draft, "test");

        ModelArtifact read = ModelReader.read(folder);

        assertThat(written.formatVersion()).isEqualTo(3);
        assertThat(read.manifest()).isEqualTo(written);
        SentencePart part = read.captionEmbedder().sentencePart().orElseThrow();
        SentencePart expected = draft.captionEmbedder().sentencePart().orElseThrow();
        assertThat(part.encoder()).isInstanceOf(TinySentences.class);
        assertThat(part.map().values()).containsExactly(expected.map().values());
        assertThat(part.mean()).containsExactly(expected.mean());
        assertThat(read.captionEmbedder().embed("a b unheard").vector().orElseThrow())
                .containsExactly(draft.captionEmbedder().embed("a b unheard").vector().orElseThrow());
        ModelReader.verify(folder);
    }

    @Test
    void itsFingerprintIsThatOfItsPartsAndModelsOfWordsStayAsTheyWere() throws IOException {
        String first = ModelWriter.write(folder, draft(new TinySentences(), 0.5f), "test").fingerprint();
        String second = ModelWriter.write(folder, draft(new TinySentences(), 0.6f), "test").fingerprint();
        ModelManifest words = ModelWriter.write(folder, ModelFilesTest.draft(1), "test");

        assertThat(second).isNotEqualTo(first);
        assertThat(words.formatVersion()).isEqualTo(2);
        assertThat(words.parts()).doesNotContainKey("sentence");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("sentence"));
        }
        assertThat(ModelReader.read(folder).captionEmbedder().sentencePart()).isEmpty();
    }

    @Test
    void aModelWhoseEncoderIsMissingSaysWhatToDo() throws IOException {
        ModelWriter.write(folder, draft(renamed("elsewhere", "f00d"), 0.5f), "test");

        assertThatThrownBy(() -> ModelReader.read(folder)).isInstanceOf(MissingSentenceEncoderException.class)
                .hasMessageContaining(folder.toString()).hasMessageContaining("'elsewhere'")
                .hasMessageContaining("tiny").hasMessageContaining("add io.semsearch:semsearch-sentences");
        // what it is can still be shown
        assertThat(ModelReader.readManifest(folder).formatVersion()).isEqualTo(3);
    }

    @Test
    void anotherEncoderOfTheSameNameIsRefused() throws IOException {
        ModelWriter.write(folder, draft(renamed("tiny", "beef"), 0.5f), "test");

        assertThatThrownBy(() -> ModelReader.read(folder)).isInstanceOf(MissingSentenceEncoderException.class)
                .hasMessageContaining("fingerprint beef").hasMessageContaining("fingerprint f00d");
    }

    @Test
    void aDamagedPartIsNamed() throws IOException {
        ModelManifest written = ModelWriter.write(folder, draft(new TinySentences(), 0.5f), "test");
        Path part = folder.resolve(Objects.requireNonNull(written.parts().get("sentence")).file());
        byte[] bytes = Files.readAllBytes(part);
        // the last value becomes infinite
        bytes[bytes.length - 1] = 0x7f;
        bytes[bytes.length - 2] = (byte) 0x80;
        Files.write(part, bytes);

        assertThatThrownBy(() -> ModelReader.read(folder)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining(part.toString()).hasMessageContaining("damaged");
    }

    private static ModelDraft draft(SentenceEncoder encoder, float value) {
        float[] map = new float[TinySentences.DIMENSION * 2];
        map[3] = value;
        map[map.length - 1] = 0.25f;
        float[] mean = new float[TinySentences.DIMENSION];
        mean[1] = 0.125f;
        ModelDraft words = ModelFilesTest.draft(1);
        return new ModelDraft(words.projection(),
                words.captionEmbedder().withSentencePart(
                        new SentencePart(encoder, FloatMatrix.wrap(TinySentences.DIMENSION, 2, map), mean)),
                words.encoder(), words.training(), words.metrics(), words.captionBank(), words.graph());
    }

    private static SentenceEncoder renamed(String name, String fingerprint) {
        return new SentenceEncoder() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String fingerprint() {
                return fingerprint;
            }

            @Override
            public int dimension() {
                return TinySentences.DIMENSION;
            }

            @Override
            public float[] encode(String sentence) {
                throw new IllegalStateException("not needed");
            }
        };
    }
}
