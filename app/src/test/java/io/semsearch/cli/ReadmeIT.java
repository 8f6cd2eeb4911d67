package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.server.SearchServer;
import io.semsearch.server.ServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's examples, run as they are written: the shell's on the demo's collection and on a user's files, and the
 * Java block for services, compiled. */
@Tag("slow")
class ReadmeIT {

    private static final Path README = Path.of("..", "README.md");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @TempDir
    static Path folder;

    private static String readme = "";
    private static Path demo = Path.of("");

    @BeforeAll
    static void runTheDemo() throws IOException {
        readme = Files.readString(README);
        demo = folder.resolve("demo");
        Cli.succeed("demo", "-c", demo);
    }

    @Test
    void whatFollowsTheDemo() {
        List<String> calls = shellLines("After the demo:");
        assertThat(calls).hasSizeGreaterThan(4);
        for (String call : calls) {
            List<Object> words = words(call);
            if (!words.contains("--help")) {
                words.addAll(1, List.of("-c", demo));
            }
            words.replaceAll(word -> word.equals("boats.html") ? folder.resolve("boats.html") : word);
            assertThat(Cli.succeed(words.toArray()).out()).as(call).isNotBlank();
        }
        assertThat(folder.resolve("boats.html")).isNotEmptyFile();
    }

    @Test
    void ownPhotos() throws IOException {
        SmallWorld world = SmallWorld.write(folder.resolve("files"));
        Path unseen = Files.copy(world.validation(), world.folder().resolve("unseen.json"));
        Path photos = Files.createDirectory(world.folder().resolve("photos"));
        for (String call : shellLines("captions):")) {
            List<Object> words = words(call);
            words.replaceAll(word -> switch (word.toString()) {
                case "mine" -> folder.resolve("mine");
                case "captions.json" -> world.captions();
                case "unseen.json" -> unseen;
                case "features.pkl.gz" -> world.features();
                case "glove.6B.200d.txt" -> world.vectors();
                case "photos/" -> photos;
                default -> word;
            });
            assertThat(Cli.succeed(words.toArray()).out()).as(call).isNotBlank();
        }
    }

    @Test
    void theWebSite() throws Exception {
        List<String> calls = between("## The web site", "\n\n", "\n\nOnly").lines().map(String::strip)
                .filter(line -> line.startsWith("curl ")).toList();
        assertThat(calls).hasSize(5);
        Assumptions.assumeTrue(isThere("curl"), "curl is not installed");
        ServerOptions options = ServerOptions.of(demo).with(new ServerOptions.Address("127.0.0.1", 0, List.of()));
        try (SearchServer server = SearchServer.start(options)) {
            for (String call : calls) {
                String line = call.replace("localhost:8080", "localhost:" + server.port())
                        .replace("curl ", "curl --silent --show-error --fail-with-body ");
                Process curl = new ProcessBuilder("sh", "-c", line).directory(folder.toFile()).redirectErrorStream(true)
                        .start();
                String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(curl.waitFor()).as(call + "\n" + answer).isZero();
                assertThat(answer).as(call).matches(call.contains(" -o ") ? "" : "\\{.*}");
            }
        }
        assertThat(folder.resolve("photo.jpg")).isNotEmptyFile();
    }

    private static boolean isThere(String program) throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
    }

    @Test
    void inYourService() throws Exception {
        String block = between("## In your service", "```java\n", "\n```");
        String source = """
                import io.semsearch.search.*;
                import io.semsearch.search.local.*;
                import java.nio.file.Path;
                import java.time.Duration;
                import java.util.List;

                public class Service {
                    public static void run() throws Exception {
                %s
                    }
                }
                """.formatted(
                block.replace("Path.of(\"mine\")", "Path.of(\"" + demo.toString().replace("\\", "/") + "\")"));
        Path file = Files.writeString(folder.resolve("Service.java"), source);

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            Iterable<? extends JavaFileObject> sources = files.getJavaFileObjects(file);
            boolean compiled = compiler.getTask(messages, files, null,
                    List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path")), null, sources)
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(new URL[]{folder.toUri().toURL()},
                getClass().getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("Service").getMethod("run").invoke(null);
        } finally {
            System.setOut(before);
        }
    }

    /** The calls of {@code ./semsearch} in the indented block that follows a line. */
    private static List<String> shellLines(String lineBefore) {
        return between(lineBefore + "\n", "\n", "\n\n").lines().map(String::strip)
                .filter(line -> line.startsWith("./semsearch "))
                .map(line -> line.replaceFirst(" {2,}# .*", "")).toList();
    }

    private static String between(String anchor, String start, String end) {
        int anchored = readme.indexOf(anchor);
        assertThat(anchored).as("README.md has '%s'", anchor).isNotNegative();
        int from = readme.indexOf(start, anchored + anchor.length() - 1) + start.length();
        return readme.substring(from, readme.indexOf(end, from));
    }

    /** The words of a shell line, without the program's name. */
    private static List<Object> words(String line) {
        List<Object> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) != null
                    ? matcher.group(1)
                    : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        words.removeFirst();
        return words;
    }
}
