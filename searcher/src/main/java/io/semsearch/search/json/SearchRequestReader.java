package io.semsearch.search.json;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.search.Effort;
import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.Selection;
import io.semsearch.search.Space;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads search requests strictly ({@code docs/formats.md}): unknown fields, fields that occur twice, wrong types, a
 * later version, more than {@value #MOST_BYTES} bytes and queries nested more than {@value #DEEPEST_QUERY} deep are
 * errors. */
public final class SearchRequestReader {

    /** Version of the format that this program reads and writes. */
    public static final int FORMAT_VERSION = 1;
    /** Longest request. A vector of 4,096 values takes some 50,000 bytes. */
    public static final int MOST_BYTES = 1 << 20;
    /** Longest text of a query, in characters. */
    public static final int LONGEST_TEXT = 10_000;
    /** Deepest nesting of queries in queries. */
    public static final int DEEPEST_QUERY = 16;
    /** Number of hits if the request does not say. */
    public static final int DEFAULT_K = 10;

    private final StrictJson json;
    private Query query = Query.text("");
    private int k = DEFAULT_K;
    private Space space = Space.SEMANTIC;
    private SearchMode mode = SearchMode.AUTO;
    private OptionalInt efSearch = OptionalInt.empty();
    private OptionalDouble annRecall = OptionalDouble.empty();
    private Optional<Duration> timeout = Optional.empty();
    private Optional<HubnessCorrection> hubness = Optional.empty();
    private Optional<String> where = Optional.empty();
    private OptionalDouble minConfidence = OptionalDouble.empty();
    private OptionalDouble collapse = OptionalDouble.empty();
    private Optional<String> pageToken = Optional.empty();

    private SearchRequestReader(StrictJson json) {
        this.json = json;
    }

    /** Reads a request.
     *
     * @param json UTF-8
     * @throws SearchJsonException if it is something else, or one of its values is out of bounds */
    public static SearchRequest read(byte[] json) {
        return StrictJson.read(json, MOST_BYTES, it -> new SearchRequestReader(it).request());
    }

    /** Reads a request from a stream, to its end. Does not close it.
     *
     * @throws SearchJsonException as {@link #read(byte[])}
     * @throws IOException         if the stream cannot be read */
    public static SearchRequest read(InputStream json) throws IOException {
        return read(json.readNBytes(MOST_BYTES + 1));
    }

    private SearchRequest request() {
        json.object(new JsonFields().optional("formatVersion", () -> json.version(FORMAT_VERSION))
                .required("query", () -> query = new QueryReader(json).query())
                .optional("k", () -> k = json.smallNumber())
                .optional("space", () -> space = json.constant(Space.class))
                .optional("mode", () -> mode = json.constant(SearchMode.class))
                .optional("efSearch", () -> efSearch = OptionalInt.of(json.smallNumber()))
                .optional("annRecall", () -> annRecall = OptionalDouble.of(json.number()))
                .optional("timeoutMillis", () -> timeout = Optional.of(Duration.ofMillis(json.wholeNumber())))
                .optional("hubness", () -> hubness = Optional.of(json.constant(HubnessCorrection.class)))
                .optional("where", () -> where = Optional.of(json.string()))
                .optional("minConfidence", () -> minConfidence = OptionalDouble.of(json.number()))
                .optional("collapse", () -> collapse = OptionalDouble.of(json.number()))
                .optional("pageToken", () -> pageToken = Optional.of(json.string())));
        return json.checked(() -> new SearchRequest(query,
                new SearchOptions(k, space, new Effort(mode, efSearch, annRecall, timeout), hubness,
                        new Selection(where, minConfidence, collapse), pageToken)));
    }
}
