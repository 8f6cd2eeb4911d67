package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelDraft;
import io.semsearch.artifact.ModelWriter;
import io.semsearch.indexer.ImageIndexer;
import io.semsearch.indexer.IndexOptions;
import io.semsearch.progress.Progress;
import io.semsearch.search.Contribution;
import io.semsearch.search.Hit;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.Space;
import io.semsearch.sentence.SentencePart;
import io.semsearch.sentence.TinySentences;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collection whose model adds a sentence part to the words. */
class SentenceQueriesTest {

    private static final SearchOptions OPTIONS = SearchOptions.top(5).withMinConfidence(0);

    @TempDir
    private static Path folder;
    private static CaptionEmbedder embedder;

    @BeforeAll
    static void index() throws IOException {
        WordWorld world = WordWorld.of(folder, 200);
        ModelArtifact words = world.model();
        FloatMatrix map = FloatMatrix.zeros(TinySentences.DIMENSION, words.manifest().semanticDimension());
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < map.values().length; i++) {
            map.values()[i] = (float) random.nextGaussian();
        }
        embedder = words.captionEmbedder().withSentencePart(
                new SentencePart(new TinySentences(), map, new float[TinySentences.DIMENSION]));
        ModelWriter.write(folder.resolve(ModelArtifact.FOLDER), new ModelDraft(words.projection(), embedder,
                words.manifest().encoder(), words.manifest().training(), words.manifest().metrics(),
                words.readCaptionBank(), Optional.empty()), "test");
        new ImageIndexer(folder, world.model(), IndexOptions.defaults("test"))
                .index(world.dataset(1, 200), world.features(1, 200), Progress.NONE);
    }

    @Test
    void aTextIsSearchedAsTheModelEmbedsIt() throws IOException {
        float[] vector = embedder.embed("w3 w17 unheard").vector().orElseThrow();
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            List<Hit> hits = searcher.search(Query.text("w3 w17 unheard"), OPTIONS).hits();

            assertThat(hits).extracting(hit -> hit.image().id()).containsExactlyElementsOf(
                    searcher.search(Query.vector(vector), SearchOptions.top(5)).hits().stream()
                            .map(hit -> hit.image().id())
                            .toList());
            assertThat(hits).extracting(Hit::similarity).isNotEqualTo(
                    searcher.search(Query.text("unheard w17 w3"), OPTIONS).hits().stream()
                            .map(Hit::similarity).toList());
        }
    }

    @Test
    void wordsAndTheWholeSentencesAddUpToTheSimilarity() throws IOException {
        Query query = Query.text("w3 w17").plus(Query.text("w80 w5 w6"), 0.5).minus(Query.text("w9"));
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            Hit hit = searcher.search(query, OPTIONS).hits().getFirst();
            List<Contribution> parts = searcher.explain(query, Space.SEMANTIC, hit.image().id());

            assertThat(parts.stream().mapToDouble(Contribution::amount).sum()).isCloseTo(hit.similarity(),
                    within(1e-5));
            assertThat(parts).filteredOn(part -> part instanceof Contribution.Sentence).hasSize(1);
            assertThat(parts).filteredOn(part -> part instanceof Contribution.Word).hasSize(6);
        }
    }

    @Test
    void aTextOfUnknownWordsIsSearchedAsASentence() throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            SearchResult result = searcher.search(Query.literal("unheard things"), OPTIONS);

            assertThat(result.hits()).hasSize(5);
            assertThat(result.unknownWords()).containsExactly("unheard", "things");
            assertThat(searcher.explain(Query.literal("unheard things"), Space.SEMANTIC,
                    result.hits().getFirst().image().id())).singleElement().isInstanceOf(Contribution.Sentence.class);
            assertThatIllegalArgumentException().isThrownBy(() -> searcher.search(Query.text(" ! "), OPTIONS))
                    .withMessageContaining("no words");
        }
    }

    @Test
    void theSentenceIsReadWithoutTypingErrors() throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            // w100 has four characters, w1000 is one typing error away from it
            SearchResult typed = searcher.search(Query.text("w3 w1000"), OPTIONS);

            assertThat(typed.readAs()).containsOnlyKeys("w1000");
            String read = typed.readAs().values().iterator().next();
            assertThat(typed.hits()).extracting(Hit::similarity).isEqualTo(
                    searcher.search(Query.text("w3 " + read), OPTIONS).hits().stream().map(Hit::similarity).toList());
        }
    }

    @Test
    void confidenceKnowsSentences() throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            double known = searcher.search(Query.text(WordWorld.caption(7)), OPTIONS).hits().getFirst().confidence()
                    .orElseThrow();
            double unknown = searcher.search(Query.literal("nobody knows"), OPTIONS).hits().getFirst().confidence()
                    .orElseThrow();

            assertThat(known).isGreaterThan(unknown);
        }
    }
}
