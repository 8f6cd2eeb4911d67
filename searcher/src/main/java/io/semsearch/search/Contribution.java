package io.semsearch.search;

/** What a part of a query adds to the similarity of an image. The contributions of all parts add up to the similarity.
 * */
public sealed interface Contribution {

    /** The part of the cosine; may be negative. */
    double amount();

    /** Of a word or phrase of a text. */
    record Word(String word, double amount) implements Contribution {}

    /** Of all texts as whole sentences, by the model's sentence encoder. */
    record Sentence(double amount) implements Contribution {}

    /** Of an image that is part of the query. */
    record Image(long imageId, double amount) implements Contribution {}

    /** Of all vectors that are part of the query. */
    record Vector(double amount) implements Contribution {}
}
