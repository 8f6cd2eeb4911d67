package io.semsearch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.search.Query;
import io.semsearch.search.json.SearchAnswer;
import io.semsearch.search.json.SearchAnswerReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each route that reads answers. */
class RoutesTest {

    @TempDir
    private static Path folder;
    private static SearchServer server;
    private static Wire wire;

    @BeforeAll
    static void start() throws IOException {
        server = SearchServer.start(ServedWorld.options(ServedWorld.make(folder)));
        wire = new Wire(server.port());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode json(String target) throws IOException {
        Wire.Answer answer = wire.get(target);
        assertThat(answer.status()).as(target + " " + answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static SearchAnswer answer(Wire.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return SearchAnswerReader.read(Query.text("any"), answer.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aSearchByAddressAndByJsonHaveTheSameHits() throws IOException {
        SearchAnswer byAddress = answer(wire.get("/api/v1/search?q=red+dark&k=3"));
        SearchAnswer byJson = answer(wire.post("/api/v1/search", "{\"query\":{\"text\":\"red dark\"},\"k\":3}"));

        assertThat(byAddress.result().hits()).hasSize(3).isEqualTo(byJson.result().hits());
        assertThat(byAddress.result().hits().getFirst().image().record().width()).isPositive();
    }

    @Test
    void partsWithWeightsMeanTheSameInBoth() throws IOException {
        SearchAnswer byAddress = answer(wire.get("/api/v1/search?q=red&plus=3*0.5&plus=word:dark&minus=blue*2"));
        SearchAnswer byJson = answer(wire.post("/api/v1/search", """
                {"query":{"sum":[{"text":"red"},{"image":3,"weight":0.5},{"text":"dark"},{"text":"blue","weight":-2}]},
                 "k":24}"""));

        assertThat(byAddress.query()).isEqualTo("red + image 3*0.5 + dark - blue*2.0");
        assertThat(byAddress.result().hits()).hasSize(ServedWorld.IMAGES - 1).isEqualTo(byJson.result().hits());
    }

    @Test
    void judgedImagesMoveAQueryAndAreNoHits() throws IOException {
        List<Long> judged = ids(answer(wire.get("/api/v1/search?q=red&like=2&unlike=5")));

        assertThat(judged).hasSize(ServedWorld.IMAGES - 2).doesNotContain(2L, 5L);
    }

    private static List<Long> ids(SearchAnswer answer) {
        return answer.result().hits().stream().map(hit -> hit.image().id()).toList();
    }

    @Test
    void pagesHaveEachImageOnce() throws IOException {
        List<Long> all = new ArrayList<>();
        String page = "first";
        while (!page.isEmpty()) {
            SearchAnswer answer = answer(wire.get("/api/v1/search?q=blue&k=5&page=" + page));
            all.addAll(ids(answer));
            page = answer.result().nextPage().orElse("");
        }

        assertThat(all).hasSize(ServedWorld.IMAGES).doesNotHaveDuplicates();
    }

    @Test
    void theTableOfAnAblationIsPartOfTheModel() throws IOException {
        assertThat(json("/api/v1/model").path("ablation")).isEmpty();
        Path reports = Files.createDirectories(folder.resolve("world").resolve("reports"));
        Files.writeString(reports.resolve("ablation.md"), """
                <!-- semsearch reproduce ablation.yaml -->
                | run | R@10 |
                |---|---:|
                | margin \\| all | 59.9 % |
                """);

        assertThat(json("/api/v1/model").path("ablation"))
                .hasToString("[[\"run\",\"R@10\"],[\"margin | all\",\"59.9 %\"]]");
    }

    @Test
    void confidenceAndContributionsAreAddedOnDemand() throws IOException {
        JsonNode hit = json("/api/v1/search?q=red+dark&confidence=true&explain=true&k=1").path("hits").path(0);

        assertThat(hit.path("words")).hasSize(2);
        assertThat(json("/api/v1/search?q=red+dark&k=1").path("hits").path(0).has("words")).isFalse();
    }

    @Test
    void aBatchAnswersEachSearchAlsoWhereOneIsWrong() throws IOException {
        Wire.Answer answer = wire.post("/api/v1/search/batch", """
                {"requests":[{"query":{"text":"red"},"k":2},{"query":{"text":"unheardof"}},{"query":{"image":3}}]}""");
        JsonNode answers = JsonMapper.shared().readTree(answer.body()).path("answers");

        assertThat(answers).hasSize(3);
        assertThat(answers.path(0).path("hits")).hasSize(2);
        assertThat(answers.path(1).path("problem").path("status").intValue()).isEqualTo(422);
        assertThat(answers.path(2).path("hits")).isNotEmpty();
    }

    @Test
    void aBatchSaysWhichSearchCannotBeRead() throws IOException {
        Wire.Answer answer = wire.post("/api/v1/search/batch",
                "{\"requests\":[{\"query\":{\"text\":\"red\"}},{\"query\":{\"txt\":\"red\"}}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("parameter").stringValue())
                .isEqualTo("requests[1].query.txt");
    }

    @Test
    void imagesLikeOneLeaveItOut() throws IOException {
        for (String space : List.of("semantic", "features")) {
            assertThat(ids(answer(wire.get("/api/v1/images/4/similar?space=" + space))))
                    .hasSize(ServedWorld.IMAGES - 1).doesNotContain(4L);
        }
    }

    @Test
    void contributionsAddUpToTheSimilarity() throws IOException {
        JsonNode byAddress = json("/api/v1/images/4/explain?q=red+dark");
        Wire.Answer byJson = wire.post("/api/v1/images/4/explain", "{\"query\":{\"text\":\"red dark\"}}");

        double sum = 0;
        for (JsonNode part : byAddress.path("contributions")) {
            sum += part.path("contribution").doubleValue();
        }
        assertThat(sum).isEqualTo(byAddress.path("similarity").doubleValue());
        assertThat(JsonMapper.shared().readTree(byJson.body())).isEqualTo(byAddress);
    }

    @Test
    void anImageIsDescribed() throws IOException {
        JsonNode image = json("/api/v1/images/12");

        assertThat(image.path("captions").path(0).stringValue()).isEqualTo(ServedWorld.ATTACK);
        assertThat(image.path("hasPicture").booleanValue()).isTrue();
        assertThat(wire.get("/api/v1/images/99").status()).isEqualTo(404);
    }

    @Test
    void photosComeAsTheyAreAndSmall() throws IOException {
        Wire.Answer small = wire.get("/api/v1/images/3/thumbnail?size=512");
        Wire.Answer whole = wire.get("/api/v1/images/3/picture");

        assertThat(small.header("Content-Type")).contains("image/jpeg");
        assertThat(whole.header("Content-Type")).contains("image/png");
        assertThat(wire.get("/api/v1/images/3/picture?download=true").header("Content-Disposition"))
                .contains("attachment; filename=\"photo-3.png\"");
    }

    @Test
    void whatDidNotChangeIsNotSentAgain() throws IOException {
        for (String target : List.of("/api/v1/images/3", "/api/v1/images/3/thumbnail", "/api/v1/images/3/picture",
                "/openapi.json", "/site/icon.svg")) {
            String tag = wire.get(target).header("ETag").orElseThrow();
            Wire.Answer again = wire.get(target, "If-None-Match: " + tag);

            assertThat(again.status()).as(target).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(wire.get(target, "If-None-Match: \"other\"").status()).isEqualTo(200);
        }
    }

    @Test
    void longAnswersAreCompressed() throws IOException {
        assertThat(wire.get("/openapi.json", "Accept-Encoding: gzip").header("Content-Encoding")).contains("gzip");
        assertThat(wire.get("/api/v1/collections", "Accept-Encoding: gzip").header("Content-Encoding")).isEmpty();
    }

    @Test
    void aSampleIsTheSameForASeed() throws IOException {
        assertThat(json("/api/v1/images?count=5&seed=7")).isEqualTo(json("/api/v1/images?count=5&seed=7"));
        assertThat(json("/api/v1/images?count=5").path("images")).hasSize(5);
    }

    @Test
    void theCollectionIsDescribed() throws IOException {
        assertThat(json("/api/v1/collections").path("collections").path(0).path("name").stringValue())
                .isEqualTo("world");
        assertThat(json("/api/v1/collection").path("captions").intValue()).isEqualTo(ServedWorld.IMAGES);
        assertThat(json("/api/v1/collection/examples?count=2").path("examples")).hasSize(2);
        assertThat(json("/api/v1/collection/findings").path("ok").booleanValue()).isTrue();
        assertThat(json("/api/v1/collection/duplicates?similarity=0.97").path("groups").isArray()).isTrue();
        assertThat(json("/api/v1/model").path("semanticDimension").intValue()).isPositive();
        assertThat(json("/api/v1/model/hubs").path("queries").intValue()).as("the model keeps no captions").isZero();
        assertThat(wire.get("/api/v1/collection?collection=other").status()).isEqualTo(404);
    }

    @Test
    void nearDuplicatesAreLookedForAtFewSimilarities() throws IOException {
        for (String known : List.of("0.97", "0.98", "0.99", "0.999")) {
            assertThat(json("/api/v1/collection/duplicates?similarity=" + known).path("similarity").toString())
                    .isEqualTo(known);
        }
        Wire.Answer other = wire.get("/api/v1/collection/duplicates?similarity=0.9801");

        assertThat(other.status()).isEqualTo(400);
        assertThat(other.body()).contains("0.97, 0.98, 0.99, 0.999");
    }

    @Test
    void thoseWhoRunTheServiceSeeHowItIs() throws IOException {
        wire.get("/api/v1/search?q=red");

        assertThat(wire.get("/healthz").body()).isEqualTo("ok\n");
        assertThat(wire.get("/readyz").body()).isEqualTo("ok\n");
        assertThat(wire.get("/metrics").body()).contains("semsearch_images{collection=\"world\"} 12",
                "semsearch_requests_seconds_bucket{route=\"/api/v1/search\",status=\"200\",le=\"0.01\"}",
                "semsearch_stages_seconds_count{stage=\"comparing\"}", "semsearch_requests_waiting 0");
    }

    @Test
    void pagesHaveTheFirstAnswerWithoutScripts() throws IOException {
        String found = wire.get("/?q=red+dark&k=12").body();
        String nothing = wire.get("/?q=unheardof").body();

        assertThat(found).contains("/api/v1/images/12/thumbnail?collection=world",
                "dark &lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script>alert");
        assertThat(nothing).contains("the model knows no word of the text", "value=\"unheardof\"", "use other words");
        assertThat(wire.get("/?q=unheardof").status()).isEqualTo(422);
        assertThat(wire.get("/").body()).contains("/thumbnail?collection=world");
        assertThat(wire.get("/?q=red&k=5").body()).contains("rel=\"next\"");
        assertThat(wire.get("/?q=red&where=(((").body()).contains("value=\"red\"", "the filter cannot");
        assertThat(wire.get("/model").body()).contains("captions");
        assertThat(wire.get("/collection").body()).contains("photos with a file");
        assertThat(wire.get("/api").body()).contains("/api/v1/images/{id}/thumbnail");
    }

    @Test
    void theDescriptionHasEveryRouteAndNoOther() throws IOException {
        JsonNode paths = json("/openapi.json").path("paths");
        List<String> described = new ArrayList<>();
        paths.propertyStream().forEach(path -> path.getValue().propertyStream()
                .forEach(method -> described.add(method.getKey().toUpperCase(java.util.Locale.ROOT) + " "
                        + path.getKey())));

        assertThat(described).containsExactlyInAnyOrderElementsOf(
                server.routes().stream().map(route -> route.method().name() + " " + route.path()).toList());
        assertThat(paths.findValues("operationId").stream().map(JsonNode::stringValue)).doesNotHaveDuplicates();
    }

    @Test
    void everyDescribedRouteOfThisKindAnswers() throws IOException {
        for (var route : server.routes()) {
            if (route.method().name().equals("GET")) {
                String target = route.path().replace("{id}", "3")
                        + (route.path().endsWith("search") || route.path().endsWith("explain") ? "?q=red" : "");

                assertThat(wire.get(target).status()).as(target).isEqualTo(200);
            }
        }
    }
}
