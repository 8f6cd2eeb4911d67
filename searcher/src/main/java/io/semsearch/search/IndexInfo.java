package io.semsearch.search;

import io.semsearch.schema.IndexManifest;

/** Metadata and size of an index.
 *
 * @param manifest         model, dimensions, parameters and creator
 * @param images           number of images
 * @param deletedDocuments replaced or removed images that still take space on disk
 * @param segments         number of Lucene segments, which are searched one after the other; 1 is fastest
 * @param bytes            size on disk */
public record IndexInfo(IndexManifest manifest, int images, int deletedDocuments, int segments, long bytes) {}
