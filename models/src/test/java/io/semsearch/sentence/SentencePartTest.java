package io.semsearch.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.progress.Progress;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.text.Tokenizer;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SentencePartTest {

    private static final TinySentences ENCODER = new TinySentences();
    private static final CaptionEmbedder WORDS = new CaptionEmbedder(
            new InMemoryWordVectors(List.of("dog", "beach"), FloatMatrix.wrap(2, 2, new float[]{1, 0, 0, 1})),
            new InverseDocumentFrequency(100, new int[]{10, 1}));
    private static final CaptionEmbedder EMBEDDER = WORDS.withSentencePart(part(ENCODER));

    /** Value 0 minus 0.5 goes to the first dimension, value 1 twice to the second. */
    private static SentencePart part(SentenceEncoder encoder) {
        float[] map = new float[TinySentences.DIMENSION * 2];
        map[0] = 1;
        map[3] = 2;
        float[] mean = new float[TinySentences.DIMENSION];
        mean[0] = 0.5f;
        return new SentencePart(encoder, FloatMatrix.wrap(TinySentences.DIMENSION, 2, map), mean);
    }

    @Test
    void aTextIsTheSumOfItsWordsAndOfTheWholeSentence() {
        float[] sentence = ENCODER.encode("dog on beach");

        float[] embedded = EMBEDDER.embed("Dog, on beach!").vector().orElseThrow();

        // dog weighs 1, beach 2
        double first = 1 + sentence[0] - 0.5;
        double second = 2 + 2.0 * sentence[1];
        double length = Math.hypot(first, second);
        assertThat(embedded[0]).isCloseTo((float) (first / length), within(1e-6f));
        assertThat(embedded[1]).isCloseTo((float) (second / length), within(1e-6f));
        assertThat(EMBEDDER.embed("beach on dog").vector().orElseThrow()).isNotEqualTo(embedded);
    }

    @Test
    void aTextOfUnknownWordsHasAPlaceAndOneWithoutWordsHasNone() {
        assertThat(EMBEDDER.embed("zebra").hasVector()).isTrue();
        assertThat(EMBEDDER.embed("zebra").unknownWords()).containsExactly("zebra");
        assertThat(EMBEDDER.embed("zebra").vector()).isNotEqualTo(EMBEDDER.embed("gnu").vector());
        assertThat(EMBEDDER.embed(" ! ").hasVector()).isFalse();
    }

    @Test
    void manyCaptionsAreEmbeddedAsEachAlone() {
        List<Caption> captions = List.of(new Caption(1, 2, "a beach"), new Caption(2, 1, " "),
                new Caption(3, 1, "zebra"), new Caption(4, 1, "dog beach"), new Caption(5, 2, "beach dog"));
        AtomicLong done = new AtomicLong();

        EmbeddedDataset dataset = EmbeddedDataset.embed(CaptionedFeatures.join(
                new CaptionDataset(List.of(ImageRecord.ofId(1), ImageRecord.ofId(2)), captions),
                ImageFeatures.of(new long[]{1, 2}, FloatMatrix.wrap(2, 1, new float[]{1, 1}))),
                caption -> Tokenizer.tokenize(caption.text()), EMBEDDER,
                (name, total, unit) -> count -> done.accumulateAndGet(count, Math::max));

        assertThat(done).hasValue(5);
        assertThat(dataset.withoutEmbedding()).isEqualTo(1);
        assertThat(dataset.imageRows()).containsExactly(1, 0, 0, 1);
        int row = 0;
        for (String text : List.of("a beach", "zebra", "dog beach", "beach dog")) {
            assertThat(dataset.embeddings().row(row++)).containsExactly(EMBEDDER.embed(text).vector().orElseThrow());
        }
        // the order of words counts
        assertThat(dataset.embeddingsWithTies().row(3)).isNotEqualTo(dataset.embeddingsWithTies().row(2));
        assertThat(dataset.embeddings(new int[]{2}, WORDS).row(0))
                .containsExactly(WORDS.embed("dog beach").vector().orElseThrow());
    }

    @Test
    void theLatestSentencesAreKept() {
        AtomicInteger encoded = new AtomicInteger();
        SentencePart part = part(new SentenceEncoder() {
            @Override
            public String name() {
                return "counting";
            }

            @Override
            public String fingerprint() {
                return "1";
            }

            @Override
            public int dimension() {
                return TinySentences.DIMENSION;
            }

            @Override
            public float[] encode(String sentence) {
                encoded.incrementAndGet();
                return ENCODER.encode(sentence);
            }
        });
        float[] first = part.of(List.of("dog"));
        float[] kept = first.clone();
        first[0] = 7;

        assertThat(part.of(List.of("dog"))).containsExactly(kept);
        assertThat(encoded).hasValue(1);
        for (int i = 0; i < 1000; i++) {
            part.of(List.of("dog" + i));
        }
        part.of(List.of("dog"));
        assertThat(encoded).hasValue(1002);
        assertThat(part.of(List.of())).containsOnly(0);
    }

    @Test
    void sentencesAreEncodedAllAtOnceAsEachAlone() {
        List<String> sentences = List.of("two dogs", "a beach", "");
        FloatMatrix all = ENCODER.encodeAll(sentences, Progress.Task.NONE);

        for (int row = 0; row < sentences.size(); row++) {
            assertThat(all.row(row)).containsExactly(ENCODER.encode(sentences.get(row)));
        }
        assertThat(SentencePart.sentence(List.of("hot_dog", "stand"))).isEqualTo("hot dog stand");
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> new SentencePart(ENCODER, FloatMatrix.zeros(5, 2), new float[TinySentences.DIMENSION]))
                .withMessageContaining("tiny gives 6");
        float[] mean = new float[TinySentences.DIMENSION];
        mean[2] = Float.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SentencePart(ENCODER, FloatMatrix.zeros(TinySentences.DIMENSION, 2), mean))
                .withMessageContaining("finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WORDS.withSentencePart(SentencePart.untrained(ENCODER, 3)))
                .withMessageContaining("vectors of 3 values, the words have 2");
    }
}
