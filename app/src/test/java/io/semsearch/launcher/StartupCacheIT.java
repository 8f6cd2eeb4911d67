package io.semsearch.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.indexer.TestCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The startup cache with the program and a JDK, in a checkout that has nothing to build. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(180)
class StartupCacheIT {

    @TempDir
    Path temporary;

    private Path checkout;
    private Path collection;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Files.createDirectories(temporary.resolve("a checkout"));
        Files.copy(Path.of("..", "semsearch").toAbsolutePath(), checkout.resolve("semsearch"),
                StandardCopyOption.COPY_ATTRIBUTES); // it is older than what was built
        assertThat(checkout.resolve("semsearch").toFile().setExecutable(true)).isTrue();
        Files.createDirectories(checkout.resolve("app"));
        Files.createSymbolicLink(checkout.resolve("app/target"), Path.of("target").toAbsolutePath());
        collection = temporary.resolve("a circle");
        TestCollection.circle(collection, 12).index();
    }

    @Test
    void searchesStartFromTheCacheAndGoWithoutWhereItIsDamaged() throws Exception {
        List<String> expected = search("");
        assertThat(expected).anyMatch(line -> line.contains("\"imageId\" : 1,"));
        Path cache = awaitCache();

        Path log = temporary.resolve("classes.log");
        assertThat(search("-Xlog:class+load:file=" + log)).isEqualTo(expected);
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains(" io.semsearch.cli.commands.SearchCommand ")
                        && line.contains("shared objects"));

        byte[] whole = Files.readAllBytes(cache);
        damage(cache, Arrays.copyOf(whole, whole.length / 2));
        assertThat(search("")).isEqualTo(expected);
        damage(cache, "no cache".getBytes(UTF_8));
        assertThat(search("")).isEqualTo(expected);
        byte[] ofAnotherJdk = whole.clone();
        Arrays.fill(ofAnotherJdk, 16, 512, (byte) 'x');
        damage(cache, ofAnotherJdk);
        assertThat(search("")).isEqualTo(expected);
    }

    private static void damage(Path cache, byte[] content) throws IOException {
        FileTime time = Files.getLastModifiedTime(cache);
        Files.write(cache, content);
        Files.setLastModifiedTime(cache, time);
    }

    /** What a search prints, but for the time it took. */
    private List<String> search(String options) throws IOException, InterruptedException {
        Path stderr = temporary.resolve("stderr.txt");
        ProcessBuilder builder = new ProcessBuilder(checkout.resolve("semsearch").toString(), "search", "-c",
                collection.toString(), "--format", "json", "east").redirectError(stderr.toFile());
        builder.environment().put("SEMSEARCH_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SEMSEARCH_JAVA_OPTS", options);
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("SEMSEARCH_STARTUP_CACHE");
        Process process = builder.start();
        List<String> stdout = new String(process.getInputStream().readAllBytes(), UTF_8).lines()
                .filter(line -> !line.contains("tookMillis")).toList();
        assertThat(process.waitFor()).isZero();
        assertThat(stderr).isEmptyFile();
        return stdout;
    }

    private Path awaitCache() throws IOException, InterruptedException {
        while (true) {
            try (Stream<Path> files = Files.list(checkout.resolve("target/launcher/startup"))) {
                List<Path> all = files.toList();
                Optional<Path> cache = all.stream().filter(file -> file.toString().endsWith(".cache")).findFirst();
                if (all.size() == 1 && cache.isPresent()) {
                    assertThat(cache.get()).isNotEmptyFile();
                    return cache.get();
                }
            }
            Thread.sleep(100);
        }
    }
}
