package io.semsearch.search;

/** What a part of a query adds to the similarity of an image. The parts of a query add up to the similarity. */
public sealed interface Contribution {

    /** The part of the cosine; negative where it takes away. */
    double amount();

    /** Of a word or phrase. */
    record Word(String word, double amount) implements Contribution {}

    /** Of an image that the query names. */
    record Image(long imageId, double amount) implements Contribution {}

    /** Of all vectors that the query was given. */
    record Vector(double amount) implements Contribution {}
}
