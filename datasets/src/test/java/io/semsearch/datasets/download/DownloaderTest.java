package io.semsearch.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a server of this process; nothing leaves the machine. */
@Timeout(60)
class DownloaderTest {

    private static final int SIZE = 300_000;
    private static final int HALF = 150_000;

    private final byte[] content = new byte[SIZE];
    /** Method, Range and If-Range of each request. */
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Downloader downloader = new Downloader(Duration.ofMillis(800));
    private HttpServer server;
    private String etag = "\"version 1\"";

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        downloader.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void fetchesAFileAndTellsOfItsBytes() throws IOException {
        serve(this::whole);
        List<String> told = new ArrayList<>();
        Progress progress = (name, total, unit) -> {
            told.add(name + " " + total + " " + unit);
            return done -> told.add("" + done);
        };

        Path file = downloader.download(file(), folder.resolve("new/folder"), progress);

        assertThat(file).isEqualTo(folder.resolve("new/folder/data.bin")).hasBinaryContent(content);
        assertThat(folder.resolve("new/folder")).isDirectoryNotContaining("glob:**.part*");
        assertThat(told).startsWith("Downloading data.bin 300000 bytes").endsWith("300000");
    }

    @Test
    void leavesAFileThatIsThere() throws IOException {
        Files.write(folder.resolve("data.bin"), content);
        serve(this::whole);

        assertThat(download()).hasBinaryContent(content);
        assertThat(requests).isEmpty();
    }

    @Test
    void touchesNoOtherFileOfTheSameName() throws IOException {
        Files.writeString(folder.resolve("data.bin"), "mine");

        refuses("data.bin: expected the file of 300000 bytes from ", "found a different one: move it away");
        assertThat(folder.resolve("data.bin")).hasContent("mine");
    }

    @Test
    void goesOnWhereTheConnectionBrokeOff() throws IOException {
        serve(this::firstHalf);
        refuses("/data.bin: the connection broke after " + HALF + " of 300000 bytes", "run the same command again");
        assertThat(Files.size(folder.resolve("data.bin.part"))).isEqualTo(HALF);

        serve(this::range);
        assertThat(download()).hasBinaryContent(content);
        assertThat(requests).containsExactly("GET null null", "GET bytes=150000- \"version 1\"");
        assertThat(folder).isDirectoryNotContaining("glob:**.part*");
    }

    @Test
    void goesOnWithoutAMarkOfTheVersion() throws IOException {
        etag = "W/\"weak\"";
        serve(this::firstHalf);
        refuses("the connection broke after");

        serve(this::range);
        assertThat(download()).hasBinaryContent(content);
        assertThat(requests).containsExactly("GET null null", "GET bytes=150000- null");
    }

    @Test
    void ignoresAMarkOfTheVersionThatIsDamaged() throws IOException {
        for (String damaged : new String[]{"\"version\n1\"", "W/\"weak\"", "", "\"caf\u00e9\"", "\"\0\"", "version"}) {
            Files.write(folder.resolve("data.bin.part"), Arrays.copyOf(content, HALF));
            Files.writeString(folder.resolve("data.bin.part.etag"), damaged, StandardCharsets.ISO_8859_1);
            serve(this::range);

            assertThat(download()).hasBinaryContent(content);
            assertThat(requests).containsExactly("GET bytes=150000- null");
            assertThat(folder).isDirectoryNotContaining("glob:**.part*");
            requests.clear();
            Files.delete(folder.resolve("data.bin"));
        }
    }

    @Test
    void beginsAgainWhereTheServerSendsTheWhole() throws IOException {
        Files.write(folder.resolve("data.bin.part"), new byte[1000]);
        Files.writeString(folder.resolve("data.bin.part.etag"), "\"version 0\"");
        serve(this::whole);

        assertThat(download()).hasBinaryContent(content);
        assertThat(requests).containsExactly("GET bytes=1000- \"version 0\"");
    }

    @Test
    void beginsAgainWhereTheRangeIsRefused() throws IOException {
        Files.write(folder.resolve("data.bin.part"), new byte[1000]);
        serve(exchange -> {
            if (exchange.getRequestHeaders().containsKey("Range")) {
                exchange.sendResponseHeaders(416, -1);
                exchange.close();
                return;
            }
            whole(exchange);
        });

        assertThat(download()).hasBinaryContent(content);
        assertThat(requests).containsExactly("GET bytes=1000- null", "GET null null");
    }

    @Test
    void takesAPartThatIsWhole() throws IOException {
        Files.write(folder.resolve("data.bin.part"), content);

        assertThat(download()).hasBinaryContent(content);
        assertThat(requests).isEmpty();
    }

    @Test
    void removesWhatHasAnotherDigest() throws IOException {
        serve(this::whole);
        content[7] ^= 1;
        RemoteFile expected = file();
        content[7] ^= 1;

        assertThatExceptionOfType(DownloadException.class)
                .isThrownBy(() -> downloader.download(expected, folder, Progress.NONE)).withMessageContainingAll(
                        "expected 300000 bytes with SHA-256 " + expected.sha256(), "got 300000 bytes with SHA-256 ",
                        "it was deleted, try again");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void removesAPartThatIsTooLong() throws IOException {
        Files.write(folder.resolve("data.bin.part"), Arrays.copyOf(content, SIZE + 1));

        refuses("expected 300000 bytes", "got 300001 bytes");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void stopsAServerThatSendsWithoutEnd() throws IOException {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0); // chunked
            while (true) {
                exchange.getResponseBody().write(content);
            }
        });

        refuses("expected 300000 bytes with SHA-256 ", "it was deleted");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takesNoFileOfAnotherSize() throws IOException {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write(new byte[5]);
            exchange.close();
        });

        refuses("expected 300000 bytes, the server offers 5: a different file by now");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takesNoPartThatItDidNotAskFor() throws IOException {
        Files.write(folder.resolve("data.bin.part"), new byte[1000]);
        serve(exchange -> {
            exchange.getResponseHeaders().add("Content-Range", "bytes 0-299999/300000");
            exchange.sendResponseHeaders(206, SIZE);
            exchange.getResponseBody().write(content);
            exchange.close();
        });

        refuses("expected the bytes from 1000 of 300000, the server sent 'bytes 0-299999/300000'");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void keepsWhatCameOfAnAnswerOfUnknownLength() throws IOException {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0); // chunked
            exchange.getResponseBody().write(content, 0, HALF);
            exchange.close();
        });

        refuses("broke after 150000 of 300000 bytes (the server sent no more)");
        assertThat(Files.size(folder.resolve("data.bin.part"))).isEqualTo(HALF);
    }

    @Test
    void givesUpOnAServerThatFallsSilent() throws IOException {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, SIZE);
            exchange.getResponseBody().write(content, 0, HALF);
            exchange.getResponseBody().flush();
            sleep();
        });
        refuses("broke after 150000 of 300000 bytes (no data for 0 s)");

        serve(exchange -> sleep());
        refuses("broke after 150000 of 300000 bytes (no data for 0 s)");
    }

    @Test
    void givesUpOnAServerThatSendsByteByByte() throws IOException {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, SIZE);
            for (int i = 0; i < SIZE; i++) {
                exchange.getResponseBody().write(content, i, 1);
                exchange.getResponseBody().flush();
                try {
                    Thread.sleep(50);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        });

        refuses("the connection broke after ", " of 300000 bytes (only ",
                " bytes for 0 s); run the same command again");
    }

    @Test
    void tellsOfAMissingFile() throws IOException {
        refuses("/data.bin: the server has no such file (any more)");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tellsOfAServerInTrouble() throws IOException {
        serve(exchange -> {
            exchange.sendResponseHeaders(503, 3);
            exchange.getResponseBody().write(new byte[3]);
            exchange.close();
        });

        refuses("/data.bin: the server answered 503; try again later, or download it by other means as "
                + folder.resolve("data.bin"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tellsThatAServerCannotBeReached() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        for (String host : new String[]{"127.0.0.1", "no-such-host.invalid"}) {
            RemoteFile file = new RemoteFile("data.bin", URI.create("http://" + host + ":" + port + "/data.bin"), SIZE,
                    sha256(content));
            assertThatExceptionOfType(DownloadException.class)
                    .isThrownBy(() -> downloader.download(file, folder, Progress.NONE))
                    .withMessageContainingAll("cannot reach " + host + " to download http",
                            "check the network and the proxy",
                            folder.resolve("data.bin").toString());
        }
    }

    @Test
    void followsRedirectsAndAsksForTheRestThereToo() throws IOException {
        Files.write(folder.resolve("data.bin.part"), Arrays.copyOf(content, HALF));
        serve(exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            requests.add("elsewhere " + request(exchange));
            range(exchange);
        });

        assertThat(download()).hasBinaryContent(content);
        assertThat(requests).containsExactly("GET bytes=150000- null", "elsewhere GET bytes=150000- null");
    }

    @Test
    void readsTheSeedFilesFromAnyAddress() {
        CocoDownloads downloads = CocoDownloads.at(URI.create("http://localhost:1/mirror/"));

        assertThat(downloads.vectors().uri()).hasToString("http://localhost:1/mirror/glove.6B.200d.txt.w2v");
        assertThat(downloads.totalBytes()).isEqualTo(66_782_097L + 174_540_061 + 693_432_839);
        assertThat(CocoDownloads.at(CocoDownloads.DEFAULT_BASE).captions().uri()).hasToString(
                "https://github.com/rsokl/cog_data/releases/download/language-files/captions_train2014.json");
        assertThat(downloads.all()).extracting(RemoteFile::name).containsExactly("captions_train2014.json",
                "resnet18_features.pkl", "glove.6B.200d.txt.w2v");
    }

    @Test
    void takesNoNameThatLeadsElsewhere() {
        for (String name : new String[]{"../x", "a/b", "a\\b", ".hidden", ""}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RemoteFile(name, URI.create("http://localhost/"), 1, sha256(content)))
                    .withMessageContaining("a file to download needs a plain name, got '" + name + "'");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RemoteFile("a", URI.create("http://localhost/"), 1, "XYZ"))
                .withMessageContaining("expected a size and a SHA-256");
    }

    private void whole(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("ETag", etag);
        exchange.sendResponseHeaders(200, SIZE);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    private void firstHalf(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("ETag", etag);
        exchange.sendResponseHeaders(200, SIZE);
        exchange.getResponseBody().write(content, 0, HALF);
        exchange.getResponseBody().flush();
        throw new IOException("the connection breaks here");
    }

    private void range(HttpExchange exchange) throws IOException {
        int from = Integer.parseInt(exchange.getRequestHeaders().getFirst("Range").replaceAll("\\D", ""));
        exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
        exchange.sendResponseHeaders(206, SIZE - from);
        exchange.getResponseBody().write(content, from, SIZE - from);
        exchange.close();
    }

    private static void sleep() {
        try {
            Thread.sleep(30_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpHandler handler) {
        try {
            server.removeContext("/data.bin");
        } catch (IllegalArgumentException e) {
            // the first one
        }
        server.createContext("/data.bin", exchange -> {
            requests.add(request(exchange));
            handler.handle(exchange);
        });
    }

    private static String request(HttpExchange exchange) {
        return exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Range") + " "
                + exchange.getRequestHeaders().getFirst("If-Range");
    }

    private RemoteFile file() {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/data.bin");
        return new RemoteFile("data.bin", uri, SIZE, sha256(content));
    }

    private Path download() throws IOException {
        return downloader.download(file(), folder, Progress.NONE);
    }

    private void refuses(String... message) {
        assertThatExceptionOfType(DownloadException.class).isThrownBy(this::download)
                .withMessageContainingAll(message);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
