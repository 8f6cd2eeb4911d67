package io.semsearch.indexer;

/** The result of {@link ImageCollection#optimize}.
 *
 * @param images number of images in the index
 * @param before the index before
 * @param after  the index after; more than one segment if images were added at the same time */
public record OptimizeReport(int images, State before, State after) {

    /** The properties of an index that determine the speed of searches.
     *
     * @param segments         number of segments; each search goes through all of them
     * @param deletedDocuments documents of removed or replaced images that are still in the files
     * @param bytes            on disk, without files that only older commits need */
    public record State(int segments, int deletedDocuments, long bytes) {}
}
