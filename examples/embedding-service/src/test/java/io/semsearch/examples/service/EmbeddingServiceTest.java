package io.semsearch.examples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.indexer.TestCollection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EmbeddingServiceTest {

    @TempDir
    Path folder;

    private EmbeddingService service;
    private HttpClient client;

    @BeforeEach
    void start() throws IOException {
        TestCollection.circle(folder, 12).index();
        service = EmbeddingService.start(folder, 0);
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        service.close();
    }

    @Test
    void findsImagesByText() throws Exception {
        JsonNode answer = ask("/search?q=north%20zebra&k=2", 200);

        assertThat(answer.path("unknownWords").path(0).asString()).isEqualTo("zebra");
        assertThat(answer.path("hits")).hasSize(2);
        JsonNode best = answer.path("hits").path(0);
        assertThat(best.path("rank").asInt()).isEqualTo(1);
        assertThat(best.path("imageId").asLong()).isEqualTo(4);
        assertThat(best.path("similarity").asDouble()).isGreaterThan(0.9999);
        assertThat(best.path("captions").path(0).asString()).isEqualTo("at place 4");
    }

    @Test
    void findsImagesLikeAnImage() throws Exception {
        JsonNode answer = ask("/similar?id=4", 200);

        assertThat(answer.path("hits")).hasSize(10);
        assertThat(answer.path("hits").findValuesAsString("imageId")).doesNotContain("4");
        assertThat(ask("/similar?id=4&k=100", 200).path("hits")).hasSize(11);
    }

    @Test
    void saysWhatIsWrongWithAQuestion() throws Exception {
        assertThat(error("/search", 400)).isEqualTo("the parameter 'q' is missing");
        assertThat(error("/search?q=zebra", 400)).isEqualTo("the model knows no word of the text: 'zebra'");
        assertThat(error("/search?q=east&k=0", 400)).isEqualTo("k must be >= 1, got 0");
        assertThat(error("/search?q=east&k=many", 400)).isEqualTo("k must be a whole number, got 'many'");
        assertThat(error("/similar?id=99", 404)).isEqualTo("image 99 is not in the index, which has 12 images");
        assertThat(error("/elsewhere", 404)).startsWith("ask for /search");
    }

    @Test
    void doesNotStartWithoutACollection() {
        assertThatThrownBy(() -> EmbeddingService.start(folder.resolve("nowhere"), 0)).isInstanceOf(IOException.class)
                .hasMessageContaining("no model here");
    }

    private String error(String path, int status) throws Exception {
        return ask(path, status).path("error").asString();
    }

    private JsonNode ask(String path, int status) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + service.port() + path);
        HttpResponse<String> response = client.send(HttpRequest.newBuilder(uri).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        return JsonMapper.shared().readTree(response.body());
    }
}
