package io.semsearch.trainer;

import io.semsearch.trainer.initialization.ModelWeights;
import io.semsearch.trainer.initialization.PreparedData;
import io.semsearch.trainer.step.TrainingState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The history of a run: the reports of its epochs so far, the state after the last one, and the weights of the best
 * one.
 *
 * <p>The best epoch is the first with the highest validation MRR; without validation captions it is the last one. */
final class TrainingHistory {

    private static final Comparator<EpochReport> BY_VALIDATION = Comparator
            .comparingDouble(
                    (EpochReport report) -> report.validation().orElseThrow().textToImage().meanReciprocalRank())
            .thenComparing(Comparator.comparingInt(EpochReport::epoch).reversed());

    private final List<EpochReport> reports;
    private TrainingState state;
    private ModelWeights bestWeights;

    /** The history of a run before its first step. */
    TrainingHistory(ModelWeights initial) {
        this(List.of(), TrainingState.initial(initial), initial);
    }

    /** The history of a run after some epochs.
     *
     * @param state       after the last epoch
     * @param bestWeights the weights after the best epoch */
    TrainingHistory(List<EpochReport> reports, TrainingState state, ModelWeights bestWeights) {
        this.reports = new ArrayList<>(reports);
        this.state = state;
        this.bestWeights = bestWeights;
    }

    /** Adds an epoch.
     *
     * @param after the state after it
     * @return true if it is the best so far */
    boolean add(EpochReport report, TrainingState after) {
        reports.add(report);
        state = after;
        boolean isBest = best().epoch() == report.epoch();
        if (isBest) {
            bestWeights = after.weights();
        }
        return isBest;
    }

    /** True if no epoch was measured yet. */
    boolean isEmpty() {
        return reports.isEmpty();
    }

    /** True if an epoch was measured on validation captions. */
    boolean hasValidatedModel() {
        return reports.stream().anyMatch(report -> report.validation().isPresent());
    }

    /** The epoch to run next, 1-based. */
    int nextEpoch() {
        return isEmpty() ? 1 : reports.getLast().epoch() + 1;
    }

    /** Epochs since the best one. */
    int epochsWithoutImprovement() {
        return isEmpty() ? 0 : reports.getLast().epoch() - best().epoch();
    }

    List<EpochReport> reports() {
        return List.copyOf(reports);
    }

    TrainingState state() {
        return state;
    }

    ModelWeights bestWeights() {
        return bestWeights;
    }

    /** The best epoch as a model. */
    TrainingResult result(PreparedData data) {
        return new TrainingResult(data.projection(bestWeights), data.embedder(bestWeights), best(), reports);
    }

    private EpochReport best() {
        return reports.getLast().validation().isEmpty()
                ? reports.getLast()
                : reports.stream().max(BY_VALIDATION).orElseThrow();
    }
}
