package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.ImageIndexer;
import io.semsearch.indexer.IndexOptions;
import io.semsearch.indexer.TestCollection;
import io.semsearch.progress.Progress;
import io.semsearch.search.FilterException;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forty-eight images: number i shows a dog, a cat or a boy (i modulo 3) at a beach, field, street or kitchen (i modulo
 * 4). Every third one is written in other characters, and every fourth id is negative. */
class FilterAnswersTest {

    private static final int IMAGES = 48;
    private static final List<String> WHO = List.of("dog", "cat", "boy");
    private static final List<String> WHERE = List.of("beach", "field", "street", "kitchen");
    /** Composed, decomposed and full-width letters, and three apostrophes. */
    private static final List<String> DETAILS = List.of("the boy's caf\u00e9", "the boy\u2019s cafe\u0301",
            "the boy\u02bcs \uff43\uff41\uff46\u00e9");

    @TempDir
    static Path folder;

    private static ImageSearcher searcher;

    @BeforeAll
    static void open() throws IOException {
        TestCollection circle = TestCollection.circle(folder, IMAGES);
        List<ImageRecord> images = new ArrayList<>();
        List<Caption> captions = new ArrayList<>();
        long[] ids = LongStream.range(0, IMAGES).map(i -> i % 4 == 3 ? -i : i).toArray();
        for (int i = 0; i < IMAGES; i++) {
            images.add(new ImageRecord(ids[i], "train/part/img" + i + ".jpg", 640 + i, 480, "", "val",
                    i == 5 ? List.of("a&b", "-x", "\u00dcber (alles)") : List.of()));
            captions.add(new Caption(2L * i, ids[i], "a " + WHO.get(i % 3) + " at the " + WHERE.get(i % 4)));
            captions.add(new Caption(2L * i + 1, ids[i], DETAILS.get(i % 3)));
        }
        new ImageIndexer(folder, circle.model(), IndexOptions.defaults("test")).index(
                new CaptionDataset(images, captions),
                ImageFeatures.of(ids, circle.features().matrix()), Progress.NONE);
        searcher = ImageSearcher.open(folder);
    }

    @AfterAll
    static void close() throws IOException {
        searcher.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"dog | 16", "NOT beach | 36", "-beach | 36", "!beach | 36", "NOT NOT beach | 12",
                    "dog AND (NOT beach) | 12", "dog -beach | 12", "dog OR NOT beach | 40",
                    "(NOT dog) (NOT beach) | 24",
                    "NOT (dog OR beach) | 24", "NOT dog NOT beach | 24", "(NOT dog) OR (NOT beach) | 44",
                    "id:[0 TO 8] AND NOT (beach OR dog) | 3", "NOT nothing | 48", "NOT *:* | 0"})
    void notIsTrueOfTheOthersWhereverItIs(String where, int expected) throws IOException {
        assertThat(count(where)).as(where).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"dog OR cat AND beach | 20", "beach AND cat OR dog | 20", "dog OR cat beach | 20",
                    "(dog OR cat) AND beach | 8", "dog beach OR cat beach | 8",
                    "dog OR cat OR boy AND beach | 36", "dog AND beach OR NOT cat AND street | 12"})
    void andBindsTighterThanOr(String where, int expected) throws IOException {
        assertThat(count(where)).as(where).isEqualTo(expected);
    }

    @Test
    void signsAreOperators() throws IOException {
        assertThat(count("dog && beach || cat&&beach")).isEqualTo(8);
        assertThat(count("dog||!beach")).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"file_name:train/part/img3.jpg | 1", "file_name:train/part/img3?.jpg | 10",
            "file_name:*/img3* | 11", "file_name:/img3/ | 0", "file_name:[train/part/img4 TO train/part/img5] | 9",
            "tag:a&b | 1", "tag:-x | 1", "tag:\"\u00dcber (alles)\" | 1", "tag:\u00dcber\\ \\(alles\\) | 1",
            "tag:a&B | 0",
            "tag:* | 1", "split:val | 48", "split:va~1 | 48", "split:vx~1 | 0", "split:(val OR train) | 48"})
    void keywordsAreComparedAsTheyAre(String where, int expected) throws IOException {
        assertThat(count(where)).as(where).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"caf\u00e9", "cafe\u0301", "CAF\u00c9", "\uff43\uff41\uff46\u00e9", "boy's", "boy\u2019s",
            "boys",
            "\"The Boy's Caf\u00e9\"", "boy's-caf\u00e9", "ca?\u00e9", "cafe~1", "\"boys the\"~2", "caption:*"})
    void captionsAreReadAsSearchesReadThem(String where) throws IOException {
        assertThat(count(where)).as(where).isEqualTo(IMAGES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"width:>680 | 7", "width:>=680 | 8", "width:<642 | 2", "width:<=642 | 3",
            "width: > 680 | 7", "width>680 | 7", "width=640 | 1", "width:[641 TO 643] | 3", "width:{641 TO 643} | 1",
            "width:{641 TO 643] | 2", "width:[680 TO *] | 8", "width:[* TO 639] | 0", "width:[5 TO 3] | 0",
            "width:* | 48",
            "width:(640 OR 641) | 2", "id:-3 | 1", "id:(-3 OR -7) | 2", "id:(-3 -7) | 0", "id:[-7 TO -3] | 2",
            "id:<0 | 12",
            "id:\"-3\" | 1", "NOT id:-3 | 47", "id:(NOT -3) | 47", "-id:-3 | 47"})
    void numbersAreCompared(String where, int expected) throws IOException {
        assertThat(count(where)).as(where).isEqualTo(expected);
    }

    @Test
    void manyIdsFit() throws IOException {
        String ids = IntStream.range(0, 20_000).mapToObj(String::valueOf).collect(Collectors.joining(" OR "));

        assertThat(count("id:(" + ids + ")")).isEqualTo(36);
        assertThat(count("dog AND NOT id:(" + ids + ")")).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "width:640abc | column 7: width: >>> 640abc: found '640abc', expected a whole number",
            "id:1.9 | found '1.9', expected a whole number from -9223372036854775808 to 9223372036854775807 for id",
            "width:3000000000 | found '3000000000', expected a whole number from -2147483648 to 2147483647 for width",
            "width:>2147483647 | expected a whole number", "id:12? | found '12?', expected a whole number",
            "id:99999999999999999999 | expected a whole number", "width:[a TO 5] | found 'a', expected a whole number",
            "width:[1 to 5] | column 10: width:[1  >>> to 5]: found 'to', expected TO",
            "dog and beach | column 5: dog  >>> and beach: found 'and', expected the operator AND, or the word \"and\"",
            "+dog | column 1:  >>> +dog: leave out '+'", "dog^2 | leave out '^2'",
            "dog~0.8 | found '0.8', expected a small",
            "dog~3 | found 'dog~3', expected '~' only after", "black-* | single word", "caf\u00e9.* | single word",
            "caption:[a TO b] | captions have no order", "caption:>a | captions have no order",
            "\"\u2026!\" | expected a letter or a digit", "\ud83d\ude00 | expected a letter or a digit",
            "colour:red | it names the field 'colour', expected one of "
                    + "camera, caption, file_name, generated, height, id, latitude, longitude, split, tag, taken, width",
            "file_name:a:b | found 'a:', expected a value, or quotation marks around one that contains",
            ":red | expected the name of a field before ':'", "() | found ')'",
            "(dog | found its end, expected AND, OR, or ')'", "dog) | found ')', expected AND, OR, or the end",
            "OR dog | found 'OR', expected a word", "dog AND | found its end, expected a word", "NOT | found its end",
            "\"dog | found its end, expected a closing quotation mark", "width:[1 TO 2 | expected ']' or '}'",
            "`` | its end",
            "width:> | an end of the range", "taken:soon | found 'soon', expected a year, month, day or time",
            "taken:2019-02-30 | expected a year", "taken:[2019 TO 20*] | expected a year",
            "latitude:north | a number such as", "tag:[a* TO b] | without wildcards", "\"two dogs\"~500 | at most ~50"})
    void errorsNameThePlaceAndWhatWasExpected(String where, String problem) {
        assertThatThrownBy(() -> count(where)).isInstanceOf(FilterException.class)
                .hasMessageStartingWith("the filter cannot be understood at column ").hasMessageContaining(problem);
    }

    @Test
    void errorsStayShort() {
        String deep = "(".repeat(200) + "dog" + ")".repeat(200);
        String many = "dog OR ".repeat(60_000) + "dog";

        assertThatThrownBy(() -> count(deep)).hasMessageContaining("at most 100 levels deep");
        assertThatThrownBy(() -> count("NOT ".repeat(200) + "dog")).hasMessageContaining("at most 100 levels deep");
        assertThatThrownBy(() -> count(many)).hasMessageContaining("at most 100000 words and signs")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
        assertThatThrownBy(() -> count("x".repeat(5000) + "\u001b]:")).isInstanceOf(FilterException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500).doesNotContain("\u001b"));
    }

    /** Wildcards that no automaton of a sensible size can hold are an error, not an endless search. */
    @Test
    void wildcardsAreBounded() {
        assertThatThrownBy(() -> count("file_name:*a" + "?".repeat(40))).isInstanceOf(FilterException.class)
                .hasMessageContaining("expected fewer wildcards");
    }

    /** Whatever is typed is an answer or an error of its own kind. */
    @Test
    void noTextBreaksTheParser() throws IOException {
        List<String> parts = List.of("dog", "-", "!", "+", "(", ")", "[", "]", "{", "}", " TO ", " AND ", " OR ",
                " NOT ",
                "id:", "width", ">", "<=", "=", ":", "\"", "*", "?", "~", "~1", "^2", "\\", " ", "\u0301", "\ud83d",
                "-3",
                "640", "/", "caf\u00e9", "&&", "||", "tag:", "caption:", "'");
        SplittableRandom random = new SplittableRandom(1);
        int answered = 0;
        for (int i = 0; i < 5000; i++) {
            String where = random.ints(random.nextInt(1, 9), 0, parts.size()).mapToObj(parts::get)
                    .collect(Collectors.joining());
            try {
                count(where);
                answered++;
            } catch (FilterException e) {
                assertThat(e.getMessage()).as(where).startsWith("the filter cannot be understood at column ");
            }
        }
        assertThat(answered).isGreaterThan(250);
    }

    @Test
    void deletedImagesAreNotAccepted() throws IOException {
        Path other = folder.resolve("other");
        TestCollection circle = TestCollection.circle(other, 10);
        circle.index();
        try (ImageCollection collection = circle.open()) {
            collection.remove(List.of(2L, 3L));
        }
        try (ImageSearcher changed = ImageSearcher.open(other)) {
            List<Long> ids = changed.search(Query.text("east"), SearchOptions.top(10).withWhere("NOT id:5")).hits()
                    .stream().map(hit -> hit.image().id()).toList();
            assertThat(ids).containsExactlyInAnyOrder(1L, 4L, 6L, 7L, 8L, 9L, 10L);
        }
    }

    private static int count(String where) throws IOException {
        return searcher.search(Query.text("east"), SearchOptions.top(IMAGES).withWhere(where)).hits().size();
    }
}
