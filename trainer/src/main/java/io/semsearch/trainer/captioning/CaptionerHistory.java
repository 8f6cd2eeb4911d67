package io.semsearch.trainer.captioning;

import io.semsearch.captioning.CaptionerWeights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The epochs of a run so far, the state after the last and the weights of the best one: the first with the highest
 * validation CIDEr-D. */
final class CaptionerHistory {

    private static final Comparator<CaptionerEpoch> BY_VALIDATION = Comparator
            .comparingDouble((CaptionerEpoch epoch) -> epoch.validation().ciderD())
            .thenComparing(Comparator.comparingInt(CaptionerEpoch::epoch).reversed());

    private final List<CaptionerEpoch> epochs = new ArrayList<>();
    private Optional<CaptionerState> state = Optional.empty();
    private Optional<CaptionerWeights> bestWeights = Optional.empty();
    private List<String> samples = List.of();

    /** Adds an epoch.
     *
     * @param after   the state after it
     * @param weights for features as they are */
    void add(CaptionerEpoch epoch, CaptionerState after, CaptionerWeights weights) {
        epochs.add(epoch);
        state = Optional.of(after);
        if (best().equals(epoch)) {
            bestWeights = Optional.of(weights);
        }
    }

    /** Continues a run.
     *
     * @param earlier at least one epoch */
    static CaptionerHistory of(List<CaptionerEpoch> earlier, CaptionerState state, CaptionerWeights best) {
        CaptionerHistory history = new CaptionerHistory();
        history.epochs.addAll(earlier);
        history.state = Optional.of(state);
        history.bestWeights = Optional.of(best);
        return history;
    }

    List<CaptionerEpoch> epochs() {
        return List.copyOf(epochs);
    }

    /** Of the last epoch. */
    List<String> samples() {
        return samples;
    }

    void setSamples(List<String> captions) {
        samples = captions;
    }

    Optional<CaptionerState> state() {
        return state;
    }

    /** The epoch to run next, 1-based. */
    int nextEpoch() {
        return epochs.size() + 1;
    }

    /** Number of epochs after the best one. */
    int epochsSinceBest() {
        return epochs.isEmpty() ? 0 : epochs.size() - best().epoch();
    }

    /** The learning rate of the epoch after these: halved after every second epoch in a row that was not the best. One alone
     * says little: CIDEr-D of a thousand photos goes up and down. */
    static double learningRate(List<CaptionerEpoch> epochs, double first) {
        double rate = first;
        double best = Double.NEGATIVE_INFINITY;
        int sinceBest = 0;
        for (CaptionerEpoch epoch : epochs) {
            if (epoch.validation().ciderD() > best) {
                best = epoch.validation().ciderD();
                sinceBest = 0;
            } else {
                sinceBest++;
                rate = sinceBest % 2 == 0 ? rate / 2 : rate;
            }
        }
        return rate;
    }

    /** The best of at least one epoch. */
    CaptionerEpoch best() {
        return epochs.stream().max(BY_VALIDATION).orElseThrow();
    }

    CaptionerWeights bestWeights() {
        return bestWeights.orElseThrow();
    }
}
