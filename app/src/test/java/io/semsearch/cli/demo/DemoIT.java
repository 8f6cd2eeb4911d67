package io.semsearch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.semsearch.cli.Cli;
import io.semsearch.cli.ErrorReporter;
import io.semsearch.cli.ExitCode;
import io.semsearch.cli.SmallWorld;
import io.semsearch.cli.output.Console;
import io.semsearch.datasets.download.CocoDownloads;
import io.semsearch.datasets.download.RemoteFile;
import io.semsearch.postcards.PostcardSampleOptions;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Both demos, on fewer pictures. */
class DemoIT {

    private static final Pattern SOURCE = Pattern.compile("<img[^>]* src=\"([^\"]+)\"");
    private static final Pattern RECALL = Pattern.compile("(this model|a memorizer|chance) +([\\d.]+) %");

    @TempDir
    Path temporary;

    @Test
    void postcardsAreDrawnLearnedAndFound() throws IOException {
        Path folder = temporary.resolve("a demo");

        Cli run = run(spec -> new PostcardDemo(steps(spec), folder, PostcardSampleOptions.small(5)).run());

        assertThat(run.exitCode()).as("exit code; stderr: %s", run.err()).isZero();
        assertThat(run.out()).contains("400 postcards to train on, 120 to test on",
                "$ semsearch train -c '" + folder + "'", "$ semsearch evaluate", "$ semsearch photos",
                "R@10 of the captions of 60 postcards that show such combinations, among 120 test postcards",
                "of 10  a red boat at night",
                "semsearch search -c '" + folder + "' --explain a white horse in the snow");
        List<Double> recall = RECALL.matcher(run.out()).results().map(found -> Double.parseDouble(found.group(2)))
                .toList();
        assertThat(recall).hasSize(3);
        assertThat(recall.get(0)).as("the model beside a memorizer").isGreaterThan(2 * recall.get(1));
        assertThat(recall.get(0)).as("the model beside chance").isGreaterThan(2 * recall.get(2));

        Path reports = folder.resolve("reports");
        String page = Files.readString(reports.resolve("gallery.html"));
        List<Path> pictures = SOURCE.matcher(page).results().map(found -> found.group(1))
                .map(source -> reports.resolve(source.replace("%20", " "))).toList();
        assertThat(pictures).hasSize(16 * 10).allSatisfy(picture -> assertThat(picture).exists());
        assertThat(reports.resolve("training.png")).isNotEmptyFile();
        assertThat(folder.resolve("thumbnails")).isDirectoryContaining("glob:**.jpg");
        assertThat(page).contains("../thumbnails/");
        Cli more = Cli.succeed("photos", "-c", folder, folder.resolve("sample/images/test"),
                folder.resolve("sample/images/train/postcard_000001.jpg"));
        assertThat(more.out()).contains("added     1 photo,", "unchanged 120 photos");

        Cli answer = Cli.succeed("search", "-c", folder, "a red boat", "-k", 3, "--gallery",
                temporary.resolve("boats.html"));
        assertThat(answer.out()).contains("3 hits");
    }

    @Test
    void cocoIsDownloadedLearnedAndFound() throws IOException {
        SmallWorld world = SmallWorld.write(temporary.resolve("world"));
        Path pickle = Files.write(temporary.resolve("features.pkl"), pickle(SmallWorld.features(16)));
        Path folder = temporary.resolve("coco");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        CocoDownloads downloads = new CocoDownloads(serve(server, base, "captions_train2014.json", world.captions()),
                serve(server, base, "resnet18_features.pkl", pickle),
                serve(server, base, "glove.6B.200d.txt.w2v", withHeader(world.vectors())));
        Cli run;
        server.start();
        try {
            run = run(spec -> new CocoDemo(steps(spec), folder, 1, downloads).run());
        } finally {
            server.stop(0);
        }

        assertThat(run.exitCode()).as("exit code; stderr: %s", run.err()).isZero();
        assertThat(folder.resolve("downloads")).isDirectoryContaining("glob:**resnet18_features.pkl");
        String page = Files.readString(folder.resolve("reports").resolve("gallery.html"));
        assertThat(SOURCE.matcher(page).results().map(found -> found.group(1))).hasSize(60)
                .allSatisfy(source -> assertThat(source).matches("https://example\\.org/\\d+\\.jpg"));
        assertThat(run.out()).contains("== Downloading", "images   90, in");

        Cli again = run(spec -> new CocoDemo(steps(spec), folder, 1, downloads).run());
        assertThat(again.exitCode()).as("without the server; stderr: %s", again.err()).isZero();
    }

    @Test
    void whatCannotBeDownloadedIsNamed() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        Cli run;
        try {
            CocoDownloads downloads = CocoDownloads
                    .at(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
            run = run(spec -> new CocoDemo(steps(spec), temporary.resolve("coco"), 1, downloads).run());
        } finally {
            server.stop(0);
        }

        assertThat(run.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(run.err()).startsWith("semsearch: ")
                .contains("captions_train2014.json: the server has no such file");
    }

    /** Runs a demo as the program would. */
    private static Cli run(Demo demo) {
        CommandLine commandLine = new CommandLine(new DemoHolder(demo));
        // picocli's own strategy would print to the System.out of its creation
        commandLine.setExecutionStrategy(parsed -> new CommandLine.RunLast().execute(parsed));
        commandLine.setExecutionExceptionHandler(ErrorReporter::executionError);
        return Cli.run(commandLine);
    }

    private static DemoSteps steps(CommandSpec spec) {
        return new DemoSteps(Console.of(spec), spec);
    }

    private interface Demo {

        int run(CommandSpec spec) throws IOException;
    }

    @Command(name = "demo")
    private static final class DemoHolder implements Callable<Integer> {

        private final Demo demo;

        @Spec
        private CommandSpec spec;

        private DemoHolder(Demo demo) {
            this.demo = demo;
        }

        @Override
        public Integer call() throws IOException {
            return demo.run(spec);
        }
    }

    private static RemoteFile serve(HttpServer server, URI base, String name, Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        server.createContext("/" + name, exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        return new RemoteFile(name, base.resolve(name), content.length, sha256(content));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Word vectors as the course gives them out: with a line that tells how many there are. */
    private Path withHeader(Path vectors) throws IOException {
        List<String> lines = Files.readAllLines(vectors);
        return Files.write(temporary.resolve("vectors.w2v"), Stream
                .concat(Stream.of(lines.size() + " " + SmallWorld.SEMANTIC_DIMENSION), lines.stream()).toList());
    }

    /** A dict, image id to numpy array (1, n), as Python pickles it with protocol 2. */
    private static byte[] pickle(FloatMatrix features) {
        int n = features.columns();
        byte[] array = ("cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\0\u0085U\1btR(K\1K\1K"
                + (char) n + "\u0086cnumpy\ndtype\n(U\2f4K\0K\1tR(K\3U\1<NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff"
                + "\u00ff\u00ffK\0tb\u0089U" + (char) (Float.BYTES * n)).getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer pickle = ByteBuffer.allocate(4 + features.rows() * (5 + array.length + Float.BYTES * n + 3))
                .order(ByteOrder.LITTLE_ENDIAN);
        pickle.put(new byte[]{(byte) 0x80, 2, '}'});
        for (int row = 0; row < features.rows(); row++) {
            pickle.put((byte) 'J').putInt(row + 1).put(array);
            for (int column = 0; column < n; column++) {
                pickle.putFloat(features.get(row, column));
            }
            pickle.put(new byte[]{'t', 'b', 's'});
        }
        return pickle.put((byte) '.').array();
    }
}
