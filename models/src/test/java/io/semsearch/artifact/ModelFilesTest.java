package io.semsearch.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.EncoderId;
import io.semsearch.files.FolderLock;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.projection.ImageProjection;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.text.WordVectors;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {

    private static final List<String> WORDS = List.of("dog", "\u72ac", "beach", "dogs", "caf\u00e9", "a");

    private static final CaptionBank BANK = new CaptionBank(
            List.of(new Caption(7, 70, "a dog on a beach"), new Caption(8, 80, ""), new Caption(9, 70, "caf\u00e9")));

    private static final String CHECKSUM = ",\\s+\"sha256\" : \"[0-9a-f]{64}\"\\s+}\\s+$";

    private static final EncoderId ENCODER = new EncoderId("resnet18", 3, "centre crop", "9c01");

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
    void keepsTheIdentityOfTheEncoder() throws IOException {
        ModelWriter.write(folder, draft(1), "test 1");
        assertThat(ModelReader.readManifest(folder).encoder()).isEqualTo(ENCODER);
        assertThat(manifest()).contains("\"encoder\" : \"resnet18\"", "\"featureDimension\" : 3",
                "\"encoderPreprocessing\" : \"centre crop\"", "\"encoderFingerprint\" : \"9c01\"");
    }

    @Test
    void anUnknownEncoderChangesNeitherFilesNorFingerprint() throws IOException {
        ModelManifest named = ModelWriter.write(folder, draft(1), "test 1");
        ModelManifest unnamed = ModelWriter.write(folder, draft(1, EncoderId.unnamed(3)), "test 1");
        assertThat(unnamed.fingerprint()).isEqualTo(named.fingerprint());
        assertThat(unnamed.parts()).isEqualTo(named.parts());
        assertThat(manifest()).contains("\"encoder\" : \"unnamed\"", "\"featureDimension\" : 3")
                .doesNotContain("encoderPreprocessing", "encoderFingerprint");
        assertThat(ModelReader.readManifest(folder).encoder()).isEqualTo(EncoderId.unnamed(3));
    }

    @Test
    void refusesAnEncoderOfAnotherLengthThanTheProjections() {
        assertThatThrownBy(() -> draft(1, EncoderId.unnamed(4))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the projection takes 3 features, the encoder gives 4");
    }

    @Test
    void refusesFeaturesOfAnotherEncoder() throws IOException {
        ModelWriter.write(folder, draft(1), "test 1");
        ModelArtifact model = ModelReader.read(folder);
        assertThat(model.requireFeaturesOf(ENCODER)).isEqualTo(EncoderId.Match.SAME);
        assertThat(model.requireFeaturesOf(EncoderId.unnamed(3))).isEqualTo(EncoderId.Match.UNCHECKED);
        assertThatThrownBy(() -> model.requireFeaturesOf(EncoderId.named("resnet50", 3)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("the model was trained on features of the "
                        + "encoder resnet18, centre crop, 9c01, got those of resnet50: use features of the same encoder, "
                        + "or make a new collection");
        assertThatThrownBy(() -> model.requireFeaturesOf(EncoderId.named("resnet18", 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the model was trained on features of 3 values, got 4: ");
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
    void filesThatAreNoPartsStay() throws IOException {
        Files.createFile(folder.resolve("words-of-mine.txt"));
        Files.createFile(folder.resolve("graph-0123456789abcdef.png"));
        Path ofAKilledWriter = Files.createFile(folder.resolve("words-0123456789ab.safetensors"));

        ModelWriter.write(folder, draft(1), "test 1");

        assertThat(files()).contains("words-of-mine.txt", "graph-0123456789abcdef.png").hasSize(7);
        assertThat(ofAKilledWriter).doesNotExist();
    }

    @Test
    void severalWritersLeaveTheModelOfOneOfThem() throws IOException {
        for (int round = 0; round < 10; round++) {
            IntStream.of(1, 1, 2, 2, 3, 3).parallel().forEach(weight -> {
                try {
                    ModelWriter.write(folder, draft(weight), "test 1");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            ModelReader.verify(folder);
            assertThat(ModelReader.read(folder).projection().weights().get(0, 0)).isIn(1f, 2f, 3f);
            assertThat(files()).hasSize(5);
        }
    }

    @Test
    void aWriteThatFailsLeavesTheOldModelWhole() throws IOException {
        ModelWriter.write(folder, draft(1), "test 1");
        ModelDraft failing = new ModelDraft(draft(7).projection(), draft(7).captionEmbedder(), ENCODER, Map.of(),
                Map.of(), Optional.empty(), Optional.of(file -> {
                    Files.writeString(file, "half");
                    throw new IOException("No space left on device");
                }));

        assertThatThrownBy(() -> ModelWriter.write(folder, failing, "test 1"))
                .hasMessage(folder + ": cannot be written: No space left on device");

        assertThat(ModelReader.read(folder).projection().weights().get(0, 0)).isEqualTo(1);
        ModelReader.verify(folder);
        assertThat(files()).hasSize(5).noneMatch(name -> name.startsWith(".unfinished"));
        assertThatThrownBy(() -> ModelWriter.write(folder.resolve("new"), failing, "test 1"))
                .hasMessageContaining("No space left on device");
        try (Stream<Path> left = Files.list(folder.resolve("new"))) {
            assertThat(left.map(Path::getFileName)).containsExactly(Path.of(FolderLock.FILE));
        }
    }

    @Test
    void aWriteThatFailsBesideAnUnreadableManifestDeletesNothing() throws IOException {
        ModelWriter.write(folder, draft(1), "test 1");
        List<String> before = files();
        Files.writeString(folder.resolve("model.json"),
                withoutChecksum().replace("\"formatVersion\" : 2", "\"formatVersion\" : 3"));

        assertThatThrownBy(() -> ModelWriter.write(folder, new ModelDraft(draft(7).projection(),
                draft(7).captionEmbedder(), ENCODER, Map.of(), Map.of(), Optional.empty(), Optional.of(file -> {
                    throw new IOException("No space left on device");
                })), "test 1")).hasMessageContaining("No space left on device");

        assertThat(files()).containsAll(before);
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
        assertThatThrownBy(() -> ModelReader.verify(folder)).isInstanceOf(ModelFileException.class)
                .hasMessage(projection + ": this part of the model is missing: train again");
    }

    @Test
    void aDamagedHeaderOfAnyPartNamesTheRemedy() throws IOException {
        ModelManifest manifest = ModelWriter.write(folder, draft(1), "test 1");
        for (String role : List.of("projection", "words", "captions")) {
            Path part = folder.resolve(Objects.requireNonNull(manifest.parts().get(role)).file());
            byte[] whole = Files.readAllBytes(part);
            byte[] changed = whole.clone();
            changed[8] = '[';
            Files.write(part, changed);

            assertThatThrownBy(() -> ModelReader.read(folder).readCaptionBank()).as(role)
                    .isInstanceOf(ModelFileException.class).hasMessageStartingWith(part + ": the safetensors header ")
                    .hasMessageEndingWith(": the file is damaged; train again, or restore the file");
            Files.write(part, whole);
        }
    }

    @Test
    void refusesAModelOfALaterVersionAndOneThatPointsElsewhere() throws IOException {
        ModelWriter.write(folder, draft(1), "test 1");
        Path json = folder.resolve("model.json");
        String manifest = withoutChecksum();

        Files.writeString(json, manifest.replace("\"formatVersion\" : 2", "\"formatVersion\" : 4"));
        assertThatThrownBy(() -> ModelReader.read(folder)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("format version 4").hasMessageContaining("reads versions 1 to 3");

        Files.writeString(json, manifest.replaceAll("\"file\" : \"projection", "\"file\" : \"../projection"));
        assertThatThrownBy(() -> ModelReader.read(folder)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("only name files beside itself");

        Files.writeString(json, manifest.replaceAll("\"file\" : \"projection", "\"file\" : \"\\\\u0000projection"));
        assertThatThrownBy(() -> ModelReader.verify(folder)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("only name files beside itself");

        Files.writeString(json, manifest.substring(0, 100));
        assertThatThrownBy(() -> ModelReader.read(folder)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("not the manifest of a model");

        Files.writeString(json, "{}");
        assertThatThrownBy(() -> ModelReader.read(folder)).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("not the manifest of a model");
    }

    @Test
    void seesAChangeOfAnyByteOfTheManifest() throws IOException {
        ModelWriter.write(folder, draft(1), "test 1");
        Path json = folder.resolve("model.json");
        byte[] whole = Files.readAllBytes(json);

        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(json, changed);
            assertThatThrownBy(() -> ModelReader.read(folder)).as("byte %d", at).isInstanceOf(ModelFileException.class)
                    .hasMessageStartingWith(json + ": ").hasMessageEndingWith("train again, or restore the file");
        }
    }

    @Test
    void seesAnotherEncoderThanTheOneThatWasWritten() throws IOException {
        ModelWriter.write(folder, draft(1), "test 1");
        Path json = folder.resolve("model.json");
        Files.writeString(json, manifest().replace("resnet18", "resnet50"));

        assertThatThrownBy(() -> ModelReader.verify(folder)).isInstanceOf(ModelFileException.class).hasMessage(
                json + ": damaged: its 'sha256' does not match its content; train again, or restore the file");
    }

    @Test
    void aChecksumIsOfTheFileWithZerosInItsPlace() throws Exception {
        ModelWriter.write(folder, draft(1), "test 1");
        String manifest = manifest();
        String checksum = manifest.replaceFirst("(?s).*\"sha256\" : \"([0-9a-f]{64})\"\n}\n$", "$1");

        assertThat(MessageDigest.getInstance("SHA-256")
                .digest(manifest.replace(checksum, "0".repeat(64)).getBytes(StandardCharsets.UTF_8)))
                .asHexString().isEqualToIgnoringCase(checksum);
    }

    @Test
    void readsManifestsOfEarlierProgramsWithoutAChecksum() throws IOException {
        ModelManifest written = ModelWriter.write(folder, draft(1), "test 1");
        String manifest = withoutChecksum();
        Files.writeString(folder.resolve("model.json"), manifest);
        ModelReader.verify(folder);
        assertThat(ModelReader.read(folder).manifest()).isEqualTo(written);

        Files.writeString(folder.resolve("model.json"),
                manifest.replace("\"formatVersion\" : 2", "\"formatVersion\" : 1"));
        assertThat(ModelReader.read(folder).manifest().formatVersion()).isEqualTo(1);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.equals(FolderLock.FILE))
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String manifest() throws IOException {
        return Files.readString(folder.resolve("model.json"));
    }

    /** As programs wrote it before there was a checksum, and as people change it. */
    private String withoutChecksum() throws IOException {
        String manifest = manifest();
        assertThat(manifest).containsPattern(CHECKSUM);
        return manifest.replaceFirst(CHECKSUM, "\n}\n");
    }

    static ModelDraft draft(float firstWeight) {
        return draft(firstWeight, ENCODER);
    }

    private static ModelDraft draft(float firstWeight, EncoderId encoder) {
        FloatMatrix vectors = FloatMatrix.wrap(6, 2, new float[]{1, 0, 0, 1, 1, 1, 3, 4, -1, 2, 5, -5});
        CaptionEmbedder embedder = new CaptionEmbedder(new InMemoryWordVectors(WORDS, vectors),
                new InverseDocumentFrequency(100, new int[]{10, 1, 100, 7, 0, 3}));
        ImageProjection projection = new ImageProjection(
                FloatMatrix.wrap(3, 2, new float[]{firstWeight, 2, 3, 4, 5, 6}), new float[]{0.5f, -7});
        return new ModelDraft(projection, embedder, encoder, Map.of("margin", 0.25), Map.of(),
                Optional.of(BANK), Optional.of(file -> Files.writeString(file, "graph of " + firstWeight)));
    }
}
