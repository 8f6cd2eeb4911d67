package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.TestCollection;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The program as a process of its own: {@code java -jar semsearch.jar}. */
@Timeout(120)
public class ProgramIT {

    @TempDir
    Path temporary;

    private String jar = "semsearch.jar";

    @Test
    void theEnvironmentNamesTheCollectionAndStdoutCarriesTheResultAlone() throws Exception {
        Path collection = temporary.resolve("from the environment");
        TestCollection.circle(collection, 12).index();

        assertThat(run(collection, "search", "--format", "json", "east")).isZero();

        assertThat(JsonMapper.shared().readTree(output("out")).get("hits").get(0).get("imageId").longValue())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeServedEndsWithItsExitCode() throws Exception {
        assertThat(run(temporary.resolve("nothing"), "info")).isEqualTo(ExitCode.DATA);
        assertThat(output("out")).isEmpty();
        assertThat(output("err"))
                .contains("semsearch: " + temporary.resolve("nothing") + ": there is no collection here");

        assertThat(run(temporary, "search")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void whoWantsToWriteWhileAnotherProcessDoesIsToldToWait() throws Exception {
        Path collection = temporary.resolve("busy");
        TestCollection circle = TestCollection.circle(collection, 12);
        circle.index();
        String busy = "semsearch: " + collection.resolve("index")
                + ": another process is writing this index: wait until it has ended" + System.lineSeparator();
        try (ImageCollection writing = circle.open()) {
            for (String[] command : new String[][]{{"remove", "1"}, {"optimize"}}) {
                assertThat(run(collection, command)).isEqualTo(ExitCode.DATA);
                assertThat(output("err")).isEqualTo(busy);
            }
            assertThat(writing.remove(List.of(2L)).removed()).containsExactly(2L);
        }
        assertThat(run(collection, "remove", "1")).isZero();
        assertThat(output("out")).endsWith("removed  1 image: 1" + System.lineSeparator());
    }

    @Test
    void whatTheLauncherStartsFromTheSearchJarNeedsNoLibraryForTraining() throws Exception {
        jar = "semsearch-search.jar";
        Path collection = temporary.resolve("a circle");
        TestCollection.circleWithBank(collection, 12).index();
        String page = temporary.resolve("page.html").toString();

        for (String command : List.of(
                "search east --where captions:place --collapse 0.99 --explain --gallery " + page,
                "search --image 2 --relevant 3 --format json --hnsw --ef-search 10", "search nroth",
                "similar 1 --space features", "show 1 --gallery " + page, "info", "info --format json",
                "compare " + collection + " " + collection, "remove 12", "--help", "help train", "serach")) {
            run(collection, command.split(" (?!circle)"));

            assertThat(output("err")).as(command).doesNotContain("NoClassDefFoundError", "internal error");
        }
        assertThat(run(collection, "search", "east")).isZero();
    }

    @Test
    void aResultThatCannotBeWrittenIsAFailure() throws Exception {
        File full = new File("/dev/full");
        assumeTrue(full.exists());
        Path collection = temporary.resolve("a circle");
        TestCollection.circle(collection, 12).index();

        for (String command : List.of("search east", "verify --format json", "--version")) {
            assertThat(run(collection, full, command(command.split(" ")))).as(command).isEqualTo(ExitCode.DATA);
            assertThat(output("err")).as(command)
                    .contains("semsearch: standard output: cannot be written (No space left on device): ");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tooFewOpenFilesAreReportedBeforeAnythingElse() throws Exception {
        Path collection = temporary.resolve("a circle");
        TestCollection.circle(collection, 12).index();
        for (String command : List.of("search east", "verify", "optimize", "--help")) {
            assertThat(runWithOpenFiles(64, collection, command.split(" "))).as(command).isEqualTo(ExitCode.DATA);
            assertThat(output("err")).as(command)
                    .isEqualTo("semsearch: expected to be allowed to open 128 files at once or "
                            + "more, found a limit of 64: raise it, as with 'ulimit -n 1024'" + System.lineSeparator());

            assertThat(runWithOpenFiles(128, collection, command.split(" "))).as("%s: %s", command, output("err"))
                    .isZero();
        }
    }

    private int runWithOpenFiles(int limit, Path collection, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n " + limit + " && exec \"$@\"", "sh"));
        command.addAll(command(words));
        return run(collection, temporary.resolve("out").toFile(), command);
    }

    private int run(Path collection, String... words) throws IOException, InterruptedException {
        return run(collection, temporary.resolve("out").toFile(), command(words));
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar", Path.of("target", jar).toAbsolutePath().toString()));
        command.addAll(List.of(words));
        return command;
    }

    private int run(Path collection, File out, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out)
                .redirectError(temporary.resolve("err").toFile());
        builder.environment().put("SEMSEARCH_COLLECTION", collection.toString());
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String output(String name) throws IOException {
        return Files.readString(temporary.resolve(name), StandardCharsets.UTF_8);
    }
}
