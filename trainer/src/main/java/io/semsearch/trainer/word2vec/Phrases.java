package io.semsearch.trainer.word2vec;

import io.semsearch.text.Terms;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A set of phrases, which can be joined in sentences.
 *
 * @param terms such as {@code hot_dog} or {@code new_york_city} */
public record Phrases(Set<String> terms) {

    /** Copies the set. */
    public Phrases {
        terms = Set.copyOf(terms);
    }

    /** Joins the phrases of a sentence, the longest first, as {@link Terms} cuts texts with a vocabulary that contains
     * them. */
    public List<String> join(List<String> sentence) {
        return Terms.join(sentence, terms.isEmpty() ? 1 : Terms.LONGEST_PHRASE, terms::contains);
    }

    /** Joins the phrases of all sentences, on each iteration. */
    public Iterable<List<String>> joinAll(Iterable<List<String>> sentences) {
        return () -> joined(sentences);
    }

    private Iterator<List<String>> joined(Iterable<List<String>> sentences) {
        return StreamSupport.stream(sentences.spliterator(), false).map(this::join).iterator();
    }
}
