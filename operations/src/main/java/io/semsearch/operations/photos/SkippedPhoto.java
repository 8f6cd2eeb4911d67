package io.semsearch.operations.photos;

import java.nio.file.Path;

/** A file or folder that was left out.
 *
 * @param file    what was left out
 * @param reason  why, the same words for all of a kind: {@code not a readable image}
 * @param message details for people; names the file */
public record SkippedPhoto(Path file, String reason, String message) {}
