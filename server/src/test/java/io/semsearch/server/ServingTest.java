package io.semsearch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the server starts, keeps to its limits, logs and stops. */
class ServingTest {

    @TempDir
    private static Path folder;
    private static Path collection;

    @BeforeAll
    static void make() throws IOException {
        collection = ServedWorld.make(folder);
    }

    /** An address of this computer that others could use, too. */
    private static Optional<InetAddress> outerAddress() throws IOException {
        return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress()).findFirst();
    }

    @Test
    void aClientThatAsksTooOftenIsSentAway() throws IOException {
        Optional<InetAddress> outer = outerAddress();
        assumeThat(outer).as("this computer has a network").isPresent();
        ServerOptions options = ServedWorld.options(collection).with(Limits.DEFAULT.withPerSecond(1))
                .with(new ServerOptions.Address("0.0.0.0", 0, List.of()));
        try (SearchServer server = SearchServer.start(options)) {
            Wire wire = new Wire(outer.orElseThrow(), server.port());
            List<Wire.Answer> answers = new ArrayList<>();
            while (answers.size() < 1000 && (answers.isEmpty() || answers.getLast().status() == 200)) {
                answers.add(wire.get("/api/v1/images/3")); // a slow computer gets more than three, but not for ever
            }

            assertThat(answers).hasSizeGreaterThan(3);
            assertThat(answers.getLast().status()).isEqualTo(429);
            assertThat(answers.getLast().header("Retry-After")).isPresent();
        }
    }

    @Test
    void aVisitorOfAProxyOnThisComputerKeepsNobodyOut() throws IOException {
        ServerOptions options = ServedWorld.options(collection).with(Limits.DEFAULT.withPerSecond(1))
                .with(new ServerOptions.Access(Optional.of("a-token-of-the-tests"), true, false));
        try (SearchServer server = SearchServer.start(options)) {
            Wire wire = new Wire(server.port());
            for (int i = 0; i < 10; i++) {
                assertThat(wire.ask("DELETE", "/api/v1/images/999", new byte[0], "Authorization: Bearer wrong")
                        .status()).isEqualTo(401);
            }

            assertThat(wire.get("/api/v1/images/3").status()).isEqualTo(200);
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
            assertThat(wire.get("/api/v1/images/3").status()).isEqualTo(200);
        }
    }

    @Test
    void aBatchTakesOneTurnAndIsRefusedAsAWhole() throws Exception {
        String search = "{\"query\":{\"text\":\"red dark\"},\"k\":12}";
        String batch = "{\"requests\":[" + String.join(",", Collections.nCopies(64, search)) + "]}";
        ServerOptions options = ServedWorld.options(collection)
                .with(Limits.DEFAULT.withRoom(1, 0, Duration.ofMillis(1)));
        try (SearchServer server = SearchServer.start(options);
                ExecutorService clients = Executors.newFixedThreadPool(8)) {
            Wire wire = new Wire(server.port());
            List<Future<Wire.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                answers.add(clients.submit(() -> wire.post("/api/v1/search/batch", batch)));
            }
            Set<Integer> statuses = new TreeSet<>();
            for (Future<Wire.Answer> each : answers) {
                statuses.add(each.get().status());
                if (each.get().status() == 200) {
                    assertThat(each.get().body()).doesNotContain("problem");
                }
            }

            assertThat(statuses).containsExactly(200, 503);
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
                ServerOptions.Fetching.NEVER, ServerOptions.Log.NONE, Limits.DEFAULT))
                .hasMessageContaining("different names");
    }
}
