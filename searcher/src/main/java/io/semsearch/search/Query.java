package io.semsearch.search;

import io.semsearch.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A query: what its images should be near to, as a unit vector of the space that is searched.
 *
 * <pre>{@code
 * Query.text("dog running").plus(Query.text("snow"), 0.5).minus(Query.image(40))
 * Query.text("two dogs").judged(List.of(12L, 7L), List.of(40L), Rocchio.DEFAULT)
 * }</pre>
 *
 * <p>The vector of a query, with {@code normalize(x) = x / |x|}:
 *
 * <pre>{@code
 * v(text)   = normalize(sum over its known words of weight(word) vector(word))
 * v(image)  = normalize(the image's vector in the space)
 * v(vector) = normalize(vector)
 * v(features) = normalize(features), or their projection in the semantic space
 * v(sum)    = normalize(sum over its terms of weight v(query))
 * v(judged) = normalize(alpha v(query) + beta mean(v(relevant images)) - gamma mean(v(nonrelevant images)))
 * }</pre>
 *
 * <p>So every part has unit length before it is weighted, also a sum within a sum, and the query before Rocchio.
 *
 * <p>Images that are part of a query, also as judged ones, are excluded from its hits. Immutable. */
public sealed interface Query {

    /** Images that a text describes; only in {@link Space#SEMANTIC}. */
    static Query text(String text) {
        return new Text(text, false);
    }

    /** Images that a text describes, the text taken letter by letter: unknown words are left out, and not read as known
     * ones of similar spelling. */
    static Query literal(String text) {
        return new Text(text, true);
    }

    /** Images like an image of the index, which itself is excluded. */
    static Query image(long imageId) {
        return new Image(imageId);
    }

    /** Images near a vector of the space that is searched.
     *
     * @param vector copied; its length must not be 0 and makes no difference
     * @throws IllegalArgumentException if a value is NaN or infinite */
    static Query vector(float[] vector) {
        return new Vector(vector);
    }

    /** Images like one that the index does not have, by its features: in {@link Space#SEMANTIC} the model projects
     * them.
     *
     * @param features of the encoder of the index; copied
     * @throws IllegalArgumentException if a value is NaN or infinite */
    static Query features(float[] features) {
        return new Features(new Vector(features));
    }

    /** This query combined with another one: {@code normalize(this + weight other)}, both of unit length. If this is a
     * sum, the other one becomes a further term of it.
     *
     * @param weight of the other query, relative to this one; negative to keep away from it
     * @throws IllegalArgumentException if the weight is not a finite number */
    default Query plus(Query other, double weight) {
        List<Term> terms = new ArrayList<>(this instanceof Sum sum ? sum.terms : List.of(new Term(this, 1)));
        terms.add(new Term(other, weight));
        return new Sum(terms);
    }

    /** This query combined with another one of the same weight. */
    default Query plus(Query other) {
        return plus(other, 1);
    }

    /** This query, away from another one: {@code plus(other, -1)}. */
    default Query minus(Query other) {
        return plus(other, -1);
    }

    /** This query after relevance feedback: {@link Rocchio}.
     *
     * @param relevant    ids of images that match
     * @param nonrelevant ids of images that do not match
     * @throws IllegalArgumentException if an image is in both lists, or both are empty */
    default Query judged(List<Long> relevant, List<Long> nonrelevant, Rocchio rocchio) {
        return new Judged(this, relevant, nonrelevant, rocchio);
    }

    /** A text.
     *
     * @param text    words in any order, such as a sentence
     * @param literal true if unknown words are left out; if not, those that are a form of a known word, or one typing
     *                error away from a frequent one, are read as that word */
    record Text(String text, boolean literal) implements Query {}

    /** An image of the index. */
    record Image(long imageId) implements Query {}

    /** A vector of the space that is searched. */
    final class Vector implements Query {

        private final float[] values;

        private Vector(float[] values) {
            this.values = Vectors.requireFinite(values.clone(), "query vector");
        }

        /** A copy. */
        public float[] values() {
            return values.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Vector vector && Arrays.equals(values, vector.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return "Vector[" + values.length + " values]";
        }
    }

    /** An image that the index does not have.
     *
     * @param vector its features, of the encoder of the index */
    record Features(Vector vector) implements Query {}

    /** Several queries combined: {@code normalize(sum of weight * query)}, each of unit length before it is weighted.
     *
     * @param terms at least one */
    record Sum(List<Term> terms) implements Query {

        /** Copies.
         *
         * @throws IllegalArgumentException if there is no term */
        public Sum {
            terms = List.copyOf(terms);
            if (terms.isEmpty()) {
                throw new IllegalArgumentException("a sum of queries needs at least one");
            }
        }
    }

    /** One of several combined queries.
     *
     * @param weight relative to the other terms; negative to keep away from the query */
    record Term(Query query, double weight) {

        /** @throws IllegalArgumentException if the weight is not a finite number */
        public Term {
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException("a weight must be a finite number, got " + weight);
            }
        }
    }

    /** A query with relevance feedback.
     *
     * @param query       before the feedback
     * @param relevant    ids of images that match, without repetition
     * @param nonrelevant ids of images that do not match, without repetition
     * @param rocchio     weights of the three parts */
    record Judged(Query query, List<Long> relevant, List<Long> nonrelevant, Rocchio rocchio) implements Query {

        /** Copies; a repeated id counts once.
         *
         * @throws IllegalArgumentException if an image is in both lists, or both are empty */
        public Judged {
            relevant = relevant.stream().distinct().toList();
            nonrelevant = nonrelevant.stream().distinct().toList();
            if (relevant.isEmpty() && nonrelevant.isEmpty()) {
                throw new IllegalArgumentException("feedback needs at least one image that was judged");
            }
            List<Long> both = relevant.stream().filter(nonrelevant::contains).toList();
            if (!both.isEmpty()) {
                throw new IllegalArgumentException("an image cannot be relevant and nonrelevant at once: "
                        + both.stream().map(String::valueOf).collect(Collectors.joining(", ")));
            }
        }
    }
}
