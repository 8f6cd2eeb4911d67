package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.indexer.TestCollection;
import io.semsearch.search.Contribution;
import io.semsearch.search.Hit;
import io.semsearch.search.Query;
import io.semsearch.search.Rocchio;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.Space;
import io.semsearch.search.UnknownImageException;
import io.semsearch.search.UnknownWordsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sums of queries and feedback, on 360 images that stand one degree apart: image 1 in the east, image 91 in the north.
 * */
class CombinedQueriesTest {

    @TempDir
    Path folder;

    private ImageSearcher searcher;

    @BeforeEach
    void open() throws IOException {
        TestCollection.circle(folder, 360).index();
        searcher = ImageSearcher.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        searcher.close();
    }

    @Test
    void aSumLiesBetweenItsParts() throws IOException {
        assertThat(first(Query.text("east").plus(Query.text("north")))).as("45 degrees").isEqualTo(46);
        // tan(angle) = 1 / sqrt(3)
        assertThat(first(Query.text("east").plus(Query.text("north"), 1 / Math.sqrt(3)))).isEqualTo(31);
        assertThat(first(Query.text("east").minus(Query.text("north")))).as("-45 degrees").isEqualTo(316);
        assertThat(first(Query.text("north").plus(Query.image(1)))).isEqualTo(46);
        assertThat(first(Query.text("north").plus(Query.vector(new float[]{7, 0})))).as("vectors are scaled")
                .isEqualTo(46);
    }

    @Test
    void aSumOfSumsWeighsEachAsAWhole() throws IOException {
        Query northEast = Query.text("north").plus(Query.text("east"));
        // (cos 45 + 1, sin 45): half of 45 degrees
        assertThat(first(new Query.Sum(List.of(new Query.Term(northEast, 1), new Query.Term(Query.text("east"), 1)))))
                .isIn(23L, 24L);
        assertThat(first(northEast.plus(Query.text("east")))).as("a longer sum: tan = 1 / 2").isEqualTo(28);
    }

    @Test
    void imagesOfTheQueryAreNoAnswers() throws IOException {
        List<Long> near = ids(searcher.search(Query.image(10).plus(Query.image(12)), SearchOptions.top(3)));
        assertThat(near).startsWith(11L).doesNotContain(10L, 12L);

        List<Long> judged = ids(searcher.search(Query.text("east").judged(List.of(2L), List.of(359L), Rocchio.DEFAULT),
                SearchOptions.top(359)));
        assertThat(judged).hasSize(358).doesNotContain(2L, 359L);
    }

    @Test
    void feedbackMovesTheQueryByRocchiosFormula() throws IOException {
        Rocchio rocchio = new Rocchio(1, 0.5, 0.25);
        Query query = Query.text("east").judged(List.of(91L, 271L, 91L), List.of(181L), rocchio);
        // east + 0.5 mean(north, south) - 0.25 west = 1.25 east
        assertThat(first(query)).isEqualTo(1);
        assertThat(first(Query.text("east").judged(List.of(91L), List.of(), new Rocchio(1, 1, 0)))).isEqualTo(46);
        assertThat(first(Query.text("east").judged(List.of(), List.of(91L), new Rocchio(1, 0, 1)))).isEqualTo(316);
        assertThat(first(Query.text("east").judged(List.of(91L), List.of(), new Rocchio(0, 1, 0))))
                .as("next to the one that was judged").isIn(90L, 92L);
    }

    @Test
    void contributionsOfAllPartsAddUpToTheSimilarity() throws IOException {
        Query query = Query.text("north east zebra").plus(Query.text("west"), 0.3).plus(Query.vector(new float[]{1, 2}))
                .minus(Query.image(40)).judged(List.of(12L, 20L), List.of(200L), Rocchio.DEFAULT);
        for (Hit hit : searcher.search(query, SearchOptions.top(50)).hits()) {
            List<Contribution> parts = searcher.explain(query, Space.SEMANTIC, hit.image().id());

            assertThat(parts.stream().mapToDouble(Contribution::amount).sum()).isCloseTo(hit.similarity(),
                    within(1e-5));
            assertThat(parts).hasSize(8).isSortedAccordingTo((a, b) -> Double.compare(b.amount(), a.amount()));
            assertThat(parts).filteredOn(part -> part instanceof Contribution.Image)
                    .extracting(part -> ((Contribution.Image) part).imageId())
                    .containsExactlyInAnyOrder(12L, 20L, 40L, 200L);
        }
    }

    @Test
    void amongFeaturesImagesAndVectorsAddUpToo() throws IOException {
        // features: (cos, sin, 2 for even ids)
        SearchOptions features = SearchOptions.top(1).withSpace(Space.FEATURES);
        assertThat(ids(searcher.search(Query.image(1).plus(Query.image(91)), features))).containsExactly(46L - 1);
        assertThat(searcher.explain(Query.image(1).plus(Query.image(91)), Space.FEATURES, 45).stream()
                .mapToDouble(Contribution::amount).sum()).isCloseTo(1, within(1e-3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> searcher.search(Query.image(1).plus(Query.text("north")), features))
                .withMessageContaining("a text can be searched only in space SEMANTIC");
    }

    @Test
    void saysWhatIsWrongWithAQuery() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> searcher.search(Query.text("east").plus(Query.text("west")), SearchOptions.top(1)))
                .withMessageContaining("cancel each other out");
        assertThatIllegalArgumentException().isThrownBy(() -> Query.text("east").plus(Query.text("north"), Double.NaN))
                .withMessage("a weight must be a finite number, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Query.text("east").judged(List.of(1L, 2L), List.of(2L), Rocchio.DEFAULT))
                .withMessage("an image cannot be relevant and nonrelevant at once: 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Query.text("east").judged(List.of(), List.of(), Rocchio.DEFAULT))
                .withMessageContaining("at least one image that was judged");
        assertThatThrownBy(() -> searcher.search(Query.text("east").minus(Query.image(999)), SearchOptions.top(1)))
                .isInstanceOf(UnknownImageException.class);
        assertThatThrownBy(() -> searcher.search(Query.text("east").judged(List.of(999L), List.of(), Rocchio.DEFAULT),
                SearchOptions.top(1))).isInstanceOf(UnknownImageException.class);
        assertThatThrownBy(() -> searcher.search(Query.text("east").plus(Query.text("zebra")), SearchOptions.top(1)))
                .isInstanceOf(UnknownWordsException.class);
    }

    private long first(Query query) throws IOException {
        return ids(searcher.search(query, SearchOptions.top(1))).getFirst();
    }

    private static List<Long> ids(SearchResult result) {
        return result.hits().stream().map(hit -> hit.image().id()).toList();
    }
}
