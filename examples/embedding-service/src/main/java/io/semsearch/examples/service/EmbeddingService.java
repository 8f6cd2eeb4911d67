package io.semsearch.examples.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.search.UnknownImageException;
import io.semsearch.search.local.ImageSearcher;
import io.semsearch.search.local.SearcherOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** A JSON service on localhost that searches a collection and changes it. Thread-safe.
 *
 * <ul>
 * <li>{@code POST /search} with a search request, such as {@code {"query":{"text":"two dogs"},"k":5}}
 * <li>{@code GET /search?q=TEXT&k=N&where=FILTER&page=first&timeout=MS}: all but q are optional
 * <li>{@code GET /similar?id=ID&k=N}
 * <li>{@code PUT /images} with {@code [{"id":7,"features":[..],"captions":[".."],"fileName":"..","url":".."}]}: adds
 * images, or replaces those with the same id; each request is atomic
 * <li>{@code DELETE /images?id=7,8}
 * </ul>
 *
 * <p>Search requests and results have the format of the searcher ({@code docs/formats.md}). Acknowledged changes are
 * visible to the next search and survive a crash. Changes by other processes are visible within a second. */
public final class EmbeddingService implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EmbeddingService.class.getName());

    private final ImageSearcher searcher;
    private final ImageCollection collection;
    private final Searches searches;
    private final Changes changes;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    private EmbeddingService(ImageSearcher searcher, ImageCollection collection, int featureDimension,
            HttpServer server) {
        this.searcher = searcher;
        this.collection = collection;
        this.searches = new Searches(searcher);
        this.changes = new Changes(collection, searcher, featureDimension);
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

    /** Opens a collection and serves it, as the only writer of its index.
     *
     * @param port 0 for any free one */
    public static EmbeddingService start(Path folder, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        try {
            ModelArtifact model = ModelReader.read(folder.resolve(ModelArtifact.FOLDER));
            ImageCollection collection = ImageCollection.open(folder, model, List.of());
            try {
                ImageSearcher searcher = ImageSearcher.open(folder,
                        SearcherOptions.DEFAULT.withRefreshInterval(Duration.ofSeconds(1)));
                return new EmbeddingService(searcher, collection, model.projection().featureDimension(), server);
            } catch (IOException | RuntimeException e) {
                collection.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            server.stop(0);
            throw e;
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() throws IOException {
        server.stop(1);
        threads.close();
        collection.close();
        searcher.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = answer.json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) {
        try {
            Parameters parameters = Parameters.of(exchange.getRequestURI());
            return switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
                case "POST /search" -> new Answer(200, searches.search(exchange.getRequestBody()));
                case "GET /search" -> new Answer(200, searches.search(parameters));
                case "GET /similar" -> new Answer(200, searches.similar(parameters));
                case "PUT /images" -> new Answer(200, changes.put(exchange.getRequestBody()).toString());
                case "DELETE /images" -> new Answer(200, changes.delete(parameters).toString());
                default ->
                    error(404,
                            "ask for GET /search?q=TEXT, POST /search, GET /similar?id=ID, PUT /images or DELETE /images?id=ID");
            };
        } catch (UnknownImageException e) {
            return error(404, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "cannot answer " + exchange.getRequestURI(), e);
            return error(500, "the index cannot be read or written: see the log of the service");
        }
    }

    private static Answer error(int status, String message) {
        return new Answer(status, JsonMapper.shared().createObjectNode().put("error", message).toString());
    }

    private record Answer(int status, String json) {}
}
