package io.semsearch.trainer;

import io.semsearch.progress.Progress;
import io.semsearch.text.Terms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds words that stand side by side far more often than by chance, as word2vec does before it learns vectors.
 *
 * <p>A pair is a phrase where {@code score(a, b) = (count(ab) - delta) / (count(a) count(b)) * N > threshold}, N the
 * number of words: Mikolov et al., Distributed Representations of Words and Phrases and their Compositionality, 2013,
 * section 4; the factor N, which makes thresholds alike for all sizes of text, is that of its program. A second pass
 * over the sentences with their pairs joined finds phrases of three and four words.
 *
 * <p>Memory: some 100 bytes for each different pair, of at most 4 million; in larger texts the rarest pairs are
 * forgotten whenever there are more, as in word2vec's program. */
public final class PhraseDetector {

    private static final int PASSES = 2;
    private static final int MOST_PAIRS = 4_000_000;

    private final PhraseConfig config;
    private final int mostPairs;

    private PhraseDetector(PhraseConfig config, int mostPairs) {
        this.config = config;
        this.mostPairs = mostPairs;
    }

    /** Finds the phrases of sentences.
     *
     * @param sentences each a list of words; gone through five times */
    public static Phrases detect(Iterable<List<String>> sentences, PhraseConfig config, Progress progress) {
        return detect(sentences, config, MOST_PAIRS, progress);
    }

    /** @param mostPairs that are counted at a time */
    static Phrases detect(Iterable<List<String>> sentences, PhraseConfig config, int mostPairs, Progress progress) {
        PhraseDetector detector = new PhraseDetector(config, mostPairs);
        try (Progress.Task task = progress.start("Looking for phrases", 2 * PASSES + 1, "passes")) {
            Phrases found = new Phrases(Set.of());
            for (int pass = 0; pass < PASSES; pass++) {
                Map<String, Integer> counts = count(found.joinAll(sentences));
                task.advanceTo(2L * pass + 1);
                Set<String> more = detector.pairs(found.joinAll(sentences), counts);
                task.advanceTo(2L * pass + 2);
                more.addAll(found.terms());
                found = new Phrases(more);
            }
            // a longer phrase leaves fewer of a shorter one, and what is too rare for a vector stays words
            Map<String, Integer> counts = count(found.joinAll(sentences));
            Set<String> kept = new HashSet<>(found.terms());
            kept.removeIf(phrase -> counts.getOrDefault(phrase, 0) < config.minimumCount());
            task.advanceTo(2L * PASSES + 1);
            return new Phrases(kept);
        }
    }

    private static Map<String, Integer> count(Iterable<List<String>> sentences) {
        Map<String, Integer> counts = new HashMap<>();
        sentences.forEach(sentence -> sentence.forEach(term -> counts.merge(term, 1, Integer::sum)));
        return counts;
    }

    private Set<String> pairs(Iterable<List<String>> sentences, Map<String, Integer> counts) {
        Map<Pair, Integer> pairs = new HashMap<>();
        int forgotten = 0;
        for (List<String> sentence : sentences) {
            for (int i = 1; i < sentence.size(); i++) {
                Pair pair = new Pair(sentence.get(i - 1), sentence.get(i));
                if (isFrequent(counts, pair.first) && isFrequent(counts, pair.second)) {
                    pairs.merge(pair, 1, Integer::sum);
                }
            }
            while (pairs.size() > mostPairs) {
                forgotten++;
                int bound = forgotten;
                pairs.values().removeIf(count -> count <= bound);
            }
        }
        double words = counts.values().stream().mapToLong(Integer::longValue).sum();
        Set<String> phrases = new HashSet<>();
        pairs.forEach((pair, count) -> {
            double expected = (double) counts.getOrDefault(pair.first, 0) * counts.getOrDefault(pair.second, 0) / words;
            boolean isPhrase = count >= config.minimumCount()
                    && (count - config.discount()) / expected > config.threshold();
            if (isPhrase && Terms.words(pair.joined()).size() > 1) {
                phrases.add(pair.joined());
            }
        });
        return phrases;
    }

    /** A pair is no more frequent than its words. */
    private boolean isFrequent(Map<String, Integer> counts, String word) {
        return counts.getOrDefault(word, 0) > config.discount();
    }

    /** Two neighbours. */
    private record Pair(String first, String second) {

        String joined() {
            return first + "_" + second;
        }
    }
}
