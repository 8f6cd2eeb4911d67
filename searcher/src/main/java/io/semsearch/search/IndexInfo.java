package io.semsearch.search;

import io.semsearch.schema.IndexManifest;

/** What an index says of itself, and what it takes up.
 *
 * @param manifest         model, dimensions, parameters and author
 * @param images           images that can be found
 * @param deletedDocuments documents that were replaced or removed but still take up space
 * @param segments         parts that are searched one after the other; 1 is fastest
 * @param bytes            on disk */
public record IndexInfo(IndexManifest manifest, int images, int deletedDocuments, int segments, long bytes) {}
