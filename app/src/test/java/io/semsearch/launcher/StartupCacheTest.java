package io.semsearch.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class StartupCacheTest extends LauncherFixture {

    @BeforeEach
    void allowTheCache() {
        environment.remove("SEMSEARCH_STARTUP_CACHE");
    }

    @Test
    void searchMakesACacheThatLaterCommandsStartFrom() throws Exception {
        Run first = run("search", "-k", "3", "two dogs");
        assertThat(first.stdout()).noneMatch(line -> line.contains("AOTCache"));
        Path cache = awaitCache();

        assertThat(cache).content().contains(" -XX:+UseSerialGC ", " -XX:+UseCompactObjectHeaders ",
                " io.semsearch.cli.Rehearsal search -k 3 two dogs");
        for (String command : List.of("search", "similar", "info")) {
            Run later = run(command, "dogs");
            assertThat(later.stdout()).contains("<-XX:AOTCache=" + cache + ">", "<-XX:+UseCompactObjectHeaders>",
                    "<-Xlog:disable>", "<" + command + ">");
            assertThat(later.exitCode()).isEqualTo(7);
            assertThat(later.stderr()).isEmpty();
        }
        assertThat(run("train").stdout()).noneMatch(line -> line.contains("AOTCache"));
        environment.put("SEMSEARCH_STARTUP_CACHE", "off");
        assertThat(run("search", "dogs").stdout()).noneMatch(line -> line.contains("AOTCache"));
    }

    @Test
    void serverHasACacheOfItsOwn() throws Exception {
        giveVectorModule(Path.of(environment.get("JAVA_HOME")));
        run("serve", "--port", "9000");
        Path cache = awaitCache();

        assertThat(cache).content().contains(" --add-modules=jdk.incubator.vector ",
                checkout + "/app/target/semsearch.jar io.semsearch.cli.Rehearsal serve --port 9000");
        assertThat(run("serve").stdout()).contains("<-XX:AOTCache=" + cache + ">");
        assertThat(run("info").stdout()).noneMatch(line -> line.contains("AOTCache"));
    }

    @Test
    void olderJdkKeepsAnArchiveOfClasses() throws Exception {
        environment.put("JAVA_HOME", jdk("21.0.8").toString());
        run("search", "dogs");
        Path cache = awaitCache();

        assertThat(cache).content().doesNotContain("UseCompactObjectHeaders");
        assertThat(run("search", "dogs").stdout()).contains("<-XX:SharedArchiveFile=" + cache + ">")
                .noneMatch(line -> line.contains("UseCompactObjectHeaders"));
    }

    @Test
    void cacheOfAnEarlierBuildIsReplaced() throws Exception {
        run("search", "dogs");
        Path cache = awaitCache();
        Path gone = cache.resolveSibling("an earlier JDK.cache");
        Files.copy(cache, gone);
        Path jar = checkout.resolve("app/target/semsearch.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(10)));

        assertThat(run("search", "cats").stdout()).noneMatch(line -> line.contains("AOTCache"));
        awaitCache();
        assertThat(cache).content().contains("cats");
        assertThat(gone).doesNotExist();
        assertThat(run("search", "dogs").stdout()).contains("<-XX:AOTCache=" + cache + ">");
    }

    @Test
    void whatIsNoSearchOrWritesFilesIsNotRehearsed() throws Exception {
        run("info", "dogs");
        run("search", "--gallery", "dogs.html", "dogs");
        run("search", "--gallery=dogs.html", "dogs");
        environment.put("SEMSEARCH_STARTUP_CACHE", "off");
        run("search", "dogs");

        assertThat(checkout.resolve("target/launcher/startup")).doesNotExist();
    }

    @Test
    void usersWishesForTheJvmGoBeforeTheCache() throws Exception {
        run("search", "dogs");
        awaitCache();

        for (String option : List.of("-XX:+UseZGC", "-javaagent:a.jar", "-XX:AOTCache=mine", "-Xshare:off",
                "-XX:MaxRAMPercntage=5")) {
            environment.put("SEMSEARCH_JAVA_OPTS", "-Xmx64m " + option);
            assertThat(run("search", "dogs").stdout()).contains("<" + option + ">")
                    .noneMatch(line -> line.contains("/startup/"));
        }
        environment.put("SEMSEARCH_JAVA_OPTS", "-Xmx64m -XX:MaxRAMPercentage=5 -Dname=value");
        assertThat(run("search", "dogs").stdout()).anyMatch(line -> line.contains("/startup/"));
        environment.put("JAVA_TOOL_OPTIONS", "-XX:+UseZGC");
        assertThat(run("search", "dogs").stdout()).noneMatch(line -> line.contains("/startup/"));
    }

    @Test
    void cacheThatCannotBeMadeIsNotTriedAgain() throws Exception {
        executable(Path.of(environment.get("JAVA_HOME"), "bin", "java"), "#!/bin/sh\necho \"<$*>\"\n");
        run("search", "dogs");
        Path cache = awaitCache();

        assertThat(cache).isEmptyFile();
        Run later = run("search", "dogs");
        assertThat(later.stdout()).noneMatch(line -> line.contains("AOTCache"));
        assertThat(later.stderr()).isEmpty();
        assertThat(cache.resolveSibling("making")).doesNotExist();
    }

    @Test
    void whereNothingCanBeWrittenNothingIsSaid() throws Exception {
        environment.put("SEMSEARCH_STARTUP_CACHE", "off");
        run("search", "dogs");
        environment.remove("SEMSEARCH_STARTUP_CACHE");
        environment.remove("HOME");
        Files.writeString(checkout.resolve("target/launcher/startup"), "no folder");

        Run run = run("search", "dogs");
        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.stderr()).isEmpty();
        assertThat(run.stdout()).noneMatch(line -> line.contains("AOTCache"));
    }

    /** Waits for what goes on in the background. */
    private Path awaitCache() throws IOException, InterruptedException {
        Path startup = checkout.resolve("target/launcher/startup");
        Path jar = checkout.resolve("app/target/semsearch.jar");
        while (true) {
            try (Stream<Path> files = Files.list(startup)) {
                List<Path> all = files.toList();
                Optional<Path> cache = all.stream().filter(file -> file.toString().endsWith(".cache")).findFirst();
                if (all.size() == 1 && cache.isPresent()
                        && Files.getLastModifiedTime(cache.get()).equals(Files.getLastModifiedTime(jar))) {
                    return cache.get();
                }
            }
            Thread.sleep(50);
        }
    }
}
