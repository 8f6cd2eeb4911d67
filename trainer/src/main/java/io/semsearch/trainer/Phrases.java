package io.semsearch.trainer;

import io.semsearch.text.Terms;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Phrases that were found in sentences, and what becomes of sentences with them.
 *
 * @param terms {@code hot_dog}, {@code new_york_city} */
public record Phrases(Set<String> terms) {

    /** Copies. */
    public Phrases {
        terms = Set.copyOf(terms);
    }

    /** The words of a sentence with its phrases joined, the longest first ({@link Terms}): just as texts will be cut by
     * a vocabulary that has them. */
    public List<String> join(List<String> sentence) {
        return Terms.join(sentence, terms.isEmpty() ? 1 : Terms.LONGEST_PHRASE, terms::contains);
    }

    /** The same for all sentences, at each pass anew. */
    public Iterable<List<String>> joinAll(Iterable<List<String>> sentences) {
        return () -> joined(sentences);
    }

    private Iterator<List<String>> joined(Iterable<List<String>> sentences) {
        return StreamSupport.stream(sentences.spliterator(), false).map(this::join).iterator();
    }
}
