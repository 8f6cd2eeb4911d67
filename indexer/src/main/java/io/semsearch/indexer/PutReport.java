package io.semsearch.indexer;

/** What came into an index, and what was left out.
 *
 * @param added    images that the index did not have
 * @param replaced images that it had, and has anew
 * @param report   {@code images} are both together; what was left out stays in the index as it was, if it is there */
public record PutReport(int added, int replaced, IndexReport report) {}
