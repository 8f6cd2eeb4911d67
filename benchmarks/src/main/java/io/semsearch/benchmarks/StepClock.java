package io.semsearch.benchmarks;

import io.semsearch.trainer.DivergedException;
import io.semsearch.trainer.TrainingListener;
import io.semsearch.trainer.config.Negatives;
import java.time.Duration;
import java.util.Arrays;

/** Times the steps of a training run, and ends it by throwing {@link Enough}. Steps of full batches are timed after a
 * warm-up; then as many more run while the stack is sampled. */
final class StepClock implements TrainingListener {

    /** The warm-up ends when both this number of steps and the time below are reached. */
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

    /** Thrown to end a run that was timed long enough. */
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

    /** Mean processor time per step, of all threads. */
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
