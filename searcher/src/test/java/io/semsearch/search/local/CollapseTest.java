package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Near-duplicates are collapsed along the whole list, and an answer that ends before its list does says so. */
class CollapseTest {

    private static final int IMAGES = 1500;
    private static final double SIMILARITY = 0.4;
    private static final Query QUERY = Query.text("w3 w17");

    @TempDir
    static Path folder;

    private static FloatMatrix features;
    private static ImageSearcher searcher;

    @BeforeAll
    static void make() throws IOException {
        WordWorld world = WordWorld.of(folder, IMAGES).calibrated();
        features = world.features(1, IMAGES).matrix();
        for (int row = 0; row < IMAGES; row++) {
            float[] unit = features.row(row);
            Vectors.l2Normalize(unit);
            features.setRow(row, unit);
        }
        searcher = ImageSearcher.open(folder);
    }

    @AfterAll
    static void close() throws IOException {
        searcher.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void collapsesTheWholeListWhetherConfidenceIsShownOrNot(boolean showsConfidence) throws IOException {
        SearchOptions all = SearchOptions.top(IMAGES).withMode(SearchMode.EXACT);
        List<Long> expected = collapsed(ids(searcher.search(QUERY, all)));
        assertThat(expected).hasSizeBetween(100, 1000);

        SearchOptions options = SearchOptions.top(expected.size()).withMode(SearchMode.EXACT).withCollapse(SIMILARITY);
        SearchResult result = searcher.search(QUERY, showsConfidence ? options.withMinConfidence(0) : options);

        assertThat(ids(result)).isEqualTo(expected);
        assertThat(result.hits().stream().mapToInt(hit -> 1 + hit.nearDuplicates().size()).sum()).isEqualTo(IMAGES);
        assertThat(result.method().lookedAt()).isEmpty();
        assertThat(result.hits()).allMatch(hit -> hit.confidence().isPresent() == showsConfidence);
    }

    @ParameterizedTest
    @CsvSource({"EXACT, 0.3", "HNSW, 0.3", "HNSW, 0.1"})
    void pagesGoOnToTheEndOfTheList(SearchMode mode, double similarity) throws IOException {
        SearchOptions options = SearchOptions.top(12).withMode(mode).withEfSearch(12).withMinConfidence(0);
        List<Long> expected = collapsed(pages(options), similarity);

        assertThat(pages(options.withCollapse(similarity))).isEqualTo(expected).hasSizeGreaterThan(12);
        assertThat(searcher.search(QUERY, options.withCollapse(similarity)).hits()).hasSize(12);
    }

    @ParameterizedTest
    @CsvSource({"EXACT, 1000", "HNSW, 30"})
    void anAnswerThatTheLeastConfidenceEndsSaysHowManyImagesWereLookedAt(SearchMode mode, int reach)
            throws IOException {
        SearchOptions options = SearchOptions.top(20).withMode(mode).withEfSearch(30);

        SearchResult few = searcher.search(QUERY, options.withMinConfidence(0.999));
        assertThat(few.hits()).hasSizeLessThan(20);
        assertThat(few.method().lookedAt()).hasValue(reach);

        SearchResult small = searcher.search(QUERY, options.withMinConfidence(0.999).withWhere("w5"));
        assertThat(small.hits()).hasSizeLessThan(20);
        assertThat(small.method().lookedAt()).as("the whole list, if it is shorter")
                .isEqualTo(mode == SearchMode.HNSW ? few.method().lookedAt() : OptionalInt.empty());
        assertThat(searcher.search(QUERY, options.withMinConfidence(0)).method().lookedAt()).isEmpty();
        assertThat(searcher.search(QUERY, options).method().lookedAt()).isEmpty();
    }

    @Test
    void aTimeoutEndsCollapsingAndIsSaid() throws IOException {
        SearchResult late = searcher.search(QUERY,
                SearchOptions.top(IMAGES / 2).withCollapse(1).withTimeout(Duration.ofNanos(1)));

        assertThat(late.partial()).isTrue();
        assertThat(late.hits()).hasSizeLessThan(IMAGES / 2);
    }

    private static List<Long> pages(SearchOptions options) throws IOException {
        List<Long> ids = new ArrayList<>();
        for (String token = SearchOptions.FIRST_PAGE; !token.isEmpty();) {
            SearchResult page = searcher.search(QUERY, options.withPageToken(token));
            ids.addAll(ids(page));
            token = page.nextPage().orElse("");
        }
        return ids;
    }

    private static List<Long> collapsed(List<Long> list) {
        return collapsed(list, SIMILARITY);
    }

    /** The images of a list that are no near-duplicates of earlier ones that are kept. */
    private static List<Long> collapsed(List<Long> list, double similarity) {
        List<Long> kept = new ArrayList<>();
        for (long id : list) {
            if (kept.stream().noneMatch(earlier -> features.dotRows((int) id - 1, features,
                    earlier.intValue() - 1) >= similarity)) {
                kept.add(id);
            }
        }
        return kept;
    }

    private static List<Long> ids(SearchResult result) {
        return result.hits().stream().map(hit -> hit.image().id()).toList();
    }
}
