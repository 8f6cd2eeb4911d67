package io.semsearch.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.cli.Cli;
import io.semsearch.cli.ExitCode;
import io.semsearch.indexer.TestCollection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged collection is told of as such; it is never a fault of the program or of the call. */
class CorruptCollectionTest {

    private static final int IMAGES = 12;

    @TempDir
    Path collection;

    @BeforeEach
    void index() throws IOException {
        TestCollection.circle(collection, IMAGES).index();
    }

    @Test
    void aShortenedPartOfTheModel() throws IOException {
        for (String role : List.of("projection", "words")) {
            Path part = part(role);
            byte[] whole = Files.readAllBytes(part);
            Files.write(part, Arrays.copyOf(whole, whole.length - 1));

            assertThat(failToSearch()).isEqualTo(part + ": expected " + whole.length + " bytes, found "
                    + (whole.length - 1) + ": the file is damaged; train again, or restore it");
            assertThat(Cli.fail(ExitCode.DATA, "info", "-c", collection)).startsWith(part + ": expected ");
            Files.write(part, whole);
        }
    }

    @Test
    void aChangedPartOfTheModel() throws IOException {
        Path part = part("projection");
        byte[] changed = Files.readAllBytes(part);
        changed[changed.length - 1] ^= 1;
        Files.write(part, changed);

        assertThat(Cli.fail(ExitCode.DATA, "info", "-c", collection)).matches("\\Q" + part
                + "\\E: damaged: expected SHA-256 [0-9a-f]{64}, found [0-9a-f]{64}; train again, or restore the file");
    }

    @Test
    void aMissingPartOfTheModel() throws IOException {
        Path part = part("words");
        Files.delete(part);

        assertThat(failToSearch()).isEqualTo(part + ": this part of the model is missing: train again");
        assertThat(Cli.fail(ExitCode.DATA, "info", "-c", collection)).startsWith(part + ": ");
    }

    @Test
    void aManifestThatIsNone() throws IOException {
        Path manifest = collection.resolve("model").resolve("model.json");
        Files.writeString(manifest, Files.readString(manifest).substring(0, 100));
        assertThat(failToSearch()).startsWith(manifest + ": not the manifest of a model: ");

        Files.writeString(manifest, "{}");
        assertThat(failToSearch()).startsWith(manifest + ": not the manifest of a model: ");
    }

    @Test
    void aLaterModel() throws IOException {
        Path manifest = collection.resolve("model").resolve("model.json");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("\"formatVersion\" : 2",
                "\"formatVersion\" : 4").replaceFirst(",\\s+\"sha256\"[^,]+$", "}"));

        assertThat(failToSearch()).isEqualTo(manifest + ": the model has format version 4 (by test), this program "
                + "reads versions 1 to 3: update the program, or train again");
    }

    @Test
    void anyOneByteOfTheModel() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        for (String role : List.of("projection", "words")) {
            Path part = part(role);
            byte[] whole = Files.readAllBytes(part);
            for (int i = 0; i < 250; i++) {
                byte[] changed = whole.clone();
                changed[i < whole.length ? i : random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(part, changed);
                searchOrTell();
            }
            Files.write(part, whole);
        }
        assertThat(Cli.succeed("search", "-c", collection, "east").out()).contains("10 hits");
    }

    @Test
    void shortenedFilesOfTheIndex() throws IOException {
        for (Path file : indexFiles()) {
            byte[] whole = Files.readAllBytes(file);
            for (int bytes : new int[]{0, 5, whole.length / 2, whole.length - 1}) {
                Files.write(file, Arrays.copyOf(whole, Math.clamp(bytes, 0, Math.max(0, whole.length - 1))));
                String message = searchOrTell();
                assertThat(message).satisfiesAnyOf(it -> assertThat(it).isEmpty(),
                        it -> assertThat(it).startsWith(collection.resolve("index") + ": ")
                                .endsWith("run 'semsearch index' again"));
            }
            Files.write(file, whole);
        }
        assertThat(Cli.succeed("search", "-c", collection, "east").out()).contains("10 hits");
    }

    @Test
    void bytesInsertedIntoAFileOfTheIndex() throws IOException {
        for (Path file : indexFiles()) {
            byte[] whole = Files.readAllBytes(file);
            for (int position : new int[]{whole.length / 3, whole.length / 2, whole.length - 17}) {
                ByteArrayOutputStream longer = new ByteArrayOutputStream();
                longer.write(whole, 0, position);
                longer.write(new byte[3]);
                longer.write(whole, position, whole.length - position);
                Files.write(file, longer.toByteArray());
                for (List<Object> command : List.<List<Object>>of(List.of("search", "east"),
                        List.of("similar", "3", "--space", "features"), List.of("verify"), List.of("remove", "3"))) {
                    assertThat(Cli.fail(ExitCode.DATA, inCollection(command))).as("%s, %s", file.getFileName(), command)
                            .startsWith(collection.resolve("index") + ": ").endsWith(": run 'semsearch index' again");
                }
            }
            Files.write(file, whole);
        }
        assertThat(Cli.succeed("search", "-c", collection, "east").out()).contains("10 hits");
    }

    @Test
    void anyOneByteOfTheIndex() throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        for (Path file : indexFiles()) {
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < 12; i++) {
                byte[] changed = whole.clone();
                changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, changed);
                searchOrTell();
                assertThat(Cli.fail(ExitCode.DATA, "verify", "-c", collection)).as("%s", file.getFileName())
                        .startsWith(collection.resolve("index") + ": ").endsWith(": run 'semsearch index' again");
            }
            Files.write(file, whole);
        }
    }

    private Object[] inCollection(List<Object> command) {
        List<Object> words = new ArrayList<>(command);
        words.addAll(List.of("-c", collection));
        return words.toArray();
    }

    @Test
    void missingFilesOfTheIndex() throws IOException {
        for (Path file : indexFiles()) {
            byte[] whole = Files.readAllBytes(file);
            Files.delete(file);
            assertThat(searchOrTell()).satisfiesAnyOf(it -> assertThat(it).isEmpty(),
                    it -> assertThat(it).matches("\\Q" + collection.resolve("index")
                            + "\\E: .*: run 'semsearch index' (again|first)"));
            Files.write(file, whole);
        }
    }

    /** Searches, which must end well or say that the collection is damaged.
     *
     * @return the message; empty if it ended well */
    private String searchOrTell() {
        Cli run = Cli.run("search", "-c", collection, "east north");
        if (run.exitCode() == ExitCode.OK) {
            return "";
        }
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DATA);
        assertThat(run.err().lines()).hasSize(1).allMatch(line -> line.startsWith("semsearch: "));
        return run.err().strip().substring("semsearch: ".length());
    }

    private String failToSearch() {
        return Cli.fail(ExitCode.DATA, "search", "-c", collection, "east");
    }

    private Path part(String role) throws IOException {
        try (Stream<Path> files = Files.list(collection.resolve("model"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(role + "-")).findFirst().orElseThrow();
        }
    }

    private List<Path> indexFiles() throws IOException {
        try (Stream<Path> files = Files.list(collection.resolve("index"))) {
            return files.filter(file -> !file.endsWith("write.lock")).sorted().toList();
        }
    }
}
