package io.semsearch.benchmarks;

import io.semsearch.trainer.DivergedException;
import io.semsearch.trainer.Negatives;
import io.semsearch.trainer.TrainingListener;
import java.time.Duration;
import java.util.Arrays;

/** Times a training run's steps, and ends the run when there are enough: {@link Enough} is thrown. Steps of whole
 * batches count, after a warm-up; then as many more are taken while the stack is sampled. */
final class StepClock implements TrainingListener {

    /** Both must be over before steps are timed. */
    private static final int WARM_UP_STEPS = 10;
    private static final double WARM_UP_SECONDS = 3;

    private final int batch;
    private final double[] seconds;
    private final StackSampler sampler = new StackSampler(Thread.currentThread());
    private long last;
    private int lastDone;
    private double warm;
    private int timed = -WARM_UP_STEPS;
    private double processorSeconds;

    StepClock(int batch, int steps) {
        this.batch = batch;
        this.seconds = new double[steps];
    }

    /** No more steps are needed. */
    static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1;

        Enough() {
            super("enough steps", null, false, false);
        }
    }

    @Override
    public void onEpochStart(int epoch, int epochs, int captions) {
        lastDone = 0;
        last = System.nanoTime();
    }

    @Override
    public void onStep(int captionsDone) {
        long now = System.nanoTime();
        if (captionsDone - lastDone == batch) {
            count((now - last) / 1e9);
        }
        lastDone = captionsDone;
        last = System.nanoTime();
    }

    private void count(double took) {
        warm += took;
        if (timed < 0) {
            timed += timed < -1 || warm >= WARM_UP_SECONDS ? 1 : 0;
            processorSeconds = -processorSecondsOfProcess();
            return;
        }
        if (timed < seconds.length) {
            seconds[timed] = took;
        }
        timed++;
        if (timed == seconds.length) {
            processorSeconds += processorSecondsOfProcess();
            sampler.start();
        }
        if (timed == 2 * seconds.length) {
            sampler.close();
            throw new Enough();
        }
    }

    @Override
    public void onCollapse(int epoch, int step, Negatives negatives, Negatives gentler) {
        throw new IllegalStateException("training collapsed at step " + step + ": its steps would be others");
    }

    @Override
    public void onDivergence(DivergedException divergence) {
        throw divergence;
    }

    double medianSeconds() {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Processor time a step, of all threads; a mean. */
    double processorSeconds() {
        return processorSeconds / seconds.length;
    }

    private static double processorSecondsOfProcess() {
        return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9;
    }

    StackSampler sampler() {
        return sampler;
    }
}
