package io.semsearch.indexer;

/** What became of an index that was made one segment.
 *
 * @param images   in it
 * @param before   as it was
 * @param after    as it is; more than one segment if images were put in meanwhile */
public record OptimizeReport(int images, State before, State after) {

    /** What searches depend on.
     *
     * @param segments         parts that each search goes through
     * @param deletedDocuments documents of images that are gone or were replaced, still in the files
     * @param bytes            on disk, without what only older commits need */
    public record State(int segments, int deletedDocuments, long bytes) {}
}
