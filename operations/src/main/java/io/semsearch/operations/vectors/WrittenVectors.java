package io.semsearch.operations.vectors;

import java.nio.file.Path;

/** A file of word vectors that was written.
 *
 * @param file      as named
 * @param words     in it, phrases included
 * @param phrases   in it
 * @param dimension of the vectors */
public record WrittenVectors(Path file, int words, long phrases, int dimension) {}
