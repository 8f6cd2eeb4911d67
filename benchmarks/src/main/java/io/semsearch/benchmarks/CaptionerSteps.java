package io.semsearch.benchmarks;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.trainer.captioning.CaptionerConfig;
import io.semsearch.trainer.captioning.CaptionerEpoch;
import io.semsearch.trainer.captioning.CaptionerListener;
import io.semsearch.trainer.captioning.CaptionerTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** One contender of {@code benchmarks/captions/run.sh}. Arguments: STEPS CHECKPOINT. Trains for two epochs of
 * so many steps; the first warms up, the second prints a line of JSON. */
public final class CaptionerSteps implements CaptionerListener {

    private static final int FEATURES = 1_280;
    private static final int IMAGES = 1_000;
    /** Without the three marks. */
    private static final int WORDS = 2_997;
    private static final int LENGTH = 12;
    private static final int STREAM_WORDS = 1;
    private static final int STREAM_FEATURES = 2;

    private CaptionerSteps() {}

    public static void main(String[] arguments) throws IOException {
        int steps = Integer.parseInt(arguments[0]);
        CaptionerConfig config = CaptionerConfig.DEFAULT.withMinCount(1).withEpochs(2, 2);
        List<Caption> captions = captions(steps * config.step().batchSize());
        ImageFeatures features = ImageFeatures.of(LongStream.range(0, IMAGES).toArray(),
                SyntheticWorld.draw(STREAM_FEATURES, IMAGES, FEATURES));
        // the captions that validation writes are outside of the time, so one photo is enough
        CaptionedFeatures validation = new CaptionedFeatures(features.selectRows(new int[]{0}),
                List.of(captions.getFirst()), 0, 0, 0);
        new CaptionerTrainer(config, new CaptionerSteps()).train(new CaptionedFeatures(features, captions, 0, 0, 0),
                validation, Path.of(arguments[1]), false);
    }

    @Override
    public void onCaptionerEpochEnd(CaptionerEpoch epoch, List<String> samples, boolean isBest) {
        if (epoch.epoch() > 1) {
            System.out.printf(Locale.ROOT,
                    "{\"contender\": \"semsearch\", \"wordsPerSecond\": %.1f, \"loss\": %.4f, \"peakKib\": %d}%n",
                    epoch.wordsPerSecond(), epoch.loss(), ProcessMemory.peakKib());
        }
    }

    private static List<Caption> captions(int count) {
        List<Caption> captions = new ArrayList<>();
        for (int caption = 0; caption < count; caption++) {
            int first = caption * LENGTH;
            captions.add(new Caption(caption, caption % IMAGES, IntStream.range(first, first + LENGTH)
                    .mapToObj(place -> "w" + word(place)).collect(Collectors.joining(" "))));
        }
        return captions;
    }

    /** Each word once, then frequent ones more often. */
    private static int word(int place) {
        return place < WORDS ? place : (int) (10 * (Math.pow(1 + WORDS / 10.0, SyntheticWorld.uniform(STREAM_WORDS, place)) - 1));
    }
}
