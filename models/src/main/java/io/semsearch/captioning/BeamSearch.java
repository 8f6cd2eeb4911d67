package io.semsearch.captioning;

import io.semsearch.captioning.DecoderNetwork.Photo;
import io.semsearch.captioning.DecoderNetwork.States;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** Searches the most probable captions of one photo: at each word, the most probable beginnings are kept.
 *
 * <p>Marks, and a word directly after itself, are never written. A caption ends between its least and its most number
 * of words. Complete ones are ordered by log-probability / length^p, with their end counted in both. */
final class BeamSearch {

    private static final Comparator<Beginning> WORST_FIRST = Comparator.comparingDouble(Beginning::logProbability)
            .thenComparing(Comparator.comparingInt(Beginning::parentText).reversed())
            .thenComparing(Comparator.comparingInt(Beginning::word).reversed());

    private final List<Member> members;
    private final CaptionVocabulary vocabulary;
    private final CaptionOptions options;

    /** @param members networks of this vocabulary; a word's probability is the mean of theirs */
    BeamSearch(List<Member> members, CaptionVocabulary vocabulary, CaptionOptions options) {
        this.members = members;
        this.vocabulary = vocabulary;
        this.options = options;
    }

    /** A network, and what it knows of the photo. */
    record Member(DecoderNetwork network, Photo photo) {

        static Member of(DecoderNetwork network, float[] features) {
            return new Member(network, network.photo(features));
        }
    }

    List<WrittenCaption> search() {
        List<Beginning> complete = new ArrayList<>();
        List<Beginning> beginnings = List.of(Beginning.START);
        List<States> states = members.stream().map(member -> member.photo().start()).toList();
        for (int words = 0; words <= options.maxWords() && !beginnings.isEmpty()
                && complete.size() < options.beam(); words++) {
            int[] last = beginnings.stream().mapToInt(Beginning::word).toArray();
            states = advance(states, last);
            List<Beginning> best = best(beginnings, words, logProbabilities(states));
            best.stream().filter(Beginning::isComplete).forEach(complete::add);
            beginnings = best.stream().filter(beginning -> !beginning.isComplete()).toList();
            int[] kept = beginnings.stream().mapToInt(Beginning::parentText).toArray();
            states = states.stream().map(each -> each.select(kept)).toList();
        }
        return complete.stream().map(this::written).sorted(Comparator.comparingDouble(WrittenCaption::score).reversed())
                .toList();
    }

    private List<States> advance(List<States> states, int[] words) {
        return IntStream.range(0, members.size()).mapToObj(i -> members.get(i).network()
                .advance(members.get(i).photo(), states.get(i), words)).toList();
    }

    private FloatMatrix logProbabilities(List<States> states) {
        List<FloatMatrix> all = IntStream.range(0, members.size()).mapToObj(i -> members.get(i).network()
                .logProbabilities(members.get(i).photo(), states.get(i))).toList();
        return all.size() == 1 ? all.getFirst() : logOfMean(all);
    }

    private static FloatMatrix logOfMean(List<FloatMatrix> logs) {
        float[] means = new float[logs.getFirst().values().length];
        for (int i = 0; i < means.length; i++) {
            double sum = 0;
            for (FloatMatrix each : logs) {
                sum += Math.exp(each.values()[i]);
            }
            means[i] = (float) Math.log(sum / logs.size());
        }
        return FloatMatrix.wrap(logs.getFirst().rows(), logs.getFirst().columns(), means);
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
