package io.semsearch.operations.photos;

import java.nio.file.Path;
import java.time.Instant;

/** A photo file as a folder lists it, not opened yet.
 *
 * @param path         absolute
 * @param relativeName its name within the folder that was scanned, with slashes
 * @param bytes        size
 * @param modified     when it was last modified */
record PhotoFile(Path path, String relativeName, long bytes, Instant modified) {}
