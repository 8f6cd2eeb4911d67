package io.semsearch.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.semsearch.datasets.download.FetchException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server of this process, whose address counts as public in some tests; nothing leaves the machine. */
@Timeout(60)
class GuardedFetcherTest {

    private static final byte[] PHOTO = "a photo".getBytes(StandardCharsets.UTF_8);
    private static final GuardedFetcher.Limits LIMITS = new GuardedFetcher.Limits(1000, Duration.ofSeconds(10));
    /** Stands for a public host; the redirects of the tests go elsewhere. */
    private static final String PUBLIC = "photos.example";

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> lookups = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        serve("/photo.jpg", exchange -> answer(exchange, 200, PHOTO));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void privateAddressesAreFetchedOnlyIfAllowed() throws IOException {
        URI photo = URI.create("http://127.0.0.1:" + port() + "/photo.jpg");
        try (GuardedFetcher open = new GuardedFetcher(LIMITS, true);
                GuardedFetcher guarded = new GuardedFetcher(LIMITS, false)) {
            assertThat(open.fetch(photo)).isEqualTo(PHOTO);
            assertThat(requests).containsExactly("/photo.jpg");
            assertRefused(guarded, photo.toString());
        }
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "2130706433", "localhost", "[::1]", "[::ffff:127.0.0.1]",
            "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "0.0.0.0", "[::]", "169.254.169.254", "10.0.0.1",
            "172.31.255.255", "192.168.1.1", "100.64.0.1", "[fe80::1]", "[fc00::1]", "[fd12::1]", "224.0.0.1",
            "[ff02::1]", "255.255.255.255", "[2001:db8::1]"})
    void aPrivateHostIsRefusedDirectlyAndBehindARedirect(String host) throws IOException {
        redirectTo("http://" + host + ":" + port() + "/photo.jpg");
        // the first host is this machine, too, but only under its name
        try (GuardedFetcher fetcher = new GuardedFetcher(LIMITS, this::publicOrReal, GuardedFetcherTest::isAllowed)) {
            assertRefused(fetcher, "http://" + host + ":" + port() + "/photo.jpg");
            assertThat(requests).isEmpty();
            assertRefused(fetcher, "http://" + PUBLIC + ":" + port() + "/moved.jpg");
        }
        assertThat(requests).containsExactly("/moved.jpg");
    }

    @Test
    void redirectsToPublicHostsAreFollowed() throws IOException {
        redirectTo("http://" + PUBLIC + ":" + port() + "/photo.jpg");
        try (GuardedFetcher fetcher = new GuardedFetcher(LIMITS, this::publicOrReal, GuardedFetcherTest::isAllowed)) {
            assertThat(fetcher.fetch(URI.create("http://" + PUBLIC + ":" + port() + "/moved.jpg"))).isEqualTo(PHOTO);
        }
    }

    @Test
    void aNameWithAPrivateAddressIsRefused() throws IOException {
        Map<String, String> names = Map.of("intern.example", "10.1.2.3", "metadata.example", "169.254.169.254",
                "here.example", "127.0.0.1", "six.example", "fd00::1");
        try (GuardedFetcher fetcher = new GuardedFetcher(LIMITS, name -> addresses(names.getOrDefault(name, "")),
                PublicAddresses::contain)) {
            names.keySet().forEach(name -> assertRefused(fetcher, "http://" + name + ":" + port() + "/photo.jpg"));
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void theConnectionIsMadeToTheAddressThatWasChecked() throws IOException {
        // a server of names that answers otherwise the second time
        GuardedFetcher.Resolver changing = name -> {
            lookups.add(name);
            return lookups.size() == 1 ? publicAddress() : addresses("127.0.0.1");
        };
        try (GuardedFetcher fetcher = new GuardedFetcher(LIMITS, changing, GuardedFetcherTest::isAllowed)) {
            assertThat(fetcher.fetch(URI.create("http://" + PUBLIC + ":" + port() + "/photo.jpg"))).isEqualTo(PHOTO);
        }
        assertThat(lookups).containsExactly(PUBLIC);
    }

    @Test
    void onlyThePublicAddressesOfANameAreUsed() throws IOException {
        GuardedFetcher.Resolver both = name -> new InetAddress[]{addresses("10.1.2.3")[0], publicAddress()[0]};
        try (GuardedFetcher fetcher = new GuardedFetcher(LIMITS, both, GuardedFetcherTest::isAllowed)) {
            assertThat(fetcher.fetch(URI.create("http://" + PUBLIC + ":" + port() + "/photo.jpg"))).isEqualTo(PHOTO);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://photos.example/a.jpg", "images/a.jpg", "http:///a.jpg",
            "http://127.1/a.jpg",
            "http://user:secret@photos.example/a.jpg", "jar:file:/a.jar!/b"})
    void otherUrlsAreRefused(String url) throws IOException {
        try (GuardedFetcher fetcher = new GuardedFetcher(LIMITS, true)) {
            assertThat(failure(fetcher, url)).hasMessageContaining("expected http://HOST/").extracting("reason")
                    .isEqualTo(Reason.REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/a.jpg", "//127.0.0.1:bad",
            "http:///a.jpg", "http://127.1/a.jpg", "http://[::1", "http://a b/"})
    void redirectsToOtherUrlsFail(String url) throws IOException {
        redirectTo(url);
        try (GuardedFetcher fetcher = new GuardedFetcher(LIMITS, true)) {
            assertThat(failure(fetcher, local("/moved.jpg"))).isNotNull();
        }
        assertThat(requests).containsExactly("/moved.jpg");
    }

    @Test
    void answersThatAreNoFileAreTold() throws IOException {
        serve("/404", exchange -> answer(exchange, 404, new byte[0]));
        serve("/410", exchange -> answer(exchange, 410, new byte[0]));
        serve("/403", exchange -> answer(exchange, 403, new byte[0]));
        serve("/loop", exchange -> redirect(exchange, "/loop"));
        serve("/seconds", exchange -> busy(exchange, 429, "7"));
        serve("/date", exchange -> busy(exchange, 503, DateTimeFormatter.RFC_1123_DATE_TIME
                .format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1))));
        try (GuardedFetcher fetcher = new GuardedFetcher(LIMITS, true)) {
            assertThat(failure(fetcher, local("/404")).reason()).isEqualTo(Reason.GONE);
            assertThat(failure(fetcher, local("/410")).reason()).isEqualTo(Reason.GONE);
            assertThat(failure(fetcher, local("/403"))).hasMessage(local("/403") + ": the server answered 403");
            assertThat(failure(fetcher, local("/loop")).reason()).isEqualTo(Reason.STATUS);
            FetchException seconds = failure(fetcher, local("/seconds"));
            assertThat(seconds.reason()).isEqualTo(Reason.BUSY);
            assertThat(seconds.retryAfter()).contains(Duration.ofSeconds(7));
            assertThat(failure(fetcher, local("/date")).retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(50),
                    Duration.ofMinutes(61));
        }
    }

    @Test
    void bytesAndTimeAreLimited() throws IOException {
        serve("/large", exchange -> answer(exchange, 200, new byte[1001]));
        serve("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(PHOTO);
            }
        });
        try (GuardedFetcher fetcher = new GuardedFetcher(LIMITS, true)) {
            assertThat(failure(fetcher, local("/large"))).hasMessageEndingWith(": more than 1000 bytes");
            assertThat(failure(fetcher, local("/endless"))).hasMessageEndingWith(": more than 1000 bytes");
        }
        try (GuardedFetcher hasty = new GuardedFetcher(new GuardedFetcher.Limits(1000, Duration.ofMillis(1200)), true);
                ServerSocket drip = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> drip(drip));
            FetchException late = failure(hasty, "http://127.0.0.1:" + drip.getLocalPort() + "/");
            assertThat(late.reason()).isEqualTo(Reason.LIMIT);
            assertThat(late).hasMessageEndingWith(": not complete after 1 s");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new GuardedFetcher.Limits(0, Duration.ofSeconds(1)));
    }

    @Test
    void aHostThatIsNotThereIsUnreachable() throws IOException {
        GuardedFetcher.Resolver unknown = name -> {
            throw new UnknownHostException(name);
        };
        try (GuardedFetcher fetcher = new GuardedFetcher(LIMITS, true);
                GuardedFetcher lost = new GuardedFetcher(LIMITS, unknown, address -> true)) {
            assertThat(failure(fetcher, "http://127.0.0.1:" + closedPort() + "/").reason())
                    .isEqualTo(Reason.UNREACHABLE);
            assertThat(failure(lost, "http://" + PUBLIC + "/").reason()).isEqualTo(Reason.UNREACHABLE);
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void publicAddressesAreAllowed() throws UnknownHostException {
        for (String address : List.of("8.8.8.8", "93.184.216.34", "172.32.0.1", "172.15.0.1", "100.128.0.1",
                "192.0.1.1", "223.255.255.255", "2606:4700::1111", "2001:4860:4860::8888")) {
            assertThat(PublicAddresses.contain(InetAddress.getByName(address))).as(address).isTrue();
        }
    }

    /** The name of the tests is this machine's under an address that the rule lets pass; other names are real. */
    private InetAddress[] publicOrReal(String host) throws UnknownHostException {
        return host.equals(PUBLIC) ? publicAddress() : InetAddress.getAllByName(host);
    }

    /** 127.0.0.1 with a name: equal addresses, but told apart by {@link #isAllowed}. */
    private static InetAddress[] publicAddress() throws UnknownHostException {
        return new InetAddress[]{InetAddress.getByAddress(PUBLIC, new byte[]{127, 0, 0, 1})};
    }

    private static boolean isAllowed(InetAddress address) {
        return address.toString().startsWith(PUBLIC) || PublicAddresses.contain(address);
    }

    private static InetAddress[] addresses(String literal) throws UnknownHostException {
        return InetAddress.getAllByName(literal);
    }

    private static void assertRefused(GuardedFetcher fetcher, String url) {
        assertThat(failure(fetcher, url)).as(url).hasMessageContaining("is in a private network: --allow-private")
                .extracting("reason").isEqualTo(Reason.REFUSED);
    }

    private static FetchException failure(GuardedFetcher fetcher, String url) {
        return catchThrowableOfType(FetchException.class, () -> fetcher.fetch(URI.create(url)));
    }

    private void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            while (true) {
                socket.getOutputStream().write('H');
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException e) {
            // the other side has gone
        }
    }

    private void redirectTo(String url) {
        serve("/moved.jpg", exchange -> redirect(exchange, url));
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            requests.add(exchange.getRequestURI().toString());
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void redirect(HttpExchange exchange, String url) throws IOException {
        exchange.getResponseHeaders().set("Location", url);
        answer(exchange, 302, new byte[0]);
    }

    private static void busy(HttpExchange exchange, int status, String retryAfter) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", retryAfter);
        answer(exchange, status, new byte[0]);
    }

    private static void answer(HttpExchange exchange, int status, byte[] content) throws IOException {
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
    }

    private String local(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
