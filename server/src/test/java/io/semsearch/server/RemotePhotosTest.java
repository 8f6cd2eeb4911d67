package io.semsearch.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.semsearch.operations.photos.PhotoWorld;
import io.semsearch.server.ServerOptions.Fetching;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos that have no file here, from the URLs of the index. What the fetcher refuses behind redirects and names is in
 * {@code GuardedFetcherTest}. */
class RemotePhotosTest {

    private static final long REMOTE = 100;
    private static final long TOO_LONG = 30L << 20;

    @TempDir
    private Path folder;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private Path collection = Path.of("");
    private byte[] photo = new byte[0];
    private HttpServer elsewhere;

    @BeforeEach
    void start() throws IOException {
        collection = ServedWorld.make(folder);
        photo = Files.readAllBytes(PhotoWorld.photo(folder.resolve("elsewhere.png"), 77));
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", this::serve);
        elsewhere.start();
    }

    @AfterEach
    void stop() {
        elsewhere.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(path);
        try (exchange) {
            switch (path) {
                case "/photo" -> answer(exchange, photo);
                case "/page" -> answer(exchange, "<script>no photo</script>".getBytes(StandardCharsets.UTF_8));
                case "/long" -> {
                    exchange.sendResponseHeaders(200, TOO_LONG);
                    exchange.getResponseBody().write(photo);
                    exchange.getResponseBody().flush();
                }
                case "/redirect" -> {
                    exchange.getResponseHeaders().set("Location", url("/photo"));
                    exchange.sendResponseHeaders(302, -1);
                }
                default -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void answer(HttpExchange exchange, byte[] content) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + elsewhere.getAddress().getPort() + path;
    }

    /** What a client asks. */
    private interface Question {

        void ask(Wire wire, String image) throws IOException;
    }

    private void serving(String url, Fetching fetching, Question question) throws IOException {
        ServedWorld.addRemote(collection, REMOTE, url);
        try (SearchServer server = SearchServer.start(ServedWorld.options(collection).with(fetching))) {
            question.ask(new Wire(server.port()), "/api/v1/images/" + REMOTE);
        }
    }

    @Test
    void areNotFetchedUnlessThatWasAskedFor() throws IOException {
        serving(url("/photo"), Fetching.NEVER, (wire, image) -> {
            assertThat(wire.get(image).body()).contains("\"hasPicture\":false");
            assertThat(wire.get(image + "/thumbnail").status()).isEqualTo(404);
            assertThat(wire.get(image + "/picture").status()).isEqualTo(404);
        });

        assertThat(requests).isEmpty();
    }

    @Test
    void areFetchedOnceAndShownWholeAndSmall() throws IOException {
        serving(url("/redirect"), Fetching.ALL_ADDRESSES, (wire, image) -> {
            assertThat(wire.get(image).body()).contains("\"hasPicture\":true");
            Wire.Answer small = wire.get(image + "/thumbnail");
            assertThat(small.status()).as(small.body()).isEqualTo(200);
            assertThat(small.header("Content-Type")).contains("image/jpeg");
            Wire.Answer whole = wire.get(image + "/picture?download=true");
            assertThat(whole.header("Content-Type")).contains("image/png");
            assertThat(whole.header("Content-Length")).contains(String.valueOf(photo.length));
            assertThat(whole.header("Content-Disposition")).contains("attachment; filename=\"photo-100.png\"");
            assertThat(wire.get(image + "/thumbnail?size=512").status()).isEqualTo(200);
        });

        assertThat(requests).containsExactly("/redirect", "/photo");
    }

    @Test
    void ofPrivateAddressesAreRefusedByNumberAndByName() throws IOException {
        for (String url : List.of(url("/photo"), url("/photo").replace("127.0.0.1", "localhost"), "http://[::1]/photo",
                "http://169.254.169.254/latest/meta-data")) {
            serving(url, Fetching.PUBLIC_ADDRESSES, (wire, image) -> {
                Wire.Answer answer = wire.get(image + "/picture");
                assertThat(answer.status()).as(url).isEqualTo(502);
                assertThat(answer.body()).doesNotContain("private", url);
            });
        }

        assertThat(requests).isEmpty();
    }

    @Test
    void ofOtherUrlsThanThoseOfTheWebAreNone() throws IOException {
        for (String url : List.of("file:///etc/passwd", "images/1.jpg", "ftp://127.0.0.1/a.jpg", "http:///x", "::")) {
            serving(url, Fetching.ALL_ADDRESSES, (wire, image) -> {
                assertThat(wire.get(image).body()).as(url).contains("\"hasPicture\":false");
                assertThat(wire.get(image + "/picture").status()).as(url).isEqualTo(404);
            });
        }
    }

    @Test
    void mustBePhotosOfALengthAndAreNotTriedAgainAtOnce() throws IOException {
        for (String path : List.of("/long", "/missing")) {
            serving(url(path), Fetching.ALL_ADDRESSES, (wire, image) -> {
                assertThat(wire.get(image + "/picture").status()).as(path).isEqualTo(502);
                assertThat(wire.get(image + "/thumbnail").status()).as(path).isEqualTo(502);
            });
        }
        serving(url("/page"), Fetching.ALL_ADDRESSES, (wire, image) -> {
            Wire.Answer answer = wire.get(image + "/picture");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).doesNotContain("<script>");
        });

        assertThat(requests).containsExactly("/long", "/missing", "/page");
    }
}
