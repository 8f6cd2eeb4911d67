package io.semsearch.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.cli.Cli;
import io.semsearch.cli.ExitCode;
import io.semsearch.cli.Main;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.photos.MakePhotoCollection;
import io.semsearch.operations.photos.PhotoWorld;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServeCommandTest {

    private static final Pattern ADDRESS = Pattern.compile("serving {2}(http://\\S+)");

    @TempDir
    private Path folder;

    private Path collection() throws IOException {
        CollectionFolder collection = new CollectionFolder(folder.resolve("served"));
        MakePhotoCollection.run(new MakePhotoCollection.Options(collection, PhotoWorld.model(folder.resolve("like"))));
        return collection.path();
    }

    /** A command that runs until its thread is interrupted. */
    private record Serving(Thread thread, StringWriter out, StringWriter err, CompletableFuture<Integer> code) {

        static Serving start(Object... words) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
            CompletableFuture<Integer> code = new CompletableFuture<>();
            String[] arguments = java.util.Arrays.stream(words).map(Object::toString).toArray(String[]::new);
            Thread thread = Thread.ofPlatform().start(() -> code.complete(command.execute(arguments)));
            return new Serving(thread, out, err, code);
        }

        URI address() throws InterruptedException {
            while (true) {
                Matcher matcher = ADDRESS.matcher(out.toString());
                if (matcher.find()) {
                    return URI.create(matcher.group(1));
                }
                assertThat(code).as(err.toString()).isNotDone();
                Thread.sleep(20);
            }
        }

        int stop() {
            thread.interrupt();
            return code.join();
        }
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void servesUntilItIsStopped() throws Exception {
        Serving serving = Serving.start("serve", "-c", collection(), "--port", 0);

        assertThat(get(serving.address()).body()).contains("This collection has no photos yet.");
        assertThat(serving.stop()).isZero();
        assertThat(serving.err().toString()).contains(" GET / 200 ");
    }

    @Test
    void aTokenIsPartOfThePrintedAddress() throws Exception {
        Serving serving = Serving.start("serve", "-c", collection(), "--port", 0, "--token", "token-of-this-test");
        URI address = serving.address();

        assertThat(address.getQuery()).isEqualTo("token=token-of-this-test");
        assertThat(get(address).statusCode()).isEqualTo(302);
        assertThat(get(address.resolve("/")).statusCode()).isEqualTo(401);
        assertThat(serving.stop()).isZero();
    }

    @Test
    void otherComputersNeedATokenThatIsMade() throws Exception {
        Serving serving = Serving.start("serve", "-c", collection(), "--port", 0, "--host", "0.0.0.0");

        assertThat(serving.address().getQuery()).matches("token=[0-9a-f]{32}");
        assertThat(serving.stop()).isZero();
    }

    @Test
    void visitorsOfAProxyNeedTheTokenToReadAndWrite() throws Exception {
        Serving serving = Serving.start("serve", "-c", collection(), "--port", 0, "--name", "photos.example.org");
        URI address = serving.address();

        assertThat(address.getQuery()).matches("token=[0-9a-f]{32}");
        assertThat(get(address.resolve("/")).statusCode()).isEqualTo(401);
        assertThat(delete(address)).isEqualTo(401);
        assertThat(serving.stop()).isZero();
    }

    @Test
    void aPublicServerIsReadByAllAndWrittenWithThePrintedToken() throws Exception {
        Serving serving = Serving.start("serve", "-c", collection(), "--port", 0, "--public");
        URI address = serving.address();

        assertThat(get(address).statusCode()).isEqualTo(200);
        assertThat(delete(address)).isEqualTo(401);
        assertThat(serving.stop()).isZero();
        assertThat(serving.out().toString()).containsPattern("token {4}[0-9a-f]{32}");
    }

    private static int delete(URI address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address.resolve("/api/v1/images/1")).DELETE().build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void aRehearsalAnswersAsTheServerDoesAndChangesNothing() throws IOException {
        Path collection = collection();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(err));
        CommandLine serve = command.parseArgs("serve", "-c", collection.toString()).asCommandLineList().getLast();
        serve.setErr(new PrintWriter(err));
        List<Path> before = files(collection);

        assertThat(((ServeCommand) serve.getCommand()).rehearse()).isZero();
        assertThat(err.toString()).contains(" GET /healthz 200 ", " GET / 200 ", "/metrics: ");
        assertThat(files(collection)).isEqualTo(before);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThat(Cli.fail(ExitCode.DATA, "serve", "-c", collection(), "--port", other.getLocalPort()))
                    .startsWith("port " + other.getLocalPort()).contains("choose another with --port");
        }
    }

    @Test
    void wrongCallsAreNamed() throws IOException {
        Path collection = collection();

        assertThat(Cli.fail(ExitCode.DATA, "serve", "-c", folder.resolve("missing"))).contains("no collection here");
        assertThat(Cli.fail(ExitCode.USAGE, "serve", "-c", collection, "--port", 70_000)).contains("[0, 65535]");
        assertThat(Cli.fail(ExitCode.USAGE, "serve", "-c", collection, "--token", "short")).contains("at least 16");
    }
}
