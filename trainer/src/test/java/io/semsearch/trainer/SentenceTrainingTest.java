package io.semsearch.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.progress.Progress;
import io.semsearch.sentence.SentencePart;
import io.semsearch.sentence.TinySentences;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.config.Regularization;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.initialization.PreparedData;
import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceTrainingTest {

    private static final SmallWorld WORLD = new SmallWorld(5).withSentences(new TinySentences());
    private static final EmbeddedDataset TRAINING = WORLD.images(300, 1);
    private static final EmbeddedDataset VALIDATION = WORLD.images(60, 2);
    private static final TrainingConfig CONFIG = TrainingConfig.BEST.withDimension(10).withEpochs(4).withBatchSize(64);
    private static final TrainingConfig SHORTENED = CONFIG.withRegularization(new Regularization(0.3, 0, 0.5));

    @TempDir
    private Path folder;

    @Test
    void theStartAddsSevenTenthsOfTheLengthOfTheWords() {
        PreparedData data = PreparedData.of(TRAINING, CONFIG, new SplittableRandom(1), Progress.NONE);
        CaptionEmbedder embedder = data.embedder(data.initialWeights());
        SentencePart part = embedder.sentencePart().orElseThrow();

        double ofWords = mean(caption -> Vectors.norm(embedder.sum(TRAINING.words(caption))));
        double ofSentences = mean(
                caption -> Vectors.norm(part.map(TRAINING.sentences().orElseThrow().row(caption))));

        assertThat(ofSentences / ofWords).isCloseTo(0.7, within(1e-4));
        // the training captions' mean is what is subtracted
        assertThat((double) part.mean()[3])
                .isCloseTo(mean(caption -> TRAINING.sentences().orElseThrow().get(caption, 3)), within(1e-5));
        assertThat(data.shortForms()).isEmpty();
    }

    @Test
    void theStartOfTheMapPointsToTheImages() {
        PreparedData data = PreparedData.of(TRAINING, CONFIG, new SplittableRandom(1), Progress.NONE);
        SentencePart part = data.embedder(data.initialWeights()).sentencePart().orElseThrow();

        double own = mean(caption -> similarity(data, part, caption, TRAINING.imageRow(caption)));
        double other = mean(caption -> similarity(data, part, caption, 299 - TRAINING.imageRow(caption)));

        assertThat(own).isGreaterThan(other + 0.1);
    }

    private static double similarity(PreparedData data, SentencePart part, int caption, int image) {
        float[] sum = part.map(TRAINING.sentences().orElseThrow().row(caption));
        Vectors.l2Normalize(sum);
        return Vectors.dot(sum, data.projection(data.initialWeights()).project(TRAINING.images().matrix().row(image)));
    }

    @Test
    void theMapIsLearnedAndTheLossFalls() throws IOException {
        TrainingResult trained = train(CONFIG, VALIDATION, "a", false);
        PreparedData data = PreparedData.of(TRAINING, CONFIG, new SplittableRandom(1), Progress.NONE);

        SentencePart part = trained.embedder().sentencePart().orElseThrow();
        assertThat(part.map().values()).isNotEqualTo(data.initialWeights().sentenceMap().orElseThrow().values());
        assertThat(part.encoder()).isInstanceOf(TinySentences.class);
        assertThat(trained.reports().getLast().trainingLoss()).isLessThan(trained.reports().get(1).trainingLoss());
        // the same model in a query as in training
        assertThat(VALIDATION.embeddings(new int[]{0}, trained.embedder()).row(0))
                .containsExactly(trained.embedder().embed(text(0)).vector().orElseThrow());
    }

    @Test
    void aResumedRunIsTheUninterruptedOne() throws IOException {
        for (TrainingConfig config : List.of(CONFIG, SHORTENED)) {
            TrainingResult whole = train(config, VALIDATION, "whole", false);
            // fewer epochs would be another schedule: the run is cut off instead
            assertThatThrownBy(() -> new Trainer(config, interruptedAfter(2)).train(TRAINING, VALIDATION,
                    folder.resolve("cut"), false)).hasMessage("cut");

            TrainingResult resumed = train(config, VALIDATION, "cut", true);

            assertThat(map(resumed)).containsExactly(map(whole));
            assertThat(resumed.projection().weights().values()).containsExactly(whole.projection().weights().values());
        }
    }

    @Test
    void shortFormsAreEncodedOnceAndLearnedFrom() throws IOException {
        PreparedData data = PreparedData.of(TRAINING, SHORTENED, new SplittableRandom(1), Progress.NONE);

        assertThat(data.shortForms().orElseThrow().words(7)).hasSize(1)
                .containsAnyOf(TRAINING.words(7));
        String word = TRAINING.embedder().wordVectors().word(data.shortForms().orElseThrow().words(7)[0]);
        assertThat(data.shortForms().orElseThrow().sentences().row(7))
                .containsExactly(new TinySentences().encode(word));
        assertThat(map(train(SHORTENED, VALIDATION, "a", false)))
                .isNotEqualTo(map(train(CONFIG, VALIDATION, "b", false)));
    }

    @Test
    void aRunIsNotResumedWithOtherSentences() throws IOException {
        train(CONFIG, VALIDATION, "a", false);

        EmbeddedDataset words = new SmallWorld(5).images(60, 2);
        assertThatThrownBy(() -> train(CONFIG, words, "a", true)).isInstanceOf(IOException.class)
                .hasMessageContaining("other data or options").hasMessageContaining("sentences (");
    }

    private static double mean(ToDoubleFunction<Integer> value) {
        return IntStream.range(0, TRAINING.size()).boxed().mapToDouble(value).average().orElseThrow();
    }

    private static String text(int caption) {
        CaptionEmbedder embedder = VALIDATION.embedder();
        return String.join(" ",
                IntStream.of(VALIDATION.words(caption)).mapToObj(embedder.wordVectors()::word).toList());
    }

    private TrainingResult train(TrainingConfig config, EmbeddedDataset validation, String file, boolean resume)
            throws IOException {
        return new Trainer(config, TrainingListener.NONE).train(TRAINING, validation, folder.resolve(file), resume);
    }

    private static TrainingListener interruptedAfter(int epochs) {
        return new TrainingListener() {
            @Override
            public void onEpochStart(int epoch, int total, int captions) {
                if (epoch > epochs) {
                    throw new IllegalStateException("cut");
                }
            }
        };
    }

    private static float[] map(TrainingResult result) {
        return result.embedder().sentencePart().orElseThrow().map().values();
    }
}
