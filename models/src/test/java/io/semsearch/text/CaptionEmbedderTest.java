package io.semsearch.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionEmbedderTest {

    /** East, north, and a word that every document holds. */
    private static final WordVectors WORDS = new InMemoryWordVectors(List.of("dog", "beach", "a"),
            FloatMatrix.wrap(3, 2, new float[]{1, 0, 0, 1, -1, -1}));
    /** Of 100 documents, "dog" in 10 and "beach" in 1. */
    private static final CaptionEmbedder EMBEDDER = new CaptionEmbedder(WORDS,
            new InverseDocumentFrequency(100, new int[]{10, 1, 100}));

    @Test
    void weighsWordsByTheirRarity() {
        // idf: dog log10(100/10) = 1, beach log10(100/1) = 2, a 0
        float[] vector = EMBEDDER.embed("A dog, a beach").vector().orElseThrow();

        assertThat(vector[0]).isCloseTo((float) (1 / Math.sqrt(5)), within(1e-6f));
        assertThat(vector[1]).isCloseTo((float) (2 / Math.sqrt(5)), within(1e-6f));
    }

    @Test
    void aWordThatOccursTwiceCountsTwice() {
        float[] vector = EMBEDDER.embed("dog dog beach").vector().orElseThrow();

        assertThat(vector[0]).isCloseTo(vector[1], within(1e-6f));
    }

    @Test
    void namesUnknownWordsOnceAndGoesOnWithoutThem() {
        CaptionEmbedding embedding = EMBEDDER.embed("zebra dog zebra gnu");

        assertThat(embedding.unknownWords()).containsExactly("zebra", "gnu");
        assertThat(embedding.vector().orElseThrow()).containsExactly(1, 0);
    }

    @Test
    void noKnownWordIsNoVector() {
        assertThat(EMBEDDER.embed("zebra").hasVector()).isFalse();
        assertThat(EMBEDDER.embed(" ").vector()).isEmpty();
        // the only known word weighs nothing
        assertThat(EMBEDDER.embed("a").hasVector()).isFalse();
    }

    @Test
    void whatWordsAddMakesTheCosine() {
        float[] image = {0.8f, -0.6f};

        List<WordContribution> words = EMBEDDER.explain("a dog, a beach, a zebra: dog!", image);

        // dog twice at weight 1, beach at weight 2: the sum is (2, 2), its length 2 sqrt(2)
        assertThat(words).extracting(WordContribution::word).containsExactly("dog", "a", "beach");
        assertThat(words.getFirst().contribution()).isCloseTo(2 * 0.8 / Math.sqrt(8), within(1e-6));
        assertThat(words.getLast().contribution()).isCloseTo(2 * -0.6 / Math.sqrt(8), within(1e-6));
        double cosine = Vectors.dot(EMBEDDER.embed("a dog, a beach, a zebra: dog!").vector().orElseThrow(), image);
        assertThat(words.stream().mapToDouble(WordContribution::contribution).sum()).isCloseTo(cosine, within(1e-6));
        assertThat(EMBEDDER.explain("zebra", image)).isEmpty();
    }

    @Test
    void idfCountsADocumentOnceForAWord() {
        InverseDocumentFrequency idf = InverseDocumentFrequency.count(WORDS,
                List.of(List.of("dog", "dog"), List.of("dog", "zebra"), List.of(), List.of("a")));

        assertThat(idf.documents()).isEqualTo(4);
        assertThat(idf.documentFrequencies()).containsExactly(2, 0, 1);
        assertThat(idf.idf(0)).isCloseTo(Math.log10(2), within(1e-12));
        // never seen weighs as much as seen once
        assertThat(idf.idf(1)).isEqualTo(idf.idf(2)).isCloseTo(Math.log10(4), within(1e-12));
    }

    @Test
    void embedsManyCaptionsAndCountsThoseWithoutAPlace() {
        CaptionedFeatures dataset = CaptionedFeatures.join(
                new CaptionDataset(List.of(ImageRecord.ofId(1), ImageRecord.ofId(2)),
                        List.of(new Caption(1, 2, "beach zebra"), new Caption(2, 1, "zebra"),
                                new Caption(3, 1, "dog"))),
                ImageFeatures.of(new long[]{1, 2}, FloatMatrix.wrap(2, 1, new float[]{1, 1})));

        EmbeddedDataset captions = EmbeddedDataset.embed(dataset, EMBEDDER);

        assertThat(captions.size()).isEqualTo(2);
        assertThat(captions.embeddings().values()).containsExactly(0, 1, 1, 0);
        assertThat(captions.imageRows()).containsExactly(1, 0);
        assertThat(captions.withoutEmbedding()).isEqualTo(1);
        assertThat(captions.unknownTokens()).isEqualTo(2);
    }
}
