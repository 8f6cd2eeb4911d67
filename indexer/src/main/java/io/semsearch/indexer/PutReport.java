package io.semsearch.indexer;

/** The result of {@link ImageCollection#put}.
 *
 * @param added    number of new images
 * @param replaced number of images that were already in the index
 * @param report   {@code images} is the sum of both; an image that was left out stays in the index if it is there */
public record PutReport(int added, int replaced, IndexReport report) {}
