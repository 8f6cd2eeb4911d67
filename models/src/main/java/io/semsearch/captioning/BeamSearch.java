package io.semsearch.captioning;

import io.semsearch.captioning.DecoderNetwork.Photo;
import io.semsearch.captioning.DecoderNetwork.States;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Searches the most probable captions of one photo: at each word, the most probable beginnings are kept.
 *
 * <p>Marks, and a word directly after itself, are never written. A caption ends between its least and its most number
 * of words. Complete ones are ordered by log-probability / length^p, with their end counted in both. */
final class BeamSearch {

    private static final Comparator<Beginning> WORST_FIRST = Comparator.comparingDouble(Beginning::logProbability)
            .thenComparing(Comparator.comparingInt(Beginning::parentText).reversed())
            .thenComparing(Comparator.comparingInt(Beginning::word).reversed());

    private final DecoderNetwork network;
    private final CaptionVocabulary vocabulary;
    private final CaptionOptions options;

    BeamSearch(DecoderNetwork network, CaptionVocabulary vocabulary, CaptionOptions options) {
        this.network = network;
        this.vocabulary = vocabulary;
        this.options = options;
    }

    List<WrittenCaption> search(Photo photo) {
        List<Beginning> complete = new ArrayList<>();
        List<Beginning> beginnings = List.of(Beginning.START);
        States states = photo.start();
        for (int words = 0; words <= options.maxWords() && !beginnings.isEmpty()
                && complete.size() < options.beam(); words++) {
            int[] last = beginnings.stream().mapToInt(Beginning::word).toArray();
            states = network.advance(photo, states, last);
            List<Beginning> best = best(beginnings, words, network.logProbabilities(photo, states));
            best.stream().filter(Beginning::isComplete).forEach(complete::add);
            beginnings = best.stream().filter(beginning -> !beginning.isComplete()).toList();
            states = states.select(beginnings.stream().mapToInt(Beginning::parentText).toArray());
        }
        return complete.stream().map(this::written).sorted(Comparator.comparingDouble(WrittenCaption::score).reversed())
                .toList();
    }

    /** The most probable continuations, the best first.
     *
     * @param words number of words so far */
    private List<Beginning> best(List<Beginning> beginnings, int words, FloatMatrix logProbabilities) {
        PriorityQueue<Beginning> best = new PriorityQueue<>(WORST_FIRST);
        int firstWord = words < minWords() ? CaptionVocabulary.UNKNOWN + 1 : CaptionVocabulary.END;
        int lastWord = words == options.maxWords() ? CaptionVocabulary.END : vocabulary.size() - 1;
        for (int text = 0; text < beginnings.size(); text++) {
            Beginning parent = beginnings.get(text);
            for (int word = firstWord; word <= lastWord; word++) {
                float own = logProbabilities.get(text, word);
                boolean isPossible = word != CaptionVocabulary.UNKNOWN && word != parent.word();
                if (isPossible && (best.size() < options.beam()
                        || parent.logProbability() + own > best.element().logProbability())) {
                    best.add(new Beginning(parent, text, word, own, parent.logProbability() + own));
                    if (best.size() > options.beam()) {
                        best.remove();
                    }
                }
            }
        }
        return best.stream().sorted(WORST_FIRST.reversed()).toList();
    }

    /** With a vocabulary of one word, a caption has one: it cannot be repeated. */
    private int minWords() {
        return vocabulary.size() == CaptionVocabulary.UNKNOWN + 2 ? 1 : options.minWords();
    }

    private WrittenCaption written(Beginning complete) {
        List<String> words = new ArrayList<>();
        List<Double> probabilities = new ArrayList<>();
        for (Beginning at = complete.parent(); at.word() != CaptionVocabulary.START; at = at.parent()) {
            words.addFirst(vocabulary.word(at.word()));
            probabilities.addFirst(Math.exp(at.own()));
        }
        double length = Math.pow(words.size() + 1, options.lengthNormalization());
        return new WrittenCaption(words, probabilities, complete.logProbability() / length);
    }
}
