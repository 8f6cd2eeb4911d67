package io.semsearch.datasets.download;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A downloader, and a server of this process that it downloads from: nothing leaves the machine. */
abstract class WithDownloadServer {

    static final int SIZE = 300_000;
    static final int HALF = 150_000;

    final byte[] content = new byte[SIZE];
    /** Method, Range and If-Range of each request. */
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    final ExecutorService threads = Executors.newCachedThreadPool();
    Downloader downloader = new Downloader(Duration.ofSeconds(20));
    HttpServer server;
    String etag = "\"version 1\"";

    @TempDir
    Path folder;

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

    /** For servers that send nothing: it waits less than a second. */
    void useImpatientDownloader() {
        downloader.close();
        downloader = new Downloader(Duration.ofMillis(800));
    }

    void whole(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("ETag", etag);
        exchange.sendResponseHeaders(200, SIZE);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    void serve(HttpHandler handler) {
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

    static String request(HttpExchange exchange) {
        return exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Range") + " "
                + exchange.getRequestHeaders().getFirst("If-Range");
    }

    RemoteFile file() {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/data.bin");
        return new RemoteFile("data.bin", uri, SIZE, sha256(content));
    }

    Path download() throws IOException {
        return downloader.download(file(), folder, Progress.NONE);
    }

    void refuses(String... message) {
        assertThatExceptionOfType(DownloadException.class).isThrownBy(this::download)
                .withMessageContainingAll(message);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
