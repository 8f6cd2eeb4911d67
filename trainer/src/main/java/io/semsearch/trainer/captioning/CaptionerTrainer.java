package io.semsearch.trainer.captioning;

import io.semsearch.captioning.Captioner;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.trainer.DivergedException;
import io.semsearch.trainer.captioning.PreparedCaptions.Batch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.factory.Nd4j;

/** Trains a captioner: in each epoch a step for each batch of captions, then captions for the validation photos, which
 * decide whether it is the best so far. Not thread-safe.
 *
 * <p>After two epochs in a row that are not the best, the learning rate is halved; training stops when patience runs
 * out. Equal data, options and seed give an equal captioner, bit for bit, at a fixed number of threads; so does a
 * resumed run. */
public final class CaptionerTrainer {

    /** Validation photos whose captions the listener gets. */
    private static final int SAMPLES = 3;

    private final CaptionerConfig config;
    private final CaptionerListener listener;

    /** @param listener is called on the thread that trains */
    public CaptionerTrainer(CaptionerConfig config, CaptionerListener listener) {
        this.config = config;
        this.listener = listener;
    }

    /** Trains, and returns the captioner of the epoch with the highest validation CIDEr-D.
     *
     * @param checkpointFile receives the state of the run after each epoch; its folder exists
     * @param resume         true to continue from that file; it must come from the same data and options, except for
     *                       epochs and patience
     * @throws IllegalArgumentException if there are no captions to train or validate on, or no frequent word
     * @throws DivergedException        if the loss is not finite in the first epoch; later the listener is called
     *                                  instead, and the best captioner so far is returned
     * @throws IOException              if the checkpoint cannot be written, or the run cannot be resumed from it */
    public TrainedCaptioner train(CaptionedFeatures training, CaptionedFeatures validation, Path checkpointFile,
            boolean resume) throws IOException {
        CaptionJudge judge = new CaptionJudge(validation);
        PreparedCaptions data = PreparedCaptions.of(training, config);
        CaptionerCheckpoint checkpoint = new CaptionerCheckpoint(checkpointFile, config, data);
        CaptionerHistory history = resume ? checkpoint.read() : new CaptionerHistory();
        try (CaptionerStep step = new CaptionerStep(config, data)) {
            history.state().ifPresent(step::restore);
            while (history.nextEpoch() <= config.epochs() && history.epochsSinceBest() < config.patience()) {
                CaptionerEpoch epoch = new Epoch(history, data, judge, step).run();
                checkpoint.write(history);
                report(epoch, history);
            }
        } catch (DivergedException e) {
            if (history.epochs().isEmpty()) {
                throw e;
            }
            listener.onCaptionerDivergence(String.valueOf(e.getMessage()));
        }
        return new TrainedCaptioner(new Captioner(history.bestWeights(), data.vocabulary()), history.best(),
                history.epochs());
    }

    private void report(CaptionerEpoch epoch, CaptionerHistory history) {
        listener.onCaptionerEpochEnd(epoch, history.samples(), history.best().equals(epoch));
    }

    /** One epoch. */
    private final class Epoch {

        private final CaptionerHistory history;
        private final PreparedCaptions data;
        private final CaptionJudge judge;
        private final CaptionerStep step;
        private final int number;

        Epoch(CaptionerHistory history, PreparedCaptions data, CaptionJudge judge, CaptionerStep step) {
            this.history = history;
            this.data = data;
            this.judge = judge;
            this.step = step;
            this.number = history.nextEpoch();
        }

        /** Trains and measures, and adds the result to the history. */
        CaptionerEpoch run() {
            // of the epoch alone, so that a resumed run draws the same numbers
            long seed = config.seed() * 1_000_003 + number;
            Nd4j.getRandom().setSeed(seed);
            double rate = CaptionerHistory.learningRate(history.epochs(), config.step().learningRate());
            step.setLearningRate(rate);
            listener.onCaptionerEpochStart(number, config.epochs(), data.words());
            long begin = System.nanoTime();
            double loss = learn(data.batches(config, new Random(seed)), rate) / data.words();
            double wordsPerSecond = data.words() / ((System.nanoTime() - begin) / 1e9);
            Captioner captioner = new Captioner(step.averagedWeights(), data.vocabulary());
            List<List<String>> captions = judge.write(captioner);
            CaptionerEpoch epoch = new CaptionerEpoch(number, loss, judge.measure(captions), rate, wordsPerSecond);
            history.add(epoch, step.state(), captioner.weights());
            history.setSamples(captions.stream().limit(SAMPLES).map(words -> String.join(" ", words)).toList());
            return epoch;
        }

        /** @return the sum of the losses of all words */
        private double learn(List<Batch> batches, double rate) {
            double sum = 0;
            long words = 0;
            for (int i = 0; i < batches.size(); i++) {
                Batch batch = batches.get(i);
                double loss = step.step(batch);
                if (!Double.isFinite(loss)) {
                    throw new DivergedException(number, i + 1, loss, rate);
                }
                sum += loss * batch.words();
                words += batch.words();
                listener.onCaptionerStep(words);
            }
            return sum;
        }
    }
}
