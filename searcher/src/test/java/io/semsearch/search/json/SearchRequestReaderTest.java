package io.semsearch.search.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.search.Query;
import io.semsearch.search.Rocchio;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.Space;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchRequestReaderTest {

    private final long seed = Long.getLong("tests.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void readsAllFields() {
        SearchRequest request = read("""
                {"formatVersion": 1,
                 "query": {"feedback": {
                   "query": {"sum": [{"text": "dog running"}, {"text": "snow", "weight": 0.5}, {"image": 7, "weight": -1},
                                     {"vector": [0.5, -1e-3]}]},
                   "relevant": [12, 9223372036854775807], "nonrelevant": [-40], "alpha": 2, "beta": 0.25, "gamma": 0}},
                 "k": 20, "space": "semantic", "mode": "hnsw", "efSearch": 50, "timeoutMillis": 200, "hubness": "qb-norm",
                 "where": "split:val", "minConfidence": 0.8, "collapse": 0.95, "pageToken": "first"}
                """);

        Query sum = Query.text("dog running").plus(Query.text("snow"), 0.5).minus(Query.image(7))
                .plus(Query.vector(new float[]{0.5f, -0.001f}));
        assertThat(request.query()).isEqualTo(
                sum.judged(List.of(12L, Long.MAX_VALUE), List.of(-40L), new Rocchio(2, 0.25, 0)));
        assertThat(request.options()).isEqualTo(SearchOptions.top(20).withMode(SearchMode.HNSW).withEfSearch(50)
                .withTimeout(Duration.ofMillis(200)).withHubness(HubnessCorrection.QB_NORM).withWhere("split:val")
                .withMinConfidence(0.8).withCollapse(0.95).withPageToken("first"));
    }

    @Test
    void aQueryIsEnough() {
        assertThat(read("{\"query\": {\"image\": 4}}"))
                .isEqualTo(new SearchRequest(Query.image(4), SearchOptions.top(10)));
        assertThat(read("{\"query\":{\"text\":\"\\u00e9t\\u00e9\"},\"space\":\"features\",\"annRecall\":0.9}"))
                .isEqualTo(new SearchRequest(Query.text("été"),
                        SearchOptions.top(10).withSpace(Space.FEATURES).withAnnRecall(0.9)));
    }

    @Test
    void readsTheDocumentedExample() throws IOException {
        String document = Files.readString(Path.of("../docs/formats.md"));
        String request = document.substring(document.indexOf("### Search requests")).lines().dropWhile(
                line -> !line.startsWith("    ")).takeWhile(line -> line.startsWith("    "))
                .collect(Collectors.joining());
        assertThat(read(request)).isEqualTo(new SearchRequest(
                Query.text("dog running").plus(Query.text("snow"), 0.5).minus(Query.image(40))
                        .judged(List.of(12L, 7L), List.of(9L), Rocchio.DEFAULT),
                SearchOptions.top(10).withWhere("split:val").withPageToken(SearchOptions.FIRST_PAGE)));
    }

    @Test
    void feedbackHasTheUsualWeights() {
        assertThat(read("{\"query\": {\"feedback\": {\"query\": {\"text\": \"dog\"}, \"relevant\": [1]}}}").query())
                .isEqualTo(Query.text("dog").judged(List.of(1L), List.of(), Rocchio.DEFAULT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                | expected an object, got a list
            ``                                                | expected an object, got nothing
            {}                                                | expected the field 'query', got none
            {"query": {"text": "a"}, "q": 1}                  | q: unknown field, expected one of formatVersion, query, k
            {"query": {"text": "a"}, "k": 1, "k": 2}          | k: expected once, got twice
            {"query": {"text": "a"}} {}                       | expected nothing after the JSON object, got an object
            {"query": {"text": "a"}, "formatVersion": 2}      | formatVersion: expected 1, the version that this program reads, got 2
            {"query": "dog"}                                  | query: expected an object, got 'dog'
            {"query": {}}                                     | query: expected one of text, literal, image, vector, features, sum and feedback, got none
            {"query": {"text": "a", "image": 1}}              | query: expected one of text, literal, image, vector, features, sum and feedback, got 2 of them
            {"query": {"text": null}}                         | query.text: expected a string, got null
            {"query": {"text": 1}}                            | query.text: expected a string, got 1
            {"query": {"text": "a", "weight": 1}}             | query.weight: unknown field, expected one of text, literal
            {"query": {"image": "7"}}                         | query.image: expected a whole number, got '7'
            {"query": {"image": 7.0}}                         | query.image: expected a whole number, got 7.0
            {"query": {"image": 9223372036854775808}}         | query.image: expected a whole number of 64 bits, got 9223372036854775808
            {"query": {"vector": [1, true]}}                  | query.vector[1]: expected a finite number of 32 bits, got true
            {"query": {"vector": [1e39]}}                     | query.vector[0]: expected a finite number of 32 bits, got 1e39
            {"query": {"vector": {}}}                         | query.vector: expected a list, got an object
            {"query": {"sum": []}}                            | query.sum: a sum of queries needs at least one
            {"query": {"sum": [{"text": "a"}, {"text": "b", "weight": "x"}]}} | query.sum[1].weight: expected a finite number, got 'x'
            {"query": {"sum": [{"text": "a", "weight": 1e999}]}} | query.sum[0].weight: expected a finite number, got 1e999
            {"query": {"feedback": {"relevant": [1]}}}        | query.feedback: expected the field 'query', got none
            {"query": {"feedback": {"query": {"text": "a"}, "relevant": [1], "nonrelevant": [1]}}} | query.feedback: an image cannot be relevant and nonrelevant at once: 1
            {"query": {"feedback": {"query": {"text": "a"}, "relevant": [1], "alpha": -1}}} | query.feedback: alpha must be a number of at least 0, got -1.0
            {"query": {"text": "a"}, "k": 0}                  | k must be >= 1, got 0
            {"query": {"text": "a"}, "k": 2147483648}         | k: expected a whole number of 32 bits, got 2147483648
            {"query": {"text": "a"}, "k": "10"}               | k: expected a whole number, got '10'
            {"query": {"text": "a"}, "space": "SEMANTIC"}     | space: expected one of semantic, features, got 'SEMANTIC'
            {"query": {"text": "a"}, "mode": 1}               | mode: expected one of exact, hnsw, auto, got 1
            {"query": {"text": "a"}, "hubness": "qb_norm"}    | hubness: expected one of none, csls, qb-norm, got 'qb_norm'
            {"query": {"text": "a"}, "efSearch": 5}           | efSearch must be >= k (10), got 5
            {"query": {"text": "a"}, "timeoutMillis": 0}      | a timeout must be positive
            {"query": {"text": "a"}, "minConfidence": 2}      | the least confidence must lie in [0, 1], got 2.0
            {"query": {"text": "a"}, "where": ["a"]}          | where: expected a string, got a list
            {"query": {"text": "a"}, "pageToken": {}}         | pageToken: expected a string, got an object
            {"query": {"text": "a}                            | query.text: is not JSON at line 1, column
            {"query": {"text": 'a'}}                          | query: is not JSON at line 1, column 20: Unexpected character
            {"query": {"image": NaN}}                         | query: is not JSON at line 1, column
            """)
    void saysWhichFieldIsWrong(String json, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(SearchJsonException.class).hasMessageStartingWith(message);
    }

    @Test
    void namesTheFieldToPrograms() {
        SearchJsonException wrong = catchThrowableOfType(SearchJsonException.class,
                () -> read("{\"query\": {\"sum\": [{\"text\": 1}]}}"));
        assertThat(wrong.field()).isEqualTo("query.sum[0].text");
    }

    @Test
    void refusesQueriesThatAreTooDeep() {
        assertThat(read("{\"query\":" + nested(15) + "}").query()).isInstanceOf(Query.Sum.class);
        assertThatThrownBy(() -> read("{\"query\":" + nested(16) + "}")).isInstanceOf(SearchJsonException.class)
                .hasMessageEndingWith("expected at most 16 queries within each other, got more");
        assertThatThrownBy(() -> read("{\"query\":" + nested(100_000) + "}")).isInstanceOf(SearchJsonException.class)
                .hasMessageContaining("query.sum[0].sum[0]").hasMessageContaining("at most 16");
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(SearchJsonException.class);
    }

    private static String nested(int depth) {
        return "{\"sum\":[".repeat(depth) + "{\"text\":\"a\"}" + "]}".repeat(depth);
    }

    @Test
    void refusesWhatIsTooLarge() {
        String blanks = " ".repeat(1 << 20);
        assertThatThrownBy(() -> read("{\"query\":{\"text\":\"a\"}}" + blanks)).isInstanceOf(SearchJsonException.class)
                .hasMessage("expected at most 1048576 bytes of JSON, got more");
        String text = "a".repeat(10_000);
        assertThat(read("{\"query\":{\"text\":\"" + text + "\"}}" + blanks.substring(20_000)).query())
                .isEqualTo(Query.text(text));
        assertThatThrownBy(() -> read("{\"query\":{\"text\":\"" + text + "a\"}}"))
                .isInstanceOf(SearchJsonException.class)
                .hasMessage("query.text: expected at most 10000 characters, got 10001");
    }

    @Test
    void readsNoMoreOfAStreamThanIsAllowed() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };
        assertThatThrownBy(() -> SearchRequestReader.read(endless)).isInstanceOf(SearchJsonException.class);
        assertThat(SearchRequestReader
                .read(new ByteArrayInputStream("{\"query\":{\"image\":1}}".getBytes(StandardCharsets.UTF_8))).query())
                .isEqualTo(Query.image(1));
    }

    @Test
    void messagesAreShortAndHaveNoControlCharacters() {
        assertThatThrownBy(
                () -> read("{\"query\": {\"text\": \"a\"}, \"mode\": \"\\u001b[31m" + "x".repeat(5000) + "\"}"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).doesNotContain("\u001b"));
        assertThatThrownBy(() -> read("{\"\\u001b" + "x".repeat(900) + "\": 1}"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(700).doesNotContain("\u001b"));
        assertThatThrownBy(() -> read("{\"\u001bx\u0000" + "x".repeat(5000) + "\": 1}"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000).doesNotContain("\u001b"));
    }

    @Test
    void readsWhatTheWriterWrites() {
        for (int i = 0; i < 500; i++) {
            SearchRequest request = new SearchRequest(query(3), options());
            assertThat(read(SearchRequestWriter.write(request))).as("seed %d", seed).isEqualTo(request);
        }
    }

    @Test
    void aTimeoutIsRoundedUpToMilliseconds() {
        SearchOptions options = SearchOptions.top(1);
        assertThat(timeout(options.withTimeout(Duration.ofNanos(1)))).isEqualTo(Duration.ofMillis(1));
        assertThat(timeout(options.withTimeout(Duration.ofSeconds(Long.MAX_VALUE))))
                .isEqualTo(Duration.ofMillis(Long.MAX_VALUE));
    }

    private static Duration timeout(SearchOptions options) {
        return read(SearchRequestWriter.write(new SearchRequest(Query.image(1), options))).options().effort().timeout()
                .orElseThrow();
    }

    /** Whatever is sent, nothing but the exception for it comes out. */
    @Test
    void endsWellWithDamagedRequests() {
        byte[] whole = SearchRequestWriter.write(new SearchRequest(query(3), options()))
                .getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = whole.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                damaged[random.nextInt(damaged.length)] = (byte) (random.nextBoolean()
                        ? "{}[],:\"0e-.\\".charAt(random.nextInt(12))
                        : random.nextInt());
            }
            try {
                SearchRequestReader.read(damaged);
            } catch (SearchJsonException e) {
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ": " + new String(damaged, StandardCharsets.ISO_8859_1), e);
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    private Query query(int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> Query.text(random.nextBoolean() ? "two \"dogs\" \u00e9\uD83D\uDC36\n" : "a");
            case 1 -> Query.image(random.nextLong());
            case 2 -> Query.vector(new float[]{random.nextFloat(), (float) random.nextGaussian() * 1e-20f, -0f});
            case 3 -> new Query.Sum(Stream.generate(() -> new Query.Term(query(depth - 1), random.nextGaussian()))
                    .limit(1 + random.nextInt(3)).toList());
            default -> query(depth - 1).judged(List.of(random.nextLong()),
                    random.nextBoolean() ? List.of() : List.of(5L), new Rocchio(random.nextDouble(), 0.5, 0));
        };
    }

    private SearchOptions options() {
        SearchOptions options = SearchOptions.top(1 + random.nextInt(20));
        List<SearchOptions> all = new ArrayList<>(List.of(options, options.withSpace(Space.FEATURES),
                options.withMode(SearchMode.EXACT), options.withEfSearch(20 + random.nextInt(100)),
                options.withAnnRecall(0.5), options.withTimeout(Duration.ofMillis(1 + random.nextInt(1000))),
                options.withHubness(random.nextBoolean() ? HubnessCorrection.QB_NORM : HubnessCorrection.NONE),
                options.withWhere("a AND \"b\""),
                options.withMinConfidence(random.nextDouble()), options.withCollapse(0.9),
                options.withPageToken("first")));
        return all.get(random.nextInt(all.size()));
    }

    private static SearchRequest read(String json) {
        return SearchRequestReader.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
