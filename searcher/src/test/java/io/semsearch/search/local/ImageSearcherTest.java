package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.ImageRecord;
import io.semsearch.indexer.IndexOptions;
import io.semsearch.indexer.TestCollection;
import io.semsearch.schema.HnswParameters;
import io.semsearch.search.Contribution;
import io.semsearch.search.Hit;
import io.semsearch.search.IndexInfo;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.Space;
import io.semsearch.search.UnknownImageException;
import io.semsearch.search.UnknownWordsException;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On images that stand on a circle; see {@link TestCollection#circle}. */
class ImageSearcherTest {

    private static final FloatMatrix IDENTITY = FloatMatrix.wrap(2, 2, new float[]{1, 0, 0, 1});

    @TempDir
    Path folder;

    @Test
    void findsWhatATextDescribes() throws IOException {
        try (ImageSearcher searcher = circle(12)) {
            SearchResult result = searcher.search(Query.text("North!"), SearchOptions.top(1));

            assertThat(result.query()).isEqualTo(Query.text("North!"));
            assertThat(result.mode()).isEqualTo(SearchMode.EXACT);
            assertThat(result.took()).isPositive();
            assertThat(result.unknownWords()).isEmpty();
            assertThat(result.hits()).singleElement().satisfies(hit -> {
                assertThat(hit.rank()).isEqualTo(1);
                assertThat(hit.similarity()).isEqualTo(1, within(1e-6f));
                assertThat(hit.image()).isEqualTo(new IndexedImage(
                        new ImageRecord(4, "4.jpg", 640, 480, "https://example.org/4.jpg"), List.of("at place 4"),
                        hit.image().file()));
                assertThat(hit.image().file()).isEmpty();
            });
        }
    }

    @Test
    void whatWordsAddMakesTheSimilarityOfAHit() throws IOException {
        try (ImageSearcher searcher = circle(12)) {
            for (Hit hit : searcher.search(Query.text("north east zebra"), SearchOptions.top(12)).hits()) {
                List<Contribution> words = searcher.explain(Query.text("north east zebra"), Space.SEMANTIC,
                        hit.image().id());

                assertThat(words).extracting(word -> ((Contribution.Word) word).word())
                        .containsExactlyInAnyOrder("north", "east");
                assertThat(words.stream().mapToDouble(Contribution::amount).sum())
                        .isCloseTo(hit.similarity(), within(1e-5));
            }
            assertThatThrownBy(() -> searcher.explain(Query.text("zebra"), Space.SEMANTIC, 4))
                    .isInstanceOf(UnknownWordsException.class);
            assertThatThrownBy(() -> searcher.explain(Query.text("north"), Space.SEMANTIC, 99))
                    .isInstanceOf(UnknownImageException.class);
        }
    }

    @Test
    void similarityIsTheCosineInBothSpaces() throws IOException {
        try (ImageSearcher searcher = circle(12)) {
            SearchResult semantic = searcher.search(Query.image(1), SearchOptions.top(11));
            assertThat(semantic.hits().getFirst().similarity()).isEqualTo(cosine(30), within(1e-6f));
            assertThat(semantic.hits().getLast().image().id()).isEqualTo(7);
            assertThat(semantic.hits().getLast().similarity()).isEqualTo(-1, within(1e-6f)).isGreaterThanOrEqualTo(-1);

            SearchResult features = searcher.search(Query.image(1), SearchOptions.top(11).withSpace(Space.FEATURES));
            assertThat(features.hits().getFirst().similarity()).isEqualTo(cosine(60), within(1e-6f));
            assertThat(ids(features).subList(0, 2)).as("those of equal height").containsExactlyInAnyOrder(3L, 11L);
            assertThat(features.hits().get(2).similarity()).isEqualTo((float) (cosine(30) / Math.sqrt(5)),
                    within(1e-6f));
        }
    }

    @Test
    void placesAVectorOfAnyLengthByItsDirection() throws IOException {
        float[] vector = {0.1f, 500};
        try (ImageSearcher searcher = circle(12)) {
            Query query = Query.vector(vector);
            vector[1] = -500;
            assertThat(ids(searcher.search(query, SearchOptions.top(2)))).containsExactly(4L, 3L);

            Query features = Query.vector(new float[]{1e-9f, 1e-6f, 2e-6f});
            SearchResult result = searcher.search(features, SearchOptions.top(1).withSpace(Space.FEATURES));
            assertThat(ids(result)).containsExactly(4L);
            assertThat(result.hits().getFirst().similarity()).isEqualTo(1, within(1e-5f));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "HNSW"})
    void anImageIsNoAnswerToItselfAlsoAmongTwins(SearchMode mode) throws IOException {
        FloatMatrix features = FloatMatrix.zeros(300, 2);
        for (int row = 0; row < 300; row++) {
            features.setRow(row, row % 60 == 5 ? new float[]{3, 4} : new float[]{1, row});
        }
        try (ImageSearcher searcher = open(TestCollection.of(folder, features, IDENTITY))) {
            for (Space space : Space.values()) {
                SearchOptions options = SearchOptions.top(4).withMode(mode).withSpace(space).withEfSearch(100);
                SearchResult result = searcher.search(Query.image(66), options);

                assertThat(result.mode()).isEqualTo(mode);
                assertThat(ids(result)).as("%s, equally near ones by id", space).containsExactly(6L, 126L, 186L, 246L);
                assertThat(result.hits()).extracting(Hit::similarity).allMatch(similarity -> similarity > 0.999999f);
                assertThat(result.hits()).extracting(Hit::rank).containsExactly(1, 2, 3, 4);
            }
        }
    }

    @Test
    void asManyHitsAsAskedForAlsoWhereTheImageItselfIsLeftOut() throws IOException {
        try (ImageSearcher searcher = circle(300)) {
            SearchResult result = searcher.search(Query.image(150),
                    SearchOptions.top(10).withMode(SearchMode.HNSW).withEfSearch(10));

            assertThat(result.mode()).isEqualTo(SearchMode.HNSW);
            assertThat(ids(result)).containsExactlyInAnyOrder(145L, 146L, 147L, 148L, 149L, 151L, 152L, 153L, 154L,
                    155L);
        }
    }

    @Test
    void moreHitsThanImagesAreAllImages() throws IOException {
        try (ImageSearcher searcher = circle(12)) {
            for (SearchMode mode : SearchMode.values()) {
                SearchOptions options = SearchOptions.top(1000).withMode(mode);
                assertThat(searcher.search(Query.text("east"), options).hits()).hasSize(12);
                assertThat(searcher.search(Query.image(1), options).hits()).hasSize(11);
            }
        }
    }

    @Test
    void namesUnknownWordsAndTheNearestKnownOnes() throws IOException {
        try (ImageSearcher searcher = circle(12)) {
            SearchResult result = searcher.search(Query.literal("zebra nort east zebra"), SearchOptions.top(1));
            assertThat(result.unknownWords()).containsExactly("zebra", "nort");
            assertThat(result.suggestions()).isEqualTo(Map.of("nort", List.of("north")));
            assertThat(ids(result)).containsExactly(1L);

            assertThatThrownBy(() -> searcher.search(Query.literal("Zebra, nort'"), SearchOptions.top(1)))
                    .hasMessage("the model knows no word of the text: 'Zebra', 'nort' (did you mean north?)")
                    .asInstanceOf(InstanceOfAssertFactories.type(UnknownWordsException.class)).satisfies(error -> {
                        assertThat(error.words()).containsExactly("Zebra", "nort");
                        assertThat(error.suggestions()).isEqualTo(Map.of("nort", List.of("north")));
                    });
            assertThat(searcher.search(Query.literal("n'ort east man's"), SearchOptions.top(1)))
                    .satisfies(answer -> assertThat(answer.unknownWords()).containsExactly("n'ort", "man's"))
                    .satisfies(answer -> assertThat(answer.suggestions())
                            .isEqualTo(Map.of("n'ort", List.of("north"))));
        }
    }

    @Test
    void readsTypingErrorsAsKnownWordsUnlessTheTextIsLiteral() throws IOException {
        try (ImageSearcher searcher = circle(12)) {
            SearchResult result = searcher.search(Query.text("Nort zebra"), SearchOptions.top(3));

            assertThat(result.readAs()).isEqualTo(Map.of("Nort", "north"));
            assertThat(result.unknownWords()).containsExactly("zebra");
            assertThat(ids(result)).isEqualTo(ids(searcher.search(Query.literal("north"), SearchOptions.top(3))));
            assertThat(searcher.search(Query.literal("north"), SearchOptions.top(1)).readAs()).isEmpty();
        }
    }

    @Test
    void refusesATextThatSaysNothing() throws IOException {
        try (ImageSearcher searcher = circle(12)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> searcher.search(Query.text(" ?! "), SearchOptions.top(1)))
                    .withMessage("the text has no words: ' ?! '");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> searcher.search(Query.text("east west zebra"), SearchOptions.top(1)))
                    .withMessageStartingWith("the known words of 'east west zebra' have no weight");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> searcher.search(Query.text("east"), SearchOptions.top(1).withSpace(Space.FEATURES)))
                    .withMessage("a text can be searched only in space SEMANTIC, got space FEATURES");
        }
    }

    @Test
    void refusesAVectorThatHasNoPlace() throws IOException {
        try (ImageSearcher searcher = circle(12)) {
            assertThatIllegalArgumentException().isThrownBy(() -> Query.vector(new float[]{1, Float.NaN}))
                    .withMessage("query vector: value 1 must be a finite number, got NaN");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> searcher.search(Query.vector(new float[3]), SearchOptions.top(1)))
                    .withMessage("a query vector in space SEMANTIC must have 2 values, got 3");
            assertThatIllegalArgumentException().isThrownBy(() -> searcher.search(Query.vector(new float[2]),
                    SearchOptions.top(1).withSpace(Space.FEATURES)))
                    .withMessage("a query vector in space FEATURES must have 3 values, got 2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> searcher.search(Query.vector(new float[2]), SearchOptions.top(1)))
                    .withMessageContaining("has no direction");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> searcher.search(Query.vector(new float[]{3e38f, 3e38f}), SearchOptions.top(1)))
                    .withMessageContaining("has no direction");
        }
    }

    @Test
    void saysWhichImageItDoesNotHave() throws IOException {
        try (ImageSearcher searcher = circle(12)) {
            assertThatThrownBy(() -> searcher.search(Query.image(13), SearchOptions.top(1)))
                    .hasMessage("image 13 is not in the index, which has 12 images")
                    .asInstanceOf(InstanceOfAssertFactories.type(UnknownImageException.class))
                    .extracting(UnknownImageException::imageId).isEqualTo(13L);
            assertThat(searcher.find(13)).isEmpty();
            assertThat(searcher.find(-1)).isEmpty();
        }
    }

    @Test
    void knowsImagesByTheirNumber() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        Files.writeString(pictures.resolve("7.jpg"), "pixels");
        TestCollection.circle(folder, 12).index(new IndexOptions(HnswParameters.DEFAULT, List.of(pictures), "test"));

        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            assertThat(searcher.size()).isEqualTo(12);
            assertThat(searcher.find(7)).hasValueSatisfying(image -> {
                assertThat(image.id()).isEqualTo(7);
                assertThat(image.captions()).containsExactly("at place 7", "an odd place");
                assertThat(image.file()).contains(pictures.resolve("7.jpg"));
            });
            assertThat(searcher.find(12)).hasValueSatisfying(image -> assertThat(image.captions()).isEmpty());
        }
    }

    @Test
    void saysWhatTheIndexIs() throws IOException {
        try (ImageSearcher searcher = circle(12)) {
            IndexInfo info = searcher.info();

            assertThat(info.images()).isEqualTo(12);
            assertThat(info.segments()).isEqualTo(1);
            assertThat(info.deletedDocuments()).isZero();
            assertThat(info.bytes()).isBetween(1000L, 100_000L);
            assertThat(info.manifest().featureDimension()).isEqualTo(3);
        }
    }

    @Test
    void doesNotAnswerOnceItIsClosed() throws IOException {
        ImageSearcher searcher = circle(12);
        searcher.close();
        searcher.close();

        assertThatIllegalStateException().isThrownBy(() -> searcher.search(Query.text("east"), SearchOptions.top(1)))
                .withMessage("the searcher is closed: open another one");
        assertThatIllegalStateException().isThrownBy(() -> searcher.find(1));
    }

    @Test
    void keepsAnsweringFromTheIndexThatItOpened() throws IOException {
        try (ImageSearcher earlier = circle(12)) {
            SearchResult before = earlier.search(Query.text("east"), SearchOptions.top(12));
            try (ImageSearcher later = circle(5)) {
                assertThat(later.size()).isEqualTo(5);
                assertThat(earlier.size()).isEqualTo(12);
                assertThat(earlier.search(Query.text("east"), SearchOptions.top(12)).hits()).isEqualTo(before.hits());
            }
        }
    }

    @Test
    void queriesOfEqualContentAreEqual() {
        assertThat(Query.vector(new float[]{1, 2})).isEqualTo(Query.vector(new float[]{1, 2}))
                .hasSameHashCodeAs(Query.vector(new float[]{1, 2})).isNotEqualTo(Query.vector(new float[]{1, 3}))
                .hasToString("Vector[2 values]");
        assertThat(Query.image(3)).isEqualTo(Query.image(3)).isNotEqualTo(Query.text("3"));
    }

    private ImageSearcher circle(int images) throws IOException {
        return open(TestCollection.circle(folder, images));
    }

    private static ImageSearcher open(TestCollection collection) throws IOException {
        collection.index();
        return ImageSearcher.open(collection.folder());
    }

    private static List<Long> ids(SearchResult result) {
        return result.hits().stream().map(hit -> hit.image().id()).toList();
    }

    private static float cosine(int degrees) {
        return (float) Math.cos(Math.toRadians(degrees));
    }
}
