package io.semsearch.search;

import io.semsearch.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What is looked for: a point in the space that is searched.
 *
 * <pre>{@code
 * Query.text("dog running").plus(Query.text("snow"), 0.5).minus(Query.image(40))
 * Query.text("two dogs").judged(List.of(12L, 7L), List.of(40L), Rocchio.DEFAULT)
 * }</pre>
 *
 * <p>Images that have a part in a query are no answers to it: who asks knows them. */
public sealed interface Query {

    /** Images that a text describes; in the semantic space alone. */
    static Query text(String text) {
        return new Text(text);
    }

    /** Images like an image of the index, which is itself left out. */
    static Query image(long imageId) {
        return new Image(imageId);
    }

    /** Images near a vector of the space that is searched.
     *
     * @param vector copied; any length but 0 will do, only its direction counts
     * @throws IllegalArgumentException if a value is NaN or infinite */
    static Query vector(float[] vector) {
        return new Vector(vector);
    }

    /** This and another query at once: {@code normalize(this + weight other)}, both of unit length before they are added.
     *
     * @param weight how much the other one counts beside this; negative to keep away from it
     * @throws IllegalArgumentException if the weight is not a finite number */
    default Query plus(Query other, double weight) {
        List<Term> terms = new ArrayList<>(this instanceof Sum sum ? sum.terms : List.of(new Term(this, 1)));
        terms.add(new Term(other, weight));
        return new Sum(terms);
    }

    /** This and another query at once, both counting alike. */
    default Query plus(Query other) {
        return plus(other, 1);
    }

    /** This, away from another query: as much as it would count if it were added. */
    default Query minus(Query other) {
        return plus(other, -1);
    }

    /** This query, moved by what was said of images of the index: {@link Rocchio}.
     *
     * @param relevant    images that are what was looked for
     * @param nonrelevant images that are not
     * @throws IllegalArgumentException if an image is in both lists, or both are empty */
    default Query judged(List<Long> relevant, List<Long> nonrelevant, Rocchio rocchio) {
        return new Judged(this, relevant, nonrelevant, rocchio);
    }

    /** A text.
     *
     * @param text as a person would say it */
    record Text(String text) implements Query {}

    /** An image of the index.
     *
     * @param imageId its number */
    record Image(long imageId) implements Query {}

    /** A point in the space that is searched. */
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

    /** Several queries at once: {@code normalize(sum of weight * query)}, each of unit length before it is weighed.
     *
     * @param terms at least one; several stand for one place, so an image that is subtracted pushes all others away from
     *              itself */
    record Sum(List<Term> terms) implements Query {

        /** Copies.
         *
         * @throws IllegalArgumentException if there are none */
        public Sum {
            terms = List.copyOf(terms);
            if (terms.isEmpty()) {
                throw new IllegalArgumentException("a sum of queries needs at least one");
            }
        }
    }

    /** One of several queries.
     *
     * @param weight how much it counts; negative to keep away from it */
    record Term(Query query, double weight) {

        /** @throws IllegalArgumentException if the weight is not a finite number */
        public Term {
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException("a weight must be a finite number, got " + weight);
            }
        }
    }

    /** A query and what was said of images.
     *
     * @param query       what was looked for first
     * @param relevant    images that are what was looked for, no image twice
     * @param nonrelevant images that are not, no image twice
     * @param rocchio     how much each part counts */
    record Judged(Query query, List<Long> relevant, List<Long> nonrelevant, Rocchio rocchio) implements Query {

        /** Copies; an image that is named twice counts once.
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
