package io.semsearch.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A checkout with the launcher, stand-ins for Java and Maven, and nothing else of the machine. */
abstract class LauncherFixture {

    /** Shows how it was called; makes a startup cache of that. */
    static final String JAVA = """
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

    Path checkout;
    Path launcher;
    final Map<String, String> environment = new TreeMap<>();

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

    Path jdk(String version) throws IOException {
        Path jdk = temporary.resolve("jdk-" + version);
        executable(jdk.resolve("bin/java"), JAVA);
        executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    /** Lets a JDK have the module that compares vectors fast. */
    static void giveVectorModule(Path jdk) throws IOException {
        Files.writeString(jdk.resolve("release"), "MODULES=\"java.base jdk.incubator.vector\"\n",
                StandardOpenOption.APPEND);
    }

    static void executable(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Makes a file newer than the last build, and the build older than now. */
    void touch(Path file) throws IOException {
        Instant now = Instant.now();
        Files.setLastModifiedTime(checkout.resolve("app/target/semsearch.jar"), FileTime.from(now.minusSeconds(20)));
        Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(10)));
    }

    List<String> builds() throws IOException {
        Path calls = checkout.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    Run run(String... arguments) throws IOException, InterruptedException {
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

    record Run(int exitCode, List<String> stdout, List<String> stderr) {}
}
