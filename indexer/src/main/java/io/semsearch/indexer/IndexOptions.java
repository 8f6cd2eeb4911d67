package io.semsearch.indexer;

import io.semsearch.schema.HnswParameters;
import java.nio.file.Path;
import java.util.List;

/** How an index is made.
 *
 * @param hnsw           of both graphs
 * @param pictureFolders where local pictures are looked for, in this order; may be empty
 * @param createdBy      name and version of the program, kept in the index */
public record IndexOptions(HnswParameters hnsw, List<Path> pictureFolders, String createdBy) {

    /** Copies. */
    public IndexOptions {
        pictureFolders = List.copyOf(pictureFolders);
    }

    /** {@link HnswParameters#DEFAULT}, and no local pictures. */
    public static IndexOptions defaults(String createdBy) {
        return new IndexOptions(HnswParameters.DEFAULT, List.of(), createdBy);
    }
}
