package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.hubness.HubPenalties;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.TestCollection;
import io.semsearch.progress.Progress;
import io.semsearch.schema.SearchCalibration;
import io.semsearch.search.Hit;
import io.semsearch.search.IndexFileException;
import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.Space;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HubsAndConfidenceTest {

    private static final int IMAGES = 3000;

    @TempDir
    static Path folder;

    private static WordWorld world;

    @BeforeAll
    static void make() throws IOException {
        world = WordWorld.of(folder, IMAGES).calibrated();
    }

    @ParameterizedTest
    @EnumSource(names = {"CSLS", "QB_NORM"})
    void ranksBySimilarityLessThePenalty(HubnessCorrection correction) throws IOException {
        FloatMatrix vectors = world.model().projection().projectAll(world.features(1, IMAGES));
        HubPenalties penalties = HubPenalties.of(vectors, world.features(1, IMAGES).imageIds(),
                world.model().readCaptionBank().orElseThrow().embed(world.model().captionEmbedder()));
        float[] query = world.model().captionEmbedder().embed("w3 w17").vector().orElseThrow();
        List<Integer> expected = IntStream.range(0, IMAGES).boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> penalties.get(correction, row)
                        - vectors.dotRows(row, FloatMatrix.wrap(1, query.length, query), 0)))
                .limit(20)
                .map(row -> row + 1).toList();

        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            SearchOptions options = SearchOptions.top(20).withHubness(correction);
            SearchResult exact = searcher.search(Query.text("w3 w17"), options.withMode(SearchMode.EXACT));
            assertThat(exact.method().hubness()).isEqualTo(correction);
            assertThat(ids(exact)).isEqualTo(expected.stream().map(Long::valueOf).toList());
            for (Hit hit : exact.hits()) {
                int row = (int) hit.image().id() - 1;
                assertThat(hit.correctedSimilarity()).isEqualTo(hit.similarity() - penalties.get(correction, row),
                        within(1e-5f));
            }
            // inside the walk: the best by corrected similarity, not the best of those nearest by cosine
            SearchResult walk = searcher.search(Query.text("w3 w17"),
                    options.withMode(SearchMode.HNSW).withEfSearch(200));
            assertThat(walk.mode()).isEqualTo(SearchMode.HNSW);
            assertThat(ids(walk)).isEqualTo(ids(exact));
            assertThat(walk.hits().getFirst().similarity()).isEqualTo(exact.hits().getFirst().similarity(),
                    within(1e-6f));
        }
    }

    @Test
    void textsAreCorrectedByDefaultAndImagesAreNot() throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            assertThat(hubness(searcher, Query.text("w3"), SearchOptions.top(1))).isEqualTo(HubnessCorrection.CSLS);
            assertThat(hubness(searcher, Query.image(3).plus(Query.text("w3")), SearchOptions.top(1)))
                    .isEqualTo(HubnessCorrection.CSLS);
            assertThat(hubness(searcher, Query.image(3), SearchOptions.top(1))).isEqualTo(HubnessCorrection.NONE);
            assertThat(hubness(searcher, Query.image(3), SearchOptions.top(1).withSpace(Space.FEATURES)))
                    .isEqualTo(HubnessCorrection.NONE);
            SearchOptions none = SearchOptions.top(5).withHubness(HubnessCorrection.NONE);
            assertThat(searcher.search(Query.text("w3"), none).hits())
                    .allMatch(hit -> hit.similarity() == hit.correctedSimilarity());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> searcher.search(Query.image(3),
                            SearchOptions.top(1).withSpace(Space.FEATURES).withHubness(HubnessCorrection.CSLS)))
                    .withMessageContaining("needs space SEMANTIC");
        }
    }

    @Test
    void anIndexWithoutPenaltiesSaysSo(@TempDir Path other) throws IOException {
        TestCollection.circle(other, 12).index();
        try (ImageSearcher searcher = ImageSearcher.open(other)) {
            assertThat(hubness(searcher, Query.text("east"), SearchOptions.top(1))).isEqualTo(HubnessCorrection.NONE);
            assertThatThrownBy(() -> searcher.search(Query.text("east"),
                    SearchOptions.top(1).withHubness(HubnessCorrection.CSLS)))
                    .isInstanceOf(IndexFileException.class).hasMessageContaining("train and index again");
            assertThatThrownBy(() -> searcher.search(Query.text("east"), SearchOptions.top(1).withMinConfidence(0.5)))
                    .isInstanceOf(IndexFileException.class).hasMessageContaining("too few words");
            assertThatThrownBy(() -> searcher.search(Query.text("east"), SearchOptions.top(1).withAnnRecall(0.9)))
                    .isInstanceOf(IndexFileException.class).hasMessageContaining("no recall can be promised");
        }
    }

    @Test
    void whatImagesShowIsFoundWithConfidenceAndWhatNobodyDescribedIsNot() throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            SearchOptions told = SearchOptions.top(10).withMinConfidence(0);
            for (long image = 1; image <= 20; image++) {
                List<Hit> real = searcher.search(Query.text(WordWorld.caption(image)), told).hits();
                assertThat(real.getFirst().image().id()).isEqualTo(image);
                assertThat(real.getFirst().confidence().orElse(-1)).as("an image's own words").isGreaterThan(0.9);
            }
            for (int word = 0; word + 3 <= WordWorld.STRANGE_WORDS; word += 3) {
                String strange = "x" + word + " x" + (word + 1) + " x" + (word + 2);
                assertThat(searcher.search(Query.text(strange), told).hits()).hasSize(10)
                        .allMatch(hit -> hit.confidence().orElse(1) < 0.1);
                assertThat(searcher.search(Query.text(strange), SearchOptions.top(10).withMinConfidence(0.5)).hits())
                        .as("nothing matches").isEmpty();
            }
        }
    }

    @Test
    void anIndexThatWasNeverMeasuredGivesTheSameConfidence(@TempDir Path other) throws IOException {
        WordWorld.of(other, IMAGES);
        try (ImageSearcher measured = ImageSearcher.open(folder); ImageSearcher written = ImageSearcher.open(other)) {
            assertThat(written.info().manifest().calibration()).as("as a service leaves it").isEmpty();
            SearchOptions options = SearchOptions.top(10).withMinConfidence(0.5).withMode(SearchMode.EXACT);
            for (long image = 1; image <= 5; image++) {
                Query query = Query.text(WordWorld.caption(image));
                assertThat(written.search(query, options).hits()).isNotEmpty()
                        .isEqualTo(measured.search(query, options).hits());
            }
        }
    }

    @Test
    void confidenceIsMeasuredAgainAfterAFifthOfTheImagesHasChanged(@TempDir Path other) throws IOException {
        WordWorld small = WordWorld.of(other, IMAGES / 2).calibrated();
        Query query = Query.text(WordWorld.caption(1));
        SearchOptions options = SearchOptions.top(10).withMinConfidence(0).withMode(SearchMode.EXACT);
        try (ImageSearcher whole = ImageSearcher.open(folder); ImageSearcher grown = ImageSearcher.open(other)) {
            List<Hit> before = grown.search(query, options).hits();
            try (ImageCollection collection = ImageCollection.open(other, small.model(), List.of())) {
                collection.put(small.dataset(IMAGES / 2 + 1, IMAGES), small.features(IMAGES / 2 + 1, IMAGES),
                        Progress.NONE);
            }
            assertThat(grown.refresh()).isTrue();
            List<Hit> after = grown.search(query, options).hits();
            assertThat(confidences(after)).isNotEqualTo(confidences(before))
                    .isEqualTo(confidences(whole.search(query, options).hits()));
        }
    }

    private static List<Double> confidences(List<Hit> hits) {
        return hits.stream().map(hit -> hit.confidence().orElseThrow()).toList();
    }

    @Test
    void hitsBelowTheLeastConfidenceAreLeftOutAndPagesGoOn() throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            Query query = Query.text("w3 w17");
            List<Hit> all = searcher.search(query, SearchOptions.top(1000).withMinConfidence(0)).hits();
            List<Long> confident = all.stream().filter(hit -> hit.confidence().orElse(0) >= 0.5)
                    .map(hit -> hit.image().id()).toList();
            assertThat(confident).hasSizeBetween(2, 900);

            List<Long> paged = new ArrayList<>();
            SearchOptions options = SearchOptions.top(7).withMode(SearchMode.EXACT).withMinConfidence(0.5);
            for (String token = SearchOptions.FIRST_PAGE; !token.isEmpty();) {
                SearchResult page = searcher.search(query, options.withPageToken(token));
                paged.addAll(ids(page));
                token = page.nextPage().orElse("");
            }
            assertThat(paged).isEqualTo(confident);
        }
    }

    @Test
    void onlyTextsHaveAConfidence() throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> searcher.search(Query.image(3), SearchOptions.top(1).withMinConfidence(0.5)))
                    .withMessageContaining("confidence needs a query with words");
            assertThat(searcher.search(Query.image(3).plus(Query.text("w3")), SearchOptions.top(1).withMinConfidence(0))
                    .hits().getFirst().confidence()).isPresent();
            assertThat(searcher.search(Query.text("w3"), SearchOptions.top(1)).hits().getFirst().confidence())
                    .as("not asked for").isEmpty();
        }
    }

    @Test
    void whatIsMeasuredHolds() throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            SearchCalibration measured = searcher.info().manifest().calibration().orElseThrow();
            assertThat(measured.images()).isEqualTo(IMAGES);
            assertThat(measured.background()).hasSize(500).isSorted();
            assertThat(measured.semantic().points()).isNotEmpty()
                    .isSortedAccordingTo(Comparator.comparingInt(SearchCalibration.Point::efSearch));
            assertThat(measured.features().points().getLast().annRecallAt10()).isBetween(0.9, 1.0);

            SearchCalibration again = searcher.calibrate(Progress.NONE);
            assertThat(again.background()).as("the same texts").isEqualTo(measured.background());
            assertThat(again).as("no times").isEqualTo(measured);

            int efSearch = measured.semantic().efSearch(0.95).orElseThrow();
            SearchResult promised = searcher.search(Query.text("w3 w17"),
                    SearchOptions.top(10).withMode(SearchMode.HNSW).withAnnRecall(0.95));
            assertThat(promised.method().efSearch()).isEqualTo(efSearch);
        }
    }

    private static HubnessCorrection hubness(ImageSearcher searcher, Query query, SearchOptions options)
            throws IOException {
        return searcher.search(query, options).method().hubness();
    }

    private static List<Long> ids(SearchResult result) {
        return result.hits().stream().map(hit -> hit.image().id()).toList();
    }
}
