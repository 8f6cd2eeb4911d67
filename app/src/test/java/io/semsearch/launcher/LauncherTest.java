package io.semsearch.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherTest extends LauncherFixture {

    @Test
    void firstRunBuildsThenStartsTheApplication() throws Exception {
        Run run = run("search", "two  dogs", "*");

        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.stdout()).containsSubsequence("<-jar>",
                "<" + checkout + "/app/target/semsearch-search.jar>", "<search>", "<two  dogs>", "<*>");
        assertThat(run.stdout()).noneMatch(line -> line.contains("semsearch:") || line.contains("[INFO]"));
        assertThat(run.stderr()).anyMatch(line -> line.contains("first run") && line.contains("JDK 25"))
                .anyMatch(line -> line.contains("MB"));
        assertThat(builds()).hasSize(1);
    }

    @Test
    void laterRunsAreSilentAndBuildNothing() throws Exception {
        run("info");

        assertThat(run("info").stderr()).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void newerSourceIsBuilt() throws Exception {
        run("info");
        touch(checkout.resolve("app/src/main/java/Main.java"));

        assertThat(run("info").stderr()).anyMatch(line -> line.contains("sources or options changed"));
        run("info");
        assertThat(builds()).hasSize(2);

        touch(launcher); // says what Java is started with, which the startup cache depends on
        run("info");
        assertThat(builds()).hasSize(3);
    }

    @Test
    void deletedSourceIsBuilt() throws Exception {
        run("info");
        Path folder = checkout.resolve("app/src/main/java");
        Files.delete(folder.resolve("Main.java"));
        touch(folder);

        run("info");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void failedBuildNamesItsLogAndStartsNothing() throws Exception {
        run("info");
        touch(checkout.resolve("pom.xml"));
        Files.writeString(checkout.resolve("broken"), "");

        Run failed = run("info");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.stdout()).isEmpty();
        assertThat(failed.stderr()).anyMatch(line -> line.contains("Main.java:[3,1]"))
                .anyMatch(line -> line.contains(checkout + "/target/launcher/build.log"));
        assertThat(run("info").exitCode()).isEqualTo(1);

        Files.delete(checkout.resolve("broken"));
        assertThat(run("info").exitCode()).isEqualTo(7);
    }

    @Test
    void simultaneousFirstRunsBuildOnce() throws Exception {
        assertBuiltOnceByTwo();
    }

    @Test
    void simultaneousFirstRunsBuildOnceWithoutFlock() throws Exception {
        withoutFlock();
        assertBuiltOnceByTwo();
    }

    @Test
    void lockOfDeadProcessIsTaken() throws Exception {
        withoutFlock();
        Path lock = Files.createDirectories(checkout.resolve("target/launcher/lock.d"));
        Files.writeString(lock.resolve("owner"), "99999999");

        assertThat(run("info").exitCode()).isEqualTo(7);
        assertThat(lock).doesNotExist();
    }

    @Test
    void olderDefaultJavaIsPassedOver() throws Exception {
        executable(temporary.resolve("bin/java"), JAVA);
        environment.put("JAVA_HOME", jdk("17.0.15").toString());
        Path newer = jdk("21.0.8");
        Path managed = Files.createDirectories(temporary.resolve(".jdks")).resolve("temurin");
        Files.createSymbolicLink(managed, newer);

        run("info");
        assertThat(builds().getFirst()).doesNotContain("jdk-17");
    }

    @Test
    void tooOldJavaAskedForIsRefused() throws Exception {
        environment.put("SEMSEARCH_JAVA_HOME", jdk("17.0.15").toString());

        Run run = run("info");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.stderr()).anyMatch(line -> line.contains("JDK 21 or newer; found 17"));
    }

    @Test
    void shortCommandsStartFastAndLongOnesAreLeftToTheProgram() throws Exception {
        for (String command : List.of("search", "similar", "show", "info", "remove", "compare", "help", "--help")) {
            assertThat(run(command).stdout()).as(command).contains("<-XX:+UseSerialGC>",
                    "<-XX:TieredStopAtLevel=1>", "<" + checkout + "/app/target/semsearch-search.jar>");
        }
        environment.put("SEMSEARCH_JAVA_OPTS", "-Xmx64m");
        for (String command : List.of("train", "reproduce", "doctor", "index", "serach")) {
            assertThat(run(command, "dogs").stdout()).as(command).containsSubsequence("<-Xmx64m>", "<-jar>",
                    "<" + checkout + "/app/target/semsearch.jar>", "<" + command + ">", "<dogs>")
                    .noneMatch(line -> line.startsWith("<-XX"));
        }
    }

    @Test
    void serverStartsInOneJvm() throws Exception {
        giveVectorModule(Path.of(environment.get("JAVA_HOME")));
        executable(Path.of(environment.get("JAVA_HOME"), "bin", "java"), """
                #!/bin/sh
                for argument; do echo "<$argument>"; done
                echo "$ORT_DISABLE_TELEMETRY"
                echo 'GET / 200' >&2
                exit 7
                """);
        Run run = run("serve", "--port", "0");

        assertThat(run.stdout()).containsSubsequence("<--add-modules=jdk.incubator.vector>", "<-jar>",
                "<" + checkout + "/app/target/semsearch.jar>", "<serve>", "<--port>", "<0>", "1");
        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run("serve").stderr()).as("nothing stands between Java and standard error")
                .containsExactly("GET / 200");
    }

    @Test
    void serverIsLeftToTheProgramWhereJavaHasNoVectorModule() throws Exception {
        assertThat(run("serve").stdout()).contains("<" + checkout + "/app/target/semsearch.jar>")
                .noneMatch(line -> line.startsWith("<--add-modules"));
    }

    @Test
    void olderJdkIsAllowedToCallNativeCode() throws Exception {
        assertThat(run("search", "dogs").stdout()).noneMatch(line -> line.contains("native"));

        environment.put("JAVA_HOME", jdk("21.0.8").toString());
        assertThat(run("search", "dogs").stdout()).contains("<--enable-native-access=ALL-UNNAMED>");
    }

    @Test
    void wordsOfAllLanguagesPassWhereTheLocaleIsPlain() throws Exception {
        environment.put("LC_ALL", "C");

        assertThat(run("search", "dogs").stdout()).contains("LC_ALL=C.UTF-8");
    }

    @Test
    void jvmOptionsAreSplitAndMayChooseTheCollector() throws Exception {
        environment.put("SEMSEARCH_JAVA_OPTS", "-Xmx64m -XX:+UseZGC -Dpattern=*");
        Files.writeString(temporary.resolve("-Dpattern=file"), "");

        assertThat(run("search", "dogs").stdout()).contains("<-Xmx64m>", "<-XX:+UseZGC>", "<-Dpattern=*>")
                .doesNotContain("<-XX:+UseSerialGC>");
    }

    @Test
    void mavenArgumentsAreRemembered() throws Exception {
        environment.put("SEMSEARCH_MAVEN_ARGS", "-Pcuda -o");
        run("info");
        environment.remove("SEMSEARCH_MAVEN_ARGS");
        run("info");
        touch(checkout.resolve("pom.xml"));
        run("info");

        assertThat(builds()).hasSize(2).allMatch(line -> line.contains(" -Pcuda -o "));
    }

    @Test
    void startsThroughSymbolicLink() throws Exception {
        Path link = temporary.resolve("link");
        Files.createSymbolicLink(link, Path.of("a folder/semsearch/semsearch"));
        launcher = link;

        assertThat(run("info").stdout()).contains("<" + checkout + "/app/target/semsearch-search.jar>");
    }

    private void assertBuiltOnceByTwo() throws Exception {
        Files.writeString(checkout.resolve("slow"), "");
        CompletableFuture<Run> other = CompletableFuture.supplyAsync(() -> {
            try {
                return run("info");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(run("info").exitCode()).isEqualTo(7);
        assertThat(other.get(1, TimeUnit.MINUTES).exitCode()).isEqualTo(7);
        assertThat(builds()).hasSize(1);
    }

    /** Leaves in PATH what the script needs, but no flock, as on macOS. */
    private void withoutFlock() throws IOException {
        for (String tool : List.of("cat", "dirname", "find", "grep", "head", "mkdir", "mv", "readlink", "rm",
                "rmdir", "sed", "sh", "sleep", "tee", "touch")) {
            Path bin = Files.exists(Path.of("/bin", tool)) ? Path.of("/bin") : Path.of("/usr/bin");
            Files.createSymbolicLink(temporary.resolve("bin").resolve(tool), bin.resolve(tool));
        }
        environment.put("PATH", temporary.resolve("bin").toString());
    }
}
