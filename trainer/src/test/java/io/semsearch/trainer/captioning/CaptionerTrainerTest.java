package io.semsearch.trainer.captioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.captioning.Architecture;
import io.semsearch.captioning.CaptionOptions;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.trainer.DivergedException;
import io.semsearch.trainer.backend.Backend;
import io.semsearch.trainer.backend.Device;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A world of four animals and three places: a photo's features name both, and so does its caption. */
class CaptionerTrainerTest {

    private static final List<String> ANIMALS = List.of("dog", "cat", "horse", "sheep");
    private static final List<String> PLACES = List.of("beach", "field", "road");

    @TempDir
    Path folder;

    @BeforeAll
    static void useTheProcessor() {
        Backend.select(Device.CPU);
    }

    private static CaptionedFeatures photos(int from, int count) {
        long[] ids = new long[count];
        FloatMatrix features = FloatMatrix.zeros(count, ANIMALS.size() + PLACES.size());
        List<ImageRecord> images = new ArrayList<>();
        List<Caption> captions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int animal = (from + i) % ANIMALS.size();
            int place = (from + i) / ANIMALS.size() % PLACES.size();
            ids[i] = (long) from + i;
            features.values()[i * features.columns() + animal] = 1;
            features.values()[i * features.columns() + ANIMALS.size() + place] = 1;
            images.add(ImageRecord.ofId(ids[i]));
            captions.add(new Caption(ids[i], ids[i], caption(animal, place)));
        }
        return CaptionedFeatures.join(new CaptionDataset(images, captions), ImageFeatures.of(ids, features));
    }

    private static String caption(int animal, int place) {
        return "A " + ANIMALS.get(animal) + " stands on the " + PLACES.get(place) + ".";
    }

    private static CaptionerConfig config(Architecture architecture, int epochs) {
        return CaptionerConfig.DEFAULT.withArchitecture(architecture).withEpochs(epochs, 100)
                .withShape(new CaptionerConfig.Shape(8, 32, 10))
                .withStep(new CaptionerConfig.Step(16, 3e-2, 5, 0.5, CaptionerConfig.Dropout.NONE));
    }

    private TrainedCaptioner train(CaptionerConfig config, boolean resume) throws IOException {
        return new CaptionerTrainer(config, CaptionerListener.NONE).train(photos(0, 120), photos(120, 12),
                folder.resolve("run.safetensors"), resume);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    void learnsToNameWhatAPhotoShows(Architecture architecture) throws IOException {
        TrainedCaptioner trained = train(config(architecture, 50), false);

        assertThat(trained.best().validation().bleu4()).isGreaterThan(0.9);
        CaptionedFeatures unseen = photos(7, 1);
        assertThat(trained.captioner().write(unseen.features().row(0), CaptionOptions.DEFAULT).getFirst().text())
                .isEqualTo("a sheep stands on the field");
    }

    @Test
    void equalSeedsAndResumedRunsGiveEqualCaptioners() throws IOException {
        CaptionerConfig withDropout = config(Architecture.PAR, 3)
                .withStep(new CaptionerConfig.Step(8, 2e-2, 5, 0.5, CaptionerConfig.Dropout.DEFAULT));
        TrainedCaptioner whole = train(withDropout, false);
        assertThat(train(withDropout.withEpochs(1, 100), false).epochs()).hasSize(1);
        TrainedCaptioner resumed = train(withDropout, true);

        assertThat(resumed.epochs()).extracting(CaptionerEpoch::loss)
                .containsExactlyElementsOf(whole.epochs().stream().map(CaptionerEpoch::loss).toList());
        assertThat(resumed.captioner().weights().output().values())
                .isEqualTo(whole.captioner().weights().output().values());
        assertThat(train(withDropout.withSeed(2), false).captioner().weights().output().values())
                .isNotEqualTo(whole.captioner().weights().output().values());
        assertThatThrownBy(() -> train(withDropout, true)).isInstanceOf(IOException.class)
                .hasMessageContaining("other data or options");
    }

    /** Each step moves every weight by about the learning rate: a few of them leave the range of float. */
    @Test
    void aLossThatIsNoNumberEndsTheRun() throws IOException {
        CaptionerConfig.Step steep = new CaptionerConfig.Step(8, 1e38, 5, 0, CaptionerConfig.Dropout.NONE);

        assertThatThrownBy(() -> train(config(Architecture.PAR, 2).withStep(steep), false))
                .isInstanceOf(DivergedException.class).hasMessageContaining("lower the learning rate");
    }

    @Test
    void captionsWithoutFrequentWordsAreRefused() {
        assertThatThrownBy(() -> train(config(Architecture.PAR, 1).withMinCount(1000), false))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no word occurs 1000 times");
    }
}
