package io.semsearch.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.Caption;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.projection.ImageProjection;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.text.WordVectors;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {

    private static final List<String> WORDS = List.of("dog", "\u72ac", "beach", "dogs", "caf\u00e9", "a");

    private static final CaptionBank BANK = new CaptionBank(
            List.of(new Caption(7, 70, "a dog on a beach"), new Caption(8, 80, ""), new Caption(9, 70, "caf\u00e9")));

    @TempDir
    Path folder;

    @Test
    void readsWhatWasWritten() throws IOException {
        ModelManifest written = ModelWriter.write(folder, draft(1), "test 1");

        ModelArtifact model = ModelReader.read(folder);
        ModelReader.verify(folder);

        assertThat(model.manifest()).isEqualTo(written);
        assertThat(model.manifest().training()).containsEntry("margin", 0.25);
        assertThat(model.projection().weights().values()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(model.readCaptionBank()).contains(BANK);
        assertThat(model.graph().map(ModelFilesTest::content)).contains("graph of 1.0");
        assertThat(model.captionEmbedder().embed("Dogs! zebra").vector())
                .hasValueSatisfying(vector -> assertThat(vector).containsExactly(0.6f, 0.8f));
    }

    @Test
    void findsEveryWordInTheMappedTable() throws IOException {
        ModelWriter.write(folder, draft(1), "test 1");
        CaptionEmbedder read = ModelReader.read(folder).captionEmbedder();
        CaptionEmbedder original = draft(1).captionEmbedder();

        assertThat(read.wordVectors().size()).isEqualTo(WORDS.size());
        for (String word : WORDS) {
            int index = read.wordVectors().indexOf(word);
            assertThat(read.wordVectors().word(index)).isEqualTo(word);
            assertThat(read.wordVectors().vector(index)).containsExactly(
                    original.wordVectors().vector(original.wordVectors().indexOf(word)));
            assertThat(read.weight(index)).isEqualTo(original.weight(original.wordVectors().indexOf(word)));
            assertThat(read.documentFrequencies().documentFrequency(index)).isEqualTo(
                    original.documentFrequencies().documentFrequency(original.wordVectors().indexOf(word)));
        }
        assertThat(Stream.of("", "do", "dogg", "zebra", "\u72ad").map(read.wordVectors()::indexOf))
                .containsOnly(WordVectors.UNKNOWN);
    }

    @Test
    void equalModelsHaveEqualFingerprintsAndOthersNot() throws IOException {
        String first = ModelWriter.write(folder.resolve("a"), draft(1), "test 1").fingerprint();
        String same = ModelWriter.write(folder.resolve("b"), draft(1), "test 2").fingerprint();
        String other = ModelWriter.write(folder.resolve("c"), draft(7), "test 1").fingerprint();

        assertThat(same).isEqualTo(first).isNotEqualTo(other);
    }

    @Test
    void aNewModelReplacesTheOldOneAndItsFiles() throws IOException {
        ModelWriter.write(folder, draft(1), "test 1");
        ModelWriter.write(folder, draft(7), "test 1");

        assertThat(ModelReader.read(folder).projection().weights().get(0, 0)).isEqualTo(7);
        assertThat(files()).hasSize(5);
    }

    @Test
    void aWriteThatFailsLeavesTheOldModelWhole() throws IOException {
        ModelWriter.write(folder, draft(1), "test 1");
        ModelDraft failing = new ModelDraft(draft(7).projection(), draft(7).captionEmbedder(), "test", Map.of(),
                Map.of(), Optional.empty(), Optional.of(file -> {
                    Files.writeString(file, "half");
                    throw new IOException("No space left on device");
                }));

        assertThatThrownBy(() -> ModelWriter.write(folder, failing, "test 1")).hasMessage("No space left on device");

        assertThat(ModelReader.read(folder).projection().weights().get(0, 0)).isEqualTo(1);
        ModelReader.verify(folder);
        assertThat(files()).noneMatch(name -> name.startsWith(".unfinished"));
    }

    @Test
    void saysWhatIsMissingOrDamaged() throws IOException {
        assertThatThrownBy(() -> ModelReader.read(folder)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("run 'semsearch train' first");

        ModelManifest manifest = ModelWriter.write(folder, draft(1), "test 1");
        Path projection = folder.resolve(Objects.requireNonNull(manifest.parts().get("projection")).file());
        byte[] bytes = Files.readAllBytes(projection);
        bytes[bytes.length - 1] ^= 1;
        Files.write(projection, bytes);
        assertThatThrownBy(() -> ModelReader.verify(folder)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("damaged: expected SHA-256");

        Files.write(projection, new byte[]{1, 2, 3});
        assertThatThrownBy(() -> ModelReader.read(folder)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("found 3: the file is damaged");

        Files.delete(projection);
        assertThatThrownBy(() -> ModelReader.read(folder)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("this part of the model is missing");
    }

    @Test
    void refusesAModelOfALaterVersionAndOneThatPointsElsewhere() throws IOException {
        ModelWriter.write(folder, draft(1), "test 1");
        Path json = folder.resolve("model.json");
        String manifest = Files.readString(json);

        Files.writeString(json, manifest.replace("\"formatVersion\" : 2", "\"formatVersion\" : 3"));
        assertThatThrownBy(() -> ModelReader.read(folder)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("format version 3").hasMessageContaining("reads versions 1 to 2");

        Files.writeString(json, manifest.replaceAll("\"file\" : \"projection", "\"file\" : \"../projection"));
        assertThatThrownBy(() -> ModelReader.read(folder)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("only name files beside itself");

        Files.writeString(json, manifest.substring(0, 100));
        assertThatThrownBy(() -> ModelReader.read(folder)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("not the manifest of a model");

        Files.writeString(json, "{}");
        assertThatThrownBy(() -> ModelReader.read(folder)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("not the manifest of a model");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ModelDraft draft(float firstWeight) {
        FloatMatrix vectors = FloatMatrix.wrap(6, 2, new float[]{1, 0, 0, 1, 1, 1, 3, 4, -1, 2, 5, -5});
        CaptionEmbedder embedder = new CaptionEmbedder(new InMemoryWordVectors(WORDS, vectors),
                new InverseDocumentFrequency(100, new int[]{10, 1, 100, 7, 0, 3}));
        ImageProjection projection = new ImageProjection(
                FloatMatrix.wrap(3, 2, new float[]{firstWeight, 2, 3, 4, 5, 6}), new float[]{0.5f, -7});
        return new ModelDraft(projection, embedder, "test", Map.of("margin", 0.25), Map.of(),
                Optional.of(BANK), Optional.of(file -> Files.writeString(file, "graph of " + firstWeight)));
    }
}
