package io.semsearch.examples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.indexer.TestCollection;
import io.semsearch.search.Query;
import io.semsearch.search.Rocchio;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.json.SearchAnswer;
import io.semsearch.search.json.SearchAnswerReader;
import io.semsearch.search.json.SearchRequest;
import io.semsearch.search.json.SearchRequestWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EmbeddingServiceTest {

    private static final int IMAGES = 12;

    @TempDir
    Path folder;

    private EmbeddingService service;
    private HttpClient client;

    @BeforeEach
    void start() throws IOException {
        TestCollection.circle(folder, IMAGES).index();
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
    void answersAnyQueryInTheFormatOfTheSearcher() throws Exception {
        Query query = Query.text("east").judged(List.of(2L, 4L), List.of(7L), Rocchio.DEFAULT);
        String request = SearchRequestWriter.write(new SearchRequest(query, SearchOptions.top(3)));

        String text = text("POST", "/search", request, 200);
        SearchAnswer answer = SearchAnswerReader.read(query, text.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.query()).isEqualTo("east (relevant: 2, 4) (not: 7)");
        assertThat(answer.result().hits()).extracting(hit -> hit.image().id()).containsExactly(1L, 3L, 12L);
    }

    @Test
    void filtersAndTurnsPages() throws Exception {
        assertThat(ids(ask("/search?q=east&where=id:%5B3%20TO%205%5D", 200))).containsExactly(3L, 4L, 5L);

        JsonNode first = ask("/search?q=east&k=8&page=first", 200);
        JsonNode second = ask("/search?q=east&k=8&page=" + first.path("nextPage").asString(), 200);
        List<Long> all = new ArrayList<>(ids(first));
        all.addAll(ids(second));
        assertThat(all).hasSize(IMAGES).doesNotHaveDuplicates();
        assertThat(second.has("nextPage")).isFalse();
    }

    @Test
    void addsReplacesAndDeletesImages() throws Exception {
        JsonNode added = put("[" + image(100, 1, 0) + "," + image(101, 0, 1) + "]", 200);
        assertThat(added.path("added").asInt()).isEqualTo(2);
        assertThat(ids(ask("/search?q=east&k=2", 200))).as("found by the next question").containsExactly(1L, 100L);
        assertThat(ask("/similar?id=100&k=1", 200).path("hits").path(0).path("imageId").asLong()).isEqualTo(1);

        assertThat(put("[" + image(100, -1, 0) + "]", 200).path("replaced").asInt()).isEqualTo(1);
        assertThat(ids(ask("/search?q=west&k=2", 200))).containsExactly(7L, 100L);

        JsonNode deleted = send("DELETE", "/images?id=100,101,999", "", 200);
        assertThat(deleted.path("removed").asInt()).isEqualTo(2);
        assertThat(deleted.path("unknown").path(0).asLong()).isEqualTo(999);
        assertThat(ids(ask("/search?q=west&k=100", 200))).hasSize(IMAGES).doesNotContain(100L);
    }

    @Test
    void whatItHasAnsweredOutlivesIt() throws Exception {
        put("[" + image(100, 1, 0) + "]", 200);
        service.close();
        service = EmbeddingService.start(folder, 0);

        assertThat(ids(ask("/search?q=east&k=2", 200))).containsExactly(1L, 100L);
    }

    @Test
    void answersWhileImagesAreAdded() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger questions = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        AtomicInteger doubled = new AtomicInteger();
        ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
        AtomicInteger known = new AtomicInteger(IMAGES);
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            askers.add(Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    try {
                        int atLeast = known.get();
                        List<Long> all = ids(ask("/search?q=east%20north&k=1000", 200));
                        Set<Long> different = new HashSet<>(all);
                        doubled.addAndGet(all.size() - different.size());
                        lost.addAndGet(Math.max(0, atLeast - different.size()));
                        questions.incrementAndGet();
                    } catch (Exception | Error e) {
                        errors.add(e);
                    }
                }
            }));
        }
        for (int i = 0; i < 40; i++) {
            put("[" + image(1000 + 2 * i, 1, i) + "," + image(1001 + 2 * i, i, 1) + "]", 200);
            known.addAndGet(2);
        }
        done.set(true);
        for (Thread asker : askers) {
            asker.join();
        }

        assertThat(errors).isEmpty();
        assertThat(lost.get()).as("hits lost, in %d answers", questions.get()).isZero();
        assertThat(doubled.get()).as("hits doubled").isZero();
        assertThat(questions.get()).isGreaterThan(10);
        assertThat(ids(ask("/search?q=east&k=1000", 200))).hasSize(IMAGES + 80);
    }

    @Test
    void saysWhatIsWrongWithAQuestion() throws Exception {
        assertThat(error("/search", 400)).isEqualTo("the parameter 'q' is missing");
        assertThat(error("/search?q=zebra", 400)).isEqualTo("the model knows no word of the text: 'zebra'");
        assertThat(error("/search?q=east&k=0", 400)).isEqualTo("k must be >= 1, got 0");
        assertThat(error("/search?q=east&k=many", 400)).isEqualTo("k must be a whole number, got 'many'");
        assertThat(error("/search?q=east&where=colour:red", 400)).contains("names the field 'colour'");
        assertThat(error("/search?q=east&page=x", 400)).contains("is not a page token");
        assertThat(error("/similar?id=99", 404)).isEqualTo("image 99 is not in the index, which has 12 images");
        assertThat(error("/search?q=east&k=3000000000", 400)).isEqualTo("k must be at most 2147483647, got 3000000000");
        assertThat(ids(ask("/search?q=east&k=2147483647", 200))).hasSize(IMAGES);
        assertThat(send("POST", "/search", "{\"query\":{\"text\":\"east\"},\"K\":5}", 400).path("error").asString())
                .startsWith("K: unknown field, expected one of ");
        assertThat(send("POST", "/search", "{\"query\":{\"image\":99}}", 404).path("error").asString())
                .isEqualTo("image 99 is not in the index, which has 12 images");
        assertThat(error("/elsewhere", 404)).startsWith("ask for GET /search");
    }

    @Test
    void saysWhatIsWrongWithAChangeAndChangesNothing() throws Exception {
        assertThat(refused("no JSON")).startsWith("expected a JSON array of images: ");
        assertThat(refused("{}")).isEqualTo("expected a JSON array of images");
        assertThat(refused("[]")).isEqualTo("expected a JSON array of images");
        assertThat(refused("[{\"features\":[1,2,3]}]")).isEqualTo("each image needs an 'id', a whole number");
        assertThat(refused("[" + image(50, 1, 0) + ",{\"id\":51,\"features\":[1,2]}]"))
                .isEqualTo("image 51: expected 3 features, as the model was trained with, got 2");
        assertThat(refused("[{\"id\":51,\"features\":[1,2,\"x\"]}]")).isEqualTo("image 51: feature 2 is not a number");
        assertThat(refused("[" + image(50, 1, 0) + "," + image(50, 1, 0) + "]")).contains("occurs twice");
        assertThat(send("DELETE", "/images?id=all", "", 400).path("error").asString())
                .isEqualTo("id must be a whole number, got 'all'");
        assertThat(ids(ask("/search?q=east&k=100", 200))).hasSize(IMAGES);
    }

    @Test
    void doesNotStartWithoutACollection() {
        assertThatThrownBy(() -> EmbeddingService.start(folder.resolve("nowhere"), 0)).isInstanceOf(IOException.class)
                .hasMessageContaining("no model here");
    }

    private static String image(long id, float east, float north) {
        return String.format(Locale.ROOT, "{\"id\":%d,\"features\":[%s,%s,0],\"captions\":[\"new %d\"]}", id, east,
                north,
                id);
    }

    private static List<Long> ids(JsonNode answer) {
        return answer.path("hits").valueStream().map(hit -> hit.path("imageId").asLong()).toList();
    }

    private String error(String path, int status) throws Exception {
        return ask(path, status).path("error").asString();
    }

    private String refused(String body) throws Exception {
        return put(body, 400).path("error").asString();
    }

    private JsonNode put(String body, int status) throws IOException, InterruptedException {
        return send("PUT", "/images", body, status);
    }

    private JsonNode ask(String path, int status) throws IOException, InterruptedException {
        return send("GET", path, "", status);
    }

    private JsonNode send(String method, String path, String body, int status)
            throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(text(method, path, body, status));
    }

    private String text(String method, String path, String body, int status) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + service.port() + path);
        HttpResponse<String> response = client.send(HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        return response.body();
    }
}
