package io.semsearch.indexer;

import io.semsearch.schema.HnswParameters;
import java.nio.file.Path;
import java.util.List;

/** Options of {@link ImageIndexer}.
 *
 * @param hnsw         parameters of both graphs
 * @param imageFolders folders that are searched for local image files, in this order; may be empty
 * @param createdBy    name and version of the program, stored in the index
 * @param threads      number of threads that build the graphs; the graphs do not depend on it */
public record IndexOptions(HnswParameters hnsw, List<Path> imageFolders, String createdBy, int threads) {

    /** Copies the list.
     *
     * @throws IllegalArgumentException if threads is less than 1 */
    public IndexOptions {
        imageFolders = List.copyOf(imageFolders);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be >= 1, got " + threads);
        }
    }

    /** Options with one thread per processor. */
    public IndexOptions(HnswParameters hnsw, List<Path> imageFolders, String createdBy) {
        this(hnsw, imageFolders, createdBy, Runtime.getRuntime().availableProcessors());
    }

    /** Options with {@link HnswParameters#DEFAULT} and without local image files. */
    public static IndexOptions defaults(String createdBy) {
        return new IndexOptions(HnswParameters.DEFAULT, List.of(), createdBy);
    }

    /** A copy with another number of threads. */
    public IndexOptions withThreads(int other) {
        return new IndexOptions(hnsw, imageFolders, createdBy, other);
    }
}
