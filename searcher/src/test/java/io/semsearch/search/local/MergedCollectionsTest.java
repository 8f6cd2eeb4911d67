package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.ImageRecord;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.progress.Progress;
import io.semsearch.search.Contribution;
import io.semsearch.search.Hit;
import io.semsearch.search.IndexFileException;
import io.semsearch.search.IndexInfo;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.MergedCollections;
import io.semsearch.search.Query;
import io.semsearch.search.Rocchio;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.SearchableCollection;
import io.semsearch.search.Space;
import io.semsearch.search.UnknownImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two collections, of images 1 to 300 and 291 to 600, beside one of all. */
class MergedCollectionsTest {

    private static final int IMAGES = 600;
    private static final Query QUERY = Query.text("w3 w17 unheard");

    @TempDir
    static Path folder;

    private static ImageSearcher all;
    private static SearchableCollection merged;

    @BeforeAll
    static void make() throws IOException {
        all = ImageSearcher.open(WordWorld.of(folder.resolve("all"), IMAGES).folder());
        WordWorld.of(folder.resolve("a"), 300);
        WordWorld later = WordWorld.of(folder.resolve("b"), 1);
        try (ImageCollection images = ImageCollection.open(later.folder(), later.model(), List.of())) {
            images.remove(List.of(1L));
            images.put(later.dataset(291, IMAGES), later.features(291, IMAGES), Progress.NONE);
        }
        merged = open("a", "b");
    }

    @AfterAll
    static void close() throws IOException {
        all.close();
        merged.close();
    }

    private static SearchableCollection open(String... names) throws IOException {
        Map<String, SearchableCollection> collections = new LinkedHashMap<>();
        for (String name : names) {
            collections.put(name, ImageSearcher.open(folder.resolve(name)));
        }
        return new MergedCollections(collections);
    }

    @ParameterizedTest
    @EnumSource(HubnessCorrection.class)
    void findsWhatOneCollectionOfAllFinds(HubnessCorrection hubness) throws IOException {
        SearchOptions options = SearchOptions.top(IMAGES).withMode(SearchMode.EXACT).withHubness(hubness);

        SearchResult expected = all.search(QUERY, options.withWhere("NOT id:[291 TO 300]"));
        SearchResult found = merged.search(QUERY, options.withWhere("NOT id:[291 TO 300]"));

        // two searches may differ by rounding, and swap hits that are nearly equal
        assertThat(byId(found)).hasSameSizeAs(byId(expected)).allSatisfy(
                (id, similarity) -> assertThat(similarity).isCloseTo(byId(expected).get(id), within(1e-6f)));
        assertThat(found.hits()).extracting(Hit::correctedSimilarity).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(found.hits()).extracting(Hit::rank)
                .containsExactlyElementsOf(expected.hits().stream().map(Hit::rank).toList());
        assertThat(found.hits())
                .allSatisfy(hit -> assertThat(hit.collection()).isEqualTo(hit.image().id() <= 300 ? "a" : "b"));
        assertThat(found.method()).isEqualTo(expected.method());
        assertThat(found.unknownWords()).containsExactly("unheard");
        assertThat(merged.search(QUERY, options.withHubness(hubness)).hits()).hasSize(IMAGES);
    }

    /** A collection with the same hits for every query. */
    private record Fixed(SearchableCollection real, List<Hit> hits) implements SearchableCollection {

        @Override
        public SearchResult search(Query query, SearchOptions options) throws IOException {
            SearchResult result = real.search(query, options);
            return new SearchResult(query, result.method(), result.took(), result.times(), false, List.of(), Map.of(),
                    hits, Optional.empty());
        }

        @Override
        public Optional<IndexedImage> find(long imageId) throws IOException {
            return real.find(imageId);
        }

        @Override
        public List<IndexedImage> sample(int count, long seed) throws IOException {
            return real.sample(count, seed);
        }

        @Override
        public List<Contribution> explain(Query query, Space space, long imageId) throws IOException {
            return real.explain(query, space, imageId);
        }

        @Override
        public IndexInfo info() throws IOException {
            return real.info();
        }

        @Override
        public void close() {}
    }

    private static Hit hit(int rank, float similarity, long imageId) {
        return new Hit(rank, similarity, similarity, OptionalDouble.empty(), List.of(),
                new IndexedImage(ImageRecord.ofId(imageId), List.of(), Optional.empty()));
    }

    @Test
    void tiesAreInTheOrderOfTheCollections() throws IOException {
        Map<String, SearchableCollection> collections = new LinkedHashMap<>();
        collections.put("z", new Fixed(all, List.of(hit(1, 0.5f, 8), hit(2, 0.5f, 9), hit(3, 0.1f, 1))));
        collections.put("a", new Fixed(all, List.of(hit(1, 0.9f, 7), hit(2, 0.5f, 2), hit(3, 0.1f, 3))));

        try (SearchableCollection ties = new MergedCollections(collections)) {
            assertThat(ties.search(QUERY, SearchOptions.top(5)).hits())
                    .extracting(hit -> hit.rank() + ". " + hit.collection() + hit.image().id())
                    .containsExactly("1. a7", "2. z8", "3. z9", "4. a2", "5. z1");
        }
    }

    private static Map<Long, Float> byId(SearchResult result) {
        return result.hits().stream().collect(Collectors.toMap(hit -> hit.image().id(), Hit::correctedSimilarity));
    }

    @Test
    void whatNeedsOneCollectionIsRefused() {
        assertThatThrownBy(() -> merged.search(QUERY, SearchOptions.top(3).withPageToken(SearchOptions.FIRST_PAGE)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("have no pages");
        for (Query query : List.of(Query.image(1), QUERY.plus(Query.image(1)),
                QUERY.judged(List.of(1L), List.of(), Rocchio.DEFAULT))) {
            assertThatThrownBy(() -> merged.search(query, SearchOptions.top(3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("which of several collections");
        }
        assertThatThrownBy(() -> merged.find(295)).hasMessage("more than one collection has an image 295");
        assertThatThrownBy(() -> merged.explain(QUERY, Space.SEMANTIC, 9999)).isInstanceOf(UnknownImageException.class);
    }

    @Test
    void anImageOfOneCollectionIsFoundAndExplained() throws IOException {
        assertThat(merged.find(5)).isEqualTo(all.find(5));
        assertThat(merged.find(9999)).isEmpty();
        assertThat(merged.explain(QUERY, Space.SEMANTIC, 599)).hasSameSizeAs(all.explain(QUERY, Space.SEMANTIC, 599));
        assertThat(merged.info().images()).isEqualTo(300 + 310);
        assertThat(merged.info().manifest().calibration()).isEmpty();
    }

    @Test
    void samplesAreDrawnFromAll() throws IOException {
        List<Long> drawn = merged.sample(200, 5).stream().map(IndexedImage::id).toList();

        assertThat(drawn).hasSize(200).isEqualTo(merged.sample(200, 5).stream().map(IndexedImage::id).toList());
        assertThat(drawn.stream().filter(id -> id <= 290).count()).isBetween(60L, 130L);
        assertThat(merged.sample(1000, 5)).hasSize(610);
    }

    @Test
    void collectionsOfDifferentModelsAreRefused() throws IOException {
        WordWorld.of(folder.resolve("other"), 3, 8);

        assertThatThrownBy(() -> open("a", "other")).isInstanceOf(IndexFileException.class)
                .hasMessageStartingWith("other and a have different models");
    }
}
