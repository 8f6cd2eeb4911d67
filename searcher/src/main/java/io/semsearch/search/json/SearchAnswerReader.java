package io.semsearch.search.json;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.search.Contribution;
import io.semsearch.search.Hit;
import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads search answers strictly ({@code docs/formats.md}), as a client of a service does. Unknown fields, fields that
 * occur twice, fields that are missing, wrong types, a later version and more than {@value #MOST_BYTES} bytes are
 * errors.
 *
 * <p>The format leaves out what only the searcher knows: {@link SearchResult#times} are zero, and images have no
 * local file. */
public final class SearchAnswerReader {

    /** Version of the format that this program reads and writes. An answer without a version has this one. */
    public static final int FORMAT_VERSION = 1;
    /** Longest answer: some 200,000 hits. */
    public static final int MOST_BYTES = 1 << 27;

    private final StrictJson json;
    private final Query asked;
    private final Map<Long, List<Contribution>> explanations = new HashMap<>();
    private String query = "";
    private SearchMode mode = SearchMode.EXACT;
    private HubnessCorrection hubness = HubnessCorrection.NONE;
    private boolean partial;
    private Duration took = Duration.ZERO;
    private int efSearch;
    private OptionalInt lookedAt = OptionalInt.empty();
    private List<String> unknownWords = List.of();
    private final Map<String, String> readAs = new LinkedHashMap<>();
    private final Map<String, List<String>> suggestions = new LinkedHashMap<>();
    private List<Hit> hits = List.of();
    private Optional<String> nextPage = Optional.empty();

    private SearchAnswerReader(StrictJson json, Query asked) {
        this.json = json;
        this.asked = asked;
    }

    /** Reads an answer.
     *
     * @param asked the query that was asked, which becomes {@link SearchResult#query}: the answer has it as text alone
     * @param json  UTF-8
     * @throws SearchJsonException if it is something else, or one of its values is out of bounds */
    public static SearchAnswer read(Query asked, byte[] json) {
        return StrictJson.read(json, MOST_BYTES, it -> new SearchAnswerReader(it, asked).answer());
    }

    private SearchAnswer answer() {
        json.object(new JsonFields().optional("formatVersion", () -> json.version(FORMAT_VERSION))
                .required("query", () -> query = json.string())
                .required("mode", this::readMode)
                .required("hubness", () -> hubness = json.constant(HubnessCorrection.class))
                .required("partial", () -> partial = json.bool())
                .required("tookMillis", () -> took = Duration.ofNanos(Math.round(json.number() * 1e6)))
                .optional("efSearch", () -> efSearch = json.smallNumber())
                .optional("lookedAt", () -> lookedAt = OptionalInt.of(json.smallNumber()))
                .required("unknownWords", () -> unknownWords = json.list(json::string))
                .optional("readAs", () -> json.map(word -> readAs.put(word, json.string())))
                .required("suggestions", () -> json.map(word -> suggestions.put(word, json.list(json::string))))
                .required("hits", () -> hits = json.list(this::hit))
                .optional("nextPage", () -> nextPage = Optional.of(json.string())));
        return new SearchAnswer(query,
                new SearchResult(asked, new SearchResult.Method(mode, efSearch, hubness, lookedAt),
                        took, SearchResult.Times.NONE, partial, unknownWords, readAs, suggestions, hits, nextPage),
                explanations);
    }

    private void readMode() {
        mode = json.constant(SearchMode.class);
        if (mode == SearchMode.AUTO) {
            throw json.problem("expected one of exact, hnsw, got 'auto'");
        }
    }

    private Hit hit() {
        HitReader reader = new HitReader(json);
        Hit hit = reader.hit();
        List<Contribution> parts = reader.contributions();
        if (!parts.isEmpty()) {
            explanations.put(hit.image().id(), new ArrayList<>(parts));
        }
        return hit;
    }
}
