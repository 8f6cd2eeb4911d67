package io.semsearch.search.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.ImageRecord;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.search.Contribution;
import io.semsearch.search.Hit;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.Query;
import io.semsearch.search.Rocchio;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchAnswerJsonTest {

    private static final Query QUERY = Query.text("two dogs").minus(Query.image(40));

    private static final String FULL = """
            {
              "query" : "two dogs - image 40",
              "mode" : "hnsw",
              "hubness" : "qb-norm",
              "partial" : true,
              "tookMillis" : 1.234567,
              "efSearch" : 64,
              "lookedAt" : 1000,
              "unknownWords" : [ "zebra", "zzz" ],
              "suggestions" : {
                "zebra" : [ "zebras", "zero" ]
              },
              "hits" : [ {
                "rank" : 11,
                "imageId" : 9223372036854775807,
                "similarity" : 0.8136981,
                "correctedSimilarity" : 0.5,
                "confidence" : 0.998,
                "nearDuplicates" : [ 3, -5 ],
                "collection" : "holidays",
                "fileName" : "a \\"b\\".jpg",
                "url" : "https://example.org/a.jpg",
                "captions" : [ "Two dogs.", "Émile" ],
                "words" : [ {
                  "word" : "dogs",
                  "contribution" : 0.75
                }, {
                  "word" : "two",
                  "contribution" : 0.1
                } ],
                "sentenceContribution" : 0.05,
                "images" : [ {
                  "imageId" : 40,
                  "contribution" : -0.25
                } ],
                "vectorContribution" : 0.2
              }, {
                "rank" : 12,
                "imageId" : 7,
                "similarity" : 1.0E-4,
                "correctedSimilarity" : 1.0E-4,
                "fileName" : "",
                "url" : "",
                "captions" : [ ]
              } ],
              "nextPage" : "AQAAAA"
            }""";

    private static SearchAnswer full() {
        Hit first = new Hit(11, 0.8136981f, 0.5f, OptionalDouble.of(0.998), List.of(3L, -5L),
                new IndexedImage(new ImageRecord(Long.MAX_VALUE, "a \"b\".jpg", 0, 0, "https://example.org/a.jpg"),
                        List.of("Two dogs.", "Émile"), Optional.empty()),
                "holidays");
        Hit second = new Hit(12, 1e-4f, 1e-4f, OptionalDouble.empty(), List.of(),
                new IndexedImage(ImageRecord.ofId(7), List.of(), Optional.empty()));
        SearchResult result = new SearchResult(QUERY,
                new SearchResult.Method(SearchMode.HNSW, 64, HubnessCorrection.QB_NORM, OptionalInt.of(1000)),
                Duration.ofNanos(1_234_567),
                SearchResult.Times.NONE, true, List.of("zebra", "zzz"), Map.of("zebra", List.of("zebras", "zero")),
                List.of(first, second), Optional.of("AQAAAA"));
        return new SearchAnswer("two dogs - image 40", result,
                Map.of(Long.MAX_VALUE, List.of(new Contribution.Word("dogs", 0.75), new Contribution.Vector(0.2),
                        new Contribution.Word("two", 0.1), new Contribution.Sentence(0.05),
                        new Contribution.Image(40, -0.25))));
    }

    private static SearchAnswer empty() {
        return SearchAnswer.of(new SearchResult(Query.image(4),
                new SearchResult.Method(SearchMode.EXACT, 0, HubnessCorrection.NONE, OptionalInt.empty()),
                Duration.ofMillis(2),
                SearchResult.Times.NONE, false, List.of(), Map.of(), List.of(), Optional.empty()));
    }

    @Test
    void writesTheDocumentedText() {
        assertThat(SearchAnswerWriter.write(full())).isEqualTo(FULL);
        assertThat(SearchAnswerWriter.write(empty())).isEqualTo("""
                {
                  "query" : "image 4",
                  "mode" : "exact",
                  "hubness" : "none",
                  "partial" : false,
                  "tookMillis" : 2.0,
                  "unknownWords" : [ ],
                  "suggestions" : { },
                  "hits" : [ ]
                }""");
    }

    @Test
    void readsWhatItWrites() {
        assertThat(read(QUERY, FULL)).isEqualTo(full());
        assertThat(read(Query.image(4), SearchAnswerWriter.write(empty()))).isEqualTo(empty());
    }

    @Test
    void readsEveryFloatBack() {
        float similarity = Math.nextUp(0.1f);
        String json = FULL.replace("0.8136981", Float.toString(similarity));
        assertThat(read(QUERY, json).result().hits().getFirst().similarity()).isEqualTo(similarity);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "mode" : "hnsw"       | "mode" : "auto"        | mode: expected one of exact, hnsw, got 'auto'
            "partial" : true,     | ``                     | expected the field 'partial', got none
            "partial" : true      | "partial" : "true"     | partial: expected true or false, got 'true'
            "rank" : 11           | "rank" : 1.5           | hits[0].rank: expected a whole number, got 1.5
            "imageId" : 7         | "imageId" : "7"        | hits[1].imageId: expected a whole number, got '7'
            "word" : "dogs"       | "wort" : "dogs"        | hits[0].words[0].wort: unknown field, expected one of word, contribution
            "efSearch" : 64       | "efSearch" : 64, "x":1 | x: unknown field, expected one of
            "efSearch" : 64       | "formatVersion" : 2    | formatVersion: expected 1, the version that this program reads, got 2
            "zebra" : [           | "zebra" : 1, "y" : [   | suggestions.zebra: expected a list, got 1
            "lookedAt" : 1000     | "lookedAt" : "all"     | lookedAt: expected a whole number, got 'all'
            "similarity" : 1.0E-4 | "similarity" : 1.0E99  | hits[1].similarity: expected a finite number of 32 bits, got 1.0E99
            """)
    void saysWhichFieldIsWrong(String right, String wrong, String message) {
        assertThat(FULL).contains(right);
        assertThatThrownBy(() -> read(QUERY, FULL.replace(right, wrong))).isInstanceOf(SearchJsonException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void describesQueries() {
        Query sum = Query.text("two dogs").plus(Query.text("snow"), 0.5).minus(Query.image(12));
        assertThat(SearchAnswer.describe(sum)).isEqualTo("two dogs + snow*0.5 - image 12");
        assertThat(SearchAnswer.describe(Query.text("dog").judged(List.of(7L, 12L), List.of(40L),
                Rocchio.DEFAULT))).isEqualTo("dog (relevant: 7, 12) (not: 40)");
        assertThat(SearchAnswer.describe(sum.plus(sum.judged(List.of(7L), List.of(), Rocchio.DEFAULT), -2)))
                .isEqualTo("two dogs + snow*0.5 - image 12 - ((two dogs + snow*0.5 - image 12) (relevant: 7))*2.0");
        assertThat(SearchAnswer.describe(Query.vector(new float[]{1, 2}))).isEqualTo("vector of 2 values");
    }

    private static SearchAnswer read(Query asked, String json) {
        return SearchAnswerReader.read(asked, json.getBytes(StandardCharsets.UTF_8));
    }
}
