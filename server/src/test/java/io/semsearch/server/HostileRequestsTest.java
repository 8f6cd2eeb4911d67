package io.semsearch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that mean harm: each gets the right answer, which says nothing of the server's inside, and the server
 * lives. */
class HostileRequestsTest {

    @TempDir
    private static Path folder;
    private static SearchServer server;
    private static Wire wire;

    @BeforeAll
    static void start() throws IOException {
        server = SearchServer.start(ServedWorld.options(ServedWorld.make(folder)).with(
                Limits.DEFAULT
                        .withUploads(new Limits.Uploads(100_000, 3, 1_000_000, Duration.ofSeconds(5)))));
        wire = new Wire(server.port());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("io.semsearch.server.Attacks#all")
    void isAnsweredAndTellsNothing(Attacks.Attack attack) throws IOException {
        Wire.Answer answer = wire.raw(attack.request());

        assertThat(attack.statuses()).as(answer.head() + "\n" + answer.body()).contains(answer.status());
        assertThat(answer.head() + answer.body()).doesNotContain(folder.toString(), "root:", "Exception",
                "io.semsearch",
                "at org.", "at java", "Jetty", "Javalin", "<script>");
        if (answer.status() >= 400) {
            assertThat(answer.header("Content-Type")).hasValueSatisfying(
                    type -> assertThat(type).containsAnyOf("application/problem+json", "text/html"));
        }
        assertThat(wire.get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void thereAreEnough() {
        assertThat(Attacks.all()).hasSizeGreaterThan(120).extracting(Attacks.Attack::toString).doesNotHaveDuplicates();
    }

    @Test
    void halfOpenConnectionsKeepNobodyOut() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = wire.connect();
                socket.getOutputStream().write("GET /api/v1/search?q=red HTTP/1.1\r\nHost: loc"
                        .getBytes(StandardCharsets.ISO_8859_1));
                open.add(socket);
            }

            assertThat(wire.get("/api/v1/search?q=red").status()).isEqualTo(200);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void onlySomePhotosAreReceivedAtATime() throws IOException {
        byte[] photo = Files.readAllBytes(folder.resolve("photos").resolve("photo5.png"));
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = wire.connect();
                socket.getOutputStream().write(("POST /api/v1/features HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: image/png\r\nContent-Length: 1000\r\n\r\nhalf")
                        .getBytes(StandardCharsets.ISO_8859_1));
                open.add(socket);
            }
            Wire.Answer refused = ask(photo);
            for (int i = 0; i < 50 && refused.status() != 503; i++) {
                refused = ask(photo); // the server may not have begun to read them all
            }

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(wire.get("/api/v1/search?q=red").status()).isEqualTo(200);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        Wire.Answer answer = ask(photo);
        for (int i = 0; i < 20 && answer.status() == 503; i++) {
            answer = ask(photo);
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static Wire.Answer ask(byte[] photo) throws IOException {
        return wire.ask("POST", "/api/v1/features", photo, "Content-Type: image/png");
    }

    @Test
    void aSearchByPhotoTakesTheBytesOfOnePhoto() throws IOException {
        String head = "POST /api/v1/features HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: ";
        long threePhotos = 3 * 100_000L + (1L << 20);

        assertThat(wire.raw((head + threePhotos + "\r\n\r\n--b\r\n").getBytes(StandardCharsets.ISO_8859_1)).status())
                .isEqualTo(413);
    }

    @Test
    void halfSentBodiesKeepNobodyOut() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket socket = wire.connect();
                socket.getOutputStream().write(("POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"query\":")
                        .getBytes(StandardCharsets.ISO_8859_1));
                open.add(socket);
            }

            assertThat(wire.get("/api/v1/search?q=red").status()).isEqualTo(200);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
