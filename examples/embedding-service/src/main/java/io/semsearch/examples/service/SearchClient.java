package io.semsearch.examples.service;

import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.json.SearchAnswer;
import io.semsearch.search.json.SearchAnswerReader;
import io.semsearch.search.json.SearchRequest;
import io.semsearch.search.json.SearchRequestWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a server ({@code semsearch serve}) on behalf of a Java program. Thread-safe. */
public final class SearchClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI images;
    private final String collection;
    private final Optional<String> token;

    /**
     * @param server     such as {@code http://localhost:8080/}
     * @param collection its name; empty for the server's first one
     * @param token      as the server printed it; empty if it needs none */
    public SearchClient(URI server, String collection, Optional<String> token) {
        this.images = server.resolve("/api/v1/images/");
        this.collection = collection.isEmpty() ? "" : "?collection=" + encode(collection);
        this.token = token;
    }

    /** An image of the collection.
     *
     * @param generatedCaption that the program wrote; empty if there is none
     * @param hasPhoto         true if {@link #photo} answers */
    public record Image(long id, String fileName, String url, List<String> captions, String generatedCaption,
            boolean hasPhoto) {}

    /** What became of a photo.
     *
     * @param imageId of the photo; empty if it was skipped
     * @param isNew   false if the collection had it already
     * @param skipped why; empty if it was not */
    public record Added(Optional<Long> imageId, boolean isNew, String skipped) {}

    /** The server cannot do what it was asked: RFC 9457. */
    public static final class ProblemException extends IOException {

        private static final long serialVersionUID = 1;

        private final int status;
        private final String remedy;

        ProblemException(int status, JsonNode problem) {
            super(status + ": " + problem.path("detail").asString("the server does not say why"));
            this.status = status;
            this.remedy = problem.path("remedy").asString("");
        }

        /** Of HTTP. */
        public int status() {
            return status;
        }

        /** What to do; empty if the server does not know. */
        public String remedy() {
            return remedy;
        }
    }

    /** Searches.
     *
     * @throws ProblemException if the server cannot search for this
     * @throws IOException      if it does not answer */
    public SearchAnswer search(Query query, SearchOptions options) throws IOException {
        String request = SearchRequestWriter.write(new SearchRequest(query, options));
        return SearchAnswerReader.read(query,
                send("POST", "../search", "application/json", BodyPublishers.ofString(request)));
    }

    /** What is known of an image. */
    public Image image(long id) throws IOException {
        return image(json(send("GET", String.valueOf(id), "", BodyPublishers.noBody())));
    }

    /** The photo of an image, as its file has it. */
    public byte[] photo(long id) throws IOException {
        return send("GET", id + "/picture", "", BodyPublishers.noBody());
    }

    /** A small version of the photo of an image: a JPEG file. */
    public byte[] thumbnail(long id) throws IOException {
        return send("GET", id + "/thumbnail", "", BodyPublishers.noBody());
    }

    /** Adds a photo, which is found by all searches that begin after this returns. */
    public Added add(Path photo) throws IOException {
        JsonNode answer = json(send("POST", "../images", "image/*", BodyPublishers.ofFile(photo)));
        JsonNode id = answer.path("images").path(0).path("imageId");
        return new Added(id.isMissingNode() ? Optional.empty() : Optional.of(id.asLong()),
                answer.path("added").asInt() > 0, answer.path("skipped").path(0).path("reason").asString(""));
    }

    /** Removes an image. */
    public void remove(long id) throws IOException {
        send("DELETE", String.valueOf(id), "", BodyPublishers.noBody());
    }

    /** Replaces the captions of an image. */
    public Image caption(long id, List<String> captions) throws IOException {
        String body = JSON.writeValueAsString(Map.of("captions", captions));
        return image(json(send("PUT", id + "/captions", "application/json", BodyPublishers.ofString(body))));
    }

    private byte[] send(String method, String path, String type, BodyPublisher body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(images.resolve(path + collection)).timeout(PATIENCE)
                .method(method, body);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 400) {
                throw new ProblemException(answer.statusCode(), json(answer.body()));
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the server was asked");
        }
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new IOException("expected JSON, got something else: is this a server of semsearch?", e);
        }
    }

    private static Image image(JsonNode json) {
        Stream<JsonNode> captions = json.path("captions").valueStream();
        return new Image(json.path("imageId").asLong(), json.path("fileName").asString(""),
                json.path("url").asString(""), captions.map(JsonNode::asString).toList(),
                json.path("generatedCaption").asString(""), json.path("hasPicture").asBoolean());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
