package io.semsearch.search;

/** An image that was found.
 *
 * @param rank       its place in the answer; 1 is best
 * @param similarity cosine to the query, in [-1, 1]
 * @param image      what the index knows of it */
public record Hit(int rank, float similarity, IndexedImage image) {}
