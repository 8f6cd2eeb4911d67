package io.semsearch.examples.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.semsearch.search.Hit;
import io.semsearch.search.ImageSearcher;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.UnknownImageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers {@code GET /search?q=TEXT&k=N} and {@code GET /similar?id=ID&k=N} in JSON, to this machine alone. */
public final class EmbeddingService implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EmbeddingService.class.getName());
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int DEFAULT_K = 10;

    private final ImageSearcher searcher;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    private EmbeddingService(ImageSearcher searcher, HttpServer server) {
        this.searcher = searcher;
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Arguments: the folder of a collection, and the port. */
    public static void main(String[] arguments) throws IOException {
        EmbeddingService service = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println("http://localhost:" + service.port() + "/search?q=two+dogs+on+a+beach");
    }

    /** Opens a collection and serves it.
     *
     * @param port 0 for any that is free */
    public static EmbeddingService start(Path collection, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        try {
            return new EmbeddingService(ImageSearcher.open(collection), server);
        } catch (IOException e) {
            server.stop(0);
            throw e;
        }
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdown();
        searcher.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange.getRequestURI());
            byte[] body = JSON.writeValueAsBytes(answer.json);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(URI uri) {
        try {
            Map<String, String> parameters = parameters(uri);
            return switch (uri.getPath()) {
                case "/search" -> search(Query.text(required(parameters, "q")), parameters);
                case "/similar" -> search(Query.image(number(parameters, "id")), parameters);
                default -> error(404, "ask for /search?q=TEXT or /similar?id=ID");
            };
        } catch (UnknownImageException e) {
            return error(404, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "cannot answer " + uri, e);
            return error(500, "the index cannot be read: see the log of the service");
        }
    }

    private Answer search(Query query, Map<String, String> parameters) throws IOException {
        int k = parameters.containsKey("k") ? (int) Math.min(number(parameters, "k"), searcher.size()) : DEFAULT_K;
        SearchResult result = searcher.search(query, SearchOptions.top(k));
        ObjectNode json = JSON.createObjectNode();
        result.unknownWords().forEach(json.putArray("unknownWords")::add);
        ArrayNode hits = json.putArray("hits");
        for (Hit hit : result.hits()) {
            IndexedImage image = hit.image();
            ObjectNode node = hits.addObject().put("rank", hit.rank()).put("similarity", hit.similarity())
                    .put("imageId", image.image().id()).put("url", image.image().url());
            image.captions().forEach(node.putArray("captions")::add);
        }
        return new Answer(200, json);
    }

    private static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new HashMap<>();
        String query = uri.getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static String required(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the parameter '" + name + "' is missing");
        }
        return value;
    }

    private static long number(Map<String, String> parameters, String name) {
        String value = required(parameters, name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, got '" + value + "'", e);
        }
    }

    private static Answer error(int status, String message) {
        return new Answer(status, JSON.createObjectNode().put("error", message));
    }

    private record Answer(int status, ObjectNode json) {}
}
