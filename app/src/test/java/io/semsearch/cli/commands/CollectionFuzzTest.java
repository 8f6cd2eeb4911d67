package io.semsearch.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.cli.Cli;
import io.semsearch.cli.ExitCode;
import io.semsearch.fuzz.Change;
import io.semsearch.fuzz.Fuzzer;
import io.semsearch.indexer.TestCollection;
import java.io.IOException;
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

/** Files of a collection with some bytes changed: a command answers as before, or says that the collection is damaged;
 * if it answers otherwise, {@code verify} says so. See {@link Fuzzer} for time and seeds. */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CollectionFuzzTest {

    private static final int IMAGES = 60;
    private static final List<List<Object>> COMMANDS = List.of(List.of("search", "east north"),
            List.of("search", "--hnsw", "eastern"), List.of("search", "--where", "odd", "east"),
            List.of("similar", "3", "--space", "features"), List.of("show", "3"), List.of("info"), List.of("verify"));

    @TempDir
    Path collection;

    private final List<String> expected = new ArrayList<>();

    @BeforeEach
    void index() throws IOException {
        TestCollection.circleWithBank(collection, IMAGES).index();
        for (List<Object> command : COMMANDS) {
            expected.add(answer(Cli.succeed(inCollection(command))));
        }
    }

    @Test
    void filesOfTheIndex() throws IOException {
        fuzz("index");
    }

    @Test
    void filesOfTheModel() throws IOException {
        fuzz("model");
    }

    private void fuzz(String folder) throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(collection.resolve(folder))) {
            files = list.filter(file -> !file.endsWith("write.lock")).sorted().toList();
        }
        List<byte[]> originals = new ArrayList<>();
        for (Path file : files) {
            originals.add(Files.readAllBytes(file));
        }
        Fuzzer.run(originals, Change.accident(), (number, changed) -> {
            replace(files.get(number), changed);
            try {
                return isReadOrRefused(files.get(number), changed);
            } finally {
                replace(files.get(number), originals.get(number));
            }
        });
    }

    /** Not in place: the old content may still be mapped into memory. */
    private static void replace(Path file, byte[] content) throws IOException {
        Files.delete(file);
        Files.write(file, content);
    }

    private boolean isReadOrRefused(Path file, byte[] changed) {
        int number = Math.floorMod(Arrays.hashCode(changed), COMMANDS.size());
        List<Object> command = COMMANDS.get(number);
        Cli run = Cli.run(inCollection(command));
        if (run.exitCode() == ExitCode.OK && answer(run).equals(expected.get(number))) {
            return true;
        }
        if (run.exitCode() == ExitCode.OK || knowsOtherWords(run)) {
            assertRefused(Cli.run("verify", "-c", collection), file, List.of("verify"));
            return run.exitCode() == ExitCode.OK;
        }
        assertRefused(run, file, command);
        return false;
    }

    /** A search does not read all of the model's files to compare them with their digests, so a changed word is just
     * another. */
    private static boolean knowsOtherWords(Cli run) {
        return run.exitCode() == ExitCode.DATA
                && run.err().startsWith("semsearch: the model knows no word of the text");
    }

    private void assertRefused(Cli run, Path file, List<Object> command) {
        assertThat(run.exitCode()).as("%s, %s: %s", file.getFileName(), command, run.err()).isEqualTo(ExitCode.DATA);
        assertThat(run.err().lines()).as("%s, %s", file.getFileName(), command).hasSize(1)
                .allMatch(line -> line.startsWith("semsearch: " + collection));
        assertThat(run.err()).doesNotContain("Exception").contains("again");
    }

    private Object[] inCollection(List<Object> command) {
        return Stream.concat(Stream.of(command.getFirst(), "-c", collection), command.stream().skip(1)).toArray();
    }

    /** Without the time it took. */
    private static String answer(Cli run) {
        return run.out().replaceAll("[\\d.]+ ms", "ms");
    }
}
