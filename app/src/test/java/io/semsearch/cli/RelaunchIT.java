package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.indexer.TestCollection;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Long commands by {@code java -jar semsearch.jar}: two processes that act as one. */
@Timeout(120)
class RelaunchIT {

    @TempDir
    Path temporary;

    @Test
    void longCommandGetsTheVectorModuleAndPassesOnItsExitCode() throws Exception {
        Path collection = temporary.resolve("a circle");
        TestCollection.circle(collection, 12).index();

        Process optimize = start("optimize", "-c", collection.toString());
        assertThat(optimize.waitFor()).isZero();
        assertThat(modulesOfBoth()).contains("jdk.incubator.vector");
        assertThat(temporary.resolve("err")).as("no warning of it").isEmptyFile();

        assertThat(start("optimize", "now").waitFor()).isEqualTo(ExitCode.USAGE);
        assertThat(temporary.resolve("err")).content().contains("unexpected argument 'now'");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void stoppingTheProgramStopsTheSecondJvm() throws Exception {
        Process program = startThatWorks();
        ProcessHandle second = secondJvm(program);

        program.destroy();

        assertThat(program.waitFor()).isEqualTo(128 + 15);
        assertThat(second.isAlive()).isFalse();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void killingTheProgramStopsTheSecondJvm() throws Exception {
        Process program = startThatWorks();
        ProcessHandle second = secondJvm(program);

        program.destroyForcibly();

        second.onExit().get(1, TimeUnit.MINUTES);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void killingTheSecondJvmEndsTheProgram() throws Exception {
        Process program = startThatWorks();

        secondJvm(program).destroyForcibly();

        assertThat(program.waitFor()).isEqualTo(128 + 9);
    }

    /** Starts the program on work of an hour, and returns when its first line of progress came. */
    private Process startThatWorks() throws IOException, InterruptedException {
        Path text = Files.writeString(temporary.resolve("text.txt"), "a dog runs in the snow\n".repeat(20_000));
        Process program = start("vectors", "train", "--text", text.toString(), "--epochs", "10000", "--out",
                temporary.resolve("vectors.bin").toString());
        while (Files.size(temporary.resolve("err")) == 0) {
            assertThat(program.isAlive()).isTrue();
            Thread.sleep(100);
        }
        return program;
    }

    private static ProcessHandle secondJvm(Process program) {
        return program.children().findFirst().orElseThrow();
    }

    /** The second JVM gets the options of the first one. */
    private String modulesOfBoth() throws IOException {
        StringBuilder modules = new StringBuilder();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(temporary, "modules-*")) {
            for (Path log : logs) {
                modules.append(Files.readString(log));
            }
        }
        return modules.toString();
    }

    private Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:module+load:file=" + temporary.resolve("modules-%p"), "-jar",
                        Path.of("target", "semsearch.jar").toAbsolutePath().toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(temporary.resolve("out").toFile())
                .redirectError(temporary.resolve("err").toFile());
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }
}
