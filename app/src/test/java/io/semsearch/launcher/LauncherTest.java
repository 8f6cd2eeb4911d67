package io.semsearch.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherTest {

    /** Shows how it was called; makes a startup cache of that. */
    private static final String JAVA = """
            #!/bin/sh
            for argument; do
                case $argument in
                    -XX:AOTCacheOutput=* | -XX:ArchiveClassesAtExit=*)
                        echo "$*" >"${argument#*=}"
                        exit 0
                        ;;
                esac
            done
            for argument; do echo "<$argument>"; done
            echo "LC_ALL=$LC_ALL"
            echo "MALLOC_TRIM_THRESHOLD_=$MALLOC_TRIM_THRESHOLD_"
            exit 7
            """;

    /** Counts its calls, notes its arguments, and makes what the launcher starts. */
    private static final String MAVEN = """
            #!/bin/sh
            [ "$1" = -version ] && { echo "Apache Maven 3.9.9 (x)"; exit 0; }
            echo "$JAVA_HOME: $*" >>calls
            echo "[INFO] Building semsearch-models 0.1.0  [1/8]"
            [ -f slow ] && sleep 1
            [ -f broken ] && { echo "[ERROR] Main.java:[3,1] ';' expected"; exit 1; }
            mkdir -p app/target && echo jar >app/target/semsearch.jar
            """;

    @TempDir
    Path temporary;

    private Path checkout;
    private Path launcher;
    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Files.createDirectories(temporary.resolve("a folder/semsearch"));
        launcher = checkout.resolve("semsearch");
        Files.copy(Path.of("..", "semsearch").toAbsolutePath(), launcher);
        executable(launcher, Files.readString(launcher));
        Files.createDirectories(checkout.resolve("app/src/main/java"));
        Files.writeString(checkout.resolve("app/src/main/java/Main.java"), "class Main {}");
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        executable(temporary.resolve("bin/mvn"), MAVEN);
        environment.put("PATH", temporary.resolve("bin") + ":/usr/bin:/bin");
        environment.put("HOME", temporary.toString());
        environment.put("JAVA_HOME", jdk("25.0.1").toString());
        environment.put("SEMSEARCH_STARTUP_CACHE", "off");
    }

    @Test
    void firstRunBuildsThenStartsTheApplication() throws Exception {
        Run run = run("search", "two  dogs", "*");

        assertThat(run.exitCode).isEqualTo(7);
        assertThat(run.stdout).containsSubsequence("<-jar>", "<" + checkout + "/app/target/semsearch.jar>",
                "<search>", "<two  dogs>", "<*>");
        assertThat(run.stdout).noneMatch(line -> line.contains("semsearch:") || line.contains("[INFO]"));
        assertThat(run.stderr).anyMatch(line -> line.contains("first run") && line.contains("JDK 25"))
                .anyMatch(line -> line.contains("MB"));
        assertThat(builds()).hasSize(1);
    }

    @Test
    void laterRunsAreSilentAndBuildNothing() throws Exception {
        run("info");

        assertThat(run("info").stderr).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void newerSourceIsBuilt() throws Exception {
        run("info");
        touch(checkout.resolve("app/src/main/java/Main.java"));

        assertThat(run("info").stderr).anyMatch(line -> line.contains("sources or options changed"));
        run("info");
        assertThat(builds()).hasSize(2);
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
        assertThat(failed.exitCode).isEqualTo(1);
        assertThat(failed.stdout).isEmpty();
        assertThat(failed.stderr).anyMatch(line -> line.contains("Main.java:[3,1]"))
                .anyMatch(line -> line.contains(checkout + "/target/launcher/build.log"));
        assertThat(run("info").exitCode).isEqualTo(1);

        Files.delete(checkout.resolve("broken"));
        assertThat(run("info").exitCode).isEqualTo(7);
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

        assertThat(run("info").exitCode).isEqualTo(7);
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
        assertThat(run.exitCode).isEqualTo(1);
        assertThat(run.stderr).anyMatch(line -> line.contains("JDK 21 or newer; found 17"));
    }

    @Test
    void oneShotCommandsStartFastAndTrainingReusesMemory() throws Exception {
        assertThat(run("search", "dogs").stdout).contains("<-XX:+UseSerialGC>", "<-XX:TieredStopAtLevel=1>",
                "<--sun-misc-unsafe-memory-access=allow>", "MALLOC_TRIM_THRESHOLD_=");
        assertThat(run("train").stdout).doesNotContain("<-XX:+UseSerialGC>")
                .contains("MALLOC_TRIM_THRESHOLD_=268435456");
    }

    @Test
    void optionNewerThanTheJdkIsNotPassed() throws Exception {
        environment.put("JAVA_HOME", jdk("21.0.8").toString());

        assertThat(run("search", "dogs").stdout).doesNotContain("<--sun-misc-unsafe-memory-access=allow>");
    }

    @Test
    void wordsOfAllLanguagesPassWhereTheLocaleIsPlain() throws Exception {
        environment.put("LC_ALL", "C");

        assertThat(run("search", "dogs").stdout).contains("LC_ALL=C.UTF-8");
    }

    @Test
    void jvmOptionsAreSplitAndMayChooseTheCollector() throws Exception {
        environment.put("SEMSEARCH_JAVA_OPTS", "-Xmx64m -XX:+UseZGC -Dpattern=*");
        Files.writeString(temporary.resolve("-Dpattern=file"), "");

        assertThat(run("search", "dogs").stdout).contains("<-Xmx64m>", "<-XX:+UseZGC>", "<-Dpattern=*>")
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

        assertThat(run("info").stdout).contains("<" + checkout + "/app/target/semsearch.jar>");
    }

    @Test
    void searchMakesACacheThatLaterCommandsStartFrom() throws Exception {
        environment.remove("SEMSEARCH_STARTUP_CACHE");
        Run first = run("search", "-k", "3", "two dogs");
        assertThat(first.stdout).noneMatch(line -> line.contains("AOTCache"));
        Path cache = awaitCache();

        assertThat(cache).content().contains(" -XX:+UseSerialGC ", " io.semsearch.cli.Rehearsal search -k 3 two dogs");
        for (String command : List.of("search", "similar", "info")) {
            Run later = run(command, "dogs");
            assertThat(later.stdout).contains("<-XX:AOTCache=" + cache + ">", "<-Xlog:disable>", "<" + command + ">");
            assertThat(later.exitCode).isEqualTo(7);
            assertThat(later.stderr).isEmpty();
        }
        assertThat(run("train").stdout).noneMatch(line -> line.contains("AOTCache"));
        environment.put("SEMSEARCH_STARTUP_CACHE", "off");
        assertThat(run("search", "dogs").stdout).noneMatch(line -> line.contains("AOTCache"));
    }

    @Test
    void olderJdkKeepsAnArchiveOfClasses() throws Exception {
        environment.remove("SEMSEARCH_STARTUP_CACHE");
        environment.put("JAVA_HOME", jdk("21.0.8").toString());
        run("search", "dogs");
        Path cache = awaitCache();

        assertThat(run("search", "dogs").stdout).contains("<-XX:SharedArchiveFile=" + cache + ">");
    }

    @Test
    void cacheOfAnEarlierBuildIsReplaced() throws Exception {
        environment.remove("SEMSEARCH_STARTUP_CACHE");
        run("search", "dogs");
        Path cache = awaitCache();
        Path gone = cache.resolveSibling("an earlier JDK.cache");
        Files.copy(cache, gone);
        Path jar = checkout.resolve("app/target/semsearch.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(10)));

        assertThat(run("search", "cats").stdout).noneMatch(line -> line.contains("AOTCache"));
        awaitCache();
        assertThat(cache).content().contains("cats");
        assertThat(gone).doesNotExist();
        assertThat(run("search", "dogs").stdout).contains("<-XX:AOTCache=" + cache + ">");
    }

    @Test
    void whatIsNoSearchOrWritesFilesIsNotRehearsed() throws Exception {
        environment.remove("SEMSEARCH_STARTUP_CACHE");
        run("info", "dogs");
        run("search", "--gallery", "dogs.html", "dogs");
        run("search", "--gallery=dogs.html", "dogs");
        environment.put("SEMSEARCH_STARTUP_CACHE", "off");
        run("search", "dogs");

        assertThat(checkout.resolve("target/launcher/startup")).doesNotExist();
    }

    @Test
    void usersWishesForTheJvmGoBeforeTheCache() throws Exception {
        environment.remove("SEMSEARCH_STARTUP_CACHE");
        run("search", "dogs");
        awaitCache();

        for (String option : List.of("-XX:+UseZGC", "-javaagent:a.jar", "-XX:AOTCache=mine", "-Xshare:off")) {
            environment.put("SEMSEARCH_JAVA_OPTS", "-Xmx64m " + option);
            assertThat(run("search", "dogs").stdout).contains("<" + option + ">")
                    .noneMatch(line -> line.contains("/startup/"));
        }
        environment.put("SEMSEARCH_JAVA_OPTS", "-Xmx64m -Dname=value");
        assertThat(run("search", "dogs").stdout).anyMatch(line -> line.contains("/startup/"));
        environment.put("JAVA_TOOL_OPTIONS", "-XX:+UseZGC");
        assertThat(run("search", "dogs").stdout).noneMatch(line -> line.contains("/startup/"));
    }

    @Test
    void cacheThatCannotBeMadeIsNotTriedAgain() throws Exception {
        environment.remove("SEMSEARCH_STARTUP_CACHE");
        executable(Path.of(environment.get("JAVA_HOME"), "bin", "java"), "#!/bin/sh\necho \"<$*>\"\n");
        run("search", "dogs");
        Path cache = awaitCache();

        assertThat(cache).isEmptyFile();
        Run later = run("search", "dogs");
        assertThat(later.stdout).noneMatch(line -> line.contains("AOTCache"));
        assertThat(later.stderr).isEmpty();
        assertThat(cache.resolveSibling("making")).doesNotExist();
    }

    @Test
    void whereNothingCanBeWrittenNothingIsSaid() throws Exception {
        run("search", "dogs");
        environment.remove("SEMSEARCH_STARTUP_CACHE");
        environment.remove("HOME");
        Files.writeString(checkout.resolve("target/launcher/startup"), "no folder");

        Run run = run("search", "dogs");
        assertThat(run.exitCode).isEqualTo(7);
        assertThat(run.stderr).isEmpty();
        assertThat(run.stdout).noneMatch(line -> line.contains("AOTCache"));
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

    private void assertBuiltOnceByTwo() throws Exception {
        Files.writeString(checkout.resolve("slow"), "");
        CompletableFuture<Run> other = CompletableFuture.supplyAsync(() -> {
            try {
                return run("info");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(run("info").exitCode).isEqualTo(7);
        assertThat(other.get(1, TimeUnit.MINUTES).exitCode).isEqualTo(7);
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

    private Path jdk(String version) throws IOException {
        Path jdk = temporary.resolve("jdk-" + version);
        executable(jdk.resolve("bin/java"), JAVA);
        executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Makes a file newer than the last build, and the build older than now. */
    private void touch(Path file) throws IOException {
        Instant now = Instant.now();
        Files.setLastModifiedTime(checkout.resolve("app/target/semsearch.jar"), FileTime.from(now.minusSeconds(20)));
        Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(10)));
    }

    private List<String> builds() throws IOException {
        Path calls = checkout.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path stderr = Files.createTempFile(temporary, "stderr", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile())
                .redirectError(stderr.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> stdout = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
        return new Run(process.waitFor(), stdout, Files.readAllLines(stderr));
    }

    private record Run(int exitCode, List<String> stdout, List<String> stderr) {}
}
