package io.semsearch.indexer;

import io.semsearch.schema.HnswParameters;
import java.nio.file.Path;
import java.util.List;

/** How an index is made.
 *
 * @param hnsw           of both graphs
 * @param pictureFolders where local pictures are looked for, in this order; may be empty
 * @param createdBy      name and version of the program, kept in the index
 * @param threads        that link vectors, in {@link ImageIndexer}; with one, equal input gives equal graphs, with more,
 *                       graphs that differ a little and find as much */
public record IndexOptions(HnswParameters hnsw, List<Path> pictureFolders, String createdBy, int threads) {

    /** Copies.
     *
     * @throws IllegalArgumentException if there is no thread */
    public IndexOptions {
        pictureFolders = List.copyOf(pictureFolders);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be >= 1, got " + threads);
        }
    }

    /** With a thread for each processor. */
    public IndexOptions(HnswParameters hnsw, List<Path> pictureFolders, String createdBy) {
        this(hnsw, pictureFolders, createdBy, Runtime.getRuntime().availableProcessors());
    }

    /** {@link HnswParameters#DEFAULT}, and no local pictures. */
    public static IndexOptions defaults(String createdBy) {
        return new IndexOptions(HnswParameters.DEFAULT, List.of(), createdBy);
    }

    /** The same with another number of threads. */
    public IndexOptions withThreads(int other) {
        return new IndexOptions(hnsw, pictureFolders, createdBy, other);
    }
}
