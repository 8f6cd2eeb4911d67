package io.semsearch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what, and how much. */
class GateTest {

    private static final String TOKEN = "a-token-of-the-tests";
    private static final String DELETE_NOTHING = "/api/v1/images/999";

    @TempDir
    private static Path folder;
    private static Path collection;

    @BeforeAll
    static void make() throws IOException {
        collection = ServedWorld.make(folder);
    }

    private static ServerOptions with(Optional<String> token, boolean isPublic, boolean readOnly) {
        return ServedWorld.options(collection).with(new ServerOptions.Access(token, isPublic, readOnly));
    }

    private static int read(Wire wire, String... headers) throws IOException {
        return wire.get("/api/v1/images/3", headers).status();
    }

    /** 404 shows that it would have been allowed. */
    private static int write(Wire wire, String... headers) throws IOException {
        return wire.ask("DELETE", DELETE_NOTHING, new byte[0], headers).status();
    }

    @Test
    void withoutATokenEverybodyOnThisComputerReadsAndWrites() throws IOException {
        try (SearchServer server = SearchServer.start(ServedWorld.options(collection))) {
            Wire wire = new Wire(server.port());

            assertThat(read(wire)).isEqualTo(200);
            assertThat(write(wire)).isEqualTo(404);
        }
    }

    @Test
    void aTokenIsNeededForBoth() throws IOException {
        try (SearchServer server = SearchServer.start(with(Optional.of(TOKEN), false, false))) {
            Wire wire = new Wire(server.port());

            assertThat(read(wire)).isEqualTo(401);
            assertThat(write(wire)).isEqualTo(401);
            assertThat(wire.get("/api/v1/images/3").header("WWW-Authenticate")).contains("Bearer");
            assertThat(read(wire, "Authorization: Bearer wrong-token-wrong-token")).isEqualTo(401);
            assertThat(read(wire, "Authorization: Bearer " + TOKEN)).isEqualTo(200);
            assertThat(write(wire, "Authorization: bearer " + TOKEN)).isEqualTo(404);
            assertThat(wire.get("/healthz").status()).isEqualTo(200);
            assertThat(wire.get("/metrics").status()).isEqualTo(401);
            assertThat(wire.get("/").status()).isEqualTo(401);
        }
    }

    @Test
    void theAddressWithTheTokenSignsABrowserIn() throws IOException {
        try (SearchServer server = SearchServer.start(with(Optional.of(TOKEN), false, false))) {
            Wire wire = new Wire(server.port());
            Wire.Answer signedIn = wire.get("/?token=" + TOKEN);
            String cookie = signedIn.header("Set-Cookie").orElseThrow();

            assertThat(signedIn.status()).isEqualTo(302);
            assertThat(signedIn.header("Location").orElseThrow()).endsWith("/").doesNotContain(TOKEN);
            assertThat(cookie).contains("HttpOnly").containsIgnoringCase("SameSite=Strict");
            assertThat(read(wire, "Cookie: " + cookie.split(";", 2)[0])).isEqualTo(200);
            assertThat(wire.get("/?token=wrong-token-wrong-token").header("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void aPublicServerIsReadByAllAndWrittenWithTheToken() throws IOException {
        try (SearchServer server = SearchServer.start(with(Optional.of(TOKEN), true, false))) {
            Wire wire = new Wire(server.port());

            assertThat(read(wire)).isEqualTo(200);
            assertThat(write(wire)).isEqualTo(401);
            assertThat(write(wire, "Authorization: Bearer " + TOKEN)).isEqualTo(404);
        }
    }

    @Test
    void aReadOnlyServerIsWrittenByNobody() throws IOException {
        try (SearchServer server = SearchServer.start(with(Optional.of(TOKEN), true, true))) {
            Wire wire = new Wire(server.port());

            assertThat(read(wire)).isEqualTo(200);
            assertThat(write(wire, "Authorization: Bearer " + TOKEN)).isEqualTo(403);
        }
    }

    @Test
    void tokensThatCouldBeGuessedAreRefused() {
        assertThatThrownBy(() -> new ServerOptions.Access(Optional.of("short"), false, false))
                .hasMessageContaining("at least 16");
    }

    @Test
    void onlyOwnNamesAndNumbersReachTheServer() throws IOException {
        ServerOptions options = ServedWorld.options(collection)
                .with(new ServerOptions.Address("127.0.0.1", 0, List.of("photos.example")));
        try (SearchServer server = SearchServer.start(options)) {
            Wire wire = new Wire(server.port());
            String port = ":" + server.port();

            for (String own : List.of("localhost", "LOCALHOST" + port, "127.0.0.1" + port, "[::1]" + port,
                    "photos.example", "192.168.0.7")) {
                assertThat(read(wire, "Host: " + own)).as(own).isEqualTo(200);
            }
            for (String other : List.of("evil.example", "localhost.evil.example" + port, "127.0.0.1.evil.example",
                    "evil.example:80")) {
                assertThat(read(wire, "Host: " + other)).as(other).isEqualTo(403);
            }
        }
    }

    @Test
    void pagesOfOtherSitesDoNotWrite() throws IOException {
        try (SearchServer server = SearchServer.start(ServedWorld.options(collection))) {
            Wire wire = new Wire(server.port());
            String host = "localhost:" + server.port();

            assertThat(write(wire, "Origin: http://" + host)).isEqualTo(404);
            assertThat(write(wire, "Sec-Fetch-Site: same-origin")).isEqualTo(404);
            for (String other : List.of("Origin: http://evil.example", "Origin: null", "Origin: http://localhost:1",
                    "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site")) {
                assertThat(write(wire, other)).as(other).isEqualTo(403);
            }
        }
    }

    @Test
    void everyAnswerHasTheSafeHeaders() throws IOException {
        try (SearchServer server = SearchServer.start(ServedWorld.options(collection))) {
            Wire wire = new Wire(server.port());
            for (Wire.Answer answer : List.of(wire.get("/"), wire.get("/nothing"), wire.get("/api/v1/images/3/picture"),
                    wire.get("/", "Host: evil.example"), wire.get("/%zz"))) {
                assertThat(answer.header("Content-Security-Policy")).as(answer.head()).hasValueSatisfying(
                        policy -> assertThat(policy).contains("script-src 'self';", "frame-ancestors 'none'")
                                .doesNotContain("unsafe"));
                assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
                assertThat(answer.header("Server")).isEmpty();
            }
        }
    }

    @Test
    void aClientThatAsksTooOftenIsSentAway() throws IOException {
        ServerOptions options = ServedWorld.options(collection).with(Limits.DEFAULT.withPerSecond(1));
        try (SearchServer server = SearchServer.start(options)) {
            Wire wire = new Wire(server.port());
            List<Integer> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(read(wire));
            }

            assertThat(answers.subList(0, 3)).containsOnly(200);
            assertThat(answers).contains(429);
            assertThat(wire.get("/").header("Retry-After")).isPresent();
        }
    }

    @Test
    void whatTheServerCannotTakeOnIsRefusedAtOnce() throws Exception {
        ServerOptions options = ServedWorld.options(collection)
                .with(Limits.DEFAULT.withRoom(1, 0, Duration.ofMillis(1)));
        try (SearchServer server = SearchServer.start(options);
                ExecutorService clients = Executors
                        .newFixedThreadPool(16)) {
            Wire wire = new Wire(server.port());
            List<Future<Wire.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(clients.submit(() -> wire.get("/api/v1/search?q=red+dark&k=12&explain=true")));
            }
            List<Wire.Answer> all = new ArrayList<>();
            for (Future<Wire.Answer> each : answers) {
                all.add(each.get());
            }

            assertThat(all).allMatch(answer -> answer.status() == 200 || answer.status() == 503);
            assertThat(all).filteredOn(answer -> answer.status() == 503).isNotEmpty()
                    .allMatch(answer -> answer.header("Retry-After").isPresent());
            assertThat(read(wire)).isEqualTo(200);
        }
    }

    @Test
    void aLineIsLoggedForEachRequestWithoutWhatWasSearchedFor() throws IOException {
        List<String> lines = new CopyOnWriteArrayList<>();
        List<String> withQueries = new CopyOnWriteArrayList<>();
        try (SearchServer plain = SearchServer
                .start(ServedWorld.options(collection).with(new ServerOptions.Log(lines::add, false, false)));
                SearchServer json = SearchServer.start(
                        ServedWorld.options(collection).with(new ServerOptions.Log(withQueries::add, true, true)))) {
            new Wire(plain.port()).get("/api/v1/search?q=red");
            new Wire(json.port()).get("/api/v1/search?q=red&token=secret");
        }

        assertThat(lines).singleElement().asString().matches(".* 127\\.0\\.0\\.1 GET /api/v1/search 200 [0-9.]+ ms");
        assertThat(withQueries).singleElement().asString().startsWith("{\"time\":").contains("?q=red")
                .doesNotContain("secret");
    }

    @Test
    void whatIsUnderWayIsAnsweredBeforeTheServerStops() throws Exception {
        SearchServer server = SearchServer.start(ServedWorld.options(collection));
        Wire wire = new Wire(server.port());
        byte[] body = "{\"query\":{\"text\":\"red\"},\"k\":1}".getBytes(StandardCharsets.UTF_8);
        try (Socket socket = wire.connect(); ExecutorService stopping = Executors.newSingleThreadExecutor()) {
            socket.getOutputStream()
                    .write(("POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                            + "Content-Type: application/json\r\nContent-Length: " + body.length
                            + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            // the server asks for the body when it has begun to answer
            assertThat(new String(socket.getInputStream().readNBytes(25), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 100 Continue");
            Future<?> stopped = stopping.submit(server::close);
            while (isOpen(wire)) {
                Thread.sleep(10);
            }
            socket.getOutputStream().write(body);

            assertThat(Wire.read(socket).status()).isEqualTo(200);
            stopped.get();
        }
    }

    /** Asks nothing: a connection that comes while the server closes may get no answer for long. */
    private static boolean isOpen(Wire wire) {
        try (Socket socket = wire.connect()) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (SearchServer server = SearchServer.start(ServedWorld.options(collection))) {
            assertThatThrownBy(() -> SearchServer.start(ServedWorld.options(collection)
                    .with(new ServerOptions.Address("127.0.0.1", server.port(), List.of()))))
                    .isInstanceOf(IOException.class).hasMessageContaining("port " + server.port())
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void aFolderWithoutACollectionIsNamed() {
        assertThatThrownBy(() -> SearchServer.start(ServedWorld.options(folder.resolve("missing"))))
                .isInstanceOf(IOException.class).hasMessageContaining("no collection here");
        assertThatThrownBy(() -> new ServerOptions(List.of(Path.of("a/x"), Path.of("b/x")),
                ServedWorld.options(collection).encoders(), ServerOptions.Address.DEFAULT, ServerOptions.Access.DEFAULT,
                ServerOptions.Fetching.NEVER, ServerOptions.Log.NONE, Limits.DEFAULT)).hasMessageContaining("different names");
    }
}
