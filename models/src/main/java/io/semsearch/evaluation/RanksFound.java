package io.semsearch.evaluation;

/** The rank of each query's best-placed right answer, 1-based.
 *
 * @param inGallery among all rows of the gallery
 * @param inFold    within the fold of the right answer; 0 where it has none */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RanksFound(int[] inGallery, int[] inFold) {}
