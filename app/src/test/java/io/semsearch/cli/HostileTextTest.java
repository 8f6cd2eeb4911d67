package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.artifact.SafetensorsWriter;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.indexer.TestCollection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files bring text that commands a terminal. No command lets it through: not in results, messages or pages. */
class HostileTextTest {

    /** ESC, BEL, CSI, next line, line separator, right-to-left override, isolate. */
    private static final String HOSTILE = "\u001b[2J\u0007\u009b31m\u0085\u2028\u202eevil\u2066";

    private static final Pattern INVISIBLE = Pattern
            .compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\t]]");

    @TempDir
    static Path temporary;

    private static Path collection;
    private static Path plain;

    @BeforeAll
    static void index() throws IOException {
        collection = temporary.resolve("collection");
        plain = temporary.resolve("plain");
        TestCollection.circle(plain, 4);
        TestCollection circle = TestCollection.circle(collection, 4);
        List<ImageRecord> images = LongStream.rangeClosed(1, 4)
                .mapToObj(id -> new ImageRecord(id, HOSTILE + id + ".jpg", 640, 480, "https://example.org/" + HOSTILE))
                .toList();
        List<Caption> captions = images.stream().map(image -> new Caption(image.id(), image.id(), "a " + HOSTILE))
                .toList();
        new TestCollection(collection, circle.model(), new CaptionDataset(images, captions), circle.features()).index();
        Path manifest = collection.resolve("model").resolve("model.json");
        Files.writeString(manifest, Files.readString(manifest)
                .replaceFirst(",\\s+\"sha256\"[^,]+$", "}")
                .replace("\"createdBy\" : \"test\"", "\"createdBy\" : \"" + escaped(HOSTILE) + "\"")
                .replace("\"training\" : { }",
                        "\"training\" : {\"" + escaped(HOSTILE) + "\" : \"x\\n" + escaped(HOSTILE)
                                + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"search -c %s east", "search -c %s --format json east", "similar -c %s 1", "show -c %s 1",
            "show -c %s 1 --format json", "info -c %s", "info -c %s --format json", "compare %s %s",
            "compare %s %s --format json", "similar -c %s --random"})
    void results(String call) {
        Cli run = Cli.succeed((Object[]) String.format(call, collection, plain).split(" "));

        assertThat(run.out()).doesNotContainPattern(INVISIBLE);
        assertThat(run.err()).doesNotContainPattern(INVISIBLE);
        assertThat(run.out() + run.err()).contains("\\u");
    }

    @Test
    void jsonKeepsTheText() {
        assertThat(Cli.succeed("search", "-c", collection, "--format", "json", "east").json().at("/hits/0/captions/0")
                .stringValue()).isEqualTo("a " + HOSTILE);
        assertThat(Cli.succeed("show", "-c", collection, 1, "--format", "json").json().at("/0/fileName").stringValue())
                .isEqualTo(HOSTILE + "1.jpg");
    }

    @Test
    void aValueIsOneLineOfATable() {
        assertThat(Cli.succeed("info", "-c", collection).out().lines()).hasSize(6);
        assertThat(Cli.succeed("compare", collection, plain).out().lines()).hasSize(8);
    }

    @Test
    void pages() throws IOException {
        Path page = temporary.resolve("page.html");

        Cli.succeed("search", "-c", collection, "east", "--gallery", page);

        assertThat(Files.readString(page)).contains("evil").doesNotContainPattern(INVISIBLE);
    }

    @Test
    void messages() throws IOException {
        Path captions = Files.writeString(temporary.resolve(HOSTILE + ".json"), "{\"" + escaped(HOSTILE) + "\": 1}");
        Path features = temporary.resolve(HOSTILE + ".safetensors");
        new SafetensorsWriter().add(HOSTILE, new long[]{1}).writeTo(features);

        for (Cli run : List.of(
                Cli.run("index", "-c", collection, "--captions", captions, "--features", features),
                Cli.run("evaluate", "-c", collection, "--captions", captions, "--features", features),
                Cli.run("vectors", "convert", features, temporary.resolve("out.txt")),
                Cli.run("search", "-c", collection, HOSTILE),
                Cli.run("search", "-c", collection, "east", "--where", HOSTILE),
                Cli.run("search", "--" + HOSTILE), Cli.run(HOSTILE), Cli.run("help", HOSTILE), Cli.run("show", HOSTILE),
                Cli.run("search", "-c", temporary.resolve(HOSTILE), "east"),
                Cli.run("--verbose", "search", "-c", temporary.resolve(HOSTILE), "east"))) {
            assertThat(run.exitCode()).isIn(ExitCode.USAGE, ExitCode.DATA);
            assertThat(run.err()).contains("semsearch: ").doesNotContainPattern(INVISIBLE);
        }
    }

    @Test
    void messagesAreBounded() {
        String name = "\ud83d\udc36".repeat(10_000);

        String message = Cli.fail(ExitCode.DATA, "index", "-c", collection, "--captions", "begin" + name + "end",
                "--features", "f");

        assertThat(message).hasSizeLessThan(2100).startsWith("begin\ud83d\udc36")
                .containsPattern(" \\.\\.\\. \\([\\d,]+ characters\\) \\.\\.\\. \ud83d\udc36")
                .contains("\ud83d\udc36end: ");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(message)).as("no half of a surrogate pair").isTrue();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        return escaped.toString();
    }
}
