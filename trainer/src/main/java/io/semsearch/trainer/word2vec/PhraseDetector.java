package io.semsearch.trainer.word2vec;

import io.semsearch.progress.Progress;
import io.semsearch.text.Terms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds phrases: words that occur side by side far more often than by chance. As in word2vec, this precedes the
 * training of vectors.
 *
 * <p>A pair is a phrase if {@code score(a, b) = (count(ab) - discount) / (count(a) count(b)) * N > threshold}, with N
 * the number of words in the text: Mikolov et al., Distributed Representations of Words and Phrases and their
 * Compositionality, 2013, section 4. The factor N is that of their program; it makes thresholds comparable between
 * texts of different length. A second pass over the sentences, with pairs joined, finds phrases of three and four
 * words.
 *
 * <p>Memory: about 100 bytes for each distinct pair, at most 4 million of them. Beyond that the rarest are dropped, as
 * in word2vec's program. */
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
     * @param sentences each a list of words; iterated five times */
    public static Phrases detect(Iterable<List<String>> sentences, PhraseConfig config, Progress progress) {
        return detect(sentences, config, MOST_PAIRS, progress);
    }

    /** @param mostPairs maximum number of distinct pairs to count at a time */
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
            // joining longer phrases makes shorter ones rarer; phrases that are too rare for a vector are dropped
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

    /** True if a pair with this word can exceed the discount. A pair is no more frequent than its words. */
    private boolean isFrequent(Map<String, Integer> counts, String word) {
        return counts.getOrDefault(word, 0) > config.discount();
    }

    /** Two words side by side. */
    private record Pair(String first, String second) {

        String joined() {
            return first + "_" + second;
        }
    }
}
