package io.semsearch.benchmarks;

import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.Trainer;
import io.semsearch.trainer.config.FeatureScaling;
import io.semsearch.trainer.config.Initialization;
import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.config.Optimizer;
import io.semsearch.trainer.config.TrainingConfig;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One contender of {@code benchmarks/train/run.sh}. Arguments: RECIPE BATCH STEPS. Prints one line of JSON. */
public final class TrainingSteps {

    private static final int PRODUCT_ROWS = 4096;

    /** What contender.py computes: pairs of a caption and its image, each with the hardest other one of the batch. */
    private static final TrainingConfig HARDEST_PAIRS = TrainingConfig.BEST
            .withObjective(TrainingConfig.BEST.objective().with(Negatives.IN_BATCH_HARDEST))
            .withOptimizer(Optimizer.Adam.DEFAULT);

    private TrainingSteps() {}

    public static void main(String[] arguments) {
        TrainingConfig recipe = arguments[0].equals("best") ? HARDEST_PAIRS : TrainingConfig.COURSE;
        int batch = Integer.parseInt(arguments[1]);
        int steps = Integer.parseInt(arguments[2]);
        EmbeddedDataset dataset = SyntheticWorld.make();
        StepClock clock = new StepClock(batch, steps);
        try {
            // a step costs the same from any initial weights; the closed forms would only take time
            TrainingConfig config = new TrainingConfig(1, 1_000, 1_000, batch, 1, recipe.optimizer(),
                    recipe.objective(), recipe.regularization(), Initialization.RANDOM, recipe.dimension(),
                    FeatureScaling.NONE, recipe.learnsWords());
            new Trainer(config, clock).trainOnAll(dataset, config.epochs());
        } catch (StepClock.Enough expected) {
            print(recipe, dataset, clock, batch);
        }
    }

    private static void print(TrainingConfig recipe, EmbeddedDataset dataset, StepClock clock, int batch) {
        Map<String, Double> parts = clock.sampler().shares();
        System.out.printf(Locale.ROOT,
                "{\"contender\": \"semsearch\", \"recipe\": \"%s\", \"batch\": %d, \"seconds\": %.6f, "
                        + "\"processorSeconds\": %.6f, \"productSeconds\": %.6f, \"words\": %d, \"peakKib\": %d, "
                        + "\"parts\": {%s}}%n",
                recipe.objective().negatives() == Negatives.RANDOM ? "course" : "best", batch, clock.medianSeconds(),
                clock.processorSeconds(), productSeconds(), distinctWords(dataset, batch), ProcessMemory.peakKib(),
                parts.entrySet().stream()
                        .map(part -> String.format(Locale.ROOT, "\"%s\": %.4f", part.getKey(), part.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    /** The shortest time of a product of [4096, 512] and [512, 300]. */
    private static double productSeconds() {
        double shortest = Double.POSITIVE_INFINITY;
        try (INDArray left = Nd4j.rand(DataType.FLOAT, PRODUCT_ROWS, SyntheticWorld.FEATURES);
                INDArray right = Nd4j.rand(DataType.FLOAT, SyntheticWorld.FEATURES, SyntheticWorld.DIMENSION);
                INDArray product = Nd4j.createUninitialized(DataType.FLOAT, PRODUCT_ROWS, SyntheticWorld.DIMENSION)) {
            for (int i = 0; i < 50; i++) {
                long begin = System.nanoTime();
                Nd4j.matmul(left, right, product);
                shortest = Math.min(shortest, (System.nanoTime() - begin) / 1e9);
            }
        }
        return shortest;
    }

    /** The number of different words in a batch. */
    private static int distinctWords(EmbeddedDataset dataset, int batch) {
        SplittableRandom random = new SplittableRandom(1);
        return (int) IntStream.range(0, batch)
                .flatMap(i -> IntStream.of(dataset.words(random.nextInt(dataset.size())))).distinct().count();
    }
}
