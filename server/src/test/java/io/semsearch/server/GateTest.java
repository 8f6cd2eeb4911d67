package io.semsearch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what. */
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
}
